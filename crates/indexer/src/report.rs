//! What a run over a folder did, and how far it is.

use std::collections::BTreeMap;

use naslag_document::Format;
use naslag_index::{LetterPath, Scans, Unread};

/// What one run over a folder did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexReport {
    /// Letters that were not in the index before.
    pub added: u64,
    /// Letters whose text was read again because the file changed.
    pub changed: u64,
    /// Letters that have another path than before.
    pub renamed: u64,
    /// Letters that were left as they are.
    pub unchanged: u64,
    /// Letters whose file is gone or can no longer be read.
    pub removed: u64,
    /// Files that were tried in this run and could not be read, those in other files included, in the order
    /// of their paths.
    pub skipped: Vec<Skipped>,
    /// Files of a kind that is not read, those in other files included, by extension in lower case; `""` for none.
    pub unknown: BTreeMap<String, u64>,
    /// Files and folders left out because of a `.naslagignore`.
    pub ignored: u64,
    /// Symbolic links that were not followed.
    pub links: u64,
    /// Hidden files and folders that were passed over.
    pub hidden: u64,
    /// Letters in the index now.
    pub letters: u64,
    /// Files that could not be read, in this run or an earlier one.
    pub unread: u64,
    /// Bytes read from files in this run.
    pub bytes: u64,
    /// Letters in the index in which malformed characters were replaced.
    pub replaced: u64,
    /// Whether all letters were read again because the list of words is not that of the run before.
    pub reanalysed: bool,
    /// Letters read in this run, by the format they were read from.
    pub formats: BTreeMap<Format, u64>,
    /// Pages without text in the index.
    pub scans: Scans,
    /// Files that hold only data about other letters.
    pub metadata: u64,
    /// Letters kept from an earlier run because their folder could not be listed.
    pub kept: u64,
}

/// A file that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: LetterPath,
    /// Why.
    pub unread: Unread,
}

/// Somebody who wants to know how far a run is. All calls come from one thread.
pub trait Progress {
    /// Called once when it is known how many files and bytes there are to read.
    fn begin(&mut self, files: u64, bytes: u64);
    /// Called after each file with the number of its bytes.
    fn advance(&mut self, bytes: u64);
    /// Called when what was read so far is safe on disk; `letters` can be searched.
    fn committed(&mut self, letters: u64);
}

/// For those who do not want to know.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&mut self, _files: u64, _bytes: u64) {}
    fn advance(&mut self, _bytes: u64) {}
    fn committed(&mut self, _letters: u64) {}
}
