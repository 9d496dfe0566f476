//! An index as it was at one commit, for reading.

use tantivy::schema::Term;
use tantivy::{DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument};

use crate::disk::IndexDir;
use crate::error::Result;
use crate::fields::Fields;
use crate::letter::Letter;
use crate::manifest::Header;
use crate::path::LetterPath;

/// The letters of one commit. Later commits do not change it.
#[derive(Clone)]
pub struct Snapshot {
    dir: IndexDir,
    header: Header,
    searcher: Searcher,
    fields: Fields,
}

impl Snapshot {
    /// Opens the last commit of the index in `dir`. Errors as [`IndexDir::header`].
    pub fn open(dir: &IndexDir) -> Result<Self> {
        // The header is read before and after: when a writer commits in between, the letters and
        // what is said of them would belong to different commits.
        let mut header = dir.header()?;
        loop {
            let reader = dir.engine()?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
            let reader: IndexReader =
                reader.map_err(|error| dir.damaged(format!("its segments cannot be read: {error}")))?;
            let after = dir.header()?;
            if after == header {
                let (_, fields) = Fields::schema();
                return Ok(Self { dir: dir.clone(), header, searcher: reader.searcher(), fields });
            }
            header = after;
        }
    }

    /// What the index says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The fields of a letter.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The engine's view of the letters.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns the letter the engine knows under `address`.
    pub fn letter(&self, address: DocAddress) -> Result<Letter> {
        let stored: TantivyDocument = self.searcher.doc(address)?;
        Letter::from_stored(&self.fields, &stored)
            .ok_or_else(|| self.dir.damaged(format!("letter {address:?} lacks its text")))
    }

    /// Returns the letter at `path`, or `None` when the index holds none.
    pub fn letter_at(&self, path: &LetterPath) -> Result<Option<Letter>> {
        let term = Term::from_field_text(self.fields.path, path.as_str());
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let inverted = segment.inverted_index(self.fields.path)?;
            let postings = inverted
                .read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(tantivy::TantivyError::from)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return self.letter(DocAddress::new(ordinal, postings.doc())).map(Some);
                }
                postings.advance();
            }
        }
        Ok(None)
    }
}
