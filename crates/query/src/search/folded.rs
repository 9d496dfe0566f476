//! Answers in which copies of one letter are one.
//!
//! Answerable for which letter stands for the others and for how far the list of the best has to be followed. What a copy
//! is `naslag-index` knows.

use naslag_index::Letter;

use super::{Asking, Found};
use crate::Result;
use crate::best::Ranked;
use crate::fold::Fold;
use crate::results::{Copy, Coverage};

/// The letters of an answer, copies taken together.
pub(super) struct Folded {
    /// Those to show, without those to pass over.
    pub(super) shown: Vec<FoldedHit>,
    /// How many of the letters that count are shown or passed over, as a letter of their own or a copy.
    pub(super) passed: u64,
    pub(super) total: u64,
    pub(super) coverage: Coverage,
}

/// A letter with its copies.
pub(super) struct FoldedHit {
    pub(super) ranked: Ranked,
    pub(super) letter: Letter,
    pub(super) copies: Vec<Copy>,
}

impl Asking<'_> {
    /// Finds letters, copies of one letter taken together: the best of them stands for all, and the others are named
    /// with it.
    pub(super) fn find_folded(&self) -> Result<Folded> {
        let wanted = self.wanted_letters();
        let mut room = wanted;
        let mut fold = Fold::default();
        let mut shown = Vec::new();
        let (mut seen, mut apart, mut passed) = (0, 0, 0);
        loop {
            let Found { best, total, coverage } = self.find(room)?;
            let whole = usize::try_from(total).unwrap_or(usize::MAX);
            // The best are the same ones, in the same order, whatever the room for more behind them.
            for (number, ranked) in best.iter().enumerate().skip(seen) {
                if apart == wanted && !fold.knows(ranked.address) {
                    break;
                }
                seen = number + 1;
                passed += u64::from(number < whole);
                if !fold.take_up(ranked.address) {
                    continue;
                }
                apart += 1;
                let is_shown = apart > self.options.offset;
                // Of a letter that is passed over only its copies matter.
                if !is_shown && !self.options.fold {
                    continue;
                }
                let letter = self.snapshot.letter(ranked.address)?;
                let copies = if self.options.fold {
                    fold.copies(self.snapshot, ranked.address, &letter)?
                } else {
                    Vec::new()
                };
                if is_shown {
                    shown.push(FoldedHit { ranked: ranked.clone(), letter, copies });
                }
            }
            if apart == wanted || best.len() < room {
                return Ok(Folded { shown, passed, total, coverage });
            }
            room = room.saturating_mul(2).saturating_add(10);
        }
    }
}
