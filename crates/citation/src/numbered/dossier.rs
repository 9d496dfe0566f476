//! The number of a parliamentary dossier: `26 643`, `26643`, `31700 VI`, `21501-33`, `36 084 (R2154)`.
//!
//! Answerable for the number, its suffix and the number of a Rijkswet behind it. Knows nothing of whether
//! such a number is a dossier where it stands, which only the words around it tell.

use crate::citation::Mode;
use crate::cursor::Cursor;
use crate::numbered::numbers;

/// A dossier as written.
#[derive(Clone, Debug)]
pub(crate) struct Dossier {
    /// Its number without blanks: `26643`.
    pub(crate) number: String,
    /// A chapter of the budget, a formation of the Council or a fund: `XVI`, `33`, `A`.
    pub(crate) suffix: Option<String>,
    /// As in `R2154`.
    pub(crate) rijkswet: Option<String>,
    /// How the number is written.
    pub(crate) form: Form,
}

/// How the number of a dossier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `26643`.
    Glued,
    /// `26 643`, `26.643`.
    Parted,
    /// Fewer than five digits, as before 1970.
    Old,
}

impl Dossier {
    /// The number with its suffix: `21501-33`.
    pub(crate) fn full(&self) -> String {
        match &self.suffix {
            Some(suffix) => format!("{}-{suffix}", self.number),
            None => self.number.clone(),
        }
    }

    /// The keys of the dossier, the full one first.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let whole = self.suffix.is_some().then(|| format!("dossier:{}", self.number));
        [format!("dossier:{}", self.full())].into_iter().chain(whole)
    }
}

/// Goes past a dossier with its suffix. `cued` says that the words before it announced one; only then it may
/// have fewer than five digits or lie outside the numbers given so far.
pub(crate) fn read(cursor: &mut Cursor<'_>, mode: Mode, cued: bool) -> Option<Dossier> {
    let mut c = *cursor;
    let (number, form) = number(&mut c, cued)?;
    let suffix = suffix(&mut c, &number, mode);
    let rijkswet = rijkswet(&mut c);
    *cursor = c;
    Some(Dossier { number, suffix, rijkswet, form })
}

/// Whether a dossier of five digits stands here, however written.
pub(crate) fn stands_at(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    number(&mut ahead, false).is_some()
}

fn number(c: &mut Cursor<'_>, cued: bool) -> Option<(String, Form)> {
    let mut next = *c;
    let (number, form) = if let Some(digits) = next.digits(5, 5) {
        (digits.to_owned(), Form::Glued)
    } else {
        let first = next.digits(1, 4)?;
        match parted(next, first, cued) {
            Some((number, after)) => {
                next = after;
                (number, Form::Parted)
            }
            None if cued => (first.to_owned(), Form::Old),
            None => return None,
        }
    };
    // Dossiers have reached 37000; a first digit of 5 or more is a postbox or an amount.
    let given = number.starts_with(['1', '2', '3', '4']);
    if !next.ends_number() || is_fraction(next, cued) || (!cued && !given) {
        return None;
    }
    *c = next;
    Some((number, form))
}

/// `26 643` and `26.643`, and with a cue `5 380`.
fn parted<'v>(mut c: Cursor<'v>, first: &str, cued: bool) -> Option<(String, Cursor<'v>)> {
    if first.len() != 2 && !(cued && first.len() == 1) {
        return None;
    }
    c.character(&[' ', '.'])?;
    let rest = c.digits(3, 3)?;
    Some((format!("{first}{rest}"), c))
}

/// Whether the number goes on behind a point or a comma, as an amount does.
fn is_fraction(mut c: Cursor<'_>, cued: bool) -> bool {
    (c.literal(".") || (!cued && c.literal(","))) && c.peek().is_some_and(|c| c.is_ascii_digit())
}

fn suffix(c: &mut Cursor<'_>, number: &str, mode: Mode) -> Option<String> {
    council(c, number, mode).or_else(|| chapter(c, mode)).or_else(|| fund(c))
}

/// A formation of the Council. No dossier but this one has suffixes of digits.
fn council(c: &mut Cursor<'_>, number: &str, mode: Mode) -> Option<String> {
    let mut next = *c;
    if number != "21501" || !(next.literal("-") || (mode == Mode::Asked && next.space())) {
        return None;
    }
    let digits = next.digits(2, 2)?;
    if !next.ends_number() {
        return None;
    }
    *c = next;
    Some(digits.to_owned())
}

/// A chapter of the budget, which stands before a comma; a letter behind one is the number of a paper.
fn chapter(c: &mut Cursor<'_>, mode: Mode) -> Option<String> {
    let mut next = *c;
    if !next.literal("-") {
        let mut named = next;
        named.separator();
        if named.one_of(&["hoofdstuk", "hfdst", "hfst"]).is_some() {
            named.literal(".");
            next = named;
        }
        if !next.space() {
            return None;
        }
    }
    let letters = next.run(6, |c| c.is_ascii_alphabetic())?;
    if !next.ends_number() || (letters == "X" && next.rest().starts_with(" Noot")) {
        return None;
    }
    let chapter = chapter_of(letters, mode)?;
    *c = next;
    Some(chapter)
}

const CHAPTERS: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX",
];

/// The chapter these letters are, in capitals: `XVI`, `IIA`. In lower case only in a search box, and there
/// without a letter behind the figure: `via` is a word.
pub(crate) fn chapter_of(letters: &str, mode: Mode) -> Option<String> {
    if letters.len() > 6 {
        return None;
    }
    let capitals = letters.to_ascii_uppercase();
    let written_so = capitals == letters;
    if !written_so && mode == Mode::Document {
        return None;
    }
    let of_part = || {
        let (figure, part) = capitals.split_at_checked(capitals.len().checked_sub(1)?)?;
        (written_so && ('A'..='H').contains(&part.chars().next()?)).then_some(figure)
    };
    let known =
        CHAPTERS.contains(&capitals.as_str()) || of_part().is_some_and(|figure| CHAPTERS.contains(&figure));
    known.then_some(capitals)
}

/// A fund of the budget: `33400-A`, `33 400 A, nr. 3`.
fn fund(c: &mut Cursor<'_>) -> Option<String> {
    let mut next = *c;
    let joined = next.literal("-");
    if !joined && !next.space() {
        return None;
    }
    let letter = next.peek().filter(char::is_ascii_uppercase)?;
    next.character(&[letter]);
    if !next.ends_number() || !(numbers::is_announced(next) || (joined && !next.rest().starts_with('-'))) {
        let mut number = next;
        if !(joined && number.literal("-") && number.digits(1, 4).is_some()) {
            return None;
        }
    }
    *c = next;
    Some(letter.to_string())
}

/// The number of a Rijkswet in parentheses.
fn rijkswet(c: &mut Cursor<'_>) -> Option<String> {
    let mut next = *c;
    next.literal("-");
    next.space();
    if !next.literal("(") || !next.any_case("R") {
        return None;
    }
    next.literal(".");
    next.space();
    let number = next.digits(2, 5)?;
    if !next.literal(")") {
        return None;
    }
    *c = next;
    Some(format!("R{number}"))
}
