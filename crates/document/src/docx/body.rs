//! The text of one part of a DOCX file: the body, the notes, a page head.
//!
//! Answerable for which elements of WordprocessingML are shown and how they lie. The names are those of ECMA-376,
//! part 1, chapter 17, without prefix. What is unknown is gone into, as new elements mostly wrap old ones.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::flow::{Flow, Gap};
use crate::node::{Step, Tag, Visitor};
use crate::reason::Reason;
use crate::roman::roman;

use super::style::Styles;

/// Note texts by their number in the file; footnotes and endnotes count apart.
pub(super) type Notes = HashMap<(NoteKind, String), String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A part under reading.
pub(super) struct Body<'a> {
    pub(super) flow: Flow,
    styles: &'a Styles,
    notes: &'a Notes,
    /// What the part holds when it is that of the notes.
    pub(super) found: Notes,
    /// Identifiers of the page heads and feet of its sections, in order.
    pub(super) heads: Vec<String>,
    pub(super) heading: Option<Range<usize>>,
    /// Whether the program that wrote it said where pages ended.
    pub(super) rendered: bool,
    called: HashSet<(NoteKind, String)>,
    numbers: [u32; 2],
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    /// For each choice between renditions of one thing, the characters put down before it.
    choices: Vec<usize>,
    /// Characters put down.
    put: usize,
    /// In `pPr`, in which elements describe and are no text.
    describing: bool,
    /// Inside an element that holds text itself.
    in_text: bool,
    note: Option<(NoteKind, String)>,
}

#[derive(Default)]
struct Paragraph {
    hidden: bool,
    marked: bool,
    ends_page: bool,
}

#[derive(Clone, Copy, Default)]
struct Run {
    hidden: bool,
    raised: bool,
}

/// A field: its instruction is not shown, its result is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, notes: &'a Notes) -> Self {
        Self {
            flow: Flow::default(),
            styles,
            notes,
            found: Notes::new(),
            heads: Vec::new(),
            heading: None,
            rendered: false,
            called: HashSet::new(),
            numbers: [0; 2],
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            choices: Vec::new(),
            put: 0,
            describing: false,
            in_text: false,
            note: None,
        }
    }

    fn is_hidden(&self) -> bool {
        self.fields.contains(&Field::Instruction)
            || self.runs.iter().any(|run| run.hidden)
            || self.paragraphs.last().is_some_and(|paragraph| paragraph.hidden)
    }

    fn put(&mut self, text: &str) {
        if !self.is_hidden() {
            self.put += text.chars().filter(|c| !c.is_whitespace()).count();
            self.flow.push(text);
        }
    }

    /// An element of `pPr`.
    fn describe(&mut self, tag: &Tag<'_>) -> Step {
        match tag.name() {
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                let heading = self.heading.is_none() && self.styles.is_heading(&style);
                let hidden = self.styles.is_hidden(&style);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.hidden = hidden;
                    paragraph.marked = heading;
                    if heading {
                        self.flow.begin_mark();
                    }
                }
            }
            "pageBreakBefore" if tag.is_on() && !self.flow.at_page() => self.flow.begin_page(),
            "sectPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.ends_page = true;
                }
            }
            "type" if tag.attribute("val").as_deref() == Some("continuous") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.ends_page = false;
                }
            }
            "headerReference" | "footerReference" => self.heads.extend(tag.attribute("id")),
            // The mark at the end of the paragraph, and how it was before a change.
            _ => return Step::Past,
        }
        Step::Into
    }

    fn call(&mut self, tag: &Tag<'_>, kind: NoteKind) {
        if self.is_hidden() {
            return;
        }
        let key = (kind, tag.attribute("id").unwrap_or_default());
        let own_mark =
            tag.attribute("customMarkFollows").is_some_and(|value| value != "0" && value != "false");
        let number = if own_mark {
            String::new()
        } else {
            let [foot, end] = &mut self.numbers;
            let counter = if kind == NoteKind::Foot { foot } else { end };
            *counter += 1;
            if kind == NoteKind::Foot { format!("{counter} ") } else { format!("{} ", roman(*counter)) }
        };
        if let Some(text) = self.notes.get(&key)
            && self.called.insert(key)
        {
            self.flow.note(format!("{number}{text}"));
        }
    }

    fn field(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::Instruction),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// A character of a font of pictures such as Wingdings stands at U+F000 and is none that anyone searches.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let number = tag.attribute("char").and_then(|number| u32::from_str_radix(&number, 16).ok());
        if let Some(c) = number.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)) {
            self.put(c.encode_utf8(&mut [0; 4]));
        }
    }
}

