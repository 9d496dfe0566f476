//! Which format a file has: by its content, and by its name only where content does not tell.
//!
//! Answerable for what extensions promise and for who is believed when content and name disagree. Knows nothing
//! of how formats begin (`signature`).

use std::path::Path;

use naslag_letter::Format;

use crate::encoding;
use crate::signature::{self, Shown, Written};

/// What the name of a file promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// A format that is read here.
    Letter(Format),
    /// Nothing that is known: only the content tells.
    Unknown,
    /// Something that is no letter: a picture, a film, a program.
    Other,
}

/// Extensions of files that are no letters, in alphabetical order. Archives and office formats that are not read are
/// not among them: they may hold letters, and whoever asks is told that they were not read.
const OTHER: [&str; 123] = [
    "3gp", "aac", "accdb", "ai", "aif", "aiff", "apk", "atom", "avi", "avif", "bat", "bmp", "c", "cab",
    "cer", "class", "cmd", "cpp", "crt", "cs", "css", "cur", "db", "dbf", "deb", "dll", "dmg", "dwg", "dxf",
    "emf", "eot", "eps", "exe", "flac", "flv", "gif", "go", "gpx", "h", "heic", "heif", "ico", "ics", "ini",
    "iso", "jar", "java", "jfif", "jp2", "jpe", "jpeg", "jpg", "js", "json", "jsonl", "jxl", "kml", "kmz",
    "lnk", "lock", "m4a", "m4v", "mdb", "mid", "mjs", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "msi",
    "oga", "ogg", "ogv", "opus", "otf", "p7c", "p7s", "pem", "plist", "png", "ps1", "psd", "py", "pyc", "qt",
    "rb", "rpm", "rs", "rss", "sh", "shp", "shx", "so", "sql", "sqlite", "sqlite3", "svg", "svgz", "swf",
    "tif", "tiff", "toml", "ts", "ttc", "ttf", "url", "vcf", "wasm", "wav", "webm", "webp", "wma", "wmf",
    "wmv", "woff", "woff2", "xsd", "xsl", "xslt", "yaml", "yml",
];

/// Returns what a file name promises by its extension, in capitals or not.
pub fn promise(name: &str) -> Promise {
    let Some(extension) = extension(name) else {
        return Promise::Unknown;
    };
    let format = match extension.as_str() {
        // Tables as text are read as they are, and so are reports of programs.
        "txt" | "text" | "asc" | "csv" | "tsv" | "log" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "xml" => Format::Xml,
        "pdf" => Format::Pdf,
        "docx" | "docm" | "dotx" | "dotm" => Format::Docx,
        "odt" | "ott" => Format::Odt,
        "rtf" => Format::Rtf,
        "doc" | "dot" => Format::Doc,
        "epub" => Format::Epub,
        "xlsx" | "xlsm" => Format::Xlsx,
        "pptx" | "pptm" => Format::Pptx,
        "eml" => Format::Eml,
        "msg" => Format::Msg,
        "zip" => Format::Zip,
        "tar" | "tgz" => Format::Tar,
        "gz" if stem_extension(name).as_deref() == Some("tar") => Format::Tar,
        other if OTHER.binary_search(&other).is_ok() => return Promise::Other,
        _ => return Promise::Unknown,
    };
    Promise::Letter(format)
}

/// Returns the format of a file; nothing when it is none that is read.
///
/// Content goes before the name: a page called `besluit.pdf` is a page. The name decides between the formats that
/// are written as text, and for a file whose content says nothing, as a damaged PDF.
pub fn format_of(name: &str, bytes: &[u8]) -> Option<Format> {
    let promised = promise(name);
    let named = match promised {
        Promise::Letter(format) => Some(format),
        Promise::Unknown | Promise::Other => None,
    };
    match signature::packed(bytes, named) {
        Shown::Format(format) => return Some(format),
        Shown::Foreign => return None,
        Shown::Nothing => {}
    }
    // What is a program by its name may well begin as a page does.
    if promised == Promise::Other {
        return signature::stray_pdf(bytes).then_some(Format::Pdf);
    }
    let written = signature::written(bytes);
    match (written, named) {
        // A text may begin with a piece of a page, or quote the head of a mail. It is one only when it is whole.
        (Written::Page { whole }, Some(Format::Text | Format::Markdown)) if !whole => named,
        (Written::Xml { whole }, Some(Format::Text | Format::Markdown)) if !whole => named,
        (Written::Mail { sent }, Some(Format::Text | Format::Markdown | Format::Html | Format::Xml))
            if !sent =>
        {
            named
        }
        (Written::Xml { .. }, Some(Format::Html)) => named,
        (Written::Page { .. }, _) => Some(Format::Html),
        (Written::Xml { .. }, _) => Some(Format::Xml),
        (Written::Mail { .. }, _) => Some(Format::Eml),
        (Written::Nothing, Some(Format::Text | Format::Markdown | Format::Html | Format::Xml)) => named,
        (Written::Nothing, _) if signature::stray_pdf(bytes) => Some(Format::Pdf),
        (Written::Nothing, Some(_)) => named,
        (Written::Nothing, None) => (extension(name).is_none() && is_text(bytes)).then_some(Format::Text),
    }
}

/// Bytes of a file without an extension that have to be text.
const SAMPLE: usize = 4096;

fn is_text(bytes: &[u8]) -> bool {
    encoding::decode(&bytes[..bytes.len().min(SAMPLE)], None).is_ok()
}

/// What a file name ends in, in lower case. The `2` of `versie 1.2` is part of the name.
fn extension(name: &str) -> Option<String> {
    let extension = Path::new(name).extension()?.to_str()?;
    let short = (1..=8).contains(&extension.len());
    let plain = extension.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let letter = extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    (short && plain && letter).then(|| extension.to_ascii_lowercase())
}

/// The extension before the last: `tar` of `besluiten.tar.gz`.
fn stem_extension(name: &str) -> Option<String> {
    extension(Path::new(name).file_stem()?.to_str()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
