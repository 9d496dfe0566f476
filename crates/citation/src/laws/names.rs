//! Acts by the names and abbreviations of the table.
//!
//! Answerable for where a known name stands and how sure it is by itself. Knows nothing of the rest of the
//! document, which decides on the abbreviations that are also something else.

use std::ops::Range;
use std::sync::LazyLock;

use super::table::{Law, laws};
use super::titles;
use super::{Act, Mention, Standing};
use crate::citation::{Confidence, Kind, Mode};
use crate::triggers::Triggers;
use crate::view::View;

/// What wakes the rules for laws.
#[derive(Clone, Copy)]
pub(super) enum Wake {
    /// A title or nickname of the act at this place of the table; whether it is its full title.
    Name(usize, bool),
    /// `wet`, `besluit`: a title by grammar may begin or end here.
    Title,
    /// `verordening`, `richtlijn`: an act of the Union by number, or a title.
    Act,
    /// `artikel`, `art.`
    Article,
    /// An identifier or a series of the Union.
    Union,
}

/// Most characters a compound goes on behind the name in it. A bound keeps the reading linear.
const LONGEST_TAIL: usize = 64;

/// Which acts an abbreviation may be.
struct Claim {
    name: &'static str,
    /// Those it belongs to, whether it is distinctive.
    laws: Vec<(usize, bool)>,
}

static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| {
    let mut claims: Vec<Claim> = Vec::new();
    for (index, law) in laws().iter().enumerate() {
        let sure = law.abbreviations.iter().map(|name| (*name, true));
        for (name, sure) in sure.chain(law.short.iter().map(|name| (*name, false))) {
            match claims.iter_mut().find(|claim| claim.name == name) {
                Some(claim) => claim.laws.push((index, sure)),
                None => claims.push(Claim { name, laws: vec![(index, sure)] }),
            }
        }
    }
    claims
});

/// Titles, nicknames and the words that wake the other rules, in any case: one reading of the text for all.
pub(super) static WAKES: LazyLock<Triggers<Wake>> = LazyLock::new(|| {
    let names = laws().iter().enumerate().flat_map(|(index, law)| {
        [(law.title, Wake::Name(index, true))]
            .into_iter()
            .chain(law.names.iter().map(move |name| (*name, Wake::Name(index, false))))
    });
    let words = [
        ("wet", Wake::Title),
        ("wetboek", Wake::Title),
        ("besluit", Wake::Act),
        ("besluiten", Wake::Act),
        ("regeling", Wake::Title),
        ("verordening", Wake::Act),
        ("verordeningen", Wake::Act),
        ("richtlijn", Wake::Act),
        ("richtlijnen", Wake::Act),
        ("beschikking", Wake::Act),
        ("aanbeveling", Wake::Act),
        ("regulation", Wake::Act),
        ("regulations", Wake::Act),
        ("directive", Wake::Act),
        ("directives", Wake::Act),
        ("decision", Wake::Act),
        ("artikel", Wake::Article),
        ("artikelen", Wake::Article),
        ("art.", Wake::Article),
        ("art ", Wake::Article),
        ("artt.", Wake::Article),
        ("arts.", Wake::Article),
        ("article", Wake::Article),
        ("articles", Wake::Article),
        ("com(", Wake::Union),
        ("com (", Wake::Union),
        ("join(", Wake::Union),
        ("join (", Wake::Union),
        ("swd(", Wake::Union),
        ("swd (", Wake::Union),
        ("sec(", Wake::Union),
        ("sec (", Wake::Union),
        ("pbeu", Wake::Union),
        ("pbeg", Wake::Union),
        ("pb ", Wake::Union),
        ("/eli/", Wake::Union),
        ("eli/", Wake::Union),
        ("319", Wake::Union),
        ("320", Wake::Union),
        ("(eu)", Wake::Union),
        ("(eg)", Wake::Union),
        ("(eeg)", Wake::Union),
        ("/eg", Wake::Union),
        ("/eeg", Wake::Union),
    ];
    Triggers::new(names.chain(words))
});

