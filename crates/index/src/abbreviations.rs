//! The abbreviations that the letters of an index explain, kept as terms of a field of their own: so
//! they come and go with their letters, and counting them is what the engine does anyway.
//!
//! Each pair is two terms, one that begins with what the abbreviation is looked up by and one that
//! begins with the words of the name.

use std::collections::BTreeMap;

use naslag_dutch::tokens;
use tantivy::schema::Term;

use crate::error::Result;
use crate::snapshot::{Snapshot, letters_in};

/// Stands between the pieces of a term. No word holds it, and none of the pieces.
const BETWEEN: char = '\u{1f}';
const BY_SHORT: char = 's';
const BY_LONG: char = 'l';

/// A longer name than this, in bytes, is none.
const LONGEST: usize = 200;

/// An abbreviation that letters explain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Explained {
    /// The abbreviation as written.
    pub short: String,
    /// What it stands for, as written.
    pub long: String,
    /// Number of letters that say so.
    pub letters: u64,
}

/// Returns the terms for the abbreviations that `text` explains.
pub(crate) fn explained_in(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for pair in naslag_dutch::abbreviations(text) {
        if pair.short.len() + pair.long.len() > LONGEST || pair.long.contains(BETWEEN) {
            continue;
        }
        for (kind, key) in [(BY_SHORT, key(&pair.short)), (BY_LONG, key(&pair.long))] {
            terms.push(format!("{kind}{key}{BETWEEN}{}{BETWEEN}{}", pair.short, pair.long));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Returns what `name` is looked up by: its words in their exact terms with blanks between.
fn key(name: &str) -> String {
    let mut key = String::new();
    let mut words = tokens(name);
    while let Some(token) = words.advance() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(token.exact);
    }
    key
}

/// Returns the abbreviations that the letters of `snapshot` explain, in the order of their keys; with
/// `words`, exact terms with blanks between, only those that these words abbreviate or are short for.
/// Spellings that differ in case or accents are one, shown as most letters have it.
///
/// # Errors
/// When the index cannot be read.
pub fn abbreviations(snapshot: &Snapshot, words: Option<&str>) -> Result<Vec<Explained>> {
    let begins = match words {
        Some(words) => {
            [BY_SHORT, BY_LONG].iter().map(|kind| format!("{kind}{words}{BETWEEN}")).collect::<Vec<_>>()
        }
        None => vec![BY_SHORT.to_string()],
    };
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for begin in begins {
        count(snapshot, &begin, &mut counts)?;
    }
    // By key, so that `Nationaal Cyber Security Centrum` and `nationaal cyber security centrum` meet.
    let mut by_key: BTreeMap<(String, String), (u64, Explained)> = BTreeMap::new();
    for ((short, long), letters) in counts {
        let entry = by_key
            .entry((key(&short), key(&long)))
            .or_insert_with(|| (0, Explained { short: String::new(), long: String::new(), letters: 0 }));
        if letters > entry.0 {
            entry.0 = letters;
            (entry.1.short, entry.1.long) = (short, long);
        }
        entry.1.letters += letters;
    }
    Ok(by_key.into_values().map(|(_, explained)| explained).collect())
}

/// Counts in how many letters each pair stands whose term begins with `begin`.
fn count(snapshot: &Snapshot, begin: &str, counts: &mut BTreeMap<(String, String), u64>) -> Result<()> {
    let field = snapshot.fields().abbreviation;
    for segment in snapshot.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted
            .terms()
            .range()
            .ge(begin.as_bytes())
            .into_stream()
            .map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            if !stream.key().starts_with(begin.as_bytes()) {
                break;
            }
            let Ok(term) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            let mut pieces = term.split(BETWEEN).skip(1);
            let (Some(short), Some(long)) = (pieces.next(), pieces.next()) else {
                continue;
            };
            let letters = letters_in(segment, &Term::from_field_text(field, term))?;
            if letters > 0 {
                *counts.entry((short.to_owned(), long.to_owned())).or_default() += letters;
            }
        }
    }
    Ok(())
}
