//! Numbers that are written in several ways, as one term each.
//!
//! | written | term | also found by |
//! | --- | --- | --- |
//! | `9-10-2015`, `09/10/2015`, `2015-10-09` | `9-10-2015` | its year, and as a date |
//! | `9 oktober 2015` | its three words | as a date |
//! | `2010/11`, `2010-2011`, `2010–2011` | `2010-2011` | both years |
//! | `26 643`, `26.643`, `1 234 567` | the digits joined | |
//! | `5725010/12/NCTV` | as written | its parts, its first two |
//! | `5.1`, `1,5`, `14:30`, `5.1e` | as written | |
//!
//! Half of a dossier number is another number, so `26 643` is not found by `643`. The rules are those
//! of the field: CITATIONS and the spelling of Dutch figures.

use std::collections::VecDeque;

use crate::tokens::{Also, Kind};
use crate::words::Word;

/// Words looked at to read one number.
pub(crate) const REACH: usize = 9;

/// What the first words of a text are read as.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// How many words it takes.
    pub(crate) words: usize,
    /// The one spelling of it.
    pub(crate) exact: String,
    /// What else it is found by.
    pub(crate) also: Vec<Also>,
}

/// Reads a number that begins with the first of `words`; nothing when that is a word like others.
pub(crate) fn number(text: &str, words: &VecDeque<Word>) -> Option<Number> {
    let ahead = Ahead { text, words };
    if !ahead.begins_with_digit(0) {
        return None;
    }
    date(&ahead)
        .or_else(|| years(&ahead))
        .or_else(|| spaced(&ahead))
        .or_else(|| thousands(&ahead))
        .or_else(|| reference(&ahead))
        .or_else(|| decimal(&ahead))
        .or_else(|| date_in_words(&ahead))
}

/// The words at the front and what stands between them.
struct Ahead<'a> {
    text: &'a str,
    words: &'a VecDeque<Word>,
}

impl<'a> Ahead<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &self.text[word.span.clone()])
    }

    /// Returns word `at` when it is a number with so many digits.
    fn digits(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<&'a str> {
        let word = self.words.get(at).filter(|word| word.shape.number)?;
        lengths.contains(&word.span.len()).then(|| &self.text[word.span.clone()])
    }

    fn value(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.digits(at, lengths)?.parse().ok()
    }

    fn begins_with_digit(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// What stands between word `at` and the next; a blank when there is no next.
    fn gap(&self, at: usize) -> &'a str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => {
                self.text[word.span.end..next.span.start].trim_matches(crate::fold::is_invisible)
            }
            _ => "  ",
        }
    }

    /// Whether the number that ends with word `at` goes on, so that it is another one.
    fn goes_on(&self, at: usize, separators: &[&str]) -> bool {
        separators.contains(&self.gap(at)) && self.begins_with_digit(at + 1)
    }
}

fn is_blank(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\u{2007}" | "\u{2009}" | "\u{202f}")
}

fn found(words: usize, exact: impl Into<String>, also: impl IntoIterator<Item = Also>) -> Option<Number> {
    Some(Number { words, exact: exact.into(), also: also.into_iter().collect() })
}

fn part(text: impl Into<String>) -> Also {
    Also { text: text.into(), kind: Kind::Part }
}

fn as_date(day: u32, month: u32, year: u32, words: usize) -> Option<Also> {
    let valid = (1..=31).contains(&day) && (1..=12).contains(&month) && (1800..2200).contains(&year);
    valid.then(|| Also { text: format!("d:{year}{month:02}{day:02}"), kind: Kind::Date { words } })
}

fn date(ahead: &Ahead<'_>) -> Option<Number> {
    let separator = ahead.gap(0);
    if !matches!(separator, "-" | "/" | ".") || ahead.gap(1) != separator || ahead.goes_on(2, &[separator]) {
        return None;
    }
    let (day, month, year) = match (ahead.value(0, 1..=2), ahead.value(0, 4..=4)) {
        (Some(day), _) => (day, ahead.value(1, 1..=2)?, ahead.value(2, 4..=4)?),
        (_, Some(year)) if separator == "-" => (ahead.value(2, 2..=2)?, ahead.value(1, 2..=2)?, year),
        _ => return None,
    };
    let date = as_date(day, month, year, 1)?;
    found(3, format!("{day}-{month}-{year}"), [date, part(year.to_string())])
}

