//! Which letters of a segment satisfy a question.
//!
//! Everything here moves forward through the letters of one segment, a letter at a time: a *cursor*
//! stands on a letter, and can be asked to go to the first one at or after another.

use tantivy::{DocId, TERMINATED};

use crate::plan::Combination;
use crate::slots::{Held, Standing};

/// A slot in one segment.
pub(crate) struct SlotCursor<'a> {
    standing: &'a Standing,
    /// Whether it adds to scores.
    scores: bool,
    /// The number of the letter it stands on, among those that satisfy the slot.
    satisfied: usize,
    /// The number of the letter that is scored, among those in which the slot stands.
    scored: usize,
}

impl<'a> SlotCursor<'a> {
    pub(crate) fn new(standing: &'a Standing, scores: bool) -> Self {
        Self { standing, scores, satisfied: 0, scored: 0 }
    }

    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        let docs = self.standing.satisfied();
        self.satisfied = first_at_or_after(docs, self.satisfied, target);
        docs.get(self.satisfied).copied().unwrap_or(TERMINATED)
    }

    /// The most it can add to the score of any letter.
    pub(crate) fn most(&self) -> f32 {
        if self.scores { self.standing.most() } else { 0.0 }
    }

    /// Returns the first letter at or after `target` to whose score it can add.
    pub(crate) fn seek_scored(&mut self, target: DocId) -> DocId {
        let docs = self.standing.docs();
        self.scored = first_at_or_after(docs, self.scored, target);
        while self.scored < docs.len() && self.standing.bound(self.scored) <= 0.0 {
            self.scored += 1;
        }
        docs.get(self.scored).copied().unwrap_or(TERMINATED)
    }

    /// Returns the most it can add to the score of the letter `doc`. `doc` never goes back.
    pub(crate) fn bound(&mut self, doc: DocId) -> f32 {
        if !self.scores {
            return 0.0;
        }
        let docs = self.standing.docs();
        self.scored = first_at_or_after(docs, self.scored, doc);
        if docs.get(self.scored) == Some(&doc) { self.standing.bound(self.scored) } else { 0.0 }
    }

    /// Returns where the slot stands in the letter `doc`, which [`bound`](Self::bound) was asked for last, and
    /// what each place adds to its score.
    pub(crate) fn held(&self, doc: DocId) -> &'a [Held] {
        if self.scores && self.standing.docs().get(self.scored) == Some(&doc) {
            self.standing.held(self.scored)
        } else {
            &[]
        }
    }
}

/// Returns the number of the first of `docs`, from the number `at` on, that is not before `target`.
///
/// Most are near, so steps are short at first and grow.
fn first_at_or_after(docs: &[DocId], at: usize, target: DocId) -> usize {
    let (mut low, mut step) = (at, 1);
    while let Some(doc) = docs.get(low) {
        if *doc >= target {
            break;
        }
        let high = (low + step).min(docs.len());
        if high == docs.len() || docs[high] >= target {
            let between = &docs[low + 1..high];
            return low + 1 + between.partition_point(|doc| *doc < target);
        }
        (low, step) = (high, step * 2);
    }
    low
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn steps_find_what_a_scan_finds(
            mut docs in prop::collection::vec(0_u32..200, 0..60), at in 0_usize..60, target in 0_u32..210
        ) {
            docs.sort_unstable();
            docs.dedup();
            let at = at.min(docs.len());
            let scan = (at..docs.len()).find(|number| docs[*number] >= target).unwrap_or(docs.len());
            prop_assert_eq!(first_at_or_after(&docs, at, target), scan);
        }
    }
}
