//! Judgments by their ECLI, or by the LJN they had before 2013.
//!
//! Answerable for both identifiers, also where an ECLI lacks a part or has the wrong sign. Names of cases and
//! references to law journals stay text.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Found, Kind, Mode};
use crate::cursor::Cursor;

/// Reads an ECLI behind its first part; `named` is false when that part is the country.
pub(super) fn ecli(text: &str, mode: Mode, word: Range<usize>, named: bool, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, if named { word.end } else { word.start });
    if !named && (c.before().is_some_and(|c| c.is_alphanumeric() || c == ':') || mode == Mode::Asked) {
        return;
    }
    if named && !separator(&mut c) {
        return;
    }
    let Some(key) = parts(&mut c) else {
        return;
    };
    let also = key.rsplit(':').next().filter(|last| is_ljn(last)).map(|last| format!("ljn:{last}"));
    found.push(Citation {
        kind: Kind::CaseLaw,
        key: format!("ecli:{key}"),
        span: c.since(word.start),
        confidence: Confidence::Exact,
        rule: "case-law/ecli",
        cue: None,
        also: also.into_iter().collect(),
        details: Vec::new(),
    });
}

/// Goes past country, court, year and number. The country may be missing and is then the Netherlands.
fn parts(c: &mut Cursor<'_>) -> Option<String> {
    let mut next = *c;
    let first = letters(&mut next)?;
    let mut court = next;
    let second = if separator(&mut court) { letters(&mut court) } else { None };
    let (country, court) = match second {
        Some(second) if first.len() == 2 => {
            next = court;
            (first, second)
        }
        _ => ("NL", first),
    };
    if !separator(&mut next) {
        return None;
    }
    let year = next.digits(4, 4)?;
    if !("1850"..="2199").contains(&year) || !separator(&mut next) {
        return None;
    }
    let run = next.run(30, |c| c.is_ascii_alphanumeric() || c == '.')?;
    let number = run.trim_end_matches('.');
    if number.is_empty() || number.len() > 25 || !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    *c = Cursor::new(c.text(), next.at() - (run.len() - number.len()));
    Some(format!("ECLI:{country}:{court}:{year}:{number}").to_ascii_uppercase())
}

fn letters<'v>(c: &mut Cursor<'v>) -> Option<&'v str> {
    let mut next = *c;
    // A court's code begins with a letter and may hold figures.
    next.peek().filter(char::is_ascii_alphabetic)?;
    let letters = next.run(7, |c| c.is_ascii_alphanumeric())?;
    *c = next;
    Some(letters)
}

/// Goes past the sign between two parts, whatever was typed for it.
fn separator(c: &mut Cursor<'_>) -> bool {
    let start = c.at();
    c.space();
    c.character(&[':', ';']);
    c.space();
    c.at() > start
}

/// Reads the numbers behind `LJN`.
pub(super) fn ljn(text: &str, mode: Mode, word: Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, word.end);
    c.literal("-");
    c.space();
    if c.one_of(&["nummers", "nummer", "nrs", "nr"]).is_some() {
        c.literal(".");
    }
    c.literal(":");
    c.separator();
    let mut start = word.start;
    loop {
        let Some(run) = c.run(6, |c| c.is_ascii_alphanumeric()) else {
            return;
        };
        let number = run.to_ascii_uppercase();
        if !is_ljn(&number) || (mode == Mode::Document && number != run) || !c.ends_number() {
            return;
        }
        found.push(Citation {
            kind: Kind::CaseLaw,
            key: format!("ljn:{number}"),
            span: c.since(start),
            confidence: Confidence::Cue,
            rule: "case-law/ljn",
            cue: Some(word.clone()),
            also: Vec::new(),
            details: Vec::new(),
        });
        let comma = c.literal(",");
        c.space();
        let word = c.one_of(&["en"]).is_some() && c.space();
        if !word && !comma {
            return;
        }
        start = c.at();
    }
}

