//! Why a folder could not be indexed at all. A file that cannot be read is no error; it is a line in
//! the report.

use std::io;
use std::path::PathBuf;

/// What went wrong while indexing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of letters cannot be listed.
    #[error("cannot read the folder {}", folder.display())]
    Folder {
        /// The folder as it was named.
        folder: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The folder holds nothing at all, and its index holds letters.
    #[error("the folder {} is empty, but letters in its index: {letters}", root.display())]
    Emptied {
        /// The folder.
        root: PathBuf,
        /// The number of letters that would be forgotten.
        letters: u64,
    },
    /// The index failed.
    #[error(transparent)]
    Index(#[from] naslag_index::Error),
}

/// The result of indexing.
pub type Result<T, E = Error> = std::result::Result<T, E>;
