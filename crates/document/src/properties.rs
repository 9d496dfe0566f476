//! What a package says about itself: title, author, day, number of pages.
//!
//! Answerable for the parts `docProps/core.xml` and `docProps/app.xml` of Office Open XML, `meta.xml` of
//! OpenDocument, and the `metadata` of an electronic book, which name the same things by the same words of Dublin
//! Core. Knows nothing of the text.

use naslag_letter::Declared;

use crate::node::{Step, Tag, Visitor, walk};
use crate::package::{Package, optional};
use crate::publication;
use crate::reason::Reason;

/// Values kept of one file. Official publications have some thirty.
const MOST: usize = 200;

/// Characters kept of one value.
const LONGEST: usize = 2000;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    pub(crate) declared: Declared,
    /// Number of pages when it was last laid out.
    pub(crate) pages: Option<usize>,
    /// The property being read, as its place in the file and its name there, and its value so far.
    open: Option<(String, String)>,
}

impl Properties {
    /// Reads the properties of an Office Open XML package.
    pub(crate) fn of(package: &mut Package<'_>) -> Result<Self, Reason> {
        let relations = package.relations("")?;
        let mut properties = Self::default();
        for (kind, usual) in
            [("core-properties", "docProps/core.xml"), ("extended-properties", "docProps/app.xml")]
        {
            let name = relations.of_type(kind).unwrap_or(usual);
            properties.read(package, name)?;
        }
        Ok(properties)
    }

    /// Reads one part; a missing or broken one says nothing.
    pub(crate) fn read(&mut self, package: &mut Package<'_>, part: &str) -> Result<(), Reason> {
        match package.text_if_sound(part)? {
            Some(text) => optional(walk(&text, self)),
            None => Ok(()),
        }
    }

    fn keep(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() || self.declared.properties.len() >= MOST {
            return;
        }
        let value: String = value.chars().take(LONGEST).collect();
        let declared = &mut self.declared;
        match name {
            "title" => {
                declared.title.get_or_insert(value);
            }
            "creator" | "initial-creator" => {
                declared.author.get_or_insert(value);
            }
            "created" | "creation-date" | "date" => {
                declared.date = declared.date.take().or_else(|| day(&value))
            }
            "Pages" => self.pages = value.parse().ok(),
            _ => declared.properties.push((name.to_owned(), value)),
        }
    }
}

/// Returns the day of a moment such as `2012-02-14T09:00:00Z`; nothing for days that clocks give which were never set.
pub(crate) fn day(moment: &str) -> Option<String> {
    publication::day(moment).filter(|day| valid(day))
}

fn valid(day: &str) -> bool {
    let number = |range: std::ops::Range<usize>| day.get(range).and_then(|digits| digits.parse::<u16>().ok());
    matches!((number(0..4), number(5..7), number(8..10)), (Some(1900..), Some(1..=12), Some(1..=31)))
}

impl Visitor for Properties {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        match tag.name() {
            // Names there have their scheme in front: `OVERHEIDop.ParlID/DC.identifier`.
            "user-defined" => {
                let name = tag.attribute("name").unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or_default();
                if !name.is_empty() {
                    self.open = Some((name.to_owned(), String::new()));
                }
            }
            "document-statistic" => {
                self.pages = tag.attribute("page-count").and_then(|count| count.parse().ok());
            }
            name @ ("title" | "creator" | "initial-creator" | "created" | "creation-date" | "date"
            | "Pages" | "subject" | "language" | "publisher") => {
                self.open = Some((name.to_owned(), String::new()))
            }
            // Of a book, the list of its parts.
            "manifest" | "spine" => return Ok(Step::Past),
            _ => self.open = None,
        }
        Ok(Step::Into)
    }

    fn end(&mut self, _: &str) {
        if let Some((name, value)) = self.open.take() {
            self.keep(&name, &value);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, value)) = &mut self.open {
            value.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (moment, expected) in [
            ("2012-02-14T09:00:00Z", Some("2012-02-14")),
            (" 2012-02-14", Some("2012-02-14")),
            ("0000-00-00T00:00:00", None),
            ("2012", None),
            ("14-02-2012", None),
            ("", None),
        ] {
            assert_eq!(day(moment).as_deref(), expected, "{moment}");
        }
    }

    #[test]
    fn values_of_official_publications() {
        let mut found = Properties::default();
        let xml = "<o:meta><dc:title>T &amp; U</dc:title><meta:user-defined meta:name='A.B/C.d'>x</meta:user-defined>\
                   <meta:user-defined meta:name='C.e'/><meta:creation-date>2012-02-14T09:00</meta:creation-date>\
                   <dc:date>2013-01-01</dc:date><meta:document-statistic meta:page-count='4'/></o:meta>";
        assert_eq!(walk(xml, &mut found), Ok(()));
        assert_eq!(found.declared.title.as_deref(), Some("T & U"));
        assert_eq!(found.declared.date.as_deref(), Some("2012-02-14"));
        assert_eq!(found.declared.properties, [("C.d".to_owned(), "x".to_owned())]);
        assert_eq!(found.pages, Some(4));
    }
}
