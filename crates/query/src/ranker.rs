//! Scoring no more than the best letters need.
//!
//! Each place where a word of the question may stand can add only so much to a score. Letters that hold
//! nothing but words which together cannot lift them among the best are not looked at (MaxScore: Turtle
//! and Flood, 1995), and a letter is left as soon as what is still to come cannot lift it.

use tantivy::{DocId, TERMINATED};

use crate::matching::SlotCursor;

/// A share by which bounds are raised, so that no rounding can put a score above its bound.
const SLACK: f32 = 1.000_01;

/// Scores the letters of one segment.
pub(crate) struct Ranker {
    /// Where words may stand, those that can add most first.
    places: Vec<Place>,
    /// The most that the places from each one on can add together; one more than there are places.
    rest: Vec<f32>,
    /// What each place added, in the order of the question.
    added: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Place {
    slot: usize,
    number: usize,
    /// Where it stands in the order of the question.
    order: usize,
    most: f32,
}

impl Ranker {
    pub(crate) fn new(slots: &[SlotCursor<'_>]) -> Self {
        let mut places = Vec::new();
        for (slot, cursor) in slots.iter().enumerate() {
            for (number, most) in cursor.bounds() {
                places.push(Place { slot, number, order: places.len(), most: most * SLACK });
            }
        }
        let added = vec![0.0; places.len()];
        places.sort_by(|a, b| b.most.total_cmp(&a.most).then(a.order.cmp(&b.order)));
        let mut rest = vec![0.0; places.len() + 1];
        for at in (0..places.len()).rev() {
            rest[at] = rest[at + 1] + places[at].most;
        }
        Self { places, rest, added }
    }

    /// Returns the score of the letter `doc`, or nothing when it is below `bar`.
    ///
    /// Summed in the order of the question: floating-point sums in another order differ in their last
    /// bits, and with them the order of letters that are alike.
    pub(crate) fn score(&mut self, slots: &mut [SlotCursor<'_>], doc: DocId, bar: f32) -> Option<f32> {
        let mut so_far = 0.0;
        self.added.fill(0.0);
        for (at, place) in self.places.iter().enumerate() {
            if (so_far + self.rest[at]) * SLACK < bar {
                return None;
            }
            let added = slots[place.slot].score(place.number, doc);
            self.added[place.order] = added;
            so_far += added;
        }
        let score = self.added.iter().sum();
        (score >= bar).then_some(score)
    }

    /// Returns the first letter at or after `from` whose score may reach `bar`, or [`TERMINATED`].
    pub(crate) fn next_candidate(&self, slots: &mut [SlotCursor<'_>], from: DocId, bar: f32) -> DocId {
        // Letters that hold none of these cannot reach the bar.
        let needed = self.rest.partition_point(|rest| *rest * SLACK >= bar).min(self.places.len());
        let mut first = TERMINATED;
        for place in &self.places[..needed] {
            first = first.min(slots[place.slot].seek_place(place.number, from));
        }
        first
    }
}
