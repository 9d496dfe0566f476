//! Letters that satisfy a part of a question: they follow those that satisfy all of it, while there is room.
//!
//! They are not counted: most letters of a folder have some word of a long question, and to look at each of
//! them would cost more than everything else.

use tantivy::TERMINATED;

use super::Asking;
use crate::Result;
use crate::best::{Best, BestOfSegment, Ranked};
use crate::matching::{Cursor, SlotCursor};
use crate::plan::Clause;

/// The part of a question that a letter has at least of which only parts of words stand in it.
const LEAST_SHARE: f32 = 0.01;

/// What a word counts in the part of a question that a letter holds, when only parts of the word stand there:
/// `lek` of `datalek`. Measured on headings, it adds .002 to nDCG@10 and .004 to R@10; with half, a little less on
/// questions of citizens.
const OF_PARTS: f32 = 0.4;

/// Slots up to which it pays to tell what part of the question each number of them can be at most.
const FEW: usize = 64;

/// What a letter holds of a question of several parts.
#[derive(Clone, Copy, PartialEq)]
enum Holding {
    /// Some of them.
    Some,
    /// None of them; parts of their words.
    OnlyParts,
}

impl Asking<'_> {
    /// Finds the best `room` letters that satisfy some wanted clause and not all, and no excluded one, then those
    /// in which only parts of the words stand.
    pub(super) fn find_partial(&self, room: usize) -> Result<Vec<Ranked>> {
        let mut best = self.find_holding(Holding::Some, room)?;
        if self.plan.wanted().len() > 1 && best.len() < room {
            best.extend(self.find_holding(Holding::OnlyParts, room - best.len())?);
        }
        Ok(best)
    }

    fn find_holding(&self, holding: Holding, room: usize) -> Result<Vec<Ranked>> {
        let (wanted, excluded) = self.clauses();
        let clause_slots: Vec<Vec<usize>> = self.plan.wanted().iter().map(slots_of).collect();
        let weights = self.weights();
        let all = weights.iter().sum::<f32>().max(LEAST_SHARE);
        // The square root of the part of the question it holds: letters with one word often come too high
        // without it. Measured, it adds .003 to R@100 of headings.
        let part = |held: f32| (held.max(LEAST_SHARE) / all).min(1.0).sqrt();
        let mut best = Best::new(room, self.statistics.paths());
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let max_doc = segment.max_doc();
            let mut slots = self.open(ordinal);
            let mut ranker = self.ranker(&slots, ordinal);
            if wanted.len() > 1 && slots.len() <= FEW {
                let scored = ranker.slots().to_vec();
                ranker.count_by_part(|slots| part(self.most_held(&weights, slots, &scored)));
            }
            let mut of_segment = BestOfSegment::new(&best, ordinal);
            let mut from = 0;
            loop {
                let bar = of_segment.bar();
                let doc = ranker.next_candidate(&mut slots, from, bar);
                if doc == TERMINATED {
                    break;
                }
                from = doc + 1;
                let Some(bound) = ranker.bound(&mut slots, doc, bar) else {
                    continue;
                };
                let holds =
                    |cursor: &Cursor, slots: &mut [SlotCursor<'_>]| cursor.seek(slots, doc, max_doc) == doc;
                let (mut present, mut held) = (0, 0.0_f32);
                for ((cursor, weight), of_clause) in wanted.iter().zip(&weights).zip(&clause_slots) {
                    if holds(cursor, &mut slots) {
                        present += 1;
                        held += weight;
                    } else if of_clause.iter().any(|slot| slots[*slot].bound(doc) > 0.0) {
                        held += OF_PARTS * weight;
                    }
                }
                // To a single word, which no letter has, its parts are an answer like others.
                let counts = if wanted.len() == 1 { 1.0 } else { part(held) };
                let is_sought = match holding {
                    Holding::Some => present > 0 || wanted.len() == 1,
                    Holding::OnlyParts => present == 0,
                };
                if is_sought
                    && present < wanted.len()
                    && bound * counts >= bar
                    && !excluded.iter().any(|cursor| holds(cursor, &mut slots))
                {
                    of_segment.offer(doc, ranker.sum(&slots, doc) * counts);
                }
            }
            best.take_up(of_segment);
        }
        best.into_letters()
    }

    /// What the wanted clauses weigh, of `weights`, that a letter may satisfy which of the slots that are
    /// `scored` holds no others than `slots`.
    fn most_held(&self, weights: &[f32], slots: &[usize], scored: &[usize]) -> f32 {
        let may_be = |clause: &Clause| {
            clause.what.excludes()
                || slots_of(clause).iter().any(|slot| slots.contains(slot) || !scored.contains(slot))
        };
        self.plan.wanted().iter().zip(weights).filter(|(clause, _)| may_be(clause)).map(|(_, of)| of).sum()
    }

    /// What each wanted clause weighs in the question: as much as its heaviest slot.
    fn weights(&self) -> Vec<f32> {
        let weight = |clause: &Clause| {
            slots_of(clause).into_iter().map(|slot| self.slots[slot].weight()).fold(0.0, f32::max)
        };
        self.plan.wanted().iter().map(weight).collect()
    }
}

/// The slots in a clause, but for those that must not be satisfied.
fn slots_of(clause: &Clause) -> Vec<usize> {
    let mut slots = Vec::new();
    clause.what.slots(&mut slots);
    slots
}
