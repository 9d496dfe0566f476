//! The characters a page paints, with their places.
//!
//! Answerable for what each glyph says and where it stands, in the order of painting, and for knowing a page
//! that is a picture. Knows nothing of words and lines.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::object::Dict;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Point};
use unicode_normalization::UnicodeNormalization;

/// Glyphs of one page above which the rest of it is left out: a page of a newspaper in the smallest type has
/// fifty thousand.
const MOST_GLYPHS: usize = 500_000;

/// Bytes one glyph may say. A ligature says four letters; a hostile font makes one glyph say a book.
const LONGEST: usize = 64;

/// Share of the page, from 0 to 1, from which a picture may be a scan and is no logo.
const SCAN: f64 = 0.2;

/// Readable glyphs below which a page with such a picture counts as one without text: a scan may carry a stamp
/// or a page number.
const FEWEST: usize = 20;

/// One painted glyph. Lengths are in points of 1/72 inch; `along` runs in the direction of the writing and
/// `across` towards the next line, so that text turned on its side is like any other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// Where its text ends in [`Painted::text`]; it begins where that of the glyph before ends.
    pub(super) end: usize,
    /// Direction of the writing in whole degrees, clockwise.
    pub(super) turn: i16,
    pub(super) along: f32,
    pub(super) across: f32,
    /// How far it moves the pen along.
    pub(super) advance: f32,
    /// Size of its font.
    pub(super) size: f32,
    /// Painted as decoration of the page by its own account.
    pub(super) artifact: bool,
}

/// What a page paints.
#[derive(Debug, Default)]
pub(super) struct Painted {
    pub(super) text: String,
    pub(super) glyphs: Vec<Placed>,
    /// Width and height of the page in points.
    pub(super) dimensions: (f32, f32),
    /// Glyphs that stand for no known character.
    unmapped: usize,
    /// Glyphs that do and are no blanks.
    readable: usize,
    /// Share of the page under its largest picture.
    picture: f64,
    /// More was painted than is kept.
    pub(super) overfull: bool,
    /// For each open sequence of marked content, whether it is decoration.
    marked: Vec<bool>,
}

impl Painted {
    /// Prepares for a page of this width and height in points.
    pub(super) fn new(dimensions: (f32, f32)) -> Self {
        Self { dimensions, ..Self::default() }
    }

    /// Whether what is painted cannot be read as text: a scan, or a font that does not tell its characters.
    pub(super) fn is_textless(&self) -> bool {
        let scan = self.readable < FEWEST && self.picture >= SCAN;
        scan || self.is_garbled()
    }

    /// Whether more than 30 % of the glyphs stand for no known character; the others are wrong as well then.
    pub(super) fn is_garbled(&self) -> bool {
        self.unmapped * 10 > (self.unmapped + self.readable) * 3
    }

    fn put(&mut self, unicode: Option<BfString>, place: Placed) {
        let start = self.text.len();
        match unicode {
            Some(BfString::Char(c)) => push(&mut self.text, c),
            Some(BfString::String(text)) => {
                let kept = text.char_indices().take_while(|(at, _)| *at < LONGEST);
                kept.for_each(|(_, c)| push(&mut self.text, c));
            }
            None => {}
        }
        if self.text.len() == start {
            self.unmapped += 1;
            // The unknown is a letter, not the end of a word.
            self.text.push('\u{fffd}');
        } else if !self.text[start..].trim().is_empty() {
            self.readable += 1;
        }
        self.glyphs.push(Placed { end: self.text.len(), ..place });
    }
}

/// Adds a character as letters are written: presentation forms such as `ﬁ` in their parts, every blank as a
/// blank, nothing that has no meaning outside its font. `²` stays, it says something else than `2`.
fn push(text: &mut String, c: char) {
    match c {
        '\u{fffd}' | '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {}
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t'..='\r' => text.push(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => text.push('\u{ad}'),
        // Bullets of Symbol and Wingdings; of the other private characters nobody knows the meaning.
        '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f02d}' => text.push('•'),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => {}
        '\u{132}' | '\u{133}' | '\u{2103}' | '\u{fb00}'..='\u{fb4f}' | '\u{ff01}'..='\u{ff5e}' => {
            text.extend(std::iter::once(c).nfkc());
        }
        _ => text.push(c),
    }
}

impl<'a> Device<'a> for Painted {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let artifact = self.marked.contains(&true);
        // A font that stands in for one that is missing is stretched glyph by glyph; the advance is not.
        let mut ratio: Option<f64> = None;
        let stretched = run.glyphs().iter().any(|glyph| {
            let [a, b, c, d, ..] = glyph.transform().as_coeffs();
            let own = a.hypot(b) / c.hypot(d);
            ratio.replace(own).is_some_and(|other| (other - own).abs() > 1e-3 * own.abs())
        });
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MOST_GLYPHS {
                self.overfull = true;
                return;
            }
            let transform = props.transform * glyph.transform();
            let (advance, unicode) = match &**glyph {
                Glyph::Outline(outline) => (outline.advance_width(), outline.as_unicode()),
                Glyph::Type3(drawn) => (drawn.advance_width(), drawn.as_unicode()),
            };
            if let Some(place) = placed(transform, advance.unwrap_or(0.0), stretched) {
                self.put(unicode, Placed { artifact, ..place });
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = self.dimensions;
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let share = props.transform.determinant().abs() * pixels / (f64::from(width) * f64::from(height));
        if share.is_finite() {
            self.picture = self.picture.max(share);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        self.marked.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Where a glyph stands whose font has a thousand units per em; nothing when its place is no place.
#[allow(clippy::cast_possible_truncation)]
fn placed(transform: Affine, advance: f32, stretched: bool) -> Option<Placed> {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let origin = transform * Point::ZERO;
    let (wide, high) = (a.hypot(b), c.hypot(d));
    let turn = b.atan2(a).to_degrees().round();
    let (sin, cos) = turn.to_radians().sin_cos();
    let advance = f64::from(advance) * if stretched { high } else { wide };
    let numbers = [origin.x * cos + origin.y * sin, origin.y * cos - origin.x * sin, advance, high * 1000.0];
    if !turn.is_finite() || numbers.iter().any(|number| !number.is_finite() || number.abs() > 1e6) {
        return None;
    }
    let [along, across, advance, size] = numbers.map(|number| number as f32);
    Some(Placed { end: 0, turn: turn as i16, along, across, advance, size, artifact: false })
}
