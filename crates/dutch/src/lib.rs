//! Which terms does this Dutch text hold, and where?
//!
//! Text goes in, terms with byte ranges and positions come out. Nothing here reads files, knows an
//! index or a query; of tantivy only the tokenizer trait is used, so that the same definition of a
//! word serves writing, asking and highlighting.
//!
//! Every token has one *position* and terms on it in three tiers:
//!
//! | tier | terms | serves |
//! | --- | --- | --- |
//! | exact | the word folded: lower case, no accents ([`fold()`]); numbers in one spelling | phrases, names, numbers |
//! | stem | its stem ([`Dutch::stem`]), also of the word it is a piece of | inflected words |
//! | parts | the stems of its parts ([`Dutch::leaves`]) | compounds |
//!
//! Stop words ([`is_stop_word`]) keep their position and their exact term, but have no others:
//! they count inside a phrase and never decide a ranking.

mod abbreviation;
pub mod compound;
mod dutch;
mod fold;
pub mod lexicon;
mod name_key;
mod numbers;
mod spelling;
mod stem;
mod stop_words;
mod streams;
mod suspended;
mod synonyms;
mod tokens;
mod word_list;
mod words;

pub use abbreviation::{Abbreviation, abbreviations};
pub use dutch::{Dutch, Forms, Leaf};
pub use fold::{fold, is_hyphen, source_range};
pub use name_key::name_key;
pub use spelling::other_spellings;
pub use stem::Stemmer;
pub use stop_words::is_stop_word;
pub use streams::{Tier, TierStream, TierTokenizer, camel_parts, joined_term};
pub use synonyms::{SynonymError, Synonyms};
pub use tokens::{Also, Completed, Kind, MOST_JOINED, Token, Tokens, tokens};
pub use word_list::{WordList, WordListError};
pub use words::MAX_WORD_CHARS;

/// Changes whenever the same text gives other terms, positions or ranges than before.
///
/// An index remembers the version it was written with: terms of two versions do not meet.
pub const VERSION: u32 = 3;
