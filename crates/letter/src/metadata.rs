//! A letter's own data: when, what, who, to whom.
//!
//! Each value says where it was found; what is not known is absent and never guessed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::date::letter_date;
use crate::draft::Draft;
use crate::layout::Layout;
use crate::title::Title;

/// What a letter says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The day of the letter as `2012-02-14`.
    pub date: Option<Found<String>>,
    /// Its reference numbers (kenmerk), as written.
    pub references: Vec<Found<String>>,
    /// What it is about, from `Betreft` or `Onderwerp`.
    pub subject: Option<Found<String>>,
    /// What sort of letter it is.
    pub kind: Option<Found<LetterKind>>,
    /// Who sent it, as written: a ministry, a party, a chamber, an author.
    pub sender: Option<Found<String>>,
    /// The ministry it comes from, as one concept through its renamings.
    pub ministry: Option<Found<Ministry>>,
    /// To whom it was sent, as written.
    pub addressee: Option<Found<String>>,
    /// Who signed it, with their functions.
    pub signatories: Vec<Found<Person>>,
    /// The members who asked the questions it answers, or who moved the motion it is, with their parties.
    pub members: Vec<Found<Person>>,
    /// The members of government who answer.
    pub answered_by: Vec<Found<Person>>,
    /// Dossier numbers it belongs to, without blanks: `26643`.
    pub dossiers: Vec<Found<String>>,
    /// Its own number: `202` in the dossier, or `2024Z06789`, `1742` of the Aanhangsel.
    pub number: Option<Found<String>>,
    /// The session year as `2010-2011`.
    pub session: Option<Found<String>>,
    /// Its language as `nl` or `en`.
    pub language: Option<Found<String>>,
    /// Number of pages, where the format has them.
    pub pages: Option<u32>,
    /// Number of words in the running text and notes.
    pub words: u64,
}

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub from: Origin,
}

/// Where a value was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// In the text, at this byte range.
    Text(Range<usize>),
    /// In what the file declares, under this name.
    Declared(String),
    /// In the name of the file.
    Name,
}

/// What sort of letter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LetterKind {
    /// A letter of the government to a chamber.
    Kamerbrief,
    /// Answers to questions of members.
    Antwoord,
    /// Questions of members without answers.
    Kamervragen,
    /// A motion.
    Motie,
    /// An amendment.
    Amendement,
    /// A bill.
    Wetsvoorstel,
    /// An explanatory memorandum.
    Memorie,
    /// A report of a debate or committee.
    Verslag,
    /// An internal note to a minister on a decision.
    Beslisnota,
    /// A decision on a request under the Woo or its predecessor.
    Woo,
    /// A report or other annex sent with a letter.
    Bijlage,
    /// Something else that is known to be none of these.
    Overig,
}

/// A person by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name as written, without title and function: `I.W. Opstelten`.
    pub name: String,
    /// The function as written: `Minister van Veiligheid en Justitie`.
    pub function: Option<String>,
    /// The party as written: `GroenLinks-PvdA`.
    pub party: Option<String>,
}

/// A ministry, one concept through its renamings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ministry {
    /// The concept: an abbreviation in lower case that does not change with names, such as `jenv`.
    pub key: String,
    /// The name in the letter as written.
    pub name: String,
}

/// Returns the data of a letter.
pub(crate) fn of(_name: &str, draft: &Draft, layout: &Layout, _title: &Title) -> Metadata {
    let date = letter_date(&draft.text)
        .map(|(date, range)| Found { value: date.to_string(), from: Origin::Text(range) });
    Metadata {
        date,
        pages: u32::try_from(layout.pages.len()).ok().filter(|pages| *pages > 0),
        ..Metadata::default()
    }
}
