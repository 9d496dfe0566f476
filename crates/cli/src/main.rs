//! The `naslag` program: what a person types and sees.
//!
//! The only crate that prints, reads the environment and decides exit codes: 0 for an answer, 1 for
//! an empty one, 2 for trouble. The work is done below; here it is put into words. Nothing of the
//! search engine appears here.

mod args;
mod command;
mod failure;
mod json;
mod lists;
mod names;
mod output;
mod paint;
mod place;
mod progress;
mod readers;
mod readings;
mod remedy;
mod sanitize;
mod searched;
mod when;
mod wrap;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::failure::{Failure, Result};
use crate::output::Output;

fn main() -> ExitCode {
    let args = Args::parse_from(args::with_minus_words(std::env::args_os()));
    let mut output = Output::new();
    failure::keep_panics_quiet();
    // The engine panics on some damaged files of its own; a user gets a sentence even then.
    let result = catch_unwind(AssertUnwindSafe(|| run(&args.command, &mut output)))
        .unwrap_or_else(|_| Err(Failure::of_last_panic()));
    match result {
        Ok(code) => code,
        // The reader of a pipe has seen enough (`naslag search … | head`).
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure.about(&args.command.named()));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, output: &mut Output) -> Result<ExitCode> {
    let code = match command {
        Command::Index(index) => command::index::run(index, output),
        Command::Search(search) => command::search::run(search, output),
        Command::Show(show) => command::show::run(show, output),
        Command::Names(names) => command::names::run(names, output),
        Command::Cites(cites) => command::cites::run(cites, output),
        Command::Abbreviations(abbreviations) => command::abbreviations::run(abbreviations, output),
        Command::Status(status) => command::status::run(status, output),
        Command::Completions(completions) => command::completions::run(completions, output),
        Command::Man(man) => command::man::run(man, output),
        Command::Worker(worker) => Ok(command::worker::run(worker)),
    }?;
    output.flush()?;
    Ok(code)
}
