//! The words at which a rule wakes up, all sought at once.
//!
//! Answerable for speed: a letter is read once for all words together, and most of it wakes nothing.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use crate::view::View;

/// Words in any case (of ASCII letters), each with what it means to the rules.
pub(crate) struct Triggers<T> {
    automaton: AhoCorasick,
    meanings: Vec<T>,
    /// Which two bytes some word begins with, ASCII letters in lower case: most beginnings of words in a text
    /// are told from ours by these alone, and an automaton that reads every byte takes three times as long.
    beginnings: Box<[bool; 1 << 16]>,
}

impl<T: Copy> Triggers<T> {
    /// Returns triggers for these words; of words that begin alike the longest wins.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        Self::of(words, true)
    }

    /// Returns triggers for these words as they are written, to be sought [`anywhere`](Self::anywhere).
    pub(crate) fn exact<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        Self::of(words, false)
    }

    fn of<'w>(words: impl IntoIterator<Item = (&'w str, T)>, any_case: bool) -> Self {
        let (words, meanings): (Vec<&str>, Vec<T>) = words.into_iter().unzip();
        let mut beginnings = Box::new([false; 1 << 16]);
        for word in &words {
            let bytes = word.as_bytes();
            let first = bytes.first().copied().unwrap_or_default();
            match bytes.get(1) {
                Some(second) => beginnings[pair(first, *second)] = true,
                None => (0..=u8::MAX).for_each(|second| beginnings[pair(first, second)] = true),
            }
        }
        let build = |kind| {
            AhoCorasick::builder()
                .start_kind(StartKind::Both)
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(any_case)
                .kind(kind)
                .build(&words)
        };
        // Building fails only beyond two billion states; a table of no words is then the honest answer, and a
        // test of every rule would fail.
        let automaton = build(Some(AhoCorasickKind::DFA))
            .or_else(|_| build(None))
            .unwrap_or_else(|_| AhoCorasick::new::<_, &str>([]).expect("an empty automaton"));
        Self { automaton, meanings, beginnings }
    }

    /// Returns where these words stand in a view, in order, without overlap. Only a place that is not in the
    /// middle of a word counts as a beginning; a digit may stand before it, because the marks of footnotes do.
    /// What follows is for the rule to judge.
    pub(crate) fn in_view<'a>(&'a self, view: &'a View) -> impl Iterator<Item = (Range<usize>, T)> + 'a {
        let (text, bytes) = (view.text.as_str(), view.text.as_bytes());
        let mut end = 0;
        view.beginnings.iter().filter_map(move |at| {
            let at = *at as usize;
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            let begins = self.beginnings[pair(*bytes.get(at)?, next)];
            if !begins || at < end || !text.is_char_boundary(at) || is_inside(text, at) {
                return None;
            }
            let found = self.automaton.find(Input::new(text).range(at..).anchored(Anchored::Yes))?;
            end = found.end();
            Some((found.range(), self.meanings.get(found.pattern().as_usize()).copied()?))
        })
    }

    /// Returns where these words stand in a text, in the middle of words too, and whether they do: `wet` at the
    /// end of `Kieswet`.
    pub(crate) fn anywhere<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, bool, T)> + 'a {
        self.automaton.find_iter(text).filter_map(|found| {
            let inside = is_inside(text, found.start());
            Some((found.range(), inside, self.meanings.get(found.pattern().as_usize()).copied()?))
        })
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first.to_ascii_lowercase()) << 8 | usize::from(second.to_ascii_lowercase())
}

/// Whether a letter stands before this place.
fn is_inside(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
        _ => text[..at].chars().next_back().is_some_and(char::is_alphabetic),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_found_where_they_begin_and_longest_first(text in "(wet|wetboek|Art|art\\.|[a-zé² .1]){0,30}") {
            let words = ["wet", "wetboek", "art.", "art", "é", "1"];
            let triggers = Triggers::new(words.iter().enumerate().map(|(number, word)| (*word, number)));
            let view = View::new(&text);
            let text = view.text.clone();
            let mut expected = Vec::new();
            let mut end = 0;
            for (at, _) in text.char_indices() {
                let rest = text[at..].to_ascii_lowercase();
                let longest = words.iter().filter(|word| rest.starts_with(*word)).max_by_key(|word| word.len());
                let Some(word) = longest.filter(|_| at >= end && !is_inside(&text, at)) else { continue };
                end = at + word.len();
                expected.push((at..end, words.iter().position(|known| known == word).unwrap_or_default()));
            }
            prop_assert_eq!(triggers.in_view(&view).collect::<Vec<_>>(), expected);
        }
    }
}
