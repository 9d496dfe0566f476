//! The head of a paper: its dossier with the title, and below it its own number.
//!
//! Answerable for `26 643  Informatie- en communicatietechnologie (ICT) ¶ Nr. 202  BRIEF VAN DE MINISTER`.
//! The two numbers are two findings: the title between them is the text of other rules.

use std::ops::Range;

use super::papers::{of_dossier, of_paper};
use crate::citation::{Confidence, Found, Mode};
use crate::cursor::Cursor;
use crate::numbered::dossier::Dossier;
use crate::numbered::numbers;

/// As far as a title reaches. Titles of bills fill a paragraph.
const TITLE: usize = 600;

/// What papers are, as their heads begin.
const SORTS: [&str; 22] = [
    "brief",
    "motie",
    "gewijzigde",
    "nader",
    "amendement",
    "subamendement",
    "verslag",
    "lijst",
    "nota",
    "tweede",
    "derde",
    "memorie",
    "voorstel",
    "advies",
    "koninklijke",
    "geleidende",
    "herdruk",
    "eindverslag",
    "voorlopig",
    "bijlage",
    "vaststelling",
    "jaarverslag",
];

/// Reads the head that begins with this dossier. Returns where the dossier ends.
pub(super) fn read(
    text: &str,
    span: Range<usize>,
    dossier: &Dossier,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let mut title = Cursor::new(text, span.end);
    title.blanks();
    let starts = title.peek().is_some_and(char::is_uppercase) && title.at() > span.end;
    if !starts {
        return None;
    }
    let mut end = (title.at() + TITLE).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let stretch = text.get(title.at()..end)?;
    let (start, paper) = stretch.match_indices("Nr").find_map(|(at, _)| {
        let start = title.at() + at;
        let mut c = Cursor::new(text, start);
        let own_line = matches!(c.before(), Some(' ' | '\n'));
        let mut numbers = numbers::announced(&mut c, Mode::Document);
        c.blanks();
        let paper = numbers.pop().filter(|_| numbers.is_empty() && own_line)?;
        c.one_of(&SORTS)?;
        Some((start, paper))
    })?;
    let mut head = of_dossier(dossier, span.clone(), Confidence::Cue, "kamerstuk/head-dossier");
    head.cue = Some(start..paper.span.end);
    let mut own = of_paper(&[dossier], &paper, start..paper.span.end, Confidence::Cue, "kamerstuk/head");
    own.cue = Some(span.clone());
    found.extend([head, own]);
    Some(span.end)
}
