//! What was searched: the promise under every answer.

use std::thread;
use std::time::Duration;

use naslag_index::{Header, IndexDir};

use crate::command::index::{counted, left_out};
use crate::place;
use crate::remedy::Remedy;
use crate::when;

/// How long a look for changes in the folder may hold up an answer. A folder of 100,000 letters on a
/// local disk takes about this long.
const LOOK: Duration = Duration::from_millis(250);

/// Whether the index still says what is in the folder.
pub(crate) enum Freshness {
    /// This many files are new, changed or gone.
    Changed(u64),
    /// Nobody knows, and why.
    Unknown(&'static str),
}

impl Freshness {
    /// Does some work while it looks at the folder of the index in `dir`: the look waits for the disk, the work
    /// for the processor.
    pub(crate) fn beside<T>(dir: &IndexDir, work: impl FnOnce() -> T) -> (T, Self) {
        thread::scope(|scope| {
            let look = scope.spawn(|| Self::of(dir));
            let done = work();
            (done, look.join().unwrap_or(Self::Unknown("the look at the folder failed")))
        })
    }

    pub(crate) fn of(dir: &IndexDir) -> Self {
        let Ok(manifest) = dir.manifest() else {
            return Self::Unknown("the list of files cannot be read");
        };
        if !manifest.header.root.is_dir() {
            return Self::Unknown("the folder is not there any more");
        }
        match naslag_indexer::changes(&manifest.header.root, &manifest, LOOK) {
            Some(changes) => Self::Changed(changes.total()),
            None => Self::Unknown("the folder is too large to look through at each search"),
        }
    }
}

/// What was searched.
pub(crate) struct Searched<'a> {
    header: &'a Header,
    freshness: Freshness,
    /// Why the index does not hold all of its folder.
    unfinished: Option<String>,
    remedy: Remedy,
}

impl<'a> Searched<'a> {
    /// Describes the index in `dir`, which says `header` of itself.
    pub(crate) fn new(dir: &IndexDir, header: &'a Header, freshness: Freshness, remedy: Remedy) -> Self {
        Self { header, freshness, unfinished: place::unfinished(dir, header, &remedy), remedy }
    }

    /// The number of files that changed since they were read, when that is known.
    pub(crate) fn changed(&self) -> Option<u64> {
        match self.freshness {
            Freshness::Changed(count) => Some(count),
            Freshness::Unknown(_) => None,
        }
    }

    /// Whether a user who sees only paths should be told what was searched.
    pub(crate) fn is_worth_a_note(&self) -> bool {
        !matches!(self.freshness, Freshness::Changed(0))
            || self.header.unread > 0
            || self.unfinished.is_some()
    }

    /// The promise: `found` of all letters, and how far the index can be relied on.
    pub(crate) fn line(&self, found: &str) -> String {
        self.line_of(found, &counted(self.header.letters, "letter"))
    }

    /// As [`Self::line`] for an answer of `total` letters. Files that could not be read are found by their names, so
    /// where there are any, files are counted.
    pub(crate) fn line_of_answer(&self, total: u64) -> String {
        let Header { letters, unread, .. } = self.header;
        let all = if *unread > 0 { counted(letters + unread, "file") } else { counted(*letters, "letter") };
        self.line_of(&format!("{total} of"), &all)
    }

    fn line_of(&self, found: &str, all: &str) -> String {
        let header = self.header;
        let mut parts = vec![format!("{found} {all} in {}", header.root.display())];
        parts.push(match header.indexed_at {
            0 => "not indexed yet".to_owned(),
            at => format!("indexed {}", when::local(at)),
        });
        parts.extend(self.unfinished.as_ref().map(|why| format!("not all of it: {why}")));
        parts.extend(self.read());
        parts.extend(left_out(header));
        // Against an index without anything in it the whole folder is new, which has been said.
        if header.indexed_at > 0 {
            parts.push(match self.freshness {
                Freshness::Changed(0) => "none changed since".to_owned(),
                Freshness::Changed(count) => {
                    format!("{count} changed since ({} reads them)", self.remedy.index())
                }
                Freshness::Unknown(why) => format!("not checked for changes: {why}"),
            });
        }
        parts.join(" · ")
    }

    /// Which of the files are in the index.
    fn read(&self) -> Option<String> {
        let others: u64 = self.header.unknown.values().sum();
        let status = self.remedy.status();
        match (self.header.unread, others) {
            (0, 0) if self.unfinished.is_some() => None,
            (0, 0) => Some("all files read".to_owned()),
            (unread, 0) => Some(format!("{unread} not read (see {status})")),
            (0, others) => Some(format!("{others} of other kinds not read")),
            (unread, others) => Some(format!("{unread} not read and {others} of other kinds (see {status})")),
        }
    }
}
