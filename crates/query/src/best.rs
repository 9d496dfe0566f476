//! The best letters, in an order that depends on nothing but the letters: by score, then by path.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::Result;

/// Keeps the best `limit` of all letters it is shown.
pub(crate) struct Best {
    limit: usize,
    letters: Vec<Ranked>,
}

/// A letter with its place in the order.
pub(crate) struct Ranked {
    pub(crate) score: f32,
    pub(crate) path: String,
    pub(crate) address: DocAddress,
}

/// Keeps the best letters of one segment.
///
/// Within a segment the engine numbers paths in their order, so that no path is read before it is
/// known to be among the best.
pub(crate) struct BestOfSegment {
    limit: usize,
    paths: StrColumn,
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

impl Best {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, letters: Vec::new() }
    }

    pub(crate) fn clear(&mut self) {
        self.letters.clear();
    }

    pub(crate) fn take_up(&mut self, ordinal: u32, of_segment: BestOfSegment) -> Result<()> {
        for Candidate { score, path_number, doc } in of_segment.heap {
            let mut path = String::new();
            of_segment.paths.ord_to_str(path_number, &mut path)?;
            self.letters.push(Ranked { score, path, address: DocAddress::new(ordinal, doc) });
        }
        self.letters.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.path.cmp(&b.path)));
        self.letters.truncate(self.limit);
        Ok(())
    }

    /// Returns the letters, the best first.
    pub(crate) fn into_letters(self) -> Vec<Ranked> {
        self.letters
    }
}

impl BestOfSegment {
    pub(crate) fn new(limit: usize, segment: &SegmentReader) -> Result<Self> {
        let paths = segment.fast_fields().str("path")?.ok_or_else(|| {
            tantivy::TantivyError::SchemaError("the index has no column of paths".to_owned())
        })?;
        Ok(Self { limit, paths, heap: BinaryHeap::new() })
    }

    pub(crate) fn clear(&mut self) {
        self.heap.clear();
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
