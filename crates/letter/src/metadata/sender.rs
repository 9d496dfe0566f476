//! Who sent a letter, and to whom.
//!
//! Answerable for the letterhead, the heading of a printed letter, and the address. Knows the table of ministries
//! only through `ministry`.

use std::ops::Range;

use super::closing::Closing;
use super::ministry::{Ministry, ministry_at, ministry_of, office_length};
use super::{Found, LetterKind, Origin, Person, properties};
use crate::draft::Draft;
use crate::head::Head;
use crate::title::folded;

/// Lines over which the name of a ministry or an addressee may be wrapped.
const WRAPPED: usize = 4;

/// Bytes of an addressee; more is a paragraph.
const LONGEST: usize = 200;

/// How the heading of a printed letter begins, in lower case.
const LETTER_OF: [&str; 3] = ["brief van de ", "brief van het ", "brief van "];

/// What is known before the sender.
pub(super) struct Known<'a> {
    pub(super) kind: Option<LetterKind>,
    pub(super) closing: &'a Closing,
    pub(super) answered_by: &'a [Found<Person>],
    pub(super) addressee: Option<&'a Found<String>>,
}

/// Returns who sent a letter, as written, and the ministry it comes from.
pub(super) fn sender(
    draft: &Draft,
    head: &Head<'_>,
    known: &Known<'_>,
) -> (Option<Found<String>>, Option<Found<Ministry>>) {
    // Members ask and move; the ministry they name is asked.
    let of_members = matches!(
        known.kind,
        Some(LetterKind::Kamervragen | LetterKind::Motie | LetterKind::Amendement | LetterKind::Verslag)
    );
    if of_members {
        return (declared_sender(draft), None);
    }
    let letterhead = letterhead(head);
    let heading = heading(head);
    let office = known.closing.offices.first();
    let answering = known.answered_by.iter().find(|_| known.closing.offices.is_empty());
    let sender = letterhead
        .as_ref()
        .map(|(whole, _)| at(head, whole))
        .or_else(|| heading.as_ref().map(|(whole, _)| at(head, whole)))
        .or_else(|| {
            office
                .map(|(function, range)| Found { value: function.clone(), from: Origin::Text(range.clone()) })
        })
        .or_else(|| {
            answering.map(|found| {
                let function = found.value.function.as_deref().unwrap_or_default();
                // `Minister (Justitie en Veiligheid)` is told with the name where it stands.
                let value = match function.split_once(" (") {
                    Some((title, field)) => format!("{title} {} ({field}", found.value.name),
                    None => format!("{function} {}", found.value.name),
                };
                Found { value, from: found.from.clone() }
            })
        })
        .or_else(|| declared_sender(draft));
    let ministry = letterhead
        .map(|(_, found)| found)
        .or_else(|| heading.and_then(|(_, found)| found))
        .or_else(|| known.closing.offices.iter().find_map(|(function, range)| of_office(function, range)))
        .or_else(|| known.answered_by.iter().find_map(of_answer))
        .or_else(|| {
            (known.kind == Some(LetterKind::Beslisnota)).then(|| of_addressee(known.addressee?)).flatten()
        })
        .or_else(|| of_site(head))
        .or_else(|| declared_ministry(draft));
    (sender, ministry)
}

/// Where a letter shows that it comes from the government: its letterhead or the office that signs it.
pub(super) fn of_government(head: &Head<'_>, closing: &Closing) -> Option<Origin> {
    let office = closing.offices.first().map(|(_, range)| Origin::Text(range.clone()));
    office
        .or_else(|| letterhead(head).map(|(whole, _)| Origin::Text(whole)))
        .or_else(|| of_site(head).map(|found| found.from))
}

fn at(head: &Head<'_>, range: &Range<usize>) -> Found<String> {
    Found { value: folded(&head.text()[range.clone()]), from: Origin::Text(range.clone()) }
}

