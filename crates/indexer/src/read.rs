//! Reading one file: from its bytes to a letter, or to the reason why not.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use naslag_document::{Document, MAX_BYTES, Reason};
use naslag_index::{About, FileEntry, Hash, Letter, LetterPath, Snapshot, Unread};

use crate::walk::{SourceFile, changed, modified, unread_because};

/// A file written less than this many nanoseconds before it was read can be written again without
/// its time changing: file systems keep time in steps of up to two seconds (FAT).
const UNSETTLED_NANOS: i64 = 2_000_000_000;

/// What became of one file.
pub(crate) struct Outcome {
    pub(crate) entry: FileEntry,
    pub(crate) found: Content,
}

/// What a file turned out to hold.
pub(crate) enum Content {
    /// The bytes the index knows under this path.
    Same,
    /// A letter the index knows under the path `from`, where it is no longer.
    Renamed { from: LetterPath, letter: Letter },
    /// A letter to put into the index.
    New(Letter),
    /// Nothing that can be searched; the entry says why.
    Nothing,
}

/// What all who read files of one run share.
pub(crate) struct Reader<'a> {
    root: &'a Path,
    /// Whether the index was filled by the same readers as ours: only then does a known hash spare
    /// the reading.
    same_readers: bool,
    /// The letters whose file is gone, by the hash of their bytes; each can be claimed once.
    gone: Mutex<HashMap<Hash, Vec<FileEntry>>>,
    snapshot: Option<&'a Snapshot>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        root: &'a Path,
        same_readers: bool,
        gone: &[&FileEntry],
        snapshot: Option<&'a Snapshot>,
    ) -> Self {
        let mut by_hash: HashMap<Hash, Vec<FileEntry>> = HashMap::new();
        for entry in gone.iter().filter(|entry| entry.unread.is_none()) {
            if let Some(hash) = entry.hash {
                by_hash.entry(hash).or_default().push((*entry).clone());
            }
        }
        Self { root, same_readers, gone: Mutex::new(by_hash), snapshot }
    }

    /// Reads `file`, of which the index knows `old`.
    pub(crate) fn read(&self, file: &SourceFile, old: Option<&FileEntry>) -> Outcome {
        let mut entry = FileEntry {
            path: file.path.clone(),
            size: file.size,
            modified: file.modified,
            changed: file.changed,
            settled: true,
            hash: None,
            replaced: 0,
            unread: None,
        };
        if file.size > MAX_BYTES {
            return unread(entry, because(&Reason::TooLarge { bytes: file.size, limit: MAX_BYTES }));
        }
        let bytes = match read_bytes(&self.root.join(file.path.to_path()), &mut entry) {
            Ok(bytes) => bytes,
            Err(error) => return unread(entry, unread_because(&error)),
        };
        let hash = Hash::of(&bytes);
        entry.hash = Some(hash);
        if self.same_readers && old.is_some_and(|old| old.hash == entry.hash) {
            entry.unread = old.and_then(|old| old.unread.clone());
            entry.replaced = old.map_or(0, |old| old.replaced);
            return Outcome { entry, found: Content::Same };
        }
        if let Some((from, letter)) = self.claim(hash, &file.path) {
            entry.replaced = from.replaced;
            return Outcome { entry, found: Content::Renamed { from: from.path, letter } };
        }
        match read_document(file.path.as_str(), &bytes) {
            Ok(document) => {
                entry.replaced = document.replaced as u64;
                let found = Content::New(letter(&file.path, document));
                Outcome { entry, found }
            }
            Err(reason) => unread(entry, reason),
        }
    }

    /// Returns the letter with these bytes whose file is gone, under its new path, and what was known
    /// of it.
    fn claim(&self, hash: Hash, path: &LetterPath) -> Option<(FileEntry, Letter)> {
        let snapshot = self.snapshot.filter(|_| self.same_readers)?;
        let from = {
            let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
            let entries = gone.get_mut(&hash)?;
            // The extension decides who reads a file, so only a name of the same kind is a rename.
            let kind = naslag_document::promise(path.as_str());
            let at = entries.iter().position(|from| naslag_document::promise(from.path.as_str()) == kind)?;
            entries.swap_remove(at)
        };
        // A letter that cannot be fetched is read from its file like any other.
        let mut letter = snapshot.letter_at(&from.path).ok().flatten()?;
        if letter.title == naslag_document::title_from_name(from.path.as_str()) {
            letter.title = naslag_document::title_from_name(path.as_str());
        }
        letter.path = path.clone();
        Some((from, letter))
    }
}

fn unread(entry: FileEntry, unread: Unread) -> Outcome {
    Outcome { entry: FileEntry { unread: Some(unread), ..entry }, found: Content::Nothing }
}

fn because(reason: &Reason) -> Unread {
    Unread { code: reason.code().to_owned(), reason: reason.to_string(), retry: false }
}

fn letter(path: &LetterPath, document: Document) -> Letter {
    let Document { text, title, layout, metadata, format, .. } = document;
    let about = About { format: Some(format), layout, data: metadata, unread: None };
    Letter { path: path.clone(), title: title.text, text, about }
}

/// Reads the bytes at `path` and notes in `entry` the size and time that belong to them.
fn read_bytes(path: &Path, entry: &mut FileEntry) -> io::Result<Vec<u8>> {
    let read_at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut file = File::open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(entry.size).unwrap_or(0));
    // One byte more than allowed shows a file that grew beyond the limit while being read.
    file.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("it grew while it was being read"));
    }
    let after = file.metadata()?;
    let untouched = after.len() == bytes.len() as u64 && modified(&after) == entry.modified;
    let age = i64::try_from(read_at.as_nanos()).unwrap_or(i64::MAX).saturating_sub(entry.modified);
    entry.settled = untouched && age >= UNSETTLED_NANOS;
    entry.size = after.len();
    entry.modified = modified(&after);
    entry.changed = changed(&after);
    Ok(bytes)
}

/// Reads a document; a reader that panics costs its file and nothing else.
fn read_document(name: &str, bytes: &[u8]) -> Result<Document, Unread> {
    match catch_unwind(AssertUnwindSafe(|| naslag_document::read(name, bytes))) {
        Ok(read) => read.map_err(|reason| because(&reason)),
        Err(_) => Err(Unread {
            code: "reader-failed".to_owned(),
            reason: "the reader of its format failed on it".to_owned(),
            retry: false,
        }),
    }
}
