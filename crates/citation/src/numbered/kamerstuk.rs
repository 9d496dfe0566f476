//! Parliamentary papers by the number of their dossier and their own, behind a word that announces them.
//!
//! Answerable for `Kamerstukken II 2010/11, 26 643, nr. 202, p. 3` and all it may leave out or repeat: lists,
//! ranges, several years, several dossiers, chains. Numbers without such a word are the work of `bare`.

mod bare;
mod head;
mod papers;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Mode};
use crate::cursor::Cursor;
use crate::numbered::aanhangsel;
use crate::numbered::dossier::{self, Dossier, Form};
use crate::numbered::numbers::{self, Numbered};
use crate::numbered::session_year::{self, SessionYear};

pub(super) use bare::read as bare;

use papers::{cued, of_dossier, of_paper, papers};

/// What a word says of the numbers behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// They are papers: `Kamerstukken`.
    Papers,
    /// They are a dossier, perhaps a paper of it: `dossier`, `wetsvoorstel`.
    Dossier,
    /// They are papers of this chamber if a year or `nr.` is there too: `TK`, `Eerste Kamer`.
    Chamber(&'static str),
}

/// The words of this family.
pub(crate) const WORDS: [(&str, Cue); 31] = [
    ("kamerstukken", Cue::Papers),
    ("kamerstuk", Cue::Papers),
    ("kamerstuknummer", Cue::Papers),
    ("kamerstuknummers", Cue::Papers),
    ("kamerstuknr", Cue::Papers),
    ("kamerstuknrs", Cue::Papers),
    ("kst", Cue::Papers),
    ("t.v.v.", Cue::Dossier),
    ("ter vervanging van", Cue::Dossier),
    ("dossier- en ondernummer", Cue::Dossier),
    ("kamerstukdossier", Cue::Dossier),
    ("kamerstukdossiers", Cue::Dossier),
    ("kamerdossier", Cue::Dossier),
    ("dossier", Cue::Dossier),
    ("dossiers", Cue::Dossier),
    ("dossiernummer", Cue::Dossier),
    ("dossiernummers", Cue::Dossier),
    ("dossiernr", Cue::Dossier),
    ("wetsvoorstel", Cue::Dossier),
    ("wetsvoorstellen", Cue::Dossier),
    ("tk", Cue::Chamber("II")),
    ("t.k.", Cue::Chamber("II")),
    ("tweede kamer", Cue::Chamber("II")),
    // Letterspaced heads come out of files like this.
    ("t weede kamer", Cue::Chamber("II")),
    ("ek", Cue::Chamber("I")),
    ("e.k.", Cue::Chamber("I")),
    ("eerste kamer", Cue::Chamber("I")),
    ("e erste kamer", Cue::Chamber("I")),
    ("vv", Cue::Chamber("VV")),
    ("verenigde vergadering", Cue::Chamber("VV")),
    ("t.v.v", Cue::Dossier),
];

/// What the papers of one citation share.
struct Shared<'v> {
    text: &'v str,
    mode: Mode,
    cue: Cue,
    word: Range<usize>,
    chamber: Option<&'static str>,
    sessions: Vec<SessionYear>,
    annexed: bool,
}

/// Reads the papers behind a word.
pub(super) fn read(text: &str, mode: Mode, word: Range<usize>, cue: Cue, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, word.end);
    if !c.ends_word() {
        return;
    }
    let mut start = word.start;
    let mut shared =
        Shared { text, mode, cue, word: word.clone(), chamber: None, sessions: Vec::new(), annexed: false };
    if cue == Cue::Papers
        && let Some(front) = annex_before(text, word.start)
    {
        start = front;
        shared.annexed = true;
    }
    c.literal(".");
    c.literal(":");
    shared.chamber = match cue {
        Cue::Chamber(of) => {
            // `TK II 2000-2001`
            chamber(&mut c, mode);
            Some(of)
        }
        Cue::Papers => chamber(&mut c, mode),
        Cue::Dossier => None,
    };
    shared.sessions = sessions(&mut c);
    if let (Cue::Chamber(chamber), [session]) = (cue, shared.sessions.as_slice())
        && aanhangsel::behind_year(c, mode, word, chamber, *session, found)
    {
        return;
    }
    if shared.sessions.is_empty() || !c.literal("-") {
        c.separator();
    }
    while let Some(end) = group(&mut c, start, &mut shared, found) {
        let mut next = Cursor::new(text, end);
        if !further(&mut next, &mut shared) {
            return;
        }
        start = next.at();
        c = next;
    }
}

