//! Failures in words: what went wrong, why, and what to do about it.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use naslag_index::{Error as IndexError, Holder};
use naslag_indexer::Error as IndexerError;
use naslag_query::Error as QueryError;

use crate::remedy::{Remedy, quoted};
use crate::when;

/// The result of a command.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Box<dyn Error>,
    hint: Hint,
    /// Which letters and which index it is about, as far as known where it came up.
    about: Remedy,
}

/// What the user can do, as a sentence without a final stop.
#[derive(Debug)]
enum Hint {
    Say(String),
    /// With a command in it, whose folder and place may be known only further up.
    Command(fn(&Remedy) -> String),
}

/// What was being done to an index. The same refusal of the disk asks for other remedies.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Reading,
    Writing,
}

/// The answer could not be given away.
#[derive(Debug)]
struct Unwritten(io::Error);

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot write the answer")
    }
}

impl Error for Unwritten {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { error: message.into().into(), hint: Hint::Say(hint.into()), about: Remedy::default() }
    }

    /// Returns that there is no index in the folder `dir`, which is there and empty.
    pub(crate) fn nothing_in(dir: &Path) -> Self {
        let message = format!("there is no index in {} yet", dir.display());
        Self { hint: Hint::Command(make), ..Self::new(message, "") }
    }

    /// Returns the panic that ended a command as a failure like others.
    pub(crate) fn of_last_panic() -> Self {
        let said = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        let message = format!("naslag gave up on something it did not expect: {}", said.unwrap_or_default());
        let hint = |about: &Remedy| {
            format!(
                "the index may be damaged: make it again with {}; if that does not help, please report it",
                about.rebuild()
            )
        };
        Self { hint: Hint::Command(hint), ..Self::new(message, "") }
    }

    /// Adds which folder and place the failure is about, where it does not say so itself.
    pub(crate) fn about(mut self, about: &Remedy) -> Self {
        self.about = self.about.completed(about);
        self
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        let unwritten = self.error.downcast_ref::<Unwritten>();
        unwritten.is_some_and(|Unwritten(error)| error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// What went wrong.
    pub(crate) fn message(&self) -> String {
        plain(&self.error.to_string())
    }

    /// The causes of the error, each of the one before, without those that only repeat it.
    pub(crate) fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut said = self.message();
        let mut next = self.error.source();
        while let Some(cause) = next {
            let text = plain(&cause.to_string());
            if !said.contains(&text) {
                causes.push(text.clone());
                said = text;
            }
            next = cause.source();
        }
        causes
    }

    pub(crate) fn hint(&self) -> String {
        match &self.hint {
            Hint::Say(hint) => hint.clone(),
            Hint::Command(hint) => hint(&self.about),
        }
    }

    fn of_index(error: &IndexError, doing: Doing) -> (Hint, Remedy) {
        let folder = match error {
            IndexError::Version { root, .. } => Some(root.clone()),
            _ => None,
        };
        (of_index(error, doing), Remedy { folder, ..Remedy::default() })
    }
}

/// Returns what an error says without the debug text that the engine wraps around the system's words,
/// and without the number of the system's error.
fn plain(text: &str) -> String {
    let text = text.lines().next().unwrap_or_default();
    let quotes = ["message: \"", "error: \""];
    let said = quotes.iter().filter_map(|before| Some(text.rfind(before)? + before.len())).max();
    if let Some((head, rest)) = text.split_once("'FileDoesNotExist(\"")
        && let Some(path) = rest.strip_suffix("\")'")
    {
        return format!("{head}{path} does not exist");
    }
    let text = match (text.find(" { "), said) {
        (Some(brace), Some(said)) if brace < said => {
            let message = text[said..].split('"').next().unwrap_or_default();
            // What stands before the braces ends in the name of a type.
            let head = text[..brace].rsplit_once(": ").map_or("", |(head, _)| head);
            if head.contains(' ') { format!("{head}: {message}") } else { message.to_owned() }
        }
        _ => text.to_owned(),
    };
    match text.rfind(" (os error ") {
        Some(at) => format!("{}{}", &text[..at], text[at..].split_once(')').map_or("", |(_, rest)| rest)),
        None => text,
    }
}

/// What the last panic said and where.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Makes a panic leave its message for [`Failure::of_last_panic`] instead of printing it: one that
/// was caught costs a file, not a screen of words.
pub(crate) fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let said = payload.downcast_ref::<&str>().copied();
        let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = panic.location().map_or_else(String::new, |place| {
            let file = Path::new(place.file()).file_name().unwrap_or_default();
            format!(" ({}, line {})", file.display(), place.line())
        });
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(format!("{}{place}", said.unwrap_or("no reason given")));
    }));
}

/// The only bare errors of the system are those of the streams an answer goes to.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let hint = "see that there is room where the output goes, and that you may write there";
        Self { error: Unwritten(error).into(), ..Self::new("", hint) }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        let (hint, about) = Self::of_index(&error, Doing::Reading);
        Self { error: error.into(), hint, about }
    }
}

