//! Characters that markup writes as references: `&euml;`, `&#235;`, `&#xEB;`.
//!
//! Answerable for turning them into the characters they stand for, as browsers do. Knows nothing of tags.
//! What stands for no character is left as it is written.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

/// The longest name in HTML's table, `CounterClockwiseContourIntegral`, has 31 letters.
const LONGEST_NAME: usize = 32;

/// Returns the text with its references replaced.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let length = match after.strip_prefix('#') {
            Some(number) => push_number(&mut out, number).map(|length| length + 1),
            None => push_named(&mut out, after),
        };
        if length.is_none() {
            out.push('&');
        }
        rest = &after[length.unwrap_or(0)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns what HTML's table has under this name.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    resolve_html5_entity(name)
}

/// Puts down the character that the name before a semicolon stands for, and returns the bytes read.
fn push_named(out: &mut String, text: &str) -> Option<usize> {
    let length = text.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let character = named(text.get(..length)?)?;
    let semicolon = text[length..].starts_with(';');
    // Old pages leave the semicolon out after the names that HTML 2 had: those of Latin-1 and the four of
    // SGML.
    let old = character.chars().all(|c| matches!(c, '&' | '<' | '>' | '"' | '\u{a0}'..='\u{ff}'));
    if !semicolon && !old {
        return None;
    }
    out.push_str(character);
    Some(length + usize::from(semicolon))
}

/// Puts down the character with this number, and returns the bytes read.
fn push_number(out: &mut String, text: &str) -> Option<usize> {
    let hexadecimal = text.starts_with(['x', 'X']);
    let start = usize::from(hexadecimal);
    let radix = if hexadecimal { 16 } else { 10 };
    let digits = text[start..].bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let end = start + digits;
    out.push(character(u32::from_str_radix(&text[start..end], radix).ok()));
    Some(end + usize::from(text[end..].starts_with(';')))
}

/// The character with this number, if it is one; pages number the characters 128 to 159 as Windows does.
fn character(number: Option<u32>) -> char {
    let number = number.unwrap_or(0);
    if let Some(byte) = u8::try_from(number).ok().filter(|byte| (0x80..0xa0).contains(byte)) {
        let byte = [byte];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
        return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decode(text), expected, "{text:?}");
    }

    #[test]
    fn references_become_characters() {
        check("Ge&iuml;nformeerd &amp; wel", "Geïnformeerd & wel");
        check("&euro;&nbsp;5 &ndash; &lt;b&gt;", "€\u{a0}5 – <b>");
        check("&#235;&#xEB;&#XeB;", "ëëë");
        check("&#128;&#150;", "€–");
        check("&#235 &#xebz", "ë ëz");
        check("caf&eacute &amp co", "café & co");
    }

    #[test]
    fn what_is_no_reference_stays() {
        check("R&D & co&", "R&D & co&");
        check("&onzin; &#; &#x; &;", "&onzin; &#; &#x; &;");
        check("?a=1&ndash=2", "?a=1&ndash=2");
        check("&é&", "&é&");
    }

    #[test]
    fn numbers_without_a_character_are_replaced() {
        check("&#0;&#xD800;&#x110000;&#99999999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }
}
