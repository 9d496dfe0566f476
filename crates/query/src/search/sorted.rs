//! Letters in another order than by how well they answer: by date or by path.
//!
//! Answerable for the order alone; only letters that satisfy all of the question are among them, because there is
//! no telling a good one from a poor one by its place.

use tantivy::TERMINATED;

use super::{Asking, Matching, cursor_of};
use crate::Result;
use crate::best::{Best, BestOfSegment, Ranked};
use crate::matching::Cursor;

/// In which order letters come. Those that are alike in it come in the order of their paths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first; letters that were not asked for by any word, the newest first.
    #[default]
    Relevance,
    /// The oldest first, those without a date last.
    Oldest,
    /// The newest first, those without a date last.
    Newest,
    /// By their paths.
    Path,
}

/// What stands for a day in the order of letters without one: after all others.
const UNDATED: f32 = f32::MIN;

/// Returns a number that orders as the days `20120214` do and that a float holds exactly, as it would not hold
/// these: every month has 31.
fn ordinal(day: u64) -> f32 {
    let (year, month) = (day / 10_000, day / 100 % 100);
    (year * 400 + month * 31 + day % 100).min(1 << 24) as f32
}

impl Asking<'_> {
    /// The order that was asked for, unless it is by what letters are worth.
    pub(super) fn order(&self) -> Option<Sort> {
        match self.options.sort {
            Sort::Relevance if self.plan.wanted().is_empty() && !self.plan.filters.is_empty() => {
                Some(Sort::Newest)
            }
            Sort::Relevance => None,
            sort => Some(sort),
        }
    }

    /// Finds the letters that satisfy the question, in this order; returns the first of them and how many there are.
    pub(super) fn find_sorted(&self, sort: Sort, room: usize) -> Result<(Vec<Ranked>, u64)> {
        let root = self.satisfied_by(|_| true);
        let mut best = Best::new(room, self.statistics.paths());
        let mut total = 0;
        for (ordinal_of, segment) in (0..).zip(self.segments()) {
            let mut slots = self.open(ordinal_of);
            let days = segment.fast_fields().u64("day")?;
            let mut of_segment = BestOfSegment::new(&best, ordinal_of);
            let mut doc = root.seek(&mut slots, 0, segment.max_doc());
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    total += 1;
                    let day = || days.first(doc).map(ordinal);
                    let place = match sort {
                        Sort::Oldest => day().map_or(UNDATED, |day| -day),
                        Sort::Newest => day().unwrap_or(UNDATED),
                        Sort::Path | Sort::Relevance => 0.0,
                    };
                    if place >= of_segment.bar() {
                        of_segment.offer(doc, place);
                    }
                }
                doc = root.seek(&mut slots, doc + 1, segment.max_doc());
            }
            best.take_up(of_segment);
        }
        let mut letters = best.into_letters()?;
        // What orders them is no score.
        letters.iter_mut().for_each(|letter| letter.score = 0.0);
        Ok((letters, total))
    }

    /// Returns the number of letters that satisfy the rest of the question and have no date, when it asks for one.
    pub(super) fn undated(&self) -> Result<u64> {
        let Some(undated) = self.plan.undated else {
            return Ok(0);
        };
        let rest = self.satisfied_by(|clause| !self.plan.is_of_dates(&self.plan.clauses[clause]));
        let root = Cursor::All(vec![Cursor::Slot(undated), rest]);
        let mut count = 0;
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let mut slots = self.open(ordinal);
            let mut doc = root.seek(&mut slots, 0, segment.max_doc());
            while doc != TERMINATED {
                count += u64::from(!segment.is_deleted(doc));
                doc = root.seek(&mut slots, doc + 1, segment.max_doc());
            }
        }
        Ok(count)
    }

    /// Returns what letters must satisfy of the clauses whose numbers `counts` tells.
    fn satisfied_by(&self, counts: impl Fn(usize) -> bool) -> Cursor {
        let wanted = self.plan.wanted().len();
        let clauses = self.plan.clauses.iter().enumerate().filter(|(number, _)| counts(*number));
        let any = self.options.matching == Matching::Any && wanted > 1;
        let (some, all): (Vec<_>, Vec<_>) = clauses.partition(|(number, _)| any && *number < wanted);
        let mut parts: Vec<Cursor> = all.into_iter().map(|(_, clause)| cursor_of(clause)).collect();
        if !some.is_empty() {
            parts.push(Cursor::Any(some.into_iter().map(|(_, clause)| cursor_of(clause)).collect()));
        }
        Cursor::All(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_their_order() {
        let days =
            [18_000_101, 20_111_231, 20_120_101, 20_120_131, 20_120_201, 20_120_214, 20_120_215, 21_991_231];
        assert!(days.windows(2).all(|pair| ordinal(pair[0]) < ordinal(pair[1])));
        assert!(ordinal(99_991_231) > ordinal(21_991_231) && -ordinal(99_991_231) > UNDATED);
    }
}
