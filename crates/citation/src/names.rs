//! The name of one person, as a letter writes it and as someone types it.
//!
//! Answerable for where a name begins and ends and for its form in a key: titles and initials in front, the
//! tussenvoegsels, double names with a hyphen or a blank, names in capitals. Knows nothing of what a name
//! stands behind; a caller says by [`Manner`] how much the words before it give away.

mod list;
mod words;

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::citation::Mode;
use crate::cursor::Cursor;
use crate::parties;
use crate::sentences::superscript;
use crate::slug::slug;

pub(crate) use list::{Join, LONGEST_NUMBER, Person, asked, cue, details, people};
use words::is_no_name;
pub(crate) use words::is_portfolio;

/// What may be taken for a name here.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) mode: Mode,
    /// A word before says that a person follows (`het lid`). Then a name may stand in capitals.
    pub(crate) cued: bool,
}

/// A person's name in a view.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// From the titles or initials to the last letter.
    pub(crate) span: Range<usize>,
    /// The surname as keys have it, its tussenvoegsels in front: `van-der-staaij`.
    pub(crate) slug: String,
    /// Of a name in several words the slug without the first, which may be a given name: `Mark Rutte`.
    pub(crate) without_first: Option<String>,
    pub(crate) initials: Option<Range<usize>>,
}

/// How the letters of a name have to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// `Hennis`
    Mixed,
    /// `HENNIS`
    Capitals,
    /// Typed.
    Any,
}

/// Words of one name that stand apart: `Sandra Koşer Kaya`. More belong to something else.
const MOST_WORDS: usize = 3;

/// Longer than any part of a surname.
const LONGEST_WORD: usize = 40;

/// Goes past one name.
pub(crate) fn name(cursor: &mut Cursor<'_>, manner: Manner) -> Option<Name> {
    let mut here = *cursor;
    let start = here.at();
    titles(&mut here);
    let initials = initials(&mut here);
    let cued = manner.cued || initials.is_some();
    let letters = letters_of(here, manner.mode, cued);
    let mut written = String::new();
    let particled = particles(&mut Cursor::clone(&here), cued).is_some();
    surname_part(&mut here, letters, cued, &mut written)?;
    let mut words = 1;
    let mut first = None;
    while words < MOST_WORDS {
        let mut further = here;
        let before = written.len();
        if further.literal("-") {
            written.push('-');
            if surname_part(&mut further, letters, true, &mut written).is_none() {
                written.pop();
                break;
            }
        } else if letters == Letters::Any || !further.space() {
            // What is typed has no capitals to tell a second word of the name from the next word: the list
            // of names decides, which sees the whole box.
            break;
        } else if particles(&mut Cursor::clone(&further), true).is_some() {
            // `Lisa van Ginneken (D66)` is one name, `de motie Sneller van Financiën` is not.
            let mut rest = String::new();
            let full = surname_part(&mut further, letters, true, &mut rest).is_some()
                && parties::in_parentheses(&mut Cursor::clone(&further)).is_some();
            if !full {
                break;
            }
            written.push(' ');
            written.push_str(&rest);
        } else {
            written.push(' ');
            if word(&mut further, letters, &mut written).is_none() {
                written.pop();
                break;
            }
        }
        if here.peek() == Some(' ') && !particled {
            first = first.or(Some(before));
        }
        here = further;
        words += 1;
    }
    let span = start..here.at();
    let without_first = first.and_then(|first| written.get(first..)).map(slug);
    let slug = slug(&written);
    // `motie van de` is the beginning of a name, or of something else.
    if leading_particles(&format!("{slug}-")) > slug.len() {
        return None;
    }
    *cursor = here;
    Some(Name { span, slug, without_first, initials })
}

/// Which letters the name that begins here has: what is behind a cue may be all capitals.
fn letters_of(mut at: Cursor<'_>, mode: Mode, cued: bool) -> Letters {
    if mode == Mode::Asked {
        return Letters::Any;
    }
    // The tussenvoegsel of a name in capitals may be written small, and that of another with a capital.
    while particles(&mut at, true).is_some() {}
    match run(&mut at) {
        Some(first) if cued && !first.contains(char::is_lowercase) => Letters::Capitals,
        _ => Letters::Mixed,
    }
}

