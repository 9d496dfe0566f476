//! Where in a text the words of a question stand.
//!
//! Works on the stored text with the tokens it was indexed by and the rules it was matched by, so a
//! phrase is marked only where it stands as a phrase, and everything that is marked is what the index
//! matched.

use std::ops::Range;
use std::rc::Rc;

use naslag_dutch::{
    Dutch, Kind, Tier, Token, camel_parts, fold, is_hyphen, is_stop_word, joined_term, source_range, tokens,
};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::pattern::{Occurrence, close_by, in_order};
use crate::plan::Plan;
use crate::ways::Pattern;

/// A place in a text where a slot stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text, from the first word of the slot to its last.
    pub(crate) span: Range<usize>,
    /// The bytes of `span` that matched, when it is a word of which only a part did.
    pub(crate) part: Option<Range<usize>>,
    /// The number of the slot.
    pub(crate) slot: usize,
}

/// Marks of one slot in one text beyond which no more are made. Pieces of text show some tens of them,
/// and a text may hold 30 million.
const MOST_OF_A_SLOT: usize = 100_000;

/// Places of one word of a phrase in one text beyond which no more are looked at.
const MOST_OF_A_PLACE: usize = 1_000_000;

/// Finds the slots of one question in texts.
pub(crate) struct Marker<'a> {
    dutch: &'a Dutch,
    /// The ways in which slots can be satisfied. What is excluded is not here, so it is never marked.
    ways: Vec<Wanted<'a>>,
    /// Where each term counts, by tier.
    targets: [FxHashMap<String, Vec<Target>>; 3],
    /// What the stem and the parts of each word are to the question. Letters repeat their words, so
    /// most are here after the first letter.
    known: FxHashMap<String, Rc<[WordTarget]>>,
    /// Words that are nothing to the question, in any tier.
    nothing: FxHashSet<String>,
}

struct Wanted<'a> {
    slot: usize,
    pattern: &'a Pattern,
    /// Where its terms stand in the text that is looked at: for each place what the rules of matching
    /// need, and the bytes.
    occurrences: Vec<Vec<Occurrence>>,
    bytes: Vec<Vec<Bytes>>,
}

/// The bytes of an occurrence.
#[derive(Debug, Clone, Default)]
struct Bytes {
    span: Range<usize>,
    /// What of it matched, if not all.
    part: Option<Range<usize>>,
    /// What belongs to it elsewhere: the rest of a broken word, or what completes a piece of a word.
    elsewhere: Option<Range<usize>>,
}

/// A place of a way where a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Target {
    way: usize,
    place: usize,
    length: u32,
}

/// A place where a word counts, and the bytes of the folded word when it is only a part that does.
struct WordTarget {
    target: Target,
    tier: Tier,
    leaf: Option<Range<usize>>,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(plan: &'a Plan, dutch: &'a Dutch) -> Self {
        Self::with(plan, dutch, false)
    }

    /// Returns a marker for letters that hold only a part of what is asked for: it marks parts of compounds
    /// that were asked for as a whole too.
    pub(crate) fn of_parts(plan: &'a Plan, dutch: &'a Dutch) -> Self {
        Self::with(plan, dutch, true)
    }

    fn with(plan: &'a Plan, dutch: &'a Dutch, parts: bool) -> Self {
        let mut marker = Self {
            dutch,
            ways: Vec::new(),
            targets: Default::default(),
            known: FxHashMap::default(),
            nothing: FxHashSet::default(),
        };
        for slot in plan.wanted_slots() {
            for way in plan.slots[slot].ways.iter().filter(|way| way.satisfies || parts) {
                let number = marker.ways.len();
                let mut aim = |tier: Tier, term: &str, place, length| {
                    let target = Target { way: number, place, length };
                    marker.targets[tier as usize].entry(term.to_owned()).or_default().push(target);
                };
                let places = match &way.pattern {
                    Pattern::Sequence { places, .. } => {
                        for (at, place) in places.iter().enumerate() {
                            place.iter().for_each(|term| aim(term.tier, &term.term, at, term.length));
                        }
                        places.len()
                    }
                    Pattern::Near(terms) => {
                        terms.iter().enumerate().for_each(|(at, term)| aim(Tier::Parts, term, at, 1));
                        terms.len()
                    }
                    // Where things stand the index says, see `named_in` of the search.
                    Pattern::Entity { .. } => continue,
                };
                let (occurrences, bytes) = (vec![Vec::new(); places], vec![Vec::new(); places]);
                marker.ways.push(Wanted { slot, pattern: &way.pattern, occurrences, bytes });
            }
        }
        marker
    }

