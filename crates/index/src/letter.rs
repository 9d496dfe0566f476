//! A letter as it is stored.

use std::borrow::Cow;
use std::sync::OnceLock;

use naslag_letter::{Format, Layout, Metadata, Reading};
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Document, Field, Value};
use tantivy::tokenizer::PreTokenizedString;

use crate::abbreviations::explained_in;
use crate::budget::Permit;
use crate::copies::copy_hashes;
use crate::data::data_terms;
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
    /// What it says, as it was read; every byte range anywhere points into this text. Empty when it could not be
    /// read.
    pub text: String,
    /// What is known of it beside its text.
    pub about: About,
}

/// What is known of a letter beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The format of its file; nothing when that is not known.
    pub format: Option<Format>,
    /// Where its pages, notes and questions stand.
    #[serde(default)]
    pub layout: Layout,
    /// Its own data.
    #[serde(default)]
    pub data: Metadata,
    /// Why its file could not be read, as a part of a sentence: such a letter is known by its name alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
}

impl Letter {
    /// Returns a letter of which nothing but these is known.
    pub fn plain(path: LetterPath, title: String, text: String) -> Self {
        Self { path, title, text, about: About::default() }
    }

    /// The day of the letter as `2012-02-14`.
    pub fn date(&self) -> Option<&str> {
        self.about.data.date.as_ref().map(|date| date.value.as_str())
    }

    /// Its running text and notes, without what interrupts them.
    pub fn body(&self) -> Reading<'_> {
        Reading::body(&self.text, &self.about.layout)
    }

    /// What is no part of what it says: page heads, addresses, disclaimers.
    pub fn aside(&self) -> Reading<'_> {
        Reading::aside(&self.text, &self.about.layout)
    }

    pub(crate) fn from_stored(fields: &Fields, stored: &TantivyDocument) -> Option<Self> {
        let text = |field| stored.get_first(field).and_then(|value| value.as_str());
        Some(Self {
            path: LetterPath::from_stored(text(fields.path)?),
            title: text(fields.title.exact)?.to_owned(),
            text: text(fields.text)?.to_owned(),
            about: serde_json::from_str(text(fields.about)?).ok()?,
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
    analysed: OnceLock<Analysed>,
    _permit: Option<Permit>,
}

/// What is found out about a letter for the index.
struct Analysed {
    /// Its body, where that is not the text itself.
    body: Option<String>,
    /// Its asides; nothing when it has none.
    aside: Option<String>,
    about: String,
    data: Vec<String>,
    copies: Vec<u64>,
    abbreviations: Vec<String>,
    named: Named,
}

impl Analysed {
    fn of(letter: &Letter) -> Self {
        let (body, aside) = (letter.body(), letter.aside());
        Self {
            data: data_terms(letter),
            copies: copy_hashes(body.text()),
            abbreviations: explained_in(body.text()),
            named: Named::by(letter, &body, &aside),
            // A letter whose data cannot be written is a letter without.
            about: serde_json::to_string(&letter.about).unwrap_or_else(|_| "{}".to_owned()),
            aside: Some(aside.into_text().into_owned()).filter(|text| !text.is_empty()),
            body: match body.into_text() {
                Cow::Borrowed(_) => None,
                Cow::Owned(text) => Some(text),
            },
        }
    }
}

impl QueuedLetter {
    pub(crate) fn new(letter: Letter, fields: Fields, permit: Option<Permit>) -> Self {
        Self { letter, fields, analysed: OnceLock::new(), _permit: permit }
    }
}

impl Document for QueuedLetter {
    type Value<'a> = QueuedValue<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, QueuedValue<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let Self { letter, fields, .. } = self;
        let of = |tiers: Tiers, text| [(tiers.exact, text), (tiers.stem, text), (tiers.parts, text)];
        let analysed = self.analysed.get_or_init(|| Analysed::of(letter));
        let Analysed { named, .. } = analysed;
        let body = analysed.body.as_deref().unwrap_or(&letter.text);
        let texts = [
            (fields.path, letter.path.as_str()),
            (fields.text, letter.text.as_str()),
            (fields.about, analysed.about.as_str()),
        ]
        .into_iter()
        .chain(of(fields.title, letter.title.as_str()))
        .chain(of(fields.body, body))
        .chain(analysed.aside.iter().flat_map(move |text| of(fields.aside, text.as_str())))
        .chain(of_each(fields.data, &analysed.data))
        .chain(of_each(fields.abbreviation, &analysed.abbreviations))
        .chain(of_each(fields.number_of_name, &named.numbers));
        let day = letter.date().and_then(day).map(|day| (fields.day, QueuedValue::Number(day)));
        Box::new(
            texts
                .map(|(field, text)| (field, QueuedValue::Text(text)))
                .chain([
                    (fields.title_key, QueuedValue::Number(title_key(&letter.title))),
                    (fields.title.entity, QueuedValue::Tokens(&named.title)),
                    (fields.body.entity, QueuedValue::Tokens(&named.body)),
                    (fields.aside.entity, QueuedValue::Tokens(&named.aside)),
                ])
                .chain(analysed.copies.iter().map(|hash| (fields.copy, QueuedValue::Number(*hash))))
                .chain(day),
        )
    }
}

fn of_each(field: Field, terms: &[String]) -> impl Iterator<Item = (Field, &str)> {
    terms.iter().map(move |term| (field, term.as_str()))
}

/// Returns a date in the ISO form as a number that orders as dates do: `20120214`.
pub(crate) fn day(date: &str) -> Option<u64> {
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
