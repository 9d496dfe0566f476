//! Which terms does this Dutch text hold, and where?
//!
//! Text goes in, terms with byte ranges and positions come out. Nothing here reads files, knows an
//! index or a query; of tantivy only the tokenizer trait is used, so that the same definition of a
//! word serves writing, asking and highlighting.
//!
//! Every token has one *position* and two terms on it:
//!
//! | tier | term | serves |
//! | --- | --- | --- |
//! | exact | the word folded: lower case, no accents ([`fold()`]) | phrases, names, numbers |
//! | stem | the folded word reduced by Snowball's `dutch` stemmer ([`Stemmer`]) | inflected words |
//!
//! Stop words ([`is_stop_word`]) keep their position and their exact term, but have no stem term:
//! they count inside a phrase and never decide a ranking.

pub mod compound;
mod fold;
pub mod lexicon;
mod stem;
mod stop_words;
mod streams;
mod tokens;

pub use fold::fold;
pub use stem::Stemmer;
pub use stop_words::is_stop_word;
pub use streams::{ExactTokenizer, StemTokenizer};
pub use tokens::{MAX_WORD_CHARS, Token, Tokens, tokens};

/// Changes whenever the same text gives other terms, positions or ranges than before.
///
/// An index remembers the version it was written with: terms of two versions do not meet.
pub const VERSION: u32 = 2;
