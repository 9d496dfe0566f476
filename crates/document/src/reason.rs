//! Why a file was not read.
//!
//! Answerable for the sentence a person reads and for the code a machine keeps. Knows nothing of how the
//! reasons arise.

use thiserror::Error;

/// Why a file has no [`Document`](crate::Document).
///
/// Displays as the second half of a sentence, without a full stop: "letter.txt was not read: it is empty".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// The name does not end in an extension of a format read here.
    #[error("its name does not end in .txt, .md, .html or .xml")]
    UnknownKind,
    /// There is no text in it besides white space.
    #[error("it is empty")]
    Empty,
    /// The bytes are not text in any encoding.
    #[error("it holds binary data, not text")]
    Binary,
    /// It has more bytes than are read.
    #[error("it is {bytes} bytes long and at most {limit} are read")]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// Largest size in bytes that is read.
        limit: u64,
    },
    /// It breaks the rules of its format.
    #[error("{detail}")]
    Malformed {
        /// What is wrong and where, as the second half of a sentence.
        detail: String,
    },
}

impl Reason {
    /// Returns a short name for the kind of reason that never changes, for keeping in files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind => "unknown-kind",
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::TooLarge { .. } => "too-large",
            Self::Malformed { .. } => "malformed",
        }
    }
}
