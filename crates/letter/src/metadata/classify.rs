//! Of which kind a letter is.
//!
//! Answerable for the signs: official metadata, headings, the address with the signature of a minister, the
//! subject, and at last the name of the file. A letter without a sign has no kind. Knows nothing of what the
//! kinds are called.

use super::{Found, LetterKind, Origin, properties};
use crate::draft::Draft;
use crate::head::Head;
use crate::title::{Title, folded};

/// Cells of the head in which a heading makes the kind. Behind them stand sentences, or lists of other papers.
const CELLS: usize = 40;

/// Types of official publications, in lower case, with what a value must begin with. More exact ones first.
const TYPES: [(&str, LetterKind); 32] = [
    ("antwoord", LetterKind::Antwoord),
    ("kamervragen zonder antwoord", LetterKind::Kamervragen),
    ("kamervragen (aanhangsel)", LetterKind::Antwoord),
    ("aanhangsel van de handelingen", LetterKind::Antwoord),
    ("vraag", LetterKind::Kamervragen),
    ("mededeling", LetterKind::Overig),
    ("motie", LetterKind::Motie),
    ("gewijzigde motie", LetterKind::Motie),
    ("nader gewijzigde motie", LetterKind::Motie),
    ("amendement", LetterKind::Amendement),
    ("gewijzigd amendement", LetterKind::Amendement),
    ("nader gewijzigd amendement", LetterKind::Amendement),
    ("subamendement", LetterKind::Amendement),
    ("voorstel van wet", LetterKind::Wetsvoorstel),
    ("gewijzigd voorstel van wet", LetterKind::Wetsvoorstel),
    ("memorie van toelichting", LetterKind::Memorie),
    ("lijst van vragen en antwoorden", LetterKind::Antwoord),
    ("lijst van vragen", LetterKind::Kamervragen),
    ("verslag", LetterKind::Verslag),
    ("eindverslag", LetterKind::Verslag),
    ("voorlopig verslag", LetterKind::Verslag),
    ("nader verslag", LetterKind::Verslag),
    ("handelingen", LetterKind::Verslag),
    ("brief regering", LetterKind::Kamerbrief),
    ("brief van de minister", LetterKind::Kamerbrief),
    ("brief van de staatssecretaris", LetterKind::Kamerbrief),
    ("kamerbrief", LetterKind::Kamerbrief),
    ("beslisnota", LetterKind::Beslisnota),
    ("woo-besluit", LetterKind::Woo),
    ("wob-besluit", LetterKind::Woo),
    ("bijlage", LetterKind::Bijlage),
    ("blg", LetterKind::Bijlage),
];

/// Headings of papers, in lower case, at the beginning of a cell.
const HEADINGS: [(&str, LetterKind); 37] = [
    ("motie van ", LetterKind::Motie),
    ("gewijzigde motie van ", LetterKind::Motie),
    ("nader gewijzigde motie van ", LetterKind::Motie),
    ("tweede nader gewijzigde motie van ", LetterKind::Motie),
    ("derde nader gewijzigde motie van ", LetterKind::Motie),
    ("amendement van ", LetterKind::Amendement),
    ("gewijzigd amendement van ", LetterKind::Amendement),
    ("nader gewijzigd amendement van ", LetterKind::Amendement),
    ("tweede nader gewijzigd amendement van ", LetterKind::Amendement),
    ("subamendement van ", LetterKind::Amendement),
    ("memorie van toelichting", LetterKind::Memorie),
    ("memorie van antwoord", LetterKind::Overig),
    ("nadere memorie van antwoord", LetterKind::Overig),
    ("nota naar aanleiding van het ", LetterKind::Overig),
    ("nota van wijziging", LetterKind::Overig),
    ("tweede nota van wijziging", LetterKind::Overig),
    ("advies afdeling advisering raad van state", LetterKind::Overig),
    ("koninklijke boodschap", LetterKind::Overig),
    ("geleidende brief", LetterKind::Overig),
    ("initiatiefnota", LetterKind::Overig),
    ("voorstel van wet", LetterKind::Wetsvoorstel),
    ("gewijzigd voorstel van wet", LetterKind::Wetsvoorstel),
    ("voorstel van rijkswet", LetterKind::Wetsvoorstel),
    ("verslag van een ", LetterKind::Verslag),
    ("verslag van het ", LetterKind::Verslag),
    ("verslag van de vaste commissie", LetterKind::Verslag),
    ("verslag houdende ", LetterKind::Verslag),
    ("verslag schriftelijk overleg", LetterKind::Verslag),
    ("eindverslag", LetterKind::Verslag),
    ("voorlopig verslag", LetterKind::Verslag),
    ("nader voorlopig verslag", LetterKind::Verslag),
    ("nader verslag", LetterKind::Verslag),
    ("lijst van vragen en antwoorden", LetterKind::Antwoord),
    ("lijst van vragen", LetterKind::Kamervragen),
    ("stenogram van ", LetterKind::Verslag),
    ("stenografisch verslag", LetterKind::Verslag),
    ("jaarverslag van ", LetterKind::Verslag),
];

