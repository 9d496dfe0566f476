//! Which letters in this folder are new, changed or gone, and why was one not read?
//!
//! [`update()`] brings an index up to date with its folder; [`changes()`] only looks whether it is;
//! [`moved_index`] finds the index of a folder that was moved. The folder of letters is read and
//! never written to. This crate knows nothing of queries.

mod changes;
mod error;
mod moved;
mod piece;
mod read;
mod report;
mod sidecar;
mod state;
mod update;
mod walk;
mod worker;

pub use changes::{Changes, changes};
pub use error::{Error, Result};
pub use moved::{adopt, moved_index, set_root, was_moved};
pub use naslag_document::{Format, Settings};
pub use report::{IndexReport, NoProgress, Progress, Skipped};
pub use update::{GivenLists, Options, update};
pub use worker::{Limits, serve};

use std::path::{Path, PathBuf};

/// Returns the absolute path by which an index knows the folder at `folder`, with links resolved.
///
/// # Errors
/// [`Error::Folder`] when there is no such folder or it may not be entered.
pub fn root_of(folder: &Path) -> Result<PathBuf> {
    let no_folder = |source| Error::Folder { folder: folder.to_owned(), source };
    let root = folder.canonicalize().map_err(no_folder)?;
    // Listing it tells a file from a folder and finds a missing permission before anything is made.
    std::fs::read_dir(&root).map_err(no_folder)?;
    Ok(root)
}
