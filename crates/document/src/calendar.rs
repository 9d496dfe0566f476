//! Days by number, as programs keep them.

/// Returns year, month and day of the day with this number, of which 0 is 1 January 1970, by the rule of the
/// Gregorian calendar.
pub(crate) fn civil(number: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, so that the odd day is the last of a year; a period has 400 years.
    let days = number + 719_468;
    let period = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + period * 400 + i64::from(month <= 2), month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (number, expected) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (11_016, (2000, 2, 29)),
            (15_384, (2012, 2, 14)),
            (-25_509, (1900, 2, 28)),
            (-25_508, (1900, 3, 1)),
        ] {
            assert_eq!(civil(number), expected, "{number}");
        }
    }
}
