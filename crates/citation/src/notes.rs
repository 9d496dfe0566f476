//! The footnotes and endnotes of a plain text: where the mark stands and where the note.
//!
//! Answerable for pairing the two, since in plain text a note stands wherever its page ended. Knows nothing of
//! what a note says.

use std::ops::Range;

use crate::sentences::{is_abbreviation, superscript, word_before};

/// A note and the place it belongs to, as byte ranges of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The mark in the running text: `²` in `aangeboden.²`.
    pub mark: Range<usize>,
    /// The number of the mark, 1 to 999.
    pub number: u32,
    /// What the note says, without its own mark: `Zie Kamerstukken II 2011/12 24 095 nr.294`.
    pub body: Range<usize>,
}

/// A note as it stands in a text, whether or not anything calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteText {
    /// Where it begins with its number: `²` of `² Zie Kamerstukken`, or `X Noot` above it.
    pub start: usize,
    /// Its number, 1 to 999.
    pub number: u32,
    /// What it says, as in [`Note::body`].
    pub body: Range<usize>,
    /// The mark that calls it, when it was found; a note with a plain number always has one.
    pub mark: Option<Range<usize>>,
}

/// Returns the notes of a text, in order, by the rules of [`notes`] but for this: a note with a superscript
/// or under `Noot` needs no mark.
pub fn note_texts(text: &str) -> Vec<NoteText> {
    Reader { text, marks: vec![None; 1000], notes: Vec::new(), open: None, last: 0 }.read()
}

/// Returns the notes of a text that have both a mark and a body, in order of their bodies.
///
/// A mark is a superscript number, or a plain one glued to a word or its punctuation. A body is what follows
/// the same number at the beginning of a line, or in a block headed `Noot`, up to an empty line or the next
/// note. The nearest mark before the body is its own, so numbers may begin anew on each page. Plain numbers
/// are ambiguous (`nis2`): a superscript, and then a mark behind a full stop or quote, goes before others.
/// Takes time linear in the length of the text.
pub fn notes(text: &str) -> Vec<Note> {
    let with_mark =
        |NoteText { number, body, mark, .. }: NoteText| mark.map(|mark| Note { mark, number, body });
    note_texts(text).into_iter().filter_map(with_mark).collect()
}

struct Reader<'t> {
    text: &'t str,
    /// The last mark of each number that no body has claimed.
    marks: Vec<Option<(Rank, Range<usize>)>>,
    notes: Vec<NoteText>,
    /// The body that is being read.
    open: Option<Open>,
    /// Where the last character ends that is no blank.
    last: usize,
}

struct Open {
    mark: Option<Range<usize>>,
    number: u32,
    /// Where the number or its heading begins.
    label: usize,
    start: usize,
}

/// How likely a number is a mark, least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Word,
    Punctuation,
    Superscript,
}

