//! Words that were broken at the end of a line, for those who show a text on other lines.
//!
//! For searching the tokenizer of `naslag-dutch` has rules of its own: there both readings may stand side by side.

use std::ops::Range;

/// Words before which a hyphen at the end of a line stays: half of the word before it is left out.
const SUSPENDING: [&str; 6] = ["en", "of", "tot", "dan", "en/of", "respectievelijk"];

/// Returns the bytes to leave out of `text`, in order, so that words broken at the ends of lines are whole: the
/// hyphen with the white space behind it, or only that where the hyphen is the word's own.
///
/// `maatre-⏎gelen` reads `maatregelen`, and `toe-⏎eigenen` keeps its hyphen because two vowels would be read as one.
/// Nothing is left out where a half of a word is (`klant-⏎en persoonsgegevens`) or at capitals (`IT-⏎systemen`).
pub fn broken_words(text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("-\n") {
        let next = text[at + 1..].trim_start();
        let end = text.len() - next.len();
        let before = text[..at].chars().next_back();
        // No suspending word is longer.
        let word: String = next.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
        let (Some(before), Some(after)) = (before, word.chars().next()) else {
            continue;
        };
        let suspended = SUSPENDING.contains(&word.trim_end_matches([',', '.']));
        let inside = cuts.last().is_some_and(|last| at < last.end);
        if !before.is_lowercase() || !after.is_lowercase() || suspended || inside {
            continue;
        }
        let clash = is_vowel(before) && is_vowel(after);
        cuts.push(if clash { at + 1..end } else { at..end });
    }
    cuts
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, closed: &str) {
        let mut found = text.to_owned();
        broken_words(text).into_iter().rev().for_each(|cut| found.replace_range(cut, ""));
        assert_eq!(found, closed);
    }

    #[test]
    fn hyphens_of_line_ends_go_and_others_stay() {
        check("zijn maatre-\ngelen genomen", "zijn maatregelen genomen");
        check("kunnen toe-\n  eigenen", "kunnen toe-eigenen");
        check("de IT-\nsystemen", "de IT-\nsystemen");
        check("klant-\nen persoonsgegevens", "klant-\nen persoonsgegevens");
        check("a -\nb", "a -\nb");
        check("slot-\n", "slot-\n");
        check("be-\nvei-\nliging", "beveiliging");
    }

    proptest! {
        #[test]
        fn cuts_are_ordered_and_on_borders(text in "([a-z]|-\n|é| |\n|en|I){0,40}") {
            let mut at = 0;
            for cut in broken_words(&text) {
                prop_assert!(cut.start >= at && text.get(cut.clone()).is_some());
                at = cut.end;
            }
        }
    }
}
