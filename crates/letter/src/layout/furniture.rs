//! What pages repeat: heads, feet and margins that stand in a text because it was taken from pages.
//!
//! Answerable for lines that interrupt the running text on every page. Asks for proof: a field of the head
//! with the value it has there, the syntax of page numbers, the foot of official papers, or the same line at the
//! same place of many pages. A line that a list merely repeats is none of these. Knows nothing of notes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fields::{Block, Field, block, head_end};
use super::lines::{Lines, Mark};
use super::page_numbers::{number, page_numbers};

/// Lines at the top and at the bottom of a page among which repeated ones are looked for.
const ZONE: usize = 4;

/// Lines of the first page from which the fields are learned: more than a page holds.
const MOST_LEARNED: usize = 400;

/// Values kept in mind. A letter has a handful; a text made to harm has millions.
const MOST_KNOWN: usize = 1000;

/// Pages whose tops and bottoms are compared. No document we know has a third of it.
const MOST_PAGES: usize = 20_000;

/// Marks the furniture of a text whose pages begin at `pages`. `measured` says that the reader of the format knew
/// where on the page each line stands, so that places need not be guessed.
pub(super) fn mark(lines: &mut Lines<'_>, pages: &[usize], measured: bool) {
    page_numbers(lines);
    feet(lines);
    fields(lines, pages);
    if !measured && (2..MOST_PAGES).contains(&pages.len()) {
        repeated(lines, pages);
    }
    neighbours(lines);
}

/// `Datum 14 februari 2012 Kenmerk 5725010/12/NCTV` in the letter, as its head says.
fn fields(lines: &mut Lines<'_>, pages: &[usize]) {
    let head = head_end(lines);
    let first_page = pages.get(1).map_or(0, |start| lines.line_at(*start));
    let learned = head.max(first_page.min(MOST_LEARNED));
    let mut known: HashMap<Field, HashSet<String>> = HashMap::new();
    let mut blocks: HashSet<Vec<(Field, String)>> = HashSet::new();
    let mut line = 0;
    while line < lines.len() {
        let Some(Block { fields, end }) = block(lines, line) else {
            line += 1;
            continue;
        };
        let is_known =
            |(field, value): &(Field, String)| known.get(field).is_some_and(|values| values.contains(value));
        let has = |wanted: Field| fields.iter().any(|(field, _)| *field == wanted);
        let alike = fields.iter().filter(|field| is_known(field)).count();
        // A head that knows another value speaks of another letter; one that knows none leaves it open.
        let contrary = fields.iter().any(|(field, value)| {
            *field != Field::Other
                && known.get(field).is_some_and(|values| !values.is_empty() && !values.contains(value))
        });
        let dated = fields.iter().any(|field| field.0 == Field::Date && is_known(field));
        let referred = fields.iter().any(|field| field.0 == Field::Reference && is_known(field));
        let at_border = || {
            line.checked_sub(1).is_some_and(|before| lines.mark(before) == Mark::Furniture)
                || lines.mark(end) == Mark::Furniture && end < lines.len()
                || pages.binary_search(&lines.whole(line..line + 1).start).is_ok_and(|page| page > 0)
        };
        let repeats_head =
            alike > 0 && !contrary && (referred || dated && (has(Field::Reference) || at_border()));
        // Without a head the first such block stays, and those that say the same go.
        let repeats_block = learned == 0 && fields.len() > 1 && has(Field::Date) && has(Field::Reference);
        let repeats_block = repeats_block
            && (blocks.contains(&fields) || blocks.len() < MOST_KNOWN && !blocks.insert(fields.clone()));
        if line >= learned && (repeats_head || repeats_block) {
            for line in line..end {
                lines.set(line, Mark::Furniture);
            }
        }
        if line < learned || repeats_head {
            for (field, value) in fields {
                let values = known.entry(field).or_default();
                if values.len() < MOST_KNOWN {
                    values.insert(value);
                }
            }
        }
        line = end;
    }
}

