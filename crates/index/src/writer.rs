//! Putting letters into an index.

use tantivy::IndexWriter;
use tantivy::index::IndexSettings;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::schema::Term;

use crate::budget::{BYTES_ON_THE_WAY, Budget, Permit};
use crate::disk::IndexDir;
use crate::error::Result;
use crate::fields::Fields;
use crate::letter::{Letter, QueuedLetter};
use crate::lock::Lock;
use crate::manifest::{Header, Manifest};
use crate::path::LetterPath;

/// Bytes of postings all indexing threads together gather before one writes a segment. Larger saves
/// merging; with the text on its way and the stems remembered this stays below 400 MB.
const ARENA_BYTES: usize = 128 * 1024 * 1024;
/// The engine accepts no less for a thread.
const LEAST_ARENA_BYTES: usize = 16 * 1024 * 1024;
const MOST_THREADS: usize = 8;
/// Letters in a segment up to which it is merged with others of any smaller size.
const SMALL_SEGMENT: u32 = 500;

/// The one who writes to an index.
///
/// Nothing is visible to readers before [`Writer::commit`]; dropping a writer forgets what was not
/// committed.
pub struct Writer {
    dir: IndexDir,
    engine: IndexWriter<QueuedLetter>,
    fields: Fields,
    budget: Budget,
    _lock: Lock,
}

impl Writer {
    /// Makes an empty index in `dir`, described by `manifest`, in the place of whatever index was
    /// there, and returns its writer. `lock` is the lock of `dir`.
    ///
    /// # Errors
    /// [`Error::Inside`](crate::Error::Inside) when `dir` lies in the folder of letters.
    pub fn create(dir: &IndexDir, lock: Lock, manifest: &Manifest, threads: usize) -> Result<Self> {
        dir.refuse_inside(&manifest.header.root)?;
        dir.clear()?;
        let (schema, _) = Fields::schema();
        tantivy::Index::builder()
            .schema(schema)
            .settings(IndexSettings::default())
            .create_in_dir(dir.segments())?;
        let mut writer = Self::with_lock(dir, lock, &manifest.header, threads)?;
        writer.commit(manifest)?;
        Ok(writer)
    }

    /// Opens the index in `dir` for writing. `lock` is the lock of `dir`. Errors as
    /// [`IndexDir::header`].
    pub fn open(dir: &IndexDir, lock: Lock, threads: usize) -> Result<Self> {
        let header = dir.header()?;
        Self::opened(dir, lock, &header, threads)
    }

    fn opened(dir: &IndexDir, lock: Lock, header: &Header, threads: usize) -> Result<Self> {
        let committed = dir.committed_manifest()?;
        let writer = Self::with_lock(dir, lock, header, threads)?;
        // What a run left behind that was killed, or that filled the disk: it may be all the room
        // there is for this one.
        dir.remove_manifests_except(&committed)?;
        writer.engine.garbage_collect_files().wait()?;
        Ok(writer)
    }

    /// Opens the index in `dir` to be filled anew with what `manifest` describes. Readers go on seeing
    /// what it holds until the first commit. Errors as [`IndexDir::header`].
    pub fn replace(dir: &IndexDir, lock: Lock, manifest: &Manifest, threads: usize) -> Result<Self> {
        dir.header()?;
        let writer = Self::opened(dir, lock, &manifest.header, threads)?;
        // A merge would end in a collection of garbage, and what readers see now is that already.
        writer.engine.set_merge_policy(Box::new(NoMergePolicy));
        writer.engine.delete_all_documents()?;
        Ok(writer)
    }

    fn with_lock(dir: &IndexDir, lock: Lock, header: &Header, threads: usize) -> Result<Self> {
        let threads = threads.clamp(1, MOST_THREADS);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((ARENA_BYTES / threads).clamp(LEAST_ARENA_BYTES, ARENA_BYTES / 4))
            // Merges read and write whole segments; more than one at a time only fights for the disk.
            .num_merge_threads(1)
            .build();
        let engine = dir.engine(&dir.dutch(header)?)?.writer_with_options(options)?;
        // A question opens each of its terms in each segment, so few segments answer sooner than many;
        // segments that differ much in size are left alone, so that a small change costs little.
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(2);
        merging.set_min_layer_size(SMALL_SEGMENT);
        engine.set_merge_policy(Box::new(merging));
        Ok(Self {
            dir: dir.clone(),
            engine,
            fields: Fields::schema().1,
            budget: Budget::new(BYTES_ON_THE_WAY),
            _lock: lock,
        })
    }

    /// The budget from which a permit is taken before a letter is read. Everyone who adds letters
    /// takes it before, never while, holding up the one who calls [`Writer::add`].
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// Adds a letter whose path the index does not hold. `permit` is given back when its text is in the
    /// index; a closed budget gives none, and then the engine says what is wrong.
    pub fn add(&self, letter: Letter, permit: Option<Permit>) -> Result<()> {
        self.engine.add_document(QueuedLetter::new(letter, self.fields, permit))?;
        Ok(())
    }

    /// Removes the letter at `path`, if the index holds one.
    pub fn remove(&self, path: &LetterPath) {
        self.engine.delete_term(Term::from_field_text(self.fields.path, path.as_str()));
    }

