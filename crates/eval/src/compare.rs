//! What our answers cost against the engine's own: bytes of index and time of a search.
//!
//! The same letters lie in our index and in the [`baseline`](crate::baseline), and the same questions go
//! to both in one run, in turns, so that whatever else the machine does touches both. Every answer is
//! checked: the time of a wrong one says nothing.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use naslag_index::IndexDir;
use naslag_query::{SearchOptions, Searcher};
use serde::Serialize;
use tantivy::query::Occur;
use walkdir::WalkDir;

use crate::baseline::Baseline;
use crate::error::{Error, Result};
use crate::run::{ask, index_corpus};
use crate::speed::{Times, check_number, list, times};
use crate::topics::topics;

/// Letters to ask for, as on a page of answers.
const LIMIT: usize = 10;

/// The order in which the ways take turns, moved on by one way each time: in six rounds each way comes
/// right after each other one once. What one leaves in the processor's caches then helps or hinders all
/// alike; in a fixed order it moved medians by a tenth.
const TURNS: [usize; 6] = [0, 1, 5, 2, 4, 3];

/// What a set cost with us and with the baseline.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The name of the set's folder.
    pub set: String,
    /// Number of letters in it.
    pub letters: u64,
    /// Bytes of their titles and texts in UTF-8.
    pub text_bytes: u64,
    /// Our index.
    pub index: Size,
    /// The plain index of the engine: one field with title and text, which are stored.
    pub baseline: Size,
    /// Number of questions asked.
    pub queries: usize,
    /// What each way to answer cost.
    pub ways: Vec<Cost>,
}

/// How large an index is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Size {
    /// Bytes of all files in its folder. A list of files, which a judged set does not have, is not
    /// among them.
    pub bytes: u64,
    /// Bytes of index for each byte of title and text.
    pub ratio: f64,
    /// Number of segments; each is searched by itself, so many small ones are slower than one.
    pub segments: usize,
}

/// What one way to answer cost.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Cost {
    /// The way.
    pub way: Way,
    /// The time of a question from text to answer, all questions together.
    pub times: Times,
    /// Number of questions that found no letter.
    pub nothing: usize,
    /// The median of [`Way::Naslag`] in the same run over this median; 2 means that we are twice as
    /// slow. Nothing for our own ways.
    pub ratio: Option<f64>,
    /// The same ratio on the questions alone for which this way found a letter. Where no letter has all
    /// words the engine is done at once, while we go on to the letters with most. Nothing also when there
    /// is no such question.
    pub ratio_found: Option<f64>,
}

/// A way to answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Our ten best letters, fetched, without pieces of their text, and the number of letters.
    Naslag,
    /// The same with as many pieces of their text as we usually show.
    NaslagSnippets,
    /// tantivy's ten best letters with all words, not fetched, and the number of letters.
    TantivyAll,
    /// The same, and the letters are fetched, as ours always are.
    TantivyAllFetched,
    /// tantivy's ten best letters with any word, not fetched, and the number of letters.
    TantivyAny,
    /// The same without the number.
    TantivyAnyBest,
}

/// What is compared of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    shown: usize,
    /// Nothing when the way does not count.
    total: Option<u64>,
    snippets: usize,
}

/// The same letters twice, open for questions.
struct Both {
    naslag: Searcher,
    tantivy: Baseline,
}

impl Way {
    /// All ways, ours first.
    pub const ALL: [Self; 6] = [
        Self::Naslag,
        Self::NaslagSnippets,
        Self::TantivyAll,
        Self::TantivyAllFetched,
        Self::TantivyAny,
        Self::TantivyAnyBest,
    ];

    fn is_ours(self) -> bool {
        matches!(self, Self::Naslag | Self::NaslagSnippets)
    }
}

/// Indexes the judged set in `dir` twice in a temporary folder, with us and in the baseline, and asks
/// both its first `limit_queries` questions. Whether a question was judged does not matter here.
///
/// # Errors
/// When the set cannot be read; the message names file and line. [`Error::Wrong`] when answers that
/// should agree do not, or when most questions find nothing.
pub fn compare(dir: &Path, limit_queries: usize) -> Result<Comparison> {
    let questions: Vec<String> =
        topics(dir)?.into_iter().take(limit_queries).map(|topic| topic.text).collect();
    if questions.is_empty() {
        return Err(Error::Incomplete { dir: dir.to_owned(), what: "question in queries.jsonl" });
    }
    let home = tempfile::tempdir().map_err(Error::io("make a folder in", &std::env::temp_dir()))?;
    let (ours, theirs) = (home.path().join("index"), home.path().join("tantivy"));
    let index = IndexDir::at(&ours);
    let letters = index_corpus(dir, &index, &home.path().join("letters"))?;
    let both = Both { naslag: Searcher::open(&index)?, tantivy: Baseline::create(dir, &theirs)? };
    check_number("letters in the baseline", both.tantivy.letters, letters)?;
    let text_bytes = both.tantivy.text_bytes;
    Ok(Comparison {
        set: dir.file_name().unwrap_or(dir.as_os_str()).to_string_lossy().into_owned(),
        letters,
        text_bytes,
        index: size(&ours, text_bytes)?,
        baseline: size(&theirs, text_bytes)?,
        queries: questions.len(),
        ways: both.costs(&questions)?,
    })
}