/// `Tweede Kamer, vergaderjaar 2023–2024, 32 545, nr. 143 2` and the imprint beside it.
fn feet(lines: &mut Lines<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut years: HashSet<&str> = HashSet::new();
    for line in 0..lines.len() {
        let text = lines.line(line);
        if text.len() > 120 || !lines.is_body(line) {
            continue;
        }
        if let Some(foot) = foot(text) {
            let next = lines.line(line + 1);
            let numbered = number(next).is_some() && !next.is_empty();
            let imprint =
                (1..4).any(|back| line.checked_sub(back).is_some_and(|line| is_imprint(lines.line(line))));
            let before = seen.insert(foot.stem, line);
            if foot.number.is_some() || numbered || imprint || before.is_some() {
                lines.set(line, Mark::Furniture);
                if foot.number.is_none() && numbered {
                    lines.set(line + 1, Mark::Furniture);
                }
                if let Some(before) = before {
                    lines.set(before, Mark::Furniture);
                }
            }
        } else if is_session(text) {
            // The first stands in the head, unless it is already beside a foot.
            let behind_foot = line.checked_sub(1).is_some_and(|before| lines.mark(before) == Mark::Furniture);
            if years.insert(text) && !behind_foot {
                continue;
            }
            lines.set(line, Mark::Furniture);
        } else if is_imprint(text) {
            lines.set(line, Mark::Furniture);
            // The name of the paper above and the place below it.
            if let Some(above) = line.checked_sub(1).filter(|line| is_paper(lines.line(*line))) {
                lines.set(above, Mark::Furniture);
            }
            let place = lines.line(line + 1);
            if is_place(place) {
                lines.set(line + 1, Mark::Furniture);
            }
        }
    }
}

struct Foot<'t> {
    /// What the feet of all pages have in common.
    stem: &'t str,
    number: Option<u32>,
}

fn foot(text: &str) -> Option<Foot<'_>> {
    // `’s-Gravenhage 2021 Tweede Kamer, …` when both stand on one line.
    let from =
        if is_place(text) { text.find(" Kamer, vergaderjaar").map(|at| at.saturating_sub(6))? } else { 0 };
    let foot = text.get(from..)?;
    let rest = foot
        .strip_prefix("Tweede Kamer, vergaderjaar ")
        .or_else(|| foot.strip_prefix("Eerste Kamer, vergaderjaar "))?;
    let rest = rest.get(session(rest)?..)?.strip_prefix(',')?.trim();
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let mut after = None;
    if words.len() > 1
        && let Some(page) = words.last().and_then(|last| number(last))
    {
        let before = words.get(words.len() - 2).copied().unwrap_or_default();
        // Behind `nr.` stands the number of the paper; behind a comma it would be a piece of the dossier.
        if !before.starts_with("nr")
            && !before.ends_with(',')
            && (before.bytes().all(|byte| byte.is_ascii_digit()) && words.contains(&"nr.")
                || !before.ends_with(|c: char| c.is_ascii_digit()))
        {
            after = Some(page);
            words.pop();
        }
    }
    let plain = words.iter().all(|word| {
        let word = word.trim_end_matches([',', '.']);
        matches!(word, "nr" | "nrs" | "Aanhangsel" | "en" | "Handelingen" | "item")
            || word.len() <= 8
                && word.bytes().all(|byte| {
                    byte.is_ascii_digit()
                        || byte.is_ascii_uppercase()
                        || matches!(byte, b'(' | b')' | b'-' | b'.')
                })
    });
    let end = words
        .last()
        .map_or(rest, |last| rest.get(..rest.rfind(last).unwrap_or_default() + last.len()).unwrap_or(rest));
    (plain && !words.is_empty()).then_some(Foot { stem: end, number: after })
}

/// `2020–2021`: returns where it ends.
fn session(text: &str) -> Option<usize> {
    let year = |text: &str| text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let rest = year(text).then(|| text.get(4..)).flatten()?;
    let second = rest.strip_prefix(['-', '–'])?;
    year(second).then(|| text.len() - second.len() + 4)
}

fn is_session(text: &str) -> bool {
    text.strip_prefix("Vergaderjaar ").is_some_and(|rest| session(rest) == Some(rest.len()))
}

fn is_imprint(text: &str) -> bool {
    text.strip_prefix("ISSN ").is_some_and(|rest| {
        rest.len() <= 16
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '\u{2011}' | 'X'))
    })
}

