//! Members and ministers as headings name them: `het lid Kathmann (GroenLinks-PvdA)`, `de leden X, Y en Z (allen
//! D66)`, `Minister Koolmees (Sociale Zaken en Werkgelegenheid)`.
//!
//! Answerable for cutting such a list into people with what stands behind them in parentheses. Knows nothing of
//! where a letter has its headings.

use std::ops::Range;

use super::name;
use crate::title::folded;

/// Bytes of a list of people. Twenty names with their parties fit.
const LONGEST_LIST: usize = 1200;

/// What ends a list of people, in lower case. White space is one blank.
const ENDS: [&str; 36] = [
    " voorgesteld",
    " ontvangen ",
    " de kamer,",
    " de ondergetekende",
    " aan ",
    " over ",
    " inzake ",
    " betreffende ",
    " (ingezonden",
    " (ontvangen",
    " ter vervanging",
    " tot wijziging",
    " met betrekking",
    " naar aanleiding",
    " die ",
    " d.d.",
    " van 1",
    " van 2",
    " van 3",
    ". ",
    ": ",
    "; ",
    " op ",
    " bij ",
    " tijdens ",
    " omtrent ",
    " om ",
    " dat ",
    " gesteld",
    " zie ",
    " mede namens",
    " deelt ",
    " heeft ",
    " hebben ",
    " nr. ",
    " voor ",
];

/// What may stand before a name in a list, in lower case.
const CUES: [&str; 13] = [
    "van het lid ",
    "van de leden ",
    "het lid ",
    "de leden ",
    "lid ",
    "leden ",
    "het kamerlid ",
    "de kamerleden ",
    "kamerlid ",
    "de heer ",
    "mevrouw ",
    "van ",
    "en ",
];

/// Someone in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The name with its single blanks.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) range: Range<usize>,
    /// What stands in parentheses behind it: a party, or the field of a minister.
    pub(super) inside: Option<String>,
}

/// Returns the people in the list that begins at `start`. It ends where a name cannot be.
pub(super) fn list(text: &str, start: usize) -> Vec<Listed> {
    let stretch = stretch(text, start);
    let mut people: Vec<Listed> = Vec::new();
    let mut from = 0;
    loop {
        let part = next_part(&stretch, from);
        let Some(mut listed) = listed(text, start, &stretch, part.clone()) else {
            break;
        };
        if let Some(inside) = &listed.inside
            && let Some(of_all) = of_all(inside)
        {
            for person in people.iter_mut().filter(|person| person.inside.is_none()) {
                person.inside = Some(of_all.to_owned());
            }
            listed.inside = Some(of_all.to_owned());
        }
        people.push(listed);
        let Some(joint) = joint(&stretch, part.end) else {
            break;
        };
        from = joint;
    }
    people
}

/// `allen D66` says it of all before.
fn of_all(inside: &str) -> Option<&str> {
    let (first, rest) = inside.split_once(' ')?;
    ["allen", "alle", "beiden", "beide"].contains(&first.to_lowercase().as_str()).then(|| rest.trim())
}

/// The text from here, its white space as blanks, up to where the list must have ended. Byte for byte as long as
/// the text, so that places are the same.
fn stretch(text: &str, start: usize) -> String {
    let rest = text.get(start..).unwrap_or_default();
    let end = (0..=LONGEST_LIST.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(0);
    let end = rest[..end].find("\n\n").unwrap_or(end);
    let flat = rest[..end].replace(['\n', '\t', '\r'], " ");
    let lower = flat.to_ascii_lowercase();
    let stop = ENDS.iter().filter_map(|stop| found_outside(&lower, stop)).min().unwrap_or(end);
    flat[..stop].to_owned()
}

/// The first place of a phrase that stands in no parentheses.
fn found_outside(lower: &str, phrase: &str) -> Option<usize> {
    // A place beside an initial ends no list.
    lower.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let before = &lower[..*at];
        let open = before.bytes().filter(|byte| *byte == b'(').count();
        let closed = before.bytes().filter(|byte| *byte == b')').count();
        let initial = phrase == ". "
            && before.rsplit([' ', '.', '(']).next().is_some_and(|word| word.chars().count() <= 2);
        open == closed && !initial
    })
}

