//! A letter as it is stored.

use std::sync::OnceLock;

use tantivy::TantivyDocument;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Document, Field, Value};
use tantivy::tokenizer::PreTokenizedString;

use crate::abbreviations::explained_in;
use crate::budget::Permit;
use crate::entities::Named;
use crate::fields::{Fields, Tiers};
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
    letter: Letter,
    fields: Fields,
    /// Looked for by the threads of the engine, of which there are many, and not by the one that queues.
    abbreviations: OnceLock<Vec<String>>,
    named: OnceLock<Named>,
    _permit: Option<Permit>,
}

impl QueuedLetter {
    pub(crate) fn new(letter: Letter, fields: Fields, permit: Option<Permit>) -> Self {
        Self { letter, fields, abbreviations: OnceLock::new(), named: OnceLock::new(), _permit: permit }
    }
}

impl Document for QueuedLetter {
    type Value<'a> = QueuedValue<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, QueuedValue<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let Self { letter, fields, .. } = self;
        let of = |tiers: Tiers, text| [(tiers.exact, text), (tiers.stem, text), (tiers.parts, text)];
        let named = self.named.get_or_init(|| Named::by(letter));
        let abbreviations = self.abbreviations.get_or_init(|| explained_in(&letter.text));
        let texts = [(fields.path, letter.path.as_str())]
            .into_iter()
            .chain(letter.date.as_deref().map(|date| (fields.date, date)))
            .chain(of(fields.title, letter.title.as_str()))
            .chain(of(fields.body, letter.text.as_str()))
            .chain(abbreviations.iter().map(|term| (fields.abbreviation, term.as_str())))
            .chain(named.numbers.iter().map(|term| (fields.number_of_name, term.as_str())));
        let day = letter.date.as_deref().and_then(day).map(|day| (fields.day, QueuedValue::Number(day)));
        Box::new(
            texts
                .map(|(field, text)| (field, QueuedValue::Text(text)))
                .chain([
                    (fields.title_key, QueuedValue::Number(title_key(&letter.title))),
                    (fields.title.entity, QueuedValue::Tokens(&named.title)),
                    (fields.body.entity, QueuedValue::Tokens(&named.body)),
                ])
                .chain(day),
        )
    }
}

/// Returns a date in the ISO form as a number that orders as dates do.
fn day(date: &str) -> Option<u64> {
    date.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>().parse().ok()
}

/// Returns a number that titles of the same words have in common, whatever their case and accents.
fn title_key(title: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(naslag_dutch::name_key(title).as_bytes()).as_bytes()[..8]);
    u64::from_be_bytes(first)
}

/// What a letter lends to the engine.
#[derive(Debug, Clone, Copy)]
pub(crate) enum QueuedValue<'a> {
    Text(&'a str),
    Number(u64),
    Tokens(&'a PreTokenizedString),
}

impl<'a> Value<'a> for QueuedValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Number(number) => ReferenceValueLeaf::U64(number),
            Self::Tokens(tokens) => ReferenceValueLeaf::PreTokStr(Box::new(tokens.clone())),
        })
    }
}
