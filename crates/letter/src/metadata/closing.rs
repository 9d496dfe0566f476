//! The end of a letter, where it is signed.
//!
//! Answerable for the block of offices with the names below or above them, and for the office in whose name a
//! civil servant signs. A name without an office beside it is no signature here: any list has such lines.
//! Knows nothing of which ministry an office belongs to.

use std::ops::Range;

use super::lines::Lines;
use super::name;
use super::{Found, Origin, Person};
use crate::title::folded;

/// Lines over which an office may be wrapped.
const OFFICE_LINES: usize = 4;

/// Bytes of an office; a longer line is a sentence.
const LONGEST_OFFICE: usize = 240;

/// Lines between a name and the next office of the same block: page numbers and a margin fit.
const BLOCK_GAP: usize = 8;

/// Offices in one block. More never signed one letter, and a list of offices is none.
const MOST_OFFICES: usize = 12;

/// Blocks without a name that are tried; a bound on what a text of nothing but offices can cost.
const MOST_BLOCKS: usize = 300;

/// Offices a signature may begin with, in lower case.
const OFFICES: [&str; 9] = [
    "minister",
    "ministers",
    "staatssecretaris",
    "staatssecretarissen",
    "minister-president",
    "viceminister-president",
    "vice-minister-president",
    "minister president",
    "kabinetsinformateur",
];

/// Offices of chambers and civil servants, in lower case.
const OTHER_OFFICES: [&str; 27] = [
    "voorzitter",
    "fungerend voorzitter",
    "waarnemend voorzitter",
    "plv. voorzitter",
    "griffier",
    "adjunct-griffier",
    "waarnemend griffier",
    "secretaris-generaal",
    "plaatsvervangend secretaris-generaal",
    "directeur-generaal",
    "plaatsvervangend directeur-generaal",
    "plv. directeur-generaal",
    "directeur",
    "plaatsvervangend directeur",
    "plv. directeur",
    "wnd. directeur",
    "waarnemend directeur",
    "programmadirecteur",
    "programmadirecteur-generaal",
    "algemeen directeur",
    "inspecteur-generaal",
    "hoofd",
    "hoofddirecteur",
    "afdelingshoofd",
    "clustermanager",
    "coördinator",
    "thesaurier-generaal",
];

/// Words of an office that have no capital.
const SMALL: [&str; 31] = [
    "en",
    "van",
    "voor",
    "de",
    "het",
    "der",
    "den",
    "in",
    "met",
    "zonder",
    "minister",
    "tevens",
    "mede",
    "namens",
    "belast",
    "staatssecretaris",
    "commissie",
    "vaste",
    "algemene",
    "tijdelijke",
    "zaken",
    "portefeuille",
    "ministers",
    "-",
    "–",
    "/",
    "&",
    "a.i.",
    "op",
    "te",
    "bij",
];

/// Lines that may stand between an office and the name, in lower case without marks at the end.
const BETWEEN: [&str; 19] = [
    "namens deze",
    "voor deze",
    "namens hem",
    "namens haar",
    "namens dezen",
    "voor dezen",
    "w.g",
    "(w.g.)",
    "wg",
    "hoogachtend",
    "met vriendelijke groet",
    "met vriendelijke groeten",
    "handtekening",
    "[handtekening]",
    "deze",
    "origineel getekend",
    "getekend",
    "(getekend)",
    "i.o",
];

/// Who signed a letter.
#[derive(Default)]
pub(super) struct Closing {
    /// Those whose names stand there, with their offices.
    pub(super) signatories: Vec<Found<Person>>,
    /// The offices of members of government in the block, with and without a name.
    pub(super) offices: Vec<(String, Range<usize>)>,
    /// The first line of the block, among the lines of the letter.
    pub(super) line: Option<usize>,
}

/// An office as it stands over some lines.
struct Office {
    /// Its words without the article and what follows in whose name.
    function: String,
    range: Range<usize>,
    /// The line behind its last.
    next: usize,
    /// Of a member of government.
    of_government: bool,
}

/// Returns the first block of signatures; without names, the last office that someone signs for.
pub(super) fn closing(lines: &Lines<'_>) -> Closing {
    let mut unnamed = Closing::default();
    let mut line = 0;
    let mut tried = 0;
    while line < lines.len() && tried < MOST_BLOCKS {
        let Some(office) = office_at(lines, line) else {
            line += 1;
            continue;
        };
        tried += 1;
        let block = block(lines, line);
        if !block.signatories.is_empty() {
            return block;
        }
        if !block.offices.is_empty()
            && (is_between(lines.line(office.next)) || office.next + 12 > lines.len())
        {
            unnamed = block;
        }
        line = office.next.max(line + 1);
    }
    unnamed
}