fn years(ahead: &Ahead<'_>) -> Option<Number> {
    let first = ahead.value(0, 4..=4).filter(|year| (1800..2200).contains(year))?;
    let gap = ahead.gap(0);
    // A blank or two around the mark, as proportional spacing leaves it.
    if gap.len() > 8 || !matches!(gap.trim(), "/" | "-" | "–" | "‐" | "‑") || gap.contains('\n') {
        return None;
    }
    let second = match (ahead.value(1, 2..=2), ahead.value(1, 4..=4)) {
        (Some(short), _) if short == (first + 1) % 100 => first + 1,
        (_, Some(second)) if second == first + 1 => second,
        _ => return None,
    };
    if ahead.goes_on(1, &["-", "/"]) {
        return None;
    }
    found(2, format!("{first}-{second}"), [part(first.to_string()), part(second.to_string())])
}

fn spaced(ahead: &Ahead<'_>) -> Option<Number> {
    let first = ahead.digits(0, 1..=3).filter(|digits| !digits.starts_with('0'))?;
    let groups = (1..REACH - 1)
        .take_while(|at| is_blank(ahead.gap(at - 1)) && ahead.digits(*at, 3..=3).is_some())
        .count();
    // Two numbers beside each other are not one. Dossiers have five digits; shorter and longer ones are
    // amounts, and only round ones or those of three groups can be told from two numbers.
    let is_one = match groups {
        0 => false,
        1 => first.len() == 2 || ahead.word(1) == "000",
        _ => true,
    };
    is_one.then(|| found(groups + 1, (0..=groups).map(|at| ahead.word(at)).collect::<String>(), []))?
}

fn thousands(ahead: &Ahead<'_>) -> Option<Number> {
    let first = ahead.digits(0, 1..=3).filter(|digits| !digits.starts_with('0'))?;
    let groups = (1..REACH - 1)
        .take_while(|at| ahead.gap(at - 1) == "." && ahead.digits(*at, 3..=3).is_some())
        .count();
    if groups == 0 || ahead.goes_on(groups, &["."]) {
        return None;
    }
    let mut exact: String = first.to_owned();
    exact.extend((1..=groups).map(|at| ahead.word(at)));
    let mut words = groups + 1;
    if ahead.gap(groups) == ","
        && let Some(decimals) = ahead.digits(groups + 1, 1..=4)
    {
        exact.push(',');
        exact.push_str(decimals);
        words += 1;
    }
    found(words, exact, [])
}

fn reference(ahead: &Ahead<'_>) -> Option<Number> {
    ahead.digits(0, 1..=12)?;
    let mut words = 1;
    while words < REACH - 1 && ahead.gap(words - 1) == "/" && ahead.digits(words, 1..=12).is_some() {
        words += 1;
    }
    if words < 2 {
        return None;
    }
    let letters = |word: &Word| !word.shape.digit && !word.shape.apostrophe && word.span.len() <= 24;
    if ahead.gap(words - 1) == "/" && ahead.words.get(words).is_some_and(letters) {
        words += 1;
    }
    let parts: Vec<String> = (0..words).map(|at| crate::fold(ahead.word(at))).collect();
    let mut also: Vec<Also> = parts.iter().map(|text| part(text.as_str())).collect();
    if parts.len() > 2 {
        also.push(part(parts[..2].join("/")));
    }
    found(words, parts.join("/"), also)
}

