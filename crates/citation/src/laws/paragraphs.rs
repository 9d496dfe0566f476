//! Paragraphs and parts of an article: `eerste en tweede lid`, `leden 2 en 3`, `aanhef en onder b`.
//!
//! Answerable for reading them behind the number of an article. Knows nothing of the article.

use super::articles::{joined, run_between, through};
use crate::cursor::Cursor;

const ORDINALS: [&str; 20] = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
];

/// A paragraph or part of a list, and where it ends.
pub(super) struct Step {
    pub(super) name: String,
    pub(super) end: usize,
    /// The part below a part, as written: `1°`.
    pub(super) below: Option<String>,
    /// What is between this and the next, the end of a range.
    pub(super) between: Vec<String>,
}

impl Step {
    fn new(name: &str, end: usize) -> Self {
        Self { name: name.to_owned(), end, below: None, between: Vec::new() }
    }
}

/// An ordinal that stands where a number would: `artikel 3, 2e lid`.
pub(super) fn ordinal_follows(cursor: &Cursor<'_>) -> bool {
    let mut look = *cursor;
    ordinal(&mut look).is_some()
        && look.space()
        && look.one_of(&["lid", "leden", "volzin", "alinea", "zin"]).is_some()
}

fn ordinal(cursor: &mut Cursor<'_>) -> Option<String> {
    let start = *cursor;
    // Most places are no ordinal, and comparing with twenty words at each is the dearest step of all.
    cursor.peek().filter(|c| c.is_ascii_digit() || "etdvzna".contains(c.to_ascii_lowercase()))?;
    if let Some(word) = cursor.one_of(&ORDINALS) {
        let place = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
        return Some((place + 1).to_string());
    }
    if let Some(digits) = cursor.digits(1, 2) {
        let ending = ["ste", "de", "e"].iter().any(|ending| cursor.word(ending))
            || cursor.literal("°")
            || cursor.literal("º");
        if ending {
            return Some(digits.to_owned());
        }
    }
    *cursor = start;
    None
}

/// The paragraphs named here and where each ends, or nothing, and then the cursor stays.
pub(super) fn paragraphs(cursor: &mut Cursor<'_>) -> Vec<Step> {
    let start = *cursor;
    let mut lids = english_paragraph(cursor);
    if !lids.is_empty() {
        return lids;
    }
    lids = ordinal_paragraphs(cursor);
    if lids.is_empty() {
        *cursor = start;
        lids = numbered_paragraphs(cursor);
    }
    if lids.is_empty() {
        *cursor = start;
    }
    lids
}

/// `32(1)`
fn english_paragraph(cursor: &mut Cursor<'_>) -> Vec<Step> {
    in_parentheses(cursor, |cursor| cursor.digits(1, 2).map(str::to_owned))
}

/// One paragraph or part between parentheses.
fn in_parentheses(cursor: &mut Cursor<'_>, read: impl Fn(&mut Cursor<'_>) -> Option<String>) -> Vec<Step> {
    let mut next = *cursor;
    let name = next.literal("(").then(|| read(&mut next)).flatten();
    match name.filter(|_| next.literal(")")) {
        Some(name) => {
            *cursor = next;
            vec![Step::new(&name, cursor.at())]
        }
        None => Vec::new(),
    }
}

/// `eerste lid`, `eerste en tweede lid`, `tweede tot en met vierde lid`
fn ordinal_paragraphs(cursor: &mut Cursor<'_>) -> Vec<Step> {
    let mut lids: Vec<Step> = Vec::new();
    cursor.separator();
    while lids.len() < ORDINALS.len() {
        let Some(lid) = ordinal(cursor) else { return Vec::new() };
        lids.push(Step::new(&lid, cursor.at()));
        let mut next = *cursor;
        if next.space() && next.one_of(&["lid", "leden"]).is_some() {
            *cursor = next;
            if let Some(last) = lids.last_mut() {
                last.end = cursor.at();
            }
            return lids;
        }
        next = *cursor;
        if through(&mut next) {
            let mut last = next;
            if let (Some(from), Some(to)) = (lids.last_mut(), ordinal(&mut last)) {
                from.between = run_between(&from.name, &to);
            }
            *cursor = next;
        } else if !joined(cursor) {
            return Vec::new();
        }
    }
    Vec::new()
}

/// `lid 2`, `leden 2 en 3`, `de leden 1 tot en met 3`
fn numbered_paragraphs(cursor: &mut Cursor<'_>) -> Vec<Step> {
    let mut lids: Vec<Step> = Vec::new();
    cursor.separator();
    if cursor.word("de") {
        cursor.space();
    }
    if cursor.one_of(&["lid", "leden", "paragraph", "paragraaf"]).is_none() || !cursor.space() {
        return lids;
    }
    while lids.len() < ORDINALS.len() {
        let before = *cursor;
        let Some(digits) = cursor.digits(1, 2) else { break };
        let mut lid = digits.to_owned();
        if let Some(letter) = cursor.while_is(char::is_alphabetic) {
            if letter.len() > 1 {
                *cursor = before;
                break;
            }
            lid.push_str(&letter.to_lowercase());
        }
        if !cursor.ends_word() || cursor.rest().starts_with([':', '/']) {
            *cursor = before;
            break;
        }
        lids.push(Step::new(&lid, cursor.at()));
        let mut next = *cursor;
        if through(&mut next) {
            let mut last = next;
            if let (Some(from), Some(to)) = (lids.last_mut(), last.digits(1, 2)) {
                from.between = run_between(&from.name, to);
                *cursor = next;
                continue;
            }
        }
        next = *cursor;
        let comma = next.rest().starts_with(',');
        if !joined(&mut next) || next.peek().is_none_or(|c| !c.is_ascii_digit()) || comma && !in_list(&next) {
            break;
        }
        *cursor = next;
    }
    lids
}

