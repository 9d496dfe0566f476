//! Letters that look like those of ministries, as many as needed, the same ones every time.
//!
//! For measuring speed and for comparing answers with a plain scan of the texts; what they say makes
//! no sense. They have what makes real letters hard to search: names with hyphens, words with
//! accents in two encodings, curly quotes and guillemets, blanks that do not break, soft hyphens,
//! lines broken in the middle of names, and footnote marks that hang on words.

use crate::random::Random;
use crate::sentences::{Sentences, capitalised};
use crate::vocabulary::Vocabulary;

/// Letters to a folder, about as many as a ministry sends in a year.
const LETTERS_IN_A_FOLDER: usize = 500;

/// Characters on a line of the letters that are wrapped.
const LINE: usize = 76;

/// A letter that nobody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedLetter {
    /// Its path below a folder, with `/` between the parts.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Returns `count` letters of about `bytes` bytes each, at least a letterhead and a paragraph. Every
/// letter depends on `seed` and its number only.
pub fn letters(seed: u64, count: usize, bytes: usize) -> impl Iterator<Item = GeneratedLetter> {
    let vocabulary = Vocabulary::new();
    (0..count).map(move |number| {
        let mut random = Random::new(seed ^ (number as u64 + 1).wrapping_mul(0xd134_2543_de82_ef95));
        // Neighbouring seeds begin alike; the second number no longer shows it.
        random.number();
        GeneratedLetter {
            path: format!("{:03}/kamerbrief-{number:06}.txt", number / LETTERS_IN_A_FOLDER),
            text: Letter::begin(&vocabulary, random).write(bytes),
        }
    })
}

/// A letter being written.
struct Letter<'a> {
    random: Random,
    vocabulary: &'a Vocabulary,
    habits: Habits,
    text: String,
    footnotes: Vec<String>,
}

/// What differs between those who type letters.
struct Habits {
    /// Breaks lines where they end on paper.
    wraps: bool,
    /// Writes accents as characters of their own.
    decomposes: bool,
    /// Marks where long words may be broken.
    soft_hyphens: bool,
}

impl<'a> Letter<'a> {
    fn begin(vocabulary: &'a Vocabulary, mut random: Random) -> Self {
        let habits = Habits {
            wraps: random.one_in(3),
            decomposes: random.one_in(10),
            soft_hyphens: random.one_in(16),
        };
        Self { random, vocabulary, habits, text: String::new(), footnotes: Vec::new() }
    }

    fn write(mut self, bytes: usize) -> String {
        self.head();
        // The end of a letter and half of the paragraph that goes beyond take about as much.
        let enough = bytes.saturating_sub(650);
        loop {
            self.paragraph();
            if self.text.len() >= enough {
                break;
            }
        }
        self.tail();
        let mut text = self.text;
        if self.habits.soft_hyphens {
            text = with_soft_hyphens(&text);
        }
        if self.habits.decomposes {
            text = decomposed(&text);
        }
        text
    }

    fn head(&mut self) {
        let chamber = if self.random.one_in(4) { "Eerste" } else { "Tweede" };
        let date = self.date();
        let number = 1_000_000 + self.random.below(8_000_000);
        let mut subject = self.sentences().noun_phrase();
        subject = format!("{} {}", subject, self.sentences().prepositional_phrase());
        let year = 10 + self.random.below(15);
        self.text = format!(
            "> Retouradres Postbus 20301 2500 EH Den Haag\n\nAan de Voorzitter van de {chamber} Kamer\n\
             Der Staten-Generaal\nPostbus 20018\n2500 EA DEN HAAG\n\nKenmerk\n{number}/{year}/NCTV\n\n\
             Datum {date}\nBetreft {}\n\n",
            capitalised(&subject)
        );
    }

    fn paragraph(&mut self) {
        if self.random.one_in(5) {
            let heading = self.sentences().noun_phrase();
            self.text.push_str(&capitalised(&heading));
            self.text.push_str("\n\n");
        }
        let mut paragraph = String::new();
        for number in 0..3 + self.random.below(5) {
            if number > 0 {
                paragraph.push(' ');
            }
            let sentence = self.sentences().sentence();
            paragraph.push_str(&sentence);
            if self.random.one_in(20) {
                self.footnote(&mut paragraph);
            }
        }
        if self.habits.wraps {
            wrap_into(&paragraph, &mut self.text);
        } else {
            self.text.push_str(&paragraph);
        }
        self.text.push_str("\n\n");
    }

