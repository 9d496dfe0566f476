//! What stands behind `nr.`: numbers, letters, lists, ranges; and the pages behind `p.`.
//!
//! Answerable for the shared ways of numbering. Knows nothing of what is numbered.

use std::ops::Range;

use crate::citation::Mode;
use crate::cursor::Cursor;

/// A number and where it stands; a range is one of these with more than one key.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    /// `202`, `42e`, `AB`; of a range all of them.
    pub(crate) keys: Vec<String>,
    /// A correction, revision or annex: `h1`.
    pub(crate) annex: Option<String>,
    /// Where it stands, without the word before it.
    pub(crate) span: Range<usize>,
}

/// As many numbers as one range is written out to. A longer one stands for its two ends: it would fill the
/// index with things the text does not speak of.
const RANGE: u32 = 60;

/// Goes past `nr.`, `nrs`, `nummer` and the blank after it. Says whether it is the plural.
pub(crate) fn announcement(cursor: &mut Cursor<'_>) -> Option<bool> {
    let mut c = *cursor;
    c.separator();
    let plural = if c.any_case("nrs") || c.any_case("nummers") || c.any_case("nos") {
        true
    } else if c.any_case("nummer") || c.any_case("nr") || c.any_case("no") {
        false
    } else {
        return None;
    };
    // Letterspaced headings come out of files as `Nr .`.
    let mut stop = c;
    stop.space();
    if stop.literal(".") {
        c = stop;
    }
    if c.peek().is_some_and(char::is_alphabetic) {
        return None;
    }
    c.blanks();
    *cursor = c;
    Some(plural)
}

