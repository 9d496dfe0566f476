//! Which letters of a segment satisfy a question.
//!
//! Everything here moves forward through the letters of one segment, a letter at a time: a *cursor*
//! stands on a letter, and can be asked to go to the first one at or after another.

use std::sync::Arc;

use naslag_dutch::Tier;
use naslag_index::{Snapshot, Tiers};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::Result;
use crate::pattern::{Occurrence, Run, close_by, in_order};
use crate::plan::{Combination, Role, Slot};
use crate::results::Strength;
use crate::score::{BODY, Lengths, MOST_OF_BM25, Statistics, TITLE, TITLE_OF_NAMED, TermLetters, bm25, seek};
use crate::ways::{Pattern, Rank};

/// A slot with what does not depend on the segment: its terms in each field and their weights.
pub(crate) struct PreparedSlot {
    sources: Vec<Source>,
    /// Letters that pass a test, by the number of their segment; of slots without words.
    passed: Vec<Vec<DocId>>,
    role: Role,
}

/// One field in which a slot may stand in one of its ways.
struct Source {
    pattern: Prepared,
    /// The field whose lengths count.
    field: Field,
    /// 0 when it adds nothing to a score.
    weight: f32,
    lengths: Arc<Lengths>,
    in_title: bool,
    /// Whether standing here is enough; else it only adds to the score.
    satisfies: bool,
    strength: Strength,
    rank: Rank,
}

/// A pattern with its terms in one text of the letter.
enum Prepared {
    Sequence { places: Vec<Vec<PreparedTerm>>, slop: u32 },
    Near(Vec<PreparedTerm>),
}

struct PreparedTerm {
    field: Field,
    found: Arc<TermLetters>,
    length: u32,
    part: bool,
}

impl Source {
    fn holds(&self, doc: DocId, number: usize, segment: &SegmentReader) -> Result<bool> {
        Ok(Docs::open(&self.pattern, number, segment)?.is_some_and(|mut docs| docs.seek(doc) == doc))
    }
}

impl PreparedSlot {
    /// Ways whose terms stand in no letter are left out.
    pub(crate) fn new(
        slot: &Slot,
        names_law: bool,
        snapshot: &Snapshot,
        statistics: &Statistics,
    ) -> Result<Self> {
        let of_title = if names_law { TITLE_OF_NAMED } else { TITLE };
        let fields = snapshot.fields();
        let mut sources = Vec::new();
        // What stands beside a letter is found and worth nothing.
        for (tiers, field_weight) in [(fields.body, BODY), (fields.title, of_title), (fields.aside, 0.0)] {
            for way in &slot.ways {
                if field_weight == 0.0 && !way.satisfies {
                    continue;
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
                    pattern,
                    field,
                    weight: idf * way.weight as f32 / 100.0 * field_weight,
                    lengths: statistics.lengths(field),
                    satisfies: way.satisfies,
                    in_title: tiers.exact == fields.title.exact,
                    strength: way.strength,
                    rank,
                });
            }
        }
        Ok(Self { sources, passed: Vec::new(), role: slot.role })
    }

    /// Returns a slot that is satisfied by letters that pass a test, given by the number of their segment.
    pub(crate) fn passed_by(letters: Vec<Vec<DocId>>) -> Self {
        Self { sources: Vec::new(), passed: letters, role: Role::Decides }
    }

    /// Returns how well the letter `doc` of the segment with this number agrees with the slot; nothing when
    /// the slot does not stand in it.
    ///
    /// Looks at the strongest ways first, of which mostly one holds: this is asked of a few letters, so
    /// what is opened costs more than what is read.
    pub(crate) fn strength(
        &self,
        doc: DocId,
        number: usize,
        segment: &SegmentReader,
    ) -> Result<Option<Strength>> {
        if self.passed.get(number).is_some_and(|letters| letters.binary_search(&doc).is_ok()) {
            return Ok(Some(Strength::Exact));
        }
        for strength in [Strength::Exact, Strength::Inflection, Strength::Part, Strength::Synonym] {
            // What decides nothing and adds nothing is there to tell how well.
            let counts = |source: &&Source| source.satisfies || source.weight == 0.0;
            let ways = self.sources.iter().filter(|source| source.strength == strength).filter(counts);
            for source in ways {
                if source.holds(doc, number, segment)? {
                    return Ok(Some(strength));
                }
            }
        }
        Ok(None)
    }

    /// Whether the letter `doc` names the thing of the slot, or is it.
    pub(crate) fn is_named(&self, doc: DocId, number: usize, segment: &SegmentReader) -> Result<bool> {
        for source in self.sources.iter().filter(|source| source.rank > Rank::Words) {
            if source.holds(doc, number, segment)? {
                return Ok(true);
            }
        }
        Ok(false)
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
        self.sources.iter().map(|source| source.weight).fold(0.0, f32::max)
    }
}

