//! Text as it comes out of markup: runs of characters with gaps between them, put down as lines and
//! paragraphs.
//!
//! Answerable for white space: what is folded, where a line ends, where a blank line stands, so that a phrase
//! never runs from one block into the next; and for the places of notes, page heads and pages in the text that
//! comes of it. Knows nothing of elements; the readers decide what asks for which gap.

use std::mem;
use std::ops::Range;

use naslag_letter::{Aside, AsideKind, Draft, Layout, NoteLink};

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
    state: State,
    /// Texts interrupted by an inset, with the state they were in; innermost last.
    interrupted: Vec<(String, State)>,
    notes: Vec<NoteLink>,
    pages: Vec<usize>,
    /// Pages that begin with the next character that is put down.
    fresh_pages: usize,
    /// Page heads and feet, each once, in the order in which they were found.
    furniture: Vec<String>,
}

/// Where a text has got to.
#[derive(Debug, Default)]
struct State {
    gap: Gap,
    mark: Mark,
    raised: Raised,
    /// Table cells that are open.
    cells: usize,
    /// In a table cell, or behind the number of a note, where nothing stands yet.
    fresh: bool,
    /// Finished insets that wait for the end of the block they were called from.
    insets: Vec<Inset>,
}

/// A text that stands beside the one it is called from.
#[derive(Debug)]
struct Inset {
    text: String,
    /// For a note, the place of its mark in the text; none when it was called from an inset.
    note: Option<Option<Range<usize>>>,
}

/// Units that are written with a raised 2 or 3.
const UNITS: [&str; 7] = ["m", "mm", "cm", "dm", "dam", "hm", "km"];

