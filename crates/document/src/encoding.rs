//! Bytes to text, whatever wrote them.
//!
//! Answerable for finding the encoding and for counting what could not be decoded. Evidence goes before
//! claims: a byte order mark, then valid UTF-8, then the places of NUL bytes, then UTF-8 with a few scars,
//! and only then what the file declares or what its letters suggest. Knows nothing of formats; what a page or
//! an XML declaration claims is handed in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::binary;
use crate::reason::Reason;

/// Text and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// Without byte order mark; every line ends in `\n`.
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// Malformed sequences that became U+FFFD.
    pub(crate) replaced: usize,
}

/// Bytes the detector is shown, from the first that is not ASCII on. It is thorough and slow (5 s for the
/// largest file), and a few hundred bytes are enough for it.
const SAMPLE: usize = 1024 * 1024;

#[derive(Clone, Copy)]
enum Endian {
    Little,
    Big,
}

/// Decodes a file; `declared` is the encoding it claims to be in.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Reason> {
    if binary::has_foreign_mark(bytes) {
        return Err(Reason::Binary);
    }
    let mut decoded =
        marked(bytes).or_else(|| valid_utf8(bytes)).map_or_else(|| unmarked(bytes, declared), Ok)?;
    if decoded.text.contains('\0') || binary::is_mostly_control(&decoded.text) {
        return Err(Reason::Binary);
    }
    if decoded.text.contains('\r') {
        decoded.text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(decoded)
}

/// What starts with a byte order mark.
fn marked(bytes: &[u8]) -> Option<Decoded> {
    // UTF-32LE before UTF-16LE, whose mark it starts with: no text starts with a NUL character.
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe\0\0") {
        Some(utf32(rest, Endian::Little))
    } else if let Some(rest) = bytes.strip_prefix(b"\0\0\xfe\xff") {
        Some(utf32(rest, Endian::Big))
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        Some(utf16(rest, Endian::Little))
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        Some(utf16(rest, Endian::Big))
    } else {
        bytes.strip_prefix(b"\xef\xbb\xbf").map(|rest| utf8(rest).0)
    }
}

/// UTF-8 without a fault. With NUL bytes it may as well be UTF-16, which is for `unmarked` to see.
fn valid_utf8(bytes: &[u8]) -> Option<Decoded> {
    if bytes.contains(&0) {
        return None;
    }
    std::str::from_utf8(bytes).ok().map(|text| Decoded {
        text: text.to_owned(),
        encoding: UTF_8.name(),
        replaced: 0,
    })
}

/// Not UTF-8, and without a mark.
fn unmarked(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Reason> {
    if bytes.contains(&0) {
        let endian = utf16_by_parity(bytes).ok_or(Reason::Binary)?;
        return Ok(utf16(bytes, endian));
    }
    let (scarred, sequences) = utf8(bytes);
    // Text in an eight-bit encoding holds valid sequences of UTF-8 by accident only, so some must be there
    // and not be outnumbered. The second test is for short files, where one fault is more than one byte in a
    // thousand.
    let few = scarred.replaced * 1000 < bytes.len() && scarred.replaced <= sequences;
    if sequences > 0 && (few || scarred.replaced * 10 <= sequences) {
        return Ok(scarred);
    }
    if let Some(encoding) = declared {
        return Ok(eight_bit(bytes, encoding));
    }
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(2);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, start + sample.len() == bytes.len());
    let guessed = eight_bit(bytes, detector.guess(Some(b"nl"), Utf8Detection::Deny));
    if is_latin_with_strays(&guessed.text) {
        return Ok(eight_bit(bytes, WINDOWS_1252));
    }
    Ok(guessed)
}

/// Whether most letters are Latin and some are not. The detector knows letters, not languages, and takes the
/// é and ï of a short Dutch text for Cyrillic; a text that is Cyrillic has more of its own letters than of
/// ours.
fn is_latin_with_strays(text: &str) -> bool {
    let mut letters = 0usize;
    let mut strays = 0usize;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        strays += usize::from(c >= '\u{250}');
    }
    strays > 0 && strays * 2 < letters
}

