//! Ministries through their renamings.
//!
//! Answerable for the table in `data/ministries.tsv` and for telling which ministry a name or abbreviation
//! means. A name counts as a whole, by its words; what merely contains one is none. Knows nothing of where in
//! a letter a ministry stands.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A ministry, one concept through its renamings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ministry {
    /// The concept: an abbreviation in lower case that does not change with names, such as `jenv`.
    pub key: String,
    /// The name in the letter as written.
    pub name: String,
}

impl Ministry {
    /// Returns the newest name of the concept: `Justitie en Veiligheid` for `jenv`. Falls back on the name in the
    /// letter for a key that is in no table.
    pub fn newest_name(&self) -> &str {
        TABLE.newest.get(self.key.as_str()).copied().unwrap_or(&self.name)
    }
}

/// Bytes of a text that may still be the name of a ministry with words of office in front of it. The longest
/// such name has about a hundred; more is a sentence.
const LONGEST: usize = 200;

/// Words in the longest name.
const MOST_WORDS: usize = 8;

/// What may stand in front of the name of a ministry, longest first.
const OFFICES: [&str; 24] = [
    "het ministerie van",
    "het ministerie voor",
    "ministerie van",
    "ministerie voor",
    "ministerie",
    "min. van",
    "de minister-president, minister van",
    "minister-president, minister van",
    "minister president, minister van",
    "de minister van",
    "de minister voor",
    "minister van",
    "minister voor",
    "de staatssecretaris van",
    "de staatssecretaris voor",
    "staatssecretaris van",
    "staatssecretaris voor",
    "ministry of",
    "the ministry of",
    "de ministers van",
    "de bewindslieden van",
    "minister",
    "staatssecretaris",
    "min.",
];

struct Table {
    /// The key of each name and abbreviation, as [`plain`] has it.
    keys: HashMap<String, &'static str>,
    newest: HashMap<&'static str, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { keys: HashMap::new(), newest: HashMap::new() };
    for row in include_str!("../../data/ministries.tsv").lines().filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t');
        let (Some(key), Some(name)) = (columns.next(), columns.next()) else { continue };
        let abbreviations = columns.nth(1).unwrap_or_default();
        table.newest.entry(key).or_insert(name);
        for name in std::iter::once(name).chain(abbreviations.split(';')).chain(std::iter::once(key)) {
            let name = plain(name);
            if !name.is_empty() {
                table.keys.entry(name).or_insert(key);
            }
        }
    }
    table
});

/// Returns the ministry that a text names, with the name as written; the text holds nothing else but the
/// words of an office in front, such as `Ministerie van` or `De Minister van`.
///
/// Case, accents, commas, hyphens and `&` for `en` make no difference. Nothing when the text is any longer.
pub fn ministry_of(text: &str) -> Option<Ministry> {
    let name = without_office(text);
    key_of(name).map(|key| Ministry { key: key.to_owned(), name: crate::title::folded(name) })
}

/// Returns the key of the ministry that someone means who types its key, a name it has or had, or an abbreviation:
/// `ezk`, `VenJ`, `Veiligheid en Justitie`.
pub fn ministry_keys(typed: &str) -> Option<&'static str> {
    key_of(without_office(typed))
}

/// Returns the ministry whose name begins a text, the longest one, and the bytes of the text it takes.
pub(crate) fn ministry_at(text: &str) -> Option<(Ministry, usize)> {
    let mut found = None;
    let mut end = 0;
    for _ in 0..MOST_WORDS {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start().len();
        let word = rest[gap..].find(char::is_whitespace).unwrap_or(rest.len() - gap);
        if word == 0 || gap + word > LONGEST {
            break;
        }
        end += gap + word;
        let name = text[..end].trim().trim_end_matches(ENDS);
        // The abbreviations are too short to stand for a ministry in a text without a word beside them.
        if let Some(key) = key_of(name) {
            let length = end - (text[..end].len() - text[..end].trim_end_matches(ENDS).len());
            found = Some((Ministry { key: key.to_owned(), name: crate::title::folded(name) }, length));
        }
    }
    found
}

const ENDS: [char; 7] = [',', '.', ';', ':', ')', '-', '/'];

fn key_of(name: &str) -> Option<&'static str> {
    (name.len() <= LONGEST).then(|| TABLE.keys.get(&plain(name)).copied()).flatten()
}

/// The text without the words of an office in front of it.
fn without_office(text: &str) -> &str {
    let text = text.trim().trim_end_matches(ENDS).trim_end();
    text[office_length(text)..].trim()
}

