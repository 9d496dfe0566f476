//! Other names for what was typed: abbreviations that the letters explain, lists of synonyms, and
//! spellings of another time.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use naslag_dutch::{Dutch, Synonyms, Tier, name_key, other_spellings};
use naslag_index::{Explained, Snapshot, abbreviations};
use rustc_hash::FxHashMap;
use tantivy::schema::Term;

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
pub(crate) struct NamesOfIndex {
    snapshot: Snapshot,
    /// The list the user gave.
    list: Synonyms,
    /// What the letters explain, by the exact terms of either name; looked up when first asked for.
    explained: OnceLock<HashMap<String, Vec<(String, Origin)>>>,
    /// Words of the longest name that may have others.
    longest: OnceLock<usize>,
    /// What was found out before: analysing a name and looking for its words costs more than a search.
    known: Mutex<FxHashMap<String, Found>>,
}

/// Other names with who says so.
type Found = Vec<(String, Origin)>;

/// Names remembered: a bound on what a program that runs for months gathers.
const REMEMBERED: usize = 10_000;

impl NamesOfIndex {
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        // Checked when the list was taken up; of one that no longer reads, none is better than no search.
        let list = Synonyms::parse(&snapshot.header().lists.synonyms).unwrap_or_default();
        Self { snapshot, list, explained: OnceLock::new(), longest: OnceLock::new(), known: Mutex::default() }
    }
}

impl Names for NamesOfIndex {
    fn of(&self, words: &[&str]) -> Vec<(String, Origin)> {
        let key = words.join(" ");
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = known.get(&key) {
            return names.clone();
        }
        let names = self.look_up(words);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, names.clone());
        names
    }

    fn longest(&self) -> usize {
        *self.longest.get_or_init(|| {
            let explained = self.explained().keys().map(|key| key.split(' ').count()).max().unwrap_or(0);
            let listed = self.list.longest().max(Synonyms::built_in().longest());
            // Spellings are of one word.
            explained.max(listed).clamp(1, LONGEST)
        })
    }
}

impl NamesOfIndex {
    fn look_up(&self, words: &[&str]) -> Found {
        // `de NCSC's` are looked up as `NCSC`.
        let bare = words.iter().map(|word| word.strip_suffix("'s").unwrap_or(word).replace('\'', ""));
        let typed = bare.collect::<Vec<_>>().join(" ");
        let mut names = self.explained().get(&typed).cloned().unwrap_or_default();
        names.truncate(MOST);
        for (list, origin) in [(&self.list, Origin::List), (Synonyms::built_in(), Origin::BuiltIn)] {
            names.extend(list.of(words).iter().take(MOST).map(|name| (name.clone(), origin)));
        }
        if let [word] = words {
            names.extend(other_spellings(word).into_iter().map(|spelling| (spelling, Origin::Spelling)));
        }
        let mut known = vec![typed];
        names.retain(|(name, _)| {
            let key = name_key(name);
            let is_new = !known.contains(&key) && self.is_known(name);
            known.push(key);
            is_new
        });
        names
    }

    /// The names that the letters explain, those of most letters first.
    fn explained(&self) -> &HashMap<String, Found> {
        self.explained.get_or_init(|| {
            // A failing disk shows at the search itself; other names are an extra.
            let mut all = abbreviations(&self.snapshot).unwrap_or_default();
            all.sort_by(|a, b| b.letters.cmp(&a.letters).then_with(|| a.cmp(b)));
            let mut by_key: HashMap<String, Found> = HashMap::new();
            for Explained { short, long, letters } in all {
                let origin = Origin::Letters(letters);
                by_key.entry(name_key(&short)).or_default().push((long.clone(), origin));
                by_key.entry(name_key(&long)).or_default().push((short, origin));
            }
            by_key
        })
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