/// The signatures that begin with the office on this line.
fn block(lines: &Lines<'_>, first: usize) -> Closing {
    let mut closing = Closing { line: Some(first), ..Closing::default() };
    let above =
        first.checked_sub(1).filter(|above| lines.adjacent(*above) && is_signed_above(lines.line(*above)));
    let mut line = first;
    let mut gap = 0;
    let mut taken = above;
    let mut offices = 0;
    while line < lines.len() && gap <= BLOCK_GAP && offices < MOST_OFFICES {
        let Some(office) = office_at(lines, line) else {
            gap += 1;
            line += 1;
            continue;
        };
        gap = 0;
        offices += 1;
        if office.of_government {
            closing.offices.push((office.function.clone(), office.range.clone()));
        }
        // `namens deze, ¶ de directeur X, ¶ J. Jansen`: the second office is read at its own line.
        let below = if above.is_some() {
            // In this block the names stand over the offices.
            let over = line.checked_sub(1).filter(|over| lines.adjacent(*over) || taken == Some(*over));
            over.and_then(|over| named(lines, over, false)).map(|named| (named, office.next, false))
        } else {
            below(lines, &office)
        };
        let Some(((name, range), next, by_another)) = below else {
            line = office.next.max(line + 1);
            continue;
        };
        taken = None;
        let mut next = next;
        let function = if by_another {
            // `namens deze, ¶ J. Jansen ¶ directeur X`
            let own = office_at(lines, next).filter(|own| !own.of_government && lines.adjacent(next - 1));
            own.map(|own| {
                next = own.next;
                own.function
            })
        } else {
            Some(office.function)
        };
        closing
            .signatories
            .push(Found { value: Person { name, function, party: None }, from: Origin::Text(range) });
        line = next.max(line + 1);
    }
    closing
}

/// The name below an office, the line behind it, and whether its bearer signs for another.
fn below(lines: &Lines<'_>, office: &Office) -> Option<((String, Range<usize>), usize, bool)> {
    let mut line = office.next;
    let mut by_another = false;
    for _ in 0..3 {
        let text = lines.line(line);
        if !is_between(text) {
            break;
        }
        by_another |= text.to_lowercase().contains("deze");
        line += 1;
    }
    let short = !office.of_government && lines.line(office.next - 1).ends_with(',');
    let found = named(lines, line, short)?;
    // A name over an address is to whom the letter goes.
    let address = (line + 1..line + 3).any(|line| is_address(lines.line(line)));
    (!address).then_some((found, line + 1, by_another))
}

/// The name on a line: initials or more than one word, unless it may be `short`.
fn named(lines: &Lines<'_>, line: usize, short: bool) -> Option<(String, Range<usize>)> {
    let range = lines.range(line)?;
    let text = lines.line(line);
    let name = name::name_in(text)?;
    let words = text[name.clone()].split_whitespace().count();
    (short || words > 1 || text[name.clone()].contains('.'))
        .then(|| (folded(&text[name.clone()]), range.start + name.start..range.start + name.end))
}

fn is_signed_above(text: &str) -> bool {
    name::name_in(text).is_some_and(|name| text[name].split_whitespace().count() > 1) && !is_between(text)
}

fn is_between(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let lower = text.to_lowercase();
    let plain = lower.trim_end_matches([',', '.', ':', ' ']);
    BETWEEN.contains(&plain) || plain.starts_with("namens de minister") && plain.len() < 24
}

fn is_address(text: &str) -> bool {
    let mut bytes = text.bytes().filter(|byte| *byte != b' ');
    let digits = bytes.by_ref().take(4).filter(u8::is_ascii_digit).count();
    let postcode = digits == 4 && bytes.take(2).filter(u8::is_ascii_uppercase).count() == 2;
    postcode || text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("postbus"))
}

