//! Where the pages, notes and questions of a letter stand in its text.
//!
//! Answerable for what a layout is, and for completing what a reader of a format knows with what the text alone
//! tells. What is found is marked line by line, each line once; [`Lines`] turns the marks into asides.
//!
//! All places are byte ranges of the text as stored, on character borders.

mod boilerplate;
mod exchanges;
mod fields;
mod furniture;
mod headings;
mod joins;
mod lines;
mod notes;
mod page_numbers;
mod references;
mod spaced;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::draft::Draft;
use lines::Lines;

/// The layout of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Where each page begins, in order, the first at 0; empty when the letter has no pages.
    pub pages: Vec<usize>,
    /// Numbers, from 1 and in order, of the pages without text that can be read: scans.
    pub textless: Vec<u32>,
    /// Numbers, from 1 and in order, of the pages whose text was recognised from their picture (OCR).
    pub recognised: Vec<u32>,
    /// What is not part of the running text, in order and disjoint.
    pub asides: Vec<Aside>,
    /// Which note belongs to which mark, in the order of the notes.
    pub notes: Vec<NoteLink>,
    /// White space that breaks a sentence although the sentence goes on: the end of a page.
    pub joins: Vec<Range<usize>>,
    /// Words written with a blank between all letters, as `B E S L U I T`.
    pub spaced: Vec<Range<usize>>,
    /// Questions with their answers, in order.
    pub exchanges: Vec<Exchange>,
}

/// A piece that is set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it stands: whole lines.
    pub range: Range<usize>,
    /// What it is.
    pub kind: AsideKind,
}

/// Why a piece is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AsideKind {
    /// A head, foot or margin that pages repeat. Interrupts sentences; does not rank.
    Furniture,
    /// Postal head, colofon, disclaimer, links of the site. Does not rank.
    Boilerplate,
    /// A footnote or endnote. Ranks as the text does, but stands behind it.
    Note,
}

/// A footnote and its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLink {
    /// The note with its number, an [`Aside`] of kind [`AsideKind::Note`].
    pub note: Range<usize>,
    /// The mark in the running text that calls it, when it was found.
    pub mark: Option<Range<usize>>,
}

/// A question to a minister, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Its number as printed; an answer to several questions has the first of them here.
    pub number: u32,
    /// The last question it answers; as `number` when it is one.
    pub to: u32,
    /// The text of the question or questions without their headings; empty when the letter does not repeat it.
    pub question: Range<usize>,
    /// The text of the answer without its heading; empty when there is none.
    pub answer: Range<usize>,
    /// Numbers of the questions to whose answers this answer refers: `Zie antwoord op vraag 3`.
    pub see: Vec<u32>,
}

/// Pages that are told apart in a text with form feeds; a text of nothing else stays in memory.
const MOST_PAGES: usize = 1_000_000;

/// Returns the layout of a draft: what its reader knows, and what its text tells. Takes time linear in the length
/// of the text.
pub(crate) fn of(draft: &Draft) -> Layout {
    let text = &draft.text;
    let mut layout = draft.layout.clone();
    let measured = layout.asides.iter().any(|aside| aside.kind == AsideKind::Furniture);
    layout.asides = in_order(text, layout.asides, |aside| &mut aside.range);
    layout.joins = in_order(text, layout.joins, |range| range);
    layout.spaced = in_order(text, layout.spaced, |range| range);
    if layout.pages.is_empty() && text.contains('\u{c}') {
        let feeds = text.match_indices('\u{c}').map(|(at, _)| at + 1);
        // The form feed behind the last page begins no other.
        let last = text.trim_end().len();
        layout.pages = std::iter::once(0).chain(feeds.filter(|at| *at <= last)).take(MOST_PAGES).collect();
    }
    let Some(mut lines) = Lines::new(text, &layout.asides) else { return layout };
    furniture::mark(&mut lines, &layout.pages, measured);
    boilerplate::mark(&mut lines);
    let found = notes::mark(&mut lines);
    let mut asides = std::mem::take(&mut layout.asides);
    asides.extend(lines.asides());
    layout.asides = in_order(text, asides, |aside| &mut aside.range);
    layout.notes = notes::links(found, &layout.notes, &layout.asides);
    if layout.exchanges.is_empty() {
        layout.exchanges = exchanges::find(&lines);
    }
    if layout.spaced.is_empty() {
        layout.spaced = spaced::find(text);
    }
    let mut joins = std::mem::take(&mut layout.joins);
    joins.extend(joins::find(&lines, &layout.asides, &layout.pages));
    layout.joins = in_order(text, joins, |range| range);
    within(&mut layout.spaced, &layout.asides);
    layout
}

/// The ranges in order, on character borders, in bounds and disjoint: the later of two that overlap is cut or left
/// out.
fn in_order<T>(text: &str, mut things: Vec<T>, range: impl Fn(&mut T) -> &mut Range<usize>) -> Vec<T> {
    let border =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    for thing in &mut things {
        let range = range(thing);
        *range = border(range.start)..border(range.end);
    }
    let mut keyed: Vec<(usize, T)> =
        things.into_iter().map(|mut thing| (range(&mut thing).start, thing)).collect();
    keyed.sort_by_key(|(start, _)| *start);
    let mut from = 0;
    let mut ordered = Vec::with_capacity(keyed.len());
    for (_, mut thing) in keyed {
        let range = range(&mut thing);
        range.start = range.start.max(from);
        if range.start < range.end {
            from = range.end;
            ordered.push(thing);
        }
    }
    ordered
}

/// Leaves out the words that an aside cuts in two.
fn within(words: &mut Vec<Range<usize>>, asides: &[Aside]) {
    words.retain(|word| {
        let place = asides.partition_point(|aside| aside.range.end <= word.start);
        asides.get(place).is_none_or(|aside| {
            aside.range.start >= word.end || aside.range.start <= word.start && word.end <= aside.range.end
        })
    });
}

/// The layout of a text about which no reader knows anything.
#[cfg(test)]
fn of_text(text: &str) -> Layout {
    of(&Draft { text: text.to_owned(), ..Draft::default() })
}

impl Layout {
    /// Returns the number, from 1, of the page on which the byte at `offset` stands; nothing when the letter has no
    /// pages.
    pub fn page_of(&self, offset: usize) -> Option<u32> {
        let before = self.pages.partition_point(|start| *start <= offset);
        u32::try_from(before).ok().filter(|page| *page > 0)
    }

    /// Returns the place among the [exchanges](Self::exchanges) of the one whose question or answer holds the byte at `offset`.
    pub fn exchange_of(&self, offset: usize) -> Option<usize> {
        let holds =
            |exchange: &Exchange| exchange.question.contains(&offset) || exchange.answer.contains(&offset);
        self.exchanges.iter().position(holds)
    }
}

#[cfg(test)]
mod tests;