/// `Ministerie van Veiligheid en Justitie` at the beginning of a cell: the whole, and the ministry.
fn letterhead(head: &Head<'_>) -> Option<(Range<usize>, Found<Ministry>)> {
    const CUES: [&str; 4] = ["Ministerie van ", "Ministerie voor ", "Ministry of ", "Ministerie "];
    (0..head.cells().len()).find_map(|cell| {
        let range = head.cell(cell)?;
        let content = &head.text()[range.clone()];
        let cue = CUES.iter().find(|cue| starts(content, cue))?;
        let before = cell.checked_sub(1).and_then(|before| head.cell(before));
        let addressed = before.is_some_and(|before| is_address_cue(&head.text()[before]));
        if addressed {
            return None;
        }
        let wrapped = wrapped(head, cell);
        let (ministry, length) = ministry_at(&head.text()[range.start + cue.len()..wrapped])?;
        let whole = range.start..range.start + cue.len() + length;
        // A line that goes on is a sentence: `Ministerie van Financiën heeft …`.
        let behind = head.text()[whole.end..wrapped].trim_start();
        let alone = !behind.starts_with(char::is_lowercase) || head.text()[whole.end..].starts_with('\n');
        let name = whole.start + cue.len()..whole.end;
        alone.then_some((whole, Found { value: ministry, from: Origin::Text(name) }))
    })
}

/// Where the cell with the lines that follow it without a blank one ends.
fn wrapped(head: &Head<'_>, cell: usize) -> usize {
    let mut last = cell;
    while last - cell < WRAPPED && head.continues(last) {
        last += 1;
    }
    head.cell(last).map_or(0, |cell| cell.end)
}

