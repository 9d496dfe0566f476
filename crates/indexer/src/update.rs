//! Bringing an index up to date with its folder.
//!
//! Threads read files side by side; one thread, the caller's, puts what they found into the index
//! and the manifest. So a commit at any moment is a true picture of what was done so far, and a run
//! that is cut off goes on from its last commit.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use naslag_document::Settings;
use naslag_index::{
    Error as IndexError, FileEntry, Header, IndexDir, LetterPath, Lists, Lock, Manifest, Snapshot, Walk,
    Writer,
};

use crate::changes::{Again, Comparison};
use crate::error::{Error, Result};
use crate::read::{Desk, Message, Reader, Unheard};
use crate::report::{IndexReport, Progress};
use crate::sidecar::Sidecars;
use crate::state::{State, add_unknown};
use crate::walk::{Found, walk};
use crate::worker::{Limits, Worker};

/// Outcomes that may wait for the thread that writes, per reading thread.
const WAITING_OUTCOMES: usize = 16;

/// How to bring an index up to date.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which files of the folder belong to the index, besides those that belong to it already.
    pub walk: Walk,
    /// Number of threads that read files, and of threads that index them; at least 1.
    pub threads: usize,
    /// How often a long run commits, so that killing it costs no more than this much work.
    pub commit_every: Duration,
    /// Fill the index anew whatever it holds and whoever wrote it, also when its folder is now empty.
    /// Until the run is done, what it holds can be searched, if this program can read it.
    pub rebuild: bool,
    /// What the user adds to what the program knows, in the place of what was added before.
    pub lists: GivenLists,
    /// How files are read. With a program that recognises text, letters with pages without text are read
    /// again.
    pub settings: Settings,
    /// Read again what could not be read, although neither the file nor this program changed.
    pub retry: bool,
    /// This program: it is run with the argument `worker` to read whatever is not plain text. Without it all is
    /// read in this process, where nothing bounds what a hostile file takes.
    pub worker: Option<PathBuf>,
    /// What such a process may take.
    pub limits: Limits,
}

/// Lists in the form of [`Lists`]. One that is not given stays what it was until a rebuild.
#[derive(Debug, Clone, Default)]
pub struct GivenLists {
    /// Words for the splitter of compounds. When they are others than before, every letter is read and
    /// analysed again.
    pub words: Option<String>,
    /// Names that mean the same.
    pub synonyms: Option<String>,
}

impl GivenLists {
    /// Returns these lists, and for those not given the ones in `before`.
    fn or(&self, before: &Lists) -> Lists {
        Lists {
            words: self.words.as_ref().unwrap_or(&before.words).clone(),
            synonyms: self.synonyms.as_ref().unwrap_or(&before.synonyms).clone(),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            walk: Walk::default(),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            commit_every: Duration::from_secs(30),
            rebuild: false,
            lists: GivenLists::default(),
            settings: Settings::default(),
            retry: false,
            worker: None,
            limits: Limits::default(),
        }
    }
}

