//! Finds the dates that a running text names.
//!
//! Answerable for the written forms of Dutch letters (`14 februari 2012`, `14 feb. 2012`, `14-02-2012`,
//! `14/2/2012`, `14.02.2012`, `2012-02-14`) and for not seeing one inside a longer number. Knows nothing of
//! which of the dates is the letter's own. Dates without a full year (`9 februari jl.`, `14/2/12`) are not
//! found: they need the letter's date.

use std::ops::{Range, RangeInclusive};

use crate::date::{Date, MONTHS};

/// A date as a text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Byte range in the text, from the first to the last digit of the date.
    pub span: Range<usize>,
    /// The date named there.
    pub date: Date,
}

/// Abbreviations in use next to the full names, with the number of the month.
const ABBREVIATIONS: [(&str, u8); 13] = [
    ("jan", 1),
    ("feb", 2),
    ("febr", 2),
    ("mrt", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Characters looked at between two parts of a date, and at most as many in a month's name with soft hyphens.
/// A bound keeps the whole search linear; layout puts a line break and an indent there, no more.
const REACH: usize = 24;

/// Returns the dates named in the text, in order of place and without overlap.
///
/// The day always comes first except in the ISO form. Between the parts may stand blanks, no-break spaces,
/// soft hyphens and one line break. Takes time linear in the length of the text.
pub fn dates(text: &str) -> Vec<DateMention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits_end(text, at);
        if let Some(mention) = date_at(text, at..end) {
            at = mention.span.end;
            found.push(mention);
        } else {
            at = end;
        }
    }
    found
}

/// The date whose first part is this run of digits.
fn date_at(text: &str, first: Range<usize>) -> Option<DateMention> {
    let before = text[..first.start].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let start = first.start;
    let found = match first.len() {
        4 if !continues_number(text, start) => iso(text, first),
        1 | 2 => in_words(text, first.clone()).or_else(|| in_figures(text, first)),
        _ => None,
    };
    found.map(|(end, date)| DateMention { span: start..end, date })
}

/// `2012-02-14`, also with a time of day after a `T`.
fn iso(text: &str, year: Range<usize>) -> Option<(usize, Date)> {
    let month = separated(text, year.end, '-', 2..=2)?;
    let day = separated(text, month.end, '-', 2..=2)?;
    let rest = &text[day.end..];
    let timed = rest.strip_prefix('T').is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    if !timed && !ends_number(rest) {
        return None;
    }
    let end = day.end;
    Some((end, date(text, year, number(text, month)?, day)?))
}

/// `14-02-2012`, `14/2/2012`, `14.02.2012`: the same separator twice.
fn in_figures(text: &str, day: Range<usize>) -> Option<(usize, Date)> {
    if continues_number(text, day.start) {
        return None;
    }
    let separator = text[day.end..].chars().find(|c| *c != SOFT_HYPHEN)?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let month = separated(text, day.end, separator, 1..=2)?;
    let year = separated(text, month.end, separator, 4..=4)?;
    if !ends_number(&text[year.end..]) {
        return None;
    }
    let end = year.end;
    Some((end, date(text, year, number(text, month)?, day)?))
}

/// `14 februari 2012`, `14 feb. 2012`.
fn in_words(text: &str, day: Range<usize>) -> Option<(usize, Date)> {
    // `12-14 februari 2012` is a period and ends on a date; `5725010/14 februari 2012` and `1.14 februari`
    // are not.
    if continues_number(text, day.start) && !ends_period(text, day.start) {
        return None;
    }
    let name = gap_end(text, day.end)?;
    if name == day.end {
        return None;
    }
    let (after, month) = month_name(text, name)?;
    let year_start = gap_end(text, after)?;
    let year = year_start..digits_end(text, year_start);
    let follows = text[year.end..].chars().next();
    if year_start == after || year.len() != 4 || follows.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = year.end;
    Some((end, date(text, year, u16::from(month), day)?))
}

