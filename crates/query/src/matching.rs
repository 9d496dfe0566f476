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
    /// The letters that satisfy it, from the one on where it stands.
    satisfied: &'a [DocId],
    /// The number of the letter that is scored, among those in which the slot stands, and that letter.
    scored: (usize, DocId),
}

impl<'a> SlotCursor<'a> {
    pub(crate) fn new(standing: &'a Standing, scores: bool) -> Self {
        let first = standing.docs().first().copied().unwrap_or(TERMINATED);
        Self { standing, scores, satisfied: standing.satisfied(), scored: (0, first) }
    }

    #[inline]
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        self.satisfied = &self.satisfied[before(self.satisfied, target)..];
        self.satisfied.first().copied().unwrap_or(TERMINATED)
    }

    /// The most it can add to the score of any letter.
    pub(crate) fn most(&self) -> f32 {
        if self.scores { self.standing.most() } else { 0.0 }
    }

    /// Goes to the first letter at or after `target` in which the slot stands.
    #[inline]
    fn go_to(&mut self, target: DocId) {
        let (number, doc) = &mut self.scored;
        if *doc < target {
            let docs = self.standing.docs();
            *number += before(&docs[*number..], target);
            *doc = docs.get(*number).copied().unwrap_or(TERMINATED);
        }
    }

    /// Returns the first letter at or after `target` to whose score it can add.
    #[inline]
    pub(crate) fn seek_scored(&mut self, target: DocId) -> DocId {
        self.go_to(target);
        while self.scored.1 != TERMINATED && self.standing.bound(self.scored.0) <= 0.0 {
            self.go_to(self.scored.1 + 1);
        }
        self.scored.1
    }

    /// Returns the most it can add to the score of the letter `doc`. `doc` never goes back.
    #[inline]
    pub(crate) fn bound(&mut self, doc: DocId) -> f32 {
        self.go_to(doc);
        if self.scores && self.scored.1 == doc { self.standing.bound(self.scored.0) } else { 0.0 }
    }

    /// Returns where the slot stands in the letter `doc`, which [`bound`](Self::bound) was asked for last, and
    /// what each place adds to its score.
    pub(crate) fn held(&self, doc: DocId) -> &'a [Held] {
        if self.scores && self.scored.1 == doc { self.standing.held(self.scored.0) } else { &[] }
    }
}

/// Returns how many of `docs` are before `target`.
///
/// Mostly few are, so the first are looked at one by one, and then in steps that grow.
#[inline]
fn before(docs: &[DocId], target: DocId) -> usize {
    const NEAR: usize = 4;
    if let Some(near) = docs.iter().take(NEAR).position(|doc| *doc >= target) {
        return near;
    }
    let mut low = NEAR.min(docs.len());
    let mut step = NEAR;
    while let Some(doc) = docs.get(low + step) {
        if *doc >= target {
            break;
        }
        (low, step) = (low + step, step * 2);
    }
    let high = (low + step).min(docs.len());
    low + docs[low..high].partition_point(|doc| *doc < target)
}

/// Slots as they combine, in one segment.
pub(crate) enum Cursor {
    Slot(usize),
    Any(Vec<Cursor>),
    All(Vec<Cursor>),
    Not(Box<Cursor>),
    /// As `Not`, and says only whether the letter it is asked to go to is one: others it may pass over or stop at.
    Lacks(Box<Cursor>),
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
            Self::Lacks(part) => {
                if part.seek(slots, target, max_doc) == target {
                    target.saturating_add(1)
                } else {
                    target
                }
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
            mut docs in prop::collection::vec(0_u32..200, 0..90), target in 0_u32..210
        ) {
            docs.sort_unstable();
            docs.dedup();
            prop_assert_eq!(before(&docs, target), docs.iter().filter(|doc| **doc < target).count());
        }
    }
}
