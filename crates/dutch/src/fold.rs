//! Folding: the one spelling under which a word is looked up, whatever its case, accents and
//! encoding of accents.
//!
//! Answerable for single words only; where a word begins and ends is decided in `tokens`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns `word` in lower case and without accents, composed and decomposed spellings alike.
///
/// Compatibility forms become plain letters (`ﬁ` → `fi`, `ĳ` → `ij`), apostrophes of every shape
/// become `'`, and invisible characters (soft hyphen, zero-width joiners) disappear. Folding a
/// folded word changes nothing.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Whether `c` is a hyphen: the key for it, or the hyphens of Unicode that break a line or forbid it. A dash is none.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Appends the folded form of `word` to `out`.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        if word.contains('`') {
            out.push_str(&word.replace('`', "'"));
        } else {
            out.push_str(word);
        }
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        // Before decomposing: the acute accent as a character of its own decomposes to a blank.
        if is_apostrophe(c) {
            out.push('\'');
        } else if !is_invisible(c) {
            std::iter::once(c).nfkd().for_each(|part| fold_part(part, out));
        }
    }
}

/// Appends the folded form of one decomposed character.
fn fold_part(part: char, out: &mut String) {
    if is_combining_mark(part) {
        return;
    }
    // Some compatibility forms decompose to capitals (℡ → TEL) and some capitals lower to a letter
    // with a mark (İ → i̇), so marks are dropped on both sides of lowering.
    for lower in part.to_lowercase() {
        match lower {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            lower if is_apostrophe(lower) => out.push('\''),
            lower if is_combining_mark(lower) => {}
            lower => out.push(lower),
        }
    }
}

/// Returns the bytes of `word` that the range `folded` of its folded form was made of.
pub fn source_range(word: &str, folded: Range<usize>) -> Range<usize> {
    let mut buffer = String::new();
    let (mut start, mut end) = (word.len(), 0);
    for (at, c) in word.char_indices() {
        let before = buffer.len();
        fold_into(c.encode_utf8(&mut [0; 4]), &mut buffer);
        // Marks and invisible characters fold to nothing and go with the letter before them.
        let (first, last) = (before.max(folded.start), buffer.len().min(folded.end));
        let silent = buffer.len() == before && before > folded.start && before <= folded.end;
        if first < last || silent {
            start = start.min(at);
            end = at + c.len_utf8();
        }
    }
    start.min(end)..end
}

/// Whether `c` is written where Dutch has an apostrophe: straight, curly, or an accent key pressed
/// instead.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | '´' | '`' | '′' | '＇')
}

/// Whether `c` stands inside words without being seen: soft hyphens and zero-width characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(fold(word), expected, "{word:?}");
    }

    #[test]
    fn case_and_accents() {
        check("KPN", "kpn");
        check("Geïnformeerd", "geinformeerd");
        check("gei\u{308}nformeerd", "geinformeerd");
        check("Yeşilgöz", "yesilgoz");
        check("vóór", "voor");
        check("Curaçao", "curacao");
        check("İstanbul", "istanbul");
        check("Søren", "soren");
        check("Łódź", "lodz");
        check("Straße", "strasse");
    }

    #[test]
    fn compatibility_forms() {
        check("oﬃcieel", "officieel");
        check("ĳsland", "ijsland");
        check("Ĳsland", "ijsland");
        check("ＫＰＮ", "kpn");
    }

    #[test]
    fn apostrophes_and_invisible_characters() {
        check("risico’s", "risico's");
        check("risico`s", "risico's");
        check("risico´s", "risico's");
        check("bevei\u{ad}liging", "beveiliging");
        check("bevei\u{200b}liging", "beveiliging");
    }

    #[test]
    fn a_range_of_the_folded_word_is_found_back() {
        assert_eq!(source_range("veiligheidsdienst", 11..17), 11..17);
        assert_eq!(source_range("coo\u{308}rdinatie", 0..3), 0..5);
        assert_eq!(source_range("co\u{f6}rdinatie", 2..3), 2..4);
        assert_eq!(source_range("be\u{ad}veiliging", 0..2), 0..4);
        assert_eq!(source_range("oﬃcier", 1..2), 1..4);
        assert_eq!(source_range("", 0..0), 0..0);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(word in "\\PC{0,24}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_does_not_matter(word in "[a-zà-öø-ÿA-ZÀ-ÖØ-Þ]{0,24}") {
            prop_assert_eq!(fold(&word.to_uppercase()), fold(&word.to_lowercase()));
        }
    }
}
