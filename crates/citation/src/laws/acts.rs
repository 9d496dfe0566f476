//! Acts of the European Union by number.
//!
//! Answerable for the written numbers (`Richtlijn (EU) 2022/2555`, `Verordening (EU) nr. 910/2014`,
//! `2002/58/EG`) and for the CELEX number each stands for. Knows the table only as the list of numbers that
//! need no cue.
//!
//! Until 2014 a regulation was numbered number/year, since 2015 every act is year/number; directives always
//! were. The word in front says which letter the CELEX number has.

use std::ops::Range;

use super::identifiers::{by_celex, by_eli, journal, other, proposal, trimmed};
use super::{Act, Mention, Standing, table};
use crate::citation::{Confidence, Kind};
use crate::cursor::Cursor;

/// Words looked at between `richtlijn` and its number.
const WORDS_BETWEEN: usize = 4;

/// A number as written: its two figures and the treaty or policy behind it.
struct Number<'v> {
    first: &'v str,
    second: &'v str,
    suffix: Option<&'static str>,
    end: usize,
}

/// The acts that a word for a kind of act (`verordening`, at the end of a word) introduces. Says where it
/// stopped reading.
pub(super) fn at_kind(text: &str, word: Range<usize>, mentions: &mut Vec<Mention>) -> usize {
    let start = compound_start(text, word.start);
    let surface = text.get(start..word.end).unwrap_or_default().to_lowercase();
    let Some(letter) = letter(&surface) else { return word.end };
    let front = with_delegated(text, start);
    let mut cursor = Cursor::new(text, word.end);
    if !cursor.space() {
        return word.end;
    }
    let mut at = front;
    let mut end = word.end;
    loop {
        let union = union_mark(&mut cursor);
        // The Communities ended before the order of the figures changed.
        let community = union && is_community(text, cursor.at());
        let numbered = number_mark(&mut cursor) || community;
        let Some(number) = number(&mut cursor) else { break };
        if !union && !numbered && number.suffix.is_none() && !plausible(&number, surface.contains("besluit"))
        {
            break;
        }
        let Some(celex) = celex(letter, &number, numbered) else { break };
        mentions.push(mention(at..number.end, &celex, Confidence::Exact, "eu/number"));
        end = number.end;
        // `Richtlijnen 2002/58/EG en 2009/136/EG`
        let mut next = cursor;
        let joined = next.literal(", ") || next.literal(" en ") || next.literal(" and ");
        if !joined {
            break;
        }
        next.literal("en ");
        at = next.at();
        cursor = next;
    }
    if end == word.end && !surface.contains("besluit") && !surface.contains("decision") {
        let nearby = number_nearby(text, word.end);
        let nearby =
            nearby.and_then(|(number, numbered)| Some((celex(letter, &number, numbered)?, number.end)));
        if let Some((celex, end)) = nearby {
            mentions.push(mention(front..end, &celex, Confidence::Cue, "eu/number-nearby"));
            return end;
        }
    }
    end
}

/// The identifier or the number without a word in front that begins or ends at a waking text.
pub(super) fn at_union(text: &str, wake: Range<usize>, mentions: &mut Vec<Mention>) -> usize {
    let woken = text.get(wake.clone()).unwrap_or_default().to_ascii_lowercase();
    let found = match woken.as_str() {
        "319" | "320" => by_celex(text, wake.start),
        "eli/" | "/eli/" => by_eli(text, wake.clone()),
        "pbeu" | "pbeg" | "pb " => journal(text, wake.clone()),
        "(eu)" | "(eg)" | "(eeg)" => marked(text, wake.start),
        "/eg" | "/eeg" => suffixed(text, wake.clone()),
        _ => proposal(text, wake.start),
    };
    match found {
        Some(mention) => {
            let end = mention.span.end;
            mentions.push(mention);
            end
        }
        None => wake.end,
    }
}

/// Numbers of acts in the table that someone typed without a word: `2016/679`.
pub(super) fn asked(text: &str, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while let Some(digit) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + digit;
        let mut cursor = Cursor::new(text, start);
        let free = !cursor.before().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'));
        match number(&mut cursor) {
            Some(number) if free => {
                if let Some(law) = known(&number) {
                    mentions.push(mention(
                        start..number.end,
                        law.id.unwrap_or_default(),
                        Confidence::Cue,
                        "eu/known-number",
                    ));
                }
                at = number.end;
            }
            _ => {
                at = start
                    + text.get(start..).map_or(1, |rest| rest.bytes().take_while(u8::is_ascii_digit).count())
            }
        }
    }
    // `com 2020 823`
    let mut cursor = Cursor::new(text, 0);
    for series in ["com", "join", "swd"] {
        if cursor.word(series) && cursor.space() {
            if let (Some(year), true, Some(number)) =
                (cursor.digits(4, 4), cursor.space(), cursor.digits(1, 4))
            {
                mentions.push(other(
                    cursor.since(0),
                    format!("{series}:{year}:{}", trimmed(number)),
                    Confidence::Cue,
                    "eu/proposal",
                ));
            }
            return;
        }
    }
}

