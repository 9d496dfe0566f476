//! The date a letter gives itself.
//!
//! Answerable for taking it from where letters have their date: a field or a line with the place in the head, the
//! day a paper was received, moved or established, the line with the place above the signatures. Then from
//! what the file declares, and from its name. Never a date out of the letter's sentences, and never the newest.
//! Knows nothing of how dates are written; naslag-citation does.

mod english;

use std::ops::Range;

use naslag_citation::{Date, dates};

use super::lines::Lines;
use super::{Found, LetterKind, Origin, properties};
use crate::draft::Declared;
use crate::head::{Field, Head};

/// Lines with text in which `(ontvangen 28 juni 2024)` is looked for; it stands in the second sentence of an
/// answer.
const RECEIVED_LINES: usize = 40;

/// Bytes of a field's value in which its date must end: a place, a day of the week and the date fit.
const REACH: usize = 80;

/// Labels of the field.
const LABELS: [&str; 7] =
    ["Datum", "Date", "Datum brief", "Datum nota", "Datum besluit", "Briefdatum", "Verzenddatum"];

/// Labels of the time a mail was sent, in the head of its print.
const SENT: [&str; 4] = ["Verzonden", "Verzonden op", "Sent", "Verstuurd"];

/// Words before the day of a paper of parliament, on a line of their own, in lower case.
const DONE: [&str; 12] = [
    "voorgesteld",
    "ontvangen",
    "vastgesteld",
    "opgesteld",
    "toegezonden",
    "ingediend",
    "verzonden",
    "voorgesteld ter vergadering van",
    "uitgebracht",
    "besproken",
    "gewijzigd voorgesteld",
    "aangeboden",
];

/// What the official publications call the day of the document itself, the surest first; the day it could be
/// read at last is no more than near it.
const DECLARED: [&str; 9] = [
    "datumOntvangst",
    "datumBrief",
    "datumIndiening",
    "datumVergadering",
    "datumOndertekening",
    "issued",
    "date",
    "datum",
    "available",
];

/// Places before the date that need no comma.
const PLACES: [&str; 7] = [
    "den haag",
    "'s-gravenhage",
    "’s-gravenhage",
    "‘s-gravenhage",
    "s-gravenhage",
    "the hague",
    "'s gravenhage",
];

/// Lines above the signatures in which the date of a decree may stand.
const ABOVE_CLOSING: usize = 6;

/// Returns the date of a letter, and where it was found.
///
/// `closing` is the line on which the signatures begin.
pub(super) fn date(
    head: &Head<'_>,
    lines: &Lines<'_>,
    closing: Option<usize>,
    kind: Option<LetterKind>,
    declared: &Declared,
    name: &str,
) -> Option<Found<String>> {
    let in_text =
        |found: (Date, Range<usize>)| Found { value: found.0.to_string(), from: Origin::Text(found.1) };
    in_head(head, kind)
        .map(in_text)
        .or_else(|| in_properties(declared))
        .or_else(|| above(lines, closing?).map(in_text))
        .or_else(|| {
            let date = in_name(name)?;
            Some(Found { value: date.to_string(), from: Origin::Name })
        })
        .or_else(|| {
            let date = declared_date(declared.date.as_deref()?)?;
            Some(Found { value: date, from: Origin::Declared("date".to_owned()) })
        })
}

/// The date that the head of the letter gives.
fn in_head(head: &Head<'_>, kind: Option<LetterKind>) -> Option<(Date, Range<usize>)> {
    // The questions' own day is not that of their answer.
    let asked = || (kind != Some(LetterKind::Antwoord)).then(|| in_brackets(head, &ASKED)).flatten();
    head.fields(&LABELS)
        .find_map(|field| of_field(head, &field))
        .or_else(|| with_place(head))
        .or_else(|| in_brackets(head, &RECEIVED))
        .or_else(|| done(head))
        .or_else(asked)
        .or_else(|| sent(head))
        .or_else(|| alone(head))
}

