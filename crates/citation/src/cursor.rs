//! A place in a view that moves on when what it is asked for stands there.
//!
//! Answerable for the small steps every rule takes. Each step either succeeds and moves, or fails and stays;
//! a rule that may have to go back keeps a copy. All places are bytes of the view.

use std::ops::Range;

/// A place in a text.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'v> {
    text: &'v str,
    at: usize,
}

impl<'v> Cursor<'v> {
    /// Returns a cursor at a place, which must be a border of characters.
    pub(crate) fn new(text: &'v str, at: usize) -> Self {
        Self { text, at }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'v str {
        self.text
    }

    /// The place.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What follows.
    #[inline]
    pub(crate) fn rest(&self) -> &'v str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    #[inline]
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before the place.
    pub(crate) fn before(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|before| before.chars().next_back())
    }

    /// Goes past this text.
    pub(crate) fn literal(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes past this ASCII text in any case.
    #[inline]
    pub(crate) fn any_case(&mut self, text: &str) -> bool {
        let (rest, wanted) = (self.rest().as_bytes(), text.as_bytes());
        // Rules try long lists of words, of which nearly all differ in the first letter.
        let begins = match (rest.first(), wanted.first()) {
            (Some(byte), Some(first)) => byte.eq_ignore_ascii_case(first),
            (_, first) => first.is_none(),
        };
        let found =
            begins && rest.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes past this ASCII word in any case, when no letter or digit follows it.
    #[inline]
    pub(crate) fn word(&mut self, text: &str) -> bool {
        let start = *self;
        if self.any_case(text) && !self.peek().is_some_and(char::is_alphanumeric) {
            return true;
        }
        *self = start;
        false
    }

    /// Goes past the first of these words that stands here.
    pub(crate) fn one_of(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.word(word))
    }

    /// Goes past one of these characters.
    #[inline]
    pub(crate) fn character(&mut self, of: &[char]) -> Option<char> {
        let c = self.peek().filter(|c| of.contains(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Goes past one space, if there is one. Says whether there was.
    #[inline]
    pub(crate) fn space(&mut self) -> bool {
        self.character(&[' ']).is_some()
    }

    /// Goes past blanks, a new paragraph among them.
    pub(crate) fn blanks(&mut self) {
        while self.character(&[' ', '\n']).is_some() {}
    }

    /// Goes past a comma and the blank after it, or a blank alone, if there is one.
    pub(crate) fn separator(&mut self) -> bool {
        let start = self.at;
        self.space();
        if self.literal(",") {
            self.space();
        }
        self.at > start
    }

    /// Goes past a run of ASCII digits that has a length in this range (both ends included); a longer run is
    /// no match.
    pub(crate) fn digits(&mut self, least: usize, most: usize) -> Option<&'v str> {
        let run = self.rest().bytes().take(most.saturating_add(1)).take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&run) {
            return None;
        }
        let digits = self.rest().get(..run)?;
        self.at += run;
        Some(digits)
    }

    /// Goes past all characters that are like this; nothing when there is none.
    pub(crate) fn while_is(&mut self, is: impl Fn(char) -> bool) -> Option<&'v str> {
        let rest = self.rest();
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        self.at += end;
        rest.get(..end)
    }

    /// Goes past all characters that are like this, of which there are one to `most`; a longer run is no
    /// match and is not read to its end, so that rules may try the same run more than once.
    pub(crate) fn run(&mut self, most: usize, is: impl Fn(char) -> bool) -> Option<&'v str> {
        let rest = self.rest();
        let mut end = 0;
        for (count, c) in rest.chars().take_while(|c| is(*c)).enumerate() {
            if count == most {
                return None;
            }
            end += c.len_utf8();
        }
        let run = rest.get(..end).filter(|run| !run.is_empty())?;
        self.at += end;
        Some(run)
    }

    /// Goes past the next of this character, when it is in the same paragraph and no further than `most`
    /// bytes away.
    pub(crate) fn past(&mut self, end: char, most: usize) -> bool {
        let Some(before) = self
            .rest()
            .char_indices()
            .take_while(|(at, c)| *at < most && *c != '\n')
            .find(|(_, c)| *c == end)
        else {
            return false;
        };
        self.at += before.0 + end.len_utf8();
        true
    }

    /// Whether no letter or digit follows.
    pub(crate) fn ends_word(&self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }

    /// Whether no letter or ASCII digit follows. The mark of a footnote may: `nr. 202²`.
    pub(crate) fn ends_number(&self) -> bool {
        !self.peek().is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic())
    }

    /// The range from a place to here.
    pub(crate) fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }
}