fn decimal(ahead: &Ahead<'_>) -> Option<Number> {
    ahead.digits(0, 1..=12)?;
    let separator = ahead.gap(0);
    if !matches!(separator, "." | "," | ":") {
        return None;
    }
    let mut words = 1;
    while words < REACH - 1 && ahead.gap(words - 1) == separator && ahead.digits(words, 1..=12).is_some() {
        words += 1;
    }
    // A list of numbers without blanks is no number.
    if separator != "." && words > 2 {
        return None;
    }
    let mut exact = (0..words).map(|at| ahead.word(at)).collect::<Vec<_>>().join(separator);
    let lettered = ahead.word(words);
    if separator == "." && ahead.gap(words - 1) == "." && is_lettered(lettered) {
        let without = format!("{exact}.{}", &lettered[..lettered.len() - 1]);
        exact = format!("{exact}.{}", lettered.to_ascii_lowercase());
        return found(words + 1, exact, [part(without)]);
    }
    if words == 1 { None } else { found(words, exact, []) }
}

/// Whether `word` is a number and a letter, as the last part of `5.1e`.
fn is_lettered(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 2
        && bytes[bytes.len() - 1].is_ascii_alphabetic()
        && bytes[..bytes.len() - 1].iter().all(u8::is_ascii_digit)
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The words of a date stay the words they are; the first says as well which day they name.
fn date_in_words(ahead: &Ahead<'_>) -> Option<Number> {
    let day = ahead.value(0, 1..=2)?;
    if !is_blank(ahead.gap(0)) || !(is_blank(ahead.gap(1)) || ahead.gap(1) == "\n") {
        return None;
    }
    let year = ahead.value(2, 4..=4)?;
    let name = ahead.word(1).to_ascii_lowercase();
    let month = (1..).zip(MONTHS).find(|(_, month)| *month == name)?.0;
    found(1, ahead.word(0), [as_date(day, month, year, 3)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::next_word;

    /// Checks how the beginning of `text` is read: the term, then what else it is found by.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut words = VecDeque::new();
        while let Some(word) = next_word(text, words.back().map_or(0, |word: &Word| word.span.end)) {
            words.push_back(word);
        }
        let shown = number(text, &words).map_or(String::new(), |number| {
            let also = number.also.iter().map(|also| also.text.as_str());
            std::iter::once(number.exact.as_str()).chain(also).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn dates() {
        check("9-10-2015", "9-10-2015 d:20151009 2015");
        check("09/10/2015", "9-10-2015 d:20151009 2015");
        check("14.02.2012", "14-2-2012 d:20120214 2012");
        check("2015-10-09.", "9-10-2015 d:20151009 2015");
        check("9 oktober 2015", "9 d:20151009");
        check("32-10-2015", "");
        check("1-2-2012-3", "");
        check("9 oktober jl.", "");
    }

    #[test]
    fn session_years() {
        for text in ["2010/11", "2010-2011", "2010–2011", "2010 – 2011", "2010/2011, 26 643"] {
            check(text, "2010-2011 2010 2011");
        }
        check("1999/00", "1999-2000 1999 2000");
        check("2010-2015", "");
        check("2010/12", "2010/12 2010 12");
    }

    #[test]
    fn dossiers_and_amounts() {
        check("26 643, nr. 202", "26643");
        check("26\u{a0}643", "26643");
        check("26.643", "26643");
        check("26 000 scholen", "26000");
        check("150 000 euro", "150000");
        check("1 234 567", "1234567");
        check("1.234.567,89", "1234567,89");
        check("12 gemeenten en 288", "");
        check("2012 643", "");
        check("06 123", "");
        check("5 200", "");
    }

    #[test]
    fn references() {
        check("5725010/12/NCTV", "5725010/12/nctv 5725010 12 nctv 5725010/12");
        check("2022/2555", "2022/2555 2022 2555");
        check("112", "");
    }

    #[test]
    fn decimals_and_sections() {
        check("5.1, tweede lid", "5.1");
        check("5.1.2", "5.1.2");
        check("5.1e", "5.1e 5.1");
        check("1,5 miljoen", "1,5");
        check("14:30", "14:30");
        check("1,2,3", "");
        check("13a", "");
    }
}
