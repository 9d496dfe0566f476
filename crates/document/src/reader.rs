//! What every reader of a format does.
//!
//! One file for each format implements [`Reader`]; this one knows which reader reads what.

use naslag_letter::{Draft, Format};

use crate::reason::Reason;
use crate::{
    Settings, doc, docx, eml, epub, html, markdown, msg, odt, pdf, plain, pptx, rtf, tar, xlsx, xml, zip,
};

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) settings: &'a Settings,
}

/// What a reader took out of a file.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) draft: Draft,
    /// Name of the encoding the bytes were in.
    pub(crate) encoding: &'static str,
    /// Malformed sequences that became U+FFFD.
    pub(crate) replaced: usize,
}

impl Content {
    /// What was read from a format that says itself which encoding it is in.
    pub(crate) fn of(draft: Draft) -> Self {
        Self { draft, encoding: "UTF-8", replaced: 0 }
    }
}

/// A file in a file.
pub(crate) struct Member<'a> {
    /// Its path within the file, with `/` between folders. Never leads out of the file: no `..`, no root.
    pub(crate) name: &'a str,
    /// Its bytes, or why they cannot be had.
    pub(crate) content: Result<&'a [u8], Reason>,
}

/// Takes each member as it is found. An error ends the reading: there are too many.
pub(crate) type TakeMember<'a> = dyn FnMut(Member<'_>) -> Result<(), Reason> + 'a;

/// Reads one format.
pub(crate) trait Reader: Sync {
    /// Takes the text out of a file, and hands the files in it to `members` in their order. Nothing when the file only
    /// holds others.
    fn read(&self, file: &File<'_>, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason>;
}

/// Returns each member that `reader` hands out as `name: text` or `name: reason`, and why it stopped, if it did.
#[cfg(test)]
pub(crate) fn listed(reader: &dyn Reader, bytes: &[u8]) -> (Vec<String>, Option<&'static str>) {
    let settings = Settings::default();
    let file = File { bytes, settings: &settings };
    let mut found = Vec::new();
    let outcome = reader.read(&file, &mut |member| {
        let content = match &member.content {
            Ok(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Err(reason) => reason.code().to_owned(),
        };
        found.push(format!("{}: {content}", member.name));
        Ok(())
    });
    (found, outcome.err().map(|reason| reason.code()))
}

/// Returns the reader of a format.
pub(crate) fn of(format: Format) -> &'static dyn Reader {
    match format {
        Format::Text => &plain::Plain,
        Format::Markdown => &markdown::Markdown,
        Format::Html => &html::Html,
        Format::Xml => &xml::Xml,
        Format::Eml => &eml::Eml,
        Format::Msg => &msg::Msg,
        Format::Zip => &zip::Zip,
        Format::Tar => &tar::Tar,
        Format::Doc => &doc::Doc,
        Format::Docx => &docx::Docx,
        Format::Odt => &odt::Odt,
        Format::Epub => &epub::Epub,
        Format::Xlsx => &xlsx::Xlsx,
        Format::Pptx => &pptx::Pptx,
        Format::Rtf => &rtf::Rtf,
        Format::Pdf => &pdf::Pdf,
    }
}
