//! Asking the questions of a judged set and judging the answers.
//!
//! Letters go into an index and questions to a searcher through the code the program itself uses;
//! nothing here knows how either works. An operator in a question, typed by somebody who did not mean
//! one, is read as one: so it is for users. The baseline is asked and judged in the same way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use naslag_index::{IndexDir, Letter, LetterPath, Manifest, Walk, Writer};
use naslag_query::{Hit, Matching, SearchOptions, SearchResults, Searcher, parse};
use serde::Serialize;
use tantivy::query::Occur;

use crate::corpus::corpus;
use crate::error::{Error, Result};
use crate::home::Home;
use crate::metrics::{Judgement, Scores, judge, mean};
use crate::topics::{Judgements, Topic, judgements, topics};

/// Letters to ask for: far more than the hundred that are judged, so that letters with the score of
/// one among them are seen as well.
const LIMIT: usize = 1_000;

/// How to ask.
#[derive(Debug, Clone)]
pub struct Options {
    /// How much of the question a letter has to satisfy; the baseline passes over this.
    pub matching: Matching,
    /// Number of questions to ask at most, the first of the set.
    pub limit_queries: Option<usize>,
    /// Number of worst questions to keep.
    pub worst: usize,
    /// A folder in which indexes are kept, and used again when they are there.
    pub kept: Option<PathBuf>,
}

/// Who answered and, with us, how much of a question a letter had to satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// We, as [`Matching::All`].
    NaslagAll,
    /// We, as [`Matching::Any`].
    NaslagAny,
    /// The baseline, a plain index of the engine below us: any word.
    Tantivy,
}

/// How good the answers to a set are.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// The name of the set's folder.
    pub set: String,
    /// Who answered.
    pub engine: Engine,
    /// Number of letters in it.
    pub letters: u64,
    /// Number of questions asked that have a right letter.
    pub queries: usize,
    /// Number of questions passed over because no letter is right.
    pub unjudged: usize,
    /// The measures on average.
    pub scores: Scores,
    /// The measures on average by class with the number of questions; empty for sets without classes.
    pub classes: BTreeMap<String, (usize, Scores)>,
    /// The time in milliseconds within which half of the questions were answered, up to a thousand
    /// letters each, fetched, without pieces of their text.
    pub median_ms: f64,
    /// The questions that did worst, the worst first.
    pub worst: Vec<Asked>,
}

/// One question and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// The name of the question.
    pub id: String,
    /// The question; may hold control characters.
    pub text: String,
    /// The rank of the first right letter, from 1; nothing when it was missed.
    pub rank: Option<usize>,
    /// The number of letters that answered.
    pub total: u64,
    /// nDCG of the first ten.
    pub ndcg_at_10: f64,
}

/// Indexes the judged set in `dir` in a temporary folder, asks its questions and judges the answers.
///
/// # Errors
/// When the set cannot be read or has no judged question; the message names file and line.
pub fn evaluate(dir: &Path, options: &Options) -> Result<Evaluation> {
    // What is read quickly is read first: a mistake in it should not show after minutes.
    let set = Questions::read(dir, options)?;
    let home = Home::of(dir, options.kept.as_deref())?;
    let searcher = home.searcher(dir)?;
    let letters = searcher.header().letters;
    let matching = options.matching;
    let engine = match matching {
        Matching::All | Matching::Strict => Engine::NaslagAll,
        Matching::Any => Engine::NaslagAny,
    };
    // Sets hold sections and answers that repeat each other, and each is judged by itself.
    let search =
        SearchOptions { limit: LIMIT, snippets: 0, matching, fold: false, ..SearchOptions::default() };
    set.judge(engine, letters, options.worst, |question| {
        let (results, time) = ask(&searcher, question, &search)?;
        Ok((in_shown_order(&results.hits), results.total, time))
    })
}