/// Returns `pattern` with the terms that some letter holds, and the sum of the inverse document
/// frequencies of its places; nothing when no letter can satisfy it.
fn prepared(pattern: &Pattern, tiers: Tiers, statistics: &Statistics) -> Result<Option<(Prepared, f32)>> {
    let mut idf = 0.0;
    match pattern {
        Pattern::Sequence { places, slop } => {
            let mut all = Vec::with_capacity(places.len());
            for place in places {
                let mut letters = 0;
                let mut terms = Vec::new();
                for wanted in place {
                    let field = tiers.field(wanted.tier);
                    let found = statistics.term(&Term::from_field_text(field, &wanted.term))?;
                    if found.letters > 0 {
                        letters += found.letters;
                        let part = wanted.tier == Tier::Parts;
                        terms.push(PreparedTerm { field, found, length: wanted.length, part });
                    }
                }
                if terms.is_empty() {
                    return Ok(None);
                }
                idf += statistics.idf(letters);
                all.push(terms);
            }
            Ok(Some((Prepared::Sequence { places: all, slop: *slop }, idf)))
        }
        Pattern::Near(wanted) => {
            let mut terms = Vec::with_capacity(wanted.len());
            for term in wanted {
                let field = tiers.parts;
                let found = statistics.term(&Term::from_field_text(field, term))?;
                if found.letters == 0 {
                    return Ok(None);
                }
                idf += statistics.idf(found.letters);
                terms.push(PreparedTerm { field, found, length: 1, part: true });
            }
            Ok(Some((Prepared::Near(terms), idf)))
        }
        Pattern::Entity { keys, .. } => {
            let field = tiers.entity;
            let mut terms = Vec::with_capacity(keys.len());
            let mut letters = 0;
            for key in keys {
                let found = statistics.term(&Term::from_field_text(field, key))?;
                if found.letters > 0 {
                    letters += found.letters;
                    terms.push(PreparedTerm { field, found, length: 1, part: false });
                }
            }
            let idf = statistics.idf(letters);
            Ok((!terms.is_empty()).then(|| (Prepared::Sequence { places: vec![terms], slop: 0 }, idf)))
        }
    }
}

/// A slot in one segment.
pub(crate) struct SlotCursor<'a> {
    places: Vec<Standing<'a>>,
    /// Letters that pass a test, from the one on where it stands.
    passed: &'a [DocId],
    at: DocId,
    scores: bool,
}

/// A place that can add to a score.
pub(crate) struct Bound {
    pub(crate) number: usize,
    /// The most it can add.
    pub(crate) most: f32,
    /// Whether it is in the title.
    pub(crate) in_title: bool,
    pub(crate) rank: Rank,
}

struct Standing<'a> {
    docs: Docs,
    norms: FieldNormReader,
    source: &'a Source,
}

/// Letters in which a pattern stands.
enum Docs {
    /// Boxed: a cursor over postings holds its blocks of 128 letters within itself.
    Term(Box<SegmentPostings>),
    Together(Together),
}

