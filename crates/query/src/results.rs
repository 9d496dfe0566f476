//! What a question is answered with: values and byte ranges, no markup.

use std::ops::Range;

use naslag_index::LetterPath;

use crate::tree::Warning;

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// The question as it was read; reads back as the same question.
    pub query: String,
    /// How much of the question each letter of the answer satisfies.
    pub coverage: Coverage,
    /// The number of letters in the answer, of which `hits` shows a part.
    pub total: u64,
    /// The letters asked for, the best first.
    pub hits: Vec<Hit>,
    /// What was not read as it was typed.
    pub warnings: Vec<Warning>,
    /// Stop words that were typed beside other words and decide nothing.
    pub set_aside: Vec<String>,
    /// In how many letters each word and phrase stands; given only when no letter satisfies the whole
    /// question, to show why.
    pub words: Vec<WordCount>,
}

/// How much of a question the letters of an answer satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// All of it.
    All,
    /// As many parts as any letter does, since none satisfies all.
    Most {
        /// The number of parts each letter satisfies.
        present: usize,
        /// The number of parts in the question.
        of: usize,
    },
    /// Any part of it, because that was asked for.
    Any,
}

/// A part of a question and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCount {
    /// The word or phrase as typed.
    pub text: String,
    /// The number of letters it stands in.
    pub letters: u64,
}

/// A letter of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The letter's path below the folder.
    pub path: LetterPath,
    /// What it is called.
    pub title: String,
    /// What matched in the title: byte ranges, ordered and disjoint.
    pub title_highlights: Vec<Range<usize>>,
    /// The date in its head as `2012-02-14`.
    pub date: Option<String>,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// Parts of the question the letter does not satisfy, as typed.
    pub missing: Vec<String>,
    /// The sentences that prove it, in the order of the text.
    pub snippets: Vec<Snippet>,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The piece as it stands in the letter.
    pub text: String,
    /// Where it begins in the letter's text, in bytes.
    pub offset: usize,
    /// The number of the line, from 1, in the letter's text on which the first highlight begins.
    pub line: usize,
    /// What matched: byte ranges of `text`, ordered and disjoint.
    pub highlights: Vec<Range<usize>>,
    /// Whether the sentence goes on before and after the piece, which was cut for its length.
    pub cut: (bool, bool),
}
