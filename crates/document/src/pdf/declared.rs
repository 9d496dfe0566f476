//! What a PDF says about itself.
//!
//! Answerable for decoding the strings of its information dictionary, and for knowing titles that are the name of a
//! file. XMP, which says the same again in XML, is not read.

use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::hayro_syntax::object::DateTime;
use naslag_letter::Declared;

/// Bytes of a title or a name that are looked at.
const LONGEST: usize = 4096;

/// What 0x18 to 0x1f and 0x80 to 0xa0 stand for in PDFDocEncoding (ISO 32000-1, annex D.3); the rest is Latin-1.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// Endings of titles that are names of files.
const FILES: [&str; 11] =
    [".doc", ".docx", ".dot", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".ppt", ".pptx", ".indd"];

/// Returns what the file declares.
pub(super) fn declared(pdf: &Pdf) -> Declared {
    let metadata = pdf.metadata();
    let read = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text).filter(|text| !text.is_empty());
    Declared {
        title: read(&metadata.title).filter(|title| is_title(title)),
        author: read(&metadata.author),
        date: metadata.creation_date.as_ref().and_then(day),
        properties: Vec::new(),
    }
}

fn day(date: &DateTime) -> Option<String> {
    // Earlier days are those of clocks that were never set.
    let real =
        (1985..2100).contains(&date.year) && (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
    real.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// Decodes a text string, on one line.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc(*byte)).collect(),
    };
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

fn pdf_doc(byte: u8) -> char {
    let (table, first): (&[char], u8) = match byte {
        0x18..=0x1f => (&LOW, 0x18),
        0x80..=0xa0 => (&HIGH, 0x80),
        _ => return char::from(byte),
    };
    table.get(usize::from(byte - first)).copied().unwrap_or('\u{fffd}')
}

/// Whether this names the document and not the file it was made from: `Microsoft Word - brief.doc`.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let made_from = [
        "microsoft word",
        "microsoft powerpoint",
        "microsoft excel",
        "untitled",
        "naamloos",
        "powerpoint-presentatie",
    ];
    let one_word = !title.contains(' ');
    let numbered = title.contains(|c: char| c.is_ascii_digit() || "_/\\".contains(c));
    let of_file = made_from.iter().any(|beginning| lower.starts_with(beginning))
        || FILES.iter().any(|ending| lower.ends_with(ending))
        || one_word && numbered;
    title.contains(char::is_alphabetic) && !of_file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded() {
        for (bytes, expected) in [
            (&b"Hack bij KPN"[..], "Hack bij KPN"),
            (b"Ge\xefnformeerd \xa0 5 \x85 \x84", "Geïnformeerd € 5 – —"),
            (b"\xfe\xff\0H\0i\x20\x13", "Hi–"),
            (b"\xff\xfeH\0i\0", "Hi"),
            (b"\xef\xbb\xbf\xc3\xa9", "é"),
            (b" a\r\n b\0", "a b"),
            (b"\xfe\xff\xd8", ""),
            (b"", ""),
        ] {
            assert_eq!(text(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for title in ["Hack bij KPN", "Draagmoederschap", "Motie-Çelik", "Brief 2"] {
            assert!(is_title(title), "{title}");
        }
        for title in [
            "Microsoft Word - 20110301_5687928a draagmoederschap.doc",
            "brief van de minister.DOCX",
            "20110301_brief",
            "kst-32545-143",
            "Untitled",
            "C:\\brief",
            "123",
            "",
        ] {
            assert!(!is_title(title), "{title}");
        }
    }
}
