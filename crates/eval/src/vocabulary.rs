//! The words generated letters are made of, each with how often it is used.
//!
//! Some hundreds of words are written down in `words/`; from them come inflections and compounds, up
//! to twenty thousand forms. What matters for measuring is their distribution: a few words in every
//! letter, most in hardly any.

use crate::random::Random;

/// Compounds to make of the nouns; with two forms each and the words they are made of, 20,000 forms.
const COMPOUNDS: usize = 9_700;

/// The order of compounds is the same for every seed, so that letters differ and the language does
/// not.
const ORDER_OF_COMPOUNDS: u64 = 2012;

/// The words, by what they do in a sentence.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) nouns: Weighted<Noun>,
    pub(crate) adjectives: Weighted<&'static str>,
    pub(crate) verbs: Weighted<&'static str>,
    pub(crate) determiners: Weighted<&'static str>,
    pub(crate) prepositions: Weighted<&'static str>,
    pub(crate) connectives: Weighted<&'static str>,
    pub(crate) surnames: Vec<&'static str>,
    pub(crate) months: Vec<&'static str>,
}

/// A noun in its two forms.
#[derive(Debug, Default)]
pub(crate) struct Noun {
    pub(crate) singular: String,
    pub(crate) plural: String,
}

/// Items of which some are chosen more often than others.
#[derive(Debug)]
pub(crate) struct Weighted<T> {
    items: Vec<T>,
    /// For each item the weight of it and all before it.
    sums: Vec<u64>,
}

impl<T> Weighted<T> {
    fn new(weighted: impl Iterator<Item = (T, u64)>) -> Self {
        let mut all = Self { items: Vec::new(), sums: Vec::new() };
        let mut sum = 0;
        for (item, weight) in weighted {
            sum += weight;
            all.items.push(item);
            all.sums.push(sum);
        }
        all
    }

    /// Weighs items as Zipf found words to be used: the second half as often as the first, the third
    /// a third as often. A few ranks are skipped, for the first words of Dutch are function words.
    fn by_rank(items: impl Iterator<Item = T>) -> Self {
        Self::new(items.zip(5..).map(|(item, rank)| (item, 1_000_000_000 / rank)))
    }

    pub(crate) fn pick(&self, random: &mut Random) -> Option<&T> {
        let sum = self.sums.last().copied().unwrap_or(0);
        let at = random.below(usize::try_from(sum).unwrap_or(usize::MAX)) as u64;
        self.items.get(self.sums.partition_point(|up_to| *up_to <= at))
    }
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        Self {
            nouns: Weighted::by_rank(nouns(include_str!("../words/nouns.txt")).into_iter()),
            adjectives: Weighted::by_rank(
                include_str!("../words/adjectives.txt").lines().flat_map(str::split_whitespace),
            ),
            verbs: Weighted::by_rank(include_str!("../words/verbs.txt").lines()),
            determiners: counted(include_str!("../words/determiners.txt")),
            prepositions: counted(include_str!("../words/prepositions.txt")),
            connectives: counted(include_str!("../words/connectives.txt")),
            surnames: include_str!("../words/surnames.txt").lines().collect(),
            months: include_str!("../words/months.txt").lines().collect(),
        }
    }
}

/// Reads lines of words with their count behind them.
fn counted(lines: &'static str) -> Weighted<&'static str> {
    Weighted::new(lines.lines().filter_map(|line| {
        let (words, count) = line.rsplit_once(' ')?;
        Some((words, count.parse().ok()?))
    }))
}

/// Reads lines of singular, plural and the form that begins a compound, and adds compounds.
fn nouns(lines: &str) -> Vec<Noun> {
    let written: Vec<[&str; 3]> = lines
        .lines()
        .filter_map(|line| line.split_whitespace().collect::<Vec<_>>().try_into().ok())
        .collect();
    let mut pairs: Vec<_> = written
        .iter()
        .flat_map(|[.., first]| written.iter().map(move |second| (*first, second)))
        .filter(|(first, [singular, ..])| !singular.to_lowercase().starts_with(first))
        .collect();
    Random::new(ORDER_OF_COMPOUNDS).shuffle(&mut pairs);
    pairs.truncate(COMPOUNDS);
    let simple = written
        .iter()
        .map(|[singular, plural, _]| Noun { singular: (*singular).to_owned(), plural: (*plural).to_owned() });
    let compounds = pairs.into_iter().map(|(first, [singular, plural, _])| Noun {
        singular: compound(first, singular),
        plural: compound(first, plural),
    });
    simple.chain(compounds).collect()
}

/// Joins two words, with a hyphen between vowels as Dutch has it (`privacy-incident`).
fn compound(first: &str, second: &str) -> String {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let second = second.to_lowercase();
    let between = if first.ends_with(is_vowel) && second.starts_with(is_vowel) { "-" } else { "" };
    format!("{first}{between}{second}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_twenty_thousand_forms() {
        let vocabulary = Vocabulary::new();
        let forms: BTreeSet<_> =
            vocabulary.nouns.items.iter().flat_map(|noun| [&noun.singular, &noun.plural]).collect();
        assert!((19_000..21_000).contains(&forms.len()), "{}", forms.len());
    }

    #[test]
    fn compounds_have_hyphens_between_vowels() {
        assert_eq!(compound("beveiligings", "Kamer"), "beveiligingskamer");
        assert_eq!(compound("privacy", "incident"), "privacy-incident");
    }

    #[test]
    fn the_heavier_is_chosen_more_often() {
        let weighted = Weighted::new([("zwaar", 9), ("licht", 1)].into_iter());
        let mut random = Random::new(1);
        let heavy = (0..1_000).filter(|_| weighted.pick(&mut random) == Some(&"zwaar")).count();
        assert!((850..950).contains(&heavy), "{heavy}");
    }
}