/// Cells that are a heading only when nothing else stands there.
const ALONE: [(&str, LetterKind); 8] = [
    ("motie", LetterKind::Motie),
    ("amendement", LetterKind::Amendement),
    ("verslag", LetterKind::Verslag),
    ("toelichting wetsvoorstel", LetterKind::Memorie),
    ("beslisnota", LetterKind::Beslisnota),
    ("nota van toelichting", LetterKind::Overig),
    ("algemene beraadslaging", LetterKind::Verslag),
    ("wetsvoorstel", LetterKind::Wetsvoorstel),
];

/// What marks a note to a minister, in lower case, at the beginning of a cell.
const NOTES: [&str; 14] = [
    "beslisnota ",
    "ter beslissing",
    "ter besluitvorming",
    "ter ondertekening",
    "nota ter ",
    "nota aan de minister",
    "nota aan de staatssecretaris",
    "nota voor de minister",
    "ter informatie aan",
    "ter kennisname aan",
    "memo aan de minister",
    "uiterste beslisdatum",
    "informatie die niet openbaar gemaakt kan worden",
    "gevraagde beslissing",
];

/// Beginnings of answers in the subject of a letter, in lower case.
const ANSWERS: [&str; 10] = [
    "antwoord",
    "beantwoording",
    "reactie op kamervragen",
    "reactie op vragen van het lid",
    "schriftelijke beantwoording",
    "kamervragen",
    "aanbieding antwoorden",
    "toezending antwoorden",
    "aanbieding beantwoording",
    "nadere beantwoording",
];

/// What is known before the kind.
pub(super) struct Signs<'a> {
    pub(super) title: &'a Title,
    pub(super) subject: Option<&'a Found<String>>,
    pub(super) addressee: Option<&'a Found<String>>,
    /// Where a member of government signs, or a ministry has its letterhead.
    pub(super) government: Option<Origin>,
}

/// Returns the kind of a letter.
pub(super) fn kind(
    name: &str,
    draft: &Draft,
    head: &Head<'_>,
    signs: &Signs<'_>,
) -> Option<Found<LetterKind>> {
    let official = declared(draft);
    let Some(official) = official else {
        return of_text(head, signs).or_else(|| of_title(signs.title)).or_else(|| of_name(name));
    };
    Some(official)
}

/// The kind that official metadata give. `Brief` alone is any letter: its heading says whose.
fn declared(draft: &Draft) -> Option<Found<LetterKind>> {
    let types = || {
        properties::values(&draft.declared, "type")
            .chain(properties::values(&draft.declared, "publicationName"))
    };
    let of = |value: &str| {
        let lower = value.to_lowercase();
        TYPES.iter().filter(|(start, _)| lower.starts_with(start)).max_by_key(|(start, _)| start.len())
    };
    // The general type of all answers stands beside the exact one.
    let exact = types().find_map(|(name, value)| {
        let general = value.to_lowercase().starts_with("aanhangsel")
            || value.to_lowercase().starts_with("kamervragen (");
        (!general).then(|| of(value)).flatten().map(|(_, kind)| (name, *kind))
    });
    let found =
        exact.or_else(|| types().find_map(|(name, value)| of(value).map(|(_, kind)| (name, *kind))))?;
    Some(Found { value: found.1, from: Origin::Declared(found.0.to_owned()) })
}