struct Number {
    value: u32,
    end: usize,
    superscript: bool,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<NoteText> {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut lines = 2;
        while let Some(byte) = bytes.get(at).copied() {
            if byte.is_ascii_whitespace() {
                let pair = byte == b'\n' && at > 0 && bytes.get(at - 1) == Some(&b'\r');
                lines += usize::from(matches!(byte, b'\n' | b'\r') && !pair);
                // A note ends with its page.
                lines = if byte == b'\x0c' { lines.max(2) } else { lines };
                at += 1;
                if lines == 2 || byte == b'\x0c' {
                    self.close();
                }
                continue;
            }
            if lines == 0 && is_plain(byte) {
                // Most of a text: nothing begins inside a line but a number.
                let rest = bytes.get(at..).unwrap_or_default();
                let run = rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len());
                let last = rest.get(..run).and_then(|run| run.iter().rposition(|byte| *byte != b' '));
                self.last = last.map_or(self.last, |last| at + last + 1);
                at += run;
                continue;
            }
            let next = if byte.is_ascii_digit() || matches!(byte, 0xc2 | 0xe2) {
                self.number(at, lines > 0)
            } else if lines > 0 && byte == b'[' {
                self.bracketed(at)
            } else if lines > 0 && matches!(byte, b'X' | b'N') {
                self.block(at)
            } else {
                None
            };
            at = next.unwrap_or_else(|| at + character_length(byte));
            self.last = at;
            lines = 0;
        }
        self.close();
        self.notes
    }

    /// A number that is a mark or begins a body; returns where it ends.
    fn number(&mut self, at: usize, at_line_start: bool) -> Option<usize> {
        let number = number(self.text, at)?;
        let after = self.text.get(number.end..)?;
        if at_line_start || (number.superscript && self.follows_a_note(at, &number)) {
            let begins = begins_note(without_parenthesis(after, &number), number.superscript)
                || at_line_start && begins_below(after);
            if begins && self.is_expected(&number) {
                self.close();
                let mark = self.take_mark(number.value);
                let after = without_parenthesis(after, &number);
                let start = self.text.len() - after.trim_start().len();
                self.open = Some(Open { mark, number: number.value, label: at, start });
            }
        } else if let Some(rank) = rank(self.text, at, &number)
            && (self.open.is_none() || number.superscript)
            && let Some(place) = self.marks.get_mut(usize::try_from(number.value).ok()?)
            && place.as_ref().is_none_or(|(known, _)| *known <= rank)
        {
            let bracketed = self.text.get(..at).is_some_and(|before| before.ends_with('['));
            let range = if bracketed { at - 1..number.end + 1 } else { at..number.end };
            *place = Some((rank, range));
        }
        Some(number.end)
    }

    /// `[1] Zie Kamerstukken` at the beginning of a line, when a mark announced it.
    fn bracketed(&mut self, at: usize) -> Option<usize> {
        let number = number(self.text, at + 1)?;
        let after = self.text.get(number.end..)?.strip_prefix(']')?;
        if number.superscript || !begins_note(after, false) || !self.is_expected(&number) {
            return None;
        }
        self.close();
        let mark = self.take_mark(number.value);
        let start = self.text.len() - after.trim_start().len();
        self.open = Some(Open { mark, number: number.value, label: at, start });
        Some(number.end + 1)
    }

    /// Whether a plain number at the beginning of a line was announced by a mark. A superscript needs none.
    fn is_expected(&self, number: &Number) -> bool {
        let index = usize::try_from(number.value).unwrap_or_default();
        number.superscript || self.marks.get(index).is_some_and(Option::is_some)
    }

    /// Whether the next note begins here in the line of the one before: `¹ Zie nr. 202 ² Zie nr. 294`.
    fn follows_a_note(&self, at: usize, number: &Number) -> bool {
        let apart = self.text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        apart && self.open.as_ref().is_some_and(|open| open.number + 1 == number.value)
    }

    /// `X Noot`, the number and the note, each in lines of their own; returns where the note begins.
    fn block(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let head = rest.strip_prefix("X ").unwrap_or(rest).strip_prefix("Noot")?;
        let figure = head.trim_start();
        if figure.len() == head.len() {
            return None;
        }
        let number = number(self.text, self.text.len() - figure.len())?;
        let after = self.text.get(number.end..)?;
        let body = after.trim_start();
        if body.len() == after.len() || body.is_empty() {
            return None;
        }
        self.close();
        let mark = self.take_mark(number.value);
        let start = self.text.len() - body.len();
        self.open = Some(Open { mark, number: number.value, label: at, start });
        Some(start)
    }

    fn take_mark(&mut self, number: u32) -> Option<Range<usize>> {
        let place = self.marks.get_mut(usize::try_from(number).ok()?)?;
        place.take().map(|(_, range)| range)
    }

    fn close(&mut self) {
        if let Some(Open { mark, number, label, start }) = self.open.take()
            && start < self.last
        {
            self.notes.push(NoteText { start: label, number, body: start..self.last, mark });
        }
    }
}

/// Whether a byte inside a line is neither the end of it nor the beginning of a number.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'/' | b':'..=b'~')
}

fn character_length(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The number of a note at a place: one to three digits of one sort, without a zero in front.
fn number(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    let raised = rest.chars().next().is_some_and(|c| superscript(c).is_some());
    let mut value = 0;
    let mut end = at;
    for (count, c) in rest.chars().enumerate() {
        let digit = if raised { superscript(c) } else { c.to_digit(10) };
        let Some(digit) = digit else {
            break;
        };
        if count == 3 || (count == 0 && digit == 0) {
            return None;
        }
        value = value * 10 + digit;
        end += c.len_utf8();
    }
    (end > at).then_some(Number { value, end, superscript: raised })
}

/// `) Zie` as ` Zie`: a plain number may have a parenthesis behind it.
fn without_parenthesis<'t>(after: &'t str, number: &Number) -> &'t str {
    if number.superscript { after } else { after.strip_prefix(')').unwrap_or(after) }
}

