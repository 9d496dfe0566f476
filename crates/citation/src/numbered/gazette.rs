//! Staatsblad, Staatscourant and Tractatenblad in words.
//!
//! Answerable for a year and a number behind the name of one of them. Knows nothing of the laws published
//! there, nor of identifiers such as `stb-2018-387`.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::date::MONTHS;
use crate::numbered::numbers;

/// The names, with what stands in keys.
pub(crate) const WORDS: [(&str, &str); 6] = [
    ("staatsblad", "stb"),
    ("stb", "stb"),
    ("staatscourant", "stcrt"),
    ("stcrt", "stcrt"),
    ("tractatenblad", "trb"),
    ("trb", "trb"),
];

/// Reads the numbers behind a name.
pub(super) fn read(text: &str, mode: Mode, word: Range<usize>, name: &str, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, word.end);
    if !c.ends_word() {
        return;
    }
    c.literal(".");
    c.separator();
    let mut start = word.start;
    let mut year = None;
    // `Stb. 2018, 387, 388 en 2019, 12`: a year holds for the numbers up to the next one.
    loop {
        let mut next = c;
        let number = match issue(&mut next, mode) {
            Some((of, number)) => {
                year = Some(of);
                number
            }
            None => {
                let Some(number) = next.digits(1, 6).filter(|_| year.is_some() && numbers::closes(next))
                else {
                    return;
                };
                number
            }
        };
        let Some(year) = year else {
            return;
        };
        found.push(Citation {
            kind: Kind::Gazette,
            key: format!("{name}:{year}:{number}"),
            span: next.since(start),
            confidence: Confidence::Cue,
            rule: "gazette/number",
            cue: Some(word.clone()),
            also: Vec::new(),
            details: Vec::new(),
        });
        c = next;
        let comma = c.literal(",");
        c.space();
        let joined = c.one_of(&["en"]).is_some() && c.space();
        if !comma && !joined {
            return;
        }
        start = c.at();
    }
}

/// Goes past a year and a number: `2018, 387`, `2018/387`, `2018, nr. 387`, `van 16 juni 2005, nr. 114`.
fn issue<'v>(c: &mut Cursor<'v>, mode: Mode) -> Option<(&'v str, &'v str)> {
    let mut next = *c;
    let dated = next.one_of(&["van", "d.d"]).is_some();
    if dated {
        next.literal(".");
        next.space();
        next.digits(1, 2)?;
        next.space();
        next.one_of(&MONTHS)?;
        next.space();
    }
    let year = next.digits(4, 4)?;
    if !(("1813"..="2199").contains(&year)) {
        return None;
    }
    if numbers::announcement(&mut next).is_none() {
        if dated {
            return None;
        }
        let sign = next.character(&[',', '/', '-', ':']);
        let blank = next.space();
        // Between two numbers a blank alone joins only in a search box.
        if sign.is_none() && !(blank && mode == Mode::Asked) {
            return None;
        }
    }
    let number = next.digits(1, 6).filter(|_| next.ends_number())?;
    *c = next;
    Some((year, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbered::tests::check;

    #[test]
    fn gazettes_are_found() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (Document, "(Stb. 2018, 387).", "stb:2018:387 «Stb. 2018, 387»"),
            (Document, "Stb. 2018/387", "stb:2018:387 «Stb. 2018/387»"),
            (Document, "Stb. 2018, nr. 387", "stb:2018:387 «Stb. 2018, nr. 387»"),
            (Document, "Stb 2011, 35", "stb:2011:35 «Stb 2011, 35»"),
            (Document, "Staatsblad 2018, 387", "stb:2018:387 «Staatsblad 2018, 387»"),
            (Document, "Staatsblad 2018 nr. 387", "stb:2018:387 «Staatsblad 2018 nr. 387»"),
            (
                Document,
                "Staatscourant van 16 juni 2005, nr. 114",
                "stcrt:2005:114 «Staatscourant van 16 juni 2005, nr. 114»",
            ),
            (Document, "Stcrt. 2009, 9231", "stcrt:2009:9231 «Stcrt. 2009, 9231»"),
            (Document, "Trb. 2002, 18", "trb:2002:18 «Trb. 2002, 18»"),
            (Document, "Tractatenblad 1951, 154", "trb:1951:154 «Tractatenblad 1951, 154»"),
            (Document, "Stb. 2018, 387 en 390.", "stb:2018:387 «Stb. 2018, 387» | stb:2018:390 «390»"),
            (
                Document,
                "Stb. 2018, 387 en 2019, 12 en Stb. 2020, 3",
                "stb:2018:387 «Stb. 2018, 387» | stb:2019:12 «2019, 12» | stb:2020:3 «Stb. 2020, 3»",
            ),
            (Document, "Stb. 2018, 387 en 12 artikelen", "stb:2018:387 «Stb. 2018, 387»"),
            (Document, "Stb. …, …", ""),
            (Document, "Stb. 2011, …", ""),
            (Document, "Stb. 2011, ...", ""),
            (Document, "het Staatsblad van 2018", ""),
            (Document, "Staatsblad 2018 387", ""),
            (Document, "Stb. 1066, 3", ""),
            (Asked, "stb 2018 387", "stb:2018:387 «stb 2018 387»"),
            (Asked, "stb 2018/387", "stb:2018:387 «stb 2018/387»"),
            (Asked, "stb-2018-387", "stb:2018:387 «stb-2018-387»"),
            (Asked, "2018/387", ""),
            (Asked, "staatscourant 2018", ""),
        ] {
            check(mode, text, expected);
        }
    }
}