/// Bytes of the words of an office that begin a text: `De Minister van `.
pub(crate) fn office_length(text: &str) -> usize {
    let of_office = |office: &str| {
        let start = text.get(..office.len())?;
        let rest = &text[office.len()..];
        let whole = start.eq_ignore_ascii_case(office) && rest.starts_with(char::is_whitespace);
        whole.then(|| text.len() - rest.trim_start().len())
    };
    OFFICES.iter().find_map(|office| of_office(office)).unwrap_or(0)
}

/// A name without what writers differ in: case, accents, blanks and marks between words, `&` for `en`.
pub(crate) fn plain(name: &str) -> String {
    name.replace(['&', '+'], "en")
        .nfd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let found = ministry_of(text).map(|ministry| format!("{}:{}", ministry.key, ministry.name));
        assert_eq!(found.as_deref().unwrap_or(""), expected, "{text:?}");
    }

    #[test]
    fn names_of_one_concept() {
        check("Justitie en Veiligheid", "jenv:Justitie en Veiligheid");
        check("Ministerie van Veiligheid en Justitie", "jenv:Veiligheid en Justitie");
        check("De Minister van Justitie,", "jenv:Justitie");
        check("DE MINISTER VAN FINANCIËN", "fin:FINANCIËN");
        check("Financien", "fin:Financien");
        check("Justitie & Veiligheid", "jenv:Justitie & Veiligheid");
        check("J&V", "jenv:J&V");
        check("VenJ", "jenv:VenJ");
        check(
            "de Minister van Economische Zaken,\nLandbouw en Innovatie",
            "ez:Economische Zaken, Landbouw en Innovatie",
        );
        check("EL&I", "ez:EL&I");
        check("EZK", "ez:EZK");
        check("LNV", "lnv:LNV");
        check("LVVN", "lnv:LVVN");
        check("Verkeer en Waterstaat", "ienw:Verkeer en Waterstaat");
        check("VROM", "ienw:VROM");
        check("VRO", "vro:VRO");
        check("KGG", "kgg:KGG");
        check("Minister voor Rechtsbescherming", "jenv:Rechtsbescherming");
        check(
            "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "bz:Buitenlandse Handel en Ontwikkelingssamenwerking",
        );
        check("de minister-president, minister van Algemene Zaken,", "az:Algemene Zaken");
    }

    #[test]
    fn what_contains_a_name_is_none() {
        for text in [
            "",
            "Justitie en",
            "het justitiebeleid",
            "Economische",
            "Zaken",
            "Directie Cyber Security",
            "Buitenlandse Zaken van Duitsland",
            "Ministerie van",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn typed_for_a_query() {
        for (typed, key) in [
            ("jenv", "jenv"),
            ("ezk", "ez"),
            ("BuZa", "bz"),
            ("min. van Defensie", "def"),
            ("kgg", "kgg"),
            ("vws", "vws"),
            ("aenm", "aenm"),
        ] {
            assert_eq!(ministry_keys(typed), Some(key), "{typed:?}");
        }
        assert_eq!(ministry_keys("zorg"), None);
    }

    #[test]
    fn the_longest_name_at_the_beginning_of_a_text() {
        let at = |text: &str| {
            ministry_at(text).map(|(found, length)| format!("{}:{}", found.key, &text[..length]))
        };
        assert_eq!(
            at("Economische Zaken en Klimaat T.a.v. X").as_deref(),
            Some("ez:Economische Zaken en Klimaat")
        );
        assert_eq!(at("Economische Zaken en anderen").as_deref(), Some("ez:Economische Zaken"));
        assert_eq!(
            at("Infrastructuur en\nMilieu, de heer").as_deref(),
            Some("ienw:Infrastructuur en\nMilieu")
        );
        assert_eq!(at("Cultuur"), None);
    }

    #[test]
    fn every_row_is_whole_and_no_name_has_two_keys() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for row in include_str!("../../data/ministries.tsv").lines().filter(|row| !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 5, "{row}");
            assert!(["name", "former", "field", "english"].contains(&columns[4]), "{row}");
            for name in
                std::iter::once(columns[1]).chain(columns[3].split(';')).filter(|name| !name.is_empty())
            {
                let before = seen.insert(plain(name), columns[0]);
                assert!(before.is_none_or(|key| key == columns[0]), "{name}");
                assert_eq!(ministry_keys(name), Some(columns[0]), "{name}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(Ministerie|van|[Mm]inister|Justitie|en|&|Veiligheid|ë|,|\\.| |\n|\\PC){0,20}") {
            let _ = ministry_of(&text);
            if let Some((_, length)) = ministry_at(&text) {
                prop_assert!(text.is_char_boundary(length));
            }
        }
    }
}
