//! Words of which only a piece is written because another word nearby has the rest: `klant-` in
//! `klant- en persoonsgegevens`, `-handhaving` in `wetgeving en -handhaving`, `(klant)informatie`.
//!
//! Counted in Dutch statutes there are 13 of them in 10,000 words, and one section in five has one. The
//! other word is split where a compound has its borders; of the words this makes, those that are words
//! are taken, and when none is known all of them, since a compound nobody has listed is still Dutch.

use std::ops::Range;

use crate::compound::parts;
use crate::fold::{fold, is_hyphen, source_range};
use crate::lexicon::element;
use crate::tokens::Completed;
use crate::words::Word;

/// Words looked back at, and ahead at most: a list of eight, each with a conjunction.
pub(crate) const BEHIND: usize = 3;
pub(crate) const AHEAD: usize = 16;

/// Most words that one piece is completed to.
const MOST: usize = 4;

/// Second parts that are no words, so no compound is split before them: `wet- en regelgeving`.
const BOUND: &[&str] = &[
    "gaven",
    "gave",
    "gevers",
    "gever",
    "gevingen",
    "geving",
    "leggingen",
    "legging",
    "makingen",
    "making",
    "nemers",
    "nemer",
    "nemingen",
    "neming",
    "stellingen",
    "stelling",
    "voerders",
    "voerder",
    "voeringen",
    "voering",
    "voer",
    "wijzingen",
    "wijzing",
    "wording",
    "zettingen",
    "zetting",
    "gangen",
    "gang",
];

/// Whether a suspended word can stand before `word`, which is in lower case.
pub(crate) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "en" | "of"
            | "dan"
            | "wel"
            | "alsmede"
            | "alsook"
            | "tot"
            | "als"
            | "noch"
            | "respectievelijk"
            | "resp"
            | "cq"
    )
}

/// Completes the word `exact`, which ends at byte `end` of `text` before a hyphen, from the words in
/// `rest` that come after it.
pub(crate) fn on_the_right<'w>(
    text: &str,
    end: usize,
    exact: &str,
    rest: impl Iterator<Item = &'w Word>,
) -> Vec<Completed> {
    let mut rest = rest.take(AHEAD).peekable();
    let Some(next) = rest.peek() else {
        return Vec::new();
    };
    if !is_suspended(&text[end..next.span.start]) {
        return Vec::new();
    }
    let mut conjunction = false;
    while let Some(word) = rest.next() {
        let surface = &text[word.span.clone()];
        let gap = rest.peek().map_or("", |next| &text[word.span.end..next.span.start]);
        if is_conjunction(&surface.to_lowercase()) && !gap.starts_with('-') {
            conjunction = true;
            continue;
        }
        let next_is_joined = rest.peek().is_some_and(|next| {
            let next = &text[next.span.clone()];
            gap.contains('\n') && next.starts_with(char::is_lowercase) && !is_conjunction(next)
        });
        if is_suspended(gap) && !(conjunction && next_is_joined) {
            continue;
        }
        if !conjunction {
            return Vec::new();
        }
        let mut head = word;
        let broken = rest.peek().filter(|_| is_suspended(gap)).copied();
        if broken.is_none() {
            // `inkomens- en vermogens-gegevens`: the head is what the hyphen parts off.
            while let Some(next) = rest.next().filter(|next| text[head.span.end..next.span.start] == *"-") {
                head = next;
            }
        }
        if head.span != word.span {
            let text = format!("{exact}{}", fold(&text[head.span.clone()]));
            return vec![Completed { text, borrowed: head.span.clone() }];
        }
        return completed(exact, text, &word.span, broken.map(|word| &word.span));
    }
    Vec::new()
}

/// Whether what follows a word is a hyphen with nothing behind it.
fn is_suspended(gap: &str) -> bool {
    let mut chars = gap.chars();
    let hyphen = chars.next().is_some_and(is_hyphen);
    hyphen && chars.next().is_some_and(|c| c.is_whitespace() || matches!(c, ',' | '/' | ';'))
}

