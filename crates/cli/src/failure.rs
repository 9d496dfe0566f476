//! Failures in words: what went wrong, why, and what to do about it.

use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use naslag_index::{Error as IndexError, Holder};
use naslag_indexer::Error as IndexerError;
use naslag_query::Error as QueryError;

use crate::when;

/// The result of a command.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Box<dyn Error>,
    /// What the user can do, as a sentence without a final stop.
    pub(crate) hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { error: message.into().into(), hint: Some(hint.into()) }
    }

    /// Returns the panic that ended a command as a failure like others.
    pub(crate) fn of_last_panic() -> Self {
        let said = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        Self::new(
            format!("naslag gave up on something it did not expect: {}", said.unwrap_or_default()),
            "the index may be damaged: make it again with `naslag index --rebuild FOLDER`; if that does \
             not help, please report it",
        )
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        let error = self.error.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The causes of the error, each of the one before, without those that only repeat it.
    pub(crate) fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut said = self.error.to_string();
        let mut next = self.error.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            if !said.contains(&text) {
                causes.push(text.clone());
                said = text;
            }
            next = cause.source();
        }
        causes
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

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self { error: error.into(), hint: None }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        Self { hint: of_index(&error), error: error.into() }
    }
}

impl From<IndexerError> for Failure {
    fn from(error: IndexerError) -> Self {
        let hint = match &error {
            IndexerError::Folder { .. } => {
                Some("give the folder that holds the letters, and see that you may open it".to_owned())
            }
            IndexerError::Emptied { root, .. } => Some(format!(
                "if its letters are really gone, `naslag index --rebuild {}` forgets them; if the folder \
                 lies on another disk, see that it is mounted",
                quoted(root)
            )),
            IndexerError::Index(error) => of_index(error),
        };
        Self { hint, error: error.into() }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        let hint = match &error {
            QueryError::Index(error) => of_index(error),
            QueryError::Engine(_) | QueryError::Io(_) => {
                Some("make the index again with `naslag index --rebuild FOLDER`".to_owned())
            }
        };
        Self { hint, error: error.into() }
    }
}

fn of_index(error: &IndexError) -> Option<String> {
    Some(match error {
        IndexError::Missing { .. } | IndexError::Unfinished { .. } => {
            "make it with `naslag index FOLDER`, and with the same --index if you gave one".to_owned()
        }
        IndexError::NotAnIndex { .. } => {
            "give --index a folder that is empty or does not exist yet, or an index made before".to_owned()
        }
        IndexError::Version { root, .. } => {
            format!("make it again with `naslag index --rebuild {}`", quoted(root))
        }
        IndexError::OtherFolder { root, .. } => format!(
            "search {} instead, or give each folder an index of its own by leaving out --index",
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
        IndexError::Damaged { .. } => "make it again with `naslag index --rebuild FOLDER`".to_owned(),
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            "see that you may write there, or put the index elsewhere with --index DIR".to_owned()
        }
        IndexError::Io { .. } | IndexError::Engine(_) => {
            "see that the disk is not full; what was searchable before still is".to_owned()
        }
    })
}

/// Returns a path as it can be typed in a shell.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%,:~".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