/// The office that begins on this line.
fn office_at(lines: &Lines<'_>, line: usize) -> Option<Office> {
    let text = lines.line(line);
    let article = article(text);
    let of_government = begins(&text[article..], &OFFICES);
    if !of_government && !begins(&text[article..], &OTHER_OFFICES) {
        return None;
    }
    if !is_office(text) || line > 0 && is_addressed(lines.line(line - 1)) {
        return None;
    }
    let start = lines.range(line)?.start + article;
    let mut end = lines.range(line)?.end;
    let mut next = line + 1;
    while next - line < OFFICE_LINES && lines.adjacent(next - 1) && goes_on(lines, line, next) {
        end = lines.range(next)?.end;
        next += 1;
    }
    let whole = folded(&lines.text[start..end]);
    let lower = whole.to_lowercase();
    let own = ["mede namens", "namens"]
        .iter()
        .filter_map(|joint| lower.find(joint))
        .filter(|at| *at > 0 && whole.is_char_boundary(*at))
        .min();
    let function = whole[..own.unwrap_or(whole.len())].trim_end_matches([',', ' ', '.', ':', '(']);
    let length = lines.text[start..end].trim_end_matches([',', '.', ':']).len();
    Some(Office { function: function.to_owned(), range: start..start + length, next, of_government })
}

/// Bytes of the words before an office: `De `, `Namens de `.
fn article(text: &str) -> usize {
    ["mede namens de ", "namens de ", "de ", "het "]
        .iter()
        .find(|article| text.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article)))
        .map_or(0, |article| article.len())
}

fn begins(text: &str, offices: &[&str]) -> bool {
    let start: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    offices
        .iter()
        .filter_map(|office| start.strip_prefix(office))
        .any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// Whether a line can be part of an office: all its words have capitals but the small ones.
fn is_office(text: &str) -> bool {
    let text = text.trim_end_matches([',', '.', ':']);
    text.len() <= LONGEST_OFFICE
        && !text.contains(['?', '!', ';', '"', '«'])
        && text.split_whitespace().enumerate().all(|(place, word)| {
            let lower = word.to_lowercase();
            let word = word.trim_matches(['(', ')', ',', '‘', '’']);
            let known = begins(word, &OFFICES) || begins(word, &OTHER_OFFICES);
            word.is_empty()
                || word.starts_with(char::is_uppercase)
                || SMALL.contains(&lower.trim_end_matches(','))
                || known
                || place < 3 && lower.ends_with("-generaal")
                || lower.starts_with("plaatsvervangend")
        })
}

/// Whether the office that began on `first` goes on on the line `next`.
fn goes_on(lines: &Lines<'_>, first: usize, next: usize) -> bool {
    let text = lines.line(next);
    let before = lines.line(next - 1);
    if !is_office(text) || is_between(text) || text.is_empty() {
        return false;
    }
    if begins(&text[article(text)..], &OFFICES) && article(text) > 0 && !before.ends_with("namens") {
        let mede = text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("mede "));
        if !mede {
            return false;
        }
    }
    // `De minister-president, ¶ Minister van Algemene Zaken`
    if begins(&before[article(before)..], &["minister-president"]) && begins(text, &["minister van"]) {
        return true;
    }
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let starts_small = text.starts_with(char::is_lowercase)
        && ["en ", "van ", "voor ", "mede ", "tevens ", "de ", "namens "]
            .iter()
            .any(|start| text.starts_with(start));
    if starts_small || SMALL.contains(&last.as_str()) {
        return true;
    }
    // `De Minister van Economische Zaken, ¶ Landbouw en Innovatie,`
    let (Some(start), Some(end)) = (lines.range(first), lines.range(next)) else {
        return false;
    };
    let own = lines.range(next - 1).map_or(0, |range| range.end);
    let whole = &lines.text[start.start..end.end];
    let office = article(whole) + super::ministry::office_length(&whole[article(whole)..]);
    super::ministry::ministry_at(&whole[office..])
        .is_some_and(|(_, length)| start.start + office + length > own)
        || (text.ends_with(',') && name::name_in(text).is_none() && !begins(text, &OFFICES))
}

