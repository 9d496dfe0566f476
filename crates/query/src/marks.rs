//! Where in a text the words of a question stand.
//!
//! Works on the stored text with the tokens it was indexed by, so a phrase is marked only where it
//! stands as a phrase, and everything that is marked is what the index matched.

use std::collections::HashMap;
use std::ops::Range;

use naslag_dutch::{Stemmer, tokens};

use crate::plan::{Combination, Plan};

/// A place in a text where a slot stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text, from the first word of the slot to its last.
    pub(crate) span: Range<usize>,
    /// The number of the slot.
    pub(crate) slot: usize,
}

/// Marks of one slot in one text beyond which no more are made. Pieces of text show some tens of them,
/// and a text may hold 30 million.
const MOST_OF_A_SLOT: usize = 100_000;

/// Finds the slots of one question in texts.
pub(crate) struct Marker<'a> {
    plan: &'a Plan,
    /// The places of slots that a word fills, by its exact form or its stem. What is excluded is not
    /// here, so it is never marked.
    exact: HashMap<&'a str, Vec<Place>>,
    stems: HashMap<&'a str, Vec<Place>>,
    /// Number of terms of the longest slot.
    longest: usize,
    stemmer: Stemmer,
    /// What each word is to the question. Letters repeat their words, so most are here after the
    /// first letter, and only new ones are stemmed.
    known: HashMap<String, WordMatches>,
}

/// The number of a slot and of a term in it.
type Place = (usize, usize);

/// The slots that a word matches, each with a set of the terms it matches.
type WordMatches = Vec<(usize, Bits)>;

/// A set of the terms of a slot.
type Bits = Box<[u64]>;

/// How far a slot has come in a text.
#[derive(Default)]
struct Progress {
    /// Term `k` is in it when the last words match the terms up to `k`. All ways in which a phrase
    /// may be under way advance at once: one by one, a word that fills every place costs the square.
    reached: Bits,
    /// The number of the word it was brought up to, from 1.
    word: usize,
    marks: usize,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let mut wanted = Vec::new();
        for clause in plan.wanted() {
            collect_slots(&clause.what, &mut wanted);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let (mut exact, mut stems) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        let mut longest = 1;
        for slot in wanted {
            let terms = &plan.slots[slot].terms;
            longest = longest.max(terms.len());
            for (place, term) in terms.iter().enumerate() {
                match &term.stem {
                    Some(stem) => stems.entry(stem.as_str()).or_default().push((slot, place)),
                    None => exact.entry(term.exact.as_str()).or_default().push((slot, place)),
                }
            }
        }
        Self { plan, exact, stems, longest, stemmer: Stemmer::new(), known: HashMap::new() }
    }

    /// Returns the places in `text` where wanted slots stand, by where they begin.
    pub(crate) fn marks(&mut self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut progress: HashMap<usize, Progress> = HashMap::new();
        // Where the last words begin, as many as the longest slot has.
        let mut begins = vec![0; self.longest];
        let mut words = tokens(text);
        let mut word = 0;
        while let Some(token) = words.advance() {
            word += 1;
            begins[word % self.longest] = token.span.start;
            let matches = match self.known.get(token.exact) {
                Some(matches) => matches,
                None => {
                    let matches = self.matches(token.exact);
                    self.known.entry(token.exact.to_owned()).or_insert(matches)
                }
            };
            for (slot, fits) in matches {
                let terms = self.plan.slots[*slot].terms.len();
                let of_slot = progress.entry(*slot).or_default();
                if of_slot.advance(fits, word, terms) && of_slot.marks < MOST_OF_A_SLOT {
                    of_slot.marks += 1;
                    // The longest slot wraps around to the place after this word's.
                    let start = begins[(word + 1 + self.longest - terms) % self.longest];
                    marks.push(Mark { span: start..token.span.end, slot: *slot });
                }
            }
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.slot));
        marks
    }

    fn matches(&self, exact: &str) -> WordMatches {
        let stem = self.stemmer.stem(exact);
        // Stop words have no stem in the index, so none may match one here.
        let by_stem = self.stems.get(&*stem).filter(|_| !naslag_dutch::is_stop_word(exact));
        let mut places: Vec<_> = self.exact.get(exact).into_iter().chain(by_stem).flatten().collect();
        places.sort_unstable();
        let mut matches = WordMatches::new();
        for (slot, place) in places {
            if matches.last().is_none_or(|(last, _)| last != slot) {
                let terms = self.plan.slots[*slot].terms.len();
                matches.push((*slot, vec![0; terms.div_ceil(64)].into_boxed_slice()));
            }
            if let Some((_, fits)) = matches.last_mut() {
                fits[place / 64] |= 1 << (place % 64);
            }
        }
        matches
    }
}

