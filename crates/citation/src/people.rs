//! Members of parliament, ministers and state secretaries.
//!
//! Answerable for the words behind which such a person stands (`het lid`, `Kamerlid`, `mevrouw`, `Minister`)
//! and for the end of a letter where they sign. The office alone (`de Minister van Justitie en Veiligheid`) is
//! no person. Knows nothing of who held which office.

mod signature;

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::names::{self, Manner, Person};
use crate::parties;
use crate::view::View;

/// The words behind which a person stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// `lid`, which is also part of an article or a committee: what stands before it decides.
    Member,
    /// `Kamerlid`
    OfParliament,
    /// `mevrouw`, whom only a party makes a member.
    Address,
    /// `Minister`
    Minister,
}

/// Finds the people named behind a word, `several` when it is a plural.
pub(crate) fn behind(
    view: &View,
    mode: Mode,
    place: Range<usize>,
    word: Word,
    several: bool,
    found: &mut Vec<Found>,
) {
    let mut cursor = Cursor::new(&view.text, place.end);
    if word == Word::Minister {
        let signed = (mode == Mode::Document).then(|| signature::signed(cursor, &place)).flatten();
        if let Some(signed) = signed {
            let rule = "minister/signature";
            found.push(minister(view, signed.person, signed.role, signed.span, rule));
        } else if cursor.space() && (mode == Mode::Asked || !cursor.rest().starts_with("van ")) {
            ministers(view, mode, place, several, cursor, found);
        }
    } else if (word != Word::Member || is_member(view, &place, mode)) && cursor.space() {
        members(view, mode, place, word, several, cursor, found);
    }
}

fn members(
    view: &View,
    mode: Mode,
    place: Range<usize>,
    word: Word,
    several: bool,
    mut cursor: Cursor<'_>,
    found: &mut Vec<Found>,
) {
    let people = named(&mut cursor, mode, word != Word::Address, several);
    // The party behind the last of several is that of all: `de heren Segers en Bruins (CU)`.
    if word == Word::Address && people.last().is_none_or(|person| person.party.is_none()) {
        return;
    }
    let before = party_before(view, &place);
    for (index, person) in people.iter().enumerate() {
        let start = if index == 0 { place.start } else { person.start };
        let mut details = names::details(view, &[person]);
        if person.party.is_none()
            && let Some(party) = before.clone().and_then(|party| view.text.get(party))
        {
            details.push((Detail::Party, party.to_owned()));
        }
        found.push(Citation {
            kind: Kind::Member,
            key: format!("lid:{}", person.name.slug),
            span: start..person.end,
            confidence: Confidence::Cue,
            rule: if word == Word::Address { "member/party" } else { "member/name" },
            cue: Some(place.clone()),
            also: readings("lid", person),
            details,
        });
    }
}

fn ministers<'v>(
    view: &'v View,
    mode: Mode,
    place: Range<usize>,
    several: bool,
    mut cursor: Cursor<'v>,
    found: &mut Vec<Found>,
) {
    let office = view.text.get(place.clone()).unwrap_or_default();
    let mut start = place.start;
    // The field behind a name ends the list it stands in: what follows is another one. More ministers than
    // a cabinet has are none.
    for _ in 0..20 {
        let people = named(&mut cursor, mode, false, several);
        let Some(last) = people.last().map(|last| last.end) else {
            break;
        };
        let mut behind = Cursor::new(&view.text, last);
        let field = signature::portfolio_in_parentheses(&mut behind).and_then(|range| view.text.get(range));
        let mut starts = people.iter().map(|person| person.start).skip(1).collect::<Vec<_>>().into_iter();
        for person in people {
            let (end, field) = if person.end == last { (behind.at(), field) } else { (person.end, None) };
            let role = field.map_or_else(|| office.to_owned(), |field| format!("{office} ({field})"));
            let span = start..end;
            start = starts.next().unwrap_or_else(|| next_start(&view.text, end));
            let mut minister = minister(view, person, role, span, "minister/name");
            minister.cue = Some(place.clone());
            found.push(minister);
        }
        if !several || field.is_none() || start == behind.at() {
            break;
        }
        cursor = Cursor::new(&view.text, start);
    }
}