/// Tussenvoegsels and one word, written on to `written`.
fn surname_part(cursor: &mut Cursor<'_>, letters: Letters, cued: bool, written: &mut String) -> Option<()> {
    let before = written.len();
    let mut here = *cursor;
    if let Some(particles) = particles(&mut here, cued) {
        written.push_str(particles);
        written.push(' ');
    }
    if word(&mut here, letters, written).is_none() {
        written.truncate(before);
        return None;
    }
    *cursor = here;
    Some(())
}

/// One word of a surname, written on to `written`.
fn word(cursor: &mut Cursor<'_>, letters: Letters, written: &mut String) -> Option<()> {
    let mut here = *cursor;
    let start = here.at();
    let mut run = run(&mut here)?;
    let mut head = None;
    // In the capitals of old papers the first letter may stand apart: `V ERHOEVEN`.
    if letters == Letters::Capitals && run.chars().count() == 1 && here.space() {
        head = Some(run);
        run = self::run(&mut here)?;
    }
    let fits = match letters {
        Letters::Mixed => run.starts_with(char::is_uppercase) && run.contains(char::is_lowercase),
        Letters::Capitals => !run.contains(char::is_lowercase),
        Letters::Any => true,
    };
    let several = run.chars().nth(1).is_some();
    let ends = ends_name(here) && !here.rest().starts_with(['@', '_']);
    let whole = cursor.text().get(start..here.at())?;
    // The one name of which a word means something else.
    let first = written.trim_end_matches([' ', '-']);
    let known = first.eq_ignore_ascii_case("bruins") && whole.eq_ignore_ascii_case("slot");
    if !fits || !several || !ends || parties::is_party(whole) || is_no_name(whole) && !known {
        return None;
    }
    written.extend(head);
    written.push_str(run);
    *cursor = here;
    Some(())
}

/// Whether a name can end here: before anything but a letter or digit, or before the mark of a note.
fn ends_name(mut at: Cursor<'_>) -> bool {
    at.while_is(|c| superscript(c).is_some());
    // A longer number is part of the word: `C2000`.
    at.digits(1, 2);
    at.ends_word()
}

/// Letters with the apostrophes between them; not the `'s` of a genitive, nor a longer word than names are.
fn run<'v>(cursor: &mut Cursor<'v>) -> Option<&'v str> {
    let rest = cursor.rest();
    let mut end = 0;
    let mut count = 0;
    let mut characters = rest.char_indices();
    while let Some((at, c)) = characters.next() {
        let letter = c.is_alphabetic() || (end > 0 && is_combining_mark(c));
        if !letter {
            let mut next = characters.clone().map(|(_, c)| c);
            let joins = c == '\'' && end > 0 && next.next().is_some_and(char::is_alphabetic);
            let genitive = rest.get(at + 1..).is_some_and(|rest| {
                rest.starts_with(['s', 'S']) && !rest.chars().nth(1).is_some_and(char::is_alphanumeric)
            });
            if !joins || genitive {
                break;
            }
        }
        end = at + c.len_utf8();
        count += 1;
        if count > LONGEST_WORD {
            return None;
        }
    }
    let found = rest.get(..end).filter(|found| !found.is_empty())?;
    *cursor = Cursor::new(cursor.text(), cursor.at() + end);
    Some(found)
}

/// The tussenvoegsels, longer ones before those they begin with.
const PARTICLES: [&str; 20] = [
    "van de", "van den", "van der", "van 't", "van ter", "van het", "de la", "van", "von", "den", "der",
    "de", "ter", "ten", "'t", "el", "dos", "von der", "del", "di",
];

/// Those that are also small words of any sentence: with a small letter they count only behind a cue.
const WEAK_PARTICLES: [&str; 14] = [
    "op de", "op den", "op der", "op 't", "op ten", "in 't", "in den", "al", "te", "la", "le", "du", "da",
    "uit den",
];