/// What wakes a rule behind a letter too: the end of `Kieswet`, the sign of `2002/58/EG`. As documents write them,
/// because a search for exact bytes is many times faster than one that folds case.
const INSIDE: [&str; 22] = [
    "wet",
    "wetboek",
    "besluit",
    "besluiten",
    "regeling",
    "verordening",
    "verordeningen",
    "richtlijn",
    "richtlijnen",
    "beschikking",
    "aanbeveling",
    "/eli/",
    "/EG",
    "/eg",
    "/EEG",
    "(EU)",
    "(EG)",
    "(EEG)",
    "WET",
    "(eu)",
    "319",
    "320",
];

static WITHIN: LazyLock<Triggers<usize>> =
    LazyLock::new(|| Triggers::exact(INSIDE.iter().enumerate().map(|(index, word)| (*word, index))));

/// The words that wake a rule, in order and without overlap, and whether each stands behind a letter.
pub(super) fn wakes(view: &View) -> impl Iterator<Item = (Range<usize>, bool, Wake)> {
    let meaning = |index: usize| match INSIDE[index] {
        word if !word.starts_with(char::is_alphabetic) => Wake::Union,
        "wet" | "WET" | "wetboek" | "regeling" => Wake::Title,
        _ => Wake::Act,
    };
    let within = WITHIN.anywhere(&view.text).filter(|(_, inside, _)| *inside);
    let mut within = within.map(move |(range, _, index)| (range, true, meaning(index))).peekable();
    let mut beginning = WAKES.in_view(view).map(|(range, wake)| (range, false, wake)).peekable();
    let mut end = 0;
    std::iter::from_fn(move || {
        loop {
            let first =
                |range: Option<&(Range<usize>, bool, Wake)>| range.map_or(usize::MAX, |found| found.0.start);
            let next = if first(within.peek()) < first(beginning.peek()) {
                within.next()
            } else {
                beginning.next()
            }?;
            if next.0.start >= end {
                end = next.0.end;
                return Some(next);
            }
        }
    })
}

/// Abbreviations by the first capital in them and what follows it. In a document few capitals stand at such a
/// place, so looking at each is cheaper than a second automaton over the whole text.
static CASED: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut places = vec![Vec::new(); 26 * 128];
    for (index, claim) in CLAIMS.iter().enumerate() {
        let bytes = claim.name.as_bytes();
        if let Some(place) = pair(bytes, capital(bytes)).and_then(|pair| places.get_mut(pair)) {
            place.push(index);
        }
    }
    for place in &mut places {
        place.sort_by_key(|index| std::cmp::Reverse(CLAIMS.get(*index).map_or(0, |claim| claim.name.len())));
    }
    places
});

/// Where the first capital of an abbreviation is: 0, or 1 in `eIDAS`.
fn capital(bytes: &[u8]) -> usize {
    usize::from(!bytes.first().is_some_and(u8::is_ascii_uppercase))
}

fn pair(bytes: &[u8], at: usize) -> Option<usize> {
    let first = bytes.get(at).filter(|byte| byte.is_ascii_uppercase())?;
    let second = bytes.get(at + 1).filter(|byte| byte.is_ascii())?;
    Some(usize::from(first - b'A') * 128 + usize::from(*second))
}

/// The abbreviations of the table that stand in a text in their own case, the longest at each place.
fn cased(text: &str) -> Vec<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut until = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_uppercase() {
            continue;
        }
        let Some(claims) = pair(bytes, at).and_then(|pair| CASED.get(pair)) else { continue };
        let hit = claims.iter().find_map(|index| {
            let name = CLAIMS.get(*index)?.name.as_bytes();
            let start = at.checked_sub(capital(name))?;
            (start >= until && bytes.get(start..)?.starts_with(name))
                .then_some((start..start + name.len(), *index))
        });
        if let Some(hit) = hit {
            until = hit.0.end;
            found.push(hit);
        }
    }
    found
}

static ANY_CASE: LazyLock<Triggers<usize>> =
    LazyLock::new(|| Triggers::new(CLAIMS.iter().enumerate().map(|(index, claim)| (claim.name, index))));

