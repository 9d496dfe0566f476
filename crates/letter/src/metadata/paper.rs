//! What numbers a paper of parliament among others: its dossiers, its own number, its session year.
//!
//! Answerable for the printed head (`32 545 … Nr. 143`), the running foot, official metadata and the name of the
//! file. A number in the sentences of a letter is that of another paper. A session year is never worked out from
//! a date: papers are printed late.

use std::ops::Range;

use naslag_citation::of_file_name;

use super::lines::Lines;
use super::{Found, Origin, properties};
use crate::draft::Draft;
use crate::head::Head;

/// What numbers a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) dossiers: Vec<Found<String>>,
    pub(super) number: Option<Found<String>>,
    pub(super) session: Option<Found<String>>,
}

/// Cells of the head between a dossier and the number of the paper: a title of some lines fits.
const TITLE: usize = 16;

/// Returns what numbers a letter.
pub(super) fn numbers(name: &str, draft: &Draft, head: &Head<'_>, lines: &Lines<'_>) -> Numbers {
    let mut found = in_head(head);
    for line in 0..lines.len() {
        let text = lines.line(line);
        let range = lines.range(line).unwrap_or_default();
        in_foot(text, &range, &mut found);
        // `kst-32545-143 ¶ ISSN 0921 - 7371`
        let rider = text.len() < 40 && text.starts_with(|c: char| c.is_ascii_lowercase());
        if rider && lines.line(line + 1).starts_with("ISSN") {
            of_identifier(text, || Origin::Text(range.clone()), &mut found);
        }
    }
    of_properties(draft, &mut found);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    of_identifier(file, || Origin::Name, &mut found);
    found
}

fn in_head(head: &Head<'_>) -> Numbers {
    let mut found = Numbers::default();
    let cells: Vec<(Range<usize>, &str)> =
        head.cells().map(|cell| (cell.clone(), &head.text()[cell])).collect();
    let own = cells.iter().position(|(_, cell)| paper_number(cell).is_some());
    if let Some(own) = own {
        let dossiers = own.saturating_sub(TITLE)..own;
        for (range, cell) in &cells[dossiers] {
            if let Some((key, length)) = dossier(cell) {
                put_dossier(&mut found.dossiers, key, Origin::Text(range.start..range.start + length));
            }
        }
        if !found.dossiers.is_empty()
            && let Some((number, place)) = paper_number(cells[own].1)
        {
            let start = cells[own].0.start;
            found.number =
                Some(Found { value: number, from: Origin::Text(start + place.start..start + place.end) });
        }
    }
    let of_aanhangsel = cells.iter().position(|(_, cell)| starts(cell, "aanhangsel van de handelingen"));
    let asks =
        cells.iter().position(|(_, cell)| starts(cell, "vragen van ") || starts(cell, "antwoord van "));
    for (place, (range, cell)) in cells.iter().enumerate() {
        if found.session.is_none() && starts(cell, "vergaderjaar") {
            let year = &cell["vergaderjaar".len()..];
            if let Some((value, place)) = session(year) {
                let start = range.start + "vergaderjaar".len();
                found.session =
                    Some(Found { value, from: Origin::Text(start + place.start..start + place.end) });
            }
        }
        let before_questions = asks.is_none_or(|asks| place < asks);
        let figures = cell.len() <= 5 && !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        // The chamber has a number too: `2`.
        let aanhangsel =
            figures && before_questions && cell.len() > 1 && of_aanhangsel.is_some_and(|head| head < place);
        let labelled = place > 0 && head.is_field(place - 1);
        if found.number.is_none()
            && !labelled
            && (aanhangsel || before_questions && place < TITLE && is_case(cell))
        {
            found.number = Some(Found { value: (*cell).to_owned(), from: Origin::Text(range.clone()) });
        }
    }
    found
}

