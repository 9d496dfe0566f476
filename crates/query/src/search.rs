//! Asking an index.

use naslag_index::{Header, IndexDir, Snapshot};
use tantivy::{DocAddress, SegmentReader, TERMINATED};

use crate::Result;
use crate::best::{Best, BestOfSegment, Ranked};
use crate::marks::{Marker, merged};
use crate::matching::{Cursor, PreparedSlot, SlotCursor};
use crate::plan::{Clause, Plan};
use crate::results::{Coverage, Hit, SearchResults, WordCount};
use crate::score::Statistics;
use crate::snippet::snippets;
use crate::tree::Query;

/// Answers questions from the letters of one snapshot.
pub struct Searcher {
    snapshot: Snapshot,
    /// Taken once: they cost a look at every letter, and a snapshot does not change.
    statistics: Statistics,
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
}

/// How much of a question a letter has to satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// All of it; when no letter does, as much as any letter does.
    All,
    /// Any part of it.
    Any,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { limit: 10, offset: 0, snippets: 3, matching: Matching::All }
    }
}

/// The letters that satisfy a question, before they are fetched.
struct Found {
    best: Vec<Ranked>,
    total: u64,
    /// The number of wanted clauses that each satisfies; counted only when looking for most.
    present: usize,
}

impl Searcher {
    /// Opens the last commit of the index in `dir`.
    ///
    /// # Errors
    /// As [`IndexDir::header`].
    pub fn open(dir: &IndexDir) -> Result<Self> {
        let snapshot = Snapshot::open(dir)?;
        let statistics = Statistics::of(&snapshot)?;
        Ok(Self { snapshot, statistics })
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
        let plan = Plan::of(query);
        let slots = plan
            .slots
            .iter()
            .map(|slot| PreparedSlot::new(slot, &self.snapshot, &self.statistics))
            .collect::<Result<Vec<_>>>()?;
        let asking = Asking { snapshot: &self.snapshot, plan: &plan, slots: &slots, options };
        let (found, coverage) = asking.find()?;
        let shown = found.best.get(options.offset..).unwrap_or_default();
        let missing = match coverage {
            Coverage::All => vec![Vec::new(); shown.len()],
            Coverage::Most { .. } | Coverage::Any => asking.missing(shown)?,
        };
        let weights: Vec<f32> = slots.iter().map(PreparedSlot::weight).collect();
        let mut marker = Marker::new(&plan);
        let mut hits = Vec::with_capacity(shown.len());
        for (ranked, missing) in shown.iter().zip(missing) {
            hits.push(asking.hit(ranked, missing, &weights, &mut marker)?);
        }
        Ok(SearchResults {
            query: query.to_string(),
            words: if found.total == 0 || matches!(coverage, Coverage::Most { .. }) {
                asking.word_counts()?
            } else {
                Vec::new()
            },
            coverage,
            total: found.total,
            hits,
            warnings: query.warnings.clone(),
            set_aside: plan.set_aside.clone(),
        })
    }
}

/// One question on its way to its answer.
struct Asking<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan,
    slots: &'a [PreparedSlot],
    options: &'a SearchOptions,
}

