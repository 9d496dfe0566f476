//! How good and how fast is naslag, on judged questions and against a baseline?
//!
//! [`evaluate`] asks the questions of a judged set and says how high the right letters stood;
//! [`measure`] times the program on letters that [`letters()`] makes up. Both go through the same code
//! as the program does. Figures are returned as values; the `naslag-eval` program prints them.

mod corpus;
mod error;
mod generate;
mod letters;
mod metrics;
mod program;
mod questions;
mod random;
mod run;
mod sentences;
mod speed;
mod topics;
mod vocabulary;

pub use corpus::{CorpusLetter, corpus};
pub use error::{Error, Result};
pub use generate::generate;
pub use letters::{GeneratedLetter, letters};
pub use metrics::{Judgement, Scores, judge, mean};
pub use random::Random;
pub use run::{Asked, Evaluation, Options, evaluate};
pub use speed::{Kind, Speed, Times, measure};
pub use topics::{Judgements, Topic, judgements, topics};
