//! Why an index cannot be used. The command line adds what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at this place.
    #[error("there is no index at {}", dir.display())]
    Missing {
        /// Where the index was looked for.
        dir: PathBuf,
    },
    /// The folder exists and holds something else.
    #[error("{} is not an index of naslag", dir.display())]
    NotAnIndex {
        /// The folder.
        dir: PathBuf,
    },
    /// The index was begun, but nothing in it was ever committed.
    #[error("the index at {} was never finished", dir.display())]
    Unfinished {
        /// The folder.
        dir: PathBuf,
    },
    /// The index was written by a naslag that writes other things.
    #[error("the index of {} has {what} version {found}; this naslag uses version {wanted}", root.display())]
    Version {
        /// The folder of letters the index was made from.
        root: PathBuf,
        /// What differs.
        what: VersionOf,
        /// The version in the index.
        found: u32,
        /// The version of this program.
        wanted: u32,
    },
    /// The index belongs to another folder of letters.
    #[error("the index at {} was made from {}, not from {}", dir.display(), root.display(), asked.display())]
    OtherFolder {
        /// Where the index is.
        dir: PathBuf,
        /// The folder it was made from.
        root: PathBuf,
        /// The folder that was asked for.
        asked: PathBuf,
    },
    /// Somebody else is writing to the index.
    #[error("the index at {} is being written by {holder}", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
        /// Who writes.
        holder: Holder,
    },
    /// The index lies inside the folder it would be made from.
    #[error("the index would lie at {}, inside the folder of letters {}", dir.display(), root.display())]
    Inside {
        /// Where the index would be.
        dir: PathBuf,
        /// The folder of letters.
        root: PathBuf,
    },
    /// A file of the index does not say what it should.
    #[error("the index at {} is damaged: {detail}", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The operating system refused something.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The search engine below refused something.
    #[error("the search engine failed")]
    Engine(#[from] tantivy::TantivyError),
}

/// What of an index has a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionOf {
    /// The files and fields, [`FORMAT`](crate::FORMAT).
    Format,
    /// The terms, [`ANALYSIS`](crate::ANALYSIS).
    Analysis,
}

impl fmt::Display for VersionOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "format",
            Self::Analysis => "analysis",
        })
    }
}

/// Who holds the lock of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A process that left its number when it took the lock.
    Process {
        /// The process number.
        pid: u32,
        /// When it took the lock, in seconds since 1970.
        since: u64,
    },
    /// A process that has not yet said who it is.
    Unknown,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process { pid, .. } => write!(f, "process {pid}"),
            Self::Unknown => f.write_str("another process"),
        }
    }
}

/// The result of an operation on an index.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Returns a function that turns an [`io::Error`] into an [`Error::Io`].
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
