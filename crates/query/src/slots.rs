//! Where the slots of a question stand: read once, and kept in memory for questions with the same words.
//!
//! A word can stand in a letter in many ways, each with postings of its own. They are brought together here
//! into one list of letters, with all that scoring and matching want to know of each: to move twenty cursors
//! over postings from letter to letter took most of the time of a search.

use std::sync::{Arc, Mutex, PoisonError};

use naslag_index::Snapshot;
use rustc_hash::FxHashMap;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

use crate::Result;
use crate::plan::{Role, Slot};
use crate::postings::{Prepared, prepared};
use crate::ranker::first;
use crate::results::Strength;
use crate::score::{BODY, Lengths, Statistics, TITLE, TITLE_OF_NAMED, bm25};
use crate::ways::{Pattern, Rank, Way};

/// Bytes of lists that are kept of those that were asked for lately, and as many of those that were before.
const HALF: usize = 64 * 1024 * 1024;

/// A slot with where it stands.
pub(crate) struct PreparedSlot {
    ways: Arc<Standings>,
    role: Role,
}

/// Where the ways of a slot stand in all letters.
struct Standings {
    /// The fields in which it may stand in one of its ways.
    sources: Vec<Source>,
    /// By the number of the segment.
    segments: Vec<Standing>,
}

/// One field in which a slot may stand in one of its ways.
struct Source {
    /// 0 when it adds nothing to a score.
    weight: f32,
    /// Whether standing here is enough; else it only adds to the score.
    satisfies: bool,
    strength: Strength,
    in_title: bool,
    rank: Rank,
}

/// What has to be read of a source.
struct Text {
    pattern: Prepared,
    /// The field whose lengths count.
    field: Field,
    lengths: Arc<Lengths>,
}

/// Where a slot stands in one segment, without letters that were removed.
#[derive(Default)]
pub(crate) struct Standing {
    /// The letters in which it stands in any way, in order.
    docs: Vec<DocId>,
    /// For each of them the end of its places in `held`.
    ends: Vec<u32>,
    held: Vec<Held>,
    /// For each of them the most that the slot adds to its score.
    bounds: Vec<f32>,
    /// The greatest of them.
    most: f32,
    /// The letters in which it stands in a way that is enough.
    satisfied: Vec<DocId>,
}

/// A place in a letter where a slot stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    /// What it adds to the score.
    pub(crate) score: f32,
    /// The number of its source.
    source: u16,
    pub(crate) in_title: bool,
    pub(crate) rank: Rank,
}

impl Standing {
    fn read(
        sources: &[Source],
        texts: &[Text],
        number: usize,
        segment: &SegmentReader,
        statistics: &Statistics,
    ) -> Result<Self> {
        let mut all: Vec<(DocId, Held)> = Vec::new();
        let mut found = Vec::new();
        let alive = segment.alive_bitset();
        for ((source, text), ordinal) in sources.iter().zip(texts).zip(0..) {
            let Some(norms) = statistics.norms(text.field, number) else {
                continue;
            };
            found.clear();
            text.pattern.read(number, segment, &mut found)?;
            let Source { weight, in_title, rank, .. } = *source;
            all.extend(found.iter().filter(|(doc, _)| alive.is_none_or(|alive| alive.is_alive(*doc))).map(
                |(doc, frequency)| {
                    let length = text.lengths[usize::from(norms.fieldnorm_id(*doc))];
                    let score = weight * bm25(*frequency, length);
                    (*doc, Held { score, source: ordinal, in_title, rank })
                },
            ));
        }
        Ok(Self::of(sources, &by_letter(all, segment.max_doc())))
    }

    /// Brings together `all` places, which are in the order of the letters and in each of the question.
    fn of(sources: &[Source], all: &[(DocId, Held)]) -> Self {
        let mut standing = Self {
            docs: Vec::new(),
            ends: Vec::new(),
            held: all.iter().map(|(_, held)| *held).collect(),
            bounds: Vec::new(),
            most: 0.0,
            satisfied: Vec::new(),
        };
        let mut at = 0;
        while let Some((doc, _)) = all.get(at) {
            let (mut bound, mut rank, mut satisfied) = (0.0, Rank::Words, false);
            while let Some((_, held)) = all.get(at).filter(|(next, _)| next == doc) {
                satisfied |= sources[usize::from(held.source)].satisfies;
                if held.score > 0.0 {
                    bound += held.score;
                    rank = rank.max(held.rank);
                }
                at += 1;
            }
            bound += first(rank);
            standing.docs.push(*doc);
            standing.ends.push(at as u32);
            standing.bounds.push(bound);
            standing.most = standing.most.max(bound);
            if satisfied {
                standing.satisfied.push(*doc);
            }
        }
        standing
    }

