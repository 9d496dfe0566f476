//! The beginning of what a letter says, shown where nothing in it matched because nothing was sought in it.

use crate::snippet::Piece;

/// Characters that are shown at most.
const LONGEST: usize = 200;

/// A paragraph with fewer words is a field of the head, an address or a heading.
const WORDS: usize = 10;

/// Returns the beginning of the first paragraph of `text` that is made of sentences; of the text when there is
/// none. Nothing for a text without words.
pub(crate) fn beginning(text: &str) -> Option<Piece> {
    let mut paragraphs = Paragraphs { text, at: 0 };
    let start = paragraphs.find(|paragraph| {
        let text = &text[paragraph.0..paragraph.1];
        text.ends_with(['.', '?', '!', ':', ';']) && text.split_whitespace().nth(WORDS - 1).is_some()
    });
    let first = || Paragraphs { text, at: 0 }.next();
    let (start, end) = start.or_else(first)?;
    let whole = &text[start..end];
    let kept = match whole.char_indices().nth(LONGEST) {
        None => whole,
        Some((at, _)) => {
            let kept = &whole[..at];
            kept[..kept.rfind(char::is_whitespace).unwrap_or(at)].trim_end()
        }
    };
    Some(Piece {
        text: kept.to_owned(),
        offset: start,
        highlights: Vec::new(),
        parts: Vec::new(),
        cut: (false, kept.len() < whole.len()),
    })
}

/// Where lines without an empty one between begin and end, without blanks around.
struct Paragraphs<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Paragraphs<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text[self.at..].trim_start();
        if rest.is_empty() {
            return None;
        }
        let start = self.text.len() - rest.len();
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim().is_empty() {
                break;
            }
            length += line.len();
        }
        self.at = start + length;
        Some((start, start + rest[..length].trim_end().len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(beginning(text).map(|piece| piece.text).as_deref().unwrap_or(""), expected, "{text:?}");
    }

    #[test]
    fn the_head_is_passed_over() {
        let sentence = "Hierbij bied ik u aan het verslag van de hack bij KPN van februari.";
        check(
            &format!(
                "Datum 14 februari 2012\nBetreft Hack bij KPN\n\nGeachte voorzitter,\n\n{sentence}\n\nSlot."
            ),
            sentence,
        );
        check("Een kort bericht", "Een kort bericht");
        check(" \n\n", "");
    }

    #[test]
    fn it_is_cut_between_words() {
        let text = format!("{}slot.", "woord ".repeat(100));
        let cut = |piece: Piece| piece.text.ends_with("woord") && piece.text.len() <= LONGEST && piece.cut.1;
        assert_eq!(beginning(&text).map(cut), Some(true));
    }

    proptest! {
        #[test]
        fn it_stands_in_the_text(text in "(woord |é|\\.|\n|\\PC){0,60}") {
            if let Some(piece) = beginning(&text) {
                prop_assert!(text[piece.offset..].starts_with(&piece.text) && !piece.text.is_empty());
            }
        }
    }
}
