//! Answers for programs: one JSON object each, described field by field in the README.
//!
//! Fields are added over time and never renamed; `version` changes when one changes its meaning.

use std::io::{self, Write};
use std::ops::Range;

use naslag_index::{Explained, Header};
use naslag_letter::{Format, Metadata};
use naslag_query::{
    Copy, Coverage, Exchange, Hit, Origin, OtherName, Reading, Related, SearchResults, Snippet, Strength,
};
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use crate::sanitize::is_harmful;
use crate::when;

mod letter;
mod named;

pub(crate) use letter::letter;
pub(crate) use named::{cites, names, names_of};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    typed: &'a str,
    query: &'a str,
    matching: &'static str,
    total: u64,
    warnings: Vec<Warning<'a>>,
    set_aside: &'a [String],
    readings: Vec<JsonReading<'a>>,
    filters: Vec<JsonFilter<'a>>,
    undated: u64,
    names: Vec<Name<'a>>,
    words: Vec<Word<'a>>,
    index: Index<'a>,
    hits: Vec<JsonHit<'a>>,
}

#[derive(Serialize)]
struct Warning<'a> {
    message: &'a str,
    span: [usize; 2],
}

#[derive(Serialize)]
struct Name<'a> {
    typed: &'a str,
    name: &'a str,
    origin: &'static str,
    letters: Option<u64>,
}

#[derive(Serialize)]
struct JsonFilter<'a> {
    field: &'a str,
    value: &'a str,
    typed: &'a str,
}

#[derive(Serialize)]
struct Word<'a> {
    text: &'a str,
    letters: u64,
}

#[derive(Serialize)]
struct Index<'a> {
    folder: std::borrow::Cow<'a, str>,
    letters: u64,
    indexed_at: Option<String>,
    complete: bool,
    unread: u64,
    changed: Option<u64>,
}

#[derive(Serialize)]
struct JsonHit<'a> {
    path: &'a str,
    title: &'a str,
    title_highlights: Vec<[usize; 2]>,
    date: Option<&'a str>,
    format: Option<&'static str>,
    unread: Option<&'a str>,
    data: &'a Metadata,
    copies: Vec<JsonCopy<'a>>,
    score: f32,
    strength: Option<&'static str>,
    matches: Vec<Match<'a>>,
    missing: Vec<&'a str>,
    snippets: Vec<JsonSnippet<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    text: &'a str,
    strength: Option<&'static str>,
    named: bool,
}

#[derive(Serialize)]
struct JsonSnippet<'a> {
    text: &'a str,
    line: usize,
    page: Option<u32>,
    exchange: Option<JsonExchange<'a>>,
    aside: bool,
    highlights: Vec<[usize; 2]>,
    parts: Vec<[usize; 2]>,
    cut: [bool; 2],
}

#[derive(Serialize)]
struct JsonCopy<'a> {
    path: &'a str,
    format: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonExchange<'a> {
    number: u32,
    to: u32,
    in_answer: bool,
    question: &'a str,
    answer: &'a str,
    see: Vec<JsonSee<'a>>,
}

#[derive(Serialize)]
struct JsonSee<'a> {
    number: u32,
    answer: &'a str,
}

#[derive(Serialize)]
struct JsonReading<'a> {
    typed: &'a str,
    kind: &'static str,
    key: &'a str,
    name: &'a str,
    also: &'a [String],
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    key: &'a str,
    name: &'a str,
    later: bool,
}

#[derive(Serialize)]
struct Abbreviations<'a> {
    version: u32,
    abbreviations: Vec<Abbreviation<'a>>,
    index: Index<'a>,
}

#[derive(Serialize)]
struct Abbreviation<'a> {
    short: &'a str,
    long: &'a str,
    letters: u64,
}

/// Returns the answer to the question `typed` as JSON on one line. `changed` is the number of files
/// that changed since they were read, when that is known.
pub(crate) fn answer(
    typed: &str,
    results: &SearchResults,
    header: &Header,
    changed: Option<u64>,
) -> io::Result<Vec<u8>> {
    let answer = Answer {
        version: VERSION,
        typed,
        query: &results.query,
        matching: match results.coverage {
            Coverage::All => "all",
            Coverage::Most { .. } => "most",
            Coverage::Any => "any",
        },
        total: results.total,
        warnings: results
            .warnings
            .iter()
            .map(|warning| Warning { message: &warning.message, span: pair(&warning.span) })
            .collect(),
        set_aside: &results.set_aside,
        readings: results.readings.iter().map(reading).collect(),
        filters: results
            .filters
            .iter()
            .map(|filter| JsonFilter { field: filter.field, value: &filter.value, typed: &filter.leaf.text })
            .collect(),
        undated: results.undated,
        names: results.names.iter().map(name).collect(),
        words: results.words.iter().map(|word| Word { text: &word.text, letters: word.letters }).collect(),
        index: index(header, changed),
        hits: results.hits.iter().map(hit).collect(),
    };
    on_one_line(&answer)
}

