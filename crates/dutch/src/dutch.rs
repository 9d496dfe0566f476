//! What words have in common: the stem that inflected forms share, and the parts that compounds share.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::compound::{Part, parts_with};
use crate::stem::Stemmer;
use crate::word_list::WordList;

/// Dutch, with the words a user added.
///
/// One value of it serves writing, asking and marking: terms of two different ones do not meet.
#[derive(Clone, Default)]
pub struct Dutch {
    stemmer: Stemmer,
    words: Arc<WordList>,
    /// Words that were analysed before; see [`Dutch::forms`].
    known: Arc<Mutex<FxHashMap<Box<str>, Arc<Forms>>>>,
}

/// Words remembered by [`Dutch::forms`]: about 10 MB.
const REMEMBERED: usize = 50_000;

/// What a word has in common with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// Its stem.
    pub stem: String,
    /// Its parts; itself when it is no compound.
    pub leaves: Vec<Leaf>,
}

/// A part of a compound, or a word that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its term in the parts tier: its stem.
    pub stem: String,
    /// The bytes of the folded word it stands in, without what links it to the next.
    pub span: Range<usize>,
}

impl Dutch {
    /// Returns Dutch with the words of a list.
    pub fn with_words(words: WordList) -> Self {
        Self { words: Arc::new(words), ..Self::default() }
    }

    /// Returns the stem and the leaves of `base`. Remembers them, for those who meet the same words again
    /// and again in short texts.
    pub fn forms(&self, base: &str) -> Arc<Forms> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(forms) = known.get(base) {
            return Arc::clone(forms);
        }
        let parts = parts_with(base, &self.words);
        let stem = self.stem_of(base, &parts).into_owned();
        let leaves = self.leaves_of(base, &parts, &stem);
        let forms = Arc::new(Forms { stem, leaves });
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(base.into(), Arc::clone(&forms));
        forms
    }

    /// Returns the stem of `base`, a word as [`Token::base`](crate::Token::base) has it.
    ///
    /// Of a compound only the last part is inflected, so the parts before it stay as they are written:
    /// the rules for whole words would take `regelgeving` for a form of `regelgeven`.
    pub fn stem<'a>(&self, base: &'a str) -> Cow<'a, str> {
        self.stem_of(base, &parts_with(base, &self.words))
    }

    fn stem_of<'a>(&self, base: &'a str, parts: &[Part]) -> Cow<'a, str> {
        if let Some(stem) = self.stemmer.exception(base) {
            return Cow::Owned(stem);
        }
        match parts.last() {
            None => self.stemmer.stem(base),
            Some(head) => {
                let (before, head) = base.split_at(head.span.start);
                Cow::Owned(format!("{before}{}", self.stemmer.stem(head)))
            }
        }
    }

    /// Returns the parts of `base`; the word itself when it is no compound. Never empty.
    pub fn leaves(&self, base: &str) -> Vec<Leaf> {
        self.forms(base).leaves.clone()
    }

    fn leaves_of(&self, base: &str, parts: &[Part], stem: &str) -> Vec<Leaf> {
        if parts.is_empty() {
            return vec![Leaf { stem: stem.to_owned(), span: 0..base.len() }];
        }
        let leaf = |part: &Part| {
            let span = part.span.start..part.span.end - part.link;
            Leaf { stem: self.stemmer.stem(&base[span.clone()]).into_owned(), span }
        };
        parts.iter().map(leaf).collect()
    }
}

impl fmt::Debug for Dutch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dutch({} words added)", self.words.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(dutch: &Dutch, word: &str) -> String {
        dutch.leaves(word).into_iter().map(|leaf| leaf.stem).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_the_head_of_a_compound_is_inflected() {
        let dutch = Dutch::default();
        assert_eq!(dutch.stem("veiligheidsdiensten"), "veiligheidsdienst");
        assert_eq!(dutch.stem("ransomwareaanvallen"), "ransomwareaanval");
        assert_eq!(dutch.stem("brieven"), "brief");
    }

    #[test]
    fn leaves_are_stems() {
        let dutch = Dutch::default();
        assert_eq!(leaves(&dutch, "inlichtingendiensten"), "inlicht dienst");
        assert_eq!(leaves(&dutch, "datalekken"), "data lek");
        assert_eq!(leaves(&dutch, "maatregelen"), dutch.stem("maatregel"));
    }

    #[test]
    fn words_of_a_list_are_known() {
        let list = WordList::parse("zorgfraude\nblik+regie\nflubber").unwrap_or_default();
        let dutch = Dutch::with_words(list);
        assert_eq!(leaves(&dutch, "blikregie"), "blik regie");
        assert_eq!(leaves(&dutch, "zorgfraude"), "zorgfraude");
        assert_eq!(leaves(&dutch, "flubberaanvallen"), "flubber aanval");
        assert_eq!(Dutch::default().leaves("flubberaanvallen").len(), 1);
    }
}
