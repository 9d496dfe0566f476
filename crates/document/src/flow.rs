//! Text as it comes out of markup: runs of characters with gaps between them, put down as lines and
//! paragraphs.
//!
//! Answerable for white space: what is folded, where a line ends, where a blank line stands, so that a phrase
//! never runs from one block into the next. Knows nothing of elements; the HTML and XML readers decide what
//! asks for which gap.

use std::mem;
use std::ops::Range;

/// What stands between two runs of text; of several the largest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    #[default]
    None,
    /// White space inside a line.
    Blank,
    /// A tab, between the cells of a table row.
    Cell,
    /// The end of a line.
    Line,
    /// A blank line.
    Paragraph,
}

#[derive(Clone, Copy, Debug, Default)]
enum Mark {
    #[default]
    Off,
    /// Begins with the next character that is put down.
    Armed,
    From(usize),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Raised {
    #[default]
    No,
    /// A superscript opened and nothing of it has been put down.
    Opened,
    /// The superscript was kept apart from the word before it.
    Apart,
    /// Such a superscript has closed.
    Closed,
}

/// Text under construction.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    text: String,
    gap: Gap,
    mark: Mark,
    raised: Raised,
    /// In a table cell in which nothing stands yet.
    fresh_cell: bool,
    /// Texts interrupted by a note, with the state they were in; innermost last.
    interrupted: Vec<(String, Gap, Mark)>,
    /// Finished notes that wait for the end of the block they were called from.
    notes: Vec<String>,
}

/// Units that are written with a raised 2 or 3.
const UNITS: [&str; 7] = ["m", "mm", "cm", "dm", "dam", "hm", "km"];

