//! Where terms stand together: side by side in their order, or close by in any.
//!
//! Works on positions alone, so that it serves the postings of the engine and the tokens of a stored
//! text alike: what is marked is what matched.

/// Positions within which all parts of a compound have to stand when they stand apart: `lek van de
/// data` is a `datalek`, `lek` and `data` in two sentences are not.
pub(crate) const WINDOW: u32 = 6;

/// A place where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) position: u32,
    /// Positions it stands for, from `position` on: more than one for a hyphenated word as a whole.
    pub(crate) length: u32,
    /// Whether it is a part of the word there. Parts of one word stand at one position, so one may
    /// follow another there.
    pub(crate) part: bool,
}

/// Terms that stand in their order, as numbers of occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The occurrence of the first place.
    pub(crate) first: usize,
    /// The occurrence of the last place.
    pub(crate) last: usize,
    /// The position of the latest occurrence.
    at: u32,
    /// The position after it.
    next: u32,
    /// Positions passed over so far.
    passed: u32,
}

/// Returns where an occurrence of each of `places`, in ascending order of position, stand in their
/// order with at most `slop` positions between them passed over, one for each first occurrence. `runs`
/// is a buffer for them.
pub(crate) fn in_order(places: &[Vec<Occurrence>], slop: u32, runs: &mut Vec<Run>) {
    runs.clear();
    let Some((first, rest)) = places.split_first() else {
        return;
    };
    runs.extend(first.iter().enumerate().map(|(number, occurrence)| Run {
        first: number,
        last: number,
        at: occurrence.position,
        next: occurrence.position + occurrence.length,
        passed: 0,
    }));
    let mut extended = Vec::new();
    for place in rest {
        extended.clear();
        // Runs ascend in `at` but for those of joined words, which reach further; the first
        // occurrence that may follow is found by halving rather than by going on from the last.
        let mut from = 0;
        let mut latest = 0;
        for run in runs.iter() {
            if run.at < latest {
                from = 0;
            }
            latest = run.at;
            while place.get(from).is_some_and(|occurrence| occurrence.position < run.at) {
                from += 1;
            }
            for (number, occurrence) in place.iter().enumerate().skip(from) {
                if occurrence.position > run.next + slop - run.passed {
                    break;
                }
                let same_word = occurrence.part && occurrence.position == run.at;
                if occurrence.position >= run.next || same_word {
                    extended.push(Run {
                        first: run.first,
                        last: number,
                        at: occurrence.position,
                        next: occurrence.position + occurrence.length,
                        passed: run.passed + occurrence.position.saturating_sub(run.next),
                    });
                }
            }
        }
        std::mem::swap(runs, &mut extended);
        if slop > 0 {
            // Of the ways to come to one place only the shortest goes on, else they multiply.
            runs.sort_by_key(|run| (run.first, run.at, run.next, run.passed));
            runs.dedup_by_key(|run| (run.first, run.at, run.next));
        }
        if runs.is_empty() {
            return;
        }
    }
    runs.sort_by_key(|run| (run.first, run.passed, run.next));
    runs.dedup_by_key(|run| run.first);
}

/// Calls `found` with the numbers of occurrences, one of each of `terms`, wherever they stand within
/// [`WINDOW`]; ends when it returns false.
pub(crate) fn close_by(terms: &[Vec<Occurrence>], mut found: impl FnMut(&[usize]) -> bool) {
    let mut at = vec![0; terms.len()];
    loop {
        let mut first = (u32::MAX, 0);
        let mut last = 0;
        for (number, occurrences) in terms.iter().enumerate() {
            let Some(occurrence) = occurrences.get(at[number]) else {
                return;
            };
            first = first.min((occurrence.position, number));
            last = last.max(occurrence.position);
        }
        if terms.is_empty() || last - first.0 < WINDOW && !found(&at) {
            return;
        }
        at[first.1] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(positions: &[u32]) -> Vec<Occurrence> {
        positions.iter().map(|position| Occurrence { position: *position, length: 1, part: false }).collect()
    }

    #[track_caller]
    fn check(places: &[Vec<Occurrence>], slop: u32, expected: &[(usize, usize)]) {
        let mut runs = Vec::new();
        in_order(places, slop, &mut runs);
        assert_eq!(runs.iter().map(|run| (run.first, run.last)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn terms_stand_side_by_side() {
        check(&[words(&[1, 5, 9]), words(&[2, 7, 10])], 0, &[(0, 0), (2, 2)]);
        check(&[words(&[1, 5]), words(&[3])], 0, &[]);
        check(&[words(&[0, 1, 2]), words(&[0, 1, 2])], 0, &[(0, 1), (1, 2)]);
        check(&[words(&[1]), words(&[])], 0, &[]);
    }

    #[test]
    fn some_positions_may_be_passed_over() {
        check(&[words(&[1]), words(&[4])], 2, &[(0, 0)]);
        check(&[words(&[1]), words(&[5])], 2, &[]);
        check(&[words(&[1]), words(&[3]), words(&[5])], 2, &[(0, 0)]);
        check(&[words(&[1]), words(&[3]), words(&[6])], 2, &[]);
        check(&[words(&[1]), words(&[2, 3]), words(&[5])], 2, &[(0, 0)]);
    }

    #[test]
    fn joined_words_reach_further_and_parts_share_a_position() {
        let joined = vec![Occurrence { position: 1, length: 2, part: false }];
        check(&[joined.clone(), words(&[2])], 0, &[]);
        check(&[joined, words(&[3])], 0, &[(0, 0)]);
        let part = vec![Occurrence { position: 4, length: 1, part: true }];
        check(&[part.clone(), part], 0, &[(0, 0)]);
    }

    #[test]
    fn parts_stand_close_by_in_any_order() {
        let count = |terms: &[Vec<Occurrence>]| {
            let mut count = 0;
            close_by(terms, |_| {
                count += 1;
                true
            });
            count
        };
        assert_eq!(count(&[words(&[7]), words(&[5])]), 1);
        assert_eq!(count(&[words(&[7]), words(&[13])]), 0);
        assert_eq!(count(&[words(&[7]), words(&[12])]), 1);
        assert_eq!(count(&[words(&[1, 20]), words(&[10, 21]), words(&[22])]), 1);
        assert_eq!(count(&[words(&[1]), words(&[])]), 0);
    }
}
