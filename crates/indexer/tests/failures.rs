//! Runs that fail, and what they must not take with them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use naslag_index::{Error as IndexError, IndexDir, LetterPath, Snapshot};
use naslag_indexer::{Error, NoProgress, Options, Progress, root_of, update};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
    _home: TempDir,
    root: PathBuf,
    dir: IndexDir,
}

fn place(files: &[(&str, &str)]) -> Place {
    let (folder, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    let root = root_of(folder.path()).unwrap();
    let dir = IndexDir::at(home.path().join("index"));
    Place { folder, _home: home, root, dir }
}

/// Writes a letter that was not changed for an hour.
fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).unwrap();
    let file = File::options().write(true).open(folder.join(path)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000)).unwrap();
}

fn text(place: &Place, path: &str) -> Option<String> {
    let letter = Snapshot::open(&place.dir).unwrap().letter_at(&LetterPath::from_stored(path));
    letter.unwrap().map(|letter| letter.text)
}

fn run(place: &Place, options: &Options) -> naslag_indexer::Result<naslag_indexer::IndexReport> {
    update(&place.root, &place.dir, options, &mut NoProgress)
}

/// Takes away the folder the engine writes to, as a disk that fails does.
struct Sabotage(PathBuf);

impl Progress for Sabotage {
    fn begin(&mut self, _files: u64, _bytes: u64) {
        fs::remove_dir_all(&self.0).unwrap();
    }

    fn advance(&mut self, _bytes: u64) {}

    fn committed(&mut self, _letters: u64) {}
}

#[test]
fn an_engine_that_dies_ends_the_run_instead_of_hanging_it() {
    let place = place(&[]);
    // More than may be on its way to the index at once.
    for number in 0..80 {
        write(place.folder.path(), &format!("{number}.txt"), &"woord ".repeat(175_000));
    }
    let mut sabotage = Sabotage(place.dir.path().join("segments"));
    let result = update(&place.root, &place.dir, &Options::default(), &mut sabotage);
    assert!(matches!(result, Err(Error::Index(_))), "{result:?}");
}

#[test]
fn a_rebuild_that_is_cut_off_leaves_the_index_as_it_was() {
    struct Cut;
    impl Progress for Cut {
        fn begin(&mut self, _files: u64, _bytes: u64) {}
        fn advance(&mut self, _bytes: u64) {
            panic!("cut off, as wanted");
        }
        fn committed(&mut self, _letters: u64) {}
    }
    let place = place(&[("a.txt", "Een lek."), ("b.txt", "Een hack.")]);
    run(&place, &Options::default()).unwrap();
    let options = Options { rebuild: true, commit_every: Duration::ZERO, ..Options::default() };
    let cut = std::panic::catch_unwind(|| update(&place.root, &place.dir, &options, &mut Cut));
    assert!(cut.is_err());
    assert_eq!(text(&place, "a.txt").as_deref(), Some("Een lek."));
    assert!(place.dir.header().unwrap().complete);
    assert_eq!(run(&place, &options).unwrap().letters, 2);
    assert_eq!(text(&place, "b.txt").as_deref(), Some("Een hack."));
}

#[test]
fn a_rebuild_that_cannot_begin_threw_away_the_index() {
    let place = place(&[("a.txt", "Een lek.")]);
    run(&place, &Options::default()).unwrap();
    // A left-over that cannot be swept: the index itself is whole.
    fs::create_dir(place.dir.path().join("manifest-99")).unwrap();
    let result = run(&place, &Options { rebuild: true, ..Options::default() });
    assert!(matches!(result, Err(Error::Index(IndexError::Io { .. }))), "{result:?}");
    assert_eq!(text(&place, "a.txt").as_deref(), Some("Een lek."));
}

#[test]
fn a_rebuild_never_replaces_the_index_of_another_folder() {
    let (one, other) = (place(&[("a.txt", "Een lek.")]), place(&[("b.txt", "Een hack.")]));
    run(&one, &Options::default()).unwrap();
    let options = Options { rebuild: true, ..Options::default() };
    let result = update(&other.root, &one.dir, &options, &mut NoProgress);
    assert!(matches!(result, Err(Error::Index(IndexError::OtherFolder { .. }))), "{result:?}");
    assert_eq!(text(&one, "a.txt").as_deref(), Some("Een lek."));
}

