//! What a question is answered with: values and byte ranges, no markup.

use std::ops::Range;

use naslag_index::{About, LetterPath};
use naslag_letter::Format;

use crate::names::OtherName;
use crate::things::Reading;
use crate::tree::{Filter, Warning};

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// The question as it was read; reads back as the same question.
    pub query: String,
    /// How much of the question each letter of the answer satisfies.
    pub coverage: Coverage,
    /// The number of letters in the answer, of which `hits` shows a part. Those that satisfy only a part
    /// of the question and follow the others do not count.
    pub total: u64,
    /// The number of letters, of those in `total`, that are passed over or shown, as a letter or a copy of one: when it is less, there are
    /// more to show.
    pub passed: u64,
    /// The letters asked for, the best first.
    pub hits: Vec<Hit>,
    /// What was not read as it was typed.
    pub warnings: Vec<Warning>,
    /// Stop words that were typed beside other words and decide nothing.
    pub set_aside: Vec<String>,
    /// The things it was taken to name.
    pub readings: Vec<Reading>,
    /// What it asks of the letters' own data.
    pub filters: Vec<Filter>,
    /// The number of letters that satisfy the rest of a question that asks for a date, and have none.
    pub undated: u64,
    /// Other names that were looked for too.
    pub names: Vec<OtherName>,
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

/// How well what stands in a letter agrees with what was typed; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Another name for it.
    Synonym,
    /// Its parts, or a compound that it is a part of.
    Part,
    /// Another form of it.
    Inflection,
    /// As it was typed, but for case, accents, hyphens and the spelling of numbers.
    Exact,
}

impl Strength {
    /// The strength in a word, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Synonym => "synonym",
            Self::Part => "part",
            Self::Inflection => "inflection",
            Self::Exact => "exact",
        }
    }
}

/// What a part of the question is in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The part as it was typed.
    pub text: String,
    /// How well it agrees; nothing when the letter does not satisfy it.
    pub strength: Option<Strength>,
    /// Whether the letter names the thing that the part is a name of, under whatever name.
    pub named: bool,
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
    /// What is known of it beside its text, but for its layout.
    pub about: About,
    /// Copies of it that are not shown as letters of their own.
    pub copies: Vec<Copy>,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// The parts of the question that are not excluded, in their order, and what they are in the letter.
    pub matches: Vec<Match>,
    /// The sentences that prove it, in the order of the text; of a letter that was asked for by its data alone, how
    /// its text begins, without highlights.
    pub snippets: Vec<Snippet>,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The piece as it is read: as it stands in the letter, without what interrupts it there, such as the head of a
    /// page in the middle of a sentence.
    pub text: String,
    /// Where it begins in the letter's text, in bytes.
    pub offset: usize,
    /// The number of the page, from 1, on which the first highlight begins, where the letter has pages.
    pub page: Option<u32>,
    /// The question and answer in which the first highlight stands.
    pub exchange: Option<Exchange>,
    /// Whether it is no part of what the letter says: the head of a page, an address, a disclaimer.
    pub aside: bool,
    /// The number of the line, from 1, in the letter's text on which the first highlight begins.
    pub line: usize,
    /// What matched: byte ranges of `text`, ordered and disjoint.
    pub highlights: Vec<Range<usize>>,
    /// The parts of highlights that matched where the rest of the word did not: byte ranges of `text`,
    /// ordered and disjoint, each within a highlight.
    pub parts: Vec<Range<usize>>,
    /// Whether the sentence goes on before and after the piece, which was cut for its length.
    pub cut: (bool, bool),
}

/// The question and answer that a piece stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The number of the question, and of the last one when several are answered together.
    pub number: u32,
    /// See `number`.
    pub to: u32,
    /// Whether the piece stands in the answer.
    pub in_answer: bool,
    /// The question; empty when the letter does not repeat it.
    pub question: String,
    /// The answer to it, where the piece stands in the question; else empty.
    pub answer: String,
    /// The answers to which this answer refers, each with its number and text.
    pub see: Vec<(u32, String)>,
}

/// A copy of a letter: the same letter in another format or another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Its path below the folder.
    pub path: LetterPath,
    /// The format of its file.
    pub format: Option<Format>,
}

impl Hit {
    /// Returns the parts of the question that the letter does not satisfy, as typed.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.matches.iter().filter(|part| part.strength.is_none()).map(|part| part.text.as_str())
    }

    /// The day of the letter as `2012-02-14`.
    pub fn date(&self) -> Option<&str> {
        self.about.data.date.as_ref().map(|date| date.value.as_str())
    }

    /// Returns how well the letter agrees with the question: as well as the part that agrees least;
    /// nothing when a part is missing.
    pub fn strength(&self) -> Option<Strength> {
        self.matches.iter().map(|part| part.strength).min().flatten()
    }
}
