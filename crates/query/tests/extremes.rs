//! Questions and options nobody types by hand have an answer, soon.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use naslag_index::{Letter, LetterPath};
use naslag_query::{Coverage, Matching, SearchOptions, SearchResults, Searcher, parse};
use support::TestIndex;

/// Letters in several segments.
fn searcher(texts: &[&str]) -> (TestIndex, Searcher) {
    let mut index = TestIndex::new(1);
    for (number, text) in texts.iter().enumerate() {
        let path = LetterPath::from_stored(&format!("{number}.txt"));
        index.add(&Letter::plain(path, String::new(), (*text).to_owned()));
        if number % 2 == 1 {
            index.commit();
        }
    }
    index.commit();
    let searcher = index.searcher();
    (index, searcher)
}

fn ask(searcher: &Searcher, query: &str, options: &SearchOptions) -> SearchResults {
    searcher.search(&parse(query), options).unwrap()
}

const TEXTS: [&str; 5] = ["hack kpn", "hack lek", "kpn", "lek kpn", "hack"];

#[test]
fn limits_and_offsets_beyond_all_letters_are_no_trouble() {
    let (_index, searcher) = searcher(&TEXTS);
    let most = usize::MAX;
    for (limit, offset, shown) in
        [(most, 0, 3), (most, 2, 1), (most, most, 0), (10, most, 0), (0, most, 0), (0, 1, 0), (1, 2, 1)]
    {
        for matching in [Matching::All, Matching::Any] {
            for query in ["hack", "hack OR hack", "hack hack"] {
                let options = SearchOptions {
                    limit,
                    offset,
                    snippets: most,
                    matching,
                    synonyms: true,
                    fold: true,
                    ..SearchOptions::default()
                };
                let results = ask(&searcher, query, &options);
                assert_eq!((results.total, results.hits.len()), (3, shown), "{query:?} {options:?}");
            }
        }
    }
}

#[test]
fn a_repeated_word_scored_again() {
    let (_index, searcher) = searcher(&TEXTS);
    for matching in [Matching::All, Matching::Any] {
        let options = SearchOptions { matching, ..SearchOptions::default() };
        let (once, thrice) = (ask(&searcher, "hack", &options), ask(&searcher, "hack hack hack", &options));
        assert_eq!(thrice.hits, once.hits);
        assert_eq!(thrice.query, "hack hack hack");
    }
    let results = ask(&searcher, "hack -hack", &SearchOptions::default());
    assert_eq!(results.total, 0);
}

#[test]
fn each_letter_lacks_what_it_lacks_whatever_its_rank() {
    let (_index, searcher) = searcher(&TEXTS);
    let options = SearchOptions { matching: Matching::Any, ..SearchOptions::default() };
    let results = ask(&searcher, "hack kpn OR hack lek", &options);
    assert_eq!(results.hits.len(), TEXTS.len());
    for hit in &results.hits {
        let number: usize = hit.path.to_string().trim_end_matches(".txt").parse().unwrap();
        let has = |word: &str| TEXTS[number].contains(word);
        let mut expected = Vec::new();
        for (clause, satisfied) in
            [("hack", has("hack")), ("kpn OR hack", has("kpn") || has("hack")), ("lek", has("lek"))]
        {
            if !satisfied {
                expected.push(clause);
            }
        }
        assert_eq!(hit.missing().collect::<Vec<_>>(), expected, "{}", hit.path);
    }
}

#[test]
fn ten_thousand_words_have_an_answer() {
    let words: Vec<String> = (0..10_000).map(|number| format!("woord{number}")).collect();
    let text = words.join(" ");
    let half = words[..5_000].join(" ");
    let (_index, searcher) = searcher(&[&text, &half, "hack", &half]);
    let results = ask(&searcher, &text, &SearchOptions::default());
    assert_eq!((results.coverage, results.total), (Coverage::All, 1));
    let strict = SearchOptions { matching: Matching::Strict, ..SearchOptions::default() };
    let results = ask(&searcher, &format!("{text} nergens"), &strict);
    assert_eq!(results.coverage, Coverage::Most { present: 10_000, of: 10_001 });
    assert_eq!(results.hits[0].missing().collect::<Vec<_>>(), ["nergens"]);
    // Two of the letters are copies of each other.
    let any = SearchOptions { matching: Matching::Any, fold: false, ..SearchOptions::default() };
    let results = ask(&searcher, &text, &any);
    assert_eq!(results.hits.iter().map(|hit| hit.missing().count()).collect::<Vec<_>>(), [0, 5_000, 5_000]);
}