/// The date of a field; where labels stand above their values, any of these values.
fn of_field(head: &Head<'_>, field: &Field) -> Option<(Date, Range<usize>)> {
    let at = |range: Range<usize>| {
        dated(&head.text()[range.clone()]).map(|(date, span)| (date, moved(span, range.start)))
    };
    at(field.value.clone()).or_else(|| {
        let first = field.cell.saturating_sub(field.stacked);
        let values = first..field.cell + field.stacked + 2;
        (field.stacked > 1).then(|| values.filter_map(|cell| head.cell(cell)).find_map(at)).flatten()
    })
}

/// The date of a value like `14 februari 2012` or `Den Haag, dinsdag 14 februari 2012`. Other words before
/// the date make it the date of something else: `Datum ontvangst 3 mei 2012`.
fn dated(value: &str) -> Option<(Date, Range<usize>)> {
    let value = beginning(value);
    let (date, span) = first_date(value)?;
    let own = value[..span.start].split_whitespace().all(|word| {
        let word = word.trim_end_matches([',', ':']);
        let lower = word.starts_with(char::is_lowercase);
        !lower || word == "brief" || WEEKDAYS.contains(&word)
    });
    own.then_some((date, span))
}

/// The first date, in Dutch or English words or in figures.
fn first_date(text: &str) -> Option<(Date, Range<usize>)> {
    let dutch = dates(text).into_iter().next().map(|mention| (mention.date, mention.span));
    dutch.or_else(|| english::date(text))
}

const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// `Den Haag, 14 februari 2012` as a line of its own.
fn with_place(head: &Head<'_>) -> Option<(Date, Range<usize>)> {
    head.cells().find_map(|cell| {
        placed(&head.text()[cell.clone()]).map(|(date, span)| (date, moved(span, cell.start)))
    })
}

/// The date of a line that holds a place and a date and nothing else.
fn placed(line: &str) -> Option<(Date, Range<usize>)> {
    if line.len() > REACH {
        return None;
    }
    let (date, span) = first_date(line)?;
    let place = line[..span.start].trim();
    let place = WEEKDAYS.iter().find_map(|day| place.strip_suffix(day)).unwrap_or(place).trim_end();
    let ends = line[span.end..].trim_matches(['.', ',', ' ', '\u{a0}', '*', '_']).is_empty();
    let known = PLACES.contains(&place.trim_end_matches(',').to_lowercase().as_str());
    let words = place.trim_end_matches(',').split_whitespace();
    let of_place = |word: &str| {
        let word = word.trim_start_matches(['\'', '’', '‘']);
        word.starts_with("s-")
            || word.starts_with(char::is_uppercase)
            || ["aan", "den", "de", "en", "op", "der"].contains(&word)
    };
    let comma = place.ends_with(',')
        && words.clone().count() <= 4
        && words.clone().all(of_place)
        && words.clone().next().is_some();
    (ends && (known || comma)).then_some((date, span))
}

/// A date that is a line of its own, when the head has no other.
fn alone(head: &Head<'_>) -> Option<(Date, Range<usize>)> {
    let mut found: Option<(Date, Range<usize>)> = None;
    for cell in head.cells() {
        let text = &head.text()[cell.clone()];
        let Some((date, span)) = first_date(beginning(text)).filter(|(_, span)| {
            let before = text[..span.start].trim();
            (before.is_empty() || WEEKDAYS.contains(&before.to_lowercase().as_str()))
                && text[span.end..].trim_matches(['.', ' ']).is_empty()
        }) else {
            continue;
        };
        match &found {
            Some((first, _)) if *first != date => return None,
            Some(_) => {}
            None => found = Some((date, moved(span, cell.start))),
        }
    }
    found
}

const RECEIVED: [&str; 2] = ["ontvangen", "toegezonden"];
const ASKED: [&str; 2] = ["ingezonden", "ingediend"];

