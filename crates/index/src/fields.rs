//! The fields of a letter, and the one analyzer behind each.

use naslag_dutch::{ExactTokenizer, StemTokenizer};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

const EXACT: &str = "dutch-exact";
const STEM: &str = "dutch-stem";

/// Where each part of a letter stands in the engine's schema.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The letter's path: one term, stored, and a column that orders letters.
    pub path: Field,
    /// The date in its head as `2012-02-14`; stored only.
    pub date: Field,
    /// What the letter is called.
    pub title: Tiers,
    /// What the letter says.
    pub body: Tiers,
}

/// The two fields that hold one text: its exact terms and its stems, with the same positions.
#[derive(Debug, Clone, Copy)]
pub struct Tiers {
    /// Folded words, all of them; the text itself is stored here.
    pub exact: Field,
    /// Stems of all words but stop words.
    pub stem: Field,
}

impl Fields {
    /// Returns the schema with its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let indexed = |tokenizer: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(tokenizer)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
        };
        let fields = Self {
            path: builder.add_text_field("path", STRING | STORED | FAST),
            date: builder.add_text_field("date", STORED),
            title: Tiers {
                exact: builder.add_text_field("title_exact", indexed(EXACT).set_stored()),
                stem: builder.add_text_field("title_stem", indexed(STEM)),
            },
            body: Tiers {
                exact: builder.add_text_field("body_exact", indexed(EXACT).set_stored()),
                stem: builder.add_text_field("body_stem", indexed(STEM)),
            },
        };
        (builder.build(), fields)
    }

    /// Returns the analyzers the schema names.
    pub(crate) fn tokenizers() -> TokenizerManager {
        let manager = TokenizerManager::default();
        manager.register(EXACT, TextAnalyzer::from(ExactTokenizer::default()));
        manager.register(STEM, TextAnalyzer::from(StemTokenizer::default()));
        manager
    }
}