/// Whether `nr.` and something to number stand here.
pub(crate) fn is_announced(mut cursor: Cursor<'_>) -> bool {
    announcement(&mut cursor).is_some() && cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Goes past `nr.` and what it announces; nothing when it announces nothing.
pub(crate) fn announced(cursor: &mut Cursor<'_>, mode: Mode) -> Vec<Numbered> {
    let mut c = *cursor;
    let Some(plural) = announcement(&mut c) else {
        return Vec::new();
    };
    let numbers = list(&mut c, mode, plural);
    if !numbers.is_empty() {
        *cursor = c;
    }
    numbers
}

/// Goes past a list of numbers. In the plural commas join too, and what follows the last does not matter.
pub(crate) fn list(cursor: &mut Cursor<'_>, mode: Mode, plural: bool) -> Vec<Numbered> {
    let mut numbers = Vec::new();
    let Some(first) = range(cursor, mode) else {
        return numbers;
    };
    numbers.push(first);
    loop {
        let mut c = *cursor;
        let comma = c.rest().starts_with(',');
        if !joint(&mut c) || crate::numbered::dossier::stands_at(&c) {
            return numbers;
        }
        match range(&mut c, mode) {
            // `nr. 4 en 3 moties` and `nr. 4, 2012` are one number, `nr. 202, 203 en 204` are three.
            Some(next) if plural || (closes(c) && (!comma || joins(c))) => {
                numbers.push(next);
                *cursor = c;
            }
            _ => return numbers,
        }
    }
}

/// Goes past what joins the members of a list.
fn joint(c: &mut Cursor<'_>) -> bool {
    let mut next = *c;
    let comma = next.literal(",");
    let blank = next.space();
    let word = blank && next.one_of(&["en", "alsmede", "respectievelijk", "resp", "&"]).is_some() && {
        next.literal(".");
        next.space()
    };
    if word || comma {
        *c = next;
    }
    word || comma
}

/// Whether a list goes on here.
fn joins(mut c: Cursor<'_>) -> bool {
    joint(&mut c)
}

/// Goes past one number or a range of them.
fn range(cursor: &mut Cursor<'_>, mode: Mode) -> Option<Numbered> {
    let start = cursor.at();
    let first = one(cursor, mode)?;
    let annex = annex(cursor);
    let mut keys = vec![first];
    if annex.is_none() {
        let mut c = *cursor;
        if through(&mut c)
            && let Some(last) = c.digits(1, 4)
            && c.ends_number()
        {
            let begins: Option<u32> = keys.first().and_then(|first| first.parse().ok());
            if let (Some(begins), Ok(ends)) = (begins, last.parse::<u32>())
                && begins < ends
            {
                if ends - begins < RANGE {
                    keys.extend((begins + 1..=ends).map(|number| number.to_string()));
                } else {
                    keys.push(ends.to_string());
                }
                *cursor = c;
            }
        }
    }
    Some(Numbered { keys, annex, span: cursor.since(start) })
}

/// Goes past what stands between the ends of a range.
fn through(c: &mut Cursor<'_>) -> bool {
    let mut next = *c;
    next.space();
    let found = next.literal("-") || next.any_case("t/m") || next.any_case("tot en met");
    next.space();
    if found {
        *c = next;
    }
    found
}

/// Goes past one number: digits with at most one letter, or up to three capitals.
pub(crate) fn one(cursor: &mut Cursor<'_>, mode: Mode) -> Option<String> {
    let mut c = *cursor;
    let key = if let Some(digits) = c.digits(1, 5) {
        let mut letter = c;
        let part = letter.peek().filter(char::is_ascii_alphabetic);
        match part {
            Some(part) => {
                letter.character(&[part]);
                c = letter;
                format!("{digits}{}", part.to_ascii_lowercase())
            }
            None => digits.to_owned(),
        }
    } else {
        letters(&mut c, mode)?
    };
    if !c.ends_number() {
        return None;
    }
    *cursor = c;
    Some(key)
}

/// Goes past a paper's letters, in capitals but in a search box.
pub(crate) fn letters(cursor: &mut Cursor<'_>, mode: Mode) -> Option<String> {
    let mut c = *cursor;
    let most = if mode == Mode::Asked { 2 } else { 3 };
    let letters = c.run(most, |c| c.is_ascii_alphabetic())?;
    let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(capitals || mode == Mode::Asked) || !c.ends_number() {
        return None;
    }
    *cursor = c;
    Some(letters.to_ascii_uppercase())
}

/// Goes past the mark of a correction, revision or annex: `-h1`, `-n1`, `-b2`, `-v1`.
pub(crate) fn annex(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut c = *cursor;
    if !c.literal("-") {
        return None;
    }
    let kind = c.character(&['h', 'n', 'b', 'v', 'H', 'N', 'B', 'V'])?;
    let digits = c.digits(1, 3)?;
    if !c.ends_number() {
        return None;
    }
    *cursor = c;
    Some(format!("{}{digits}", kind.to_ascii_lowercase()))
}

/// Whether a clause ends here, so that a number before it counts nothing that follows.
pub(crate) fn closes(cursor: Cursor<'_>) -> bool {
    let mut c = cursor;
    match c.peek() {
        None | Some('\n' | ',' | ';' | ':' | ')' | ']' | '"' | '»' | '”' | '?' | '!') => true,
        Some('.') => {
            c.literal(".");
            !c.peek().is_some_and(|c| c.is_ascii_digit())
        }
        Some(' ') => {
            c.space();
            c.peek().is_none_or(|c| c == '(')
                || c.one_of(&["en", "p", "pp", "blz", "pag", "pagina", "ff"]).is_some()
        }
        Some(mark) => mark.is_numeric() && !mark.is_ascii_digit(),
    }
}

/// Goes past the pages and what announces them. Returns where the pages themselves stand.
pub(crate) fn pages(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut c = *cursor;
    c.separator();
    c.one_of(&["p", "pp", "blz", "pag", "pagina's", "pagina", "bladzijde"])?;
    c.literal(".");
    c.space();
    let start = c.at();
    c.digits(1, 6)?;
    loop {
        let mut next = c;
        let through = through(&mut next);
        let joined = through || joint(&mut next);
        if !joined || (!through && crate::numbered::dossier::stands_at(&next)) {
            break;
        }
        if next.digits(1, 6).is_none() || !next.ends_number() || !(through || closes(next)) {
            break;
        }
        c = next;
    }
    if !c.ends_number() {
        return None;
    }
    *cursor = c;
    Some(c.since(start))
}
