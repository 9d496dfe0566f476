//! Several people in a row.
//!
//! Answerable for how names are joined (`,`, `en`, `/`), for the party and the `c.s.` behind a name, and for
//! cutting what was typed without any of these into names. Knows nothing of what the people did.

use std::ops::Range;

use super::{Manner, Name, name, spaced};
use crate::citation::{Detail, Mode};
use crate::cursor::Cursor;
use crate::parties;
use crate::view::View;

/// A person in a list.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: Name,
    /// Where his own part of the list begins, with a cue of his own: `van het lid Kuiken`.
    pub(crate) start: usize,
    pub(crate) party: Option<Range<usize>>,
    /// `c.s.` behind the name.
    pub(crate) others: Option<Range<usize>>,
    /// What stands between this name and the one before.
    pub(crate) join: Join,
    /// Where the name and what belongs to it ends, its party among that.
    pub(crate) end: usize,
    /// Of two words typed without a hyphen: they may also be two people, or a person and a subject.
    pub(crate) halves: Option<(String, String)>,
}

impl Person {
    /// Where the name ends, with `c.s.` but without the party.
    pub(crate) fn name_end(&self) -> usize {
        self.others.as_ref().map_or(self.name.span.end, |others| others.end)
    }
}

/// What joins a name to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    First,
    /// `Van der Staaij/Segers`
    Slash,
    /// `Van Raak en Heijnen`, `Van Raak, Heijnen en …`
    And,
    /// `van het lid Segers en van het lid Kuiken`
    Own,
    /// `… en die van het lid Kuiken`, or a number stands between.
    Other,
    /// Typed side by side.
    Loose,
}

/// More people than ever signed one motion; a bound on what one cue can cost.
const MOST: usize = 40;

/// Goes past the names that begin here. A name after a comma counts when `en` or `c.s.` ends the list, or
/// when a cue announced several people: `de motie Segers, Rutte vond` names one.
///
/// With `numbered` each may have a number of his own behind him: `Segers (26 643, nr. 150) en Kuiken`.
pub(crate) fn people(cursor: &mut Cursor<'_>, manner: Manner, several: bool, numbered: bool) -> Vec<Person> {
    let mut here = *cursor;
    let mut people: Vec<Person> = Vec::new();
    let mut sure = 0;
    let mut join = Join::First;
    let mut comma = false;
    let mut manner = manner;
    let mut start = None;
    while people.len() < MOST {
        let Some(next) = person(&mut here, manner, join) else {
            break;
        };
        let others = next.others.is_some();
        people.push(Person { start: start.unwrap_or(next.start), ..next });
        if !comma || several || others {
            sure = people.len();
            *cursor = here;
        }
        let number = numbered && number(&mut here);
        let Some(joined) = joint(&mut here) else {
            break;
        };
        comma = joined.comma;
        join = if number { Join::Other } else { joined.join };
        start = joined.cue;
        manner.cued |= start.is_some();
    }
    people.truncate(sure);
    people
}

fn person(cursor: &mut Cursor<'_>, manner: Manner, join: Join) -> Option<Person> {
    let name = name(cursor, manner)?;
    let mut party = parties::in_parentheses(cursor);
    let others = and_others(cursor);
    if party.is_none() {
        party = parties::in_parentheses(cursor);
    }
    let start = name.span.start;
    Some(Person { name, start, party, others, join, end: cursor.at(), halves: None })
}

/// Goes past a number in parentheses.
fn number(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    here.space();
    let start = here.at();
    let found = here.literal("(")
        && here.past(')', LONGEST_NUMBER)
        && here.since(start).any(|at| here.text().as_bytes().get(at).is_some_and(u8::is_ascii_digit));
    if found {
        *cursor = here;
    }
    found
}

/// Longer than any full citation of a paper.
pub(crate) const LONGEST_NUMBER: usize = 90;

/// Goes past `c.s.` and its like.
fn and_others(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut here = *cursor;
    here.character(&[',']);
    if !here.space() {
        return None;
    }
    let start = here.at();
    if here.any_case("c.s") || here.any_case("e.a") {
        here.literal(".");
    } else if here.any_case("c. s.") || here.word("cum suis") {
    } else if here.word("cs") {
        here.literal(".");
    } else {
        return None;
    }
    if !here.ends_word() {
        return None;
    }
    *cursor = here;
    Some(start..here.at())
}

struct Joint {
    join: Join,
    comma: bool,
    /// Where the cue of the second name begins, when it has one.
    cue: Option<usize>,
}

/// Goes past what joins two names, with a cue of the second.
fn joint(cursor: &mut Cursor<'_>) -> Option<Joint> {
    let mut here = *cursor;
    let mut joint = Joint { join: Join::And, comma: false, cue: None };
    let mut slash = here;
    slash.space();
    if slash.literal("/") {
        slash.space();
        *cursor = slash;
        joint.join = Join::Slash;
        return Some(joint);
    }
    let comma = here.literal(",");
    if !here.space() {
        return None;
    }
    let and = here.word("en") || here.literal("&") || here.word("alsmede");
    if !(and && here.space() || comma && !and) {
        return None;
    }
    joint.comma = !and;
    let other = here.word("die") && here.space();
    let at = here.at();
    let mut own = here;
    if let Some(cue) = cue(&mut own) {
        here = own;
        joint.cue = Some(at);
        joint.join = match (other, cue.of) {
            (true, _) => Join::Other,
            (false, true) => Join::Own,
            _ => Join::And,
        };
    } else if other {
        return None;
    }
    *cursor = here;
    Some(joint)
}

