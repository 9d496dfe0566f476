//! Text from documents and file names made harmless for a terminal.
//!
//! A letter can hold escape sequences that hide lines or write the clipboard, and direction marks
//! that make `gpj.exe` read as `exe.jpg`. None of them reaches a terminal; each is shown as what it
//! is.

use std::fmt::Write;

/// Returns `text` on one line, with everything that could command a terminal written out.
pub(crate) fn one_line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            clean.push(' ');
        } else if is_harmful(c) {
            write_out(c, &mut clean);
        } else {
            clean.push(c);
        }
    }
    clean
}

/// Whether a terminal, or the eye, could take `c` for something else than a letter of the text.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Marks that change the direction of the text around them.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line and paragraph separators, annotations, and tags nobody sees.
            | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn write_out(c: char, out: &mut String) {
    match u32::from(c) {
        // The symbols for control characters stand in the order of the characters themselves.
        code @ 0..=0x1f => out.push(char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')),
        0x7f => out.push('␡'),
        // Writing to a string cannot fail.
        code => drop(write!(out, "<U+{code:04X}>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(one_line(text), expected, "{text:?}");
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        check("«Geïnformeerd» – 26\u{301}", "«Geïnformeerd» – 26\u{301}");
        check("één\n twee\tdrie", "één  twee drie");
    }

    #[test]
    fn commands_to_the_terminal_are_written_out() {
        check("\u{1b}[2J\u{1b}]52;c;eA==\u{7}", "␛[2J␛]52;c;eA==␇");
        check("\u{9b}2J", "<U+009B>2J");
        check("a\u{8}b\u{7f}", "a␈b␡");
    }

    #[test]
    fn directions_and_invisible_tags_are_written_out() {
        check("exe.\u{202e}gpj", "exe.<U+202E>gpj");
        check("a\u{2066}b\u{e0041}", "a<U+2066>b<U+E0041>");
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in "(\\PC|\\p{C}){0,40}") {
            prop_assert!(!one_line(&text).chars().any(is_harmful));
        }
    }
}
