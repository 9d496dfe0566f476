//! Running the program that is measured, as a user would.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// The `naslag` program.
#[derive(Debug)]
pub(crate) struct Program {
    path: PathBuf,
    home: PathBuf,
}

impl Program {
    /// Returns the program that stands beside this one. `home` is what it is told is the user's
    /// folder, so that it neither finds nor leaves anything of the real user's.
    ///
    /// # Errors
    /// [`Error::NoProgram`] when it was not built.
    pub(crate) fn beside_this_one(home: &Path) -> Result<Self> {
        let this = std::env::current_exe().map_err(Error::io("find", Path::new("this program")))?;
        let path = this.with_file_name(format!("naslag{}", std::env::consts::EXE_SUFFIX));
        if !path.is_file() {
            return Err(Error::NoProgram { program: path });
        }
        Ok(Self { path, home: home.to_owned() })
    }

    /// Runs the program with `args` and returns the time it took and what it printed.
    ///
    /// # Errors
    /// [`Error::Failed`] when it did not end well.
    pub(crate) fn run(&self, args: &[&OsStr]) -> Result<(Duration, String)> {
        let mut command = Command::new(&self.path);
        command.args(args).env_clear().env("NO_COLOR", "1").env("HOME", &self.home).stdin(Stdio::null());
        let start = Instant::now();
        let output = command.output().map_err(Error::io("run", &self.path))?;
        let time = start.elapsed();
        if !output.status.success() {
            let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
            return Err(Error::Failed {
                command: format!("naslag {}", args.join(" ")),
                status: output.status.to_string(),
                stderr: String::from_utf8_lossy(&output.stderr).trim_end().to_owned(),
            });
        }
        Ok((time, String::from_utf8_lossy(&output.stdout).into_owned()))
    }
}

/// Returns the most memory in bytes that any program run so far had resident, where the system says
/// so. What this process itself had resident when it started the program counts as well, so it should
/// be small.
#[cfg(unix)]
pub(crate) fn peak_memory() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let most = u64::try_from(getrusage(UsageWho::RUSAGE_CHILDREN).ok()?.max_rss()).ok()?;
    // Apple counts bytes, everybody else kibibytes.
    Some(if cfg!(target_vendor = "apple") { most } else { most * 1024 })
}

#[cfg(not(unix))]
pub(crate) fn peak_memory() -> Option<u64> {
    None
}