/// `(ontvangen 28 juni 2024)`
fn in_brackets(head: &Head<'_>, words: &[&str]) -> Option<(Date, Range<usize>)> {
    let lines = head.lines();
    let first = lines.first()?;
    let last = lines.get(RECEIVED_LINES - 1).or(lines.last())?;
    let (start, text) = (first.start, &head.text()[first.start..last.end]);
    text.match_indices('(').find_map(|(at, _)| {
        let rest = beginning(&text[at + 1..]);
        let word = words
            .iter()
            .find(|word| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word)))?;
        let behind = &rest[word.len()..];
        let gap = behind.len() - behind.trim_start().len();
        let on = if behind[gap..].starts_with("op ") { gap + 3 } else { 0 };
        let (date, span) = first_date(&behind[on..])?;
        behind[on..on + span.start]
            .trim()
            .is_empty()
            .then(|| (date, moved(span, start + at + 1 + word.len() + on)))
    })
}

/// `Voorgesteld 14 mei 2024` as the beginning of a line.
fn done(head: &Head<'_>) -> Option<(Date, Range<usize>)> {
    head.cells().find_map(|cell| {
        let text = beginning(&head.text()[cell.clone()]);
        let lower = text.to_lowercase();
        let word = DONE.iter().filter(|word| lower.starts_with(**word)).max_by_key(|word| word.len())?;
        let behind = text.get(word.len()..)?;
        let (date, span) = first_date(behind)?;
        let between = behind[..span.start].trim_matches([' ', '\u{a0}', '\n']);
        let whole = text.len() < REACH && behind[span.end..].trim_matches(['.', ' ', ')']).is_empty();
        ((between.is_empty() || between == "op") && whole)
            .then(|| (date, moved(span, cell.start + word.len())))
    })
}

/// The time a printed mail was sent. Below a letter's own head such a field is that of an older mail.
fn sent(head: &Head<'_>) -> Option<(Date, Range<usize>)> {
    /// A mail begins with its fields.
    const LINES: usize = 10;
    let field = head.fields(&SENT).next().filter(|field| field.line < LINES)?;
    let value = beginning(&head.text()[field.value.clone()]);
    first_date(value).map(|(date, span)| (date, moved(span, field.value.start)))
}

/// `Den Haag, 14 februari 2012` above the signatures.
fn above(lines: &Lines<'_>, closing: usize) -> Option<(Date, Range<usize>)> {
    (closing.saturating_sub(ABOVE_CLOSING)..closing).rev().find_map(|line| {
        let range = lines.range(line)?;
        placed(lines.line(line)).map(|(date, span)| (date, moved(span, range.start)))
    })
}

/// The date among the metadata of official publications.
fn in_properties(declared: &Declared) -> Option<Found<String>> {
    DECLARED.iter().find_map(|property| {
        properties::values(declared, property).find_map(|(name, value)| {
            Some(Found { value: declared_date(value)?, from: Origin::Declared(name.to_owned()) })
        })
    })
}

fn declared_date(value: &str) -> Option<String> {
    first_date(beginning(value.trim())).map(|(date, _)| date.to_string())
}

/// The date in the last part of a path: `2012-02-14-brief.pdf`, `20120214 brief.pdf`.
fn in_name(name: &str) -> Option<Date> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let spaced = file.replace('_', " ");
    dates(&spaced).into_iter().next().map(|mention| mention.date).or_else(|| {
        spaced.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| {
            let digits = word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
            let date = digits.then(|| {
                let (year, rest) = word.split_at(4);
                let (month, day) = rest.split_at(2);
                Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            });
            // Older than any file with such a name: a number that only looks like a day.
            date.flatten().filter(|date| (1945..2100).contains(&date.year()))
        })
    })
}

/// The range in a text of which `start` is the beginning.
fn moved(range: Range<usize>, start: usize) -> Range<usize> {
    range.start + start..range.end + start
}

/// The first bytes of a text, up to a border between characters.
fn beginning(text: &str) -> &str {
    let end = (0..=REACH.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests;
