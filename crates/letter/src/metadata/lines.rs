//! The lines of a letter in which a signature or a rider is looked for.
//!
//! Answerable for leaving out what is set aside, and for a bound: of a text of any size the first and the last
//! stretch are looked at. Knows nothing of what the lines mean.

use std::ops::Range;

use crate::layout::Layout;

/// Bytes looked at from the front, and as many from the back. A letter ends within the first; the back is for
/// books that were put into one file with a letter at the end.
const STRETCH: usize = 512 * 1024;

/// Lines that hold something and are not set aside, in order.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    lines: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    /// Takes the lines of a text.
    pub(super) fn of(text: &'a str, layout: &Layout) -> Self {
        let mut lines = Vec::new();
        if text.len() <= 2 * STRETCH {
            collect(text, layout, 0..text.len(), &mut lines);
        } else {
            let front = text[..floor(text, STRETCH)].rfind('\n').unwrap_or(floor(text, STRETCH));
            let start = floor(text, text.len() - STRETCH);
            let back = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
            collect(text, layout, 0..front, &mut lines);
            collect(text, layout, back..text.len(), &mut lines);
        }
        Self { text, lines }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The range of a line without white space around it.
    pub(super) fn range(&self, line: usize) -> Option<Range<usize>> {
        self.lines.get(line).cloned()
    }

    /// The line without white space around it; empty when there is none.
    pub(super) fn line(&self, line: usize) -> &'a str {
        self.lines.get(line).map_or("", |range| &self.text[range.clone()])
    }

    /// Whether no blank line stands between this line and the next.
    pub(super) fn adjacent(&self, line: usize) -> bool {
        let (Some(here), Some(next)) = (self.lines.get(line), self.lines.get(line + 1)) else {
            return false;
        };
        // Trailing blanks of a line are no more than a margin.
        let between = &self.text.as_bytes()[here.end..next.start];
        between.len() < 200 && between.iter().filter(|byte| **byte == b'\n').count() == 1
    }
}

fn collect(text: &str, layout: &Layout, window: Range<usize>, lines: &mut Vec<Range<usize>>) {
    let mut asides = layout.asides.iter().map(|aside| aside.range.clone()).peekable();
    let mut at = window.start;
    for line in text[window].split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        let range = start..start + line.trim().len();
        while asides.peek().is_some_and(|aside| aside.end <= range.start) {
            asides.next();
        }
        let aside = asides.peek().is_some_and(|aside| aside.start <= range.start);
        if !range.is_empty() && !aside {
            lines.push(range);
        }
    }
}

/// The last border between characters at or before a place.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Aside, AsideKind};

    fn lines(text: &str, layout: &Layout) -> Vec<String> {
        let lines = Lines::of(text, layout);
        (0..lines.len()).map(|line| lines.line(line).to_owned()).collect()
    }

    #[test]
    fn what_is_set_aside_is_left_out() {
        let text = "een\n\nDatum\n 1 mei \ntwee ";
        let layout =
            Layout { asides: vec![Aside { range: 5..18, kind: AsideKind::Furniture }], ..Layout::default() };
        assert_eq!(lines(text, &layout), ["een", "twee"]);
        assert_eq!(lines(text, &Layout::default()), ["een", "Datum", "1 mei", "twee"]);
        let lines = Lines::of(text, &Layout::default());
        assert_eq!((lines.adjacent(0), lines.adjacent(1), lines.adjacent(3)), (false, true, false));
    }

    #[test]
    fn of_a_large_text_both_ends_are_looked_at() {
        let text = format!("begin\n{}\neind\n", "midden é\n".repeat(200_000));
        let lines = lines(&text, &Layout::default());
        assert_eq!((lines[0].as_str(), lines[lines.len() - 1].as_str()), ("begin", "eind"));
        assert!(lines.len() < 150_000);
        assert!(lines.iter().all(|line| ["begin", "eind", "midden é"].contains(&line.as_str())));
    }
}
