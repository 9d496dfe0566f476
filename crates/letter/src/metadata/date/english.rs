//! Dates with English names of months, in the heads of letters that ministries write in English.

use std::ops::Range;

use naslag_citation::Date;

/// January first.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns the first date such as `14 February 2012` or `February 14, 2012`.
pub(super) fn date(text: &str) -> Option<(Date, Range<usize>)> {
    let words: Vec<Range<usize>> = words(text);
    words.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let year = text[third.clone()].parse::<u16>().ok().filter(|year| *year >= 1800)?;
        let (month, day) = match (month(&text[first.clone()]), month(&text[second.clone()])) {
            (None, Some(month)) => (month, day(&text[first.clone()])?),
            (Some(month), None) => (month, day(&text[second.clone()])?),
            _ => return None,
        };
        Some((Date::new(year, month, day)?, first.start..third.end))
    })
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words
}

fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))?;
    u8::try_from(place + 1).ok()
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_dates() {
        for (text, expected) in [
            ("14 February 2012", Some(("2012-02-14", "14 February 2012"))),
            ("The Hague, May 3rd, 2020", Some(("2020-05-03", "May 3rd, 2020"))),
            ("1st of May 2020", None),
            ("31 February 2012", None),
            ("May", None),
            ("", None),
        ] {
            let found = date(text).map(|(date, range)| (date.to_string(), &text[range]));
            assert_eq!(found, expected.map(|(date, part)| (date.to_owned(), part)), "{text:?}");
        }
    }
}