/// The mention that a title or nickname at this place is.
pub(super) fn named(
    text: &str,
    range: Range<usize>,
    index: usize,
    title: bool,
    mode: Mode,
) -> Option<Mention> {
    let law = laws().get(index)?;
    let end = word_end(text, range.end)?;
    // `Archiefwet 1962` and `Postwet BES` are other laws than those of the table. In a search box a year is
    // more often the year of the letters sought.
    let national = law.kind == Kind::Law && (title || starts_upper(text, range.start));
    if mode == Mode::Document
        && national
        && end == range.end
        && (law.title.contains("wet") || law.title.contains("Wet"))
    {
        let longer = titles::with_year(text, end);
        if longer > end {
            let act = Act::Titled(text.get(range.start..longer)?.into());
            return Some(Mention {
                span: range.start..longer,
                cue: None,
                act,
                standing: Standing::Alone,
                confidence: Confidence::Bare,
                rule: "law/title",
            });
        }
    }
    let cue = (end > range.end).then_some(range.clone());
    let rule = if title { "law/known-title" } else { "law/known-name" };
    Some(Mention {
        span: range.start..end,
        cue,
        act: Act::Known(law),
        standing: Standing::Alone,
        confidence: Confidence::Cue,
        rule,
    })
}

/// The abbreviations in a text. One that several acts claim gives a mention for each, in the order of the
/// table.
pub(super) fn abbreviations(text: &str, mode: Mode, mentions: &mut Vec<Mention>) {
    let places = if mode == Mode::Asked {
        let begins = |(range, inside, index): (_, bool, _)| (!inside).then_some((range, index));
        ANY_CASE.anywhere(text).filter_map(begins).collect()
    } else {
        cased(text)
    };
    for (range, index) in places {
        let Some(claim) = CLAIMS.get(index) else { continue };
        let exact = text.get(range.clone()) == Some(claim.name);
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '@' | '_' | '&' | '#')) {
            continue;
        }
        let Some(end) = word_end(text, range.end) else { continue };
        let compound = end > range.end;
        let tail = text.get(range.end..end).unwrap_or_default().to_lowercase();
        for (index, sure) in &claim.laws {
            let Some(law) = laws().get(*index) else { continue };
            if !has_its_year(text, law, claim.name, range.end) {
                continue;
            }
            let of_kind = law.kind == Kind::EuAct
                && matches!(tail.as_str(), "-verordening" | "-richtlijn" | "-directive" | "-regulation");
            let standing = if *sure || of_kind { Standing::Alone } else { Standing::Cued };
            // A hyphen in front makes a name of something else likelier: `X-RED`.
            if !*sure && before == Some('-') {
                continue;
            }
            let shared = claim.laws.len() > 1;
            let bare = shared || mode == Mode::Asked && !exact && !*sure;
            mentions.push(Mention {
                span: range.start..end,
                cue: compound.then_some(range.clone()),
                act: Act::Known(law),
                standing,
                confidence: if bare { Confidence::Bare } else { Confidence::Cue },
                rule: "law/abbreviation",
            });
        }
    }
}

/// Whether no other year follows an abbreviation of a law whose years are told apart: `Wiv 1987`.
fn has_its_year(text: &str, law: &Law, name: &str, end: usize) -> bool {
    let of_year = |name: &str| name.ends_with(|c: char| c.is_ascii_digit()) && name.len() > 5;
    if !of_year(law.title) || of_year(name) {
        return true;
    }
    let next: Vec<char> = text.get(end..).unwrap_or_default().chars().take(5).collect();
    !(next.len() == 5 && next[0] == ' ' && next[1..].iter().all(char::is_ascii_digit))
}

fn starts_upper(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Where the word ends that begins with a name: at its border, or with the compound it is part of
/// (`Woo-verzoek`). Nothing when a letter or digit follows, or the name is part of an address.
pub(super) fn word_end(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let mut next = rest.chars();
    match next.next() {
        Some('-') => {
            if !next.next().is_some_and(char::is_lowercase) {
                return Some(end);
            }
            let in_word = |c: &char| c.is_alphanumeric() || *c == '-';
            let tail: usize = rest.chars().take(LONGEST_TAIL).take_while(in_word).map(char::len_utf8).sum();
            Some(end + rest.get(..tail)?.trim_end_matches('-').len())
        }
        Some('.' | '@' | '_') if next.next().is_some_and(char::is_alphanumeric) => None,
        Some('@' | '_') => None,
        Some(c) if c.is_alphanumeric() => None,
        _ => Some(end),
    }
}
