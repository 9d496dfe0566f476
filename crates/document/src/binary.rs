//! Tells files that only look like text by their name from text.
//!
//! Answerable for the marks other formats start with and for the share of control characters that no letter
//! has. Knows nothing of encodings: NUL bytes are judged by `encoding`, which knows when they are half of a
//! character.

/// First bytes of formats that people give a wrong name: PDF, zip (also DOCX and ODT), OLE (DOC), and ELF
/// programs.
const MARKS: [&[u8]; 4] = [b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x7fELF"];

/// Tells whether the bytes start as a format that is not text.
pub(crate) fn has_foreign_mark(bytes: &[u8]) -> bool {
    MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// Tells whether more than one character in ten is a control character that text does not use.
///
/// Tab, line feed, form feed and carriage return are text; so is escape, because text caught from a terminal
/// is readable. Random bytes have one in nine, real binary files far more; a damaged letter has a handful.
pub(crate) fn is_mostly_control(text: &str) -> bool {
    let mut total = 0usize;
    let mut control = 0usize;
    for c in text.chars() {
        total += 1;
        let foreign = c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\x0c' | '\r' | '\x1b');
        control += usize::from(foreign);
    }
    control * 10 > total
}
