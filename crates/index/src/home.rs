//! The place where indexes live when nobody says otherwise: one folder per folder of letters.

use std::fs;
use std::path::{Path, PathBuf};

use crate::disk::IndexDir;
use crate::error::{Error, Result};
use crate::manifest::Header;
use crate::path::encode;

/// A folder that holds indexes.
#[derive(Debug, Clone)]
pub struct Home(PathBuf);

/// An index found in a [`Home`].
#[derive(Debug)]
pub struct Listed {
    /// Where it is.
    pub dir: IndexDir,
    /// What it says of itself, or why it cannot be used.
    pub header: Result<Header>,
}

impl Home {
    /// Returns the home at `dir`, which need not exist yet.
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        Self(dir.into())
    }

    /// Returns the place for the index of the folder `root`, an absolute path.
    ///
    /// The name begins with the folder's own, for people, and ends with a hash of the whole path, so
    /// that two folders called `brieven` do not meet.
    pub fn index_of(&self, root: &Path) -> IndexDir {
        let name: String = root
            .file_name()
            .map(|name| name.to_string_lossy())
            .unwrap_or_default()
            .chars()
            .filter_map(|c| match c {
                c if c.is_alphanumeric() => Some(c),
                ' ' | '-' | '_' | '.' => Some('-'),
                _ => None,
            })
            // File systems allow 255 bytes; four to a character leaves room for the hash.
            .take(40)
            .collect();
        let hash = blake3::hash(encode(root.as_os_str()).as_bytes()).to_hex();
        IndexDir::at(self.0.join(format!("{name}-{}", &hash[..16])))
    }

    /// Returns the indexes in this home, in the order of their folders' names.
    ///
    /// # Errors
    /// When the home exists and cannot be listed.
    pub fn indexes(&self) -> Result<Vec<Listed>> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io("list", &self.0)(error)),
        };
        let mut dirs = Vec::new();
        for entry in entries {
            let path = entry.map_err(Error::io("list", &self.0))?.path();
            if path.is_dir() {
                dirs.push(path);
            }
        }
        dirs.sort();
        Ok(dirs
            .into_iter()
            .map(IndexDir::at)
            .map(|dir| Listed { header: dir.header(), dir })
            .filter(|listed| !matches!(listed.header, Err(Error::NotAnIndex { .. })))
            .collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_one_name_have_indexes_of_their_own() {
        let home = Home::at("/data");
        let one = home.index_of(Path::new("/a/Brieven 2012"));
        let other = home.index_of(Path::new("/b/Brieven 2012"));
        assert_ne!(one, other);
        assert!(one.path().to_str().unwrap().starts_with("/data/Brieven-2012-"), "{one:?}");
        assert_eq!(one, home.index_of(Path::new("/a/Brieven 2012")));
    }

    #[test]
    fn a_home_that_does_not_exist_holds_nothing() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Home::at(dir.path().join("none")).indexes().unwrap().is_empty());
    }

    #[test]
    fn folders_that_are_no_index_are_not_listed() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("foto's")).unwrap();
        assert!(Home::at(dir.path()).indexes().unwrap().is_empty());
    }
}