    /// Returns the places in `text` where wanted slots stand, by where they begin, with those in `named`,
    /// where it names the things of the question.
    pub(crate) fn marks(&mut self, text: &str, named: Vec<Mark>) -> Vec<Mark> {
        for way in &mut self.ways {
            way.occurrences.iter_mut().for_each(Vec::clear);
            way.bytes.iter_mut().for_each(Vec::clear);
        }
        // Hyphenated words that were met as one and end at a later token.
        let mut open: Vec<(usize, Target, usize)> = Vec::new();
        let mut words = tokens(text);
        while let Some(token) = words.advance() {
            self.take_up(text, &token, &mut open);
            open.retain(|(last, target, at)| {
                if *last == token.position
                    && let Some(bytes) = self.ways[target.way].bytes[target.place].get_mut(*at)
                {
                    if text[bytes.span.end..token.span.start].contains('\n') {
                        // Broken at the end of a line: what stands between the pieces is no part of it.
                        bytes.elsewhere = Some(token.span.clone());
                    } else {
                        bytes.span.end = token.span.end;
                    }
                }
                *last > token.position
            });
        }
        let mut marks = named;
        self.ways.iter().for_each(|way| way.marks(&mut marks));
        settled(marks)
    }

    fn take_up(&mut self, text: &str, token: &Token<'_>, open: &mut Vec<(usize, Target, usize)>) {
        let position = u32::try_from(token.position).unwrap_or(u32::MAX);
        let whole = || Bytes {
            span: token.pieces.first().unwrap_or(&token.span).clone(),
            part: None,
            elsewhere: token.pieces.last().cloned(),
        };
        let plain = token.also.is_empty() && token.completed.is_empty() && !token.camel;
        // Nearly all tokens of a letter are nothing to the question.
        if plain && self.nothing.contains(token.base) {
            return;
        }
        let exact = &self.targets[Tier::Exact as usize];
        for target in exact.get(token.exact).into_iter().flatten() {
            self.ways[target.way].put(*target, position, false, whole());
        }
        for also in token.also {
            let (term, tokens) = match also.kind {
                Kind::Joined { words } => (joined_term(&also.text, words), words),
                Kind::Part => (also.text.clone(), 1),
                Kind::Date { words } => (also.text.clone(), words),
            };
            let mut all: Vec<(Target, bool)> =
                exact.get(&term).into_iter().flatten().map(|target| (*target, false)).collect();
            if let Kind::Joined { .. } = also.kind {
                let stem = self.dutch.stem(&also.text);
                all.extend(
                    self.targets[Tier::Stem as usize].get(&*stem).into_iter().flatten().map(|t| (*t, false)),
                );
            }
            for (target, part) in all {
                let bytes = Bytes { span: token.span.clone(), ..Bytes::default() };
                let at = self.ways[target.way].put(target, position, part, bytes);
                if tokens > 1 {
                    open.push((token.position + tokens - 1, target, at));
                }
            }
        }
        if is_stop_word(token.exact) && token.completed.is_empty() {
            return;
        }
        if !is_stop_word(token.exact) {
            let known = match self.known.get(token.base) {
                Some(known) => Rc::clone(known),
                None => {
                    let found = self.targets_of(token.base);
                    self.known.insert(token.base.to_owned(), Rc::clone(&found));
                    found
                }
            };
            if plain && known.is_empty() && !self.targets[Tier::Exact as usize].contains_key(token.exact) {
                self.nothing.insert(token.base.to_owned());
            }
            for WordTarget { target, tier, leaf } in known.iter() {
                let mut bytes = whole();
                if let Some(leaf) = leaf.clone().filter(|_| token.pieces.is_empty()) {
                    let range = source_range(&text[token.span.clone()], leaf);
                    bytes.part = Some(token.span.start + range.start..token.span.start + range.end);
                }
                self.ways[target.way].put(*target, position, *tier == Tier::Parts, bytes);
            }
            if token.camel {
                self.take_up_camel(text, token, position);
            }
        }
        for completed in token.completed {
            for WordTarget { target, tier, .. } in self.targets_of(&completed.text).iter() {
                let (span, elsewhere) = (token.span.clone(), Some(completed.borrowed.clone()));
                let bytes = Bytes { span: with_hyphen(text, span), part: None, elsewhere };
                self.ways[target.way].put(*target, position, *tier == Tier::Parts, bytes);
            }
        }
    }

