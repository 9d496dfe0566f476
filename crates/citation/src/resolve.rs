//! Which of several readings of one place stands.

use crate::citation::{Confidence, Found};

/// Leaves of readings that overlap the surest, then the longest, then the one of the kind that comes first;
/// returns them in order of place.
///
/// A longer reading that contains a surer one is kept instead of it: `Kamerstukken II 2010/11, 26 643, nr. 202
/// (kst-26643-202)` is two things, but the article `artikel 13a van de Telecommunicatiewet` is one and speaks
/// for the law in it.
pub(crate) fn resolve(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| {
        a.span
            .start
            .cmp(&b.span.start)
            .then(b.span.end.cmp(&a.span.end))
            .then(b.confidence.cmp(&a.confidence))
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.key.cmp(&b.key))
    });
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match kept.last_mut() {
            Some(last) if next.span.start < last.span.end => {
                let contained = next.span.end <= last.span.end;
                let surer = next.confidence > last.confidence && last.confidence == Confidence::Bare;
                if !contained
                    && (surer || next.span.len() > last.span.len() && next.confidence >= last.confidence)
                {
                    *last = next;
                }
            }
            _ => kept.push(next),
        }
    }
    kept
}
