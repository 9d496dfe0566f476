//! Going through a folder: which files there are, and which of them should be read.
//!
//! Only names, sizes and times are looked at; no letter is opened here.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::{Instant, UNIX_EPOCH};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use naslag_document::Promise;
use naslag_index::{LetterPath, Unread, Walk};
use walkdir::{DirEntry, WalkDir};

use crate::piece::extension;
use crate::report::Skipped;

/// The file, in any folder, that says what to leave out below it; in the syntax of `.gitignore`.
const IGNORE_FILE: &str = ".naslagignore";

/// A file that should be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    pub(crate) path: LetterPath,
    /// In bytes.
    pub(crate) size: u64,
    /// In nanoseconds since 1970.
    pub(crate) modified: i64,
    /// When anything about it changed, as [`FileEntry::changed`](naslag_index::FileEntry::changed).
    pub(crate) changed: i64,
}

/// What was found in a folder.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files to read, in the order of their paths.
    pub(crate) files: Vec<SourceFile>,
    /// What could not be looked at.
    pub(crate) skipped: Vec<Skipped>,
    /// Folders that could not be listed; what they hold is not known.
    pub(crate) unlisted: Vec<LetterPath>,
    /// Files of a kind that is not read, by extension in lower case.
    pub(crate) unknown: BTreeMap<String, u64>,
    /// Files and folders left out because of a [`IGNORE_FILE`].
    pub(crate) ignored: u64,
    /// Symbolic links that were not followed.
    pub(crate) links: u64,
    /// Hidden files and folders that were passed over.
    pub(crate) hidden: u64,
}

/// Goes through the folder `root`.
pub(crate) fn walk(root: &Path, options: Walk) -> Found {
    let mut found = Found::default();
    found.go_through(root, options, || true);
    found
}

/// Goes through the folder `root`. Returns `None` when `deadline` passes before the end.
pub(crate) fn walk_until(root: &Path, options: Walk, deadline: Instant) -> Option<Found> {
    let mut found = Found::default();
    found.go_through(root, options, || Instant::now() <= deadline).then_some(found)
}

impl Found {
    /// Goes on while `in_time` says so. Returns whether it came to the end.
    fn go_through(&mut self, root: &Path, options: Walk, in_time: impl Fn() -> bool) -> bool {
        let mut rules = IgnoreRules::default();
        let mut entries = WalkDir::new(root).follow_links(options.follow).into_iter();
        for count in 0_u64.. {
            let Some(entry) = entries.next() else {
                break;
            };
            // Looking at the clock costs about as much as a tenth of an entry.
            if count % 64 == 0 && !in_time() {
                return false;
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.error(root, &error);
                    continue;
                }
            };
            let is_dir = entry.file_type().is_dir();
            if entry.depth() > 0 && self.passes_over(&entry, options, &mut rules) {
                if is_dir {
                    entries.skip_current_dir();
                }
            } else if !is_dir {
                self.file(root, &entry);
            } else if let Some(problem) = rules.enter(&entry) {
                let path = relative(root, &entry.path().join(IGNORE_FILE));
                self.skip(path, "ignore-rules", format!("a rule in it is not understood: {problem}"));
            }
        }
        self.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        true
    }

    /// Whether there is nothing at all in the folder.
    pub(crate) fn is_nothing(&self) -> bool {
        self.files.is_empty()
            && self.skipped.is_empty()
            && self.unknown.is_empty()
            && self.ignored + self.links + self.hidden == 0
    }

    /// Whether `entry` is not looked at; counts it when so.
    fn passes_over(&mut self, entry: &DirEntry, options: Walk, rules: &mut IgnoreRules) -> bool {
        if !options.hidden && is_hidden(entry.file_name()) {
            // Our own file of rules is no letter somebody could miss.
            self.hidden += u64::from(entry.file_name() != IGNORE_FILE);
            return true;
        }
        let ignored = rules.leave_out(entry);
        self.ignored += u64::from(ignored);
        ignored
    }

    fn file(&mut self, root: &Path, entry: &DirEntry) {
        if entry.file_type().is_symlink() {
            self.links += 1;
            return;
        }
        let name = entry.file_name();
        if naslag_document::promise(&name.to_string_lossy()) == Promise::Other {
            *self.unknown.entry(extension(&name.to_string_lossy())).or_default() += 1;
            return;
        }
        let path = relative(root, entry.path());
        // Opening a pipe would wait for somebody to write into it.
        if !entry.file_type().is_file() {
            self.skip(path, "not-a-file", "it is a pipe, a socket or a device".to_owned());
            return;
        }
        match entry.metadata() {
            Ok(metadata) => {
                let (modified, changed) = (modified(&metadata), changed(&metadata));
                self.files.push(SourceFile { path, size: metadata.len(), modified, changed });
            }
            Err(error) => self.error(root, &error),
        }
    }

    fn error(&mut self, root: &Path, error: &walkdir::Error) {
        let path = relative(root, error.path().unwrap_or(root));
        if error.loop_ancestor().is_some() {
            self.skip(path, "loop", "it is a link to a folder above it".to_owned());
        } else if let Some(cause) = error.io_error() {
            let Unread { code, reason, .. } = unread_because(cause);
            let named = error.path().map(|path| path.symlink_metadata());
            let is_dir = error.path().is_some_and(|path| path.is_dir());
            if named.is_some_and(|named| named.is_ok_and(|named| named.is_symlink())) && !is_dir {
                if naslag_document::promise(path.as_str()) != Promise::Other {
                    self.skip(path, "broken-link", "it is a link to nothing".to_owned());
                }
            } else if is_dir {
                self.unlisted.push(path.clone());
                self.skip(path, &code, format!("the folder cannot be listed: {reason}"));
            } else {
                self.skip(path, &code, reason);
            }
        }
    }

    fn skip(&mut self, path: LetterPath, code: &str, reason: String) {
        self.skipped.push(Skipped { path, unread: Unread { code: code.to_owned(), reason, retry: true } });
    }
}

