//! Where the pages, notes and questions of a letter stand in its text.
//!
//! All places are byte ranges of the text as stored, on character borders.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::draft::Draft;

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

/// Returns the layout of a draft: what its reader knows, and what its text tells.
pub(crate) fn of(draft: &Draft) -> Layout {
    draft.layout.clone()
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
