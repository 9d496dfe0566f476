//! The ways in which a word or phrase of a question can stand in a letter: as it was typed, inflected,
//! in parts, under another name.

use naslag_citation::{Kind, law_of};
use naslag_dutch::{Dutch, Kind as Also, MOST_JOINED, Tier, is_stop_word, joined_term, tokens};

use naslag_index::TITLED;

use crate::results::Strength;

/// Positions that may be passed over in a loose phrase.
const LOOSE: u32 = 2;

/// What a hit counts by its way, in hundredths: a word as it was typed half as much again as another inflection,
/// and so do parts, which most letters with the word have too. Measured as the best of what was tried: parts as
/// much as inflections cost .003 R@100 of headings and win .002 nDCG@10 on questions of citizens.
const EXACT: u32 = 50;
const STEM: u32 = 100;
const PARTS: u32 = 150;
/// A phrase stands in one tier only, and counts for what its words would in the two.
const PHRASE: u32 = EXACT + STEM;
const SYNONYM: u32 = 40;
/// Two words of a short question that stand side by side.
const PAIR: u32 = 30;

/// One way in which a word or phrase can stand in a letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Way {
    /// How well it agrees with what was typed.
    pub(crate) strength: Strength,
    /// The tier whose lengths count.
    pub(crate) tier: Tier,
    pub(crate) pattern: Pattern,
    /// Whether standing there in this way is enough.
    pub(crate) satisfies: bool,
    /// What it adds to the score, in hundredths.
    pub(crate) weight: u32,
}

/// What comes before all that scores say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rank {
    /// Nothing does.
    Words,
    /// The letter names the thing.
    Names,
    /// The letter is the thing.
    Is,
}

/// Terms and how they stand together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Pattern {
    /// One of the terms of each place, in the order of the places, with at most `slop` positions passed
    /// over.
    Sequence { places: Vec<Place>, slop: u32 },
    /// Each of these terms of the parts tier, close by.
    Near(Vec<String>),
    /// One of the things with these keys.
    Entity { keys: Vec<String>, rank: Rank },
}

/// Terms of which one has to stand somewhere.
pub(crate) type Place = Vec<PlaceTerm>;

/// A term in one tier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PlaceTerm {
    pub(crate) tier: Tier,
    pub(crate) term: String,
    /// Positions it stands for.
    pub(crate) length: u32,
}

/// A token of a question, with what it owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) exact: String,
    pub(crate) base: String,
    /// The word that it and the next ones are without hyphens.
    joined: Option<(String, usize)>,
    /// The day that it and the next ones name.
    date: Option<(String, usize)>,
    /// The whole words it is a piece of.
    completed: Vec<String>,
}

impl Word {
    pub(crate) fn is_stop(&self) -> bool {
        is_stop_word(&self.exact)
    }
}

/// Returns the tokens of `text`.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut tokens = tokens(text);
    let mut words = Vec::new();
    while let Some(token) = tokens.advance() {
        let (mut joined, mut date) = (None, None);
        for also in token.also {
            match also.kind {
                Also::Part => {}
                Also::Joined { words } => joined = Some((also.text.clone(), words)),
                Also::Date { words } => date = Some((also.text.clone(), words)),
            }
        }
        words.push(Word {
            exact: token.exact.to_owned(),
            base: token.base.to_owned(),
            joined,
            date,
            completed: token.completed.iter().map(|whole| whole.text.clone()).collect(),
        });
    }
    words
}

/// What naming the thing counts, beside coming first.
const NAMED: u32 = 100;
/// What the number of a motion counts for the motion.
const NUMBER: u32 = 30;
/// What it counts that the letter is the act that was named.
const TITLED_AS: u32 = 400;

/// Makes ways, with the terms that the letters were analysed into.
#[derive(Debug, Clone)]
pub(crate) struct Ways<'a> {
    pub(crate) dutch: &'a Dutch,
}

