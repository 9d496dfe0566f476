//! How many words a letter has.

/// Returns the number of words in a text: runs without blanks that hold a letter or a figure; a word broken at the
/// end of a line is one.
pub(super) fn count(text: &str) -> u64 {
    let mut words = 0;
    let mut broken = false;
    for line in text.split('\n') {
        for word in line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
            let goes_on = broken && word.starts_with(char::is_lowercase);
            broken = false;
            words += u64::from(!goes_on);
        }
        let end = line.trim_end();
        if !end.is_empty() {
            broken = end
                .strip_suffix(['-', '\u{ad}', '‐'])
                .is_some_and(|word| word.ends_with(char::is_alphabetic));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn words() {
        for (text, expected) in [
            ("", 0),
            ("Hack bij KPN.", 3),
            ("– een * 2 …", 2),
            ("beveili-\nging van\nIT-\nSystemen", 4),
            ("in- en uitvoer", 3),
        ] {
            assert_eq!(count(text), expected, "{text:?}");
        }
    }
}
