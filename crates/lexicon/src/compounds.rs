//! What each word may be in a compound, and at what cost.
//!
//! Three tiers: words the dictionary itself marks as parts, its other words, and frequent words of the
//! statutes that it does not know. The costs of the tiers and of the links between parts were found by
//! measuring on annotated compounds.

use std::collections::{BTreeMap, HashSet};

use naslag_dutch::fold;
use naslag_dutch::lexicon::Element;

use crate::counts::Counts;
use crate::hunspell::{Entry, Flag, Form, Rules};

/// What a word of the dictionary costs more when the dictionary does not mark it as a part.
const UNMARKED: f64 = 2.0;
/// What a word costs more that only the statutes know.
const STATUTES_ONLY: f64 = 8.0;
/// What a word of the field costs, whatever the statutes say.
const DOMAIN: f64 = 8.0;

/// Sounds between an unmarked word and the next part, with what they cost.
const LINKS: &[(&str, f64)] = &[("s", 0.7), ("en", 1.5), ("n", 2.5), ("e", 2.5), ("er", 4.0)];

/// Endings and other syllables that are words of the dictionary and never the head of a compound.
const NEVER_HEADS: &[&str] = &[
    "heid", "heden", "ing", "ingen", "schap", "lijk", "lijke", "baar", "bare", "eren", "ering", "eringen",
    "aar", "aars", "tie", "ties", "teit", "loos", "loze", "zaam", "tje", "tjes", "ster", "sters", "sel",
    "sels", "en", "er", "ers", "end", "ende", "ens", "ene", "eren", "iek", "isch", "ische", "ist", "iste",
    "atie", "aties", "age", "ages", "ant", "ent", "eel", "eer", "eur", "ief", "ieve", "ier", "ies", "ijs",
    "ine", "inge", "inne", "jes", "lei", "nis", "oir", "oog", "pje", "rij", "sen", "ten", "ter", "ters",
    "tig", "tor", "ure", "uur", "deling",
];

/// Prefixes of verbs, and syllables: words of the dictionary that are never a modifier.
const NEVER_MODIFIERS: &[&str] = &[
    "aan", "af", "bij", "door", "in", "na", "om", "onder", "op", "over", "toe", "uit", "voor", "tegen",
    "terug", "weg", "mee", "ver", "be", "ge", "her", "ont", "ten", "ter", "van", "het", "een", "der", "des",
    "den", "die", "dat", "dit", "men", "met", "per", "als", "dan", "dus", "eer", "hem", "hen", "hun", "ook",
    "tot", "wat", "wie", "zij", "wij", "zal", "had", "was", "vast", "samen", "tussen", "neer", "mis", "los",
    "open", "achter", "binnen", "buiten", "boven", "beneden", "on", "pre", "pro", "con", "com", "dis",
    "inter", "trans", "para",
];

const FIRST: Flag = *b"Ca";
const MIDDLE: Flag = *b"Cb";
const LAST: Flag = *b"Cc";
const INSIDE_ONLY: Flag = *b"Cx";
const FIRST_OPTIONAL_HYPHEN: Flag = *b"CA";
const BEFORE_VOWEL: Flag = *b"Ce";
const WITH_S: [Flag; 2] = [*b"Ch", *b"Cd"];
const FORBIDDEN: Flag = *b"Fw";
const SUGGEST_NOT: Flag = *b"NS";

/// Returns what each folded surface may be.
pub(crate) fn build(entries: &[Entry], rules: &Rules, counts: &Counts) -> BTreeMap<String, Element> {
    let mut lexicon = Lexicon { elements: BTreeMap::new(), counts };
    let opaque = words(include_str!("../words/opaque.txt"));
    for entry in entries {
        lexicon.entry(entry, &rules.forms(entry), &opaque);
    }
    lexicon.link_unmarked();
    lexicon.statutes();
    for word in words(include_str!("../words/domain.txt")) {
        lexicon.part(&word, DOMAIN, DOMAIN, 0);
        lexicon.element(&word).known = true;
    }
    // The dictionary writes some of them with a hyphen, so it does not have them as one word.
    for word in &opaque {
        lexicon.know(word, true);
    }
    for word in NEVER_HEADS {
        lexicon.element(word).head = None;
    }
    for word in NEVER_MODIFIERS {
        lexicon.element(word).modifier = None;
    }
    lexicon.elements.retain(|_, element| *element != Element::default());
    lexicon.elements
}

/// Words of a list with comments.
pub(crate) fn words(list: &str) -> HashSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold).collect()
}

