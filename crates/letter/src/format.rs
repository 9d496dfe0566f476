//! The formats letters come in, by name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A format that letters are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, which is kept as written.
    Markdown,
    /// HTML and XHTML, of which the visible text is read.
    Html,
    /// XML, above all that of the official publications.
    Xml,
    /// Portable Document Format.
    Pdf,
    /// Word since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Word up to 2003.
    Doc,
    /// Electronic book.
    Epub,
    /// Excel since 2007.
    Xlsx,
    /// PowerPoint since 2007.
    Pptx,
    /// Mail as it is sent.
    Eml,
    /// Mail as Outlook keeps it.
    Msg,
    /// Zip archive: holds letters and is none.
    Zip,
    /// Tar archive, compressed by gzip or not: holds letters and is none.
    Tar,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Xml,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Doc,
        Self::Epub,
        Self::Xlsx,
        Self::Pptx,
        Self::Eml,
        Self::Msg,
        Self::Zip,
        Self::Tar,
    ];

    /// The name of the format in lower case, as `type:` takes it and JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Doc => "doc",
            Self::Epub => "epub",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Eml => "eml",
            Self::Msg => "msg",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }

    /// Returns the format with this [name](Self::name).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether a file of this format is read where it is, and not in a process apart: text that no parser
    /// touches can neither hang nor fill memory.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
