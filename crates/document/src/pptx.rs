//! The text of the slides of a PowerPoint presentation since 2007, with the notes of the speaker.
//!
//! Answerable for which shapes of a slide are read and in which order; each slide is a page. What masters and layouts
//! put on every slide is no text of any. Knows nothing of unpacking (`package`).

use std::ops::Range;

use naslag_letter::Draft;

use crate::flow::{Flow, Gap};
use crate::node::{Step, Tag, Visitor, walk};
use crate::package::{Package, malformed, optional, within_limit};
use crate::properties::Properties;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

/// Reads the slides of a presentation.
pub(crate) struct Pptx;

impl Reader for Pptx {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut package = Package::open(file.bytes)?;
        let draft = extract(&mut package)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(package: &mut Package<'_>) -> Result<Draft, Reason> {
    let main = package.relations("")?.of_type("officeDocument").unwrap_or("ppt/presentation.xml").to_owned();
    let text = package.text(&main)?.ok_or_else(|| malformed("it has no list of its slides"))?;
    let relations = package.relations(&main)?;
    let mut list = List::default();
    walk(&text, &mut list)?;
    let mut slides = Slides::default();
    let mut count = 0;
    for part in list.slides.iter().filter_map(|id| relations.target(id)) {
        count += 1;
        if count > 1 {
            slides.flow.begin_page();
        }
        let notes = package.relations(part)?.of_type("notesSlide").map(str::to_owned);
        slides.hidden = false;
        for part in [Some(part), notes.as_deref()].into_iter().flatten() {
            if !slides.hidden
                && let Some(text) = package.text_if_sound(part)?
            {
                slides.flow.gap(Gap::Paragraph);
                optional(walk(&text, &mut slides))?;
                slides.flow.close();
                slides.choices.clear();
            }
        }
    }
    let properties = Properties::of(package)?;
    let Slides { flow, heading, .. } = slides;
    let mut draft = Draft { heading, declared: properties.declared, ..flow.finish() };
    if count == 1 {
        draft.layout.pages = vec![0];
    }
    Ok(draft)
}

/// The slides in their order.
#[derive(Default)]
struct List {
    slides: Vec<String>,
}

impl Visitor for List {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        if tag.name() == "sldId" {
            self.slides.extend(tag.prefixed("id"));
        }
        Ok(Step::Into)
    }
}

/// Slides under reading.
#[derive(Default)]
struct Slides {
    flow: Flow,
    heading: Option<Range<usize>>,
    /// Whether the slide is not shown.
    hidden: bool,
    shape: Shape,
    marked: bool,
    in_text: bool,
    /// For each choice between renditions of one thing, the text put down before it.
    choices: Vec<usize>,
    put: usize,
}

/// What a shape stands for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Text,
    Title,
    /// Number, day, head and foot.
    Furniture,
}

impl Visitor for Slides {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        self.in_text = false;
        match tag.name() {
            "sld" if matches!(tag.attribute("show").as_deref(), Some("0" | "false")) => {
                self.hidden = true;
                return Ok(Step::Past);
            }
            "sp" => self.shape = Shape::Text,
            "ph" => {
                self.shape = match tag.attribute("type").as_deref() {
                    Some("title" | "ctrTitle") => Shape::Title,
                    Some("sldNum" | "dt" | "ftr" | "hdr") => Shape::Furniture,
                    _ => Shape::Text,
                };
            }
            "txBody" if self.shape == Shape::Furniture => return Ok(Step::Past),
            "p" => {
                self.flow.gap(Gap::Paragraph);
                if self.shape == Shape::Title && self.heading.is_none() {
                    self.flow.begin_mark();
                    self.marked = true;
                }
            }
            "br" => self.flow.line_break(),
            "tbl" => self.flow.gap(Gap::Paragraph),
            "tr" => self.flow.gap(Gap::Line),
            "tc" => self.flow.begin_cell(),
            "t" => self.in_text = true,
            "tab" => self.flow.gap(Gap::Blank),
            "AlternateContent" => self.choices.push(self.put),
            "Choice" | "Fallback" if self.choices.last().is_some_and(|before| *before < self.put) => {
                return Ok(Step::Past);
            }
            // The number of the slide, the day of today; comments; how text looks and moves.
            "fld" | "cm" | "pPr" | "rPr" | "endParaRPr" | "timing" | "extLst" => return Ok(Step::Past),
            _ => {}
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        self.in_text = false;
        match name {
            "p" => {
                if self.marked {
                    self.marked = false;
                    self.heading = self.heading.take().or(self.flow.end_mark());
                }
                self.flow.gap(Gap::Paragraph);
            }
            "tbl" => self.flow.gap(Gap::Paragraph),
            "tr" => self.flow.gap(Gap::Line),
            "tc" => self.flow.end_cell(),
            "sp" => self.shape = Shape::Text,
            "AlternateContent" => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.put += text.chars().filter(|c| !c.is_whitespace()).count();
            self.flow.push(text);
        }
    }
}

#[cfg(test)]
mod tests;
