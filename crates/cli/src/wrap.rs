//! Lines of a terminal: text with highlights, broken at blanks and indented.

use std::ops::Range;

use anstyle::Style;
use naslag_letter::broken_words;

use crate::paint::Paint;
use crate::sanitize::one_line;

/// How a piece of text is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// It is what matched.
    Strong,
    /// It is the rest of a word of which a part matched.
    Light,
}

/// Pieces of a text to paint: ranges in bytes, ordered and disjoint.
pub(crate) type Strokes = Vec<(Range<usize>, Stroke)>;

/// Returns how to paint a text in which `highlights` matched, some of them only by `parts`, each of
/// which lies within one of them.
pub(crate) fn strokes(highlights: &[Range<usize>], parts: &[Range<usize>]) -> Strokes {
    let mut strokes = Strokes::new();
    for highlight in highlights {
        let within = |part: &&Range<usize>| highlight.start <= part.start && part.end <= highlight.end;
        let mut parts = parts.iter().filter(within).peekable();
        if parts.peek().is_none() {
            strokes.push((highlight.clone(), Stroke::Strong));
            continue;
        }
        let mut at = highlight.start;
        for part in parts {
            strokes.push((at..part.start, Stroke::Light));
            strokes.push((part.clone(), Stroke::Strong));
            at = part.end;
        }
        strokes.push((at..highlight.end, Stroke::Light));
    }
    strokes.retain(|(range, _)| !range.is_empty());
    strokes
}

/// Returns `text` made harmless, in the style `base` with `strokes` painted, in lines of `width`
/// columns after `indent` blanks each; on one line when there is no width. The first line has no
/// indent, for what stands before it.
pub(crate) fn painted(
    text: &str,
    strokes: &[(Range<usize>, Stroke)],
    paint: Paint,
    base: Style,
    indent: usize,
    width: Option<usize>,
) -> String {
    let width = width.map_or(usize::MAX, |width| width.saturating_sub(indent).max(20));
    let mut out = String::new();
    let mut column = 0;
    for word in words(text, strokes) {
        let length: usize = word.iter().map(|(piece, _)| piece.chars().count()).sum();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        for (piece, stroke) in word {
            out.push_str(&match stroke {
                Some(Stroke::Strong) => paint.highlight(&piece),
                Some(Stroke::Light) => paint.light(&piece),
                None => paint.styled(base, &piece),
            });
        }
        column += length;
    }
    out
}

/// Returns `text` with words that were broken at the ends of lines closed up, and its `strokes` moved along:
/// `maatre-⏎gelen` reads `maatregelen`. A hyphen of the word's own stays, as in `IT-⏎systemen`.
pub(crate) fn closed_up(text: &str, mut strokes: Strokes) -> (String, Strokes) {
    let cuts = broken_words(text);
    let mut closed = text.to_owned();
    cuts.iter().rev().for_each(|cut| closed.replace_range(cut.clone(), ""));
    let moved = |place: usize| {
        let before = cuts.iter().take_while(|cut| cut.start < place);
        place - before.map(|cut| cut.end.min(place) - cut.start).sum::<usize>()
    };
    strokes.iter_mut().for_each(|(range, _)| *range = moved(range.start)..moved(range.end));
    (closed, strokes)
}

/// Returns `text` with an ellipsis on each side where it was cut, and its `strokes` moved along. Part
/// of the text, so that they are counted when it is broken into lines.
pub(crate) fn with_ellipses(text: &str, mut strokes: Strokes, cut: (bool, bool)) -> (String, Strokes) {
    let (before, after) = (if cut.0 { "… " } else { "" }, if cut.1 { " …" } else { "" });
    for (range, _) in &mut strokes {
        *range = range.start + before.len()..range.end + before.len();
    }
    (format!("{before}{text}{after}"), strokes)
}

/// A word in pieces, each with how it is painted.
type Word = Vec<(String, Option<Stroke>)>;

