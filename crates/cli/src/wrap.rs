//! Lines of a terminal: text with highlights, broken at blanks and indented.

use std::ops::Range;

use crate::paint::Paint;
use crate::sanitize::one_line;

/// Returns `text` made harmless, with `highlights` painted, in lines of `width` columns after
/// `indent` blanks each; on one line when there is no width. The first line has no indent, for what
/// stands before it.
pub(crate) fn painted(
    text: &str,
    highlights: &[Range<usize>],
    paint: Paint,
    indent: usize,
    width: Option<usize>,
) -> String {
    let width = width.map_or(usize::MAX, |width| width.saturating_sub(indent).max(20));
    let mut out = String::new();
    let mut column = 0;
    for word in words(text, highlights) {
        let length: usize = word.iter().map(|(piece, _)| piece.chars().count()).sum();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        for (piece, highlighted) in word {
            if highlighted {
                out.push_str(&paint.highlight(&piece));
            } else {
                out.push_str(&piece);
            }
        }
        column += length;
    }
    out
}

/// A word in pieces, each inside or outside a highlight.
type Word = Vec<(String, bool)>;

fn words(text: &str, highlights: &[Range<usize>]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut goes_on = false;
    let mut add = |piece: &str, highlighted: bool| {
        let clean = one_line(piece);
        goes_on &= !clean.starts_with(' ');
        for part in clean.split(' ').filter(|part| !part.is_empty()) {
            match words.last_mut() {
                Some(word) if goes_on => word.push((part.to_owned(), highlighted)),
                _ => words.push(vec![(part.to_owned(), highlighted)]),
            }
            goes_on = false;
        }
        goes_on = if clean.is_empty() { goes_on } else { !clean.ends_with(' ') };
    };
    let mut at = 0;
    for range in highlights {
        // Ranges come from below and are inside the text; if one were not, the text is still shown.
        if let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone())) {
            add(before, false);
            add(inside, true);
            at = range.end;
        }
    }
    add(text.get(at..).unwrap_or_default(), false);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint::none();

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(
            painted("een twee drie vier vijf zes zeven", &[], PLAIN, 2, Some(22)),
            "een twee drie vier\n  vijf zes zeven"
        );
        assert_eq!(painted("een\n\ntwee", &[], PLAIN, 2, None), "een twee");
    }

    #[test]
    fn a_highlight_inside_a_word_does_not_part_it() {
        let shown = words("de motie-Hennis, een", &[3..8, 9..15]);
        let word = |pieces: &[(&str, bool)]| -> Word {
            pieces.iter().map(|(piece, on)| ((*piece).to_owned(), *on)).collect()
        };
        let expected = [
            word(&[("de", false)]),
            word(&[("motie", true), ("-", false), ("Hennis", true), (",", false)]),
            word(&[("een", false)]),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_highlight_over_a_line_break_is_painted_word_by_word() {
        let highlights = vec![0..12, 13..13];
        let shown = words("motie\nHennis ", &highlights[..1]);
        assert_eq!(shown, [vec![("motie".to_owned(), true)], vec![("Hennis".to_owned(), true)]]);
    }
}
