//! What is in an index on disk, and is it mine?
//!
//! One folder holds one index: a tantivy index in `segments/`, a manifest that says which files of
//! which folder it was made from, and a lock for the one who writes. Both sides that must agree, the
//! indexer that fills and the query crate that asks, meet here: the fields, the analyzer behind each
//! field and the shape of a stored letter are defined once.
//!
//! This crate knows nothing of where letters come from or how a question looks. Everything it is
//! given to store is visible to readers, durably and at once, when [`Writer::commit`] returns, and
//! not before.

mod abbreviations;
mod budget;
mod copies;
mod data;
mod disk;
mod entities;
mod entry;
mod error;
mod fields;
mod home;
mod letter;
mod lock;
mod manifest;
mod path;
mod snapshot;
mod writer;

pub use abbreviations::{Explained, abbreviations};
pub use budget::{Budget, Permit};
pub use copies::copies;
pub use data::{DataField, data_terms};
pub use disk::IndexDir;
pub use entities::{Entity, Mention, TITLED, citations_of, entities, keys, mentions, numbers_of};
pub use entry::{Content, FileEntry, Hash, Member, Unread};
pub use error::{Error, Holder, Result, VersionOf};
pub use fields::{Fields, Tiers};
pub use home::{Home, Listed};
pub use letter::{About, Letter};
pub use lock::Lock;
pub use manifest::{Header, Lists, Manifest, Scans, Walk};
pub use path::LetterPath;
pub use snapshot::Snapshot;
pub use writer::Writer;

/// Version of everything this crate writes: fields, stored letters, manifest.
///
/// An index of another version is refused, never read on the off chance.
pub const FORMAT: u32 = 4;

/// Version of the terms that letters are found by: of the analysis of words and of the rules that find named
/// things.
pub const ANALYSIS: u32 = naslag_dutch::VERSION * 1_000 + naslag_citation::VERSION;