/// Completes `exact` from the word at `span`, of which the end may stand on the next line at `broken`.
fn completed(exact: &str, text: &str, span: &Range<usize>, broken: Option<&Range<usize>>) -> Vec<Completed> {
    let first = fold(&text[span.clone()]);
    let whole = format!("{first}{}", broken.map_or(String::new(), |span| fold(&text[span.clone()])));
    let mut candidates: Vec<_> =
        borders(&whole).into_iter().map(|border| (border, format!("{exact}{}", &whole[border..]))).collect();
    if candidates.iter().any(|(_, word)| is_word(word, exact.len())) {
        candidates.retain(|(_, word)| is_word(word, exact.len()));
    }
    candidates.extend(inside_first_part(exact, &whole));
    let borrowed = |border: usize| {
        let begin = if border < first.len() { span } else { broken.unwrap_or(span) };
        let within = if border < first.len() { border } else { border - first.len() };
        let start = begin.start + source_range(&text[begin.clone()], within..usize::MAX).start;
        start..broken.unwrap_or(span).end
    };
    let of = |(border, text)| Completed { borrowed: borrowed(border), text };
    candidates.into_iter().take(MOST).map(of).collect()
}

/// Returns what `exact` makes with the end of the first part of `whole`, when that is a word of its own:
/// `tuin-` in `tuin- en bosbouwbeleid`, where the dictionary knows `bosbouw` and `tuinbouw` as wholes.
fn inside_first_part(exact: &str, whole: &str) -> Option<(usize, String)> {
    let first = parts(whole).into_iter().next()?;
    let part = &whole[..first.span.end - first.link];
    let inside = (3..part.len().saturating_sub(2)).filter(|at| part.is_char_boundary(*at));
    let mut heads = inside.filter(|at| {
        element(&part[..*at]).known
            && element(&part[*at..]).head.is_some()
            && element(&format!("{exact}{}", &part[*at..])).known
    });
    heads.next().map(|at| (at, format!("{exact}{}", &whole[at..])))
}

/// Returns where `word` can be parted, in bytes, ascending.
fn borders(word: &str) -> Vec<usize> {
    let mut borders: Vec<usize> = parts(word).iter().skip(1).map(|part| part.span.start).collect();
    if let Some(bound) = BOUND.iter().find(|bound| word.len() > bound.len() + 1 && word.ends_with(**bound)) {
        borders.push(word.len() - bound.len());
    }
    borders.sort_unstable();
    borders.dedup();
    borders
}

fn is_word(word: &str, border: usize) -> bool {
    element(word).known || parts(word).iter().any(|part| part.span.start == border)
}

/// Completes the word `exact`, which begins at byte `start` of `text` behind a hyphen, from the words in
/// `behind`, the latest first.
pub(crate) fn on_the_left(
    text: &str,
    start: usize,
    exact: &str,
    behind: &[Option<Word>],
) -> Option<Completed> {
    let hyphen = start.checked_sub(1)?;
    if !text[..hyphen].ends_with(char::is_whitespace) || !exact.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut words = behind.iter().flatten();
    let conjunction = words.next()?;
    if !is_conjunction(&text[conjunction.span.clone()])
        || !text[conjunction.span.end..hyphen].trim().is_empty()
    {
        return None;
    }
    let whole = words.find(|word| !is_conjunction(&text[word.span.clone()]))?;
    let folded = fold(&text[whole.span.clone()]);
    let candidates = borders(&folded);
    let make = |border: &usize| format!("{}{exact}", &folded[..*border]);
    let known = candidates.iter().rev().find(|border| is_word(&make(border), **border));
    let border = known.or(candidates.last())?;
    let range = source_range(&text[whole.span.clone()], 0..*border);
    let borrowed = whole.span.start + range.start..whole.span.start + range.end;
    Some(Completed { text: make(border), borrowed })
}

/// Completes the word `exact`, at `span` in `text` behind an opening parenthesis, from the word after the
/// closing one.
pub(crate) fn parenthesis(
    text: &str,
    span: &Range<usize>,
    exact: &str,
    next: Option<&Word>,
) -> Option<Completed> {
    let next = next?;
    let open = span.start.checked_sub(1)?;
    let between = &text[span.end..next.span.start];
    let glued = matches!(between, ")" | "-)") && !text[..open].ends_with(char::is_alphanumeric);
    let word = &text[next.span.clone()];
    (glued && word.starts_with(char::is_lowercase) && exact.starts_with(char::is_alphabetic))
        .then(|| Completed { text: format!("{exact}{}", fold(word)), borrowed: next.span.clone() })
}
