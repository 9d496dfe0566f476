//! What a found thing is: its kind, its one normal form, where it stands, and why it was taken for one.
//!
//! Answerable for the vocabulary the rules share. Knows no rule.

use std::fmt;
use std::ops::Range;

/// One mention of a named thing in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The normal form: the same for every spelling of the thing, as in `kst:26643:202`.
    pub key: String,
    /// Byte range of the mention in the text that was given.
    pub span: Range<usize>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it, as in `kamerstuk/full`.
    pub rule: &'static str,
    /// Byte range of the words that gave it away, when they are not the whole of it.
    pub cue: Option<Range<usize>>,
    /// Further keys under which this mention is to be found: the dossier of a Kamerstuk, the law of an
    /// article, the number of a named motion. Sorted, without repeats, without `key`.
    pub also: Vec<String>,
    /// What else the mention says of the thing. Evidence, never part of the key.
    pub details: Vec<(Detail, String)>,
}

impl Citation {
    /// Returns what the mention says of one detail, when it says it.
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        self.details.iter().find(|(found, _)| *found == detail).map(|(_, value)| value.as_str())
    }
}

/// The sorts of named things. The order is the one lists are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A motion, by its signatories: `motie:hennis-plasschaert`.
    Motion,
    /// An amendment, by its signatories: `amendement:ellian`.
    Amendment,
    /// A law, decree or regulation: `wet:telecommunicatiewet`.
    Law,
    /// An article of a law: `art:telecommunicatiewet:13a:2`.
    Article,
    /// An act of the European Union, by its CELEX number: `celex:32022L2555`.
    EuAct,
    /// A parliamentary paper: `kst:26643:202`, `kst:31700-VI:D`.
    Kamerstuk,
    /// A dossier without the number of a paper: `dossier:26643`.
    Dossier,
    /// Written questions with their answer: `ah:tk:2023-2024:1742`.
    Aanhangsel,
    /// Proceedings of a sitting: `h:ii:2010-2011:108:5`.
    Handelingen,
    /// A number of the Tweede Kamer's own administration: `zaak:2024Z07204`.
    Zaak,
    /// Any other publication by its identifier: `pub:blg-929493`.
    Publication,
    /// Staatsblad, Staatscourant, Tractatenblad: `stb:2018:387`.
    Gazette,
    /// A judgment: `ecli:ECLI:NL:HR:2014:3113`, `ljn:AU9722`.
    CaseLaw,
    /// An identifier of the registers of law: `bwb:BWBR0009950`, `cvdr:CVDR101405`.
    Register,
    /// The reference number a letter carries or answers to: `kenmerk:572501012nctv`.
    Kenmerk,
    /// A member of parliament: `lid:gesthuizen`.
    Member,
    /// A minister or state secretary: `bewindspersoon:yesilgoz-zegerius`.
    Minister,
    /// A calendar date: `datum:2012-02-14`.
    Date,
    /// A parliamentary year: `vj:2010-2011`.
    Session,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Self; 19] = [
        Self::Motion,
        Self::Amendment,
        Self::Law,
        Self::Article,
        Self::EuAct,
        Self::Kamerstuk,
        Self::Dossier,
        Self::Aanhangsel,
        Self::Handelingen,
        Self::Zaak,
        Self::Publication,
        Self::Gazette,
        Self::CaseLaw,
        Self::Register,
        Self::Kenmerk,
        Self::Member,
        Self::Minister,
        Self::Date,
        Self::Session,
    ];

    /// Returns the kind's own name, in English and lower case, as options and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Motion => "motion",
            Self::Amendment => "amendment",
            Self::Law => "law",
            Self::Article => "article",
            Self::EuAct => "eu-act",
            Self::Kamerstuk => "kamerstuk",
            Self::Dossier => "dossier",
            Self::Aanhangsel => "aanhangsel",
            Self::Handelingen => "handelingen",
            Self::Zaak => "zaak",
            Self::Publication => "publication",
            Self::Gazette => "gazette",
            Self::CaseLaw => "case-law",
            Self::Register => "register",
            Self::Kenmerk => "kenmerk",
            Self::Member => "member",
            Self::Minister => "minister",
            Self::Date => "date",
            Self::Session => "session",
        }
    }
}

