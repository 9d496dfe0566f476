//! The things that the letters of an index name, kept as terms of a field of their own.
//!
//! A term is the key of a thing, and its positions are bytes of the text: where a mention begins and where
//! it ends, in turns. So the engine keeps, merges and removes them with their letters, and a mention leads
//! to its bytes without a look at the text.

use std::collections::HashMap;
use std::ops::Range;

use naslag_citation::{Citation, Kind};
use naslag_letter::Reading;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED};

use crate::error::Result;
use crate::letter::Letter;
use crate::snapshot::Snapshot;

/// Stands before the key of what a letter is, in the field of the title only: the law that its title is the
/// name of, and not what was made on the ground of it; the paper that its file is called after.
pub const TITLED: char = '=';

/// The rules that read the head of a paper begin so.
const HEAD: &str = "kamerstuk/head";

/// Stands between the pieces of a term. No key holds it.
const BETWEEN: char = '\u{1f}';

/// A thing that letters name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its key, as [`Citation::key`] has it.
    pub key: String,
    /// Number of letters that name it, in their text or their title.
    pub letters: u64,
    /// Number of times they name it in their text.
    pub mentions: u64,
    /// The earliest and the latest date, as `20120214`, of the letters that name it and have a date.
    pub days: Option<(u64, u64)>,
}

/// The places where one letter names a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The letter.
    pub address: DocAddress,
    /// Byte ranges of its text, in order.
    pub spans: Vec<Range<usize>>,
}

/// What a letter names, ready for the engine.
pub(crate) struct Named {
    pub(crate) title: PreTokenizedString,
    pub(crate) body: PreTokenizedString,
    pub(crate) aside: PreTokenizedString,
    /// The numbers it gives for motions it names.
    pub(crate) numbers: Vec<String>,
}

impl Named {
    /// `text` is the body of `letter`, `around` what stands beside it.
    pub(crate) fn by(letter: &Letter, text: &Reading<'_>, around: &Reading<'_>) -> Self {
        let body = naslag_citation::citations(text.text());
        let title = naslag_citation::citations(&letter.title);
        let mut in_title = tokens(&title);
        for law in title.iter().filter(|law| is_whole(&letter.title, law)) {
            in_title.push(token(format!("{TITLED}{}", law.key), 0));
        }
        for law in body.iter().filter(|law| is_own_name(text.text(), law)) {
            in_title.push(token(format!("{TITLED}{}", law.key), 0));
        }
        let heads = body.iter().filter(|found| found.rule.starts_with(HEAD) && found.kind == Kind::Kamerstuk);
        let mut own_keys: Vec<String> = Vec::new();
        for own in heads {
            in_title.extend(keys_of(own).map(|key| token(format!("{TITLED}{key}"), 0)));
            own_keys.push(own.key.clone());
        }
        // What the file is called is what the letter is: `kst-26643-202.txt`.
        for own in naslag_citation::of_file_name(letter.path.as_str()) {
            // A letter without a title has its file's name for one, and does not cite itself.
            own_keys.push(own.key.clone());
            in_title.extend(keys_of(&own).map(|key| token(format!("{TITLED}{key}"), 0)));
        }
        // A letter repeats its own number in its foot, and does not cite itself.
        in_title.retain(|token| !own_keys.contains(&token.text));
        let mut in_body = tokens(&stored(&body, text));
        in_body.retain(|token| !own_keys.contains(&token.text));
        let mut in_aside = tokens(&stored(&naslag_citation::citations(around.text()), around));
        in_aside.retain(|token| !own_keys.contains(&token.text));
        let string = |mut tokens: Vec<Token>| {
            // The engine writes the distance from one position of a term to the next, which is never negative.
            tokens.sort_by_key(|token| token.position);
            PreTokenizedString { text: String::new(), tokens }
        };
        Self {
            title: string(in_title),
            body: string(in_body),
            aside: string(in_aside),
            numbers: numbers_in(&body),
        }
    }
}

