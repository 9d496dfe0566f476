//! The cases of `crates/dutch/cases`: what a question must find, how strongly, and what it must not.
//!
//! Each text is a letter of one index, so that every question is asked among the texts of all others.
//! The file `known-failures.tsv` beside the cases lists those that are not right yet, each with the
//! reason; a case that is right and listed there fails too.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use naslag_index::{Letter, LetterPath};
use naslag_query::{Matching, SearchOptions, parse};
use support::TestIndex;

/// Cases that must be right, of 251.
const RIGHT: usize = 245;

struct Case {
    id: String,
    query: String,
    text: String,
    /// How the text agrees with the question, when it must.
    expected: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../dutch/cases")
}

fn cases() -> Vec<Case> {
    let cases = std::fs::read_to_string(folder().join("dutch-cases.tsv")).unwrap();
    let of_line = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, _, query, text, matches, strength, ..] = fields[..] else { panic!("{line}") };
        // A compound in the question or in the text agrees by its parts.
        let strength = if strength == "compound" { "part" } else { strength };
        Case {
            id: id.to_owned(),
            query: query.to_owned(),
            text: text.replace("\\n", "\n"),
            expected: (matches == "yes").then(|| strength.to_owned()),
        }
    };
    cases.lines().skip(1).map(of_line).collect()
}

#[test]
fn cases_are_found_as_strongly_as_they_should_be() {
    let cases = cases();
    let mut index = TestIndex::new(1);
    for Case { id, text, .. } in &cases {
        let (path, text) = (LetterPath::from_stored(id), text.clone());
        index.add(&Letter::plain(path, String::new(), text));
    }
    index.commit();
    let searcher = index.searcher();
    let known = std::fs::read_to_string(folder().join("known-failures.tsv")).unwrap();
    let mut known: BTreeMap<&str, &str> =
        known.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    let mut wrong = Vec::new();
    let mut failures = 0;
    for Case { id, query, text, expected } in &cases {
        let options = SearchOptions {
            limit: cases.len(),
            snippets: 0,
            matching: Matching::Strict,
            // Cases share their sentences.
            fold: false,
            ..Default::default()
        };
        let results = searcher.search(&parse(query), &options).unwrap();
        let hit = results.hits.iter().find(|hit| hit.path.as_str() == id);
        let found = hit.and_then(|hit| hit.strength()).map(|strength| strength.name().to_owned());
        let reason = known.remove(id.as_str());
        failures += usize::from(found != *expected);
        match (found == *expected, reason) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => wrong.push(format!("{id} is right and listed as a known failure")),
            (false, None) => {
                let parts = hit.map(|hit| format!("{:?}", hit.matches)).unwrap_or_default();
                wrong.push(format!(
                    "{id}: {query:?} in {text:?}: {expected:?} expected, {found:?} found {parts}"
                ));
            }
        }
    }
    wrong.extend(known.keys().map(|id| format!("{id} is no case")));
    eprintln!("{} of {} cases right", cases.len() - failures, cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() - failures >= RIGHT);
}
