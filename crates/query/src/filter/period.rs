//! Periods as they are typed: a day, a month, a year, what lies between two of them, before or after one.
//!
//! Answerable for the spellings and for what a period takes in: its first and its last day, both included.

use std::fmt;

use naslag_citation::Date;

/// Days from one to another, both included; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    first: Option<Date>,
    last: Option<Date>,
}

/// Names of months by their first letters, at least three; Dutch, then English where that differs.
const MONTHS: [(&str, u8); 27] = [
    ("januari", 1),
    ("january", 1),
    ("februari", 2),
    ("february", 2),
    ("maart", 3),
    ("mrt", 3),
    ("march", 3),
    ("april", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("juli", 7),
    ("july", 7),
    ("augustus", 8),
    ("august", 8),
    ("september", 9),
    ("sept", 9),
    ("oktober", 10),
    ("october", 10),
    ("okt", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("apr", 4),
    ("aug", 8),
];

impl Period {
    /// Reads a period; nothing when `text` is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        for (sign, after, included) in [
            (">=", true, true),
            ("≥", true, true),
            ("<=", false, true),
            ("≤", false, true),
            (">", true, false),
            ("<", false, false),
        ] {
            let Some(rest) = text.strip_prefix(sign) else {
                continue;
            };
            let (first, last) = days_of(rest)?;
            return Some(match (after, included) {
                (true, true) => Self { first: Some(first), last: None },
                (true, false) => Self { first: Some(next(last)?), last: None },
                (false, true) => Self { first: None, last: Some(last) },
                (false, false) => Self { first: None, last: Some(before(first)?) },
            });
        }
        if let Some((from, to)) = text.split_once("..") {
            let end = |text: &str| -> Option<Option<(Date, Date)>> {
                let text = text.trim_matches(['.', ' ']);
                if text.is_empty() { Some(None) } else { days_of(text).map(Some) }
            };
            return match (end(from)?, end(to)?) {
                (None, None) => None,
                (Some((first, _)), None) => Some(Self { first: Some(first), last: None }),
                (None, Some((_, last))) => Some(Self { first: None, last: Some(last) }),
                // In whichever order they were typed.
                (Some(one), Some(other)) => Some(Self::between(one, other)),
            };
        }
        if let Some((first, last)) = days_of(text) {
            return Some(Self { first: Some(first), last: Some(last) });
        }
        // `2010-2014`
        let (from, to) = text.split_once(['-', '–', '−', '/'])?;
        Some(Self::between(year(from.trim())?, year(to.trim())?))
    }

    fn between(one: (Date, Date), other: (Date, Date)) -> Self {
        Self { first: Some(one.0.min(other.0)), last: Some(one.1.max(other.1)) }
    }

    /// Whether the day, as `20120214`, is in it.
    pub(crate) fn holds(self, day: u64) -> bool {
        self.first.is_none_or(|first| number(first) <= day)
            && self.last.is_none_or(|last| day <= number(last))
    }
}

impl fmt::Display for Period {
    /// Writes its first and last day, with two full stops between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => write!(f, "{first}"),
            (first, last) => {
                first.map_or(Ok(()), |first| write!(f, "{first}"))?;
                f.write_str("..")?;
                last.map_or(Ok(()), |last| write!(f, "{last}"))
            }
        }
    }
}

fn number(date: Date) -> u64 {
    (u64::from(date.year()) * 100 + u64::from(date.month())) * 100 + u64::from(date.day())
}

fn last_of(year: u16, month: u8) -> Option<Date> {
    (28..=31).rev().find_map(|day| Date::new(year, month, day))
}

fn next(date: Date) -> Option<Date> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Date::new(year, month, day + 1)
        .or_else(|| Date::new(year, month + 1, 1))
        .or_else(|| Date::new(year + 1, 1, 1))
}

fn before(date: Date) -> Option<Date> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Date::new(year, month, day - 1)
        .or_else(|| last_of(year, month - 1))
        .or_else(|| Date::new(year - 1, 12, 31))
}

fn year(text: &str) -> Option<(Date, Date)> {
    let year = text.parse().ok().filter(|_| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))?;
    Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
}

/// A piece of a date.
#[derive(Clone, Copy)]
enum Piece {
    /// A number of four digits.
    Year(u16),
    /// A number of one or two.
    Number(u8),
    Month(u8),
}

