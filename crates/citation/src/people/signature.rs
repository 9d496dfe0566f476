//! Where a minister signs: the office, and then a name.
//!
//! Answerable for `De Minister van Veiligheid en Justitie, I.W. Opstelten` and for the field in parentheses
//! behind a name. Knows nothing of names beyond where to look for one.

use std::ops::Range;

use crate::citation::Mode;
use crate::cursor::Cursor;
use crate::names::{self, Join, Manner, Person};
use crate::parties;

/// Longer than the office of any minister.
const LONGEST_OFFICE: usize = 200;

/// A person below his office.
pub(super) struct Signed {
    pub(super) person: Person,
    pub(super) role: String,
    /// The name with its titles.
    pub(super) span: Range<usize>,
}

/// Reads `van Veiligheid en Justitie, I.W. Opstelten` behind the word for the office at `office`.
///
/// In running text the name needs initials; alone in the next paragraph it does not.
pub(super) fn signed(behind: Cursor<'_>, office: &Range<usize>) -> Option<Signed> {
    let text = behind.text();
    // Who signs for a minister is none: `Namens de Minister van Defensie, J. Jansen`.
    let before = text.get(..office.start).unwrap_or_default();
    if before.ends_with("amens de ") && !before.ends_with("ede namens de ") {
        return None;
    }
    let mut here = behind;
    // `Minister-President, Minister van Algemene Zaken,`: the second office is read at its own word.
    if here.space() {
        here.one_of(&["van", "voor"])?;
        if !here.space() {
            return None;
        }
    }
    while here.at() - behind.at() < LONGEST_OFFICE {
        if let Some(signed) = name_below(here, office, text) {
            return Some(signed);
        }
        // On to the next word: of an office all are capitalised but the small ones.
        here.literal(",");
        if !here.space() && here.at() > behind.at() && here.before() != Some(' ') {
            return None;
        }
        let word = here.while_is(|c| c.is_alphabetic() || matches!(c, '-' | '\''))?;
        let small =
            ["en", "van", "voor", "de", "het", "der", "den", "in", "met", "zonder", "minister", "tevens"];
        if !word.starts_with(char::is_uppercase) && !small.contains(&word) {
            return None;
        }
    }
    None
}

/// The name behind a comma or in the next paragraph.
fn name_below(mut here: Cursor<'_>, office: &Range<usize>, text: &str) -> Option<Signed> {
    let role = text.get(office.start..here.at())?.to_owned();
    let comma = here.literal(",");
    let paragraph = here.literal("\n");
    if !(paragraph || comma && here.space()) {
        return None;
    }
    let start = here.at();
    let manner = Manner { mode: Mode::Document, cued: false };
    let name = names::name(&mut here, manner)?;
    let alone = paragraph && comma && matches!(here.peek(), None | Some('\n'));
    if name.initials.is_none() && !alone {
        return None;
    }
    let span = start..here.at();
    let party = parties::in_parentheses(&mut here);
    let end = here.at();
    let person = Person { name, start, party, others: None, join: Join::First, end, halves: None };
    Some(Signed { person, role, span })
}

/// Goes past the field of a minister in parentheses: `(Justitie en Veiligheid)`. Returns the range of its name.
pub(super) fn portfolio_in_parentheses(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut here = *cursor;
    here.space();
    if !here.literal("(") {
        return None;
    }
    let start = here.at();
    let first = here.while_is(|c| c.is_alphabetic() || c == '&')?;
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let short = capitals > 1 && first.len() <= 6 && here.peek() == Some(')');
    if !short && !names::is_portfolio(first) {
        return None;
    }
    let length =
        here.rest().bytes().take(LONGEST_OFFICE).position(|byte| matches!(byte, b'(' | b')' | b'\n'))?;
    here = Cursor::new(here.text(), here.at() + length);
    let field = here.since(start);
    if !here.literal(")") {
        return None;
    }
    *cursor = here;
    Some(field)
}