/// The number of an act that stands in parentheses behind its name: `AVG (2016/679)`.
pub(super) fn behind_name(text: &str, name: &Mention) -> Option<Mention> {
    let law = name.act.known().filter(|law| law.kind == Kind::EuAct)?;
    let mut cursor = Cursor::new(text, name.span.end);
    cursor.space();
    cursor.literal("(");
    let start = cursor.at();
    union_mark(&mut cursor);
    let number = number(&mut cursor)?;
    let known = known(&number).filter(|known| known.id == law.id)?;
    Some(mention(start..number.end, known.id?, Confidence::Cue, "eu/known-number"))
}

/// The letter a kind of act has in CELEX.
fn letter(word: &str) -> Option<char> {
    let ends = |endings: [&str; 2]| endings.iter().any(|ending| word.ends_with(ending));
    Some(match word {
        "kaderbesluit" | "kaderbesluiten" => 'F',
        "aanbeveling" => 'H',
        "besluit" | "besluiten" | "uitvoeringsbesluit" | "beschikking" | "decision" => 'D',
        _ if ends(["richtlijn", "richtlijnen"]) || ends(["directive", "directives"]) => 'L',
        _ if ends(["verordening", "verordeningen"]) || ends(["regulation", "regulations"]) => 'R',
        _ => return None,
    })
}

fn compound_start(text: &str, at: usize) -> usize {
    let mut start = at;
    for c in text.get(..at).unwrap_or_default().chars().rev().take(40) {
        if !(c.is_alphabetic() || c == '-') {
            break;
        }
        start -= c.len_utf8();
    }
    start
}

/// `Gedelegeerde Verordening`, `Implementing Regulation` are one name.
fn with_delegated(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    ["Gedelegeerde ", "gedelegeerde ", "Delegated ", "Implementing ", "Framework "]
        .iter()
        .find(|word| before.ends_with(**word))
        .map_or(start, |word| start - word.len())
}

/// Goes past `(EU) `, `(EG) `, `(EU, Euratom) `, `EU `. Says whether one stood here.
fn union_mark(cursor: &mut Cursor<'_>) -> bool {
    let start = *cursor;
    let open = cursor.literal("(");
    let treaties = ["eeg", "eec", "eu", "eg", "ec", "euratom", "gbvb"];
    if cursor.one_of(&treaties).is_none() {
        *cursor = start;
        return false;
    }
    if cursor.literal(", ") {
        cursor.one_of(&treaties);
    }
    if open && !cursor.literal(")") || !(cursor.space() || open) {
        *cursor = start;
        return false;
    }
    true
}

/// Whether the mark that ends here is that of the Communities: `(EG)`.
fn is_community(text: &str, end: usize) -> bool {
    let mark = text.get(..end).unwrap_or_default().trim_end_matches([' ', ')']);
    [["EG", "EEG"], ["EC", "EEC"]].iter().flatten().any(|community| mark.ends_with(community))
}

/// Goes past `nr. `. Says whether it stood here.
pub(super) fn number_mark(cursor: &mut Cursor<'_>) -> bool {
    let start = *cursor;
    if cursor.one_of(&["nr", "nummer", "no"]).is_some() {
        cursor.literal(".");
        cursor.space();
        return true;
    }
    *cursor = start;
    false
}

fn number<'v>(cursor: &mut Cursor<'v>) -> Option<Number<'v>> {
    let start = *cursor;
    let parsed = (|| {
        let first = cursor.digits(1, 4)?;
        cursor.literal("/").then_some(())?;
        let second = cursor.digits(1, 4)?;
        let mut suffix = None;
        let before = *cursor;
        if cursor.literal("/") {
            suffix = cursor
                .one_of(&["eg", "eeg", "eu", "ec", "eec", "jbz", "jha", "gbvb", "cfsp", "egks", "euratom"]);
            if suffix.is_none() {
                *cursor = before;
            }
        }
        let further = cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == '/');
        (!further).then_some(Number { first, second, suffix, end: cursor.at() })
    })();
    if parsed.is_none() {
        *cursor = start;
    }
    parsed
}

