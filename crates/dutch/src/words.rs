//! Where words begin and end, before any rule joins them.
//!
//! A word is a run of letters, digits and the marks on them. An apostrophe between two of these
//! belongs to the word (`risico's`), as do soft hyphens and zero-width characters; everything else,
//! hyphens and white space of every kind included, stands between words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::fold::{is_apostrophe, is_invisible};

/// The longest word in characters: what runs on beyond it becomes the next word.
///
/// Dutch words stay under 60. Encoded attachments and other rubbish run to megabytes without a
/// space, and tantivy drops terms above 65,530 bytes without a word; cut up, they are still all
/// there.
pub const MAX_WORD_CHARS: usize = 128;

/// A run of letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) span: Range<usize>,
    pub(crate) shape: Shape,
}

/// What a word is made of, as far as rules ask for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Nothing but the digits 0 to 9.
    pub(crate) number: bool,
    /// A digit somewhere.
    pub(crate) digit: bool,
    /// A capital somewhere.
    pub(crate) capital: bool,
    /// A small letter somewhere.
    pub(crate) small: bool,
    /// A capital right after a small letter, as in `GroenLinks`.
    pub(crate) camel: bool,
    /// An apostrophe inside.
    pub(crate) apostrophe: bool,
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

/// Returns the first word that begins at or after byte `from`.
pub(crate) fn next_word(text: &str, from: usize) -> Option<Word> {
    let start = begin(text, from)?;
    let mut shape = Shape { number: true, ..Shape::default() };
    let mut after_small = false;
    // Most words end before anything but a letter or digit of ASCII is met.
    let mut end = start;
    for byte in text.as_bytes()[start..].iter().take(MAX_WORD_CHARS) {
        match byte {
            b'a'..=b'z' => {
                shape.small = true;
                shape.number = false;
                after_small = true;
            }
            b'A'..=b'Z' => {
                shape.camel |= after_small;
                shape.capital = true;
                shape.number = false;
                after_small = false;
            }
            b'0'..=b'9' => {
                shape.digit = true;
                after_small = false;
            }
            _ => break,
        }
        end += 1;
    }
    match text.as_bytes().get(end) {
        Some(b'\'' | b'`' | 0x80..) => {}
        _ => return Some(Word { span: start..end, shape }),
    }
    let scanned = end - start;
    let mut joined = true;
    let mut apostrophe = false;
    for (length, (offset, c)) in text[start..].char_indices().enumerate().skip(scanned) {
        if length == MAX_WORD_CHARS {
            break;
        }
        match class(c) {
            Class::Word => {
                joined = true;
                shape.apostrophe |= std::mem::take(&mut apostrophe);
                let small = c.is_lowercase();
                let capital = !small && c.is_uppercase();
                shape.camel |= capital && after_small;
                shape.small |= small;
                shape.capital |= capital;
                shape.digit |= c.is_numeric();
                shape.number &= c.is_ascii_digit();
                after_small = small;
            }
            Class::Mark if joined => {}
            // Two apostrophes in a row close a quotation; they do not join two words.
            Class::Inner if joined || is_invisible(c) => {
                joined = joined && is_invisible(c);
                apostrophe |= !is_invisible(c);
                after_small = false;
                continue;
            }
            _ => break,
        }
        end = start + offset + c.len_utf8();
    }
    shape.number &= !shape.apostrophe;
    Some(Word { span: start..end, shape })
}

/// Returns where the first word at or after byte `from` begins.
fn begin(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let byte = *text.as_bytes().get(from)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(from);
            }
            from += 1;
        } else {
            let c = text[from..].chars().next()?;
            if class(c) == Class::Word {
                return Some(from);
            }
            from += c.len_utf8();
        }
    }
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
