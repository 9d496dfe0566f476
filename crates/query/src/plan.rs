//! From the tree of a question to what is looked up: slots of terms, and how they combine.
//!
//! The same analyzers that wrote the fields read the question here. Nothing is opened yet.

use std::collections::{HashMap, HashSet};

use naslag_dutch::{Stemmer, is_stop_word, tokens};

use crate::tree::{Leaf, Node, Query};

/// What a question asks of the index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// The words and phrases, in the order in which they were first typed.
    pub(crate) slots: Vec<Slot>,
    /// What a letter has to satisfy, each: the positive parts of the question first.
    pub(crate) clauses: Vec<Clause>,
    /// Stop words beside other words: they decide nothing and are not looked up.
    pub(crate) set_aside: Vec<String>,
}

/// A part of a question that a letter satisfies or lacks as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// The part as it was typed, without a minus.
    pub(crate) text: String,
    /// Whether a letter must not satisfy it.
    pub(crate) excluded: bool,
    pub(crate) what: Combination,
}

/// How slots combine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Combination {
    /// The slot with this number.
    Slot(usize),
    /// At least one of these.
    Any(Vec<Combination>),
    /// Every one of these.
    All(Vec<Combination>),
    /// Not this.
    Not(Box<Combination>),
}

/// A word or phrase: terms that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// The word or phrase as it was typed.
    pub(crate) text: String,
    /// At least one.
    pub(crate) terms: Vec<SlotTerm>,
}

/// One word of a slot.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SlotTerm {
    /// The word folded.
    pub(crate) exact: String,
    /// Its stem, where any inflection will do.
    pub(crate) stem: Option<String>,
}

impl Plan {
    /// Returns the plan for `query`.
    pub(crate) fn of(query: &Query) -> Self {
        let mut planner = Planner {
            plan: Self { slots: Vec::new(), clauses: Vec::new(), set_aside: Vec::new() },
            numbers: HashMap::new(),
            known: HashSet::new(),
            stemmer: Stemmer::new(),
        };
        let parts = match &query.root {
            Node::All(nodes) => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        let decides = |node: &Node| !matches!(node, Node::Not(_)) && stop_word(node).is_none();
        let any_decides = parts.iter().any(decides);
        for node in parts {
            match stop_word(node) {
                Some(word) if any_decides => {
                    if !planner.plan.set_aside.iter().any(|known| known == word) {
                        planner.plan.set_aside.push(word.to_owned());
                    }
                }
                _ => planner.clause(node),
            }
        }
        let mut plan = planner.plan;
        // Positive first: excluded letters are looked for only among those that match.
        plan.clauses.sort_by_key(|clause| clause.excluded);
        plan
    }

    /// The parts a letter should satisfy.
    pub(crate) fn wanted(&self) -> &[Clause] {
        &self.clauses[..self.clauses.partition_point(|clause| !clause.excluded)]
    }
}

/// A plan in the making. What is asked twice is one part of it: a word says no more when repeated.
struct Planner {
    plan: Plan,
    /// The slots by their terms.
    numbers: HashMap<Vec<SlotTerm>, usize>,
    /// The clauses, and whether they are excluded.
    known: HashSet<(Combination, bool)>,
    stemmer: Stemmer,
}

impl Planner {
    fn clause(&mut self, node: &Node) {
        let (node, excluded) = match node {
            Node::Not(inner) => (&**inner, true),
            node => (node, false),
        };
        if let Some(what) = self.combination(node, true)
            && self.known.insert((what.clone(), excluded))
        {
            self.plan.clauses.push(Clause { text: node.to_string(), excluded, what });
        }
    }

    /// Returns nothing for a part without words.
    ///
    /// `shared` tells whether equal slots may be one. What is nested deeper than alternatives moves
    /// its slots ahead of the letter under the others, so it has its own.
    fn combination(&mut self, node: &Node, shared: bool) -> Option<Combination> {
        match node {
            Node::Word(leaf) => self.slot(leaf, false, shared),
            Node::Phrase(leaf) => self.slot(leaf, true, shared),
            Node::Any(nodes) => {
                let mut parts = self.combinations(nodes, shared)?;
                if parts.len() == 1 { parts.pop() } else { Some(Combination::Any(parts)) }
            }
            Node::All(nodes) => self.combinations(nodes, false).map(Combination::All),
            Node::Not(node) => self.combination(node, false).map(|inner| Combination::Not(Box::new(inner))),
        }
    }