fn of_text(head: &Head<'_>, signs: &Signs<'_>) -> Option<Found<LetterKind>> {
    let chamber = signs.addressee.filter(|found| is_chamber(&found.value));
    if let Some(address) = chamber {
        if let Some(subject) = signs.subject.filter(|subject| is_answer(&subject.value)) {
            return Some(Found { value: LetterKind::Antwoord, from: subject.from.clone() });
        }
        if let Some(found) = brief(head) {
            return Some(found);
        }
        if signs.government.is_some() {
            return Some(Found { value: LetterKind::Kamerbrief, from: address.from.clone() });
        }
    }
    if chamber.is_none()
        && let Some(found) = note(head, signs)
    {
        return Some(found);
    }
    if let Some(found) = woo(head, signs, chamber.is_some()) {
        return Some(found);
    }
    heading(head, signs).or_else(|| questions(head)).or_else(|| brief(head)).or_else(|| annex(head))
}

/// Whether this is a chamber of parliament or its chair.
fn is_chamber(addressee: &str) -> bool {
    let lower = addressee.to_lowercase();
    ["tweede kamer", "eerste kamer", "staten-generaal", "house of representatives", "beide kamers"]
        .iter()
        .any(|chamber| lower.contains(chamber))
}

/// Whether a subject says that questions are answered: `Beantwoording Kamervragen over …`.
fn is_answer(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    let asked =
        ["vragen", "vraag", "schriftelijk overleg", "inbreng"].iter().any(|word| lower.contains(word));
    let answered = ANSWERS.iter().any(|start| lower.starts_with(start)) || lower.contains("antwoorden op");
    let put_off = ["uitstel", "termijn", "vertraging"].iter().any(|word| lower.contains(word));
    asked && answered && !put_off
}

fn note(head: &Head<'_>, signs: &Signs<'_>) -> Option<Found<LetterKind>> {
    let cells: Vec<_> = head.cells().take(CELLS).collect();
    let found = |range: &std::ops::Range<usize>| Found {
        value: LetterKind::Beslisnota,
        from: Origin::Text(range.clone()),
    };
    let minister = signs.addressee.is_some_and(|found| {
        let lower = found.value.to_lowercase();
        ["minister", "staatssecretaris", "bewindspersoon", "mp", "sg "]
            .iter()
            .any(|word| lower.contains(word))
    });
    cells.iter().find_map(|range| {
        let lower = lower_start(&head.text()[range.clone()]);
        let plain = lower.trim_end_matches([':', ' ', '.']);
        let marked = NOTES.iter().any(|start| lower.starts_with(start)) || plain == "beslisnota";
        let nota = ["nota", "notitie", "memo", "ter informatie", "ter kennisname", "ter bespreking"]
            .contains(&plain);
        (marked || nota && minister).then(|| found(range))
    })
}

fn woo(head: &Head<'_>, signs: &Signs<'_>, chamber: bool) -> Option<Found<LetterKind>> {
    if chamber {
        return None;
    }
    let of = |value: &str| {
        let lower = value.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        let law = ["woo", "wob", "woobesluit", "wobbesluit", "wooverzoek", "wobverzoek"]
            .iter()
            .any(|law| words.contains(law))
            || lower.contains("wet open overheid")
            || lower.contains("openbaarheid van bestuur");
        let decision = ["besluit", "beslissing", "beschikking", "verzoek", "deelbesluit"]
            .iter()
            .any(|word| lower.contains(word));
        law && decision
    };
    if let Some(subject) = signs.subject {
        return of(&subject.value).then(|| Found { value: LetterKind::Woo, from: subject.from.clone() });
    }
    let cells = head.cells().take(CELLS).find(|range| {
        let cell = &head.text()[range.clone()];
        let lower = lower_start(cell);
        // A heading, and no sentence that mentions such a decision.
        let headed = [
            "besluit",
            "beslissing",
            "woo-besluit",
            "wob-besluit",
            "woo besluit",
            "wob besluit",
            "deelbesluit",
            "uw woo",
            "uw wob",
            "uw verzoek",
        ]
        .iter()
        .any(|start| lower.starts_with(start));
        headed && cell.len() <= 160 && !cell.ends_with('.') && of(cell)
    })?;
    Some(Found { value: LetterKind::Woo, from: Origin::Text(cells) })
}

