//! The lines of a text that hold something, and what each of them is.
//!
//! Answerable for where lines begin and end and for turning marked lines into asides. Knows nothing of what
//! makes a line furniture or a note.

use std::ops::Range;

use super::{Aside, AsideKind};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Running text.
    Body,
    /// The reader of the format set it aside.
    Given,
    Furniture,
    Boilerplate,
    /// A note begins.
    NoteStart,
    /// A note goes on.
    Note,
}

/// The lines of a text that are not blank.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where the lines begin and end, without the white space around them. Four bytes are enough for texts that
    /// are read at all, and hostile ones have a line every two bytes.
    spans: Vec<(u32, u32)>,
    marks: Vec<Mark>,
}

impl<'t> Lines<'t> {
    /// Returns the lines of a text, those given marked so; nothing when the text has four gigabytes.
    pub(super) fn new(text: &'t str, given: &[Aside]) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut lines = Self { text, spans: Vec::new(), marks: Vec::new() };
        let mut at = 0;
        let mut asides = given.iter().peekable();
        // A form feed ends a line as well: what stands behind it is on the next page.
        for line in text.split(['\n', '\u{c}']) {
            let start = at + (line.len() - line.trim_start().len());
            let end = start + line.trim().len();
            at += line.len() + 1;
            if start == end {
                continue;
            }
            while asides.peek().is_some_and(|aside| aside.range.end <= start) {
                asides.next();
            }
            let is_given = asides.peek().is_some_and(|aside| aside.range.start < end);
            lines.spans.push((u32::try_from(start).ok()?, u32::try_from(end).ok()?));
            lines.marks.push(if is_given { Mark::Given } else { Mark::Body });
        }
        Some(lines)
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Returns where a line stands without the white space around it; an empty range at the end of the text when
    /// there is no such line.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        self.spans.get(line).map_or(self.text.len()..self.text.len(), |(start, end)| {
            usize::try_from(*start).unwrap_or_default()..usize::try_from(*end).unwrap_or_default()
        })
    }

    /// Returns what a line says, without the white space around it; empty when there is no such line.
    pub(super) fn line(&self, line: usize) -> &'t str {
        self.text.get(self.range(line)).unwrap_or_default()
    }

    /// Returns the number of the line that holds `at`, or else of the next one.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.spans.partition_point(|(_, end)| usize::try_from(*end).unwrap_or_default() <= at)
    }

    /// Returns whole lines with their ends.
    pub(super) fn whole(&self, lines: Range<usize>) -> Range<usize> {
        let (first, last) = (self.range(lines.start), self.range(lines.end.saturating_sub(1)));
        let before = self.text.get(..first.start).unwrap_or_default();
        let start = before.rfind(['\n', '\u{c}']).map_or(0, |at| at + 1);
        let after = self.text.get(last.end..).unwrap_or_default();
        let end = match after.find(['\n', '\u{c}']) {
            // The form feed begins the next page and stays between the two.
            Some(at) if after.as_bytes().get(at) == Some(&b'\n') => last.end + at + 1,
            Some(at) => last.end + at,
            None => self.text.len(),
        };
        start..end
    }

    /// Whether the next line follows without a blank line or the end of a page between.
    pub(super) fn adjacent(&self, line: usize) -> bool {
        let (this, next) = (self.range(line), self.range(line + 1));
        let between = self.text.get(this.end..next.start).unwrap_or_default();
        next.start < self.text.len() && !between.contains('\u{c}') && between.matches('\n').count() < 2
    }

    pub(super) fn mark(&self, line: usize) -> Mark {
        self.marks.get(line).copied().unwrap_or(Mark::Given)
    }

    pub(super) fn is_body(&self, line: usize) -> bool {
        self.mark(line) == Mark::Body
    }

    /// Marks a line of the running text; one that is marked already stays what it is.
    pub(super) fn set(&mut self, line: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(line)
            && *place == Mark::Body
        {
            *place = mark;
        }
    }

    /// Returns the marked lines as asides, in order: lines of one sort that follow each other are one, each note is
    /// its own.
    pub(super) fn asides(&self) -> Vec<Aside> {
        let mut asides = Vec::new();
        let mut line = 0;
        while line < self.len() {
            let mark = self.mark(line);
            let kind = match mark {
                Mark::Body | Mark::Given => {
                    line += 1;
                    continue;
                }
                Mark::Furniture => AsideKind::Furniture,
                Mark::Boilerplate => AsideKind::Boilerplate,
                Mark::NoteStart | Mark::Note => AsideKind::Note,
            };
            let goes_on = if kind == AsideKind::Note { Mark::Note } else { mark };
            let first = line;
            line += 1;
            while self.mark(line) == goes_on && line < self.len() {
                line += 1;
            }
            asides.push(Aside { range: self.whole(first..line), kind });
        }
        asides
    }
}
