//! Page furniture: heads, feet and margins that pages repeat.
//!
//! Answerable for knowing lines that return at the same place of other pages. Knows nothing of what they mean,
//! except that the headings of questions and articles are never furniture.

use std::collections::HashMap;

use super::lines::Line;

/// How far a repeated line may stand from where it stood, in points.
const SHIFT: f32 = 8.0;

/// Share of the height of a page that can be head, and that can be foot.
const HEAD: f32 = 0.14;
const FOOT: f32 = 0.12;

/// Share of the height in which nothing but heads and feet stands, so that a row of a table may be one too.
const EDGE: f32 = 0.08;

/// Where the margins end and begin, as shares of the width.
const LEFT: f32 = 0.22;
const RIGHT: f32 = 0.7;

/// Places at which one line may return that are told apart; a running head has two, for even and odd pages.
const PLACES: usize = 64;

/// A page as this file sees it: its lines, its width and its height in points.
pub(super) struct Sheet<'a> {
    pub(super) lines: &'a [Line],
    pub(super) dimensions: (f32, f32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Head,
    Foot,
    Margin,
}

/// A line in a zone.
struct Candidate {
    page: usize,
    line: usize,
    zone: Zone,
    place: (f32, f32),
    numbers: Vec<u64>,
    /// Close to the edge of the paper, or the only line at its height.
    alone: bool,
    repeated: bool,
}

/// Returns for each page which of its lines are furniture.
pub(super) fn furniture(sheets: &[Sheet<'_>]) -> Vec<Vec<bool>> {
    let mut found: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.lines.len()]).collect();
    let mut candidates = candidates(sheets);
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let line = sheets.get(candidate.page).and_then(|sheet| sheet.lines.get(candidate.line));
        alike.entry(line.map_or_else(String::new, |line| skeleton(&line.text))).or_default().push(at);
    }
    let enough = sheets.len().saturating_mul(3).div_ceil(10).max(2);
    for group in alike.into_values() {
        mark_repeated(&mut candidates, group, enough);
    }
    for page in crowded_margins(&candidates) {
        let margin = |candidate: &&mut Candidate| candidate.page == page && candidate.zone == Zone::Margin;
        candidates.iter_mut().filter(margin).for_each(|candidate| candidate.repeated = false);
    }
    for candidate in &candidates {
        let Some(line) = sheets.get(candidate.page).and_then(|sheet| sheet.lines.get(candidate.line)) else {
            continue;
        };
        // The head of the first page is that of the letter: its date and reference.
        let letterhead = candidate.page == 0 && candidate.zone != Zone::Foot;
        let decoration = line.artifact && candidate.zone != Zone::Margin
            || candidate.zone == Zone::Foot && is_imprint(&line.text);
        if (candidate.repeated && candidate.alone || decoration)
            && (!letterhead || is_page_number(&line.text))
            && let Some(place) = found.get_mut(candidate.page).and_then(|page| page.get_mut(candidate.line))
        {
            *place = true;
        }
    }
    found
}

fn candidates(sheets: &[Sheet<'_>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let (width, height) = sheet.dimensions;
        // A line of a table has company at its height.
        let mut heights: Vec<f32> = sheet.lines.iter().map(|line| line.place().1).collect();
        heights.sort_by(f32::total_cmp);
        for (at, line) in sheet.lines.iter().enumerate() {
            let (x, y) = line.place();
            let end = if line.turn == 0 { line.end } else { x };
            let edge = y < EDGE * height || y > (1.0 - EDGE) * height;
            let zone = if !edge && (x > RIGHT * width || end < LEFT * width || line.turn != 0) {
                Zone::Margin
            } else if y < HEAD * height {
                Zone::Head
            } else if y > (1.0 - FOOT) * height {
                Zone::Foot
            } else {
                continue;
            };
            if is_heading(&line.text) {
                continue;
            }
            let beside = heights.partition_point(|other| *other <= y + 3.0)
                - heights.partition_point(|other| *other < y - 3.0);
            candidates.push(Candidate {
                page,
                line: at,
                zone,
                place: (x, y),
                numbers: numbers(&line.text),
                alone: edge || zone == Zone::Margin || beside <= 1,
                repeated: false,
            });
        }
    }
    candidates
}