    fn footnote(&mut self, paragraph: &mut String) {
        const MARKS: [char; 9] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        if let Some(mark) = MARKS.get(self.footnotes.len()) {
            paragraph.push(*mark);
            let citation = self.sentences().citation();
            self.footnotes.push(format!("{mark} Zie {citation}"));
        }
    }

    fn tail(&mut self) {
        let office = self.sentences().noun_phrase();
        let name = self.sentences().surname();
        let initial = char::from(b'A' + self.random.below(26) as u8);
        self.text.push_str(&format!("De Minister voor {office},\n\n{initial}.W. {name}\n"));
        for footnote in std::mem::take(&mut self.footnotes) {
            self.text.push_str(&format!("\n{footnote}\n"));
        }
    }

    fn date(&mut self) -> String {
        let day = 1 + self.random.below(28);
        let month = self.random.pick(&self.vocabulary.months).copied().unwrap_or_default();
        format!("{day} {month} {}", 2010 + self.random.below(15))
    }

    fn sentences(&mut self) -> Sentences<'_> {
        Sentences { vocabulary: self.vocabulary, random: &mut self.random }
    }
}

/// Appends `paragraph` to `text` with lines broken at blanks, and behind hyphens, as typed.
fn wrap_into(paragraph: &str, text: &mut String) {
    let mut column = 0;
    for piece in paragraph.split_inclusive([' ', '-']) {
        let length = piece.chars().count();
        if column + length > LINE && column > 0 {
            if text.ends_with(' ') {
                text.pop();
            }
            text.push('\n');
            column = 0;
        }
        text.push_str(piece);
        column += length;
    }
}

/// Returns `text` with soft hyphens before `heids` and `ings`, where compounds may be broken.
fn with_soft_hyphens(text: &str) -> String {
    text.replace("heids", "heids\u{ad}").replace("ings", "ings\u{ad}")
}

/// Returns `text` with its accents as characters of their own, as some systems export it.
fn decomposed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 64);
    for c in text.chars() {
        match c {
            'é' => out.push_str("e\u{301}"),
            'ë' => out.push_str("e\u{308}"),
            'ï' => out.push_str("i\u{308}"),
            'ö' => out.push_str("o\u{308}"),
            'ü' => out.push_str("u\u{308}"),
            'ó' => out.push_str("o\u{301}"),
            'í' => out.push_str("i\u{301}"),
            'Ö' => out.push_str("O\u{308}"),
            'Ç' => out.push_str("C\u{327}"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// FNV-1a.
    fn checksum(letters: impl Iterator<Item = GeneratedLetter>) -> u64 {
        letters
            .flat_map(|letter| (letter.path + &letter.text).into_bytes())
            .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// Figures that were published hold for these letters only: when this fails, measure again.
    #[test]
    fn the_same_seed_gives_the_same_letters_on_every_machine() {
        assert_eq!(checksum(letters(1, 100, 5_000)), 10_015_850_758_778_782_971);
    }

    #[test]
    fn letters_do_not_depend_on_their_number() {
        let few: Vec<_> = letters(7, 3, 2_000).collect();
        let more: Vec<_> = letters(7, 5, 2_000).take(3).collect();
        assert_eq!(few, more);
        assert_ne!(few, letters(8, 3, 2_000).collect::<Vec<_>>());
    }

    #[test]
    fn letters_are_about_as_long_as_asked_and_all_different() {
        let all: Vec<_> = letters(1, 200, 5_000).collect();
        let bytes: usize = all.iter().map(|letter| letter.text.len()).sum();
        assert!((4_700..5_800).contains(&(bytes / all.len())), "{}", bytes / all.len());
        assert_eq!(all.iter().map(|letter| &letter.path).collect::<BTreeSet<_>>().len(), 200);
        assert_eq!(all.iter().map(|letter| &letter.text).collect::<BTreeSet<_>>().len(), 200);
    }

    #[test]
    fn what_makes_letters_hard_to_search_is_in_them() {
        let all: String = letters(1, 100, 5_000).map(|letter| letter.text).collect();
        for piece in [
            "motie Hennis-Plasschaert",
            "Kamerstukken II",
            "26\u{a0}643",
            "e\u{308}",
            "geïnformeerd",
            "\u{ad}",
            "“",
            "«",
            "‘",
            "’",
            "¹",
            "-\n",
            "–",
        ] {
            assert!(all.contains(piece), "{piece:?}");
        }
    }

    #[test]
    fn lines_break_at_blanks_and_behind_hyphens() {
        let mut text = String::new();
        wrap_into(&format!("{} motie Hennis-Plasschaert", "x".repeat(62)), &mut text);
        assert_eq!(text, format!("{} motie Hennis-\nPlasschaert", "x".repeat(62)));
    }
}