impl Both {
    /// Asks all `questions` in all ways twice: once to warm up and to check the answers, once for the
    /// time.
    fn costs(&self, questions: &[String]) -> Result<Vec<Cost>> {
        let expected: Vec<_> =
            questions.iter().map(|question| self.check(question)).collect::<Result<_>>()?;
        let nothing = Way::ALL
            .map(|way| expected.iter().filter(|found: &&[Found; 6]| found[way as usize].shown == 0).count());
        check_most(&expected, &nothing)?;
        let count = questions.len();
        let mut all = Way::ALL.map(|_| vec![Duration::ZERO; count]);
        for step in 0..count {
            for turn in TURNS {
                let way = Way::ALL[(turn + step) % Way::ALL.len()];
                // The ways are at different places of the list, each at its own: a way that gets the
                // question another just got would find the letters unpacked in memory.
                let number = (step + way as usize * count / Way::ALL.len()) % count;
                let (found, time) = self.answer(way, &questions[number])?;
                expect_same(way, &questions[number], found, expected[number][way as usize])?;
                all[way as usize][number] = time;
            }
        }
        let ours = &all[Way::Naslag as usize];
        let cost = |way: Way| {
            let these = &all[way as usize];
            let is_found = |number: &usize| expected[*number][way as usize].shown > 0;
            let found = |all: &[Duration]| (0..count).filter(is_found).map(|number| all[number]).collect();
            let ratio = |ours: Vec<Duration>, these: Vec<Duration>| {
                let ratio = times(ours).median.as_secs_f64() / times(these).median.as_secs_f64();
                // No question is left where a way finds nothing at all, and no number.
                (!way.is_ours() && ratio.is_finite()).then_some(ratio)
            };
            Cost {
                way,
                times: times(these.clone()),
                nothing: nothing[way as usize],
                ratio: ratio(ours.clone(), these.clone()),
                ratio_found: ratio(found(ours), found(these)),
            }
        };
        Ok(Way::ALL.map(cost).into())
    }

    /// Answers `question` in all ways and checks that the answers agree.
    fn check(&self, question: &str) -> Result<[Found; 6]> {
        let mut all = [Found { shown: 0, total: None, snippets: 0 }; 6];
        for (found, way) in all.iter_mut().zip(Way::ALL) {
            *found = self.answer(way, question)?.0;
            if let Some(total) = found.total {
                let expected = usize::try_from(total).unwrap_or(usize::MAX).min(LIMIT);
                // Our letters with all words are followed by others, while there is room.
                let fills_up = matches!(way, Way::Naslag | Way::NaslagSnippets);
                if fills_up && (expected..=LIMIT).contains(&found.shown) {
                    continue;
                }
                expect_same(way, question, found.shown, expected)?;
            }
        }
        let of = |way: Way| all[way as usize];
        expect_same(
            Way::NaslagSnippets,
            question,
            Found { snippets: 0, ..of(Way::NaslagSnippets) },
            of(Way::Naslag),
        )?;
        expect_same(Way::TantivyAllFetched, question, of(Way::TantivyAllFetched), of(Way::TantivyAll))?;
        expect_same(Way::TantivyAnyBest, question, of(Way::TantivyAnyBest).shown, of(Way::TantivyAny).shown)?;
        if of(Way::TantivyAll).total > of(Way::TantivyAny).total {
            return Err(Error::Wrong(format!(
                "{question:?} finds more letters with all words than with any"
            )));
        }
        Ok(all)
    }

    /// Answers `question` and returns the time that took, from its text to what a caller gets.
    fn answer(&self, way: Way, question: &str) -> Result<(Found, Duration)> {
        let ours = |snippets| {
            let options = SearchOptions { limit: LIMIT, snippets, ..SearchOptions::default() };
            let (results, time) = ask(&self.naslag, question, &options)?;
            let snippets = results.hits.iter().map(|hit| hit.snippets.len()).sum();
            Ok((Found { shown: results.hits.len(), total: Some(results.total), snippets }, time))
        };
        let start = Instant::now();
        let (shown, total) = match way {
            Way::Naslag => return ours(0),
            Way::NaslagSnippets => return ours(SearchOptions::default().snippets),
            Way::TantivyAnyBest => (self.tantivy.best(question, Occur::Should, LIMIT)?.len(), None),
            Way::TantivyAny => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Should, LIMIT)?;
                (best.len(), Some(total))
            }
            Way::TantivyAll => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Must, LIMIT)?;
                (best.len(), Some(total))
            }
            Way::TantivyAllFetched => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Must, LIMIT)?;
                (self.tantivy.fetch(&best)?.len(), Some(total))
            }
        };
        Ok((Found { shown, total, snippets: 0 }, start.elapsed()))
    }
}

