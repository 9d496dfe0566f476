//! The styles of an OpenDocument text, as far as they change what is read.

use std::collections::HashMap;

use crate::node::{Step, Tag, Visitor};
use crate::reason::Reason;

/// Styles that build on one another; more is a circle.
const LONGEST_CHAIN: usize = 20;

/// What the style sheet and the text itself say. Names of paragraph styles and of text styles are told apart only by
/// their family, and no program gives both the same.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    open: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    raised: Option<bool>,
    /// Does not pass to styles that build on it, by the rules for master pages; for breaks it is so in practice.
    begins_page: bool,
}

impl Styles {
    /// Whether the style is, or builds on, that of the title or of headings of the first level.
    pub(super) fn is_heading(&self, name: &str) -> bool {
        self.chain(name).any(|(name, _)| matches!(name, "Title" | "Heading_20_1"))
    }

    /// Whether text in the style is hidden.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.chain(name).find_map(|(_, style)| style?.hidden).unwrap_or(false)
    }

    /// Whether text in the style is raised above the line.
    pub(super) fn is_raised(&self, name: &str) -> bool {
        self.chain(name).find_map(|(_, style)| style?.raised).unwrap_or(false)
    }

    /// Whether a page begins before what has the style.
    pub(super) fn begins_page(&self, name: &str) -> bool {
        self.all.get(name).is_some_and(|style| style.begins_page)
    }

    /// The style and those it builds on.
    fn chain<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, Option<&'a Style>)> {
        let mut next = Some(name);
        std::iter::from_fn(move || {
            let name = next?;
            let style = self.all.get(name);
            next = style.and_then(|style| style.parent.as_deref());
            Some((name, style))
        })
        .take(LONGEST_CHAIN)
    }
}

impl Visitor for Styles {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        match tag.name() {
            "style" => {
                let style = Style {
                    parent: tag.attribute("parent-style-name"),
                    begins_page: tag.attribute("master-page-name").is_some_and(|name| !name.is_empty()),
                    ..Style::default()
                };
                self.open = tag.attribute("name");
                if let Some(name) = &self.open {
                    self.all.insert(name.clone(), style);
                }
            }
            "text-properties" => {
                if let Some(style) = self.open.as_ref().and_then(|name| self.all.get_mut(name)) {
                    style.hidden = tag.attribute("display").map(|value| value == "none").or(style.hidden);
                    let position = tag.attribute("text-position");
                    style.raised = position
                        .map(|value| {
                            let height = value.split_whitespace().next().unwrap_or_default();
                            height == "super"
                                || height.trim_end_matches('%').parse().is_ok_and(|height: f32| height > 0.0)
                        })
                        .or(style.raised);
                }
            }
            "paragraph-properties" | "table-properties" => {
                if let Some(style) = self.open.as_ref().and_then(|name| self.all.get_mut(name)) {
                    style.begins_page |= tag.attribute("break-before").as_deref() == Some("page");
                }
            }
            "body" | "master-styles" => return Ok(Step::Past),
            _ => {}
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
        let xml = "<s><style:style style:name='P1' style:parent-style-name='Heading_20_1'/>\
                   <style:style style:name='T1'><style:text-properties text:display='none'/></style:style>\
                   <style:style style:name='T2' style:parent-style-name='T1'/>\
                   <style:style style:name='T3'><style:text-properties style:text-position='super 58%'/></style:style>\
                   <style:style style:name='T4'><style:text-properties style:text-position='-33% 80%'/></style:style>\
                   <style:style style:name='P2'><style:paragraph-properties fo:break-before='page'/></style:style>\
                   <style:style style:name='P3' style:parent-style-name='P3'/></s>";
        assert_eq!(walk(xml, &mut styles), Ok(()));
        assert!(styles.is_heading("P1") && styles.is_heading("Title") && !styles.is_heading("P3"));
        assert!(styles.is_hidden("T1") && styles.is_hidden("T2") && !styles.is_hidden("T3"));
        assert!(styles.is_raised("T3") && !styles.is_raised("T4"));
        assert!(styles.begins_page("P2") && !styles.begins_page("P1"));
    }
}
