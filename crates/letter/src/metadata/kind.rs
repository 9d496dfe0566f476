//! What sorts of letters there are, and what they are called.
//!
//! Answerable for the words: those of JSON and of `soort:`, those a person reads, those a person may type.
//! Knows nothing of how a letter shows its kind; `classify` does.

use serde::{Deserialize, Serialize};

use super::ministry::plain;

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

/// Words that may be typed for a kind beside its name, as [`plain`] has them.
const ALIASES: [(LetterKind, &[&str]); 12] = [
    (LetterKind::Kamerbrief, &["kamerbrieven", "brief", "brieven", "letter", "letters"]),
    (LetterKind::Antwoord, &["antwoorden", "antwoordopkamervragen", "answer", "answers", "aanhangsel"]),
    (LetterKind::Kamervragen, &["kamervraag", "vragen", "vraag", "questions", "question"]),
    (LetterKind::Motie, &["moties", "motion", "motions"]),
    (LetterKind::Amendement, &["amendementen", "amendment", "amendments"]),
    (LetterKind::Wetsvoorstel, &["wetsvoorstellen", "voorstelvanwet", "bill", "bills"]),
    (
        LetterKind::Memorie,
        &["memorievantoelichting", "mvt", "memories", "memorandum", "explanatorymemorandum"],
    ),
    (LetterKind::Verslag, &["verslagen", "report", "reports"]),
    (LetterKind::Beslisnota, &["beslisnotas", "nota", "notas", "note", "notes"]),
    (
        LetterKind::Woo,
        &["woobesluit", "woobesluiten", "wobbesluit", "wobbesluiten", "wob", "decision", "decisions"],
    ),
    (LetterKind::Bijlage, &["bijlagen", "bijlages", "annex", "annexes"]),
    (LetterKind::Overig, &["overige", "anders", "other", "others"]),
];

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Kamerbrief,
        Self::Antwoord,
        Self::Kamervragen,
        Self::Motie,
        Self::Amendement,
        Self::Wetsvoorstel,
        Self::Memorie,
        Self::Verslag,
        Self::Beslisnota,
        Self::Woo,
        Self::Bijlage,
        Self::Overig,
    ];

    /// The word for the kind in lower case, as `soort:` takes it and JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kamerbrief => "kamerbrief",
            Self::Antwoord => "antwoord",
            Self::Kamervragen => "kamervragen",
            Self::Motie => "motie",
            Self::Amendement => "amendement",
            Self::Wetsvoorstel => "wetsvoorstel",
            Self::Memorie => "memorie",
            Self::Verslag => "verslag",
            Self::Beslisnota => "beslisnota",
            Self::Woo => "woo",
            Self::Bijlage => "bijlage",
            Self::Overig => "overig",
        }
    }

    /// The kind as a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kamerbrief => "Kamerbrief",
            Self::Antwoord => "Antwoord op Kamervragen",
            Self::Kamervragen => "Kamervragen",
            Self::Motie => "Motie",
            Self::Amendement => "Amendement",
            Self::Wetsvoorstel => "Wetsvoorstel",
            Self::Memorie => "Memorie van toelichting",
            Self::Verslag => "Verslag",
            Self::Beslisnota => "Beslisnota",
            Self::Woo => "Woo-besluit",
            Self::Bijlage => "Bijlage",
            Self::Overig => "Overig",
        }
    }

    /// Returns the kind that someone means by a word or two, Dutch or English, in any case: its
    /// [name](Self::name), its [label](Self::label), or another word for it such as `mvt` or `letter`.
    pub fn named(text: &str) -> Option<Self> {
        let typed = plain(text);
        Self::ALL.into_iter().find(|kind| kind.name() == typed).or_else(|| {
            ALIASES.iter().find(|(_, words)| words.contains(&typed.as_str())).map(|(kind, _)| *kind)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(LetterKind::named(text).map_or("", LetterKind::name), expected, "{text:?}");
    }

    #[test]
    fn words_for_kinds() {
        for kind in LetterKind::ALL {
            check(kind.name(), kind.name());
            check(&kind.name().to_uppercase(), kind.name());
            check(kind.label(), kind.name());
            assert_eq!(
                serde_json::to_value(kind).ok().as_ref().and_then(|value| value.as_str()),
                Some(kind.name())
            );
        }
        check("Brief", "kamerbrief");
        check("letter", "kamerbrief");
        check("antwoorden", "antwoord");
        check("answer", "antwoord");
        check("vragen", "kamervragen");
        check("questions", "kamervragen");
        check("motion", "motie");
        check("amendment", "amendement");
        check("bill", "wetsvoorstel");
        check("MvT", "memorie");
        check("memorie van toelichting", "memorie");
        check("Memorandum", "memorie");
        check("report", "verslag");
        check("nota", "beslisnota");
        check("note", "beslisnota");
        check("Woo-besluit", "woo");
        check("wob-besluit", "woo");
        check("decision", "woo");
        check("annex", "bijlage");
        check("other", "overig");
    }

    #[test]
    fn other_words_are_no_kinds() {
        check("", "");
        check("wet", "");
        check("kamerbrief!x", "");
    }
}
