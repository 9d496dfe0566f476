//! Glyphs put together to words and printed lines.
//!
//! Answerable for which glyphs stand on one line, where blanks belong between them, and which figures are raised
//! to be the mark of a note. Keeps the order of painting. Knows nothing of paragraphs, pages or notes.

use std::ops::Range;

use super::glyphs::{Painted, Placed};

/// A printed line, or a piece of one that stands apart, as the cell of a table does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What it says: one line, without blanks around it and never empty.
    pub(super) text: String,
    /// The numbers in it that are raised, as byte ranges of the text.
    pub(super) marks: Vec<Mark>,
    /// Direction of the writing in whole degrees, clockwise.
    pub(super) turn: i16,
    /// Where it begins and ends in the direction of the writing, in points.
    pub(super) start: f32,
    pub(super) end: f32,
    /// Where it stands towards the next line, in points: its baseline.
    pub(super) base: f32,
    /// Size of most of its type, in points.
    pub(super) size: f32,
    /// Decoration of the page by the file's own account.
    pub(super) artifact: bool,
}

/// A raised number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) number: u32,
}

impl Line {
    /// Where it begins on the page, in points from the left and the top.
    pub(super) fn place(&self) -> (f32, f32) {
        let (sin, cos) = f32::from(self.turn).to_radians().sin_cos();
        (self.start * cos - self.base * sin, self.start * sin + self.base * cos)
    }

    /// Whether two lines that run the same way stand above each other, at least for a third of the shorter.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let shared = self.end.min(other.end) - self.start.max(other.start);
        let shorter = (self.end - self.start).min(other.end - other.start);
        self.turn == other.turn && shared > 0.0 && shared * 3.0 >= shorter
    }

    /// Whether the other line goes on at the same height, further along.
    pub(super) fn goes_on_in(&self, other: &Self) -> bool {
        let size = self.size.max(other.size);
        self.turn == other.turn
            && (self.base - other.base).abs() < 0.3 * size
            && other.start >= self.end - 0.3 * size
    }
}

/// Puts the glyphs of a page together to lines, in the order of painting.
pub(super) fn lines(page: &Painted) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut from = 0;
    let mut pen = None;
    for (at, glyph) in page.glyphs.iter().enumerate() {
        let next = Pen::after(pen, glyph, is_blank(page, at));
        if next.is_none() {
            lines.extend(Maker::new(page, from..at).line());
            from = at;
        }
        pen = next.or_else(|| Pen::after(None, glyph, is_blank(page, at)));
    }
    lines.extend(Maker::new(page, from..page.glyphs.len()).line());
    // Shadows, and bold made by painting twice.
    lines.dedup_by(|line, before| {
        line.text == before.text
            && (line.start - before.start).abs() < 0.3 * line.size
            && (line.base - before.base).abs() < 0.3 * line.size
    });
    lines
}

fn said(page: &Painted, at: usize) -> &str {
    let start = at.checked_sub(1).and_then(|before| page.glyphs.get(before)).map_or(0, |glyph| glyph.end);
    page.glyphs.get(at).and_then(|glyph| page.text.get(start..glyph.end)).unwrap_or_default()
}

fn is_blank(page: &Painted, at: usize) -> bool {
    said(page, at).chars().all(char::is_whitespace)
}

/// Where the next glyph is expected.
#[derive(Clone, Copy)]
struct Pen {
    turn: i16,
    /// Baseline and size of the largest type of late.
    base: f32,
    size: f32,
    /// Size of the glyph before.
    last: f32,
    /// End of the last glyph that is no blank.
    end: f32,
}

impl Pen {
    /// Steps over a glyph; nothing when it begins a line of its own.
    fn after(pen: Option<Self>, glyph: &Placed, blank: bool) -> Option<Self> {
        let end = glyph.along + glyph.advance;
        let Some(pen) = pen else {
            let (turn, base, size) = (glyph.turn, glyph.across, glyph.size);
            let end = if blank { glyph.along } else { end };
            return Some(Self { turn, base, size, last: size, end });
        };
        let larger = pen.size.max(glyph.size);
        let drop = (glyph.across - pen.base).abs();
        // Raised type is smaller, or less than a third above the line.
        let differs = glyph.size < 0.9 * pen.size || pen.last < 0.9 * pen.size || pen.size < 0.9 * glyph.size;
        let level = drop <= 0.35 * larger || differs && drop <= 0.65 * larger;
        let gap = glyph.along - pen.end;
        // Kerning goes back a little; three ems ahead something else begins.
        let near = gap >= -0.4 * larger && gap <= 3.0 * larger;
        if glyph.turn != pen.turn || !level || !near {
            return None;
        }
        let own = glyph.size >= 0.9 * pen.size;
        Some(Self {
            base: if own { glyph.across } else { pen.base },
            size: if own { glyph.size } else { pen.size },
            last: glyph.size,
            end: if blank { pen.end } else { end.max(pen.end) },
            ..pen
        })
    }
}

/// How much wider than the gaps within its words a gap of a line must be to part two words, in ems. Blanks
/// measure 0.2 to 0.3 em, kerning less than 0.1.
const BLANK: f32 = 0.16;

/// Units that a raised figure belongs to.
const UNITS: [&str; 6] = ["m", "km", "cm", "mm", "dm", "hm"];

/// One line in the making.
struct Maker<'a> {
    page: &'a Painted,
    glyphs: Range<usize>,
    base: f32,
    size: f32,
}

