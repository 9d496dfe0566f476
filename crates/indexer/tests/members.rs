//! Files that hold other files: letters that come and go with the file they are in.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use naslag_index::{IndexDir, LetterPath, Snapshot};
use naslag_indexer::{IndexReport, NoProgress, Options, Progress, root_of, update};
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

struct Place {
    folder: TempDir,
    home: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), home: TempDir::new().unwrap() }
    }

    fn dir(&self) -> IndexDir {
        IndexDir::at(self.home.path().join("index"))
    }

    fn root(&self) -> PathBuf {
        root_of(self.folder.path()).unwrap()
    }

    /// Writes a file that was not changed for `age` seconds.
    fn write(&self, name: &str, bytes: &[u8], age: u64) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(age);
        File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }

    fn run(&self) -> IndexReport {
        self.run_with(&Options::default())
    }

    fn run_with(&self, options: &Options) -> IndexReport {
        update(&self.root(), &self.dir(), options, &mut NoProgress).unwrap()
    }

    /// What the index holds: each path with its text.
    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        let snapshot = Snapshot::open(&self.dir()).unwrap();
        for (path, text) in expected {
            let letter = snapshot.letter_at(&LetterPath::from_stored(path)).unwrap();
            assert_eq!(letter.map(|letter| letter.text).as_deref(), Some(*text), "{path}");
        }
        assert_eq!(snapshot.searcher().num_docs(), expected.len() as u64);
    }
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in members {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What a run counted: letters, added, changed, unchanged, removed.
fn counts(report: &IndexReport) -> [u64; 5] {
    [report.letters, report.added, report.changed, report.unchanged, report.removed]
}

#[test]
fn letters_come_and_go_with_their_file() {
    let place = Place::new();
    place.write("brief.txt", b"Een brief.", 900);
    place.write("dossier.zip", &zip(&[("a.txt", "Een lek."), ("map/één.txt", "Een hack.")]), 900);
    assert_eq!(counts(&place.run()), [3, 3, 0, 0, 0]);
    let (brief, lek) = (("brief.txt", "Een brief."), ("dossier.zip/a.txt", "Een lek."));
    place.check(&[brief, lek, ("dossier.zip/map/één.txt", "Een hack.")]);
    assert_eq!(counts(&place.run()), [3, 0, 0, 3, 0]);

    place.write("dossier.zip", &zip(&[("a.txt", "Een lek."), ("b.txt", "Een motie.")]), 800);
    assert_eq!(counts(&place.run()), [3, 1, 1, 1, 1]);
    place.check(&[brief, lek, ("dossier.zip/b.txt", "Een motie.")]);

    fs::rename(place.folder.path().join("dossier.zip"), place.folder.path().join("oud.zip")).unwrap();
    assert_eq!(counts(&place.run()), [3, 2, 0, 1, 2]);
    place.check(&[brief, ("oud.zip/a.txt", "Een lek."), ("oud.zip/b.txt", "Een motie.")]);

    fs::remove_file(place.folder.path().join("oud.zip")).unwrap();
    assert_eq!(counts(&place.run()), [1, 0, 0, 1, 2]);
    place.check(&[brief]);
}

#[test]
fn a_folder_that_becomes_an_archive_and_back_loses_no_letter() {
    let place = Place::new();
    let folder = place.folder.path().join("dossier.zip");
    place.write("dossier.zip/a.txt", b"Een lek.", 900);
    place.run();
    fs::remove_dir_all(&folder).unwrap();
    place.write("dossier.zip", &zip(&[("a.txt", "Een hack.")]), 800);
    assert_eq!(place.run().letters, 1);
    place.check(&[("dossier.zip/a.txt", "Een hack.")]);
    fs::remove_file(&folder).unwrap();
    place.write("dossier.zip/a.txt", b"Een motie.", 700);
    assert_eq!(place.run().letters, 1);
    place.check(&[("dossier.zip/a.txt", "Een motie.")]);
}

#[test]
fn each_member_is_read_or_accounted_for() {
    let place = Place::new();
    let members = [("a.txt", "Een lek."), ("leeg.txt", ""), ("kapot.xml", "<a>"), ("logo.png", "x")];
    place.write("dossier.zip", &zip(&members), 900);
    let report = place.run();
    assert_eq!((report.letters, report.unread), (1, 2));
    let skipped = report.skipped.iter().map(|skipped| (skipped.path.as_str(), skipped.unread.code.as_str()));
    let skipped: Vec<_> = skipped.collect();
    assert_eq!(skipped, [("dossier.zip/kapot.xml", "malformed"), ("dossier.zip/leeg.txt", "empty")]);
    assert_eq!(report.unknown.get("png"), Some(&1));
    // What cannot be read is there by its name.
    place.check(&[
        ("dossier.zip/a.txt", "Een lek."),
        ("dossier.zip/leeg.txt", ""),
        ("dossier.zip/kapot.xml", ""),
    ]);
    let again = place.run();
    assert_eq!((again.letters, again.unread, again.bytes), (1, 2, 0));
    assert_eq!(again.unknown, report.unknown);
}

#[test]
fn an_archive_of_nothing_is_empty() {
    let place = Place::new();
    place.write("leeg.zip", &zip(&[]), 900);
    let report = place.run();
    assert_eq!((report.letters, report.unread), (0, 1));
    assert_eq!(report.skipped[0].unread.code, "empty");
    assert_eq!(place.run().unread, 1);
}

#[test]
fn a_run_that_is_cut_off_within_an_archive_goes_on_by_reading_it_again() {
    struct Cut;
    impl Progress for Cut {
        fn begin(&mut self, _files: u64, _bytes: u64) {}
        fn advance(&mut self, _bytes: u64) {
            panic!("cut off, as wanted");
        }
        fn committed(&mut self, _letters: u64) {}
    }
    let place = Place::new();
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    let members: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "Een lek.")).collect();
    place.write("dossier.zip", &zip(&members), 900);
    let options = Options { commit_every: Duration::ZERO, ..Options::default() };
    let run = || update(&place.root(), &place.dir(), &options, &mut Cut);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    let header = place.dir().header().unwrap();
    assert_eq!(Snapshot::open(&place.dir()).unwrap().searcher().num_docs(), header.letters);
    assert!(header.letters > 0 && !header.complete);
    assert_eq!(place.run().letters, 40);
    assert_eq!(Snapshot::open(&place.dir()).unwrap().searcher().num_docs(), 40);
}

