//! The lock that lets one process at a time write to an index.
//!
//! The lock belongs to the open file, so a process that dies gives it up, however it dies. What the
//! file says is only for the message to the one who comes second.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::SystemTime;

use crate::disk::seconds_since_1970;
use crate::error::{Error, Holder, Result};

const FILE: &str = "lock";

/// The right to write to an index, for as long as this value lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index in `dir`, a folder that exists.
    ///
    /// # Errors
    /// [`Error::Locked`] at once when another process holds it.
    pub fn take(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Locked { dir: dir.to_owned(), holder: holder(&mut file) });
            }
            Err(TryLockError::Error(source)) => {
                return Err(Error::Io { action: "lock", path, source });
            }
        }
        let since = seconds_since_1970(SystemTime::now());
        // Failing to leave a name does not make the lock less held.
        let _ = file.set_len(0);
        let _ = file.seek(SeekFrom::Start(0));
        let _ = write!(file, "{} {since}", std::process::id());
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> Holder {
    let mut text = String::new();
    if file.read_to_string(&mut text).is_err() {
        return Holder::Unknown;
    }
    let mut numbers = text.split_whitespace();
    match (numbers.next().map(str::parse), numbers.next().map(str::parse)) {
        (Some(Ok(pid)), Some(Ok(since))) => Holder::Process { pid, since },
        _ => Holder::Unknown,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_is_first() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path()).unwrap();
        let Err(Error::Locked { holder: Holder::Process { pid, since }, .. }) = Lock::take(dir.path()) else {
            panic!("the lock was given twice");
        };
        assert_eq!(pid, std::process::id());
        assert!(since > 1_700_000_000);
        drop(first);
        assert!(Lock::take(dir.path()).is_ok());
    }
}