/// Where the name behind a comma or `en` begins.
fn next_start(text: &str, at: usize) -> usize {
    let mut cursor = Cursor::new(text, at);
    cursor.separator();
    if cursor.word("en") {
        cursor.space();
    }
    cursor.at()
}

fn minister(view: &View, person: Person, role: String, span: Range<usize>, rule: &'static str) -> Found {
    let mut details = names::details(view, &[&person]);
    details.push((Detail::Role, role));
    Citation {
        kind: Kind::Minister,
        key: format!("bewindspersoon:{}", person.name.slug),
        span,
        confidence: Confidence::Cue,
        rule,
        cue: None,
        also: readings("bewindspersoon", &person),
        details,
    }
}

/// The names behind a word. Behind a word for one person the first only: `het lid Segers en Rutte` is a
/// sentence, not a list.
fn named(cursor: &mut Cursor<'_>, mode: Mode, cued: bool, several: bool) -> Vec<Person> {
    let mut people = match mode {
        Mode::Asked => names::asked(cursor, cued),
        Mode::Document => names::people(cursor, Manner { mode, cued }, several, false),
    };
    if !several {
        people.truncate(1);
    }
    people
}

/// Other names of the same person: without what may be a given name. Of two words typed side by side the
/// second may be no name at all.
fn readings(sort: &str, person: &Person) -> Vec<String> {
    let first = person.halves.as_ref().map(|(first, _)| first);
    person.name.without_first.iter().chain(first).map(|name| format!("{sort}:{name}")).collect()
}

/// Whether the word `lid` or `leden` is that of a member and not of an article or a committee.
fn is_member(view: &View, place: &Range<usize>, mode: Mode) -> bool {
    let before = view.text.get(..place.start).unwrap_or_default().trim_end_matches(' ');
    if mode == Mode::Asked {
        // `artikel 5 lid a`, `eerste lid wet`
        let last = before.rsplit(' ').next().unwrap_or_default();
        let article = last.ends_with("ste")
            || last.ends_with("de") && last != "de"
            || last.ends_with(|c: char| c.is_ascii_digit());
        return !article;
    }
    let start = before.char_indices().rev().take(14).take_while(|(_, c)| c.is_alphabetic()).last();
    let last = start.and_then(|(start, _)| before.get(start..)).unwrap_or_default();
    // A line of its own: `Lid Kathmann (GroenLinks-PvdA)`.
    if before.is_empty() || before.ends_with('\n') {
        return true;
    }
    const BEFORE: [&str; 16] = [
        "het",
        "de",
        "van",
        "door",
        "aan",
        "beide",
        "en",
        "oud",
        "toenmalig",
        "toenmalige",
        "voormalig",
        "voormalige",
        "namens",
        "geachte",
        "met",
        "collega",
    ];
    let dash = before.len() < place.start || !before.ends_with('-');
    (dash && BEFORE.iter().any(|word| word.eq_ignore_ascii_case(last))) || party_before(view, place).is_some()
}

/// The party in `SP-Kamerlid`.
fn party_before(view: &View, place: &Range<usize>) -> Option<Range<usize>> {
    let before = view.text.get(..place.start)?.strip_suffix('-')?;
    let start = before.char_indices().rev().take(24).take_while(|(_, c)| !matches!(c, ' ' | '\n')).last()?.0;
    let mut cursor = Cursor::new(before, start);
    cursor.character(&['(', '\'']);
    let start = cursor.at();
    parties::party(&mut cursor)?;
    while cursor.literal("-") {
        parties::party(&mut cursor)?;
    }
    cursor.rest().is_empty().then_some(start..before.len())
}

#[cfg(test)]
mod tests;
