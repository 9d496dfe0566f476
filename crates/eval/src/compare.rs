//! What our answers cost against the engine's own: bytes of index and time of a search.
//!
//! The same letters lie in our index and in the [`baseline`](crate::baseline), and the same questions go
//! to both in one run, in turns, so that whatever else the machine does touches both. Every answer is
//! checked: the time of a wrong one says nothing.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use naslag_query::{SearchOptions, Searcher, parse};
use serde::Serialize;
use tantivy::query::Occur;
use walkdir::WalkDir;

use crate::baseline::Baseline;
use crate::corpus::corpus;
use crate::error::{Error, Result};
use crate::home::Home;
use crate::run::ask;
use crate::speed::{Times, check_number, list, times};
use crate::topics::topics;

/// Letters to ask for, as on a page of answers.
const LIMIT: usize = 10;

/// The order in which the ways take turns, moved on by one way each time: in eight rounds each way comes
/// right after each other one once. What one leaves in the processor's caches then helps or hinders all
/// alike; in a fixed order it moved medians by a tenth.
const TURNS: [usize; WAYS] = [0, 1, 7, 2, 6, 3, 5, 4];

const WAYS: usize = 8;

/// Times each way answers each question, of which the shortest counts: what else the machine does makes an
/// answer slower and never quicker.
const ROUNDS: usize = 3;

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
    /// The same when each question was asked for the first time. The ways answer it after each other then, so
    /// of ours only [`Way::NaslagBest`] has not met its words before.
    pub first: Times,
    /// Number of questions that found no letter.
    pub nothing: usize,
    /// The median of our way that does the same, fetching or not, in the same run over this median; 2 means
    /// that we are twice as slow. Nothing for our own ways.
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
    /// Our ten best letters, not fetched, and the number of letters.
    NaslagBest,
    /// The same, and the letters are fetched, with what of the question is in them.
    Naslag,
    /// The same with as many pieces of their text as we usually show.
    NaslagSnippets,
    /// tantivy's ten best letters with all words, not fetched, and the number of letters.
    TantivyAll,
    /// tantivy's ten best letters with any word, not fetched.
    TantivyAnyBest,
    /// The same and the number of letters.
    TantivyAny,
    /// The same, and the letters are fetched.
    TantivyAnyFetched,
    /// tantivy's ten best letters, not fetched, and the number of letters, for what its own reader of
    /// questions makes of the text.
    TantivyParsed,
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
    pub const ALL: [Self; WAYS] = [
        Self::NaslagBest,
        Self::Naslag,
        Self::NaslagSnippets,
        Self::TantivyAll,
        Self::TantivyAnyBest,
        Self::TantivyAny,
        Self::TantivyAnyFetched,
        Self::TantivyParsed,
    ];

    fn is_ours(self) -> bool {
        matches!(self, Self::NaslagBest | Self::Naslag | Self::NaslagSnippets)
    }

    /// Our way that does as much.
    fn of_ours(self) -> Self {
        if self == Self::TantivyAnyFetched { Self::Naslag } else { Self::NaslagBest }
    }
}

/// Indexes the judged set in `dir` twice, with us and in the baseline, in a temporary folder or in `kept`, and
/// asks both its first `limit_queries` questions. Whether a question was judged does not matter here.
///
/// # Errors
/// When the set cannot be read; the message names file and line. [`Error::Wrong`] when answers that
/// should agree do not, or when most questions find nothing.
pub fn compare(dir: &Path, limit_queries: usize, kept: Option<&Path>) -> Result<Comparison> {
    let questions: Vec<String> =
        topics(dir)?.into_iter().take(limit_queries).map(|topic| topic.text).collect();
    if questions.is_empty() {
        return Err(Error::Incomplete { dir: dir.to_owned(), what: "question in queries.jsonl" });
    }
    let home = Home::of(dir, kept)?;
    let both = Both { naslag: home.searcher(dir)?, tantivy: home.baseline(dir)? };
    let letters = both.naslag.header().letters;
    check_number("letters in the baseline", both.tantivy.letters, letters)?;
    let mut text_bytes = 0;
    for letter in corpus(dir)? {
        let letter = letter?;
        text_bytes += (letter.title.len() + letter.text.len()) as u64;
    }
    Ok(Comparison {
        set: dir.file_name().unwrap_or(dir.as_os_str()).to_string_lossy().into_owned(),
        letters,
        text_bytes,
        index: size(&home.ours(), text_bytes)?,
        baseline: size(&home.theirs(), text_bytes)?,
        queries: questions.len(),
        ways: both.costs(&questions)?,
    })
}