    /// The letters that satisfy the slot.
    #[inline]
    pub(crate) fn satisfied(&self) -> &[DocId] {
        &self.satisfied
    }

    /// The letters in which the slot stands in any way.
    #[inline]
    pub(crate) fn docs(&self) -> &[DocId] {
        &self.docs
    }

    /// The most that the slot adds to the score of any letter.
    pub(crate) fn most(&self) -> f32 {
        self.most
    }

    /// The most that the slot adds to the score of the letter with this number among [`docs`](Self::docs).
    #[inline]
    pub(crate) fn bound(&self, number: usize) -> f32 {
        self.bounds[number]
    }

    /// Where the slot stands in the letter with this number among [`docs`](Self::docs), in the order of the
    /// question.
    #[inline]
    pub(crate) fn held(&self, number: usize) -> &[Held] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.held[start as usize..self.ends[number] as usize]
    }

    /// Bytes it takes.
    fn bytes(&self) -> usize {
        self.docs.len() * 12 + self.satisfied.len() * 4 + self.held.len() * size_of::<Held>()
    }
}

/// Returns `all` in the order of the letters, of which there are `letters`; in each letter in the order in
/// which they were.
fn by_letter(mut all: Vec<(DocId, Held)>, letters: DocId) -> Vec<(DocId, Held)> {
    if all.len() < letters as usize / 8 {
        all.sort_by_key(|(doc, _)| *doc);
        return all;
    }
    // Counting what each letter has takes a third of the time of sorting.
    let mut next = vec![0_u32; letters as usize + 1];
    for (doc, _) in &all {
        next[*doc as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut next {
        sum += *start;
        *start = sum;
    }
    let mut sorted = all.clone();
    for place in all {
        let at = &mut next[place.0 as usize];
        sorted[*at as usize] = place;
        *at += 1;
    }
    sorted
}

impl Standings {
    /// Ways whose terms stand in no letter are left out.
    fn read(ways: &[Way], names_law: bool, snapshot: &Snapshot, statistics: &Statistics) -> Result<Self> {
        let of_title = if names_law { TITLE_OF_NAMED } else { TITLE };
        let fields = snapshot.fields();
        let (mut sources, mut texts) = (Vec::new(), Vec::new());
        // What stands beside a letter is found and worth nothing.
        for (tiers, field_weight) in [(fields.body, BODY), (fields.title, of_title), (fields.aside, 0.0)] {
            for way in ways.iter().filter(|way| way.satisfies || field_weight > 0.0) {
                // More than any question has that people type.
                if sources.len() == usize::from(u16::MAX) {
                    break;
                }
                let Some((pattern, idf)) = prepared(&way.pattern, tiers, statistics)? else {
                    continue;
                };
                let (field, rank, field_weight) = match way.pattern {
                    Pattern::Entity { .. } if field_weight == 0.0 => (tiers.entity, Rank::Words, 0.0),
                    Pattern::Entity { rank, .. } => (tiers.entity, rank, 1.0),
                    _ => (tiers.field(way.tier), Rank::Words, field_weight),
                };
                sources.push(Source {
                    weight: idf * way.weight as f32 / 100.0 * field_weight,
                    satisfies: way.satisfies,
                    in_title: tiers.exact == fields.title.exact,
                    strength: way.strength,
                    rank,
                });
                texts.push(Text { pattern, field, lengths: statistics.lengths(field) });
            }
        }
        let segments = snapshot.searcher().segment_readers().iter().enumerate();
        let read = |(number, segment)| Standing::read(&sources, &texts, number, segment, statistics);
        let segments = segments.map(read).collect::<Result<_>>()?;
        Ok(Self { sources, segments })
    }

    fn bytes(&self) -> usize {
        // What a slot costs that stands nowhere: its ways and the table that knows it.
        const LEAST: usize = 2_000;
        LEAST + self.segments.iter().map(Standing::bytes).sum::<usize>()
    }
}

impl PreparedSlot {
    /// Returns a slot without words, satisfied by letters that pass a test: given by the number of their segment,
    /// in order.
    pub(crate) fn passed_by(letters: Vec<Vec<DocId>>) -> Self {
        let segments = letters.into_iter().map(|satisfied| Standing { satisfied, ..Standing::default() });
        let ways = Standings { sources: Vec::new(), segments: segments.collect() };
        Self { ways: Arc::new(ways), role: Role::Decides }
    }

    /// Where it stands in the segment with this number.
    pub(crate) fn standing(&self, number: usize) -> &Standing {
        &self.ways.segments[number]
    }

    /// Whether it adds to scores.
    pub(crate) fn scores(&self) -> bool {
        self.role != Role::Decides
    }

    /// Returns the sources of the places where the slot stands in the letter `doc` of the segment with this
    /// number.
    fn sources_in(&self, doc: DocId, number: usize) -> impl Iterator<Item = &Source> {
        let standing = self.standing(number);
        let held = standing.docs.binary_search(&doc).map_or(&[][..], |at| standing.held(at));
        held.iter().map(|held| &self.ways.sources[usize::from(held.source)])
    }

    /// Returns how well the letter `doc` of the segment with this number agrees with the slot; nothing when
    /// the slot does not stand in it.
    pub(crate) fn strength(&self, doc: DocId, number: usize) -> Option<Strength> {
        let standing = self.standing(number);
        if standing.docs.is_empty() && standing.satisfied.binary_search(&doc).is_ok() {
            // It passes a test.
            return Some(Strength::Exact);
        }
        // What decides nothing and adds nothing is there to tell how well.
        let counts = |source: &&Source| source.satisfies || source.weight == 0.0;
        self.sources_in(doc, number).filter(counts).map(|source| source.strength).max()
    }

    /// Whether the letter `doc` names the thing of the slot, or is it.
    pub(crate) fn is_named(&self, doc: DocId, number: usize) -> bool {
        self.sources_in(doc, number).any(|source| source.rank > Rank::Words)
    }

    /// The number of letters in which it stands.
    pub(crate) fn letters(&self) -> u64 {
        self.ways.segments.iter().map(|standing| standing.satisfied.len() as u64).sum()
    }

    /// What part in what the question asks for it stands for when titles are weighed; comparable with others.
    pub(crate) fn share(&self, wanted: bool) -> f32 {
        let counts = match self.role {
            Role::Both => wanted,
            Role::Scores => true,
            Role::Decides | Role::Adds => false,
        };
        if counts { self.weight() } else { 0.0 }
    }

    /// How much a rare slot says more than a common one: the weight of the best place it can stand.
    pub(crate) fn weight(&self) -> f32 {
        self.ways.sources.iter().map(|source| source.weight).fold(0.0, f32::max)
    }
}

/// Slots that were read before.
#[derive(Default)]
pub(crate) struct KnownSlots {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    lately: Table,
    before: Table,
    /// Bytes of those that were asked for lately.
    bytes: usize,
}

/// By their ways, apart for questions that name a law.
type Table = [FxHashMap<Vec<Way>, Arc<Standings>>; 2];

impl Known {
    fn get(&mut self, ways: &[Way], table: usize) -> Option<Arc<Standings>> {
        if let Some(known) = self.lately[table].get(ways) {
            return Some(Arc::clone(known));
        }
        let (ways, known) = self.before[table].remove_entry(ways)?;
        self.insert(ways, table, Arc::clone(&known));
        Some(known)
    }

    fn insert(&mut self, ways: Vec<Way>, table: usize, standings: Arc<Standings>) {
        let bytes = standings.bytes();
        // A word of half of all letters would drive out all others.
        if bytes > HALF / 4 {
            return;
        }
        if self.bytes + bytes > HALF {
            self.before = std::mem::take(&mut self.lately);
            self.bytes = 0;
        }
        self.bytes += bytes;
        self.lately[table].insert(ways, standings);
    }
}

impl KnownSlots {
    /// Returns `slot` with where it stands.
    pub(crate) fn prepare(
        &self,
        slot: &Slot,
        names_law: bool,
        snapshot: &Snapshot,
        statistics: &Statistics,
    ) -> Result<PreparedSlot> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let table = usize::from(names_law);
        if let Some(ways) = known().get(&slot.ways, table) {
            return Ok(PreparedSlot { ways, role: slot.role });
        }
        // Others may ask meanwhile: reading takes long.
        let ways = Arc::new(Standings::read(&slot.ways, names_law, snapshot, statistics)?);
        known().insert(slot.ways.clone(), table, Arc::clone(&ways));
        Ok(PreparedSlot { ways, role: slot.role })
    }
}
