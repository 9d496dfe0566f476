//! Filters: parts of a question that ask for a letter's own data, as `soort:motie datum:2012`.
//!
//! Answerable for which filters there are, what may be typed behind their colons and what that means. Periods are
//! read in `period`, and `letters` finds the letters of an index that pass. Knows nothing of words and scores: a
//! filter decides and never counts.

mod letters;
mod period;

use naslag_index::DataField;
use naslag_letter::{Format, LetterKind, Ministry, ministry_keys};

use crate::tree::{Filter, Leaf};

pub(crate) use letters::letters;
pub(crate) use period::Period;

/// What a letter passes a filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// Its date is in this period.
    Day(Period),
    /// It has no date.
    Undated,
    /// Its data have all terms of one of these.
    Terms(Vec<Vec<String>>),
    /// Its data have a term that begins so.
    Beginning(String),
    /// Its path holds these pieces, in small letters, in their order; the first of them at its beginning when
    /// that is asked for.
    Path {
        /// Whether the path begins with the first piece.
        anchored: bool,
        /// The pieces, between which anything may stand.
        pieces: Vec<String>,
    },
}

/// A filter that can be typed.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name, as a question is printed.
    pub(crate) name: &'static str,
    aliases: &'static [&'static str],
    what: What,
    /// What may stand behind its colon.
    pub(crate) takes: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Day,
    Kind,
    From,
    To,
    Party,
    Ministry,
    Format,
    Path,
    Language,
    Session,
}

const FIELDS: [Field; 10] = [
    Field {
        name: "datum",
        aliases: &["date"],
        what: What::Day,
        takes: "a day, month or year, as `datum:2012-02`, or a period, as `datum:2010..2014` or `datum:>2020-06`",
    },
    Field {
        name: "soort",
        aliases: &["kind"],
        what: What::Kind,
        takes: "kamerbrief, antwoord, kamervragen, motie, amendement, wetsvoorstel, memorie, verslag, beslisnota, \
                woo, bijlage or overig",
    },
    Field {
        name: "van",
        aliases: &["from"],
        what: What::From,
        takes: "words of who sent or signed it, as `van:opstelten`",
    },
    Field {
        name: "aan",
        aliases: &["to"],
        what: What::To,
        takes: "words of the addressee, as `aan:\"tweede kamer\"`",
    },
    Field { name: "partij", aliases: &["party"], what: What::Party, takes: "a party, as `partij:d66`" },
    Field {
        name: "ministerie",
        aliases: &["ministry"],
        what: What::Ministry,
        takes: "any name or abbreviation that a ministry has or had, as `ministerie:venj`",
    },
    Field {
        name: "type",
        aliases: &[],
        what: What::Format,
        takes: "text, markdown, html, xml, pdf, docx, doc, odt, rtf, epub, xlsx, pptx, eml, msg, or word, mail, \
                excel and powerpoint for all of their kind",
    },
    Field {
        name: "pad",
        aliases: &["path"],
        what: What::Path,
        takes: "a part of the path, with `*` for whatever, as `pad:2012/` or `pad:kst*.pdf`",
    },
    Field {
        name: "taal",
        aliases: &["language"],
        what: What::Language,
        takes: "a language, as `taal:nl` or `taal:engels`",
    },
    Field {
        name: "zitting",
        aliases: &["session"],
        what: What::Session,
        takes: "a parliamentary year, as `zitting:2023-2024`",
    },
];

/// Words that may be typed for formats beside their names.
const FORMATS: [(&str, &[Format]); 15] = [
    ("txt", &[Format::Text]),
    ("tekst", &[Format::Text]),
    ("md", &[Format::Markdown]),
    ("htm", &[Format::Html]),
    ("xhtml", &[Format::Html]),
    ("word", &[Format::Docx, Format::Doc]),
    ("mail", &[Format::Eml, Format::Msg]),
    ("email", &[Format::Eml, Format::Msg]),
    ("e-mail", &[Format::Eml, Format::Msg]),
    ("outlook", &[Format::Msg]),
    ("excel", &[Format::Xlsx]),
    ("powerpoint", &[Format::Pptx]),
    ("opendocument", &[Format::Odt]),
    ("boek", &[Format::Epub]),
    ("book", &[Format::Epub]),
];

