//! The questions of a judged set, and which letters answer them.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use crate::corpus::{json_lines, open};
use crate::error::{Error, Result};

/// A question; other fields of its line are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// The name by which judgements know it.
    pub id: String,
    /// The question as somebody typed it.
    pub text: String,
    /// The kind of question it is, in sets that tell kinds apart.
    #[serde(default)]
    pub class: Option<String>,
}

/// For each question by name, the grade of each letter by name; what is not here was not judged and
/// counts as grade 0.
pub type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// Reads the questions in `queries.jsonl` in the folder `dir`, in their order.
///
/// # Errors
/// [`Error::Incomplete`] when there is none, [`Error::Line`] for a line that is no question.
pub fn topics(dir: &Path) -> Result<Vec<Topic>> {
    let path = dir.join("queries.jsonl");
    if !path.is_file() {
        return Err(Error::Incomplete { dir: dir.to_owned(), what: "queries.jsonl" });
    }
    json_lines(path)?.collect()
}

/// Reads `qrels.tsv` in the folder `dir`: a line of headers, then question, letter and grade between
/// tabs.
///
/// # Errors
/// [`Error::Incomplete`] when there is none, [`Error::Line`] for a line that is no judgement or that
/// contradicts an earlier one.
pub fn judgements(dir: &Path) -> Result<Judgements> {
    let path = dir.join("qrels.tsv");
    if !path.is_file() {
        return Err(Error::Incomplete { dir: dir.to_owned(), what: "qrels.tsv" });
    }
    let mut judgements = Judgements::new();
    for (text, line) in open(&path)?.lines().zip(1..) {
        let at_line = |detail: String| Error::Line { path: path.clone(), line, detail };
        // `lines` takes a carriage return off along with the line feed.
        let text = text.map_err(|error| at_line(error.to_string()))?;
        let fields: Vec<_> = text.split('\t').collect();
        match fields.as_slice() {
            [""] => {}
            [_, _, grade] if line == 1 && grade.parse::<u32>().is_err() => {}
            [_, _, _] if line == 1 => {
                return Err(at_line("the first line should be headers, and is a judgement".to_owned()));
            }
            [query, letter, grade] => {
                let grade =
                    grade.parse().map_err(|_| at_line(format!("the grade {grade:?} is no whole number")))?;
                let of_query = judgements.entry((*query).to_owned()).or_default();
                if of_query.insert((*letter).to_owned(), grade).is_some_and(|before| before != grade) {
                    return Err(at_line(format!("{letter:?} has another grade for {query:?} above")));
                }
            }
            _ => {
                return Err(at_line(format!("{} fields between tabs instead of 3", fields.len())));
            }
        }
    }
    Ok(judgements)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(qrels: &str) -> Result<Judgements> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("qrels.tsv"), qrels).unwrap();
        judgements(dir.path())
    }

    #[track_caller]
    fn check_error(qrels: &str, expected: &str) {
        let error = read(qrels).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn judgements_are_read_with_either_line_end() {
        let expected = Judgements::from([
            ("q1".to_owned(), BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 0)])),
            ("q2".to_owned(), BTreeMap::from([("a".to_owned(), 1)])),
        ]);
        let qrels = "query\tdocument\tgrade\nq1\ta\t2\nq2\ta\t1\nq1\tb\t0\n";
        assert_eq!(read(qrels).unwrap(), expected);
        assert_eq!(read(&qrels.replace('\n', "\r\n")).unwrap(), expected);
        assert_eq!(read(qrels.trim_end()).unwrap(), expected);
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        check_error("q1\ta\t2\n", "qrels.tsv, line 1: the first line should be headers");
        check_error("q\td\tg\nq1\ta\n", "qrels.tsv, line 2: 2 fields");
        check_error("q\td\tg\nq1\ta\t-1\n", "line 2: the grade \"-1\"");
        check_error("q\td\tg\nq1\ta\t1\nq1\ta\t2\n", "line 3: \"a\" has another grade");
    }

    #[test]
    fn questions_may_have_a_class() {
        let dir = tempfile::tempdir().unwrap();
        let lines =
            "{\"id\":\"1\",\"text\":\"hack\"}\r\n{\"id\":\"2\",\"text\":\"Awb\",\"class\":\"afkorting\"}\r\n";
        std::fs::write(dir.path().join("queries.jsonl"), lines).unwrap();
        let topics = topics(dir.path()).unwrap();
        assert_eq!(topics[0].class, None);
        assert_eq!(topics[1].class.as_deref(), Some("afkorting"));
    }
}
