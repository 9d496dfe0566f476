//! Which letters of a segment satisfy a question.
//!
//! Everything here moves forward through the letters of one segment, a letter at a time: a *cursor*
//! stands on a letter, and can be asked to go to the first one at or after another.

use std::sync::Arc;

use naslag_index::{Snapshot, Tiers};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::Result;
use crate::plan::{Combination, Slot, SlotTerm};
use crate::score::{BODY, EXACT, Lengths, STEM, Statistics, TITLE, bm25, seek};

/// A slot with what does not depend on the segment: its terms in each field and their weights.
pub(crate) struct PreparedSlot {
    sources: Vec<Source>,
}

/// One field in which a slot may stand.
struct Source {
    terms: Vec<Term>,
    /// The field whose lengths count.
    field: Field,
    weight: f32,
    lengths: Arc<Lengths>,
    /// Whether standing here is enough; else it only adds to the score.
    satisfies: bool,
}

impl PreparedSlot {
    pub(crate) fn new(slot: &Slot, snapshot: &Snapshot, statistics: &Statistics) -> Result<Self> {
        let fields = snapshot.fields();
        let mut sources = Vec::new();
        for (tiers, field_weight) in [(fields.body, BODY), (fields.title, TITLE)] {
            let mut source = |field, terms: Vec<Term>, weight, satisfies| -> Result<()> {
                let mut idf = 0.0;
                for term in &terms {
                    idf += statistics.idf(term)?;
                }
                let weight = idf * weight * field_weight;
                sources.push(Source { terms, field, weight, lengths: statistics.lengths(field), satisfies });
                Ok(())
            };
            match slot.terms.as_slice() {
                [SlotTerm { exact, stem: Some(stem) }] => {
                    source(tiers.stem, vec![Term::from_field_text(tiers.stem, stem)], STEM, true)?;
                    source(tiers.exact, vec![Term::from_field_text(tiers.exact, exact)], EXACT, false)?;
                }
                terms => {
                    let terms = terms.iter().map(|term| term_in(tiers, term)).collect();
                    source(tiers.exact, terms, STEM + EXACT, true)?;
                }
            }
        }
        Ok(Self { sources })
    }

    /// How much a rare slot says more than a common one: the weight of the best place it can stand.
    pub(crate) fn weight(&self) -> f32 {
        self.sources.iter().map(|source| source.weight).fold(0.0, f32::max)
    }
}

fn term_in(tiers: Tiers, term: &SlotTerm) -> Term {
    match &term.stem {
        Some(stem) => Term::from_field_text(tiers.stem, stem),
        None => Term::from_field_text(tiers.exact, &term.exact),
    }
}

/// A slot in one segment.
pub(crate) struct SlotCursor<'a> {
    places: Vec<Place<'a>>,
    at: DocId,
}

struct Place<'a> {
    docs: Docs,
    norms: FieldNormReader,
    source: &'a Source,
}

/// Letters that hold a term, or several terms side by side.
enum Docs {
    /// Boxed: a cursor over postings holds its blocks of 128 letters within itself.
    Term(Box<SegmentPostings>),
    Sequence(Sequence),
}

impl<'a> SlotCursor<'a> {
    pub(crate) fn open(slot: &'a PreparedSlot, segment: &SegmentReader) -> Result<Self> {
        let mut places = Vec::new();
        for source in &slot.sources {
            if let Some(docs) = Docs::open(&source.terms, segment)? {
                let norms = segment.get_fieldnorms_reader(source.field)?;
                places.push(Place { docs, norms, source });
            }
        }
        let mut cursor = Self { places, at: 0 };
        cursor.at = cursor.first_satisfied();
        Ok(cursor)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at < target {
            for place in self.places.iter_mut().filter(|place| place.source.satisfies) {
                place.docs.seek(target);
            }
            self.at = self.first_satisfied();
        }
        self.at
    }

    fn first_satisfied(&self) -> DocId {
        let satisfying = self.places.iter().filter(|place| place.source.satisfies);
        satisfying.map(|place| place.docs.doc()).min().unwrap_or(TERMINATED)
    }

    /// Returns what the slot adds to the score of the letter `doc`: nothing when it does not stand in
    /// it. `doc` never goes back.
    pub(crate) fn score(&mut self, doc: DocId) -> f32 {
        let mut score = 0.0;
        for Place { docs, norms, source } in &mut self.places {
            if docs.seek(doc) == doc {
                let length = source.lengths[usize::from(norms.fieldnorm_id(doc))];
                score += source.weight * bm25(docs.frequency(), length);
            }
        }
        score
    }

    /// The number of letters, of those that are not removed, in which the slot stands.
    pub(crate) fn count(&mut self, segment: &SegmentReader) -> u64 {
        let mut count = 0;
        while self.at != TERMINATED {
            count += u64::from(!segment.is_deleted(self.at));
            self.seek(self.at + 1);
        }
        count
    }
}

