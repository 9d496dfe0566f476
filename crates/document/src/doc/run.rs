//! How the characters and paragraphs of a DOC file look, as far as it changes what is read.
//!
//! Answerable for MS-DOC 2.4.6 (finding properties by the place of a character in the file) and for the few
//! properties (sprm) that matter. Knows nothing of the order of the text.

use std::collections::HashSet;

use crate::ole::{place, u16_at, u32_at};

use super::fib::{Streams, plc};

/// Bytes of a page of properties.
const PAGE: usize = 512;

/// What is to be known of a stretch of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) hidden: bool,
    pub(super) raised: bool,
    /// A picture of a font such as Wingdings.
    pub(super) symbol: bool,
    /// Stands for something else: a picture, a note.
    pub(super) special: bool,
}

/// What is to be known of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) heading: bool,
    /// The mark at its end ends a row of a table.
    pub(super) ends_row: bool,
    pub(super) begins_page: bool,
}

/// Properties by place in the file: first byte, byte behind the last.
pub(super) struct Looks<T> {
    all: Vec<(u32, u32, T)>,
}

impl<T: Copy + Default> Looks<T> {
    pub(super) fn at(&self, at: u32) -> T {
        let behind = self.all.partition_point(|(start, ..)| *start <= at);
        let found = behind.checked_sub(1).and_then(|place| self.all.get(place));
        found.filter(|(_, end, _)| at < *end).map_or_else(T::default, |(.., looks)| *looks)
    }
}

/// Reads the pages that a table lists, each once. `size` is that of the data of a row, `looks` reads the properties
/// that begin at a place of the page.
fn pages<T>(
    streams: &Streams,
    part: usize,
    size: usize,
    looks: impl Fn(&[u8], usize) -> Option<T>,
) -> Looks<T> {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for (_, data) in plc(streams.part(part), 4) {
        let number = u32_at(data, 0).unwrap_or(0) & 0x003f_ffff;
        let start = place(number) * PAGE;
        let Some(page) = streams.main.get(start..start + PAGE).filter(|_| seen.insert(number)) else {
            continue;
        };
        let count = usize::from(page.last().copied().unwrap_or(0));
        for row in 0..count {
            let (Some(first), Some(end)) = (u32_at(page, 4 * row), u32_at(page, 4 * row + 4)) else {
                break;
            };
            let offset = page.get(4 * (count + 1) + size * row).copied().unwrap_or(0);
            if offset > 0
                && let Some(found) = looks(page, 2 * usize::from(offset))
            {
                all.push((first, end, found));
            }
        }
    }
    all.sort_by_key(|(start, ..)| *start);
    Looks { all }
}

/// Returns the properties of characters.
pub(super) fn runs(streams: &Streams) -> Looks<Run> {
    pages(streams, 12, 1, |page, at| {
        let length = usize::from(*page.get(at)?);
        let list = page.get(at + 1..at + 1 + length)?;
        let mut run = Run::default();
        each(list, |property, operand| {
            let on = operand.first().is_some_and(|value| *value == 1 || *value == 0x81);
            match property {
                // Deleted under review; hidden.
                0x0800 | 0x083c => run.hidden |= on,
                0x0855 => run.special = on,
                0x2a48 => run.raised = on,
                0x6a09 => run.symbol = true,
                _ => {}
            }
        });
        (run != Run::default()).then_some(run)
    })
}

/// Returns the properties of paragraphs.
pub(super) fn paragraphs(streams: &Streams) -> Looks<Paragraph> {
    let titles = titles(streams.part(1));
    pages(streams, 13, 13, |page, at| {
        let half = usize::from(*page.get(at)?);
        let (start, length) =
            if half == 0 { (at + 2, 2 * usize::from(*page.get(at + 1)?)) } else { (at + 1, 2 * half - 1) };
        let rest = page.get(start..)?;
        let list = rest.get(..length).unwrap_or(rest);
        let style = u16_at(list, 0)?;
        // The first styles are built in and have fixed places: 1 is that of headings of the first level.
        let mut paragraph =
            Paragraph { heading: style == 1 || titles.contains(&style), ..Paragraph::default() };
        each(list.get(2..)?, |property, operand| match property {
            0x2417 => paragraph.ends_row = operand.first() == Some(&1),
            0x2407 => paragraph.begins_page = operand.first() == Some(&1),
            _ => {}
        });
        Some(paragraph)
    })
}

/// Returns the numbers of the styles that are the built-in one of titles.
fn titles(sheet: &[u8]) -> HashSet<u16> {
    let mut found = HashSet::new();
    let head = usize::from(u16_at(sheet, 0).unwrap_or(0));
    let mut rest = sheet.get(2 + head..).unwrap_or_default();
    for number in 0..u16_at(sheet, 2).unwrap_or(0) {
        let Some(length) = u16_at(rest, 0) else {
            break;
        };
        // 62 is the title by the table of built-in styles.
        if length >= 2 && u16_at(rest, 2).is_some_and(|word| word & 0x0fff == 62) {
            found.insert(number);
        }
        rest = rest.get(2 + usize::from(length)..).unwrap_or_default();
    }
    found
}

/// Goes through a list of properties. The length of each is part of its number.
fn each(list: &[u8], mut take: impl FnMut(u16, &[u8])) {
    let mut rest = list;
    while let Some(property) = u16_at(rest, 0) {
        rest = rest.get(2..).unwrap_or_default();
        let length = match property >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ if property == 0xd608 => usize::from(u16_at(rest, 0).unwrap_or(0)) + 1,
            _ => usize::from(rest.first().copied().unwrap_or(0)) + 1,
        };
        take(property, rest.get(..length).unwrap_or(rest));
        rest = rest.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_have_the_length_their_number_says() {
        let mut found = Vec::new();
        let list =
            [0x3c, 0x08, 1, 0x43, 0x4a, 24, 0, 0x09, 0x6a, 1, 2, 3, 4, 0x15, 0xc6, 2, 8, 9, 0x55, 0x08, 1, 7];
        each(&list, |property, operand| found.push((property, operand.len())));
        assert_eq!(found, [(0x083c, 1), (0x4a43, 2), (0x6a09, 4), (0xc615, 3), (0x0855, 1)]);
    }

    #[test]
    fn looks_end_where_they_end() {
        let looks = Looks { all: vec![(10, 20, 1), (30, 40, 2)] };
        let found = [5, 10, 19, 20, 30, 40].map(|at| looks.at(at));
        assert_eq!(found, [0, 1, 1, 0, 2, 0]);
    }
}
