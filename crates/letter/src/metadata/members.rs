//! The members who asked the questions of a letter, or who moved the motion or amendment it is.
//!
//! Answerable for the heading that names them, and for the lines below a motion where they sign, which have
//! their names in the usual case. Official metadata come last: they have no parties.

use std::ops::Range;

use super::lines::Lines;
use super::people::{self, Listed};
use super::{Found, LetterKind, Origin, Person, name, properties};
use crate::draft::Draft;
use crate::head::Head;
use crate::title::folded;

/// Words before the members who ask, in lower case with one blank.
const ASKERS: [&str; 10] = [
    "vragen van het lid ",
    "vragen van de leden ",
    "vragen van het kamerlid ",
    "vragen van de kamerleden ",
    "vragen van lid ",
    "vragen van leden ",
    "vragen van kamerlid ",
    "vragen die het lid ",
    "vragen gesteld door het lid ",
    "vragen gesteld door de leden ",
];

/// Words before the members who move something, in lower case with one blank.
const MOVERS: [&str; 10] = [
    "motie van het lid ",
    "motie van de leden ",
    "motie van lid ",
    "motie van leden ",
    "amendement van het lid ",
    "amendement van de leden ",
    "amendement van de heer ",
    "motie van de heer ",
    "motie van mevrouw ",
    "amendement van mevrouw ",
];

/// Bytes of the text in which the heading is looked for.
const REACH: usize = 6000;

/// Lines below a motion; more members never signed one.
const SIGNERS: usize = 40;

/// Returns the members of a letter of this kind.
pub(super) fn members(
    draft: &Draft,
    head: &Head<'_>,
    lines: &Lines<'_>,
    kind: LetterKind,
) -> Vec<Found<Person>> {
    let found = match kind {
        LetterKind::Antwoord | LetterKind::Kamervragen => asking(head),
        LetterKind::Motie | LetterKind::Amendement => moving(head, lines, kind),
        _ => return Vec::new(),
    };
    if found.is_empty() { declared(draft) } else { found }
}

fn asking(head: &Head<'_>) -> Vec<Found<Person>> {
    behind(head, &ASKERS)
        .into_iter()
        .map(|listed| person(listed.name, listed.range, listed.inside.filter(|inside| is_party(inside))))
        .collect()
}

fn moving(head: &Head<'_>, lines: &Lines<'_>, kind: LetterKind) -> Vec<Found<Person>> {
    let named = behind(head, &MOVERS);
    let signed = if kind == LetterKind::Motie { below_motion(lines) } else { Vec::new() };
    // Those who sign are all; a heading has `c.s.` for most of them.
    let first = named.first().map(|listed| &listed.name);
    if first.is_none_or(|first| signed.iter().any(|(signer, _)| is_of(signer, first))) && !signed.is_empty() {
        return signed.into_iter().map(|(name, range)| person(name, range, None)).collect();
    }
    named
        .into_iter()
        .map(|listed| {
            let usual =
                in_case_of_lines(lines, &listed.name).unwrap_or_else(|| name::in_usual_case(&listed.name));
            person(usual, listed.range, listed.inside.filter(|inside| is_party(inside)))
        })
        .collect()
}

/// Whether the name below a motion is that of its heading.
fn is_of(signer: &str, heading: &str) -> bool {
    name::same(signer, heading)
}

fn person(name: String, range: Range<usize>, party: Option<String>) -> Found<Person> {
    Found { value: Person { name, function: None, party }, from: Origin::Text(range) }
}

/// A party has no verb and no figures but those of `D66` and its like.
fn is_party(inside: &str) -> bool {
    inside.split_whitespace().count() <= 4 && inside.chars().count() <= 40 && !inside.contains("20")
}

/// The people behind the first of these phrases in the head of a letter.
fn behind(head: &Head<'_>, phrases: &[&str]) -> Vec<Listed> {
    let text = head.text();
    let end = head.lines().last().map_or(0, |line| line.end).min(REACH);
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    // Byte for byte as long as the text.
    let flat = text[..end].to_ascii_lowercase().replace(['\n', '\t', '\r'], " ");
    let mut places: Vec<usize> = phrases
        .iter()
        .flat_map(|phrase| flat.match_indices(phrase).map(|(at, _)| at + phrase.len()))
        .collect();
    places.sort_unstable();
    places.into_iter().map(|at| people::list(text, at)).find(|people| !people.is_empty()).unwrap_or_default()
}

/// The names below `en gaat over tot de orde van de dag.`
fn below_motion(lines: &Lines<'_>) -> Vec<(String, Range<usize>)> {
    let Some(last) = (0..lines.len()).find(|line| ends_motion(lines.line(*line))) else {
        return Vec::new();
    };
    let mut signed = Vec::new();
    for line in last + 1..(last + 1 + SIGNERS).min(lines.len()) {
        let Some(range) = lines.range(line) else { break };
        let Some(found) = name::name_in(lines.line(line)) else { break };
        let range = range.start + found.start..range.start + found.end;
        signed.push((folded(&lines.text[range.clone()]), range));
    }
    signed
}

