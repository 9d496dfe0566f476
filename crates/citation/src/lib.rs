//! The named things in Dutch government documents: where a text names them, in one normal form.
//!
//! Answerable for finding a thing however it is written and for saying where it stands, as a byte range into
//! the text that was given. Knows nothing of files, document formats, indexes or queries: a `&str` goes in.
//!
//! A text is first brought into a `View` without the accidents of layout; each family of rules reads that
//! once, waking at its own words (`Triggers`) and going on with a `Cursor`; what they find may overlap and is
//! settled by `resolve`; then `link` brings names and numbers together.

mod citation;
mod cursor;
mod date;
mod laws;
mod link;
mod mention;
mod motions;
mod name;
mod named;
mod names;
mod notes;
mod numbered;
mod parties;
mod people;
mod resolve;
mod sentences;
mod signatories;
mod slug;
mod triggers;
mod view;

pub use citation::{Citation, Confidence, Detail, Kind};
pub use date::{Date, MONTHS, ParseDateError};
pub use laws::{LawNames, known_laws, law_names};
pub use mention::{DateMention, dates};
pub use name::{article_number, law_of, name_of};
pub use notes::{Note, NoteText, note_texts, notes};
pub use numbered::of_file_name;
pub use signatories::{motion_names, reaches, same_motion};

use citation::{Found, Mode};
use view::View;

/// Version of what [`citations`] finds. An index made by another version has to be made anew.
pub const VERSION: u32 = 2;

/// Returns what a document names, in order of place and without overlap. Takes time linear in its length.
pub fn citations(text: &str) -> Vec<Citation> {
    find(text, Mode::Document)
}

/// Returns what a text names that someone typed into a search box: in any case, with fewer marks, and with
/// numbers and names that in a document would need a word beside them to be one. What may as well be a word
/// has [`Confidence::Bare`].
pub fn asked(text: &str) -> Vec<Citation> {
    find(text, Mode::Asked)
}

fn find(text: &str, mode: Mode) -> Vec<Citation> {
    let view = View::new(text);
    let mut found: Vec<Found> = Vec::new();
    numbered::find(&view, mode, &mut found);
    laws::find(&view, mode, &mut found);
    named::find(&view, mode, &mut found);
    let mut found = resolve::resolve(found);
    for citation in &mut found {
        citation.span = view.source(citation.span.clone());
        citation.cue = citation.cue.take().map(|cue| view.source(cue));
    }
    if mode == Mode::Document {
        link::link(text, &mut found);
    }
    for citation in &mut found {
        citation.also.sort();
        citation.also.dedup();
        citation.also.retain(|key| *key != citation.key);
    }
    found
}

/// What is found, one line each, for tables of tests: `kst:26643:202 «26 643 nr. 202»`.
#[cfg(test)]
fn listed(text: &str, mode: Mode) -> Vec<String> {
    find(text, mode).iter().map(|found| format!("{} «{}»", found.key, &text[found.span.clone()])).collect()
}

#[cfg(test)]
mod tests;
