//! Where the sentences of a text begin and end.
//!
//! Answerable for telling a full stop that ends a sentence from one behind an abbreviation, an initial or a
//! number, and for paragraphs. Good enough to say which things are named together; not a grammar.

use std::ops::Range;

/// A sentence, without the blanks around it.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    /// It is the first of its paragraph.
    pub(crate) opens_paragraph: bool,
}

/// Returns the sentences of a text, in order. A paragraph ends at an empty line. Takes linear time.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let bytes = text.as_bytes();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut start = 0;
    let mut opens_paragraph = true;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => {
                let (next, lines) = line_breaks(bytes, at);
                if lines > 1 {
                    push(&mut sentences, text, start..at, opens_paragraph);
                    (start, opens_paragraph) = (next, true);
                }
                at = next;
            }
            b'.' | b'?' | b'!' => {
                let end = closers(text, at + 1);
                if ends_sentence(text, at, end) {
                    opens_paragraph &= !push(&mut sentences, text, start..end, opens_paragraph);
                    start = end;
                }
                at = end.max(at + 1);
            }
            _ => at += 1,
        }
    }
    push(&mut sentences, text, start..text.len(), opens_paragraph);
    sentences
}

/// Returns the index of the sentence a place is in, or of the one before it when it is in none.
pub(crate) fn index_at(sentences: &[Sentence], place: usize) -> Option<usize> {
    sentences.partition_point(|sentence| sentence.range.start <= place).checked_sub(1)
}

fn push(sentences: &mut Vec<Sentence>, text: &str, range: Range<usize>, opens_paragraph: bool) -> bool {
    let Some(piece) = text.get(range.clone()) else {
        return false;
    };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        sentences.push(Sentence { range: start..end, opens_paragraph });
    }
    start < end
}

/// Where the blanks end that begin with a line break, and how many lines they break.
fn line_breaks(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    let mut lines = 0;
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_whitespace()) {
        let pair = *byte == b'\n' && at > start && bytes.get(at - 1) == Some(&b'\r');
        lines += usize::from(matches!(byte, b'\n' | b'\r') && !pair);
        at += 1;
    }
    (at, lines)
}

/// Where the quotes, parentheses and marks of notes end that close a sentence behind its full stop.
fn closers(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    // More than a quote, a parenthesis and the marks of a few notes are something else.
    rest.char_indices()
        .take(8)
        .find(|(_, c)| {
            !matches!(c, '\'' | '"' | '»' | '”' | '’' | ')' | '.' | '?' | '!') && !is_mark_digit(*c)
        })
        .map_or_else(
            || (start + rest.len()).min(start + rest.chars().take(8).map(char::len_utf8).sum::<usize>()),
            |(at, _)| start + at,
        )
}

fn is_mark_digit(c: char) -> bool {
    c.is_ascii_digit() || superscript(c).is_some()
}

/// Returns the digit a superscript stands for.
pub(crate) fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
        _ => return None,
    })
}

fn ends_sentence(text: &str, stop: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    // A long indent is no reason to read on.
    let mut next = rest
        .chars()
        .take(64)
        .skip_while(|c| c.is_whitespace() || matches!(c, '\'' | '"' | '«' | '“' | '‘' | '„' | '('));
    let Some(first) = next.next() else {
        return true;
    };
    if !first.is_uppercase() && superscript(first).is_none() {
        return false;
    }
    if !text.get(stop..).is_some_and(|rest| rest.starts_with('.')) {
        return true;
    }
    let word = word_before(text, stop);
    if word.contains('.') {
        // `c.s. Kamerstukken`, `c.s. De regering`
        let second: String =
            std::iter::once(first).chain(next.take_while(|c| c.is_alphabetic())).take(12).collect();
        return STARTERS.contains(&second.as_str());
    }
    !is_abbreviation(word)
}

/// Words with a capital that begin a sentence and no name of a paper.
const STARTERS: [&str; 22] = [
    "De",
    "Het",
    "Een",
    "Deze",
    "Dit",
    "Die",
    "Dat",
    "Daarnaast",
    "Ook",
    "In",
    "Op",
    "Met",
    "Ik",
    "U",
    "Uw",
    "Wij",
    "Hierbij",
    "Daarin",
    "Daarmee",
    "Over",
    "Voor",
    "Tevens",
];

/// The word before a place, at most as long as abbreviations are.
pub(crate) fn word_before(text: &str, place: usize) -> &str {
    let before = text.get(..place).unwrap_or_default();
    let letters = before.char_indices().rev().take(12);
    let start =
        letters.take_while(|(_, c)| c.is_alphanumeric() || *c == '.').last().map_or(place, |(at, _)| at);
    before.get(start..).unwrap_or_default()
}

/// Whether a full stop behind this word is the word's own, whatever follows.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 40] = [
        "nr", "nrs", "blz", "pp", "pag", "art", "artt", "drs", "mr", "dr", "ir", "ing", "prof", "jhr",
        "mevr", "mw", "dhr", "stb", "stcrt", "trb", "vgl", "resp", "bijv", "incl", "excl", "ca", "evt",
        "kamerst", "hand", "aanh", "sub", "jo", "st", "zgn", "gr", "th", "ch", "ph", "zie", "vs",
    ];
    word.contains('.')
        || word.chars().next().is_some_and(char::is_alphabetic) && word.chars().nth(1).is_none()
        || ABBREVIATIONS.iter().any(|abbreviation| abbreviation.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        sentences(text)
            .iter()
            .map(|sentence| {
                let mark = if sentence.opens_paragraph { "¶" } else { "" };
                format!("{mark}{}", &text[sentence.range.clone()])
            })
            .collect()
    }

    #[test]
    fn sentences_end_at_full_stops_and_paragraphs() {
        for (text, expected) in [
            ("Een. Twee.", &["¶Een.", "Twee."][..]),
            ("Een.¹ Twee.2 Drie", &["¶Een.¹", "Twee.2", "Drie"]),
            ("een 'notificatie'. Op 23", &["¶een 'notificatie'.", "Op 23"]),
            ("«een?» Twee! Drie", &["¶«een?»", "Twee!", "Drie"]),
            ("Zie nr. 202 en I.W. Opstelten, mr. Teeven", &["¶Zie nr. 202 en I.W. Opstelten, mr. Teeven"]),
            ("motie Segers c.s. Kamerstuk 5", &["¶motie Segers c.s. Kamerstuk 5"]),
            ("motie Segers c.s. De regering", &["¶motie Segers c.s.", "De regering"]),
            ("9 februari jl. heeft", &["¶9 februari jl. heeft"]),
            ("26.000 dingen", &["¶26.000 dingen"]),
            ("Een\ntwee\n\ndrie. Vier\r\n\r\nvijf", &["¶Een\ntwee", "¶drie.", "Vier", "¶vijf"]),
            ("Een.²\n¹ Zie", &["¶Een.²", "¹ Zie"]),
            ("", &[]),
            (" \n\n ", &[]),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn sentences_are_ordered_and_on_characters(text in "([A-Za-z.?! \n\r»’¹²3]|c\\.s\\.|é|\\PC){0,60}") {
            let mut last = 0;
            for sentence in sentences(&text) {
                prop_assert!(sentence.range.start >= last && sentence.range.start < sentence.range.end);
                prop_assert!(text.get(sentence.range.clone()).is_some());
                last = sentence.range.end;
            }
        }
    }
}
