//! `naslag man`: manual pages.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Args, Man};
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::remedy::quoted;

pub(crate) fn run(args: &Man, output: &mut Output) -> Result<ExitCode> {
    clap_mangen::generate_to(Args::command(), &args.folder).map_err(|error| {
        Failure::new(
            format!("cannot write manual pages into {}: {error}", args.folder.display()),
            "give a folder that exists and that you may write to",
        )
    })?;
    output.line(format_args!(
        "Manual pages written; read them with `man {}`",
        quoted(&args.folder.join("naslag.1"))
    ))?;
    Ok(ExitCode::SUCCESS)
}