/// Returns the letters with a score that descends in the order in which they are shown, the same for those
/// that only their paths order: letters with all words come first whatever their score.
fn in_shown_order(hits: &[Hit]) -> Vec<(String, f32)> {
    let key = |hit: &Hit| (hit.missing().next().is_some(), hit.score.to_bits());
    let mut place = 0.0;
    let mut ordered = Vec::with_capacity(hits.len());
    for (number, hit) in hits.iter().enumerate() {
        if number > 0 && key(&hits[number - 1]) != key(hit) {
            place -= 1.0;
        }
        ordered.push((hit.path.as_str().to_owned(), place));
    }
    ordered
}

/// Does what [`evaluate`] does with the baseline: a plain index of the engine below us, with title and
/// text in one field and the engine's own analyzer for Dutch, asked for letters with any word. Errors as
/// [`evaluate`].
pub fn evaluate_baseline(dir: &Path, options: &Options) -> Result<Evaluation> {
    let set = Questions::read(dir, options)?;
    let home = Home::of(dir, options.kept.as_deref())?;
    let baseline = home.baseline(dir)?;
    set.judge(Engine::Tantivy, baseline.letters, options.worst, |question| {
        let start = Instant::now();
        let (best, total) = baseline.best_and_total(question, Occur::Should, LIMIT)?;
        // Our own letters are fetched as well.
        let hits = baseline.fetch(&best)?;
        Ok((hits, total, start.elapsed()))
    })
}

/// What is asked of a judged set and which letters are right.
struct Questions<'a> {
    dir: &'a Path,
    topics: Vec<Topic>,
    judgements: Judgements,
}

/// Letters by name with their score, the number of letters that answer, and the time it took.
type Answer = (Vec<(String, f32)>, u64, Duration);

impl<'a> Questions<'a> {
    fn read(dir: &'a Path, options: &Options) -> Result<Self> {
        let mut topics = topics(dir)?;
        topics.truncate(options.limit_queries.unwrap_or(usize::MAX));
        Ok(Self { dir, topics, judgements: judgements(dir)? })
    }

    /// Judges what `answer` says to each question; `worst` is the number of worst ones to keep.
    fn judge(
        self,
        engine: Engine,
        letters: u64,
        worst: usize,
        answer: impl Fn(&str) -> Result<Answer>,
    ) -> Result<Evaluation> {
        let Self { dir, topics, judgements } = self;
        let mut asked: Vec<(Asked, Judgement, Option<String>)> = Vec::new();
        let mut times = Vec::new();
        let mut unjudged = 0;
        for topic in topics {
            let (hits, total, time) = answer(&topic.text)?;
            let hits: Vec<_> = hits.iter().map(|(letter, score)| (letter.as_str(), *score)).collect();
            let judgement = judgements.get(&topic.id).and_then(|grades| judge(&hits, grades));
            let Some(judgement) = judgement else {
                unjudged += 1;
                continue;
            };
            times.push(time);
            let ndcg_at_10 = judgement.scores.ndcg_at_10;
            let question = Asked { id: topic.id, text: topic.text, rank: judgement.rank, total, ndcg_at_10 };
            asked.push((question, judgement, topic.class));
        }
        if asked.is_empty() {
            return Err(Error::Line {
                path: dir.join("qrels.tsv"),
                line: 1,
                detail: "it judges no question of queries.jsonl".to_owned(),
            });
        }
        times.sort_unstable();
        Ok(Evaluation {
            set: dir.file_name().unwrap_or(dir.as_os_str()).to_string_lossy().into_owned(),
            engine,
            letters,
            queries: asked.len(),
            unjudged,
            scores: mean(asked.iter().map(|(_, judgement, _)| &judgement.scores)),
            classes: by_class(&asked),
            median_ms: times[times.len() / 2].as_secs_f64() * 1_000.0,
            worst: self::worst(asked, worst),
        })
    }
}

/// Puts the letters of the set in `dir` into a new index and returns their number. `root` stands for
/// the folder of letters, which a judged set does not have.
pub(crate) fn index_corpus(dir: &Path, index: &IndexDir, root: &Path) -> Result<u64> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut manifest = Manifest::empty(root, Walk::default(), 1);
    let mut writer = Writer::create(index, index.create(root)?, &manifest, threads)?;
    let mut letters = 0;
    for letter in corpus(dir)? {
        let letter = letter?;
        let permit = writer.budget().take(letter.text.len());
        let path = LetterPath::from_stored(&letter.id);
        writer.add(Letter::plain(path, letter.title, letter.text), permit)?;
        letters += 1;
    }
    manifest.header.letters = letters;
    writer.commit(&manifest)?;
    writer.close()?;
    Ok(letters)
}