fn is_place(text: &str) -> bool {
    let place = text.strip_prefix(['’', '\'', '‘']).unwrap_or(text);
    ["s-Gravenhage ", "s-GRAVENHAGE ", "Den Haag "]
        .iter()
        .find_map(|name| place.strip_prefix(name))
        .and_then(|rest| rest.get(..4))
        .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `kst-32545-143`, `ah-tk-20202021-3235`, `KST32545`.
fn is_paper(text: &str) -> bool {
    text.len() <= 40
        && ["kst-", "ah-", "blg-", "KST", "h-tk-", "h-ek-"].iter().any(|start| text.starts_with(start))
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && !text.contains(' ')
}

/// Lines that stand at the top or at the bottom of many pages.
fn repeated(lines: &mut Lines<'_>, pages: &[usize]) {
    let places = zones(lines, pages);
    // Three pages make a habit; a letter of two to four has no more than two others to show.
    let least = if pages.len() <= 4 { 2 } else { 3.max(pages.len().saturating_mul(3).div_ceil(10)) };
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    let keys: Vec<(usize, (bool, String), bool)> = places
        .into_iter()
        .filter_map(|(line, page, top)| {
            key(lines.line(line), page).map(|key| (line, (top, key), page == 0 && top))
        })
        .collect();
    for (_, key, _) in &keys {
        *counts.entry(key.clone()).or_default() += 1;
    }
    // A line that stands as often in the middle of pages belongs to what the text lists.
    let mut everywhere: HashMap<&str, usize> = HashMap::new();
    for (line, ..) in &keys {
        everywhere.insert(lines.line(*line), 0);
    }
    for line in 0..lines.len() {
        if let Some(count) = everywhere.get_mut(lines.line(line)) {
            *count += 1;
        }
    }
    let mut chosen = Vec::new();
    for (line, key, in_head) in &keys {
        let count = counts.get(key).copied().unwrap_or_default();
        let total = everywhere.get(lines.line(*line)).copied().unwrap_or_default();
        if count >= least && total <= count + count / 4 && !in_head {
            chosen.push(*line);
        }
    }
    for line in chosen {
        lines.set(line, Mark::Furniture);
    }
}

/// The lines at the tops and bottoms of pages, each with the number of its page, from 0, and whether it is a top.
fn zones(lines: &Lines<'_>, pages: &[usize]) -> Vec<(usize, usize, bool)> {
    let mut places = Vec::new();
    for (page, start) in pages.iter().enumerate() {
        let first = lines.line_at(*start);
        let end = pages.get(page + 1).map_or(lines.len(), |next| lines.line_at(*next));
        let top = first..end.min(first + ZONE);
        let bottom = end.saturating_sub(ZONE).max(top.end)..end;
        let free = |line: &usize| lines.is_body(*line);
        places.extend(top.filter(free).map(|line| (line, page, true)));
        places.extend(bottom.filter(free).map(|line| (line, page, false)));
    }
    places
}

/// What a line of a head or foot has in common with those of other pages: a number that counts the pages is left
/// out. Nothing when it cannot be one.
fn key(text: &str, page: usize) -> Option<String> {
    const KEPT: [&str; 9] =
        ["Vraag", "Vragen", "Antwoord", "Artikel", "Bijlage", "Hoofdstuk", "Paragraaf", "Tabel", "Figuur"];
    let first = text.split_whitespace().next()?;
    let kept = KEPT.iter().any(|word| first.eq_ignore_ascii_case(word));
    let cells = text.contains(['\t', '|']);
    let sentence = text.ends_with(['.', '?', '!', ';', ':']);
    if text.len() > 120 || kept || cells || sentence {
        return None;
    }
    let Some(end) = text.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1) else {
        return Some(text.to_owned());
    };
    let start = text.get(..end)?.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let start = (start..=end).find(|at| text.is_char_boundary(*at))?;
    match number(text.get(start..end)?) {
        Some(number) => {
            let apart = i64::from(number) - i64::try_from(page).ok()?;
            Some(format!("{}#{apart}{}", text.get(..start)?, text.get(end..)?))
        }
        None => Some(text.to_owned()),
    }
}

/// The name of the ministry or the directorate beside furniture, as in the head.
fn neighbours(lines: &mut Lines<'_>) {
    let head = head_end(lines);
    let names: HashSet<&str> = (0..head)
        .map(|line| lines.line(line))
        .filter(|text| text.len() <= 100 && NAMES.iter().any(|name| text.starts_with(name)))
        .collect();
    if names.is_empty() {
        return;
    }
    let is_name = |lines: &Lines<'_>, line: usize| names.contains(lines.line(line)) && lines.is_body(line);
    let mut line = head;
    while line < lines.len() {
        if lines.mark(line) != Mark::Furniture {
            line += 1;
            continue;
        }
        let Range { start, mut end } = line..line + 1;
        while lines.mark(end) == Mark::Furniture && end < lines.len() {
            end += 1;
        }
        for above in (head..start).rev().take(4) {
            if !is_name(lines, above) {
                break;
            }
            lines.set(above, Mark::Furniture);
        }
        while end < lines.len() && is_name(lines, end) {
            lines.set(end, Mark::Furniture);
            end += 1;
        }
        line = end;
    }
}

/// Beginnings of the names that heads give to those who send.
const NAMES: [&str; 6] =
    ["Ministerie van", "Directie", "Directoraat", "Afdeling", "Programma", "Rijksoverheid"];
