//! `naslag index`: reading a folder, and saying what was and was not read.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use naslag_index::{Error as IndexError, Header, IndexDir, Scans, Unread, Walk};
use naslag_indexer::{Error as IndexerError, IndexReport, Options, Settings, update};

use crate::args::Index;
use crate::failure::{Failure, Result};
use crate::lists;
use crate::output::Output;
use crate::place::{self, Place};
use crate::progress::Bar;
use crate::readers;
use crate::remedy::Remedy;
use crate::sanitize::one_line;

/// Files not read that a report on a terminal lists, so that the rest of it stays in sight;
/// `naslag status` has them all, and so has a report that goes elsewhere.
const LISTED: usize = 20;

pub(crate) fn run(args: &Index, output: &mut Output) -> Result<ExitCode> {
    let lists = lists::read(args.words.as_deref(), args.synonyms.as_deref())?;
    let place = place::of_folder(&args.folder, &args.index, output)?;
    let before = place.dir.header().ok().filter(|_| !args.rebuild);
    let ocr = readers::recogniser(args.ocr, before.as_ref())?;
    let began = Instant::now();
    let mut options = Options {
        worker: readers::this_program(),
        settings: Settings { ocr, ..Settings::default() },
        retry: args.retry,
        walk: Walk { hidden: args.hidden, follow: args.follow },
        rebuild: args.rebuild,
        lists,
        ..Options::default()
    };
    if let Some(threads) = args.threads {
        options.threads = threads.into();
    }
    let mut bar = Bar::new(output.watched);
    let report = update(&place.root, &place.dir, &options, &mut bar)?;
    drop(bar);
    let folder = Some(place.root.clone());
    let ocr = options.settings.ocr.is_some();
    let remedy = Remedy { folder, place: args.index.dir(), walk: options.walk, ocr, ..Remedy::default() };
    print(&report, &place.root, &remedy, &place.dir, began.elapsed(), output)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the index of a folder that has none or is cut off in its first run, on the way to a search.
/// The report goes to standard error, because it is not the answer.
pub(crate) fn make(place: &Place, walk: Walk, remedy: &Remedy, output: &mut Output) -> Result<()> {
    let mut bar = Bar::new(output.watched);
    output.note(&format!("{} was not indexed yet; reading it now", place.root.display()));
    let options = Options { walk, worker: readers::this_program(), ..Options::default() };
    let report = update(&place.root, &place.dir, &options, &mut bar);
    drop(bar);
    match report {
        Ok(report) => problems(&report, remedy, LISTED).iter().for_each(|line| output.note(line)),
        Err(IndexerError::Index(IndexError::Locked { holder, .. })) => {
            if place.dir.header().is_err() {
                return Err(Failure::new(
                    format!("{} is being read for the first time, by {holder}", place.root.display()),
                    "search again in a moment: what is read by then is found",
                ));
            }
            output.note(&format!("it is being read now by {holder}; what is read so far is searched"));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn print(
    report: &IndexReport,
    root: &Path,
    remedy: &Remedy,
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
    let listed = if output.to_terminal { LISTED } else { usize::MAX };
    for line in problems(report, remedy, listed) {
        output.line(format_args!("  {}", one_line(&line)))?;
    }
    let rate = report.bytes as f64 / took.as_secs_f64().max(0.001) / 1e6;
    if report.bytes > 0 {
        output.line(format_args!(
            "  {:.1} MB read in {:.1} s ({rate:.1} MB/s){}",
            report.bytes as f64 / 1e6,
            took.as_secs_f64(),
            formats(report)
        ))?;
    }
    output.line(format_args!("Index: {}", one_line(&dir.path().display().to_string())))
}

/// What a user should know beyond the letters that were read, a line each; not more than `listed` of
/// them for files that were not read.
fn problems(report: &IndexReport, remedy: &Remedy, listed: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if report.reanalysed {
        lines.push("the word list changed: all letters were read again".to_owned());
    }
    if report.unread > 0 {
        let before = report.unread.saturating_sub(report.skipped.len() as u64);
        let earlier =
            if before > 0 { format!(", {before} of them in an earlier run") } else { String::new() };
        let reasons = report.skipped.iter().map(|skipped| &skipped.unread);
        let reasons =
            if report.skipped.len() > LISTED { format!(": {}", grouped(reasons)) } else { String::new() };
        lines.push(format!(
            "{} not read{earlier}; {} lists them{reasons}",
            counted(report.unread, "file"),
            remedy.status()
        ));
    }
    for skipped in report.skipped.iter().take(listed) {
        lines.push(format!("  {}: {}", skipped.path, skipped.unread.reason));
    }
    if report.skipped.len() > listed {
        lines.push(format!("  and {} more, which {} lists", report.skipped.len() - listed, remedy.status()));
    }
    lines.extend(scans(report.scans, remedy));
    lines.extend(metadata(report.metadata));
    if report.replaced > 0 {
        lines.push(format!(
            "{} with malformed characters; words around them may be missed",
            counted(report.replaced, "letter")
        ));
    }
    if report.kept > 0 {
        lines.push(format!(
            "{}, because the folder could not be listed",
            counted_as(report.kept, "letter kept as it was", "letters kept as they were")
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
    if report.hidden > 0 {
        lines.push(format!(
            "{} passed over (--hidden reads them)",
            counted_as(report.hidden, "hidden file or folder", "hidden files and folders")
        ));
    }
    if report.links > 0 {
        lines.push(format!("{} not followed (--follow does)", counted(report.links, "symbolic link")));
    }
    lines
}

/// Returns the formats letters were read from in this run: `: 8 pdf, 2 text`; nothing when all were plain text.
fn formats(report: &IndexReport) -> String {
    if report.formats.keys().all(|format| format.is_plain()) {
        return String::new();
    }
    let formats = report.formats.iter().map(|(format, count)| (format.name().to_owned(), *count));
    format!(": {}", kinds(&formats.collect()))
}

/// Returns what there is to say of pages that are pictures, a line each.
pub(crate) fn scans(scans: Scans, remedy: &Remedy) -> Vec<String> {
    let mut lines = Vec::new();
    if scans.letters > 0 {
        let have = counted_as(scans.letters, "letter has", "letters have");
        let pages = counted(scans.pages, "page");
        let remedy = if remedy.ocr {
            "no text was recognised there".to_owned()
        } else {
            format!("{} reads them", remedy.recognise())
        };
        lines.push(format!("{have} pages without text: {pages}; {remedy}"));
    }
    if scans.recognised > 0 {
        lines.push(format!(
            "{} with pages whose text was recognised from a picture and may hold errors",
            counted(scans.recognised, "letter")
        ));
    }
    lines
}

/// Returns how many files hold data about letters and are none, if there are any.
pub(crate) fn metadata(count: u64) -> Option<String> {
    (count > 0)
        .then(|| counted_as(count, "file of data about another letter", "files of data about other letters"))
}

/// Returns how many were not read for which reason, the most first: `12 encrypted, 3 empty`.
pub(crate) fn grouped<'a>(reasons: impl Iterator<Item = &'a Unread>) -> String {
    let mut groups = BTreeMap::new();
    for unread in reasons {
        *groups.entry(in_a_word(&unread.code).to_owned()).or_default() += 1;
    }
    kinds(&groups)
}

/// Returns the code of a reason as people say it.
fn in_a_word(code: &str) -> &str {
    match code {
        "binary" => "without text",
        "broken-link" => "links to nothing",
        "io" => "refused by the system",
        "malformed" => "damaged",
        "no-permission" => "without permission",
        "no-text" => "scans without text",
        "not-a-file" => "pipes and devices",
        "over-limit" => "over a limit",
        "reader-failed" => "that the reader failed on",
        "too-large" => "too large",
        // The others are words already.
        code => code,
    }
}

/// Returns kinds of files with their numbers, the most first: `12 pdf, 3 docx, 1 without extension`.
pub(crate) fn kinds(unknown: &BTreeMap<String, u64>) -> String {
    let mut kinds: Vec<_> = unknown.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let name = |kind: &str| if kind.is_empty() { "without extension".to_owned() } else { kind.to_owned() };
    kinds.iter().map(|(kind, count)| format!("{count} {}", name(kind))).collect::<Vec<_>>().join(", ")
}

/// Returns what of a folder was left out without being looked at: `left out: 2 hidden, 1 link`.
pub(crate) fn left_out(header: &Header) -> Option<String> {
    let counts = [
        (header.hidden, "hidden"),
        (header.links, if header.links == 1 { "link" } else { "links" }),
        (header.ignored, "by .naslagignore"),
    ];
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = some.map(|(count, what)| format!("{count} {what}")).collect();
    (!parts.is_empty()).then(|| format!("left out: {}", parts.join(", ")))
}

/// Returns `1 letter`, `2 letters`.
pub(crate) fn counted(count: u64, what: &str) -> String {
    counted_as(count, what, &format!("{what}s"))
}

pub(crate) fn counted_as(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
