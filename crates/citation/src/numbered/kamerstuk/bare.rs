//! Dossiers and papers that no word announces: `26 643 nr. 202`, `26643-202`, `nr. 456 (36800-XVI)`.
//!
//! Answerable for not taking amounts, phone numbers and postcodes for them. In a search box the box is the
//! announcement, and a dossier may stand there alone.

use std::ops::Range;

use super::head;
use super::papers::{Announced, first_papers, of_dossier, of_paper, papers};
use crate::citation::{Confidence, Detail, Found, Mode};
use crate::cursor::Cursor;
use crate::numbered::dossier::{self, Dossier, Form};
use crate::numbered::numbers::{self, Numbered};

/// Reads what begins with the digits at `start`. Returns where it ends.
pub(crate) fn read(text: &str, mode: Mode, start: usize, found: &mut Vec<Found>) -> Option<usize> {
    let mut c = Cursor::new(text, start);
    let dossier = dossier::read(&mut c, mode, false)?;
    let asked = mode == Mode::Asked;
    let before = Before::of(text, start);
    if before.amount {
        return None;
    }
    let after_dossier = c;
    if let Some((number, front)) = number_before(text, start, mode) {
        let mut end = c;
        if end.literal(")") || asked {
            let mut citation =
                of_paper(&[&dossier], &number, front..end.at(), Confidence::Cue, "kamerstuk/number-first");
            citation.cue = Some(front..number.span.end);
            found.push(citation);
            return Some(end.at());
        }
    }
    if numbers::is_announced(c) {
        return announced(text, mode, start, c, &dossier, found);
    }
    if before.joined || before.label {
        return None;
    }
    if let Some(end) = head::read(text, start..c.at(), &dossier, found) {
        return Some(end);
    }
    let chapter = dossier.suffix.is_some();
    let euros = counts;
    let part_of_number = before.number && dossier.form == Form::Parted;
    let lone = !part_of_number && !before.postbox && !euros(c);
    let numbered = first_papers(&mut c, mode, Announced::No, chapter);
    let round = dossier.number.ends_with("000") && !chapter && !asked;
    if let [paper] = numbered.as_slice()
        && lone
        && !round
        && !(before.norm || is_edition(c))
        && !counts(c)
    {
        let end = c.at();
        found.push(of_paper(&[&dossier], paper, start..end, Confidence::Bare, "kamerstuk/joined"));
        return Some(end);
    }
    if before.open
        && let Some(end) = in_parentheses(text, mode, start, after_dossier, &dossier, found)
    {
        return Some(end);
    }
    // A chapter joined by a hyphen, the number of a Rijkswet and the Council's dossier can be nothing else.
    let joined = text.get(start..after_dossier.at()).is_some_and(|written| written.contains('-'));
    let telling = dossier.rijkswet.is_some() || (joined && dossier.suffix.is_some());
    if !(telling || asked && lone) {
        return None;
    }
    let span = start..after_dossier.at();
    found.push(of_dossier(&dossier, span.clone(), Confidence::Bare, "kamerstuk/dossier-bare"));
    Some(span.end)
}

/// `26 643, nr. 202`, with all that may follow.
fn announced(
    text: &str,
    mode: Mode,
    start: usize,
    mut c: Cursor<'_>,
    dossier: &Dossier,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let papers = papers(&mut c, mode, Announced::No, dossier.suffix.is_some());
    let mut end = None;
    for (index, (paper, pages)) in papers.iter().enumerate() {
        let from = if index == 0 { start } else { paper.span.start };
        let to = pages.as_ref().map_or(paper.span.end, |pages| pages.end);
        let mut citation = of_paper(&[dossier], paper, from..to, Confidence::Cue, "kamerstuk/nr");
        if let Some(pages) = pages.clone().and_then(|pages| text.get(pages)) {
            citation.details.push((Detail::Page, pages.to_owned()));
        }
        found.push(citation);
        end = Some(to);
    }
    end
}

