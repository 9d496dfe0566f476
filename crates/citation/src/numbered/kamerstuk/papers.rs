//! The papers of a dossier as they stand behind it, and the citations made of both.
//!
//! Answerable for `nr. 4, p. 12 en 13, en nr. 6`, `-202`, `, C`, `(250, 250a)`. Knows nothing of what stands
//! before the dossier but how far that announces papers.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Kind, Mode};
use crate::cursor::Cursor;
use crate::numbered::dossier::{self, Dossier};
use crate::numbered::numbers::{self, Numbered};

use super::bare::counts;

/// What the words before a dossier said of its papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announced {
    No,
    Yes,
    /// They are of the Eerste Kamer, which numbers by letters.
    InEersteKamer,
}

/// What a chamber says of the papers behind it.
pub(super) fn cued(chamber: Option<&str>) -> Announced {
    if chamber == Some("I") { Announced::InEersteKamer } else { Announced::Yes }
}

/// Goes past the papers of a dossier, each with its pages.
pub(super) fn papers(
    c: &mut Cursor<'_>,
    mode: Mode,
    cue: Announced,
    chapter: bool,
) -> Vec<(Numbered, Option<Range<usize>>)> {
    let mut papers: Vec<(Numbered, Option<Range<usize>>)> = Vec::new();
    let mut add = |c: &mut Cursor<'_>, numbers: Vec<Numbered>| {
        papers.extend(numbers.into_iter().map(|number| (number, None)));
        let pages = numbers::pages(c).or_else(|| {
            // `nr. 3 (MvT), p. 12`
            let mut next = *c;
            remark(&mut next);
            let pages = numbers::pages(&mut next)?;
            *c = next;
            Some(pages)
        });
        if let (Some(last), Some(pages)) = (papers.last_mut(), pages) {
            last.1 = Some(pages);
        }
    };
    let first = first_papers(c, mode, cue, chapter);
    if first.is_empty() {
        return Vec::new();
    }
    add(c, first);
    // A chain: `nr. 4, p. 12 en 13, en nr. 6`, also behind a remark in parentheses.
    loop {
        let mut next = *c;
        remark(&mut next);
        let sign = next.character(&[',', ';']).is_some();
        next.space();
        let word = next.one_of(&["en", "alsmede", "jo"]).is_some();
        if word {
            next.literal(".");
            next.space();
        }
        if !sign && !word {
            return papers;
        }
        // `nr. 456 (36800-XVI)` begins anew.
        let numbers = numbers::announced(&mut next, mode);
        let mut of_other = next;
        of_other.space();
        if numbers.is_empty() || (of_other.literal("(") && dossier::stands_at(&of_other)) {
            return papers;
        }
        add(&mut next, numbers);
        *c = next;
    }
}

/// Goes past a short remark in parentheses: `(MvT)`.
fn remark(c: &mut Cursor<'_>) {
    const LONGEST: usize = 40;
    let mut next = *c;
    next.space();
    if !next.literal("(") {
        return;
    }
    for _ in 0..LONGEST {
        match next.peek() {
            Some(')') => {
                next.literal(")");
                *c = next;
                return;
            }
            Some(of) if of != '(' && of != '\n' && !of.is_ascii_digit() => {
                next.character(&[of]);
            }
            _ => return,
        }
    }
}

/// Goes past the papers directly behind a dossier.
pub(super) fn first_papers(c: &mut Cursor<'_>, mode: Mode, cue: Announced, chapter: bool) -> Vec<Numbered> {
    let announced = numbers::announced(c, mode);
    if !announced.is_empty() {
        return announced;
    }
    let asked = mode == Mode::Asked;
    let cued = cue != Announced::No;
    if let Some(joined) = joined(c, cued || asked, chapter) {
        return vec![joined];
    }
    if cued && let Some(listed) = in_parentheses(c, mode) {
        return listed;
    }
    let mut next = *c;
    let comma = next.literal(",");
    let blank = next.space();
    let start = next.at();
    if !(comma || blank) || dossier::stands_at(&next) {
        return Vec::new();
    }
    let digits = next.peek().is_some_and(|c| c.is_ascii_digit());
    let key = if digits { numbers::one(&mut next, mode) } else { numbers::letters(&mut next, mode) };
    let Some(key) = key.filter(|_| cued || asked || (chapter && comma)) else {
        return Vec::new();
    };
    // `35 570, C` and `26643, 202`; what goes on is `35 570, U kunt` and `26643, 12 keer`. Behind a word that
    // announces a paper, a number may go on with any word that counts nothing. In a search box
    // words follow each other without a clause, but a year is one, and so is a postcode.
    let number = match (asked, digits) {
        (false, digits) => numbers::closes(next) || digits && cued && comma && !counts(next),
        (true, true) => !(comma_free_year(&key, comma) || postcode(next, &key)),
        (true, false) => comma || chapter || next.rest().is_empty(),
    };
    // Without a comma letters are a chapter or a fund, but the Eerste Kamer has none: `32 276 A`.
    let word = !digits && !comma && !chapter && !asked && cue != Announced::InEersteKamer;
    if !number || word {
        return Vec::new();
    }
    let span = next.since(start);
    *c = next;
    vec![Numbered { keys: vec![key], annex: None, span }]
}

