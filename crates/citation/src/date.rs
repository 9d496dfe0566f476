//! A calendar date that exists, and the two ways this project writes one.
//!
//! Answerable for the calendar: which days there are and how they compare. Knows nothing of running text;
//! finding a date in a letter is the work of `mention`.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// Dutch names of the months, January first.
pub const MONTHS: [&str; 12] = [
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

/// A day of the Gregorian calendar in the years 1800 to 2199.
///
/// The range is that of the Dutch parliamentary archive with room to spare; a number outside it is far more
/// often a file number or an amount than a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The order of the fields is the order of dates: comparing is derived.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the date with this year, month (1–12) and day (1–31), or nothing when the calendar has no such
    /// day or the year is not in 1800..=2199.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1800..=2199).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Returns the year, 1800–2199.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Returns the date as a Dutch letter writes it: `14 februari 2012`.
    pub fn in_words(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Writes the ISO form, `2012-02-14`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Says that a text is not a date in the ISO form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDateError;

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date between 1800-01-01 and 2199-12-31, written like 2012-02-14")
    }
}

impl Error for ParseDateError {}

/// Reads the ISO form and nothing else: four, two and two digits with hyphens between them.
///
/// # Errors
/// When the text has another shape, or names a day that does not exist or lies outside 1800..=2199.
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseDateError);
        };
        let number = |part: &str, digits: usize| {
            // `parse` alone would take a sign.
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let month = number(month, 2).and_then(|month| u8::try_from(month).ok());
        let day = number(day, 2).and_then(|day| u8::try_from(day).ok());
        match (number(year, 4), month, day) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or(ParseDateError),
            _ => Err(ParseDateError),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_exist() {
        assert!(Date::new(2012, 2, 29).is_some());
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2013, 2, 29).is_none());
        assert!(Date::new(2012, 4, 31).is_none());
        assert!(Date::new(2012, 12, 31).is_some());
        assert!(Date::new(2012, 13, 1).is_none());
        assert!(Date::new(2012, 0, 1).is_none());
        assert!(Date::new(2012, 1, 0).is_none());
        assert!(Date::new(1800, 1, 1).is_some());
        assert!(Date::new(1799, 12, 31).is_none());
        assert!(Date::new(2199, 12, 31).is_some());
        assert!(Date::new(2200, 1, 1).is_none());
    }

    #[test]
    fn dates_compare_by_the_calendar() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert!(date("2011-12-31") < date("2012-01-01"));
        assert!(date("2012-01-31") < date("2012-02-01"));
        assert!(date("2012-02-13") < date("2012-02-14"));
    }

    #[test]
    fn both_forms_are_written() {
        let date = Date::new(2012, 2, 4).unwrap();
        assert_eq!(date.to_string(), "2012-02-04");
        assert_eq!(date.in_words(), "4 februari 2012");
        assert_eq!((date.year(), date.month(), date.day()), (2012, 2, 4));
    }

    #[test]
    fn only_the_iso_form_is_read() {
        assert_eq!("2012-02-14".parse(), Ok(Date::new(2012, 2, 14).unwrap()));
        for wrong in [
            "",
            "2012",
            "2012-2-14",
            "2012-02-14 ",
            "2012-02-30",
            "+012-02-14",
            "2012-02-14-1",
            "14-02-2012",
            "2012/02/14",
            "２０１２-02-14",
        ] {
            assert_eq!(wrong.parse::<Date>(), Err(ParseDateError), "{wrong:?}");
        }
    }
}
