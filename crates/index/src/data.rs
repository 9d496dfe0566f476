//! The letters' own data as terms, so that questions can ask for them: `van:opstelten`, `soort:motie`.
//!
//! A term is a field, [`BETWEEN`] and one value; of names and titles each word is a value of its own. Nothing
//! here knows how a question writes it.

use naslag_dutch::name_key;
use naslag_letter::{Found, Person};

use crate::letter::Letter;

/// Stands between field and value. No word holds it.
const BETWEEN: char = '=';

/// A field of a letter's data that can be asked for by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataField {
    /// What sort of letter it is: [`LetterKind`](naslag_letter::LetterKind) in lower case.
    Kind,
    /// Who sent or signed it: words of names, functions and ministries.
    From,
    /// To whom it was sent.
    To,
    /// Members who asked or moved it.
    Member,
    /// Parties of these members.
    Party,
    /// The ministry's key.
    Ministry,
    /// Its reference numbers, without marks; each beginning of one is not a term of its own.
    Reference,
    /// The format of its file.
    Format,
    /// Its session year, `2010-2011`.
    Session,
    /// Its language, `nl`.
    Language,
    /// Dossiers it belongs to.
    Dossier,
    /// Whether it could not be read: the value is `yes`.
    Unread,
}

impl DataField {
    fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::From => "from",
            Self::To => "to",
            Self::Member => "member",
            Self::Party => "party",
            Self::Ministry => "ministry",
            Self::Reference => "reference",
            Self::Format => "format",
            Self::Session => "session",
            Self::Language => "language",
            Self::Dossier => "dossier",
            Self::Unread => "unread",
        }
    }

    /// Returns the terms that a letter has whose data say `value` in this field: one for each word of it.
    pub fn terms(self, value: &str) -> Vec<String> {
        let key = name_key(value);
        let words = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let whole = |value: &str| vec![self.term(value)];
        match self {
            Self::From | Self::To | Self::Member => words.map(|word| self.term(word)).collect(),
            Self::Party | Self::Reference => whole(&words.collect::<String>()),
            _ => whole(&value.to_lowercase()),
        }
    }

    fn term(self, value: &str) -> String {
        format!("{}{BETWEEN}{value}", self.name())
    }
}

/// Returns the terms for what a letter's data say.
pub fn data_terms(letter: &Letter) -> Vec<String> {
    let about = &letter.about;
    let data = &about.data;
    let mut terms = Vec::new();
    let mut add = |field: DataField, value: &str| terms.extend(field.terms(value));
    if let Some(format) = about.format {
        add(DataField::Format, format.name());
    }
    if let Some(kind) = &data.kind {
        add(DataField::Kind, kind.value.name());
    }
    let persons =
        |persons: &'_ [Found<Person>]| persons.iter().map(|found| found.value.clone()).collect::<Vec<_>>();
    for person in persons(&data.signatories).into_iter().chain(persons(&data.answered_by)) {
        add(DataField::From, &person.name);
        person.function.iter().for_each(|function| add(DataField::From, function));
    }
    for person in persons(&data.members) {
        add(DataField::Member, &person.name);
        person.party.iter().for_each(|party| add(DataField::Party, party));
    }
    data.sender.iter().for_each(|sender| add(DataField::From, &sender.value));
    data.addressee.iter().for_each(|addressee| add(DataField::To, &addressee.value));
    if let Some(ministry) = &data.ministry {
        add(DataField::Ministry, &ministry.value.key);
        add(DataField::From, &ministry.value.name);
    }
    data.references.iter().for_each(|reference| add(DataField::Reference, &reference.value));
    data.dossiers.iter().for_each(|dossier| add(DataField::Dossier, &dossier.value));
    data.session.iter().for_each(|session| add(DataField::Session, &session.value));
    data.language.iter().for_each(|language| add(DataField::Language, &language.value));
    if about.unread.is_some() {
        add(DataField::Unread, "yes");
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::LetterPath;
    use naslag_letter::{Format, Ministry, Origin};

    fn found<T>(value: T) -> Found<T> {
        Found { value, from: Origin::Name }
    }

    #[test]
    fn words_of_names_are_terms_and_numbers_are_whole() {
        let mut letter = Letter::plain(LetterPath::from_stored("a.pdf"), "A".into(), String::new());
        letter.about.format = Some(Format::Pdf);
        let data = &mut letter.about.data;
        data.signatories = vec![found(Person {
            name: "D. Yeşilgöz-Zegerius".into(),
            function: Some("Minister van Justitie".into()),
            party: None,
        })];
        data.members = vec![found(Person {
            name: "Kathmann".into(),
            party: Some("GroenLinks-PvdA".into()),
            function: None,
        })];
        data.references = vec![found("5725010/12/NCTV".into())];
        data.ministry = Some(found(Ministry { key: "jenv".into(), name: "Ministerie van Justitie".into() }));
        let terms = data_terms(&letter);
        for term in [
            "format=pdf",
            "from=yesilgoz",
            "from=zegerius",
            "from=minister",
            "from=justitie",
            "member=kathmann",
            "party=groenlinkspvda",
            "ministry=jenv",
            "reference=572501012nctv",
        ] {
            assert!(terms.iter().any(|found| found == term), "{term}: {terms:?}");
        }
        assert_eq!(DataField::Reference.terms("5725010/12/nctv"), ["reference=572501012nctv"]);
        assert_eq!(DataField::Party.terms("groenlinks pvda"), ["party=groenlinkspvda"]);
    }
}