/// Marks those of the lines that say the same and stand at the same place on enough pages.
fn mark_repeated(candidates: &mut [Candidate], mut group: Vec<usize>, enough: usize) {
    for _ in 0..PLACES {
        let Some(seed) = group.first().and_then(|at| candidates.get(*at)) else {
            return;
        };
        let same: Vec<bool> = group
            .iter()
            .map(|at| candidates.get(*at).is_some_and(|other| is_repetition(seed, other)))
            .collect();
        let (mut members, mut rest) = (Vec::new(), Vec::new());
        for (at, same) in group.into_iter().zip(same) {
            if same { members.push(at) } else { rest.push(at) }
        }
        let mut pages: Vec<usize> =
            members.iter().filter_map(|at| candidates.get(*at)).map(|member| member.page).collect();
        pages.dedup();
        if pages.len() >= enough {
            for at in members {
                if let Some(member) = candidates.get_mut(at) {
                    member.repeated = true;
                }
            }
        }
        group = rest;
    }
}

/// Whether the same line stands here on another page: its numbers are the same, or count the pages.
fn is_repetition(one: &Candidate, other: &Candidate) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= SHIFT;
    let pages = other.page as i128 - one.page as i128;
    let counts = |(a, b): (&u64, &u64)| a == b || i128::from(*b) - i128::from(*a) == pages;
    one.zone == other.zone
        && near(one.place.0, other.place.0)
        && near(one.place.1, other.place.1)
        && one.numbers.len() == other.numbers.len()
        && one.numbers.iter().zip(&other.numbers).all(counts)
}

/// Pages on whose margin most lines are not repeated: it is the last column of a table.
fn crowded_margins(candidates: &[Candidate]) -> Vec<usize> {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.zone == Zone::Margin) {
        let (all, repeated) = counts.entry(candidate.page).or_default();
        *all += 1;
        *repeated += usize::from(candidate.repeated);
    }
    counts.into_iter().filter(|(_, (all, repeated))| repeated * 2 < *all).map(|(page, _)| page).collect()
}

/// The text with each number as `#`.
fn skeleton(text: &str) -> String {
    let mut skeleton = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' if skeleton.ends_with('#') => {}
            '0'..='9' => skeleton.push('#'),
            c => skeleton.push(c),
        }
    }
    skeleton
}

fn numbers(text: &str) -> Vec<u64> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    digits.map(|run| run.parse().unwrap_or(u64::MAX)).collect()
}

/// `Vraag 3`, `Artikel 2`: what stands at the head of many pages by accident, and matters.
fn is_heading(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    ["vraag", "vragen", "antwoord", "antwoorden", "artikel", "bijlage"].contains(&word.as_str())
}

/// The foot of parliamentary papers, which the first page has more of and a single page never repeats:
/// `kst-32545-143`, `ISSN 0921 - 7371`, `’s-Gravenhage 2021`, `Tweede Kamer, vergaderjaar 2020–2021, …`
fn is_imprint(text: &str) -> bool {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| {
        let mut parts = text.split('-').skip(1);
        parts.next().is_some() && text.ends_with(|c: char| c.is_ascii_digit())
    };
    ["kst-", "ah-tk-", "ah-ek-", "h-tk-", "h-ek-", "blg-"].iter().any(|start| text.starts_with(start))
        && !text.contains(' ')
        && number(text)
        || text.starts_with("ISSN 0921 ")
        || text.strip_prefix("’s-Gravenhage ").is_some_and(year)
        || ["Tweede Kamer, vergaderjaar ", "Eerste Kamer, vergaderjaar "]
            .iter()
            .any(|start| text.starts_with(start))
}

