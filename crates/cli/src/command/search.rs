//! `naslag search`: asking, and showing the answer.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use naslag_index::{Error as IndexError, Header, IndexDir, Walk};
use naslag_query::{Coverage, Hit, Matching, SearchOptions, SearchResults, Searcher, Snippet, parse};

use crate::args::Search;
use crate::command::index::{counted, left_out, make};
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::paint::{PLAIN, TITLE};
use crate::place;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::when;
use crate::wrap::{painted, with_ellipses};

/// Letters shown unless the user says otherwise: a screen or two.
const LETTERS: usize = 10;

/// How long a look for changes in the folder may hold up an answer. A folder of 100,000 letters on a
/// local disk takes about this long.
const LOOK: Duration = Duration::from_millis(250);

/// Blanks before a snippet: room for its line number.
const INDENT: usize = 10;

pub(crate) fn run(args: &Search, output: &mut Output) -> Result<ExitCode> {
    let dir = index_of(args, output)?;
    let place = args.index.dir();
    let about = || dir.header().map(|header| Remedy::of(&header, args.index.dir())).unwrap_or_default();
    let typed = args.query.join(" ");
    let query = parse(&typed);
    let searcher = Searcher::open(&dir).map_err(|error| Failure::from(error).about(&about()))?;
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
    let results = results.map_err(|error| Failure::from(error).about(&about()))?;
    for warning in &results.warnings {
        output.warning(&warning.message);
    }
    let header = searcher.header();
    let remedy = Remedy::of(header, place);
    let searched =
        Searched { header, freshness, unfinished: place::unfinished(&dir, header, &remedy), remedy };
    if args.json {
        let changed = match searched.freshness {
            Freshness::Changed(count) => Some(count),
            Freshness::Unknown(_) => None,
        };
        output.bytes(&json::answer(&typed, &results, header, changed)?)?;
    } else if args.files {
        print_paths(&results, args.zero, output)?;
        if matches!(results.coverage, Coverage::Most { .. }) && results.total > 0 {
            output.warning(&coverage(&results));
        }
        if let Some(shown) = shown(&results, args) {
            output.note(&shown);
        }
        if searched.is_worth_a_note() {
            output.note(&searched.line(&results));
        }
    } else {
        note_lost_quotes(args, output);
        print(&results, &searched, args, output)?;
    }
    Ok(if results.total > 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Returns the index to ask; makes it first for a folder that was named and has none.
fn index_of(args: &Search, output: &mut Output) -> Result<IndexDir> {
    let Some(folder) = &args.folder else {
        return place::without_folder(&args.index);
    };
    let place = place::of_folder(folder, &args.index, output)?;
    let header = place.dir.header();
    if let Ok(header) = &header {
        place.dir.expect_root(&header.root, &place.root)?;
    }
    let walk = match header {
        // Its first run was cut off before anything was safe.
        Ok(header) if header.indexed_at == 0 => header.walk,
        Ok(_) => return Ok(place.dir),
        // An empty folder that --index names, which is no index, is a place for a new one.
        Err(IndexError::Missing { .. } | IndexError::Unfinished { .. } | IndexError::NotAnIndex { .. }) => {
            Walk::default()
        }
        Err(error) => return Err(error.into()),
    };
    let remedy = Remedy { folder: Some(place.root.clone()), place: args.index.dir(), walk };
    make(&place, walk, &remedy, output)?;
    Ok(place.dir)
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

fn print(results: &SearchResults, searched: &Searched<'_>, args: &Search, output: &mut Output) -> Result<()> {
    if !results.warnings.is_empty() && !results.query.is_empty() {
        output.line(format_args!("Read as: {}\n", one_line(&results.query)))?;
    }
    if results.coverage != Coverage::All || results.total == 0 {
        output.line(one_line(&coverage(results)))?;
        output.line("")?;
    }
    for (index, hit) in results.hits.iter().enumerate() {
        let number = args.offset.saturating_add(index + 1);
        print_hit(number, hit, searched.header, output)?;
    }
    if let Some(shown) = shown(results, args) {
        output.line(format_args!("{shown}.\n"))?;
    }
    output.line(output.paint.faint(&one_line(&searched.line(results))))
}

fn print_hit(number: usize, hit: &Hit, header: &Header, output: &mut Output) -> Result<()> {
    let paint = output.paint;
    let title = painted(&hit.title, &hit.title_highlights, paint, TITLE, 4, paint.width);
    output.line(format_args!("{number:>2}. {title}"))?;
    let file = header.root.join(hit.path.to_path());
    let path = paint.link(&file, &one_line(&hit.path.to_string()));
    let date = hit.date.as_deref().map(|date| format!("{} · ", one_line(date))).unwrap_or_default();
    output.line(format_args!("    {date}{path}"))?;
    if !hit.missing.is_empty() {
        output.line(format_args!("    lacks: {}", one_line(&hit.missing.join(", "))))?;
    }
    for Snippet { text, line, highlights, cut, .. } in &hit.snippets {
        let (text, highlights) = with_ellipses(text, highlights, *cut);
        let shown = painted(&text, &highlights, paint, PLAIN, INDENT, paint.width);
        let line = paint.faint(&format!("{line:>width$}", width = INDENT - 2));
        output.line(format_args!("{line}  {shown}"))?;
    }
    output.line("")
}

/// How much of the question the answer satisfies, in words.
fn coverage(results: &SearchResults) -> String {
    match results.coverage {
        Coverage::Most { present, of } if results.total > 0 => {
            format!("No letter has all {of}; these have {present} of them.{}", words(results))
        }
        _ if results.query.is_empty() => "There was no word to look for.".to_owned(),
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

/// What was searched.
struct Searched<'a> {
    header: &'a Header,
    freshness: Freshness,
    /// Why the index does not hold all of its folder.
    unfinished: Option<String>,
    remedy: Remedy,
}

impl Searched<'_> {
    /// Whether a user who sees only paths should be told what was searched.
    fn is_worth_a_note(&self) -> bool {
        !matches!(self.freshness, Freshness::Changed(0))
            || self.header.unread > 0
            || self.unfinished.is_some()
    }

    /// The promise under every answer.
    fn line(&self, results: &SearchResults) -> String {
        let header = self.header;
        let mut parts = vec![format!(
            "{} of {} in {}",
            results.total,
            counted(header.letters, "letter"),
            header.root.display()
        )];
        parts.push(match header.indexed_at {
            0 => "not indexed yet".to_owned(),
            at => format!("indexed {}", when::local(at)),
        });
        parts.extend(self.unfinished.as_ref().map(|why| format!("not all of it: {why}")));
        parts.extend(self.read());
        parts.extend(left_out(header));
        // Against an index without anything in it the whole folder is new, which has been said.
        if header.indexed_at > 0 {
            parts.push(match self.freshness {
                Freshness::Changed(0) => "none changed since".to_owned(),
                Freshness::Changed(count) => {
                    format!("{count} changed since ({} reads them)", self.remedy.index())
                }
                Freshness::Unknown(why) => format!("not checked for changes: {why}"),
            });
        }
        if !results.set_aside.is_empty() {
            parts.push(format!("not looked for: {} (in quotes they are)", results.set_aside.join(", ")));
        }
        parts.join(" · ")
    }

    /// Which of the files are in the index.
    fn read(&self) -> Option<String> {
        let others: u64 = self.header.unknown.values().sum();
        let status = self.remedy.status();
        match (self.header.unread, others) {
            (0, 0) if self.unfinished.is_some() => None,
            (0, 0) => Some("all files read".to_owned()),
            (unread, 0) => Some(format!("{unread} not read (see {status})")),
            (0, others) => Some(format!("{others} of other kinds not read")),
            (unread, others) => Some(format!("{unread} not read and {others} of other kinds (see {status})")),
        }
    }
}

/// Which of the letters are shown, when not all are.
fn shown(results: &SearchResults, args: &Search) -> Option<String> {
    let all = counted(results.total, "letter");
    let last = (args.offset as u64).saturating_add(results.hits.len() as u64);
    if results.hits.is_empty() && results.total > 0 {
        Some(format!("--offset and --limit leave none of {all} to show"))
    } else if results.total > 0 && (last < results.total || args.offset > 0) {
        let first = args.offset.saturating_add(1);
        Some(format!("Shown: {first} to {last} of {all}; --limit and --offset show others"))
    } else {
        None
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
