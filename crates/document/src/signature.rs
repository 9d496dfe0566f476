//! The format that the content of a file shows by itself.
//!
//! Answerable for how formats begin and for what the containers (zip, OLE, gzip) hold. Knows nothing of file
//! names, except that one which names a format decides where a container cannot be opened.

use std::io::{Cursor, Read};

use naslag_letter::Format;

/// What the first bytes of a file that is not text tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Format(Format),
    /// A format that is not read.
    Foreign,
    Nothing,
}

/// What the beginning of a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// HTML; whole when it ends as a page does.
    Page {
        whole: bool,
    },
    /// XML with its declaration; whole when it ends with its root.
    Xml {
        whole: bool,
    },
    /// The head of a mail; sent when it has lines that only programs write.
    Mail {
        sent: bool,
    },
    Nothing,
}

/// Bytes in which a PDF must say that it is one, by the readers' own custom: scanners and mail put other bytes first.
const PDF_HEAD: usize = 1024;

/// Bytes at the beginning and at the end of a text that are looked at: the head of a mail that passed many servers has
/// some 20 KB.
const HEAD: usize = 64 * 1024;

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Beginnings of an archive with members, of an empty one, and of one that was split and joined.
const ZIP: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"];

/// Returns the format that is known by marks of its own; `named` is the one the file's name promises.
pub(crate) fn packed(bytes: &[u8], named: Option<Format>) -> Shown {
    let start = without_blanks(bytes);
    if start.starts_with(b"%PDF-") {
        Shown::Format(Format::Pdf)
    } else if ZIP.iter().any(|mark| bytes.starts_with(mark)) {
        in_zip(bytes, named)
    } else if bytes.starts_with(OLE) {
        in_ole(bytes, named)
    } else if start.starts_with(b"{\\rtf") {
        Shown::Format(Format::Rtf)
    } else if is_tar(bytes) {
        Shown::Format(Format::Tar)
    } else if bytes.starts_with(b"\x1f\x8b") {
        in_gzip(bytes, named)
    } else {
        Shown::Nothing
    }
}

/// Whether a PDF begins somewhere in the first kilobyte.
pub(crate) fn stray_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// What an archive holds tells whether it is one document.
fn in_zip(bytes: &[u8], named: Option<Format>) -> Shown {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Damaged: the reader of the format it is called after says so.
        let packed = [Format::Docx, Format::Odt, Format::Epub, Format::Xlsx, Format::Pptx];
        return Shown::Format(named.filter(|format| packed.contains(format)).unwrap_or(Format::Zip));
    };
    if let Some(kind) = declared_in_zip(&mut archive) {
        return match kind.as_str() {
            "application/epub+zip" => Shown::Format(Format::Epub),
            kind if kind.starts_with("application/vnd.oasis.opendocument.text") => Shown::Format(Format::Odt),
            kind if kind.starts_with("application/") => Shown::Foreign,
            _ => Shown::Format(Format::Zip),
        };
    }
    let holds = |wanted: fn(&[u8]) -> bool| archive.file_names_raw().any(wanted);
    let office = holds(|name| name == b"[Content_Types].xml");
    if holds(|name| name == b"word/document.xml") || (office && holds(|name| name.starts_with(b"word/"))) {
        Shown::Format(Format::Docx)
    } else if office && holds(|name| name.starts_with(b"xl/")) {
        Shown::Format(Format::Xlsx)
    } else if office && holds(|name| name.starts_with(b"ppt/")) {
        Shown::Format(Format::Pptx)
    } else if office {
        // A drawing, a project: parts in XML that are no letters.
        Shown::Foreign
    } else {
        Shown::Format(Format::Zip)
    }
}

/// What the member `mimetype` says, which OpenDocument and EPUB have.
fn declared_in_zip(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut kind).ok()?;
    Some(kind.trim().to_owned())
}

