//! Reading from a process that may never answer.

use std::io::{self, Read};
use std::process::ChildStdout;
use std::time::Instant;

#[cfg(unix)]
use std::os::fd::AsFd;

/// What a process says, up to a moment that moves.
pub(super) struct Output {
    from: ChildStdout,
    until: Instant,
    late: bool,
}

impl Output {
    pub(super) fn new(from: ChildStdout) -> Self {
        Self { from, until: Instant::now(), late: false }
    }

    /// Sets the moment after which nothing is waited for.
    pub(super) fn wait_until(&mut self, moment: Instant) {
        self.until = moment;
    }

    /// Whether the moment passed before everything came that was wanted.
    pub(super) fn is_late(&self) -> bool {
        self.late
    }
}

impl Read for Output {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = Timed::new(&mut self.from, self.until).read(buffer);
        self.late = read.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::TimedOut);
        read
    }
}

/// A pipe that is waited for until a moment.
pub(super) struct Timed<'a, P> {
    pipe: &'a mut P,
    until: Instant,
}

impl<'a, P> Timed<'a, P> {
    pub(super) fn new(pipe: &'a mut P, until: Instant) -> Self {
        Self { pipe, until }
    }
}

#[cfg(unix)]
impl<P: Read + AsFd> Read for Timed<'_, P> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use nix::errno::Errno;
        use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
        loop {
            let left = self.until.saturating_duration_since(Instant::now());
            // Rounded up, so that the last millisecond is slept through and not spent in turning round.
            let left = PollTimeout::try_from(left.as_millis().saturating_add(1)).unwrap_or(PollTimeout::MAX);
            match poll(&mut [PollFd::new(self.pipe.as_fd(), PollFlags::POLLIN)], left) {
                Ok(0) if Instant::now() >= self.until => return Err(io::ErrorKind::TimedOut.into()),
                Ok(0) | Err(Errno::EINTR) => {}
                Ok(_) => return self.pipe.read(buffer),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Without a way to ask whether something is there, nothing ends the wait.
#[cfg(not(unix))]
impl<P: Read> Read for Timed<'_, P> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.pipe.read(buffer)
    }
}
