//! `naslag search`: asking, and showing the answer.

use std::process::ExitCode;

use naslag_index::{Error as IndexError, Header, IndexDir, Walk};
use naslag_query::{Coverage, Hit, Matching, SearchOptions, SearchResults, Searcher, Snippet, parse};

use crate::args::Search;
use crate::command::index::{counted, make};
use crate::failure::{Failure, Result};
use crate::json;
use crate::names::{looked_for, weakly};
use crate::output::Output;
use crate::paint::{PLAIN, TITLE};
use crate::place;
use crate::readings::all_read_as;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::searched::{Freshness, Searched};
use crate::wrap::{painted, strokes, with_ellipses};

/// Letters shown unless the user says otherwise: a screen or two.
const LETTERS: usize = 10;

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
        matching: matching(args),
        synonyms: !args.no_synonyms,
    };
    let (results, freshness) = Freshness::beside(&dir, || searcher.search(&query, &options));
    let mut results = results.map_err(|error| Failure::from(error).about(&about()))?;
    if args.strict {
        forget_most(&mut results);
    }
    for warning in &results.warnings {
        output.warning(&warning.message);
    }
    let header = searcher.header();
    let searched = Searched::new(&dir, header, freshness, Remedy::of(header, place));
    if args.json {
        output.bytes(&json::answer(&typed, &results, header, searched.changed())?)?;
    } else if args.files {
        print_paths(&results, args.zero, output)?;
        note_about_paths(&results, &searched, args, output);
    } else {
        note_lost_quotes(args, output);
        print(&results, header, &searched, args, output)?;
    }
    let found = results.total > 0 || !results.hits.is_empty();
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Paths go to programs, which take each for a letter that matches.
fn matching(args: &Search) -> Matching {
    match (args.any, args.strict || args.files) {
        (true, _) => Matching::Any,
        (false, true) => Matching::Strict,
        (false, false) => Matching::All,
    }
}

