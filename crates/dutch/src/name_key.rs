//! When two names are the same, however they are typed.

use crate::tokens::tokens;

/// Returns the words of a name as exact terms with blanks between: names that differ in case, accents, marks or
/// blanks only have it in common.
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut words = tokens(name);
    while let Some(token) = words.advance() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(token.exact);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn spellings_of_one_name_meet() {
        let key = name_key("Nationaal Cyber Security Centrum");
        assert_eq!(key, "nationaal cyber security centrum");
        for spelling in ["nationaal  Cyber-Security centrum", "“Nationaal Cyber Security Centrúm”"] {
            assert_eq!(name_key(spelling), key);
        }
        assert_eq!(name_key(" - "), "");
        assert_eq!(name_key(&key), key);
    }
}
