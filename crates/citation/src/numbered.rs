//! Everything that is found by its number.
//!
//! Answerable for waking the rules of these families: one search for all their words, one for digits. What
//! each word then means is the rules' own.

mod aanhangsel;
mod calendar;
mod case_law;
mod dossier;
mod gazette;
mod handelingen;
mod kamerstuk;
mod kenmerk;
mod numbers;
mod publication;
mod register;
mod session_year;
#[cfg(test)]
mod tests;
mod zaak;

use std::ops::Range;
use std::sync::LazyLock;

use crate::citation::{Citation, Found, Mode};
use crate::resolve::resolve;
use crate::triggers::Triggers;
use crate::view::View;

/// What a word wakes.
#[derive(Clone, Copy)]
enum Rule {
    Kamerstuk(kamerstuk::Cue),
    Publication(publication::Family),
    Aanhangsel,
    /// Only in a search box is this the appendix.
    AanhangselAsked,
    Aanhangselnummer,
    Kamervraag,
    Handelingen,
    Gazette(&'static str),
    Ecli {
        named: bool,
    },
    Ljn,
    Register(register::Register),
    Kenmerk,
    Session,
}

static WORDS: LazyLock<Triggers<Rule>> = LazyLock::new(|| {
    let single = [
        ("aanhangsel", Rule::Aanhangsel),
        ("aanh.", Rule::Aanhangsel),
        ("ah", Rule::AanhangselAsked),
        ("aanhangselnummer", Rule::Aanhangselnummer),
        ("kvr", Rule::Kamervraag),
        ("handelingen", Rule::Handelingen),
        ("hand.", Rule::Handelingen),
        ("ecli", Rule::Ecli { named: true }),
        ("nl:", Rule::Ecli { named: false }),
        ("ljn", Rule::Ljn),
        ("vergaderjaar", Rule::Session),
        ("vergaderjaren", Rule::Session),
        ("zitting", Rule::Session),
        ("zittingsjaar", Rule::Session),
        ("vj", Rule::Session),
        // Letterspaced heads come out of files like this.
        ("v ergaderjaar", Rule::Session),
    ];
    let words = single
        .into_iter()
        .chain(kamerstuk::WORDS.map(|(word, cue)| (word, Rule::Kamerstuk(cue))))
        .chain(publication::WORDS.map(|(word, family)| (word, Rule::Publication(family))))
        .chain(gazette::WORDS.map(|(word, name)| (word, Rule::Gazette(name))))
        .chain(register::WORDS.map(|(word, register)| (word, Rule::Register(register))))
        .chain(kenmerk::LABELS.map(|label| (label, Rule::Kenmerk)));
    Triggers::new(words)
});

/// Finds everything of these families.
pub(crate) fn find(view: &View, mode: Mode, found: &mut Vec<Found>) {
    let text = view.text.as_str();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (word, rule) in WORDS.in_view(view) {
        if word.start < end {
            continue;
        }
        let before = found.len();
        wake(text, mode, word, rule, found);
        for citation in found.get(before..).unwrap_or_default() {
            end = end.max(citation.span.end);
            taken.push(citation.span.clone());
        }
    }
    by_digits(view, mode, &mut taken, found);
    calendar::read_dates(text, found);
    if mode == Mode::Asked {
        kenmerk::asked(text, &taken, found);
    }
}

fn wake(text: &str, mode: Mode, word: Range<usize>, rule: Rule, found: &mut Vec<Found>) {
    match rule {
        Rule::Kamerstuk(cue) => kamerstuk::read(text, mode, word, cue, found),
        Rule::Publication(family) => publication::read(text, mode, word, family, found),
        Rule::AanhangselAsked if mode == Mode::Document => {}
        Rule::Aanhangsel | Rule::AanhangselAsked => aanhangsel::read(text, mode, word, found),
        Rule::Aanhangselnummer => aanhangsel::number(text, word, found),
        Rule::Kamervraag => zaak::question(text, word, found),
        Rule::Handelingen => handelingen::read(text, mode, word, found),
        Rule::Gazette(name) => gazette::read(text, mode, word, name, found),
        Rule::Ecli { named } => case_law::ecli(text, mode, word, named, found),
        Rule::Ljn => case_law::ljn(text, mode, word, found),
        Rule::Register(register) => register::read(text, word, register, found),
        Rule::Kenmerk => kenmerk::read(text, word, found),
        Rule::Session => {
            if text.get(word.clone()).is_some_and(|cue| calendar::announces(cue, mode)) {
                calendar::sessions(text, word, found);
            }
        }
    }
}

/// Looks at every number that no word has claimed and no letter stands before.
fn by_digits(view: &View, mode: Mode, taken: &mut Vec<Range<usize>>, found: &mut Vec<Found>) {
    let (text, bytes) = (view.text.as_str(), view.text.as_bytes());
    let claimed = taken.len();
    let mut claim = 0;
    let mut end = 0;
    for at in view.beginnings.iter().map(|at| *at as usize) {
        if at < end || !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        while taken[..claimed].get(claim).is_some_and(|claim| claim.end <= at) {
            claim += 1;
        }
        if let Some(range) = taken[..claimed].get(claim)
            && range.start <= at
        {
            end = range.end;
            continue;
        }
        let inside = text.get(..at).and_then(|before| before.chars().next_back());
        let read = match inside {
            Some(c) if c.is_alphabetic() => None,
            _ => kamerstuk::bare(text, mode, at, found).or_else(|| zaak::read(text, at, found)),
        };
        end = match read {
            Some(end) => {
                taken.push(at..end);
                end
            }
            None => at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        };
    }
}

/// Returns the identifiers that the name of a file holds: `kst-26643-202.txt`. Nothing but an identifier
/// counts there; the other digits of a name are days and counters.
pub fn of_file_name(name: &str) -> Vec<Citation> {
    let view = View::new(name);
    let mut found = Vec::new();
    for (word, rule) in WORDS.in_view(&view) {
        if matches!(rule, Rule::Publication(_) | Rule::Register(_) | Rule::Ecli { named: true }) {
            wake(&view.text, Mode::Document, word, rule, &mut found);
        }
    }
    let mut before = None;
    for (at, c) in view.text.char_indices() {
        if c.is_ascii_digit() && !before.is_some_and(char::is_alphanumeric) {
            zaak::read(&view.text, at, &mut found);
        }
        before = Some(c);
    }
    let mut found = resolve(found);
    for citation in &mut found {
        citation.span = view.source(citation.span.clone());
        citation.also.sort();
    }
    found
}
