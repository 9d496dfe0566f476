//! Finding the index of a folder that was moved.
//!
//! Paths in an index are relative to its folder, so it stays good when the folder goes elsewhere.
//! Indexes are found by the folder's path, though, and that changed; here the index is recognised by
//! what the folder holds.

use std::path::{Path, PathBuf};

use naslag_index::{Home, IndexDir, Manifest, Writer};

use crate::error::Result;
use crate::walk::modified;

/// Files looked at in a folder that may have been moved: enough to tell two folders apart, few
/// enough to cost nothing.
const SAMPLE: usize = 200;

/// Looks among the indexes of `home` for one whose folder no longer exists and whose files stand, by
/// size and time, in the folder `root`. Returns the index and where its folder was.
pub fn moved_index(home: &Home, root: &Path) -> Result<Option<(IndexDir, PathBuf)>> {
    for listed in home.indexes()? {
        let Ok(header) = listed.header else {
            continue;
        };
        if header.letters == 0 {
            continue;
        }
        if was_moved(&listed.dir, root)? {
            return Ok(Some((listed.dir, header.root)));
        }
    }
    Ok(None)
}

/// Whether the index in `dir` is of a folder that no longer exists, and whose files stand in `root`.
pub fn was_moved(dir: &IndexDir, root: &Path) -> Result<bool> {
    match dir.manifest() {
        Ok(manifest) => Ok(!manifest.header.root.exists() && stands_in(&manifest, root)),
        // Whether such an index can be used is for the one who uses it to say.
        Err(_) => Ok(false),
    }
}

/// Makes the index in `dir` the one of the folder `root`, and gives it its place in `home`. Returns
/// that place.
pub fn adopt(home: &Home, dir: &IndexDir, root: &Path) -> Result<IndexDir> {
    let place = home.index_of(root);
    set_root(dir, root)?;
    std::fs::rename(dir.path(), place.path()).map_err(|source| naslag_index::Error::Io {
        action: "move the index to",
        path: place.path().to_owned(),
        source,
    })?;
    Ok(place)
}

/// Makes the index in `dir` the one of the folder `root`.
pub fn set_root(dir: &IndexDir, root: &Path) -> Result<()> {
    let lock = dir.lock()?;
    let mut manifest = dir.manifest()?;
    manifest.header.root = root.to_owned();
    let mut writer = Writer::open(dir, lock, 1)?;
    writer.commit(&manifest)?;
    Ok(writer.close()?)
}

/// Whether nine in ten of a sample of the manifest's files are in `root` as they were.
fn stands_in(manifest: &Manifest, root: &Path) -> bool {
    let step = manifest.files.len().div_ceil(SAMPLE).max(1);
    let (mut looked_at, mut the_same) = (0, 0);
    for entry in manifest.files.iter().filter(|entry| entry.hash.is_some()).step_by(step) {
        looked_at += 1;
        let metadata = std::fs::metadata(root.join(entry.path.to_path()));
        let same = |found: &std::fs::Metadata| found.len() == entry.size && modified(found) == entry.modified;
        if metadata.as_ref().is_ok_and(same) {
            the_same += 1;
        }
    }
    looked_at > 0 && the_same * 10 >= looked_at * 9
}
