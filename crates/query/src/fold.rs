//! Which letters of a list stand for others that are copies of them.

use std::collections::HashSet;

use naslag_index::{Letter, Snapshot, copies};
use tantivy::DocAddress;

use crate::Result;
use crate::results::Copy;

/// The letters met so far, each as itself or as a copy of one before it.
#[derive(Default)]
pub(crate) struct Fold(HashSet<DocAddress>);

impl Fold {
    /// Whether this letter was met before.
    pub(crate) fn knows(&self, address: DocAddress) -> bool {
        self.0.contains(&address)
    }

    /// Meets a letter; returns whether it was not met before.
    pub(crate) fn take_up(&mut self, address: DocAddress) -> bool {
        self.0.insert(address)
    }

    /// Returns the copies of a letter that were not met before, and meets them: a copy belongs to the first letter it is
    /// a copy of.
    pub(crate) fn copies(
        &mut self,
        snapshot: &Snapshot,
        address: DocAddress,
        letter: &Letter,
    ) -> Result<Vec<Copy>> {
        let mut all = copies(snapshot, address, letter)?;
        all.retain(|(address, _)| self.take_up(*address));
        Ok(all.into_iter().map(|(_, copy)| Copy { path: copy.path, format: copy.about.format }).collect())
    }
}
