//! What reading one file may take, and how a process holds itself to it.

use std::time::Duration;

/// How much processor time the text of pictures takes beside that of files that have it: up to two seconds a
/// page, and scans have hundreds.
const OCR_CPU: u64 = 20;
/// As [`OCR_CPU`] for the time to wait: the program that recognises text runs on its own.
const OCR_WAIT: u32 = 30;
/// Parts of a file that may each take all of their processor time. A zip holds ten thousand files, and if each
/// took half a minute, one file would hold up a run for days.
#[cfg(unix)]
const MOST_SLOW_PARTS: u64 = 20;

/// What reading one file in a process of its own may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory, of all kinds together: 1 GiB. The longest letters take a tenth.
    pub memory: u64,
    /// Seconds of processor time for a letter: 30. The longest take one.
    pub cpu: u64,
    /// How long nothing may come of it: 60 s.
    pub wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, cpu: 30, wait: Duration::from_secs(60) }
    }
}

impl Limits {
    /// Returns these limits for a reading that recognises text in pictures or does not.
    pub(crate) fn with_ocr(self, ocr: bool) -> Self {
        if ocr {
            Self { cpu: self.cpu.saturating_mul(OCR_CPU), wait: self.wait.saturating_mul(OCR_WAIT), ..self }
        } else {
            self
        }
    }

    /// Holds this process to its memory, keeps it from writing files, and lets it end with its parent. What
    /// the system does not know goes without.
    #[cfg(unix)]
    pub(crate) fn hold(&self) {
        use nix::sys::resource::Resource;
        hard(Resource::RLIMIT_AS, self.memory);
        hard(Resource::RLIMIT_FSIZE, 0);
        hard(Resource::RLIMIT_CORE, 0);
        #[cfg(target_os = "linux")]
        let _ = nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL);
    }

    /// Nothing is known of that here.
    #[cfg(not(unix))]
    pub(crate) fn hold(&self) {}
}

#[cfg(unix)]
fn hard(resource: nix::sys::resource::Resource, most: u64) {
    use nix::sys::resource::{getrlimit, setrlimit};
    if let Ok((_, allowed)) = getrlimit(resource) {
        let most = allowed.min(most);
        let _ = setrlimit(resource, most, most);
    }
}

/// The processor time of this process, given out file by file and part by part.
#[cfg(unix)]
pub(crate) struct Clock {
    cpu: u64,
    /// Seconds beyond which this file gets no more.
    end: u64,
}

#[cfg(unix)]
impl Clock {
    /// Begins a file, each part of which may take `cpu` seconds.
    pub(crate) fn begin(cpu: u64) -> Self {
        let clock = Self { cpu, end: used().saturating_add(cpu.saturating_mul(MOST_SLOW_PARTS)) };
        clock.renew();
        clock
    }

    /// Begins the next part.
    pub(crate) fn renew(&self) {
        use nix::sys::resource::{Resource, getrlimit, setrlimit};
        if let Ok((_, allowed)) = getrlimit(Resource::RLIMIT_CPU) {
            let most = used().saturating_add(self.cpu).min(self.end).min(allowed);
            let _ = setrlimit(Resource::RLIMIT_CPU, most, allowed);
        }
    }
}

/// The seconds of processor time this process has used, rounded up.
#[cfg(unix)]
fn used() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    let Ok(usage) = getrusage(UsageWho::RUSAGE_SELF) else {
        return 0;
    };
    let (user, system) = (usage.user_time(), usage.system_time());
    let micros = user.tv_usec() + system.tv_usec();
    u64::try_from(user.tv_sec() + system.tv_sec() + micros.div_euclid(1_000_000) + 1).unwrap_or(0)
}

/// Nothing is known of that here.
#[cfg(not(unix))]
pub(crate) struct Clock;

#[cfg(not(unix))]
impl Clock {
    pub(crate) fn begin(_cpu: u64) -> Self {
        Self
    }

    pub(crate) fn renew(&self) {}
}