/// Whether a number without any mark of the Union can be one: no parliamentary year, no day and month.
fn plausible(number: &Number<'_>, national: bool) -> bool {
    let year = number.first.len() == 4 && matches!(&number.first[..2], "19" | "20");
    let following =
        number.second.len() == 2 || number.second.len() == 4 && matches!(&number.second[..2], "19" | "20");
    !national && (known(number).is_some() || year && !following)
}

/// The CELEX number.
fn celex(letter: char, number: &Number<'_>, numbered: bool) -> Option<String> {
    let full = |year: &str| -> Option<u16> {
        match (year.len(), year.parse::<u16>().ok()?) {
            (4, year @ 1951..=2049) => Some(year),
            (2, year @ 51..=99) => Some(1900 + year),
            _ => None,
        }
    };
    let by_year = |year: &str, number: &str| Some((full(year)?, number.parse::<u16>().ok()?));
    let year_first = by_year(number.first, number.second).filter(|(year, _)| {
        letter != 'R' || number.suffix.is_some() || *year >= 2015 && !(numbered && late(number.second))
    });
    // Decisions were numbered year first, too, but some of the Parliament and the Council were not:
    // `Besluit nr. 1313/2013/EU`.
    let number_first = by_year(number.second, number.first).filter(|(year, _)| *year < 2015);
    let chosen = match letter {
        'R' => year_first.or(number_first),
        'D' if numbered => number_first.or(by_year(number.first, number.second)),
        _ => by_year(number.first, number.second).or(number_first),
    };
    let (year, of) = chosen?;
    (of > 0).then(|| format!("3{year}{letter}{of:04}"))
}

/// Whether this is a year in which regulations still were numbered number/year.
fn late(year: &str) -> bool {
    year.len() == 4 && year.parse::<u16>().is_ok_and(|year| (1951..2015).contains(&year))
}

/// The act of the table that has this number, whatever its kind.
fn known(number: &Number<'_>) -> Option<&'static table::Law> {
    ['R', 'L'].into_iter().find_map(|letter| {
        let celex = celex(letter, number, false)?;
        table::by_key(&format!("celex:{celex}"))
    })
}

/// The number that stands a few words behind its cue: `de richtlijn cyberbeveiliging (2022/2555)`.
fn number_nearby(text: &str, from: usize) -> Option<(Number<'_>, bool)> {
    let mut cursor = Cursor::new(text, from);
    for _ in 0..=WORDS_BETWEEN {
        if !cursor.space() {
            return None;
        }
        cursor.literal("(");
        let union = union_mark(&mut cursor);
        let numbered = number_mark(&mut cursor);
        if let Some(number) = number(&mut cursor) {
            let sure = union
                || number.suffix.is_some()
                || known(&number).is_some()
                || number.second.len() > 2 && plausible(&number, false);
            return sure.then_some((number, numbered));
        }
        cursor.while_is(|c| c.is_alphabetic() || c == '-' || c == '\'')?;
    }
    None
}

/// `(EU) 2022/2555` without a word: only a number of the table says which kind it is.
fn marked(text: &str, start: usize) -> Option<Mention> {
    let mut cursor = Cursor::new(text, start);
    union_mark(&mut cursor).then_some(())?;
    number_mark(&mut cursor);
    let number = number(&mut cursor)?;
    let law = known(&number)?;
    Some(mention(start..number.end, law.id?, Confidence::Cue, "eu/known-number"))
}

/// `95/46/EG` without a word. Acts numbered so are directives far more often than anything else.
fn suffixed(text: &str, wake: Range<usize>) -> Option<Mention> {
    let before = text.get(..wake.start)?;
    let start = wake.start
        - before.bytes().rev().take_while(|byte| byte.is_ascii_digit() || *byte == b'/').take(9).count();
    let mut cursor = Cursor::new(text, start);
    if cursor.before().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-')) {
        return None;
    }
    let number = number(&mut cursor).filter(|number| number.suffix.is_some())?;
    Some(mention(start..number.end, &celex('L', &number, false)?, Confidence::Bare, "eu/suffix"))
}

/// The mention of an act by its CELEX number.
pub(super) fn mention(
    span: Range<usize>,
    celex: &str,
    confidence: Confidence,
    rule: &'static str,
) -> Mention {
    let act = match table::by_key(&format!("celex:{celex}")) {
        Some(law) => Act::Known(law),
        None => Act::Union(format!("celex:{celex}").into()),
    };
    Mention { span, cue: None, act, standing: Standing::Alone, confidence, rule }
}
