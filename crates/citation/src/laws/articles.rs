//! The parts of a law as they are written: `artikelen 3, eerste en tweede lid, onder a, jo. 13a`.
//!
//! Answerable for reading a list of articles, from the first number on, and for writing out ranges. Knows
//! nothing of the law they are in.

use std::ops::Range;

use super::paragraphs::{ordinal_follows, paragraphs, parts, skip_sentence};
use crate::cursor::Cursor;

/// One article, or one paragraph or part of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The number of the article in lower case: `13a`, `3:2`, `11.3a`.
    pub(super) article: String,
    pub(super) lid: Option<String>,
    pub(super) part: Option<String>,
    /// The part below the part, as written: `1°`.
    pub(super) below: Option<String>,
    /// What is between this and the next end of a range and has no text of its own: parts, when this is a
    /// part, else paragraphs, when it is one, else articles.
    pub(super) between: Vec<String>,
    pub(super) span: Range<usize>,
}

/// Longest list that is read.
const MOST_PIECES: usize = 64;

/// Longest range that is written out.
const LONGEST_RANGE: u32 = 50;

/// Reads a list of articles whose first number stands at the cursor; `start` is where the mention begins.
pub(super) fn list(cursor: &mut Cursor<'_>, start: usize, bare: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut front = start;
    while pieces.len() < MOST_PIECES {
        let Some(article) = number(cursor, bare) else { break };
        let first_end = cursor.at();
        let mut next = *cursor;
        if through(&mut next) {
            let range_start = next.at();
            next.one_of(&["artikel", "art"]);
            next.literal(".");
            next.space();
            if let Some(last) = number(&mut next, bare) {
                let between = run_between(&article, &last);
                pieces.push(Piece::of(article, between, front..first_end));
                front = range_start;
                *cursor = next;
                pieces_of(cursor, &last, front, &mut pieces);
            } else {
                pieces.push(Piece::of(article, Vec::new(), front..first_end));
                break;
            }
        } else {
            pieces_of(cursor, &article, front, &mut pieces);
        }
        let mut next = *cursor;
        if !joined(&mut next) {
            break;
        }
        let after = next.at();
        if next.one_of(&["artikelen", "artikel", "articles", "article", "art", "artt"]).is_some() {
            next.literal(".");
            next.space();
        }
        let mut look = next;
        if number(&mut look, bare).is_none() || ordinal_follows(&next) {
            break;
        }
        front = after;
        *cursor = next;
    }
    pieces
}

impl Piece {
    fn of(article: String, between: Vec<String>, span: Range<usize>) -> Self {
        Self { article, lid: None, part: None, below: None, between, span }
    }
}

/// Reads the paragraphs and parts of one article; adds a piece for each, or one for the article.
fn pieces_of(cursor: &mut Cursor<'_>, article: &str, start: usize, pieces: &mut Vec<Piece>) {
    let mut front = start;
    loop {
        let first = pieces.len();
        let lids = paragraphs(cursor);
        if lids.is_empty() {
            pieces.push(Piece::of(article.to_owned(), Vec::new(), front..cursor.at()));
        }
        for lid in lids {
            let piece = Piece::of(article.to_owned(), lid.between, front..lid.end);
            pieces.push(Piece { lid: Some(lid.name), ..piece });
            front = lid.end;
        }
        skip_sentence(cursor);
        let parts = parts(cursor);
        for (index, part) in parts.into_iter().enumerate() {
            let Some(last) = pieces.last().cloned() else { break };
            let end = part.end;
            let piece = Piece { part: Some(part.name), below: part.below, between: part.between, ..last };
            match pieces.last_mut() {
                Some(last) if index == 0 => {
                    *last = piece;
                    last.span.end = end;
                }
                _ => pieces.push(Piece { span: front..end, ..piece }),
            }
            front = end;
        }
        skip_sentence(cursor);
        if pieces.len() == first + 1 && pieces[first].lid.is_none() && pieces[first].part.is_none() {
            if let Some(piece) = pieces.last_mut() {
                piece.span.end = cursor.at();
            }
            return;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.span.end = cursor.at();
        }
        // `eerste lid, onder a, en derde lid`
        let mut next = *cursor;
        if pieces.len() >= MOST_PIECES || !joined(&mut next) {
            return;
        }
        let mut look = next;
        if paragraphs(&mut look).is_empty() || look.at() == next.at() {
            return;
        }
        front = next.at();
        *cursor = next;
    }
}

/// Goes past the number of an article and returns it in lower case. Without the word `artikel` in front
/// (`bare`) a Roman number or a year is none.
pub(super) fn number(cursor: &mut Cursor<'_>, bare: bool) -> Option<String> {
    let start = *cursor;
    let found = read_number(cursor, bare);
    if found.is_none() {
        *cursor = start;
    }
    found
}

