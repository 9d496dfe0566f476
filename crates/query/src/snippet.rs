//! The sentences of a letter that prove it answers the question.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;

use crate::marks::{Mark, merged, merged_parts};
use crate::sentence::{around, floor};

/// Bytes shown to either side of a match when its sentence goes on beyond. Sentences in letters have
/// 150 to 450; what is longer is a list or a table.
const REACH: usize = 450;

/// Bytes beyond which matches close to each other do not make one piece any more, and of a single
/// match that are shown at most: a phrase may stand over a gap of megabytes.
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
pub(crate) fn snippets(text: &str, marks: &[Mark], weights: &[f32], limit: usize) -> Vec<Piece> {
    let candidates = candidates(text, marks);
    let mut shown = vec![false; weights.len()];
    // What shows the same again is worth less, so a worth reckoned before is never too low: the best
    // is the first whose worth is still true when its turn comes.
    let mut turns: BinaryHeap<Turn> = (candidates.iter().enumerate())
        .map(|(at, candidate)| Turn { worth: candidate.worth(weights, &shown), at })
        .collect();
    let mut chosen = Vec::new();
    while chosen.len() < limit
        && let Some(Turn { worth, at }) = turns.pop()
    {
        let now = candidates[at].worth(weights, &shown);
        if now < worth {
            turns.push(Turn { worth: now, at });
            continue;
        }
        candidates[at].slots.iter().for_each(|slot| shown[*slot] = true);
        chosen.push(&candidates[at]);
    }
    chosen.sort_by_key(|candidate| candidate.range.start);
    chosen.into_iter().map(|candidate| candidate.cut_out(text, marks)).collect()
}

/// A piece of a text that shows something of a question, in terms of that text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Where it begins in the text, in bytes.
    pub(crate) offset: usize,
    /// As those of a [`Snippet`](crate::Snippet).
    pub(crate) highlights: Vec<Range<usize>>,
    pub(crate) parts: Vec<Range<usize>>,
    pub(crate) cut: (bool, bool),
}

impl Piece {
    /// Where its first highlight begins in the text, in bytes.
    pub(crate) fn first(&self) -> usize {
        self.offset + self.highlights.first().map_or(0, |range| range.start)
    }
}

/// A candidate as it waits to be chosen.
struct Turn {
    worth: f32,
    at: usize,
}

impl PartialEq for Turn {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Turn {}

impl PartialOrd for Turn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Turn {
    /// Of equals the first is greater: later ones repeat it.
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth.total_cmp(&other.worth).then(other.at.cmp(&self.at))
    }
}

/// A piece of text with the marks that begin in it.
struct Candidate {
    range: Range<usize>,
    cut: (bool, bool),
    /// Which of the marks.
    marks: Range<usize>,
    /// Where the last of them ends, which may be after the piece.
    marked_to: usize,
    /// Which slots they show, in ascending order.
    slots: Vec<usize>,
    is_heading: bool,
}

