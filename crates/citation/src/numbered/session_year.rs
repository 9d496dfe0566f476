//! A parliamentary year as it is written: `2010/11`, `2010-2011`, `20102011`, `1985/- 86`, `'85-'86`.
//!
//! Answerable for the year alone: two years that follow each other. Knows nothing of the words around it; a
//! rule asks for one only where its own cue expects one.

use std::fmt;

use crate::cursor::Cursor;

/// A parliamentary year, by the calendar year it begins in. Written `2010-2011`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionYear(u16);

impl SessionYear {
    /// The calendar year it begins in.
    pub(crate) fn begins(self) -> u16 {
        self.0
    }

    fn new(first: u16, second: u16) -> Option<Self> {
        ((1800..2199).contains(&first) && second == first + 1).then_some(Self(first))
    }

    /// Reads eight digits, as identifiers have them: `20102011`.
    pub(crate) fn of_digits(digits: &str) -> Option<Self> {
        let (first, second) = digits.split_at_checked(4).filter(|_| digits.len() == 8)?;
        Self::new(first.parse().ok()?, second.parse().ok()?)
    }
}

impl fmt::Display for SessionYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

/// Goes past a parliamentary year.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> Option<SessionYear> {
    let mut c = *cursor;
    c.character(&['\'']);
    let first = c.digits(2, 8)?;
    let year = if first.len() == 8 {
        SessionYear::of_digits(first)?
    } else {
        c.space();
        let slash = c.literal("/");
        if slash {
            c.space();
        }
        // Old volumes have both, where a line was broken.
        if !c.literal("-") && !slash {
            return None;
        }
        c.space();
        c.character(&['\'']);
        let second = c.digits(2, 4)?;
        // `2010-11-12` is a day.
        let day = second.len() == 2 && {
            let mut next = c;
            next.character(&['-', '/']).is_some() && next.peek().is_some_and(|c| c.is_ascii_digit())
        };
        if day {
            return None;
        }
        pair(first, second)?
    };
    if !c.ends_number() {
        return None;
    }
    *cursor = c;
    Some(year)
}

fn pair(first: &str, second: &str) -> Option<SessionYear> {
    let begins: u16 = first.parse().ok()?;
    let ends: u16 = second.parse().ok()?;
    let begins = match first.len() {
        4 => begins,
        // Short years are a habit of the last century; 2039/40 is as far as this reading goes.
        2 if second.len() == 2 && begins >= 40 => 1900 + begins,
        2 if second.len() == 2 => 2000 + begins,
        _ => return None,
    };
    match second.len() {
        4 => SessionYear::new(begins, ends),
        2 if (begins + 1) % 100 == ends => SessionYear::new(begins, begins + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::View;

    fn year(text: &str) -> Option<String> {
        let view = View::new(text);
        read(&mut Cursor::new(&view.text, 0)).map(|year| year.to_string())
    }

    #[test]
    fn years_are_read_however_they_are_written() {
        for (text, expected) in [
            ("2010/11", "2010-2011"),
            ("2010-2011", "2010-2011"),
            ("2010–2011,", "2010-2011"),
            ("2010/2011", "2010-2011"),
            ("2010 - 2011", "2010-2011"),
            ("2010-\n2011", "2010-2011"),
            ("20102011", "2010-2011"),
            ("1999-2000", "1999-2000"),
            ("1999/00", "1999-2000"),
            ("1999/2000", "1999-2000"),
            ("85/86", "1985-1986"),
            ("99/00", "1999-2000"),
            ("07/08", "2007-2008"),
            ("1985/- 86", "1985-1986"),
            ("1985/-\n86", "1985-1986"),
            ("'85-'86", "1985-1986"),
            ("’85–’86", "1985-1986"),
            ("1958-1959-5380", "1958-1959"),
            ("2010/11²", "2010-2011"),
        ] {
            assert_eq!(year(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn other_pairs_are_none() {
        for text in [
            "2010",
            "2010/12",
            "2010-2015",
            "2011-2010",
            "20102012",
            "2010-11-12",
            "2010/11/12",
            "2010 11",
            "2010/111",
            "2010-2011a",
            "201011",
            "1500-1501",
            "26 643",
            "11/2012",
            "",
        ] {
            assert_eq!(year(text), None, "{text:?}");
        }
    }
}
