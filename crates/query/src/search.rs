//! Asking an index.

use std::ops::RangeInclusive;

use naslag_dutch::Synonyms;
use naslag_index::{Header, IndexDir, Snapshot};
use tantivy::{DocAddress, SegmentReader, TERMINATED};

use crate::Result;
use crate::best::{Best, BestOfSegment, Ranked};
use crate::marks::{Marker, merged};
use crate::matching::{Cursor, PreparedSlot, SlotCursor};
use crate::names::{NamesOfIndex, NoNames};
use crate::plan::{Clause, Combination, Plan, Slot};
use crate::results::{Coverage, Hit, Match, SearchResults, Strength, WordCount};
use crate::score::Statistics;
use crate::snippet::snippets;
use crate::tree::Query;

/// Answers questions from the letters of one snapshot.
pub struct Searcher {
    snapshot: Snapshot,
    /// Taken once: they cost a look at every letter, and a snapshot does not change.
    statistics: Statistics,
    /// The list the user gave.
    synonyms: Synonyms,
}

/// How to answer.
#[derive(Debug, Clone, Copy)]
pub struct SearchOptions {
    /// Number of letters to show at most.
    pub limit: usize,
    /// Number of best letters to pass over before the first that is shown.
    pub offset: usize,
    /// Number of pieces of text to show of each letter at most.
    pub snippets: usize,
    /// How much of the question a letter has to satisfy.
    pub matching: Matching,
    /// Whether other names of what was typed are looked for too.
    pub synonyms: bool,
}

/// How much of a question a letter has to satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// All of it. Letters that satisfy a part follow, while there is room for them.
    All,
    /// All of it; when no letter does, as much as any letter does.
    Strict,
    /// Any part of it.
    Any,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { limit: 10, offset: 0, snippets: 3, matching: Matching::All, synonyms: true }
    }
}

/// The letters that satisfy a question, before they are fetched.
struct Found {
    best: Vec<Ranked>,
    total: u64,
    partial: Option<u64>,
    coverage: Coverage,
}

impl Searcher {
    /// Opens the last commit of the index in `dir`.
    ///
    /// # Errors
    /// As [`IndexDir::header`].
    pub fn open(dir: &IndexDir) -> Result<Self> {
        let snapshot = Snapshot::open(dir)?;
        let statistics = Statistics::of(&snapshot)?;
        // Checked when the list was taken up; of one that no longer reads none is better than no search.
        let synonyms = Synonyms::parse(&snapshot.header().lists.synonyms).unwrap_or_default();
        Ok(Self { snapshot, statistics, synonyms })
    }

    /// What the index says of itself.
    pub fn header(&self) -> &Header {
        self.snapshot.header()
    }

    /// Answers `query`.
    ///
    /// # Errors
    /// Only when the index cannot be read.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        let dutch = self.snapshot.dutch();
        let plan = if options.synonyms {
            let names = NamesOfIndex { snapshot: &self.snapshot, list: &self.synonyms };
            Plan::of(query, dutch, &names)
        } else {
            Plan::of(query, dutch, &NoNames)
        };
        let prepare = |slots: &[Slot]| -> Result<Vec<PreparedSlot>> {
            slots.iter().map(|slot| PreparedSlot::new(slot, &self.snapshot, &self.statistics)).collect()
        };
        let (slots, pairs) = (prepare(&plan.slots)?, prepare(&plan.pairs)?);
        let asking = Asking { snapshot: &self.snapshot, plan: &plan, slots: &slots, pairs: &pairs, options };
        let Found { best, total, partial, coverage } = asking.find()?;
        let shown = best.get(options.offset..).unwrap_or_default();
        let matches = asking.matches(shown)?;
        let weights: Vec<f32> = slots.iter().map(PreparedSlot::weight).collect();
        let mut marker = Marker::new(&plan, dutch);
        let mut hits = Vec::with_capacity(shown.len());
        for (ranked, matches) in shown.iter().zip(matches) {
            hits.push(asking.hit(ranked, matches, &weights, &mut marker)?);
        }
        Ok(SearchResults {
            query: query.to_string(),
            words: if total == 0 || matches!(coverage, Coverage::Most { .. }) {
                asking.word_counts()?
            } else {
                Vec::new()
            },
            coverage,
            total,
            partial,
            hits,
            warnings: query.warnings.clone(),
            set_aside: plan.set_aside.clone(),
            names: plan.names.clone(),
        })
    }
}

