//! How fast the program is, on letters that are made up.
//!
//! Measured are first indexing, looking again when nothing changed against merely listing the same
//! files, asking an index that is open, and asking with a fresh process. Every answer is checked: the
//! time of a wrong one says nothing. The files were just written, so all reading is from memory.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::time::{Duration, Instant};

use naslag_index::IndexDir;
use naslag_query::{SearchOptions, Searcher, parse};
use serde::Serialize;
use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::generate::generate;
use crate::letters::letters;
use crate::program::{Program, peak_memory};
pub use crate::questions::Kind;
use crate::questions::{Question, questions};
use crate::random::Random;

/// Runs of what is measured by its median, after one that does not count.
const RUNS: usize = 11;

/// Letters from which questions are taken, up to four each.
const ASKED_LETTERS: usize = 100;

/// A file read within two seconds of being written is read again by the next run, since it may have
/// changed again under the same time. Letters that lie in a folder are older than that.
const UNTIL_LETTERS_ARE_OLD: Duration = Duration::from_secs(3);

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub struct Speed {
    /// Number of letters.
    pub letters: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// Number of processors the system lets us use.
    pub processors: usize,
    /// Making the index, from starting the program to its end.
    pub first_index: Duration,
    /// The most memory in bytes it had resident while making the index, where the system says so.
    pub peak_memory: Option<u64>,
    /// The size of the index in bytes.
    pub index_bytes: u64,
    /// Listing the files with size and time and doing nothing else.
    pub listing: Duration,
    /// Running the program on a folder in which nothing changed.
    pub no_change: Duration,
    /// Asking an open index for ten letters with pieces of their text, all questions together.
    pub search: Times,
    /// The same by kind of question.
    pub search_by_kind: BTreeMap<Kind, Times>,
    /// Running the program to ask one question.
    pub search_process: Duration,
}

/// The times of several questions.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Times {
    /// Number of questions.
    pub count: usize,
    /// Half of them took no longer.
    pub median: Duration,
    /// Ninety-five of a hundred took no longer.
    pub p95: Duration,
}

/// Measures the `naslag` program beside this one on `count` letters of about `bytes` bytes.
///
/// # Errors
/// [`Error::NoProgram`] when it was not built, [`Error::Failed`] when it fails, [`Error::Wrong`] when
/// an answer is not what it must be.
pub fn measure(seed: u64, count: usize, bytes: usize) -> Result<Speed> {
    let home = tempfile::tempdir().map_err(Error::io("make a folder in", &std::env::temp_dir()))?;
    let program = Program::beside_this_one(home.path())?;
    let folder = home.path().join("letters");
    let place = home.path().join("index");
    let written = generate(&folder, seed, count, bytes)?;
    std::thread::sleep(UNTIL_LETTERS_ARE_OLD);

    let index_args = ["index".as_ref(), folder.as_os_str(), "--index".as_ref(), place.as_os_str()];
    // The system keeps the most of all programs run, so the one that counts has to be the first.
    let (first_index, _) = program.run(&index_args)?;
    let peak_memory = peak_memory();
    let searcher = Searcher::open(&IndexDir::at(&place))?;
    check_number("letters in the index", searcher.header().letters, count as u64)?;

    let (listing, no_change) = no_change(&program, &folder, &index_args, (count as u64, written))?;
    let asked = ask_all(&searcher, &take_questions(seed, count, bytes))?;
    Ok(Speed {
        letters: count as u64,
        bytes: written,
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        first_index,
        peak_memory,
        index_bytes: list(&place)?.1,
        listing,
        no_change,
        search: times(asked.iter().map(|(_, time)| *time).collect()),
        search_by_kind: by_kind(&asked),
        search_process: search_process(&program, &place)?,
    })
}

/// Returns the median times of listing `folder` and of running the program on it, run in turns so
/// that whatever else the machine does touches both.
fn no_change(
    program: &Program,
    folder: &Path,
    args: &[&OsStr],
    expected: (u64, u64),
) -> Result<(Duration, Duration)> {
    let mut listing = Vec::new();
    let mut no_change = Vec::new();
    for _ in 0..=RUNS {
        let start = Instant::now();
        let found = list(folder)?;
        listing.push(start.elapsed());
        check_number("letters listed", found.0, expected.0)?;
        check_number("bytes listed", found.1, expected.1)?;
        no_change.push(program.run(args)?.0);
    }
    Ok((times(listing.split_off(1)).median, times(no_change.split_off(1)).median))
}