#[test]
fn an_unread_file_is_found_by_its_name_until_it_can_be_read() {
    let place = Place::new();
    place.write("besluit.xml", b"<a>", 900);
    place.write("notitie.txt", b"", 900);
    let report = place.run();
    assert_eq!((report.letters, report.unread), (0, 2));
    place.check(&[("besluit.xml", ""), ("notitie.txt", "")]);
    assert_eq!(place.run().bytes, 0);
    // Tried again only for who asks.
    let report = place.run_with(&Options { retry: true, ..Options::default() });
    assert_eq!((report.letters, report.unread, report.bytes), (0, 2, 3));
    place.check(&[("besluit.xml", ""), ("notitie.txt", "")]);
    place.write("besluit.xml", b"<a><al>Een besluit.</al></a>", 800);
    assert_eq!(counts(&place.run()), [1, 1, 0, 0, 0]);
    place.check(&[("besluit.xml", "Een besluit."), ("notitie.txt", "")]);
    fs::remove_file(place.folder.path().join("notitie.txt")).unwrap();
    place.run();
    place.check(&[("besluit.xml", "Een besluit.")]);
}

#[test]
fn what_is_no_letter_is_told_by_its_extension() {
    let place = Place::new();
    place.write("data.qqq", b"\x00\x01\x02\x03\x00", 900);
    place.write("foto.jpg", b"x", 900);
    let report = place.run();
    assert_eq!((report.letters, report.unread, report.skipped.len()), (0, 0, 0));
    let told = |report: &IndexReport| report.unknown.clone().into_iter().collect::<Vec<_>>();
    assert_eq!(told(&report), [("jpg".to_owned(), 1), ("qqq".to_owned(), 1)]);
    place.check(&[]);
    let again = place.run_with(&Options { retry: true, ..Options::default() });
    assert_eq!((told(&again), again.bytes), (told(&report), 0));
}

#[test]
fn the_order_of_things_does_not_matter() {
    let threads = |threads| {
        let place = Place::new();
        for number in 0..30 {
            let text = format!("Brief {number}.");
            place.write(&format!("{number}.zip"), &zip(&[("a.txt", &text), ("b.txt", "")]), 900);
            place.write(&format!("{number}.txt"), text.as_bytes(), 900);
        }
        let report = place.run_with(&Options { threads, ..Options::default() });
        let entries = place.dir().manifest().unwrap().files;
        let told: Vec<_> = entries.into_iter().map(|entry| (entry.path, entry.hash, entry.members)).collect();
        (counts(&report), report.skipped, told)
    };
    assert_eq!(threads(1), threads(4));
}

#[test]
fn what_is_beside_a_letter_tells_what_it_is() {
    let place = Place::new();
    let about = |date: &str| {
        format!(
            "<metadata_gegevens><metadata name=\"DCTERMS.issued\" content=\"{date}\"/></metadata_gegevens>"
        )
    };
    let date = || {
        let snapshot = Snapshot::open(&place.dir()).unwrap();
        let letter = snapshot.letter_at(&LetterPath::from_stored("kst-1.html")).unwrap();
        letter.unwrap().date().map(str::to_owned)
    };
    place.write("kst-1.html", b"<p>Een motie.</p>", 900);
    place.write("kst-2.html", b"<p>Een motie.</p>", 900);
    assert_eq!(place.run().letters, 2);
    assert_eq!(date(), None);
    place.write("kst-1.metadata.xml", about("2012-02-14").as_bytes(), 800);
    let report = place.run();
    assert_eq!((counts(&report), report.unread, report.metadata), ([2, 0, 1, 1, 0], 0, 1));
    assert_eq!(date().as_deref(), Some("2012-02-14"));
    assert_eq!(place.run().bytes, 0);
    place.write("kst-1.metadata.xml", about("2012-02-15").as_bytes(), 700);
    assert_eq!(counts(&place.run()), [2, 0, 1, 1, 0]);
    assert_eq!(date().as_deref(), Some("2012-02-15"));
    fs::remove_file(place.folder.path().join("kst-1.metadata.xml")).unwrap();
    let report = place.run();
    assert_eq!((counts(&report), report.metadata), ([2, 0, 1, 1, 0], 0));
    assert_eq!(date(), None);
}