impl Kind {
    /// Returns the kind of the thing with this key, by what stands before its first colon.
    pub fn of_key(key: &str) -> Option<Self> {
        let (prefix, _) = key.split_once(':')?;
        Some(match prefix {
            "motie" => Self::Motion,
            "amendement" => Self::Amendment,
            "wet" => Self::Law,
            "art" => Self::Article,
            "celex" | "com" | "join" | "swd" | "pb" => Self::EuAct,
            "kst" => Self::Kamerstuk,
            "dossier" => Self::Dossier,
            "ah" => Self::Aanhangsel,
            "h" => Self::Handelingen,
            "zaak" => Self::Zaak,
            "pub" => Self::Publication,
            "stb" | "stcrt" | "trb" => Self::Gazette,
            "ecli" | "ljn" => Self::CaseLaw,
            "bwb" | "cvdr" => Self::Register,
            "kenmerk" => Self::Kenmerk,
            "lid" => Self::Member,
            "bewindspersoon" => Self::Minister,
            "datum" => Self::Date,
            "vj" => Self::Session,
            _ => return None,
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How sure a rule is of what it found, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// By its shape and place only.
    Bare,
    /// By a word beside it that says so.
    Cue,
    /// By an identifier that can be nothing else.
    Exact,
}

impl Confidence {
    /// Returns the confidence as a number, 0 to 1.
    pub fn value(self) -> f32 {
        match self {
            Self::Bare => 0.6,
            Self::Cue => 0.9,
            Self::Exact => 1.0,
        }
    }
}

/// What a mention may say of a thing beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// `I`, `II` or `VV`, only when the text says so.
    Chamber,
    /// The parliamentary year, `2010-2011`.
    Session,
    /// Pages as written: `7-8`.
    Page,
    /// The number of a Rijkswet: `R2154`.
    Rijkswet,
    /// A correction, revision or annex: `h1`, `n1`, `b2`.
    Annex,
    /// That more people signed: `c.s.`.
    AndOthers,
    /// The party in parentheses behind a name, as written.
    Party,
    /// Initials in front of a name, as written.
    Initials,
    /// What someone is, as written: `Minister`, `Staatssecretaris`.
    Role,
    /// The full official title of a law.
    Title,
    /// The usual abbreviation of a law.
    Abbreviation,
    /// Where a law can be read, a link nobody follows but the user.
    Link,
    /// The number a law has in its register: `BWBR0009950`.
    Register,
    /// A part of an article below the paragraph: `a`, `1°`.
    Part,
    /// What the thing came after: a key.
    Predecessor,
    /// What came after the thing: a key.
    Successor,
}

impl Detail {
    /// Returns the detail's own name, in English and lower case, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chamber => "chamber",
            Self::Session => "session",
            Self::Page => "page",
            Self::Rijkswet => "rijkswet",
            Self::Annex => "annex",
            Self::AndOthers => "and_others",
            Self::Party => "party",
            Self::Initials => "initials",
            Self::Role => "role",
            Self::Title => "title",
            Self::Abbreviation => "abbreviation",
            Self::Link => "link",
            Self::Register => "register",
            Self::Part => "part",
            Self::Predecessor => "predecessor",
            Self::Successor => "successor",
        }
    }
}

/// Whether the text is a document, or what someone typed into a search box.
///
/// A document names nothing without a cue. In a search box the whole text is the cue: capitals are optional
/// there and a bare number may be offered as a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Document,
    Asked,
}

/// What a rule hands over: a [`Citation`] whose ranges point into the view, see [`crate::view`].
pub(crate) type Found = Citation;
