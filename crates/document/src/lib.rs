//! What a file says: the bytes of one file in, the letters in it out, or the reason why not.
//!
//! Answerable for telling formats apart, for decoding, and for taking the text out of a format. Knows nothing of
//! folders, indexes or queries; it opens no files and prints nothing. What a text means is the matter of
//! `naslag-letter`. The text is made once: every byte range that anyone keeps later points into
//! [`Document::text`].

mod binary;
mod calendar;
mod declared;
mod doc;
mod docx;
mod eml;
mod encoding;
mod entity;
mod epub;
mod flow;
mod html;
mod kind;
mod limits;
mod lzfu;
mod mail;
mod markdown;
mod markup;
mod member;
mod msg;
mod node;
mod odt;
mod ole;
mod package;
mod pdf;
mod plain;
mod pptx;
mod properties;
mod publication;
mod reader;
mod reason;
mod roman;
mod rtf;
mod signature;
mod tar;
mod transfer;
mod xlsx;
mod xml;
mod zip;

use naslag_letter::{Layout, Metadata, Title};
use serde::{Deserialize, Serialize};

pub use kind::{Promise, format_of, promise};
pub use limits::MAX_BYTES;
pub use naslag_letter::{Declared, Format, TitleSource, title_from_name};
pub use publication::sidecar;
pub use reason::Reason;

use reader::{Content, File, Member};

/// Version of the reading itself.
///
/// To be raised whenever the same bytes give another text, title or date than before; an index remembers it
/// and reads the letters again when it differs.
pub const VERSION: u32 = 4;

/// What one file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The text as read, in UTF-8 and never blank; every later byte range points into it. Plain text and
    /// Markdown are kept letter for letter, except that a line ends in `\n` whatever the file has (CRLF or
    /// CR) and that a byte order mark is left out. Markup gives its visible text: one blank line
    /// between paragraphs, no markup. Paged formats keep the lines of their pages. Control characters such as
    /// terminal escapes are kept; whoever shows the text has to make it harmless.
    pub text: String,
    /// What the letter is called, and how we know.
    pub title: Title,
    /// Where its pages, notes and questions stand.
    pub layout: Layout,
    /// Its own data: date, kind, sender and so on.
    pub metadata: Metadata,
    /// The format it was read as.
    pub format: Format,
    /// Name of the encoding the bytes were in, such as `UTF-8`, `UTF-16LE` or `windows-1252`.
    pub encoding: String,
    /// Number of malformed sequences for which U+FFFD stands in the decoded file. Not 0 means that the
    /// encoding may be wrong or the file damaged.
    pub replaced: usize,
}

/// How to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The program that recognises text in pictures of pages (tesseract), by its absolute path, when pages
    /// without text are to be recognised.
    pub ocr: Option<String>,
    /// What a file beside this one says about it, as [`sidecar`] reads it. Goes before what the file says about
    /// itself, and says nothing of the files in it.
    pub sidecar: Option<Declared>,
}

/// One letter of a file: the file itself, or a member of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path within the file, as `map/bijlage één.docx`; empty for the file itself.
    pub member: String,
    /// What it says, or why that is not known.
    pub outcome: Result<Document, Reason>,
}

/// Reads the bytes of one file, as far as it is a letter itself.
///
/// `name` is the file's name or relative path: it helps where the content does not tell the format, and is the
/// title when the letter gives none. The same name and bytes always give the same document.
///
/// # Errors
/// Returns the reason when the file has another format, holds only other files, is empty, binary, malformed, or
/// larger than [`MAX_BYTES`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Reason> {
    let mut own = None;
    read_all(name, bytes, &Settings::default(), &mut |part| {
        if part.member.is_empty() {
            own = Some(part.outcome);
        }
    });
    own.unwrap_or(Err(Reason::UnknownKind))
}

/// Reads the bytes of one file and of all files in it, and hands each letter to `take` in the order in which they stand
/// there. A file that only holds others, such as a zip archive, is no letter itself.
pub fn read_all(name: &str, bytes: &[u8], settings: &Settings, take: &mut dyn FnMut(Part)) {
    let mut walk = Inside { settings, take, members: 0 };
    walk.file(name, "", bytes, 0);
}

/// Going through a file and what it holds.
struct Inside<'a> {
    settings: &'a Settings,
    take: &'a mut dyn FnMut(Part),
    /// Members seen so far.
    members: usize,
}

impl Inside<'_> {
    /// Reads the file called `name`, which is the member `member` of the file that was asked for, `depth` files deep.
    fn file(&mut self, name: &str, member: &str, bytes: &[u8], depth: usize) {
        let outcome = self.content(name, member, bytes, depth);
        let outcome = match outcome {
            Ok(Some((mut content, format))) => {
                if let Some(sidecar) = self.settings.sidecar.as_ref().filter(|_| member.is_empty()) {
                    publication::add(&mut content.draft.declared, sidecar);
                }
                document(name, format, content)
            }
            Ok(None) => return,
            Err(reason) => Err(reason),
        };
        (self.take)(Part { member: member.to_owned(), outcome });
    }

    fn content(
        &mut self,
        name: &str,
        member: &str,
        bytes: &[u8],
        depth: usize,
    ) -> Result<Option<(Content, Format)>, Reason> {
        let size = bytes.len() as u64;
        if size > MAX_BYTES {
            return Err(Reason::TooLarge { bytes: size, limit: MAX_BYTES });
        }
        if bytes.is_empty() {
            return Err(Reason::Empty);
        }
        let format = format_of(name, bytes).ok_or(Reason::UnknownKind)?;
        let reader = reader::of(format);
        let file = File { bytes, settings: self.settings };
        let content = reader.read(&file, &mut |inner: Member<'_>| {
            self.members += 1;
            if self.members > limits::MOST_MEMBERS {
                return Err(Reason::OverLimit {
                    detail: format!("it holds more than {} files", limits::MOST_MEMBERS),
                });
            }
            let path =
                if member.is_empty() { inner.name.to_owned() } else { format!("{member}/{}", inner.name) };
            let refused = match inner.content {
                Ok(_) if depth + 1 > limits::DEEPEST_FILE => Some(Reason::OverLimit {
                    detail: format!("it stands more than {} files deep", limits::DEEPEST_FILE),
                }),
                Ok(bytes) => {
                    self.file(inner.name, &path, bytes, depth + 1);
                    None
                }
                Err(reason) => Some(reason),
            };
            if let Some(reason) = refused {
                (self.take)(Part { member: path, outcome: Err(reason) });
            }
            Ok(())
        })?;
        Ok(content.map(|content| (content, format)))
    }
}

/// Finds out what can be known of what was read.
fn document(name: &str, format: Format, content: Content) -> Result<Document, Reason> {
    let Content { draft, encoding, replaced } = content;
    if draft.text.trim().is_empty() {
        return Err(match draft.layout.textless.len() {
            0 => Reason::Empty,
            pages => Reason::NoText { pages },
        });
    }
    let described = naslag_letter::describe(name, format, &draft);
    Ok(Document {
        title: described.title,
        layout: described.layout,
        metadata: described.metadata,
        text: draft.text,
        format,
        encoding: encoding.to_owned(),
        replaced,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