impl Ways<'_> {
    /// Returns the ways of words that were typed without quotes and hang together, in any inflection.
    pub(crate) fn of_words(&self, words: &[Word]) -> Vec<Way> {
        let mut ways = match words {
            [word] => self.of_word(word),
            words => self.of_group(words),
        };
        for word in words {
            if let Some((date, _)) = word.date.as_ref().filter(|(_, length)| *length == words.len()) {
                ways.push(synonym(one(Tier::Exact, date)));
            }
        }
        ways
    }

    fn of_word(&self, word: &Word) -> Vec<Way> {
        let mut ways = vec![scored(Strength::Exact, Tier::Exact, vec![exact_place(&word.exact)], EXACT)];
        if word.is_stop() {
            // Nothing else is known of it, so this is all its weight.
            ways[0].weight = PHRASE;
            return ways;
        }
        ways.push(scored(Strength::Inflection, Tier::Stem, vec![one(Tier::Stem, &self.stem(word))], STEM));
        self.parts(std::slice::from_ref(word), &mut ways);
        ways
    }

    fn of_group(&self, words: &[Word]) -> Vec<Way> {
        let exact = |word: &Word| exact_place(&word.exact);
        let mut ways = vec![scored(Strength::Exact, Tier::Exact, words.iter().map(exact).collect(), EXACT)];
        if words.iter().all(Word::is_stop) {
            ways[0].weight = PHRASE;
            return ways;
        }
        let stems = words.iter().map(|word| self.stem_place(word)).collect();
        ways.push(scored(Strength::Inflection, Tier::Stem, stems, STEM));
        if let Some((joined, _)) = words[0].joined.as_ref().filter(|(_, length)| *length == words.len()) {
            self.joined(joined, Strength::Exact, &mut ways);
        }
        for whole in words.iter().flat_map(|word| &word.completed) {
            self.joined(whole, Strength::Exact, &mut ways);
        }
        if let Some(without) = without_number_sign(words) {
            let places = without.iter().map(exact).collect();
            ways.push(scored(Strength::Exact, Tier::Exact, places, EXACT));
        }
        if is_dossier_and_number(words) {
            let mut places: Vec<Place> = words.iter().map(exact).collect();
            places.insert(places.len() - 1, vec![term(Tier::Exact, "nr"), term(Tier::Exact, "nrs")]);
            ways.push(scored(Strength::Exact, Tier::Exact, places.clone(), EXACT));
            if words.len() > 2 {
                // `kst-31288-914`: the letters say what the number is of.
                places.remove(0);
                ways.push(scored(Strength::Exact, Tier::Exact, places.clone(), EXACT));
                places.remove(places.len() - 2);
                ways.push(scored(Strength::Exact, Tier::Exact, places, EXACT));
            }
        }
        // The parts of a name or a number say nothing when they stand apart.
        let is_word = |word: &Word| word.exact.chars().count() > 2 && !word.exact.contains(char::is_numeric);
        if words.iter().all(|word| word.is_stop() || is_word(word)) {
            self.parts(words, &mut ways);
        }
        ways
    }

    /// Adds the ways of `words` as parts: of a compound, or the compound's own.
    fn parts(&self, words: &[Word], ways: &mut Vec<Way>) {
        let mut leaves: Vec<String> = Vec::new();
        for word in words.iter().filter(|word| !word.is_stop()) {
            for leaf in self.dutch.forms(&word.base).leaves.clone() {
                if !leaves.contains(&leaf.stem) {
                    leaves.push(leaf.stem);
                }
            }
        }
        if let [leaf] = leaves.as_slice() {
            ways.push(scored(Strength::Part, Tier::Parts, vec![one(Tier::Parts, leaf)], PARTS));
            return;
        }
        for leaf in &leaves {
            ways.push(Way {
                satisfies: false,
                ..scored(Strength::Part, Tier::Parts, vec![one(Tier::Parts, leaf)], PARTS)
            });
        }
        let pattern = Pattern::Near(leaves);
        ways.push(Way { strength: Strength::Part, tier: Tier::Parts, pattern, satisfies: true, weight: 0 });
    }

    fn joined(&self, joined: &str, strength: Strength, ways: &mut Vec<Way>) {
        ways.push(scored(strength, Tier::Exact, vec![exact_place(joined)], EXACT));
        let inflected = strength.min(Strength::Inflection);
        ways.push(scored(inflected, Tier::Stem, vec![one(Tier::Stem, &self.dutch.forms(joined).stem)], STEM));
    }

    /// Returns the ways in which two words that stand side by side in a question are found as one:
    /// `internet toegang` as `internettoegang`. They do not score; [`Ways::of_pair`] does that for both.
    pub(crate) fn of_joined(&self, first: &Word, second: &Word) -> Vec<Way> {
        let joined = format!("{}{}", first.exact, second.base);
        let mut ways = Vec::new();
        self.joined(&joined, Strength::Part, &mut ways);
        ways.iter_mut().for_each(|way| way.weight = 0);
        ways
    }

    /// Returns what two words that stand side by side in a question add to a score when they stand so in
    /// a letter, apart or as one word.
    pub(crate) fn of_pair(&self, first: &Word, second: &Word) -> Way {
        let places = vec![self.stem_place(first), self.stem_place(second)];
        Way { satisfies: false, ..scored(Strength::Part, Tier::Stem, places, PAIR) }
    }

    /// Returns the ways of a phrase that has to stand there literally.
    pub(crate) fn of_phrase(&self, words: &[Word]) -> Vec<Way> {
        let mut variants = vec![words.iter().map(|word| exact_place(&word.exact)).collect::<Vec<_>>()];
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            if let Some((joined, length)) =
                word.joined.as_ref().filter(|(_, length)| at + length <= words.len())
            {
                let mut places = variants[0].clone();
                places.splice(at..at + length, [exact_place(joined)]);
                variants.push(places);
            } else if let Some(next) = words.get(at + 1)
                && word.exact.chars().all(char::is_alphabetic)
                && next.exact.bytes().all(|byte| byte.is_ascii_digit())
                && next.exact.len() < 3
            {
                // `"nis 2"` is written `NIS2`.
                let mut places = variants[0].clone();
                places.splice(at..at + 2, [exact_place(&format!("{}{}", word.exact, next.exact))]);
                variants.push(places);
            }
            at += 1;
            if variants.len() > 8 {
                break;
            }
        }
        if let Some(without) = without_number_sign(words) {
            variants.push(without.iter().map(|word| exact_place(&word.exact)).collect());
        } else if is_dossier_and_number(words) {
            let mut places = variants[0].clone();
            places.insert(words.len() - 1, vec![term(Tier::Exact, "nr"), term(Tier::Exact, "nrs")]);
            variants.push(places);
        }
        variants.into_iter().map(|places| scored(Strength::Exact, Tier::Exact, places, PHRASE)).collect()
    }

    /// Returns the ways of a phrase whose words may be inflected, parts of compounds, and stand a little
    /// apart.
    pub(crate) fn of_loose_phrase(&self, words: &[Word]) -> Vec<Way> {
        let mut ways = self.of_phrase(words);
        ways.iter_mut().for_each(|way| way.weight = EXACT);
        let stems: Vec<Place> = words.iter().map(|word| self.stem_place(word)).collect();
        let mut parts = Vec::new();
        for (word, stem) in words.iter().zip(&stems) {
            if word.is_stop() {
                parts.push(stem.clone());
                continue;
            }
            let leaves = self.dutch.forms(&word.base).leaves.clone();
            // A compound that was typed may stand there as such or in its parts.
            if let [leaf] = leaves.as_slice() {
                let mut place = stem.clone();
                place.push(term(Tier::Parts, &leaf.stem));
                parts.push(place);
            } else {
                parts.extend(leaves.iter().map(|leaf| one(Tier::Parts, &leaf.stem)));
            }
        }
        for (strength, places) in [(Strength::Inflection, stems), (Strength::Part, parts)] {
            let pattern = Pattern::Sequence { places, slop: LOOSE };
            ways.push(Way { strength, tier: Tier::Stem, pattern, satisfies: true, weight: STEM / 2 });
        }
        ways
    }

    /// Returns the way of another name for what was typed.
    pub(crate) fn of_name(&self, name: &str) -> Option<Way> {
        let words = words(name);
        let places: Vec<Place> = words.iter().map(|word| self.stem_place(word)).collect();
        if places.is_empty() {
            return None;
        }
        let pattern = Pattern::Sequence { places, slop: 0 };
        Some(Way { strength: Strength::Synonym, tier: Tier::Stem, pattern, satisfies: true, weight: SYNONYM })
    }

    /// Returns the ways of a thing under whatever name: by its own keys, and by the numbers of motions, which
    /// say less. `sure` tells whether letters that name it come first; `itself` whether the letter that is the
    /// thing, or the law that an article is of, is an answer too.
    pub(crate) fn of_things(kind: Kind, keys: &[String], sure: bool, itself: bool) -> Vec<Way> {
        let of = |keys: Vec<String>, rank: Rank, weight| Way {
            strength: Strength::Synonym,
            tier: Tier::Exact,
            pattern: Pattern::Entity { keys, rank: if sure { rank } else { Rank::Words } },
            satisfies: true,
            weight,
        };
        let (own, numbers): (Vec<String>, Vec<String>) =
            keys.iter().cloned().partition(|key| Kind::of_key(key) == Some(kind));
        let titled = |keys: &[String]| keys.iter().map(|key| format!("{TITLED}{key}")).collect();
        let mut ways = Vec::new();
        if itself {
            let laws: Vec<String> = own.iter().filter_map(|key| law_of(key)).collect();
            ways.extend([
                of(titled(&own), Rank::Is, TITLED_AS),
                of(titled(&laws), Rank::Is, TITLED_AS),
                of(titled(&numbers), Rank::Names, NUMBER),
            ]);
        }
        ways.extend([of(own, Rank::Names, NAMED), of(numbers, Rank::Names, NUMBER)]);
        ways.retain(|way| !matches!(&way.pattern, Pattern::Entity { keys, .. } if keys.is_empty()));
        ways
    }

    /// Returns the way of the law with this number in the register, whose text is a file of that name.
    pub(crate) fn of_register(number: &str) -> Way {
        Way {
            strength: Strength::Synonym,
            tier: Tier::Exact,
            pattern: Pattern::Entity { keys: vec![format!("{TITLED}bwb:{number}")], rank: Rank::Is },
            satisfies: true,
            weight: TITLED_AS,
        }
    }

    /// Returns the way of one of the names of a thing, in any inflection.
    pub(crate) fn of_thing_by_name(&self, name: &str) -> Option<Way> {
        let way = self.of_name(name)?;
        Some(Way { weight: STEM / 2, ..way })
    }

    /// Returns ways that decide nothing and add nothing, and tell how well a letter agrees with the name that
    /// was typed: what is found does not depend on which of its names that was.
    pub(crate) fn of_typed(&self, text: &str) -> Vec<Way> {
        let words = words(text);
        if words.is_empty() {
            return Vec::new();
        }
        let mut ways = self.of_phrase(&words);
        ways.extend(self.of_words(&words));
        ways.retain(|way| way.satisfies);
        ways.iter_mut().for_each(|way| (way.satisfies, way.weight) = (false, 0));
        ways
    }

    /// Returns the way of words that stand close by, in any order and inflection.
    pub(crate) fn of_close_by(&self, text: &str) -> Option<Way> {
        let mut terms: Vec<String> = Vec::new();
        for word in words(text).iter().filter(|word| !word.is_stop()) {
            for leaf in &self.dutch.forms(&word.base).leaves {
                if !terms.contains(&leaf.stem) {
                    terms.push(leaf.stem.clone());
                }
            }
        }
        let pattern = match terms.as_slice() {
            [] => return None,
            [term] => Pattern::Sequence { places: vec![one(Tier::Parts, term)], slop: 0 },
            _ => Pattern::Near(terms),
        };
        Some(Way { strength: Strength::Part, tier: Tier::Parts, pattern, satisfies: true, weight: PARTS / 2 })
    }

    fn stem(&self, word: &Word) -> String {
        self.dutch.forms(&word.base).stem.clone()
    }

    /// The place of a word in any inflection.
    fn stem_place(&self, word: &Word) -> Place {
        if word.is_stop() { one(Tier::Exact, &word.exact) } else { one(Tier::Stem, &self.stem(word)) }
    }
}

