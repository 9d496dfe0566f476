//! Lists that a user gives with a folder: what they hold for, and when letters are read again.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::File;
use std::time::{Duration, SystemTime};

use naslag_index::{IndexDir, Lists};
use naslag_indexer::{GivenLists, IndexReport, NoProgress, Options, Progress, root_of, update};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
    _home: TempDir,
    dir: IndexDir,
}

impl Place {
    fn new(letters: &[&str]) -> Self {
        let (folder, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let place = Self { dir: IndexDir::at(home.path().join("index")), folder, _home: home };
        letters.iter().for_each(|letter| place.write(letter));
        place
    }

    /// Writes a letter that was not changed for an hour.
    fn write(&self, name: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, "Een lek.").unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }

    fn run(&self, options: &Options) -> IndexReport {
        let root = root_of(self.folder.path()).unwrap();
        update(&root, &self.dir, options, &mut NoProgress).unwrap()
    }

    fn lists(&self) -> Lists {
        self.dir.header().unwrap().lists
    }
}

fn given(words: Option<&str>, synonyms: Option<&str>) -> Options {
    let owned = |text: &str| text.to_owned();
    let lists = GivenLists { words: words.map(owned), synonyms: synonyms.map(owned) };
    Options { lists, ..Options::default() }
}

#[test]
fn lists_hold_until_a_rebuild_without_them() {
    let place = Place::new(&["a.txt"]);
    assert!(!place.run(&given(Some("darkweb"), Some("a1 = b1"))).reanalysed);
    let both = Lists { words: "darkweb".into(), synonyms: "a1 = b1".into() };
    assert_eq!(place.lists(), both);
    assert_eq!(place.run(&Options::default()).unchanged, 1);
    assert_eq!(place.lists(), both);
    place.write("b.txt");
    assert_eq!(place.run(&Options::default()).added, 1);
    assert_eq!(place.lists(), both);
    let report = place.run(&Options { rebuild: true, ..given(None, Some("c1 = d1")) });
    assert!(!report.reanalysed);
    assert_eq!(place.lists(), Lists { words: String::new(), synonyms: "c1 = d1".into() });
}

#[test]
fn another_word_list_reads_all_letters_and_another_synonym_list_none() {
    let place = Place::new(&["a.txt", "b.txt"]);
    place.run(&given(Some("darkweb"), None));
    let report = place.run(&given(Some("darkweb"), Some("a1 = b1")));
    assert_eq!((report.unchanged, report.bytes, report.reanalysed), (2, 0, false));
    assert_eq!(place.lists().synonyms, "a1 = b1");
    let before = place.dir.header().unwrap();
    assert_eq!(place.run(&given(Some("darkweb"), Some("a1 = b1"))).unchanged, 2);
    assert_eq!(place.dir.header().unwrap(), before);
    let report = place.run(&given(Some("keten+regie"), None));
    assert_eq!((report.letters, report.bytes, report.reanalysed), (2, 16, true));
    let lists = Lists { words: "keten+regie".into(), synonyms: "a1 = b1".into() };
    assert_eq!(place.lists(), lists);
}

#[test]
fn what_was_asked_for_stays_asked_for_under_another_word_list() {
    let place = Place::new(&["a.txt", ".verborgen.txt"]);
    let walk = naslag_index::Walk { hidden: true, follow: false };
    assert_eq!(place.run(&Options { walk, ..Options::default() }).letters, 2);
    assert_eq!(place.run(&given(Some("darkweb"), None)).letters, 2);
    assert!(place.dir.header().unwrap().walk.hidden);
}

#[test]
fn a_run_with_another_word_list_that_is_cut_off_leaves_the_index_as_it_was() {
    struct Cut;
    impl Progress for Cut {
        fn begin(&mut self, _files: u64, _bytes: u64) {}
        fn advance(&mut self, _bytes: u64) {
            panic!("cut off, as wanted");
        }
        fn committed(&mut self, _letters: u64) {}
    }
    let place = Place::new(&["a.txt", "b.txt"]);
    place.run(&given(Some("darkweb"), None));
    let root = root_of(place.folder.path()).unwrap();
    let options = Options { commit_every: Duration::ZERO, ..given(Some("keten+regie"), None) };
    let cut = std::panic::catch_unwind(|| update(&root, &place.dir, &options, &mut Cut));
    assert!(cut.is_err());
    let header = place.dir.header().unwrap();
    assert_eq!((header.lists.words.as_str(), header.letters, header.complete), ("darkweb", 2, true));
    assert!(place.run(&options).reanalysed);
}