/// The rules of the folders from the root down to where the walk is.
#[derive(Default)]
struct IgnoreRules(Vec<(usize, Gitignore)>);

impl IgnoreRules {
    /// Takes up the rules of the folder `entry`, if it has any. Returns what was wrong with them.
    fn enter(&mut self, entry: &DirEntry) -> Option<ignore::Error> {
        self.leave_below(entry.depth());
        let file = entry.path().join(IGNORE_FILE);
        if !file.is_file() {
            return None;
        }
        let mut builder = GitignoreBuilder::new(entry.path());
        let problem = builder.add(file);
        match builder.build() {
            Ok(rules) => self.0.push((entry.depth(), rules)),
            Err(error) => return Some(error),
        }
        problem
    }

    /// Whether `entry` is left out; rules nearer to it come before those above.
    fn leave_out(&mut self, entry: &DirEntry) -> bool {
        self.leave_below(entry.depth());
        for (_, rules) in self.0.iter().rev() {
            match rules.matched(entry.path(), entry.file_type().is_dir()) {
                Match::None => {}
                verdict => return verdict.is_ignore(),
            }
        }
        false
    }

    /// Drops the rules of folders that the walk has left.
    fn leave_below(&mut self, depth: usize) {
        while self.0.last().is_some_and(|(of, _)| *of >= depth) {
            self.0.pop();
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn relative(root: &Path, path: &Path) -> LetterPath {
    // As text first: comparing paths part by part costs more than asking the system for the file.
    let below = |path: &str| Some(path.strip_prefix(root.to_str()?)?.strip_prefix('/')?.to_owned());
    match path.to_str().and_then(below) {
        Some(below) => LetterPath::new(Path::new(&below)),
        None => LetterPath::new(path.strip_prefix(root).unwrap_or(path)),
    }
}

/// Returns when a file was last written, in nanoseconds since 1970; times beyond the years 1677 to
/// 2262, which only a liar sets, count as the nearest of these.
pub(crate) fn modified(metadata: &Metadata) -> i64 {
    let Ok(time) = metadata.modified() else {
        return 0;
    };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    }
}

/// Returns when anything about a file last changed, in nanoseconds since 1970.
#[cfg(unix)]
pub(crate) fn changed(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

/// Nothing is kept of that here.
#[cfg(not(unix))]
pub(crate) fn changed(_metadata: &Metadata) -> i64 {
    0
}

/// Returns `error` as the reason why a file was not read.
pub(crate) fn unread_because(error: &io::Error) -> Unread {
    let (code, reason) = match error.kind() {
        io::ErrorKind::PermissionDenied => ("no-permission", "no permission to read it".to_owned()),
        io::ErrorKind::NotFound => ("vanished", "it disappeared before it could be read".to_owned()),
        _ => ("io", format!("the system refused to read it: {error}")),
    };
    Unread { code: code.to_owned(), reason, retry: true }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "tekst").unwrap();
        }
        dir
    }

