//! The sentences of a letter that prove it answers the question.

use std::ops::Range;

use crate::marks::{Mark, merged};
use crate::results::Snippet;
use crate::sentence::around;

/// Bytes shown to either side of a match when its sentence goes on beyond. Sentences in letters have
/// 150 to 450; what is longer is a list or a table.
const REACH: usize = 450;

/// Bytes beyond which matches close to each other do not make one piece any more.
const LONGEST: usize = 3 * REACH;

/// A piece with fewer words than this is a heading or a field of the head, and proves less than a
/// sentence with the same words.
const WORDS_OF_A_SENTENCE: usize = 6;

/// A piece with more words than this is no heading although no stop ends it.
const WORDS_OF_A_HEADING: usize = 15;

/// Returns up to `limit` pieces of `text` that show `marks`, in the order of the text.
///
/// `weights` holds what each slot is worth. The first piece taken is the one that shows most of the
/// question; each next one is preferred for what the others do not show yet.
pub(crate) fn snippets(text: &str, marks: &[Mark], weights: &[f32], limit: usize) -> Vec<Snippet> {
    let mut candidates = candidates(text, marks, weights.len());
    let mut shown = vec![false; weights.len()];
    let mut chosen = Vec::new();
    while chosen.len() < limit && !candidates.is_empty() {
        let best = (0..candidates.len())
            .map(|at| (candidates[at].worth(text, weights, &shown), at))
            // Of equals the first: later ones repeat it.
            .max_by(|(worth, at), (other, other_at)| worth.total_cmp(other).then(other_at.cmp(at)))
            .map_or(0, |(_, at)| at);
        let candidate = candidates.remove(best);
        candidate.slots.iter().zip(&mut shown).for_each(|(here, shown)| *shown |= here);
        chosen.push(candidate);
    }
    chosen.sort_by_key(|candidate| candidate.range.start);
    let mut lines = LineCounter { text, at: 0, line: 1 };
    chosen.into_iter().map(|candidate| candidate.cut_out(text, marks, &mut lines)).collect()
}

/// A piece of text with the marks that stand in it.
struct Candidate {
    range: Range<usize>,
    cut: (bool, bool),
    /// Which of the marks.
    marks: Range<usize>,
    /// Which slots they show.
    slots: Vec<bool>,
}

fn candidates(text: &str, marks: &[Mark], slots: usize) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        if let Some(last) = candidates.last_mut().filter(|last| mark.span.end <= last.range.end) {
            last.marks.end = number + 1;
            last.slots[mark.slot] = true;
            continue;
        }
        let (mut range, mut cut) = around(text, &mark.span, REACH);
        let mut of = number..number + 1;
        let mut shows = vec![false; slots];
        // A match that runs over the end of the piece before, or a cut sentence that reaches back
        // into it: one piece, since pieces must not repeat each other.
        while let Some(last) = candidates.pop_if(|last| range.start < last.range.end) {
            if range.end - last.range.start > LONGEST && mark.span.start >= last.range.end {
                range.start = last.range.end + leading_blanks(&text[last.range.end..mark.span.start]);
                cut.0 = last.cut.1;
                candidates.push(last);
                break;
            }
            range.start = last.range.start;
            cut.0 = last.cut.0;
            of.start = last.marks.start;
            shows = last.slots;
        }
        shows[mark.slot] = true;
        candidates.push(Candidate { range, cut, marks: of, slots: shows });
    }
    candidates
}

fn is_heading(piece: &str) -> bool {
    let words = piece.split_whitespace().take(WORDS_OF_A_HEADING).count();
    let unended = piece.ends_with(char::is_alphanumeric);
    words < WORDS_OF_A_SENTENCE || unended && words < WORDS_OF_A_HEADING
}

fn leading_blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

impl Candidate {
    fn worth(&self, text: &str, weights: &[f32], shown: &[bool]) -> f32 {
        let of_slot = |(slot, weight): (usize, &f32)| match (self.slots[slot], shown[slot]) {
            (false, _) => 0.0,
            (true, false) => *weight,
            (true, true) => weight * 0.25,
        };
        let worth: f32 = weights.iter().enumerate().map(of_slot).sum();
        if is_heading(&text[self.range.clone()]) { worth * 0.6 } else { worth }
    }

