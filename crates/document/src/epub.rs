//! The text of an electronic book in EPUB, 2 or 3.
//!
//! Answerable for the order of the chapters and for putting notes where they are called; their pages are XHTML, whose
//! elements `html` knows. Knows nothing of unpacking (`package`).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use naslag_letter::Draft;

use crate::flow::{Flow, Gap};
use crate::html::{self, Role, role};
use crate::node::{Step, Tag, Visitor, walk};
use crate::package::{Package, malformed, optional, resolved, within_limit};
use crate::properties::Properties;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

/// Reads the chapters of a book.
pub(crate) struct Epub;

impl Reader for Epub {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut package = Package::open(file.bytes)?;
        let draft = extract(&mut package)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(package: &mut Package<'_>) -> Result<Draft, Reason> {
    // Fonts may be scrambled, which hides no text.
    if package.has("META-INF/encryption.xml") && package.has("META-INF/rights.xml") {
        return Err(Reason::Encrypted);
    }
    let mut container = Container::default();
    if let Some(text) = package.text_if_sound("META-INF/container.xml")? {
        optional(walk(&text, &mut container))?;
    }
    let name = container.root.unwrap_or_else(|| "content.opf".to_owned());
    let list = package.text(&name)?.ok_or_else(|| malformed("it has no list of its chapters"))?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut book = Book::default();
    optional(walk(&list, &mut book))?;
    let mut properties = Properties::default();
    optional(walk(&list, &mut properties))?;

    let mut chapters = Vec::new();
    let mut seen = HashSet::new();
    for href in book.order.iter().filter_map(|id| book.parts.get(id)) {
        let name = resolved(folder, &unescaped(href));
        if seen.insert(name.clone())
            && let Some(text) = package.text_if_sound(&name)?
        {
            chapters.push((name, text));
        }
    }
    let mut notes = Notes::default();
    let mut sound = Vec::new();
    for (name, text) in &chapters {
        let outcome = walk(text, &mut Page::new(name, &mut notes, true));
        sound.push(outcome.is_ok());
        optional(outcome)?;
    }
    let mut flow = Flow::default();
    let mut heading = None;
    for ((name, text), sound) in chapters.iter().zip(sound) {
        // Not the XML it must be: as a browser reads it.
        if !sound {
            flow.gap(Gap::Paragraph);
            flow.push_verbatim(&html::extract(text).text);
            continue;
        }
        let mut page = Page::new(name, &mut notes, false);
        page.flow = flow;
        page.heading = heading;
        page.flow.gap(Gap::Paragraph);
        walk(text, &mut page)?;
        (flow, heading) = (page.flow, page.heading);
    }
    Ok(Draft { heading, declared: properties.declared, ..flow.finish() })
}

/// Returns a reference with its `%20` and the like as the characters they stand for.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Says where the list of chapters is.
#[derive(Default)]
struct Container {
    root: Option<String>,
}

impl Visitor for Container {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        if tag.name() == "rootfile" && self.root.is_none() {
            self.root = tag.attribute("full-path");
        }
        Ok(Step::Into)
    }
}

/// The chapters of a book.
#[derive(Default)]
struct Book {
    parts: HashMap<String, String>,
    order: Vec<String>,
}

impl Visitor for Book {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        match tag.name() {
            "item" => {
                let contents =
                    tag.attribute("properties").is_some_and(|list| list.split(' ').any(|word| word == "nav"));
                if let (Some(id), Some(href), false) = (tag.attribute("id"), tag.attribute("href"), contents)
                {
                    self.parts.insert(id, href);
                }
            }
            "itemref" => self.order.extend(tag.attribute("idref")),
            _ => {}
        }
        Ok(Step::Into)
    }
}

/// The notes of a book by the place they stand at, as `OEBPS/noten.xhtml#n1`.
#[derive(Default)]
struct Notes {
    texts: HashMap<String, String>,
    /// Those that are called from somewhere.
    called: HashSet<String>,
}