    fn paths(found: &Found) -> Vec<&str> {
        found.files.iter().map(|file| file.path.as_str()).collect()
    }

    fn walk_all(dir: &tempfile::TempDir, options: Walk) -> Found {
        walk(dir.path(), options)
    }

    #[test]
    fn letters_come_in_the_order_of_their_paths() {
        let dir = folder(&["b.txt", "a/z.txt", "a.txt", "a b.md", "a/b/c.HTML"]);
        let found = walk_all(&dir, Walk::default());
        assert_eq!(paths(&found), ["a b.md", "a.txt", "a/b/c.HTML", "a/z.txt", "b.txt"]);
        assert_eq!(found.files[0].size, 5);
    }

    #[test]
    fn hidden_files_are_for_those_who_ask() {
        let dir = folder(&[".git/x.txt", ".verborgen.txt", "a.txt"]);
        let found = walk_all(&dir, Walk::default());
        assert_eq!((paths(&found), found.hidden), (vec!["a.txt"], 2));
        let found = walk_all(&dir, Walk { hidden: true, follow: false });
        assert_eq!(paths(&found), [".git/x.txt", ".verborgen.txt", "a.txt"]);
    }

    #[test]
    fn unknown_kinds_are_counted_by_extension() {
        let dir = folder(&["a.JPG", "b.jpg", "c.exe", "d.txt"]);
        let found = walk_all(&dir, Walk::default());
        assert_eq!(found.unknown, BTreeMap::from([("jpg".into(), 2), ("exe".into(), 1)]));
    }

    #[test]
    fn ignore_rules_hold_for_their_folder_and_nearer_ones_win() {
        let dir =
            folder(&["a.txt", "concept.txt", "oud/a.txt", "nieuw/concept.txt", "nieuw/b.txt", "z/b.txt"]);
        fs::write(dir.path().join(IGNORE_FILE), "concept.txt\noud/\n").unwrap();
        fs::write(dir.path().join("nieuw").join(IGNORE_FILE), "!concept.txt\nb.txt\n").unwrap();
        let found = walk_all(&dir, Walk::default());
        assert_eq!(paths(&found), ["a.txt", "nieuw/concept.txt", "z/b.txt"]);
        assert_eq!(found.ignored, 3);
    }

    #[test]
    fn a_rule_that_is_no_rule_is_said() {
        let dir = folder(&["a.txt"]);
        fs::write(dir.path().join(IGNORE_FILE), "a{b\n").unwrap();
        let found = walk_all(&dir, Walk::default());
        assert_eq!(paths(&found), ["a.txt"]);
        assert_eq!(found.skipped[0].path.as_str(), IGNORE_FILE);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_counted_and_loops_are_harmless() {
        let dir = folder(&["a/b.txt"]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/rond")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("a/b.txt"), dir.path().join("c.txt")).unwrap();
        let found = walk_all(&dir, Walk::default());
        assert_eq!((paths(&found), found.links), (vec!["a/b.txt"], 2));
        let found = walk_all(&dir, Walk { hidden: false, follow: true });
        assert_eq!(paths(&found), ["a/b.txt", "c.txt"]);
        assert_eq!(found.skipped[0].path.as_str(), "a/rond");
        assert_eq!(found.skipped[0].unread.code, "loop");
    }

    #[test]
    fn a_passed_deadline_ends_the_walk() {
        let dir = folder(&["a.txt"]);
        let past = Instant::now() - std::time::Duration::from_secs(1);
        assert!(walk_until(dir.path(), Walk::default(), past).is_none());
    }
}
