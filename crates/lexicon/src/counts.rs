//! How often words occur, and what that makes them cost as a part of a compound.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The words of the statutes that were counted.
const WORDS: f64 = 27_800_000.0;

/// A whole word's count helps it against being split only up to here: a compound does not stop being
/// one because a law is about it.
const MOST_FOR_A_WHOLE: u64 = 1000;

/// Short words fit everywhere by chance.
const SHORT: usize = 3;
const SHORT_COSTS: f64 = 5.0;

#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<String, Count>);

#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) all: u64,
    pub(crate) capitalised: u64,
}

impl Counts {
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut text = String::new();
        flate2::read::GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
        let mut counts = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            if let [word, all, capitalised] = fields.as_slice() {
                let count = counts.0.entry(naslag_dutch::fold(word)).or_default();
                count.all += all.parse::<u64>()?;
                count.capitalised += capitalised.parse::<u64>()?;
            }
        }
        Ok(counts)
    }

    pub(crate) fn of(&self, folded: &str) -> Count {
        self.0.get(folded).copied().unwrap_or_default()
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = (&String, &Count)> {
        self.0.iter()
    }

    /// The cost of `folded` as a part: how surprising it is, and more when it is short.
    pub(crate) fn cost(&self, folded: &str) -> f64 {
        let short = if folded.len() <= SHORT { SHORT_COSTS } else { 0.0 };
        surprise(self.of(folded).all) + short
    }

    /// The cost of `folded` as a word of its own.
    pub(crate) fn whole_cost(&self, folded: &str) -> f64 {
        surprise(self.of(folded).all.min(MOST_FOR_A_WHOLE))
    }
}

fn surprise(count: u64) -> f64 {
    -((count as f64 + 0.5) / WORDS).ln()
}
