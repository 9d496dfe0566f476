//! The abbreviations that the letters of an index explain, kept as terms of a field of their own: so
//! they come and go with their letters, and counting them is what the engine does anyway.

use std::collections::BTreeMap;

use naslag_dutch::name_key;
use tantivy::schema::Term;

use crate::error::Result;
use crate::snapshot::{Snapshot, letters_in};

/// Stands between the pieces of a term. No word holds it, and none of the pieces.
const BETWEEN: char = '\u{1f}';

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
        let both = [&pair.short, &pair.long];
        if pair.short.len() + pair.long.len() > LONGEST || both.iter().any(|name| name.contains(BETWEEN)) {
            continue;
        }
        terms.push(format!("{}{BETWEEN}{}", pair.short, pair.long));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Returns the abbreviations that the letters of `snapshot` explain, in the order of their words.
/// Spellings that differ in case or accents are one, shown as most letters have it.
///
/// # Errors
/// When the index cannot be read.
pub fn abbreviations(snapshot: &Snapshot) -> Result<Vec<Explained>> {
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    let field = snapshot.fields().abbreviation;
    for segment in snapshot.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            let Some((short, long)) =
                std::str::from_utf8(stream.key()).ok().and_then(|term| term.split_once(BETWEEN))
            else {
                continue;
            };
            let term = Term::from_field_text(field, &format!("{short}{BETWEEN}{long}"));
            let letters = letters_in(segment, &term)?;
            if letters > 0 {
                *counts.entry((short.to_owned(), long.to_owned())).or_default() += letters;
            }
        }
    }
    // `Nationaal Cyber Security Centrum` and `nationaal cyber security centrum` meet by their words.
    let mut by_key: BTreeMap<(String, String), (u64, Explained)> = BTreeMap::new();
    for ((short, long), letters) in counts {
        let entry = by_key
            .entry((name_key(&short), name_key(&long)))
            .or_insert_with(|| (0, Explained { short: String::new(), long: String::new(), letters: 0 }));
        if letters > entry.0 {
            entry.0 = letters;
            (entry.1.short, entry.1.long) = (short, long);
        }
        entry.1.letters += letters;
    }
    Ok(by_key.into_values().map(|(_, explained)| explained).collect())
}
