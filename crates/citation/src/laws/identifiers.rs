//! What the European Union gives an identifier: CELEX, ELI, documents of the Commission, the Official Journal.
//!
//! Answerable for reading them at the place that woke the rule. Knows nothing of the titles of acts.

use std::ops::Range;

use super::acts::{mention, number_mark};
use super::{Act, Mention, Standing};
use crate::citation::Confidence;
use crate::cursor::Cursor;

/// `32016R0679`
pub(super) fn by_celex(text: &str, start: usize) -> Option<Mention> {
    let mut cursor = Cursor::new(text, start);
    // `CELEX%3A32016R0679`: the A is part of an escape.
    let escaped = text.get(..start)?.ends_with("%3A");
    if !escaped && cursor.before().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let sector = cursor.digits(5, 5)?;
    let letter = cursor.character(&['R', 'L', 'D', 'F', 'H', 'r', 'l', 'd', 'f', 'h'])?.to_ascii_uppercase();
    let number = cursor.digits(4, 4)?;
    cursor.ends_word().then(|| {
        mention(cursor.since(start), &format!("{sector}{letter}{number}"), Confidence::Exact, "eu/celex")
    })
}

/// `https://eur-lex.europa.eu/eli/reg/2016/679/oj`
pub(super) fn by_eli(text: &str, wake: Range<usize>) -> Option<Mention> {
    let mut cursor = Cursor::new(text, wake.end);
    let letter = match cursor.while_is(|c| c.is_ascii_lowercase() || c == '_')? {
        "reg" | "reg_impl" | "reg_del" => 'R',
        "dir" | "dir_impl" | "dir_del" => 'L',
        "dec" | "dec_impl" | "dec_del" => 'D',
        "dec_framw" => 'F',
        "reco" => 'H',
        _ => return None,
    };
    cursor.literal("/").then_some(())?;
    let year = cursor.digits(4, 4)?;
    cursor.literal("/").then_some(())?;
    let number = cursor.digits(1, 4)?;
    cursor.literal("/oj");
    // The address begins at the last blank, if that is near.
    let before = text.get(..wake.start)?;
    let host = before
        .bytes()
        .rev()
        .take(40)
        .take_while(|byte| byte.is_ascii_graphic() && !b"(<\"".contains(byte))
        .count();
    let start = if before
        .get(before.len() - host..)
        .is_some_and(|host| host.starts_with("http") || host.contains("europa.eu"))
    {
        before.len() - host
    } else {
        wake.start
    };
    Some(mention(cursor.since(start), &format!("3{year}{letter}{number:0>4}"), Confidence::Exact, "eu/eli"))
}

/// `COM(2020) 823`
pub(super) fn proposal(text: &str, start: usize) -> Option<Mention> {
    let mut cursor = Cursor::new(text, start);
    let series = cursor.one_of(&["com", "join", "swd", "sec"])?;
    cursor.space();
    cursor.literal("(").then_some(())?;
    let year = cursor.digits(4, 4)?;
    cursor.literal(")").then_some(())?;
    cursor.space();
    number_mark(&mut cursor);
    let number = cursor.digits(1, 4)?;
    if !cursor.ends_word() {
        return None;
    }
    let mut longer = cursor;
    if longer.space() && longer.one_of(&["final", "definitief", "def"]).is_some() {
        cursor = longer;
    }
    Some(other(
        cursor.since(start),
        format!("{series}:{year}:{}", trimmed(number)),
        Confidence::Exact,
        "eu/proposal",
    ))
}

/// `PbEU 2022, L 333`, `PB L 119 van 4.5.2016`
pub(super) fn journal(text: &str, wake: Range<usize>) -> Option<Mention> {
    let mut cursor = Cursor::new(text, wake.end);
    let named = !text.get(wake.clone())?.ends_with(' ');
    if !named && !text.get(wake.clone())?.starts_with('P') {
        return None;
    }
    if named {
        cursor.separator();
    }
    let issue = |cursor: &mut Cursor<'_>| -> Option<String> {
        let series = cursor.character(&['L', 'C', 'l', 'c'])?.to_ascii_uppercase();
        cursor.space();
        if cursor.one_of(&["nr", "no"]).is_some() {
            cursor.literal(".");
            cursor.space();
        }
        let number = cursor.digits(1, 4)?;
        let annex = cursor.character(&['A', 'I', 'E']).filter(|_| cursor.ends_word());
        cursor
            .ends_word()
            .then(|| format!("{series}{}{}", trimmed(number), annex.map(String::from).unwrap_or_default()))
    };
    if let Some(year) = cursor.digits(4, 4) {
        cursor.separator();
        let issue = issue(&mut cursor)?;
        return Some(other(
            cursor.since(wake.start),
            format!("pb:{year}:{issue}"),
            Confidence::Exact,
            "eu/journal",
        ));
    }
    let issue = issue(&mut cursor)?;
    // The year is that of the date behind it.
    if cursor.literal("/") {
        cursor.digits(1, 4)?;
    }
    cursor.separator();
    if cursor.word("van") {
        cursor.space();
    }
    cursor.digits(1, 2)?;
    cursor.character(&['.', '-', '/'])?;
    cursor.digits(1, 2)?;
    cursor.character(&['.', '-', '/'])?;
    let year = cursor.digits(4, 4)?;
    Some(other(cursor.since(wake.start), format!("pb:{year}:{issue}"), Confidence::Exact, "eu/journal"))
}

pub(super) fn trimmed(number: &str) -> &str {
    let short = number.trim_start_matches('0');
    if short.is_empty() { "0" } else { short }
}

/// What is published by the Union without being an act.
pub(super) fn other(span: Range<usize>, key: String, confidence: Confidence, rule: &'static str) -> Mention {
    Mention { span, cue: None, act: Act::Union(key.into()), standing: Standing::Alone, confidence, rule }
}
