//! What a thing that a question names is in the folder: under which keys letters name it, what it is called,
//! and by which words it can be found where nothing recognised it.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use naslag_citation::{Kind, article_number, law_names, law_of, motion_names, reaches, same_motion};
use naslag_index::{Snapshot, keys, numbers_of};

use crate::tree::Named;

/// How a part of a question was read as the name of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was typed.
    pub typed: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Its key.
    pub key: String,
    /// What it is called: `Kamerstuk 26643-202`.
    pub name: String,
    /// Other keys under which the folder names it: motions of a signatory, the number of a motion. Sorted.
    pub also: Vec<String>,
    /// Things that came before or after it, and are not looked for.
    pub related: Vec<Related>,
}

/// A thing that came before or after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whether it came after.
    pub later: bool,
}

/// A thing that a question names, as the folder has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// Its key; of names, the fullest the folder knows: `motie:hennis-plasschaert` for `motie hennis`.
    pub(crate) key: String,
    /// The keys under which letters name it: its own, those of motions with more signatories, the number of a
    /// motion. Sorted.
    pub(crate) keys: Vec<String>,
    /// Whether letters name it.
    pub(crate) known: bool,
    /// Words that were read as part of its name and are none: `meldplicht` in `motie hennis meldplicht`.
    pub(crate) left: Vec<String>,
}

/// Knows under which keys a folder names things.
pub(crate) trait Things {
    /// Returns what `named` is in the folder.
    fn resolve(&self, named: &Named) -> Resolved;
}

/// Each thing has the key that was asked for.
#[cfg(test)]
pub(crate) struct NoThings;

#[cfg(test)]
impl Things for NoThings {
    fn resolve(&self, named: &Named) -> Resolved {
        Resolved { key: named.key.clone(), keys: vec![named.key.clone()], known: true, left: Vec::new() }
    }
}

/// The things that the letters of an index name.
pub(crate) struct ThingsOfIndex {
    snapshot: Snapshot,
    /// Keys that are found by a part of them, see [`BY_NAME`]; read when first asked for.
    by_name: [OnceLock<Vec<String>>; BY_NAME.len()],
    /// What was found out before, by kind and key.
    known: Mutex<HashMap<String, Resolved>>,
}

/// Kinds whose things are known by the names of people.
const BY_NAME: [(Kind, &str); 4] = [
    (Kind::Motion, "motie:"),
    (Kind::Amendment, "amendement:"),
    (Kind::Member, "lid:"),
    (Kind::Minister, "bewindspersoon:"),
];

/// Things remembered: a bound on what a program that runs for months gathers.
const REMEMBERED: usize = 10_000;

impl ThingsOfIndex {
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        Self { snapshot, by_name: Default::default(), known: Mutex::default() }
    }

    fn look_up(&self, named: &Named) -> Resolved {
        // A failing disk shows at the search itself, so nothing is lost by taking no keys for an answer.
        if let Some(at) = BY_NAME.iter().position(|(kind, _)| *kind == named.kind) {
            let all =
                self.by_name[at].get_or_init(|| keys(&self.snapshot, BY_NAME[at].1).unwrap_or_default());
            let readings = std::iter::once(&named.key).chain(&named.or);
            let exact = readings.map(|asked| (asked, by_name(asked, all, reaches)));
            // Letters may write only half of the double name that was typed.
            let half = named.or.is_empty().then(|| (&named.key, by_name(&named.key, all, same_motion)));
            for (asked, (key, mut keys)) in exact.chain(half) {
                if keys.is_empty() {
                    continue;
                }
                let numbers = |key: &String| numbers_of(&self.snapshot, key).unwrap_or_default();
                keys.extend(keys.iter().flat_map(numbers).collect::<Vec<_>>());
                keys.sort_unstable();
                keys.dedup();
                return Resolved { key, keys, known: true, left: left_over(&named.key, asked) };
            }
        }
        let mut found = keys(&self.snapshot, &named.key).unwrap_or_default();
        // Of a reference the beginning is enough.
        found.retain(|key| *key == named.key || named.kind == Kind::Kenmerk);
        let known = !found.is_empty();
        if !by_people(named.kind) {
            // `nrs. 202-204` are several things.
            found.extend(named.or.iter().cloned());
        }
        if found.is_empty() {
            found.push(named.key.clone());
        }
        Resolved { key: named.key.clone(), keys: found, known, left: Vec::new() }
    }
}

