//! The stem tier: inflected forms of one word meet under one term.
//!
//! A list of exceptions knows plurals, inflected adjectives and verb forms by their lemma; for all other
//! words Snowball's `dutch` algorithm (Kraaij-Pohlmann) does the work, under guard.

use std::borrow::Cow;
use std::fmt;

use crate::lexicon::exceptional_stem;

/// Reduces folded words to their stem.
#[derive(Clone, Copy)]
pub struct Stemmer {
    snowball: frostem::Stemmer,
    /// Whether the list of exceptions comes before the rules.
    exceptions: bool,
}

impl Stemmer {
    /// Returns a stemmer for Dutch.
    pub fn new() -> Self {
        Self { snowball: frostem::Stemmer::new(frostem::Algorithm::Dutch), exceptions: true }
    }

    /// Returns a stemmer that knows no exceptions, for those who make the list of them.
    pub fn by_rules() -> Self {
        Self { exceptions: false, ..Self::new() }
    }

    /// Returns the stem of `folded` when it is known as a form the rules get wrong.
    pub(crate) fn exception(&self, folded: &str) -> Option<String> {
        self.exceptions.then(|| exceptional_stem(folded)).flatten()
    }

    /// Returns the stem of `folded`, a word as [`fold()`](crate::fold()) gives it.
    ///
    /// Words with a digit and words of one or two characters are names or numbers (`D66`, `5G`,
    /// `EU`) and are returned as they are.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        if let Some(stem) = self.exception(folded) {
            return Cow::Owned(stem);
        }
        if folded.chars().nth(2).is_none() || folded.chars().any(char::is_numeric) {
            return Cow::Borrowed(folded);
        }
        let stem = self.snowball.stem(folded);
        if is_credible(folded, &stem) { stem } else { Cow::Borrowed(folded) }
    }
}

/// Whether `stem` can be what is left of `word`.
///
/// The algorithm takes ge- from the front and the middle of words, which makes `gezag` one with `zag`
/// and `regelgeving` with nothing; and it can reduce a word made of suffixes to a letter or two.
fn is_credible(word: &str, stem: &str) -> bool {
    let length = stem.chars().count();
    let common = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
    let taken = word.chars().count().saturating_sub(length);
    length >= 3 && common + 2 >= length && !(length < 4 && taken > 3)
}

impl Default for Stemmer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stemmer(dutch)")
    }
}

#[cfg(test)]
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;
    use std::path::Path;

    #[track_caller]
    fn same_stem(words: &[&str]) {
        let stemmer = Stemmer::new();
        let first = stemmer.stem(words[0]);
        for word in words {
            assert_eq!(stemmer.stem(word), first, "{word}");
        }
    }

    #[test]
    fn inflected_forms_meet() {
        same_stem(&["brief", "brieven"]);
        same_stem(&["motie", "moties"]);
        same_stem(&["bedrijf", "bedrijven"]);
        same_stem(&["risico", "risico's"]);
        same_stem(&["datalek", "datalekken"]);
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        for word in ["d66", "5g", "26643", "eu", "nl", "f35s", ""] {
            assert_eq!(Stemmer::new().stem(word), word);
        }
    }

    /// The reference vocabulary is not part of the repository; see `gold` beside it.
    #[test]
    fn equals_the_reference_on_its_whole_vocabulary() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
        let read = |name: &str| -> Option<String> {
            let bytes = std::fs::read(gold.join(name)).ok()?;
            let mut text = String::new();
            flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).ok()?;
            Some(text)
        };
        let (Some(words), Some(stems)) =
            (read("snowball-dutch-voc.txt.gz"), read("snowball-dutch-output.txt.gz"))
        else {
            eprintln!("skipped: no ../shared/gold with Snowball's vocabulary");
            return;
        };
        let snowball = frostem::Stemmer::new(frostem::Algorithm::Dutch);
        let wrong: Vec<_> =
            words.lines().zip(stems.lines()).filter(|(word, stem)| snowball.stem(word) != *stem).collect();
        assert_eq!(words.lines().count(), 45_670);
        assert!(wrong.is_empty(), "{} differ: {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    }

    proptest! {
        #[test]
        fn any_folded_word_has_a_stem(word in "\\PC{1,40}") {
            let folded = crate::fold(&word);
            prop_assert_eq!(Stemmer::new().stem(&folded).is_empty(), folded.is_empty());
        }
    }
}