    fn combinations(&mut self, nodes: &[Node], shared: bool) -> Option<Vec<Combination>> {
        let mut known = HashSet::new();
        let parts = nodes.iter().filter_map(|node| self.combination(node, shared));
        let parts: Vec<_> = parts.filter(|part| known.insert(part.clone())).collect();
        (!parts.is_empty()).then_some(parts)
    }

    fn slot(&mut self, leaf: &Leaf, literal: bool, shared: bool) -> Option<Combination> {
        let mut terms = Vec::new();
        let mut words = tokens(&leaf.text);
        while let Some(token) = words.advance() {
            let stem =
                (!literal && !is_stop_word(token.exact)).then(|| self.stemmer.stem(token.exact).into_owned());
            terms.push(SlotTerm { exact: token.exact.to_owned(), stem });
        }
        if terms.is_empty() {
            return None;
        }
        if let Some(number) = self.numbers.get(&terms).filter(|_| shared) {
            return Some(Combination::Slot(*number));
        }
        let number = self.plan.slots.len();
        if shared {
            self.numbers.insert(terms.clone(), number);
        }
        self.plan.slots.push(Slot { text: leaf.text.clone(), terms });
        Some(Combination::Slot(number))
    }
}

/// Returns the stop word that `node` is, if it is nothing more.
fn stop_word(node: &Node) -> Option<&str> {
    let Node::Word(leaf) = node else {
        return None;
    };
    let mut words = tokens(&leaf.text);
    let is_stop = words.advance().is_some_and(|token| is_stop_word(token.exact));
    (is_stop && words.advance().is_none()).then_some(leaf.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    fn plan(text: &str) -> Plan {
        Plan::of(&parse(text))
    }

    /// Shows a slot as its terms: `=word` literal, `word` by its stem.
    fn slots(text: &str) -> Vec<String> {
        let term = |term: &SlotTerm| match &term.stem {
            Some(stem) => stem.clone(),
            None => format!("={}", term.exact),
        };
        plan(text)
            .slots
            .iter()
            .map(|slot| slot.terms.iter().map(term).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn words_are_looked_up_by_stem_and_phrases_literally() {
        assert_eq!(slots("brieven \"Brieven aan de Kamer\""), ["brief", "=brieven =aan =de =kamer"]);
    }

    #[test]
    fn a_word_with_marks_inside_is_its_parts_side_by_side() {
        assert_eq!(
            slots("cyber-aanvallen 13a/b kop-en-schotel"),
            ["cyber aanval", "13a b", "kop =en schotel"]
        );
    }

    #[test]
    fn stop_words_are_set_aside_beside_other_words() {
        let with = plan("de hack bij kpn");
        assert_eq!(with.set_aside, ["de", "bij"]);
        assert_eq!(slots("de hack bij kpn").len(), 2);
        assert_eq!(slots("hoe dan ook"), ["=hoe", "=dan", "=ook"]);
        assert_eq!(slots("\"de\" hack"), ["=de", "hack"]);
        assert_eq!(slots("de -het"), ["=de", "=het"]);
    }

    #[test]
    fn a_repeated_word_was_looked_up_and_counted_again() {
        let of = |text: &str| {
            let plan = plan(text);
            (plan.slots.len(), plan.clauses.into_iter().map(|clause| clause.text).collect::<Vec<_>>())
        };
        let clauses = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(of("hack Hack háck"), (1, clauses(&["hack"])));
        assert_eq!(of("hack OR kpn hack OR kpn"), (2, clauses(&["hack OR kpn"])));
        assert_eq!(of("hack OR hack hack"), (1, clauses(&["hack OR hack"])));
        assert_eq!(of("hack -hack -hack"), (1, clauses(&["hack", "hack"])));
        // Not the same: another inflection scores otherwise, a phrase is literal.
        assert_eq!(of("brief brieven \"brief\"").0, 3);
        assert_eq!(of(&"hack ".repeat(10_000)), (1, clauses(&["hack"])));
        assert_eq!(parse("hack hack").to_string(), "hack hack");
    }

    #[test]
    fn wanted_parts_come_before_excluded_ones() {
        let plan = plan("-lek hack OR inbraak -\"niet dit\" kpn");
        let shown: Vec<_> = plan.clauses.iter().map(|c| (c.text.as_str(), c.excluded)).collect();
        assert_eq!(
            shown,
            [("hack OR inbraak", false), ("kpn", false), ("lek", true), ("\"niet dit\"", true)]
        );
        assert_eq!(plan.wanted().len(), 2);
    }
}