fn ends_motion(line: &str) -> bool {
    let start = line.len().saturating_sub(40);
    let end = (start..=line.len()).find(|at| line.is_char_boundary(*at)).map_or("", |at| &line[at..]);
    let end = end.trim_end_matches(['.', ' ']).to_lowercase();
    end.ends_with("orde van de dag") || end == "van de dag"
}

/// The name as the last lines of the letter have it in the usual case.
fn in_case_of_lines(lines: &Lines<'_>, name: &str) -> Option<String> {
    (lines.len().saturating_sub(SIGNERS)..lines.len()).find_map(|line| {
        let text = lines.line(line);
        let found = &text[name::name_in(text)?];
        (name::same(found, name) && found.chars().any(char::is_lowercase)).then(|| folded(found))
    })
}

fn declared(draft: &Draft) -> Vec<Found<Person>> {
    properties::values(&draft.declared, "indiener")
        .filter(|(_, value)| name::is_name(value))
        .map(|(property, value)| Found {
            value: Person { name: value.to_owned(), function: None, party: None },
            from: Origin::Declared(property.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use proptest::prelude::*;

    fn found(text: &str, kind: LetterKind) -> Vec<Found<Person>> {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        members(&draft, &Head::of(text), &Lines::of(text, &Layout::default()), kind)
    }

    fn check(kind: LetterKind, text: &str, expected: &[&str]) {
        let found: Vec<String> = found(text, kind)
            .into_iter()
            .map(|found| format!("{}:{}", found.value.name, found.value.party.unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn those_who_ask() {
        let kind = LetterKind::Antwoord;
        check(
            kind,
            "Vragen van het lid Kathmann (GroenLinks-PvdA) aan de Minister",
            &["Kathmann:GroenLinks-PvdA"],
        );
        check(
            kind,
            "Betreft Antwoorden op de vragen van de leden Segers\n(ChristenUnie) en Kuiken (PvdA) over x",
            &["Segers:ChristenUnie", "Kuiken:PvdA"],
        );
        check(
            kind,
            "Betreft Beantwoording Kamervragen\n\nHierbij stuur ik u de antwoorden op de vragen van het lid Omtzigt (CDA) over",
            &["Omtzigt:CDA"],
        );
        check(kind, "Antwoord op de vragen van het lid Leijten (SP, ingezonden 3 mei 2020)", &["Leijten:"]);
        check(LetterKind::Kamerbrief, "vragen van het lid Kathmann", &[]);
    }

    #[test]
    fn those_who_move() {
        let motion = "Nr. 143\nMOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS\nVoorgesteld 6 juli 2021\nDe Kamer,\ngehoord de beraadslaging,\nverzoekt de regering,\nen gaat over tot de orde van de dag.\nInge van Dijk\nGrinwis\n\nkst-32545-143";
        check(LetterKind::Motie, motion, &["Inge van Dijk:", "Grinwis:"]);
        check(
            LetterKind::Motie,
            "MOTIE VAN HET LID SEGERS C.S.\nen gaat over tot de orde van de dag.\n\nSegers\nKuiken\nVan der Staaij",
            &["Segers:", "Kuiken:", "Van der Staaij:"],
        );
        check(
            LetterKind::Motie,
            "GEWIJZIGDE MOTIE VAN HET LID VAN RAAK TER VERVANGING VAN DIE GEDRUKT ONDER NR. 5",
            &["Van Raak:"],
        );
        check(
            LetterKind::Amendement,
            "AMENDEMENT VAN HET LID SIX DIJKSTRA\nOntvangen 3 mei 2024\n\nToelichting\n\nTekst.\n\nSix Dijkstra",
            &["Six Dijkstra:"],
        );
    }

    #[test]
    fn official_metadata_come_last() {
        let mut draft = Draft { text: "MOTIE".to_owned(), ..Draft::default() };
        draft.declared.properties.push(("OVERHEIDop.indiener".to_owned(), "P.A. Grinwis".to_owned()));
        let found =
            members(&draft, &Head::of("MOTIE"), &Lines::of("MOTIE", &Layout::default()), LetterKind::Motie);
        assert_eq!(found[0].value.name, "P.A. Grinwis");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(VRAGEN |vragen |van het lid |Motie |van de leden |Kathmann|\\(D66\\)|, | en |orde van de dag\\.|\n|ë|\u{212a}|\\PC){0,30}") {
            for kind in [LetterKind::Antwoord, LetterKind::Motie, LetterKind::Amendement] {
                for found in found(&text, kind) {
                    let Origin::Text(range) = found.from else { continue };
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
