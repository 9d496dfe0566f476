//! The date a letter gives itself.
//!
//! Answerable for taking it from the head only: the `Datum` field, or the day an answer was received. Never a
//! date out of the letter's sentences, and never the newest. Knows nothing of how dates are written;
//! naslag-citation does.

use std::ops::Range;

use naslag_citation::{Date, dates};

use crate::head::Head;

/// Lines with text in which `(ontvangen 28 juni 2024)` is looked for; it stands in the second sentence of an
/// answer.
const RECEIVED_LINES: usize = 40;

/// Bytes of a field's value in which its date must end: a place, a day of the week and the date fit.
const REACH: usize = 80;

/// Returns the date in the head of a letter, and where it stands.
pub(crate) fn letter_date(text: &str) -> Option<(Date, Range<usize>)> {
    let head = Head::of(text);
    head.fields(&["Datum", "Date"])
        .find_map(|field| {
            dated(&text[field.value.clone()]).map(|(date, span)| (date, moved(span, field.value.start)))
        })
        .or_else(|| received(text, &head))
}

/// The date of a value like `14 februari 2012` or `Den Haag, dinsdag 14 februari 2012`. Other words before
/// the date make it the date of something else: `Datum ontvangst 3 mei 2012`.
fn dated(value: &str) -> Option<(Date, Range<usize>)> {
    let value = beginning(value);
    let mention = dates(value).into_iter().next()?;
    let own = value[..mention.span.start].split_whitespace().all(|word| {
        let word = word.trim_end_matches([',', ':']);
        let lower = word.starts_with(char::is_lowercase);
        !lower || word == "brief" || WEEKDAYS.contains(&word)
    });
    own.then_some((mention.date, mention.span))
}

const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

fn received(text: &str, head: &Head<'_>) -> Option<(Date, Range<usize>)> {
    let lines = head.lines();
    let first = lines.first()?;
    let last = lines.get(RECEIVED_LINES - 1).or(lines.last())?;
    let (start, text) = (first.start, &text[first.start..last.end]);
    text.match_indices('(').find_map(|(at, _)| {
        let rest = beginning(&text[at + 1..]);
        let word = rest.get(..RECEIVED.len())?;
        let rest = &rest[RECEIVED.len()..];
        let mention = dates(rest).into_iter().next()?;
        (word.eq_ignore_ascii_case(RECEIVED) && rest[..mention.span.start].trim().is_empty())
            .then(|| (mention.date, moved(mention.span, start + at + 1 + RECEIVED.len())))
    })
}

/// The range in a text of which `start` is the beginning.
fn moved(range: Range<usize>, start: usize) -> Range<usize> {
    range.start + start..range.end + start
}

const RECEIVED: &str = "ontvangen";

/// The first bytes of a text, up to a border between characters.
fn beginning(text: &str) -> &str {
    let end = (0..=REACH.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = letter_date(text);
        if let Some((date, span)) = &found {
            assert_eq!(dates(&text[span.clone()])[0].date, *date, "{text:?}");
        }
        let date = found.map(|(date, _)| date.to_string());
        assert_eq!(date.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn the_field_in_the_head() {
        check("Datum 14 februari 2012\nBetreft x", Some("2012-02-14"));
        check("Datum: 14-02-2012", Some("2012-02-14"));
        check("DATUM\n\n14 februari 2012", Some("2012-02-14"));
        check("date: 2012-02-14", Some("2012-02-14"));
        check("Datum\tDen Haag, dinsdag 14 februari 2012", Some("2012-02-14"));
        check("Datum ’s-Gravenhage, 14 februari 2012", Some("2012-02-14"));
        check("Datum Kenmerk\nx\nDatum 14 februari 2012", Some("2012-02-14"));
        check("Datum 14 februari 2012\nDatum 15 maart 2013", Some("2012-02-14"));
    }

    #[test]
    fn the_day_an_answer_was_received() {
        check("Antwoord van Minister X (ontvangen 28 juni 2024).", Some("2024-06-28"));
        check("a (b) (Ontvangen 28\njuni 2024)", Some("2024-06-28"));
        check("(ontvangen 28 juni 2024)\nDatum 1 juli 2024", Some("2024-07-01"));
        check(&format!("{}(ontvangen 28 juni 2024)", "x\n".repeat(40)), None);
    }

    #[test]
    fn dates_of_other_things() {
        check("Op 14 februari 2012 schreef ik u.", None);
        check("Datum ontvangst 3 mei 2012", None);
        check("(ingezonden 24 april 2024)", None);
        check("(ontvangen op of na 28 juni 2024)", None);
        check("Datumprikker 14 februari 2012", None);
        check(&format!("{}Datum 14 februari 2012", "x\n".repeat(60)), None);
        check("", None);
        check("(((((", None);
    }
}