/// One question on its way to its answer.
struct Asking<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan,
    slots: &'a [PreparedSlot],
    pairs: &'a [PreparedSlot],
    options: &'a SearchOptions,
}

impl Asking<'_> {
    fn find(&self) -> Result<Found> {
        let wanted = self.plan.wanted().len();
        let nothing = Found { best: Vec::new(), total: 0, partial: None, coverage: Coverage::All };
        if self.plan.clauses.is_empty() {
            return Ok(nothing);
        }
        if self.options.matching == Matching::Any && wanted > 1 {
            let (best, total, _) = self.find_by_count(1..=wanted, false)?;
            return Ok(Found { best, total, coverage: Coverage::Any, ..nothing });
        }
        let (mut best, total) = self.find_all()?;
        if wanted < 2 {
            return Ok(Found { best, total, ..nothing });
        }
        if self.options.matching == Matching::All {
            let mut partial = None;
            if best.len() < self.wanted_letters() {
                let (others, count, _) = self.find_by_count(1..=wanted - 1, false)?;
                let room = self.wanted_letters() - best.len();
                best.extend(others.into_iter().take(room));
                partial = Some(count);
            }
            return Ok(Found { best, total, partial, coverage: Coverage::All });
        }
        if total > 0 {
            return Ok(Found { best, total, ..nothing });
        }
        let (best, total, present) = self.find_by_count(1..=wanted, true)?;
        Ok(Found { best, total, partial: None, coverage: Coverage::Most { present, of: wanted } })
    }

    /// Finds the letters that satisfy every clause; returns the best and how many there are.
    fn find_all(&self) -> Result<(Vec<Ranked>, u64)> {
        let root = Cursor::All(self.plan.clauses.iter().map(cursor_of).collect());
        let mut best = Best::new(self.wanted_letters());
        let mut total = 0;
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let mut slots = self.open(self.slots, segment)?;
            let mut pairs = self.open(self.pairs, segment)?;
            let mut of_segment = BestOfSegment::new(self.wanted_letters(), segment)?;
            let mut doc = root.seek(&mut slots, 0, segment.max_doc());
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    total += 1;
                    of_segment.offer(doc, score(&mut slots, &mut pairs, doc));
                }
                doc = root.seek(&mut slots, doc + 1, segment.max_doc());
            }
            best.take_up(ordinal, of_segment);
        }
        Ok((best.into_letters()?, total))
    }

    /// Finds the letters that satisfy a number of wanted clauses within `range` and no excluded one;
    /// with `only_most`, those that satisfy as many as any letter does. Returns the best, how many there
    /// are, and the number of clauses that each satisfies at least.
    fn find_by_count(
        &self,
        range: RangeInclusive<usize>,
        only_most: bool,
    ) -> Result<(Vec<Ranked>, u64, usize)> {
        let wanted: Vec<Cursor> = self.plan.wanted().iter().map(cursor_of).collect();
        let excluded: Vec<Cursor> =
            self.plan.clauses[wanted.len()..].iter().map(|clause| Cursor::of(&clause.what)).collect();
        let mut best = Best::new(self.wanted_letters());
        let mut total = 0;
        let mut bar = *range.start();
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let max_doc = segment.max_doc();
            let mut slots = self.open(self.slots, segment)?;
            let mut pairs = self.open(self.pairs, segment)?;
            let mut of_segment = BestOfSegment::new(self.wanted_letters(), segment)?;
            let mut doc = 0;
            loop {
                let at: Vec<_> = wanted.iter().map(|cursor| cursor.seek(&mut slots, doc, max_doc)).collect();
                doc = at.iter().copied().min().unwrap_or(TERMINATED);
                if doc == TERMINATED {
                    break;
                }
                let present = at.iter().filter(|clause| **clause == doc).count();
                let out =
                    |cursor: &Cursor, slots: &mut [SlotCursor<'_>]| cursor.seek(slots, doc, max_doc) == doc;
                let counts = present >= bar
                    && range.contains(&present)
                    && !segment.is_deleted(doc)
                    && !excluded.iter().any(|cursor| out(cursor, &mut slots));
                if counts {
                    if only_most && present > bar {
                        bar = present;
                        total = 0;
                        best.clear();
                        of_segment.clear();
                    }
                    total += 1;
                    of_segment.offer(doc, score(&mut slots, &mut pairs, doc));
                }
                doc += 1;
            }
            best.take_up(ordinal, of_segment);
        }
        Ok((best.into_letters()?, total, bar))
    }

    fn hit(
        &self,
        ranked: &Ranked,
        matches: Vec<Match>,
        weights: &[f32],
        marker: &mut Marker<'_>,
    ) -> Result<Hit> {
        let letter = self.snapshot.letter(ranked.address)?;
        let pieces = if self.options.snippets == 0 {
            Vec::new()
        } else {
            snippets(&letter.text, &marker.marks(&letter.text), weights, self.options.snippets)
        };
        Ok(Hit {
            title_highlights: merged(&marker.marks(&letter.title)),
            path: letter.path,
            title: letter.title,
            date: letter.date,
            score: ranked.score,
            matches,
            snippets: pieces,
        })
    }

    /// Returns, for each of `letters`, what the wanted parts of the question are in it.
    fn matches(&self, letters: &[Ranked]) -> Result<Vec<Vec<Match>>> {
        // Cursors go forward only, and opening them for each letter anew costs most of a long question.
        let mut in_order: Vec<_> = letters.iter().map(|ranked| ranked.address).zip(0..).collect();
        in_order.sort_unstable();
        let mut matches = vec![Vec::new(); letters.len()];
        for of_segment in in_order.chunk_by(|(a, _), (b, _)| a.segment_ord == b.segment_ord) {
            let segment = self.snapshot.searcher().segment_reader(of_segment[0].0.segment_ord);
            let mut slots = self.open(self.slots, segment)?;
            for (DocAddress { doc_id, .. }, number) in of_segment {
                let strengths: Vec<_> = slots.iter_mut().map(|slot| slot.strength(*doc_id)).collect();
                let wanted = self.plan.wanted().iter().map(|clause| Match {
                    text: clause.text.clone(),
                    strength: strength_of(&clause.what, &strengths),
                });
                matches[*number] = wanted.collect();
            }
        }
        Ok(matches)
    }

    fn word_counts(&self) -> Result<Vec<WordCount>> {
        let mut counts: Vec<_> =
            self.plan.slots.iter().map(|slot| WordCount { text: slot.text.clone(), letters: 0 }).collect();
        for segment in self.segments() {
            for (cursor, count) in self.open(self.slots, segment)?.iter_mut().zip(&mut counts) {
                count.letters += cursor.count(segment);
            }
        }
        Ok(counts)
    }

    /// The number of best letters to keep on the way.
    fn wanted_letters(&self) -> usize {
        self.options.offset.saturating_add(self.options.limit)
    }

    fn segments(&self) -> &[SegmentReader] {
        self.snapshot.searcher().segment_readers()
    }

    fn open<'s>(&self, slots: &'s [PreparedSlot], segment: &SegmentReader) -> Result<Vec<SlotCursor<'s>>> {
        slots.iter().map(|slot| SlotCursor::open(slot, segment)).collect()
    }
}

