//! `naslag worker`: what this program runs itself as, to read files that could harm it.

use std::process::ExitCode;

use naslag_indexer::{Limits, serve};

use crate::args::Worker;

pub(crate) fn run(args: &Worker) -> ExitCode {
    let limits = Limits::default();
    let limits = Limits {
        memory: args.memory.unwrap_or(limits.memory),
        cpu: args.cpu_seconds.unwrap_or(limits.cpu),
        ..limits
    };
    // Its parent sees that it ended and knows why; there is nobody else to tell.
    if serve(limits).is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
