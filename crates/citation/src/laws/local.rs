//! Abbreviations that a document defines itself: `Wet X (hierna: Wx)`.
//!
//! Answerable for reading a definition behind the name of a law and for where the abbreviation stands from
//! there on. Knows nothing of the table: a law nobody knows can be abbreviated too.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::names::word_end;
use super::{Act, Mention, Standing};
use crate::citation::Confidence;
use crate::cursor::Cursor;

/// How far behind a name a definition is sought: `(Stb. 2018, 387; hierna: …)`.
const REACH: usize = 90;

/// Most definitions of one document. More is no letter but a glossary.
const MOST: usize = 64;

/// Longest name that is defined, in bytes.
const LONGEST: usize = 60;

/// Words that say a name follows.
const CUES: [&str; 9] = [
    "hierna te noemen",
    "verder te noemen",
    "hierna ook",
    "hierna",
    "verder",
    "in het vervolg",
    "ook wel",
    "afgekort",
    "kortweg",
];

/// Names that are common words: as a definition they count behind an article only.
const GENERIC: [&str; 6] = ["Wet", "Besluit", "Regeling", "Verordening", "Richtlijn", "Rijkswet"];

/// An abbreviation and the law it stands for, from a place in the document on.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) act: Act,
    pub(super) place: usize,
}

/// The definitions behind these mentions, which must be in order.
pub(super) fn definitions(text: &str, mentions: &[Mention]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for mention in mentions {
        if mention.standing != Standing::Alone || mention.cue.is_some() || found.len() >= MOST {
            continue;
        }
        let Some((name, said)) = behind(text, mention.span.end) else { continue };
        // In parentheses stands many a thing. Without a word that says so, an abbreviation begins like the
        // name.
        let by_number = mention.rule.starts_with("eu/");
        if !said && !by_number && initial(text, mention.span.start) != initial(text, name.start) {
            continue;
        }
        let Some(surface) = text.get(name.clone()) else { continue };
        found.push(Definition { name: surface.to_owned(), act: mention.act.clone(), place: name.start });
    }
    found
}

/// Where the defined names stand, each from its definition on.
pub(super) fn mentions(text: &str, definitions: &[Definition], mentions: &mut Vec<Mention>) {
    if definitions.is_empty() {
        return;
    }
    let built = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(definitions.iter().map(|definition| definition.name.as_bytes()));
    let Ok(automaton) = built else { return };
    for hit in automaton.find_iter(text) {
        let Some(found) = definitions.get(hit.pattern().as_usize()) else { continue };
        // The same abbreviation may be defined again further on: the last definition before the place counts.
        let definition =
            definitions.iter().rev().find(|other| other.name == found.name && other.place <= hit.start());
        let Some(definition) = definition else { continue };
        if text
            .get(..hit.start())
            .and_then(|before| before.chars().next_back())
            .is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        // `de Wet` of a document that says so is no part of the next title.
        let before = text.get(..hit.start()).unwrap_or_default();
        if GENERIC.contains(&found.name.as_str()) && !(before.ends_with("de ") || before.ends_with("het ")) {
            continue;
        }
        let Some(end) = word_end(text, hit.end()) else { continue };
        mentions.push(Mention {
            span: hit.start()..end,
            cue: (end > hit.end()).then_some(hit.range()),
            act: definition.act.clone(),
            standing: Standing::Alone,
            confidence: Confidence::Cue,
            rule: "law/defined",
        });
    }
}

fn initial(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next().and_then(|c| c.to_lowercase().next())
}

/// The name that is defined behind a place, and whether a word says so.
fn behind(text: &str, end: usize) -> Option<(Range<usize>, bool)> {
    let mut cursor = Cursor::new(text, end);
    cursor.character(&['"', '\'', '”', '»']);
    let open = cursor.literal(" (");
    if !open {
        cursor.literal(",").then_some(())?;
        cursor.space().then_some(())?;
        cursor.literal("(");
        return cue(&mut cursor).then(|| name(&mut cursor)).flatten().map(|name| (name, true));
    }
    let mut direct = cursor;
    if cue(&mut direct) {
        return name(&mut direct).map(|name| (name, true));
    }
    if let Some(found) = name(&mut cursor.clone()) {
        let closed = text
            .get(found.end..)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'', '”', '»']).starts_with(')'));
        if closed {
            return Some((found, false));
        }
    }
    // `(Stb. 2018, 387; hierna: Wx)`
    let inner = cursor.rest();
    let close = inner.bytes().take(REACH).position(|byte| byte == b')')?;
    let inner = inner.get(..close)?;
    let at = CUES.iter().filter_map(|word| inner.find(word)).min()?;
    let mut cursor = Cursor::new(text, cursor.at() + at);
    cue(&mut cursor).then(|| name(&mut cursor)).flatten().map(|name| (name, true))
}

/// Goes past `hierna: ` and its like, with an article.
fn cue(cursor: &mut Cursor<'_>) -> bool {
    if !CUES.iter().any(|word| cursor.any_case(word)) {
        return false;
    }
    cursor.literal(":");
    if !cursor.space() {
        return false;
    }
    for word in ["aangeduid als", "genoemd", "de", "het"] {
        if cursor.word(word) {
            cursor.literal(":");
            cursor.space();
        }
    }
    true
}

/// A name that begins with a capital: one word, or up to four of which none is a common one.
fn name(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    cursor.character(&['"', '\'', '“', '„', '«']);
    let start = cursor.at();
    let mut end = start;
    for count in 0..4 {
        let mut next = *cursor;
        if count > 0 && !next.space() {
            break;
        }
        let Some(word) = next.while_is(|c| c.is_alphanumeric() || c == '-') else { break };
        let capital = word.chars().any(char::is_uppercase);
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let fits =
            if count == 0 { capital && word.starts_with(char::is_alphabetic) } else { capital || year };
        if !fits {
            break;
        }
        *cursor = next;
        end = cursor.at();
    }
    let name = cursor.rest();
    let closed = name.starts_with([')', '"', '\'', '”', '»', ',', ';', '.', ' ']) || name.is_empty();
    let known = cursor.since(start);
    let surface = known.len();
    // A publication in parentheses defines nothing.
    let mut look = Cursor::new(name, 0);
    let publication = look.literal(".") && look.space() && look.digits(1, 4).is_some()
        || look.literal(", ") && look.digits(1, 4).is_some();
    (end > start && closed && (2..=LONGEST).contains(&surface) && !publication).then_some(start..end)
}