fn is_ljn(number: &str) -> bool {
    let bytes = number.as_bytes();
    bytes.len() == 6
        && bytes.iter().take(2).all(u8::is_ascii_alphabetic)
        && bytes.iter().skip(2).all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbered::tests::check;

    #[test]
    fn judgments_are_found() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (Document, "ECLI:NL:RVS:2023:1234.", "ecli:ECLI:NL:RVS:2023:1234 «ECLI:NL:RVS:2023:1234»"),
            (Document, "ECLI:NL:RvS:2023:1234", "ecli:ECLI:NL:RVS:2023:1234 «ECLI:NL:RvS:2023:1234»"),
            (Document, "ECLI:EU:C:2020:791,", "ecli:ECLI:EU:C:2020:791 «ECLI:EU:C:2020:791»"),
            (
                Document,
                "ECLI:CE:ECHR:2018:0404JUD005640212",
                "ecli:ECLI:CE:ECHR:2018:0404JUD005640212 «ECLI:CE:ECHR:2018:0404JUD005640212»",
            ),
            (Document, "ECLI NL HR 2014 3113", "ecli:ECLI:NL:HR:2014:3113 «ECLI NL HR 2014 3113»"),
            (Document, "ECLI: NL: HR: 2014: 3113", "ecli:ECLI:NL:HR:2014:3113 «ECLI: NL: HR: 2014: 3113»"),
            (Document, "ECLI;NL;HR;2014;3113", "ecli:ECLI:NL:HR:2014:3113 «ECLI;NL;HR;2014;3113»"),
            (Document, "ECLI:NL:HR:\n2014:3113", "ecli:ECLI:NL:HR:2014:3113 «ECLI:NL:HR:\n2014:3113»"),
            (Document, "ECLI:HR:2014:3113", "ecli:ECLI:NL:HR:2014:3113 «ECLI:HR:2014:3113»"),
            (Document, "zie NL:HR:2014:3113", "ecli:ECLI:NL:HR:2014:3113 «NL:HR:2014:3113»"),
            (
                Document,
                "ECLI:NL:RBDHA:2013:BZ5629",
                "ecli:ECLI:NL:RBDHA:2013:BZ5629 «ECLI:NL:RBDHA:2013:BZ5629»",
            ),
            (
                Document,
                "HR 4 november 2014, ECLI:NL:HR:2014:3113, NJ 2015/139, r.o. 4.3",
                "datum:2014-11-04 «4 november 2014» | ecli:ECLI:NL:HR:2014:3113 «ECLI:NL:HR:2014:3113»",
            ),
            (Document, "LJN AU9722", "ljn:AU9722 «LJN AU9722»"),
            (Document, "LJN-nummer: BL5629", "ljn:BL5629 «LJN-nummer: BL5629»"),
            (Document, "LJN: BL5629", "ljn:BL5629 «LJN: BL5629»"),
            (Document, "LJN AU9722 en BL5629.", "ljn:AU9722 «LJN AU9722» | ljn:BL5629 «BL5629»"),
            (Document, "AU9722 en ECLI", ""),
            (Document, "ECLI:NL:HR:2014", ""),
            (Document, "de ECLI van deze zaak", ""),
            (Document, "recli:NL:HR:2014:1", ""),
            (Document, "HR:2014:3113", ""),
            (Asked, "ecli:nl:hr:2014:3113", "ecli:ECLI:NL:HR:2014:3113 «ecli:nl:hr:2014:3113»"),
            (Asked, "ecli nl hr 2014 3113", "ecli:ECLI:NL:HR:2014:3113 «ecli nl hr 2014 3113»"),
            (Asked, "ljn au9722", "ljn:AU9722 «ljn au9722»"),
        ] {
            check(mode, text, expected);
        }
    }

    #[test]
    fn the_old_number_leads_to_the_new() {
        let found = crate::citations("ECLI:NL:RBDHA:2013:BZ5629");
        assert_eq!(found[0].also, ["ljn:BZ5629"]);
        assert_eq!(crate::citations("LJN BZ5629")[0].also, [""; 0]);
    }
}
