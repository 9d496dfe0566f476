//! `naslag completions`: scripts for shells.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::failure::Result;
use crate::output::Output;

pub(crate) fn run(args: &Completions, output: &mut Output) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "naslag", &mut script);
    output.bytes(&script)?;
    Ok(ExitCode::SUCCESS)
}
