//! Writing generated letters to a folder.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::letters::letters;

/// Writes `count` letters of about `bytes` bytes each as text files below `dir`, a new or empty
/// folder, and returns their size in bytes.
///
/// # Errors
/// [`Error::NotEmpty`] when there is something in `dir`, [`Error::Io`] when it cannot be written to.
pub fn generate(dir: &Path, seed: u64, count: usize, bytes: usize) -> Result<u64> {
    fs::create_dir_all(dir).map_err(Error::io("make the folder", dir))?;
    let mut entries = fs::read_dir(dir).map_err(Error::io("list", dir))?;
    if entries.next().is_some() {
        return Err(Error::NotEmpty { dir: dir.to_owned() });
    }
    let mut written = 0;
    for letter in letters(seed, count, bytes) {
        let path = dir.join(&letter.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Error::io("make the folder", parent))?;
        }
        fs::write(&path, &letter.text).map_err(Error::io("write", &path))?;
        written += letter.text.len() as u64;
    }
    Ok(written)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_written_once_and_never_among_others() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("brieven");
        let written = generate(&dir, 1, 3, 1_000).unwrap();
        let sizes = letters(1, 3, 1_000).map(|letter| fs::metadata(dir.join(letter.path)).unwrap().len());
        assert_eq!(sizes.sum::<u64>(), written);
        assert!(matches!(generate(&dir, 1, 3, 1_000), Err(Error::NotEmpty { .. })));
    }
}
