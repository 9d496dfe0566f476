//! Written questions with their answers, by their number in the appendix to the proceedings.
//!
//! Answerable for `Aanhangsel Handelingen, vergaderjaar 2023-2024, nr. 1742` and its short forms. Knows
//! nothing of identifiers, and nothing of the questions inside a letter.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::numbered::kamerstuk::{chamber, sessions};
use crate::numbered::numbers::{self, Numbered};
use crate::numbered::session_year::SessionYear;

/// Reads the numbers behind `Aanhangsel` or, in a search box, `ah`.
pub(super) fn read(text: &str, mode: Mode, word: Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, word.end);
    if !c.ends_word() {
        return;
    }
    c.literal(".");
    c.literal(")");
    proceedings(&mut c);
    let chamber = chamber(&mut c, mode);
    let mut numbers = Vec::new();
    let mut session = only(sessions(&mut c));
    if session.is_none() {
        // `Aanhangsel nr. 1742, vergaderjaar 2023-2024`; in a search box without the words.
        numbers = numbered(&mut c, mode);
        c.literal(",");
        session = only(sessions(&mut c));
    }
    let Some(session) = session else {
        return;
    };
    if numbers.is_empty() {
        numbers = numbered(&mut c, mode);
    }
    for (index, number) in numbers.into_iter().enumerate() {
        let start = if index == 0 { word.start } else { number.span.start };
        // The year may stand behind the numbers, in the span of the last of them.
        let end = if index == 0
            && c.at() > number.span.end
            && number.keys.len() == 1
            && is_year_last(text, &number, c)
        {
            c.at()
        } else {
            number.span.end
        };
        found.push(citation(chamber, session, number, start..end, word.clone()));
    }
}

/// Reads what stands behind a chamber and a year: `Tweede Kamer, vergaderjaar 2005-2006, Aanhangsel, nr. 1359`.
/// Says whether it was the appendix.
pub(super) fn behind_year(
    mut c: Cursor<'_>,
    mode: Mode,
    cue: Range<usize>,
    chamber: &'static str,
    session: SessionYear,
    found: &mut Vec<Found>,
) -> bool {
    c.separator();
    if c.one_of(&["aanhangsel"]).is_none() {
        return false;
    }
    proceedings(&mut c);
    let numbers = numbered(&mut c, mode);
    let any = !numbers.is_empty();
    for (index, number) in numbers.into_iter().enumerate() {
        let start = if index == 0 { cue.start } else { number.span.start };
        let span = start..number.span.end;
        found.push(citation(Some(chamber), session, number, span, cue.clone()));
    }
    any
}

/// Whether the year ends the mention.
fn is_year_last(text: &str, number: &Numbered, c: Cursor<'_>) -> bool {
    text.get(number.span.end..c.at()).is_some_and(|rest| rest.bytes().filter(u8::is_ascii_digit).count() >= 4)
}

fn only(sessions: Vec<SessionYear>) -> Option<SessionYear> {
    sessions.first().copied().filter(|_| sessions.len() == 1)
}

