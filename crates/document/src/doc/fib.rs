//! Where things stand in a DOC file: its head (FIB) and its table of pieces.
//!
//! Answerable for MS-DOC 2.5 (the FIB) and 2.9.38 (the CLX); gives the characters in their order, each with its place
//! in the file, by which their properties are found. Knows nothing of properties.

use std::ops::Range;

use crate::limits::MOST_TEXT;
use crate::ole::{Ole, place, u16_at, u32_at};
use crate::package::malformed;
use crate::reason::Reason;

/// Characters of a file, those of notes and page heads included: a quarter of the bytes a text may have, because
/// each is kept with its place.
const MOST_CHARACTERS: usize = MOST_TEXT / 4;

/// A character as kept: a unit of UTF-16 and its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) c: u16,
    pub(super) at: u32,
}

/// The main stream and the one with the tables.
pub(super) struct Streams {
    pub(super) main: Vec<u8>,
    pub(super) table: Vec<u8>,
    /// Whether the head is that of Word 97 or later, which alone has tables that are read here.
    modern: bool,
}

/// The texts of a file follow one another as one row of characters; this is how long each is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths {
    pub(super) text: usize,
    pub(super) footnotes: usize,
    pub(super) heads: usize,
    pub(super) macros: usize,
    pub(super) comments: usize,
    pub(super) endnotes: usize,
    pub(super) boxes: usize,
    pub(super) head_boxes: usize,
}

impl Streams {
    pub(super) fn of(ole: &Ole<'_>) -> Result<Self, Reason> {
        let main = ole
            .stream("WordDocument")
            .ok_or_else(|| malformed("it has no part with the text of a letter"))?;
        if u16_at(&main, 0) != Some(0xa5ec) && u16_at(&main, 0) != Some(0xa5dc) {
            return Err(malformed("its head is not that of a Word file"));
        }
        let flags = u16_at(&main, 0x0a).unwrap_or(0);
        if flags & 0x0100 != 0 {
            return Err(Reason::Encrypted);
        }
        let name = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        let modern = u16_at(&main, 2).is_some_and(|version| version >= 0xc1);
        let table = ole.stream(name).unwrap_or_default();
        Ok(Self { main, table, modern })
    }

    /// Returns a part of the table stream, by its number in the list of the FIB.
    pub(super) fn part(&self, number: usize) -> &[u8] {
        if !self.modern {
            return &[];
        }
        let at = 0x9a + 8 * number;
        let (Some(start), Some(length)) = (u32_at(&self.main, at), u32_at(&self.main, at + 4)) else {
            return &[];
        };
        let start = place(start);
        let rest = self.table.get(start..).unwrap_or_default();
        rest.get(..place(length)).unwrap_or(rest)
    }

    pub(super) fn lengths(&self) -> Lengths {
        let at = |at| place(u32_at(&self.main, at).unwrap_or(0)).min(MOST_CHARACTERS);
        if !self.modern {
            return Lengths { text: at(0x34), ..Lengths::default() };
        }
        Lengths {
            text: at(0x4c),
            footnotes: at(0x50),
            heads: at(0x54),
            macros: at(0x58),
            comments: at(0x5c),
            endnotes: at(0x60),
            boxes: at(0x64),
            head_boxes: at(0x68),
        }
    }

    /// Returns all characters in their order.
    pub(super) fn characters(&self) -> Result<Vec<Unit>, Reason> {
        let mut units = Vec::new();
        let pieces = self.pieces();
        if pieces.is_empty() {
            // Word 95 and before, or a file without a table: one piece of single bytes.
            let start = u32_at(&self.main, 0x18).unwrap_or(0);
            let piece = Piece { count: self.lengths().text, at: start, wide: false };
            self.put(&piece, &mut units)?;
        }
        for piece in pieces {
            self.put(&piece, &mut units)?;
        }
        Ok(units)
    }

    fn put(&self, piece: &Piece, units: &mut Vec<Unit>) -> Result<(), Reason> {
        let width = if piece.wide { 2 } else { 1 };
        let bytes = self.main.get(place(piece.at)..).unwrap_or_default();
        let bytes = bytes.get(..piece.count.saturating_mul(width)).unwrap_or(bytes);
        if units.len() + bytes.len() / width > MOST_CHARACTERS {
            return Err(Reason::OverLimit {
                detail: format!("its text is longer than {MOST_CHARACTERS} characters"),
            });
        }
        if piece.wide {
            let wide = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
            units.extend(wide.zip((piece.at..).step_by(2)).map(|(c, at)| Unit { c, at }));
        } else {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            units.extend(text.encode_utf16().zip(piece.at..).map(|(c, at)| Unit { c, at }));
        }
        Ok(())
    }

    fn pieces(&self) -> Vec<Piece> {
        let mut rest = self.part(33);
        // Changes of pieces stand in front.
        while let [1, ..] = rest {
            let length = usize::from(u16_at(rest, 1).unwrap_or(0));
            rest = rest.get(3 + length..).unwrap_or_default();
        }
        let [2, ..] = rest else {
            return Vec::new();
        };
        let length = place(u32_at(rest, 1).unwrap_or(0));
        let table = rest.get(5..).unwrap_or_default();
        let table = table.get(..length).unwrap_or(table);
        let mut pieces = Vec::new();
        for (range, data) in plc(table, 8) {
            let Some(at) = u32_at(data, 2) else {
                continue;
            };
            let wide = at & 0x4000_0000 == 0;
            let at = at & 0x3fff_ffff;
            pieces.push(Piece { count: range.len(), at: if wide { at } else { at / 2 }, wide });
        }
        pieces
    }
}

struct Piece {
    count: usize,
    at: u32,
    wide: bool,
}

/// Returns the rows of a table of ranges (PLC), whose data have `size` bytes each. Ranges that run backwards are
/// empty, so that all of them together are not longer than the text.
pub(super) fn plc(table: &[u8], size: usize) -> impl Iterator<Item = (Range<usize>, &[u8])> {
    let count = table.len().saturating_sub(4) / (4 + size);
    let at = |number: usize| place(u32_at(table, 4 * number).unwrap_or(0));
    let mut reached = 0;
    (0..count).map(move |number| {
        let start = at(number).max(reached);
        let end = at(number + 1).max(start);
        reached = end;
        let data = 4 * (count + 1) + size * number;
        (start..end, table.get(data..data + size).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_never_overlap() {
        let numbers: [u32; 4] = [5, 9, 2, 20];
        let mut table: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        table.extend([1, 0, 2, 0, 3, 0]);
        let rows: Vec<_> = plc(&table, 2).map(|(range, data)| (range, data[0])).collect();
        assert_eq!(rows, [(5..9, 1), (9..9, 2), (9..20, 3)]);
        assert_eq!(plc(&[], 2).count(), 0);
        assert_eq!(plc(&[0; 5], 0).count(), 0);
    }
}
