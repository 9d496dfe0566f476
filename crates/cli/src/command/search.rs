//! `naslag search`: asking, and showing the answer.

use std::process::ExitCode;

use naslag_index::{Error as IndexError, Header, IndexDir, Walk};
use naslag_query::{
    Copy, Coverage, Exchange, Hit, Matching, SearchOptions, SearchResults, Searcher, Snippet, Sort, parse,
};

use crate::args::{Order, Search};
use crate::command::index::{counted, make};
use crate::failure::{Failure, Result};
use crate::json;
use crate::names::{looked_for, weakly};
use crate::output::Output;
use crate::paint::{PLAIN, TITLE};
use crate::place;
use crate::readings::{all_read_as, filters};
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::searched::{Freshness, Searched};
use crate::wrap::{closed_up, painted, strokes, with_ellipses};

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
        // Programs that open files want each of them.
        fold: !args.all && !args.files,
        sort: match args.sort {
            Order::Relevance => Sort::Relevance,
            Order::Date => Sort::Oldest,
            Order::DateBackwards => Sort::Newest,
            Order::Path => Sort::Path,
        },
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
    if let Some(filters) = filters(results) {
        output.note(&filters);
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
    let whole = of_all(results);
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
    if let Some(filters) = filters(results) {
        output.line(output.paint.faint(&one_line(&filters)))?;
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
    let known = described(hit);
    let known = if known.is_empty() { known } else { format!("{} · ", one_line(&known)) };
    output.line(format_args!("    {known}{path}"))?;
    if let Some(reason) = &hit.about.unread {
        output.line(format_args!("    not read: {}", one_line(reason)))?;
    }
    if let Some(copies) = also_as(&hit.copies) {
        output.line(format_args!("    {}", paint.faint(&one_line(&copies))))?;
    }
    let missing: Vec<_> = hit.missing().collect();
    if !missing.is_empty() {
        output.line(format_args!("    lacks: {}", one_line(&missing.join(", "))))?;
    }
    if let Some(weakly) = weakly(hit) {
        output.line(format_args!("    {}", paint.faint(&one_line(&weakly))))?;
    }
    let mut exchange = None;
    for snippet in &hit.snippets {
        let this = snippet.exchange.as_ref().map(|asked| (asked.number, asked.in_answer));
        if let Some(asked) = &snippet.exchange
            && exchange != this
        {
            output.line(format_args!("{}{}", blanks(), paint.faint(&one_line(&beside(asked)))))?;
        }
        exchange = this;
        let (text, strokes) = closed_up(&snippet.text, strokes(&snippet.highlights, &snippet.parts));
        let (text, strokes) = with_ellipses(&text, strokes, snippet.cut);
        let shown = painted(&text, &strokes, paint, PLAIN, INDENT, paint.width);
        let place = paint.faint(&format!("{:>width$}", place_of(snippet), width = INDENT - 2));
        let aside = if snippet.aside { paint.faint("beside the text: ") } else { String::new() };
        output.line(format_args!("{place}  {aside}{shown}"))?;
        for (number, answer) in snippet.exchange.iter().flat_map(|asked| &asked.see) {
            let see = format!("→ Antwoord {number}: {}", cut_short(answer));
            output.line(format_args!("{}{}", blanks(), paint.faint(&one_line(&see))))?;
        }
    }
    output.line("")
}

/// Where a piece stands, in little room: its page, or else its line.
pub(crate) fn place_of(snippet: &Snippet) -> String {
    match snippet.page {
        Some(page) => format!("p {page}"),
        None => snippet.line.to_string(),
    }
}

fn blanks() -> String {
    " ".repeat(INDENT)
}

/// Characters of a question beside its answer: a line or two.
const BESIDE: usize = 200;

/// Which answer a piece stands in, with its question; or which question, with its answer.
fn beside(asked: &Exchange) -> String {
    let numbers = if asked.to > asked.number {
        format!("{}-{}", asked.number, asked.to)
    } else {
        asked.number.to_string()
    };
    let (this, other, text) = if asked.in_answer {
        ("Antwoord", "Vraag", &asked.question)
    } else {
        ("Vraag", "Antwoord", &asked.answer)
    };
    match text.is_empty() {
        true => format!("{this} {numbers}"),
        false => format!("{this} {numbers} · {other}: {}", cut_short(text)),
    }
}

fn cut_short(text: &str) -> String {
    match text.char_indices().nth(BESIDE) {
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &text[..end])
        }
        None => text.to_owned(),
    }
}

/// Date, kind and sender of a letter, as far as they are known.
fn described(hit: &Hit) -> String {
    let data = &hit.about.data;
    let signed = data.signatories.first().or(data.answered_by.first());
    let function = signed.and_then(|found| found.value.function.clone());
    let ministry = data.ministry.as_ref().map(|found| found.value.name.clone());
    let sender = ministry.or_else(|| data.sender.as_ref().map(|found| found.value.clone())).or(function);
    let kind = data.kind.as_ref().map(|found| found.value.label().to_owned());
    let known: Vec<String> = [hit.date().map(str::to_owned), kind, sender].into_iter().flatten().collect();
    known.join(" · ")
}

/// Copies named in a line; the others are counted.
const COPIES: usize = 4;

/// In which other files the letter stands.
pub(crate) fn also_as(copies: &[Copy]) -> Option<String> {
    if copies.is_empty() {
        return None;
    }
    let named: Vec<String> = copies.iter().take(COPIES).map(|copy| copy.path.to_string()).collect();
    let more = match copies.len().saturating_sub(COPIES) {
        0 => String::new(),
        more => format!(" and {more} more (--all shows each)"),
    };
    Some(format!("also as {}{more}", named.join(", ")))
}

/// How many of the letters shown are among those that are counted; the others lack something.
fn of_all(results: &SearchResults) -> usize {
    let hits = results.hits.iter();
    match results.coverage {
        Coverage::All => hits.take_while(|hit| hit.missing().next().is_none()).count(),
        Coverage::Most { .. } | Coverage::Any => hits.len(),
    }
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
    let mut line = searched.line_of_answer(results.total);
    if !results.set_aside.is_empty() {
        line += &format!(" · not looked for: {} (in quotes they are)", results.set_aside.join(", "));
    }
    line
}

/// Which of the letters are shown, when not all are.
fn shown(results: &SearchResults, args: &Search) -> Option<String> {
    let all = counted(results.total, "letter");
    let whole = of_all(results);
    let first = args.offset.saturating_add(1);
    let last = args.offset.saturating_add(whole);
    if results.hits.is_empty() && results.total > 0 {
        Some(format!("--offset and --limit leave none of {all} to show"))
    } else if whole > 0 && (results.passed < results.total || args.offset > 0) {
        let copies = results.hits.iter().any(|hit| !hit.copies.is_empty());
        let with = if copies { ", copies among them" } else { "" };
        Some(format!("Shown: {first} to {last} of {all}{with}; --limit and --offset show others"))
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
