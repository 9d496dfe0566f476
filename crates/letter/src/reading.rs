//! A letter as it is read: its text without what interrupts it.
//!
//! Answerable for putting the pieces of a text in the order in which they make sense, and for the way back to
//! the bytes as stored. Words, names and sentences are looked for in a reading, so that a page head in the
//! middle of a sentence hides nothing; what is found is told in bytes of the text as stored.

use std::borrow::Cow;
use std::ops::Range;

use crate::layout::{AsideKind, Layout};

/// A text in reading order, and where its pieces come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    text: Cow<'a, str>,
    /// Where each piece begins here and in the stored text, and its length, in the order of this text; between
    /// pieces stand blanks that are in no stored text. Empty when the two are the same.
    pieces: Vec<Piece>,
    /// How many of the pieces come before the notes; these and those behind are each in the order of the stored text.
    running: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    here: usize,
    there: usize,
    length: usize,
}

impl<'a> Reading<'a> {
    /// Returns the running text of a letter, its notes behind it.
    pub fn body(text: &'a str, layout: &Layout) -> Self {
        let mut asides =
            layout.asides.iter().map(|aside| aside.range.clone()).filter(|range| !range.is_empty());
        if layout.joins.is_empty() && layout.spaced.is_empty() && asides.next().is_none() {
            return Self { text: Cow::Borrowed(text), pieces: Vec::new(), running: 0 };
        }
        let mut maker = Maker::new(text, layout);
        let mut from = 0;
        for aside in &layout.asides {
            maker.put(from..aside.range.start);
            from = aside.range.end.max(from);
        }
        maker.put(from..text.len());
        let running = maker.pieces.len();
        for aside in layout.asides.iter().filter(|aside| aside.kind == AsideKind::Note) {
            maker.paragraph();
            maker.put(aside.range.clone());
        }
        maker.finish(running)
    }

    /// Returns what is no part of the text and does not rank: page furniture and boilerplate. Blank when there
    /// is none.
    pub fn aside(text: &'a str, layout: &Layout) -> Self {
        let mut maker = Maker::new(text, layout);
        for aside in layout.asides.iter().filter(|aside| aside.kind != AsideKind::Note) {
            maker.paragraph();
            maker.put(aside.range.clone());
        }
        let running = maker.pieces.len();
        maker.finish(running)
    }

    /// Whether this is the text as stored.
    pub fn is_whole(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The text in reading order.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text out; borrowed when it is the text as stored.
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// Returns where the byte at `at` of this text stands in the text as stored; that of a blank between two
    /// pieces is where the piece before it ends.
    pub fn stored(&self, at: usize) -> usize {
        let Some(number) = self.pieces.partition_point(|piece| piece.here <= at).checked_sub(1) else {
            return if self.pieces.is_empty() { at } else { self.pieces[0].there };
        };
        let piece = self.pieces[number];
        piece.there + (at - piece.here).min(piece.length)
    }

    /// Returns the range in the text as stored that reaches from the beginning to the end of `range` of this text. It may hold
    /// what interrupts it there.
    pub fn stored_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.stored(range.start);
        // The end belongs to the piece of the last byte, not to the next one.
        let end = range
            .end
            .checked_sub(1)
            .filter(|last| *last >= range.start)
            .map_or(start, |last| self.stored(last) + 1);
        start..end.max(start)
    }

    /// Returns where the byte at `stored` of the text as stored stands in this text; nothing when it is not part of it.
    pub fn here(&self, stored: usize) -> Option<usize> {
        if self.pieces.is_empty() {
            return (stored <= self.text.len() && self.is_whole()).then_some(stored);
        }
        let (running, notes) = self.pieces.split_at(self.running.min(self.pieces.len()));
        [running, notes].into_iter().find_map(|pieces| {
            let number = pieces.partition_point(|piece| piece.there <= stored).checked_sub(1)?;
            let piece = pieces.get(number)?;
            let within = stored - piece.there;
            (within < piece.length).then_some(piece.here + within)
        })
    }
}

struct Maker<'a, 'l> {
    source: &'a str,
    layout: &'l Layout,
    text: String,
    pieces: Vec<Piece>,
    /// The last that was put down is what stands for a join.
    joined: bool,
}

impl<'a, 'l> Maker<'a, 'l> {
    fn new(source: &'a str, layout: &'l Layout) -> Self {
        Self { source, layout, text: String::new(), pieces: Vec::new(), joined: false }
    }

    /// Puts down a range of the source, with its joins closed and its spaced words closed up.
    fn put(&mut self, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        let mut from = range.start;
        let first_join = self.layout.joins.partition_point(|join| join.end <= range.start);
        let first_spaced = self.layout.spaced.partition_point(|word| word.end <= range.start);
        let mut joins =
            self.layout.joins[first_join..].iter().take_while(|join| join.start < range.end).peekable();
        let mut spaced =
            self.layout.spaced[first_spaced..].iter().take_while(|word| word.start < range.end).peekable();
        loop {
            let join = joins.peek().map_or(usize::MAX, |join| join.start);
            let word = spaced.peek().map_or(usize::MAX, |word| word.start);
            if join < word {
                let Some(join) = joins.next() else { break };
                self.piece(from..join.start.max(from));
                self.join();
                from = join.end.min(range.end).max(from);
            } else if word < usize::MAX {
                let Some(word) = spaced.next() else { break };
                self.piece(from..word.start.max(from));
                let start = word.start.max(from);
                let end = word.end.min(range.end).max(start);
                for (at, c) in self.source[start..end].char_indices() {
                    if !c.is_whitespace() {
                        self.piece(start + at..start + at + c.len_utf8());
                    }
                }
                from = end.max(from);
            } else {
                break;
            }
        }
        self.piece(from..range.end);
    }

