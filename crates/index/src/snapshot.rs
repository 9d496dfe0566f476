//! An index as it was at one commit, for reading.

use naslag_dutch::Dutch;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{
    DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, SegmentReader, TERMINATED, TantivyDocument,
};

use crate::disk::IndexDir;
use crate::error::Result;
use crate::fields::Fields;
use crate::letter::Letter;
use crate::manifest::Header;
use crate::path::LetterPath;

/// Returns the number of letters of a segment that hold `term`, without those that were removed.
pub(crate) fn letters_in(segment: &SegmentReader, term: &Term) -> Result<u64> {
    let inverted = segment.inverted_index(term.field())?;
    let Some(info) = inverted.get_term_info(term).map_err(tantivy::TantivyError::from)? else {
        return Ok(0);
    };
    Ok(u64::from(match segment.alive_bitset() {
        None => info.doc_freq,
        Some(alive) => inverted
            .read_postings_from_terminfo(&info, IndexRecordOption::Basic)
            .map_err(tantivy::TantivyError::from)?
            .doc_freq_given_deletes(alive),
    }))
}

/// The letters of one commit. Later commits do not change it.
#[derive(Clone)]
pub struct Snapshot {
    dir: IndexDir,
    header: Header,
    searcher: Searcher,
    fields: Fields,
    dutch: Dutch,
}

impl Snapshot {
    /// Opens the last commit of the index in `dir`. Errors as [`IndexDir::header`].
    pub fn open(dir: &IndexDir) -> Result<Self> {
        // The header is read before and after: when a writer commits in between, the letters and
        // what is said of them would belong to different commits.
        let mut header = dir.header()?;
        loop {
            let dutch = dir.dutch(&header)?;
            let reader = dir.engine(&dutch)?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
            let reader: IndexReader =
                reader.map_err(|error| dir.damaged(format!("its segments cannot be read: {error}")))?;
            let after = dir.header()?;
            if after == header {
                let (_, fields) = Fields::schema();
                return Ok(Self { dir: dir.clone(), header, searcher: reader.searcher(), fields, dutch });
            }
            header = after;
        }
    }

    /// What the index says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The analysis that the letters went through.
    pub fn dutch(&self) -> &Dutch {
        &self.dutch
    }

    /// The fields of a letter.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The engine's view of the letters.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns the number of letters that hold `term`, without those that were removed.
    pub fn letters_with(&self, term: &Term) -> Result<u64> {
        self.searcher.segment_readers().iter().map(|segment| letters_in(segment, term)).sum()
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
                .read_postings(&term, IndexRecordOption::Basic)
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