impl Flow {
    /// Puts down text in which any white space counts as one blank.
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                self.state.gap = self.state.gap.max(Gap::Blank);
            } else {
                self.put(c);
            }
        }
    }

    /// Puts down text in which white space stands for itself.
    pub(crate) fn push_verbatim(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && self.state.gap == Gap::None {
                self.text.push(c);
            } else {
                self.put(c);
            }
        }
    }

    fn put(&mut self, c: char) {
        self.part_superscript(c);
        self.close_gap();
        if self.fresh_pages > 0 && self.interrupted.is_empty() {
            let pages = mem::take(&mut self.fresh_pages);
            self.pages.extend(std::iter::repeat_n(self.text.len(), pages));
        }
        if matches!(self.state.mark, Mark::Armed) {
            self.state.mark = Mark::From(self.text.len());
        }
        self.state.fresh = false;
        self.text.push(c);
    }

    fn close_gap(&mut self) {
        let gap = mem::take(&mut self.state.gap);
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
            if self.state.fresh {
                return;
            }
            self.state.raised = Raised::No;
            self.put_insets();
        }
        self.state.gap = self.state.gap.max(gap);
    }

    /// Ends the line, also when it is already ended: two breaks make a blank line.
    pub(crate) fn line_break(&mut self) {
        if self.state.gap >= Gap::Line {
            self.state.gap = Gap::Paragraph;
        } else {
            self.gap(Gap::Line);
        }
    }

    /// Begins a table cell: on the line of the cell before it, even when that one holds paragraphs.
    pub(crate) fn begin_cell(&mut self) {
        self.gap(Gap::Cell);
        self.state.cells += 1;
        self.state.fresh = true;
    }

    /// Lets the next block run on in this line, as a note does behind its number.
    pub(crate) fn run_on(&mut self) {
        self.gap(Gap::Blank);
        self.state.fresh = true;
    }

    /// Ends a table cell.
    pub(crate) fn end_cell(&mut self) {
        self.state.cells = self.state.cells.saturating_sub(1);
        if !self.state.fresh {
            self.state.gap = Gap::Cell;
        }
        self.state.fresh = false;
    }

    /// Begins a superscript.
    pub(crate) fn begin_superscript(&mut self) {
        self.state.raised = Raised::Opened;
    }

    /// Ends a superscript.
    pub(crate) fn end_superscript(&mut self) {
        self.state.raised = match self.state.raised {
            Raised::Apart => Raised::Closed,
            _ => Raised::No,
        };
    }

    /// Keeps the mark of a footnote from becoming part of a word: `softwarefout¹` must be found as
    /// `softwarefout`. Raised letters (`1e`) and powers of units (`m2`) do belong to what they stand at.
    fn part_superscript(&mut self, c: char) {
        match self.state.raised {
            Raised::Opened => {
                self.state.raised = Raised::No;
                let stem = self.text.trim_end_matches(char::is_alphabetic).len();
                let unit = UNITS.contains(&&self.text[stem..]);
                if !c.is_alphabetic() && !unit {
                    self.state.gap = self.state.gap.max(Gap::Blank);
                    self.state.raised = Raised::Apart;
                }
            }
            Raised::Closed => {
                self.state.raised = Raised::No;
                if c.is_alphanumeric() {
                    self.state.gap = self.state.gap.max(Gap::Blank);
                }
            }
            Raised::No | Raised::Apart => {}
        }
    }

    /// Begins a text called from the middle of another: a note, a text box. It is put down after the block that
    /// calls it, or after the row of the table, so that the sentence around the call stays whole.
    pub(crate) fn begin_inset(&mut self) {
        self.interrupted.push((mem::take(&mut self.text), mem::take(&mut self.state)));
    }

    /// Ends the inset begun last, which is a text box or the like.
    pub(crate) fn end_inset(&mut self) {
        if let Some(text) = self.resume() {
            self.state.insets.push(Inset { text, note: None });
        }
    }

    /// Ends the inset begun last, which is a note.
    pub(crate) fn end_note(&mut self) {
        if let Some(text) = self.resume() {
            self.note(text);
        }
    }

    /// Goes on with the text that was interrupted last and returns the inset that interrupted it, for whoever wants
    /// to put it elsewhere.
    pub(crate) fn resume(&mut self) -> Option<String> {
        if self.interrupted.is_empty() {
            return None;
        }
        self.state.cells = 0;
        self.put_insets();
        let (text, state) = self.interrupted.pop()?;
        self.state = state;
        Some(mem::replace(&mut self.text, text))
    }

    /// Puts down a note that is called from here. Its mark is the empty range at this place, as the number is part
    /// of the note. A note called from an inset goes to the running text, where its place is known.
    pub(crate) fn note(&mut self, text: String) {
        let here = self.text.len();
        match self.interrupted.first_mut() {
            Some((_, state)) => state.insets.push(Inset { text, note: Some(None) }),
            None => self.state.insets.push(Inset { text, note: Some(Some(here..here)) }),
        }
    }

    fn put_insets(&mut self) {
        if self.state.cells > 0 {
            return;
        }
        for Inset { text, note } in mem::take(&mut self.state.insets) {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            self.state.gap = Gap::Paragraph;
            self.close_gap();
            let start = self.text.len();
            self.text.push_str(text);
            self.state.gap = Gap::Paragraph;
            if let Some(mark) = note {
                self.notes.push(NoteLink { note: start..self.text.len(), mark });
            }
        }
    }

    /// Begins a page with the next character of the running text.
    pub(crate) fn begin_page(&mut self) {
        self.fresh_pages += 1;
    }

    /// Whether a page is about to begin.
    pub(crate) fn at_page(&self) -> bool {
        self.fresh_pages > 0 || self.text.is_empty() && self.interrupted.is_empty()
    }

    /// Sets a page head or foot apart, to stand once at the very end of the text.
    pub(crate) fn furniture(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.furniture.iter().any(|other| other == text) {
            self.furniture.push(text.to_owned());
        }
    }

    /// Returns the bytes put down so far, those of insets left out.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Begins a range of text whose place is wanted.
    pub(crate) fn begin_mark(&mut self) {
        self.state.mark = Mark::Armed;
    }

    /// Returns the byte range put down since the mark, without white space around it; nothing when that is no
    /// text.
    pub(crate) fn end_mark(&mut self) -> Option<Range<usize>> {
        match mem::take(&mut self.state.mark) {
            // In an inset the place in the whole text is not known yet.
            Mark::From(_) if !self.interrupted.is_empty() => None,
            Mark::From(start) => {
                let length = self.text.get(start..)?.trim_end().len();
                (length > 0).then_some(start..start + length)
            }
            Mark::Off | Mark::Armed => None,
        }
    }

    /// Closes the insets and cells that a broken file leaves open.
    pub(crate) fn close(&mut self) {
        while !self.interrupted.is_empty() {
            self.end_inset();
        }
        self.state.cells = 0;
        self.put_insets();
        self.state = State { gap: self.state.gap.max(Gap::Line), ..State::default() };
    }

    /// Returns the text, which does not end in white space, with its notes, its pages and its page heads.
    pub(crate) fn finish(mut self) -> Draft {
        self.close();
        self.text.truncate(self.text.trim_end().len());
        let mut layout = Layout::default();
        for mut link in self.notes {
            // Whole lines, and the blank line behind them.
            let behind = self.text.get(link.note.end..).unwrap_or_default();
            link.note.end += behind.len() - behind.trim_start_matches('\n').len();
            layout.asides.push(Aside { range: link.note.clone(), kind: AsideKind::Note });
            layout.notes.push(link);
        }
        self.pages.extend(std::iter::repeat_n(self.text.len(), self.fresh_pages));
        if !self.pages.is_empty() {
            let end = self.text.len();
            layout.pages.push(0);
            layout.pages.extend(self.pages.iter().map(|page| *page.min(&end)));
        }
        for furniture in self.furniture {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(&furniture);
            layout.asides.push(Aside { range: start..self.text.len(), kind: AsideKind::Furniture });
        }
        Draft { text: self.text, layout, ..Draft::default() }
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
        assert_eq!(flow.finish().text, "een twee\n\ndrie\nvier\n\nvijf\u{a0}zes");
    }

    #[test]
    fn verbatim_lines_are_not_ended_twice() {
        let mut flow = Flow::default();
        flow.push_verbatim("a  b\n  c\n");
        flow.gap(Gap::Line);
        flow.push("d");
        assert_eq!(flow.finish().text, "a  b\n  c\nd");
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
        assert_eq!(flow.finish().text, "a\tb\nc\td");
    }

    fn check_superscript(before: &str, raised: &str, after: &str, expected: &str) {
        let mut flow = Flow::default();
        flow.push(before);
        flow.begin_superscript();
        flow.push(raised);
        flow.end_superscript();
        flow.push(after);
        assert_eq!(flow.finish().text, expected);
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

    /// The asides and, for each note, the text before its mark.
    fn places(draft: &Draft) -> (Vec<&str>, Vec<&str>) {
        let asides = draft.layout.asides.iter().map(|aside| &draft.text[aside.range.clone()]).collect();
        let marks = draft.layout.notes.iter().filter_map(|note| note.mark.as_ref());
        (asides, marks.map(|mark| &draft.text[..mark.start]).collect())
    }

    #[test]
    fn notes_wait_for_the_end_of_the_block() {
        let mut flow = Flow::default();
        flow.push("de wet");
        flow.begin_inset();
        flow.push("1");
        flow.gap(Gap::Line);
        flow.push("Stb. 2012");
        flow.end_note();
        flow.push(" geldt");
        flow.gap(Gap::Line);
        flow.push("verder");
        flow.note("2 Stb. 1".to_owned());
        let draft = flow.finish();
        assert_eq!(draft.text, "de wet geldt\n\n1\nStb. 2012\n\nverder\n\n2 Stb. 1");
        let marked = "de wet geldt\n\n1\nStb. 2012\n\nverder";
        assert_eq!(places(&draft), (vec!["1\nStb. 2012\n\n", "2 Stb. 1"], vec!["de wet", marked]));
    }

    #[test]
    fn notes_of_cells_wait_for_the_end_of_the_row() {
        let mut flow = Flow::default();
        for cell in ["a", "b"] {
            flow.begin_cell();
            flow.note(format!("noot {cell}"));
            flow.push(cell);
            flow.gap(Gap::Paragraph);
            flow.end_cell();
        }
        flow.gap(Gap::Line);
        flow.push("c");
        let draft = flow.finish();
        assert_eq!(draft.text, "a\tb\n\nnoot a\n\nnoot b\n\nc");
        assert_eq!(places(&draft).0, ["noot a\n\n", "noot b\n\n"]);
    }

    #[test]
    fn boxes_are_no_notes() {
        let mut flow = Flow::default();
        flow.push("een ");
        flow.begin_inset();
        flow.push("kader");
        flow.end_inset();
        flow.push("zin");
        let draft = flow.finish();
        assert_eq!((draft.text.as_str(), draft.layout), ("een zin\n\nkader", Layout::default()));
    }

    #[test]
    fn insets_in_insets() {
        let mut flow = Flow::default();
        flow.push("een");
        flow.begin_inset();
        flow.push("kader");
        flow.note("1 noot".to_owned());
        flow.begin_inset();
        flow.push("binnen");
        flow.end_inset();
        assert_eq!(flow.resume().as_deref(), Some("kader\n\nbinnen"));
        let draft = flow.finish();
        assert_eq!(draft.text, "een\n\n1 noot");
        assert_eq!(draft.layout.notes, [NoteLink { note: 5..11, mark: None }]);
    }

    #[test]
    fn page_heads_stand_at_the_end_once() {
        let mut flow = Flow::default();
        flow.furniture(" Pagina 1\n");
        flow.furniture("Pagina 1");
        flow.furniture("");
        flow.push("een");
        let draft = flow.finish();
        assert_eq!(draft.text, "een\n\nPagina 1");
        assert_eq!(draft.layout.asides, [Aside { range: 5..13, kind: AsideKind::Furniture }]);
    }

    #[test]
    fn pages_begin_where_text_begins() {
        let mut flow = Flow::default();
        assert!(flow.at_page());
        flow.push("een");
        flow.begin_page();
        assert!(flow.at_page());
        flow.gap(Gap::Paragraph);
        flow.push(" twee");
        flow.begin_page();
        flow.begin_page();
        flow.push("drie");
        flow.begin_page();
        assert_eq!(flow.finish().layout.pages, [0, 5, 9, 9, 13]);
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
        let text = flow.finish().text;
        assert_eq!(mark.and_then(|range| text.get(range)), Some("bé c"));
    }
}