impl Asking<'_> {
    fn find(&self) -> Result<(Found, Coverage)> {
        let wanted = self.plan.wanted().len();
        if self.plan.clauses.is_empty() {
            return Ok((Found { best: Vec::new(), total: 0, present: 0 }, Coverage::All));
        }
        if self.options.matching == Matching::Any && wanted > 1 {
            return Ok((self.find_by_count(Some(1))?, Coverage::Any));
        }
        let found = self.find_all()?;
        if found.total > 0 || wanted < 2 {
            return Ok((found, Coverage::All));
        }
        let found = self.find_by_count(None)?;
        let coverage = Coverage::Most { present: found.present, of: wanted };
        Ok((found, coverage))
    }

    /// Finds the letters that satisfy every clause.
    fn find_all(&self) -> Result<Found> {
        let root = Cursor::All(self.plan.clauses.iter().map(cursor_of).collect());
        let mut best = Best::new(self.wanted_letters());
        let mut total = 0;
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let mut slots = self.open(segment)?;
            let mut of_segment = BestOfSegment::new(self.wanted_letters(), segment)?;
            let mut doc = root.seek(&mut slots, 0, segment.max_doc());
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    total += 1;
                    of_segment.offer(doc, score(&mut slots, doc));
                }
                doc = root.seek(&mut slots, doc + 1, segment.max_doc());
            }
            best.take_up(ordinal, of_segment)?;
        }
        Ok(Found { best: best.into_letters(), total, present: self.plan.wanted().len() })
    }

    /// Finds the letters that satisfy at least `least` wanted clauses and no excluded one; without
    /// `least`, those that satisfy as many as any letter does.
    fn find_by_count(&self, least: Option<usize>) -> Result<Found> {
        let wanted: Vec<Cursor> = self.plan.wanted().iter().map(cursor_of).collect();
        let excluded: Vec<Cursor> =
            self.plan.clauses[wanted.len()..].iter().map(|clause| Cursor::of(&clause.what)).collect();
        let mut best = Best::new(self.wanted_letters());
        let mut total = 0;
        let mut bar = least.unwrap_or(1);
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let max_doc = segment.max_doc();
            let mut slots = self.open(segment)?;
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
                    && !segment.is_deleted(doc)
                    && !excluded.iter().any(|cursor| out(cursor, &mut slots));
                if counts {
                    if least.is_none() && present > bar {
                        bar = present;
                        total = 0;
                        best.clear();
                        of_segment.clear();
                    }
                    total += 1;
                    of_segment.offer(doc, score(&mut slots, doc));
                }
                doc += 1;
            }
            best.take_up(ordinal, of_segment)?;
        }
        Ok(Found { best: best.into_letters(), total, present: bar })
    }

    fn hit(
        &self,
        ranked: &Ranked,
        missing: Vec<String>,
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
            missing,
            snippets: pieces,
        })
    }

    /// Returns, for each of `letters`, the wanted parts of the question that it does not satisfy.
    fn missing(&self, letters: &[Ranked]) -> Result<Vec<Vec<String>>> {
        let wanted: Vec<_> =
            self.plan.wanted().iter().map(|clause| (cursor_of(clause), &clause.text)).collect();
        // Cursors go forward only, and opening them for each letter anew costs most of a long question.
        let mut in_order: Vec<_> = letters.iter().map(|ranked| ranked.address).zip(0..).collect();
        in_order.sort_unstable();
        let mut missing = vec![Vec::new(); letters.len()];
        for of_segment in in_order.chunk_by(|(a, _), (b, _)| a.segment_ord == b.segment_ord) {
            let segment = self.snapshot.searcher().segment_reader(of_segment[0].0.segment_ord);
            let mut slots = self.open(segment)?;
            for (DocAddress { doc_id, .. }, number) in of_segment {
                let lacks = |cursor: &Cursor, slots: &mut [SlotCursor<'_>]| {
                    cursor.seek(slots, *doc_id, segment.max_doc()) != *doc_id
                };
                let lacked = wanted.iter().filter(|(cursor, _)| lacks(cursor, &mut slots));
                missing[*number] = lacked.map(|(_, text)| (*text).clone()).collect();
            }
        }
        Ok(missing)
    }

    fn word_counts(&self) -> Result<Vec<WordCount>> {
        let mut counts: Vec<_> =
            self.plan.slots.iter().map(|slot| WordCount { text: slot.text.clone(), letters: 0 }).collect();
        for segment in self.segments() {
            for (cursor, count) in self.open(segment)?.iter_mut().zip(&mut counts) {
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

    fn open<'s>(&'s self, segment: &SegmentReader) -> Result<Vec<SlotCursor<'s>>> {
        self.slots.iter().map(|slot| SlotCursor::open(slot, segment)).collect()
    }
}

fn cursor_of(clause: &Clause) -> Cursor {
    let cursor = Cursor::of(&clause.what);
    if clause.excluded { Cursor::Not(Box::new(cursor)) } else { cursor }
}

/// Sums in the order of the question: floating-point sums in another order differ in their last bits,
/// and with them the order of letters that are alike.
fn score(slots: &mut [SlotCursor<'_>], doc: u32) -> f32 {
    slots.iter_mut().map(|slot| slot.score(doc)).sum()
}
