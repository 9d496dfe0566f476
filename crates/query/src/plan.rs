//! From the tree of a question to what is looked up: slots with the ways they can stand in a letter,
//! and how they combine.
//!
//! The same analysis that wrote the fields reads the question here. Nothing is opened yet.

use naslag_dutch::Dutch;
use rustc_hash::{FxHashMap, FxHashSet};

use naslag_citation::{Kind, law_names, law_of};

use crate::filter::{Test, own_data};
use crate::names::{Names, OtherName};
use crate::things::{Reading, Resolved, Things, Words, by_people, reading, words_of};
use crate::tree::{Filter, Leaf, Named, Node, Query};
use crate::ways::{Way, Ways, Word, words};

/// Words up to which a question is short: beyond, two of them side by side say no more than apart.
/// Measured: pairs add .008 to .011 nDCG@10 for short questions and cost .005 for long ones.
const SHORT: usize = 4;

/// What a question asks of the index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// The words and phrases, in the order in which they were first typed.
    pub(crate) slots: Vec<Slot>,
    /// What adds to a score and decides nothing: words of a short question that stand side by side, and the
    /// words of names.
    pub(crate) pairs: Vec<Slot>,
    /// What a letter has to satisfy, each: the positive parts of the question first.
    pub(crate) clauses: Vec<Clause>,
    /// Stop words beside other words: they decide nothing and are not looked up.
    pub(crate) set_aside: Vec<String>,
    /// The slots that have no words but a test that letters pass, by their numbers.
    pub(crate) filters: Vec<(usize, Test)>,
    /// The filters that were typed.
    pub(crate) typed_filters: Vec<Filter>,
    /// The slot of letters without a date, when dates are asked for.
    pub(crate) undated: Option<usize>,
    /// Things that were recognised.
    pub(crate) readings: Vec<Reading>,
    /// Whether the question names a law or an article of one, be it by a title that no letter has.
    pub(crate) names_law: bool,
    /// Other names that were looked up as well.
    pub(crate) names: Vec<OtherName>,
}

/// A part of a question that a letter satisfies or lacks as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// The part as it was typed, without a minus.
    pub(crate) text: String,
    /// Whether a letter must not satisfy it.
    pub(crate) excluded: bool,
    pub(crate) what: Combination,
    /// Whether it asks for nothing but letters' own data: then a letter that does not satisfy it is no answer,
    /// not even to a part of the question.
    pub(crate) filters: bool,
    /// The slot of the thing that it names, when it is a name.
    pub(crate) thing: Option<usize>,
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

impl Combination {
    /// Adds to `slots` the numbers of the slots in it, but for those that must not be satisfied.
    pub(crate) fn slots(&self, slots: &mut Vec<usize>) {
        match self {
            Self::Slot(number) => slots.push(*number),
            Self::Any(parts) | Self::All(parts) => parts.iter().for_each(|part| part.slots(slots)),
            Self::Not(_) => {}
        }
    }

    /// Whether something in it must not be satisfied.
    pub(crate) fn excludes(&self) -> bool {
        match self {
            Self::Slot(_) => false,
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::excludes),
            Self::Not(_) => true,
        }
    }
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// The word or phrase as it was typed.
    pub(crate) text: String,
    /// The ways it can stand in a letter; at least one, but for a slot of [`Plan::filters`].
    pub(crate) ways: Vec<Way>,
    pub(crate) role: Role,
}

/// What a slot is for. One cursor cannot both look ahead for letters that satisfy a nested part of a question
/// and stand on each letter that is scored, so words that are nested have a slot for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It decides and adds to the score.
    Both,
    /// It decides only.
    Decides,
    /// It adds to the score for what another slot decides.
    Scores,
    /// It adds to the score and is nothing that was asked for.
    Adds,
}

