//! The best letters, in an order that depends on nothing but the letters: by score, then by path.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId};

use crate::Result;

/// Keeps the best `limit` of all letters it is shown.
pub(crate) struct Best<'a> {
    limit: usize,
    letters: Vec<Ranked>,
    /// The paths of each segment.
    paths: &'a [StrColumn],
}

/// A letter with its place in the order.
#[derive(Clone)]
pub(crate) struct Ranked {
    pub(crate) score: f32,
    pub(crate) address: DocAddress,
    /// The number of its path in the order of the paths of its segment.
    path_number: u64,
}

/// Keeps the best letters of one segment.
///
/// Within a segment the engine numbers paths in their order, so that no path is read before it is
/// known to be needed: only letters of the same score in different segments are ordered by it.
pub(crate) struct BestOfSegment<'a> {
    limit: usize,
    floor: f32,
    number: u32,
    paths: &'a StrColumn,
    /// The worst of them on top.
    heap: BinaryHeap<Candidate>,
}

#[derive(PartialEq)]
struct Candidate {
    score: f32,
    path_number: u64,
    doc: DocId,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    /// Greater is worse: a lower score, or a later path.
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.path_number.cmp(&other.path_number))
    }
}

impl<'a> Best<'a> {
    /// Returns room for `limit` letters; `paths` has those of each segment.
    pub(crate) fn new(limit: usize, paths: &'a [StrColumn]) -> Self {
        Self { limit, letters: Vec::new(), paths }
    }

    pub(crate) fn clear(&mut self) {
        self.letters.clear();
    }

    /// The score of the worst letter when no room is left; all that are worse need not be looked at.
    fn floor(&self) -> f32 {
        if self.letters.len() < self.limit || self.limit == 0 {
            return f32::NEG_INFINITY;
        }
        let mut scores: Vec<f32> = self.letters.iter().map(|letter| letter.score).collect();
        let (_, floor, _) = scores.select_nth_unstable_by(self.limit - 1, |a, b| b.total_cmp(a));
        *floor
    }

    pub(crate) fn take_up(&mut self, BestOfSegment { heap, number, .. }: BestOfSegment<'_>) {
        self.letters.extend(heap.into_iter().map(|Candidate { score, path_number, doc }| Ranked {
            score,
            address: DocAddress::new(number, doc),
            path_number,
        }));
    }

    /// Returns the letters, the best first.
    pub(crate) fn into_letters(self) -> Result<Vec<Ranked>> {
        let Self { limit, mut letters, paths } = self;
        letters.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then((a.address.segment_ord, a.path_number).cmp(&(b.address.segment_ord, b.path_number)))
        });
        let mut from = 0;
        while from < letters.len().min(limit) {
            let score = letters[from].score;
            let same =
                letters[from..].iter().take_while(|letter| letter.score.total_cmp(&score).is_eq()).count();
            let tied = &mut letters[from..from + same];
            if tied.iter().any(|letter| letter.address.segment_ord != tied[0].address.segment_ord) {
                order_by_path(tied, paths)?;
            }
            from += same;
        }
        letters.truncate(limit);
        Ok(letters)
    }
}

fn order_by_path(letters: &mut [Ranked], paths: &[StrColumn]) -> Result<()> {
    let mut with_path = Vec::with_capacity(letters.len());
    for letter in letters.iter() {
        let mut path = String::new();
        if let Some(column) = paths.get(letter.address.segment_ord as usize) {
            column.ord_to_str(letter.path_number, &mut path)?;
        }
        with_path.push((path, letter.clone()));
    }
    with_path.sort_by(|a, b| a.0.cmp(&b.0));
    for (letter, (_, ordered)) in letters.iter_mut().zip(with_path) {
        *letter = ordered;
    }
    Ok(())
}

impl<'a> BestOfSegment<'a> {
    /// Returns room for the letters of the segment with this number, of which only those can matter that are
    /// as good as the worst of `best`, when that is full.
    pub(crate) fn new(best: &Best<'a>, number: u32) -> Self {
        let paths = &best.paths[number as usize];
        Self { limit: best.limit, floor: best.floor(), number, paths, heap: BinaryHeap::new() }
    }

    pub(crate) fn clear(&mut self) {
        self.heap.clear();
        self.floor = f32::NEG_INFINITY;
    }

    /// The score below which no letter is among the best.
    pub(crate) fn bar(&self) -> f32 {
        match self.heap.peek() {
            Some(worst) if self.heap.len() >= self.limit => worst.score.max(self.floor),
            _ if self.limit == 0 => f32::INFINITY,
            _ => self.floor,
        }
    }

    pub(crate) fn offer(&mut self, doc: DocId, score: f32) {
        if self.heap.len() >= self.limit {
            // Most letters end here, without a look at their path.
            match self.heap.peek() {
                Some(worst) if score >= worst.score => {}
                _ => return,
            }
        }
        let path_number = self.paths.ords().first(doc).unwrap_or(u64::MAX);
        self.heap.push(Candidate { score, path_number, doc });
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }
}