fn starts(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

/// `2024Z06789`
fn is_case(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() == 10
        && matches!(bytes[4], b'Z' | b'D')
        && bytes.iter().enumerate().all(|(place, byte)| place == 4 || byte.is_ascii_digit())
}

/// The number behind `Nr.` that begins a cell, and where it stands.
fn paper_number(cell: &str) -> Option<(String, Range<usize>)> {
    let rest =
        ["Nr. ", "Nr.\u{a0}", "nr. ", "NR. ", "Nr.", "Nr "].iter().find_map(|cue| cell.strip_prefix(cue))?;
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let letters = behind.chars().take_while(|c| c.is_ascii_uppercase()).count();
    let whole =
        behind.is_empty() || behind.starts_with(char::is_whitespace) || (letters == 1 && behind.len() == 1);
    let length = digits + if behind.len() == 1 { letters } else { 0 };
    let start = cell.len() - rest.len();
    ((1..=4).contains(&digits) && whole).then(|| (rest[..length].to_owned(), start..start + length))
}

/// The dossier that begins a cell, `36 410 VII` as `36410-VII`, and its bytes there.
fn dossier(cell: &str) -> Option<(String, usize)> {
    let bytes = cell.as_bytes();
    let digits =
        |range: Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let blank = cell.get(2..)?.chars().next()?;
    let (first, second) = if matches!(blank, ' ' | '\u{a0}' | '.') {
        (0..2, 2 + blank.len_utf8()..5 + blank.len_utf8())
    } else {
        (0..2, 2..5)
    };
    if !digits(first.clone()) || !digits(second.clone()) {
        return None;
    }
    let end = second.end;
    let rest = &cell[end..];
    // `21 501-20`
    let part = rest.strip_prefix('-').map_or(0, |part| part.bytes().take_while(u8::is_ascii_digit).count());
    let bounded =
        !rest.get(1 + part..).unwrap_or_default().starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if (1..=3).contains(&part) && bounded {
        let number = format!("{}{}{}", &cell[first], &cell[second], &rest[..=part]);
        return Some((number, end + 1 + part));
    }
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.')) {
        return None;
    }
    let number = format!("{}{}", &cell[first], &cell[second]);
    let behind = rest.trim_start().trim_start_matches('(');
    let chapter: &str = behind.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let roman =
        !chapter.is_empty() && chapter.len() <= 6 && chapter.bytes().all(|byte| b"IVXLABC".contains(&byte));
    let rijkswet = chapter.starts_with('R')
        && chapter.len() > 3
        && chapter[1..].bytes().all(|byte| byte.is_ascii_digit());
    if roman && chapter.bytes().any(|byte| b"IVX".contains(&byte)) || rijkswet {
        let length = cell.len() - behind.len() + chapter.len();
        let key = if rijkswet { number } else { format!("{number}-{chapter}") };
        return Some((key, length));
    }
    Some((number, end))
}

/// `Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143`
fn in_foot(line: &str, range: &Range<usize>, found: &mut Numbers) {
    let chamber =
        ["Tweede Kamer, vergaderjaar ", "Eerste Kamer, vergaderjaar ", "Staten-Generaal, vergaderjaar "];
    let Some(rest) = chamber.iter().find_map(|cue| line.strip_prefix(cue)) else {
        return;
    };
    let base = range.start + line.len() - rest.len();
    let Some((year, place)) = session(rest) else {
        return;
    };
    let at = |place: Range<usize>| Origin::Text(base + place.start..base + place.end);
    let after = place.end;
    found.session.get_or_insert(Found { value: year, from: at(place) });
    let mut offset = after;
    for part in rest[after..].split(',') {
        let lead = part.len() - part.trim_start().len();
        let start = offset + lead;
        let content = part.trim();
        offset += part.len() + 1;
        if let Some((key, length)) = dossier(content) {
            put_dossier(&mut found.dossiers, key, at(start..start + length));
        } else if let Some((number, place)) = paper_number(content) {
            found
                .number
                .get_or_insert(Found { value: number, from: at(start + place.start..start + place.end) });
        }
    }
}

/// The session year that begins a text: `2020–2021` and `2010/11` as `2020-2021`, and where it stands.
fn session(text: &str) -> Option<(String, Range<usize>)> {
    let content = text.trim_start_matches([' ', ':', '\u{a0}']);
    let start = text.len() - content.len();
    let first: u16 = content.get(..4)?.parse().ok()?;
    let rest = &content[4..];
    let behind = rest.trim_start_matches(['-', '–', '—', '/', ' ', '‑', '‐']);
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let second: u16 = behind[..digits].parse().ok()?;
    let follows = match digits {
        4 => second == first + 1,
        2 => second == (first + 1) % 100,
        _ => false,
    };
    let end = start + content.len() - behind.len() + digits;
    (rest.len() > behind.len() && follows && (1800..2200).contains(&first))
        .then(|| (format!("{first}-{}", first + 1), start..end))
}

fn of_properties(draft: &Draft, found: &mut Numbers) {
    for (name, value) in properties::values(&draft.declared, "dossiernummer") {
        for part in value.split(';') {
            let key: String = part.chars().filter(|c| !c.is_whitespace()).collect();
            if key.len() >= 5 && key.len() < 20 && key.bytes().take(5).all(|byte| byte.is_ascii_digit()) {
                put_dossier(&mut found.dossiers, key, Origin::Declared(name.to_owned()));
            }
        }
    }
    for property in ["ondernummer", "aanhangselNummer", "vraagnummer"] {
        if let Some((name, value)) = properties::values(&draft.declared, property).next() {
            let number = Found { value: value.to_owned(), from: Origin::Declared(name.to_owned()) };
            found.number.get_or_insert(number);
        }
    }
    if let Some((name, value)) = properties::values(&draft.declared, "vergaderjaar").next()
        && let Some((year, _)) = session(value)
    {
        found.session.get_or_insert(Found { value: year, from: Origin::Declared(name.to_owned()) });
    }
}