impl<'a> SlotCursor<'a> {
    /// Opens `slot` in the segment with this number.
    pub(crate) fn open(
        slot: &'a PreparedSlot,
        number: usize,
        segment: &SegmentReader,
        statistics: &Statistics,
    ) -> Result<Self> {
        let mut places = Vec::new();
        for source in &slot.sources {
            if let Some(docs) = Docs::open(&source.pattern, number, segment)?
                && let Some(norms) = statistics.norms(source.field, number)
            {
                places.push(Standing { docs, norms, source });
            }
        }
        let passed = slot.passed.get(number).map_or(&[][..], Vec::as_slice);
        let mut cursor = Self { places, passed, at: 0, scores: slot.role != Role::Decides };
        cursor.at = cursor.first_satisfied();
        Ok(cursor)
    }

    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.at < target {
            for place in self.places.iter_mut().filter(|place| place.source.satisfies) {
                place.docs.seek(target);
            }
            self.passed = &self.passed[self.passed.partition_point(|doc| *doc < target)..];
            self.at = self.first_satisfied();
        }
        self.at
    }

    fn first_satisfied(&self) -> DocId {
        let satisfying = self.places.iter().filter(|place| place.source.satisfies);
        let places = satisfying.map(|place| place.docs.doc());
        places.chain(self.passed.first().copied()).min().unwrap_or(TERMINATED)
    }

    /// The places that can add to a score.
    pub(crate) fn bounds(&self) -> impl Iterator<Item = Bound> {
        let scores = |place: &Standing<'_>| self.scores && place.source.weight > 0.0;
        let scoring = self.places.iter().enumerate().filter(move |(_, place)| scores(place));
        scoring.map(|(number, Standing { source, .. })| Bound {
            number,
            most: source.weight * MOST_OF_BM25,
            in_title: source.in_title,
            rank: source.rank,
        })
    }

    /// Moves the place with this number to the first letter at or after `target` where it stands, and
    /// returns that.
    pub(crate) fn seek_place(&mut self, number: usize, target: DocId) -> DocId {
        self.places[number].docs.seek(target)
    }

    /// Returns what the place with this number adds to the score of the letter `doc`: nothing when it
    /// does not stand in it. `doc` never goes back.
    pub(crate) fn score(&mut self, number: usize, doc: DocId) -> f32 {
        let Standing { docs, norms, source } = &mut self.places[number];
        if docs.seek(doc) != doc {
            return 0.0;
        }
        let length = source.lengths[usize::from(norms.fieldnorm_id(doc))];
        source.weight * bm25(docs.frequency(), length)
    }

    /// The number of letters, of those that are not removed, in which the slot stands.
    pub(crate) fn count(&mut self, segment: &SegmentReader) -> u64 {
        let mut count = 0;
        while self.at != TERMINATED {
            count += u64::from(!segment.is_deleted(self.at));
            self.seek(self.at + 1);
        }
        count
    }
}

impl Docs {
    /// Returns nothing when the segment lacks a term that is needed.
    fn open(pattern: &Prepared, number: usize, segment: &SegmentReader) -> Result<Option<Self>> {
        let read = |term: &PreparedTerm, option| -> Result<Option<SegmentPostings>> {
            let Some(info) = term.found.infos.get(number).and_then(Option::as_ref) else {
                return Ok(None);
            };
            let inverted = segment.inverted_index(term.field)?;
            Ok(Some(inverted.read_postings_from_terminfo(info, option)?))
        };
        let mut places = Vec::new();
        let mut slop = None;
        match pattern {
            Prepared::Sequence { places: wanted, slop: allowed } => {
                if let [place] = wanted.as_slice() {
                    let mut found = Vec::new();
                    for term in place {
                        found.extend(read(term, IndexRecordOption::WithFreqs)?);
                    }
                    if found.len() < 2 {
                        return Ok(found.pop().map(Box::new).map(Self::Term));
                    }
                }
                slop = Some(*allowed);
                for wanted in wanted {
                    let mut place = Vec::new();
                    for term in wanted {
                        if let Some(postings) = read(term, IndexRecordOption::WithFreqsAndPositions)? {
                            place.push(TermCursor { postings, length: term.length, part: term.part });
                        }
                    }
                    if place.is_empty() {
                        return Ok(None);
                    }
                    places.push(place);
                }
            }
            Prepared::Near(terms) => {
                for term in terms {
                    match read(term, IndexRecordOption::WithFreqsAndPositions)? {
                        Some(postings) => places.push(vec![TermCursor { postings, length: 1, part: true }]),
                        None => return Ok(None),
                    }
                }
            }
        }
        Ok(Some(Self::Together(Together::new(places, slop))))
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Term(postings) => postings.doc(),
            Self::Together(together) => together.at,
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Term(postings) => seek(postings.as_mut(), target),
            Self::Together(together) => together.seek(target),
        }
    }

    /// How often the letter under the cursor holds it.
    fn frequency(&self) -> u32 {
        match self {
            Self::Term(postings) => postings.term_freq(),
            Self::Together(together) => together.frequency,
        }
    }
}

struct TermCursor {
    postings: SegmentPostings,
    length: u32,
    part: bool,
}

/// Places of terms that stand together.
struct Together {
    places: Vec<Vec<TermCursor>>,
    /// Positions that may be passed over, or nothing when the order does not matter.
    slop: Option<u32>,
    at: DocId,
    frequency: u32,
    occurrences: Vec<Vec<Occurrence>>,
    runs: Vec<Run>,
    positions: Vec<u32>,
}

