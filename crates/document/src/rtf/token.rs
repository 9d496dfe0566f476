//! The tokens of Rich Text Format: groups, control words, characters.
//!
//! Answerable for how RTF 1.9.1 is written; knows no control word but `\bin`, behind which bytes stand that are no
//! tokens.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par` or `\u8217`
    Word(&'a str, Option<i32>),
    /// `\~`: a backslash and one character that is no letter.
    Symbol(u8),
    /// A byte of text, as it is or as `\'eb`.
    Byte(u8),
}

/// Letters of a control word that are looked at; the longest has 25.
const LONGEST_WORD: usize = 32;

/// Digits of a number.
const LONGEST_NUMBER: usize = 10;

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn word(&mut self) -> Token<'a> {
        let all = self.rest;
        let length = all.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = all.get(..length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
        self.skip(length);
        let minus = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self
            .rest
            .iter()
            .skip(minus)
            .take(LONGEST_NUMBER)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut number = None;
        if digits > 0 {
            let written = self.rest.get(..minus + digits).and_then(|number| std::str::from_utf8(number).ok());
            number = written.and_then(|number| number.parse().ok());
            self.skip(minus + digits);
        }
        // One blank ends the word and is no text.
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        if name == "bin" {
            self.skip(number.and_then(|count| usize::try_from(count).ok()).unwrap_or(0));
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.rest.first()?;
            self.skip(1);
            return Some(match first {
                b'{' => Token::Open,
                b'}' => Token::Close,
                // Line ends are for the eye of a programmer.
                b'\r' | b'\n' | 0 => continue,
                b'\\' => {
                    let next = *self.rest.first()?;
                    if next.is_ascii_alphabetic() {
                        return Some(self.word());
                    }
                    self.skip(1);
                    if next != b'\'' {
                        return Some(Token::Symbol(next));
                    }
                    let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                    match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                        Some(byte) => {
                            self.skip(2);
                            Token::Byte(byte)
                        }
                        None => continue,
                    }
                }
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::*;
    use super::*;

    fn check(rtf: &str, expected: &[Token<'_>]) {
        let found: Vec<_> = Tokens::new(rtf.as_bytes()).collect();
        assert_eq!(found, expected, "{rtf}");
    }

    #[test]
    fn tokens() {
        check(r"{\b x}", &[Open, Word("b", None), Byte(b'x'), Close]);
        check(r"\u-10179?", &[Word("u", Some(-10179)), Byte(b'?')]);
        check(r"\'eb\'zz", &[Byte(0xeb), Byte(b'z'), Byte(b'z')]);
        check("a\r\nb\\~\\\n", &[Byte(b'a'), Byte(b'b'), Symbol(b'~'), Symbol(b'\n')]);
        check(r"\bin3 }}}x", &[Word("bin", Some(3)), Byte(b'x')]);
        check(r"\bin999999999 }", &[Word("bin", Some(999_999_999))]);
        check(r"\li-1  x", &[Word("li", Some(-1)), Byte(b' '), Byte(b'x')]);
        check("\\", &[]);
    }
}
