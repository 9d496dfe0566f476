//! Scoring no more than the best letters need.
//!
//! Each word of the question can add only so much to a score. Letters that hold nothing but words which
//! together cannot lift them among the best are not looked at (MaxScore: Turtle and Flood, 1995), and a letter
//! is left as soon as what is still to come cannot lift it.

use tantivy::{DocId, TERMINATED};

use crate::matching::SlotCursor;
use crate::score::Statistics;
use crate::slots::Held;
use crate::ways::Rank;

/// A share for each slot, and for ten more, by which bounds are raised, so that no rounding can put a score
/// above its bound: sums of the same numbers in another order differ by 6e-8 for each, and a slot has twenty.
const SLACK: f32 = 2e-6;

/// What a letter gains that names a thing of the question itself: more than any words can add, so that it
/// comes before letters that only hold the words of its name.
const NAMED_FIRST: f32 = 100.0;

/// What a letter gains by what it is to a thing of the question.
pub(crate) fn first(rank: Rank) -> f32 {
    match rank {
        Rank::Words => 0.0,
        Rank::Names => NAMED_FIRST,
        Rank::Is => 2.0 * NAMED_FIRST,
    }
}

/// Scores the letters of one segment.
pub(crate) struct Ranker<'a> {
    /// The slots that can add to a score, those that can add most first.
    slots: Vec<usize>,
    /// The most that the slots from each one on can add together; one more than there are slots.
    rest: Vec<f32>,
    /// The same when letters count by the part of the question that they hold.
    reach: Vec<f32>,
    /// What bounds are raised by.
    slack: f32,
    /// What share each slot has in what the question asks for.
    shares: &'a [f32],
    /// Knows what the title of each letter is worth; asked only when a title has a word of the question,
    /// because the first answer costs a look at every title.
    statistics: &'a Statistics,
    /// The number of the segment.
    segment: usize,
}

impl<'a> Ranker<'a> {
    /// `shares` has for each slot its part of what the question asks for, all together 1; `segment` is the
    /// number of the segment in which `slots` were opened.
    pub(crate) fn new(
        slots: &[SlotCursor<'_>],
        shares: &'a [f32],
        statistics: &'a Statistics,
        segment: usize,
    ) -> Self {
        let mut by_most: Vec<usize> = (0..slots.len()).filter(|slot| slots[*slot].most() > 0.0).collect();
        by_most.sort_by(|a, b| slots[*b].most().total_cmp(&slots[*a].most()));
        let mut rest = vec![0.0; by_most.len() + 1];
        for at in (0..by_most.len()).rev() {
            rest[at] = rest[at + 1] + slots[by_most[at]].most();
        }
        let slack = 1.0 + SLACK * (by_most.len() + 10) as f32;
        Self { slots: by_most, reach: rest.clone(), rest, slack, shares, statistics, segment }
    }

    /// Makes letters count by a part of their score, of which `most` tells the greatest for letters that hold
    /// no other slots, of those that can add to a score, than these.
    pub(crate) fn count_by_part(&mut self, most: impl Fn(&[usize]) -> f32) {
        for (at, reach) in self.reach.iter_mut().enumerate() {
            *reach = self.rest[at] * most(&self.slots[at..]);
        }
    }

    /// The slots that can add to a score.
    pub(crate) fn slots(&self) -> &[usize] {
        &self.slots
    }

    /// Returns the score of the letter `doc`, or nothing when it is below `bar`.
    pub(crate) fn score(&self, slots: &mut [SlotCursor<'_>], doc: DocId, bar: f32) -> Option<f32> {
        self.bound(slots, doc, bar)?;
        Some(self.sum(slots, doc)).filter(|score| *score >= bar)
    }

    /// Returns what the score of the letter `doc` stays below, or nothing when that is below `bar`.
    pub(crate) fn bound(&self, slots: &mut [SlotCursor<'_>], doc: DocId, bar: f32) -> Option<f32> {
        let mut so_far = 0.0;
        for (slot, rest) in self.slots.iter().zip(&self.rest) {
            if (so_far + rest) * self.slack < bar {
                return None;
            }
            so_far += slots[*slot].bound(doc);
        }
        Some(so_far * self.slack).filter(|bound| *bound >= bar)
    }

    /// Returns the score of the letter `doc`, which [`bound`](Self::bound) was asked for last.
    ///
    /// Sums in the order of the question: floating-point sums in another order differ in their last bits,
    /// and with them the order of letters that are alike.
    ///
    /// A title counts by what share of the question it holds: one that has a word of a long question by
    /// chance says little. Measured, this and the sharing of titles add .02 nDCG@10 to headings and .01 to
    /// the names of laws.
    pub(crate) fn sum(&self, slots: &[SlotCursor<'_>], doc: DocId) -> f32 {
        let (mut body, mut title, mut held_by_title) = (0.0, 0.0, 0.0);
        for (number, slot) in slots.iter().enumerate() {
            // Of each slot the best rank counts, once.
            let (mut counted, mut in_some_title) = (Rank::Words, false);
            for Held { score, in_title, rank, .. } in slot.held(doc).iter().filter(|held| held.score > 0.0) {
                if *rank > counted {
                    body += first(*rank) - first(counted);
                    counted = *rank;
                }
                if *in_title {
                    title += score;
                    in_some_title = true;
                } else {
                    body += score;
                }
            }
            if in_some_title {
                held_by_title += self.shares.get(number).copied().unwrap_or(0.0);
            }
        }
        if title == 0.0 {
            return body;
        }
        let worth = self
            .statistics
            .titles(self.segment)
            .and_then(|titles| titles.get(doc as usize))
            .copied()
            .unwrap_or(1.0);
        body + title * f32::min(held_by_title, 1.0) * worth
    }

    /// Returns the first letter at or after `from` whose score may reach `bar`, or [`TERMINATED`].
    pub(crate) fn next_candidate(&self, slots: &mut [SlotCursor<'_>], from: DocId, bar: f32) -> DocId {
        // Letters that hold none of these cannot reach the bar.
        let needed = self.reach.partition_point(|reach| *reach * self.slack >= bar).min(self.slots.len());
        let docs = self.slots[..needed].iter().map(|slot| slots[*slot].seek_scored(from));
        docs.min().unwrap_or(TERMINATED)
    }
}
