//! Stop words: words so common that their presence says nothing about a letter.

use std::ops::Range;

/// Returns whether `folded`, a word as [`fold()`](crate::fold()) gives it, is a Dutch stop word.
///
/// The list holds the articles, pronouns, prepositions, conjunctions and auxiliary verbs of Dutch, and
/// the words that questions begin with: who types "wanneer moet ik een lek melden" looks for `lek` and
/// `melden`.
/// `minister`, `Kamer` and the like are common in letters too, but people search for them.
pub fn is_stop_word(folded: &str) -> bool {
    // Most words are told apart by their length and first letter.
    let bytes = folded.as_bytes();
    let Some(first) = bytes.first().filter(|first| first.is_ascii_lowercase()) else {
        return false;
    };
    let Range { start, end } = BY_LETTER[usize::from(first - b'a')].clone();
    bytes.len() <= LONGEST && STOP_WORDS[start..end].contains(&folded)
}

/// Where the words with each letter stand in [`STOP_WORDS`].
const BY_LETTER: [Range<usize>; 26] = {
    let mut by_letter = [const { 0..0 }; 26];
    let mut at = 0;
    let mut letter = 0;
    while letter < 26 {
        by_letter[letter].start = at;
        while at < STOP_WORDS.len() && STOP_WORDS[at].as_bytes()[0] == b'a' + letter as u8 {
            at += 1;
        }
        by_letter[letter].end = at;
        letter += 1;
    }
    by_letter
};

/// Bytes of the longest stop word.
const LONGEST: usize = 7;

/// In ascending order of bytes, so that those with one letter stand together.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "aan", "al", "als", "andere", "ben", "bent", "bij", "daar", "daarop", "dan", "dat", "de", "deze", "die",
    "dit", "doch", "door", "dus", "een", "en", "er", "ge", "had", "heb", "hebben", "heeft", "hem", "het",
    "hier", "hij", "hoe", "hoeveel", "hun", "iemand", "iets", "ik", "in", "is", "ja", "je", "kan", "kon",
    "kun", "kunnen", "kunt", "maar", "mag", "me", "meer", "men", "met", "mij", "mijn", "moest", "moesten",
    "moet", "moeten", "mogen", "na", "naar", "niet", "niets", "nog", "nu", "of", "om", "omdat", "ons", "onze",
    "ook", "op", "over", "reeds", "te", "ten", "ter", "tot", "u", "uit", "uw", "van", "veel", "voor", "waar",
    "waarin", "waarom", "wanneer", "want", "waren", "was", "wat", "we", "welk", "welke", "werd", "werden",
    "wezen", "wie", "wij", "wil", "wilt", "worden", "wordt", "zal", "ze", "zelf", "zich", "zij", "zijn", "zo",
    "zonder", "zou", "zouden", "zullen", "zult",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_found_by_its_letters() {
        assert!(STOP_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(STOP_WORDS.iter().all(|word| is_stop_word(word)));
        assert_eq!(STOP_WORDS.iter().map(|word| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn every_entry_is_folded() {
        assert!(STOP_WORDS.iter().all(|word| crate::fold(word) == *word));
    }

    #[test]
    fn function_words_are_stop_words_and_names_are_not() {
        for word in ["de", "het", "van", "zijn", "u"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["kpn", "hack", "minister", "112", "sr", "it", ""] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