fn eight_bit(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        // None of these encodings can write U+FFFD itself, so each one in the text is a fault.
        replaced: text.matches('\u{fffd}').count(),
        text: text.into_owned(),
        encoding: encoding.name(),
    }
}

/// The text with its faults replaced, and the number of valid sequences longer than one byte.
fn utf8(bytes: &[u8]) -> (Decoded, usize) {
    let mut decoded =
        Decoded { text: String::with_capacity(bytes.len()), encoding: UTF_8.name(), replaced: 0 };
    let mut sequences = 0;
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if !chunk.invalid().is_empty() {
            decoded.text.push('\u{fffd}');
            decoded.replaced += 1;
        }
    }
    (decoded, sequences)
}

/// Which half of the 16-bit units is NUL, when one half nearly always is: in Dutch text more than nine in ten
/// units are below U+0100. Three in ten leaves room for a file full of quotes and dashes.
fn utf16_by_parity(bytes: &[u8]) -> Option<Endian> {
    let nul = |start: usize| bytes.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (nul(0), nul(1));
    let enough = bytes.len() / 2 * 3 / 10;
    if second > enough && first * 20 <= second {
        Some(Endian::Little)
    } else if first > enough && second * 20 <= first {
        Some(Endian::Big)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], endian: Endian) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match endian {
        Endian::Little => u16::from_le_bytes(*pair),
        Endian::Big => u16::from_be_bytes(*pair),
    });
    let characters = char::decode_utf16(units).map(Result::ok);
    let encoding = match endian {
        Endian::Little => "UTF-16LE",
        Endian::Big => "UTF-16BE",
    };
    collect(characters, rest, encoding)
}

fn utf32(bytes: &[u8], endian: Endian) -> Decoded {
    let (quads, rest) = bytes.as_chunks::<4>();
    let characters = quads.iter().map(|quad| {
        char::from_u32(match endian {
            Endian::Little => u32::from_le_bytes(*quad),
            Endian::Big => u32::from_be_bytes(*quad),
        })
    });
    let encoding = match endian {
        Endian::Little => "UTF-32LE",
        Endian::Big => "UTF-32BE",
    };
    collect(characters, rest, encoding)
}