/// The part up to the next comma, stroke or `en` outside parentheses.
fn next_part(stretch: &str, from: usize) -> Range<usize> {
    let mut depth = 0_usize;
    let rest = &stretch[from..];
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | '/' if depth == 0 => return from..from + at,
            ' ' if depth == 0
                && rest[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(" en "))
                && !rest[..at].trim().is_empty() =>
            {
                return from..from + at;
            }
            _ => {}
        }
    }
    from..stretch.len()
}

/// Where the next part begins behind a comma, a stroke or `en`.
fn joint(stretch: &str, at: usize) -> Option<usize> {
    let rest = stretch.get(at..)?;
    if rest.is_empty() {
        return None;
    }
    let behind = rest.trim_start_matches([',', '/', ' ']);
    let start = at + rest.len() - behind.len();
    let word = behind.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("en "));
    Some(if word { start + 3 } else { start })
}

/// The person in one part of a list.
fn listed(text: &str, start: usize, stretch: &str, part: Range<usize>) -> Option<Listed> {
    let content = &stretch[part.clone()];
    let open = content.find('(');
    let mut from = part.start + (content.len() - content.trim_start().len());
    let end = part.start + open.unwrap_or(content.len());
    if from > end {
        return None;
    }
    while let Some(cue) = CUES.iter().find(|cue| {
        let begins = stretch[from..end].get(..cue.len()).is_some_and(|word| word.eq_ignore_ascii_case(cue));
        // `Van Dijk` and `van Dijk` are names, `van het lid` is none.
        begins && (**cue != "van " || stretch[from + 4..end].starts_with("de heer"))
    }) {
        from += cue.len();
        from += stretch[from..end].len() - stretch[from..end].trim_start().len();
    }
    // Of `Inge van Dijk (CDA)` and of `I. (Inge) van Dijk`, the first.
    let whole = stretch[from..end].trim_end().trim_end_matches(['.', ':']);
    let whole =
        ["c.s", " C.S"].iter().find_map(|others| whole.strip_suffix(others)).unwrap_or(whole).trim_end();
    let name = name::name_in(whole)?;
    let range = start + from + name.start..start + from + name.end;
    let inside = open.and_then(|open| {
        let inside = &content[open + 1..];
        let inside = folded(&inside[..inside.find(')')?]);
        (!inside.is_empty() && inside.len() < 120).then_some(inside)
    });
    Some(Listed { name: folded(text.get(range.clone())?), range, inside })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = list(text, 0)
            .into_iter()
            .map(|listed| {
                assert_eq!(folded(&text[listed.range]), listed.name);
                format!("{}:{}", listed.name, listed.inside.unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lists_of_people() {
        check("Kathmann (GroenLinks-PvdA) aan de Minister", &["Kathmann:GroenLinks-PvdA"]);
        check(
            "Van Weyenberg, Romke de Jong en Kat (allen D66)\naan de Minister van Sociale Zaken en Werkgelegenheid over",
            &["Van Weyenberg:D66", "Romke de Jong:D66", "Kat:D66"],
        );
        check("Van Raak (SP) en Heijnen (PvdA) over de zorg en meer", &["Van Raak:SP", "Heijnen:PvdA"]);
        check("INGE VAN DIJK EN GRINWIS", &["INGE VAN DIJK:", "GRINWIS:"]);
        check("Segers c.s.", &["Segers:"]);
        check("VAN DER STAAIJ C.S.", &["VAN DER STAAIJ:"]);
        check(
            "Koolmees (Sociale Zaken en Werkgelegenheid) (ontvangen 21 juni",
            &["Koolmees:Sociale Zaken en Werkgelegenheid"],
        );
        check(
            "Omtzigt (CDA), Van der Lee en het lid Kuiken (beiden PvdA).",
            &["Omtzigt:CDA", "Van der Lee:PvdA", "Kuiken:PvdA"],
        );
        check("Van Haga (Groep Van Haga) over", &["Van Haga:Groep Van Haga"]);
        check("Van Engelshoven en van de heer De Jonge (CDA)", &["Van Engelshoven:", "De Jonge:CDA"]);
        check("van de Kamer", &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(van het lid |de leden |Van |Kathmann|\\(|\\)|allen D66|, | en |/|c\\.s\\.|\n|ë|\u{a0}|\\PC){0,30}", start in 0_usize..20) {
            if text.is_char_boundary(start) {
                for listed in list(&text, start) {
                    prop_assert!(text.get(listed.range).is_some());
                }
            }
        }
    }
}
