//! Which format a file has: by its content, and by its name only where content does not tell.

use std::path::Path;

use naslag_letter::Format;

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

/// Returns what a file name promises by its extension, in capitals or not.
pub fn promise(name: &str) -> Promise {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    Promise::Letter(match extension.to_ascii_lowercase().as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "xml" => Format::Xml,
        "pdf" => Format::Pdf,
        _ => return Promise::Other,
    })
}

/// Returns the format of a file.
pub fn format_of(name: &str, _bytes: &[u8]) -> Option<Format> {
    match promise(name) {
        Promise::Letter(format) => Some(format),
        Promise::Unknown | Promise::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_promise_a_format() {
        for (name, format) in [
            ("a/b.TXT", Format::Text),
            ("b.text", Format::Text),
            ("b.md", Format::Markdown),
            ("b.Markdown", Format::Markdown),
            ("b.html", Format::Html),
            ("b.htm", Format::Html),
            ("b.xhtml", Format::Html),
            ("b.metadata.xml", Format::Xml),
        ] {
            assert_eq!(promise(name), Promise::Letter(format), "{name}");
        }
    }
}