impl Things for ThingsOfIndex {
    fn resolve(&self, named: &Named) -> Resolved {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let id = [named.key.as_str()].into_iter().chain(named.or.iter().map(String::as_str));
        let id = id.collect::<Vec<_>>().join("\n");
        if let Some(resolved) = known.get(&id) {
            return resolved.clone();
        }
        let resolved = self.look_up(named);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(id, resolved.clone());
        resolved
    }
}

/// Returns the words of the first key that are not in the second, which was read from fewer of them.
fn left_over(typed: &str, read: &str) -> Vec<String> {
    let words = |key: &str| -> Vec<String> {
        let names = key.split_once(':').map_or(key, |(_, names)| names);
        names.split(['-', '+']).map(str::to_owned).collect()
    };
    let read = words(read);
    words(typed).into_iter().filter(|word| !read.contains(word)).collect()
}

/// Returns the key of the thing of `all` that is known by the names in `asked`, and under which keys letters
/// name it: none when there is no such thing.
///
/// Half a double name reaches the whole, and where it is half of one name only, both are one: `motie Hennis`
/// and `motie Hennis-Plasschaert` ask for the same.
fn by_name(asked: &str, all: &[String], is: fn(&str, &str) -> bool) -> (String, Vec<String>) {
    let reached = |asked: &str| all.iter().filter(|key| is(asked, key)).cloned().collect::<Vec<_>>();
    let found = reached(asked);
    let people = |key: &str| key.split('+').count();
    // Names of as many people as were asked for; of several that do not hold each other these are others.
    let mut whole: Vec<&String> = found.iter().filter(|key| people(key) == people(asked)).collect();
    whole.sort_by_key(|key| std::cmp::Reverse(key.len()));
    let key = match whole.first() {
        Some(longest) if whole.iter().all(|key| reaches(key, longest)) => (*longest).clone(),
        _ => asked.to_owned(),
    };
    let halves = all.iter().filter(|half| people(half) == people(&key) && reaches(half, &key)).cloned();
    if found.is_empty() {
        return (key, found);
    }
    let mut keys: Vec<String> = halves.chain(reached(&key)).chain(found.iter().cloned()).collect();
    keys.sort_unstable();
    keys.dedup();
    (key, keys)
}

/// Whether things of this kind are known by the names of people.
pub(crate) fn by_people(kind: Kind) -> bool {
    BY_NAME.iter().any(|(known, _)| *known == kind)
}

/// Returns how `named` was read.
pub(crate) fn reading(named: &Named, resolved: &Resolved) -> Reading {
    let related = law_names(&resolved.key).into_iter().flat_map(|law| {
        let of =
            |key: &String, later| Related { key: key.clone(), name: naslag_citation::name_of(key), later };
        let before = law.predecessors.iter().map(|key| of(key, false));
        before.chain(law.successors.iter().map(|key| of(key, true))).collect::<Vec<_>>()
    });
    Reading {
        typed: named.typed.clone(),
        kind: named.kind,
        key: resolved.key.clone(),
        name: naslag_citation::name_of(&resolved.key),
        also: resolved.keys.iter().filter(|key| **key != resolved.key).cloned().collect(),
        related: related.collect(),
    }
}

/// `art:telecommunicatiewet:13a:2` → `artikel 13a Telecommunicatiewet`. What is below the article is left out:
/// `lid` and its number stand everywhere.
fn article_in_words(key: &str) -> String {
    let law = law_of(key).unwrap_or_default();
    let title = match law_names(&law) {
        Some(names) => names.title.to_owned(),
        None => law.split_once(':').map_or(String::new(), |(_, slug)| slug.replace('-', " ")),
    };
    format!("artikel {} {title}", article_number(key).unwrap_or_default())
}

/// The words by which a thing can be found where nothing recognised it.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Names of it, whose words stand side by side.
    pub(crate) names: Vec<String>,
    /// Words that stand close by.
    pub(crate) close: Vec<String>,
    /// Words of which each stands somewhere.
    pub(crate) all: Option<String>,
}

/// Names of laws shorter than this are found as things only: any letter may hold the word `tw`.
const SHORT_NAME: usize = 4;