/// Whether what follows this line is to whom the letter goes.
fn is_addressed(text: &str) -> bool {
    let plain = text.trim_end_matches([':', ' ']);
    plain.eq_ignore_ascii_case("aan") || plain.eq_ignore_ascii_case("t.a.v.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let closing = closing(&Lines::of(text, &Layout::default()));
        let found: Vec<String> = closing
            .signatories
            .iter()
            .map(|found| {
                let Origin::Text(range) = &found.from else { return String::new() };
                assert_eq!(folded(&text[range.clone()]), found.value.name);
                format!("{} | {}", found.value.name, found.value.function.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn names_below_offices() {
        check(
            "Tot slot.\n\nDe Minister van Veiligheid en Justitie,\n\nI.W. Opstelten\n\nDe Minister van Economische Zaken, Landbouw en Innovatie,\n\ndrs. M.J.M. Verhagen",
            &[
                "I.W. Opstelten | Minister van Veiligheid en Justitie",
                "M.J.M. Verhagen | Minister van Economische Zaken, Landbouw en Innovatie",
            ],
        );
        check(
            "De Minister van Economische Zaken,\nLandbouw en Innovatie,\ndrs. M.J.M. Verhagen",
            &["M.J.M. Verhagen | Minister van Economische Zaken, Landbouw en Innovatie"],
        );
        check(
            "Hoogachtend,\n\nde minister van Sociale Zaken\nen Werkgelegenheid,\n\n\nW. Koolmees",
            &["W. Koolmees | minister van Sociale Zaken en Werkgelegenheid"],
        );
        check("DE MINISTER VAN DEFENSIE\n\nK.H. Ollongren", &["K.H. Ollongren | MINISTER VAN DEFENSIE"]);
        check(
            "De minister-president,\nMinister van Algemene Zaken\n\nMark Rutte",
            &["Mark Rutte | minister-president, Minister van Algemene Zaken"],
        );
        check(
            "De Staatssecretaris van Financiën – Toeslagen en Douane,\n\nAukje de Vries",
            &["Aukje de Vries | Staatssecretaris van Financiën – Toeslagen en Douane"],
        );
        check(
            "De Minister van X,\nmede namens de Minister van Y,\n\nA.B. Cee",
            &["A.B. Cee | Minister van X"],
        );
        check(
            "De Minister voor Rechtsbescherming,\n\nSander Dekker\nPagina 3 van 3",
            &["Sander Dekker | Minister voor Rechtsbescherming"],
        );
        check(
            "De voorzitter van de commissie,\nVan Meenen\n\nDe griffier van de commissie,\nA.C. Verbruggen-Groot",
            &[
                "Van Meenen | voorzitter van de commissie",
                "A.C. Verbruggen-Groot | griffier van de commissie",
            ],
        );
    }

    #[test]
    fn names_over_offices() {
        check(
            "Hoogachtend,\n\nCarola Schouten\nMinister van Landbouw, Natuur en Voedselkwaliteit",
            &["Carola Schouten | Minister van Landbouw, Natuur en Voedselkwaliteit"],
        );
        check(
            "ir. E.D. Wiebes\nMinister van Economische Zaken en Klimaat\n\nCarola Schouten\nMinister van Landbouw, Natuur en Voedselkwaliteit",
            &[
                "E.D. Wiebes | Minister van Economische Zaken en Klimaat",
                "Carola Schouten | Minister van Landbouw, Natuur en Voedselkwaliteit",
            ],
        );
    }

    #[test]
    fn civil_servants_sign_for_a_minister() {
        check(
            "De Minister van Volksgezondheid, Welzijn en Sport,\nnamens deze,\n\nJ. Jansen\ndirecteur Wetgeving en Juridische Zaken",
            &["J. Jansen | directeur Wetgeving en Juridische Zaken"],
        );
        let text = "De Minister van Volksgezondheid,\nWelzijn en Sport,\nnamens deze,\n\n";
        let found = closing(&Lines::of(text, &Layout::default()));
        assert_eq!(found.offices[0].0, "Minister van Volksgezondheid, Welzijn en Sport");
        assert!(found.signatories.is_empty());
    }

    #[test]
    fn other_lines_are_no_signatures() {
        check("Aan\nDe Minister van Defensie\nMevrouw A. Jansen\n", &[]);
        check("De Minister van Defensie\nMevrouw A. Jansen\nPostbus 20701\n2500 ES Den Haag", &[]);
        check("De Minister van Defensie heeft dit gezegd.\nA. Jansen", &[]);
        check("De Minister van Justitie,\n\nKamerstukken II", &[]);
        check("Directeur\n\nPagina 3", &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(De |Minister|van|voor|Justitie|en|,|\n|\n\n| |namens deze|I\\.W\\. |Opstelten|directeur|ë|\u{a0}|\\PC){0,40}") {
            let closing = closing(&Lines::of(&text, &Layout::default()));
            for found in closing.signatories {
                let Origin::Text(range) = found.from else { continue };
                prop_assert!(text.get(range).is_some());
            }
            for (_, range) in closing.offices {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