/// The month named at this place and where its name ends, with the full stop of an abbreviation.
fn month_name(text: &str, start: usize) -> Option<(usize, u8)> {
    let mut name = String::new();
    let mut end = start;
    for c in text[start..].chars().take(REACH) {
        if c.is_ascii_alphabetic() {
            name.push(c.to_ascii_lowercase());
        } else if c != SOFT_HYPHEN {
            break;
        }
        end += c.len_utf8();
    }
    if let Some(index) = MONTHS.iter().position(|month| *month == name) {
        return Some((end, u8::try_from(index + 1).ok()?));
    }
    let (_, month) = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == name)?;
    let stop = usize::from(text[end..].starts_with('.'));
    Some((end + stop, *month))
}

const SOFT_HYPHEN: char = '\u{ad}';

/// Where the blanks that start here end; nothing when they are too long or break more than one line, which
/// makes two paragraphs of it.
fn gap_end(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut lines = 0;
    for (count, c) in text[start..].chars().enumerate() {
        if !c.is_whitespace() && c != SOFT_HYPHEN {
            break;
        }
        lines += usize::from(c == '\n');
        if count == REACH || lines > 1 {
            return None;
        }
        end += c.len_utf8();
    }
    Some(end)
}

/// The run of digits after this separator. A line may break after the separator, but a plain blank alone
/// there is arithmetic or a list, not a date.
fn separated(text: &str, at: usize, separator: char, digits: RangeInclusive<usize>) -> Option<Range<usize>> {
    let mut place = at;
    if text[place..].starts_with(SOFT_HYPHEN) {
        place += SOFT_HYPHEN.len_utf8();
    }
    let gap = place + text[place..].strip_prefix(separator).map(|_| separator.len_utf8())?;
    let start = gap_end(text, gap)?;
    let between = &text[gap..start];
    if between.contains([' ', '\t']) && !between.contains('\n') {
        return None;
    }
    let run = start..digits_end(text, start);
    digits.contains(&run.len()).then_some(run)
}

fn digits_end(text: &str, start: usize) -> usize {
    let digits = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    start + digits
}

/// Whether the digits that start here are a later part of a number such as `5725010/12/2012` or `3.14`.
fn continues_number(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    matches!(before.next(), Some('-' | '/' | '.' | ',')) && before.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a day or a year and a hyphen stand before this place, as in `12-14 februari 2012`.
fn ends_period(text: &str, start: usize) -> bool {
    let Some(before) = text[..start].strip_suffix('-') else {
        return false;
    };
    let digits = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    let further = before[..before.len() - digits].chars().next_back();
    matches!(digits, 1 | 2 | 4)
        && !further.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ','))
}