/// Returns the words of a thing. They depend on its key alone, so that all its spellings find the same.
pub(crate) fn words_of(kind: Kind, resolved: &Resolved, typed: &str) -> Words {
    let key = resolved.key.as_str();
    if !resolved.known && by_people(kind) {
        return Words { all: Some(typed.to_owned()), ..Words::default() };
    }
    let number = key.split_once(':').map_or(key, |(_, number)| number);
    match kind {
        Kind::Law | Kind::EuAct => match law_names(key) {
            Some(law) => {
                let others = law.others.iter().chain(&law.abbreviations).copied();
                Words {
                    names: others
                        .filter(|name| name.chars().count() >= SHORT_NAME)
                        .map(str::to_owned)
                        .collect(),
                    close: Vec::new(),
                    all: Some(law.title.to_owned()),
                }
            }
            None => Words { all: Some(typed.to_owned()), ..Words::default() },
        },
        Kind::Motion | Kind::Amendment | Kind::Member | Kind::Minister => {
            let cue = match kind {
                Kind::Motion => "motie",
                Kind::Amendment => "amendement",
                Kind::Member => "lid",
                _ => "minister",
            };
            // The first part of each name: it is what is used when only one is.
            let names = motion_names(key).into_iter().filter_map(|mut forms| {
                forms.sort_by_key(String::len);
                forms.into_iter().next()
            });
            let names = names.collect::<Vec<_>>().join(" ").replace('-', " ");
            Words { close: vec![format!("{cue} {names}")], ..Words::default() }
        }
        Kind::Kamerstuk => {
            let (dossier, sub) = number.split_once(':').unwrap_or((number, ""));
            let dossier = dossier.replace('-', " ");
            Words {
                names: vec![format!("{dossier} nr. {sub}"), format!("{dossier} {sub}")],
                ..Words::default()
            }
        }
        Kind::Dossier => Words { names: vec![number.replace('-', " ")], ..Words::default() },
        Kind::Article => Words { all: Some(article_in_words(key)), ..Words::default() },
        _ => Words { names: vec![number.replace(':', " ")], ..Words::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: &str, all: &[&str], key: &str, keys: &[&str]) {
        let all: Vec<String> = all.iter().map(|key| (*key).to_owned()).collect();
        let (found, names) = by_name(asked, &all, reaches);
        assert_eq!(
            (found.as_str(), names),
            (key, keys.iter().map(|key| (*key).to_owned()).collect()),
            "{asked}"
        );
    }

    #[test]
    fn half_a_name_is_the_whole_where_there_is_one() {
        let all = ["motie:gesthuizen", "motie:hennis-plasschaert", "motie:heijnen+van-raak", "motie:hennis"];
        let both = ["motie:hennis", "motie:hennis-plasschaert"];
        check("motie:hennis", &all, "motie:hennis-plasschaert", &both);
        check("motie:plasschaert", &all, "motie:hennis-plasschaert", &both);
        check("motie:hennis-plasschaert", &all, "motie:hennis-plasschaert", &both);
        check("motie:raak", &all, "motie:raak", &["motie:heijnen+van-raak"]);
        check("motie:heijnen+raak", &all, "motie:heijnen+van-raak", &["motie:heijnen+van-raak"]);
        check("motie:zzz", &all, "motie:zzz", &[]);
        check("lid:hennis", &all, "lid:hennis", &[]);
    }

    #[test]
    fn one_half_of_several_names_is_none_of_them() {
        let all = ["motie:de-jong-visser", "motie:visser-bakker"];
        check("motie:visser", &all, "motie:visser", &all);
    }

    #[test]
    fn a_word_behind_a_name_was_taken_for_half_of_it_and_dropped() {
        check("motie:kathmann-ransomware", &["motie:kathmann"], "motie:kathmann-ransomware", &[]);
        assert_eq!(left_over("motie:kathmann-ransomware", "motie:kathmann"), ["ransomware"]);
        assert!(left_over("motie:hennis", "motie:hennis").is_empty());
    }

    #[test]
    fn words_come_from_the_key() {
        let of = |kind, key: &str| {
            let resolved =
                Resolved { key: key.into(), keys: vec![key.into()], known: true, left: Vec::new() };
            words_of(kind, &resolved, "as typed")
        };
        assert_eq!(of(Kind::Motion, "motie:van-der-staaij").close, ["motie staaij"]);
        assert_eq!(of(Kind::Kamerstuk, "kst:26643:202").names, ["26643 nr. 202", "26643 202"]);
        assert_eq!(
            of(Kind::Article, "art:algemene-wet-bestuursrecht:3.2:1").all.as_deref(),
            Some("artikel 3:2 Algemene wet bestuursrecht")
        );
        let law = of(Kind::Law, "wet:telecommunicatiewet");
        assert!(
            law.names.contains(&"Telecomwet".to_owned()) && !law.names.contains(&"Tw".to_owned()),
            "{law:?}"
        );
        assert_eq!(law.all.as_deref(), Some("Telecommunicatiewet"));
    }
}