/// Returns the abbreviations that letters explain as JSON on one line. `changed` as for [`answer`].
pub(crate) fn abbreviations(
    explained: &[Explained],
    header: &Header,
    changed: Option<u64>,
) -> io::Result<Vec<u8>> {
    on_one_line(&Abbreviations {
        version: VERSION,
        abbreviations: explained.iter().map(abbreviation).collect(),
        index: index(header, changed),
    })
}

fn reading(reading: &Reading) -> JsonReading<'_> {
    JsonReading {
        typed: &reading.typed,
        kind: reading.kind.name(),
        key: &reading.key,
        name: &reading.name,
        also: &reading.also,
        related: reading
            .related
            .iter()
            .map(|Related { key, name, later }| JsonRelated { key, name, later: *later })
            .collect(),
    }
}

fn on_one_line(answer: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut json = Vec::new();
    answer.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Harmless))?;
    json.push(b'\n');
    Ok(json)
}

fn index(header: &Header, changed: Option<u64>) -> Index<'_> {
    Index {
        folder: header.root.to_string_lossy(),
        letters: header.letters,
        indexed_at: (header.indexed_at > 0).then(|| when::utc(header.indexed_at)),
        complete: header.complete,
        unread: header.unread,
        changed,
    }
}

fn abbreviation(Explained { short, long, letters }: &Explained) -> Abbreviation<'_> {
    Abbreviation { short, long, letters: *letters }
}

fn name(OtherName { typed, name, origin }: &OtherName) -> Name<'_> {
    let (origin, letters) = match origin {
        Origin::Letters(letters) => ("letters", Some(*letters)),
        Origin::List => ("list", None),
        Origin::BuiltIn => ("built-in", None),
        Origin::Spelling => ("spelling", None),
    };
    Name { typed, name, origin, letters }
}

fn hit(hit: &Hit) -> JsonHit<'_> {
    JsonHit {
        path: hit.path.as_str(),
        title: &hit.title,
        title_highlights: hit.title_highlights.iter().map(pair).collect(),
        date: hit.date(),
        format: hit.about.format.map(Format::name),
        unread: hit.about.unread.as_deref(),
        data: &hit.about.data,
        copies: hit.copies.iter().map(copy).collect(),
        score: hit.score,
        strength: hit.strength().map(Strength::name),
        matches: hit
            .matches
            .iter()
            .map(|part| Match {
                text: &part.text,
                strength: part.strength.map(Strength::name),
                named: part.named,
            })
            .collect(),
        missing: hit.missing().collect(),
        snippets: hit.snippets.iter().map(snippet).collect(),
    }
}

fn snippet(snippet: &Snippet) -> JsonSnippet<'_> {
    JsonSnippet {
        text: &snippet.text,
        line: snippet.line,
        page: snippet.page,
        exchange: snippet.exchange.as_ref().map(exchange),
        aside: snippet.aside,
        highlights: snippet.highlights.iter().map(pair).collect(),
        parts: snippet.parts.iter().map(pair).collect(),
        cut: [snippet.cut.0, snippet.cut.1],
    }
}

fn copy(copy: &Copy) -> JsonCopy<'_> {
    JsonCopy { path: copy.path.as_str(), format: copy.format.map(Format::name) }
}

fn exchange(exchange: &Exchange) -> JsonExchange<'_> {
    JsonExchange {
        number: exchange.number,
        to: exchange.to,
        in_answer: exchange.in_answer,
        question: &exchange.question,
        answer: &exchange.answer,
        see: exchange.see.iter().map(|(number, answer)| JsonSee { number: *number, answer }).collect(),
    }
}

fn pair(range: &Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

/// Writes characters that could command a terminal as `\u…`, which means the same to a program.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_harmful) {
            let (before, from) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            let mut units = [0; 2];
            for unit in chars.next().unwrap_or_default().encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        CompactFormatter.write_char_escape(writer, escape)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(text: &str) -> String {
        let mut json = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Harmless)).unwrap();
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn commands_to_a_terminal_are_escaped() {
        assert_eq!(json("a\u{1b}[2J\u{9b}\u{202e}\u{e0041}\n"), r#""a\u001b[2J\u009b\u202e\udb40\udc41\n""#);
    }

    proptest! {
        #[test]
        fn the_text_survives_and_nothing_harmful_does(text in "(\\PC|\\p{C}){0,40}") {
            let json = json(&text);
            prop_assert!(!json.chars().any(is_harmful));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
