//! `naslag index`: reading a folder, and saying what was and was not read.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use naslag_index::{IndexDir, Walk};
use naslag_indexer::{IndexReport, Options, update};

use crate::args::Index;
use crate::failure::Result;
use crate::output::Output;
use crate::place;
use crate::progress::Bar;
use crate::sanitize::one_line;

/// Files not read that one report lists; with more, `naslag status` has them all.
const LISTED: usize = 20;

pub(crate) fn run(args: &Index, output: &mut Output) -> Result<ExitCode> {
    let place = place::of_folder(&args.folder, &args.index, output)?;
    let began = Instant::now();
    let mut options = Options {
        walk: Walk { hidden: args.hidden, follow: args.follow },
        rebuild: args.rebuild,
        ..Options::default()
    };
    if let Some(threads) = args.threads {
        options.threads = threads.into();
    }
    let mut bar = Bar::new(output.watched);
    let report = update(&place.root, &place.dir, &options, &mut bar)?;
    drop(bar);
    print(&report, &place.root, &place.dir, began.elapsed(), output)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the index of a folder that has none, on the way to a search. The report goes to standard
/// error, because it is not the answer.
pub(crate) fn make(root: &Path, dir: &IndexDir, output: &mut Output) -> Result<()> {
    output.note(&format!("{} was not indexed yet; reading it now", root.display()));
    let mut bar = Bar::new(output.watched);
    let report = update(root, dir, &Options::default(), &mut bar)?;
    drop(bar);
    for line in problems(&report) {
        output.note(&line);
    }
    Ok(())
}

fn print(
    report: &IndexReport,
    root: &Path,
    dir: &IndexDir,
    took: Duration,
    output: &mut Output,
) -> Result<()> {
    output.line(format_args!(
        "{} in {}",
        counted(report.letters, "letter"),
        one_line(&root.display().to_string())
    ))?;
    output.line(format_args!(
        "  {} new, {} changed, {} renamed, {} unchanged, {} removed",
        report.added, report.changed, report.renamed, report.unchanged, report.removed
    ))?;
    for line in problems(report) {
        output.line(format_args!("  {}", one_line(&line)))?;
    }
    let rate = report.bytes as f64 / took.as_secs_f64().max(0.001) / 1e6;
    if report.bytes > 0 {
        output.line(format_args!(
            "  {:.1} MB read in {:.1} s ({rate:.1} MB/s)",
            report.bytes as f64 / 1e6,
            took.as_secs_f64()
        ))?;
    }
    output.line(format_args!("Index: {}", one_line(&dir.path().display().to_string())))
}

/// What a user should know beyond the letters that were read, a line each.
fn problems(report: &IndexReport) -> Vec<String> {
    let mut lines = Vec::new();
    if report.unread > 0 {
        let before = report.unread.saturating_sub(report.skipped.len() as u64);
        let earlier =
            if before > 0 { format!(", {before} of them in an earlier run") } else { String::new() };
        lines.push(format!(
            "{} not read{earlier}; `naslag status` lists them",
            counted(report.unread, "file")
        ));
    }
    for skipped in report.skipped.iter().take(LISTED) {
        lines.push(format!("  {}: {}", skipped.path, skipped.unread.reason));
    }
    if report.skipped.len() > LISTED {
        lines.push(format!("  and {} more", report.skipped.len() - LISTED));
    }
    if report.replaced > 0 {
        lines.push(format!(
            "{} with malformed characters; words around them may be missed",
            counted(report.replaced, "letter")
        ));
    }
    if report.kept > 0 {
        lines.push(format!(
            "{} kept as they were, because their folder could not be listed",
            counted(report.kept, "letter")
        ));
    }
    if !report.unknown.is_empty() {
        lines.push(format!("other kinds of files, not read: {}", kinds(&report.unknown)));
    }
    if report.ignored > 0 {
        lines.push(format!(
            "{} left out by .naslagignore",
            counted_as(report.ignored, "file or folder", "files and folders")
        ));
    }
    if report.links > 0 {
        lines.push(format!("{} not followed (--follow does)", counted(report.links, "symbolic link")));
    }
    lines
}

/// Returns kinds of files with their numbers, the most first: `12 pdf, 3 docx, 1 without extension`.
pub(crate) fn kinds(unknown: &BTreeMap<String, u64>) -> String {
    let mut kinds: Vec<_> = unknown.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let name = |kind: &str| if kind.is_empty() { "without extension".to_owned() } else { kind.to_owned() };
    kinds.iter().map(|(kind, count)| format!("{count} {}", name(kind))).collect::<Vec<_>>().join(", ")
}

/// Returns `1 letter`, `2 letters`.
pub(crate) fn counted(count: u64, what: &str) -> String {
    counted_as(count, what, &format!("{what}s"))
}

fn counted_as(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