fn candidates(text: &str, marks: &[Mark]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        if let Some(last) = candidates.last_mut().filter(|last| mark.span.end <= last.range.end) {
            last.take_up(number, mark);
            continue;
        }
        let end = mark.span.end.min(floor(text, mark.span.start.saturating_add(LONGEST)));
        let (mut range, mut cut) = around(text, &(mark.span.start..end), REACH);
        cut.1 |= range.end < mark.span.end;
        // A match that runs over the end of the piece before, or a cut sentence that reaches back
        // into it: one piece, since pieces must not repeat each other.
        if let Some(last) = candidates.last_mut().filter(|last| range.start < last.range.end) {
            if range.end.max(last.range.end) - last.range.start <= LONGEST {
                if range.end > last.range.end {
                    (last.range.end, last.cut.1) = (range.end, cut.1);
                }
                last.take_up(number, mark);
                continue;
            }
            if mark.span.start >= last.range.end {
                range.start = last.range.end + leading_blanks(&text[last.range.end..mark.span.start]);
                cut.0 = last.cut.1;
            } else if mark.span.start >= last.marked_to {
                let before = &text[last.range.start..mark.span.start];
                last.range.end = last.range.start + before.trim_end().len();
                last.cut.1 = true;
                range.start = mark.span.start;
                cut.0 = true;
            } else {
                // Matches that overlap without end, as of a phrase in a text that repeats one word.
                last.cut.1 = true;
                last.take_up(number, mark);
                continue;
            }
        }
        candidates.push(Candidate {
            range,
            cut,
            marks: number..number + 1,
            marked_to: mark.span.end,
            slots: vec![mark.slot],
            is_heading: false,
        });
    }
    for candidate in &mut candidates {
        candidate.is_heading = is_heading(&text[candidate.range.clone()]);
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
    /// Adds the mark with this number, the next after those it has.
    fn take_up(&mut self, number: usize, mark: &Mark) {
        self.marks.end = number + 1;
        self.marked_to = self.marked_to.max(mark.span.end);
        if let Err(at) = self.slots.binary_search(&mark.slot) {
            self.slots.insert(at, mark.slot);
        }
    }

    fn worth(&self, weights: &[f32], shown: &[bool]) -> f32 {
        let of_slot = |slot: &usize| if shown[*slot] { weights[*slot] * 0.25 } else { weights[*slot] };
        let worth: f32 = self.slots.iter().map(of_slot).sum();
        if self.is_heading { worth * 0.6 } else { worth }
    }

    fn cut_out(&self, text: &str, marks: &[Mark]) -> Piece {
        let Range { start, end } = self.range;
        // A mark may begin before the piece when it was cut at another one, or end behind it.
        let within = |range: Range<usize>| {
            let cut = range.start.clamp(start, end) - start..range.end.clamp(start, end) - start;
            Some(cut).filter(|cut| !cut.is_empty())
        };
        let shown = &marks[self.marks.clone()];
        let highlights: Vec<Range<usize>> = merged(shown).into_iter().filter_map(within).collect();
        let parts = merged_parts(shown).into_iter().filter_map(within).collect();
        Piece { text: text[self.range.clone()].to_owned(), offset: start, highlights, parts, cut: self.cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Marker;
    use crate::names::NoNames;
    use crate::parse::parse;
    use crate::plan::Plan;
    use crate::things::NoThings;
    use naslag_dutch::Dutch;
    use proptest::prelude::*;

    fn cut(query: &str, text: &str, limit: usize) -> Vec<Piece> {
        let dutch = Dutch::default();
        let plan = Plan::of(&parse(query), &dutch, &NoNames, &NoThings);
        let marks = Marker::new(&plan, &dutch).marks(text, Vec::new());
        snippets(text, &marks, &vec![1.0; plan.slots.len()], limit)
    }

    fn line_of(text: &str, piece: &Piece) -> usize {
        text[..piece.first()].matches('\n').count() + 1
    }

    /// Checks the pieces, with `[…]` around highlights and the line in front.
    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        let show = |snippet: &Piece| {
            let mut shown = snippet.text.clone();
            for range in snippet.highlights.iter().rev() {
                shown.insert(range.end, ']');
                shown.insert(range.start, '[');
            }
            format!("{}: {shown}", line_of(text, snippet))
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
        assert_eq!(line_of(TEXT, &cut("kpn motie", TEXT, 1)[0]), 5);
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

    /// Checks what holds of the pieces of any text, and returns them.
    #[track_caller]
    fn check_bounds(query: &str, text: &str, limit: usize) -> Vec<Piece> {
        let pieces = cut(query, text, limit);
        let mut end = 0;
        for piece in &pieces {
            assert!(piece.offset >= end, "{query:?}: pieces overlap");
            end = piece.offset + piece.text.len();
            assert_eq!(text[piece.offset..end], piece.text);
            assert!(piece.text.len() <= LONGEST + 2 * REACH, "{query:?}: {} bytes", piece.text.len());
            assert!(!piece.highlights.is_empty());
            assert!(piece.highlights.iter().all(|range| !range.is_empty()));
            assert!(piece.highlights.iter().all(|range| piece.text.get(range.clone()).is_some()));
        }
        pieces
    }

    #[test]
    fn a_phrase_that_overlaps_itself_printed_the_whole_letter() {
        let text = "kpn ".repeat(50_000);
        let phrase = |words: usize| format!("\"{}\"", vec!["kpn"; words].join(" "));
        for words in [2, 3, 300, 2_000] {
            let pieces = check_bounds(&phrase(words), &text, 3);
            assert_eq!(pieces.len(), 3, "{words} words");
            assert!(pieces.iter().all(|piece| piece.cut.1));
        }
        check_bounds("\"kpn kpn\" kpn \"kpn kpn kpn\"", &text, 100);
        check_bounds("\"kpn lek\" \"lek kpn\"", &"kpn lek. ".repeat(10_000), 100);
    }

    #[test]
    fn a_phrase_over_a_wide_gap_printed_the_gap() {
        for gap in [" ", "\n", "é ", "»"] {
            let text = format!("Lek. hack {}kpn. Lek.", gap.repeat(500_000).replace('é', "."));
            check_bounds("\"hack kpn\"", &text, 3);
        }
        let text = format!("hack {} kpn", "¹".repeat(100_000));
        let pieces = check_bounds("\"hack kpn\"", &text, 3);
        assert!(pieces[0].cut.1);
    }

    #[test]
    fn a_phrase_over_the_end_of_a_long_piece_is_shown_whole() {
        let text = format!("{}hack. De kpn meldt.", "hack bij iets ".repeat(95));
        let pieces = check_bounds("hack \"hack de kpn\"", &text, 9);
        assert_eq!(pieces.last().map(|piece| piece.text.contains("hack. De kpn")), Some(true));
    }

    #[test]
    fn many_pieces_of_a_huge_letter_were_weighed_again_for_each() {
        let lines = "kpn.\n".repeat(200_000);
        assert_eq!(check_bounds("kpn", &lines, 3).len(), 3);
        let lines = "Kpn.\n".repeat(200_000);
        assert_eq!(check_bounds("kpn", &lines, 3_000).len(), 3_000);
        let lines = "Kpn meldt een lek. Dat is zo.\n".repeat(20_000);
        assert_eq!(check_bounds("kpn lek zo", &lines, 3_000).len(), 3_000);
        assert!(cut("kpn", &lines, 0).is_empty());
        assert_eq!(cut("kpn", "Kpn.", usize::MAX).len(), 1);
    }

    #[test]
    fn text_without_blanks_was_gone_through_for_each_match() {
        check_bounds("kpn", &"kpn-".repeat(200_000), 3);
        check_bounds("kpn", &"kpn\n".repeat(200_000), 3);
        check_bounds("kpn", &format!("{}{}", "kpn\n".repeat(1_000), "x".repeat(1_000_000)), 3);
    }

    proptest! {
        #[test]
        fn pieces_are_bounded_whatever_overlaps(
            text in "((kpn|lek) ){0,400}([.] (Kpn|Lek)( |[.] )){0,400}",
            query in "(\"kpn lek\"|kpn|\"lek kpn lek\"|\"kpn kpn\" lek|\"lek lek lek\" \"lek kpn\")",
        ) {
            check_bounds(&query, &text, 5);
        }

        #[test]
        fn highlights_are_inside_ordered_disjoint_and_match_again(
            text in "(motie|hack|kpn|moties|verzoek |Hennis-Plasschaert|de|een|[.?!,;] ?|\n| |é|\\PC){0,120}",
            query in "(motie|\"verzoek hennis plasschaert\"|hack kpn|\"de hack\" kpn|kpn OR moties)",
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
                    let dutch = Dutch::default();
                    let plan = Plan::of(&parse(&query), &dutch, &NoNames, &NoThings);
                    prop_assert!(!Marker::new(&plan, &dutch).marks(marked.unwrap_or_default(), Vec::new()).is_empty());
                }
                prop_assert!(!piece.highlights.is_empty());
            }
        }
    }
}
