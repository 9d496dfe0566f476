//! The process that reads files for another one: bytes in, letters out.
//!
//! Answerable for holding itself to its limits before it looks at a byte of any file. It opens no files, keeps
//! nothing from one to the next and ends when its parent does.

use std::io::{self, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use naslag_document::{Part, Settings};
use serde::{Deserialize, Serialize};

use super::frame;
use super::limits::{Clock, Limits};

/// Bytes of stack of the thread that reads: libraries that go into depth with a file have to come back.
const STACK: usize = 64 * 1024 * 1024;

/// Bytes of memory that are still in use after a file and are a reason to end: what a reader did not give
/// back would be missing for the next file.
#[cfg(target_os = "linux")]
const LARGE: u64 = 256 * 1024 * 1024;

/// What is asked; the bytes of the file are the tail.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked<'a> {
    pub(super) name: std::borrow::Cow<'a, str>,
    pub(super) settings: std::borrow::Cow<'a, Settings>,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    /// A letter, or why there is none; its text is the tail.
    Part(Box<Part>),
    /// That was all.
    End {
        /// The reader failed on the file.
        failed: bool,
        /// Another process should do the next one.
        tired: bool,
    },
}

/// Reads the files that the parent of this process hands to its standard input, under `limits`, until there
/// are no more.
///
/// # Errors
/// When the parent ends in the middle of a file, or does not speak as it should.
pub fn serve(limits: Limits) -> io::Result<()> {
    limits.hold();
    // A failure is told in the answer, and nobody reads what a panic prints.
    std::panic::set_hook(Box::new(|_| {}));
    let answers = thread::Builder::new().stack_size(STACK);
    let answers =
        answers.spawn(move || answer_all(io::stdin().lock(), BufWriter::new(io::stdout().lock()), limits))?;
    answers.join().unwrap_or_else(|_| Err(io::Error::other("the reader gave up")))
}

/// Answers what comes, until nothing does.
fn answer_all(mut input: impl Read, mut output: impl Write, limits: Limits) -> io::Result<()> {
    while let Some((Asked { name, settings }, bytes)) = frame::read(&mut input)? {
        answer(&name, &settings, &bytes, &mut output, limits)?;
    }
    Ok(())
}

fn answer(
    name: &str,
    settings: &Settings,
    bytes: &[u8],
    output: &mut impl Write,
    limits: Limits,
) -> io::Result<()> {
    let clock = Clock::begin(limits.with_ocr(settings.ocr.is_some()).cpu);
    let mut written = Ok(());
    let reading = catch_unwind(AssertUnwindSafe(|| {
        naslag_document::read_all(name, bytes, settings, &mut |mut part| {
            let text = part.outcome.as_mut().ok().map(|document| std::mem::take(&mut document.text));
            if written.is_ok() {
                written =
                    frame::write(output, &Answer::Part(Box::new(part)), text.unwrap_or_default().as_bytes());
            }
            clock.renew();
        });
    }));
    written?;
    frame::write(output, &Answer::End { failed: reading.is_err(), tired: is_large() }, b"")
}

/// Whether this process holds more memory than it should between files.
#[cfg(target_os = "linux")]
fn is_large() -> bool {
    // Pages, of which all sizes in use are multiples of 4 KiB.
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
    resident.is_some_and(|pages| pages.saturating_mul(4096) > LARGE)
}

#[cfg(not(target_os = "linux"))]
fn is_large() -> bool {
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn files_are_answered_one_after_the_other() {
        let (mut input, mut output) = (Vec::new(), Vec::new());
        for (name, text) in [("a.html", "<title>Lek</title><p>Een lek.</p>"), ("b.xml", "<a>")] {
            let asked = Asked { name: Cow::Borrowed(name), settings: Cow::Owned(Settings::default()) };
            frame::write(&mut input, &asked, text.as_bytes()).unwrap();
        }
        answer_all(&input[..], &mut output, Limits { cpu: 3600, ..Limits::default() }).unwrap();
        let mut output = &output[..];
        let mut next = || frame::read::<Answer>(&mut output).unwrap();
        let Some((Answer::Part(part), text)) = next() else { panic!("no letter") };
        assert_eq!(part.outcome.unwrap().title.text, "Lek");
        assert_eq!(text, b"Een lek.");
        assert!(matches!(next(), Some((Answer::End { failed: false, .. }, _))));
        let Some((Answer::Part(part), _)) = next() else { panic!("no reason") };
        assert_eq!(part.outcome.unwrap_err().code(), "malformed");
        assert!(matches!(next(), Some((Answer::End { failed: false, .. }, _))));
        assert!(next().is_none());
    }
}
