//! The cells of an Excel workbook since 2007, row by row.
//!
//! Answerable for which sheets, rows and cells are shown and in which order. Knows nothing of how a number looks
//! (`format`) or of unpacking (`package`). Hidden sheets, rows and columns are left out: whoever opens the file does
//! not see them either.

mod format;

use naslag_letter::Draft;

use crate::flow::{Flow, Gap};
use crate::limits::MOST_TEXT;
use crate::node::{Step, Tag, Visitor, walk};
use crate::package::{Package, malformed, optional, within_limit};
use crate::properties::Properties;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

use format::Formats;

/// Reads the cells of a workbook.
pub(crate) struct Xlsx;

impl Reader for Xlsx {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut package = Package::open(file.bytes)?;
        let draft = extract(&mut package)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(package: &mut Package<'_>) -> Result<Draft, Reason> {
    let main = package.relations("")?.of_type("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    let text = package.text(&main)?.ok_or_else(|| malformed("it has no list of its sheets"))?;
    let relations = package.relations(&main)?;
    let mut book = Book::default();
    walk(&text, &mut book)?;
    let mut strings = Strings::default();
    if let Some(name) = relations.of_type("sharedStrings")
        && let Some(text) = package.text_if_sound(name)?
    {
        optional(walk(&text, &mut strings))?;
    }
    let mut formats = Formats::default();
    formats.since_1904 = book.since_1904;
    if let Some(name) = relations.of_type("styles")
        && let Some(text) = package.text_if_sound(name)?
    {
        optional(walk(&text, &mut formats))?;
    }
    let mut sheet = Sheet::new(&strings.all, &formats);
    for (name, id) in &book.sheets {
        if let Some(part) = relations.target(id)
            && let Some(text) = package.text_if_sound(part)?
        {
            sheet.hidden.clear();
            sheet.flow.gap(Gap::Paragraph);
            sheet.flow.push(name);
            sheet.flow.gap(Gap::Paragraph);
            optional(walk(&text, &mut sheet))?;
            sheet.flow.close();
        }
    }
    let properties = Properties::of(package)?;
    Ok(Draft { declared: properties.declared, ..sheet.flow.finish() })
}

#[derive(Default)]
struct Book {
    /// Names and identifiers of the sheets that are shown.
    sheets: Vec<(String, String)>,
    /// Whether days count from 1904, as on the first Macintosh.
    since_1904: bool,
}

impl Visitor for Book {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        match tag.name() {
            "workbookPr" => {
                self.since_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true"));
            }
            "sheet" if !matches!(tag.attribute("state").as_deref(), Some("hidden" | "veryHidden")) => {
                if let (Some(name), Some(id)) = (tag.attribute("name"), tag.prefixed("id")) {
                    self.sheets.push((name, id));
                }
            }
            _ => {}
        }
        Ok(Step::Into)
    }
}

/// The texts that cells refer to by number.
#[derive(Default)]
struct Strings {
    all: Vec<String>,
    in_text: bool,
}

impl Visitor for Strings {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        match tag.name() {
            "si" => self.all.push(String::new()),
            // How it is pronounced.
            "rPh" => return Ok(Step::Past),
            name => self.in_text = name == "t",
        }
        Ok(Step::Into)
    }

    fn end(&mut self, _: &str) {
        self.in_text = false;
    }

    fn text(&mut self, text: &str) {
        if let (true, Some(last)) = (self.in_text, self.all.last_mut()) {
            last.push_str(text);
        }
    }
}

/// A sheet under reading.
struct Sheet<'a> {
    flow: Flow,
    strings: &'a [String],
    formats: &'a Formats,
    /// Numbers of the columns that are hidden, from 1: first and last of each row of them.
    hidden: Vec<(u32, u32)>,
    kind: String,
    style: usize,
    value: Option<String>,
}

/// Returns the number of the column in a place such as `AB12`; A is 1.
fn column(place: &str) -> u32 {
    let letters = place.bytes().take(3).take_while(u8::is_ascii_uppercase);
    letters.fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1)
}

impl<'a> Sheet<'a> {
    fn new(strings: &'a [String], formats: &'a Formats) -> Self {
        Self {
            flow: Flow::default(),
            strings,
            formats,
            hidden: Vec::new(),
            kind: String::new(),
            style: 0,
            value: None,
        }
    }

    fn put(&mut self, value: &str) {
        match self.kind.as_str() {
            "s" => {
                let text = value.trim().parse().ok().and_then(|place: usize| self.strings.get(place));
                self.flow.push(text.map_or("", String::as_str));
            }
            "b" => self.flow.push(if value.trim() == "1" { "WAAR" } else { "ONWAAR" }),
            "" | "n" => {
                let shown = self.formats.shown(self.style, value.trim());
                self.flow.push(&shown);
            }
            _ => self.flow.push(value),
        }
    }
}

impl Visitor for Sheet<'_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        let is_hidden = || matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"));
        match tag.name() {
            "col" if is_hidden() => {
                let [first, last] =
                    ["min", "max"].map(|name| tag.attribute(name).and_then(|number| number.parse().ok()));
                self.hidden.extend(first.zip(last));
            }
            "row" => {
                // One long text may stand in a million cells.
                if self.flow.len() > MOST_TEXT {
                    return Err(Reason::OverLimit {
                        detail: format!("its text is longer than {MOST_TEXT} bytes"),
                    });
                }
                if is_hidden() {
                    return Ok(Step::Past);
                }
                self.flow.gap(Gap::Line);
            }
            "c" => {
                let column = column(&tag.attribute("r").unwrap_or_default());
                if self
                    .hidden
                    .iter()
                    .take(MOST_HIDDEN)
                    .any(|(first, last)| (*first..=*last).contains(&column))
                {
                    return Ok(Step::Past);
                }
                if self.flow.len() > MOST_TEXT {
                    return Err(Reason::OverLimit {
                        detail: format!("its text is longer than {MOST_TEXT} bytes"),
                    });
                }
                self.flow.begin_cell();
                self.kind = tag.attribute("t").unwrap_or_default();
                self.style = tag.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
            }
            "v" | "t" => self.value = Some(String::new()),
            // Formulas; pronunciation; what is printed above and below.
            "f" | "rPh" | "headerFooter" | "dataValidations" | "conditionalFormatting" | "extLst" => {
                return Ok(Step::Past);
            }
            _ => {}
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "t" => {
                if let Some(value) = self.value.take() {
                    self.put(&value);
                }
            }
            "c" => self.flow.end_cell(),
            "row" => self.flow.gap(Gap::Line),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(value) = &mut self.value {
            value.push_str(text);
        }
    }
}

/// Rows of hidden columns that are looked at for each cell.
const MOST_HIDDEN: usize = 100;

#[cfg(test)]
mod tests;