fn comma_free_year(key: &str, comma: bool) -> bool {
    !comma && key.len() == 4 && (key.starts_with("19") || key.starts_with("20"))
}

/// Whether two letters follow four digits, as in `2500 EH`.
fn postcode(mut next: Cursor<'_>, key: &str) -> bool {
    next.space();
    key.len() == 4
        && next.run(2, |c| c.is_ascii_alphabetic()).is_some_and(|letters| letters.len() == 2)
        && next.ends_number()
}

/// Goes past `-202`, `-202-h1`, `/202`, and behind a chapter `-D`.
fn joined(c: &mut Cursor<'_>, cued: bool, chapter: bool) -> Option<Numbered> {
    let mut next = *c;
    if !(next.literal("-") || cued && next.literal("/")) {
        return None;
    }
    let start = next.at();
    let key = if chapter && next.peek().is_some_and(|c| c.is_ascii_uppercase()) {
        numbers::letters(&mut next, Mode::Document)?
    } else {
        let mut digits = next;
        digits.digits(1, 4)?;
        numbers::one(&mut next, Mode::Document)?
    };
    let annex = numbers::annex(&mut next);
    // `26643-202-1` and `26 000-30 000` are something else.
    let mut after = next;
    let goes_on = after.character(&['-', '/', ' ', '.']);
    let digits = after.digits(1, 20);
    if match goes_on {
        Some(' ') => digits.is_some_and(|digits| digits.len() == 3) && after.ends_number() && key.len() < 3,
        Some(_) => digits.is_some(),
        None => false,
    } {
        return None;
    }
    let span = next.since(start);
    *c = next;
    Some(Numbered { keys: vec![key], annex, span })
}

/// Goes past `(250, 250a)`.
fn in_parentheses(c: &mut Cursor<'_>, mode: Mode) -> Option<Vec<Numbered>> {
    let mut next = *c;
    next.space();
    if !next.literal("(") {
        return None;
    }
    let mut listed = numbers::announced(&mut next, mode);
    if listed.is_empty() {
        listed = numbers::list(&mut next, Mode::Document, true);
    }
    if listed.is_empty() || !next.literal(")") {
        return None;
    }
    *c = next;
    Some(listed)
}

/// The citation of a dossier.
pub(super) fn of_dossier(
    dossier: &Dossier,
    span: Range<usize>,
    confidence: Confidence,
    rule: &'static str,
) -> Citation {
    let mut keys = dossier.keys();
    let key = keys.next().unwrap_or_default();
    Citation {
        kind: Kind::Dossier,
        key,
        span,
        confidence,
        rule,
        cue: None,
        also: keys.collect(),
        details: dossier.rijkswet.iter().map(|number| (Detail::Rijkswet, number.clone())).collect(),
    }
}

/// The citation of a paper, or of a range of them, that belongs to these dossiers.
pub(super) fn of_paper(
    dossiers: &[&Dossier],
    paper: &Numbered,
    span: Range<usize>,
    confidence: Confidence,
    rule: &'static str,
) -> Citation {
    let mut keys = dossiers.iter().flat_map(|dossier| {
        let full = dossier.full();
        paper.keys.iter().map(move |number| format!("kst:{full}:{number}"))
    });
    let key = keys.next().unwrap_or_default();
    let mut also: Vec<String> = keys.collect();
    also.extend(dossiers.iter().flat_map(|dossier| dossier.keys()));
    let rijkswet = dossiers.iter().filter_map(|dossier| dossier.rijkswet.clone());
    let details = rijkswet
        .map(|number| (Detail::Rijkswet, number))
        .chain(paper.annex.clone().map(|annex| (Detail::Annex, annex)))
        .collect();
    Citation { kind: Kind::Kamerstuk, key, span, confidence, rule, cue: None, also, details }
}
