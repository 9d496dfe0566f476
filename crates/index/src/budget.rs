//! How much text may be on its way from the disk into the index.
//!
//! tantivy queues up to 10,000 documents whatever their size: with readers faster than the indexing
//! threads, letters of 50 kB make that half a gigabyte. A permit taken before a letter is read and
//! given back when the engine drops it bounds the whole way in bytes.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Bytes on the way at most: enough that no indexing thread ever waits for a reader.
pub(crate) const BYTES_ON_THE_WAY: usize = 64 * 1024 * 1024;

/// Who has waited this long takes what is not there. Indexing threads that died of a full disk never
/// give back what they had queued; the letter that passes then meets their error, and a machine that
/// is merely slow holds one letter more.
const PATIENCE: Duration = Duration::from_secs(5);

/// A number of bytes that can be taken and given back.
#[derive(Debug, Clone)]
pub struct Budget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// `None` when the budget is closed.
    taken: Mutex<Option<usize>>,
    limit: usize,
    given_back: Condvar,
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Shared { taken: Mutex::new(Some(0)), limit, given_back: Condvar::new() }))
    }

    /// Waits until `bytes` are free and takes them; returns nothing when the budget is closed. More than
    /// there is in all is granted when nothing else is taken, so that one giant letter passes alone.
    pub fn take(&self, bytes: usize) -> Option<Permit> {
        let bytes = bytes.min(self.0.limit);
        let taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut Option<usize>| taken.is_some_and(|taken| taken + bytes > self.0.limit);
        let waited = self.0.given_back.wait_timeout_while(taken, PATIENCE, full);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *taken.as_mut()? += bytes;
        Some(Permit { shared: Arc::clone(&self.0), bytes })
    }

    /// Turns away everyone who waits or will ask, because the run has failed.
    pub fn close(&self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.0.given_back.notify_all();
    }
}

/// Bytes taken; given back on drop.
#[derive(Debug)]
pub struct Permit {
    shared: Arc<Shared>,
    bytes: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut taken = self.shared.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = taken.as_mut() {
            *taken -= self.bytes;
        }
        drop(taken);
        self.shared.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_letter_waits_until_there_is_room_for_it() {
        let budget = Budget::new(10);
        let first = budget.take(6);
        let (sender, receiver) = mpsc::channel();
        let waiting = budget.clone();
        let thread = std::thread::spawn(move || {
            let permit = waiting.take(5);
            sender.send(()).ok();
            permit
        });
        assert!(receiver.recv_timeout(Duration::from_millis(50)).is_err());
        drop(first);
        assert!(receiver.recv_timeout(Duration::from_secs(10)).is_ok());
        drop(thread.join());
    }

    #[test]
    fn closing_the_budget_turns_away_those_who_wait() {
        let budget = Budget::new(10);
        let _never_given_back = budget.take(10);
        let waiting = budget.clone();
        let thread = std::thread::spawn(move || waiting.take(5).is_none());
        std::thread::sleep(Duration::from_millis(20));
        budget.close();
        assert!(thread.join().is_ok_and(|turned_away| turned_away));
        assert!(budget.take(1).is_none());
    }

    #[test]
    fn a_letter_larger_than_the_budget_passes_alone() {
        let budget = Budget::new(10);
        drop(budget.take(1_000));
        drop(budget.take(10));
    }
}
