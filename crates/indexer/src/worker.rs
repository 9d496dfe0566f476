//! Reading files in a process apart, so that one that fills memory or hangs costs itself and nothing else.
//!
//! The process is this same program, which reads file after file for one thread. Answerable for starting it,
//! for giving it no more than it needs, for ending it when a file takes more than it may, and for the sentence
//! that then stands in the place of the letter. Knows nothing of what the letters are wanted for.

mod frame;
mod limits;
mod output;
mod serve;

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use naslag_document::{Part, Settings};
use naslag_index::Unread;

pub use limits::Limits;
pub use serve::serve;

use output::Output;
use serve::{Answer, Asked};

/// Files after which a process is replaced by another: what a reader loses track of stays small, and starting
/// one costs a few milliseconds.
const MOST_FILES: u32 = 500;
/// Bytes of a process's last words that are looked at.
const LAST_WORDS: u64 = 4096;
/// How long the last words of a process that ended may be on their way.
const PATIENCE: Duration = Duration::from_millis(100);

/// The process that reads for one thread; none until there is something to read.
pub(crate) struct Worker<'a> {
    program: &'a Path,
    limits: Limits,
    process: Option<Process>,
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: Output,
    errors: ChildStderr,
    files: u32,
    /// Its number may by now be that of another process.
    ended: bool,
}

impl<'a> Worker<'a> {
    /// Returns a reader that runs `program` with the argument `worker`.
    pub(crate) fn new(program: &'a Path, limits: Limits) -> Self {
        Self { program, limits, process: None }
    }

    /// Reads the file called `name` and hands over its letters as they come, until `take` says that no more
    /// are wanted. `bytes` are given back as soon as the process has them.
    ///
    /// # Errors
    /// Returns why the file was not read to its end; what was handed over before is good.
    pub(crate) fn read(
        &mut self,
        name: &str,
        bytes: impl AsRef<[u8]>,
        settings: &Settings,
        take: &mut dyn FnMut(Part) -> bool,
    ) -> Result<(), Unread> {
        let limits = self.limits.with_ocr(settings.ocr.is_some());
        let mut process = self.ask(
            &Asked { name: Cow::Borrowed(name), settings: Cow::Borrowed(settings) },
            bytes,
            &limits,
        )?;
        loop {
            process.output.wait_until(Instant::now() + limits.wait);
            match frame::read(&mut process.output) {
                Ok(Some((Answer::Part(part), text))) => {
                    let Some(part) = with_text(*part, text) else {
                        return Err(crashed());
                    };
                    if !take(part) {
                        return Ok(());
                    }
                }
                Ok(Some((Answer::End { failed, tired }, _))) => {
                    process.files += 1;
                    if !tired && process.files < MOST_FILES {
                        self.process = Some(process);
                    }
                    return if failed {
                        Err(failure("the reader of its format failed on it"))
                    } else {
                        Ok(())
                    };
                }
                Ok(None) | Err(_) => return Err(process.why_it_ended(&limits)),
            }
        }
    }

    /// Hands a file to a process.
    fn ask(
        &mut self,
        asked: &Asked<'_>,
        bytes: impl AsRef<[u8]>,
        limits: &Limits,
    ) -> Result<Process, Unread> {
        // One that waited may have been ended by somebody else in the meantime.
        if let Some(mut process) = self.process.take()
            && frame::write(&mut process.input, asked, bytes.as_ref()).is_ok()
        {
            return Ok(process);
        }
        let mut process = self.start().map_err(|error| Unread {
            code: "reader-failed".to_owned(),
            reason: format!("its reader could not be started: {error}"),
            retry: true,
        })?;
        match frame::write(&mut process.input, asked, bytes.as_ref()) {
            Ok(()) => Ok(process),
            Err(_) => Err(process.why_it_ended(limits)),
        }
    }

    fn start(&self) -> std::io::Result<Process> {
        let mut command = Command::new(self.program);
        command
            .arg("worker")
            .args([
                "--memory",
                &self.limits.memory.to_string(),
                "--cpu-seconds",
                &self.limits.cpu.to_string(),
            ])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A group of its own, so that what it has started ends with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(input), Some(output), Some(errors)) => {
                Ok(Process { child, input, output: Output::new(output), errors, files: 0, ended: false })
            }
            _ => Err(std::io::Error::other("it has no pipes")),
        }
    }
}

/// Puts the text of a letter where it belongs. Nothing when it is no text.
fn with_text(mut part: Part, text: Vec<u8>) -> Option<Part> {
    if let Ok(document) = &mut part.outcome {
        document.text = String::from_utf8(text).ok()?;
    }
    Some(part)
}

impl Process {
    /// Ends the process, which did not say that it was done with its file, and returns why.
    fn why_it_ended(mut self, limits: &Limits) -> Unread {
        if self.output.is_late() {
            return over_limit(&format!("more than {} seconds", limits.wait.as_secs_f32()));
        }
        // One that talks nonsense goes on running, and one that died has nothing against being ended again.
        let words = self.last_words();
        let status = self.end();
        if status.is_some_and(took_too_much_time) {
            over_limit(&format!("more than {} seconds of processor time", limits.cpu))
        } else if words.contains("memory allocation of ") {
            over_limit(&format!("more than {} of memory", in_units(limits.memory)))
        } else {
            crashed()
        }
    }

    /// What the process printed when it ended: only the runtime knows that memory ran out, and tells nobody else.
    fn last_words(&mut self) -> String {
        let mut words = Vec::new();
        let mut errors = output::Timed::new(&mut self.errors, Instant::now() + PATIENCE);
        let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
        String::from_utf8_lossy(&words).into_owned()
    }

    /// Ends the process, if it still runs, and whatever it started.
    fn end(&mut self) -> Option<ExitStatus> {
        #[cfg(unix)]
        if let (false, Ok(group)) = (self.ended, i32::try_from(self.child.id())) {
            use nix::sys::signal::{Signal, killpg};
            let _ = killpg(nix::unistd::Pid::from_raw(group), Signal::SIGKILL);
        }
        let _ = self.child.kill();
        let status = self.child.wait();
        self.ended = true;
        status.ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
fn took_too_much_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(nix::sys::signal::Signal::SIGXCPU as i32)
}

#[cfg(not(unix))]
fn took_too_much_time(_status: ExitStatus) -> bool {
    false
}

fn over_limit(what: &str) -> Unread {
    Unread { code: "over-limit".to_owned(), reason: format!("reading it took {what}"), retry: false }
}

fn failure(reason: &str) -> Unread {
    Unread { code: "reader-failed".to_owned(), reason: reason.to_owned(), retry: false }
}

fn crashed() -> Unread {
    failure("its reader crashed")
}

/// Returns a number of bytes for people: `1 GiB`, `200 MiB`.
fn in_units(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let unit = units.iter().find(|(bits, _)| bytes >= 1 << bits && bytes.is_multiple_of(1 << bits));
    unit.map_or_else(|| format!("{bytes} bytes"), |(bits, name)| format!("{} {name}", bytes >> bits))
}