impl From<IndexerError> for Failure {
    fn from(error: IndexerError) -> Self {
        let (hint, about) = match &error {
            IndexerError::Folder { .. } => {
                let hint = "give the folder that holds the letters, and see that you may open it";
                (Hint::Say(hint.to_owned()), Remedy::default())
            }
            IndexerError::Emptied { root, .. } => {
                let hint = |about: &Remedy| {
                    format!(
                        "if its letters are really gone, {} forgets them; if the folder lies on another \
                         disk, see that it is mounted",
                        about.rebuild()
                    )
                };
                (Hint::Command(hint), Remedy { folder: Some(root.clone()), ..Remedy::default() })
            }
            IndexerError::Index(error) => Self::of_index(error, Doing::Writing),
        };
        Self { error: error.into(), hint, about }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        let (hint, about) = match &error {
            QueryError::Index(error) => Self::of_index(error, Doing::Reading),
            QueryError::Engine(_) | QueryError::Io(_) => (Hint::Command(make_again), Remedy::default()),
        };
        Self { error: error.into(), hint, about }
    }
}

fn make(about: &Remedy) -> String {
    format!("make it with {}", about.index())
}

fn make_again(about: &Remedy) -> String {
    format!("make the index again with {}", about.rebuild())
}

fn of_index(error: &IndexError, doing: Doing) -> Hint {
    Hint::Say(match error {
        IndexError::Missing { .. } | IndexError::Unfinished { .. } => return Hint::Command(make),
        IndexError::Version { .. } | IndexError::Damaged { .. } => return Hint::Command(make_again),
        IndexError::NotAnIndex { .. } => {
            "give --index a folder that is empty or does not exist yet, or an index made before".to_owned()
        }
        IndexError::OtherFolder { root, .. } => format!(
            "search {} instead, or give each folder an index of its own by leaving out --index or unsetting \
             NASLAG_INDEX",
            quoted(root)
        ),
        IndexError::Locked { holder: Holder::Process { pid, since }, .. } => format!(
            "wait for process {pid} to end, which began at {}; searching is possible in the meantime",
            when::local(*since)
        ),
        IndexError::Locked { holder: Holder::Unknown, .. } => {
            "wait for the other process to end; searching is possible in the meantime".to_owned()
        }
        IndexError::Inside { .. } => {
            "naslag never writes to a folder of letters; put the index elsewhere with --index DIR".to_owned()
        }
        IndexError::Io { action, source, .. } => return of_disk(action, source.kind(), doing),
        IndexError::Engine(_) if doing == Doing::Reading => return Hint::Command(make_again),
        IndexError::Engine(_) => return Hint::Command(make_room),
    })
}

/// The remedy for what the system refused, by what was asked of it.
fn of_disk(action: &str, refusal: io::ErrorKind, doing: Doing) -> Hint {
    // A file that is opened to be written is not listed among these: then `doing` tells.
    let reads = matches!(action, "read" | "list") || action == "open" && doing == Doing::Reading;
    match (refusal, reads) {
        (io::ErrorKind::PermissionDenied, true) => {
            Hint::Say("see that you may read it: an index belongs to the one who made it".to_owned())
        }
        (io::ErrorKind::PermissionDenied, false) => {
            Hint::Say("see that you may write there, or put the index elsewhere with --index DIR".to_owned())
        }
        (_, true) => Hint::Command(make_again),
        (_, false) => Hint::Command(make_room),
    }
}

fn make_room(about: &Remedy) -> String {
    format!(
        "see that the disk is not full; what was searchable before still is. If there is room, make the index \
         again with {}",
        about.rebuild()
    )
}

/// Returns the remedy that names what the user named.
pub(crate) fn named(folder: Option<&Path>, place: Option<PathBuf>) -> Remedy {
    let folder = folder.map(|folder| folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
    Remedy { folder, place, ..Remedy::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text), expected);
    }

    #[test]
    fn a_refusal_to_read_has_no_remedy_for_writing() {
        let hint = |action, kind, doing| {
            let source = io::Error::from(kind);
            let error = IndexError::Io { action, path: "index".into(), source };
            let (hint, about) = Failure::of_index(&error, doing);
            Failure { error: error.into(), hint, about }.hint()
        };
        use Doing::{Reading, Writing};
        use io::ErrorKind::{Other, PermissionDenied, StorageFull};
        for (action, kind, doing, expected) in [
            ("read", PermissionDenied, Reading, "see that you may read it"),
            ("open", PermissionDenied, Reading, "see that you may read it"),
            ("list", PermissionDenied, Writing, "see that you may read it"),
            ("open", PermissionDenied, Writing, "see that you may write there"),
            ("write", PermissionDenied, Writing, "see that you may write there"),
            ("read", Other, Reading, "make the index again"),
            ("write", StorageFull, Writing, "see that the disk is not full"),
        ] {
            let hint = hint(action, kind, doing);
            assert!(hint.starts_with(expected), "{action} {kind} {hint}");
        }
    }

    #[test]
    fn the_words_of_the_system_are_found_in_debug_text() {
        check(
            "An IO error occurred: 'No space left on device (os error 28)'",
            "An IO error occurred: 'No space left on device'",
        );
        check(
            r#"Failed to open file for read: 'IoError { io_error: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }, filepath: "a.idx" }'"#,
            "Failed to open file for read: Permission denied",
        );
        check(
            r#"IoError: 'Custom { kind: UnexpectedEof, error: "failed to fill whole buffer" }' happened while opening"#,
            "failed to fill whole buffer",
        );
        check(
            r#"its segments cannot be read: 'FileDoesNotExist("/a/b.idx")'"#,
            "its segments cannot be read: /a/b.idx does not exist",
        );
        check("there is no index at /brieven { oud }", "there is no index at /brieven { oud }");
    }
}