/// Returns the first and the last day of the day, month or year that `text` is.
fn days_of(text: &str) -> Option<(Date, Date)> {
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '–' | '−' | '‐' | '‑');
    let mut pieces = Vec::new();
    for piece in text.split(marks).filter(|piece| !piece.is_empty()) {
        let digits = piece.bytes().all(|byte| byte.is_ascii_digit());
        pieces.push(match piece.len() {
            4 if digits => Piece::Year(piece.parse().ok()?),
            1 | 2 if digits => Piece::Number(piece.parse().ok()?),
            _ => {
                let lower = piece.to_lowercase();
                Piece::Month(MONTHS.iter().find(|(name, _)| *name == lower)?.1)
            }
        });
        if pieces.len() > 3 {
            return None;
        }
    }
    let month = |year, month| Some((Date::new(year, month, 1)?, last_of(year, month)?));
    let day = |year, month, day| Date::new(year, month, day).map(|date| (date, date));
    match *pieces.as_slice() {
        [Piece::Year(_)] => year(text.trim_matches(marks)),
        [Piece::Year(y), Piece::Number(m) | Piece::Month(m)]
        | [Piece::Number(m) | Piece::Month(m), Piece::Year(y)] => month(y, m),
        [Piece::Year(y), Piece::Number(m) | Piece::Month(m), Piece::Number(d)]
        | [Piece::Number(d), Piece::Number(m) | Piece::Month(m), Piece::Year(y)]
        | [Piece::Month(m), Piece::Number(d), Piece::Year(y)] => day(y, m, d),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let period = Period::read(typed).map(|period| period.to_string());
        assert_eq!(period.as_deref().unwrap_or(""), expected, "{typed:?}");
    }

    #[test]
    fn days_months_and_years() {
        check("2012", "2012-01-01..2012-12-31");
        check("2012-02", "2012-02-01..2012-02-29");
        check("02-2012", "2012-02-01..2012-02-29");
        check("februari 2012", "2012-02-01..2012-02-29");
        check("Februari-2013", "2013-02-01..2013-02-28");
        check("feb 2013", "2013-02-01..2013-02-28");
        check("2012-02-14", "2012-02-14");
        check("2012-2-14", "2012-02-14");
        check("14-2-2012", "2012-02-14");
        check("14/02/2012", "2012-02-14");
        check("14.2.2012", "2012-02-14");
        check("14 februari 2012", "2012-02-14");
        check("14-februari-2012", "2012-02-14");
        check("February 14, 2012", "2012-02-14");
        check("14 MRT 2012", "2012-03-14");
    }

    #[test]
    fn periods() {
        check("2010..2014", "2010-01-01..2014-12-31");
        check("2010-2014", "2010-01-01..2014-12-31");
        check("2014..2010", "2010-01-01..2014-12-31");
        check("2012-01..2012-06-30", "2012-01-01..2012-06-30");
        check("1 mei 2012 .. juni 2012", "2012-05-01..2012-06-30");
        check("2012...2013", "2012-01-01..2013-12-31");
        check("..2014", "..2014-12-31");
        check("2020-06..", "2020-06-01..");
        check(">2020-06", "2020-07-01..");
        check("> 2020", "2021-01-01..");
        check(">=2020-06", "2020-06-01..");
        check("≥2020-06-05", "2020-06-05..");
        check("<2020", "..2019-12-31");
        check("<2020-03", "..2020-02-29");
        check("<=2020", "..2020-12-31");
        check("<1-3-2020", "..2020-02-29");
    }

    #[test]
    fn what_is_no_period() {
        for typed in [
            "",
            "..",
            ">",
            "2012-13",
            "30-2-2012",
            "februari",
            "14 februari",
            "12",
            "20120",
            "0999",
            "2012..x",
            "x..2012",
            ">2199",
            "<1800",
            "1-2-3-2012",
            "gisteren",
            "2012-02-2013",
            "99-2012",
        ] {
            check(typed, "");
        }
    }

    #[test]
    fn both_ends_are_included() {
        let holds = |typed, day| Period::read(typed).is_some_and(|period| period.holds(day));
        let days = [20_120_131, 20_120_201, 20_120_229, 20_120_331, 20_120_401];
        assert_eq!(days.map(|day| holds("2012-02..2012-03", day)), [false, true, true, true, false]);
        assert!(holds("2012..", 99_991_231));
    }
}