impl Plan {
    /// Returns the plan for `query`, for letters that were analysed as `dutch` does.
    pub(crate) fn of(query: &Query, dutch: &Dutch, names: &dyn Names, things: &dyn Things) -> Self {
        let mut planner = Planner {
            plan: Self {
                slots: Vec::new(),
                pairs: Vec::new(),
                clauses: Vec::new(),
                set_aside: Vec::new(),
                filters: Vec::new(),
                typed_filters: Vec::new(),
                undated: None,
                readings: Vec::new(),
                names_law: false,
                names: Vec::new(),
            },
            things,
            numbers: FxHashMap::default(),
            known: FxHashSet::default(),
            ways: Ways { dutch },
            more: FxHashMap::default(),
        };
        let root = match &query.root {
            Node::All(nodes) => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        let parts = with_number_signs(&planner.names_and_words(root));
        planner.neighbours(&parts);
        planner.name(&parts, names);
        let stop_words: Vec<Option<&str>> = parts.iter().map(stop_word).collect();
        let decides = |(node, stop): (&Node, &Option<&str>)| !matches!(node, Node::Not(_)) && stop.is_none();
        let any_decides = parts.iter().zip(&stop_words).any(decides);
        for (number, (node, stop)) in parts.iter().zip(stop_words).enumerate() {
            match stop {
                // A stop word that is part of a name is looked for with it.
                Some(word) if any_decides => {
                    if !planner.plan.set_aside.iter().any(|known| known == word) {
                        planner.plan.set_aside.push(word.to_owned());
                    }
                }
                _ => planner.clause(node, number),
            }
        }
        let dates =
            planner.plan.clauses.iter().any(|clause| !clause.excluded && planner.plan.is_of_dates(clause));
        planner.plan.undated = dates.then(|| planner.filter("", Test::Undated));
        let mut plan = planner.plan;
        // What is asked for in its own right is looked for.
        let asked: Vec<String> = plan.readings.iter().map(|reading| reading.key.clone()).collect();
        for reading in &mut plan.readings {
            reading.related.retain(|related| !asked.contains(&related.key));
        }
        // Positive first: excluded letters are looked for only among those that match.
        plan.clauses.sort_by_key(|clause| (clause.excluded, clause.filters));
        plan
    }

    /// The parts a letter should satisfy, but for those that ask for nothing but its own data.
    pub(crate) fn wanted(&self) -> &[Clause] {
        &self.clauses[..self.clauses.partition_point(|clause| !clause.excluded && !clause.filters)]
    }

    /// Returns the test of the slot with this number, if it has one.
    pub(crate) fn test(&self, slot: usize) -> Option<&Test> {
        self.filters.iter().find(|(number, _)| *number == slot).map(|(_, test)| test)
    }

    /// Whether a part of the question asks for nothing but dates.
    pub(crate) fn is_of_dates(&self, clause: &Clause) -> bool {
        let mut slots = Vec::new();
        clause.what.slots(&mut slots);
        clause.filters && slots.iter().all(|slot| matches!(self.test(*slot), Some(Test::Day(_))))
    }

    /// Whether letters may hold a part of what is wanted and lack the rest.
    pub(crate) fn has_parts(&self) -> bool {
        let several = |clause: &Clause| match &clause.what {
            Combination::Any(parts) => parts.iter().any(|part| matches!(part, Combination::All(_))),
            _ => false,
        };
        self.wanted().len() > 1 || self.wanted().iter().any(several)
    }

    /// The numbers of the slots in these parts, in order, each once.
    pub(crate) fn wanted_slots(&self) -> Vec<usize> {
        let mut slots = Vec::new();
        self.wanted().iter().for_each(|clause| clause.what.slots(&mut slots));
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// Returns `parts` with `31288 nr 914`, typed as three words, as the one thing that it is.
fn with_number_signs(parts: &[Node]) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for node in parts {
        joined.push(node.clone());
        let [.., Node::Word(dossier), Node::Word(sign), Node::Word(number)] = joined.as_slice() else {
            continue;
        };
        let is_number = |leaf: &Leaf| leaf.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
        let is_sign = matches!(sign.text.to_lowercase().as_str(), "nr" | "nrs");
        if is_sign && is_number(dossier) && is_number(number) {
            let text = format!("{} {} {}", dossier.text, sign.text, number.text);
            let leaf = Leaf { text, span: dossier.span.start..number.span.end };
            joined.truncate(joined.len() - 3);
            joined.push(Node::Word(leaf));
        }
    }
    joined
}

/// A plan in the making. What is asked twice is one part of it: a word says no more when repeated.
struct Planner<'a> {
    plan: Plan,
    /// The slots by their ways.
    numbers: FxHashMap<Vec<Way>, usize>,
    /// The clauses, and whether they are excluded.
    known: FxHashSet<(Combination, bool)>,
    ways: Ways<'a>,
    things: &'a dyn Things,
    /// The ways that parts of the question, by their number, have because of those beside them.
    more: FxHashMap<usize, Vec<Way>>,
}

impl Planner<'_> {
    /// Returns `parts` with names of people that no letter has, and titles that are known by their grammar only,
    /// as the words that they are. To name such a title adds to the score and decides nothing: letters may have
    /// more of it, or less, and still mean the same law.
    fn names_and_words(&mut self, parts: &[Node]) -> Vec<Node> {
        let mut words = Vec::with_capacity(parts.len());
        for node in parts {
            if let Node::Named(Named { kind: Kind::Law | Kind::EuAct | Kind::Article, .. }) = node {
                self.plan.names_law = true;
            }
            match node {
                Node::Named(named) if !named.sure && named.field.is_none() => {
                    let resolved = self.things.resolve(named);
                    // `wet stikstof` may be a title, and is none when no letter has it.
                    if resolved.known {
                        self.plan.readings.push(reading(named, &resolved));
                    }
                    let ways = Ways::of_things(named.kind, &resolved.keys, false, true);
                    self.plan.pairs.push(Slot { text: named.leaf.text.clone(), ways, role: Role::Adds });
                    words.extend(words_in(&named.leaf.text).into_iter().map(Node::Word));
                }
                Node::Named(named) => {
                    let Resolved { known, left, .. } = self.things.resolve(named);
                    if !known && by_people(named.kind) && named.field.is_none() && !named.quoted {
                        // `minister lek`: nobody here is called so.
                        words.extend(words_in(&named.leaf.text).into_iter().map(Node::Word));
                        continue;
                    }
                    words.push(node.clone());
                    // What turned out to be no part of the name is a word of its own.
                    words.extend(left.iter().flat_map(|word| words_in(word)).map(Node::Word));
                }
                node => words.push(node.clone()),
            }
        }
        words
    }

