//! The identifiers of officielebekendmakingen.nl: `kst-26643-202`, `ah-tk-20232024-1742`, `blg-929493`.
//!
//! Answerable for each of them, in running text, in addresses and in names of files, and for the thing behind
//! it where it is one of the kinds that are also cited in words. Knows nothing of those words.

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::numbered::dossier;
use crate::numbered::numbers;
use crate::numbered::session_year::SessionYear;
use crate::numbered::zaak;

/// What an identifier is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Kamerstuk,
    Aanhangsel(&'static str),
    Handelingen(&'static str),
    Gazette(&'static str),
    /// `ah-` with a number only.
    Serial(&'static str),
    Other(&'static str),
}

/// What identifiers begin with.
pub(crate) const WORDS: [(&str, Family); 21] = [
    ("kst-", Family::Kamerstuk),
    ("ah-tk-", Family::Aanhangsel("tk")),
    ("ah-ek-", Family::Aanhangsel("ek")),
    ("ah-", Family::Serial("ah")),
    ("h-tk-", Family::Handelingen("ii")),
    ("h-ek-", Family::Handelingen("i")),
    ("h-vv-", Family::Handelingen("vv")),
    ("stb-", Family::Gazette("stb")),
    ("stcrt-", Family::Gazette("stcrt")),
    ("trb-", Family::Gazette("trb")),
    ("ag-tk-", Family::Other("ag-tk")),
    ("ag-ek-", Family::Other("ag-ek")),
    ("ag-vv-", Family::Other("ag-vv")),
    ("kv-tk-", Family::Other("kv-tk")),
    ("nds-tk-", Family::Other("nds-tk")),
    ("blg-", Family::Other("blg")),
    ("nds-", Family::Other("nds")),
    ("gmb-", Family::Other("gmb")),
    ("prb-", Family::Other("prb")),
    ("wsb-", Family::Other("wsb")),
    ("bgr-", Family::Other("bgr")),
];

/// As many parts as an identifier has behind its first.
const PARTS: usize = 5;

/// What an identifier turned out to be of.
struct Thing {
    kind: Kind,
    key: String,
    also: Vec<String>,
    details: Vec<(Detail, String)>,
}

impl Thing {
    fn new(kind: Kind, key: String) -> Self {
        Self { kind, key, also: Vec::new(), details: Vec::new() }
    }
}

/// Reads the identifier that begins with this.
pub(super) fn read(text: &str, mode: Mode, start: Range<usize>, family: Family, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, start.end);
    if Cursor::new(text, start.start).before().is_some_and(|c| c.is_ascii_digit() || c == '-')
        && mode == Mode::Document
        && matches!(family, Family::Handelingen(_) | Family::Serial(_))
    {
        // `2-h-tk-…` is a longer name of something else; the short prefixes need a clear beginning.
        return;
    }
    let thing = match family {
        Family::Kamerstuk => kamerstuk(&mut c),
        Family::Aanhangsel(chamber) => aanhangsel(&mut c, chamber),
        Family::Handelingen(chamber) => handelingen(&mut c, chamber),
        Family::Gazette(name) => gazette(&mut c, name),
        Family::Serial(name) => serial(&mut c, name),
        Family::Other(name) => other(&mut c, name),
    };
    let Some(mut thing) = thing else {
        return;
    };
    if let Some(annex) = numbers::annex(&mut c) {
        if thing.kind == Kind::Publication {
            thing.also.push(thing.key.clone());
            thing.key = format!("{}-{annex}", thing.key);
        }
        thing.details.push((Detail::Annex, annex));
    }
    found.push(Citation {
        kind: thing.kind,
        key: thing.key,
        span: c.since(start.start),
        confidence: Confidence::Exact,
        rule: "publication/id",
        cue: None,
        also: thing.also,
        details: thing.details,
    });
}

/// Goes past the parliamentary year and the hyphen behind it.
fn session(c: &mut Cursor<'_>) -> Option<SessionYear> {
    let mut next = *c;
    let session = SessionYear::of_digits(next.digits(8, 8)?)?;
    if !next.literal("-") {
        return None;
    }
    *c = next;
    Some(session)
}

/// `kst-26643-202`, `kst-20082009-31700-IV-D`, `kst-32123-XIV-A-b1`, `kst-1268678`.
fn kamerstuk(c: &mut Cursor<'_>) -> Option<Thing> {
    let mut next = *c;
    let session = session(&mut next);
    let Some(number) = next.digits(1, 5).filter(|_| next.ends_number()) else {
        // Six digits and more count documents, whatever dossier they are of.
        return serial(c, "kst");
    };
    *c = next;
    let mut parts: Vec<String> = Vec::new();
    while parts.len() < PARTS
        && let Some(part) = kamerstuk_part(&mut next)
    {
        parts.push(part);
        *c = next;
    }
    // The last part is the paper's own, but a dossier's address ends with the suffix.
    let last = parts.pop();
    let only = parts.is_empty();
    let (suffix, paper) = match last {
        Some(last) if only && is_suffix(number, &last) => (Some(last), None),
        last => (Some(parts.join("-")).filter(|suffix| !suffix.is_empty()), last),
    };
    let full = suffix.as_ref().map_or_else(|| number.to_owned(), |suffix| format!("{number}-{suffix}"));
    let mut thing = match paper {
        Some(paper) => {
            let mut thing = Thing::new(Kind::Kamerstuk, format!("kst:{full}:{paper}"));
            thing.also.push(format!("dossier:{full}"));
            thing
        }
        None => Thing::new(Kind::Dossier, format!("dossier:{full}")),
    };
    if suffix.is_some() {
        thing.also.push(format!("dossier:{number}"));
    }
    thing.details.extend(session.map(|session| (Detail::Session, session.to_string())));
    Some(thing)
}

/// Whether a lone part belongs to the dossier: `21501-33`, `36800-XVI`. A single letter is a paper of the
/// Eerste Kamer, as every published identifier names a paper.
fn is_suffix(number: &str, part: &str) -> bool {
    if part.bytes().all(|byte| byte.is_ascii_digit()) {
        return number == "21501" && part.len() == 2;
    }
    part.len() > 1 && dossier::chapter_of(part, Mode::Document).is_some()
}

/// Goes past a hyphen and a number, a chapter or a paper's letters.
fn kamerstuk_part(c: &mut Cursor<'_>) -> Option<String> {
    let mut next = *c;
    if numbers::annex(&mut next).is_some() {
        return None;
    }
    if !next.literal("-") {
        return None;
    }
    let part = if next.peek()?.is_ascii_digit() {
        numbers::one(&mut next, Mode::Document)?
    } else {
        let letters = next.run(6, |c| c.is_ascii_alphabetic())?;
        // Words of a file's name follow in lower case: `kst-26643-202-en-bijlage`.
        let written = letters.bytes().all(|byte| byte.is_ascii_uppercase()) && letters.len() <= 3;
        match dossier::chapter_of(letters, Mode::Asked) {
            Some(chapter) => chapter,
            None if written || letters.len() == 1 => letters.to_ascii_uppercase(),
            None => return None,
        }
    };
    if !next.ends_number() {
        return None;
    }
    *c = next;
    Some(part)
}

fn aanhangsel(c: &mut Cursor<'_>, chamber: &str) -> Option<Thing> {
    let mut next = *c;
    let session = session(&mut next)?;
    let number = next.digits(1, 5).filter(|_| next.ends_number())?;
    *c = next;
    let mut thing = Thing::new(Kind::Aanhangsel, format!("ah:{chamber}:{session}:{number}"));
    thing.details.push((Detail::Chamber, if chamber == "ek" { "I" } else { "II" }.to_owned()));
    thing.details.push((Detail::Session, session.to_string()));
    Some(thing)
}

/// A sitting and an item since 2011, a first and a last page before.
fn handelingen(c: &mut Cursor<'_>, chamber: &str) -> Option<Thing> {
    // No sitting of a year had a number like this; pages do from the second week on.
    const SITTINGS: u32 = 150;
    let mut next = *c;
    let session = session(&mut next)?;
    let first = next.digits(1, 5)?;
    let second = if next.literal("-") { Some(next.digits(1, 5)?) } else { None };
    if !next.ends_number() {
        return None;
    }
    *c = next;
    let sitting = first.parse().is_ok_and(|first: u32| first < SITTINGS);
    let items = session.begins() > 2010 || (session.begins() == 2010 && sitting);
    let mut thing = match second {
        Some(item) if items => Thing::new(Kind::Handelingen, format!("h:{chamber}:{session}:{first}:{item}")),
        None if items => Thing::new(Kind::Handelingen, format!("h:{chamber}:{session}:{first}")),
        second => {
            let pages = second.map_or_else(|| first.to_owned(), |second| format!("{first}-{second}"));
            let mut thing = Thing::new(Kind::Handelingen, format!("h:{chamber}:{session}:p{pages}"));
            thing.details.push((Detail::Page, pages));
            thing
        }
    };
    thing.details.push((Detail::Chamber, chamber.to_ascii_uppercase()));
    thing.details.push((Detail::Session, session.to_string()));
    Some(thing)
}

/// `stb-2018-387`, `stcrt-2001-130-CAO1965`, `trb-2009-mei`.
fn gazette(c: &mut Cursor<'_>, name: &str) -> Option<Thing> {
    let mut next = *c;
    let year = next.digits(4, 4)?;
    if !next.literal("-") {
        return None;
    }
    let number = next.run(9, |c| c.is_ascii_alphanumeric())?;
    let counted = number.bytes().all(|byte| byte.is_ascii_digit());
    if !next.ends_number() || !(counted || (name == "trb" && next.at() > c.at() + 6)) {
        return None;
    }
    *c = next;
    let mut thing = Thing::new(Kind::Gazette, format!("{name}:{year}:{}", number.to_ascii_lowercase()));
    // Collective agreements have a number of their own within an issue.
    if next.literal("-")
        && next.any_case("CAO")
        && let Some(agreement) = next.digits(1, 6)
        && next.ends_number()
    {
        *c = next;
        thing.also.push(thing.key.clone());
        thing.key = format!("{}-CAO{agreement}", thing.key);
    }
    Some(thing)
}

/// A number of documents.
fn serial(c: &mut Cursor<'_>, name: &str) -> Option<Thing> {
    let mut next = *c;
    let number = next.digits(if name == "kst" { 6 } else { 4 }, 9)?;
    if !next.ends_number() || goes_on(next) {
        return None;
    }
    *c = next;
    Some(Thing::new(Kind::Publication, format!("pub:{name}-{number}")))
}

/// Whether a further number follows, which no serial number has.
fn goes_on(mut c: Cursor<'_>) -> bool {
    c.literal("-") && numbers::one(&mut c, Mode::Document).is_some()
}

/// Any other: parts of letters and digits, of which one has a digit.
fn other(c: &mut Cursor<'_>, name: &str) -> Option<Thing> {
    const LONGEST: usize = 12;
    let mut next = *c;
    let mut id = String::new();
    let mut end = None;
    let mut also = None;
    for _ in 0..PARTS {
        let mut annex = next;
        if !id.is_empty() && (numbers::annex(&mut annex).is_some() || !next.literal("-")) {
            break;
        }
        let Some(part) = next.run(LONGEST, |c| c.is_ascii_alphanumeric()) else {
            break;
        };
        // A part without a digit is a word of a file's name.
        if !part.bytes().any(|byte| byte.is_ascii_digit()) || !next.ends_number() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&part.to_ascii_uppercase());
        also = zaak::key(part).or(also);
        end = Some(next);
    }
    *c = end?;
    let mut thing = Thing::new(Kind::Publication, format!("pub:{name}-{id}"));
    thing.also.extend(also);
    Some(thing)
}