#[test]
fn what_a_failed_run_left_behind_is_swept_by_the_next() {
    let place = place(&[("a.txt", "Een lek.")]);
    run(&place, &Options::default()).unwrap();
    fs::write(place.dir.path().join("manifest-99"), "rest").unwrap();
    write(place.folder.path(), "b.txt", "Een hack.");
    run(&place, &Options::default()).unwrap();
    assert!(!place.dir.path().join("manifest-99").exists());
}

#[test]
fn a_damaged_index_is_not_called_unchanged() {
    let place = place(&[("a.txt", "Een lek.")]);
    run(&place, &Options::default()).unwrap();
    for entry in fs::read_dir(place.dir.path().join("segments")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "term") {
            fs::remove_file(path).unwrap();
        }
    }
    let result = run(&place, &Options::default());
    assert!(matches!(result, Err(Error::Index(IndexError::Damaged { .. }))), "{result:?}");
    let options = Options { rebuild: true, ..Options::default() };
    assert_eq!(run(&place, &options).unwrap().letters, 1);
    assert_eq!(text(&place, "a.txt").as_deref(), Some("Een lek."));
}

#[test]
fn what_was_asked_for_stays_asked_for() {
    let place = place(&[(".verborgen.txt", "Een lek."), ("a.txt", "Een hack.")]);
    let hidden = Options { walk: naslag_index::Walk { hidden: true, follow: false }, ..Options::default() };
    assert_eq!(run(&place, &hidden).unwrap().letters, 2);
    write(place.folder.path(), "b.txt", "Een brief.");
    assert_eq!(run(&place, &Options::default()).unwrap().letters, 3);
    let anew = Options { rebuild: true, ..Options::default() };
    assert_eq!(run(&place, &anew).unwrap().letters, 2);
}

#[cfg(unix)]
#[test]
fn letters_that_swap_names_are_noticed_whatever_their_size_and_time() {
    let place = place(&[("a.txt", "Een appel."), ("b.txt", "Een zebra.")]);
    run(&place, &Options::default()).unwrap();
    let at = |name: &str| place.folder.path().join(name);
    fs::rename(at("a.txt"), at("c")).unwrap();
    fs::rename(at("b.txt"), at("a.txt")).unwrap();
    fs::rename(at("c"), at("b.txt")).unwrap();
    assert_eq!(run(&place, &Options::default()).unwrap().changed, 2);
    assert_eq!(text(&place, "a.txt").as_deref(), Some("Een zebra."));
}

#[cfg(unix)]
#[test]
fn a_letter_that_became_a_pipe_is_counted() {
    let place = place(&[("a.txt", "Een lek."), ("b.txt", "Een hack.")]);
    run(&place, &Options::default()).unwrap();
    fs::remove_file(place.folder.path().join("a.txt")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(place.folder.path().join("a.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let manifest = place.dir.manifest().unwrap();
    let changes = naslag_indexer::changes(&place.root, &manifest, Duration::from_secs(60)).unwrap();
    assert_eq!(changes.removed, 1);
    let report = run(&place, &Options::default()).unwrap();
    assert_eq!((report.letters, report.removed, report.unread), (1, 1, 1));
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_before_it_is_read_costs_a_line() {
    struct Remove(PathBuf);
    impl Progress for Remove {
        fn begin(&mut self, _files: u64, _bytes: u64) {
            fs::remove_file(&self.0).unwrap();
        }
        fn advance(&mut self, _bytes: u64) {}
        fn committed(&mut self, _letters: u64) {}
    }
    let place = place(&[("a.txt", "Een lek."), ("b.txt", "Een hack.")]);
    let mut remove = Remove(place.folder.path().join("b.txt"));
    let report = update(&place.root, &place.dir, &Options::default(), &mut remove).unwrap();
    assert_eq!((report.letters, report.unread), (1, 1));
    assert_eq!(report.skipped[0].unread.code, "vanished");
    assert_eq!(run(&place, &Options::default()).unwrap().unread, 0);
}