    /// Takes up what words have because of the words beside them.
    fn neighbours(&mut self, parts: &[Node]) {
        let single: Vec<Option<Word>> = parts.iter().map(single_word).collect();
        let short = single.iter().flatten().filter(|word| !word.is_stop()).count() <= SHORT;
        for (at, pair) in single.windows(2).enumerate() {
            let [Some(first), Some(second)] = pair else {
                continue;
            };
            if first.is_stop() || second.is_stop() || first.exact == second.exact {
                continue;
            }
            for number in [at, at + 1] {
                self.more.entry(number).or_default().extend(self.ways.of_joined(first, second));
            }
            if short {
                let text = format!("{} {}", first.exact, second.exact);
                self.plan.pairs.push(Slot {
                    text,
                    ways: vec![self.ways.of_pair(first, second)],
                    role: Role::Adds,
                });
            }
        }
    }

    /// Takes up the other names of words that stand side by side, longer names before shorter ones.
    fn name(&mut self, parts: &[Node], names: &dyn Names) {
        let tokens: Vec<Option<Vec<Word>>> = parts.iter().map(plain_words).collect();
        for length in (1..=names.longest().min(parts.len())).rev() {
            for at in 0..=parts.len() - length {
                let Some(run) =
                    tokens[at..at + length].iter().map(Option::as_ref).collect::<Option<Vec<_>>>()
                else {
                    continue;
                };
                let words: Vec<&str> =
                    run.iter().flat_map(|words| words.iter()).map(|word| word.base.as_str()).collect();
                if run.iter().all(|words| words.iter().all(Word::is_stop)) {
                    continue;
                }
                let others = names.of(&words);
                // Of most words there are none.
                if others.is_empty() {
                    continue;
                }
                let typed =
                    parts[at..at + length].iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                for (name, origin) in others {
                    let Some(way) = self.ways.of_name(&name) else {
                        continue;
                    };
                    for (nth, number) in (at..at + length).enumerate() {
                        // One name is one hit, however many words it stands for.
                        let weight = if nth == 0 { way.weight } else { 0 };
                        self.more.entry(number).or_default().push(Way { weight, ..way.clone() });
                    }
                    let other = OtherName { typed: typed.clone(), name, origin };
                    if !self.plan.names.contains(&other) {
                        self.plan.names.push(other);
                    }
                }
            }
        }
    }

