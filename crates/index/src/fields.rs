//! The fields of a letter, and the one analyzer behind each.

use naslag_dutch::{Dutch, Tier, TierTokenizer};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

const EXACT: &str = "dutch-exact";
const STEM: &str = "dutch-stem";
const PARTS: &str = "dutch-parts";
/// The engine's own name for taking a term as it is. Keys reach it as tokens already.
const KEYS: &str = "raw";

/// Where each part of a letter stands in the engine's schema.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The letter's path: one term, stored, and a column that orders letters.
    pub path: Field,
    /// What the letter says, as it was read; stored only. What is looked up is its [reading](naslag_letter::Reading).
    pub text: Field,
    /// What is known of it beside its text, in JSON; stored only.
    pub about: Field,
    /// What the letter is called.
    pub title: Tiers,
    /// What the letter says: its running text and notes.
    pub body: Tiers,
    /// What stands on its pages and is no part of what it says: page heads, addresses, disclaimers. Found, and worth
    /// nothing.
    pub aside: Tiers,
    /// Its own data as terms, as [`data_terms`](crate::data_terms()) has them.
    pub data: Field,
    /// Hashes that letters of nearly the same words share, also a column; see [`copies`](crate::copies()).
    pub copy: Field,
    /// A hash of the words of the title, a column: letters of one title can be counted.
    pub title_key: Field,
    /// The abbreviations it explains, as [`abbreviations`](crate::abbreviations()) has them.
    pub abbreviation: Field,
    /// The numbers it gives for motions it names, as [`numbers_of`](crate::numbers_of()) has them.
    pub number_of_name: Field,
    /// The date in its head as a column, `20120214`.
    pub day: Field,
}

/// The fields that hold one text: three with its words, at the same positions, and one with the things it
/// names.
#[derive(Debug, Clone, Copy)]
pub struct Tiers {
    /// Folded words, all of them.
    pub exact: Field,
    /// Stems of all words but stop words.
    pub stem: Field,
    /// Stems of the parts of compounds, and of all other words but stop words.
    pub parts: Field,
    /// Keys of the things it names, see [`entities`](crate::entities()).
    pub entity: Field,
}

impl Tiers {
    /// Returns the field of a tier.
    pub fn field(&self, tier: Tier) -> Field {
        match tier {
            Tier::Exact => self.exact,
            Tier::Stem => self.stem,
            Tier::Parts => self.parts,
        }
    }
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
            text: builder.add_text_field("text", STORED),
            about: builder.add_text_field("about", STORED),
            title: Tiers {
                exact: builder.add_text_field("title_exact", indexed(EXACT).set_stored()),
                stem: builder.add_text_field("title_stem", indexed(STEM)),
                parts: builder.add_text_field("title_parts", indexed(PARTS)),
                entity: builder.add_text_field("title_entity", indexed(KEYS)),
            },
            body: Tiers {
                exact: builder.add_text_field("body_exact", indexed(EXACT)),
                stem: builder.add_text_field("body_stem", indexed(STEM)),
                parts: builder.add_text_field("body_parts", indexed(PARTS)),
                entity: builder.add_text_field("body_entity", indexed(KEYS)),
            },
            aside: Tiers {
                exact: builder.add_text_field("aside_exact", indexed(EXACT)),
                stem: builder.add_text_field("aside_stem", indexed(STEM)),
                parts: builder.add_text_field("aside_parts", indexed(PARTS)),
                entity: builder.add_text_field("aside_entity", indexed(KEYS)),
            },
            data: builder.add_text_field("data", STRING),
            copy: builder.add_u64_field("copy", INDEXED | FAST),
            title_key: builder.add_u64_field("title_key", FAST),
            abbreviation: builder.add_text_field("abbreviation", STRING),
            number_of_name: builder.add_text_field("number_of_name", STRING),
            day: builder.add_u64_field("day", FAST),
        };
        (builder.build(), fields)
    }

    /// Returns the analyzers the schema names.
    pub(crate) fn tokenizers(dutch: &Dutch) -> TokenizerManager {
        let manager = TokenizerManager::default();
        for (name, tier) in [(EXACT, Tier::Exact), (STEM, Tier::Stem), (PARTS, Tier::Parts)] {
            manager.register(name, TextAnalyzer::from(TierTokenizer::new(tier, dutch.clone())));
        }
        manager
    }
}