/// `(35 570, C)`, where nothing else is in the parentheses.
fn in_parentheses(
    text: &str,
    mode: Mode,
    start: usize,
    mut c: Cursor<'_>,
    dossier: &Dossier,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let numbered = first_papers(&mut c, mode, Announced::Yes, dossier.suffix.is_some());
    let [paper] = numbered.as_slice() else {
        return None;
    };
    if !text.get(c.at()..).is_some_and(|rest| rest.starts_with(')')) {
        return None;
    }
    found.push(of_paper(&[dossier], paper, start..c.at(), Confidence::Bare, "kamerstuk/parentheses"));
    Some(c.at())
}

/// What stands directly before a number.
struct Before {
    /// It is an amount of money.
    amount: bool,
    /// It goes on from a sign that joins: a date, a phone number, a path.
    joined: bool,
    /// Another number stands before it.
    number: bool,
    /// It is the number of a postbox.
    postbox: bool,
    /// It is the number of something else: `zaaknummer`, `factuur`.
    label: bool,
    /// A parenthesis opens.
    open: bool,
    /// It is the number of a technical norm: `NEN-EN 13501-1`.
    norm: bool,
}

impl Before {
    fn of(text: &str, start: usize) -> Self {
        let before = text.get(..start).unwrap_or_default();
        let last = before.chars().next_back();
        let blank = before.strip_suffix(' ');
        let word = blank.unwrap_or(before);
        let sign = word.chars().next_back();
        Self {
            amount: matches!(sign, Some('€' | '$' | '£')),
            joined: last.is_some_and(|c| matches!(c, '-' | '/' | '.' | ',' | '+' | '_' | '=' | '#' | '@')),
            number: blank.is_some() && sign.is_some_and(|c| c.is_ascii_digit()),
            postbox: ends_with_word(word, "postbus") || ends_with_word(word, "antwoordnummer"),
            label: LABELS.iter().any(|label| ends_with_word(word.trim_end_matches(':'), label)),
            open: last == Some('('),
            norm: ["EN", "ISO", "IEC", "DIN", "NVN", "NPR", "NTA", "NEN", "CEN", "VDE"]
                .iter()
                .any(|body| word.ends_with(body)),
        }
    }
}

/// What numbers of other things stand behind, or its end.
const LABELS: [&str; 12] = [
    "zaaknummer",
    "bestelnummer",
    "ordernummer",
    "projectnummer",
    "klantnummer",
    "referentienummer",
    "rolnummer",
    "kvk",
    "factuur",
    "factuurnummer",
    "model",
    "versie",
];

fn ends_with_word(text: &str, word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|start| text.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Whether the year of an edition follows, as behind a norm: `19005-1:2005`.
fn is_edition(mut c: Cursor<'_>) -> bool {
    c.literal(":") && c.digits(4, 4).is_some()
}

/// Whether a word follows that says what an amount is of.
pub(super) fn counts(mut c: Cursor<'_>) -> bool {
    c.space();
    c.literal("%")
        || c.one_of(&[
            "euro",
            "eur",
            "miljoen",
            "miljard",
            "procent",
            "personen",
            "mensen",
            "organisaties",
            "km",
            "kg",
            "inwoners",
            "keer",
            "woningen",
            "bedrijven",
            "banen",
            "leerlingen",
            "fte",
            "maal",
            "vragen",
            "leden",
            "jaar",
            "dagen",
            "gemeenten",
            "moties",
        ])
        .is_some()
}

/// The number of a paper that stands before its dossier, and where the mention begins: `nr. 456 (36800-XVI)`.
fn number_before(text: &str, start: usize, mode: Mode) -> Option<(Numbered, usize)> {
    let before = text.get(..start)?;
    let open = before.strip_suffix('(').or_else(|| (mode == Mode::Asked).then_some(before))?;
    let front = open.strip_suffix(' ')?;
    let digits = front.bytes().rev().take(6).take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) {
        return None;
    }
    let span: Range<usize> = front.len() - digits..front.len();
    let word = front.get(..span.start)?;
    let word = word.strip_suffix(' ').unwrap_or(word);
    let word = word.strip_suffix('.').unwrap_or(word);
    let at = word.len().checked_sub(2)?;
    let nr = word.get(at..)?.eq_ignore_ascii_case("nr");
    if !nr || word.get(..at)?.ends_with(char::is_alphabetic) {
        return None;
    }
    let number = front.get(span.clone())?.to_owned();
    Some((Numbered { keys: vec![number], annex: None, span }, at))
}
