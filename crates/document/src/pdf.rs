//! The text of a PDF, page after page.
//!
//! Answerable for opening the file, for its limits and for what the pages make together. hayro interprets the
//! pages; the files below put its glyphs together: `glyphs` what is painted, `lines` words and lines, `order` their
//! order, `furniture` and `notes` what stands aside, `compose` the text; `budget` counts the work beforehand, `ocr`
//! reads pages that are pictures, `declared` what the file says about itself.
//!
//! The order of painting is followed. Cutting a page into columns by measuring was tried and lost tables.

mod budget;
mod compose;
mod declared;
mod furniture;
mod glyphs;
mod lines;
mod notes;
mod ocr;
mod order;

use std::sync::Arc;

use hayro::RenderCache;
use hayro::hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File};
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro::kurbo::Rect;

use crate::limits::MOST_TEXT;
use crate::reader::{self, Content, TakeMember};
use crate::reason::Reason;

use budget::Budget;
use compose::{Page, compose};
use glyphs::Painted;
use ocr::Ocr;

/// Pages above which a file is not read. The longest Woo dossiers have five thousand.
const MOST_PAGES: usize = 20_000;

/// Reads the text layer of a PDF.
pub(crate) struct Pdf;

impl reader::Reader for Pdf {
    fn read(&self, file: &reader::File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let pdf = File::new(Arc::new(file.bytes.to_vec())).map_err(|error| refused(error, file.bytes))?;
        let pages = pdf.pages();
        if pages.is_empty() {
            return Err(malformed("no page of it can be found; it may be cut off"));
        }
        if pages.len() > MOST_PAGES {
            return Err(over(format!("it has {} pages and at most {MOST_PAGES} are read", pages.len())));
        }
        let read = Reading::of(pages, file.settings.ocr.as_deref())?;
        let mut draft = compose(&read.pages);
        draft.layout.textless = read.textless;
        draft.layout.recognised = read.recognised;
        if draft.text.len() > MOST_TEXT {
            return Err(over(format!("its text is longer than {MOST_TEXT} bytes")));
        }
        draft.declared = declared::declared(&pdf);
        Ok(Some(Content::of(draft)))
    }
}

/// The pages as they are read.
#[derive(Default)]
struct Reading {
    pages: Vec<Page>,
    textless: Vec<u32>,
    recognised: Vec<u32>,
}

impl Reading {
    fn of<'p>(pages: &'p [PdfPage<'p>], program: Option<&str>) -> Result<Self, Reason> {
        let mut reading = Self::default();
        let fonts = InterpreterCache::new();
        let pictures = RenderCache::new();
        let mut budget = Budget::new();
        let mut length = 0;
        let mut ocr = None;
        for (number, page) in (1..).zip(pages) {
            budget.spend(page)?;
            let painted = painted(page, &fonts);
            length += painted.text.len();
            if painted.overfull || length > MOST_TEXT {
                return Err(over(format!("page {number} has more text than is read")));
            }
            if !painted.is_textless() {
                reading.pages.push(printed(&painted));
                continue;
            }
            let program = program.and_then(|program| ocr.get_or_insert_with(|| Ocr::new(program)).as_ref());
            if let Some(text) = program.and_then(|ocr| ocr.page(page, &pictures)) {
                length += text.len();
                reading.recognised.push(number);
                reading.pages.push(Page::Recognised(text));
            } else {
                reading.textless.push(number);
                // A stamp or a page number is worth having; letters taken for others are not.
                let lines =
                    if painted.is_garbled() { Page::empty(painted.dimensions) } else { printed(&painted) };
                reading.pages.push(lines);
            }
        }
        // Page numbers on scans are no letter.
        if reading.textless.len() == reading.pages.len() {
            reading.pages = pages.iter().map(|page| Page::empty(page.render_dimensions())).collect();
        }
        Ok(reading)
    }
}

fn painted<'p>(page: &'p PdfPage<'p>, fonts: &InterpreterCache<'p>) -> Painted {
    let (width, height) = page.render_dimensions();
    let mut painted = Painted::new((width, height));
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, bounds, fonts, page.xref(), settings);
    interpret_page(page, &mut context, &mut painted);
    painted
}

fn printed(painted: &Painted) -> Page {
    Page::Printed { lines: order::ordered(lines::lines(painted)), dimensions: painted.dimensions }
}

fn refused(error: LoadPdfError, bytes: &[u8]) -> Reason {
    match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Reason::Encrypted,
        LoadPdfError::Decryption(_) => malformed("what it says about its encryption is damaged"),
        LoadPdfError::Invalid if !bytes.windows(5).take(2048).any(|start| start == b"%PDF-") => {
            malformed("it is called a PDF and is none")
        }
        LoadPdfError::Invalid => malformed("it is damaged: the table of its contents cannot be restored"),
    }
}

fn malformed(detail: &str) -> Reason {
    Reason::Malformed { detail: detail.to_owned() }
}

fn over(detail: String) -> Reason {
    Reason::OverLimit { detail }
}

#[cfg(test)]
mod tests;