/// Goes past tussenvoegsels and the blank after them.
fn particles(cursor: &mut Cursor<'_>, cued: bool) -> Option<&'static str> {
    let capital = cursor.peek().is_some_and(char::is_uppercase);
    let weak: &[&str] = if cued || capital { &WEAK_PARTICLES } else { &[] };
    let first = cursor.peek()?.to_ascii_lowercase();
    if !matches!(first, 'v' | 'd' | 't' | '\'' | 'e' | 'o' | 'i' | 'a' | 'l' | 'u') {
        return None;
    }
    PARTICLES.iter().chain(weak).copied().find(|particle| {
        let mut here = *cursor;
        let found = spaced(&mut here, particle) && here.space();
        if found {
            *cursor = here;
        }
        found
    })
}

/// Goes past this ASCII text in any case when no letter follows, also in capitals that stand apart
/// (`V A N`), as the text of some old papers has them.
pub(crate) fn spaced(cursor: &mut Cursor<'_>, text: &str) -> bool {
    if cursor.word(text) {
        return true;
    }
    let mut here = *cursor;
    let spaced = text.bytes().enumerate().all(|(index, byte)| {
        if index > 0 && byte != b' ' {
            here.space();
        }
        here.literal(char::from(byte.to_ascii_uppercase()).encode_utf8(&mut [0; 4]))
    });
    let found = spaced && here.ends_word();
    if found {
        *cursor = here;
    }
    found
}

/// Goes past titles and forms of address.
fn titles(cursor: &mut Cursor<'_>) {
    const SHORT: [&str; 9] = ["drs.", "mr.", "dr.", "ir.", "ing.", "prof.", "jhr.", "mevr.", "dhr."];
    const WORDS: [&str; 6] = ["mevrouw", "mw.", "mw", "de heer", "de heren", "collega"];
    for _ in 0..4 {
        let mut here = *cursor;
        let found = SHORT.iter().any(|title| here.any_case(title))
            || (WORDS.iter().any(|word| here.word(word)) && here.peek() == Some(' '));
        if !found {
            return;
        }
        here.space();
        *cursor = here;
    }
}

/// Goes past initials and the blank after them: `M.J.M. `, `Th. `.
pub(crate) fn initials(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut here = *cursor;
    let start = here.at();
    let mut end = start;
    for _ in 0..10 {
        let mut next = here;
        next.character(&['-']);
        let long = ["Th", "Ch", "Ph", "Chr", "Joh", "IJ", "Fr", "Jac", "Sj"];
        let found = next.one_of(&long).is_some() || capital(&mut next);
        if !found || !next.literal(".") {
            break;
        }
        end = next.at();
        next.space();
        here = next;
    }
    if end == start {
        return None;
    }
    // `J.J. (Judith) Uitermark`
    let mut given = here;
    if given.literal("(") && run(&mut given).is_some() && given.literal(")") && given.space() {
        here = given;
    }
    *cursor = here;
    Some(start..end)
}

fn capital(cursor: &mut Cursor<'_>) -> bool {
    let capital = cursor.peek().filter(|c| c.is_uppercase());
    if let Some(c) = capital {
        *cursor = Cursor::new(cursor.text(), cursor.at() + c.len_utf8());
    }
    capital.is_some()
}

/// How many bytes the tussenvoegsels take with which a slug begins: `van-der-` of `van-der-staaij`. Nothing
/// when nothing else is in it.
pub(crate) fn leading_particles(slug: &str) -> usize {
    let length = |slug: &str| {
        PARTICLES.iter().chain(&WEAK_PARTICLES).find_map(|particle| {
            let mut rest = slug;
            for word in particle.split(' ') {
                rest = rest.strip_prefix(word.trim_start_matches('\''))?.strip_prefix('-')?;
            }
            Some(slug.len() - rest.len())
        })
    };
    let mut start = 0;
    while let Some(more) = slug.get(start..).and_then(length) {
        start += more;
    }
    start
}