    fn piece(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.joined = false;
        if let Some(last) = self.pieces.last_mut()
            && last.there + last.length == range.start
            && last.here + last.length == self.text.len()
        {
            last.length += range.len();
        } else {
            self.pieces.push(Piece { here: self.text.len(), there: range.start, length: range.len() });
        }
        self.text.push_str(&self.source[range]);
    }

    /// Goes on with the sentence: one blank, however many joins meet here. Behind a hyphen the end of the line is
    /// kept, for it tells a broken word from a hyphenated one.
    fn join(&mut self) {
        if !self.joined {
            let broken = self.text.ends_with(['-', '\u{ad}', '\u{2010}']);
            self.text.push(if broken { '\n' } else { ' ' });
            self.joined = true;
        }
    }

    /// Ends the paragraph before, if there is one.
    fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }

    fn finish(self, running: usize) -> Reading<'a> {
        Reading { text: Cow::Owned(self.text), pieces: self.pieces, running }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Aside;
    use proptest::prelude::*;

    const TEXT: &str =
        "De wet kon be-\n\nDatum 1 mei\n\nïnvloeden. B E S L U I T\n\n¹ Noot.\n\nZo is\n\nbezien.";

    fn range(piece: &str) -> Range<usize> {
        let start = TEXT.find(piece).unwrap_or(0);
        start..start + piece.len()
    }

    fn layout() -> Layout {
        let join = range("Zo is\n\n");
        Layout {
            asides: vec![
                Aside { range: range("\nDatum 1 mei\n\n"), kind: AsideKind::Furniture },
                Aside { range: range("¹ Noot.\n\n"), kind: AsideKind::Note },
            ],
            joins: std::iter::once(join.end - 2..join.end).collect(),
            spaced: vec![range("B E S L U I T")],
            ..Layout::default()
        }
    }

    #[test]
    fn what_interrupts_is_left_out_and_notes_stand_behind() {
        let layout = layout();
        let body = Reading::body(TEXT, &layout);
        assert_eq!(body.text(), "De wet kon be-\nïnvloeden. BESLUIT\n\nZo is bezien.\n\n¹ Noot.\n\n");
        assert_eq!(Reading::aside(TEXT, &layout).text(), "\nDatum 1 mei\n\n");
        let word = body.text().find("be-").unwrap_or(0);
        let stored = body.stored_range(&(word..word + "be-\nïnvloeden".len()));
        assert_eq!(&TEXT[stored], "be-\n\nDatum 1 mei\n\nïnvloeden");
        let word = body.text().find("BESLUIT").unwrap_or(0);
        assert_eq!(&TEXT[body.stored_range(&(word..word + 7))], "B E S L U I T");
        assert_eq!(body.here(range("bezien").start), body.text().find("bezien"));
        assert_eq!(body.here(range("Datum").start), None);
    }

    #[test]
    fn joins_around_a_cut_are_one_blank_or_the_end_of_a_broken_line() {
        for (text, expected) in [
            ("Zo is\n\nDatum\n\n\nbezien", "Zo is bezien"),
            ("be-\n\nDatum\n\n\nïnvloeden", "be-\nïnvloeden"),
            ("Zo is\n\nDatum\nbezien", "Zo is bezien"),
            ("\n\nDatum\n\nbezien", " bezien"),
        ] {
            let aside = text.find("Datum").unwrap_or(0);
            let aside = aside..aside + "Datum\n".len();
            let before = text[..aside.start].trim_end().len()..aside.start;
            let after = aside.end..text.len() - text[aside.end..].trim_start().len();
            let layout = Layout {
                asides: vec![Aside { range: aside, kind: AsideKind::Furniture }],
                joins: [before, after].into_iter().filter(|range| !range.is_empty()).collect(),
                ..Layout::default()
            };
            assert_eq!(Reading::body(text, &layout).text(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_that_nothing_interrupts_is_itself() {
        let layout = Layout::default();
        let body = Reading::body(TEXT, &layout);
        assert!(matches!(body.text, Cow::Borrowed(_)));
        assert_eq!((body.stored(7), body.stored_range(&(3..5)), body.here(9)), (7, 3..5, Some(9)));
        assert_eq!(Reading::aside(TEXT, &layout).text(), "");
    }

    proptest! {
        #[test]
        fn each_character_leads_back_to_itself(cuts in prop::collection::vec(0..TEXT.len(), 0..8), kinds in prop::collection::vec(0..3, 8)) {
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| TEXT.is_char_boundary(*cut)).collect();
            cuts.sort_unstable();
            let mut layout = Layout::default();
            for (pair, kind) in cuts.chunks_exact(2).zip(kinds) {
                let range = pair[0]..pair[1];
                match kind {
                    0 => layout.joins.push(range),
                    1 => layout.asides.push(Aside { range, kind: AsideKind::Note }),
                    _ => layout.spaced.push(range),
                }
            }
            let body = Reading::body(TEXT, &layout);
            for (at, c) in body.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let stored = body.stored(at);
                prop_assert_eq!(TEXT[stored..].chars().next(), Some(c));
                prop_assert_eq!(body.here(stored), Some(at));
            }
        }
    }
}
