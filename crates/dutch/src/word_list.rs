//! Words that a user adds to those the program knows.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;

use crate::compound::Part;
use crate::fold::fold;
use crate::lexicon::Element;
use crate::tokens::tokens;

/// A list that is longer than this, in lines, is no list of words somebody made.
const MOST_LINES: usize = 100_000;

/// What an added word costs as a part, that of a word of the field (see `crates/lexicon`).
const COST: f32 = 8.0;

/// Words of a folder's own field, for the splitter of compounds.
///
/// One word a line. `darkweb` is a word that is never split and may be a part of compounds;
/// `keten+regie` is a compound with these parts. Lines that begin with `#` say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// Folded, each with where it is parted, in bytes.
    words: HashMap<String, Vec<usize>>,
    /// Bytes of the longest that may be a part.
    longest: usize,
}

/// A line of a word list that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordListError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it, as a part of a sentence.
    pub reason: String,
}

impl fmt::Display for WordListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl Error for WordListError {}

impl WordList {
    /// Reads a list.
    ///
    /// # Errors
    /// A line that holds something else than one word.
    pub fn parse(text: &str) -> Result<Self, WordListError> {
        let mut list = Self::default();
        for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let content = content.trim();
            if line > MOST_LINES {
                return Err(WordListError { line, reason: format!("only {MOST_LINES} lines are read") });
            }
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let mut word = String::new();
            let mut borders = Vec::new();
            for part in content.split('+').map(str::trim) {
                if !word.is_empty() {
                    borders.push(word.len());
                }
                let folded = fold(part);
                if !is_word(part) || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    let reason =
                        format!("`{content}` is not one word of letters, or parts of one joined by +");
                    return Err(WordListError { line, reason });
                }
                word.push_str(&folded);
            }
            if borders.is_empty() {
                list.longest = list.longest.max(word.len());
            }
            list.words.insert(word, borders);
        }
        Ok(list)
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number of words in it.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns the parts of `word`, none when it is whole; nothing when it is not in the list.
    pub(crate) fn parts(&self, word: &str) -> Option<Vec<Part>> {
        let borders = self.words.get(word)?;
        let mut parts = Vec::new();
        let mut start = 0;
        for end in borders.iter().copied().chain([word.len()]).filter(|_| !borders.is_empty()) {
            parts.push(Part { span: start..end, link: 0 });
            start = end;
        }
        Some(parts)
    }

    /// Calls `found` with each word of the list that begins `text` and may be a part of a compound, and
    /// its length in bytes.
    pub(crate) fn elements_of(&self, text: &str, mut found: impl FnMut(usize, Element)) {
        let element = Element { modifier: Some((COST, 0)), head: Some(COST), ..Element::default() };
        for length in 3..=self.longest.min(text.len()) {
            if self.words.get(&text[..length]).is_some_and(Vec::is_empty) {
                found(length, element);
                // What links it to the next part.
                if text[length..].starts_with('s') {
                    let linked = Element { modifier: Some((COST + 1.0, 1)), head: None, ..element };
                    found(length + 1, linked);
                }
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    let mut tokens = tokens(text);
    let whole = tokens.advance().is_some_and(|token| token.span == (0..text.len()) && token.also.is_empty());
    whole && tokens.advance().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read() {
        let list = WordList::parse("\u{feff}# eigen woorden\r\nDarkweb\r\n\r\nketen + regié\n");
        let list = list.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(list.len(), 2);
        assert_eq!(list.parts("darkweb"), Some(Vec::new()));
        let parts = list.parts("ketenregie").unwrap_or_default();
        assert_eq!(parts.iter().map(|part| part.span.clone()).collect::<Vec<_>>(), [0..5, 5..10]);
        assert_eq!(list.parts("keten"), None);
    }

    #[test]
    fn what_is_no_word_is_refused() {
        for (text, line) in [("twee woorden", 1), ("goed\n+", 2), ("a\n\nb-c", 3), ("d66", 1), ("wet+", 1)] {
            let error = WordList::parse(text).err();
            assert_eq!(error.map(|error| error.line), Some(line), "{text:?}");
        }
    }
}