impl Both {
    /// Asks all `questions` in all ways, once to warm up and to check the answers, then for the time.
    fn costs(&self, questions: &[String]) -> Result<Vec<Cost>> {
        let expected: Vec<_> =
            questions.iter().map(|question| self.check(question)).collect::<Result<_>>()?;
        let nothing = Way::ALL.map(|way| {
            expected.iter().filter(|all: &&[(Found, Duration); WAYS]| all[way as usize].0.shown == 0).count()
        });
        check_most(&expected, &nothing)?;
        let count = questions.len();
        let mut all = Way::ALL.map(|_| vec![Duration::MAX; count]);
        for step in 0..ROUNDS * count {
            for turn in TURNS {
                let way = Way::ALL[(turn + step) % WAYS];
                // The ways are at different places of the list, each at its own: a way that gets the
                // question another just got would find the letters unpacked in memory.
                let number = (step + way as usize * count / WAYS) % count;
                let (found, time) = self.answer(way, &questions[number])?;
                expect_same(way, &questions[number], found, expected[number][way as usize].0)?;
                let shortest = &mut all[way as usize][number];
                *shortest = time.min(*shortest);
            }
        }
        let cost = |way: Way| {
            let (ours, these) = (&all[way.of_ours() as usize], &all[way as usize]);
            let is_found = |number: &usize| expected[*number][way as usize].0.shown > 0;
            let found = |all: &[Duration]| (0..count).filter(is_found).map(|number| all[number]).collect();
            let ratio = |ours: Vec<Duration>, these: Vec<Duration>| {
                let ratio = times(ours).median.as_secs_f64() / times(these).median.as_secs_f64();
                // No question is left where a way finds nothing at all, and no number.
                (!way.is_ours() && ratio.is_finite()).then_some(ratio)
            };
            Cost {
                way,
                times: times(these.clone()),
                first: times(expected.iter().map(|all| all[way as usize].1).collect()),
                nothing: nothing[way as usize],
                ratio: ratio(ours.clone(), these.clone()),
                ratio_found: ratio(found(ours), found(these)),
            }
        };
        Ok(Way::ALL.map(cost).into())
    }

    /// Answers `question` in all ways and checks that the answers agree.
    fn check(&self, question: &str) -> Result<[(Found, Duration); WAYS]> {
        let mut all = [(Found { shown: 0, total: None, snippets: 0 }, Duration::ZERO); WAYS];
        for (answer, way) in all.iter_mut().zip(Way::ALL) {
            *answer = self.answer(way, question)?;
            let found = answer.0;
            if let Some(total) = found.total {
                let expected = usize::try_from(total).unwrap_or(usize::MAX).min(LIMIT);
                // Our letters with all words are followed by others, while there is room.
                if way.is_ours() && (expected..=LIMIT).contains(&found.shown) {
                    continue;
                }
                expect_same(way, question, found.shown, expected)?;
            }
        }
        let of = |way: Way| all[way as usize].0;
        for way in [Way::Naslag, Way::NaslagSnippets] {
            expect_same(way, question, Found { snippets: 0, ..of(way) }, of(Way::NaslagBest))?;
        }
        expect_same(Way::TantivyAnyFetched, question, of(Way::TantivyAnyFetched), of(Way::TantivyAny))?;
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
            // The engine does not take copies of one letter together either.
            let options = SearchOptions { limit: LIMIT, snippets, fold: false, ..SearchOptions::default() };
            let (results, time) = ask(&self.naslag, question, &options)?;
            let snippets = results.hits.iter().map(|hit| hit.snippets.len()).sum();
            Ok((Found { shown: results.hits.len(), total: Some(results.total), snippets }, time))
        };
        let start = Instant::now();
        let (shown, total) = match way {
            Way::NaslagBest => {
                let options = SearchOptions { limit: LIMIT, ..SearchOptions::default() };
                let ranking = self.naslag.rank(&parse(question), &options)?;
                (ranking.letters.len(), Some(ranking.total))
            }
            Way::Naslag => return ours(0),
            Way::NaslagSnippets => return ours(SearchOptions::default().snippets),
            Way::TantivyAnyBest => (self.tantivy.best(question, Occur::Should, LIMIT)?.len(), None),
            Way::TantivyAny => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Should, LIMIT)?;
                (best.len(), Some(total))
            }
            Way::TantivyAnyFetched => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Should, LIMIT)?;
                (self.tantivy.fetch(&best)?.len(), Some(total))
            }
            Way::TantivyAll => {
                let (best, total) = self.tantivy.best_and_total(question, Occur::Must, LIMIT)?;
                (best.len(), Some(total))
            }
            Way::TantivyParsed => {
                let (best, total) = self.tantivy.parsed(question, LIMIT)?;
                (best.len(), Some(total))
            }
        };
        Ok((Found { shown, total, snippets: 0 }, start.elapsed()))
    }
}

