//! How a folder differs from the manifest of its index.

use std::path::Path;
use std::time::{Duration, Instant};

use naslag_index::{Content, FileEntry, LetterPath, Manifest, Unread};

use crate::sidecar::Sidecars;
use crate::update::Options;
use crate::walk::{Found, SourceFile, walk_until};

/// How many files differ from what the index knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files the index does not know.
    pub added: u64,
    /// Files with another size or time.
    pub changed: u64,
    /// Files that are no longer there.
    pub removed: u64,
}

impl Changes {
    /// The number of files that differ in any way.
    pub fn total(&self) -> u64 {
        self.added + self.changed + self.removed
    }
}

/// Looks how the folder `root` differs from `manifest` by sizes and times, without opening a file.
///
/// Returns `None` when that takes longer than `budget`.
pub fn changes(root: &Path, manifest: &Manifest, budget: Duration) -> Option<Changes> {
    let found = walk_until(root, manifest.header.walk, Instant::now() + budget)?;
    let comparison = Comparison::of(manifest, &found, false, Again::default());
    let added = comparison.to_read.iter().filter(|(_, entry)| entry.is_none()).count();
    let changed =
        comparison.to_read.iter().filter(|(file, entry)| entry.is_some_and(|old| differs(file, old)));
    Some(Changes {
        added: added as u64,
        changed: changed.count() as u64,
        removed: (comparison.gone.len() + comparison.lost.len()) as u64,
    })
}

/// A folder beside the manifest of its index.
#[derive(Default)]
pub(crate) struct Comparison<'a> {
    /// Files to look into, with what the index knows of them.
    pub(crate) to_read: Vec<(&'a SourceFile, Option<&'a FileEntry>)>,
    /// Files whose size and time tell that they did not change.
    pub(crate) unchanged: Vec<&'a FileEntry>,
    /// Files that are no longer there.
    pub(crate) gone: Vec<&'a FileEntry>,
    /// Letters in whose place there is now something that cannot be looked at.
    pub(crate) lost: Vec<&'a FileEntry>,
    /// Files in folders that could not be listed, so that nobody knows.
    pub(crate) kept: Vec<&'a FileEntry>,
}

impl<'a> Comparison<'a> {
    /// Compares what was found with `manifest`; with `read_all` no file counts as unchanged, and what `again`
    /// wants does not either.
    pub(crate) fn of(manifest: &'a Manifest, found: &'a Found, read_all: bool, again: Again) -> Self {
        let mut comparison = Self::default();
        let sidecars = Sidecars::of(found);
        let is_same = |file: &SourceFile, entry: &FileEntry| {
            !read_all && !must_read(file, entry) && !again.wants(entry)
        };
        let mut old = manifest.files.iter().peekable();
        for file in &found.files {
            while let Some(entry) = old.next_if(|entry| entry.path < file.path) {
                comparison.missing(entry, found);
            }
            match old.next_if(|entry| entry.path == file.path) {
                Some(entry) if is_same(file, entry) && sidecars.are_as_before(entry, manifest, is_same) => {
                    comparison.unchanged.push(entry);
                }
                entry => comparison.to_read.push((file, entry)),
            }
        }
        old.for_each(|entry| comparison.missing(entry, found));
        comparison
    }

    fn missing(&mut self, entry: &'a FileEntry, found: &Found) {
        // What the walk itself could not look at is in `found.skipped` and neither gone nor known.
        if found.skipped.binary_search_by(|skipped| skipped.path.cmp(&entry.path)).is_ok() {
            if entry.letters() > 0 {
                self.lost.push(entry);
            }
            return;
        }
        if found.unlisted.iter().any(|folder| is_below(&entry.path, folder)) {
            self.kept.push(entry);
        } else {
            self.gone.push(entry);
        }
    }
}

/// Which files are read again although they did not change.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Again {
    /// Those that could not be read.
    retry: bool,
    /// Those with pages without text.
    ocr: bool,
}

impl Again {
    pub(crate) fn of(options: &Options) -> Self {
        Self { retry: options.retry, ocr: options.settings.ocr.is_some() }
    }

    /// Whether the file of `entry`, with all that is in it, is read again.
    pub(crate) fn wants(self, entry: &FileEntry) -> bool {
        let failed = |content: Content<'_>| content.unread.is_some_and(Unread::counts);
        // Pages in which nothing was recognised are not tried at each run.
        let ocr = self.ocr && !entry.ocr;
        (self.retry && entry.contents().any(failed))
            || (ocr && entry.contents().any(|content| content.textless > 0))
    }
}

fn is_below(path: &LetterPath, folder: &LetterPath) -> bool {
    let rest = path.as_str().strip_prefix(folder.as_str());
    rest.is_some_and(|rest| folder.as_str().is_empty() || rest.starts_with('/'))
}

fn differs(file: &SourceFile, entry: &FileEntry) -> bool {
    file.size != entry.size || file.modified != entry.modified || file.changed != entry.changed
}

fn must_read(file: &SourceFile, entry: &FileEntry) -> bool {
    let retry = entry.contents().any(|content| content.unread.is_some_and(|unread| unread.retry));
    differs(file, entry) || !entry.settled || retry
}
