//! What a set is answered, a line for each question: to be compared before and after a change that should
//! change no answer.

use std::fmt::Write;
use std::path::Path;

use naslag_query::{Hit, Matching, SearchOptions, parse};

use crate::error::Result;
use crate::home::Home;
use crate::topics::topics;

/// Letters to ask for: more than a page, so that order is seen beyond it.
const LIMIT: usize = 100;

/// Calls `line` with each question of the set in `dir` and each way to match: the question, how many letters
/// there are, and of each its path, the bits of its score and what of the question is in it.
///
/// # Errors
/// When the set cannot be read; the message names file and line.
pub fn answers(dir: &Path, kept: Option<&Path>, mut line: impl FnMut(&str)) -> Result<()> {
    let home = Home::of(dir, kept)?;
    let searcher = home.searcher(dir)?;
    for topic in topics(dir)? {
        let query = parse(&topic.text);
        for matching in [Matching::All, Matching::Strict, Matching::Any] {
            let options = SearchOptions {
                limit: LIMIT,
                snippets: 0,
                matching,
                // What is compared is which letters are found, and copies would hide some.
                fold: false,
                ..SearchOptions::default()
            };
            let results = searcher.search(&query, &options)?;
            let mut text = format!("{}\t{matching:?}\t{:?}\t{}", topic.text, results.coverage, results.total);
            for hit in &results.hits {
                text.push('\t');
                of_hit(hit, &mut text);
            }
            line(&text);
        }
    }
    Ok(())
}

fn of_hit(hit: &Hit, text: &mut String) {
    // Writing to text cannot fail.
    let _ = write!(text, "{} {:08x} ", hit.path, hit.score.to_bits());
    for part in &hit.matches {
        text.push_str(part.strength.map_or("-", |strength| &strength.name()[..1]));
        text.push_str(if part.named { "!" } else { "" });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tiny;

    #[test]
    fn each_question_is_a_line_for_each_way_to_match() {
        let home = tempfile::tempdir().unwrap();
        let mut lines = Vec::new();
        answers(&tiny::set(home.path()), None, |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines.len(), 5 * 3);
        assert!(lines[0].starts_with("hack kpn\tAll\tAll\t1\ta "), "{}", lines[0]);
        assert!(lines[0].ends_with(" ee"), "{}", lines[0]);
        assert_eq!(lines[9], "telecom\tAll\tAll\t0");
    }
}