/// Returns the number and size of the files below `folder`.
pub(crate) fn list(folder: &Path) -> Result<(u64, u64)> {
    let mut found = (0, 0);
    for entry in WalkDir::new(folder) {
        let metadata = entry.and_then(|entry| entry.metadata());
        let metadata = metadata.map_err(|error| Error::io("list", folder)(error.into()))?;
        if metadata.is_file() {
            found = (found.0 + 1, found.1 + metadata.len());
        }
    }
    Ok(found)
}

/// Takes questions from letters spread over all.
fn take_questions(seed: u64, count: usize, bytes: usize) -> Vec<Question> {
    let mut random = Random::new(seed);
    let step = (count / ASKED_LETTERS).max(1);
    letters(seed, count, bytes).step_by(step).flat_map(|letter| questions(&letter, &mut random)).collect()
}

/// Asks every question twice, the first time to see that the answer is right.
fn ask_all(searcher: &Searcher, questions: &[Question]) -> Result<Vec<(Kind, Duration)>> {
    let options = SearchOptions::default();
    let totals = questions.iter().map(|question| check(searcher, question)).collect::<Result<Vec<_>>>()?;
    let mut asked = Vec::new();
    for (question, total) in questions.iter().zip(totals) {
        let start = Instant::now();
        let results = searcher.search(&parse(&question.text), &options)?;
        asked.push((question.kind, start.elapsed()));
        check_number(&format!("letters for {:?}", question.text), results.total, total)?;
    }
    Ok(asked)
}

/// Checks that `question` finds the letter it was taken from and returns how many letters it finds.
fn check(searcher: &Searcher, question: &Question) -> Result<u64> {
    let query = parse(&question.text);
    let wrong = |what: &str| Err(Error::Wrong(format!("{:?} {what}", question.text)));
    let results = searcher.search(&query, &SearchOptions::default())?;
    if results.hits.iter().any(|hit| hit.snippets.is_empty() && hit.title_highlights.is_empty()) {
        return wrong("finds a letter and shows nothing of it");
    }
    // Words stand in so many letters that fetching all of them takes minutes.
    if matches!(question.kind, Kind::Word | Kind::TwoWords) {
        return if results.total > 0 { Ok(results.total) } else { wrong("finds nothing") };
    }
    // The scan knows nothing of copies.
    let all = SearchOptions { limit: usize::MAX, snippets: 0, fold: false, ..SearchOptions::default() };
    let results = searcher.search(&query, &all)?;
    check_number(&format!("letters for {:?}", question.text), results.hits.len() as u64, results.total)?;
    if results.hits.iter().all(|hit| hit.path.as_str() != question.from) {
        return wrong(&format!("does not find {}, which it was taken from", question.from));
    }
    Ok(results.total)
}

/// Returns the median time of the program for one question that many letters answer.
fn search_process(program: &Program, place: &Path) -> Result<Duration> {
    const QUESTION: &str = "\"motie Hennis-Plasschaert\"";
    let mut all = Vec::new();
    for _ in 0..=RUNS {
        let (time, printed) =
            program.run(&["search".as_ref(), "--index".as_ref(), place.as_os_str(), QUESTION.as_ref()])?;
        if !printed.contains("Plasschaert") {
            return Err(Error::Wrong(format!("`naslag search {QUESTION}` does not print the name")));
        }
        all.push(time);
    }
    Ok(times(all.split_off(1)).median)
}

fn by_kind(asked: &[(Kind, Duration)]) -> BTreeMap<Kind, Times> {
    let mut kinds: BTreeMap<Kind, Vec<Duration>> = BTreeMap::new();
    for (kind, time) in asked {
        kinds.entry(*kind).or_default().push(*time);
    }
    kinds.into_iter().map(|(kind, all)| (kind, times(all))).collect()
}

pub(crate) fn times(mut all: Vec<Duration>) -> Times {
    all.sort_unstable();
    let at = |index: usize| all.get(index).copied().unwrap_or_default();
    Times {
        count: all.len(),
        median: at(all.len() / 2),
        p95: at((all.len() * 95).div_ceil(100).saturating_sub(1)),
    }
}

pub(crate) fn check_number(what: &str, found: u64, expected: u64) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(Error::Wrong(format!("{found} {what} instead of {expected}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_ninety_fifth_of_a_hundred() {
        let hundred = times((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!((hundred.count, hundred.p95), (100, Duration::from_millis(95)));
        assert_eq!(times(vec![Duration::from_millis(7)]).p95, Duration::from_millis(7));
        let three = [3, 1, 2].map(Duration::from_millis);
        assert_eq!(times(three.to_vec()).median, Duration::from_millis(2));
        assert_eq!(times(Vec::new()).median, Duration::ZERO);
    }
}