/// Returns the answer to `question` and the time it took, reading the question included.
pub(crate) fn ask(
    searcher: &Searcher,
    question: &str,
    options: &SearchOptions,
) -> Result<(SearchResults, Duration)> {
    let start = Instant::now();
    let results = searcher.search(&parse(question), options)?;
    Ok((results, start.elapsed()))
}

fn by_class(asked: &[(Asked, Judgement, Option<String>)]) -> BTreeMap<String, (usize, Scores)> {
    let mut classes: BTreeMap<&str, Vec<&Scores>> = BTreeMap::new();
    for (_, judgement, class) in asked {
        if let Some(class) = class {
            classes.entry(class).or_default().push(&judgement.scores);
        }
    }
    let of_class = |(class, scores): (&str, Vec<&Scores>)| (class.to_owned(), (scores.len(), mean(scores)));
    classes.into_iter().map(of_class).collect()
}

/// Returns the `count` questions whose answer stood lowest: missed before found, then by rank.
fn worst(asked: Vec<(Asked, Judgement, Option<String>)>, count: usize) -> Vec<Asked> {
    let mut asked: Vec<_> = asked.into_iter().map(|(asked, ..)| asked).collect();
    // Stable, so that questions that are alike stay in the order of the set.
    asked.sort_by(|a, b| {
        let rank = |asked: &Asked| asked.rank.unwrap_or(usize::MAX);
        a.ndcg_at_10.total_cmp(&b.ndcg_at_10).then(rank(b).cmp(&rank(a)))
    });
    asked.truncate(count);
    asked
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tiny;

    fn evaluate_here(options: &Options) -> Evaluation {
        let home = tempfile::tempdir().unwrap();
        evaluate(&tiny::set(home.path()), options).unwrap()
    }

    #[test]
    fn a_set_is_asked_and_judged() {
        let options = Options { matching: Matching::All, limit_queries: None, worst: 2, kept: None };
        let evaluation = evaluate_here(&options);
        assert_eq!((evaluation.set.as_str(), evaluation.letters), ("set", 3));
        assert_eq!(evaluation.engine, Engine::NaslagAll);
        assert_eq!((evaluation.queries, evaluation.unjudged), (4, 1));
        assert_eq!(evaluation.scores.recall_at_10, 0.75);
        assert_eq!(evaluation.classes["zin"], (1, evaluation.classes["zin"].1));
        assert_eq!(evaluation.classes["zin"].1.mrr_at_10, 1.0);
        assert_eq!(evaluation.classes["woorden"].0, 3);
        assert_eq!(evaluation.worst.len(), 2);
        assert_eq!((evaluation.worst[0].id.as_str(), evaluation.worst[0].rank), ("4", None));
    }

    #[test]
    fn only_the_first_questions_are_asked_when_limited() {
        let options = Options { matching: Matching::Any, limit_queries: Some(1), worst: 10, kept: None };
        let evaluation = evaluate_here(&options);
        assert_eq!((evaluation.queries, evaluation.worst.len()), (1, 1));
    }

    #[test]
    fn the_baseline_is_judged_in_the_same_way() {
        let options = Options { matching: Matching::All, limit_queries: None, worst: 2, kept: None };
        let home = tempfile::tempdir().unwrap();
        let evaluation = evaluate_baseline(&tiny::set(home.path()), &options).unwrap();
        assert_eq!((evaluation.set.as_str(), evaluation.letters), ("set", 3));
        assert_eq!((evaluation.engine, evaluation.queries), (Engine::Tantivy, 4));
        assert_eq!(evaluation.scores.recall_at_10, 0.75);
        assert_eq!(evaluation.classes["zin"].1.mrr_at_10, 1.0);
        assert_eq!((evaluation.worst[0].id.as_str(), evaluation.worst[0].rank), ("4", None));
    }
}