impl Visitor for Body<'_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        self.in_text = false;
        let name = tag.name();
        if self.describing {
            return Ok(self.describe(tag));
        }
        match name {
            "p" => {
                self.flow.gap(Gap::Paragraph);
                self.paragraphs.push(Paragraph::default());
            }
            "pPr" => self.describing = true,
            "r" => self.runs.push(Run::default()),
            "t" => self.in_text = true,
            "vanish" => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = tag.is_on();
                }
            }
            "rStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                if let Some(run) = self.runs.last_mut() {
                    run.hidden |= self.styles.is_hidden(&style);
                }
            }
            "vertAlign" if tag.attribute("val").as_deref() == Some("superscript") => {
                if let Some(run) = self.runs.last_mut()
                    && !run.raised
                {
                    run.raised = true;
                    self.flow.begin_superscript();
                }
            }
            "tab" | "ptab" if !self.is_hidden() => self.flow.gap(Gap::Cell),
            "br" if !self.is_hidden() => match tag.attribute("type").as_deref() {
                Some("page") => {
                    self.flow.gap(Gap::Line);
                    self.flow.begin_page();
                }
                Some("column") => self.flow.gap(Gap::Line),
                _ => self.flow.line_break(),
            },
            "cr" if !self.is_hidden() => self.flow.line_break(),
            "lastRenderedPageBreak" => {
                self.rendered = true;
                // The program repeats a break that the writer made.
                if !self.flow.at_page() {
                    self.flow.begin_page();
                }
            }
            "noBreakHyphen" => self.put("-"),
            "softHyphen" => self.put("\u{ad}"),
            "sym" => self.symbol(tag),
            "fldChar" => self.field(tag),
            "footnoteReference" => self.call(tag, NoteKind::Foot),
            "endnoteReference" => self.call(tag, NoteKind::End),
            "footnote" | "endnote" => {
                // Separators have a type.
                if !matches!(tag.attribute("type").as_deref(), None | Some("normal")) {
                    return Ok(Step::Past);
                }
                let kind = if name == "footnote" { NoteKind::Foot } else { NoteKind::End };
                self.note = Some((kind, tag.attribute("id").unwrap_or_default()));
                self.flow.begin_inset();
            }
            "headerReference" | "footerReference" => self.heads.extend(tag.attribute("id")),
            "tbl" => self.flow.gap(Gap::Paragraph),
            "tr" => self.flow.gap(Gap::Line),
            "tc" => self.flow.begin_cell(),
            "txbxContent" => {
                if self.is_hidden() {
                    return Ok(Step::Past);
                }
                self.flow.begin_inset();
            }
            "AlternateContent" => self.choices.push(self.put),
            // The first rendition that has text is the one to read.
            "Choice" | "Fallback" if self.choices.last().is_some_and(|before| *before < self.put) => {
                return Ok(Step::Past);
            }
            "delText" | "instrText" | "delInstrText" | "del" | "moveFrom" | "sdtPr" | "tblPr" | "tblGrid"
            | "trPr" | "tcPr" | "rPrChange" | "rt" => return Ok(Step::Past),
            _ => {}
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        self.in_text = false;
        if self.describing {
            self.describing = name != "pPr";
            return;
        }
        match name {
            "p" => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                if paragraph.marked {
                    self.heading = self.heading.take().or(self.flow.end_mark());
                }
                self.flow.gap(Gap::Paragraph);
                if paragraph.ends_page && !self.flow.at_page() {
                    self.flow.begin_page();
                }
                // An instruction that does not end with its paragraph is a broken one, and hides no text.
                if self.paragraphs.is_empty() && self.fields.last() == Some(&Field::Instruction) {
                    self.fields.clear();
                }
            }
            "r" => {
                let run = self.runs.pop().unwrap_or_default();
                if run.raised {
                    self.flow.end_superscript();
                }
            }
            "footnote" | "endnote" => {
                if let (Some(key), Some(text)) = (self.note.take(), self.flow.resume()) {
                    self.found.insert(key, text.trim().to_owned());
                }
            }
            "tbl" => self.flow.gap(Gap::Paragraph),
            "tr" => self.flow.gap(Gap::Line),
            "tc" => self.flow.end_cell(),
            "txbxContent" => self.flow.end_inset(),
            "AlternateContent" => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.put(text);
        }
    }
}
