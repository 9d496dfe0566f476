//! The baseline: the same letters in a plain index of the engine below us, asked in the plain way.
//!
//! One field holds title and text, analysed for Dutch with what tantivy brings itself, and letters are
//! ranked by its own BM25 (k1 1.2, b 0.75). Whatever we do beyond that has to be better than this.

use std::fs;
use std::path::Path;

use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::{BooleanQuery, Occur, Query, QueryParser, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, Schema, Term, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
    TokenizerManager,
};
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError,
};

use crate::corpus::corpus;
use crate::error::{Error, Result};

const ANALYZER: &str = "tantivy-dutch";

/// Words of this many bytes and longer are left out. The engine's usual 40 would take long compounds
/// away; this takes only what is no word.
const TOO_LONG: usize = 200;

/// Bytes of postings that all indexing threads together gather, and the threads, as in our own writer.
const ARENA_BYTES: usize = 128 * 1024 * 1024;
/// The engine accepts no less for a thread.
const LEAST_ARENA_BYTES: usize = 16 * 1024 * 1024;
const MOST_THREADS: usize = 8;

/// A plain index of the letters of a judged set, open for questions.
pub(crate) struct Baseline {
    searcher: Searcher,
    analyzer: TextAnalyzer,
    /// The engine's own reader of questions, over the one field: any word.
    parser: QueryParser,
    fields: Fields,
    /// Number of letters.
    pub(crate) letters: u64,
}

/// Where the parts of a letter stand.
#[derive(Clone, Copy)]
struct Fields {
    /// The name by which judgements know the letter; stored only.
    id: Field,
    /// Title, line feed and text; indexed with positions and stored, as our own text is.
    text: Field,
}

/// The letters that answer a question best, the best first, with their score.
pub(crate) type Best = Vec<(f32, DocAddress)>;