    fn cut_out(&self, text: &str, marks: &[Mark], lines: &mut LineCounter<'_>) -> Snippet {
        let start = self.range.start;
        let highlights: Vec<Range<usize>> = merged(&marks[self.marks.clone()])
            .into_iter()
            .map(|range| range.start - start..range.end - start)
            .collect();
        let first = highlights.first().map_or(0, |range| range.start);
        Snippet {
            text: text[self.range.clone()].to_owned(),
            offset: start,
            line: lines.line_of(start + first),
            highlights,
            cut: self.cut,
        }
    }
}

/// Counts lines on the way forward through a text.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// Returns the number of the line with byte `at`, which lies after all asked for before.
    fn line_of(&mut self, at: usize) -> usize {
        self.line += self.text.as_bytes()[self.at..at].iter().filter(|byte| **byte == b'\n').count();
        self.at = at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Marker;
    use crate::parse::parse;
    use crate::plan::Plan;
    use proptest::prelude::*;

    fn cut(query: &str, text: &str, limit: usize) -> Vec<Snippet> {
        let plan = Plan::of(&parse(query));
        let marks = Marker::new(&plan).marks(text);
        snippets(text, &marks, &vec![1.0; plan.slots.len()], limit)
    }

    /// Checks the pieces, with `[…]` around highlights and the line in front.
    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        let show = |snippet: &Snippet| {
            let mut shown = snippet.text.clone();
            for range in snippet.highlights.iter().rev() {
                shown.insert(range.end, ']');
                shown.insert(range.start, '[');
            }
            format!("{}: {shown}", snippet.line)
        };
        assert_eq!(cut(query, text, 2).iter().map(show).collect::<Vec<_>>(), expected, "{query:?}");
    }

    const TEXT: &str = "Betreft Hack bij KPN\n\nKPN heeft een melding ontvangen van een hack in haar \
        servers. De hacker is weg.\n\nDe motie is aangenomen. KPN meldt dat de motie wordt uitgevoerd, zoals \
        beloofd in het debat.\n";

    #[test]
    fn the_piece_with_most_of_the_question_comes_first() {
        check(
            "kpn motie",
            TEXT,
            &[
                "3: [KPN] heeft een melding ontvangen van een hack in haar servers.",
                "5: [KPN] meldt dat de [motie] wordt uitgevoerd, zoals beloofd in het debat.",
            ],
        );
        assert_eq!(cut("kpn motie", TEXT, 1)[0].line, 5);
    }

    #[test]
    fn a_phrase_over_a_border_is_shown_whole() {
        check(
            "\"servers de hacker\"",
            TEXT,
            &["3: KPN heeft een melding ontvangen van een hack in haar [servers. De hacker] is weg."],
        );
    }

    #[test]
    fn no_match_no_piece() {
        check("telecom", TEXT, &[]);
    }

    #[test]
    fn a_sentence_without_end_makes_pieces_of_bounded_length() {
        let text = "hack en nog een woord of wat ".repeat(1_000);
        let pieces = cut("hack", &text, 3);
        assert_eq!(pieces.len(), 3);
        for pair in pieces.windows(2) {
            assert!(pair[0].offset + pair[0].text.len() <= pair[1].offset);
        }
        assert!(pieces.iter().all(|piece| piece.text.len() <= LONGEST + 2 * REACH), "{pieces:?}");
    }

    proptest! {
        #[test]
        fn highlights_are_inside_ordered_disjoint_and_match_again(
            text in "(motie|hack|kpn|moties|Hennis-Plasschaert|de|een|[.?!,;] ?|\n| |é|\\PC){0,120}",
            query in "(motie|\"motie hennis plasschaert\"|hack kpn|\"de hack\" kpn|kpn OR moties)",
        ) {
            let pieces = cut(&query, &text, 3);
            let mut end = 0;
            for piece in &pieces {
                prop_assert!(piece.offset >= end);
                end = piece.offset + piece.text.len();
                prop_assert_eq!(&text[piece.offset..end], &piece.text);
                let mut last = 0;
                for range in &piece.highlights {
                    prop_assert!(range.start >= last && range.start < range.end);
                    last = range.end;
                    let marked = piece.text.get(range.clone());
                    prop_assert!(marked.is_some());
                    let plan = Plan::of(&parse(&query));
                    prop_assert!(!Marker::new(&plan).marks(marked.unwrap_or_default()).is_empty());
                }
                prop_assert!(!piece.highlights.is_empty());
            }
        }
    }
}
