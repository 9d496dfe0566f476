//! `naslag search`: asking, and showing the answer.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use naslag_index::{Error as IndexError, Header, IndexDir};
use naslag_query::{Coverage, Hit, Matching, SearchOptions, SearchResults, Searcher, Snippet, parse};

use crate::args::Search;
use crate::command::index::{counted, make};
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::place;
use crate::sanitize::one_line;
use crate::when;
use crate::wrap::painted;

/// Letters shown unless the user says otherwise: a screen or two.
const LETTERS: usize = 10;

/// How long a look for changes in the folder may hold up an answer. A folder of 100,000 letters on a
/// local disk takes about this long.
const LOOK: Duration = Duration::from_millis(250);

/// Blanks before a snippet: room for its line number.
const INDENT: usize = 10;

pub(crate) fn run(args: &Search, output: &mut Output) -> Result<ExitCode> {
    let dir = index_of(args, output)?;
    let text = args.query.join(" ");
    let query = parse(&text);
    let searcher = Searcher::open(&dir)?;
    let options = SearchOptions {
        limit: args.limit.unwrap_or(if args.files { usize::MAX } else { LETTERS }),
        offset: args.offset,
        snippets: if args.files { 0 } else { args.snippets },
        matching: if args.any { Matching::Any } else { Matching::All },
    };
    // The look at the folder waits for the disk and the search for the processor.
    let (results, freshness) = thread::scope(|scope| {
        let look = scope.spawn(|| Freshness::of(&dir));
        let results = searcher.search(&query, &options);
        (results, look.join().unwrap_or(Freshness::Unknown("the look at the folder failed")))
    });
    let results = results?;
    for warning in &results.warnings {
        output.warning(&warning.message);
    }
    let header = searcher.header();
    if args.json {
        let changed = match freshness {
            Freshness::Changed(count) => Some(count),
            Freshness::Unknown(_) => None,
        };
        output.bytes(&json::answer(&results, header, changed)?)?;
    } else if args.files {
        print_paths(&results, args.zero, output)?;
        if matches!(results.coverage, Coverage::Most { .. }) && results.total > 0 {
            output.warning(&coverage(&results));
        }
        note_cut(&results, args, output);
        if freshness.is_worth_a_note(header) {
            output.note(&searched(&results, header, &freshness));
        }
    } else {
        note_lost_quotes(args, output);
        print(&results, header, &freshness, args, output)?;
    }
    Ok(if results.total > 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Returns the index to ask; makes it first for a folder that was named and has none.
fn index_of(args: &Search, output: &mut Output) -> Result<IndexDir> {
    let Some(folder) = &args.folder else {
        return place::without_folder(&args.index);
    };
    let place = place::of_folder(folder, &args.index, output)?;
    match place.dir.header() {
        Ok(header) if header.root != place.root => Err(Failure::from(IndexError::OtherFolder {
            dir: place.dir.path().to_owned(),
            root: header.root,
            asked: place.root,
        })),
        Err(IndexError::Missing { .. } | IndexError::Unfinished { .. }) => {
            make(&place.root, &place.dir, output)?;
            Ok(place.dir)
        }
        // An empty folder that --index names is a place for a new index.
        Err(IndexError::NotAnIndex { .. }) => {
            make(&place.root, &place.dir, output)?;
            Ok(place.dir)
        }
        Err(error) => Err(error.into()),
        Ok(_) => Ok(place.dir),
    }
}

/// Whether the index still says what is in the folder.
enum Freshness {
    /// This many files are new, changed or gone.
    Changed(u64),
    /// Nobody knows, and why.
    Unknown(&'static str),
}

impl Freshness {
    fn of(dir: &IndexDir) -> Self {
        let Ok(manifest) = dir.manifest() else {
            return Self::Unknown("the list of files cannot be read");
        };
        if !manifest.header.root.is_dir() {
            return Self::Unknown("the folder is not there any more");
        }
        match naslag_indexer::changes(&manifest.header.root, &manifest, LOOK) {
            Some(changes) => Self::Changed(changes.total()),
            None => Self::Unknown("the folder is too large to look through at each search"),
        }
    }

    /// Whether a user who sees only paths should be told what was searched.
    fn is_worth_a_note(&self, header: &Header) -> bool {
        !matches!(self, Self::Changed(0)) || header.unread > 0 || !header.complete
    }
}

fn print_paths(results: &SearchResults, zero: bool, output: &mut Output) -> Result<()> {
    for hit in &results.hits {
        if zero {
            output.bytes(hit.path.to_path().as_os_str().as_encoded_bytes())?;
            output.bytes(b"\0")?;
        } else if output.to_terminal {
            output.line(one_line(&hit.path.to_string()))?;
        } else {
            // A program gets the name by which the file can be opened.
            output.bytes(hit.path.to_path().as_os_str().as_encoded_bytes())?;
            output.bytes(b"\n")?;
        }
    }
    Ok(())
}

fn print(
    results: &SearchResults,
    header: &Header,
    freshness: &Freshness,
    args: &Search,
    output: &mut Output,
) -> Result<()> {
    if !results.warnings.is_empty() {
        output.line(format_args!("Read as: {}\n", one_line(&results.query)))?;
    }
    if results.coverage != Coverage::All || results.total == 0 {
        output.line(one_line(&coverage(results)))?;
        output.line("")?;
    }
    for (number, hit) in (args.offset + 1..).zip(&results.hits) {
        print_hit(number, hit, header, output)?;
    }
    let last = args.offset as u64 + results.hits.len() as u64;
    if results.hits.is_empty() && results.total > 0 {
        output.line(format_args!(
            "--offset and --limit leave none of {} to show.\n",
            counted(results.total, "letter")
        ))?;
    } else if last < results.total || args.offset > 0 {
        output.line(format_args!(
            "Shown: {} to {last} of {}; --limit and --offset show others.\n",
            args.offset + 1,
            counted(results.total, "letter")
        ))?;
    }
    output.line(output.paint.faint(&one_line(&searched(results, header, freshness))))
}

fn print_hit(number: usize, hit: &Hit, header: &Header, output: &mut Output) -> Result<()> {
    let paint = output.paint;
    let title = painted(&hit.title, &hit.title_highlights, paint, 4, paint.width);
    output.line(format_args!("{number:>2}. {}", paint.title(&title)))?;
    let file = header.root.join(hit.path.to_path());
    let path = paint.link(&file, &one_line(&hit.path.to_string()));
    let date = hit.date.as_deref().map(|date| format!("{} · ", one_line(date))).unwrap_or_default();
    output.line(format_args!("    {date}{path}"))?;
    if !hit.missing.is_empty() {
        output.line(format_args!("    lacks: {}", one_line(&hit.missing.join(", "))))?;
    }
    for Snippet { text, line, highlights, cut, .. } in &hit.snippets {
        let shown = painted(text, highlights, paint, INDENT, paint.width);
        let (before, after) = (if cut.0 { "… " } else { "" }, if cut.1 { " …" } else { "" });
        let line = paint.faint(&format!("{line:>width$}", width = INDENT - 2));
        output.line(format_args!("{line}  {before}{shown}{after}"))?;
    }
    output.line("")
}

/// How much of the question the answer satisfies, in words.
fn coverage(results: &SearchResults) -> String {
    match results.coverage {
        Coverage::Most { present, of } if results.total > 0 => {
            format!("No letter has all {of}; these have {present} of them.{}", words(results))
        }
        Coverage::Any if results.total > 0 => format!("Letters with any of: {}", results.query),
        _ => format!("No letter for: {}.{}", results.query, words(results)),
    }
}

/// Where the words of a question stand that no letter satisfies.
fn words(results: &SearchResults) -> String {
    if results.words.len() < 2 {
        return String::new();
    }
    let nowhere: Vec<_> =
        results.words.iter().filter(|word| word.letters == 0).map(|word| word.text.as_str()).collect();
    if !nowhere.is_empty() {
        return format!(" In no letter: {}.", nowhere.join(", "));
    }
    let each: Vec<_> = results.words.iter().map(|word| format!("{} {}", word.text, word.letters)).collect();
    format!(" Letters with each: {}.", each.join(", "))
}

/// What was searched: the promise under every answer.
fn searched(results: &SearchResults, header: &Header, freshness: &Freshness) -> String {
    let mut parts = vec![
        format!("{} of {} in {}", results.total, counted(header.letters, "letter"), header.root.display()),
        format!("indexed {}", when::local(header.indexed_at)),
    ];
    if !header.complete {
        parts.push("not all of it: the run was cut off, `naslag index` goes on".to_owned());
    }
    let others: u64 = header.unknown.values().sum();
    parts.push(match (header.unread, others) {
        (0, 0) => "all files read".to_owned(),
        (unread, 0) => format!("{unread} not read (see `naslag status`)"),
        (0, others) => format!("{others} of other kinds not read"),
        (unread, others) => format!("{unread} not read and {others} of other kinds (see `naslag status`)"),
    });
    parts.push(match freshness {
        Freshness::Changed(0) => "none changed since".to_owned(),
        Freshness::Changed(count) => format!("{count} changed since (`naslag index` reads them)"),
        Freshness::Unknown(why) => format!("not checked for changes: {why}"),
    });
    if !results.set_aside.is_empty() {
        parts.push(format!("not looked for: {} (in quotes they are)", results.set_aside.join(", ")));
    }
    parts.join(" · ")
}

/// Says that there is more when only paths are shown; otherwise the last line does.
fn note_cut(results: &SearchResults, args: &Search, output: &mut Output) {
    if args.offset as u64 + (results.hits.len() as u64) < results.total {
        output.note(&format!("{} of {} shown", results.hits.len(), counted(results.total, "letter")));
    }
}

/// Says so when the shell seems to have eaten the quotes of a phrase: one argument of several words
/// without any quotes in it. Only to a person, because a program has no shell between.
fn note_lost_quotes(args: &Search, output: &mut Output) {
    let [query] = args.query.as_slice() else {
        return;
    };
    let bare = query.split_whitespace().count() > 1 && !query.contains(['"', '“', '”', '„', '«']);
    let operators =
        query.split_whitespace().any(|word| word.starts_with('-') || word == "OR" || word == "OF");
    if output.watched && bare && !operators {
        output.note(&format!("read as separate words; for the exact phrase type '\"{query}\"'"));
    }
}