/// Words that may be typed for languages.
const LANGUAGES: [(&str, &[&str]); 2] =
    [("nl", &["nl", "nederlands", "dutch", "nld"]), ("en", &["en", "engels", "english", "eng"])];

/// Returns the filter that text begins with, and where its colon ends.
pub(crate) fn field_at(text: &str) -> Option<(&'static Field, usize)> {
    let colon = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|at| text[*at..].starts_with(':'))?;
    let name = text[..colon].to_lowercase();
    let field = FIELDS.iter().find(|field| field.name == name || field.aliases.contains(&name.as_str()))?;
    Some((field, colon + 1))
}

impl Field {
    /// Whether its values may hold blanks without quotes, as dates do.
    pub(crate) fn is_of_dates(&self) -> bool {
        self.what == What::Day
    }

    /// Returns what was typed without the marks of a sentence behind it. Two full stops leave a period open.
    pub(crate) fn trimmed(&self, typed: &str) -> String {
        let kept = typed.trim_end_matches([',', ';', '.', '!', '?', ' ']);
        let open = self.is_of_dates() && typed[kept.len()..].trim_start().starts_with("..");
        format!("{kept}{}", if open { ".." } else { "" })
    }

    /// Returns the filter for what `leaf` says; nothing when that is not understood.
    pub(crate) fn read(&'static self, leaf: Leaf, quoted: bool) -> Option<Filter> {
        let typed = leaf.text.as_str();
        let one = |field: DataField, value: &str| Test::Terms(vec![field.terms(value)]);
        let all = |field: DataField| Some(field.terms(typed)).filter(|terms| !terms.is_empty());
        let mut told = None;
        let (value, test) = match self.what {
            What::Day => {
                let period = Period::read(typed)?;
                (period.to_string(), Test::Day(period))
            }
            What::Kind => {
                let kind = LetterKind::named(typed)?;
                told = differs(typed, kind.name()).then(|| kind.label().to_owned());
                (kind.name().to_owned(), one(DataField::Kind, kind.name()))
            }
            What::From => {
                let mut ways = vec![all(DataField::From)?];
                // Who types a ministry means its letters under any of its names.
                if let Some(key) = ministry_keys(typed) {
                    told = Some(format!("also {}", ministry_name(key)));
                    ways.push(DataField::Ministry.terms(key));
                }
                (typed.to_owned(), Test::Terms(ways))
            }
            What::To => (typed.to_owned(), Test::Terms(vec![all(DataField::To)?])),
            What::Party => {
                let party = party(typed);
                told = differs(typed, party).then(|| party.to_owned());
                (party.to_owned(), one(DataField::Party, party))
            }
            What::Ministry => {
                let key = ministry_keys(typed)?;
                told = differs(typed, key).then(|| ministry_name(key));
                (key.to_owned(), one(DataField::Ministry, key))
            }
            What::Format => {
                let formats = formats(typed)?;
                let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                let value = names.join(" or ");
                told = differs(typed, &value).then(|| value.clone());
                let terms = names.iter().map(|name| DataField::Format.terms(name)).collect();
                (value, Test::Terms(terms))
            }
            What::Path => (typed.to_owned(), path(typed)?),
            What::Language => {
                let lower = typed.to_lowercase();
                let (key, _) = LANGUAGES.iter().find(|(_, words)| words.contains(&lower.as_str()))?;
                told = differs(typed, key).then(|| (*key).to_owned());
                ((*key).to_owned(), one(DataField::Language, key))
            }
            What::Session => {
                let session = session(typed)?;
                (session.clone(), one(DataField::Session, &session))
            }
        };
        Some(Filter { field: self.name, leaf, quoted, value, told, test })
    }
}

/// Whether what was typed is more than another way to write `value`.
fn differs(typed: &str, value: &str) -> bool {
    typed.to_lowercase() != value.to_lowercase()
}

