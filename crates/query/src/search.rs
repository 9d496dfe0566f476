//! Asking an index.

mod folded;
mod partial;
mod sorted;

use naslag_index::{Header, IndexDir, Letter, Snapshot};
use naslag_letter::Layout;
use tantivy::schema::Field;
use tantivy::{DocAddress, SegmentReader, TERMINATED};

use crate::Result;
use crate::beginning::beginning;
use crate::best::{Best, BestOfSegment, Ranked};
use crate::filter;
use crate::marks::{Mark, Marker, merged};
use crate::matching::{Cursor, SlotCursor};
use crate::names::{NamesOfIndex, NoNames};
use crate::place::{Places, here};
use crate::plan::{Clause, Combination, Plan};
use crate::ranker::Ranker;
use crate::results::{Coverage, Hit, Match, SearchResults, Snippet, Strength, WordCount};
use crate::score::Statistics;
use crate::slots::{KnownSlots, PreparedSlot};
use crate::snippet::snippets;
use crate::things::ThingsOfIndex;
use crate::tree::Query;
use crate::ways::Pattern;

pub use sorted::Sort;

use folded::{Folded, FoldedHit};

/// Answers questions from the letters of one snapshot.
pub struct Searcher {
    snapshot: Snapshot,
    /// Taken once: they cost a look at every letter, and a snapshot does not change.
    statistics: Statistics,
    known: KnownSlots,
    names: NamesOfIndex,
    things: ThingsOfIndex,
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
    /// Whether copies of one letter are shown as one.
    pub fold: bool,
    /// In which order the letters come. In any but that by relevance, only those are found that satisfy all of the
    /// question, or any part of it when that was asked for.
    pub sort: Sort,
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
        Self {
            limit: 10,
            offset: 0,
            snippets: 3,
            matching: Matching::All,
            synonyms: true,
            fold: true,
            sort: Sort::Relevance,
        }
    }
}

/// The best letters for a question, not fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Scores with the addresses of letters, the best first.
    pub letters: Vec<(f32, DocAddress)>,
    /// The number of letters in the answer, as in [`SearchResults::total`].
    pub total: u64,
}

/// The letters that satisfy a question, before they are fetched.
struct Found {
    best: Vec<Ranked>,
    total: u64,
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
        let names = NamesOfIndex::new(snapshot.clone());
        let things = ThingsOfIndex::new(snapshot.clone());
        Ok(Self { snapshot, statistics, known: KnownSlots::default(), names, things })
    }

    /// What the index says of itself.
    pub fn header(&self) -> &Header {
        self.snapshot.header()
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub(crate) fn things(&self) -> &ThingsOfIndex {
        &self.things
    }

    /// Answers `query`.
    ///
    /// # Errors
    /// Only when the index cannot be read.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        let dutch = self.snapshot.dutch();
        let plan = self.plan(query, options);
        let slots = self.prepare(&plan)?;
        let shares = shares(&plan, &slots);
        let asking = self.asking(&plan, &slots, &shares, options);
        let Folded { shown, passed, total, coverage } = asking.find_folded()?;
        let matches = asking.matches(&shown);
        let weights: Vec<f32> = slots.iter().map(PreparedSlot::weight).collect();
        let (mut whole, mut of_parts) = (None, None);
        let mut answer = Vec::with_capacity(shown.len());
        for (folded, matches) in shown.into_iter().zip(matches) {
            let lacks = matches.iter().all(|part| part.strength.is_none());
            let marker = if lacks {
                of_parts.get_or_insert_with(|| Marker::of_parts(&plan, dutch))
            } else {
                whole.get_or_insert_with(|| Marker::new(&plan, dutch))
            };
            answer.push(asking.hit(folded, matches, &weights, marker)?);
        }
        Ok(SearchResults {
            query: query.to_string(),
            words: if total == 0 || matches!(coverage, Coverage::Most { .. }) {
                asking.word_counts()
            } else {
                Vec::new()
            },
            coverage,
            total,
            passed,
            hits: answer,
            warnings: query.warnings.clone(),
            set_aside: plan.set_aside.clone(),
            readings: plan.readings.clone(),
            filters: plan.typed_filters.clone(),
            undated: asking.undated()?,
            names: plan.names.clone(),
        })
    }

    /// Finds the letters that [`search`](Self::search) would show, and neither fetches them nor takes copies of
    /// one letter together.
    ///
    /// # Errors
    /// Only when the index cannot be read.
    pub fn rank(&self, query: &Query, options: &SearchOptions) -> Result<Ranking> {
        let plan = self.plan(query, options);
        let slots = self.prepare(&plan)?;
        let shares = shares(&plan, &slots);
        let Found { best, total, .. } = self
            .asking(&plan, &slots, &shares, options)
            .find(options.offset.saturating_add(options.limit))?;
        let letters = best.get(options.offset..).unwrap_or_default();
        Ok(Ranking { letters: letters.iter().map(|letter| (letter.score, letter.address)).collect(), total })
    }

    fn plan(&self, query: &Query, options: &SearchOptions) -> Plan {
        let dutch = self.snapshot.dutch();
        if options.synonyms {
            Plan::of(query, dutch, &self.names, &self.things)
        } else {
            Plan::of(query, dutch, &NoNames, &self.things)
        }
    }

    /// Returns the slots of `plan`, then its pairs.
    fn prepare(&self, plan: &Plan) -> Result<Vec<PreparedSlot>> {
        let filter = |number| plan.filters.iter().find(|(of, _)| *of == number);
        let prepare = |(number, slot)| match filter(number) {
            Some((_, test)) => Ok(PreparedSlot::passed_by(filter::letters(test, &self.snapshot)?)),
            None => self.known.prepare(slot, plan.names_law, &self.snapshot, &self.statistics),
        };
        plan.slots.iter().chain(&plan.pairs).enumerate().map(prepare).collect()
    }

    fn asking<'a>(
        &'a self,
        plan: &'a Plan,
        slots: &'a [PreparedSlot],
        shares: &'a [f32],
        options: &'a SearchOptions,
    ) -> Asking<'a> {
        Asking { snapshot: &self.snapshot, statistics: &self.statistics, plan, shares, slots, options }
    }
}

