//! The answers of `names` and `cites`.

use std::collections::BTreeMap;
use std::io;

use naslag_citation::Citation;
use naslag_index::{Header, Letter};
use naslag_query::{Cite, Cites};
use serde::Serialize;

use super::{
    Index, JsonCopy, JsonReading, JsonSnippet, VERSION, copy, index, on_one_line, pair, reading, snippet,
};
use crate::command::names::{Thing, day};

#[derive(Serialize)]
struct Names<'a> {
    version: u32,
    names: Vec<JsonThing<'a>>,
    index: Index<'a>,
}

#[derive(Serialize)]
struct JsonThing<'a> {
    kind: &'static str,
    key: &'a str,
    name: &'a str,
    letters: u64,
    mentions: u64,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize)]
struct NamesOf<'a> {
    version: u32,
    path: &'a str,
    mentions: Vec<JsonMention<'a>>,
    index: Index<'a>,
}

#[derive(Serialize)]
struct JsonMention<'a> {
    kind: &'static str,
    key: &'a str,
    name: String,
    also: &'a [String],
    text: &'a str,
    span: [usize; 2],
    confidence: f32,
    rule: &'static str,
    cue: Option<[usize; 2]>,
    details: BTreeMap<&'static str, Vec<&'a str>>,
}

#[derive(Serialize)]
struct JsonCites<'a> {
    version: u32,
    typed: &'a str,
    reading: JsonReading<'a>,
    letters: u64,
    mentions: Vec<JsonCite<'a>>,
    index: Index<'a>,
}

#[derive(Serialize)]
struct JsonCite<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    copies: Vec<JsonCopy<'a>>,
    spans: Vec<[usize; 2]>,
    sentence: JsonSnippet<'a>,
}

/// Returns the things that letters name as JSON on one line. `changed` as for [`answer`](super::answer).
pub(crate) fn names(things: &[Thing], header: &Header, changed: Option<u64>) -> io::Result<Vec<u8>> {
    on_one_line(&Names {
        version: VERSION,
        names: things.iter().map(thing).collect(),
        index: index(header, changed),
    })
}

/// Returns what one letter names as JSON on one line. `changed` as for [`answer`](super::answer).
pub(crate) fn names_of(
    letter: &Letter,
    found: &[Citation],
    header: &Header,
    changed: Option<u64>,
) -> io::Result<Vec<u8>> {
    on_one_line(&NamesOf {
        version: VERSION,
        path: letter.path.as_str(),
        mentions: found.iter().map(|found| mention(letter, found)).collect(),
        index: index(header, changed),
    })
}

/// Returns who cites a thing as JSON on one line. `changed` as for [`answer`](super::answer).
pub(crate) fn cites(
    typed: &str,
    found: &Cites,
    header: &Header,
    changed: Option<u64>,
) -> io::Result<Vec<u8>> {
    on_one_line(&JsonCites {
        version: VERSION,
        typed,
        reading: reading(&found.reading),
        letters: found.letters,
        mentions: found.mentions.iter().map(cite).collect(),
        index: index(header, changed),
    })
}

fn thing(Thing { kind, name, entity }: &Thing) -> JsonThing<'_> {
    JsonThing {
        kind: kind.name(),
        key: &entity.key,
        name,
        letters: entity.letters,
        mentions: entity.mentions,
        first: entity.days.map(|(first, _)| day(first)),
        last: entity.days.map(|(_, last)| day(last)),
    }
}

fn mention<'a>(letter: &'a Letter, found: &'a Citation) -> JsonMention<'a> {
    JsonMention {
        kind: found.kind.name(),
        key: &found.key,
        name: naslag_citation::name_of(&found.key),
        also: &found.also,
        text: letter.text.get(found.span.clone()).unwrap_or_default(),
        span: pair(&found.span),
        confidence: found.confidence.value(),
        rule: found.rule,
        cue: found.cue.as_ref().map(pair),
        details: details(found),
    }
}

fn cite(Cite { path, title, date, copies, spans, sentence }: &Cite) -> JsonCite<'_> {
    JsonCite {
        path: path.as_str(),
        title,
        date: date.as_deref(),
        copies: copies.iter().map(copy).collect(),
        spans: spans.iter().map(pair).collect(),
        sentence: snippet(sentence),
    }
}

fn details(found: &Citation) -> BTreeMap<&'static str, Vec<&str>> {
    let mut details: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (detail, value) in &found.details {
        details.entry(detail.name()).or_default().push(value);
    }
    details
}
