//! In which letters of a segment a pattern stands, and how often in each: read from the engine's postings.

use std::sync::Arc;

use naslag_dutch::Tier;
use naslag_index::Tiers;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::Result;
use crate::pattern::{Occurrence, Run, close_by, in_order};
use crate::score::{Statistics, TermLetters, seek};
use crate::ways::Pattern;

/// A pattern with its terms in one text of the letter.
pub(crate) enum Prepared {
    Sequence { places: Vec<Vec<PreparedTerm>>, slop: u32 },
    Near(Vec<PreparedTerm>),
}

pub(crate) struct PreparedTerm {
    field: Field,
    found: Arc<TermLetters>,
    length: u32,
    part: bool,
}

impl PreparedTerm {
    /// What the engine knows of it in the segment with this number.
    fn info(&self, number: usize) -> Option<&TermInfo> {
        self.found.infos.get(number).and_then(Option::as_ref)
    }

    fn cursor(&self, number: usize, segment: &SegmentReader) -> Result<Option<TermCursor>> {
        let Some(info) = self.info(number) else {
            return Ok(None);
        };
        let option = IndexRecordOption::WithFreqsAndPositions;
        let postings = segment.inverted_index(self.field)?.read_postings_from_terminfo(info, option)?;
        Ok(Some(TermCursor { postings, length: self.length, part: self.part }))
    }
}

/// Returns `pattern` with the terms that some letter holds, and the sum of the inverse document
/// frequencies of its places; nothing when no letter can satisfy it.
pub(crate) fn prepared(
    pattern: &Pattern,
    tiers: Tiers,
    statistics: &Statistics,
) -> Result<Option<(Prepared, f32)>> {
    let mut idf = 0.0;
    match pattern {
        Pattern::Sequence { places, slop } => {
            let mut all = Vec::with_capacity(places.len());
            for place in places {
                let mut letters = 0;
                let mut terms = Vec::new();
                for wanted in place {
                    let field = tiers.field(wanted.tier);
                    let found = statistics.term(&Term::from_field_text(field, &wanted.term))?;
                    if found.letters > 0 {
                        letters += found.letters;
                        let part = wanted.tier == Tier::Parts;
                        terms.push(PreparedTerm { field, found, length: wanted.length, part });
                    }
                }
                if terms.is_empty() {
                    return Ok(None);
                }
                idf += statistics.idf(letters);
                all.push(terms);
            }
            Ok(Some((Prepared::Sequence { places: all, slop: *slop }, idf)))
        }
        Pattern::Near(wanted) => {
            let mut terms = Vec::with_capacity(wanted.len());
            for term in wanted {
                let field = tiers.parts;
                let found = statistics.term(&Term::from_field_text(field, term))?;
                if found.letters == 0 {
                    return Ok(None);
                }
                idf += statistics.idf(found.letters);
                terms.push(PreparedTerm { field, found, length: 1, part: true });
            }
            Ok(Some((Prepared::Near(terms), idf)))
        }
        Pattern::Entity { keys, .. } => {
            let field = tiers.entity;
            let mut terms = Vec::with_capacity(keys.len());
            let mut letters = 0;
            for key in keys {
                let found = statistics.term(&Term::from_field_text(field, key))?;
                if found.letters > 0 {
                    letters += found.letters;
                    terms.push(PreparedTerm { field, found, length: 1, part: false });
                }
            }
            let idf = statistics.idf(letters);
            Ok((!terms.is_empty()).then(|| (Prepared::Sequence { places: vec![terms], slop: 0 }, idf)))
        }
    }
}

