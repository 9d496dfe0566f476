//! The named things in Dutch government documents: where a text names them, in one normal form.
//!
//! Answerable for finding a thing however it is written and for saying where it stands, as a byte range into
//! the text that was given. Knows nothing of files, document formats, indexes or queries: a `&str` goes in.
//!
//! So far the only named things are calendar dates.

mod date;
mod mention;

pub use date::{Date, ParseDateError};
pub use mention::{DateMention, dates};