/// Returns what a letter names, in its text and beside it, in the order of the places in the text as stored.
pub fn citations_of(letter: &Letter) -> Vec<Citation> {
    let (body, aside) = (letter.body(), letter.aside());
    let mut found = stored(&naslag_citation::citations(body.text()), &body);
    found.extend(stored(&naslag_citation::citations(aside.text()), &aside));
    found.sort_by_key(|found| (found.span.start, found.span.end));
    found
}

/// The citations of a reading with their places in the text as stored.
fn stored(citations: &[Citation], reading: &Reading<'_>) -> Vec<Citation> {
    let place = |found: &Citation| Citation {
        span: reading.stored_range(&found.span),
        cue: found.cue.as_ref().map(|cue| reading.stored_range(cue)),
        ..found.clone()
    };
    citations.iter().map(place).collect()
}

/// Whether `citation` is all that a title says, but for marks and what stands in parentheses behind it.
fn is_whole(title: &str, citation: &Citation) -> bool {
    let rest = title[citation.span.end..].trim_start();
    let before = title[..citation.span.start].chars().any(char::is_alphanumeric);
    matches!(citation.kind, Kind::Law | Kind::EuAct)
        && !before
        && (rest.starts_with('(') || !rest.contains(char::is_alphanumeric))
}

/// Whether a law names itself here: `Deze wet wordt aangehaald als: Politiewet 2012.` Bills do so too.
fn is_own_name(text: &str, citation: &Citation) -> bool {
    const CUES: [&str; 4] =
        ["aangehaald als", "aangehaald onder de titel", "aangehaald onder de naam", "citeertitel"];
    if citation.kind != Kind::Law {
        return false;
    }
    let before = text[..citation.span.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    // An article or a word for what it is may stand between.
    let last = before.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
    CUES.iter().any(|cue| before.ends_with(cue) || last.trim_end_matches([':', ' ']).ends_with(cue))
}

/// The keys under which a mention is found. A motion of several is looked for by reading all keys, so that a
/// name of each alone would be a motion nobody made.
fn keys_of(citation: &Citation) -> impl Iterator<Item = &str> {
    let by_name = |kind| matches!(kind, Some(Kind::Motion | Kind::Amendment));
    let own = by_name(Kind::of_key(&citation.key));
    std::iter::once(citation.key.as_str()).chain(
        citation.also.iter().map(String::as_str).filter(move |key| !own || !by_name(Kind::of_key(key))),
    )
}

fn tokens(citations: &[Citation]) -> Vec<Token> {
    let both = |citation: &Citation| [citation.span.start, citation.span.end];
    citations
        .iter()
        .flat_map(|found| {
            keys_of(found).flat_map(move |key| both(found).map(|place| token(key.to_owned(), place)))
        })
        .collect()
}

fn token(text: String, position: usize) -> Token {
    Token { position, text, ..Token::default() }
}

/// Returns the terms for the numbers that a letter gives for motions and amendments it names.
fn numbers_in(citations: &[Citation]) -> Vec<String> {
    let mut terms = Vec::new();
    for found in citations.iter().filter(|found| matches!(found.kind, Kind::Motion | Kind::Amendment)) {
        let numbers = found.also.iter().filter(|key| Kind::of_key(key) == Some(Kind::Kamerstuk));
        terms.extend(numbers.map(|number| format!("{}{BETWEEN}{number}", found.key)));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Returns the keys of Kamerstukken that letters give for the motion or amendment with this key, in order.
///
/// # Errors
/// When the index cannot be read.
pub fn numbers_of(snapshot: &Snapshot, name: &str) -> Result<Vec<String>> {
    let prefix = format!("{name}{BETWEEN}");
    let mut numbers = Vec::new();
    terms(snapshot, snapshot.fields().number_of_name, &prefix, |segment, field, term| {
        if !held(segment, field, term)?.is_empty() {
            numbers.push(term[prefix.len()..].to_owned());
        }
        Ok(())
    })?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Returns the keys that begin with `prefix` of things that letters name in their text or title, in order.
/// Some may stand in removed letters only.
///
/// # Errors
/// When the index cannot be read.
pub fn keys(snapshot: &Snapshot, prefix: &str) -> Result<Vec<String>> {
    let mut keys = Vec::new();
    for tiers in [snapshot.fields().body, snapshot.fields().title, snapshot.fields().aside] {
        terms(snapshot, tiers.entity, prefix, |_, _, key| {
            if !key.starts_with(TITLED) {
                keys.push(key.to_owned());
            }
            Ok(())
        })?;
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// Returns the things whose keys begin with `prefix` and that letters name, in the order of their keys.
///
/// # Errors
/// When the index cannot be read.
pub fn entities(snapshot: &Snapshot, prefix: &str) -> Result<Vec<Entity>> {
    let mut found: HashMap<String, Entity> = HashMap::new();
    let (body, title) = (snapshot.fields().body.entity, snapshot.fields().title.entity);
    for field in [body, title] {
        terms(snapshot, field, prefix, |segment, _, key| {
            if key.starts_with(TITLED) {
                return Ok(());
            }
            let days = segment.fast_fields().u64("day")?;
            let mut letters: Vec<DocId> = Vec::new();
            let mut mentions = 0;
            for letter in held(segment, field, key)? {
                mentions += letter.mentions;
                letters.push(letter.doc);
            }
            if field == title {
                // Letters that name it in both were counted by their text.
                let known: Vec<DocId> = held(segment, body, key)?.iter().map(|letter| letter.doc).collect();
                letters.retain(|doc| known.binary_search(doc).is_err());
                mentions = 0;
            }
            if letters.is_empty() {
                return Ok(());
            }
            let entity = found.entry(key.to_owned()).or_insert_with(|| Entity {
                key: key.to_owned(),
                letters: 0,
                mentions: 0,
                days: None,
            });
            entity.letters += letters.len() as u64;
            entity.mentions += mentions;
            for day in letters.iter().filter_map(|doc| days.first(*doc)) {
                let (first, last) = entity.days.unwrap_or((day, day));
                entity.days = Some((first.min(day), last.max(day)));
            }
            Ok(())
        })?;
    }
    let mut found: Vec<Entity> = found.into_values().collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(found)
}

/// Returns where letters name the thing with this key in their text.
///
/// # Errors
/// When the index cannot be read.
pub fn mentions(snapshot: &Snapshot, key: &str) -> Result<Vec<Mention>> {
    let field = snapshot.fields().body.entity;
    let mut all = Vec::new();
    for (ordinal, segment) in (0..).zip(snapshot.searcher().segment_readers()) {
        let Some(mut postings) = postings(segment, field, key, IndexRecordOption::WithFreqsAndPositions)?
        else {
            continue;
        };
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if !segment.is_deleted(doc) {
                all.push(Mention { address: DocAddress::new(ordinal, doc), spans: spans(&mut postings) });
            }
            postings.advance();
        }
    }
    Ok(all)
}

impl Snapshot {
    /// Returns where the letter at `address` names the thing with this key, in the text of this field of
    /// [`Tiers`](crate::Tiers); byte ranges in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn spans(&self, field: Field, key: &str, address: DocAddress) -> Result<Vec<Range<usize>>> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let Some(mut postings) = postings(segment, field, key, IndexRecordOption::WithFreqsAndPositions)?
        else {
            return Ok(Vec::new());
        };
        if postings.doc() < address.doc_id {
            postings.seek(address.doc_id);
        }
        Ok(if postings.doc() == address.doc_id { spans(&mut postings) } else { Vec::new() })
    }
}

/// The places a posting's positions say.
fn spans(postings: &mut SegmentPostings) -> Vec<Range<usize>> {
    let mut positions = Vec::new();
    postings.positions(&mut positions);
    let range = |pair: &[u32]| pair[0] as usize..pair[1] as usize;
    positions.chunks_exact(2).map(range).collect()
}

/// Calls `take` with each segment and each term of it in `field` that begins with `prefix`.
fn terms(
    snapshot: &Snapshot,
    field: Field,
    prefix: &str,
    mut take: impl FnMut(&SegmentReader, Field, &str) -> Result<()>,
) -> Result<()> {
    for segment in snapshot.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let stream = inverted.terms().range().ge(prefix).into_stream();
        let mut stream = stream.map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            if !term.starts_with(prefix) {
                break;
            }
            take(segment, field, term)?;
        }
    }
    Ok(())
}

struct Held {
    doc: DocId,
    mentions: u64,
}

/// The letters of a segment that hold a key, without those that were removed, in order.
fn held(segment: &SegmentReader, field: Field, key: &str) -> Result<Vec<Held>> {
    let mut all = Vec::new();
    if let Some(mut postings) = postings(segment, field, key, IndexRecordOption::WithFreqs)? {
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                all.push(Held { doc: postings.doc(), mentions: u64::from(postings.term_freq() / 2) });
            }
            postings.advance();
        }
    }
    Ok(all)
}