/// Where `Bijlage bij` begins, when it stands before this word.
fn annex_before(text: &str, word: usize) -> Option<usize> {
    const FRONT: &str = "bijlage bij ";
    let start = word.checked_sub(FRONT.len())?;
    text.get(start..word)?.eq_ignore_ascii_case(FRONT).then_some(start)
}

/// Goes past the chamber.
pub(super) fn chamber(c: &mut Cursor<'_>, mode: Mode) -> Option<&'static str> {
    let mut next = *c;
    next.separator();
    let paren = next.literal("(");
    next.one_of(&["der", "van de"]);
    next.space();
    let chamber = if next.one_of(&["tweede kamer", "tk"]).is_some() {
        "II"
    } else if next.one_of(&["eerste kamer", "ek"]).is_some() {
        "I"
    } else if mode == Mode::Asked {
        next.one_of(&["II", "I", "VV"])?
    } else {
        let capitals = |next: &mut Cursor<'_>, letters: &str| {
            let mut c = *next;
            let found = c.literal(letters) && c.ends_number();
            if found {
                *next = c;
            }
            found
        };
        ["II", "I", "VV"].into_iter().find(|letters| capitals(&mut next, letters))?
    };
    if paren && !next.literal(")") {
        return None;
    }
    *c = next;
    Some(chamber)
}

/// Goes past one or more parliamentary years and the word before them.
pub(super) fn sessions(c: &mut Cursor<'_>) -> Vec<SessionYear> {
    let mut sessions = Vec::new();
    let mut next = *c;
    next.separator();
    if next
        .one_of(&["vergaderjaar", "vergaderjaren", "zitting", "zittingsjaar", "vj", "v ergaderjaar"])
        .is_some()
    {
        next.literal(".");
        next.literal(":");
    }
    loop {
        next.separator();
        if !sessions.is_empty() && next.one_of(&["en"]).is_some() {
            next.space();
        }
        let Some(year) = session_year::read(&mut next) else {
            return sessions;
        };
        sessions.push(year);
        *c = next;
    }
}

/// Goes past parliamentary years with the word before them.
fn sessions_in_words(c: &mut Cursor<'_>) -> Vec<SessionYear> {
    let mut next = *c;
    next.separator();
    if next.one_of(&["vergaderjaar", "vergaderjaren"]).is_none() {
        return Vec::new();
    }
    sessions(c)
}

/// Reads dossiers and the papers of them. Returns where they end, or nothing when nothing was found.
fn group(c: &mut Cursor<'_>, start: usize, shared: &mut Shared<'_>, found: &mut Vec<Found>) -> Option<usize> {
    let mode = shared.mode;
    // `dossier nr. 26643`
    let mut named = *c;
    if numbers::announcement(&mut named).is_some() && dossier::stands_at(&named) {
        *c = named;
    }
    let open = c.literal("(");
    let mut dossiers = dossiers(c, mode, shared)?;
    let mut behind = None;
    if shared.sessions.is_empty() {
        // `TK 26691, vergaderjaar 1998-1999, nr. 26`
        shared.sessions = sessions_in_words(c);
        behind = Some(c.at()).filter(|_| !shared.sessions.is_empty());
    }
    let mut papers = papers(c, mode, cued(shared.chamber), dossiers.first()?.0.suffix.is_some());
    if let [(dossier, _)] = dossiers.as_mut_slice()
        && papers.is_empty()
        && shared.chamber == Some("I")
        && let Some(letter) = dossier.suffix.take_if(|suffix| suffix.len() == 1)
    {
        // `35570-C` is a paper of the Eerste Kamer, `33400-A` a fund.
        let span = c.at() - letter.len()..c.at();
        papers.push((Numbered { keys: vec![letter], annex: None, span }, None));
    }
    let old = dossiers.iter().any(|(dossier, _)| dossier.form == Form::Old);
    let weak = matches!(shared.cue, Cue::Chamber(_)) && shared.sessions.is_empty();
    if papers.is_empty() && (old || weak) || old && shared.sessions.is_empty() {
        return None;
    }
    if papers.is_empty() {
        if let (Some((_, last)), Some(behind)) = (dossiers.last_mut(), behind) {
            last.end = behind;
        }
        let mut from = start;
        let mut end = start;
        for (dossier, span) in &dossiers {
            end = span.end + usize::from(open && closed(shared.text, span.end));
            let mut citation =
                of_dossier(dossier, from.min(span.start)..end, Confidence::Cue, "kamerstuk/dossier");
            shared.say(&mut citation);
            found.push(citation);
            from = usize::MAX;
        }
        return Some(end);
    }
    let mut end = start;
    for (index, (paper, pages)) in papers.iter().enumerate() {
        let from = if index == 0 { start } else { paper.span.start };
        end = pages.as_ref().map_or(paper.span.end, |pages| pages.end);
        end += usize::from(
            (open || papers.len() == 1 && in_own(shared.text, paper)) && closed(shared.text, end),
        );
        let all: Vec<&Dossier> = dossiers.iter().map(|(dossier, _)| dossier).collect();
        let mut citation = of_paper(&all, paper, from..end, Confidence::Cue, "kamerstuk/full");
        shared.say(&mut citation);
        if let Some(pages) = pages.clone().and_then(|pages| shared.text.get(pages)) {
            citation.details.push((Detail::Page, pages.to_owned()));
        }
        found.push(citation);
    }
    Some(end)
}