    fn clause(&mut self, node: &Node, number: usize) {
        let (node, excluded) = match node {
            Node::Not(inner) => (&**inner, true),
            node => (node, false),
        };
        let more = self.more.remove(&number).unwrap_or_default();
        let what = match node {
            Node::Word(leaf) if !excluded => self.slot(leaf, true, |ways, words| ways.of_words(words)),
            node => self.combination(node, true),
        };
        if let Some(Combination::Slot(number)) = what {
            for way in more {
                let ways = &mut self.plan.slots[number].ways;
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        if let Some(what) = what
            && self.known.insert((what.clone(), excluded))
        {
            let thing = match (node, &what) {
                (Node::Named(_), Combination::Slot(number)) => Some(*number),
                (Node::Named(_), Combination::Any(parts)) => match parts.first() {
                    Some(Combination::Slot(number)) => Some(*number),
                    _ => None,
                },
                _ => None,
            };
            let mut slots = Vec::new();
            what.slots(&mut slots);
            let filters =
                !excluded && !slots.is_empty() && slots.iter().all(|slot| self.plan.test(*slot).is_some());
            self.plan.clauses.push(Clause { text: node.to_string(), excluded, what, filters, thing });
        }
    }

    /// Returns nothing for a part without words.
    ///
    /// `shared` tells whether equal slots may be one. What is nested deeper than alternatives moves
    /// its slots ahead of the letter under the others, so it has its own.
    fn combination(&mut self, node: &Node, shared: bool) -> Option<Combination> {
        match node {
            Node::Word(leaf) => self.slot(leaf, shared, |ways, words| ways.of_words(words)),
            Node::Phrase(leaf) => self.slot(leaf, shared, |ways, words| ways.of_phrase(words)),
            Node::Loose(leaf) => self.slot(leaf, shared, |ways, words| ways.of_loose_phrase(words)),
            Node::Named(named) => self.named(named, shared),
            Node::Filter(filter) => {
                if !self.plan.typed_filters.contains(filter) {
                    self.plan.typed_filters.push(filter.clone());
                }
                Some(Combination::Slot(self.filter(&node.to_string(), filter.test.clone())))
            }
            Node::Any(nodes) => {
                let mut parts = self.combinations(nodes, shared)?;
                if parts.len() == 1 { parts.pop() } else { Some(Combination::Any(parts)) }
            }
            Node::All(nodes) => self.combinations(nodes, false).map(Combination::All),
            Node::Not(node) => self.combination(node, false).map(|inner| Combination::Not(Box::new(inner))),
        }
    }

    /// A thing, or its words: whichever a letter holds.
    fn named(&mut self, named: &Named, shared: bool) -> Option<Combination> {
        let resolved = self.things.resolve(named);
        let reading = reading(named, &resolved);
        let words = match named.field {
            Some(_) => Words::default(),
            None => words_of(named.kind, &resolved, &named.leaf.text),
        };
        let itself = named.field != Some("citeert");
        let mut ways = Ways::of_things(named.kind, &resolved.keys, named.sure, itself);
        if itself
            && let Some(register) = law_names(&law_of(&resolved.key).unwrap_or_else(|| resolved.key.clone()))
                .and_then(|law| law.register)
        {
            ways.push(Ways::of_register(register));
        }
        ways.extend(words.names.iter().filter_map(|name| self.ways.of_thing_by_name(name)));
        ways.extend(words.close.iter().filter_map(|text| self.ways.of_close_by(text)));
        ways.extend(self.ways.of_typed(&named.leaf.text));
        let thing = self.add(&named.leaf.text, ways, shared);
        if !self.plan.readings.contains(&reading) {
            self.plan.readings.push(reading);
        }
        if let Some(test) = named.field.and_then(|field| own_data(field, &resolved.key)) {
            return Some(Combination::Any(vec![thing, Combination::Slot(self.filter("", test))]));
        }
        let Some(text) = words.all else {
            return Some(thing);
        };
        let nodes: Vec<Node> = words_in(&text).into_iter().map(Node::Word).collect();
        let decides = nodes.iter().any(|node| stop_word(node).is_none());
        let nodes: Vec<Node> =
            nodes.into_iter().filter(|node| !decides || stop_word(node).is_none()).collect();
        let first = self.plan.slots.len();
        let mut parts = self.combinations(&nodes, false)?;
        let copies = self.plan.slots[first..].iter_mut().map(|slot| {
            slot.role = Role::Decides;
            Slot { role: Role::Scores, ..slot.clone() }
        });
        let copies: Vec<Slot> = copies.collect();
        self.plan.pairs.extend(copies);
        let all = if parts.len() == 1 { parts.pop()? } else { Combination::All(parts) };
        Some(Combination::Any(vec![thing, all]))
    }

    fn combinations(&mut self, nodes: &[Node], shared: bool) -> Option<Vec<Combination>> {
        let mut known = FxHashSet::default();
        let parts = nodes.iter().filter_map(|node| self.combination(node, shared));
        let parts: Vec<_> = parts.filter(|part| known.insert(part.clone())).collect();
        (!parts.is_empty()).then_some(parts)
    }

    fn slot(
        &mut self,
        leaf: &Leaf,
        shared: bool,
        of: impl FnOnce(&Ways<'_>, &[Word]) -> Vec<Way>,
    ) -> Option<Combination> {
        let words = words(&leaf.text);
        if words.is_empty() {
            return None;
        }
        let ways = of(&self.ways, &words);
        Some(self.add(&leaf.text, ways, shared))
    }

    /// Takes up what letters pass by their own data, and returns the number of its slot. A slot is looked for by
    /// its text, when it has one.
    fn filter(&mut self, text: &str, test: Test) -> usize {
        let number = self.plan.slots.len();
        self.plan.slots.push(Slot { text: text.to_owned(), ways: Vec::new(), role: Role::Decides });
        self.plan.filters.push((number, test));
        number
    }

    fn add(&mut self, text: &str, mut ways: Vec<Way>, shared: bool) -> Combination {
        // There are few, so comparing them costs less than hashing.
        let mut at = 0;
        while at < ways.len() {
            if ways[..at].contains(&ways[at]) {
                ways.remove(at);
            } else {
                at += 1;
            }
        }
        if let Some(number) = self.numbers.get(&ways).filter(|_| shared) {
            return Combination::Slot(*number);
        }
        let number = self.plan.slots.len();
        if shared {
            self.numbers.insert(ways.clone(), number);
        }
        self.plan.slots.push(Slot { text: text.to_owned(), ways, role: Role::Both });
        Combination::Slot(number)
    }
}

/// Returns the words of `text` as leaves of a question.
fn words_in(text: &str) -> Vec<Leaf> {
    let leaf = |word: &str| Leaf { text: word.to_owned(), span: 0..0 };
    text.split_whitespace().map(leaf).collect()
}

/// Returns the tokens of `node` when it is a word, or some that hang together, without quotes.
fn plain_words(node: &Node) -> Option<Vec<Word>> {
    let Node::Word(leaf) = node else {
        return None;
    };
    Some(words(&leaf.text)).filter(|words| !words.is_empty())
}

/// Returns the word that `node` is, if it is nothing more.
fn single_word(node: &Node) -> Option<Word> {
    let mut words = plain_words(node)?;
    let word = words.pop()?;
    words.is_empty().then_some(word)
}

/// Returns the stop word that `node` is, if it is nothing more.
fn stop_word(node: &Node) -> Option<&str> {
    let Node::Word(leaf) = node else {
        return None;
    };
    single_word(node).filter(Word::is_stop).map(|_| leaf.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NoNames;
    use crate::parse::parse;
    use crate::things::NoThings;
    use crate::ways::Pattern;
    use naslag_dutch::Tier;

    fn plan(text: &str) -> Plan {
        Plan::of(&parse(text), &Dutch::default(), &NoNames, &NoThings)
    }

    /// Shows a slot as its second way or, when it has only one, the first: `=word` literal, `word` by
    /// its stem.
    fn slots(text: &str) -> Vec<String> {
        let place = |place: &crate::ways::Place| match place[0].tier {
            Tier::Exact => format!("={}", place[0].term),
            Tier::Stem | Tier::Parts => place[0].term.clone(),
        };
        let shown = |way: &Way| match &way.pattern {
            Pattern::Sequence { places, .. } => places.iter().map(place).collect::<Vec<_>>().join(" "),
            Pattern::Near(terms) | Pattern::Entity { keys: terms, .. } => terms.join("+"),
        };
        let stems = |slot: &Slot| slot.ways.iter().position(|way| way.tier == Tier::Stem).unwrap_or(0);
        plan(text).slots.iter().map(|slot| shown(&slot.ways[stems(slot)])).collect()
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
