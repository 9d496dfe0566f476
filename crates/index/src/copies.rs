//! Letters that are copies of each other: the same letter in another format or another place.
//!
//! A letter's words, two by two, are sampled by hashes (MinHash) of which groups are kept as terms: letters of
//! nearly the same words have some group in common, and others hardly ever. Who shares one is then
//! compared word by word, so nothing is taken for a copy by chance. Sources: A. Broder, *On the resemblance and
//! containment of documents*, 1997; groups of hashes as in J. Leskovec and others, *Mining of Massive Datasets*,
//! chapter 3.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use naslag_letter::Found;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet, TERMINATED};

use crate::error::Result;
use crate::letter::Letter;
use crate::snapshot::Snapshot;

/// Groups kept of a letter. With [`ROWS`] hashes in each, letters that share nine in ten of their pairs of words
/// have a group in common in 998 of 1,000 cases, those that share half in 32 of 100.
const GROUPS: usize = 6;
const ROWS: usize = 4;

/// Part of the pairs of words of two letters that copies have in common at least. Renditions of one letter as
/// PDF, Word and text share .93 and more; answers in one series of standard letters mostly less than .85.
const ALIKE: f64 = 0.9;

/// A letter with fewer words than this is compared as a whole only: of a short note two hashes say nothing.
const FEWEST_WORDS: usize = 30;

/// Letters with a hash in common that are compared: of a form that was sent ten thousand times the first by path, so
/// that the answer does not follow the history of the index.
const MOST: usize = 1_000;

/// Returns hashes of which letters of nearly the same words have at least one in common; none for a text without
/// words.
pub(crate) fn copy_hashes(text: &str) -> Vec<u64> {
    let mut least = [u64::MAX; GROUPS * ROWS];
    let mut count = 0;
    let mut whole = hasher();
    let mut last = 0_u64;
    for_each_word(text, |word| {
        count += 1;
        whole.write_u64(word);
        let pair = mixed(last.rotate_left(17) ^ word);
        last = word;
        let mut turn = pair;
        for slot in &mut least {
            turn = mixed(turn.wrapping_add(0x9e37_79b9_7f4a_7c15));
            *slot = turn.min(*slot);
        }
    });
    if count == 0 {
        return Vec::new();
    }
    if count < FEWEST_WORDS {
        return vec![whole.finish()];
    }
    let group = |(number, rows): (usize, &[u64])| {
        let mut hasher = hasher();
        (number, rows).hash(&mut hasher);
        hasher.finish()
    };
    least.chunks(ROWS).enumerate().map(group).collect()
}

/// Calls `take` with a hash of each word of `text`, as its letters and figures are in small: marks, blanks and
/// hyphens at the ends of lines are different in each rendition.
fn for_each_word(text: &str, mut take: impl FnMut(u64)) {
    let mut hasher = hasher();
    let mut open = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            open = true;
            c.to_lowercase().for_each(|c| hasher.write_u32(u32::from(c)));
        } else if matches!(c, '-' | '\u{ad}' | '\u{2010}') && open {
            // A word broken at the end of a line goes on behind it.
            while chars.peek().is_some_and(|next| next.is_whitespace()) {
                chars.next();
            }
        } else if open && c != '\u{301}' {
            take(std::mem::replace(&mut hasher, self::hasher()).finish());
            open = false;
        }
    }
    if open {
        take(hasher.finish());
    }
}

/// The same on every machine and in every build, because hashes are kept in the index.
fn hasher() -> Fnv {
    Fnv(0xcbf2_9ce4_8422_2325)
}

/// Fowler, Noll and Vo's hash, 64 bits, as FNV-1a.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        mixed(self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// Stafford's variant 13 of the finisher of MurmurHash3: each bit of the result depends on each of the number.
fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Returns the copies of the letter at `address`, which is `letter`, without itself, in the order of their paths.
///
/// # Errors
/// When the index cannot be read.
pub fn copies(
    snapshot: &Snapshot,
    address: DocAddress,
    letter: &Letter,
) -> Result<Vec<(DocAddress, Letter)>> {
    let field = snapshot.fields().copy;
    let own = snapshot.searcher().segment_reader(address.segment_ord);
    let column = own.fast_fields().u64("copy")?;
    let mut candidates = HashSet::new();
    for hash in column.values_for_doc(address.doc_id) {
        let term = Term::from_field_u64(field, hash);
        for (ordinal, segment) in (0..).zip(snapshot.searcher().segment_readers()) {
            let inverted = segment.inverted_index(field)?;
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(tantivy::TantivyError::from)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let other = DocAddress::new(ordinal, postings.doc());
                if other != address && !segment.is_deleted(postings.doc()) {
                    candidates.insert(other);
                }
                postings.advance();
            }
        }
    }
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let pairs = pairs(letter.body().text());
    let mut copies = Vec::new();
    for other in first_by_path(snapshot, candidates)? {
        let candidate = snapshot.letter(other)?;
        if may_be_one(letter, &candidate) && alike(&pairs, &self::pairs(candidate.body().text())) {
            copies.push((other, candidate));
        }
    }
    copies.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    Ok(copies)
}

