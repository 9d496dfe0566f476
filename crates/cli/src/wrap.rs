//! Lines of a terminal: text with highlights, broken at blanks and indented.

use std::ops::Range;

use anstyle::Style;

use crate::paint::Paint;
use crate::sanitize::one_line;

/// Returns `text` made harmless, in the style `base` with `highlights` painted, in lines of `width`
/// columns after `indent` blanks each; on one line when there is no width. The first line has no
/// indent, for what stands before it.
pub(crate) fn painted(
    text: &str,
    highlights: &[Range<usize>],
    paint: Paint,
    base: Style,
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
                out.push_str(&paint.styled(base, &piece));
            }
        }
        column += length;
    }
    out
}

/// Returns `text` with an ellipsis on each side where it was cut, and its `highlights` moved along. Part
/// of the text, so that they are counted when it is broken into lines.
pub(crate) fn with_ellipses(
    text: &str,
    highlights: &[Range<usize>],
    cut: (bool, bool),
) -> (String, Vec<Range<usize>>) {
    let (before, after) = (if cut.0 { "… " } else { "" }, if cut.1 { " …" } else { "" });
    let moved = |range: &Range<usize>| range.start + before.len()..range.end + before.len();
    (format!("{before}{text}{after}"), highlights.iter().map(moved).collect())
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
    use crate::paint::{PLAIN, TITLE};

    const NONE: Paint = Paint::none();

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(
            painted("een twee drie vier vijf zes zeven", &[], NONE, PLAIN, 2, Some(22)),
            "een twee drie vier\n  vijf zes zeven"
        );
        assert_eq!(painted("een\n\ntwee", &[], NONE, PLAIN, 2, None), "een twee");
    }

    #[test]
    fn ellipses_count_as_columns() {
        let twee = 4..8;
        let (text, highlights) = with_ellipses("een twee drie vier", &[twee], (true, true));
        assert_eq!(&text[highlights[0].clone()], "twee");
        assert_eq!(painted(&text, &[], NONE, PLAIN, 2, Some(22)), "… een twee drie vier\n  …");
        assert_eq!(with_ellipses("een", &[], (false, false)), ("een".to_owned(), Vec::new()));
    }

    #[test]
    fn a_title_is_bold_after_a_highlight_too() {
        let hack = 0..4;
        let shown = painted("Hack bij KPN", &[hack], Paint::all(), TITLE, 4, None);
        assert!(shown.ends_with("\u{1b}[1mbij\u{1b}[0m \u{1b}[1mKPN\u{1b}[0m"), "{shown:?}");
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
        let highlights = [0..12, 13..13];
        let shown = words("motie\nHennis ", &highlights[..1]);
        assert_eq!(shown, [vec![("motie".to_owned(), true)], vec![("Hennis".to_owned(), true)]]);
    }
}
