//! Reading one file: from its bytes to its letters, or to the reason why not.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use naslag_document::{Format, MAX_BYTES, Part, Promise, Reason, Settings};
use naslag_index::{Budget, FileEntry, Hash, Letter, LetterPath, Permit, Snapshot, Unread};

use crate::changes::Again;
use crate::piece::{Piece, Pieces};
use crate::sidecar::Sidecars;
use crate::update::Options;
use crate::walk::{SourceFile, changed, modified, unread_because};
use crate::worker::Worker;

/// A file written less than this many nanoseconds before it was read can be written again without
/// its time changing: file systems keep time in steps of up to two seconds (FAT).
const UNSETTLED_NANOS: i64 = 2_000_000_000;

/// What became of one file.
pub(crate) struct Outcome {
    pub(crate) entry: FileEntry,
    pub(crate) found: Found,
    /// Where the same bytes were before, if they are no longer there.
    pub(crate) from: Option<LetterPath>,
}

/// What a file turned out to hold.
pub(crate) enum Found {
    /// The bytes the index knows under this path.
    Same,
    /// A letter the index knows under another path, where it is no longer.
    Moved { letter: Box<Letter>, permit: Option<Permit> },
    /// Its pieces, with these as the last of them; the others went before.
    Read(Vec<Piece>),
    /// Nothing that belongs into the index; the entry says why.
    Nothing,
}

/// What one who reads says to the one who writes.
pub(crate) enum Message {
    /// A piece of a file that is not read to its end.
    Piece(Box<Piece>),
    /// A file is done.
    Done(Box<Outcome>),
}

impl Message {
    fn done(outcome: Outcome) -> Self {
        Self::Done(Box::new(outcome))
    }
}

/// Nobody wants to hear more, because the run has failed.
pub(crate) struct Unheard;

/// What all who read files of one run share.
pub(crate) struct Reader<'a> {
    root: &'a Path,
    settings: &'a Settings,
    sidecars: &'a Sidecars<'a>,
    again: Again,
    /// Whether the index was filled by the same readers as ours: only then does a known hash spare
    /// the reading.
    same_readers: bool,
    /// The letters whose file is gone, by the hash of their bytes; each can be claimed once.
    gone: Mutex<HashMap<Hash, Vec<FileEntry>>>,
    snapshot: Option<&'a Snapshot>,
}