/// Checks that most questions find letters, with us and with any word in the baseline, and that some
/// letter shows a piece of its text. Most words of real questions stand in some letter, so anything else
/// is a mistake in an index.
fn check_most(found: &[[(Found, Duration); WAYS]], nothing: &[usize; WAYS]) -> Result<()> {
    for way in [Way::Naslag, Way::TantivyAny] {
        let nothing = nothing[way as usize];
        if nothing * 2 > found.len() {
            let of = found.len();
            return Err(Error::Wrong(format!("{nothing} of {of} questions find nothing ({way:?})")));
        }
    }
    if found.iter().all(|found| found[Way::NaslagSnippets as usize].0.snippets == 0) {
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
        let comparison = compare(&tiny::set(home.path()), 400, None).unwrap();
        assert_eq!((comparison.set.as_str(), comparison.letters, comparison.queries), ("set", 3, 5));
        assert!(comparison.index.bytes > 0 && comparison.index.segments > 0, "{:?}", comparison.index);
        assert!(comparison.baseline.bytes > 0 && comparison.baseline.segments > 0);
        assert_eq!(comparison.ways.iter().map(|cost| cost.way).collect::<Vec<_>>(), Way::ALL);
        for Cost { way, times, first, nothing, ratio, ratio_found } in comparison.ways {
            assert_eq!((times.count, first.count), (5, 5), "{way:?}");
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
        assert_eq!(pairs.len(), WAYS * (WAYS - 1));
        assert!(Way::ALL.iter().enumerate().all(|(number, way)| *way as usize == number));
    }

    #[test]
    fn only_the_first_questions_are_asked_when_limited() {
        let home = tempfile::tempdir().unwrap();
        let comparison = compare(&tiny::set(home.path()), 1, None).unwrap();
        assert_eq!((comparison.queries, comparison.ways[0].times.count), (1, 1));
    }

    #[test]
    fn a_way_that_never_finds_has_no_ratio_of_what_it_finds() {
        let home = tempfile::tempdir().unwrap();
        let dir = tiny::set(home.path());
        std::fs::write(dir.join("queries.jsonl"), "{\"id\":\"1\",\"text\":\"stroom telecom\"}\n").unwrap();
        let comparison = compare(&dir, 400, None).unwrap();
        let all = comparison.ways[Way::TantivyAll as usize];
        assert_eq!((all.nothing, all.ratio_found), (1, None));
        assert!(comparison.ways[Way::TantivyAny as usize].ratio_found.is_some());
    }

    #[test]
    fn answers_that_find_nothing_are_not_measured() {
        let home = tempfile::tempdir().unwrap();
        let dir = tiny::set(home.path());
        std::fs::write(dir.join("queries.jsonl"), "{\"id\":\"1\",\"text\":\"telecom\"}\n").unwrap();
        let error = compare(&dir, 400, None).unwrap_err();
        assert!(matches!(error, Error::Wrong(_)), "{error}");
        std::fs::write(dir.join("queries.jsonl"), "\n").unwrap();
        let error = compare(&dir, 400, None).unwrap_err();
        assert!(error.to_string().contains("set holds no question in queries.jsonl"), "{error}");
    }
}
