//! The words at which a rule wakes up, all sought at once.
//!
//! Answerable for speed: a letter is read once for all words together, and most of it wakes nothing.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Words in any case (of ASCII letters), each with what it means to the rules.
pub(crate) struct Triggers<T> {
    automaton: AhoCorasick,
    meanings: Vec<T>,
}

impl<T: Copy> Triggers<T> {
    /// Returns triggers for these words; of words that begin alike the longest wins.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let (words, meanings): (Vec<&str>, Vec<T>) = words.into_iter().unzip();
        let build = |kind| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .kind(kind)
                .build(&words)
        };
        // Building fails only beyond two billion states; a table of no words is then the honest answer, and a
        // test of every rule would fail.
        let automaton = build(Some(AhoCorasickKind::DFA))
            .or_else(|_| build(None))
            .unwrap_or_else(|_| AhoCorasick::new::<_, &str>([]).expect("an empty automaton"));
        Self { automaton, meanings }
    }

    /// Returns where these words stand in a text, in order, without overlap. Only a place that is not in the
    /// middle of a word counts as a beginning; a digit may stand before it, because the marks of footnotes do.
    /// What follows is for the rule to judge.
    pub(crate) fn in_text<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, T)> + 'a {
        self.anywhere(text).filter_map(|(range, inside, meaning)| (!inside).then_some((range, meaning)))
    }

    /// Returns where these words stand in a text, in the middle of words too, and whether they do: `wet` at the
    /// end of `Kieswet`.
    pub(crate) fn anywhere<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, bool, T)> + 'a {
        self.automaton.find_iter(text).filter_map(|found| {
            let inside = text[..found.start()].chars().next_back().is_some_and(char::is_alphabetic);
            Some((found.range(), inside, self.meanings.get(found.pattern().as_usize()).copied()?))
        })
    }
}