impl Prepared {
    /// Adds to `found` the letters of the segment with this number in which it stands, in order, and how often
    /// it does; letters that were removed too.
    pub(crate) fn read(
        &self,
        number: usize,
        segment: &SegmentReader,
        found: &mut Vec<(DocId, u32)>,
    ) -> Result<()> {
        let (wanted, slop) = match self {
            Self::Sequence { places, slop } => match places.as_slice() {
                [place] => return read_terms(place, number, segment, found),
                places => (places.iter().map(Vec::as_slice).collect(), Some(*slop)),
            },
            Self::Near(terms) => (terms.chunks(1).collect::<Vec<_>>(), None),
        };
        let mut places = Vec::with_capacity(wanted.len());
        for terms in wanted {
            let cursors = terms.iter().filter_map(|term| term.cursor(number, segment).transpose());
            let place = cursors.collect::<Result<Vec<_>>>()?;
            if place.is_empty() {
                return Ok(());
            }
            places.push(place);
        }
        let mut together = Together::new(places, slop);
        let mut doc = together.next_at_or_after(0);
        while doc != TERMINATED {
            found.push((doc, together.frequency));
            doc = together.next_at_or_after(doc + 1);
        }
        Ok(())
    }
}

/// Adds to `found` the letters that hold any of `terms`, and how often they do together.
fn read_terms(
    terms: &[PreparedTerm],
    number: usize,
    segment: &SegmentReader,
    found: &mut Vec<(DocId, u32)>,
) -> Result<()> {
    let (start, mut read) = (found.len(), 0);
    for term in terms {
        let Some(info) = term.info(number) else {
            continue;
        };
        read += 1;
        let inverted = segment.inverted_index(term.field)?;
        let mut block = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        while !block.docs().is_empty() {
            found.extend(block.docs().iter().copied().zip(block.freqs().iter().copied()));
            block.advance();
        }
    }
    if read > 1 {
        found[start..].sort_by_key(|(doc, _)| *doc);
        let mut last = start;
        for at in start + 1..found.len() {
            if found[at].0 == found[last].0 {
                found[last].1 += found[at].1;
            } else {
                last += 1;
                found[last] = found[at];
            }
        }
        found.truncate(last + 1);
    }
    Ok(())
}

struct TermCursor {
    postings: SegmentPostings,
    length: u32,
    part: bool,
}

/// Places of terms that stand together.
struct Together {
    places: Vec<Vec<TermCursor>>,
    /// Positions that may be passed over, or nothing when the order does not matter.
    slop: Option<u32>,
    /// How often they do in the letter that was last found.
    frequency: u32,
    occurrences: Vec<Vec<Occurrence>>,
    runs: Vec<Run>,
    positions: Vec<u32>,
}

impl Together {
    fn new(places: Vec<Vec<TermCursor>>, slop: Option<u32>) -> Self {
        let occurrences = vec![Vec::new(); places.len()];
        let (runs, positions) = (Vec::new(), Vec::new());
        Self { places, slop, frequency: 0, occurrences, runs, positions }
    }

    /// Returns the first letter at or after `target` in which they stand together. Never looks back.
    fn next_at_or_after(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut agreed = true;
            for place in &mut self.places {
                let docs = place.iter_mut().map(|term| seek(&mut term.postings, target));
                let doc = docs.min().unwrap_or(TERMINATED);
                if doc == TERMINATED {
                    return TERMINATED;
                }
                agreed &= doc == target;
                target = doc;
            }
            // All stand on the last one's letter only when none had to move on.
            if agreed {
                self.frequency = self.count(target);
                if self.frequency > 0 {
                    return target;
                }
                target += 1;
            }
        }
    }

    /// Counts the times the terms stand together in the letter `doc`, which holds one of each place.
    fn count(&mut self, doc: DocId) -> u32 {
        let Self { places, occurrences, positions, runs, .. } = self;
        for (place, occurrences) in places.iter_mut().zip(occurrences.iter_mut()) {
            occurrences.clear();
            let mut terms = 0;
            for TermCursor { postings, length, part } in place {
                if postings.doc() == doc {
                    terms += 1;
                    postings.positions(positions);
                    let at =
                        |position: &u32| Occurrence { position: *position, length: *length, part: *part };
                    occurrences.extend(positions.iter().map(at));
                }
            }
            if terms > 1 {
                occurrences.sort_by_key(|occurrence| (occurrence.position, occurrence.length));
            }
        }
        match self.slop {
            Some(slop) => {
                in_order(occurrences, slop, runs);
                runs.len() as u32
            }
            None => {
                let mut close = false;
                close_by(occurrences, |_| {
                    close = true;
                    false
                });
                u32::from(close)
            }
        }
    }
}
