//! Roman figures, in which endnotes are numbered.

/// Returns the number in small Roman figures; one beyond 399 in digits, as nobody has so many endnotes.
pub(crate) fn roman(number: u32) -> String {
    let figures =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    if number > 399 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, figure) in figures {
        while rest >= value {
            out.push_str(figure);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        for (number, expected) in
            [(1, "i"), (4, "iv"), (9, "ix"), (49, "xlix"), (399, "cccxcix"), (400, "400")]
        {
            assert_eq!(roman(number), expected);
        }
    }
}