/// Whether a parenthesis closes here.
fn closed(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b')')
}

/// Whether a paper stands in parentheses of its own: `26 855 (250)`.
fn in_own(text: &str, paper: &Numbered) -> bool {
    paper.span.start.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'(')
}

impl Shared<'_> {
    /// Puts what all share into a citation.
    fn say(&self, citation: &mut Citation) {
        citation.cue = Some(self.word.clone());
        if let Some(chamber) = self.chamber {
            citation.details.push((Detail::Chamber, chamber.to_owned()));
        }
        citation.details.extend(self.sessions.iter().map(|session| (Detail::Session, session.to_string())));
        if self.annexed {
            citation.details.push((Detail::Annex, "bijlage".to_owned()));
        }
    }
}

/// Goes past a list of dossiers.
fn dossiers(c: &mut Cursor<'_>, mode: Mode, shared: &Shared<'_>) -> Option<Vec<(Dossier, Range<usize>)>> {
    // Short numbers only as papers have them: `Kamerstukken II 1958/59, 5380, nr. 3`.
    let cued = shared.cue == Cue::Papers || !shared.sessions.is_empty();
    let start = c.at();
    let first = dossier::read(c, mode, cued)?;
    let mut dossiers = vec![(first, c.since(start))];
    loop {
        let mut next = *c;
        let comma = next.literal(",") || next.literal("/");
        next.space();
        let word = next.one_of(&["en"]).is_some() && next.space();
        let start = next.at();
        if !(comma || word) {
            return Some(dossiers);
        }
        let Some(further) = dossier::read(&mut next, mode, false) else {
            return Some(dossiers);
        };
        // `35 625 en 35 300, nr. 5` are two dossiers of one paper only when nothing says otherwise; a
        // parenthesis with papers of its own does.
        dossiers.push((further, next.since(start)));
        *c = next;
    }
}

/// Goes past what joins a further dossier with papers: `; 2001/2002, 26 855 (16, 16a)`, `en 35 300, nr. 5`.
fn further(c: &mut Cursor<'_>, shared: &mut Shared<'_>) -> bool {
    let mut next = *c;
    next.literal(")");
    let sign = next.literal(";") || next.literal(",");
    next.space();
    let word = next.one_of(&["en", "alsmede"]).is_some() && next.space();
    if !sign && !word {
        return false;
    }
    let start = next;
    let chamber = chamber(&mut next, Mode::Document);
    let sessions = sessions(&mut next);
    if sessions.is_empty() {
        next = start;
    } else {
        next.separator();
    }
    // Only a dossier of five digits that says of which paper goes on without the word.
    let mut ahead = next;
    if dossier::read(&mut ahead, shared.mode, false).is_none()
        || papers(&mut ahead, shared.mode, cued(shared.chamber), false).is_empty()
    {
        return false;
    }
    if !sessions.is_empty() {
        shared.sessions = sessions;
        shared.chamber = chamber.or(shared.chamber);
    }
    *c = next;
    true
}
