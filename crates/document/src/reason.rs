//! Why a file was not read.
//!
//! Answerable for the sentence a person reads and for the code a machine keeps. Knows nothing of how the
//! reasons arise.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file has no [`Document`](crate::Document).
///
/// Displays as the second half of a sentence, without a full stop: "letter.txt was not read: it is empty".
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Reason {
    /// Neither its content nor its name is that of a format read here.
    #[error("it is of a kind that is not read")]
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
    /// It is encrypted.
    #[error("it is encrypted and opens only with a password")]
    Encrypted,
    /// Its pages are pictures.
    #[error("it has no text layer: {pages} scanned page(s); `naslag index --ocr` reads them")]
    NoText {
        /// Number of pages.
        pages: usize,
    },
    /// Reading it takes more than is allowed: memory, time, output, nesting.
    #[error("it is over a limit: {detail}")]
    OverLimit {
        /// Which limit, as the second half of a sentence.
        detail: String,
    },
    /// It says what another file is.
    #[error("it holds only the data of another publication")]
    Metadata,
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
            Self::Encrypted => "encrypted",
            Self::NoText { .. } => "no-text",
            Self::OverLimit { .. } => "over-limit",
            Self::Metadata => "metadata",
            Self::Malformed { .. } => "malformed",
        }
    }
}