/// The words before a name that say whose it is.
pub(crate) struct Cue {
    /// Begins with `van`.
    pub(crate) of: bool,
    /// `leden`
    pub(crate) several: bool,
}

/// Goes past `van het lid`, `van de leden`, `van mevrouw`, `het SP-Kamerlid` and the blank after it.
pub(crate) fn cue(cursor: &mut Cursor<'_>) -> Option<Cue> {
    let mut here = *cursor;
    let of = spaced(&mut here, "van") && here.space();
    for word in ["de", "het", "beide"] {
        if spaced(&mut here, word) && !here.space() {
            return None;
        }
    }
    let before = ["toenmalige", "toenmalig", "voormalige", "voormalig", "vroegere", "nieuwe"];
    if here.one_of(&before).is_some() && !here.space() {
        return None;
    }
    let mut own = here;
    if parties::party(&mut own).is_some() && own.literal("-") {
        here = own;
    }
    here.any_case("oud-");
    if here.one_of(&["Tweede", "Eerste"]).is_some() && !here.space() && !here.literal("-") {
        return None;
    }
    let one = ["lid", "kamerlid", "senator", "mevrouw", "mevr", "mw", "heer", "dhr", "collega", "dame"];
    let more = ["leden", "kamerleden", "senatoren", "heren", "dames", "collega's", "mevrouwen"];
    let several = if one.iter().any(|word| spaced(&mut here, word)) {
        false
    } else if more.iter().any(|word| spaced(&mut here, word)) {
        true
    } else {
        return None;
    };
    here.literal(".");
    if !here.space() {
        return None;
    }
    *cursor = here;
    Some(Cue { of, several })
}

/// Goes past the names someone typed.
///
/// Names that are joined are read as [`people`] reads them. Side by side, a tussenvoegsel begins a new name
/// (`van raak van der staaij`); one word behind a name that has a tussenvoegsel, at the end of the box, is a
/// name too (`van raak heijnen`); two plain words that are all there is are one double name (`hennis
/// plasschaert`), with its halves for those who look it up. Of more plain words only the first is a name:
/// what follows is what the motion is about (`gesthuizen internet veiligheid`).
pub(crate) fn asked(cursor: &mut Cursor<'_>, cued: bool) -> Vec<Person> {
    let manner = Manner { mode: Mode::Asked, cued };
    let mut people: Vec<Person> = Vec::new();
    let mut join = Join::First;
    while people.len() < MOST {
        let mut here = *cursor;
        let start = here.at();
        let Some(mut next) = person(&mut here, manner, join) else {
            break;
        };
        let typed = cursor.text().get(start..next.name.span.end).unwrap_or_default();
        let bare = !typed.contains(' ');
        if join == Join::Loose && bare && (typed.contains('-') || !may_follow(&people, here)) {
            break;
        }
        let capital = |typed: &str| typed.contains(char::is_uppercase);
        if join == Join::Loose
            && let Some(last) = people.last_mut()
        {
            let before = cursor.text().get(last.name.span.clone()).unwrap_or_default();
            if capital(before) && !capital(typed) {
                break;
            }
            if bare && !before.contains(' ') {
                let slug = format!("{}-{}", last.name.slug, next.name.slug);
                last.halves = Some((std::mem::replace(&mut last.name.slug, slug), next.name.slug));
                last.name.span.end = next.name.span.end;
                (last.party, last.others, last.end) = (next.party, next.others, next.end);
                *cursor = here;
                break;
            }
        }
        next.join = join;
        people.push(next);
        *cursor = here;
        if here.character(&['+']).is_some() {
            join = Join::Slash;
        } else if let Some(joined) = joint(&mut here) {
            join = joined.join;
        } else if here.space() {
            join = Join::Loose;
        } else {
            break;
        }
        // Only a name that follows makes it part of the list.
        let mut ahead = here;
        if name(&mut ahead, manner).is_none() {
            break;
        }
        *cursor = here;
    }
    // A blank or a joint that no name followed.
    if let Some(last) = people.last() {
        *cursor = Cursor::new(cursor.text(), last.end);
    }
    people
}

/// Whether a plain word that stands loose behind these can be a name too; `after` is the place behind it.
fn may_follow(people: &[Person], after: Cursor<'_>) -> bool {
    let Some(last) = people.last() else {
        return true;
    };
    let text = after.text();
    let typed = text.get(last.name.span.clone()).unwrap_or_default();
    let ends = after.rest().trim_end().is_empty()
        || after.rest().starts_with([' ', '(']) && {
            let mut party = after;
            party.space();
            parties::party(&mut party).is_some()
        };
    let loose = people.iter().all(|person| matches!(person.join, Join::First | Join::Loose));
    ends && loose && (typed.contains(' ') || people.len() == 1 && !typed.contains('-'))
}

/// What a mention says of these people beside their names.
pub(crate) fn details(view: &View, people: &[&Person]) -> Vec<(Detail, String)> {
    let mut details = Vec::new();
    for person in people {
        let said = [
            (Detail::Initials, &person.name.initials),
            (Detail::Party, &person.party),
            (Detail::AndOthers, &person.others),
        ];
        for (detail, range) in said {
            if let Some(text) = range.clone().and_then(|range| view.text.get(range)) {
                details.push((detail, text.to_owned()));
            }
        }
    }
    details
}