/// One question on its way to its answer.
struct Asking<'a> {
    snapshot: &'a Snapshot,
    statistics: &'a Statistics,
    plan: &'a Plan,
    /// What part of what the question asks for each slot is; all together 1.
    shares: &'a [f32],
    /// The slots of the plan, then its pairs.
    slots: &'a [PreparedSlot],
    options: &'a SearchOptions,
}

impl Asking<'_> {
    fn find(&self, room: usize) -> Result<Found> {
        let wanted = self.plan.wanted().len();
        if self.plan.clauses.is_empty() {
            return Ok(Found { best: Vec::new(), total: 0, coverage: Coverage::All });
        }
        if let Some(sort) = self.order() {
            let any = self.options.matching == Matching::Any && wanted > 1;
            let (best, total) = self.find_sorted(sort, room)?;
            return Ok(Found { best, total, coverage: if any { Coverage::Any } else { Coverage::All } });
        }
        if self.options.matching == Matching::Any && wanted > 1 {
            let (best, total, _) = self.find_by_count(false, room)?;
            return Ok(Found { best, total, coverage: Coverage::Any });
        }
        let (mut best, total) = self.find_all(room)?;
        let left = room - best.len();
        if (self.plan.has_parts() || total == 0) && left > 0 && self.options.matching == Matching::All {
            best.extend(self.find_partial(left)?);
        } else if wanted > 1 && total == 0 {
            let (best, total, present) = self.find_by_count(true, room)?;
            return Ok(Found { best, total, coverage: Coverage::Most { present, of: wanted } });
        }
        Ok(Found { best, total, coverage: Coverage::All })
    }

    /// Finds the letters that satisfy every clause; returns the best and how many there are.
    fn find_all(&self, room: usize) -> Result<(Vec<Ranked>, u64)> {
        let root = Cursor::All(self.plan.clauses.iter().map(cursor_of).collect());
        let mut best = Best::new(room, self.statistics.paths());
        let mut total = 0;
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let mut slots = self.open(ordinal);
            let ranker = self.ranker(&slots, ordinal);
            let mut of_segment = BestOfSegment::new(&best, ordinal);
            let mut doc = root.seek(&mut slots, 0, segment.max_doc());
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    total += 1;
                    if let Some(score) = ranker.score(&mut slots, doc, of_segment.bar()) {
                        of_segment.offer(doc, score);
                    }
                }
                doc = root.seek(&mut slots, doc + 1, segment.max_doc());
            }
            best.take_up(of_segment);
        }
        Ok((best.into_letters()?, total))
    }

    /// Finds the letters that satisfy a wanted clause and no excluded one; with `only_most`, those of them
    /// that satisfy as many as any letter does. Returns the best, how many there are, and the number of
    /// clauses that each satisfies at least.
    fn find_by_count(&self, only_most: bool, room: usize) -> Result<(Vec<Ranked>, u64, usize)> {
        let (wanted, excluded) = self.clauses();
        let mut best = Best::new(room, self.statistics.paths());
        let mut total = 0;
        let mut least = 1;
        for (ordinal, segment) in (0..).zip(self.segments()) {
            let max_doc = segment.max_doc();
            let mut slots = self.open(ordinal);
            let ranker = self.ranker(&slots, ordinal);
            let mut of_segment = BestOfSegment::new(&best, ordinal);
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
                let counts = present >= least
                    && !segment.is_deleted(doc)
                    && !excluded.iter().any(|cursor| out(cursor, &mut slots));
                if counts {
                    if only_most && present > least {
                        least = present;
                        total = 0;
                        best.clear();
                        of_segment.clear();
                    }
                    total += 1;
                    if let Some(score) = ranker.score(&mut slots, doc, of_segment.bar()) {
                        of_segment.offer(doc, score);
                    }
                }
                doc += 1;
            }
            best.take_up(of_segment);
        }
        Ok((best.into_letters()?, total, least))
    }

    /// The parts of the question that a letter should satisfy, and those it must not.
    fn clauses(&self) -> (Vec<Cursor>, Vec<Cursor>) {
        let wanted: Vec<Cursor> = self.plan.wanted().iter().map(cursor_of).collect();
        let excluded = self.plan.clauses[wanted.len()..].iter().map(|clause| {
            let cursor = Cursor::of(&clause.what);
            if clause.filters { Cursor::Lacks(Box::new(cursor)) } else { cursor }
        });
        let excluded = excluded.collect();
        (wanted, excluded)
    }

    fn hit(
        &self,
        folded: FoldedHit,
        matches: Vec<Match>,
        weights: &[f32],
        marker: &mut Marker<'_>,
    ) -> Result<Hit> {
        let FoldedHit { ranked, letter, copies } = folded;
        let fields = self.snapshot.fields();
        let in_title = self.named_in(fields.title.entity, ranked.address)?;
        let title_highlights = merged(&marker.marks(&letter.title, in_title));
        let mut pieces = self.pieces(&ranked, weights, marker, &letter, false)?;
        // What is no part of the letter proves little, and is shown where nothing else does.
        if pieces.is_empty() && title_highlights.is_empty() {
            pieces = self.pieces(&ranked, weights, marker, &letter, true)?;
        }
        if pieces.is_empty()
            && title_highlights.is_empty()
            && self.options.snippets > 0
            && !self.plan.filters.is_empty()
        {
            let reading = letter.body();
            let first = beginning(reading.text());
            pieces.extend(first.map(|piece| Places::of(&letter).placed(piece, &reading, false)));
        }
        let mut about = letter.about;
        about.layout = Layout::default();
        Ok(Hit {
            title_highlights,
            path: letter.path,
            title: letter.title,
            about,
            copies,
            score: ranked.score,
            matches,
            snippets: pieces,
        })
    }

    /// Returns pieces of the body of a letter, or of what stands beside it, that show the question.
    fn pieces(
        &self,
        ranked: &Ranked,
        weights: &[f32],
        marker: &mut Marker<'_>,
        letter: &Letter,
        aside: bool,
    ) -> Result<Vec<Snippet>> {
        if self.options.snippets == 0 {
            return Ok(Vec::new());
        }
        let fields = self.snapshot.fields();
        let (reading, field) =
            if aside { (letter.aside(), fields.aside.entity) } else { (letter.body(), fields.body.entity) };
        let mut named = self.named_in(field, ranked.address)?;
        named.retain_mut(|mark| {
            let here = here(&reading, &mark.span);
            mark.span = here.clone().unwrap_or_default();
            here.is_some()
        });
        let marks = marker.marks(reading.text(), named);
        let mut places = Places::of(letter);
        let pieces = snippets(reading.text(), &marks, weights, self.options.snippets);
        Ok(pieces.into_iter().map(|piece| places.placed(piece, &reading, aside)).collect())
    }

    /// Returns where the letter at `address` names the things of the question, by the field that says so.
    fn named_in(&self, field: Field, address: DocAddress) -> Result<Vec<Mark>> {
        let mut marks = Vec::new();
        for slot in self.plan.wanted_slots() {
            for way in &self.plan.slots[slot].ways {
                let Pattern::Entity { keys, .. } = &way.pattern else {
                    continue;
                };
                for key in keys {
                    let spans = self.snapshot.spans(field, key, address)?;
                    marks.extend(spans.into_iter().map(|span| Mark { span, part: None, slot }));
                }
            }
        }
        Ok(marks)
    }

    /// Returns, for each of `letters`, what the wanted parts of the question are in it.
    fn matches(&self, letters: &[FoldedHit]) -> Vec<Vec<Match>> {
        let wanted = self.plan.wanted_slots();
        let mut matches = Vec::with_capacity(letters.len());
        for FoldedHit { ranked: Ranked { address, .. }, .. } in letters {
            let (doc, number) = (address.doc_id, address.segment_ord as usize);
            let mut strengths = vec![None; self.slots.len()];
            for slot in &wanted {
                strengths[*slot] = self.slots[*slot].strength(doc, number);
            }
            let of_clause = |clause: &Clause| {
                let satisfied = strength_of(&clause.what, &strengths);
                let (mut strength, mut named) = (satisfied, false);
                if let Some(thing) = clause.thing {
                    named = self.slots[thing].is_named(doc, number);
                    // Words of other names satisfy it as well, and say nothing of the one that was typed.
                    // Its own data may say it where its text does not.
                    let mut slots = Vec::new();
                    clause.what.slots(&mut slots);
                    let by_data =
                        |slot: &usize| self.plan.test(*slot).is_some() && strengths[*slot].is_some();
                    let other = if slots.iter().any(by_data) { Strength::Exact } else { Strength::Synonym };
                    strength = satisfied.map(|_| strengths[thing].unwrap_or(other));
                }
                Match { text: clause.text.clone(), strength, named }
            };
            matches.push(self.plan.wanted().iter().map(of_clause).collect());
        }
        matches
    }

    fn word_counts(&self) -> Vec<WordCount> {
        // What was not typed has no text.
        let typed = self.plan.slots.iter().zip(self.slots).filter(|(slot, _)| !slot.text.is_empty());
        typed.map(|(slot, found)| WordCount { text: slot.text.clone(), letters: found.letters() }).collect()
    }

    /// The number of best letters to keep on the way.
    fn wanted_letters(&self) -> usize {
        self.options.offset.saturating_add(self.options.limit)
    }

    fn segments(&self) -> &[SegmentReader] {
        self.snapshot.searcher().segment_readers()
    }

    fn ranker(&self, slots: &[SlotCursor<'_>], number: u32) -> Ranker<'_> {
        Ranker::new(slots, self.shares, self.statistics, number as usize)
    }

    /// Opens the slots in the segment with this number.
    fn open(&self, number: u32) -> Vec<SlotCursor<'_>> {
        let open = |slot| SlotCursor::new(PreparedSlot::standing(slot, number as usize), slot.scores());
        self.slots.iter().map(open).collect()
    }
}

/// Returns what part of what the question asks for each slot is: rare words are more of it than common ones,
/// excluded ones nothing.
fn shares(plan: &Plan, slots: &[PreparedSlot]) -> Vec<f32> {
    let wanted = plan.wanted_slots();
    let share = |(number, slot): (usize, &PreparedSlot)| slot.share(wanted.binary_search(&number).is_ok());
    let mut shares: Vec<f32> = slots.iter().enumerate().map(share).collect();
    let all: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
    shares
}

fn cursor_of(clause: &Clause) -> Cursor {
    let cursor = Cursor::of(&clause.what);
    if clause.excluded { Cursor::Not(Box::new(cursor)) } else { cursor }
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
