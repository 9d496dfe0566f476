//! White space that breaks a sentence although the sentence goes on.
//!
//! Answerable for deciding, from the words on both sides of a blank line, an aside or the end of a page, whether
//! they are of one sentence. When in doubt they are not. Knows nothing of why the break is there.

use std::ops::Range;

use super::lines::Lines;
use super::{Aside, fields};

/// Bytes of a paragraph at least that can have been broken: shorter ones without a full stop are headings, fields
/// and cells.
const LEAST_PARAGRAPH: usize = 40;

/// Words that never end a sentence, so that what follows goes on however it begins.
const OPEN: [&str; 39] = [
    "aan", "als", "bij", "binnen", "dat", "de", "deze", "die", "dit", "door", "een", "en", "het", "hun",
    "ieder", "in", "mijn", "met", "na", "naar", "of", "om", "omdat", "ons", "onze", "op", "over", "per",
    "te", "tot", "tussen", "uit", "uw", "van", "vanaf", "voor", "waarbij", "wanneer", "zijn",
];

/// First words of the clauses of motions and preambles: each is a paragraph of its own.
const CLAUSES: [&str; 16] = [
    "gehoord",
    "constaterende",
    "overwegende",
    "verzoekt",
    "spreekt",
    "roept",
    "gelet",
    "gezien",
    "besluit",
    "en",
    "mede",
    "vindende",
    "kennisgenomen",
    "draagt",
    "nodigt",
    "van",
];

/// Returns the white space to close, in order. `asides` are all asides, in order, and `pages` where pages begin.
pub(super) fn find(lines: &Lines<'_>, asides: &[Aside], pages: &[usize]) -> Vec<Range<usize>> {
    let mut joins = Vec::new();
    let mut paragraph = Paragraph::default();
    let mut before: Option<usize> = None;
    let mut aside = 0;
    let mut page = 0;
    for line in (0..lines.len()).filter(|line| lines.is_body(*line)) {
        let range = lines.range(line);
        let Some(last) = before.replace(line) else {
            paragraph = Paragraph::at(lines, line);
            continue;
        };
        let gap = lines.range(last).end..range.start;
        while asides.get(aside).is_some_and(|aside| aside.range.end <= gap.start) {
            aside += 1;
        }
        while pages.get(page).is_some_and(|page| *page <= gap.start) {
            page += 1;
        }
        let interrupted = asides.get(aside).is_some_and(|aside| aside.range.start < gap.end)
            || pages.get(page).is_some_and(|page| *page <= gap.end);
        let pieces = pieces(&gap, &asides[aside..]);
        let space: usize = pieces.iter().map(|piece| lines.text().get(piece.clone()).map_or(0, breaks)).sum();
        if space < 2 && !interrupted {
            paragraph.bytes += range.len() + 1;
            continue;
        }
        let goes_on = goes_on(lines.line(last), lines.line(line), &paragraph, interrupted);
        let blank =
            |piece: &Range<usize>| lines.text().get(piece.clone()).is_some_and(|text| text.trim().is_empty());
        if goes_on && pieces.iter().all(blank) {
            if space > 1 {
                joins.extend(pieces);
            }
            paragraph.bytes += range.len() + 1;
        } else {
            paragraph = Paragraph::at(lines, line);
        }
    }
    joins
}

/// The paragraph being read.
#[derive(Default)]
struct Paragraph {
    bytes: usize,
    /// It begins in lower case: an item of a list without marks.
    is_item: bool,
    /// It has cells, or a mark of a list.
    is_listed: bool,
}

impl Paragraph {
    fn at(lines: &Lines<'_>, line: usize) -> Self {
        let text = lines.line(line);
        Self {
            bytes: text.len(),
            is_item: text.starts_with(char::is_lowercase),
            is_listed: is_listed(text) || text.contains(['\t', '|']) || text.contains("   "),
        }
    }
}

