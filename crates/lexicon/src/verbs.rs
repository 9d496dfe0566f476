//! The forms of verbs, each with its infinitive.
//!
//! The dictionary lists stems (`meld/V3Vp`), infinitives (`melden/Vi`) and participles apart. Here they
//! are put together: a stem finds its infinitive by the spelling rules, and forms follow from its flags.
//! Strong verbs come from a list of our own.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::hunspell::{Entry, Flag};

const THIRD: Flag = *b"V3";
const PAST_DE: Flag = *b"Vp";
const PAST_TE: Flag = *b"Vq";
const INFINITIVE: Flag = *b"Vi";

/// Prefixes that stay on the verb: its participle has no ge-.
const FIXED: &[&str] = &["be", "ge", "her", "ont", "ver", "er", "mis"];

/// Prefixes that a clause can part from the verb and that the dictionary lists verb by verb; it has
/// flags for others.
const SEPARABLE: &[&str] = &[
    "in", "om", "onder", "op", "tegen", "terug", "toe", "weg", "vast", "voort", "samen", "deel", "plaats",
    "open", "neer", "vrij", "tussen", "los", "rond", "thuis", "vooruit", "weer", "goed", "terecht", "teleur",
    "stop",
];

/// Returns pairs of a verb form and its infinitive; forms that equal the infinitive are left out.
pub(crate) fn forms(
    entries: &[Entry],
    prefixes: &HashMap<Flag, String>,
    strong: &str,
) -> Vec<(String, String)> {
    let with = |flag: Flag| entries.iter().filter(move |entry| entry.flags.contains(&flag));
    let mut sisters: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for entry in entries {
        let of_entry = entry.flags.iter().filter_map(|flag| prefixes.get(flag)).map(String::as_str);
        sisters.entry(&entry.word).or_default().extend(of_entry);
    }
    let infinitives: HashSet<&str> = with(INFINITIVE)
        .map(|entry| entry.word.as_str())
        .filter(|word| word.ends_with('n'))
        .chain(strong_verbs(strong).filter_map(|verb| verb.first().copied()))
        .collect();
    let verbs = Verbs { infinitives, sisters };
    let mut pairs = Vec::new();
    for entry in with(THIRD) {
        let stem = entry.word.as_str();
        let Some(infinitive) = infinitive_of(stem, &verbs.infinitives) else {
            continue;
        };
        let weak = match (entry.flags.contains(&PAST_DE), entry.flags.contains(&PAST_TE)) {
            (true, _) => Some('d'),
            (false, true) => Some('t'),
            (false, false) => None,
        };
        for (prefix, infinitive) in verbs.prefixed(&infinitive) {
            weak_forms(prefix, stem, weak, &infinitive, &mut pairs);
        }
    }
    for verb in strong_verbs(strong) {
        let [infinitive, singular, plural, participle] = verb.as_slice() else {
            continue;
        };
        for (prefix, prefixed) in verbs.prefixed(infinitive) {
            let participle = if FIXED.contains(&prefix) {
                participle.strip_prefix("ge").unwrap_or(participle)
            } else {
                participle
            };
            for form in [singular, plural, &participle] {
                pairs.push((format!("{prefix}{form}"), prefixed.clone()));
                pairs.push((format!("{prefix}{form}e"), prefixed.clone()));
            }
        }
    }
    pairs.retain(|(form, infinitive)| form != infinitive);
    pairs
}

fn strong_verbs(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_whitespace().collect())
}

struct Verbs<'a> {
    infinitives: HashSet<&'a str>,
    /// The prefixes that a clause can part from each verb: participles have -ge- in the middle.
    sisters: HashMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Verbs<'a> {
    /// Returns the verb itself and its prefixed sisters in the dictionary.
    fn prefixed(&self, infinitive: &str) -> Vec<(&'a str, String)> {
        let mut verbs = vec![("", infinitive.to_owned())];
        let listed = FIXED
            .iter()
            .chain(SEPARABLE)
            .copied()
            .filter(|prefix| self.infinitives.contains(format!("{prefix}{infinitive}").as_str()));
        let separable = self.sisters.get(infinitive).into_iter().flatten().copied();
        verbs.extend(listed.chain(separable).map(|prefix| (prefix, format!("{prefix}{infinitive}"))));
        verbs
    }
}