fn scored(strength: Strength, tier: Tier, places: Vec<Place>, weight: u32) -> Way {
    Way { strength, tier, pattern: Pattern::Sequence { places, slop: 0 }, satisfies: true, weight }
}

fn synonym(place: Place) -> Way {
    scored(Strength::Synonym, Tier::Exact, vec![place], SYNONYM)
}

fn term(tier: Tier, term: &str) -> PlaceTerm {
    PlaceTerm { tier, term: term.to_owned(), length: 1 }
}

fn one(tier: Tier, text: &str) -> Place {
    vec![term(tier, text)]
}

/// The place of a word as it was typed, with or without hyphens in the letter.
fn exact_place(exact: &str) -> Place {
    let mut place = one(Tier::Exact, exact);
    let is_number = exact.bytes().all(|byte| byte.is_ascii_digit());
    for parts in (2..=MOST_JOINED).filter(|_| !is_number) {
        let term = joined_term(exact, parts);
        place.push(PlaceTerm { tier: Tier::Exact, term, length: parts as u32 });
    }
    place
}

/// Returns `words` without a `nr` between a dossier and a number in it: both are written.
fn without_number_sign(words: &[Word]) -> Option<Vec<Word>> {
    let is_number = |word: &Word| word.exact.bytes().all(|byte| byte.is_ascii_digit());
    let at = words.windows(3).position(|three| {
        is_dossier(&three[0]) && matches!(three[1].exact.as_str(), "nr" | "nrs") && is_number(&three[2])
    })?;
    let mut words = words.to_vec();
    words.remove(at + 1);
    Some(words)
}

/// Whether `words` end in a dossier and a number in it.
fn is_dossier_and_number(words: &[Word]) -> bool {
    let is_number =
        |word: &Word| word.exact.len() < 5 && word.exact.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words, [.., dossier, number] if is_dossier(dossier) && is_number(number)) && words.len() <= 3
}

fn is_dossier(word: &Word) -> bool {
    word.exact.len() == 5 && word.exact.bytes().all(|byte| byte.is_ascii_digit())
}
