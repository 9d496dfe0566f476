//! The identifiers of the registers of law: BWB, CVDR, and JCI links into them.
//!
//! Answerable for the identifiers and the addresses that hold them. Knows nothing of which law has which.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Kind};
use crate::cursor::Cursor;
use crate::date::Date;

/// What an identifier begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Register {
    /// A law of the state, a treaty.
    Bwb,
    /// A regulation of a municipality, province or water authority.
    Cvdr,
    /// A link into a law.
    Jci,
}

/// The beginnings.
pub(crate) const WORDS: [(&str, Register); 5] = [
    ("bwbr", Register::Bwb),
    ("bwbv", Register::Bwb),
    ("bwbw", Register::Bwb),
    ("cvdr", Register::Cvdr),
    ("jci1.", Register::Jci),
];

/// Reads the identifier that begins with this.
pub(super) fn read(text: &str, word: Range<usize>, register: Register, found: &mut Vec<Found>) {
    let citation = match register {
        Register::Bwb => bwb(text, word),
        Register::Cvdr => cvdr(text, word),
        Register::Jci => jci(text, word),
    };
    found.extend(citation);
}

fn citation(key: String, span: Range<usize>, rule: &'static str, details: Vec<(Detail, String)>) -> Citation {
    Citation {
        kind: Kind::Register,
        key,
        span,
        confidence: Confidence::Exact,
        rule,
        cue: None,
        also: Vec::new(),
        details,
    }
}

/// Goes past the letters and seven digits. Returns the number in capitals.
fn number(c: &mut Cursor<'_>) -> Option<String> {
    let mut next = *c;
    let start = next.at();
    let letters = next.run(4, |c| c.is_ascii_alphabetic()).filter(|letters| letters.len() == 4)?;
    next.digits(7, 7)?;
    if !next.ends_number() || !letters.get(..3)?.eq_ignore_ascii_case("bwb") {
        return None;
    }
    *c = next;
    c.text().get(start..c.at()).map(str::to_ascii_uppercase)
}

/// `BWBR0005252`, in an address also with the day it was in force: `BWBR0005252/2016-10-01`.
fn bwb(text: &str, word: Range<usize>) -> Option<Citation> {
    let mut c = Cursor::new(text, word.start);
    let key = format!("bwb:{}", number(&mut c)?);
    let mut day = c;
    let start = day.at() + 1;
    if day.literal("/")
        && day.digits(4, 4).is_some()
        && day.literal("-")
        && day.digits(2, 2).is_some()
        && day.literal("-")
        && day.digits(2, 2).is_some()
        && text.get(start..day.at()).is_some_and(|day| day.parse::<Date>().is_ok())
    {
        c = day;
    }
    Some(citation(key, c.since(word.start), "register/bwb", Vec::new()))
}

/// `CVDR101405_1`, `CVDR101405/1`: a number and a version.
fn cvdr(text: &str, word: Range<usize>) -> Option<Citation> {
    let mut c = Cursor::new(text, word.end);
    let number = c.digits(1, 9)?;
    let mut version = c;
    if version.character(&['_', '/']).is_some() && version.digits(1, 3).is_some() && version.ends_number() {
        c = version;
    }
    if !c.ends_number() {
        return None;
    }
    Some(citation(format!("cvdr:CVDR{number}"), c.since(word.start), "register/cvdr", Vec::new()))
}

/// `jci1.3:c:BWBR0009950&hoofdstuk=13&artikel=13.2a&z=2018-05-01&g=2018-05-01`.
fn jci(text: &str, word: Range<usize>) -> Option<Citation> {
    // A link has a handful of parts; the bound keeps a page of ampersands cheap.
    const PARTS: usize = 16;
    let mut c = Cursor::new(text, word.end);
    c.digits(1, 2)?;
    if !c.literal(":") {
        return None;
    }
    c.run(2, |c| c.is_ascii_alphabetic())?;
    if !c.literal(":") {
        return None;
    }
    let key = format!("bwb:{}", number(&mut c)?);
    let mut parts = Vec::new();
    for _ in 0..PARTS {
        let mut next = c;
        if !next.literal("&") {
            break;
        }
        next.literal("amp;");
        let Some(name) = next.run(16, |c| c.is_ascii_alphabetic()) else {
            break;
        };
        if !next.literal("=") {
            break;
        }
        let Some(value) = next.run(40, |c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '_' | '°'))
        else {
            break;
        };
        let end = next.at() - (value.len() - value.trim_end_matches(['.', ':']).len());
        c = Cursor::new(text, end);
        // The days between which a text is looked at are not a part of it.
        if !matches!(name, "z" | "g" | "s" | "v") {
            parts.push(format!("{name} {}", value.trim_end_matches(['.', ':'])));
        }
    }
    let span = c.since(word.start);
    let mut details = Vec::new();
    if !parts.is_empty() {
        details.push((Detail::Part, parts.join(", ")));
    }
    details.push((Detail::Link, text.get(span.clone())?.to_owned()));
    Some(citation(key, span, "register/jci", details))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::Mode;
    use crate::numbered::tests::check;

    #[test]
    fn identifiers_are_found() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (Document, "(BWBR0009950)", "bwb:BWBR0009950 «BWBR0009950»"),
            (
                Document,
                "BWBV0001000 en BWBW1234567",
                "bwb:BWBV0001000 «BWBV0001000» | bwb:BWBW1234567 «BWBW1234567»",
            ),
            (
                Document,
                "https://wetten.overheid.nl/BWBR0005252/2016-10-01.",
                "bwb:BWBR0005252 «BWBR0005252/2016-10-01»",
            ),
            (Document, "wetten.overheid.nl/BWBR0005252/", "bwb:BWBR0005252 «BWBR0005252»"),
            (Document, "CVDR101405_1", "cvdr:CVDR101405 «CVDR101405_1»"),
            (
                Document,
                "CVDR101405/1, CVDR272635/2",
                "cvdr:CVDR101405 «CVDR101405/1» | cvdr:CVDR272635 «CVDR272635/2»",
            ),
            (
                Document,
                "jci1.3:c:BWBR0002221&hoofdstuk=II&artikel=6",
                "bwb:BWBR0002221 «jci1.3:c:BWBR0002221&hoofdstuk=II&artikel=6»",
            ),
            (
                Document,
                "jci1.3:c:BWBR0009950&hoofdstuk=13&artikel=13.2a&z=2018-05-01&g=2018-05-01.",
                "bwb:BWBR0009950 «jci1.3:c:BWBR0009950&hoofdstuk=13&artikel=13.2a&z=2018-05-01&g=2018-05-01»",
            ),
            (
                Document,
                "jci1.3:c:BWBR0045754&hoofdstuk=5&artikel=5.1&lid=2&onderdeel=e",
                "bwb:BWBR0045754 «jci1.3:c:BWBR0045754&hoofdstuk=5&artikel=5.1&lid=2&onderdeel=e»",
            ),
            (Document, "BWBR000995 BWBR00099501 BWBR0009950a ABWBR0009950", ""),
            (Document, "CVDR", ""),
            (Asked, "bwbr0009950", "bwb:BWBR0009950 «bwbr0009950»"),
        ] {
            check(mode, text, expected);
        }
    }

    #[test]
    fn a_link_says_which_part() {
        let found =
            crate::citations("jci1.3:c:BWBR0009950&hoofdstuk=13&artikel=13.2a&z=2018-05-01&g=2018-05-01");
        assert_eq!(found[0].detail(Detail::Part), Some("hoofdstuk 13, artikel 13.2a"));
    }
}
