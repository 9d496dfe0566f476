//! The manifest: what an index was made from.
//!
//! One file of JSON lines per commit: the [`Header`] first, then a line per file of the folder in
//! the order of their paths. The engine's commit names the manifest that belongs to it, so index and
//! manifest change together or not at all. Lines rather than one object, because asking needs only
//! the first.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::entry::{FileEntry, Unread};
use crate::error::{Error, Result, VersionOf};
use crate::path::{LetterPath, decode, encode};

/// What is known of the index as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`](crate::FORMAT) of the program that wrote the index.
    pub format: u32,
    /// [`ANALYSIS`](crate::ANALYSIS) of the program that wrote the index.
    pub analysis: u32,
    /// The version of the readers that turned files into text.
    pub readers: u32,
    /// The folder of letters, absolute.
    #[serde(with = "root_as_text")]
    pub root: PathBuf,
    /// Which files of the folder belong to it.
    pub walk: Walk,
    /// When the folder was last gone through, in seconds since 1970.
    pub indexed_at: u64,
    /// Whether that run came to its end.
    pub complete: bool,
    /// Number of letters that can be searched, those in other files included.
    pub letters: u64,
    /// Number of files that should have been read and were not, those in other files included.
    pub unread: u64,
    /// Number of files of unknown kind by their extension in lower case, `""` for none; those in other
    /// files included.
    pub unknown: BTreeMap<String, u64>,
    /// Number of files and folders left out because a `.naslagignore` says so.
    pub ignored: u64,
    /// Number of symbolic links that were not followed.
    pub links: u64,
    /// Number of hidden files and folders that were passed over.
    pub hidden: u64,
    /// What the user added to what the program knows.
    #[serde(default, skip_serializing_if = "Lists::is_empty")]
    pub lists: Lists,
    /// Whether the text of pages that are pictures is recognised.
    #[serde(default)]
    pub ocr: bool,
}

/// Lists that a user gave with the folder, as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// Words for the splitter of compounds, as [`naslag_dutch::WordList`] reads them.
    pub words: String,
    /// Names that mean the same, as [`naslag_dutch::Synonyms`] reads them.
    pub synonyms: String,
}

impl Lists {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.synonyms.is_empty()
    }
}

/// Which files of a folder are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// Also files and folders whose name begins with a dot.
    pub hidden: bool,
    /// Also what symbolic links point to.
    pub follow: bool,
}

mod root_as_text {
    use super::*;

    pub(super) fn serialize<S: Serializer>(root: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(root.as_os_str()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        String::deserialize(deserializer).map(|text| PathBuf::from(decode(&text)))
    }
}

/// What an index was made from, file by file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The whole.
    pub header: Header,
    /// The files, in the order of their paths, each path once.
    pub files: Vec<FileEntry>,
}

/// Pages that are pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scans {
    /// Number of letters with pages without text, those without any text included.
    pub letters: u64,
    /// Number of their pages without text.
    pub pages: u64,
    /// Number of letters with pages whose text was recognised.
    pub recognised: u64,
}

/// The part of a header that every version must be able to read.
#[derive(Deserialize)]
struct Versions {
    format: u32,
    analysis: u32,
    #[serde(with = "root_as_text")]
    root: PathBuf,
}

impl Manifest {
    /// Returns a manifest without files.
    pub fn empty(root: &Path, walk: Walk, readers: u32) -> Self {
        Self {
            header: Header {
                format: crate::FORMAT,
                analysis: crate::ANALYSIS,
                readers,
                root: root.to_owned(),
                walk,
                indexed_at: 0,
                complete: false,
                letters: 0,
                unread: 0,
                unknown: BTreeMap::new(),
                ignored: 0,
                links: 0,
                hidden: 0,
                lists: Lists::default(),
                ocr: false,
            },
            files: Vec::new(),
        }
    }

    /// Returns the entry of `path`.
    pub fn file(&self, path: &LetterPath) -> Option<&FileEntry> {
        self.files.binary_search_by(|entry| entry.path.cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Returns how many pages of the [files](Self::files) are pictures.
    pub fn scans(&self) -> Scans {
        let mut scans = Scans::default();
        for content in self.files.iter().flat_map(FileEntry::contents) {
            scans.letters += u64::from(content.textless > 0);
            scans.pages += content.textless;
            scans.recognised += u64::from(content.recognised > 0);
        }
        scans
    }

    /// Returns the number of the [files](Self::files) that hold only data about other letters.
    pub fn metadata(&self) -> u64 {
        let contents = self.files.iter().flat_map(FileEntry::contents);
        contents
            .filter(|content| content.unread.is_some_and(|unread| unread.code == Unread::METADATA))
            .count() as u64
    }

    /// Writes the manifest to a new file at `path` and waits until it is on disk.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let write = || -> io::Result<()> {
            let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
            serde_json::to_writer(&mut out, &self.header)?;
            out.write_all(b"\n")?;
            for entry in &self.files {
                serde_json::to_writer(&mut out, entry)?;
                out.write_all(b"\n")?;
            }
            out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
        };
        write().map_err(Error::io("write", path))
    }

