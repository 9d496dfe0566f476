//! A run that is cut off: what was committed stays, and the next run goes on from there.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, SystemTime};

use naslag_index::{IndexDir, LetterPath, Snapshot};
use naslag_indexer::{NoProgress, Options, Progress, root_of, update};

const LETTERS: u64 = 60;

/// Ends the run by a panic after a number of files.
struct Cut {
    after: u64,
    committed: u64,
}

impl Progress for Cut {
    fn begin(&mut self, _files: u64, _bytes: u64) {}

    fn advance(&mut self, _bytes: u64) {
        assert!(self.after > 0, "cut off, as wanted");
        self.after -= 1;
    }

    fn committed(&mut self, letters: u64) {
        self.committed = letters;
    }
}

fn letters(root: &Path) {
    for number in 0..LETTERS {
        let path = root.join(format!("{number:02}.txt"));
        std::fs::write(&path, format!("Brief {number} over een lek.")).unwrap();
        // What was written moments ago would be read again by the next run.
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
}

#[test]
fn a_run_that_is_cut_off_goes_on_from_its_last_commit() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    letters(folder.path());
    let root = root_of(folder.path()).unwrap();
    let dir = IndexDir::at(home.path().join("index"));
    let options = Options { commit_every: Duration::ZERO, threads: 2, ..Options::default() };
    let mut before = 0;
    for after in [0, 7, 20] {
        let mut cut = Cut { after, committed: 0 };
        let run = catch_unwind(AssertUnwindSafe(|| update(&root, &dir, &options, &mut cut)));
        assert!(run.is_err());
        let header = dir.header().unwrap();
        assert!(!header.complete);
        assert_eq!(header.letters, before + after);
        assert_eq!(Snapshot::open(&dir).unwrap().searcher().num_docs(), header.letters);
        before = header.letters;
    }
    let report = update(&root, &dir, &options, &mut NoProgress).unwrap();
    assert_eq!((report.added, report.unchanged, report.letters), (LETTERS - before, before, LETTERS));
    assert!(dir.header().unwrap().complete);
    let snapshot = Snapshot::open(&dir).unwrap();
    assert_eq!(snapshot.searcher().num_docs(), LETTERS);
    for number in 0..LETTERS {
        let path = LetterPath::from_stored(&format!("{number:02}.txt"));
        let text = snapshot.letter_at(&path).unwrap().unwrap().text;
        assert_eq!(text, format!("Brief {number} over een lek."));
    }
}

#[test]
fn files_that_are_no_part_of_an_index_do_not_gather() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    letters(folder.path());
    let root = root_of(folder.path()).unwrap();
    let dir = IndexDir::at(home.path().join("index"));
    update(&root, &dir, &Options::default(), &mut NoProgress).unwrap();
    let files = |dir: &IndexDir| std::fs::read_dir(dir.path().join("segments")).unwrap().count();
    let at_first = files(&dir);
    for round in 0..30 {
        std::fs::write(folder.path().join("00.txt"), format!("Ronde {round} van het lek.")).unwrap();
        update(&root, &dir, &Options::default(), &mut NoProgress).unwrap();
    }
    assert_eq!(Snapshot::open(&dir).unwrap().searcher().num_docs(), LETTERS);
    // Up to eight segments wait for a merge, with eight files each.
    assert!(files(&dir) <= at_first + 8 * 8, "{} files after {at_first}", files(&dir));
    let manifests = std::fs::read_dir(dir.path()).unwrap();
    let is_manifest = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("manifest-");
    assert_eq!(manifests.filter(|entry| is_manifest(&entry.as_ref().unwrap().file_name())).count(), 1);
}
