//! The index as far as a run has come.
//!
//! Answerable for index and manifest saying the same at every moment, also while a file of many letters is only
//! half there: its entry then says that it must be read again. Knows nothing of threads or of reading.

use std::collections::{BTreeMap, HashMap, HashSet};

use naslag_index::{FileEntry, Header, LetterPath, Manifest, Unread, Writer};

use crate::error::Result;
use crate::piece::{Piece, extension};
use crate::read::{Found, Outcome};
use crate::report::{IndexReport, Skipped};

/// The index as far as it has come.
pub(crate) struct State {
    pub(crate) writer: Writer,
    pub(crate) report: IndexReport,
    /// Whether anything is other than in the manifest the run began with.
    pub(crate) touched: bool,
    files: BTreeMap<LetterPath, FileEntry>,
    /// The files that are being read, with the letters they held before and that were not met again yet.
    begun: HashMap<LetterPath, HashSet<LetterPath>>,
    /// Of these, those whose own letter was not there before.
    new: HashSet<LetterPath>,
}

impl State {
    /// Returns the state at the beginning of a run on what `manifest` describes.
    pub(crate) fn new(writer: Writer, manifest: &Manifest, report: IndexReport) -> Self {
        let files = manifest.files.iter().map(|entry| (entry.path.clone(), entry.clone())).collect();
        Self { writer, report, touched: false, files, begun: HashMap::new(), new: HashSet::new() }
    }

    /// Takes up what became of one file.
    pub(crate) fn put(&mut self, outcome: Outcome) -> Result<()> {
        let Outcome { mut entry, found, from } = outcome;
        let path = entry.path.clone();
        self.report.bytes += entry.size;
        match found {
            Found::Same => {
                self.touched |= self.files.get(&path) != Some(&entry);
                self.report.unchanged += entry.letters();
                for content in entry.contents() {
                    self.skip(content.unread, || content.path());
                }
            }
            Found::Moved { letter, permit } => {
                self.touched = true;
                if let Some(from) = &from {
                    self.forget(from);
                }
                self.report.removed += self.forget(&path);
                self.report.renamed += 1;
                self.writer.add(*letter, permit)?;
            }
            Found::Nothing => {
                self.touched |= self.files.get(&path) != Some(&entry);
                self.skip(entry.unread.as_ref(), || path.clone());
                self.report.removed += self.forget(&path);
            }
            Found::Read(last) => {
                last.into_iter().try_for_each(|piece| self.piece(piece))?;
                if let Some(read) = self.files.remove(&path) {
                    let FileEntry { replaced, textless, recognised, unread, members, unknown, .. } = read;
                    entry = FileEntry { replaced, textless, recognised, unread, members, unknown, ..entry };
                }
                self.report.removed += self.begun.remove(&path).map_or(0, |gone| gone.len() as u64);
                let was_new = self.new.remove(&path);
                let gone = from.map_or(0, |from| self.forget(&from));
                if gone == 1 && was_new {
                    self.report.added -= 1;
                    self.report.renamed += 1;
                } else {
                    self.report.removed += gone;
                }
            }
        }
        self.files.insert(path, entry);
        Ok(())
    }

    /// Takes up one piece of a file. Its permit is given back when its text is in the index.
    pub(crate) fn piece(&mut self, piece: Piece) -> Result<()> {
        self.touched = true;
        let path = piece.path();
        if !self.begun.contains_key(&piece.file) {
            self.begin(&piece.file);
        }
        self.skip(piece.known.unread.as_ref(), || path.clone());
        let (is_file, extension) = (piece.is_file(), piece.extension());
        if let (Some(entry), known) = (self.files.get_mut(&piece.file), piece.known) {
            if is_file {
                entry.holder = false;
                entry.replaced = known.replaced;
                entry.textless = known.textless;
                entry.recognised = known.recognised;
                entry.unread = known.unread;
            } else if known.unread.as_ref().is_some_and(|unread| unread.code == Unread::UNKNOWN_KIND) {
                *entry.unknown.entry(extension).or_default() += 1;
            } else {
                entry.members.push(known);
            }
        }
        if let Some(format) = piece.format {
            *self.report.formats.entry(format).or_default() += 1;
            let before = self.begun.get_mut(&piece.file).is_some_and(|before| before.remove(&path));
            if before {
                self.report.changed += 1;
            } else {
                self.report.added += 1;
                if is_file {
                    self.new.insert(path);
                }
            }
        }
        if let Some(letter) = piece.letter {
            self.writer.add(letter, piece.permit)?;
        }
        Ok(())
    }

    /// Forgets what a file held and lets it hold nothing yet. A commit before it is read to its end leaves an entry
    /// that the next run reads again.
    fn begin(&mut self, path: &LetterPath) {
        let old = self.files.get(path);
        let letters = old.into_iter().flat_map(FileEntry::contents).filter(|content| content.is_letter());
        let letters = letters.map(|content| content.path()).collect();
        self.forget(path);
        self.begun.insert(path.clone(), letters);
        let half = FileEntry { settled: false, holder: true, ..FileEntry::new(path.clone()) };
        self.files.insert(path.clone(), half);
    }

    fn skip(&mut self, unread: Option<&Unread>, path: impl FnOnce() -> LetterPath) {
        if let Some(unread) = unread.filter(|unread| unread.counts()) {
            self.report.skipped.push(Skipped { path: path(), unread: unread.clone() });
        }
    }

    /// Takes the file at `path` out of the index and the manifest. Returns the number of letters in it that
    /// could be searched.
    pub(crate) fn forget(&mut self, path: &LetterPath) -> u64 {
        let Some(entry) = self.files.remove(path) else {
            return 0;
        };
        for content in entry.contents() {
            if content.unread.is_none_or(Unread::is_named) {
                self.writer.remove(&content.path());
            }
        }
        entry.letters()
    }

    /// Notes that the file at `path` could not be looked at, for the next run to try again.
    pub(crate) fn could_not_look(&mut self, Skipped { path, unread }: &Skipped) {
        self.forget(path);
        let entry = FileEntry { unread: Some(unread.clone()), ..FileEntry::new(path.clone()) };
        self.files.insert(path.clone(), entry);
    }

    /// Returns the manifest of what the index holds now; `header` tells what is not counted from the files, and of
    /// unknown kinds those that were not even opened.
    pub(crate) fn manifest(&self, header: Header) -> Manifest {
        let files: Vec<FileEntry> = self.files.values().cloned().collect();
        let mut manifest = Manifest { header, files };
        manifest.header.letters = manifest.letters();
        manifest.header.unread = manifest.not_read();
        add_unknown(&mut manifest.header.unknown, &manifest.files);
        manifest
    }
}

/// Adds to `unknown` the files that were opened and turned out to be of no kind that is read.
pub(crate) fn add_unknown(unknown: &mut BTreeMap<String, u64>, files: &[FileEntry]) {
    for entry in files {
        for (extension, count) in &entry.unknown {
            *unknown.entry(extension.clone()).or_default() += count;
        }
        if entry.unread.as_ref().is_some_and(|unread| unread.code == Unread::UNKNOWN_KIND) {
            *unknown.entry(extension(entry.path.as_str())).or_default() += 1;
        }
    }
}