/// Whether a number in figures ends before this rest of the text.
fn ends_number(rest: &str) -> bool {
    let mut after = rest.chars();
    match after.next() {
        Some('-' | '/' | '.') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn number(text: &str, digits: Range<usize>) -> Option<u16> {
    text.get(digits)?.parse().ok()
}

fn date(text: &str, year: Range<usize>, month: u16, day: Range<usize>) -> Option<Date> {
    Date::new(number(text, year)?, u8::try_from(month).ok()?, u8::try_from(number(text, day)?).ok()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `expected`: each date found as `written=2012-02-14`, with a comma and a blank between them.
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = dates(text)
            .into_iter()
            .map(|mention| format!("{}={}", &text[mention.span], mention.date))
            .collect();
        assert_eq!(found.join(", "), expected, "{text:?}");
    }

    #[test]
    fn written_in_words() {
        check("Datum 14 februari 2012", "14 februari 2012=2012-02-14");
        check("14 FEBRUARI 2012", "14 FEBRUARI 2012=2012-02-14");
        check("d.d. 1 Mei 1999.", "1 Mei 1999=1999-05-01");
        check("14 feb. 2012", "14 feb. 2012=2012-02-14");
        check("14 feb 2012", "14 feb 2012=2012-02-14");
        check("14 febr. 2012", "14 febr. 2012=2012-02-14");
        check("3 mrt. 2020, 4 sept. 2020", "3 mrt. 2020=2020-03-03, 4 sept. 2020=2020-09-04");
        check("12-14 februari 2012", "14 februari 2012=2012-02-14");
        check("12–14 februari 2012", "14 februari 2012=2012-02-14");
        check("14 februari 2012-15 maart 2012", "14 februari 2012=2012-02-14, 15 maart 2012=2012-03-15");
        check("(ontvangen 28 juni 2024).", "28 juni 2024=2024-06-28");
    }

    #[test]
    fn written_in_figures() {
        check("14-02-2012", "14-02-2012=2012-02-14");
        check("14-2-2012.", "14-2-2012=2012-02-14");
        check("14/02/2012", "14/02/2012=2012-02-14");
        check("14/2/2012,", "14/2/2012=2012-02-14");
        check("14.02.2012", "14.02.2012=2012-02-14");
        check("2012-02-14", "2012-02-14=2012-02-14");
        check("2012-02-14T09:30", "2012-02-14=2012-02-14");
        check("brief_2012-02-14_1", "2012-02-14=2012-02-14");
        // The day comes first, also where an American would read a month.
        check("04-05-2012", "04-05-2012=2012-05-04");
    }

    #[test]
    fn broken_by_layout() {
        check("14\u{a0}februari\u{a0}2012", "14\u{a0}februari\u{a0}2012=2012-02-14");
        check("14\nfebruari 2012", "14\nfebruari 2012=2012-02-14");
        check("14 februari\n   2012", "14 februari\n   2012=2012-02-14");
        check("14 febru\u{ad}ari 2012", "14 febru\u{ad}ari 2012=2012-02-14");
        check("14 \u{ad}februari 2012", "14 \u{ad}februari 2012=2012-02-14");
        check("14-02-\n2012", "14-02-\n2012=2012-02-14");
        check("14-\u{ad}02-2012", "14-\u{ad}02-2012=2012-02-14");
        check("14\n\nfebruari 2012", "");
        check("14- 02- 2012", "");
    }

    #[test]
    fn not_a_date() {
        for text in [
            "5725010/12/2012",
            "5725010/12/NCTV",
            "114 februari 2012",
            "A14 februari 2012",
            "1.14 februari 2012",
            "5725010-14 februari 2012",
            "14 februari 20123",
            "14 februari 2012a",
            "14 februari",
            "9 februari jl.",
            "14februari 2012",
            "14 februarius 2012",
            "30 februari 2012",
            "14-02-2012-3",
            "1-14-02-2012",
            "14-02/2012",
            "14-02-12",
            "14-02-20122",
            "31-04-2012",
            "2012-2-14",
            "2012-13-14",
            "02012-02-14",
            "2012-02-145",
            "26 643 nr. 202",
            "vergaderjaar 2023-2024",
            "14 mei. 12",
            "1,14-02-2012",
        ] {
            check(text, "");
        }
    }

    proptest! {
        #[test]
        fn spans_are_ordered_disjoint_and_on_characters(text in "([0-9 ./-]|1[0-9]|20[0-9]{2}|feb\\.?|mei|\u{ad}|\n|é|\\PC){0,60}") {
            let mut last = 0;
            for mention in dates(&text) {
                prop_assert!(mention.span.start >= last);
                prop_assert!(mention.span.start < mention.span.end);
                prop_assert!(text.get(mention.span.clone()).is_some());
                last = mention.span.end;
            }
        }

        #[test]
        fn a_printed_date_is_found_again(year in 1800u16..=2199, month in 1u8..=12, day in 1u8..=28) {
            let date = Date::new(year, month, day).unwrap();
            for written in [
                date.to_string(),
                date.in_words(),
                date.in_words().to_uppercase(),
                format!("{day}-{month}-{year}"),
                format!("{day:02}-{month:02}-{year}"),
                format!("{day:02}/{month:02}/{year}"),
                format!("{day}.{month}.{year}"),
            ] {
                let text = format!("op {written}, ’s ochtends");
                let found = dates(&text);
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(found[0].date, date);
                prop_assert_eq!(&text[found[0].span.clone()], written.as_str());
            }
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            dates(&text);
        }
    }
}
