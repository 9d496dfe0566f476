//! Asking the questions of a judged set and judging the answers.
//!
//! Letters go into an index and questions to a searcher through the code the program itself uses;
//! nothing here knows how either works. An operator in a question, typed by somebody who did not mean
//! one, is read as one: so it is for users.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use naslag_index::{IndexDir, Letter, LetterPath, Manifest, Walk, Writer};
use naslag_query::{Matching, SearchOptions, SearchResults, Searcher, parse};
use serde::Serialize;

use crate::corpus::corpus;
use crate::error::{Error, Result};
use crate::metrics::{Judgement, Scores, judge, mean};
use crate::topics::{judgements, topics};

/// Letters to ask for: far more than the hundred that are judged, so that letters with the score of
/// one among them are seen as well.
const LIMIT: usize = 1_000;

/// How to ask.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How much of the question a letter has to satisfy.
    pub matching: Matching,
    /// Number of questions to ask at most, the first of the set.
    pub limit_queries: Option<usize>,
    /// Number of worst questions to keep.
    pub worst: usize,
}

/// How good the answers to a set are.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// The name of the set's folder.
    pub set: String,
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
    /// letters each without pieces of their text.
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
    let mut topics = topics(dir)?;
    topics.truncate(options.limit_queries.unwrap_or(usize::MAX));
    let judgements = judgements(dir)?;
    let home = tempfile::tempdir().map_err(Error::io("make a folder in", &std::env::temp_dir()))?;
    let index = IndexDir::at(home.path().join("index"));
    let letters = index_corpus(dir, &index, &home.path().join("letters"))?;
    let searcher = Searcher::open(&index)?;

    let mut asked: Vec<(Asked, Judgement, Option<String>)> = Vec::new();
    let mut times = Vec::new();
    let mut unjudged = 0;
    for topic in topics {
        let (results, time) = ask(&searcher, &topic.text, options.matching)?;
        let hits: Vec<_> = results.hits.iter().map(|hit| (hit.path.as_str(), hit.score)).collect();
        let total = results.total;
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
        letters,
        queries: asked.len(),
        unjudged,
        scores: mean(asked.iter().map(|(_, judgement, _)| &judgement.scores)),
        classes: by_class(&asked),
        median_ms: times[times.len() / 2].as_secs_f64() * 1_000.0,
        worst: worst(asked, options.worst),
    })
}

/// Puts the letters of the set in `dir` into a new index and returns their number. `root` stands for
/// the folder of letters, which a judged set does not have.
fn index_corpus(dir: &Path, index: &IndexDir, root: &Path) -> Result<u64> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut manifest = Manifest::empty(root, Walk::default(), 1);
    let mut writer = Writer::create(index, index.create(root)?, &manifest, threads)?;
    let mut letters = 0;
    for letter in corpus(dir)? {
        let letter = letter?;
        let permit = writer.budget().take(letter.text.len());
        let path = LetterPath::from_stored(&letter.id);
        writer.add(Letter { path, title: letter.title, date: None, text: letter.text }, permit)?;
        letters += 1;
    }
    manifest.header.letters = letters;
    writer.commit(&manifest)?;
    writer.close()?;
    Ok(letters)
}

/// Returns the answer to `text` and the time it took.
fn ask(searcher: &Searcher, text: &str, matching: Matching) -> Result<(SearchResults, Duration)> {
    let options = SearchOptions { limit: LIMIT, offset: 0, snippets: 0, matching };
    let start = Instant::now();
    let results = searcher.search(&parse(text), &options)?;
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

    const CORPUS: &str = r#"{"id":"a","title":"Hack bij KPN","text":"De hack is weg."}
{"id":"b","title":"Elektriciteit","text":"De prijs van stroom."}
{"id":"c","title":"","text":"De hackers en de stroom."}
"#;
    const QUERIES: &str = r#"{"id":"1","text":"hack kpn","class":"woorden"}
{"id":"2","text":"stroom","class":"woorden"}
{"id":"3","text":"\"de prijs van stroom\"","class":"zin"}
{"id":"4","text":"telecom","class":"woorden"}
{"id":"5","text":"niet beoordeeld"}
"#;
    const QRELS: &str = "query\tdocument\tgrade\r\n1\ta\t1\r\n2\tb\t1\r\n2\tc\t1\r\n3\tb\t1\r\n4\ta\t1\r\n";

    fn evaluate_here(options: &Options) -> Evaluation {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("set");
        std::fs::create_dir(&dir).unwrap();
        std::fs::write(dir.join("corpus.jsonl"), CORPUS).unwrap();
        std::fs::write(dir.join("queries.jsonl"), QUERIES).unwrap();
        std::fs::write(dir.join("qrels.tsv"), QRELS).unwrap();
        evaluate(&dir, options).unwrap()
    }

    #[test]
    fn a_set_is_asked_and_judged() {
        let options = Options { matching: Matching::All, limit_queries: None, worst: 2 };
        let evaluation = evaluate_here(&options);
        assert_eq!((evaluation.set.as_str(), evaluation.letters), ("set", 3));
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
        let options = Options { matching: Matching::Any, limit_queries: Some(1), worst: 10 };
        let evaluation = evaluate_here(&options);
        assert_eq!((evaluation.queries, evaluation.worst.len()), (1, 1));
    }
}