fn heading(head: &Head<'_>, signs: &Signs<'_>) -> Option<Found<LetterKind>> {
    let subject = signs.subject.and_then(|found| match &found.from {
        Origin::Text(range) => Some(range.clone()),
        _ => None,
    });
    head.cells().take(CELLS).find_map(|range| {
        // The subject may be about a report.
        if subject.as_ref().is_some_and(|subject| subject.start < range.end && range.start < subject.end) {
            return None;
        }
        let lower = lower_start(&head.text()[range.clone()]);
        let plain = lower.trim_end_matches([' ', '.', ':']);
        let heading =
            HEADINGS.iter().find(|(start, _)| lower.starts_with(start) || plain == start.trim_end());
        let alone = ALONE.iter().find(|(word, _)| plain == *word);
        heading.or(alone).map(|(_, kind)| Found { value: *kind, from: Origin::Text(range) })
    })
}

/// `Vragen van het lid …`, and whether `Antwoord van …` follows.
fn questions(head: &Head<'_>) -> Option<Found<LetterKind>> {
    let starting = |starts: &[&str]| {
        head.cells().find(|range| {
            let lower = lower_start(&head.text()[range.clone()]);
            starts.iter().any(|start| lower.starts_with(start))
        })
    };
    let answer = starting(&[
        "antwoord van ",
        "antwoorden van ",
        "antwoord op ",
        "antwoorden op ",
        "beantwoording vragen ",
        "beantwoording van de vragen ",
        "beantwoording kamervragen",
        "nader antwoord ",
        "aanvullend antwoord ",
        "antwoord 1",
        "antwoord vraag 1",
        "antwoord op vraag 1",
    ]);
    let told =
        starting(&["mededeling van minister", "mededeling van staatssecretaris", "mededeling van de "]);
    let asked = starting(&[
        "vragen van het lid ",
        "vragen van de leden ",
        "vragen van het kamerlid",
        "vragen van de kamerleden",
        "schriftelijke vragen van ",
    ]);
    let headed = answer.clone().filter(|range| {
        let lower = lower_start(&head.text()[range.clone()]);
        asked.is_some()
            || lower.starts_with("antwoord") && lower.contains("vragen")
            || lower.starts_with("beantwoording")
    });
    let (value, range) = match (headed, told, asked) {
        (Some(range), _, _) => (LetterKind::Antwoord, range),
        (None, Some(range), Some(_)) => (LetterKind::Overig, range),
        (None, _, Some(range)) => (LetterKind::Kamervragen, range),
        _ => return None,
    };
    Some(Found { value, from: Origin::Text(range) })
}

/// `BRIEF VAN DE MINISTER VAN …`; that of anyone else is no Kamerbrief.
fn brief(head: &Head<'_>) -> Option<Found<LetterKind>> {
    head.cells().take(CELLS).find_map(|range| {
        let lower = lower_start(&head.text()[range.clone()]);
        let who = lower.strip_prefix("brief van ")?;
        let who = ["de ", "het "].iter().find_map(|article| who.strip_prefix(article)).unwrap_or(who);
        let government = ["minister", "staatssecretaris", "viceminister", "kabinet", "regering", "bewinds"]
            .iter()
            .any(|office| who.starts_with(office));
        let other = [
            "lid ",
            "leden ",
            "presidium",
            "voorzitter",
            "vaste ",
            "commissie",
            "algemene rekenkamer",
            "nationale ombudsman",
            "griffier",
            "kiesraad",
        ]
        .iter()
        .any(|office| who.starts_with(office));
        let value = if government { LetterKind::Kamerbrief } else { LetterKind::Overig };
        (government || other).then_some(Found { value, from: Origin::Text(range) })
    })
}

