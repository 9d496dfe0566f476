//! `naslag man`: manual pages.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Args, Man};
use crate::failure::{Failure, Result, quoted};
use crate::output::Output;

pub(crate) fn run(args: &Man, output: &mut Output) -> Result<ExitCode> {
    clap_mangen::generate_to(Args::command(), &args.folder).map_err(|error| Failure {
        error: format!("cannot write manual pages into {}: {error}", args.folder.display()).into(),
        hint: Some("give a folder that exists and that you may write to".to_owned()),
    })?;
    output.line(format_args!(
        "Manual pages written; read them with `man {}`",
        quoted(&args.folder.join("naslag.1"))
    ))?;
    Ok(ExitCode::SUCCESS)
}