impl Progress {
    /// Takes up word number `word`, which matches the terms in `fits`; returns whether the last of
    /// the slot's `terms` is reached.
    fn advance(&mut self, fits: &[u64], word: usize, terms: usize) -> bool {
        if self.word + 1 != word || self.reached.is_empty() {
            self.reached = vec![0; fits.len()].into_boxed_slice();
        }
        self.word = word;
        let mut carry = 1;
        for (reached, fits) in self.reached.iter_mut().zip(fits) {
            let next = *reached >> 63;
            *reached = (*reached << 1 | carry) & fits;
            carry = next;
        }
        let last = terms - 1;
        self.reached[last / 64] >> (last % 64) & 1 == 1
    }
}

fn collect_slots(what: &Combination, slots: &mut Vec<usize>) {
    match what {
        Combination::Slot(number) => slots.push(*number),
        Combination::Any(parts) | Combination::All(parts) => {
            parts.iter().for_each(|part| collect_slots(part, slots));
        }
        Combination::Not(_) => {}
    }
}

/// Returns the ranges of `marks`, those that meet or overlap made one.
pub(crate) fn merged(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for Mark { span, .. } in marks {
        match ranges.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => ranges.push(span.clone()),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        let plan = Plan::of(&parse(query));
        let marks = Marker::new(&plan).marks(text);
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
            "\"motie Hennis-Plasschaert\"",
            "De motie van Hennis. Middels de motie\nHennis–Plasschaert en de motie.",
            &["motie\nHennis–Plasschaert"],
        );
        check("\"klop klop\"", "klop klop klop, klop", &["klop klop klop, klop"]);
        check("\"a b a c\"", "a b a b a c", &["a b a c"]);
    }

    #[test]
    fn a_long_phrase_of_one_word_was_matched_in_every_way_at_once() {
        let phrase = |words: usize| format!("\"{}\"", vec!["kpn"; words].join(" "));
        for (words, of) in [(300, 20_000), (64, 64), (65, 64), (64, 200), (129, 130)] {
            let plan = Plan::of(&parse(&phrase(words)));
            let text = "kpn ".repeat(of);
            let marks = Marker::new(&plan).marks(&text);
            assert_eq!(marks.len(), (of + 1).saturating_sub(words), "{words} in {of}");
            for (number, mark) in marks.iter().enumerate() {
                assert_eq!(mark.span, number * 4..(number + words) * 4 - 1, "{words} in {of}");
            }
        }
    }

    #[test]
    fn slots_do_not_disturb_each_other() {
        check("\"a b\" \"b c\" b c-d", "a b c. b, a c d b a", &["a b c", "b", "c d", "b"]);
        let plan = Plan::of(&parse("kpn -hack lek OR kpn"));
        let marks = Marker::new(&plan).marks("hack kpn lek");
        assert_eq!(marks.iter().map(|mark| mark.span.clone()).collect::<Vec<_>>(), [5..8, 9..12]);
    }

    #[test]
    fn a_text_of_one_word_has_no_endless_marks() {
        let plan = Plan::of(&parse("kpn lek"));
        let text = format!("{}lek", "kpn ".repeat(MOST_OF_A_SLOT + 10));
        let marks = Marker::new(&plan).marks(&text);
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