/// Returns at most [`MOST`] of `letters`.
fn first_by_path(snapshot: &Snapshot, letters: HashSet<DocAddress>) -> Result<Vec<DocAddress>> {
    if letters.len() <= MOST {
        return Ok(letters.into_iter().collect());
    }
    let mut by_path = Vec::with_capacity(letters.len());
    for address in letters {
        let segment = snapshot.searcher().segment_reader(address.segment_ord);
        let mut path = String::new();
        if let Some(column) = segment.fast_fields().str("path")?
            && let Some(number) = column.term_ords(address.doc_id).next()
        {
            column.ord_to_str(number, &mut path).map_err(tantivy::TantivyError::from)?;
        }
        by_path.push((path, address));
    }
    by_path.sort_unstable();
    by_path.truncate(MOST);
    Ok(by_path.into_iter().map(|(_, address)| address).collect())
}

/// The words of a text two by two, as hashes, with how often each pair came before.
fn pairs(text: &str) -> HashSet<(u64, u32)> {
    let mut counts: std::collections::HashMap<u64, u32> = std::collections::HashMap::new();
    let mut last = 0_u64;
    let mut pairs = HashSet::new();
    for_each_word(text, |word| {
        let pair = mixed(last.rotate_left(17) ^ word);
        last = word;
        let count = counts.entry(pair).or_default();
        *count += 1;
        pairs.insert((pair, *count));
    });
    pairs
}

fn alike(a: &HashSet<(u64, u32)>, b: &HashSet<(u64, u32)>) -> bool {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    all > 0 && shared as f64 >= ALIKE * all as f64
}

/// Whether nothing that two letters say of themselves tells them apart: the same words sent on another day are
/// another letter.
fn may_be_one(a: &Letter, b: &Letter) -> bool {
    let same = |a: Option<&Found<String>>, b: Option<&Found<String>>| match (a, b) {
        (Some(a), Some(b)) => a.value == b.value,
        _ => true,
    };
    let (a, b) = (&a.about.data, &b.about.data);
    let references = a.references.is_empty()
        || b.references.is_empty()
        || a.references.iter().any(|one| b.references.iter().any(|other| one.value == other.value));
    references && same(a.date.as_ref(), b.date.as_ref()) && same(a.number.as_ref(), b.number.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::LetterPath;
    use naslag_letter::Origin;

    fn text(words: usize, from: usize) -> String {
        (from..from + words).map(|word| format!("woord{} ", word * word % 9973)).collect()
    }

    fn letter(text: &str, date: Option<&str>) -> Letter {
        let mut letter = Letter::plain(LetterPath::from_stored("a"), "a".into(), text.into());
        letter.about.data.date = date.map(|date| Found { value: date.to_owned(), from: Origin::Name });
        letter
    }

    fn share(a: &str, b: &str) -> bool {
        let (a, b) = (copy_hashes(a), copy_hashes(b));
        a.iter().any(|hash| b.contains(hash))
    }

    #[test]
    fn renditions_share_a_hash_and_are_alike() {
        let one = text(400, 0);
        let broken = one.replace("woord16 ", "woo-\nrd16\n\n").replace("woord25 ", "Woord25, ");
        for other in [&one, &broken, &format!("{one} en nog drie woorden")] {
            assert!(share(&one, other));
            assert!(alike(&pairs(&one), &pairs(other)));
        }
        assert!(!alike(&pairs(&one), &pairs(&text(400, 100))));
        assert!(!alike(&pairs(""), &pairs("")));
    }

    #[test]
    fn short_notes_are_copies_only_as_a_whole() {
        assert!(share("Zie bijlage.", "zie  Bijlage"));
        assert!(!share("Zie bijlage 1.", "Zie bijlage 2."));
        assert_eq!(copy_hashes(" - \n"), Vec::<u64>::new());
    }

    #[test]
    fn the_same_words_of_another_day_are_another_letter() {
        assert!(may_be_one(&letter("a", Some("2012-02-14")), &letter("a", None)));
        assert!(!may_be_one(&letter("a", Some("2012-02-14")), &letter("a", Some("2012-02-15"))));
    }
}