/// Takes letters out of an answer that satisfy only a part of the question.
fn forget_most(results: &mut SearchResults) {
    if matches!(results.coverage, Coverage::Most { .. }) {
        results.coverage = Coverage::All;
        results.total = 0;
        results.hits.clear();
    }
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
    let remedy =
        Remedy { folder: Some(place.root.clone()), place: args.index.dir(), walk, ..Remedy::default() };
    make(&place, walk, &remedy, output)?;
    Ok(place.dir)
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

/// Says about an answer of paths what its reader should know.
fn note_about_paths(results: &SearchResults, searched: &Searched<'_>, args: &Search, output: &mut Output) {
    if matches!(results.coverage, Coverage::Most { .. }) && results.total > 0 {
        output.warning(&headline(results));
    }
    if let Some(shown) = shown(results, args) {
        output.note(&shown);
    }
    if let Some(read) = all_read_as(&results.readings) {
        output.note(&read);
    }
    if let Some(names) = looked_for(&results.names) {
        output.note(&names);
    }
    if searched.is_worth_a_note() {
        output.note(&promise(results, searched));
    }
}

fn print(
    results: &SearchResults,
    header: &Header,
    searched: &Searched<'_>,
    args: &Search,
    output: &mut Output,
) -> Result<()> {
    if !results.warnings.is_empty() && !results.query.is_empty() {
        output.line(format_args!("Read as: {}\n", one_line(&results.query)))?;
    }
    if results.coverage != Coverage::All || results.total == 0 {
        output.line(one_line(&headline(results)))?;
        output.line("")?;
    }
    let whole = of_all(results, args);
    for (index, hit) in results.hits.iter().enumerate() {
        if index == whole && results.total > 0 {
            output.line(format_args!("No more letters have {}; these have some:\n", all_of(hit)))?;
        }
        print_hit(args.offset.saturating_add(index + 1), hit, header, output)?;
    }
    if let Some(shown) = shown(results, args) {
        output.line(format_args!("{shown}.\n"))?;
    }
    if let Some(read) = all_read_as(&results.readings) {
        output.line(output.paint.faint(&one_line(&read)))?;
    }
    if let Some(names) = looked_for(&results.names) {
        output.line(output.paint.faint(&one_line(&names)))?;
    }
    output.line(output.paint.faint(&one_line(&promise(results, searched))))
}

fn print_hit(number: usize, hit: &Hit, header: &Header, output: &mut Output) -> Result<()> {
    let paint = output.paint;
    let title = painted(&hit.title, &strokes(&hit.title_highlights, &[]), paint, TITLE, 4, paint.width);
    output.line(format_args!("{number:>2}. {title}"))?;
    let file = header.root.join(hit.path.to_path());
    let path = paint.link(&file, &one_line(&hit.path.to_string()));
    let date = hit.date.as_deref().map(|date| format!("{} · ", one_line(date))).unwrap_or_default();
    output.line(format_args!("    {date}{path}"))?;
    let missing: Vec<_> = hit.missing().collect();
    if !missing.is_empty() {
        output.line(format_args!("    lacks: {}", one_line(&missing.join(", "))))?;
    }
    if let Some(weakly) = weakly(hit) {
        output.line(format_args!("    {}", paint.faint(&one_line(&weakly))))?;
    }
    for Snippet { text, line, highlights, parts, cut, .. } in &hit.snippets {
        let (text, strokes) = with_ellipses(text, strokes(highlights, parts), *cut);
        let shown = painted(&text, &strokes, paint, PLAIN, INDENT, paint.width);
        let line = paint.faint(&format!("{line:>width$}", width = INDENT - 2));
        output.line(format_args!("{line}  {shown}"))?;
    }
    output.line("")
}

/// How many of the letters shown are among those that are counted; the others lack something.
fn of_all(results: &SearchResults, args: &Search) -> usize {
    let left = results.total.saturating_sub(args.offset as u64);
    usize::try_from(left).unwrap_or(usize::MAX).min(results.hits.len())
}

/// How much of the question the answer satisfies, in words.
fn headline(results: &SearchResults) -> String {
    match (results.coverage, results.hits.first()) {
        (Coverage::Most { present, of }, _) if results.total > 0 => {
            format!("No letter has {}; these have {present} of them.{}", all(of), words(results))
        }
        _ if results.query.is_empty() => "There was no word to look for.".to_owned(),
        (Coverage::Any, _) if results.total > 0 => format!("Letters with any of: {}", results.query),
        (Coverage::All, Some(Hit { matches, .. })) if matches.len() == 1 => {
            format!("No letter has {}. These have a part of it:", matches[0].text)
        }
        (Coverage::All, Some(hit)) => {
            format!("No letter has {}.{} These have some:", all_of(hit), words(results))
        }
        _ => format!("No letter for: {}.{}", results.query, words(results)),
    }
}

/// All parts of the question that `hit` answers, as many as there are.
fn all_of(hit: &Hit) -> String {
    all(hit.matches.len())
}

fn all(count: usize) -> String {
    if count == 2 { "both".to_owned() } else { format!("all {count}") }
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

/// What was searched, in a line.
fn promise(results: &SearchResults, searched: &Searched<'_>) -> String {
    let mut line = searched.line(&format!("{} of", results.total));
    if !results.set_aside.is_empty() {
        line += &format!(" · not looked for: {} (in quotes they are)", results.set_aside.join(", "));
    }
    line
}

/// Which of the letters are shown, when not all are.
fn shown(results: &SearchResults, args: &Search) -> Option<String> {
    let all = counted(results.total, "letter");
    let whole = of_all(results, args);
    let first = args.offset.saturating_add(1);
    let last = args.offset.saturating_add(whole);
    if results.hits.is_empty() && results.total > 0 {
        Some(format!("--offset and --limit leave none of {all} to show"))
    } else if whole > 0 && ((last as u64) < results.total || args.offset > 0) {
        Some(format!("Shown: {first} to {last} of {all}; --limit and --offset show others"))
    } else if whole < results.hits.len() && results.hits.len() >= args.limit.unwrap_or(LETTERS) {
        Some("There may be more letters with some; --limit and --offset show them".to_owned())
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
