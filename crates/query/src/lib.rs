//! What did the user mean, which letters answer it, in which order, and which sentence proves it?
//!
//! A question goes through four hands:
//!
//! 1. [`parse()`] reads typed text into a [`Query`], our own small tree. It never fails: what it cannot
//!    read it says in [`Warning`]s.
//! 2. `plan` turns the tree into slots, one per word or phrase, each with the `ways` it can stand in a
//!    letter, through the same analysis that wrote the index.
//! 3. [`Searcher::search`] finds the letters that satisfy the tree (`matching`), scores them
//!    (`score`) and keeps the best (`best`), in an order that depends on nothing but the letters.
//! 4. `marks` finds in the stored text what matched, and `snippet` cuts the sentences around it.
//!
//! Results hold text and byte ranges, never markup. This crate knows nothing of the folder of
//! letters, of file formats or of terminals.

mod beginning;
mod best;
mod cites;
mod filter;
mod fold;
mod marks;
mod matching;
mod names;
mod parse;
mod pattern;
mod place;
mod plan;
mod postings;
mod ranker;
mod recognise;
mod results;
mod score;
mod search;
mod sentence;
mod slots;
mod snippet;
mod things;
mod tree;
mod ways;

pub use cites::{Cite, Cites};
pub use names::{Origin, OtherName};
pub use parse::parse;
pub use results::{Copy, Coverage, Exchange, Hit, Match, SearchResults, Snippet, Strength, WordCount};
pub use search::{Matching, Ranking, SearchOptions, Searcher, Sort};
pub use things::{Reading, Related};
pub use tree::{Filter, Leaf, Named, Node, Query, Warning};

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index failed.
    #[error(transparent)]
    Index(#[from] naslag_index::Error),
    /// The search engine failed on the index.
    #[error("the search engine failed")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read.
    #[error("a file of the index cannot be read")]
    Io(#[from] std::io::Error),
}

/// The result of asking.
pub type Result<T, E = Error> = std::result::Result<T, E>;