/// Checks that most questions find letters, with us and with any word in the baseline, and that some
/// letter shows a piece of its text. Most words of real questions stand in some letter, so anything else
/// is a mistake in an index.
fn check_most(found: &[[Found; 6]], nothing: &[usize; 6]) -> Result<()> {
    for way in [Way::Naslag, Way::TantivyAny] {
        let nothing = nothing[way as usize];
        if nothing * 2 > found.len() {
            let of = found.len();
            return Err(Error::Wrong(format!("{nothing} of {of} questions find nothing ({way:?})")));
        }
    }
    if found.iter().all(|found| found[Way::NaslagSnippets as usize].snippets == 0) {
        return Err(Error::Wrong("no letter shows a piece of its text".to_owned()));
    }
    Ok(())
}

fn expect_same<T: PartialEq + Debug>(way: Way, question: &str, found: T, expected: T) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(Error::Wrong(format!("{question:?} finds {found:?} instead of {expected:?} ({way:?})")))
}

/// Returns the size of the index in the folder `place`, which holds `text_bytes` bytes of text.
fn size(place: &Path, text_bytes: u64) -> Result<Size> {
    let bytes = list(place)?.1;
    // Each segment has one file of stored letters.
    let stored = |entry: &walkdir::DirEntry| entry.path().extension().is_some_and(|end| end == "store");
    let segments = WalkDir::new(place).into_iter().flatten().filter(stored).count();
    Ok(Size { bytes, ratio: bytes as f64 / text_bytes as f64, segments })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tiny;

    #[test]
    fn a_set_is_asked_in_all_ways() {
        let home = tempfile::tempdir().unwrap();
        let comparison = compare(&tiny::set(home.path()), 400).unwrap();
        assert_eq!((comparison.set.as_str(), comparison.letters, comparison.queries), ("set", 3, 5));
        assert!(comparison.index.bytes > 0 && comparison.index.segments > 0, "{:?}", comparison.index);
        assert!(comparison.baseline.bytes > 0 && comparison.baseline.segments > 0);
        assert_eq!(comparison.ways.iter().map(|cost| cost.way).collect::<Vec<_>>(), Way::ALL);
        for Cost { way, times, nothing, ratio, ratio_found } in comparison.ways {
            assert_eq!(times.count, 5, "{way:?}");
            assert_eq!([ratio.is_some(), ratio_found.is_some()], [!way.is_ours(); 2], "{way:?}");
            // No letter has a word of the last two.
            assert_eq!(nothing, 2, "{way:?}");
        }
    }

    #[test]
    fn each_way_follows_each_other_one() {
        let order = |step: usize| TURNS.map(|turn| (turn + step) % Way::ALL.len());
        let mut pairs: Vec<_> = (0..Way::ALL.len())
            .flat_map(|step| order(step).windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>())
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), 6 * 5);
        assert!(Way::ALL.iter().enumerate().all(|(number, way)| *way as usize == number));
    }

    #[test]
    fn only_the_first_questions_are_asked_when_limited() {
        let home = tempfile::tempdir().unwrap();
        let comparison = compare(&tiny::set(home.path()), 1).unwrap();
        assert_eq!((comparison.queries, comparison.ways[0].times.count), (1, 1));
    }

    #[test]
    fn a_way_that_never_finds_has_no_ratio_of_what_it_finds() {
        let home = tempfile::tempdir().unwrap();
        let dir = tiny::set(home.path());
        std::fs::write(dir.join("queries.jsonl"), "{\"id\":\"1\",\"text\":\"stroom telecom\"}\n").unwrap();
        let comparison = compare(&dir, 400).unwrap();
        let all = comparison.ways[Way::TantivyAll as usize];
        assert_eq!((all.nothing, all.ratio_found), (1, None));
        assert!(comparison.ways[Way::TantivyAny as usize].ratio_found.is_some());
    }

    #[test]
    fn answers_that_find_nothing_are_not_measured() {
        let home = tempfile::tempdir().unwrap();
        let dir = tiny::set(home.path());
        std::fs::write(dir.join("queries.jsonl"), "{\"id\":\"1\",\"text\":\"telecom\"}\n").unwrap();
        let error = compare(&dir, 400).unwrap_err();
        assert!(matches!(error, Error::Wrong(_)), "{error}");
        std::fs::write(dir.join("queries.jsonl"), "\n").unwrap();
        let error = compare(&dir, 400).unwrap_err();
        assert!(error.to_string().contains("set holds no question in queries.jsonl"), "{error}");
    }
}
