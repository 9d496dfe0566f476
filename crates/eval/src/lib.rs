//! How good and how fast is naslag, on judged questions and against a baseline?
//!
//! [`evaluate`] asks the questions of a judged set and says how high the right letters stood,
//! [`evaluate_baseline`] does so with a plain index of the engine below us, and [`compare()`] says what
//! our answers cost against that one's; [`answers()`] shows them. [`measure`] times the program on letters that [`letters()`]
//! makes up. All go through the same code as the program does. Figures are returned as values; the
//! `naslag-eval` program prints them.

mod answers;
mod baseline;
mod compare;
mod corpus;
mod error;
mod generate;
mod home;
mod letters;
mod metrics;
mod program;
mod questions;
mod random;
mod run;
mod sentences;
mod speed;
#[cfg(test)]
mod tiny;
mod topics;
mod vocabulary;

pub use answers::answers;
pub use compare::{Comparison, Cost, Size, Way, compare};
pub use corpus::{CorpusLetter, corpus};
pub use error::{Error, Result};
pub use generate::generate;
pub use letters::{GeneratedLetter, letters};
pub use metrics::{Judgement, Scores, judge, mean};
pub use random::Random;
pub use run::{Asked, Engine, Evaluation, Options, evaluate, evaluate_baseline};
pub use speed::{Kind, Speed, Times, measure};
pub use topics::{Judgements, Topic, judgements, topics};