fn numbered(c: &mut Cursor<'_>, mode: Mode) -> Vec<Numbered> {
    let announced = numbers::announced(c, mode);
    if !announced.is_empty() {
        return announced;
    }
    let mut next = *c;
    next.separator();
    if !next.peek().is_some_and(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let listed = numbers::list(&mut next, Mode::Document, false);
    if !listed.is_empty() {
        *c = next;
    }
    listed
}

/// Goes past `van de Handelingen`, `Hand.`, and what the number is preceded by there.
fn proceedings(c: &mut Cursor<'_>) {
    let mut next = *c;
    next.separator();
    if next.one_of(&["bij", "van", "der"]).is_some() {
        next.space();
        next.one_of(&["de"]);
        next.space();
    }
    if next.one_of(&["handelingen", "hand"]).is_some() {
        next.literal(".");
        *c = next;
    }
}

fn citation(
    chamber: Option<&'static str>,
    session: SessionYear,
    number: Numbered,
    span: Range<usize>,
    cue: Range<usize>,
) -> Citation {
    let house = if chamber == Some("I") { "ek" } else { "tk" };
    let mut keys = number.keys.into_iter().map(|number| format!("ah:{house}:{session}:{number}"));
    let key = keys.next().unwrap_or_default();
    let mut details = vec![(Detail::Session, session.to_string())];
    details.extend(chamber.map(|chamber| (Detail::Chamber, chamber.to_owned())));
    details.extend(number.annex.map(|annex| (Detail::Annex, annex)));
    Citation {
        kind: Kind::Aanhangsel,
        key,
        span,
        confidence: Confidence::Cue,
        rule: "aanhangsel/full",
        cue: Some(cue),
        also: keys.collect(),
        details,
    }
}

/// Reads the number of nine digits that open data have: `Aanhangselnummer 181902411`.
pub(super) fn number(text: &str, word: Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, word.end);
    c.literal(":");
    c.blanks();
    let number = c.digits(9, 9).filter(|_| c.ends_number()).and_then(|digits| {
        let (years, number) = digits.split_at_checked(4)?;
        let (first, second) = years.split_at_checked(2)?;
        let session = SessionYear::of_digits(&format!("20{first}20{second}"))?;
        Some((session, number.trim_start_matches('0')))
    });
    let Some((session, number)) = number.filter(|(_, number)| !number.is_empty()) else {
        return;
    };
    let span = c.since(word.start);
    let number = Numbered { keys: vec![number.to_owned()], annex: None, span: span.clone() };
    let mut citation = citation(None, session, number, span, word);
    citation.rule = "aanhangsel/open-data";
    found.push(citation);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbered::tests::check;

    #[test]
    fn the_appendix_is_found_however_written() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (
                Document,
                "Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1742.",
                "ah:tk:2023-2024:1742 «Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1742»",
            ),
            (
                Document,
                "Aanhangsel Handelingen II 2019/20, nr. 89, p. 3",
                "ah:tk:2019-2020:89 «Aanhangsel Handelingen II 2019/20, nr. 89»",
            ),
            (
                Document,
                "Aanhangsel Handelingen I 2014/15, nr. 12",
                "ah:ek:2014-2015:12 «Aanhangsel Handelingen I 2014/15, nr. 12»",
            ),
            (
                Document,
                "Aanhangsel van de Handelingen II, 2019/20, nr. 89",
                "ah:tk:2019-2020:89 «Aanhangsel van de Handelingen II, 2019/20, nr. 89»",
            ),
            (
                Document,
                "Aanhangsel van de Handelingen der Tweede Kamer, vergaderjaar 2019-2020, nr. 89",
                "ah:tk:2019-2020:89 «Aanhangsel van de Handelingen der Tweede Kamer, vergaderjaar 2019-2020, nr. 89»",
            ),
            (
                Document,
                "Aanh. Hand. II 2023/24, nr. 1742",
                "ah:tk:2023-2024:1742 «Aanh. Hand. II 2023/24, nr. 1742»",
            ),
            (
                Document,
                "Kamervragen (Aanhangsel) 2023–2024, nr. 1742",
                "ah:tk:2023-2024:1742 «Aanhangsel) 2023–2024, nr. 1742»",
            ),
            (
                Document,
                "Aanhangsel Handelingen II 2019/20, nrs. 89 en 90 over",
                "ah:tk:2019-2020:89 «Aanhangsel Handelingen II 2019/20, nrs. 89» | ah:tk:2019-2020:90 «90»",
            ),
            (
                Document,
                "Aanhangsel nr. 1742, vergaderjaar 2023-2024.",
                "ah:tk:2023-2024:1742 «Aanhangsel nr. 1742, vergaderjaar 2023-2024»",
            ),
            (
                Document,
                "Tweede Kamer, vergaderjaar 2005–2006, Aanhangsel, nr. 1359 (V",
                "ah:tk:2005-2006:1359 «Tweede Kamer, vergaderjaar 2005–2006, Aanhangsel, nr. 1359»",
            ),
            (
                Document,
                "(TK 2003–2004, Aanhangsel van de handelingen 1817 en 2117).",
                "ah:tk:2003-2004:1817 «TK 2003–2004, Aanhangsel van de handelingen 1817» | ah:tk:2003-2004:2117 «2117»",
            ),
            (Document, "Aanhangselnummer 181902411", "ah:tk:2018-2019:2411 «Aanhangselnummer 181902411»"),
            (Document, "Aanhangselnummer: 242501244", "ah:tk:2024-2025:1244 «Aanhangselnummer: 242501244»"),
            (Document, "Aanhangselnummer 191802411", ""),
            (Document, "het aanhangsel van dit contract, nr. 3", ""),
            (Document, "Aanhangsel Handelingen", ""),
            (Document, "ah 1742 2023-2024", ""),
            (Asked, "ah 1742 2023-2024", "ah:tk:2023-2024:1742 «ah 1742 2023-2024»"),
            (Asked, "ah 2023-2024 1742", "ah:tk:2023-2024:1742 «ah 2023-2024 1742»"),
            (Asked, "aanhangsel 1742 2023-2024", "ah:tk:2023-2024:1742 «aanhangsel 1742 2023-2024»"),
            (
                Asked,
                "aanhangsel handelingen ii 2019/20 89",
                "ah:tk:2019-2020:89 «aanhangsel handelingen ii 2019/20 89»",
            ),
            (Asked, "ah 1742", ""),
            (Asked, "ah-tk-20232024-1742", "ah:tk:2023-2024:1742 «ah-tk-20232024-1742»"),
            (Document, "KVR27039", "zaak:KVR27039 «KVR27039»"),
            (
                Document,
                "Kenmerk 2024Z07204 en 2024D31100",
                "kenmerk:2024z07204 «Kenmerk 2024Z07204» | zaak:2024D31100 «2024D31100»",
            ),
            (
                Document,
                "de vragen met nummer 2024Z07204 (ingezonden 24 april)",
                "zaak:2024Z07204 «2024Z07204»",
            ),
            (
                Document,
                "2024D31100, 2024A00001",
                "zaak:2024D31100 «2024D31100» | zaak:2024A00001 «2024A00001»",
            ),
            (Asked, "2024z07204", "zaak:2024Z07204 «2024z07204»"),
            (Document, "12024Z07204 2024Z072045 2024Z0720 2024Z07204a", ""),
            (Document, "1924Z07204", ""),
        ] {
            check(mode, text, expected);
        }
    }
}