    /// Reads the header of the manifest at `path`, which belongs to the index in `dir`.
    ///
    /// # Errors
    /// [`Error::Version`] when another version wrote it.
    pub(crate) fn read_header(dir: &Path, path: &Path) -> Result<Header> {
        let file = File::open(path).map_err(Error::io("open", path))?;
        let mut line = Vec::new();
        BufReader::new(file).read_until(b'\n', &mut line).map_err(Error::io("read", path))?;
        header(dir, path, &line)
    }

    /// Reads the manifest at `path`, which belongs to the index in `dir`.
    pub(crate) fn read(dir: &Path, path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(Error::io("read", path))?;
        let mut lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let header = header(dir, path, lines.next().unwrap_or_default())?;
        // Not allocated ahead from the header's counts: a damaged header must not ask for memory.
        let mut files: Vec<FileEntry> = Vec::new();
        for line in lines {
            let entry: FileEntry =
                serde_json::from_slice(line).map_err(|error| damaged(dir, path, &error))?;
            if files.last().is_some_and(|last| last.path >= entry.path) {
                let detail = format!("{:?} is out of order", entry.path.as_str());
                return Err(damaged(dir, path, &detail));
            }
            files.push(entry);
        }
        let manifest = Self { header, files };
        if (manifest.letters(), manifest.not_read()) != (manifest.header.letters, manifest.header.unread) {
            return Err(damaged(dir, path, &"files are missing from it"));
        }
        Ok(manifest)
    }

    /// Returns the number of letters in the [files](Self::files) that can be searched.
    pub fn letters(&self) -> u64 {
        self.files.iter().map(FileEntry::letters).sum()
    }

    /// Returns the number of files, members of others included, that should have been read and were not.
    pub fn not_read(&self) -> u64 {
        self.files.iter().map(FileEntry::not_read).sum()
    }
}

fn header(dir: &Path, path: &Path, line: &[u8]) -> Result<Header> {
    // Versions first: the rest of the header may look different in another version.
    let Versions { format, analysis, root } =
        serde_json::from_slice(line).map_err(|error| damaged(dir, path, &error))?;
    for (what, found, wanted) in
        [(VersionOf::Format, format, crate::FORMAT), (VersionOf::Analysis, analysis, crate::ANALYSIS)]
    {
        if found != wanted {
            return Err(Error::Version { root, what, found, wanted });
        }
    }
    serde_json::from_slice(line).map_err(|error| damaged(dir, path, &error))
}

fn damaged(dir: &Path, path: &Path, detail: &dyn fmt::Display) -> Error {
    let name = path.file_name().unwrap_or_default().display();
    Error::Damaged { dir: dir.to_owned(), detail: format!("{name}: {detail}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::entry::{Hash, Member};

    fn entry(path: &str) -> FileEntry {
        FileEntry {
            size: 3,
            modified: -5,
            changed: 7,
            hash: Some(Hash::of(path.as_bytes())),
            ..FileEntry::new(LetterPath::from_stored(path))
        }
    }

    fn manifest() -> Manifest {
        let mut manifest = Manifest::empty(Path::new("/brieven"), Walk::default(), 1);
        let unread = Unread { code: "empty".into(), reason: "it is empty".into(), retry: false };
        let member =
            Member { name: "map/één.pdf".into(), replaced: 0, textless: 3, recognised: 1, unread: None };
        let zip = FileEntry { holder: true, members: vec![member], ..entry("c.zip") };
        manifest.files = vec![entry("a.txt"), FileEntry { unread: Some(unread), ..entry("b\n.txt") }, zip];
        manifest.header.letters = 2;
        manifest.header.unread = 1;
        manifest.header.unknown.insert("pdf".into(), 7);
        manifest
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("m");
        manifest().write(&path).unwrap();
        assert_eq!(Manifest::read(dir.path(), &path).unwrap(), manifest());
        assert_eq!(Manifest::read_header(dir.path(), &path).unwrap(), manifest().header);
        assert_eq!(manifest().file(&LetterPath::from_stored("a.txt")), Some(&entry("a.txt")));
        assert_eq!(manifest().file(&LetterPath::from_stored("c.txt")), None);
    }

    #[test]
    fn another_version_is_refused_whatever_else_it_says() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("m");
        std::fs::write(&path, r#"{"format":99,"analysis":1,"root":"/brieven","new":true}"#).unwrap();
        let error = Manifest::read(dir.path(), &path).unwrap_err();
        assert!(matches!(error, Error::Version { what: VersionOf::Format, found: 99, .. }), "{error}");
    }

    #[test]
    fn a_cut_manifest_is_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("m");
        manifest().write(&path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        for cut in 0..bytes.len() - 1 {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            let error = Manifest::read(dir.path(), &path).unwrap_err();
            assert!(matches!(error, Error::Damaged { .. }), "cut at {cut}: {error}");
        }
    }
}
