//! What a letter is, whatever file it came in: a text with its layout, questions with answers, and its own
//! data such as date, kind and sender.
//!
//! Answerable for all that can be known from the text and from what the file declares about itself. Knows
//! nothing of bytes, formats' insides, folders, indexes or queries: the readers of `naslag-document` hand in a
//! [`Draft`], and everyone above works with what [`describe`] made of it.

mod broken;
mod draft;
mod format;
mod head;
mod layout;
mod metadata;
mod reading;
mod title;

pub use broken::broken_words;
pub use draft::{Declared, Draft};
pub use format::Format;
pub use layout::{Aside, AsideKind, Exchange, Layout, NoteLink};
pub use metadata::{Found, LetterKind, Metadata, Ministry, Origin, Person, ministry_keys, ministry_of};
pub use reading::Reading;
pub use title::{Title, TitleSource, title_from_name};

/// What is known of a letter beside its text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Described {
    /// What it is called, and how we know.
    pub title: Title,
    /// Where its pages, notes and questions stand.
    pub layout: Layout,
    /// Its own data.
    pub metadata: Metadata,
}

/// Finds out what can be known of a letter.
///
/// `name` is the file's name or relative path. The same name and draft always give the same description.
pub fn describe(name: &str, format: Format, draft: &Draft) -> Described {
    let layout = layout::of(draft);
    let title = title::title(name, format, draft);
    let metadata = metadata::of(name, draft, &layout, &title);
    Described { title, layout, metadata }
}