/// What an OLE file holds.
fn in_ole(bytes: &[u8], named: Option<Format>) -> Shown {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        let packed = [Format::Doc, Format::Msg, Format::Docx, Format::Xlsx, Format::Pptx];
        return named.filter(|format| packed.contains(format)).map_or(Shown::Foreign, Shown::Format);
    };
    if file.is_stream("/EncryptionInfo") {
        let packed = [Format::Xlsx, Format::Pptx];
        Shown::Format(named.filter(|format| packed.contains(format)).unwrap_or(Format::Docx))
    } else if file.is_stream("/WordDocument") {
        Shown::Format(Format::Doc)
    } else if file.is_stream("/__properties_version1.0") {
        Shown::Format(Format::Msg)
    } else {
        Shown::Foreign
    }
}

/// Whether the first block is the head of a member, by the mark that every tar of this century has.
fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// What a gzip file holds, by its first bytes.
fn in_gzip(bytes: &[u8], named: Option<Format>) -> Shown {
    let mut block = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes).take(512).read_to_end(&mut block);
    if is_tar(&block) || (named == Some(Format::Tar) && (read.is_err() || block.is_empty())) {
        Shown::Format(Format::Tar)
    } else {
        Shown::Foreign
    }
}

/// Returns what the beginning of a text is that of.
pub(crate) fn written(bytes: &[u8]) -> Written {
    let start = plain(&bytes[..bytes.len().min(HEAD)]);
    let end = plain(&bytes[bytes.len().saturating_sub(HEAD)..]);
    let start = start.trim_start();
    let Some(root) = root(start) else {
        return mail(start);
    };
    let end = end.trim_end();
    if root.page {
        Written::Page { whole: end.contains("</html") }
    } else if root.declared {
        let name = end.strip_suffix('>').and_then(|end| end.rsplit_once("</"));
        Written::Xml { whole: name.is_some_and(|(_, name)| name.trim() == root.name) }
    } else {
        Written::Nothing
    }
}

/// The ASCII of some bytes in lower case, also of UTF-16; other characters do not matter here.
fn plain(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes: Vec<u8> =
        bytes.iter().filter(|byte| !matches!(**byte, 0 | 0xfe | 0xff)).map(u8::to_ascii_lowercase).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn without_blanks(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

struct Root<'a> {
    name: &'a str,
    page: bool,
    /// An XML declaration stands before it.
    declared: bool,
}

/// The outermost element of a text in lower case that begins with markup.
fn root(text: &str) -> Option<Root<'_>> {
    let declared = text.starts_with("<?xml");
    let mut rest = text;
    let mut page = false;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if let Some(kind) = rest.strip_prefix("<!doctype") {
            page |= kind.trim_start().starts_with("html");
            // What a document type declares inside itself holds `>`.
            let inside = rest.find('[').filter(|open| rest.find('>').is_none_or(|end| *open < end));
            inside.map_or_else(|| rest.find('>'), |_| rest.find("]>").map(|at| at + 1))? + 1
        } else {
            break;
        };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix('<')?;
    let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    let local = name.rsplit(':').next().unwrap_or(name);
    (declared || page || local == "html").then_some(Root { name, page: page || local == "html", declared })
}

/// Lines that a person does not write.
const SENT: [&str; 9] = [
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "mime-version",
    "content-type",
    "dkim-signature",
    "authentication-results",
    "x-mailer",
];

/// Lines that mail shares with letters and notes.
const WRITTEN: [&str; 8] = ["from", "to", "cc", "date", "subject", "sender", "reply-to", "importance"];

/// Whether a text in lower case begins with the head of a mail: nothing but fields, several of which are known.
fn mail(text: &str) -> Written {
    let (mut sent, mut known) = (0, 0);
    // The last line that was looked at may be cut.
    let text = text.rsplit_once('\n').map_or(text, |(text, _)| text);
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && known + sent > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return Written::Nothing;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Written::Nothing;
        }
        sent += usize::from(SENT.contains(&name));
        known += usize::from(WRITTEN.contains(&name));
    }
    match (sent, known) {
        (0, known) if known >= 3 => Written::Mail { sent: false },
        (sent, known) if sent >= 1 && sent + known >= 2 => Written::Mail { sent: true },
        _ => Written::Nothing,
    }
}
