//! Where sentences begin and end, in running text, heads of letters and lists alike.
//!
//! A rule of thumb, not a grammar: it decides what is shown around a match, never what is found.

use std::ops::Range;

/// Abbreviations after which a stop ends no sentence although a capital or a figure may follow.
const ABBREVIATIONS: &[&str] = &[
    "art", "artt", "bijv", "blz", "bv", "ca", "dhr", "dr", "drs", "excl", "gem", "ing", "incl", "ir", "jhr",
    "jr", "kamerst", "max", "mevr", "min", "mln", "mld", "mr", "mw", "nr", "nrs", "p", "pag", "par", "prof",
    "resp", "sr", "st", "stb", "stcrt", "tel", "trb", "vgl", "zgn",
];

/// A line shorter than this many characters that another line follows is a line of its own, as in the
/// head of a letter; wrapped text has longer ones.
const SHORT_LINE: usize = 50;

/// Bytes looked at to either side of a place to tell whether it is a border, so that text without
/// blanks, lines or stops costs no more than other text. Holds a short line in any script.
const NEAR: usize = 256;

/// Returns the bytes of the sentence, or sentences, around `span`, without white space at the ends.
///
/// Looks no further than `reach` bytes to either side; a range that ends there ends at a blank and
/// the flags tell on which sides.
pub(crate) fn around(text: &str, span: &Range<usize>, reach: usize) -> (Range<usize>, (bool, bool)) {
    let from = floor(text, span.start.saturating_sub(reach));
    let to = ceil(text, (span.end + reach).min(text.len()));
    let start = (from..=span.start).rev().find(|at| is_border(text, *at));
    let end = (span.end..=to).find(|at| is_border(text, *at));
    let cut = (start.is_none(), end.is_none());
    let start = start.unwrap_or_else(|| {
        let blank = text[from..span.start].find(char::is_whitespace);
        blank.map_or(span.start, |blank| from + blank)
    });
    let end = end.unwrap_or_else(|| {
        let blank = text[span.end..to].rfind(char::is_whitespace);
        blank.map_or(span.end, |blank| span.end + blank)
    });
    let shown = &text[start..end];
    let leading = shown.len() - shown.trim_start().len();
    (start + leading..start + shown.trim_end().len(), cut)
}

/// Returns the last border of a character at or before byte `at`.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whether one sentence ends and another begins at byte `at`.
fn is_border(text: &str, at: usize) -> bool {
    if at == 0 || at == text.len() {
        return true;
    }
    // Borders are seen from their end, before white space; that is one byte in all its forms that
    // matter, and most places in a text are ruled out by it.
    let next = text.as_bytes()[at];
    if !next.is_ascii_whitespace() || text.as_bytes()[at - 1].is_ascii_whitespace() {
        return false;
    }
    let before = &text[floor(text, at.saturating_sub(NEAR))..at];
    let after = &text[at..floor(text, (at + NEAR).min(text.len()))];
    let gap = &after[..after.len() - after.trim_start().len()];
    let following = &after[gap.len()..];
    // A gap that wide parts columns or pages.
    let is_wide = following.is_empty() && at + gap.len() < text.len();
    if is_wide || gap.contains('\u{c}') || gap.matches('\n').count() > 1 {
        return true;
    }
    if gap.contains('\n') && is_line_of_its_own(before, following) {
        return true;
    }
    ends_sentence(before) && following.chars().next().is_none_or(begins_sentence)
}

fn is_line_of_its_own(before: &str, following: &str) -> bool {
    if is_list_item(following) {
        return true;
    }
    let goes_on = following.starts_with(char::is_lowercase) || before.ends_with(['-', ',']);
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.chars().count() < SHORT_LINE && !goes_on
}

fn is_list_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    // A word of three letters may end a sentence at the end of a line; a number stands before its item.
    let numbered = || {
        mark.len() <= 3
            && mark.ends_with(['.', ')'])
            && mark.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text[mark.len()..].starts_with(' ')
    };
    matches!(mark, "-" | "–" | "•" | "*") || numbered()
}

fn begins_sentence(c: char) -> bool {
    c.is_uppercase()
        || c.is_numeric()
        || matches!(c, '"' | '“' | '„' | '«' | '\'' | '‘' | '(' | '[' | '-' | '•')
}

