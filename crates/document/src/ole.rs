//! The streams of an OLE compound file, in which formats of before 2007 stand.
//!
//! Answerable for the tables of sectors (MS-CFB) and for ending whatever circles they run in. Knows nothing of what
//! the streams say.

use std::collections::HashSet;

use crate::package::OLE;

/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file.
pub(crate) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    /// Size in bytes below which a stream stands in small sectors.
    cutoff: u64,
    /// The sector that follows each sector.
    next: Vec<u32>,
    next_mini: Vec<u32>,
    /// The stream that holds the small sectors.
    mini: Vec<u8>,
    directory: Vec<u8>,
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The number as a place in memory. A place that does not fit in it is in no file.
pub(crate) fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl<'a> Ole<'a> {
    /// Opens a compound file; nothing when it is none, or its tables cannot be found.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(&OLE) {
            return None;
        }
        let shift = u16_at(bytes, 30)?;
        let mini_shift = u16_at(bytes, 32)?;
        if !(7..=16).contains(&shift) || !(4..=shift).contains(&mini_shift) {
            return None;
        }
        let mut ole = Self {
            bytes,
            sector: 1 << shift,
            mini_sector: 1 << mini_shift,
            cutoff: u64::from(u32_at(bytes, 56)?),
            next: Vec::new(),
            next_mini: Vec::new(),
            mini: Vec::new(),
            directory: Vec::new(),
        };
        ole.next = ole.table()?;
        ole.directory = ole.chain(u32_at(bytes, 48)?);
        let minis = ole.chain(u32_at(bytes, 60)?);
        ole.next_mini = numbers(&minis);
        let root = ole.directory.get(..ENTRY)?;
        ole.mini = ole.chain(u32_at(root, 116)?);
        Some(ole)
    }

    /// The table of all sectors, whose own sectors are listed in the head of the file and in a chain.
    fn table(&self) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?);
        let mut list = u32_at(self.bytes, 68)?;
        let mut seen = HashSet::new();
        while let Some(sector) = self.sector(list)
            && seen.insert(list)
        {
            let mut more = numbers(sector);
            list = more.pop()?;
            sectors.extend(more);
        }
        let mut seen = HashSet::new();
        let sectors = sectors.into_iter().filter(|sector| seen.insert(*sector));
        Some(sectors.filter_map(|sector| self.sector(sector)).flat_map(numbers).collect())
    }

    /// The bytes of a sector; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = place(number).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        let sector = rest.get(..self.sector).unwrap_or(rest);
        (!sector.is_empty()).then_some(sector)
    }

    /// The bytes of a chain of sectors, each taken once.
    fn chain(&self, first: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        let mut number = first;
        while let Some(sector) = self.sector(number)
            && seen.insert(number)
        {
            out.extend_from_slice(sector);
            match self.next.get(place(number)) {
                Some(next) => number = *next,
                None => break,
            }
        }
        out
    }

    fn mini_chain(&self, first: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        let mut number = first;
        while let Some(start) = place(number).checked_mul(self.mini_sector)
            && let Some(rest) = self.mini.get(start..)
            && !rest.is_empty()
            && seen.insert(number)
        {
            out.extend_from_slice(rest.get(..self.mini_sector).unwrap_or(rest));
            match self.next_mini.get(place(number)) {
                Some(next) => number = *next,
                None => break,
            }
        }
        out
    }

    fn entry(&self, number: u32) -> Option<&[u8]> {
        let start = place(number).checked_mul(ENTRY)?;
        self.directory.get(start..start.checked_add(ENTRY)?)
    }

    /// Returns the stream of this name at the top of the file: what is embedded in a letter has streams of the same
    /// names further down.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let mut waiting = vec![u32_at(self.directory.get(..ENTRY)?, 76)?];
        let mut seen = HashSet::new();
        while let Some(number) = waiting.pop() {
            let Some(entry) = self.entry(number).filter(|_| seen.insert(number)) else {
                continue;
            };
            if entry.get(66) == Some(&2) && is_called(entry, name) {
                return self.content(entry);
            }
            waiting.extend(u32_at(entry, 68));
            waiting.extend(u32_at(entry, 72));
        }
        None
    }

    fn content(&self, entry: &[u8]) -> Option<Vec<u8>> {
        let first = u32_at(entry, 116)?;
        let size = u64::from(u32_at(entry, 120)?);
        let mut bytes = if size < self.cutoff { self.mini_chain(first) } else { self.chain(first) };
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Some(bytes)
    }
}

fn is_called(entry: &[u8], name: &str) -> bool {
    let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
    let own = entry.get(..length).unwrap_or_default();
    own.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).eq(name.encode_utf16())
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}
