//! The tokenizer: where words begin and end, and the position each one holds.
//!
//! A word is a run of letters, digits and the marks on them. An apostrophe between two of these
//! belongs to the word (`risico's`), as do soft hyphens and zero-width characters; everything else,
//! hyphens and white space of every kind included, stands between words. That makes `motie
//! Hennis-Plasschaert`, `motie-Hennis-Plasschaert` and `motie Hennis\nPlasschaert` the same three
//! words at the same distance.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold_into, is_apostrophe, is_invisible};

/// The longest word in characters: what runs on beyond it becomes the next word.
///
/// Dutch words stay under 60. Encoded attachments and other rubbish run to megabytes without a
/// space, and tantivy drops terms above 65,530 bytes without a word; cut up, they are still all
/// there.
pub const MAX_WORD_CHARS: usize = 128;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// The byte range of the word in the text.
    pub span: Range<usize>,
    /// The number of words before this one.
    pub position: usize,
    /// The word folded, as [`fold()`](crate::fold()) gives it; never empty.
    pub exact: &'t str,
}

/// The words of a text, one after another. See [`tokens`].
#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    next_position: usize,
    folded: String,
}

/// Returns the words of `text` in the order in which they stand.
///
/// Not an iterator: each token borrows the buffer it was folded into, which saves an allocation a
/// word where megabytes pass through.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, next_position: 0, folded: String::new() }
}

impl Tokens<'_> {
    /// Returns the next word, or `None` after the last.
    pub fn advance(&mut self) -> Option<Token<'_>> {
        loop {
            let span = next_word(self.text, self.at)?;
            self.at = span.end;
            self.folded.clear();
            fold_into(&self.text[span.clone()], &mut self.folded);
            // A letter that is itself a mark folds away; a word of nothing else cannot be asked for.
            if self.folded.is_empty() {
                continue;
            }
            let position = self.next_position;
            self.next_position += 1;
            return Some(Token { span, position, exact: &self.folded });
        }
    }
}

/// What a character does to the word it stands in.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// Is part of a word and may begin one.
    Word,
    /// Is part of a word when one is under way on its left.
    Mark,
    /// Is part of a word when it stands between two [`Class::Word`] characters.
    Inner,
    /// Stands between words.
    Gap,
}

/// Returns the byte range of the first word at or after byte `from`.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].char_indices().find(|(_, c)| class(*c) == Class::Word)?.0;
    let mut end = start;
    let mut joined = true;
    for (length, (offset, c)) in text[start..].char_indices().enumerate() {
        if length == MAX_WORD_CHARS {
            break;
        }
        match class(c) {
            Class::Word => joined = true,
            Class::Mark if joined => {}
            // Two apostrophes in a row close a quotation; they do not join two words.
            Class::Inner if joined || is_invisible(c) => {
                joined = joined && is_invisible(c);
                continue;
            }
            _ => break,
        }
        end = start + offset + c.len_utf8();
    }
    Some(start..end)
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
            '\'' | '`' => Class::Inner,
            _ => Class::Gap,
        };
    }
    if is_apostrophe(c) || is_invisible(c) {
        return Class::Inner;
    }
    if is_combining_mark(c) {
        return Class::Mark;
    }
    // Superscript figures are footnote marks: `ingericht.¹` and `breach¹` must not change the word
    // they hang on. Superscript letters (ª, º) mark ordinals and abbreviate in the same way.
    if matches!(c, '²' | '³' | '¹' | '⁰'..='ⁿ' | '₀'..='ₜ' | 'ª' | 'º') {
        return Class::Gap;
    }
    if c.is_alphanumeric() { Class::Word } else { Class::Gap }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<(usize, String, &str)> {
        let mut tokens = tokens(text);
        let mut words = Vec::new();
        while let Some(token) = tokens.advance() {
            words.push((token.position, token.exact.to_owned(), &text[token.span.clone()]));
        }
        words
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).into_iter().map(|(_, exact, _)| exact).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_end_at_anything_but_letters_and_digits() {
        check("Hack bij KPN.", &["hack", "bij", "kpn"]);
        check("(klant)informatie", &["klant", "informatie"]);
        check("«Geheime afmeldcodes»?1", &["geheime", "afmeldcodes", "1"]);
        check("26\u{a0}643 nr.294", &["26", "643", "nr", "294"]);
        check("5725010/12/NCTV", &["5725010", "12", "nctv"]);
        check("", &[]);
        check(" .-' ", &[]);
    }

    #[test]
    fn hyphens_dashes_and_line_breaks_all_part_words() {
        let expected = &["motie", "hennis", "plasschaert"];
        for text in [
            "motie Hennis-Plasschaert",
            "motie-Hennis-Plasschaert",
            "MOTIE HENNIS–PLASSCHAERT",
            "motie\nHennis\u{2011}Plasschaert",
            "“motie” Hennis - Plasschaert",
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn short_and_odd_words_are_kept() {
        check("112, 5G, D66, F-35, .nl, IPv6", &["112", "5g", "d66", "f", "35", "nl", "ipv6"]);
        check("'s-Gravenhage", &["s", "gravenhage"]);
        check("100%", &["100"]);
    }

    #[test]
    fn apostrophes_join_only_inside_words() {
        check("risico's", &["risico's"]);
        check("risico’s", &["risico's"]);
        check("'security breach'", &["security", "breach"]);
        check("zo ''genaamd''", &["zo", "genaamd"]);
        check("a''b", &["a", "b"]);
    }

    #[test]
    fn invisible_characters_do_not_part_words() {
        check("bevei\u{ad}liging\u{ad}", &["beveiliging"]);
        check("\u{feff}Hack", &["hack"]);
        check("a\u{ad}'\u{ad}b", &["a'b"]);
    }

    #[test]
    fn footnote_marks_hang_on_no_word() {
        check("ingericht.¹ breach² H₂O", &["ingericht", "breach", "h", "o"]);
    }

    #[test]
    fn decomposed_accents_stay_in_their_word() {
        check("gei\u{308}nformeerd", &["geinformeerd"]);
        assert_eq!(words("e\u{301}e\u{301}n x")[0].2, "e\u{301}e\u{301}n");
    }

    #[test]
    fn endless_words_are_cut_up_and_kept() {
        let text = "x".repeat(3 * MAX_WORD_CHARS + 1);
        let words = words(&text);
        assert_eq!(words.len(), 4);
        assert_eq!(words.iter().map(|(_, _, surface)| surface.len()).sum::<usize>(), text.len());
    }

    proptest! {
        #[test]
        fn ranges_are_ordered_disjoint_and_fold_to_their_term(
            text in "([a-zA-Z0-9éïĳ '’.\\-\u{ad}\u{300}\u{200b}\n]|\\PC){0,60}"
        ) {
            let mut end = 0;
            for (index, (position, exact, surface)) in words(&text).into_iter().enumerate() {
                let start = surface.as_ptr() as usize - text.as_ptr() as usize;
                prop_assert!(start >= end && !surface.is_empty());
                prop_assert_eq!(position, index);
                prop_assert_eq!(crate::fold(surface), exact);
                end = start + surface.len();
            }
        }

        #[test]
        fn a_word_alone_is_the_same_word(text in "([a-zA-Zéïş'’\u{ad}0-9 ,]|\\PC){0,60}") {
            for (_, exact, surface) in words(&text) {
                let alone = words(surface);
                prop_assert_eq!(alone.len(), 1);
                prop_assert_eq!(&alone[0].1, &exact);
            }
        }
    }
}
