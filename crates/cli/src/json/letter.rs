//! The answer of `show`.

use std::io;

use naslag_index::Letter;
use naslag_letter::{Format, Layout, Metadata};
use serde::Serialize;

use super::{VERSION, on_one_line};

#[derive(Serialize)]
struct JsonLetter<'a> {
    version: u32,
    path: &'a str,
    title: &'a str,
    format: Option<&'static str>,
    unread: Option<&'a str>,
    data: &'a Metadata,
    layout: &'a Layout,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Returns a letter as JSON on one line; with `only_data` without its text.
pub(crate) fn letter(letter: &Letter, only_data: bool) -> io::Result<Vec<u8>> {
    let about = &letter.about;
    on_one_line(&JsonLetter {
        version: VERSION,
        path: letter.path.as_str(),
        title: &letter.title,
        format: about.format.map(Format::name),
        unread: about.unread.as_deref(),
        data: &about.data,
        layout: &about.layout,
        text: (!only_data).then_some(letter.text.as_str()),
    })
}