/// Whether what follows a number at the beginning of a line can be a note.
fn begins_note(after: &str, superscript: bool) -> bool {
    let text = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let Some(first) = text.chars().next().filter(|c| !c.is_whitespace()) else {
        return false;
    };
    let opens = first.is_uppercase()
        || matches!(first, '(' | '«' | '“' | '‘' | '"' | '\'')
        || text.starts_with("http");
    superscript && first.is_alphanumeric() || opens
}

/// Whether the next line begins a note, when the number has this one for itself.
fn begins_below(after: &str) -> bool {
    let line = after.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n');
    line.is_some_and(|line| begins_note(line, false))
}

/// How likely a number in running text is a mark, if it can be one at all.
fn rank(text: &str, at: usize, number: &Number) -> Option<Rank> {
    let before = text.get(..at)?;
    let after = text.get(number.end..)?;
    let last = before.chars().next_back().filter(|c| !c.is_whitespace())?;
    let word = word_before(text, at);
    if number.superscript {
        // `5 m²`, `10²`; a year or the number of a paper may carry a mark.
        let square = matches!(number.value, 2 | 3)
            && (matches!(word, "m" | "km" | "cm" | "mm" | "dm")
                || word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && last.is_ascii_digit());
        return (!square && !matches!(last, '(' | '[' | '-' | '/')).then_some(Rank::Superscript);
    }
    let mut following = after.chars();
    let goes_on = match following.next() {
        Some('.' | ',' | '-' | '/' | ':') => following.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '°' | '\'' | '’' | '_'),
        None => false,
    };
    if goes_on {
        return None;
    }
    let ahead = before.get(..before.len() - last.len_utf8())?;
    if last == '[' {
        let glued = ahead.chars().next_back().is_some_and(|c| !c.is_whitespace());
        return (glued && after.starts_with(']')).then_some(Rank::Punctuation);
    }
    let closed = |c: char| c.is_alphabetic() || matches!(c, ')' | '»' | '”' | '’' | '\'' | '"');
    match last {
        '.' | ',' | ';' | ':' => {
            let word = word_before(text, ahead.len());
            let ends = ahead.chars().next_back().is_some_and(closed) && !is_abbreviation(word);
            ends.then_some(Rank::Punctuation)
        }
        '»' | '”' | '’' | '"' | '\'' | ')' | '?' | '!' => {
            ahead.chars().next_back().is_some_and(|c| !c.is_whitespace()).then_some(Rank::Punctuation)
        }
        _ if last.is_lowercase() => {
            let plain =
                word.chars().all(|c| c.is_lowercase()) || word.chars().skip(1).all(|c| c.is_lowercase());
            (plain && word.chars().nth(2).is_some()).then_some(Rank::Word)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each note as `2 @aangeboden. «Zie …»`: its number, the word its mark stands behind, its body.
    fn listed(text: &str) -> Vec<String> {
        notes(text)
            .iter()
            .map(|note| {
                let before = text[..note.mark.start].rsplit(char::is_whitespace).next().unwrap_or_default();
                format!("{} @{before} «{}»", note.number, &text[note.body.clone()])
            })
            .collect()
    }

    #[test]
    fn marks_and_bodies_are_paired() {
        for (text, expected) in [
            (
                "Eén is ingericht.¹ Twee is aangeboden.²\n\n¹ Zie A nr. 202\n\n² Zie B nr.294\n\nVerder",
                &["1 @ingericht. «Zie A nr. 202»", "2 @aangeboden. «Zie B nr.294»"][..],
            ),
            (
                "Eén is ingericht.¹ Twee is aangeboden.²\n¹ Zie A nr. 202\n² Zie B nr.294",
                &["1 @ingericht. «Zie A nr. 202»", "2 @aangeboden. «Zie B nr.294»"],
            ),
            (
                "Eén is ingericht.¹ Twee is aangeboden.²\n¹ Zie A nr. 202 ² Zie B nr.294",
                &["1 @ingericht. «Zie A nr. 202»", "2 @aangeboden. «Zie B nr.294»"],
            ),
            ("Eén is aangeboden.2\n\n2 Kamerstukken II", &["2 @aangeboden. «Kamerstukken II»"]),
            ("Eén is aangeboden2, zo.\n\n2Kamerstukken II", &["2 @aangeboden «Kamerstukken II»"]),
            (
                "het bericht «Geheim»?1\n\nX Noot\n1\n\nBNR, 11 april 2024.\n\nNaar boven",
                &["1 @«Geheim»? «BNR, 11 april 2024.»"],
            ),
            ("het bericht «Geheim»?1\r\n\r\nNoot 1\r\nBNR, 11 april.", &["1 @«Geheim»? «BNR, 11 april.»"]),
            ("Eén.¹\n\n¹ Zie A\n\nTwee.¹\n\n¹ Zie B", &["1 @Eén. «Zie A»", "1 @Twee. «Zie B»"]),
            ("Eén.¹ En nis1\n\n¹ Zie A\nen verder", &["1 @Eén. «Zie A\nen verder»"]),
            (
                "Eén.1\n1Zie A nr. 1\n\u{c}Twee is zo.2\n2Zie B nr. 2",
                &["1 @Eén. «Zie A nr. 1»", "2 @zo. «Zie B nr. 2»"],
            ),
            ("Eén.¹²\n\n¹² Zie A", &["12 @Eén. «Zie A»"]),
            ("Eén is aangeboden.[1]\n\n[1] Zie A", &["1 @aangeboden. «Zie A»"]),
            ("Eén is aangeboden.1)\n\n1) Zie A", &["1 @aangeboden. «Zie A»"]),
            ("Sinds 2012¹ is nr. 202² af\n\n¹ Zie A\n² Zie B", &["1 @2012 «Zie A»", "2 @202 «Zie B»"]),
            // Nothing to pair.
            ("Zie nr.2 en art.2\n\n2 Kamerstukken", &[]),
            ("Eén is 5 m²\n\n² Zie A", &[]),
            ("Eén is 10²\n\n² Zie A", &[]),
            ("Eén is af.2\n\n20 januari is later", &[]),
            ("Eén is af.2\n\n2 januari is later", &[]),
            ("in C2000 en D66 en CO2\n\n2 Inleiding\n\n66 Zie", &[]),
            ("26.643 en 3,2\n\n2 Zie", &[]),
            ("Eén is aangeboden.1\n\n1\n  Bij hoog\nen laag", &["1 @aangeboden. «Bij hoog\nen laag»"]),
            ("Eén is aangeboden.1\n\n1\n\nBij hoog", &[]),
            ("Eén [1] is aangeboden\n\n[1] Zie A", &[]),
            ("Eén is aangeboden\n\n1) Zie A", &[]),
            ("Eén.¹", &[]),
            ("¹ Zie A", &[]),
            ("X Noot", &[]),
            ("X Noot\n1", &[]),
            ("", &[]),
        ] {
            assert_eq!(listed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn notes_that_nothing_calls() {
        for (text, expected) in [
            ("Eén.\n\n¹ Zie A", &[("¹ Zie A", false)][..]),
            ("Eén.\n\nX Noot\n1\n\nZie A", &[("X Noot\n1\n\nZie A", false)]),
            ("Eén.¹\n\n¹ Zie A", &[("¹ Zie A", true)]),
            ("Eén.\n\n1 Zie A", &[]),
        ] {
            let found: Vec<(&str, bool)> = note_texts(text)
                .iter()
                .map(|note| (&text[note.start..note.body.end], note.mark.is_some()))
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(X Noot|Noot|[0-9]|\\[|\\]|\\)|[¹²³⁴]|\n|\n\n|\r\n| |Zie|zie|nr\\.|\\.|»|é|\u{a0}|\\PC){0,40}") {
            let mut last = 0;
            for note in note_texts(&text) {
                prop_assert!(text.get(note.start..note.body.start).is_some() && note.start >= last);
                last = note.body.end;
            }
            let mut last = 0;
            for note in notes(&text) {
                prop_assert!(text.get(note.mark.clone()).is_some() && text.get(note.body.clone()).is_some());
                prop_assert!(note.mark.end <= note.body.start && note.body.start >= last);
                prop_assert!(note.body.start < note.body.end && (1..1000).contains(&note.number));
                last = note.body.end;
            }
        }
    }
}