/// What an identifier such as `kst-32545-143` or `ah-tk-20202021-3235` says.
fn of_identifier(text: &str, from: impl Fn() -> Origin, found: &mut Numbers) {
    let found_there = || Found { value: String::new(), from: from() };
    let with = |value: &str| Found { value: value.to_owned(), ..found_there() };
    for citation in of_file_name(text) {
        let parts: Vec<&str> = citation.key.split(':').collect();
        match parts.as_slice() {
            ["kst", dossier, number] => {
                put_dossier(&mut found.dossiers, (*dossier).to_owned(), from());
                found.number.get_or_insert_with(|| with(number));
            }
            ["ah", _, year, number] => {
                found.session.get_or_insert_with(|| with(year));
                found.number.get_or_insert_with(|| with(number));
            }
            ["zaak", number] => {
                found.number.get_or_insert_with(|| with(number));
            }
            _ => continue,
        }
        break;
    }
}

fn put_dossier(dossiers: &mut Vec<Found<String>>, key: String, from: Origin) {
    if !dossiers.iter().any(|known| known.value == key) {
        dossiers.push(Found { value: key, from });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use proptest::prelude::*;

    fn found(name: &str, draft: &Draft) -> Numbers {
        numbers(name, draft, &Head::of(&draft.text), &Lines::of(&draft.text, &Layout::default()))
    }

    fn show(numbers: &Numbers) -> String {
        let dossiers: Vec<&str> = numbers.dossiers.iter().map(|found| found.value.as_str()).collect();
        let of =
            |found: &Option<Found<String>>| found.as_ref().map_or(String::new(), |found| found.value.clone());
        format!("{} | {} | {}", dossiers.join(","), of(&numbers.number), of(&numbers.session))
    }

    fn check(text: &str, expected: &str) {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        assert_eq!(show(&found("x.txt", &draft)), expected, "{text:?}");
    }

    #[test]
    fn heads_of_papers() {
        check(
            "Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar 2020–2021\n\n32 545\n\nWet- en regelgeving financiële markten\n\nNr. 143\n\nMOTIE VAN",
            "32545 | 143 | 2020-2021",
        );
        check("26 643\tInformatie\nNr. 202\tBRIEF VAN DE MINISTER", "26643 | 202 | ");
        check(
            "36 410 VII Vaststelling van de begroting\n29 362 Modernisering\nNr. 12 BRIEF",
            "36410-VII,29362 | 12 | ",
        );
        check("32 123 (R1234) Rijkswet\nNr. 3\nMEMORIE", "32123 | 3 | ");
        check(
            "Vergaderjaar 2020–2021\n2\nAanhangsel van de Handelingen\nVragen gesteld door de leden\n3235\nVragen van de leden X",
            " | 3235 | 2020-2021",
        );
        check("2024Z06789\n(ingezonden 24 april 2024)\nVragen van het lid X", " | 2024Z06789 | ");
        check(
            "Tekst.\nTweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143\nTekst.",
            "32545 | 143 | 2020-2021",
        );
        check("Tweede Kamer, vergaderjaar 2009–2010, 32 123 XVI, nr. 30 1", "32123-XVI | 30 | 2009-2010");
        check("Tekst.\nkst-32545-143\nISSN 0921 - 7371", "32545 | 143 | ");
        check("ah-tk-20202021-3235\nISSN 0921", " | 3235 | 2020-2021");
    }

    #[test]
    fn numbers_of_other_papers() {
        check("Zie Kamerstukken 2010/11, 26 643 nr. 202", " |  | ");
        check("Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1742.", " |  | ");
        check("Uw kenmerk 2024Z06789", " |  | ");
        check("Postbus 20301\nNr. 5", " |  | ");
        check("vergaderjaar 2010-2012", " |  | ");
        check("", " |  | ");
    }

    #[test]
    fn the_file_says_it() {
        let mut draft = Draft::default();
        assert_eq!(show(&found("map/kst-26643-202.pdf", &draft)), "26643 | 202 | ");
        assert_eq!(show(&found("ah-tk-20202021-3235.pdf", &draft)), " | 3235 | 2020-2021");
        for (name, value) in [
            ("OVERHEIDop.dossiernummer", "32545"),
            ("OVERHEIDop.ondernummer", "143"),
            ("OVERHEIDop.vergaderjaar", "2020-2021"),
        ] {
            draft.declared.properties.push((name.to_owned(), value.to_owned()));
        }
        assert_eq!(show(&found("x.xml", &draft)), "32545 | 143 | 2020-2021");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(Nr\\. |32 545|143|Vergaderjaar |Tweede Kamer, vergaderjaar |2020–2021|, |kst-32545-143|\n|ISSN|VII|ë|\u{a0}|\\PC){0,30}") {
            let draft = Draft { text: text.clone(), ..Draft::default() };
            let numbers = found(&text, &draft);
            for found in numbers.dossiers.iter().chain(&numbers.number).chain(&numbers.session) {
                let Origin::Text(range) = &found.from else { continue };
                prop_assert!(text.get(range.clone()).is_some());
            }
        }
    }
}
