//! Other names for what was typed: abbreviations that the letters explain, lists of synonyms, and
//! spellings of another time.

use naslag_dutch::{Dutch, Synonyms, Tier, other_spellings};
use naslag_index::{Snapshot, abbreviations};
use tantivy::schema::Term;

use crate::Result;
use crate::ways::words;

/// Words of the longest name that is looked up.
const LONGEST: usize = 8;

/// Other names taken up for one name at most, the most used first.
const MOST: usize = 4;

/// Another name that was looked for as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// What was typed.
    pub typed: String,
    /// The other name.
    pub name: String,
    /// Who says that it is one.
    pub origin: Origin,
}

/// Who says that a name is another one for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// So many letters of the folder.
    Letters(u64),
    /// The list the user gave.
    List,
    /// The list that comes with the program.
    BuiltIn,
    /// The spelling of another time.
    Spelling,
}

/// Knows other names.
pub(crate) trait Names {
    /// Returns other names of words that stand side by side, as [`Token::base`](naslag_dutch::Token) has them.
    fn of(&self, words: &[&str]) -> Vec<(String, Origin)>;

    /// Words of the longest name that has others.
    fn longest(&self) -> usize;
}

/// Nothing has another name.
pub(crate) struct NoNames;

impl Names for NoNames {
    fn of(&self, _: &[&str]) -> Vec<(String, Origin)> {
        Vec::new()
    }

    fn longest(&self) -> usize {
        0
    }
}

/// The names that the letters of an index can be found by.
pub(crate) struct NamesOfIndex<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) list: &'a Synonyms,
}

impl Names for NamesOfIndex<'_> {
    fn of(&self, words: &[&str]) -> Vec<(String, Origin)> {
        // A failing disk shows at the search itself; other names are an extra.
        let mut names = self.explained(words).unwrap_or_default();
        names.truncate(MOST);
        for (list, origin) in [(self.list, Origin::List), (Synonyms::built_in(), Origin::BuiltIn)] {
            names.extend(list.of(words).iter().take(MOST).map(|name| (name.clone(), origin)));
        }
        if let [word] = words {
            names.extend(other_spellings(word).into_iter().map(|spelling| (spelling, Origin::Spelling)));
        }
        let mut known = vec![words.join(" ")];
        names.retain(|(name, _)| {
            let key = crate::ways::name_key(name);
            let is_new = !known.contains(&key) && self.is_known(name);
            known.push(key);
            is_new
        });
        names
    }

    fn longest(&self) -> usize {
        LONGEST
    }
}

impl NamesOfIndex<'_> {
    fn explained(&self, words: &[&str]) -> Result<Vec<(String, Origin)>> {
        // `de NCSC's` are looked up as `NCSC`.
        let bare = words.iter().map(|word| word.strip_suffix("'s").unwrap_or(word).replace('\'', ""));
        let typed = bare.collect::<Vec<_>>().join(" ");
        let mut found = abbreviations(self.snapshot, Some(&typed))?;
        found.sort_by(|a, b| b.letters.cmp(&a.letters).then_with(|| a.cmp(b)));
        let other = |pair: naslag_index::Explained| {
            let name = if crate::ways::name_key(&pair.short) == typed { pair.long } else { pair.short };
            (name, Origin::Letters(pair.letters))
        };
        Ok(found.into_iter().map(other).collect())
    }

    /// Whether each word of `name` stands in some letter: a name that does not is no news to anyone.
    fn is_known(&self, name: &str) -> bool {
        let dutch: &Dutch = self.snapshot.dutch();
        let fields = self.snapshot.fields();
        words(name).iter().all(|word| {
            let (tier, term) = if word.is_stop() {
                (Tier::Exact, word.exact.clone())
            } else {
                (Tier::Stem, dutch.stem(&word.base).into_owned())
            };
            [fields.body, fields.title].iter().any(|tiers| {
                let term = Term::from_field_text(tiers.field(tier), &term);
                self.snapshot.letters_with(&term).is_ok_and(|letters| letters > 0)
            })
        })
    }
}
