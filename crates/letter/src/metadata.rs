//! A letter's own data: when, what, who, to whom.
//!
//! Each value says where it was found; what is not known is absent and never guessed. The rules stand in the
//! modules below, one subject each; they look at the head of the letter, at the lines where it is signed, at what
//! the file declares, and at its name. Heads are looked at as stored: what is set aside as a postal head is where
//! dates and references stand.

mod answer;
mod classify;
mod closing;
mod date;
mod kind;
mod language;
mod lines;
mod members;
mod ministry;
mod name;
mod paper;
mod people;
mod properties;
mod reference;
mod sender;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::draft::Draft;
use crate::head::Head;
use crate::layout::Layout;
use crate::reading::Reading;
use crate::title::{Title, TitleSource};

pub use kind::LetterKind;
pub use ministry::{Ministry, ministry_keys, ministry_of};

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

/// Returns the data of a letter.
pub(crate) fn of(name: &str, draft: &Draft, layout: &Layout, title: &Title) -> Metadata {
    let head = Head::of(&draft.text);
    let lines = lines::Lines::of(&draft.text, layout);
    let body = Reading::body(&draft.text, layout);
    let closing = closing::closing(&lines);

    let subject = subject(title);
    let answering = answer::answering(&head);
    let addressee = sender::addressee(draft, &head, None);
    let government = sender::of_government(&head, &closing);
    let signs =
        classify::Signs { title, subject: subject.as_ref(), addressee: addressee.as_ref(), government };
    let kind = classify::kind(name, draft, &head, &signs);
    let sort = kind.as_ref().map(|found| found.value);

    let addressee = addressee.or_else(|| sender::addressee(draft, &head, sort));
    let answered_by = answered_by(sort, answering, &closing);
    let known = sender::Known {
        kind: sort,
        closing: &closing,
        answered_by: &answered_by,
        addressee: addressee.as_ref(),
    };
    let (sender, ministry) = sender::sender(draft, &head, &known);
    let numbers = paper::numbers(name, draft, &head, &lines);
    Metadata {
        date: date::date(&head, &lines, closing.line, sort, &draft.declared, name),
        references: reference::references(&head),
        subject,
        kind,
        sender,
        ministry,
        addressee,
        members: sort.map(|kind| members::members(draft, &head, &lines, kind)).unwrap_or_default(),
        answered_by,
        signatories: closing.signatories,
        dossiers: numbers.dossiers,
        number: numbers.number,
        session: numbers.session,
        language: language::language(&body, draft),
        pages: u32::try_from(layout.pages.len()).ok().filter(|pages| *pages > 0),
        words: words::count(body.text()),
    }
}

/// The field that gave the letter its title.
fn subject(title: &Title) -> Option<Found<String>> {
    let span = title.span.clone().filter(|_| title.source == TitleSource::Field)?;
    Some(Found { value: title.text.clone(), from: Origin::Text(span) })
}

/// Those who answer: as the heading names them, or who signed the letter with the answers.
fn answered_by(
    kind: Option<LetterKind>,
    answering: Vec<Found<Person>>,
    closing: &closing::Closing,
) -> Vec<Found<Person>> {
    if kind != Some(LetterKind::Antwoord) {
        return Vec::new();
    }
    if !answering.is_empty() {
        return answering;
    }
    let of_government = |found: &&Found<Person>| {
        let function = found.value.function.as_deref().unwrap_or_default().to_lowercase();
        function.starts_with("minister") || function.starts_with("staatssecretaris")
    };
    closing.signatories.iter().filter(of_government).cloned().collect()
}

#[cfg(test)]
mod tests;
