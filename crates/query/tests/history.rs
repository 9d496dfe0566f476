//! The same letters give the same answers, byte for byte, whatever happened to the index before.

#![allow(clippy::unwrap_used)]

mod support;

use naslag_eval::Random;
use naslag_index::{Letter, LetterPath};
use naslag_query::{Matching, SearchOptions, SearchResults, Searcher, parse};
use support::{TestIndex, letters};

const SEED: u64 = 26_643;
const LETTERS: usize = 240;
const QUERIES: usize = 100;

fn in_one_go(letters: &[Letter]) -> TestIndex {
    let mut index = TestIndex::new(1);
    letters.iter().for_each(|letter| index.add(letter));
    index.commit();
    index
}

/// Other letters first, another order, commits in between; in the end the same letters.
fn with_detours(letters: &[Letter], others: &[Letter]) -> TestIndex {
    let mut random = Random::new(SEED);
    let mut order: Vec<_> = (0..letters.len()).collect();
    random.shuffle(&mut order);
    let mut index = TestIndex::new(2);
    let mut wrong = Vec::new();
    for (done, number) in order.into_iter().enumerate() {
        if random.one_in(3) {
            index.add(&others[number]);
            wrong.push(number);
        } else {
            index.add(&letters[number]);
        }
        if done % 17 == 16 {
            index.commit();
        }
        // Some are put right soon after, in the same commit or the next, others at the end.
        if random.one_in(4)
            && let Some(number) = wrong.pop()
        {
            index.remove(&letters[number].path);
            index.add(&letters[number]);
        }
    }
    // Letters that were there for a while and are gone.
    let mut passing = support::letters(SEED + 2, 30);
    for letter in &mut passing {
        letter.path = LetterPath::from_stored(&format!("weg/{}", letter.path));
    }
    passing.iter().for_each(|letter| index.add(letter));
    index.commit();
    for number in wrong {
        index.remove(&letters[number].path);
        index.add(&letters[number]);
        if random.one_in(5) {
            index.commit();
        }
    }
    passing.iter().for_each(|letter| index.remove(&letter.path));
    index.commit();
    index
}

fn queries(letters: &[Letter]) -> Vec<String> {
    let mut random = Random::new(SEED + 3);
    let mut queries = Vec::new();
    while queries.len() < QUERIES {
        let text = &random.pick(letters).unwrap().text;
        let words: Vec<_> = text.split([' ', '\n']).filter(|word| is_plain(word)).collect();
        let mut word = || random.pick(&words).copied().unwrap_or("motie").to_lowercase();
        let query = match queries.len() % 6 {
            0 => word(),
            1 => format!("{} {}", word(), word()),
            2 => format!("{} OR {} {}", word(), word(), word()),
            3 => format!("{} -{}", word(), word()),
            4 => format!("de {} hack {} nergensvindbaar", word(), word()),
            _ => {
                let pairs: Vec<_> = text.split([' ', '\n']).collect();
                let pairs: Vec<_> =
                    pairs.windows(2).filter(|pair| pair.iter().all(|word| is_plain(word))).collect();
                random.pick(&pairs).map_or_else(String::new, |pair| format!("\"{}\"", pair.join(" ")))
            }
        };
        queries.push(query);
    }
    queries
}

fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && !word.is_empty()
}

fn ask(searcher: &Searcher, query: &str, matching: Matching) -> SearchResults {
    let options = SearchOptions { limit: 50, matching, fold: false, ..SearchOptions::default() };
    searcher.search(&parse(query), &options).unwrap()
}

#[test]
fn answers_do_not_depend_on_how_the_index_came_about() {
    let letters = letters(SEED, LETTERS);
    let others = support::letters(SEED + 1, LETTERS);
    let (straight, winding) = (in_one_go(&letters), with_detours(&letters, &others));
    let (straight, winding) = (straight.searcher(), winding.searcher());
    let mut hits = 0;
    for query in queries(&letters) {
        for matching in [Matching::All, Matching::Any] {
            let (expected, found) = (ask(&straight, &query, matching), ask(&winding, &query, matching));
            let order = |results: &SearchResults| -> Vec<(String, u32)> {
                results.hits.iter().map(|hit| (hit.path.to_string(), hit.score.to_bits())).collect()
            };
            assert_eq!(order(&found), order(&expected), "{query:?} {matching:?}");
            // Titles, dates, snippets, what is missing, totals and counts of words.
            assert_eq!(found, expected, "{query:?} {matching:?}");
            hits += expected.hits.len();
        }
    }
    assert!(hits > 10 * QUERIES, "only {hits} hits were compared");
}