fn read_number(cursor: &mut Cursor<'_>, bare: bool) -> Option<String> {
    let start = cursor.at();
    let Some(digits) = cursor.digits(1, 4) else {
        let roman =
            cursor.while_is(|c| matches!(c, 'I' | 'V' | 'X')).filter(|roman| !bare && roman.len() <= 6)?;
        let mut number = roman.to_lowercase();
        number.extend(cursor.while_is(|c| c.is_ascii_lowercase()).filter(|letter| letter.len() == 1));
        return cursor.ends_word().then_some(number);
    };
    let mut number = digits.to_owned();
    letters(cursor, &mut number)?;
    for _ in 0..3 {
        let mut next = *cursor;
        let Some(joint) = next.character(&[':', '.']) else { break };
        let Some(digits) = next.digits(1, 4) else { break };
        number.push(joint);
        number.push_str(digits);
        *cursor = next;
        letters(cursor, &mut number)?;
    }
    let mut next = *cursor;
    next.space();
    if let Some(latin) = next.one_of(&["bis", "ter", "quater", "quinquies", "sexies", "septies"]) {
        number.push_str(latin);
        *cursor = next;
    }
    let year = number.len() == 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(&number[..2], "19" | "20");
    (cursor.ends_word() && cursor.at() > start && !(bare && year)).then_some(number)
}

/// Goes past the letters that are part of a number: `13a`, `126nba`, `7.57H`, `6bis`.
fn letters(cursor: &mut Cursor<'_>, number: &mut String) -> Option<()> {
    let before = *cursor;
    if let Some(letters) = cursor.while_is(char::is_alphabetic) {
        let latin = matches!(letters, "bis" | "ter" | "quater" | "quinquies" | "sexies");
        if !letters.is_ascii() || letters.len() > 3 && !latin {
            *cursor = before;
            return None;
        }
        number.push_str(&letters.to_ascii_lowercase());
    }
    Some(())
}

/// Goes past what joins two articles: `, `, ` en `, ` jo. `.
pub(super) fn joined(cursor: &mut Cursor<'_>) -> bool {
    let start = *cursor;
    let comma = cursor.literal(",");
    let space = cursor.space();
    let words = [
        "en",
        "of",
        "jo",
        "juncto",
        "j°",
        "alsmede",
        "dan wel",
        "respectievelijk",
        "resp",
        "en/of",
        "and",
        "&",
        "+",
    ];
    if let Some(word) = words.iter().find(|word| joint(cursor, word)) {
        cursor.literal(".");
        let spaced = cursor.space();
        if !spaced && *word != "+" {
            *cursor = start;
            return false;
        }
        return space;
    }
    if comma && space {
        return true;
    }
    *cursor = start;
    false
}

fn joint(cursor: &mut Cursor<'_>, word: &str) -> bool {
    if word.is_ascii() && word.starts_with(|c: char| c.is_alphabetic()) {
        cursor.word(word)
    } else {
        cursor.literal(word)
    }
}

/// Goes past what stands between the ends of a range.
pub(super) fn through(cursor: &mut Cursor<'_>) -> bool {
    let start = *cursor;
    if cursor.literal("-") {
        return true;
    }
    if cursor.space()
        && ["tot en met ", "t/m ", "t.e.m. ", "- ", "tot "].iter().any(|word| cursor.any_case(word))
    {
        return true;
    }
    *cursor = start;
    false
}

/// What stands between two ends when only their last letter or last figure runs, and not too far.
pub(super) fn run_between(first: &str, last: &str) -> Vec<String> {
    let figure = |number: &str| {
        let at = number.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        Some((number.get(..at)?.to_owned(), number.get(at..)?.parse::<u32>().ok()?))
    };
    if let (Some((front, from)), Some((other, to))) = (figure(first), figure(last)) {
        let near = front == other
            && front.chars().all(|c| !c.is_alphabetic())
            && to > from
            && to - from < LONGEST_RANGE;
        return if near {
            (from + 1..to).map(|number| format!("{front}{number}")).collect()
        } else {
            Vec::new()
        };
    }
    let letter = |number: &str| {
        let letter = number.bytes().next_back().filter(u8::is_ascii_lowercase)?;
        Some((number.get(..number.len() - 1)?.to_owned(), letter))
    };
    match (letter(first), letter(last)) {
        (Some((front, from)), Some((other, to))) if front == other && to > from => {
            (from + 1..to).map(|letter| format!("{front}{}", char::from(letter))).collect()
        }
        _ => Vec::new(),
    }
}
