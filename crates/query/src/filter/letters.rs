//! Which letters of a segment pass a filter.
//!
//! They are found before anything is searched, all of them: a filter is asked of each letter that matches, and
//! the lists are short beside those of words.

use naslag_index::Snapshot;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::{Test, holds};
use crate::Result;

/// Returns the letters that pass `test`, for each segment, in their order and without those that were removed.
pub(crate) fn letters(test: &Test, snapshot: &Snapshot) -> Result<Vec<Vec<DocId>>> {
    let segments = snapshot.searcher().segment_readers().iter();
    segments.map(|segment| in_segment(test, snapshot, segment)).collect()
}

fn in_segment(test: &Test, snapshot: &Snapshot, segment: &SegmentReader) -> Result<Vec<DocId>> {
    let fields = snapshot.fields();
    let mut found = Vec::new();
    match test {
        Test::Day(_) | Test::Undated => {
            let days = segment.fast_fields().u64("day")?;
            let passes = |day: Option<u64>| match test {
                Test::Day(period) => day.is_some_and(|day| period.holds(day)),
                _ => day.is_none(),
            };
            found.extend((0..segment.max_doc()).filter(|doc| passes(days.first(*doc))));
        }
        Test::Terms(ways) => {
            for terms in ways {
                found.extend(with_all(terms, fields.data, segment)?);
            }
        }
        Test::Beginning(beginning) => {
            let inverted = segment.inverted_index(fields.data)?;
            let mut terms = inverted.terms().range().ge(beginning.as_bytes()).into_stream()?;
            while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                read(&inverted, terms.value(), &mut found)?;
            }
        }
        Test::Path { anchored, pieces } => {
            let inverted = segment.inverted_index(fields.path)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                if std::str::from_utf8(terms.key()).is_ok_and(|path| holds(path, *anchored, pieces)) {
                    read(&inverted, terms.value(), &mut found)?;
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|doc| !segment.is_deleted(*doc));
    Ok(found)
}

/// Returns the letters that hold each of `terms`.
fn with_all(terms: &[String], field: Field, segment: &SegmentReader) -> Result<Vec<DocId>> {
    let inverted = segment.inverted_index(field)?;
    let mut all: Option<Vec<DocId>> = None;
    for term in terms {
        let mut with = Vec::new();
        if let Some(info) = inverted.get_term_info(&Term::from_field_text(field, term))? {
            read(&inverted, &info, &mut with)?;
        }
        all = Some(match all {
            None => with,
            Some(all) => all.into_iter().filter(|doc| with.binary_search(doc).is_ok()).collect(),
        });
    }
    Ok(all.unwrap_or_default())
}

fn read(
    inverted: &InvertedIndexReader,
    info: &tantivy::postings::TermInfo,
    found: &mut Vec<DocId>,
) -> Result<()> {
    let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.doc() != TERMINATED {
        found.push(postings.doc());
        postings.advance();
    }
    Ok(())
}