impl Flow {
    /// Puts down text in which any white space counts as one blank.
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                self.gap = self.gap.max(Gap::Blank);
            } else {
                self.put(c);
            }
        }
    }

    /// Puts down text in which white space stands for itself.
    pub(crate) fn push_verbatim(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && self.gap == Gap::None {
                self.text.push(c);
            } else {
                self.put(c);
            }
        }
    }

    fn put(&mut self, c: char) {
        self.part_superscript(c);
        self.close_gap();
        if matches!(self.mark, Mark::Armed) {
            self.mark = Mark::From(self.text.len());
        }
        self.fresh_cell = false;
        self.text.push(c);
    }

    fn close_gap(&mut self) {
        let gap = mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        let lines = match gap {
            Gap::None => return,
            Gap::Blank => return self.text.push(' '),
            Gap::Cell => return self.text.push('\t'),
            Gap::Line => 1,
            Gap::Paragraph => 2,
        };
        // Verbatim text may already have ended the line.
        let ended = self.text.bytes().rev().take(2).take_while(|b| *b == b'\n').count();
        for _ in ended..lines {
            self.text.push('\n');
        }
    }

    /// Asks for a gap before whatever text comes next.
    pub(crate) fn gap(&mut self, gap: Gap) {
        if gap >= Gap::Line {
            // A paragraph at the start of a cell is the cell itself.
            if self.fresh_cell {
                return;
            }
            self.raised = Raised::No;
            self.put_notes();
        }
        self.gap = self.gap.max(gap);
    }

    /// Ends the line, also when it is already ended: two breaks make a blank line.
    pub(crate) fn line_break(&mut self) {
        if self.gap >= Gap::Line {
            self.gap = Gap::Paragraph;
        } else {
            self.gap(Gap::Line);
        }
    }

    /// Begins a table cell: on the line of the cell before it, even when that one holds paragraphs.
    pub(crate) fn begin_cell(&mut self) {
        self.gap(Gap::Cell);
        self.fresh_cell = true;
    }

    /// Ends a table cell.
    pub(crate) fn end_cell(&mut self) {
        if !self.fresh_cell {
            self.put_notes();
            self.gap = Gap::Cell;
        }
        self.fresh_cell = false;
    }

    /// Begins a superscript.
    pub(crate) fn begin_superscript(&mut self) {
        self.raised = Raised::Opened;
    }

    /// Ends a superscript.
    pub(crate) fn end_superscript(&mut self) {
        self.raised = match self.raised {
            Raised::Apart => Raised::Closed,
            _ => Raised::No,
        };
    }

    /// Keeps the mark of a footnote from becoming part of a word: `softwarefout¹` must be found as
    /// `softwarefout`. Raised letters (`1e`) and powers of units (`m2`) do belong to what they stand at.
    fn part_superscript(&mut self, c: char) {
        match self.raised {
            Raised::Opened => {
                self.raised = Raised::No;
                let stem = self.text.trim_end_matches(char::is_alphabetic).len();
                let unit = UNITS.contains(&&self.text[stem..]);
                if !c.is_alphabetic() && !unit {
                    self.gap = self.gap.max(Gap::Blank);
                    self.raised = Raised::Apart;
                }
            }
            Raised::Closed => {
                self.raised = Raised::No;
                if c.is_alphanumeric() {
                    self.gap = self.gap.max(Gap::Blank);
                }
            }
            Raised::No | Raised::Apart => {}
        }
    }

    /// Begins a note called from the middle of a text. The note is put down after the block that calls it, so
    /// that the sentence around the call stays whole.
    pub(crate) fn begin_note(&mut self) {
        let state = (mem::take(&mut self.text), mem::take(&mut self.gap), mem::take(&mut self.mark));
        self.interrupted.push(state);
    }

    /// Ends the note begun last.
    pub(crate) fn end_note(&mut self) {
        if let Some((text, gap, mark)) = self.interrupted.pop() {
            self.notes.push(mem::replace(&mut self.text, text));
            self.gap = gap;
            self.mark = mark;
        }
    }

    fn put_notes(&mut self) {
        if !self.interrupted.is_empty() {
            return;
        }
        for note in mem::take(&mut self.notes) {
            let note = note.trim();
            if !note.is_empty() {
                self.gap = Gap::Paragraph;
                self.close_gap();
                self.text.push_str(note);
                self.gap = Gap::Paragraph;
            }
        }
    }

    /// Begins a range of text whose place is wanted.
    pub(crate) fn begin_mark(&mut self) {
        self.mark = Mark::Armed;
    }

    /// Returns the byte range put down since the mark, without white space around it; nothing when that is no
    /// text.
    pub(crate) fn end_mark(&mut self) -> Option<Range<usize>> {
        match mem::take(&mut self.mark) {
            Mark::From(start) => {
                let length = self.text.get(start..)?.trim_end().len();
                (length > 0).then_some(start..start + length)
            }
            Mark::Off | Mark::Armed => None,
        }
    }

    /// Returns the text, which does not end in white space.
    pub(crate) fn finish(mut self) -> String {
        while !self.interrupted.is_empty() {
            self.end_note();
        }
        self.put_notes();
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_gap_counts() {
        let mut flow = Flow::default();
        flow.gap(Gap::Paragraph);
        flow.push(" een\n\t twee ");
        flow.gap(Gap::Line);
        flow.gap(Gap::Paragraph);
        flow.push("  drie");
        flow.line_break();
        flow.push("vier");
        flow.line_break();
        flow.line_break();
        flow.push("vijf\u{a0}zes ");
        assert_eq!(flow.finish(), "een twee\n\ndrie\nvier\n\nvijf\u{a0}zes");
    }

    #[test]
    fn verbatim_lines_are_not_ended_twice() {
        let mut flow = Flow::default();
        flow.push_verbatim("a  b\n  c\n");
        flow.gap(Gap::Line);
        flow.push("d");
        assert_eq!(flow.finish(), "a  b\n  c\nd");
    }

    #[test]
    fn cells_share_a_line() {
        let mut flow = Flow::default();
        for row in [["a", "b"], ["c", "d"]] {
            flow.gap(Gap::Line);
            for cell in row {
                flow.begin_cell();
                flow.gap(Gap::Paragraph);
                flow.push(cell);
                flow.gap(Gap::Paragraph);
                flow.end_cell();
            }
        }
        assert_eq!(flow.finish(), "a\tb\nc\td");
    }

    fn check_superscript(before: &str, raised: &str, after: &str, expected: &str) {
        let mut flow = Flow::default();
        flow.push(before);
        flow.begin_superscript();
        flow.push(raised);
        flow.end_superscript();
        flow.push(after);
        assert_eq!(flow.finish(), expected);
    }

    #[test]
    fn footnote_marks_stand_apart() {
        check_superscript("fout»?", "1", "", "fout»? 1");
        check_superscript("softwarefout", "12", ", maar", "softwarefout 12, maar");
        check_superscript("fout", "1", "van", "fout 1 van");
        check_superscript("in 2012", "3", " al", "in 2012 3 al");
        check_superscript("fout", "*)", "", "fout *)");
        check_superscript("de 1", "e", " keer", "de 1e keer");
        check_superscript("80 m", "2", " groot", "80 m2 groot");
        check_superscript("team", "2", "", "team 2");
    }

    #[test]
    fn notes_wait_for_the_end_of_the_block() {
        let mut flow = Flow::default();
        flow.push("de wet");
        flow.begin_note();
        flow.push("1");
        flow.gap(Gap::Line);
        flow.push("Stb. 2012");
        flow.end_note();
        flow.push(" geldt");
        flow.gap(Gap::Line);
        flow.push("verder");
        assert_eq!(flow.finish(), "de wet geldt\n\n1\nStb. 2012\n\nverder");
    }

    #[test]
    fn marks_leave_white_space_out() {
        let mut flow = Flow::default();
        flow.push("a ");
        flow.gap(Gap::Line);
        flow.begin_mark();
        flow.push("  bé c ");
        let mark = flow.end_mark();
        flow.gap(Gap::Line);
        flow.begin_mark();
        assert_eq!(flow.end_mark(), None);
        let text = flow.finish();
        assert_eq!(mark.and_then(|range| text.get(range)), Some("bé c"));
    }
}
