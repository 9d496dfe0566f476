//! What a file says: the bytes of one file in, its text with title and date out, or the reason why not.
//!
//! Answerable for decoding, for taking the visible text out of a format, and for what the letter calls
//! itself. Knows nothing of folders, indexes or queries; it opens no files and prints nothing. The text is
//! made once: every byte range that anyone keeps later points into [`Document::text`].

mod binary;
mod date;
mod declared;
mod encoding;
mod entity;
mod flow;
mod head;
mod html;
mod markdown;
mod markup;
mod reason;
mod title;
mod xml;

use std::fmt;
use std::ops::Range;
use std::path::Path;

use naslag_citation::Date;

pub use reason::Reason;
pub use title::{Title, TitleSource, title_from_name};

/// Version of the reading itself.
///
/// To be raised whenever the same bytes give another text, title or date than before; an index remembers it
/// and reads the letters again when it differs.
pub const VERSION: u32 = 1;

/// Size in bytes above which a file is not read: 64 MiB, a thousand times the longest letter and still
/// harmless to hold in memory.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What one file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The text as read, in UTF-8 and never blank; every later byte range points into it. Plain text and
    /// Markdown are kept letter for letter, except that a line ends in `\n` whatever the file has (CRLF or
    /// CR) and that a byte order mark is left out. HTML and XML give their visible text: one blank line
    /// between paragraphs, no markup. Control characters such as terminal escapes are kept; whoever shows the
    /// text has to make it harmless.
    pub text: String,
    /// What the letter is called, and how we know.
    pub title: Title,
    /// The date the letter gives itself in its head, when it does.
    pub date: Option<Date>,
    /// The format the file was read as.
    pub format: Format,
    /// Name of the encoding the bytes were in, such as `UTF-8`, `UTF-16LE` or `windows-1252`.
    pub encoding: &'static str,
    /// Number of malformed sequences for which U+FFFD stands in the decoded file. Not 0 means that the
    /// encoding may be wrong or the file damaged.
    pub replaced: usize,
}

/// A format this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, which is kept as written.
    Markdown,
    /// HTML and XHTML, of which the visible text is read.
    Html,
    /// XML, above all that of the official publications, of which the text of all elements is read.
    Xml,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Xml => "xml",
        })
    }
}

/// Text taken out of markup, with what the markup says about it.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    pub(crate) text: String,
    /// Where the heading stands that names the document.
    pub(crate) heading: Option<Range<usize>>,
    /// A name for the document that is not part of the text.
    pub(crate) name: Option<String>,
}

/// Returns the format that a file name promises by its extension, in capitals or not; nothing for a name that
/// promises no format read here.
pub fn kind(name: &str) -> Option<Format> {
    let extension = Path::new(name).extension()?.to_str()?;
    match extension.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "xml" => Some(Format::Xml),
        _ => None,
    }
}

/// Reads the bytes of one file.
///
/// `name` is the file's name or relative path: it decides the format, and is the title when the letter gives
/// none. The same name and bytes always give the same document.
///
/// # Errors
/// Returns the reason when the file has another format, is empty, binary, malformed, or larger than [`MAX_BYTES`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Reason> {
    let format = kind(name).ok_or(Reason::UnknownKind)?;
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(Reason::TooLarge { bytes: size, limit: MAX_BYTES });
    }
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    let decoded = encoding::decode(bytes, declared::encoding(format, bytes))?;
    let extract = match format {
        Format::Text => Extract { text: decoded.text, ..Extract::default() },
        Format::Markdown => {
            Extract { heading: markdown::heading(&decoded.text), text: decoded.text, name: None }
        }
        Format::Html => html::extract(&decoded.text),
        Format::Xml => xml::extract(&decoded.text)?,
    };
    if extract.text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    Ok(Document {
        title: title::title(name, format, &extract),
        date: date::letter_date(&extract.text),
        text: extract.text,
        format,
        encoding: decoded.encoding,
        replaced: decoded.replaced,
    })
}

#[cfg(test)]
mod tests;