/// `Bijlage 1`, `Bijlage bij Kamerbrief` as the first line.
fn annex(head: &Head<'_>) -> Option<Found<LetterKind>> {
    let range = head.cell(0)?;
    let lower = lower_start(&head.text()[range.clone()]);
    let rest = lower.strip_prefix("bijlage")?;
    let numbered =
        rest.trim_start_matches(['n', ' ', ':', '.', '-']).starts_with(|c: char| c.is_ascii_digit());
    let headed = rest.trim().is_empty()
        || numbered
        || rest.starts_with(" bij ")
        || rest.starts_with(':')
        || rest.starts_with(" a") && rest.len() <= 3;
    headed.then_some(Found { value: LetterKind::Bijlage, from: Origin::Text(range) })
}

/// The beginning of a cell in lower case, with single blanks, without `Nr. 12`, letters that stand apart closed up.
fn lower_start(cell: &str) -> String {
    let start: String = super::sender::skip_number(cell).chars().take(160).collect();
    let start = folded(&start);
    let apart = start.split(' ').count() > 4 && start.split(' ').all(|word| word.chars().count() == 1);
    let start = if apart { start.replace(' ', "") } else { start };
    start.trim_start_matches(['#', '*', '_', '>', ' ']).to_lowercase()
}

/// The kind in the title that the file declares.
fn of_title(title: &Title) -> Option<Found<LetterKind>> {
    let lower = title.text.to_lowercase();
    let found =
        HEADINGS.iter().find(|(start, _)| lower.starts_with(start)).map(|(_, kind)| *kind).or_else(|| {
            let starts = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
            if starts(&["kamerbrief"]) {
                Some(LetterKind::Kamerbrief)
            } else if starts(&["beslisnota"]) {
                Some(LetterKind::Beslisnota)
            } else if starts(&[
                "woo-besluit",
                "wob-besluit",
                "besluit woo",
                "besluit wob",
                "besluit op woo",
                "besluit op wob",
            ]) {
                Some(LetterKind::Woo)
            } else if starts(&["antwoord"]) && lower.contains("vragen") {
                Some(LetterKind::Antwoord)
            } else {
                None
            }
        })?;
    let from = title.span.clone().map_or_else(
        || {
            if title.source == crate::TitleSource::FileName {
                Origin::Name
            } else {
                Origin::Declared("title".to_owned())
            }
        },
        Origin::Text,
    );
    Some(Found { value: found, from })
}

/// The kind that the name of a file says: `2012-02-14-kamerbrief-hack-bij-kpn.txt`, `ah-tk-20202021-3235.xml`.
fn of_name(name: &str) -> Option<Found<LetterKind>> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let words: Vec<&str> =
        file.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut words = words.as_slice();
    while let [first, rest @ ..] = words
        && first.bytes().all(|byte| byte.is_ascii_digit())
    {
        words = rest;
    }
    let value = match words {
        ["kamerbrief", ..] | ["brief", "tk", ..] | ["brief", "aan", "de", "kamer", ..] => {
            LetterKind::Kamerbrief
        }
        ["beslisnota", ..] => LetterKind::Beslisnota,
        ["woo" | "wob", "besluit", ..]
        | ["woobesluit" | "wobbesluit", ..]
        | ["besluit", "op", "woo" | "wob", ..]
        | ["besluit", "woo" | "wob", ..] => LetterKind::Woo,
        ["ah", "tk" | "ek", ..]
        | ["antwoord" | "antwoorden" | "beantwoording", "kamervragen" | "vragen", ..]
        | ["antwoord" | "antwoorden", "op", "kamervragen" | "vragen", ..] => LetterKind::Antwoord,
        ["kv", "tk" | "ek", ..] | ["kamervragen", ..] => LetterKind::Kamervragen,
        ["motie", ..] => LetterKind::Motie,
        ["amendement", ..] => LetterKind::Amendement,
        ["wetsvoorstel", ..] => LetterKind::Wetsvoorstel,
        ["memorie", "van", "toelichting", ..] | ["mvt", ..] => LetterKind::Memorie,
        ["h", "tk" | "ek", ..] => LetterKind::Verslag,
        ["blg", ..] | ["bijlage", ..] => LetterKind::Bijlage,
        _ => return None,
    };
    Some(Found { value, from: Origin::Name })
}

#[cfg(test)]
mod tests;
