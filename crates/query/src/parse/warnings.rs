//! Warnings about questions that can be read and may have been meant otherwise: syntax of other search
//! engines, single quotes, operators in a question typed in capitals.

use std::ops::Range;

use super::{Parser, is_minus};
use crate::tree::Warning;

/// An operator beside acronyms only was meant as one. They are short, and a question typed with the
/// capitals locked soon has a longer word.
const LETTERS_OF_AN_ACRONYM: usize = 5;

/// Names that will be fields; typed before a colon they are taken for one, and that is said.
const FIELDS: &[&str] = &["titel", "title", "is"];

impl Parser<'_> {
    /// Says so where a user of other search engines means more than a word.
    pub(super) fn warn_of_syntax_to_come(&mut self, chunk: &str, span: &Range<usize>) {
        let mut warn = |message: String| self.warnings.push(Warning { message, span: span.clone() });
        if chunk.contains('*') {
            warn(format!("`*` does not stand for letters yet; `{chunk}` is searched as it is without it"));
        }
        let name = chunk.split(':').next().unwrap_or_default();
        let is_field = FIELDS.contains(&name.to_lowercase().as_str());
        if is_field && self.text[span.start..].trim_start_matches(is_minus)[name.len()..].starts_with(':') {
            warn(format!("fields such as `{name}:` are not understood yet; it is searched as words"));
        }
        if chunk.contains('|') {
            warn(format!("`|` joins words only with blanks around it; `{chunk}` is searched side by side"));
        }
        if !self.parenthesis && chunk.matches('(').count() != chunk.matches(')').count() {
            self.parenthesis = true;
            warn("parentheses do not group words yet; they are passed over".to_owned());
        }
        if chunk.strip_prefix("NEAR").is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            warn("NEAR is not understood yet; it is searched as a word".to_owned());
        }
    }

    /// Says so where single quotes stand around several words.
    pub(super) fn warn_of_single_quotes(&mut self, chunk: &str, begin: usize) {
        let closes = chunk.ends_with(['\'', '’']);
        if let Some(quoted) = chunk.strip_prefix(['\'', '‘'])
            && !is_clitic(quoted)
            && quoted.starts_with(char::is_alphanumeric)
        {
            self.quote = (!closes).then_some(begin);
        } else if closes && let Some(start) = self.quote.take() {
            self.warn(
                start..begin + chunk.len(),
                "only double quotes make a phrase; the words between single ones are searched one by one",
            );
        }
    }

    /// Says so where a question typed in capitals held an operator that may have been a word.
    pub(super) fn warn_of_capitals(&mut self) {
        let is_operator = |word: &str| self.capitals.iter().any(|first| self.text[first.clone()] == *word);
        let words = self.text.split(|c: char| !c.is_alphanumeric());
        let (mut others, mut beyond_acronyms) = (0, false);
        for word in words.filter(|word| word.contains(char::is_alphabetic) && !is_operator(word)) {
            if word.contains(char::is_lowercase) {
                return;
            }
            others += 1;
            beyond_acronyms |= word.chars().filter(|c| c.is_alphabetic()).count() > LETTERS_OF_AN_ACRONYM;
        }
        if others < 2 {
            return;
        }
        for span in std::mem::take(&mut self.capitals) {
            let operator = &self.text[span.clone()];
            if beyond_acronyms || matches!(operator, "NOT" | "NIET") {
                let message = format!("`{operator}` is read as an operator because of its capitals");
                self.warn(span, &message);
            }
        }
    }
}

/// Whether `word` begins as `'s-Gravenhage` and `'t` go on after their apostrophe.
fn is_clitic(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(char::is_alphanumeric)
}
