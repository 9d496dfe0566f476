//! The text of an OpenDocument text: LibreOffice, and the official publications.
//!
//! Answerable for which elements are shown and how they lie, by the names of OpenDocument 1.3, part 3, without
//! prefix. What is unknown is gone into. Knows nothing of unpacking (`package`).

mod style;

use std::ops::Range;

use naslag_letter::Draft;

use crate::flow::{Flow, Gap};
use crate::node::{Step, Tag, Visitor, walk};
use crate::package::{Package, malformed, optional, within_limit};
use crate::properties::Properties;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

use style::Styles;

/// Reads what is shown of an OpenDocument text.
pub(crate) struct Odt;

impl Reader for Odt {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut package = Package::open(file.bytes)?;
        let draft = extract(&mut package)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(package: &mut Package<'_>) -> Result<Draft, Reason> {
    if let Some(manifest) = package.text_if_sound("META-INF/manifest.xml")? {
        let mut seen = Manifest::default();
        optional(walk(&manifest, &mut seen))?;
        if seen.encrypted {
            return Err(Reason::Encrypted);
        }
    }
    let text =
        package.text("content.xml")?.ok_or_else(|| malformed("it has no part with the text of a letter"))?;
    let sheet = package.text_if_sound("styles.xml")?;
    let mut styles = Styles::default();
    if let Some(sheet) = &sheet {
        optional(walk(sheet, &mut styles))?;
    }
    optional(walk(&text, &mut styles))?;
    let mut body = Body::new(&styles);
    walk(&text, &mut body)?;
    let Body { mut flow, heading, heads, .. } = body;
    heads.iter().for_each(|head| flow.furniture(head));
    if let Some(sheet) = &sheet {
        let mut heads = Body::new(&styles);
        optional(walk(sheet, &mut heads))?;
        heads.heads.iter().for_each(|head| flow.furniture(head));
    }
    let mut properties = Properties::default();
    properties.read(package, "meta.xml")?;
    let mut draft = flow.finish();
    draft.heading = heading;
    draft.declared = properties.declared;
    // The program counts the pages; breaks are told by some programs only, or in part.
    if properties.pages != Some(draft.layout.pages.len()) {
        draft.layout.pages.clear();
    }
    Ok(draft)
}

/// Whether the list of parts says that they are encrypted.
#[derive(Default)]
struct Manifest {
    encrypted: bool,
}

impl Visitor for Manifest {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        self.encrypted |= tag.name() == "encryption-data";
        Ok(Step::Into)
    }
}

struct Body<'a> {
    flow: Flow,
    styles: &'a Styles,
    heading: Option<Range<usize>>,
    /// Paragraphs that are open: those around notes and boxes, and the one in them.
    paragraphs: Vec<bool>,
    /// For each open span, whether it is raised.
    spans: Vec<bool>,
    /// Page heads and feet, and what is drawn at a place of a page whatever its text.
    heads: Vec<String>,
    /// Whether each drawn thing that is open is so.
    shapes: Vec<bool>,
    /// In a frame at a place of a page.
    on_page: bool,
}

/// Drawn things that may have text in them.
fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "text-box"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "connector"
            | "measure"
            | "caption"
            | "regular-polygon"
    )
}

fn is_head(name: &str) -> bool {
    matches!(name, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first")
}

impl<'a> Body<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            flow: Flow::default(),
            styles,
            heading: None,
            paragraphs: Vec::new(),
            spans: Vec::new(),
            heads: Vec::new(),
            shapes: Vec::new(),
            on_page: false,
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>) -> Step {
        let style = tag.attribute("style-name").unwrap_or_default();
        if self.styles.is_hidden(&style) {
            return Step::Past;
        }
        self.flow.gap(Gap::Paragraph);
        if self.styles.begins_page(&style) && !self.flow.at_page() {
            self.flow.begin_page();
        }
        let heading = self.heading.is_none() && self.styles.is_heading(&style);
        if heading {
            self.flow.begin_mark();
        }
        self.paragraphs.push(heading);
        Step::Into
    }
}

impl Visitor for Body<'_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        let name = tag.name();
        let is = |name: &str, value: &str| tag.attribute(name).as_deref() == Some(value);
        match name {
            "p" | "h" => return Ok(self.paragraph(tag)),
            "span" => {
                let style = tag.attribute("style-name").unwrap_or_default();
                if self.styles.is_hidden(&style) {
                    return Ok(Step::Past);
                }
                let raised = self.styles.is_raised(&style);
                if raised {
                    self.flow.begin_superscript();
                }
                self.spans.push(raised);
            }
            "s" => self.flow.push(" "),
            "tab" => self.flow.gap(Gap::Cell),
            "line-break" => self.flow.line_break(),
            "soft-page-break" if !self.flow.at_page() => self.flow.begin_page(),
            "note" => self.flow.begin_inset(),
            "note-body" => self.flow.run_on(),
            "table" => {
                self.flow.gap(Gap::Paragraph);
                let style = tag.attribute("style-name").unwrap_or_default();
                if self.styles.begins_page(&style) && !self.flow.at_page() {
                    self.flow.begin_page();
                }
            }
            "table-row" if is("visibility", "collapse") || is("visibility", "filter") => {
                return Ok(Step::Past);
            }
            "table-row" => self.flow.gap(Gap::Line),
            "table-cell" | "covered-table-cell" => self.flow.begin_cell(),
            "section" if is("display", "none") => return Ok(Step::Past),
            "hidden-text" | "hidden-paragraph" if is("is-hidden", "true") => return Ok(Step::Past),
            "frame" => self.on_page = is("anchor-type", "page"),
            _ if is_shape(name) => {
                self.shapes.push(self.on_page || is("anchor-type", "page"));
                self.on_page = false;
                self.flow.begin_inset();
            }
            _ if is_head(name) => self.flow.begin_inset(),
            "tracked-changes"
            | "annotation"
            | "forms"
            | "scripts"
            | "font-face-decls"
            | "styles"
            | "automatic-styles"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "image"
            | "object"
            | "object-ole"
            | "title"
            | "desc"
            | "ruby-text"
            | "event-listeners"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "alphabetical-index-source"
            | "bibliography-source" => return Ok(Step::Past),
            _ => {}
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                if self.paragraphs.pop() == Some(true) {
                    self.heading = self.heading.take().or(self.flow.end_mark());
                }
                self.flow.gap(Gap::Paragraph);
            }
            "span" => {
                let raised = self.spans.pop().unwrap_or_default();
                if raised {
                    self.flow.end_superscript();
                }
            }
            "note" => self.flow.end_note(),
            "table" => self.flow.gap(Gap::Paragraph),
            "table-row" => self.flow.gap(Gap::Line),
            "table-cell" | "covered-table-cell" => self.flow.end_cell(),
            _ if is_head(name) => self.heads.extend(self.flow.resume()),
            "frame" => self.on_page = false,
            _ if is_shape(name) => match self.shapes.pop() {
                Some(true) => self.heads.extend(self.flow.resume()),
                _ => self.flow.end_inset(),
            },
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        // Between paragraphs stand line ends for the eye of a programmer; a citation stands in one.
        if !self.paragraphs.is_empty() {
            self.flow.push(text);
        }
    }
}

#[cfg(test)]
mod tests;