/// What remains of a gap without the asides in it.
fn pieces(gap: &Range<usize>, asides: &[Aside]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = gap.start;
    for aside in asides.iter().take_while(|aside| aside.range.start < gap.end) {
        pieces.push(from..aside.range.start.max(from));
        from = aside.range.end.max(from);
    }
    pieces.push(from..gap.end.max(from));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Lines that white space ends; the end of a page ends two.
fn breaks(space: &str) -> usize {
    space.bytes().map(|byte| usize::from(byte == b'\n') + 2 * usize::from(byte == b'\x0c')).sum()
}

fn goes_on(before: &str, after: &str, paragraph: &Paragraph, interrupted: bool) -> bool {
    let end = before.trim_end_matches([')', '»', '”', '’', '"', '\'']);
    let Some(last) = end.chars().next_back() else { return false };
    if matches!(last, '.' | '?' | '!' | ':' | ';' | '…' | '|')
        || fields::label(before).is_some_and(|_| before.len() < 60)
    {
        return false;
    }
    if is_listed(after) || after.contains(['\t', '|']) || after.contains("   ") || is_net(after) {
        return false;
    }
    // A word broken at the end of its line.
    let broken = before.ends_with(['-', '\u{ad}', '\u{2010}'])
        && before.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    let first = after.trim_start_matches(['(', '«', '“', '‘', '"', '\'']);
    let lower = first.starts_with(char::is_lowercase);
    if broken && lower && (interrupted || paragraph.bytes >= LEAST_PARAGRAPH) {
        return true;
    }
    if paragraph.bytes < LEAST_PARAGRAPH || super::exchanges::is_heading(after) {
        return false;
    }
    let word = end.rsplit(char::is_whitespace).next().unwrap_or_default();
    let open = OPEN.contains(&word) && before.len() > word.len();
    if interrupted {
        let item = paragraph.is_listed && !lower;
        return lower || open && !item && !paragraph.is_item;
    }
    let clause = first.split_whitespace().next().is_some_and(|word| CLAUSES.contains(&word));
    lower && !paragraph.is_item && !paragraph.is_listed && (last != ',' || !clause)
}

/// `- herinstalleren`, `• een`, `a. een`, `2) een`
fn is_listed(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let mark = word.trim_start_matches('(').trim_end_matches(['.', ')', '°', 'º']);
    matches!(word, "-" | "–" | "—" | "•" | "·" | "o" | "*" | "▪" | "■" | "►" | "–\u{a0}")
        || word.len() > mark.len() && mark.len() <= 4 && mark.chars().all(char::is_alphanumeric)
}

fn is_net(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.starts_with("www.") || word.starts_with("http") || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::super::of_text;
    use crate::reading::Reading;

    /// A text is read as the expected one, white space counting as one blank or one blank line.
    fn check(text: &str, expected: &str) {
        let layout = of_text(text);
        assert_eq!(Reading::body(text, &layout).text(), expected, "{text:?}");
    }

    const LONG: &str = "Hierbij lag de nadruk op de mogelijke gevolgen voor de overheid. Zo is ondermeer";

    #[test]
    fn sentences_that_go_on() {
        check(&format!("{LONG}\n\nbezien welke"), &format!("{LONG} bezien welke"));
        check(&format!("{LONG}\n\nPagina 2 van 4\n\nbezien welke"), &format!("{LONG} bezien welke"));
        check(&format!("{LONG}\nPagina 2 van 4\nbezien welke"), &format!("{LONG}\nbezien welke"));
        check(&format!("{LONG}\n\nPagina 2 van 4\nbezien welke"), &format!("{LONG} bezien welke"));
        check(
            &format!("{LONG} van\n\nPagina 2 van 4\n\nDefensie welke"),
            &format!("{LONG} van Defensie welke"),
        );
        check(&format!("{LONG} be-\n\nPagina 2 van 4\n\nïnvloeden"), &format!("{LONG} be-\nïnvloeden"));
        check(&format!("{LONG}\n\u{c}bezien welke"), &format!("{LONG} bezien welke"));
        check(&format!("{LONG}\n\u{c}Pagina 2 van 4\n\nbezien welke"), &format!("{LONG} bezien welke"));
    }

    #[test]
    fn sentences_that_end() {
        for text in [
            format!("{LONG} af.\n\nbezien welke"),
            format!("{LONG} dit:\n\nbezien welke"),
            format!("{LONG}\n\nBezien welke"),
            format!("{LONG}\n\n- bezien welke"),
            format!("{LONG}\n\na. bezien welke"),
            format!("{LONG}\n\nwww.rijksoverheid.nl"),
            "De Kamer,\n\ngehoord de beraadslaging,\n\nconstaterende dat dit een lange zin is over van alles,\n\nverzoekt de regering".to_owned(),
            "De acties zijn dan nu de volgende geworden, zo bleek:\n\nherinstalleren van systemen die nog draaien\n\nhet installeren van servers".to_owned(),
            "Inleiding\n\nover dit".to_owned(),
            "- herinstalleren van systemen en van alles en nog wat\n\nhet installeren".to_owned(),
        ] {
            check(&text, &text);
        }
        check(&format!("{LONG} af.\n\nPagina 2 van 4\n\nBezien"), &format!("{LONG} af.\n\n\nBezien"));
    }
}
