//! Parliamentary years that stand for themselves, and dates.
//!
//! Answerable for years behind a cue: two years alone are a period. Which dates there are is decided in
//! `mention`; here they are only taken over into a view.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::mention::dates;
use crate::numbered::session_year;

/// Reads the years behind a cue.
pub(super) fn sessions(text: &str, cue: Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, cue.end);
    if !c.ends_word() {
        return;
    }
    c.literal(".");
    c.space();
    c.literal(":");
    c.blanks();
    let mut start = cue.start;
    while let Some(year) = session_year::read(&mut c) {
        found.push(Citation {
            kind: Kind::Session,
            key: format!("vj:{year}"),
            span: c.since(start),
            confidence: Confidence::Cue,
            rule: "session/cue",
            cue: Some(cue.clone()),
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

/// Whether a word announces a year in this mode.
pub(super) fn announces(word: &str, mode: Mode) -> bool {
    mode == Mode::Asked || !word.eq_ignore_ascii_case("vj")
}

/// Reads the dates of a view. A view has one line break left only where a paragraph ends, and a date does not
/// go on in the next.
pub(super) fn read_dates(text: &str, found: &mut Vec<Found>) {
    found.extend(
        dates(text)
            .into_iter()
            .filter(|mention| !text.get(mention.span.clone()).is_some_and(|written| written.contains('\n')))
            .map(|mention| Citation {
                kind: Kind::Date,
                key: format!("datum:{}", mention.date),
                span: mention.span,
                confidence: Confidence::Cue,
                rule: "date/full",
                cue: None,
                also: Vec::new(),
                details: Vec::new(),
            }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbered::tests::check;

    #[test]
    fn years_need_a_cue() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (Document, "in het vergaderjaar 2010/11 zijn", "vj:2010-2011 «vergaderjaar 2010/11»"),
            (Document, "Vergaderjaar 2023–2024", "vj:2023-2024 «Vergaderjaar 2023–2024»"),
            (Document, "Vergaderjaar 20252026", "vj:2025-2026 «Vergaderjaar 20252026»"),
            (Document, "V ergaderjaar 20252026", "vj:2025-2026 «V ergaderjaar 20252026»"),
            (Document, "zitting 1999/00", "vj:1999-2000 «zitting 1999/00»"),
            (Document, "Zitting 1985/- 86", "vj:1985-1986 «Zitting 1985/- 86»"),
            (Document, "zitting '85-'86", "vj:1985-1986 «zitting '85-'86»"),
            (
                Document,
                "de vergaderjaren 2010/11 en 2011/12",
                "vj:2010-2011 «vergaderjaren 2010/11» | vj:2011-2012 «2011/12»",
            ),
            (Document, "Kwaliteitskader 2023-2024", ""),
            (Document, "2010/11", ""),
            (Document, "vergaderjaar 2010-2015", ""),
            (Document, "het vergaderjaar", ""),
            (Asked, "vj:2010/11", "vj:2010-2011 «vj:2010/11»"),
            (Asked, "vergaderjaar 2010/11", "vj:2010-2011 «vergaderjaar 2010/11»"),
            (Asked, "2010/11", ""),
        ] {
            check(mode, text, expected);
        }
    }

    #[test]
    fn dates_are_taken_over() {
        for (text, expected) in [
            ("Datum 14 februari 2012", "datum:2012-02-14 «14 februari 2012»"),
            ("14-02-2012, 2012-02-14", "datum:2012-02-14 «14-02-2012» | datum:2012-02-14 «2012-02-14»"),
            ("d.d. 30\njanuari 2020", "datum:2020-01-30 «30\njanuari 2020»"),
            ("14 febru\u{ad}ari 2012", "datum:2012-02-14 «14 febru\u{ad}ari 2012»"),
            ("14-02-\n2012", "datum:2012-02-14 «14-02-\n2012»"),
            ("14\n\nfebruari 2012", ""),
            ("9 februari jl.", ""),
        ] {
            check(Mode::Document, text, expected);
        }
    }
}