impl Baseline {
    /// Puts the letters of the set in `dir` into a new index in the folder `place`, which is made.
    pub(crate) fn create(dir: &Path, place: &Path) -> Result<()> {
        fs::create_dir(place).map_err(Error::io("make the folder", place))?;
        let (schema, fields) = Fields::schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(ANALYZER, analyzer()?);
        let index = Index::builder().schema(schema).tokenizers(tokenizers).create_in_dir(place)?;
        let mut writer: IndexWriter = index.writer_with_options(as_we_write())?;
        for letter in corpus(dir)? {
            let letter = letter?;
            let mut document = TantivyDocument::new();
            document.add_text(fields.id, &letter.id);
            document.add_text(fields.text, format!("{}\n{}", letter.title, letter.text));
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// Opens the index in the folder `place`.
    pub(crate) fn open(place: &Path) -> Result<Self> {
        let index = Index::open_in_dir(place)?;
        index.tokenizers().register(ANALYZER, analyzer()?);
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (searcher, (_, fields)) = (reader.searcher(), Fields::schema());
        let parser = QueryParser::for_index(&index, vec![fields.text]);
        Ok(Self { letters: searcher.num_docs(), searcher, analyzer: analyzer()?, parser, fields })
    }

    /// Returns the `limit` letters that answer `question` best. The engine passes over letters that
    /// cannot be among them, so it does not know how many there are.
    pub(crate) fn best(&self, question: &str, words: Occur, limit: usize) -> Result<Best> {
        let best = TopDocs::with_limit(limit).order_by_score();
        Ok(self.searcher.search(&self.query(question, words), &best)?)
    }

    /// Returns the `limit` letters that answer `question` best and how many answer it.
    pub(crate) fn best_and_total(&self, question: &str, words: Occur, limit: usize) -> Result<(Best, u64)> {
        let best = TopDocs::with_limit(limit).order_by_score();
        let (best, total) = self.searcher.search(&self.query(question, words), &(best, Count))?;
        Ok((best, total as u64))
    }

    /// Returns the `limit` letters that answer `question` best as the engine's own reader of questions reads
    /// it, with as few words as it wants, and how many answer it. Words with a hyphen are phrases to it.
    pub(crate) fn parsed(&self, question: &str, limit: usize) -> Result<(Best, u64)> {
        let (query, _) = self.parser.parse_query_lenient(question);
        let best = TopDocs::with_limit(limit).order_by_score();
        let (best, total) = self.searcher.search(&*query, &(best, Count))?;
        Ok((best, total as u64))
    }

    /// Fetches the letters in `best` and returns their names with their scores.
    pub(crate) fn fetch(&self, best: &Best) -> Result<Vec<(String, f32)>> {
        let name = |(score, address): &(f32, DocAddress)| {
            let letter: TantivyDocument = self.searcher.doc(*address)?;
            let id = letter.get_first(self.fields.id).and_then(|id| id.as_str());
            Ok((id.unwrap_or_default().to_owned(), *score))
        };
        best.iter().map(name).collect()
    }

    /// Returns the query for the words of `question`, which is analysed as the letters are. A word
    /// typed twice counts twice, as in the engine's own reader of questions.
    fn query(&self, question: &str, words: Occur) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        // The engine's streams change the analyzer they come from.
        let mut analyzer = self.analyzer.clone();
        analyzer.token_stream(question).process(&mut |token| {
            let term = Term::from_field_text(self.fields.text, &token.text);
            clauses.push((words, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        });
        BooleanQuery::new(clauses)
    }
}

impl Fields {
    fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(ANALYZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let fields = Self {
            id: builder.add_text_field("id", STORED),
            text: builder
                .add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored()),
        };
        (builder.build(), fields)
    }
}

/// Returns tantivy's own analyzer for Dutch: the parts in the order of its documentation.
fn analyzer() -> Result<TextAnalyzer> {
    let stop_words = StopWordFilter::new(Language::Dutch)
        .ok_or_else(|| TantivyError::InvalidArgument("the engine has no Dutch stop words".to_owned()))?;
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(TOO_LONG))
        .filter(LowerCaser)
        .filter(stop_words)
        .filter(Stemmer::new(Language::Dutch));
    Ok(analyzer.build())
}

/// Returns the threads and the memory that our own writer has. More memory would make fewer segments,
/// which are quicker to search.
fn as_we_write() -> IndexWriterOptions {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread((ARENA_BYTES / threads).clamp(LEAST_ARENA_BYTES, ARENA_BYTES / 4))
        .num_merge_threads(1)
        .build()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tiny;

    fn baseline(home: &Path) -> Baseline {
        let place = home.join("tantivy");
        Baseline::create(&tiny::set(home), &place).unwrap();
        Baseline::open(&place).unwrap()
    }

    #[track_caller]
    fn check(question: &str, words: Occur, expected: &[&str]) {
        let home = tempfile::tempdir().unwrap();
        let baseline = baseline(home.path());
        let (best, total) = baseline.best_and_total(question, words, 10).unwrap();
        let found: Vec<_> = baseline.fetch(&best).unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, expected, "{question}");
        assert_eq!(total, expected.len() as u64, "{question}");
        assert_eq!(baseline.best(question, words, 10).unwrap(), best, "{question}");
        // Of stop words alone its own reader makes a question that every letter answers.
        if words == Occur::Should && !expected.is_empty() {
            assert_eq!(baseline.parsed(question, 10).unwrap(), (best, total), "{question}");
        }
        assert_eq!(baseline.letters, 3);
    }

    #[test]
    fn letters_are_found_by_title_and_text_in_any_inflection() {
        check("HACKS", Occur::Should, &["a"]);
        check("prijzen", Occur::Should, &["b"]);
        check("kpn", Occur::Should, &["a"]);
    }

    #[test]
    fn one_word_or_all() {
        // Both letters hold the word once; the shorter one ranks first.
        check("stroom hackers", Occur::Should, &["c", "b"]);
        check("stroom hackers", Occur::Must, &["c"]);
    }

    #[test]
    fn stop_words_find_nothing() {
        check("de van", Occur::Should, &[]);
        check("de van", Occur::Must, &[]);
        check("", Occur::Must, &[]);
    }
}
