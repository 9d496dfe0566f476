//! The numbers of the Tweede Kamer's own administration: `2024Z07204`, `2024D31100`, `KVR27039`.
//!
//! Answerable for the numbers. Knows nothing of what they stand for.

use crate::citation::{Citation, Confidence, Found, Kind};
use crate::cursor::Cursor;

/// Reads a number that begins with the digits at `start`. Returns where it ends.
pub(super) fn read(text: &str, start: usize, found: &mut Vec<Found>) -> Option<usize> {
    let mut c = Cursor::new(text, start);
    c.digits(4, 4)?;
    c.character(&['Z', 'D', 'A', 'z', 'd', 'a'])?;
    c.digits(5, 5)?;
    let span = c.since(start);
    let key = text.get(span.clone()).and_then(key).filter(|_| c.ends_number())?;
    found.push(Citation {
        kind: Kind::Zaak,
        key,
        span: span.clone(),
        confidence: Confidence::Exact,
        rule: "zaak/number",
        cue: None,
        also: Vec::new(),
        details: Vec::new(),
    });
    Some(span.end)
}

/// Reads the number of a written question from before 2010, behind its letters.
pub(super) fn question(text: &str, letters: std::ops::Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, letters.end);
    let Some(digits) = c.digits(3, 6).filter(|_| c.ends_number()) else {
        return;
    };
    found.push(Citation {
        kind: Kind::Zaak,
        key: format!("zaak:KVR{digits}"),
        span: c.since(letters.start),
        confidence: Confidence::Exact,
        rule: "zaak/kvr",
        cue: None,
        also: Vec::new(),
        details: Vec::new(),
    });
}

/// The key of a number, when this is one and nothing else.
pub(super) fn key(number: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        number.as_bytes().get(range).is_some_and(|run| run.iter().all(u8::is_ascii_digit))
    };
    let sort = number.as_bytes().get(4).is_some_and(|sort| b"ZDAzda".contains(sort));
    let kvr = number.get(..3).is_some_and(|letters| letters.eq_ignore_ascii_case("kvr"))
        && (6..=9).contains(&number.len())
        && digits(3..number.len());
    let counted = number.len() == 10 && number.starts_with("20") && sort && digits(0..4) && digits(5..10);
    (counted || kvr).then(|| format!("zaak:{}", number.to_ascii_uppercase()))
}