struct Lexicon<'a> {
    elements: BTreeMap<String, Element>,
    counts: &'a Counts,
}

impl Lexicon<'_> {
    fn entry(&mut self, entry: &Entry, forms: &[Form], opaque: &HashSet<String>) {
        let Some(word) = plain_word(&entry.word) else {
            return;
        };
        let has = |flag: Flag| entry.flags.contains(&flag);
        if has(FORBIDDEN) || has(SUGGEST_NOT) {
            return;
        }
        let is_opaque = opaque.contains(&word);
        if !has(INSIDE_ONLY) {
            self.know(&word, is_opaque);
        }
        if [FIRST, MIDDLE, FIRST_OPTIONAL_HYPHEN, BEFORE_VOWEL, INSIDE_ONLY].into_iter().any(has) {
            self.modifier(&word, self.counts.cost(&word), 0);
        }
        if has(LAST) && !has(INSIDE_ONLY) {
            self.head(&word, self.counts.cost(&word));
        }
        for form in forms {
            let Some(surface) = plain_word(&form.word) else {
                continue;
            };
            let may = |flag: &Flag| form.flags.contains(flag);
            if WITH_S.contains(&form.rule) {
                self.modifier(&surface, self.counts.cost(&word), 1);
                if form.rule == *b"Ch" {
                    continue;
                }
            } else if may(&FIRST) || may(&MIDDLE) {
                self.modifier(&surface, self.counts.cost(&surface), 0);
            }
            self.know(&surface, is_opaque);
            if has(LAST) && form.tag.starts_with("NN") || may(&LAST) {
                self.head(&surface, self.counts.cost(&surface));
            }
        }
    }

    /// Makes parts of the words the dictionary knows and does not mark, and lets all of them be linked.
    fn link_unmarked(&mut self) {
        let known: Vec<(String, Element)> = self
            .elements
            .iter()
            .filter(|(word, element)| element.known && word.len() >= 3)
            .map(|(word, element)| (word.clone(), *element))
            .collect();
        for (word, element) in known {
            let cost = self.counts.cost(&word) + UNMARKED;
            if element.head.is_none() {
                self.head(&word, cost);
            }
            if element.modifier.is_none() {
                self.modifier(&word, cost, 0);
            }
            if NEVER_MODIFIERS.contains(&word.as_str()) {
                continue;
            }
            for (link, more) in LINKS {
                let strip = link.len() as u8;
                self.modifier(&format!("{word}{link}"), cost + more, strip);
            }
        }
    }

    fn statutes(&mut self) {
        let new: Vec<String> = self
            .counts
            .words()
            .filter(|(word, count)| {
                word.len() >= 5
                    && count.all >= 50
                    && count.capitalised * 2 < count.all
                    && plain_word(word).is_some()
                    && !self.elements.get(*word).is_some_and(|element| element.known)
            })
            .map(|(word, _)| word.clone())
            .collect();
        for word in new {
            let cost = self.counts.cost(&word) + STATUTES_ONLY;
            self.part(&word, cost, cost, 0);
            self.element(&word).whole = self.counts.whole_cost(&word) as f32;
        }
    }

    fn know(&mut self, word: &str, opaque: bool) {
        let whole = self.counts.whole_cost(word) as f32;
        let element = self.element(word);
        element.known = true;
        element.opaque |= opaque;
        element.whole = whole;
    }

    fn part(&mut self, word: &str, modifier: f64, head: f64, strip: u8) {
        self.modifier(word, modifier, strip);
        self.head(word, head);
    }

    fn head(&mut self, word: &str, cost: f64) {
        let element = self.element(word);
        let cost = cost as f32;
        element.head = Some(element.head.map_or(cost, |known| known.min(cost)));
    }

    fn modifier(&mut self, word: &str, cost: f64, strip: u8) {
        let element = self.element(word);
        let cost = cost as f32;
        if element.modifier.is_none_or(|(known, _)| cost < known) {
            element.modifier = Some((cost, strip));
        }
    }

    fn element(&mut self, word: &str) -> &mut Element {
        self.elements.entry(word.to_owned()).or_default()
    }
}

/// Returns `word` folded when it is an ordinary word: lower case, letters only. Names are left out,
/// because any of them can hide in a longer word.
pub(crate) fn plain_word(word: &str) -> Option<String> {
    let plain = word.chars().all(|c| c.is_lowercase()) && word.chars().count() >= 2;
    plain.then(|| fold(word))
}
