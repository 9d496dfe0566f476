//! The members of government who answer questions.
//!
//! Answerable for the sentence of the official publication, `Antwoord van Minister Koolmees (Sociale Zaken en
//! Werkgelegenheid), mede namens …`. Offices without a name are passed over: who held them is not said.

use super::people;
use super::{Found, Origin, Person};
use crate::head::Head;

/// How the sentence begins, in lower case.
const OPENINGS: [&str; 6] = [
    "antwoord van ",
    "antwoorden van ",
    "mededeling van ",
    "nader antwoord van ",
    "aanvullend antwoord van ",
    "gewijzigd antwoord van ",
];

/// Offices in it, in lower case; longer ones before those they begin with.
const OFFICES: [&str; 8] = [
    "minister-president ",
    "viceminister-president ",
    "ministers ",
    "minister ",
    "staatssecretarissen ",
    "staatssecretaris ",
    "minister–president ",
    "premier ",
];

/// Bytes of the sentence; four offices with their fields fit.
const LONGEST: usize = 800;

/// Returns those who answer, in the order of the sentence.
pub(super) fn answering(head: &Head<'_>) -> Vec<Found<Person>> {
    let mut found: Vec<Found<Person>> = Vec::new();
    for line in head.lines() {
        let content = head.text()[line.clone()].trim_start();
        let lower: String = content.chars().take(40).flat_map(char::to_lowercase).collect();
        if OPENINGS.iter().any(|opening| lower.starts_with(opening)) {
            let start = line.end - content.len();
            sentence(head.text(), start, &mut found);
            if !found.is_empty() {
                break;
            }
        }
    }
    found
}

fn sentence(text: &str, start: usize, found: &mut Vec<Found<Person>>) {
    let rest = &text[start..];
    let end = (0..=LONGEST.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(0);
    let flat = rest[..end].to_ascii_lowercase().replace(['\n', '\t', '\r'], " ");
    let stop = ["(ontvangen", "(ingezonden", ". zie ", "vraag 1", "\n\n"]
        .iter()
        .filter_map(|stop| if *stop == "\n\n" { rest[..end].find(stop) } else { flat.find(stop) })
        .min()
        .unwrap_or(end);
    let mut at = 0;
    while at < stop {
        let next = OFFICES
            .iter()
            .filter_map(|office| flat[at..stop].find(office).map(|place| (at + place, *office)))
            .min_by_key(|(place, office)| (*place, usize::MAX - office.len()));
        let Some((place, office)) = next else { break };
        at = place + office.len();
        // `ministerie` and `viceminister` are other words.
        let whole = place == 0 || !flat[..place].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        // `Minister van Justitie` is an office without a name, `Minister Van Weel` has one.
        let nameless = ["van ", "voor "].iter().any(|word| rest[at..].starts_with(word));
        if !whole || nameless {
            continue;
        }
        let title = rest[place..at].trim();
        let plural = office.starts_with("ministers") || office.starts_with("staatssecretarissen");
        for listed in people::list(text, start + at).into_iter().take(if plural { 8 } else { 1 }) {
            if listed.range.start >= start + stop {
                break;
            }
            at = at.max(listed.range.end - start);
            let title = if plural { singular(title) } else { title.to_owned() };
            let function = match listed.inside.filter(|inside| !is_note(inside)) {
                Some(field) => format!("{title} ({field})"),
                None => title,
            };
            let person = Person { name: listed.name, function: Some(function), party: None };
            if !found.iter().any(|known| known.value.name == person.name) {
                found.push(Found { value: person, from: Origin::Text(listed.range) });
            }
        }
    }
}

/// `(ontvangen 3 mei 2012)` is no field.
fn is_note(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    ["ontvangen", "ingezonden", "mede", "zie"].iter().any(|word| lower.starts_with(word))
}

fn singular(title: &str) -> String {
    let cut = if title.to_lowercase().ends_with("issen") { 4 } else { 1 };
    title[..title.len() - cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = answering(&Head::of(text))
            .into_iter()
            .map(|found| format!("{} | {}", found.value.name, found.value.function.unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn ministers_who_answer() {
        check(
            "Vragen.\n\nAntwoord van Minister Yeşilgöz-Zegerius (Justitie en Veiligheid) (ontvangen 28 juni 2024). Zie ook",
            &["Yeşilgöz-Zegerius | Minister (Justitie en Veiligheid)"],
        );
        check(
            "Antwoord van Minister Koolmees (Sociale Zaken en\nWerkgelegenheid) (ontvangen 21 juni 2021).",
            &["Koolmees | Minister (Sociale Zaken en Werkgelegenheid)"],
        );
        check(
            "Antwoord van Staatssecretaris Van Rij (Financiën), mede namens de Minister van Justitie en Veiligheid (ontvangen 3 mei 2022).",
            &["Van Rij | Staatssecretaris (Financiën)"],
        );
        check(
            "Antwoord van Minister De Jonge (VWS) mede namens Minister Ollongren (BZK) (ontvangen 3 mei 2020)",
            &["De Jonge | Minister (VWS)", "Ollongren | Minister (BZK)"],
        );
        check(
            "Antwoord van de Ministers Grapperhaus (Justitie en Veiligheid) en Ollongren (BZK) (ontvangen 3 mei 2020)",
            &["Grapperhaus | Minister (Justitie en Veiligheid)", "Ollongren | Minister (BZK)"],
        );
        check(
            "Antwoord van minister-president Rutte (ontvangen 3 mei 2020)",
            &["Rutte | minister-president"],
        );
        check(
            "Antwoord van minister Klink (Volksgezondheid, Welzijn en Sport). (Ontvangen 8 april 2008)",
            &["Klink | minister (Volksgezondheid, Welzijn en Sport)"],
        );
    }

    #[test]
    fn offices_without_names() {
        check("Antwoord van de Minister van Justitie en Veiligheid (ontvangen 3 mei 2020)", &[]);
        check("Antwoord op vragen", &[]);
        check("Antwoord van het ministerie", &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(Antwoord van |[mM]inisters? |Staatssecretarissen |Koolmees|\\(SZW\\)|, | en |\n|ontvangen|ë|\u{212a}|\\PC){0,30}") {
            for found in answering(&Head::of(&text)) {
                let Origin::Text(range) = found.from else { continue };
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
