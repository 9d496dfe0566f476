//! The text of a DOCX file: Word since 2007, and everything that writes its format.
//!
//! Answerable for which parts of the package belong to the letter and in which order they are read: styles, notes,
//! the body, page heads last. Knows nothing of elements (`body`) or of unpacking (`package`).
//!
//! An own reader and no library: those tried lost footnotes or blanks, or knew elements by their usual prefix.

mod body;
mod style;

use naslag_letter::Draft;

use crate::node::walk;
use crate::package::{Package, malformed, optional, within_limit};
use crate::properties::Properties;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

use body::{Body, Notes};
use style::Styles;

/// Reads what is shown of a letter written in Word.
pub(crate) struct Docx;

impl Reader for Docx {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut package = Package::open(file.bytes)?;
        let draft = extract(&mut package)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(package: &mut Package<'_>) -> Result<Draft, Reason> {
    let main = package.relations("")?.of_type("officeDocument").unwrap_or("word/document.xml").to_owned();
    let text = package.text(&main)?.ok_or_else(|| malformed("it has no part with the text of a letter"))?;
    let relations = package.relations(&main)?;
    let mut styles = Styles::default();
    if let Some(name) = relations.of_type("styles")
        && let Some(sheet) = package.text_if_sound(name)?
    {
        optional(walk(&sheet, &mut styles))?;
    }
    let mut notes = Notes::new();
    for kind in ["footnotes", "endnotes"] {
        if let Some(name) = relations.of_type(kind)
            && let Some(part) = package.text_if_sound(name)?
        {
            let none = Notes::new();
            let mut reading = Body::new(&styles, &none);
            optional(walk(&part, &mut reading))?;
            notes.extend(reading.found);
        }
    }
    let mut body = Body::new(&styles, &notes);
    walk(&text, &mut body)?;
    let mut flow = body.flow;
    let mut heads: Vec<&str> = Vec::new();
    for name in body.heads.iter().filter_map(|id| relations.target(id)) {
        // A section repeats what those before it have; a hostile file has a million sections.
        if heads.contains(&name) {
            continue;
        }
        heads.push(name);
        if let Some(part) = package.text_if_sound(name)? {
            let none = Notes::new();
            let mut head = Body::new(&styles, &none);
            optional(walk(&part, &mut head))?;
            flow.furniture(&head.flow.finish().text);
        }
    }
    let properties = Properties::of(package)?;
    let mut draft = flow.finish();
    draft.heading = body.heading;
    draft.declared = properties.declared;
    // Breaks that the writer made are all there are only where the program counted as many pages.
    let counted = properties.pages.is_some_and(|pages| pages == draft.layout.pages.len());
    if !counted && (!body.rendered || properties.pages.is_some()) {
        draft.layout.pages.clear();
    }
    Ok(draft)
}

#[cfg(test)]
mod tests;
