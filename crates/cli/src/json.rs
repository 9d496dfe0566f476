//! The answer to a search for programs: one JSON object, described field by field in the README.
//!
//! Fields are added over time and never renamed; `version` changes when one changes its meaning.

use std::io::{self, Write};
use std::ops::Range;

use naslag_index::Header;
use naslag_query::{Coverage, Hit, SearchResults, Snippet};
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use crate::sanitize::is_harmful;
use crate::when;

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
    score: f32,
    missing: &'a [String],
    snippets: Vec<JsonSnippet<'a>>,
}

#[derive(Serialize)]
struct JsonSnippet<'a> {
    text: &'a str,
    line: usize,
    highlights: Vec<[usize; 2]>,
    cut: [bool; 2],
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
        words: results.words.iter().map(|word| Word { text: &word.text, letters: word.letters }).collect(),
        index: Index {
            folder: header.root.to_string_lossy(),
            letters: header.letters,
            indexed_at: (header.indexed_at > 0).then(|| when::utc(header.indexed_at)),
            complete: header.complete,
            unread: header.unread,
            changed,
        },
        hits: results.hits.iter().map(hit).collect(),
    };
    let mut json = Vec::new();
    answer.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Harmless))?;
    json.push(b'\n');
    Ok(json)
}

fn hit(hit: &Hit) -> JsonHit<'_> {
    JsonHit {
        path: hit.path.as_str(),
        title: &hit.title,
        title_highlights: hit.title_highlights.iter().map(pair).collect(),
        date: hit.date.as_deref(),
        score: hit.score,
        missing: &hit.missing,
        snippets: hit.snippets.iter().map(snippet).collect(),
    }
}

fn snippet(snippet: &Snippet) -> JsonSnippet<'_> {
    JsonSnippet {
        text: &snippet.text,
        line: snippet.line,
        highlights: snippet.highlights.iter().map(pair).collect(),
        cut: [snippet.cut.0, snippet.cut.1],
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