fn ministry_name(key: &str) -> String {
    let ministry = Ministry { key: key.to_owned(), name: key.to_owned() };
    format!("{} ({key})", ministry.newest_name())
}

/// Returns the name by which a party is written most.
fn party(typed: &str) -> &str {
    const NAMES: [(&str, &str); 16] = [
        ("groen links", "GroenLinks"),
        ("gl", "GroenLinks"),
        ("gl-pvda", "GroenLinks-PvdA"),
        ("gl/pvda", "GroenLinks-PvdA"),
        ("pvda-gl", "GroenLinks-PvdA"),
        ("partij van de arbeid", "PvdA"),
        ("partij voor de dieren", "PvdD"),
        ("partij voor de vrijheid", "PVV"),
        ("forum voor democratie", "FvD"),
        ("nieuw sociaal contract", "NSC"),
        ("boerburgerbeweging", "BBB"),
        ("socialistische partij", "SP"),
        ("staatkundig gereformeerde partij", "SGP"),
        ("cu", "ChristenUnie"),
        ("christen unie", "ChristenUnie"),
        ("d'66", "D66"),
    ];
    let lower = typed.to_lowercase();
    NAMES.iter().find(|(other, _)| *other == lower).map_or(typed, |(_, name)| name)
}

fn formats(typed: &str) -> Option<Vec<Format>> {
    let lower = typed.trim_start_matches(['.', '*']).to_lowercase();
    let named = FORMATS.iter().find(|(word, _)| *word == lower).map(|(_, formats)| formats.to_vec());
    named.or_else(|| Format::named(&lower).map(|format| vec![format]))
}

/// Reads a part of a path. A slash or `./` in front means the folder of letters.
fn path(typed: &str) -> Option<Test> {
    let lower = typed.replace('\\', "/").to_lowercase();
    let below = lower.strip_prefix("./").or_else(|| lower.strip_prefix('/'));
    let pieces = below.unwrap_or(&lower).split('*').map(str::to_owned);
    let anchored = below.is_some_and(|below| !below.starts_with('*'));
    let pieces: Vec<String> = pieces.filter(|piece| !piece.is_empty()).collect();
    (!pieces.is_empty()).then_some(Test::Path { anchored, pieces })
}

/// Whether the path `path` holds `pieces` in their order.
fn holds(path: &str, anchored: bool, pieces: &[String]) -> bool {
    let lower = path.to_lowercase();
    let mut rest = lower.as_str();
    for (number, piece) in pieces.iter().enumerate() {
        let Some(at) = rest.find(piece.as_str()) else {
            return false;
        };
        if anchored && number == 0 && at > 0 {
            return false;
        }
        rest = &rest[at + piece.len()..];
    }
    true
}

/// Reads a parliamentary year: `2023-2024`, `2023–2024`, `2023/24`, `20232024`.
fn session(typed: &str) -> Option<String> {
    let marks = |c: char| matches!(c, '-' | '/' | ' ' | '–' | '—' | '−' | '‐' | '‑');
    let digits: String = typed.chars().filter(|c| !marks(*c)).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 6 | 8) {
        return None;
    }
    let first: u32 = digits[..4].parse().ok()?;
    let second: u32 = digits[4..].parse().ok()?;
    let next = if digits.len() == 6 { (first + 1) % 100 } else { first + 1 };
    (second == next).then(|| format!("{first}-{}", first + 1))
}

/// Returns what tells that the thing of `field` with this key stands in a letter's own data, where its data know
/// such things.
pub(crate) fn own_data(field: &str, key: &str) -> Option<Test> {
    let name = key.split_once(':').map_or(key, |(_, name)| name);
    match field {
        "lid" => {
            let terms = DataField::Member.terms(&name.replace(['-', '+'], " "));
            (!terms.is_empty()).then(|| Test::Terms(vec![terms]))
        }
        "kenmerk" => DataField::Reference.terms(name).pop().map(Test::Beginning),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
