//! The styles of a DOCX file, as far as they change what is read.

use std::collections::HashMap;

use crate::node::{Step, Tag, Visitor};
use crate::reason::Reason;

/// Styles that build on one another; more is a circle.
const LONGEST_CHAIN: usize = 20;

/// What the style sheet says.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    open: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    hidden: Option<bool>,
}

impl Styles {
    /// Whether the style is that of the title or of headings of the first level. Its identifier is in the language
    /// of the program (`Kop1`), its name is not.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        let name = self.all.get(id).map_or(id, |style| &style.name);
        let name = name.to_lowercase().replace(' ', "");
        matches!(name.as_str(), "title" | "titel" | "heading1" | "kop1")
    }

    /// Whether text in the style is hidden.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        let mut id = Some(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = id.and_then(|id| self.all.get(id)) else {
                return false;
            };
            if let Some(hidden) = style.hidden {
                return hidden;
            }
            id = style.based_on.as_deref();
        }
        false
    }
}

impl Visitor for Styles {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        let name = tag.name();
        if name == "style" {
            self.open = tag.attribute("styleId");
            if let Some(id) = &self.open {
                self.all.entry(id.clone()).or_default();
            }
            return Ok(Step::Into);
        }
        // Of tables, what a style says of their first row and the like.
        if name == "tblStylePr" {
            return Ok(Step::Past);
        }
        let open = self.open.as_ref().and_then(|id| self.all.get_mut(id));
        if let Some(style) = open {
            match name {
                "name" => style.name = tag.attribute("val").unwrap_or_default(),
                "basedOn" => style.based_on = tag.attribute("val"),
                "vanish" => style.hidden = Some(tag.is_on()),
                _ => {}
            }
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        if name == "style" {
            self.open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::walk;

    #[test]
    fn styles_build_on_one_another() {
        let mut styles = Styles::default();
        let xml = "<styles><style styleId='Kop1'><name val='heading 1'/></style>\
                   <style styleId='a'><basedOn val='b'/></style>\
                   <style styleId='b'><rPr><vanish/></rPr></style>\
                   <style styleId='c'><basedOn val='a'/><rPr><vanish val='0'/></rPr></style>\
                   <style styleId='d'><basedOn val='d'/></style></styles>";
        assert_eq!(walk(xml, &mut styles), Ok(()));
        assert!(styles.is_heading("Kop1") && styles.is_heading("Heading1") && !styles.is_heading("a"));
        assert!(styles.is_hidden("a") && styles.is_hidden("b"));
        assert!(!styles.is_hidden("c") && !styles.is_hidden("d") && !styles.is_hidden("x"));
    }
}