/// `Pagina 1 van 4`, `- 1 -`, `1/4`
fn is_page_number(text: &str) -> bool {
    let rest = text.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let named =
        words.next_if(|word| ["pagina", "blad", "blz", "page"].contains(&word.to_lowercase().as_str()));
    let plain = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words.next().is_some_and(plain);
    let rest: Vec<&str> = words.collect();
    match rest.as_slice() {
        [] => first,
        [total] => first && plain(total),
        ["van" | "of", total] => first && plain(total),
        _ => named.is_some() && first && rest.iter().all(|word| plain(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f32, y: f32) -> Line {
        let end = x + 5.0 * text.len() as f32;
        Line { text: text.to_owned(), start: x, end, base: y, size: 10.0, ..Line::default() }
    }

    /// Checks what is furniture on pages of 600 by 800 points, each line as text, x and y.
    #[track_caller]
    fn check(pages: &[&[(&str, f32, f32)]], expected: &[&[&str]]) {
        let lines: Vec<Vec<Line>> =
            pages.iter().map(|page| page.iter().map(|(text, x, y)| line(text, *x, *y)).collect()).collect();
        let sheets: Vec<Sheet<'_>> =
            lines.iter().map(|lines| Sheet { lines, dimensions: (600.0, 800.0) }).collect();
        let found = furniture(&sheets);
        let found: Vec<Vec<&str>> = found
            .iter()
            .zip(&lines)
            .map(|(page, lines)| {
                let kept = page.iter().zip(lines).filter(|(found, _)| **found);
                kept.map(|(_, line)| line.text.as_str()).collect()
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_count_pages() {
        check(
            &[&[("Pagina 1 van 2", 500.0, 780.0)], &[("Pagina 2 van 2", 500.0, 780.0)]],
            &[&["Pagina 1 van 2"], &["Pagina 2 van 2"]],
        );
        check(
            &[&[("Zie 5", 50.0, 40.0)], &[("Zie 5", 50.0, 40.0)], &[("Zie 10", 50.0, 40.0)]],
            &[&[], &["Zie 5"], &[]],
        );
        check(&[&[], &[("Zaak 5", 50.0, 40.0)], &[("Zaak 10", 50.0, 40.0)]], &[&[], &[], &[]]);
    }

    #[test]
    fn the_letterhead_of_the_first_page_stays() {
        let page: &[(&str, f32, f32)] =
            &[("Datum 1 mei 2012", 50.0, 40.0), ("De Kamer heeft gevraagd om een brief", 50.0, 400.0)];
        check(&[page, page, page], &[&[], &["Datum 1 mei 2012"], &["Datum 1 mei 2012"]]);
    }

    #[test]
    fn the_place_matters() {
        check(&[&[], &[("Kop", 50.0, 40.0)], &[("Kop", 50.0, 60.0)]], &[&[], &[], &[]]);
        check(&[&[], &[("Kop", 50.0, 40.0)], &[("Kop", 57.0, 44.0)]], &[&[], &["Kop"], &["Kop"]]);
        check(&[&[], &[("Kop", 200.0, 400.0)], &[("Kop", 200.0, 400.0)]], &[&[], &[], &[]]);
        check(&[&[], &[("Datum", 480.0, 400.0)], &[("Datum", 480.0, 400.0)]], &[&[], &["Datum"], &["Datum"]]);
    }

    #[test]
    fn headings_never_are() {
        for heading in ["Vraag 1", "Antwoord 2", "Artikel 3", "Bijlage", "ANTWOORD"] {
            check(&[&[], &[(heading, 50.0, 40.0)], &[(heading, 50.0, 40.0)]], &[&[], &[], &[]]);
        }
    }

    #[test]
    fn columns_of_tables_are_no_margins() {
        let page: &[(&str, f32, f32)] =
            &[("openbaar", 480.0, 300.0), ("deels", 480.0, 320.0), ("niet", 480.0, 340.0)];
        let other: &[(&str, f32, f32)] =
            &[("openbaar", 480.0, 300.0), ("geheel", 480.0, 320.0), ("wel", 480.0, 340.0)];
        check(&[&[], page, other], &[&[], &[], &[]]);
    }

    #[test]
    fn one_page_has_none() {
        check(&[&[("Pagina 1 van 1", 500.0, 780.0)]], &[&[]]);
    }

    #[test]
    fn the_imprint_of_parliamentary_papers() {
        for text in [
            "kst-32545-143",
            "ISSN 0921 - 7371",
            "’s-Gravenhage 2021",
            "Tweede Kamer, vergaderjaar 2020–2021, nr. 3",
        ] {
            check(&[&[(text, 50.0, 770.0)]], &[&[text]]);
            check(&[&[(text, 250.0, 400.0)]], &[&[]]);
        }
        for text in ["kst-", "ah-tk- 1", "’s-Gravenhage 14 mei 2012", "ISSN", "Tweede Kamer"] {
            check(&[&[(text, 50.0, 770.0)]], &[&[]]);
        }
    }

    #[test]
    fn page_numbers() {
        for text in ["1", "- 1 -", "Pagina 1 van 4", "Pagina 1", "1/4", "Blad 2 van 3"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["Datum 1", "2012-05-01", "", "van", "Kenmerk 1 van 2"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