/// Whether a number behind a comma is one of a list that ends in `en`: `leden 1, 2 en 3`.
fn in_list(cursor: &Cursor<'_>) -> bool {
    let mut look = *cursor;
    for _ in 0..ORDINALS.len() {
        if look.digits(1, 2).is_none() {
            return false;
        }
        if look.literal(" en ") || look.literal(" of ") {
            return true;
        }
        if !look.literal(", ") {
            return false;
        }
    }
    false
}

/// Goes past `, eerste volzin` and a lone `, aanhef`.
pub(super) fn skip_sentence(cursor: &mut Cursor<'_>) {
    for _ in 0..2 {
        let mut next = *cursor;
        next.separator();
        let named = ordinal(&mut next).is_some() || next.one_of(&["laatste", "slot"]).is_some();
        if named
            && next.space()
            && next.one_of(&["volzin", "zin", "zinsnede", "alinea", "zinsdeel"]).is_some()
        {
            *cursor = next;
            continue;
        }
        let mut next = *cursor;
        if next.separator()
            && next.word("aanhef")
            && !next.rest().starts_with(" en")
            && !next.rest().starts_with(", en")
        {
            *cursor = next;
        }
    }
}

/// The parts named here (`onder a`, `aanhef en onder b en c`), what is below each, and where each ends.
pub(super) fn parts(cursor: &mut Cursor<'_>) -> Vec<Step> {
    let mut parts = in_parentheses(cursor, |cursor| {
        let letters = cursor.while_is(|c| c.is_ascii_lowercase())?;
        (letters.len() == 1).then(|| letters.to_owned())
    });
    if !parts.is_empty() {
        return parts;
    }
    let start = *cursor;
    cursor.separator();
    if cursor.word("aanhef") {
        cursor.separator();
        if cursor.word("en") {
            cursor.space();
        }
    }
    let word =
        cursor.one_of(&["onder", "onderdeel", "onderdelen", "sub", "letter", "letters", "punt", "point"]);
    if word.is_none() || !cursor.space() {
        *cursor = start;
        return parts;
    }
    while parts.len() < 26 {
        let before = *cursor;
        let Some(part) = part(cursor) else { break };
        // `onder d), van de`
        if [") van ", "), "].iter().any(|close| cursor.rest().starts_with(close)) {
            cursor.literal(")");
        }
        let below = below(cursor);
        parts.push(Step { below, ..Step::new(&part, cursor.at()) });
        let mut next = *cursor;
        if through(&mut next) {
            let mut last = next;
            let letters = before.peek().is_some_and(char::is_alphabetic);
            if let (Some(to), Some(from)) = (part_like(&mut last, letters), parts.last_mut()) {
                from.between = run_between(&from.name, &to);
                *cursor = next;
                continue;
            }
        }
        next = *cursor;
        if !joined(&mut next) {
            break;
        }
        next.one_of(&["onder", "onderdeel", "sub"]);
        next.space();
        let mut look = next;
        let letters = before.peek().is_some_and(char::is_alphabetic);
        if part_like(&mut look, letters).is_none() {
            break;
        }
        *cursor = next;
    }
    if parts.is_empty() {
        *cursor = start;
    }
    parts
}

fn part(cursor: &mut Cursor<'_>) -> Option<String> {
    part_like(cursor, true).or_else(|| part_like(cursor, false))
}

/// A letter (`a`, `aa`, `B`) or a figure (`1°`).
fn part_like(cursor: &mut Cursor<'_>, letters: bool) -> Option<String> {
    let start = *cursor;
    let found = if letters {
        cursor.while_is(char::is_alphabetic).filter(|letters| {
            let mut each = letters.chars();
            let first = each.next();
            letters.is_ascii() && letters.len() <= 2 && each.all(|c| Some(c) == first)
        })
    } else {
        cursor.digits(1, 2)
    };
    let Some(found) = found else {
        *cursor = start;
        return None;
    };
    if !letters {
        let _ = cursor.literal("°") || cursor.literal("º") || cursor.word("e");
    }
    if !cursor.ends_word() {
        *cursor = start;
        return None;
    }
    Some(found.to_lowercase())
}

/// `, onder 1°`, ` 1°`, `, sub 2`
fn below(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut next = *cursor;
    next.separator();
    let worded = next.one_of(&["onder", "sub", "onderdeel", "ten"]).is_some() && next.space();
    let start = next.at();
    next.digits(1, 2)?;
    let degree = next.literal("°") || next.literal("º") || next.word("e");
    if !(degree || worded) || !next.ends_word() {
        return None;
    }
    let below = next.since(start);
    let text = cursor.rest().get(below.start - cursor.at()..below.end - cursor.at())?.to_owned();
    *cursor = next;
    Some(text)
}