fn collect(characters: impl Iterator<Item = Option<char>>, rest: &[u8], encoding: &'static str) -> Decoded {
    let mut replaced = 0;
    let mut text: String = characters
        .map(|character| {
            character.unwrap_or_else(|| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    // The file ends inside a character.
    if !rest.is_empty() {
        replaced += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding, replaced }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DUTCH: &str = "Geïnformeerd: de coördinator heeft één motie-Çelik over € 5 miljoen „aangehouden” – vóór de reünie.\n";

    fn check(bytes: &[u8], encoding: &str, replaced: usize, text: &str) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced, decoded.text.as_str()), (encoding, replaced, text));
    }

    fn little(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn big(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()
    }

    fn joined(mark: &[u8], rest: &[u8]) -> Vec<u8> {
        [mark, rest].concat()
    }

    #[test]
    fn a_byte_order_mark_decides() {
        check(&joined(b"\xef\xbb\xbf", DUTCH.as_bytes()), "UTF-8", 0, DUTCH);
        check(&joined(b"\xff\xfe", &little(DUTCH)), "UTF-16LE", 0, DUTCH);
        check(&joined(b"\xfe\xff", &big(DUTCH)), "UTF-16BE", 0, DUTCH);
        check(&joined(b"\0\0\xfe\xff", &wide(DUTCH)), "UTF-32BE", 0, DUTCH);
        check(b"\xff\xfe\0\0a\0\0\0", "UTF-32LE", 0, "a");
        check(b"\xff\xfea\0\x00\xd8b\0c", "UTF-16LE", 2, "a\u{fffd}b\u{fffd}");
        check(b"\0\0\xfe\xff\0\0\0a\0\x11\0\0", "UTF-32BE", 1, "a\u{fffd}");
    }

    #[test]
    fn evidence_decides_without_a_mark() {
        check(DUTCH.as_bytes(), "UTF-8", 0, DUTCH);
        check(b"alleen ASCII", "UTF-8", 0, "alleen ASCII");
        check(&little(DUTCH), "UTF-16LE", 0, DUTCH);
        check(&big(DUTCH), "UTF-16BE", 0, DUTCH);
        check(&WINDOWS_1252.encode(DUTCH).0, "windows-1252", 0, DUTCH);
        check(b"\xe9\xe9n \x80 5 geregeld", "windows-1252", 0, "één € 5 geregeld");
        let russian = "Уважаемые дамы и господа";
        check(&encoding_rs::WINDOWS_1251.encode(russian).0, "windows-1251", 0, russian);
    }

    #[test]
    fn a_few_faults_do_not_unmake_utf8() {
        let long = DUTCH.repeat(20);
        let broken = [long.as_bytes(), b"\xe9", long.as_bytes()].concat();
        check(&broken, "UTF-8", 1, &format!("{long}\u{fffd}{long}"));
        // Cut off inside the last character.
        check(&DUTCH.as_bytes()[..DUTCH.len() - 4], "UTF-8", 0, &DUTCH[..DUTCH.len() - 4]);
        let cut = DUTCH.find('ü').unwrap() + 1;
        check(&DUTCH.as_bytes()[..cut], "UTF-8", 1, &format!("{}\u{fffd}", &DUTCH[..cut - 1]));
        // One fault and nothing that speaks for UTF-8.
        check(b"het caf\xe9 aan de haven", "windows-1252", 0, "het café aan de haven");
    }

    #[test]
    fn line_ends_become_line_feeds() {
        check(b"a\r\nb\rc\nd\r\n", "UTF-8", 0, "a\nb\nc\nd\n");
    }

    #[test]
    fn a_declared_encoding_stands_below_evidence() {
        let koi = encoding_rs::KOI8_R;
        assert_eq!(decode(DUTCH.as_bytes(), Some(koi)).unwrap().encoding, "UTF-8");
        let bytes = koi.encode("письмо").0;
        let decoded = decode(&bytes, Some(koi)).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_str()), ("KOI8-R", "письмо"));
    }

    #[test]
    fn binary_data_is_refused() {
        let refused: [&[u8]; 9] = [
            b"%PDF-1.7\nrest",
            b"PK\x03\x04 rest",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\x7fELF rest",
            b"tekst met \0 erin",
            b"\0\0\0\0\0\0",
            b"a\0\0b\0\0c\0\0d",
            b"\x01\x02\x03 abc",
            b"\xff\xfea\0\0\0b\0",
        ];
        for bytes in refused {
            assert_eq!(decode(bytes, None), Err(Reason::Binary), "{bytes:?}");
        }
        // Terminal escapes and form feeds are text, and so is a stray control character.
        check(b"\x1b[1mvet\x1b[0m\x0c", "UTF-8", 0, "\u{1b}[1mvet\u{1b}[0m\u{c}");
        check(b"een lange regel \x07 tekst", "UTF-8", 0, "een lange regel \u{7} tekst");
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
            if let Ok(decoded) = decode(&bytes, None) {
                prop_assert!(!decoded.text.contains('\r'));
                let marks = decoded.text.matches('\u{fffd}').count();
                prop_assert!(decoded.replaced <= marks);
            }
        }

        #[test]
        fn dutch_survives_every_encoding(
            words in proptest::collection::vec("[a-z]{3,8}|één|coördinatie|beëindigd|geïnd|Yeşilgöz|€ 5|‘s", 20..60),
        ) {
            let text = words.join(" ");
            let ways = [
                text.as_bytes().to_vec(),
                joined(b"\xef\xbb\xbf", text.as_bytes()),
                joined(b"\xff\xfe", &little(&text)),
                joined(b"\xfe\xff", &big(&text)),
                little(&text),
                big(&text),
            ];
            for bytes in ways {
                let decoded = decode(&bytes, None).unwrap();
                prop_assert_eq!(&decoded.text, &text);
                prop_assert_eq!(decoded.replaced, 0);
            }
            let western = text.replace('ş', "s");
            let decoded = decode(&WINDOWS_1252.encode(&western).0, None).unwrap();
            prop_assert_eq!(decoded.text, western);
        }
    }
}
