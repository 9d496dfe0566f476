//! The file beside a letter that says what the letter is: `kst-32545-143.metadata.xml` beside
//! `kst-32545-143.pdf`.
//!
//! Answerable for which file belongs to which, and for noticing that one changed. Knows nothing of what is in them;
//! `naslag-document` does.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::panic::catch_unwind;
use std::path::Path;

use naslag_document::Declared;
use naslag_index::{FileEntry, Hash, Manifest};

use crate::walk::{Found, SourceFile};

/// How the names of such files end, the better first: the second says the same in other words.
const ENDS: [&str; 2] = [".metadata.xml", ".metadata_owms.xml"];

/// Extensions of the letters that have such a file.
const LETTERS: [&str; 4] = ["xml", "html", "pdf", "odt"];

/// Bytes of such a file at most; they have four thousand. It is read where it is and not in a process apart.
const MOST_BYTES: u64 = 1024 * 1024;

/// The files of a folder that say what others are, by the path of these without extension.
#[derive(Default)]
pub(crate) struct Sidecars<'a>(HashMap<&'a str, &'a SourceFile>);

impl<'a> Sidecars<'a> {
    /// Returns those among what was found.
    pub(crate) fn of(found: &'a Found) -> Self {
        let mut sidecars = HashMap::new();
        for end in ENDS {
            for file in &found.files {
                if let Some(stem) = file.path.as_str().strip_suffix(end) {
                    sidecars.entry(stem).or_insert(file);
                }
            }
        }
        Self(sidecars)
    }

    /// Returns the file that says what the one at `path` is.
    pub(crate) fn beside(&self, path: &str) -> Option<&'a SourceFile> {
        let (stem, extension) = path.rsplit_once('.')?;
        LETTERS.contains(&extension.to_ascii_lowercase().as_str()).then(|| self.0.get(stem).copied())?
    }

    /// Whether what is beside the file of `entry`, which did not change, is what was there when it was read.
    /// `unchanged` tells of a file whether it is what `manifest` says.
    pub(crate) fn are_as_before(
        &self,
        entry: &FileEntry,
        manifest: &Manifest,
        unchanged: impl Fn(&SourceFile, &FileEntry) -> bool,
    ) -> bool {
        match self.beside(entry.path.as_str()) {
            None => entry.sidecar.is_none(),
            Some(file) => manifest
                .file(&file.path)
                .is_some_and(|known| entry.sidecar == known.hash && unchanged(file, known)),
        }
    }

    /// Reads what is beside the file at `path` in the folder `root`: the hash of its bytes, and what it says.
    pub(crate) fn read(&self, root: &Path, path: &str) -> Option<(Hash, Option<Declared>)> {
        let file = self.beside(path)?;
        let mut bytes = Vec::new();
        let opened = File::open(root.join(file.path.to_path())).ok()?;
        opened.take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
        let hash = Hash::of(&bytes);
        let small = bytes.len() as u64 <= MOST_BYTES;
        let said = catch_unwind(|| naslag_document::sidecar(file.path.as_str(), &bytes));
        Some((hash, said.ok().flatten().filter(|_| small)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use naslag_index::LetterPath;

    #[test]
    fn each_letter_has_what_is_beside_it() {
        let file =
            |path: &str| SourceFile { path: LetterPath::from_stored(path), size: 0, modified: 0, changed: 0 };
        let files = ["a/kst-1.metadata.xml", "a/kst-1.metadata_owms.xml", "b.metadata_owms.xml"].map(file);
        let found = Found { files: files.into(), ..Found::default() };
        let sidecars = Sidecars::of(&found);
        for (path, expected) in [
            ("a/kst-1.pdf", Some("a/kst-1.metadata.xml")),
            ("a/kst-1.XML", Some("a/kst-1.metadata.xml")),
            ("b.html", Some("b.metadata_owms.xml")),
            ("a/kst-1.txt", None),
            ("kst-1.pdf", None),
            ("a/kst-1.metadata.xml", None),
            ("pdf", None),
        ] {
            let beside = sidecars.beside(path).map(|file| file.path.as_str());
            assert_eq!(beside, expected, "{path}");
        }
    }
}