impl<'a> Maker<'a> {
    fn new(page: &'a Painted, glyphs: Range<usize>) -> Self {
        let (mut base, mut size) = (0.0, 0.0);
        // Most of the line has its size; where two sizes are as frequent, the larger does.
        let mut sizes: Vec<(f32, f32)> = glyphs
            .clone()
            .filter(|at| !is_blank(page, *at))
            .filter_map(|at| page.glyphs.get(at))
            .map(|glyph| (glyph.size, glyph.across))
            .collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut most = 0;
        for run in sizes.chunk_by(|a, b| b.0 - a.0 <= 0.02 * a.0) {
            if run.len() >= most
                && let Some(middle) = run.get(run.len() / 2)
            {
                (most, size, base) = (run.len(), middle.0, middle.1);
            }
        }
        Self { page, glyphs, base, size }
    }

    /// Whether the glyph is raised as the marks of notes are.
    fn is_raised(&self, glyph: &Placed) -> bool {
        let rise = self.base - glyph.across;
        rise >= 0.25 * self.size || glyph.size < 0.85 * self.size && rise >= 0.1 * self.size
    }

    fn line(self) -> Option<Line> {
        let pieces: Vec<(usize, &Placed)> = self
            .glyphs
            .clone()
            .filter(|at| !is_blank(self.page, *at))
            .filter_map(|at| Some((at, self.page.glyphs.get(at)?)))
            .collect();
        let (first, last) = (pieces.first()?.1, pieces.last()?.1);
        let within = self.gap_within_words(&pieces);
        let mut line = Line {
            turn: first.turn,
            start: first.along,
            end: last.along + last.advance,
            base: self.base,
            size: self.size,
            artifact: first.artifact,
            ..Line::default()
        };
        let mut raised: Option<usize> = None;
        let mut before: Option<(usize, &Placed)> = None;
        for (at, glyph) in pieces {
            let text = said(self.page, at);
            if let Some((last, known)) = before {
                let twice =
                    text == said(self.page, last) && (glyph.along - known.along).abs() < 0.1 * glyph.size;
                if twice && glyph.advance > 0.15 * glyph.size {
                    continue;
                }
                let gap = (glyph.along - known.along - known.advance) / glyph.size.max(known.size);
                let painted = at > last + 1 && gap > 0.04 + within;
                if painted || gap > within + BLANK {
                    self.end_mark(&mut line, &mut raised);
                    line.text.push(' ');
                }
            }
            let figure = text.chars().all(|c| c.is_ascii_digit()) && self.is_raised(glyph);
            if figure && raised.is_none() {
                if part_mark(&mut line.text) {
                    raised = Some(line.text.len());
                }
            } else if !figure && raised.is_some() {
                self.end_mark(&mut line, &mut raised);
                if text.starts_with(char::is_alphanumeric) && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
            }
            line.text.push_str(text);
            before = Some((at, glyph));
        }
        self.end_mark(&mut line, &mut raised);
        finish(line)
    }

    fn end_mark(&self, line: &mut Line, raised: &mut Option<usize>) {
        let Some(start) = raised.take() else {
            return;
        };
        let range = start..line.text.len();
        if let Some(number) = line.text.get(range.clone()).and_then(|text| text.parse().ok())
            && (1..1000).contains(&number)
        {
            line.marks.push(Mark { range, number });
        }
    }

    /// The usual gap between two letters of a word, in ems: more than nothing in letter-spaced headings. Blanks
    /// that are painted end words; of other gaps the smaller half is within words.
    fn gap_within_words(&self, pieces: &[(usize, &Placed)]) -> f32 {
        let mut gaps: Vec<f32> = pieces
            .windows(2)
            .filter_map(|pair| match pair {
                [(a, one), (b, two)] if *b == a + 1 => {
                    Some((two.along - one.along - one.advance) / one.size.max(two.size))
                }
                _ => None,
            })
            .collect();
        // Of three gaps, as in `A B C`, none tells what is usual.
        if gaps.len() < 4 {
            return 0.0;
        }
        gaps.sort_by(f32::total_cmp);
        gaps.get((gaps.len() - 1) / 2).copied().unwrap_or(0.0).clamp(0.0, 1.0)
    }
}

/// Parts the mark of a note from the word before it; false when it is the power of a unit or of a number.
fn part_mark(text: &mut String) -> bool {
    let stem = text.trim_end_matches(char::is_alphabetic).len();
    if text.get(stem..).is_some_and(|word| UNITS.contains(&word)) {
        return false;
    }
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
    true
}

/// Tidies the line; nothing when it says nothing. A soft hyphen that is printed at the end is a hyphen.
fn finish(mut line: Line) -> Option<Line> {
    line.text.truncate(line.text.trim_end().len());
    if line.text.ends_with('\u{ad}') {
        line.text.pop();
        line.text.push('-');
    }
    line.marks.extend(printed_marks(&line.text));
    line.marks.sort_by_key(|mark| mark.range.start);
    line.text.chars().any(|c| c != '\u{ad}').then_some(line)
}

/// The marks that a font has as letters of their own: `ingericht.¹`.
fn printed_marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| superscript(*c).is_some()) {
        let digit = superscript(c).unwrap_or_default();
        let end = at + c.len_utf8();
        match marks.last_mut() {
            Some(mark) if mark.range.end == at && mark.number < 100 => {
                mark.range.end = end;
                mark.number = mark.number * 10 + digit;
            }
            _ => marks.push(Mark { range: at..end, number: digit }),
        }
    }
    let is_power = |mark: &Mark| {
        let before = &text[..mark.range.start];
        let stem = before.trim_end_matches(char::is_alphabetic).len();
        UNITS.contains(&&before[stem..])
    };
    marks.retain(|mark| mark.number > 0 && !is_power(mark));
    marks
}

fn superscript(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => u32::from(c).checked_sub(0x2070),
        _ => None,
    }
}