    /// Takes up the words of `GroenLinks`.
    fn take_up_camel(&mut self, text: &str, token: &Token<'_>, position: u32) {
        let mut start = token.span.start;
        for part in camel_parts(&text[token.span.clone()]) {
            let range = start..start + part.len();
            start = range.end;
            let stem = self.dutch.stem(&fold(part)).into_owned();
            for target in self.targets[Tier::Parts as usize].get(&stem).into_iter().flatten() {
                let bytes = Bytes { span: token.span.clone(), part: Some(range.clone()), elsewhere: None };
                self.ways[target.way].put(*target, position, true, bytes);
            }
        }
    }

    fn targets_of(&self, base: &str) -> Rc<[WordTarget]> {
        let mut found = Vec::new();
        let forms = self.dutch.forms(base);
        for target in self.targets[Tier::Stem as usize].get(&forms.stem).into_iter().flatten() {
            found.push(WordTarget { target: *target, tier: Tier::Stem, leaf: None });
        }
        let leaves = &forms.leaves;
        for leaf in leaves {
            for target in self.targets[Tier::Parts as usize].get(&leaf.stem).into_iter().flatten() {
                let part = (leaves.len() > 1).then(|| leaf.span.clone());
                found.push(WordTarget { target: *target, tier: Tier::Parts, leaf: part });
            }
        }
        found.into()
    }
}

/// Returns `span` with the hyphen that follows it.
fn with_hyphen(text: &str, span: Range<usize>) -> Range<usize> {
    let hyphen = text[span.end..].chars().next().filter(|c| is_hyphen(*c));
    span.start..span.end + hyphen.map_or(0, char::len_utf8)
}

impl Wanted<'_> {
    /// Notes that a term stands at `position`; returns the number of the note.
    fn put(&mut self, target: Target, position: u32, part: bool, bytes: Bytes) -> usize {
        let occurrences = &mut self.occurrences[target.place];
        let most = if self.bytes.len() == 1 { MOST_OF_A_SLOT } else { MOST_OF_A_PLACE };
        if occurrences.len() < most {
            occurrences.push(Occurrence { position, length: target.length, part });
            self.bytes[target.place].push(bytes);
        }
        self.bytes[target.place].len() - 1
    }

    fn marks(&self, marks: &mut Vec<Mark>) {
        let mut mark = |bytes: &Bytes| {
            marks.push(Mark { span: bytes.span.clone(), part: bytes.part.clone(), slot: self.slot });
            if let Some(elsewhere) = bytes.elsewhere.clone().filter(|range| *range != bytes.span) {
                marks.push(Mark { span: elsewhere, part: None, slot: self.slot });
            }
        };
        match self.pattern {
            Pattern::Sequence { places, .. } if places.len() == 1 => self.bytes[0].iter().for_each(mark),
            Pattern::Sequence { slop, .. } => {
                let mut runs = Vec::new();
                in_order(&self.occurrences, *slop, &mut runs);
                for run in runs.iter().take(MOST_OF_A_SLOT) {
                    let (first, last) =
                        (&self.bytes[0][run.first], &self.bytes[self.bytes.len() - 1][run.last]);
                    let end =
                        last.elsewhere.as_ref().map_or(last.span.end, |range| range.end.max(last.span.end));
                    let start = first.span.start.min(last.span.start);
                    mark(&Bytes { span: start..end.max(first.span.end), ..Bytes::default() });
                }
            }
            Pattern::Entity { .. } => {}
            Pattern::Near(_) => {
                let mut marked = 0;
                close_by(&self.occurrences, |at| {
                    at.iter().zip(&self.bytes).for_each(|(at, bytes)| mark(&bytes[*at]));
                    marked += 1;
                    marked < MOST_OF_A_SLOT
                });
            }
        }
    }
}

/// Returns `marks` in their order, each once; a word that matched as a whole has no parts.
fn settled(mut marks: Vec<Mark>) -> Vec<Mark> {
    let start = |part: &Option<Range<usize>>| part.as_ref().map(|range| (range.start, range.end));
    marks.sort_by(|a, b| {
        let key = |mark: &Mark| (mark.span.start, mark.span.end, mark.slot, start(&mark.part));
        key(a).cmp(&key(b))
    });
    marks.dedup();
    let whole: std::collections::HashSet<Range<usize>> =
        marks.iter().filter(|mark| mark.part.is_none()).map(|mark| mark.span.clone()).collect();
    marks.retain(|mark| mark.part.is_none() || !whole.contains(&mark.span));
    marks
}