fn words(text: &str, strokes: &[(Range<usize>, Stroke)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut goes_on = false;
    let mut add = |piece: &str, stroke: Option<Stroke>| {
        let clean = one_line(piece);
        goes_on &= !clean.starts_with(' ');
        for part in clean.split(' ').filter(|part| !part.is_empty()) {
            match words.last_mut() {
                Some(word) if goes_on => word.push((part.to_owned(), stroke)),
                _ => words.push(vec![(part.to_owned(), stroke)]),
            }
            goes_on = false;
        }
        goes_on = if clean.is_empty() { goes_on } else { !clean.ends_with(' ') };
    };
    let mut at = 0;
    for (range, stroke) in strokes {
        // Ranges come from below and are inside the text; if one were not, the text is still shown.
        if let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone())) {
            add(before, None);
            add(inside, Some(*stroke));
            at = range.end;
        }
    }
    add(text.get(at..).unwrap_or_default(), None);
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
        let (text, moved) = with_ellipses("een twee drie vier", strokes(&[twee], &[]), (true, true));
        assert_eq!(&text[moved[0].0.clone()], "twee");
        assert_eq!(painted(&text, &[], NONE, PLAIN, 2, Some(22)), "… een twee drie vier\n  …");
        assert_eq!(with_ellipses("een", Strokes::new(), (false, false)), ("een".to_owned(), Strokes::new()));
    }

    #[test]
    fn a_title_is_bold_after_a_highlight_too() {
        let hack = 0..4;
        let shown = painted("Hack bij KPN", &strokes(&[hack], &[]), Paint::all(), TITLE, 4, None);
        assert!(shown.ends_with("\u{1b}[1mbij\u{1b}[0m \u{1b}[1mKPN\u{1b}[0m"), "{shown:?}");
    }

    #[test]
    fn a_part_stands_out_in_its_word() {
        let (word, lek) = (4..14, 8..11);
        let strokes = strokes(&[0..3, word], &[lek]);
        let shown = painted("een datalekken.", &strokes, Paint::all(), PLAIN, 0, None);
        let (strong, light) = (Paint::all().highlight("lek"), Paint::all().light("data"));
        assert!(shown.contains(&format!("{light}{strong}{}", Paint::all().light("ken"))), "{shown:?}");
        assert!(shown.starts_with(&Paint::all().highlight("een")), "{shown:?}");
        assert_eq!(painted("een datalekken.", &strokes, NONE, PLAIN, 0, None), "een datalekken.");
    }

    #[test]
    fn parts_at_the_borders_leave_nothing_empty() {
        let whole = 0..7;
        let shown = strokes(&[whole], &[0..4, 4..7]);
        assert_eq!(shown, [(0..4, Stroke::Strong), (4..7, Stroke::Strong)]);
    }

    #[test]
    fn a_highlight_inside_a_word_does_not_part_it() {
        let shown = words("de motie-Hennis, een", &strokes(&[3..8, 9..15], &[]));
        let word = |pieces: &[(&str, bool)]| -> Word {
            let stroke = |on: bool| on.then_some(Stroke::Strong);
            pieces.iter().map(|(piece, on)| ((*piece).to_owned(), stroke(*on))).collect()
        };
        let expected = [
            word(&[("de", false)]),
            word(&[("motie", true), ("-", false), ("Hennis", true), (",", false)]),
            word(&[("een", false)]),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_broken_at_line_ends_are_closed_up() {
        for (text, closed) in [
            ("zijn maatre-\ngelen genomen", "zijn maatregelen genomen"),
            ("kunnen toe-\n  eigenen", "kunnen toe-eigenen"),
            ("de IT-\nsystemen", "de IT-\nsystemen"),
            ("klant-\nen persoonsgegevens", "klant-\nen persoonsgegevens"),
            ("a -\nb", "a -\nb"),
            ("slot-\n", "slot-\n"),
        ] {
            assert_eq!(closed_up(text, Vec::new()).0, closed);
        }
        let strokes = vec![(5..18, Stroke::Strong), (19..26, Stroke::Light)];
        let (text, strokes) = closed_up("zijn maatre-\ngelen genomen", strokes);
        let pieces: Vec<&str> = strokes.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(pieces, ["maatregelen", "genomen"]);
    }

    #[test]
    fn a_highlight_over_a_line_break_is_painted_word_by_word() {
        let whole = 0..12;
        let shown = words("motie\nHennis ", &strokes(&[whole], &[]));
        let word = |text: &str| vec![(text.to_owned(), Some(Stroke::Strong))];
        assert_eq!(shown, [word("motie"), word("Hennis")]);
    }
}
