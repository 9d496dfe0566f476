//! The folder an index lives in: what lies where, and what may be created or thrown away.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use naslag_dutch::{Dutch, WordList};
use serde::Deserialize;
use tantivy::directory::MmapDirectory;

use crate::error::{Error, Result};
use crate::fields::Fields;
use crate::lock::Lock;
use crate::manifest::{Header, Manifest};

/// The file that says the folder is ours, so that nothing else is ever thrown away.
const MARK: &str = "NASLAG";
const MARK_TEXT: &str =
    "This folder is an index made by naslag. It holds the text of the letters it was made from,
so keep it as private as they are. It can be thrown away: `naslag index` makes it again.
";
const SEGMENTS: &str = "segments";
const CHECKED: &str = "checked";
const MANIFEST_PREFIX: &str = "manifest-";

/// The folder of one index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDir(PathBuf);

impl IndexDir {
    /// Returns the index that is, or would be, in `dir`.
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        Self(dir.into())
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns what the index says of itself.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotAnIndex`] or [`Error::Unfinished`] when there is none,
    /// [`Error::Version`] when another version made it, [`Error::Damaged`] when it cannot be read.
    pub fn header(&self) -> Result<Header> {
        self.with_manifest(Manifest::read_header)
    }

    /// Returns the manifest of the last commit. Errors as [`IndexDir::header`].
    pub fn manifest(&self) -> Result<Manifest> {
        self.with_manifest(Manifest::read)
    }

    /// Makes sure that an index which says it was made from `root` is the one of the folder `asked`.
    ///
    /// # Errors
    /// [`Error::OtherFolder`] when it is not.
    pub fn expect_root(&self, root: &Path, asked: &Path) -> Result<()> {
        if root == asked {
            return Ok(());
        }
        Err(Error::OtherFolder { dir: self.0.clone(), root: root.to_owned(), asked: asked.to_owned() })
    }

    /// Makes the folder, mode 0700, with its parents, marks it as an index of the letters in `root`
    /// and takes its lock. A folder that is already an index stays as it is.
    ///
    /// # Errors
    /// [`Error::NotAnIndex`] when something else is there, [`Error::Inside`] when it would lie in
    /// `root`, which is never written to, [`Error::Locked`] when another process writes.
    pub fn create(&self, root: &Path) -> Result<Lock> {
        self.refuse_inside(root)?;
        self.make_and_mark()?;
        self.lock()
    }

    /// Takes the right to write to the index.
    ///
    /// # Errors
    /// [`Error::Locked`] at once when another process has it.
    pub fn lock(&self) -> Result<Lock> {
        Lock::take(&self.0)
    }

    pub(crate) fn refuse_inside(&self, root: &Path) -> Result<()> {
        if self.resolved().starts_with(root) {
            return Err(Error::Inside { dir: self.0.clone(), root: root.to_owned() });
        }
        Ok(())
    }

    /// The folder with the links in the part of it that exists resolved.
    fn resolved(&self) -> PathBuf {
        let absolute = std::path::absolute(&self.0).unwrap_or_else(|_| self.0.clone());
        for ancestor in absolute.ancestors() {
            if let (Ok(mut real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
                // What does not exist yet holds no links, so `..` leads just one up.
                for part in rest.components() {
                    match part {
                        Component::ParentDir => drop(real.pop()),
                        part => real.push(part),
                    }
                }
                return real;
            }
        }
        absolute
    }

    /// Notes that the folder was gone through now and nothing in the index had to change.
    ///
    /// Kept apart from the manifest, because a commit for a date alone would cost more than the
    /// whole look.
    pub fn mark_checked(&self) -> Result<()> {
        let path = self.0.join(CHECKED);
        fs::write(&path, seconds_since_1970(SystemTime::now()).to_string()).map_err(Error::io("write", &path))
    }

    /// Returns when the index was last seen to agree with its folder, in seconds since 1970:
    /// `indexed_at` of `header`, or a later look that found nothing to do.
    pub fn last_checked(&self, header: &Header) -> u64 {
        let marked = fs::read_to_string(self.0.join(CHECKED)).ok();
        marked.and_then(|text| text.trim().parse().ok()).unwrap_or(0).max(header.indexed_at)
    }

    fn make_and_mark(&self) -> Result<()> {
        if self.0.join(MARK).is_file() {
            return Ok(());
        }
        let occupied = match fs::read_dir(&self.0) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) => error.kind() == ErrorKind::NotADirectory,
        };
        if occupied {
            return Err(Error::NotAnIndex { dir: self.0.clone() });
        }
        create_private(&self.0)?;
        let mark = self.0.join(MARK);
        fs::write(&mark, MARK_TEXT).map_err(Error::io("write", &mark))
    }

    /// Empties the index, which the caller has locked.
    pub(crate) fn clear(&self) -> Result<()> {
        let segments = self.segments();
        match fs::remove_dir_all(&segments) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::io("remove", &segments)(error));
            }
            _ => {}
        }
        self.remove_manifests_except("")?;
        create_private(&segments)
    }

    pub(crate) fn segments(&self) -> PathBuf {
        self.0.join(SEGMENTS)
    }

    /// Returns the analysis of the index with this header.
    pub(crate) fn dutch(&self, header: &Header) -> Result<Dutch> {
        let words = WordList::parse(&header.lists.words);
        words.map(Dutch::with_words).map_err(|error| self.damaged(format!("its word list: {error}")))
    }

    /// Opens the engine's part of the index.
    pub(crate) fn engine(&self, dutch: &Dutch) -> Result<tantivy::Index> {
        let directory = MmapDirectory::open(self.segments())
            .map_err(|error| self.damaged(format!("its segments cannot be opened: {error}")))?;
        let mut engine = tantivy::Index::open(directory)
            .map_err(|error| self.damaged(format!("its segments cannot be opened: {error}")))?;
        engine.set_tokenizers(Fields::tokenizers(dutch));
        Ok(engine)
    }

    pub(crate) fn damaged(&self, detail: String) -> Error {
        Error::Damaged { dir: self.0.clone(), detail }
    }

    /// The place of the manifest called `name` in a commit.
    pub(crate) fn manifest_path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A manifest name that was not used yet.
    pub(crate) fn next_manifest_name(&self) -> String {
        let last = self.committed_manifest().ok().and_then(|name| {
            name.strip_prefix(MANIFEST_PREFIX).and_then(|number| number.parse::<u64>().ok())
        });
        format!("{MANIFEST_PREFIX}{}", last.unwrap_or(0) + 1)
    }

    pub(crate) fn remove_manifests_except(&self, name: &str) -> Result<()> {
        for entry in fs::read_dir(&self.0).map_err(Error::io("list", &self.0))? {
            let entry = entry.map_err(Error::io("list", &self.0))?;
            let file = entry.file_name();
            if file.to_string_lossy().starts_with(MANIFEST_PREFIX) && file != name {
                fs::remove_file(entry.path()).map_err(Error::io("remove", &entry.path()))?;
            }
        }
        Ok(())
    }

    /// Waits until the names of the files in the index are on disk.
    ///
    /// tantivy syncs its files and renames `meta.json` into place, but does not sync the folder
    /// after that: without this a commit that was reported can be gone after a power cut.
    pub(crate) fn sync(&self) -> Result<()> {
        for dir in [self.segments(), self.0.clone()] {
            File::open(&dir).and_then(|dir| dir.sync_all()).map_err(Error::io("sync", &dir))?;
        }
        Ok(())
    }

    /// Returns the name of the manifest that belongs to the last commit.
    ///
    /// Read from the engine's own file without opening the engine, because the manifest is what
    /// tells whether this program may open it.
    pub(crate) fn committed_manifest(&self) -> Result<String> {
        #[derive(Deserialize)]
        struct Meta {
            payload: Option<String>,
        }
        let path = self.segments().join("meta.json");
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(self.absent()),
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        let meta: Meta =
            serde_json::from_slice(&bytes).map_err(|error| self.damaged(format!("meta.json: {error}")))?;
        match meta.payload {
            Some(name) if name.starts_with(MANIFEST_PREFIX) && !name.contains(['/', '\\']) => Ok(name),
            Some(name) => Err(self.damaged(format!("meta.json names {name:?} as its manifest"))),
            None => Err(Error::Unfinished { dir: self.0.clone() }),
        }
    }

    fn absent(&self) -> Error {
        let dir = self.0.clone();
        if self.0.join(MARK).is_file() {
            Error::Unfinished { dir }
        } else if fs::symlink_metadata(&self.0).is_ok() {
            Error::NotAnIndex { dir }
        } else {
            Error::Missing { dir }
        }
    }

    fn with_manifest<T>(&self, read: impl Fn(&Path, &Path) -> Result<T>) -> Result<T> {
        // Between reading the name and opening the file a writer may commit and remove it. A second
        // look finds the new one; a writer would have to commit each time to defeat ten.
        let mut attempts = 10;
        loop {
            let path = self.manifest_path(&self.committed_manifest()?);
            match read(&self.0, &path) {
                Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                    attempts -= 1;
                    if attempts == 0 {
                        return Err(self.damaged("its manifest is gone".to_owned()));
                    }
                }
                result => return result,
            }
        }
    }
}

pub(crate) fn seconds_since_1970(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Makes a folder that only its owner may enter, with its parents.
fn create_private(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(Error::io("make the folder", dir))
}
