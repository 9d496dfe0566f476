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

/// Finds the slots of one question in texts.
pub(crate) struct Marker<'a> {
    plan: &'a Plan,
    /// Slots that are asked for; what is excluded is never marked.
    wanted: Vec<usize>,
    stemmer: Stemmer,
    /// What each word is to the question. Letters repeat their words, so most are here after the
    /// first letter, and only new ones are stemmed.
    known: HashMap<String, WordMatches>,
}

/// The places in slots that a word fills.
type WordMatches = Vec<(usize, usize)>;

impl<'a> Marker<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let mut wanted = Vec::new();
        for clause in plan.wanted() {
            collect_slots(&clause.what, &mut wanted);
        }
        wanted.sort_unstable();
        Self { plan, wanted, stemmer: Stemmer::new(), known: HashMap::new() }
    }

    /// Returns the places in `text` where wanted slots stand, by where they begin.
    pub(crate) fn marks(&mut self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        // Sequences under way: slot, words matched so far, and where the first began.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let mut still_open = Vec::new();
        let mut words = tokens(text);
        while let Some(token) = words.advance() {
            let matches = match self.known.get(token.exact) {
                Some(matches) => matches,
                None => {
                    let matches = self.matches(token.exact);
                    self.known.entry(token.exact.to_owned()).or_insert(matches)
                }
            };
            if matches.is_empty() {
                open.clear();
                continue;
            }
            let begun = matches.iter().filter(|(_, place)| *place == 0);
            open.extend(begun.map(|(slot, _)| (*slot, 0, token.span.start)));
            for (slot, place, start) in open.drain(..) {
                if !matches.contains(&(slot, place)) {
                    continue;
                }
                if place + 1 == self.plan.slots[slot].terms.len() {
                    marks.push(Mark { span: start..token.span.end, slot });
                } else {
                    still_open.push((slot, place + 1, start));
                }
            }
            std::mem::swap(&mut open, &mut still_open);
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.slot));
        marks
    }

    fn matches(&self, exact: &str) -> WordMatches {
        let stem = self.stemmer.stem(exact);
        let mut matches = Vec::new();
        for slot in &self.wanted {
            for (place, term) in self.plan.slots[*slot].terms.iter().enumerate() {
                let same = match &term.stem {
                    // Stop words have no stem in the index, so none may match one here.
                    Some(wanted) => *wanted == *stem && !naslag_dutch::is_stop_word(exact),
                    None => term.exact == exact,
                };
                if same {
                    matches.push((*slot, place));
                }
            }
        }
        matches
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