    /// Makes everything added and removed so far visible, together with `manifest`, and returns when
    /// it is safe on disk.
    ///
    /// # Errors
    /// When the disk is full or refuses; readers then go on seeing the commit before.
    pub fn commit(&mut self, manifest: &Manifest) -> Result<()> {
        let name = self.dir.next_manifest_name();
        if let Err(error) = self.commit_with(manifest, &name) {
            // A manifest nobody names takes room that the next run may need.
            if self.dir.committed_manifest().is_ok_and(|committed| committed != name) {
                let _ = std::fs::remove_file(self.dir.manifest_path(&name));
            }
            return Err(error);
        }
        self.dir.sync()?;
        self.dir.remove_manifests_except(&name)
    }

    fn commit_with(&mut self, manifest: &Manifest, name: &str) -> Result<()> {
        manifest.write(&self.dir.manifest_path(name))?;
        self.dir.sync()?;
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(name);
        commit.commit()?;
        Ok(())
    }

    /// Waits for merges under way and leaves the index tidy.
    pub fn close(self) -> Result<()> {
        let Self { dir, engine, .. } = self;
        engine.wait_merging_threads()?;
        dir.sync()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::manifest::Walk;
    use crate::snapshot::Snapshot;
    use std::path::Path;

    fn letter(path: &str, text: &str) -> Letter {
        let mut letter = Letter::plain(LetterPath::from_stored(path), "Hack bij KPN".into(), text.into());
        let from = naslag_letter::Origin::Name;
        letter.about.data.date = Some(naslag_letter::Found { value: "2012-02-14".into(), from });
        letter
    }

    fn create(dir: &IndexDir, manifest: &Manifest) -> Result<Writer> {
        Writer::create(dir, dir.create(&manifest.header.root)?, manifest, 1)
    }

    fn add(writer: &Writer, letter: Letter) {
        let permit = writer.budget().take(letter.text.len());
        writer.add(letter, permit).unwrap();
    }

    fn empty() -> Manifest {
        Manifest::empty(Path::new("/brieven"), Walk::default(), 1)
    }

    #[test]
    fn letters_are_there_after_a_commit_and_not_before() {
        let home = tempfile::tempdir().unwrap();
        let dir = IndexDir::at(home.path().join("index"));
        let mut writer = create(&dir, &empty()).unwrap();
        add(&writer, letter("a.txt", "één"));
        let path = LetterPath::from_stored("a.txt");
        assert_eq!(Snapshot::open(&dir).unwrap().letter_at(&path).unwrap(), None);
        writer.commit(&empty()).unwrap();
        let before = Snapshot::open(&dir).unwrap();
        assert_eq!(before.letter_at(&path).unwrap(), Some(letter("a.txt", "één")));
        writer.remove(&path);
        add(&writer, letter("a.txt", "twee"));
        writer.commit(&empty()).unwrap();
        writer.close().unwrap();
        let after = Snapshot::open(&dir).unwrap();
        assert_eq!(after.letter_at(&path).unwrap(), Some(letter("a.txt", "twee")));
        assert_eq!(before.letter_at(&path).unwrap(), Some(letter("a.txt", "één")));
        assert_eq!(after.searcher().num_docs(), 1);
    }

    #[test]
    fn one_writer_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let dir = IndexDir::at(home.path().join("index"));
        let writer = create(&dir, &empty()).unwrap();
        assert!(matches!(dir.lock(), Err(Error::Locked { .. })));
        assert!(matches!(create(&dir, &empty()), Err(Error::Locked { .. })));
        drop(writer);
        assert!(Writer::open(&dir, dir.lock().unwrap(), 1).is_ok());
    }

    #[test]
    fn what_is_not_an_index_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("brief.txt"), "x").unwrap();
        let dir = IndexDir::at(home.path());
        assert!(matches!(create(&dir, &empty()), Err(Error::NotAnIndex { .. })));
        assert!(matches!(Snapshot::open(&dir), Err(Error::NotAnIndex { .. })));
        let file = IndexDir::at(home.path().join("brief.txt"));
        assert!(matches!(create(&file, &empty()), Err(Error::NotAnIndex { .. })));
        let none = IndexDir::at(home.path().join("none"));
        assert!(matches!(Snapshot::open(&none), Err(Error::Missing { .. })));
        assert!(home.path().join("brief.txt").exists());
    }

    #[test]
    fn no_index_inside_the_folder_of_letters() {
        let root = tempfile::tempdir().unwrap();
        let manifest = Manifest::empty(&root.path().canonicalize().unwrap(), Walk::default(), 1);
        std::fs::create_dir(root.path().join("sub")).unwrap();
        for place in ["", "index", "a/b", "sub/../index", "none/../index"] {
            let dir = IndexDir::at(root.path().join(place));
            assert!(matches!(create(&dir, &manifest), Err(Error::Inside { .. })), "{place}");
        }
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_enter() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let dir = IndexDir::at(home.path().join("data/naslag/index"));
        create(&dir, &empty()).unwrap();
        let mode = std::fs::metadata(dir.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
