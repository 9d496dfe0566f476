//! Where words go: answers to standard output, everything about them to standard error.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write, stderr, stdout};

use crate::failure::{Failure, Result};
use crate::paint::Paint;
use crate::sanitize::one_line;

/// The two streams of the program.
pub(crate) struct Output {
    out: BufWriter<Stdout>,
    pub(crate) paint: Paint,
    /// Whether standard error is read by a person now.
    pub(crate) watched: bool,
    /// Whether standard output is a terminal.
    pub(crate) to_terminal: bool,
}

impl Output {
    pub(crate) fn new() -> Self {
        Self {
            out: BufWriter::new(stdout()),
            paint: Paint::of_stdout(),
            watched: stderr().is_terminal(),
            to_terminal: stdout().is_terminal(),
        }
    }

    /// Writes a line of the answer.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<()> {
        writeln!(self.out, "{line}").map_err(Failure::from)
    }

    /// Writes bytes of the answer as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).map_err(Failure::from)
    }

    pub(crate) fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Failure::from)
    }

    /// Says something about the answer.
    pub(crate) fn note(&mut self, text: &str) {
        self.say("note", text);
    }

    /// Says that something was not done as asked.
    pub(crate) fn warning(&mut self, text: &str) {
        self.say("warning", text);
    }

    /// Says why there is no answer.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        self.say("error", &failure.message());
        for cause in failure.causes() {
            self.say("caused by", &cause);
        }
        self.say("hint", &failure.hint());
    }

    /// Text may name files and quote letters, so it is made harmless. When even standard error is
    /// closed there is nobody left to tell.
    fn say(&mut self, kind: &str, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{kind}: {}", one_line(text));
    }
}
