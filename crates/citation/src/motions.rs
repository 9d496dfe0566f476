//! Motions and amendments, by the names of those who signed them.
//!
//! Answerable for the words `motie` and `amendement` and how names stand behind them, and for keys that are
//! the same in whatever order the names stand. A motion without a name (`de motie op stuk nr. 14`, `motie van
//! wantrouwen`) is none here: its number is another family's. Knows nothing of that number either; `link`
//! brings the two together.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::names::{self, Join, Manner, Person};
use crate::view::View;

/// The words for the thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Noun {
    pub(crate) kind: Kind,
    pub(crate) plural: bool,
}

/// Finds the motions or amendments named behind a noun; returns where the last of them ends.
pub(crate) fn behind(
    view: &View,
    mode: Mode,
    place: &Range<usize>,
    noun: Noun,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let mut cursor = Cursor::new(&view.text, place.end);
    let named = signatories(&mut cursor, noun, mode)?;
    let mut group: Vec<&Person> = Vec::new();
    let mut start = named.start.unwrap_or(place.start);
    // The others of a list have the noun of the first.
    let mut cue = Some(place.clone());
    for person in &named.people {
        if !group.is_empty() && named.begins_another(person, noun) {
            found.push(motion(view, &group, start, cue.take(), noun.kind, mode, named.cued));
            group.clear();
            start = person.start;
        }
        group.push(person);
    }
    if !group.is_empty() {
        found.push(motion(view, &group, start, cue, noun.kind, mode, named.cued));
    }
    // With the party behind the last name, which is no member's mention of its own.
    named.people.last().map(|last| last.end)
}

/// The people behind one noun.
struct Signatories {
    people: Vec<Person>,
    /// `van het lid` stands before them.
    cued: bool,
    /// Where the mention begins, when a number stands between the noun and the names: that number is a
    /// mention of its own.
    start: Option<usize>,
}

impl Signatories {
    /// Whether a motion of its own begins with this person.
    ///
    /// `de motie Segers en Van Raak` is one motion of two people, `de moties Segers en Van Raak` are two
    /// motions. Behind `van de leden` those people signed together, however many motions it were, unless
    /// `c.s.` behind one of them says that each has others beside him. A slash always joins.
    fn begins_another(&self, person: &Person, noun: Noun) -> bool {
        let apart = || !self.cued || self.people.iter().rev().skip(1).any(|person| person.others.is_some());
        match person.join {
            Join::Other => true,
            Join::Own => noun.plural,
            Join::And => noun.plural && apart(),
            Join::First | Join::Slash | Join::Loose => false,
        }
    }
}

/// Goes past the names behind the noun and what stands between.
fn signatories(cursor: &mut Cursor<'_>, noun: Noun, mode: Mode) -> Option<Signatories> {
    let mut start = None;
    if cursor.literal("-") {
        // `motie-Segers`
    } else if mode == Mode::Asked && cursor.literal(":") {
        cursor.space();
    } else if !cursor.space() {
        return None;
    }
    let mut cue = names::cue(cursor);
    if cue.is_none() {
        let mut behind = *cursor;
        if number(&mut behind) {
            start = Some(behind.at());
            cue = Some(names::cue(&mut behind).filter(|cue| cue.of)?);
            *cursor = behind;
        }
    }
    let cued = cue.is_some();
    let people = match mode {
        Mode::Asked => names::asked(cursor, cued),
        Mode::Document => {
            let several = cue.is_some_and(|cue| cue.several) || (noun.plural && cued);
            names::people(cursor, Manner { mode, cued }, several, noun.plural)
        }
    };
    (!people.is_empty()).then_some(Signatories { people, cued, start })
}

/// Goes past a number or a remark between the noun and `van het lid`: `op stuk nr. 14`, `(Kamerstuk 26 643,
/// nr. 150)`, `(gewijzigd/nader)`, and the blank behind it.
fn number(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    if here.literal("(") {
        if !here.past(')', names::LONGEST_NUMBER) {
            return false;
        }
        here.literal(",");
    } else {
        let words = ["op", "stuk", "nr", "nrs", "nummer", "kamerstuk", "kamerstukken", "ii", "i", "met"];
        let mut some = false;
        for _ in 0..10 {
            let mut next = here;
            let number = next.while_is(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')).is_some();
            if !number && next.one_of(&words).is_none() {
                break;
            }
            next.literal(".");
            next.literal(",");
            if next.peek() != Some(' ') {
                break;
            }
            some |= number;
            here = next;
            here.space();
        }
        *cursor = here;
        return some;
    }
    let found = here.space();
    if found {
        *cursor = here;
    }
    found
}

fn motion(
    view: &View,
    group: &[&Person],
    start: usize,
    cue: Option<Range<usize>>,
    kind: Kind,
    mode: Mode,
    cued: bool,
) -> Found {
    let prefix = if kind == Kind::Motion { "motie" } else { "amendement" };
    let mut slugs: Vec<&str> = group.iter().map(|person| person.name.slug.as_str()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    let key = format!("{prefix}:{}", slugs.join("+"));
    let mut also = Vec::new();
    match mode {
        Mode::Document => {
            also.extend(slugs.iter().map(|slug| format!("{prefix}:{slug}")));
            also.extend(slugs.iter().map(|slug| format!("lid:{slug}")));
        }
        // What was asked is to be narrowed by its names, not widened: only other readings of the same words.
        Mode::Asked => {
            for (first, second) in group.iter().filter_map(|person| person.halves.as_ref()) {
                let (least, most) = if first <= second { (first, second) } else { (second, first) };
                also.push(format!("{prefix}:{least}+{most}"));
                also.push(format!("{prefix}:{first}"));
            }
        }
    }
    also.sort();
    also.dedup();
    also.retain(|other| *other != key);
    let end = group.last().map_or(start, |last| last.name_end());
    Citation {
        kind,
        key,
        span: start..end,
        confidence: Confidence::Cue,
        rule: match (kind, cued) {
            (Kind::Motion, false) => "motion/name",
            (Kind::Motion, true) => "motion/member",
            (_, false) => "amendment/name",
            (_, true) => "amendment/member",
        },
        cue,
        also,
        details: names::details(view, group),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
