//! `naslag status`: which indexes there are, and what is not in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use naslag_dutch::{Synonyms, WordList};
use naslag_index::{Content, FileEntry, IndexDir, Lists, Manifest, Unread};

use crate::args::Status;
use crate::command::index::{counted, grouped, kinds, left_out, metadata, scans};
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::place;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::when;

/// A look at the folder may take this long; whoever asks for the state of things can wait for it.
const LOOK: Duration = Duration::from_secs(10);

/// Files not read beyond which it helps to see at a glance why.
const MANY: u64 = 10;

pub(crate) fn run(args: &Status, output: &mut Output) -> Result<ExitCode> {
    let place = args.index.dir();
    let about = Remedy { place: place.clone(), ..Remedy::default() };
    let dirs = match (&args.folder, place) {
        (Some(folder), _) => {
            let place = place::look(folder, &args.index, output)?;
            let mut manifest = place.dir.manifest()?;
            if manifest.header.root.exists() {
                place.dir.expect_root(&manifest.header.root, &place.root)?;
            }
            manifest.header.root = place.root;
            print(&place.dir, &manifest, &about, output)?;
            return Ok(ExitCode::SUCCESS);
        }
        (None, Some(dir)) => vec![place::named(dir)?],
        (None, None) => place::home()?.indexes()?.into_iter().map(|listed| listed.dir).collect(),
    };
    if dirs.is_empty() {
        output.line("There is no index yet. Make one with `naslag index FOLDER`.")?;
        return Ok(ExitCode::from(1));
    }
    let mut code = ExitCode::SUCCESS;
    for (number, dir) in dirs.iter().enumerate() {
        if number > 0 {
            output.line("")?;
        }
        match dir.manifest() {
            Ok(manifest) => print(dir, &manifest, &about, output)?,
            // One index that cannot be used must not hide the others.
            Err(error) => {
                output.failure(&Failure::from(error).about(&about));
                code = ExitCode::from(2);
            }
        }
    }
    Ok(code)
}

fn print(dir: &IndexDir, manifest: &Manifest, about: &Remedy, output: &mut Output) -> Result<()> {
    let header = &manifest.header;
    let remedy = Remedy::of(header, about.place.clone());
    let root = one_line(&header.root.display().to_string());
    output.line(output.paint.title(&root))?;
    let indexed = match header.indexed_at {
        0 => "not indexed yet".to_owned(),
        at => format!("indexed at {}", when::local(at)),
    };
    output.line(format_args!("  {}, {indexed}", counted(header.letters, "letter")))?;
    if let Some(why) = place::unfinished(dir, header, &remedy) {
        output.line(format_args!("  {}", one_line(&why)))?;
    }
    output.line(format_args!("  {}", one_line(&state_of_folder(dir, manifest, &remedy))))?;
    if !header.unknown.is_empty() {
        output
            .line(format_args!("  other kinds of files, not read: {}", one_line(&kinds(&header.unknown))))?;
    }
    if let Some(left_out) = left_out(header) {
        output.line(format_args!("  {left_out}"))?;
    }
    for line in scans(manifest.scans(), &remedy) {
        output.line(format_args!("  {}", one_line(&line)))?;
    }
    if let Some(line) = metadata(manifest.metadata()) {
        output.line(format_args!("  {line}"))?;
    }
    for line in lists(&header.lists) {
        output.line(format_args!("  {line}"))?;
    }
    let place = one_line(&dir.path().display().to_string());
    output.line(format_args!("  index: {place} ({:.1} MB)", size_of(dir.path()) as f64 / 1e6))?;
    list(manifest, output)
}

/// The lists that a user gave, each with how much is in it.
fn lists(lists: &Lists) -> Vec<String> {
    // Both were checked when they were taken up.
    let words = WordList::parse(&lists.words).map_or(0, |list| list.len());
    let names = Synonyms::parse(&lists.synonyms).map_or(0, |list| list.len());
    let mut lines = Vec::new();
    if !lists.words.is_empty() {
        lines.push(format!("word list: {}", counted(words as u64, "word")));
    }
    if !lists.synonyms.is_empty() {
        lines.push(format!("synonyms: {}", counted(names as u64, "name")));
    }
    lines
}

fn state_of_folder(dir: &IndexDir, manifest: &Manifest, remedy: &Remedy) -> String {
    let header = &manifest.header;
    if !header.root.is_dir() {
        return "the folder is not there any more".to_owned();
    }
    match naslag_indexer::changes(&header.root, manifest, LOOK) {
        None => format!("not compared with the folder: that takes more than {} s", LOOK.as_secs()),
        Some(changes) if changes.total() == 0 => match dir.last_checked(header) {
            checked if checked > header.indexed_at => {
                format!("no file changed since, as also seen at {}", when::local(checked))
            }
            _ => "no file changed since".to_owned(),
        },
        Some(changes) => format!(
            "{} new, {} changed and {} gone since; {} reads them",
            changes.added,
            changes.changed,
            changes.removed,
            remedy.index()
        ),
    }
}

/// Lists each file that was not read, members of others by their full path, and each that was read with damage.
fn list(manifest: &Manifest, output: &mut Output) -> Result<()> {
    let contents = || manifest.files.iter().flat_map(FileEntry::contents);
    let mut by_code: BTreeMap<&str, Vec<(Content<'_>, &Unread)>> = BTreeMap::new();
    for content in contents() {
        if let Some(unread) = content.unread.filter(|unread| unread.counts()) {
            by_code.entry(&unread.code).or_default().push((content, unread));
        }
    }
    let unread = || by_code.values().flatten();
    if manifest.header.unread > 0 {
        let reasons = grouped(unread().map(|(_, unread)| *unread));
        let reasons = if manifest.header.unread > MANY { format!(" {reasons}") } else { String::new() };
        output.line(format_args!("  {} not read:{reasons}", counted(manifest.header.unread, "file")))?;
    }
    for (content, unread) in unread() {
        let path = one_line(&content.path().to_string());
        output.line(format_args!("    {path}: {}", one_line(&unread.reason)))?;
    }
    let damaged: Vec<_> = contents().filter(|content| content.replaced > 0).collect();
    if !damaged.is_empty() {
        output.line("  read with malformed characters, so that words around them may be missed:")?;
    }
    for content in damaged {
        let path = one_line(&content.path().to_string());
        output.line(format_args!("    {path}: {}", counted(content.replaced, "character")))?;
    }
    Ok(())
}

/// The bytes of all files in a folder; what cannot be seen does not count.
fn size_of(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
