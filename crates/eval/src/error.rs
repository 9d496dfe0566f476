//! Why something could not be measured, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A judged set lacks a file.
    #[error("{} holds no {what}; a judged set is corpus.jsonl[.gz], queries.jsonl and qrels.tsv", dir.display())]
    Incomplete {
        /// The folder of the set.
        dir: PathBuf,
        /// The file.
        what: &'static str,
    },
    /// A line of a judged set is not what it should be.
    #[error("{}, line {line}: {detail}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        detail: String,
    },
    /// Letters would be written among other files.
    #[error("{} is not empty; name a new folder to write letters to", dir.display())]
    NotEmpty {
        /// The folder.
        dir: PathBuf,
    },
    /// The program to measure was not built.
    #[error("there is no program at {}; build it first: cargo build --release", program.display())]
    NoProgram {
        /// Where it should be.
        program: PathBuf,
    },
    /// The program to measure failed.
    #[error("`{command}` failed ({status}): {stderr}")]
    Failed {
        /// What was run.
        command: String,
        /// How it ended.
        status: String,
        /// What it said.
        stderr: String,
    },
    /// An answer was wrong, so its time says nothing.
    #[error("wrong answer, so nothing was measured: {0}")]
    Wrong(String),
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
    /// The index failed.
    #[error(transparent)]
    Index(#[from] naslag_index::Error),
    /// Asking failed.
    #[error(transparent)]
    Query(#[from] naslag_query::Error),
    /// The engine failed on the baseline, a plain index in a temporary folder.
    #[error("the search engine failed on the plain index it is compared with")]
    Baseline(#[from] tantivy::TantivyError),
}

/// The result of measuring.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Returns a function that turns an [`io::Error`] into an [`Error::Io`].
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