fn weak_forms(
    prefix: &str,
    stem: &str,
    weak: Option<char>,
    infinitive: &str,
    pairs: &mut Vec<(String, String)>,
) {
    let mut add = |form: String| pairs.push((form, infinitive.to_owned()));
    add(format!("{prefix}{stem}"));
    if !stem.ends_with('t') {
        add(format!("{prefix}{stem}t"));
    }
    let Some(dental) = weak else {
        return;
    };
    for ending in ["e", "en"] {
        add(format!("{prefix}{stem}{dental}{ending}"));
    }
    let participle = if stem.ends_with(dental) { stem.to_owned() } else { format!("{stem}{dental}") };
    let own_fixed =
        |stem: &str| FIXED.iter().any(|fixed| stem.starts_with(fixed) && stem.len() > fixed.len() + 3);
    let participles = if FIXED.contains(&prefix) || prefix.is_empty() && own_fixed(stem) {
        vec![format!("{prefix}{participle}"), format!("{prefix}ge{participle}")]
    } else {
        vec![format!("{prefix}ge{participle}")]
    };
    for participle in participles {
        add(format!("{participle}e"));
        add(participle);
    }
    for ending in ["d", "de"] {
        add(format!("{infinitive}{ending}"));
    }
}

/// Returns the infinitive whose stem, by the rules of Dutch spelling, is `stem`.
fn infinitive_of(stem: &str, infinitives: &HashSet<&str>) -> Option<String> {
    let mut candidates = vec![format!("{stem}en"), format!("{stem}n")];
    let chars: Vec<char> = stem.chars().collect();
    if let [.., before, last] = chars.as_slice() {
        let body: String = chars[..chars.len() - 1].iter().collect();
        candidates.push(format!("{stem}{last}en"));
        for (hard, soft) in [('f', 'v'), ('s', 'z')] {
            if *last == hard {
                candidates.push(format!("{body}{soft}en"));
            }
        }
        let double = chars.len() > 2 && chars[chars.len() - 3] == *before && "aeou".contains(*before);
        if double {
            let short: String = chars[..chars.len() - 2].iter().collect();
            candidates.push(format!("{short}{last}en"));
            for (hard, soft) in [('f', 'v'), ('s', 'z')] {
                if *last == hard {
                    candidates.push(format!("{short}{soft}en"));
                }
            }
        }
    }
    candidates.into_iter().find(|candidate| infinitives.contains(candidate.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hunspell::entries;

    #[track_caller]
    fn check(dictionary: &str, form: &str, infinitive: &str) {
        let entries = entries(&format!("0\n{}", dictionary.replace(' ', "\n")));
        let prefixes = HashMap::from([(*b"Pb", "aan".to_owned()), (*b"Pm", "over".to_owned())]);
        let forms = forms(&entries, &prefixes, "nemen nam namen genomen\nsluiten sloot sloten gesloten");
        assert!(forms.contains(&(form.to_owned(), infinitive.to_owned())), "{form}: {forms:?}");
    }

    #[test]
    fn weak_verbs() {
        let dictionary =
            "meld/V3Vp melden/ViPb hack/V3Vq hacken/Vi beveilig/V3Vp beveiligen/Vi reis/V3Vp reizen/Vi";
        check(dictionary, "meldt", "melden");
        check(dictionary, "gemeld", "melden");
        check(dictionary, "aangemelde", "aanmelden");
        check(dictionary, "gehackt", "hacken");
        check(dictionary, "hackte", "hacken");
        check(dictionary, "beveiligd", "beveiligen");
        check(dictionary, "gereisd", "reizen");
    }

    #[test]
    fn strong_verbs() {
        check("besluiten/Vi", "besloot", "besluiten");
        check("besluiten/Vi", "besloten", "besluiten");
        check("nemen/ViPm", "overgenomen", "overnemen");
        check("neem/V3", "neemt", "nemen");
    }
}
