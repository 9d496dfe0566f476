//! The things that are known by people's names, and the people themselves, in one reading of a text.
//!
//! Answerable for the words at which the rules of [`motions`] and [`people`] wake, and for leaving to a motion
//! the people who signed it. Knows nothing of what stands behind those words.

use std::sync::LazyLock;

use crate::citation::{Found, Kind, Mode};
use crate::motions::{self, Noun};
use crate::people::{self, Word};
use crate::triggers::Triggers;
use crate::view::View;

#[derive(Clone, Copy)]
enum Trigger {
    Signed(Noun),
    Person(Word, bool),
}

static WORDS: LazyLock<Triggers<Trigger>> = LazyLock::new(|| {
    let motion = |plural| Trigger::Signed(Noun { kind: Kind::Motion, plural });
    let amendment = |plural| Trigger::Signed(Noun { kind: Kind::Amendment, plural });
    let person = Trigger::Person;
    Triggers::new([
        ("motie", motion(false)),
        ("moties", motion(true)),
        ("amendement", amendment(false)),
        ("amendementen", amendment(true)),
        ("subamendement", amendment(false)),
        ("subamendementen", amendment(true)),
        ("sub-amendement", amendment(false)),
        ("sub-amendementen", amendment(true)),
        ("lid", person(Word::Member, false)),
        ("leden", person(Word::Member, true)),
        ("kamerlid", person(Word::OfParliament, false)),
        ("kamerleden", person(Word::OfParliament, true)),
        ("mevrouw", person(Word::Address, false)),
        ("mevr.", person(Word::Address, false)),
        ("mw.", person(Word::Address, false)),
        ("de heer", person(Word::Address, false)),
        ("de heren", person(Word::Address, true)),
        ("dhr.", person(Word::Address, false)),
        ("minister", person(Word::Minister, false)),
        ("ministers", person(Word::Minister, true)),
        ("minister-president", person(Word::Minister, false)),
        ("minister president", person(Word::Minister, false)),
        ("vicepremier", person(Word::Minister, false)),
        ("vice-premier", person(Word::Minister, false)),
        ("premier", person(Word::Minister, false)),
        ("staatssecretaris", person(Word::Minister, false)),
        ("staatssecretarissen", person(Word::Minister, true)),
        ("bewindspersoon", person(Word::Minister, false)),
        ("bewindspersonen", person(Word::Minister, true)),
        ("bewindslieden", person(Word::Minister, true)),
    ])
});

/// Finds motions, amendments, members and ministers.
pub(crate) fn find(view: &View, mode: Mode, found: &mut Vec<Found>) {
    let mut taken = 0;
    for (place, trigger) in WORDS.in_view(view) {
        if place.start < taken {
            continue;
        }
        match trigger {
            Trigger::Signed(noun) => {
                taken = motions::behind(view, mode, &place, noun, found).unwrap_or(taken);
            }
            Trigger::Person(word, several) => people::behind(view, mode, place, word, several, found),
        }
    }
}
