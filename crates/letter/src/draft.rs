//! What a reader took out of a file, before anyone asked what it means.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::layout::Layout;

/// The text of one letter with what its format says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text in reading order, page after page, in UTF-8; lines end in `\n`, paragraphs in a blank line
    /// where the format knows them. A paged format keeps the lines of its pages, hyphens at their ends and
    /// page heads among them: `layout` says what is aside.
    pub text: String,
    /// Where the heading stands that names the document, where the format marks one.
    pub heading: Option<Range<usize>>,
    /// What the format knows of pages, notes and page furniture; the rest is found from the text.
    pub layout: Layout,
    /// What the file says about itself.
    pub declared: Declared,
}

/// What a file says about itself outside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// A name for the document: `dc:title`, `<title>`, a mail's subject.
    pub title: Option<String>,
    /// The day it was made or sent, as `2012-02-14`.
    pub date: Option<String>,
    /// Who made or sent it, as written there.
    pub author: Option<String>,
    /// Whatever else may matter, by its name there and in its order: the metadata of official publications as
    /// `OVERHEIDop.dossiernummer`, `DC.type` and so on, `to` of a mail. A name may come more than once.
    pub properties: Vec<(String, String)>,
}

impl Declared {
    /// Returns the values of the property with this name, in any case, in their order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of_name = move |property: &&(String, String)| property.0.eq_ignore_ascii_case(name);
        self.properties.iter().filter(of_name).map(|(_, value)| value.as_str())
    }
}