fn cursor_of(clause: &Clause) -> Cursor {
    let cursor = Cursor::of(&clause.what);
    if clause.excluded { Cursor::Not(Box::new(cursor)) } else { cursor }
}

/// Sums in the order of the question: floating-point sums in another order differ in their last bits,
/// and with them the order of letters that are alike.
fn score(slots: &mut [SlotCursor<'_>], pairs: &mut [SlotCursor<'_>], doc: u32) -> f32 {
    let of_slots: f32 = slots.iter_mut().map(|slot| slot.score(doc)).sum();
    of_slots + pairs.iter_mut().map(|slot| slot.score(doc)).sum::<f32>()
}

/// Returns how well a letter agrees with `what`, of which each slot has one of `strengths`: as well as
/// the best of alternatives, and as the worst of what it needs all of.
fn strength_of(what: &Combination, strengths: &[Option<Strength>]) -> Option<Strength> {
    match what {
        Combination::Slot(number) => strengths[*number],
        Combination::Any(parts) => parts.iter().map(|part| strength_of(part, strengths)).max().flatten(),
        Combination::All(parts) => parts.iter().map(|part| strength_of(part, strengths)).min().flatten(),
        Combination::Not(part) => match strength_of(part, strengths) {
            None => Some(Strength::Exact),
            Some(_) => None,
        },
    }
}