/// Whether `before` ends in a mark that ends a sentence.
fn ends_sentence(before: &str) -> bool {
    // What may hang on the end of a sentence: closing quotes and brackets, and footnote marks.
    let closing =
        |c: char| matches!(c, '"' | '”' | '»' | '\'' | '’' | ')' | ']' | '¹' | '²' | '³' | '⁰'..='⁹');
    let bare = before.trim_end_matches(closing);
    // Footnote marks that lost their raise are figures glued to the stop.
    let figures = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let bare = if (1..=2).contains(&figures) && bare[..bare.len() - figures].ends_with(['.', '?', '!', '»'])
    {
        bare[..bare.len() - figures].trim_end_matches(closing)
    } else {
        bare
    };
    let Some(stripped) = bare.strip_suffix('.') else {
        return bare.ends_with(['?', '!', '…']);
    };
    let word =
        stripped.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '.' | '«')).next().unwrap_or("");
    // Initials, `c.s.` and `d.w.z.` are single letters before a stop.
    let letters = word.chars().count();
    let is_initial = letters == 1 && word.starts_with(char::is_alphabetic);
    !is_initial && letters > 0 && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Checks what is shown around the first `word` of `text`.
    #[track_caller]
    fn check(text: &str, word: &str, expected: &str) {
        let start = text.find(word).unwrap_or_else(|| panic!("{word:?} is not in {text:?}"));
        let (range, cut) = around(text, &(start..start + word.len()), 300);
        assert_eq!((&text[range], cut), (expected, (false, false)), "{word:?} in {text:?}");
    }

    #[test]
    fn sentences_end_at_stops_before_capitals() {
        let text = "Ja. Nee, dat is mij niet bekend. Is het waar? «Zeker!» Tot slot.";
        check(text, "bekend", "Nee, dat is mij niet bekend.");
        check(text, "waar", "Is het waar?");
        check(text, "Zeker", "«Zeker!»");
        check("Zie nader. wellicht later.", "wellicht", "Zie nader. wellicht later.");
    }

    #[test]
    fn abbreviations_and_initials_end_nothing() {
        check(
            "Zie Kamerstukken 26 643 nr. 202 van mr. I.W. Opstelten c.s. Dank.",
            "202",
            "Zie Kamerstukken 26 643 nr. 202 van mr. I.W. Opstelten c.s. Dank.",
        );
        check(
            "Op 9 februari jl. heeft het lid gevraagd. En toen.",
            "lid",
            "Op 9 februari jl. heeft het lid gevraagd.",
        );
    }

    #[test]
    fn footnote_marks_hang_on_the_sentence() {
        check("Zal worden ingericht.¹ Het wetsvoorstel ligt voor.", "ingericht", "Zal worden ingericht.¹");
        check("Door een fout»?1 Antwoord volgt.", "fout", "Door een fout»?1");
    }

    #[test]
    fn paragraphs_heads_and_lists_end_at_their_lines() {
        let head =
            "Kenmerk\n5725010/12/NCTV\nDatum 14 februari 2012\nBetreft Hack bij KPN\n\nBij de regeling";
        check(head, "Hack", "Betreft Hack bij KPN");
        check(head, "14 februari", "Datum 14 februari 2012");
        check(
            "De acties:\n\n- herinstalleren van systemen;\n- het veiligstellen",
            "systemen",
            "- herinstalleren van systemen;",
        );
    }

    #[test]
    fn an_item_below_its_mark_went_on_with_the_line_before() {
        let long = "De acties die het ministerie in de komende maanden zal nemen zijn:";
        check(&format!("{long}\n-\nherstel"), "maanden", long);
        check(&format!("{long}\n-herstel"), "maanden", &format!("{long}\n-herstel"));
        check(&format!("{long}\n1. herstel"), "maanden", long);
    }

    #[test]
    fn borders_were_looked_for_in_the_whole_text() {
        let wide = " ".repeat(1_000_000);
        check(&format!("Tabel{wide}Kolom"), "Tabel", "Tabel");
        check(&format!("Tabel{wide}"), "Tabel", "Tabel");
        let word = "x".repeat(1_000_000);
        assert!(!is_list_item(&word));
        for text in [format!("{word}\n{word}"), format!("{}\n{word}", ")".repeat(1_000_000))] {
            assert!(!is_border(&text, 1_000_000));
        }
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text = "Het wetsvoorstel tot wijziging van de Telecomwet dat thans ter\nbehandeling voorligt in de Eerste Kamer.";
        check(text, "behandeling", text);
        let narrow = "een beveiligings-\nmaatregel van\nde minister.";
        check(narrow, "minister", narrow);
    }

    #[test]
    fn endless_sentences_are_cut_at_a_blank() {
        let text = "woord ".repeat(200);
        let (range, cut) = around(&text, &(600..605), 50);
        assert_eq!(cut, (true, true));
        assert!(text[range.clone()].starts_with("woord ") && text[range.clone()].ends_with(" woord"));
        assert!(range.len() <= 105);
    }

    proptest! {
        #[test]
        fn the_range_holds_the_span(text in "([a-zA-Zé.?!\"» \n,-]|\\PC){0,80}", at in 0_usize..80, length in 0_usize..10, reach in 0_usize..40) {
            let start = floor(&text, at.min(text.len()));
            let end = ceil(&text, (start + length).min(text.len()));
            let span = start..end;
            // A span of the marker begins and ends with a word.
            prop_assume!(!text[span.clone()].trim().is_empty() && text[span.clone()].trim().len() == span.len());
            let (range, _) = around(&text, &span, reach);
            prop_assert!(range.start <= span.start && range.end >= span.end);
            prop_assert!(text.get(range).is_some());
        }
    }
}
