//! A letter as it is stored.

use tantivy::TantivyDocument;
use tantivy::schema::{Document, Field, Value};

use crate::budget::Permit;
use crate::fields::Fields;
use crate::path::LetterPath;

/// A letter ready to be stored, or as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its path below the folder, by which it is known.
    pub path: LetterPath,
    /// What it is called.
    pub title: String,
    /// The date in its head as `2012-02-14`, when there is one.
    pub date: Option<String>,
    /// What it says; every byte range anywhere points into this text.
    pub text: String,
}

impl Letter {
    pub(crate) fn from_stored(fields: &Fields, stored: &TantivyDocument) -> Option<Self> {
        let text = |field| stored.get_first(field).and_then(|value| value.as_str());
        Some(Self {
            path: LetterPath::from_stored(text(fields.path)?),
            title: text(fields.title.exact)?.to_owned(),
            date: text(fields.date).map(str::to_owned),
            text: text(fields.body.exact)?.to_owned(),
        })
    }
}

/// A letter on its way into the engine.
///
/// The engine's own document would need a copy of the text for each tier; this one lends the same
/// text to all of them. It also carries the permit that bounds how much text is on its way
/// (see `budget`).
pub(crate) struct QueuedLetter {
    pub(crate) letter: Letter,
    pub(crate) fields: Fields,
    pub(crate) _permit: Option<Permit>,
}

impl Document for QueuedLetter {
    type Value<'a> = &'a str;
    type FieldsValuesIter<'a> = std::iter::Flatten<std::array::IntoIter<Option<(Field, &'a str)>, 6>>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let Self { letter, fields, .. } = self;
        [
            Some((fields.path, letter.path.as_str())),
            letter.date.as_deref().map(|date| (fields.date, date)),
            Some((fields.title.exact, letter.title.as_str())),
            Some((fields.title.stem, letter.title.as_str())),
            Some((fields.body.exact, letter.text.as_str())),
            Some((fields.body.stem, letter.text.as_str())),
        ]
        .into_iter()
        .flatten()
    }
}