/// Brings the index in `dir` up to date with the folder `root`, a path from
/// [`root_of`](crate::root_of), and makes the index if there is none.
///
/// # Errors
/// [`Error::Index`] when the index belongs to another folder or version, is locked, or cannot be
/// written; [`Error::Emptied`] when the folder holds nothing and the index does.
pub fn update(
    root: &Path,
    dir: &IndexDir,
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<IndexReport> {
    let lock = dir.create(root)?;
    let walk_as = match dir.header() {
        // What an earlier run was asked to read stays asked for; a rebuild asks anew.
        Ok(header) if !options.rebuild => Walk {
            hidden: options.walk.hidden || header.walk.hidden,
            follow: options.walk.follow || header.walk.follow,
        },
        _ => options.walk,
    };
    // One waits for the disk and the other for the processor.
    let (manifest, found) = std::thread::scope(|scope| {
        let walking = scope.spawn(|| walk(root, walk_as));
        let manifest = dir.manifest();
        (manifest, walking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    match &manifest {
        Ok(manifest) => dir.expect_root(&manifest.header.root, root)?,
        Err(IndexError::Version { root: of, .. }) => dir.expect_root(of, root)?,
        Err(_) => {}
    }
    let (start, old) = match manifest {
        Ok(_) if options.rebuild => (Start::Over, None),
        Ok(manifest) => (Start::FromCommit, Some(manifest)),
        Err(IndexError::Unfinished { .. }) => (Start::Empty, None),
        Err(_) if options.rebuild => (Start::Empty, None),
        Err(error) => return Err(Error::Index(error)),
    };
    if let Some(old) = old.as_ref().filter(|old| old.header.letters > 0 && found.is_nothing()) {
        return Err(Error::Emptied { root: root.to_owned(), letters: old.header.letters });
    }
    let none = || Manifest::empty(root, walk_as, naslag_document::VERSION);
    let (mut start, mut old) = (start, old.unwrap_or_else(none));
    let lists = options.lists.or(&old.header.lists);
    let ocr = options.settings.ocr.is_some() || old.header.ocr;
    let mut reanalysed = false;
    // The terms of two word lists do not meet.
    if start == Start::FromCommit && lists.words != old.header.lists.words {
        reanalysed = old.header.letters > 0;
        (start, old) = (Start::Over, none());
    }
    if start != Start::FromCommit {
        // The writer takes its analysis from here.
        old.header.lists = lists.clone();
    }
    let run = Update { root, dir, options, walk: walk_as, lists, ocr, start, old: &old, found: &found };
    Ok(IndexReport { reanalysed, ..run.run(lock, progress)? })
}

/// What a run begins with.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// No index, or one that cannot be used.
    Empty,
    /// The letters of the last commit.
    FromCommit,
    /// None of the letters of the last commit, which readers go on seeing until the run is done.
    Over,
}

/// One run: what was, what is, and how to get there.
struct Update<'a> {
    root: &'a Path,
    dir: &'a IndexDir,
    options: &'a Options,
    walk: Walk,
    lists: Lists,
    ocr: bool,
    start: Start,
    old: &'a Manifest,
    found: &'a Found,
}

impl Update<'_> {
    fn run(&self, lock: Lock, progress: &mut dyn Progress) -> Result<IndexReport> {
        let same_readers = self.old.header.readers == naslag_document::VERSION;
        let again = Again::of(self.options);
        let comparison = Comparison::of(self.old, self.found, !same_readers, again);
        let report = IndexReport {
            unchanged: searchable(&comparison.unchanged),
            kept: searchable(&comparison.kept),
            unknown: self.unknown(),
            ignored: self.found.ignored,
            links: self.found.links,
            hidden: self.found.hidden,
            skipped: self.found.skipped.clone(),
            ..IndexReport::default()
        };
        if self.start == Start::FromCommit && comparison.to_read.is_empty() && self.is_known(&comparison) {
            return self.unchanged(report);
        }
        let threads = self.options.threads;
        let (writer, snapshot) = match self.start {
            Start::Empty => (Writer::create(self.dir, lock, self.old, threads)?, None),
            Start::Over => match Writer::replace(self.dir, lock, self.old, threads) {
                Ok(writer) => (writer, None),
                // Beyond opening: there is nothing left that readers could go on seeing. After any
                // other failure there is.
                Err(IndexError::Damaged { .. }) => {
                    (Writer::create(self.dir, self.dir.lock()?, self.old, threads)?, None)
                }
                Err(error) => return Err(error.into()),
            },
            Start::FromCommit => (Writer::open(self.dir, lock, threads)?, Some(Snapshot::open(self.dir)?)),
        };
        let sidecars = Sidecars::of(self.found);
        let reader = Reader::new(
            self.root,
            self.options,
            &sidecars,
            same_readers,
            &comparison.gone,
            snapshot.as_ref(),
        );
        let mut state = State::new(writer, self.old, report);
        // A letter must not go because another file held it before: `a.zip/b.txt` of the folder `a.zip` is no
        // letter of the archive `a.zip`, nor the other way round.
        let files: HashSet<&str> = self.found.files.iter().map(|file| file.path.as_str()).collect();
        for entry in comparison.gone.iter().chain(&comparison.lost) {
            if !entry.members.is_empty() || lies_below_one(&entry.path, &files) {
                state.report.removed += state.forget(&entry.path);
                state.touched = true;
            }
        }
        self.read_all(&comparison, &reader, &mut state, progress)?;
        // Files that are tried again at every run, and failed again, are no reason to commit.
        if self.start == Start::FromCommit && !state.touched && self.is_known(&comparison) {
            return self.unchanged(state.report);
        }
        for entry in comparison.gone.iter().chain(&comparison.lost) {
            state.report.removed += state.forget(&entry.path);
        }
        self.finish(state, progress)
    }

    /// Whether the manifest says the same of the folder as was found, but for what is to be read.
    fn is_known(&self, comparison: &Comparison<'_>) -> bool {
        let header = &self.old.header;
        // A file the walk could not look at is known when the manifest says the same of it.
        let skips_known = self.found.skipped.iter().all(|skipped| {
            self.old.file(&skipped.path).is_some_and(|entry| entry.unread.as_ref() == Some(&skipped.unread))
        });
        comparison.gone.is_empty()
            && comparison.lost.is_empty()
            && skips_known
            && header.complete
            && *header
                == Header { indexed_at: header.indexed_at, unknown: self.unknown(), ..self.header(true) }
    }

    /// Ends a run that found nothing to change.
    fn unchanged(&self, report: IndexReport) -> Result<IndexReport> {
        // "Unchanged" is a promise that the letters can be found, so the index must at least open.
        Snapshot::open(self.dir)?;
        self.dir.mark_checked()?;
        Ok(IndexReport {
            letters: self.old.header.letters,
            unread: self.old.header.unread,
            replaced: damaged(self.old),
            scans: self.old.scans(),
            metadata: self.old.metadata(),
            ..report
        })
    }

    /// Reads the files of `comparison` on all threads and puts them into `state`, committing now and
    /// then.
    fn read_all(
        &self,
        comparison: &Comparison<'_>,
        reader: &Reader<'_>,
        state: &mut State,
        progress: &mut dyn Progress,
    ) -> Result<()> {
        let files = &comparison.to_read;
        progress.begin(files.len() as u64, files.iter().map(|(file, _)| file.size).sum());
        let budget = state.writer.budget().clone();
        let next = AtomicUsize::new(0);
        let options = self.options;
        let threads = options.threads.clamp(1, files.len().max(1));
        std::thread::scope(|scope| {
            let (sender, outcomes) = mpsc::sync_channel(WAITING_OUTCOMES * threads);
            for _ in 0..threads {
                let (sender, budget, next) = (sender.clone(), &budget, &next);
                scope.spawn(move || {
                    let tell = |message| sender.send(message).map_err(|_| Unheard);
                    let worker = |program| Worker::new(program, options.limits);
                    let worker = options.worker.as_deref().map(worker);
                    let mut desk = Desk { worker, budget, tell: &tell };
                    while let Some((file, old)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let Some(permit) = budget.take(usize::try_from(file.size).unwrap_or(usize::MAX))
                        else {
                            break;
                        };
                        if reader.read(file, *old, permit, &mut desk).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut last_commit = Instant::now();
            let result = outcomes.iter().try_for_each(|message| {
                match message {
                    Message::Piece(piece) => state.piece(*piece)?,
                    Message::Done(outcome) => {
                        progress.advance(outcome.entry.size);
                        state.put(*outcome)?;
                    }
                }
                if self.start != Start::Over && last_commit.elapsed() > self.options.commit_every {
                    let manifest = state.manifest(self.header(false));
                    state.writer.commit(&manifest)?;
                    progress.committed(manifest.header.letters);
                    last_commit = Instant::now();
                }
                Ok(())
            });
            if result.is_err() {
                budget.close();
            }
            drop(outcomes);
            result
        })
    }

    fn finish(&self, mut state: State, progress: &mut dyn Progress) -> Result<IndexReport> {
        // What the walk could not look at: an entry without a hash, tried again by the next run.
        for skipped in &self.found.skipped {
            state.could_not_look(skipped);
        }
        let manifest = state.manifest(self.header(true));
        state.writer.commit(&manifest)?;
        progress.committed(manifest.header.letters);
        state.writer.close()?;
        let mut report = state.report;
        report.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        report.letters = manifest.header.letters;
        report.unread = manifest.header.unread;
        report.replaced = damaged(&manifest);
        report.scans = manifest.scans();
        report.metadata = manifest.metadata();
        report.unknown.clone_from(&manifest.header.unknown);
        Ok(report)
    }

    /// The files of unknown kind when nothing changed.
    fn unknown(&self) -> BTreeMap<String, u64> {
        let mut unknown = self.found.unknown.clone();
        add_unknown(&mut unknown, &self.old.files);
        unknown
    }

    /// The header of a manifest written now; the counts are filled in from the files.
    fn header(&self, complete: bool) -> Header {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Header {
            walk: self.walk,
            lists: self.lists.clone(),
            ocr: self.ocr,
            indexed_at: now.as_secs(),
            complete,
            unknown: self.found.unknown.clone(),
            ignored: self.found.ignored,
            links: self.found.links,
            hidden: self.found.hidden,
            // Until the run is complete some letters are as the readers before left them.
            readers: if complete { naslag_document::VERSION } else { self.old.header.readers },
            ..self.old.header.clone()
        }
    }
}

fn damaged(manifest: &Manifest) -> u64 {
    let contents = manifest.files.iter().flat_map(FileEntry::contents);
    contents.filter(|content| content.is_letter() && content.replaced > 0).count() as u64
}

fn searchable(entries: &[&FileEntry]) -> u64 {
    entries.iter().map(|entry| entry.letters()).sum()
}

/// Whether one of the folders that `path` lies in is now a file.
fn lies_below_one(path: &LetterPath, files: &HashSet<&str>) -> bool {
    let path = path.as_str();
    path.match_indices('/').any(|(at, _)| files.contains(&path[..at]))
}
