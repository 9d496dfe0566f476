//! The words whose stem the rules alone get wrong, with the stem they should have.
//!
//! A plural belongs to its noun, an inflected adjective to its base, a verb form to its infinitive.
//! Where the rules reduce both to the same stem nothing is stored.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;

use naslag_dutch::{Stemmer, fold, lexicon};

use crate::compounds::plain_word;
use crate::counts::Counts;
use crate::hunspell::{Entry, Flag, Rules};
use crate::verbs;

/// Returns each word that is an exception, folded, with its stem.
pub(crate) fn build(
    entries: &[Entry],
    rules: &Rules,
    prefixes: &HashMap<Flag, String>,
    counts: &Counts,
) -> BTreeMap<String, String> {
    let rule_stem = Stemmer::by_rules();
    let mut families = Families { lemmas: HashMap::new(), counts };
    let nouns: HashSet<String> =
        entries.iter().filter(|entry| is_noun(entry)).filter_map(|entry| plain_word(&entry.word)).collect();
    let words: HashSet<String> = entries.iter().filter_map(|entry| plain_word(&entry.word)).collect();

    let strong = include_str!("../words/strong-verbs.txt");
    for (form, infinitive) in verbs::forms(entries, prefixes, strong) {
        // A noun or an adjective of that spelling is what is meant: `besluit`, `open`, `rook`.
        let form = fold(&form);
        if !nouns.contains(&form) {
            families.add(&form, &fold(&infinitive));
        }
    }
    let mut inflected = Families { lemmas: HashMap::new(), counts };
    for entry in entries {
        let Some(lemma) = plain_word(&entry.word) else {
            continue;
        };
        for form in rules.forms(entry) {
            let Some(surface) = plain_word(&form.word) else {
                continue;
            };
            let plural = form.tag == "NN2";
            let may_be_both = form.tag.starts_with("NN") || form.tag.starts_with("AJ");
            if plural || may_be_both && !words.contains(&surface) {
                inflected.add(&surface, &lemma);
            }
        }
        if let Some(singular) = listed_plural_of(&lemma, &nouns, entry) {
            inflected.add(&lemma, &singular);
        }
    }
    families.lemmas.extend(inflected.lemmas);
    let mut stems = BTreeMap::new();
    for (form, lemma) in &families.lemmas {
        let stem = rule_stem.stem(lemma);
        if rule_stem.stem(form) != stem {
            stems.insert(form.clone(), stem.into_owned());
        }
    }
    for line in include_str!("../words/stems.txt").lines().filter(|line| !line.starts_with('#')) {
        let family: Vec<String> = line.split_whitespace().map(fold).collect();
        let Some(stem) = family.first() else {
            continue;
        };
        for word in &family {
            stems.remove(word);
            if rule_stem.stem(word) != *stem {
                stems.insert(word.clone(), stem.clone());
            }
        }
    }
    stems
}

/// Returns `stems` as a map, and the endings its values name.
pub(crate) fn packed(stems: &BTreeMap<String, String>) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let cut = |word: &str, stem: &str| {
        let common = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
        let common = (0..=common).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
        (word.len() - common, stem[common..].to_owned())
    };
    let endings: Vec<String> =
        stems.iter().map(|(word, stem)| cut(word, stem).1).collect::<HashSet<_>>().into_iter().collect();
    let mut endings = endings;
    endings.sort();
    let mut map = fst::MapBuilder::memory();
    for (word, stem) in stems {
        let (strip, ending) = cut(word, stem);
        let number = endings.binary_search(&ending).map_err(|_| "an ending is not in the list")?;
        map.insert(word, lexicon::pack_stem(strip, number))?;
    }
    Ok((map.into_inner()?, endings.join("\n") + "\n"))
}

struct Families<'a> {
    lemmas: HashMap<String, String>,
    counts: &'a Counts,
}

impl Families<'_> {
    /// Of several lemmas of one form the most frequent is meant.
    fn add(&mut self, form: &str, lemma: &str) {
        let more_frequent = |known: &String| self.counts.of(known).all < self.counts.of(lemma).all;
        if form != lemma && self.lemmas.get(form).is_none_or(more_frequent) {
            self.lemmas.insert(form.to_owned(), lemma.to_owned());
        }
    }
}

/// Whether the entry is a noun: it has a plural or a diminutive, or may end a compound.
fn is_noun(entry: &Entry) -> bool {
    entry.flags.iter().any(|flag| matches!(flag, [b'Z' | b'Y', _]) || flag == b"Cc" || flag == b"Ca")
}

/// Some plurals are entries of their own (`leden`, `maatregelen`): returns the noun they belong to.
fn listed_plural_of(word: &str, nouns: &HashSet<String>, entry: &Entry) -> Option<String> {
    if entry.flags.contains(b"Vi") || !is_noun(entry) {
        return None;
    }
    let body = word.strip_suffix("en")?;
    let single = || {
        let mut chars = body.chars().rev();
        (chars.next() == chars.next()).then(|| body[..body.len() - 1].to_owned())
    };
    let candidates = [Some(body.to_owned()), single()];
    candidates.into_iter().flatten().find(|singular| singular.len() >= 4 && nouns.contains(singular))
}
