//! Words written with blanks between their letters.
//!
//! Answerable for telling such a word from initials, variables and the heads of columns. Knows nothing of which
//! words there are, but for a short table of words whose first letter is often set apart.

use std::ops::Range;

/// Letters of a spaced word at least: three may be initials or a party.
const LEAST_LETTERS: usize = 4;

/// Letters of a spaced word at most. A heading may have its words set this way without wider gaps between them.
const MOST_LETTERS: usize = 60;

/// A first letter and the rest, as copied from documents whose font kerns the pair. No rest is a word itself.
const SPLIT: [(char, &str); 22] = [
    ('A', "anhangsel"),
    ('A', "ntwoord"),
    ('A', "rtikel"),
    ('B', "esluit"),
    ('B', "etreft"),
    ('B', "ijlage"),
    ('D', "atum"),
    ('E', "erste"),
    ('H', "oofdstuk"),
    ('I', "nleiding"),
    ('K', "amer"),
    ('K', "amerstukken"),
    ('K', "enmerk"),
    ('M', "inister"),
    ('M', "inisterie"),
    ('O', "nderwerp"),
    ('S', "taatssecretaris"),
    ('T', "weede"),
    ('V', "ergadering"),
    ('V', "ergaderjaar"),
    ('V', "oorzitter"),
    ('V', "raag"),
];

/// Returns the words written with blanks between their letters, in order.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Each candidate is a capital between blanks; the text is searched for ` X ` by its bytes.
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let lone = (at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace))
            && !bytes[at].is_ascii_whitespace();
        let word = if lone { split(text, at).or_else(|| letters(text, at)) } else { None };
        match word {
            Some(Word::Spaced(range)) => {
                at = range.end;
                found.push(range);
            }
            Some(Word::Not(end)) => at = end,
            None => at += 1,
        }
    }
    found
}

enum Word {
    Spaced(Range<usize>),
    /// Single letters that form no word, up to here.
    Not(usize),
}

/// Single capitals with one blank between each.
fn letters(text: &str, at: usize) -> Option<Word> {
    let mut end = at;
    let mut count = 0;
    let mut vowels = 0;
    let mut steps = true;
    let mut same = true;
    let mut last: Option<char> = None;
    let mut rest = text.get(at..)?.chars();
    while let Some(letter) = rest.next().filter(|c| c.is_uppercase()) {
        let mut ahead = rest.clone();
        let next = ahead.next();
        // A letter that belongs to a word ends the run before it.
        if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’')) {
            break;
        }
        vowels += usize::from(is_vowel(letter));
        if let Some(last) = last {
            steps &= u32::from(letter) == u32::from(last) + 1;
            same &= letter == last;
        }
        last = Some(letter);
        count += 1;
        end = text.len() - rest.as_str().len();
        if next != Some(' ') {
            break;
        }
        rest = ahead;
    }
    if count < 2 {
        return None;
    }
    // `A B C D` heads columns, `X X X X` stands for something left out, and no Dutch word lacks a vowel.
    // Behind initials comes a name: `M J M A Verhagen`.
    let mut behind = text.get(end..)?.chars();
    let is_named = behind.next() == Some(' ')
        && behind.next().is_some_and(char::is_uppercase)
        && behind.next().is_some_and(char::is_lowercase);
    let is_word = (LEAST_LETTERS..=MOST_LETTERS).contains(&count)
        && vowels > 0
        && vowels < count
        && !steps
        && !same
        && !is_named;
    Some(if is_word { Word::Spaced(at..end) } else { Word::Not(end) })
}

/// A capital, a blank and the rest of a word of the table.
fn split(text: &str, at: usize) -> Option<Word> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let first = chars.next().filter(char::is_ascii_uppercase)?;
    let tail = chars.as_str().strip_prefix(' ')?;
    let (_, word) = SPLIT.iter().filter(|(letter, _)| *letter == first).find(|(_, word)| {
        tail.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })?;
    Some(Word::Spaced(at..at + 2 + word.len()))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' | 'É' | 'È' | 'Ë' | 'Ï' | 'Ö' | 'Ü')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn spaced_words() {
        check("B E S L U I T", &["B E S L U I T"]);
        check("Het\nB E S L U I T\nluidt", &["B E S L U I T"]);
        check("B E S L U I T: zo", &["B E S L U I T"]);
        check("B E S L U I T  O P  V E R Z O E K", &["B E S L U I T", "V E R Z O E K"]);
        check("F I N A N C I Ë N", &["F I N A N C I Ë N"]);
        check("V ergaderjaar 2020–2021", &["V ergaderjaar"]);
        check("T weede K amer", &["T weede", "K amer"]);
        check("B etreft: hack", &["B etreft"]);
    }

    #[test]
    fn other_single_letters() {
        check("I W Opstelten", &[]);
        check("M J M A Verhagen", &[]);
        check("A B C D E F", &[]);
        check("X X X X X", &[]);
        check("a b c d", &[]);
        check("B C D F G", &[]);
        check("de S G P en de P v d A", &[]);
        check("I. W. O. P.", &[]);
        check("V ergaderjaren", &[]);
        check("Plan B is af", &[]);
        check("B E S L U I Ten", &[]);
        check(&"A B E R ".repeat(16), &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "([A-Z] |[A-Z]|  |\n|V ergaderjaar|é|Ë |\\PC){0,40}") {
            let mut last = 0;
            for range in find(&text) {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
