//! Where the indexes of a judged set lie: in a temporary folder, or in one that is kept, so that a second
//! measurement need not make them again.

use std::fs;
use std::path::{Path, PathBuf};

use naslag_index::IndexDir;
use naslag_query::Searcher;
use tempfile::TempDir;

use crate::baseline::Baseline;
use crate::error::{Error, Result};
use crate::run::index_corpus;

/// A folder for the indexes of one set.
pub(crate) struct Home {
    dir: PathBuf,
    /// Removed with all in it at the end, when it is not to be kept.
    _temporary: Option<TempDir>,
}

impl Home {
    /// Returns a temporary folder, or the folder of the set in `kept`, which is made.
    ///
    /// What is kept is used again as it is: who changes how letters are analysed or ranked by what is
    /// written has to remove it.
    pub(crate) fn of(set: &Path, kept: Option<&Path>) -> Result<Self> {
        let Some(kept) = kept else {
            let temporary =
                tempfile::tempdir().map_err(Error::io("make a folder in", &std::env::temp_dir()))?;
            return Ok(Self { dir: temporary.path().to_owned(), _temporary: Some(temporary) });
        };
        let dir = kept.join(set.file_name().unwrap_or(set.as_os_str()));
        fs::create_dir_all(&dir).map_err(Error::io("make the folder", &dir))?;
        Ok(Self { dir, _temporary: None })
    }

    /// The folder of our index.
    pub(crate) fn ours(&self) -> PathBuf {
        self.dir.join("naslag")
    }

    /// The folder of the baseline.
    pub(crate) fn theirs(&self) -> PathBuf {
        self.dir.join("tantivy")
    }

    /// Opens our index of the set in `set`, made when it is not there.
    pub(crate) fn searcher(&self, set: &Path) -> Result<Searcher> {
        let root = self.dir.join("letters");
        self.whole(&self.ours(), |place| index_corpus(set, &IndexDir::at(place), &root).map(drop))?;
        Ok(Searcher::open(&IndexDir::at(self.ours()))?)
    }

    /// Opens the baseline of the set in `set`, made when it is not there.
    pub(crate) fn baseline(&self, set: &Path) -> Result<Baseline> {
        self.whole(&self.theirs(), |place| Baseline::create(set, place))?;
        Baseline::open(&self.theirs())
    }

    /// Lets `make` fill a folder that gets the name `place` when it is whole. Does nothing when that is there.
    fn whole(&self, place: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        if place.exists() {
            return Ok(());
        }
        let part = place.with_extension("part");
        if part.exists() {
            fs::remove_dir_all(&part).map_err(Error::io("remove", &part))?;
        }
        make(&part)?;
        fs::rename(&part, place).map_err(Error::io("rename", &part))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tiny;

    #[test]
    fn what_is_kept_is_used_again() {
        let home = tempfile::tempdir().unwrap();
        let (set, kept) = (tiny::set(home.path()), home.path().join("kept"));
        let home = Home::of(&set, Some(&kept)).unwrap();
        assert_eq!(home.searcher(&set).unwrap().header().letters, 3);
        assert_eq!(home.baseline(&set).unwrap().letters, 3);
        // A run that was killed leaves a part.
        fs::remove_dir_all(home.theirs()).unwrap();
        fs::create_dir(kept.join("set/tantivy.part")).unwrap();
        fs::remove_file(set.join("corpus.jsonl")).unwrap();
        let again = Home::of(&set, Some(&kept)).unwrap();
        assert_eq!(again.searcher(&set).unwrap().header().letters, 3);
        assert!(matches!(again.baseline(&set), Err(Error::Incomplete { .. })));
        drop(again);
        assert!(kept.join("set/naslag").exists());
        let temporary = Home::of(&set, None).unwrap();
        let dir = temporary.dir.clone();
        drop(temporary);
        assert!(!dir.exists());
    }
}