fn starts(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

fn is_address_cue(text: &str) -> bool {
    let plain = text.trim_end_matches([':', ' ']);
    ["aan", "aan het", "aan de", "to", "t.a.v."].iter().any(|cue| plain.eq_ignore_ascii_case(cue))
}

/// `BRIEF VAN DE MINISTER VAN FINANCIËN`: who, and the ministry when one is named.
fn heading(head: &Head<'_>) -> Option<(Range<usize>, Option<Found<Ministry>>)> {
    (0..head.cells().len()).find_map(|cell| {
        let range = head.cell(cell)?;
        let content = &head.text()[range.clone()];
        let content = skip_number(content);
        let start = range.end - content.len();
        let cue = LETTER_OF.iter().find(|cue| starts(content, cue))?;
        let from = start + cue.len();
        let who = &head.text()[from..range.end];
        let of_government =
            ["minister", "staatssecretaris", "viceminister"].iter().any(|office| starts(who, office));
        let wrapped = wrapped(head, cell);
        let office = office_length(&head.text()[from..wrapped]);
        let found = ministry_at(&head.text()[from + office..wrapped]).filter(|_| office > 0);
        let end = found.as_ref().map_or(range.end, |(_, length)| from + office + length);
        let whole = from..end.max(from + 1).min(head.text().len());
        let ministry = found.map(|(ministry, length)| Found {
            value: ministry,
            from: Origin::Text(from + office..from + office + length),
        });
        (of_government || ministry.is_some() || !who.is_empty() && who.len() < LONGEST)
            .then_some((whole, ministry))
    })
}

/// A cell without `Nr. 202` before its heading.
pub(super) fn skip_number(cell: &str) -> &str {
    let rest = ["Nr. ", "nr. ", "NR. "].iter().find_map(|cue| cell.strip_prefix(cue));
    let Some(rest) = rest else {
        return cell;
    };
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.len() == rest.len() { cell } else { behind.trim_start() }
}

/// The ministry of an office: `Minister van Veiligheid en Justitie`.
fn of_office(function: &str, range: &Range<usize>) -> Option<Found<Ministry>> {
    let office = office_length(function);
    let (ministry, _) = ministry_at(&function[office..]).filter(|_| office > 0)?;
    Some(Found { value: ministry, from: Origin::Text(range.clone()) })
}

/// The ministry of `Minister (Justitie en Veiligheid)`.
fn of_answer(found: &Found<Person>) -> Option<Found<Ministry>> {
    let function = found.value.function.as_deref()?;
    let ministry = match function.split_once('(') {
        Some((_, field)) => ministry_of(field)?,
        None => ministry_of(function)?,
    };
    Some(Found { value: ministry, from: found.from.clone() })
}

/// A note to a minister is written in his own ministry.
fn of_addressee(addressee: &Found<String>) -> Option<Found<Ministry>> {
    let office = office_length(&addressee.value);
    let (ministry, _) = ministry_at(&addressee.value[office..]).filter(|_| office > 0)?;
    Some(Found { value: ministry, from: addressee.from.clone() })
}

/// The ministry of `www.rijksoverheid.nl/venj` in a letterhead.
fn of_site(head: &Head<'_>) -> Option<Found<Ministry>> {
    head.cells().find_map(|cell| {
        let content = &head.text()[cell.clone()];
        let path = ["rijksoverheid.nl/", "www.rijksoverheid.nl/", "minbuza.nl", "www.minbuza.nl"];
        let site = path.iter().find(|site| starts(content, site))?;
        let behind = &content[site.len()..];
        let word = behind.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = if site.ends_with('/') { word } else { "buza" };
        let ministry = ministry_of(name).filter(|_| !name.is_empty())?;
        Some(Found { value: ministry, from: Origin::Text(cell) })
    })
}

fn declared_sender(draft: &Draft) -> Option<Found<String>> {
    let (name, value) = properties::values(&draft.declared, "creator")
        .find(|(_, value)| !value.eq_ignore_ascii_case("overige"))
        .or_else(|| {
            // The author of an Office file is who made the template; that of a mail wrote it.
            let mail = properties::values(&draft.declared, "to").next().is_some();
            draft.declared.author.as_deref().filter(|_| mail).map(|author| ("author", author.trim()))
        })?;
    (!value.is_empty() && value.len() < LONGEST)
        .then(|| Found { value: folded(value), from: Origin::Declared(name.to_owned()) })
}

fn declared_ministry(draft: &Draft) -> Option<Found<Ministry>> {
    ["creator", "authority", "publisher"].iter().find_map(|property| {
        properties::values(&draft.declared, property).find_map(|(name, value)| {
            Some(Found { value: ministry_of(value)?, from: Origin::Declared(name.to_owned()) })
        })
    })
}

/// Returns to whom a letter was sent, as written.
pub(super) fn addressee(draft: &Draft, head: &Head<'_>, kind: Option<LetterKind>) -> Option<Found<String>> {
    in_address(head)
        .or_else(|| (kind == Some(LetterKind::Kamervragen)).then(|| asked(head)).flatten())
        .or_else(|| {
            let (name, value) = properties::values(&draft.declared, "to").next()?;
            Some(Found { value: folded(value), from: Origin::Declared(name.to_owned()) })
        })
}

/// `Aan de Voorzitter van de Tweede Kamer ¶ der Staten-Generaal`
fn in_address(head: &Head<'_>) -> Option<Found<String>> {
    (0..head.cells().len()).find_map(|cell| {
        let range = head.cell(cell)?;
        let content = &head.text()[range.clone()];
        let chamber = ["de voorzitter van de ", "voorzitter van de "].iter().any(|cue| starts(content, cue))
            && ["kamer", "staten", "parlement"].iter().any(|word| content.to_lowercase().contains(word));
        let cue = ["Aan: ", "Aan ", "To: ", "To "].iter().find(|cue| starts(content, cue));
        // `aan de Minister` in small letters is the middle of a sentence that was wrapped.
        let cue = cue.filter(|cue| cue.ends_with(": ") || content.starts_with(char::is_uppercase));
        let alone = is_address_cue(content) && !starts(content, "t.a.v.");
        let (start, first) = if alone {
            let next = head.cell(cell + 1)?;
            (next.start, cell + 1)
        } else if let Some(cue) = cue {
            let rest = content[cue.len()..].trim_start();
            let begins = rest.starts_with(char::is_uppercase)
                || ["de ", "het ", "mw", "dhr", "mevrouw ", "the "].iter().any(|word| starts(rest, word));
            if !begins || is_sentence(content) {
                return None;
            }
            (range.end - rest.len(), cell)
        } else if chamber && !is_sentence(content) {
            (range.start, cell)
        } else {
            return None;
        };
        let mut last = first;
        while last - first < WRAPPED && head.continues(last) && goes_on(head, first, last + 1) {
            last += 1;
        }
        let end = head.cell(last)?.end;
        let value = folded(&head.text()[start..end]);
        let value = value.trim_end_matches([',', '.', ' ']).to_owned();
        (!value.is_empty() && value.len() <= LONGEST && !head.is_field(first)
            || cue.is_some() && value.len() <= LONGEST)
            .then_some(Found { value, from: Origin::Text(start..end) })
    })
}

fn is_sentence(content: &str) -> bool {
    content.len() > LONGEST
        || content.ends_with(['.', '?', '!', ';'])
        || content.split_whitespace().count() > 16
}

/// Whether a line of an address still says to whom: `der Staten-Generaal`, not `Postbus 20018`.
fn goes_on(head: &Head<'_>, first: usize, cell: usize) -> bool {
    let Some(range) = head.cell(cell) else {
        return false;
    };
    let content = &head.text()[range];
    let before = head.cell(cell - 1).map_or("", |before| &head.text()[before]);
    let small = before.rsplit(' ').next().is_some_and(|word| {
        ["van", "der", "de", "en", "het", "voor"].contains(&word.to_lowercase().as_str())
            || word.ends_with(',')
    });
    let of_chamber = starts(content, "der staten") || starts(content, "van de ") || starts(content, "der ");
    let lower = content.starts_with(char::is_lowercase) && content.split_whitespace().count() <= 8;
    let whole = head.cell(first).map_or(0, |first| first.start);
    let wrapped_ministry = head.cell(cell).is_some_and(|cell| {
        let text = &head.text()[whole..cell.end];
        let lead = office_length(text);
        lead > 0 && ministry_at(&text[lead..]).is_some_and(|(_, length)| whole + lead + length > cell.start)
    });
    !head.is_field(cell)
        && !content.contains(|c: char| c.is_ascii_digit())
        && (small || of_chamber || lower || wrapped_ministry)
        && content.len() <= LONGEST
}

/// The ministers whom members ask: `aan de Minister van Justitie en Veiligheid over`.
fn asked(head: &Head<'_>) -> Option<Found<String>> {
    /// Bytes of the heading in which they stand.
    const REACH: usize = 3000;
    let text = head.text();
    let end = head.lines().last().map_or(0, |line| line.end).min(REACH);
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let flat = text[..end].to_ascii_lowercase().replace(['\n', '\t', '\r'], " ");
    let vragen = flat.find("vragen van ")?;
    let cue = " aan de ";
    let start = vragen + flat[vragen..].find(cue)? + cue.len();
    let length = [" over ", " (ingezonden", " inzake ", " betreffende "]
        .iter()
        .filter_map(|stop| flat[start..].find(stop))
        .min()?;
    let range = start..start + length;
    let who = ["minister", "staatssecretaris"].iter().any(|office| flat[range.clone()].starts_with(office));
    (who && length <= LONGEST)
        .then(|| Found { value: folded(&text[range.clone()]), from: Origin::Text(range) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addressee_of(text: &str, expected: &str) {
        let found = addressee(&Draft::default(), &Head::of(text), Some(LetterKind::Kamervragen));
        assert_eq!(found.map_or(String::new(), |found| found.value), expected, "{text:?}");
    }

    #[test]
    fn addressees() {
        addressee_of(
            "> Retouradres\n\nAan de Voorzitter van de Tweede Kamer\nDer Staten-Generaal\nPostbus 20018",
            "de Voorzitter van de Tweede Kamer Der Staten-Generaal",
        );
        addressee_of(
            "De Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPrinses Irenestraat 6",
            "De Voorzitter van de Tweede Kamer der Staten-Generaal",
        );
        addressee_of(
            "Aan\n\nDe voorzitter van de Eerste Kamer der Staten-Generaal\nPostbus",
            "De voorzitter van de Eerste Kamer der Staten-Generaal",
        );
        addressee_of(
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 3 mei 2012",
            "de Voorzitter van de Tweede Kamer der Staten-Generaal",
        );
        addressee_of("TER BESLISSING\nAan: de minister van Financiën\nDatum", "de minister van Financiën");
        addressee_of(
            "Vragen van het lid X (Y) aan de Minister van Justitie en\nVeiligheid over Z",
            "Minister van Justitie en Veiligheid",
        );
        addressee_of("Aan dit rapport is gewerkt door velen.", "");
        addressee_of("Aan\n", "");
        addressee_of("", "");
    }

    fn check(text: &str, expected: &str) {
        let head = Head::of(text);
        let lines = super::super::lines::Lines::of(text, &crate::layout::Layout::default());
        let closing = super::super::closing::closing(&lines);
        let answered_by = super::super::answer::answering(&head);
        let known = Known { kind: None, closing: &closing, answered_by: &answered_by, addressee: None };
        let (sender, ministry) = sender(&Draft::default(), &head, &known);
        if let Some(Found { from: Origin::Text(range), value }) = &ministry {
            assert!(!text[range.clone()].is_empty(), "{value:?}");
        }
        let key = ministry.map_or("-".to_owned(), |found| found.value.key);
        assert_eq!(
            format!("{key} {}", sender.map_or(String::new(), |found| found.value)),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn senders_and_their_ministries() {
        check(
            "Ministerie van Veiligheid en Justitie\n\n> Retouradres",
            "jenv Ministerie van Veiligheid en Justitie",
        );
        check(
            "Ministerie van Infrastructuur\nen Milieu\n\nPostbus",
            "ienw Ministerie van Infrastructuur en Milieu",
        );
        check(
            "Nr. 202 BRIEF VAN DE MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES\nAan de",
            "bzk MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES",
        );
        check(
            "BRIEF VAN DE STAATSSECRETARIS VAN ECONOMISCHE ZAKEN,\nLANDBOUW EN INNOVATIE\nAan",
            "ez STAATSSECRETARIS VAN ECONOMISCHE ZAKEN, LANDBOUW EN INNOVATIE",
        );
        check(
            "Tekst.\n\nDe Minister voor Rechtsbescherming,\n\nSander Dekker",
            "jenv Minister voor Rechtsbescherming",
        );
        check(
            "Tekst.\n\nDe Staatssecretaris van Financiën – Toeslagen en Douane,\n\nAukje de Vries",
            "fin Staatssecretaris van Financiën – Toeslagen en Douane",
        );
        check(
            "Antwoord van Minister Koolmees (Sociale Zaken en Werkgelegenheid) (ontvangen",
            "szw Minister Koolmees (Sociale Zaken en Werkgelegenheid)",
        );
        check("Postbus 20301\nwww.rijksoverheid.nl/venj\n", "jenv ");
        check("Aan\nMinisterie van Financiën\nPostbus 20201", "- ");
        check("Ministerie van Financiën heeft gemeld dat", "- ");
        check("Directie Cyber Security", "- ");
        check("Brief van het Presidium\nAan", "- Presidium");
        check("", "- ");
    }
}