/// A page under reading: first for its notes, then for its text.
struct Page<'a> {
    name: &'a str,
    notes: &'a mut Notes,
    collects: bool,
    flow: Flow,
    heading: Option<Range<usize>>,
    /// The elements that are open: what they are, and the place of a note.
    open: Vec<(Role, Option<String>)>,
}

impl<'a> Page<'a> {
    fn new(name: &'a str, notes: &'a mut Notes, collects: bool) -> Self {
        Self { name, notes, collects, flow: Flow::default(), heading: None, open: Vec::new() }
    }

    /// A call: the number is part of the note, which stands behind the block.
    fn call(&mut self, tag: &Tag<'_>) -> Option<Step> {
        let href = tag.attribute("href")?;
        let (file, id) = href.split_once('#')?;
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = if file.is_empty() { self.name.to_owned() } else { resolved(folder, &unescaped(file)) };
        let place = format!("{file}#{id}");
        if self.collects {
            self.notes.called.insert(place);
            return Some(Step::Past);
        }
        // The second call of a note keeps its number in the text.
        let text = self.notes.texts.remove(&place)?;
        self.flow.note(text);
        Some(Step::Past)
    }
}

fn has_word(tag: &Tag<'_>, words: &[&str]) -> bool {
    // `epub:type`; an `<a type="…">` names the format of what it leads to.
    tag.prefixed("type").is_some_and(|list| list.split_ascii_whitespace().any(|word| words.contains(&word)))
}

impl Visitor for Page<'_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        if has_word(tag, &["noteref"])
            && let Some(step) = self.call(tag)
        {
            return Ok(step);
        }
        if has_word(tag, &["pagebreak"]) || tag.attribute("hidden").is_some() {
            return Ok(Step::Past);
        }
        let role = role(&tag.name().to_ascii_lowercase());
        if has_word(tag, &["footnote", "endnote", "rearnote"]) {
            let place = format!("{}#{}", self.name, tag.attribute("id").unwrap_or_default());
            if !self.collects && self.notes.called.contains(&place) {
                return Ok(Step::Past);
            }
            self.flow.begin_inset();
            self.open.push((role, Some(place)));
            return Ok(Step::Into);
        }
        match role {
            Role::Line | Role::Page => self.flow.gap(Gap::Line),
            Role::Paragraph | Role::Verbatim | Role::Rule => self.flow.gap(Gap::Paragraph),
            Role::Cell => self.flow.begin_cell(),
            Role::Superscript => self.flow.begin_superscript(),
            Role::Heading => {
                self.flow.gap(Gap::Paragraph);
                if self.heading.is_none() {
                    self.flow.begin_mark();
                }
            }
            Role::Name | Role::Unseen => return Ok(Step::Past),
            Role::Break => self.flow.line_break(),
            Role::Inline | Role::Void => {}
        }
        self.open.push((role, None));
        Ok(Step::Into)
    }

    fn end(&mut self, _: &str) {
        match self.open.pop() {
            Some((_, Some(place))) if self.collects => {
                if let Some(text) = self.flow.resume()
                    && self.notes.called.contains(&place)
                {
                    self.notes.texts.insert(place, text.trim().to_owned());
                }
            }
            Some((_, Some(_))) => self.flow.end_note(),
            Some((Role::Line | Role::Page, _)) => self.flow.gap(Gap::Line),
            Some((Role::Paragraph | Role::Verbatim, _)) => self.flow.gap(Gap::Paragraph),
            Some((Role::Heading, _)) => {
                self.heading = self.heading.take().or(self.flow.end_mark());
                self.flow.gap(Gap::Paragraph);
            }
            Some((Role::Cell, _)) => self.flow.end_cell(),
            Some((Role::Superscript, _)) => self.flow.end_superscript(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.iter().any(|(role, _)| *role == Role::Verbatim) {
            self.flow.push_verbatim(text);
        } else {
            self.flow.push(text);
        }
    }
}

#[cfg(test)]
mod tests;