/// Returns the ranges of `marks`, those that meet or overlap made one.
pub(crate) fn merged(marks: &[Mark]) -> Vec<Range<usize>> {
    union(marks.iter().map(|mark| mark.span.clone()))
}

/// Returns the parts of words that matched in `marks`, where the rest of the word did not.
pub(crate) fn merged_parts(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut parts: Vec<_> = marks.iter().filter_map(|mark| mark.part.clone()).collect();
    parts.sort_by_key(|range| range.start);
    union(parts.into_iter())
}

fn union(sorted: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for span in sorted {
        match ranges.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => ranges.push(span),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NoNames;
    use crate::parse::parse;
    use crate::things::NoThings;

    fn planned(query: &str) -> (Plan, Dutch) {
        let dutch = Dutch::default();
        (Plan::of(&parse(query), &dutch, &NoNames, &NoThings), dutch)
    }

    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        let (plan, dutch) = planned(query);
        let marks = Marker::new(&plan, &dutch).marks(text, Vec::new());
        let shown: Vec<_> = merged(&marks).into_iter().map(|range| &text[range]).collect();
        assert_eq!(shown, expected, "{query:?} in {text:?}");
    }

    #[test]
    fn words_are_marked_in_every_inflection() {
        check("motie", "De moties en de motie.", &["moties", "motie"]);
        check("geinformeerd", "uw Kamer geïnformeerd", &["geïnformeerd"]);
    }

    #[test]
    fn a_phrase_is_marked_only_where_it_stands_as_a_phrase() {
        check(
            "\"verzoek Hennis-Plasschaert\"",
            "Het verzoek van Hennis. Middels het verzoek\nHennis–Plasschaert en het verzoek.",
            &["verzoek\nHennis–Plasschaert"],
        );
        check("\"klop klop\"", "klop klop klop, klop", &["klop klop klop, klop"]);
        check("\"a b a c\"", "a b a b a c", &["a b a c"]);
    }

    #[test]
    fn a_long_phrase_of_one_word_was_matched_in_every_way_at_once() {
        let phrase = |words: usize| format!("\"{}\"", vec!["kpn"; words].join(" "));
        for (words, of) in [(300, 20_000), (64, 64), (65, 64), (64, 200), (129, 130)] {
            let (plan, dutch) = planned(&phrase(words));
            let text = "kpn ".repeat(of);
            let marks = Marker::new(&plan, &dutch).marks(&text, Vec::new());
            assert_eq!(marks.len(), (of + 1).saturating_sub(words), "{words} in {of}");
            for (number, mark) in marks.iter().enumerate() {
                assert_eq!(mark.span, number * 4..(number + words) * 4 - 1, "{words} in {of}");
            }
        }
    }

    #[test]
    fn slots_do_not_disturb_each_other() {
        check("\"a b\" \"b c\" b c-d", "a b c. b, a c d b a", &["a b c", "b", "c d", "b"]);
        let (plan, dutch) = planned("kpn -hack lek OR kpn");
        let marks = Marker::new(&plan, &dutch).marks("hack kpn lek", Vec::new());
        assert_eq!(marks.iter().map(|mark| mark.span.clone()).collect::<Vec<_>>(), [5..8, 9..12]);
    }

    #[test]
    fn a_text_of_one_word_has_no_endless_marks() {
        let (plan, dutch) = planned("kpn lek");
        let text = format!("{}lek", "kpn ".repeat(MOST_OF_A_SLOT + 10));
        let marks = Marker::new(&plan, &dutch).marks(&text, Vec::new());
        assert_eq!(marks.len(), MOST_OF_A_SLOT + 1);
        assert_eq!(marks.last().map(|mark| &text[mark.span.clone()]), Some("lek"));
    }

    #[test]
    fn what_is_excluded_or_set_aside_is_not_marked() {
        check("de hack -kpn", "de hack bij KPN", &["hack"]);
    }

    #[test]
    fn a_word_with_marks_inside_is_marked_as_one() {
        check(
            "cyber-aanval",
            "een cyber-aanval, cyber aanvallen, een aanval",
            &["cyber-aanval", "cyber aanvallen"],
        );
    }
}