impl Docs {
    /// Returns nothing when the segment lacks one of the terms.
    fn open(terms: &[Term], segment: &SegmentReader) -> Result<Option<Self>> {
        let option = if terms.len() == 1 {
            IndexRecordOption::WithFreqs
        } else {
            IndexRecordOption::WithFreqsAndPositions
        };
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            match segment.inverted_index(term.field())?.read_postings(term, option)? {
                Some(of_term) => postings.push(of_term),
                None => return Ok(None),
            }
        }
        Ok(match postings.len() {
            0 => None,
            1 => postings.pop().map(Box::new).map(Self::Term),
            _ => Some(Self::Sequence(Sequence::new(postings))),
        })
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Term(postings) => postings.doc(),
            Self::Sequence(sequence) => sequence.at,
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Term(postings) => seek(postings.as_mut(), target),
            Self::Sequence(sequence) => sequence.seek(target),
        }
    }

    /// How often the letter under the cursor holds it.
    fn frequency(&self) -> u32 {
        match self {
            Self::Term(postings) => postings.term_freq(),
            Self::Sequence(sequence) => sequence.frequency,
        }
    }
}

/// Terms that stand side by side, each one position after the one before.
struct Sequence {
    postings: Vec<SegmentPostings>,
    at: DocId,
    frequency: u32,
    /// Positions where the sequence may begin, as far as its terms were looked at.
    begins: Vec<u32>,
    positions: Vec<u32>,
}

impl Sequence {
    fn new(postings: Vec<SegmentPostings>) -> Self {
        let mut sequence = Self { postings, at: 0, frequency: 0, begins: Vec::new(), positions: Vec::new() };
        sequence.at = sequence.next_at_or_after(0);
        sequence
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at < target {
            self.at = self.next_at_or_after(target);
        }
        self.at
    }

    fn next_at_or_after(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut agreed = true;
            for postings in &mut self.postings {
                let doc = seek(postings, target);
                if doc == TERMINATED {
                    return TERMINATED;
                }
                agreed &= doc == target;
                target = doc;
            }
            // All stand on the last one's letter only when none had to move on.
            if agreed {
                self.frequency = self.count();
                if self.frequency > 0 {
                    return target;
                }
                target += 1;
            }
        }
    }

    /// Counts the places in the letter under all cursors where the terms stand in a row.
    fn count(&mut self) -> u32 {
        for (distance, postings) in (0_u32..).zip(&mut self.postings) {
            postings.positions(&mut self.positions);
            if distance == 0 {
                std::mem::swap(&mut self.begins, &mut self.positions);
                continue;
            }
            // Both lists ascend, so each is gone through once.
            let mut positions = self.positions.iter().copied().peekable();
            self.begins.retain(|begin| {
                let wanted = begin + distance;
                while positions.next_if(|position| *position < wanted).is_some() {}
                positions.peek() == Some(&wanted)
            });
            if self.begins.is_empty() {
                return 0;
            }
        }
        self.begins.len() as u32
    }
}

/// Slots as they combine, in one segment.
pub(crate) enum Cursor {
    Slot(usize),
    Any(Vec<Cursor>),
    All(Vec<Cursor>),
    Not(Box<Cursor>),
}

impl Cursor {
    pub(crate) fn of(what: &Combination) -> Self {
        let all = |parts: &[Combination]| parts.iter().map(Self::of).collect();
        match what {
            Combination::Slot(number) => Self::Slot(*number),
            Combination::Any(parts) => Self::Any(all(parts)),
            Combination::All(parts) => Self::All(all(parts)),
            Combination::Not(part) => Self::Not(Box::new(Self::of(part))),
        }
    }

    /// Returns the first letter at or after `target` that satisfies this, or [`TERMINATED`].
    /// `max_doc` is the number of letters in the segment.
    pub(crate) fn seek(&self, slots: &mut [SlotCursor<'_>], target: DocId, max_doc: DocId) -> DocId {
        match self {
            Self::Slot(number) => slots[*number].seek(target),
            Self::Any(parts) => {
                let docs = parts.iter().map(|part| part.seek(slots, target, max_doc));
                docs.min().unwrap_or(TERMINATED)
            }
            Self::All(parts) => {
                let mut candidate = target;
                'candidates: while candidate < max_doc {
                    for part in parts {
                        let doc = part.seek(slots, candidate, max_doc);
                        if doc != candidate {
                            candidate = doc;
                            continue 'candidates;
                        }
                    }
                    return candidate;
                }
                TERMINATED
            }
            Self::Not(part) => {
                let mut candidate = target;
                while candidate < max_doc && part.seek(slots, candidate, max_doc) == candidate {
                    candidate += 1;
                }
                if candidate < max_doc { candidate } else { TERMINATED }
            }
        }
    }
}
