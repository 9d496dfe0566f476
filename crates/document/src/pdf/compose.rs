//! One text made of the lines of all pages.
//!
//! Answerable for paragraphs, for the order of text and asides on a page, and for the places of pages, notes and
//! furniture in the text. Sentences are told where they break by what stands aside, never by what is cut off.

use std::ops::Range;

use naslag_letter::{Aside, AsideKind, Draft, Layout, NoteLink};

use super::furniture::{Sheet, furniture};
use super::lines::Line;
use super::notes::{body_size, notes};

/// A page that was read.
#[derive(Debug)]
pub(super) enum Page {
    /// Its lines in order, with its width and height in points.
    Printed { lines: Vec<Line>, dimensions: (f32, f32) },
    /// Its text as recognised from its picture.
    Recognised(String),
}

impl Page {
    /// A page of this width and height in points on which nothing stands.
    pub(super) fn empty(dimensions: (f32, f32)) -> Self {
        Self::Printed { lines: Vec::new(), dimensions }
    }

    fn lines(&self) -> &[Line] {
        match self {
            Self::Printed { lines, .. } => lines,
            Self::Recognised(_) => &[],
        }
    }
}

/// What parts two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Tab,
    Line,
    Paragraph,
}

impl Gap {
    fn text(self) -> &'static str {
        match self {
            Self::Tab => "\t",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

/// What a line of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Body,
    Furniture,
    /// Of the note with this number among those of the page.
    Note(usize),
}

/// Makes one text of the pages.
pub(super) fn compose(pages: &[Page]) -> Draft {
    let sheets: Vec<Sheet<'_>> = pages
        .iter()
        .map(|page| match page {
            Page::Printed { lines, dimensions } => Sheet { lines, dimensions: *dimensions },
            Page::Recognised(_) => Sheet { lines: &[], dimensions: (0.0, 0.0) },
        })
        .collect();
    let furniture = furniture(&sheets);
    let size = body_size(pages.iter().flat_map(Page::lines));
    let mut composer =
        Composer { spacing: spacing(pages.iter().flat_map(Page::lines)), ..Composer::default() };
    for (page, furniture) in pages.iter().zip(&furniture) {
        composer.begin_page();
        match page {
            Page::Printed { lines, dimensions } => composer.page(lines, furniture, dimensions.1, size),
            Page::Recognised(text) => composer.text.push_str(text.trim_end()),
        }
    }
    composer.finish()
}

/// The usual distance of two lines of one paragraph, in sizes of their type; lines of lists and heads, which stand
/// further apart, are the fewer.
fn spacing<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let lines: Vec<&Line> = lines.collect();
    let mut found: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, two] if one.overlaps(two) && (one.size - two.size).abs() < 0.05 * one.size => {
                Some((two.base - one.base) / one.size)
            }
            _ => None,
        })
        .filter(|ratio| (0.8..3.0).contains(ratio))
        .collect();
    found.sort_by(f32::total_cmp);
    found.get(found.len() * 2 / 5).copied().unwrap_or(1.2)
}

/// A mark in the running text, waiting for its note.
struct Called {
    number: u32,
    range: Range<usize>,
}

#[derive(Default)]
struct Composer {
    text: String,
    layout: Layout,
    spacing: f32,
    /// Marks no note has claimed.
    marks: Vec<Called>,
}

/// Marks that wait for a note at most: notes stand on the page of their mark, or on the next.
const MOST_MARKS: usize = 1_000;