fn postings(
    segment: &SegmentReader,
    field: Field,
    key: &str,
    option: IndexRecordOption,
) -> Result<Option<SegmentPostings>> {
    let term = Term::from_field_text(field, key);
    Ok(segment.inverted_index(field)?.read_postings(&term, option).map_err(tantivy::TantivyError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::LetterPath;

    fn named(path: &str, title: &str, text: &str) -> Named {
        let path = LetterPath::from_stored(path);
        let letter = Letter::plain(path, title.to_owned(), text.to_owned());
        Named::by(&letter, &letter.body(), &letter.aside())
    }

    fn terms(tokens: &PreTokenizedString) -> Vec<(&str, usize)> {
        tokens.tokens.iter().map(|token| (token.text.as_str(), token.position)).collect()
    }

    #[test]
    fn a_mention_is_two_positions_of_each_of_its_keys() {
        let named = named("a.txt", "Brief", "Zie Kamerstuk 26 643, nr. 202.");
        let found =
            [("dossier:26643", 4), ("kst:26643:202", 4), ("dossier:26643", 29), ("kst:26643:202", 29)];
        let mut terms = terms(&named.body);
        terms.sort_by_key(|(term, place)| (*place, *term));
        assert_eq!(terms, found);
        assert!(named.title.tokens.is_empty() && named.numbers.is_empty());
    }

    #[test]
    fn what_a_letter_is_stands_apart_and_is_not_cited_by_it() {
        let file = named("kst-26643-202.txt", "Brief", "kst-26643-202. Zie Kamerstuk 24 095, nr. 294.");
        assert!(terms(&file.title).contains(&("=kst:26643:202", 0)));
        assert!(!terms(&file.body).iter().any(|(term, _)| *term == "kst:26643:202"));
        assert!(terms(&file.body).iter().any(|(term, _)| *term == "kst:24095:294"));
        for (title, text) in [
            ("Telecommunicatiewet", "Artikel 1"),
            ("Wet van 19 oktober 1998", "Deze wet wordt aangehaald als: Telecommunicatiewet."),
        ] {
            let law = named("wet.txt", title, text);
            assert!(
                terms(&law.title).contains(&("=wet:telecommunicatiewet", 0)),
                "{title}: {:?}",
                terms(&law.title)
            );
        }
        let about =
            named("wet.txt", "Besluit op grond van de Telecommunicatiewet", "De Telecommunicatiewet geldt.");
        assert!(!terms(&about.title).iter().any(|(term, _)| term.starts_with(TITLED)));
    }

    #[test]
    fn the_number_of_a_motion_is_kept_with_its_name() {
        let named = named("a.txt", "Brief", "De motie Segers en Van Raak (Kamerstuk 26 643, nr. 150) is af.");
        assert_eq!(named.numbers, ["motie:segers+van-raak\u{1f}kst:26643:150"]);
        // No motion of one of them alone is made up.
        assert!(!terms(&named.body).iter().any(|(term, _)| *term == "motie:segers"));
    }
}
