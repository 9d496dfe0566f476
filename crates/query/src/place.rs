//! Where in a letter a piece of it stands: line, page, question.
//!
//! Pieces are cut from a reading; people and programs look for them in the letter as it is stored.

use std::ops::Range;

use naslag_index::Letter;
use naslag_letter::{Exchange as Asked, Reading};

use crate::results::{Exchange, Snippet};
use crate::snippet::Piece;

/// Characters of a question, and of an answer that is referred to, that are shown at most.
const LONGEST: usize = 400;

/// Answers shown to which one answer refers.
const MOST_SEEN: usize = 4;

/// Returns where a range of a letter's text stands in `reading`; nothing when it is not part of it, or begins or
/// ends elsewhere.
pub(crate) fn here(reading: &Reading<'_>, stored: &Range<usize>) -> Option<Range<usize>> {
    let last = stored.end.checked_sub(1).filter(|last| *last >= stored.start)?;
    let here = reading.here(stored.start)?..reading.here(last)? + 1;
    reading.text().get(here.clone()).is_some().then_some(here)
}

/// Finds the places of pieces of one letter.
pub(crate) struct Places<'a> {
    letter: &'a Letter,
    /// The last byte asked for, and its line.
    counted: (usize, usize),
}

impl<'a> Places<'a> {
    pub(crate) fn of(letter: &'a Letter) -> Self {
        Self { letter, counted: (0, 1) }
    }

    /// Returns a piece of `reading` with its place in the letter.
    pub(crate) fn placed(&mut self, piece: Piece, reading: &Reading<'_>, aside: bool) -> Snippet {
        let first = reading.stored(piece.first());
        let layout = &self.letter.about.layout;
        let exchange = layout.exchange_of(first).map(|number| self.exchange(number, first));
        Snippet {
            offset: reading.stored(piece.offset),
            line: self.line_of(first),
            page: layout.page_of(first),
            exchange,
            aside,
            text: piece.text,
            highlights: piece.highlights,
            parts: piece.parts,
            cut: piece.cut,
        }
    }

    /// Returns the number, from 1, of the line with byte `at` of the stored text.
    pub(crate) fn line_of(&mut self, at: usize) -> usize {
        let (from, line) = if at < self.counted.0 { (0, 1) } else { self.counted };
        let between = self.letter.text.as_bytes().get(from..at).unwrap_or_default();
        self.counted = (at, line + between.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }

    fn exchange(&self, number: usize, at: usize) -> Exchange {
        let exchanges = &self.letter.about.layout.exchanges;
        let asked: &Asked = &exchanges[number];
        let answer = |wanted: u32| exchanges.iter().find(|other| (other.number..=other.to).contains(&wanted));
        let see = asked
            .see
            .iter()
            .take(MOST_SEEN)
            .filter_map(|wanted| answer(*wanted).map(|other| (*wanted, self.shown(&other.answer))));
        let in_answer = asked.answer.contains(&at);
        Exchange {
            number: asked.number,
            to: asked.to,
            in_answer,
            question: self.shown(&asked.question),
            answer: if in_answer { String::new() } else { self.shown(&asked.answer) },
            see: if in_answer { see.collect() } else { Vec::new() },
        }
    }

    /// The text of a range on one line, without what interrupts it, cut between words when it is long.
    fn shown(&self, range: &Range<usize>) -> String {
        let Letter { text, about, .. } = self.letter;
        let mut shown = String::new();
        let mut from = range.start;
        let asides = about.layout.asides.iter().map(|aside| &aside.range);
        let inside = asides.filter(|aside| aside.start < range.end && aside.end > range.start);
        for aside in inside.cloned().chain(std::iter::once(range.end..range.end)) {
            for word in text.get(from..aside.start.max(from)).unwrap_or_default().split_whitespace() {
                if shown.chars().count() + word.chars().count() > LONGEST {
                    shown.push_str(" …");
                    return shown;
                }
                if !shown.is_empty() {
                    shown.push(' ');
                }
                shown.push_str(word);
            }
            from = aside.end;
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use naslag_index::LetterPath;
    use naslag_letter::{Aside, AsideKind};

    #[test]
    fn an_answer_comes_with_its_question_and_the_answers_it_refers_to() {
        let text =
            "Vraag 1\nIs er\nPagina 2\neen lek?\nAntwoord 1\nJa.\nVraag 2\nZeker?\nAntwoord 2\nZie vraag 1.";
        let range = |piece: &str| {
            let start = text.find(piece).unwrap_or(0);
            start..start + piece.len()
        };
        let mut letter = Letter::plain(LetterPath::from_stored("a"), "a".into(), text.into());
        let layout = &mut letter.about.layout;
        layout.pages = vec![0, range("Pagina").start];
        layout.asides = vec![Aside { range: range("Pagina 2\n"), kind: AsideKind::Furniture }];
        let first = range("Is er\nPagina 2\neen lek?");
        layout.exchanges = vec![
            Asked { number: 1, to: 1, question: first, answer: range("Ja."), see: vec![] },
            Asked {
                number: 2,
                to: 2,
                question: range("Zeker?"),
                answer: range("Zie vraag 1."),
                see: vec![1],
            },
        ];
        let reading = letter.body();
        let at = reading.text().find("Zie").unwrap_or(0);
        let highlights = std::iter::once(0..3).collect();
        let piece =
            Piece { text: "Zie vraag 1.".into(), offset: at, highlights, parts: vec![], cut: (false, false) };
        let snippet = Places::of(&letter).placed(piece, &reading, false);
        assert_eq!((snippet.line, snippet.page), (10, Some(2)));
        let exchange = Exchange {
            number: 2,
            to: 2,
            in_answer: true,
            question: "Zeker?".into(),
            answer: String::new(),
            see: vec![(1, "Ja.".into())],
        };
        assert_eq!(snippet.exchange, Some(exchange));
        assert_eq!(Places::of(&letter).shown(&letter.about.layout.exchanges[0].question), "Is er een lek?");
    }
}
