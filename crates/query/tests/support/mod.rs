//! An index of letters for one test, filled as the program fills its own.

use std::path::PathBuf;

use naslag_eval::Random;
use naslag_index::{IndexDir, Letter, LetterPath, Manifest, Walk, Writer};
use naslag_letter::{Found, Origin};
use naslag_query::Searcher;
use tempfile::TempDir;

/// An index in a folder of its own, which goes when this goes.
#[allow(dead_code, reason = "not every test needs all of it")]
pub(crate) struct TestIndex {
    _home: TempDir,
    dir: IndexDir,
    writer: Writer,
    manifest: Manifest,
}

impl TestIndex {
    pub(crate) fn new(threads: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let dir = IndexDir::at(home.path().join("index"));
        let root: PathBuf = home.path().join("letters");
        let manifest = Manifest::empty(&root, Walk::default(), 1);
        let lock = dir.create(&root).unwrap();
        let writer = Writer::create(&dir, lock, &manifest, threads).unwrap();
        Self { _home: home, dir, writer, manifest }
    }

    pub(crate) fn add(&self, letter: &Letter) {
        let permit = self.writer.budget().take(letter.text.len());
        self.writer.add(letter.clone(), permit).unwrap();
    }

    #[allow(dead_code, reason = "not every test needs all of it")]
    pub(crate) fn remove(&self, path: &LetterPath) {
        self.writer.remove(path);
    }

    pub(crate) fn commit(&mut self) {
        self.writer.commit(&self.manifest).unwrap();
    }

    pub(crate) fn searcher(&self) -> Searcher {
        Searcher::open(&self.dir).unwrap()
    }
}

/// Returns short generated letters, each with a title of which most words are not in it.
#[allow(dead_code, reason = "not every test needs all of it")]
pub(crate) fn letters(seed: u64, count: usize) -> Vec<Letter> {
    let subjects = ["Hack bij KPN", "Motie Özdemir–D’Hondt", "Stand van zaken «meldplicht»", "Brief", ""];
    let mut random = Random::new(seed);
    naslag_eval::letters(seed, count, 1_200)
        .map(|letter| {
            let title = random.pick(&subjects).copied().unwrap_or_default().to_owned();
            let dated = random.one_in(2);
            let mut letter = Letter::plain(LetterPath::from_stored(&letter.path), title, letter.text);
            let date = || Found { value: "2012-02-14".to_owned(), from: Origin::Name };
            letter.about.data.date = dated.then(date);
            letter
        })
        .collect()
}
