//! Sentences of generated letters: Dutch in their shape, without meaning.

use crate::random::Random;
use crate::vocabulary::Vocabulary;

/// One motion in so many is by the two names everybody looks for.
const KNOWN_MOTION: usize = 12;

/// Makes sentences and parts of them.
pub(crate) struct Sentences<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) random: &'a mut Random,
}

impl Sentences<'_> {
    /// Returns a sentence with its stop.
    pub(crate) fn sentence(&mut self) -> String {
        let mut sentence = self.clause();
        for _ in 0..self.random.below(3) {
            let connective = self.vocabulary.connectives.pick(self.random).copied().unwrap_or_default();
            let comma = if self.random.one_in(2) { "," } else { "" };
            let clause = self.clause();
            sentence = format!("{sentence}{comma} {connective} {clause}");
        }
        if self.random.one_in(6) {
            sentence = format!("{sentence} ({})", self.citation());
        }
        let stop = if self.random.one_in(15) { '?' } else { '.' };
        capitalised(&sentence) + &String::from(stop)
    }

    fn clause(&mut self) -> String {
        let subject = match self.random.below(16) {
            0 => format!("de {}", self.motion()),
            1 => format!("het lid {} (D66)", self.surname()),
            2 => "uw Kamer".to_owned(),
            3 => "ik".to_owned(),
            _ => self.noun_phrase(),
        };
        let verb = self.vocabulary.verbs.pick(self.random).copied().unwrap_or_default();
        let mut clause = format!("{subject} {verb}");
        for _ in 0..1 + self.random.below(3) {
            clause.push(' ');
            clause.push_str(&self.prepositional_phrase());
        }
        match self.random.below(12) {
            0 => clause.push_str(&format!(" – {} –", self.noun_phrase())),
            1 => clause.push_str(&format!(" het bericht {}", self.quoted())),
            2 => clause.push_str(&format!(" op {}", self.law_article())),
            _ => {}
        }
        clause
    }

    /// Returns a preposition with what it governs.
    pub(crate) fn prepositional_phrase(&mut self) -> String {
        let preposition = self.vocabulary.prepositions.pick(self.random).copied().unwrap_or_default();
        format!("{preposition} {}", self.noun_phrase())
    }

    /// Returns a noun with what goes before it.
    pub(crate) fn noun_phrase(&mut self) -> String {
        let determiner = self.vocabulary.determiners.pick(self.random).copied().unwrap_or_default();
        let adjective = if self.random.one_in(3) {
            format!("{} ", self.vocabulary.adjectives.pick(self.random).copied().unwrap_or_default())
        } else {
            String::new()
        };
        let plural = self.random.one_in(3);
        let noun = self.vocabulary.nouns.pick(self.random);
        let noun = noun.map_or("", |noun| if plural { &noun.plural } else { &noun.singular });
        format!("{determiner} {adjective}{noun}")
    }

    /// Returns a motion by the names of those who proposed it.
    pub(crate) fn motion(&mut self) -> String {
        let hyphen = if self.random.one_in(10) { "–" } else { "-" };
        if self.random.one_in(KNOWN_MOTION) {
            return format!("motie Hennis{hyphen}Plasschaert");
        }
        match self.random.below(4) {
            0 => format!("motie {}", self.surname()),
            1 => format!("motie van het lid {} c.s.", self.surname()),
            _ => format!("motie {}{hyphen}{}", self.surname(), self.surname()),
        }
    }

    pub(crate) fn surname(&mut self) -> &'static str {
        self.random.pick(&self.vocabulary.surnames).copied().unwrap_or_default()
    }

    /// Returns a parliamentary paper in one of the ways it is written.
    pub(crate) fn citation(&mut self) -> String {
        // A few dossiers are cited in every other letter, as they are in life.
        let (thousands, rest) = match self.random.below(4) {
            0 => (26, 643),
            1 => (24, 95),
            _ => (25 + self.random.below(11), self.random.below(1_000)),
        };
        let number = 1 + self.random.below(900);
        let year = 2010 + self.random.below(15);
        let next = (year + 1) % 100;
        match self.random.below(4) {
            0 => format!("Kamerstukken II {year}/{next:02}, {thousands}\u{a0}{rest:03}, nr. {number}"),
            1 => format!("Kamerstuk {thousands} {rest:03}, nr.\u{a0}{number}"),
            2 => format!("Kamerstukken {year}–{next:02}, {thousands}{rest:03} nr.{number}"),
            _ => format!("Handelingen II {year}/{next:02}, nr. {number}"),
        }
    }

    fn law_article(&mut self) -> String {
        const LAWS: [&str; 6] = [
            "de Telecommunicatiewet",
            "de Wet bescherming persoonsgegevens",
            "de Algemene wet bestuursrecht",
            "de Wet beveiliging netwerk- en informatiesystemen",
            "het Wetboek van Strafrecht",
            "de Politiewet 2012",
        ];
        let article = 1 + self.random.below(150);
        let letter = if self.random.one_in(3) { "a" } else { "" };
        let law = self.random.pick(&LAWS).copied().unwrap_or_default();
        format!("artikel {article}{letter}, eerste lid, van {law}")
    }

    fn quoted(&mut self) -> String {
        let title = format!("{} {}", capitalised(&self.noun_phrase()), self.prepositional_phrase());
        match self.random.below(4) {
            0 => format!("«{title}»"),
            1 => format!("‘{title}’"),
            2 => format!("\"{title}\""),
            _ => format!("“{title}”"),
        }
    }
}

/// Returns `text` with a capital in front.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