impl Together {
    fn new(places: Vec<Vec<TermCursor>>, slop: Option<u32>) -> Self {
        let occurrences = vec![Vec::new(); places.len()];
        let (runs, positions) = (Vec::new(), Vec::new());
        let mut together = Self { places, slop, at: 0, frequency: 0, occurrences, runs, positions };
        together.at = together.next_at_or_after(0);
        together
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at < target {
            self.at = self.next_at_or_after(target);
        }
        self.at
    }

    fn next_at_or_after(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut agreed = true;
            for place in &mut self.places {
                let docs = place.iter_mut().map(|term| seek(&mut term.postings, target));
                let doc = docs.min().unwrap_or(TERMINATED);
                if doc == TERMINATED {
                    return TERMINATED;
                }
                agreed &= doc == target;
                target = doc;
            }
            // All stand on the last one's letter only when none had to move on.
            if agreed {
                self.frequency = self.count(target);
                if self.frequency > 0 {
                    return target;
                }
                target += 1;
            }
        }
    }

    /// Counts the times the terms stand together in the letter `doc`, which holds one of each place.
    fn count(&mut self, doc: DocId) -> u32 {
        let Self { places, occurrences, positions, runs, .. } = self;
        for (place, occurrences) in places.iter_mut().zip(occurrences.iter_mut()) {
            occurrences.clear();
            let mut terms = 0;
            for TermCursor { postings, length, part } in place {
                if postings.doc() == doc {
                    terms += 1;
                    postings.positions(positions);
                    let at =
                        |position: &u32| Occurrence { position: *position, length: *length, part: *part };
                    occurrences.extend(positions.iter().map(at));
                }
            }
            if terms > 1 {
                occurrences.sort_by_key(|occurrence| (occurrence.position, occurrence.length));
            }
        }
        match self.slop {
            Some(_) if occurrences.len() == 1 => occurrences[0].len() as u32,
            Some(slop) => {
                in_order(occurrences, slop, runs);
                runs.len() as u32
            }
            None => {
                let mut close = false;
                close_by(occurrences, |_| {
                    close = true;
                    false
                });
                u32::from(close)
            }
        }
    }
}

/// Slots as they combine, in one segment.
pub(crate) enum Cursor {
    Slot(usize),
    Any(Vec<Cursor>),
    All(Vec<Cursor>),
    Not(Box<Cursor>),
    /// As `Not`, and says only whether the letter it is asked to go to is one: others it may pass over or stop at.
    Lacks(Box<Cursor>),
}

impl Cursor {
    pub(crate) fn of(what: &Combination) -> Self {
        let all = |parts: &[Combination]| parts.iter().map(Self::of).collect();
        match what {
            Combination::Slot(number) => Self::Slot(*number),
            Combination::Any(parts) => Self::Any(all(parts)),
            Combination::All(parts) => Self::All(all(parts)),
            Combination::Not(part) => Self::Not(Box::new(Self::of(part))),
        }
    }

    /// Returns the first letter at or after `target` that satisfies this, or [`TERMINATED`].
    /// `max_doc` is the number of letters in the segment.
    pub(crate) fn seek(&self, slots: &mut [SlotCursor<'_>], target: DocId, max_doc: DocId) -> DocId {
        match self {
            Self::Slot(number) => slots[*number].seek(target),
            Self::Any(parts) => {
                let docs = parts.iter().map(|part| part.seek(slots, target, max_doc));
                docs.min().unwrap_or(TERMINATED)
            }
            Self::All(parts) => {
                let mut candidate = target;
                'candidates: while candidate < max_doc {
                    for part in parts {
                        let doc = part.seek(slots, candidate, max_doc);
                        if doc != candidate {
                            candidate = doc;
                            continue 'candidates;
                        }
                    }
                    return candidate;
                }
                TERMINATED
            }
            Self::Lacks(part) => {
                if part.seek(slots, target, max_doc) == target {
                    target.saturating_add(1)
                } else {
                    target
                }
            }
            Self::Not(part) => {
                let mut candidate = target;
                while candidate < max_doc && part.seek(slots, candidate, max_doc) == candidate {
                    candidate += 1;
                }
                if candidate < max_doc { candidate } else { TERMINATED }
            }
        }
    }
}