/// What each of those who read has to itself.
pub(crate) struct Desk<'a> {
    /// The process that reads what is not plain text.
    pub(crate) worker: Option<Worker<'a>>,
    /// From which room for each text is taken.
    pub(crate) budget: &'a Budget,
    /// Where messages go.
    pub(crate) tell: &'a dyn Fn(Message) -> Result<(), Unheard>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        root: &'a Path,
        options: &'a Options,
        sidecars: &'a Sidecars<'a>,
        same_readers: bool,
        gone: &[&FileEntry],
        snapshot: Option<&'a Snapshot>,
    ) -> Self {
        let again = Again::of(options);
        let mut by_hash: HashMap<Hash, Vec<FileEntry>> = HashMap::new();
        // Of a file with others in it only one letter would be found: it is read again.
        let one_letter = |entry: &&&FileEntry| {
            entry.unread.is_none() && !entry.holder && entry.members.is_empty() && !again.wants(entry)
        };
        for entry in gone.iter().filter(one_letter) {
            if let Some(hash) = entry.hash {
                by_hash.entry(hash).or_default().push((*entry).clone());
            }
        }
        let settings = &options.settings;
        Self { root, settings, sidecars, again, same_readers, gone: Mutex::new(by_hash), snapshot }
    }

    /// Reads `file`, of which the index knows `old`. `permit` is for as many bytes as it has.
    pub(crate) fn read(
        &self,
        file: &SourceFile,
        old: Option<&FileEntry>,
        permit: Permit,
        desk: &mut Desk<'_>,
    ) -> Result<(), Unheard> {
        let mut entry = FileEntry {
            size: file.size,
            modified: file.modified,
            changed: file.changed,
            ..FileEntry::new(file.path.clone())
        };
        let name = file.path.as_str();
        if file.size > MAX_BYTES {
            let reason = Reason::TooLarge { bytes: file.size, limit: MAX_BYTES };
            return self.too_large(entry, &reason, desk);
        }
        let bytes = match read_bytes(&self.root.join(file.path.to_path()), &mut entry) {
            Ok(bytes) => bytes,
            Err(error) => return (desk.tell)(nothing(entry, unread_because(&error))),
        };
        let hash = Hash::of(&bytes);
        entry.hash = Some(hash);
        let (sidecar, said) = self.sidecars.read(self.root, name).unzip();
        entry.sidecar = sidecar;
        let same = |old: &&FileEntry| old.hash == entry.hash && old.sidecar == entry.sidecar;
        if let Some(old) = old.filter(|old| self.same_readers && same(old))
            && !self.again.wants(old)
        {
            let FileEntry { path, size, modified, changed, settled, .. } = entry;
            let entry = FileEntry { path, size, modified, changed, settled, ..old.clone() };
            return (desk.tell)(Message::done(Outcome { entry, found: Found::Same, from: None }));
        }
        let from = self.claim(hash, sidecar, &file.path);
        if let Some((from, letter)) =
            from.as_ref().and_then(|from| Some((from, self.moved(from, &file.path)?)))
        {
            entry.replaced = from.replaced;
            entry.textless = from.textless;
            entry.recognised = from.recognised;
            entry.ocr = from.ocr;
            let found = Found::Moved { letter: Box::new(letter), permit: Some(permit) };
            let from = Some(from.path.clone());
            return (desk.tell)(Message::done(Outcome { entry, found, from }));
        }
        let from = from.map(|from| from.path);
        entry.ocr = self.settings.ocr.is_some();
        let settings = Settings { sidecar: said.flatten(), ..self.settings.clone() };
        let format = catch_unwind(|| naslag_document::format_of(name, &bytes)).unwrap_or_default();
        if format.is_none() && naslag_document::promise(name) == Promise::Unknown {
            let unread = Unread { retry: false, ..because(&Reason::UnknownKind) };
            return (desk.tell)(nothing(entry, unread));
        }
        let mut pieces = Pieces::of(&file.path);
        let last = match &mut desk.worker {
            Some(worker) if !format.is_some_and(Format::is_plain) => {
                let (budget, tell) = (desk.budget, desk.tell);
                let mut unheard = false;
                let held = Held { bytes, _permit: permit };
                let read = worker.read(name, held, &settings, &mut |part| {
                    unheard = hand_over(&mut pieces, part, budget, tell).is_err();
                    !unheard
                });
                if unheard {
                    return Err(Unheard);
                }
                pieces.end(read.err()).into_iter().collect()
            }
            // Plain text is one letter, which has the room that was taken for its file.
            None | Some(_) if format.is_some_and(Format::is_plain) => {
                let mut last = Vec::new();
                let read = read_here(name, &bytes, &settings, &mut |part| last.extend(pieces.piece(part)));
                last.extend(pieces.end(read.err()));
                if let Some(first) = last.first_mut() {
                    first.permit = Some(permit);
                }
                last
            }
            _ => {
                drop(permit);
                let (budget, tell) = (desk.budget, desk.tell);
                let mut unheard = false;
                let read = read_here(name, &bytes, &settings, &mut |part| {
                    unheard = unheard || hand_over(&mut pieces, part, budget, tell).is_err();
                });
                if unheard {
                    return Err(Unheard);
                }
                pieces.end(read.err()).into_iter().collect()
            }
        };
        entry.holder = pieces.only_members();
        (desk.tell)(Message::done(Outcome { entry, found: Found::Read(last), from }))
    }

    /// A file that is not even opened.
    fn too_large(&self, entry: FileEntry, reason: &Reason, desk: &Desk<'_>) -> Result<(), Unheard> {
        // Whether it is a letter at all only its content could tell.
        if naslag_document::promise(entry.path.as_str()) == Promise::Unknown {
            return (desk.tell)(nothing(entry, because(&Reason::UnknownKind)));
        }
        let last = Pieces::of(&entry.path).end(Some(because(reason))).into_iter().collect();
        (desk.tell)(Message::done(Outcome { entry, found: Found::Read(last), from: None }))
    }

    /// Returns what was known of a letter with these bytes whose file is gone.
    fn claim(&self, hash: Hash, sidecar: Option<Hash>, path: &LetterPath) -> Option<FileEntry> {
        self.snapshot.filter(|_| self.same_readers)?;
        let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = gone.get_mut(&hash)?;
        // The extension decides who reads a file, so only a name of the same kind is a rename.
        let kind = naslag_document::promise(path.as_str());
        let fits = |from: &FileEntry| {
            naslag_document::promise(from.path.as_str()) == kind && from.sidecar == sidecar
        };
        let at = entries.iter().position(fits)?;
        Some(entries.swap_remove(at))
    }

    /// Returns the letter of `from` under its new path, if it only went to another folder: a date or a number may be
    /// known from the name of its file. One that cannot be fetched is read from its file like any other.
    fn moved(&self, from: &FileEntry, path: &LetterPath) -> Option<Letter> {
        let name = |path: &'_ LetterPath| path.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        if name(&from.path) != name(path) {
            return None;
        }
        let letter = self.snapshot?.letter_at(&from.path).ok().flatten()?;
        Some(Letter { path: path.clone(), ..letter })
    }
}

/// Reads a file in this process; a reader that panics costs its file and nothing else.
fn read_here(
    name: &str,
    bytes: &[u8],
    settings: &Settings,
    take: &mut dyn FnMut(Part),
) -> Result<(), Unread> {
    let read = || naslag_document::read_all(name, bytes, settings, take);
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| Unread {
        code: "reader-failed".to_owned(),
        reason: "the reader of its format failed on it".to_owned(),
        retry: false,
    })
}

/// The bytes of a file, with the room that was taken for them.
struct Held {
    bytes: Vec<u8>,
    _permit: Permit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Hands over a letter of several, with room of its own: who reads holds none while waiting for it, so
/// that nobody waits for somebody who waits.
fn hand_over(
    pieces: &mut Pieces<'_>,
    part: Part,
    budget: &Budget,
    tell: &dyn Fn(Message) -> Result<(), Unheard>,
) -> Result<(), Unheard> {
    let Some(mut piece) = pieces.piece(part) else {
        return Ok(());
    };
    let bytes = piece.letter.as_ref().map_or(0, |letter| letter.text.len());
    piece.permit = Some(budget.take(bytes).ok_or(Unheard)?);
    tell(Message::Piece(Box::new(piece)))
}

fn nothing(entry: FileEntry, unread: Unread) -> Message {
    let entry = FileEntry { unread: Some(unread), ..entry };
    Message::done(Outcome { entry, found: Found::Nothing, from: None })
}

/// Returns a reason of the readers as the index keeps it.
pub(crate) fn because(reason: &Reason) -> Unread {
    Unread { code: reason.code().to_owned(), reason: reason.to_string(), retry: false }
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