impl Composer {
    fn begin_page(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str(Gap::Paragraph.text());
        }
        // The blank line behind an aside at the end of a page is aside too, or two would be left.
        if let Some(aside) = self.layout.asides.last_mut()
            && self.text.get(aside.range.end..).is_some_and(|rest| rest.trim().is_empty())
        {
            aside.range.end = self.text.len();
        }
        self.layout.pages.push(self.text.len());
    }

    fn page(&mut self, lines: &[Line], furniture: &[bool], height: f32, size: f32) {
        let notes = notes(lines, furniture, height, size);
        let mut roles: Vec<Role> =
            furniture.iter().map(|furniture| if *furniture { Role::Furniture } else { Role::Body }).collect();
        for (number, note) in notes.iter().enumerate() {
            let lines = roles.get_mut(note.first..note.end).unwrap_or_default();
            lines.iter_mut().for_each(|role| *role = Role::Note(number));
        }
        let page: Vec<(&Line, Role)> = lines.iter().zip(roles).collect();
        // The gap behind each line of the running text leads to the next such line, over what is aside.
        let mut next: Option<&Line> = None;
        let mut gaps = vec![Gap::Paragraph; page.len()];
        for ((line, role), gap) in page.iter().zip(&mut gaps).rev() {
            if *role == Role::Body {
                *gap = next.map_or(Gap::Paragraph, |next| self.gap(line, next));
                next = Some(line);
            }
        }
        let mut links: Vec<(Option<u32>, Range<usize>)> = Vec::new();
        for (at, (line, role)) in page.iter().enumerate() {
            let following = page.get(at + 1);
            let start = self.text.len();
            self.put(line, matches!(role, Role::Note(_)));
            let own = gaps.get(at).copied().unwrap_or(Gap::Paragraph);
            let gap = match (role, following) {
                (Role::Body, Some((_, other))) if *other != Role::Body && own == Gap::Tab => Gap::Line,
                (Role::Body, _) => own,
                (role, Some((next, other))) if role == other => match self.gap(line, next) {
                    // A note is one paragraph, however its lines stand.
                    Gap::Paragraph if matches!(role, Role::Note(_)) => Gap::Line,
                    gap => gap,
                },
                _ => Gap::Paragraph,
            };
            self.text.push_str(gap.text());
            match role {
                Role::Body => {
                    let marks = line.marks.iter().map(|mark| Called {
                        number: mark.number,
                        range: start + mark.range.start..start + mark.range.end,
                    });
                    self.marks.extend(marks);
                }
                Role::Furniture => self.aside(AsideKind::Furniture, start, false),
                Role::Note(number) => {
                    let begins = at == 0 || page.get(at - 1).is_none_or(|(_, before)| before != role);
                    self.aside(AsideKind::Note, start, begins);
                    let range = start..self.text.len();
                    match links.last_mut() {
                        Some((_, link)) if !begins => link.end = range.end,
                        _ => links.push((notes.get(*number).and_then(|note| note.number), range)),
                    }
                }
            }
        }
        for (number, note) in links {
            let mark = number.and_then(|number| self.claim(number));
            self.layout.notes.push(NoteLink { note, mark });
        }
        let surplus = self.marks.len().saturating_sub(MOST_MARKS);
        self.marks.drain(..surplus);
    }

    /// Adds a line. The number of a note is parted from its first word also where its type is not raised.
    fn put(&mut self, line: &Line, of_note: bool) {
        let rest = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, rest) = line.text.split_at(line.text.len() - rest.len());
        self.text.push_str(number);
        if of_note && !number.is_empty() && rest.starts_with(char::is_alphabetic) {
            self.text.push(' ');
        }
        self.text.push_str(rest);
    }

    /// Sets aside what was added from `start`, with the aside before it when that is of the same kind.
    fn aside(&mut self, kind: AsideKind, start: usize, apart: bool) {
        let end = self.text.len();
        match self.layout.asides.last_mut() {
            Some(last) if last.kind == kind && last.range.end == start && !apart => last.range.end = end,
            _ => self.layout.asides.push(Aside { range: start..end, kind }),
        }
    }

    /// The last mark with this number.
    fn claim(&mut self, number: u32) -> Option<Range<usize>> {
        let at = self.marks.iter().rposition(|mark| mark.number == number)?;
        Some(self.marks.remove(at).range)
    }

    fn gap(&self, line: &Line, next: &Line) -> Gap {
        if line.goes_on_in(next) {
            return Gap::Tab;
        }
        let size = line.size.max(next.size);
        let drop = next.base - line.base;
        let ended = line.text.ends_with(['.', '?', '!', ':', ';', '»', '”', '’', ')'])
            || line.marks.last().is_some_and(|mark| mark.range.end == line.text.len());
        if drop <= 0.0 || !line.overlaps(next) {
            // The next column, or a cell: the sentence goes on unless it has ended.
            return if ended { Gap::Paragraph } else { Gap::Line };
        }
        let other_type = (line.size - next.size).abs() > 0.12 * size;
        let indented = ended && (0.9..6.0).contains(&((next.start - line.start) / size));
        if other_type || drop > 1.28 * self.spacing * size || indented { Gap::Paragraph } else { Gap::Line }
    }

    fn finish(mut self) -> Draft {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let length = self.text.len();
        let clip = |range: &mut Range<usize>| range.end = range.end.min(length);
        self.layout.asides.iter_mut().for_each(|aside| clip(&mut aside.range));
        self.layout.notes.iter_mut().for_each(|link| clip(&mut link.note));
        self.layout.pages.iter_mut().for_each(|page| *page = (*page).min(length));
        // A link names the range of its aside, with the blank line behind it.
        for link in &mut self.layout.notes {
            let at = self.layout.asides.partition_point(|aside| aside.range.start < link.note.start);
            if let Some(aside) = self.layout.asides.get(at) {
                link.note = aside.range.clone();
            }
        }
        Draft { text: self.text, layout: self.layout, ..Draft::default() }
    }
}
