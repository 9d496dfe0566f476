//! `naslag abbreviations`: what the letters explain, for reading and as a beginning of a list of one's own.

use std::process::ExitCode;

use naslag_index::{Explained, Snapshot, abbreviations};

use crate::args::Abbreviations;
use crate::command::index::counted;
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::place;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::searched::{Freshness, Searched};

pub(crate) fn run(args: &Abbreviations, output: &mut Output) -> Result<ExitCode> {
    let dir = place::made(args.folder.as_deref(), &args.index, output)?;
    let about = || dir.header().map(|header| Remedy::of(&header, args.index.dir())).unwrap_or_default();
    let failed = |error: naslag_index::Error| Failure::from(naslag_query::Error::from(error)).about(&about());
    let snapshot = Snapshot::open(&dir).map_err(failed)?;
    let (explained, freshness) = Freshness::beside(&dir, || abbreviations(&snapshot));
    let mut explained = explained.map_err(failed)?;
    explained.sort_by_cached_key(|Explained { short, long, .. }| {
        (short.to_lowercase(), long.to_lowercase(), short.clone(), long.clone())
    });
    let header = snapshot.header();
    let searched = Searched::new(&dir, header, freshness, Remedy::of(header, args.index.dir()));
    if args.json {
        output.bytes(&json::abbreviations(&explained, header, searched.changed())?)?;
    } else {
        print(&explained, &searched, output)?;
    }
    Ok(if explained.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn print(explained: &[Explained], searched: &Searched<'_>, output: &mut Output) -> Result<()> {
    let clean: Vec<_> = explained
        .iter()
        .map(|Explained { short, long, letters }| (one_line(short), one_line(long), *letters))
        .collect();
    let width = |text: &str| text.chars().count();
    let of_short = clean.iter().map(|(short, ..)| width(short)).max().unwrap_or(0);
    let of_long = clean.iter().map(|(_, long, _)| width(long)).max().unwrap_or(0);
    for (short, long, letters) in &clean {
        // The format's own widths count characters, as these do.
        output.line(format_args!("{short:<of_short$}  {long:<of_long$}  {}", counted(*letters, "letter")))?;
    }
    if clean.is_empty() {
        output.line("No letter explains an abbreviation.")?;
    }
    output.line("")?;
    let found = counted(clean.len() as u64, "abbreviation");
    output.line(output.paint.faint(&one_line(&searched.line(&format!("{found} in")))))
}
