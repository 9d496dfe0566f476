//! Other names of the same thing: abbreviations and what they stand for, Dutch and English words.
//!
//! Two names meet by their stems, so that `cyberaanvallen` finds what is listed as `cyberaanval`.
//! Abbreviations are the exception: the rules for stems were made for words.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::iter::zip;
use std::sync::LazyLock;

use crate::{Stemmer, tokens};

/// The most lines a list may have.
const MOST_LINES: usize = 100_000;
/// The most bytes a line with names may have.
const LONGEST_LINE: usize = 1_000;
/// The most names a line may have: with more, each question would become dozens.
const MOST_NAMES: usize = 20;
/// The most letters of an abbreviation that has a capital only in front: `Woo`, `Wbni`.
const LONGEST_ABBREVIATION: usize = 5;

/// Names that mean the same thing.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    /// The other names of abbreviations, by the folded word.
    abbreviations: HashMap<String, Vec<String>>,
    /// The other names of all others, by the stems of their words with a blank between them.
    names: HashMap<String, Listed>,
    longest: usize,
}

#[derive(Debug, Clone)]
struct Listed {
    /// The words of the name, folded.
    words: Vec<String>,
    others: Vec<String>,
}

impl Synonyms {
    /// Returns the list that comes with the crate, `data/synonyms.txt`: names of the Dutch government, of
    /// its laws and of cyber security.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Synonyms> = LazyLock::new(|| {
            // A test reads it; a search without other names is better than none.
            Synonyms::parse(include_str!("../data/synonyms.txt")).unwrap_or_default()
        });
        &BUILT_IN
    }

    /// Reads a list with one entry a line.
    ///
    /// `NCSC = Nationaal Cyber Security Centrum` names the same thing twice or more often;
    /// `bewindspersoon > minister, staatssecretaris` gives others to the name on the left only. Lines that
    /// begin with `#` and empty lines say nothing. A byte order mark and CRLF are allowed.
    ///
    /// A name in several lines has the others of all of them, in their order, each once; the others of its
    /// others are not its own. A single word with a capital after its first letter, or with a capital and
    /// at most five letters, is an abbreviation and is not reduced to a stem.
    ///
    /// # Errors
    ///
    /// Returns the first line that is no entry: without `=` or `>` or with both, with an empty name or one
    /// without a word, with more than 20 names, more than 1,000 bytes or a NUL; or the line after the
    /// 100,000th.
    pub fn parse(text: &str) -> Result<Self, SynonymError> {
        let mut synonyms = Self::default();
        let mut seen = HashSet::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let failed = |problem| SynonymError { line: index + 1, problem };
            if index == MOST_LINES {
                return Err(failed(Problem::TooManyLines));
            }
            if line.contains('\0') {
                return Err(failed(Problem::Nul));
            }
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let entry = Entry::parse(line).map_err(failed)?;
            for name in entry.names.iter().take(if entry.one_way { 1 } else { MOST_NAMES }) {
                for other in &entry.names {
                    if name.key != other.key && seen.insert((name.key.clone(), other.key.clone())) {
                        synonyms.add(name, other);
                    }
                }
            }
        }
        Ok(synonyms)
    }

    fn add(&mut self, name: &Name<'_>, other: &Name<'_>) {
        let other = other.written.to_owned();
        match &name.key {
            Key::Abbreviation(word) => self.abbreviations.entry(word.clone()).or_default().push(other),
            Key::Stems(stems) => {
                let new = || Listed { words: name.words.clone(), others: Vec::new() };
                self.names.entry(stems.clone()).or_insert_with(new).others.push(other);
            }
        }
        self.longest = self.longest.max(name.words.len());
    }

    /// Returns the other names of `words`, each as it is written in the list; nothing when there are none.
    ///
    /// `words` are folded and in their order, as [`tokens()`](crate::tokens()) gives them, and all of them
    /// are one name.
    pub fn of(&self, words: &[&str]) -> &[String] {
        if words.is_empty() || words.len() > self.longest {
            return &[];
        }
        if let [word] = words {
            let word = word.strip_suffix("'s").unwrap_or(word);
            if let Some(others) = self.abbreviations.get(word) {
                return others;
            }
        }
        match self.names.get(&stems(words)) {
            Some(Listed { words: listed, others }) if zip(words, listed).all(|(a, b)| is_form(a, b)) => {
                others
            }
            _ => &[],
        }
    }

    /// Returns how many words the longest name has that has others; 0 for an empty list.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Returns how many names have others.
    pub fn len(&self) -> usize {
        self.abbreviations.len() + self.names.len()
    }

    /// Returns whether no name has others.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn stems(words: &[impl AsRef<str>]) -> String {
    let stemmer = Stemmer::new();
    words.iter().map(|word| stemmer.stem(word.as_ref())).collect::<Vec<_>>().join(" ")
}

/// Whether `word`, of the same stem as `listed`, is a form of it: stems make `kwetst` one with
/// `kwetsbaarheid`, which is fair to rank by and too much to say that they mean the same.
fn is_form(word: &str, listed: &str) -> bool {
    let common = zip(word.chars(), listed.chars()).take_while(|(a, b)| a == b).count();
    common + 3 >= listed.chars().count()
}

/// What a line says: the first name has the others, and unless it is one way all have all others.
struct Entry<'l> {
    names: Vec<Name<'l>>,
    one_way: bool,
}

impl<'l> Entry<'l> {
    fn parse(line: &'l str) -> Result<Self, Problem> {
        if line.len() > LONGEST_LINE {
            return Err(Problem::TooLong);
        }
        let (written, one_way): (Vec<&str>, bool) = match (line.contains('='), line.split_once('>')) {
            (true, Some(_)) => return Err(Problem::TwoSigns),
            (false, Some((name, others))) => (std::iter::once(name).chain(others.split(',')).collect(), true),
            (true, None) => (line.split('=').collect(), false),
            (false, None) => return Err(Problem::NoSign),
        };
        if written.len() > MOST_NAMES {
            return Err(Problem::TooManyNames);
        }
        let names = written.into_iter().map(Name::parse).collect::<Result<_, _>>()?;
        Ok(Self { names, one_way })
    }
}

/// A name of a list.
struct Name<'l> {
    written: &'l str,
    words: Vec<String>,
    key: Key,
}

/// Where a name is found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Abbreviation(String),
    Stems(String),
}

impl<'l> Name<'l> {
    fn parse(written: &'l str) -> Result<Self, Problem> {
        let written = written.trim();
        if written.is_empty() {
            return Err(Problem::EmptyName);
        }
        let mut words = Vec::new();
        let mut tokens = tokens(written);
        while let Some(token) = tokens.advance() {
            words.push(token.base.to_owned());
        }
        let key = match &words[..] {
            [] => return Err(Problem::NoWord),
            [word] if is_abbreviation(written) => Key::Abbreviation(word.clone()),
            _ => Key::Stems(stems(&words)),
        };
        Ok(Self { written, words, key })
    }
}

/// Whether a single word is an abbreviation, by its capitals.
fn is_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    chars.any(char::is_uppercase) || first && word.chars().count() <= LONGEST_ABBREVIATION
}

/// Why a list of names could not be read, and at which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymError {
    line: usize,
    problem: Problem,
}

impl SynonymError {
    /// Returns the number of the line; the first is 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    NoSign,
    TwoSigns,
    EmptyName,
    NoWord,
    TooManyNames,
    TooLong,
    Nul,
    TooManyLines,
}

impl fmt::Display for SynonymError {
    /// Writes a part of a sentence: `line 3 has an empty name`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} ", self.line)?;
        match self.problem {
            Problem::NoSign => f.write_str("has neither = nor > between names"),
            Problem::TwoSigns => f.write_str("has both = and >"),
            Problem::EmptyName => f.write_str("has an empty name"),
            Problem::NoWord => f.write_str("has a name without a word"),
            Problem::TooManyNames => write!(f, "has more than {MOST_NAMES} names"),
            Problem::TooLong => f.write_str("is longer than 1,000 bytes"),
            Problem::Nul => f.write_str("has a NUL byte"),
            Problem::TooManyLines => f.write_str("is one too many: 100,000 are allowed"),
        }
    }
}

impl std::error::Error for SynonymError {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn others<'s>(synonyms: &'s Synonyms, text: &str) -> &'s [String] {
        let mut words = Vec::new();
        let mut tokens = tokens(text);
        while let Some(token) = tokens.advance() {
            words.push(token.base.to_owned());
        }
        synonyms.of(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(others(Synonyms::built_in(), text), expected, "{text}");
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        let message = Synonyms::parse(text).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(message, Err(expected.to_owned()), "{text:.60}");
    }

    fn parsed(text: &str) -> Synonyms {
        Synonyms::parse(text).unwrap()
    }

    #[test]
    fn what_readers_ask_for() {
        check("telecomwet", &["Telecommunicatiewet"]);
        check("Telecommunicatiewet", &["Telecomwet"]);
        check("Den Haag", &["'s-Gravenhage"]);
        check("'s-Gravenhage", &["Den Haag"]);
        check("ncsc", &["Nationaal Cyber Security Centrum", "Nationaal Cybersecurity Centrum"]);
        check("nationaal cyber security centrum", &["NCSC", "Nationaal Cybersecurity Centrum"]);
        check("Woo", &["Wet open overheid"]);
        check("wet open overheid", &["Woo"]);
        check(
            "AVG",
            &["Algemene verordening gegevensbescherming", "GDPR", "General Data Protection Regulation"],
        );
        check(
            "algemene verordening gegevensbescherming",
            &["AVG", "GDPR", "General Data Protection Regulation"],
        );
        check("dhr.", &["heer"]);
        check("tenslotte", &["ten slotte"]);
        check("ten slotte", &["tenslotte"]);
        check("cyberaanvallen", &["digitale aanval"]);
        check("digitale aanvallen", &["cyberaanval"]);
        check("gijzelsoftware", &["ransomware"]);
        check("bewindspersonen", &["minister", "staatssecretaris"]);
        check("Kamervragen", &["vragen van het lid", "vragen van de leden"]);
        check("kamervraag", &["vragen van het lid", "vragen van de leden"]);
        check("kwetsbaarheden", &["vulnerability"]);
        check("CISO's", &["chief information security officer"]);
    }

    #[test]
    fn ordinary_words_have_no_others() {
        let texts = "minister|heer|staatssecretaris|om|it|is|at|haag|den|wet|overheid|aps|wo|woon|certs|\
                     kwetsbaar|kwetst|premiere|de minister|security centrum|";
        for text in texts.split('|') {
            check(text, &[]);
        }
    }

    #[test]
    fn the_built_in_list_is_sound() {
        let list = include_str!("../data/synonyms.txt");
        let synonyms = parsed(list);
        assert!(synonyms.len() > 150 && !synonyms.is_empty());
        assert_eq!(synonyms.len(), Synonyms::built_in().len());
        let mut named = HashSet::new();
        for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let entry = Entry::parse(line).unwrap();
            assert!(entry.names.len() > 1, "{line}");
            for name in entry.names.iter().take(if entry.one_way { 1 } else { MOST_NAMES }) {
                assert!(!others(&synonyms, name.written).is_empty(), "{} stands alone", name.written);
                assert!(named.insert(name.key.clone()), "{} is listed twice", name.written);
            }
        }
        // An abbreviation that is a stop word would find every letter.
        assert!(synonyms.abbreviations.keys().all(|word| !crate::is_stop_word(word)));
    }

    #[test]
    fn all_names_of_a_line_have_all_others() {
        let synonyms = parsed("a1 = b1 = c1\n");
        assert_eq!(others(&synonyms, "a1"), ["b1", "c1"]);
        assert_eq!(others(&synonyms, "b1"), ["a1", "c1"]);
        assert_eq!((synonyms.len(), synonyms.longest()), (3, 1));
    }

    #[test]
    fn one_way_gives_nothing_back() {
        let synonyms = parsed("lange naam van iets > kort, klein");
        assert_eq!(others(&synonyms, "Lange naam van iets"), ["kort", "klein"]);
        assert!(others(&synonyms, "kort").is_empty());
        assert_eq!((synonyms.len(), synonyms.longest()), (1, 4));
    }

    #[test]
    fn lines_with_the_same_name_merge() {
        let synonyms = parsed("a1 = b1\n\na1 > c1, b1\nA1 = b1 = d1\n");
        assert_eq!(others(&synonyms, "b1"), ["a1", "A1", "d1"]);
        let synonyms = parsed("bedrijf = onderneming\nbedrijven = firma = ondernemingen = firma");
        assert_eq!(others(&synonyms, "bedrijf"), ["onderneming", "firma"]);
        assert_eq!(others(&synonyms, "onderneming"), ["bedrijf", "firma"]);
    }

    #[test]
    fn abbreviations_have_no_stem() {
        let synonyms = parsed("Bos = Bond op straat\nbeer = ijsbeer");
        assert_eq!(others(&synonyms, "bos"), ["Bond op straat"]);
        assert!(others(&synonyms, "bossen").is_empty());
        assert_eq!(others(&synonyms, "beren"), ["ijsbeer"]);
    }

    #[test]
    fn marks_of_windows_and_comments_are_allowed() {
        let synonyms = parsed("\u{feff}# eerst\r\n\r\n  a1 = b1  \r\n   # dan\r\n");
        assert_eq!(others(&synonyms, "a1"), ["b1"]);
        assert!(parsed("").is_empty() && parsed("\u{feff}").longest() == 0);
        assert!(Synonyms::default().of(&["a"]).is_empty());
    }

    #[test]
    fn errors_name_the_line() {
        check_error("# x\nncsc", "line 2 has neither = nor > between names");
        check_error("a = b > c", "line 1 has both = and >");
        check_error("\r\na = \r\n", "line 2 has an empty name");
        check_error("a > b,,c", "line 1 has an empty name");
        check_error("= a", "line 1 has an empty name");
        check_error("a = --", "line 1 has a name without a word");
        check_error("a = b\0", "line 1 has a NUL byte");
        check_error(&["a"; 21].join("="), "line 1 has more than 20 names");
        check_error(&format!("a = {}", "b".repeat(1_000)), "line 1 is longer than 1,000 bytes");
        check_error(&"#\n".repeat(MOST_LINES + 1), "line 100001 is one too many: 100,000 are allowed");
        assert_eq!(Synonyms::parse("a").unwrap_err().line(), 1);
        assert!(Synonyms::parse(&"#\n".repeat(MOST_LINES)).is_ok());
        assert!(Synonyms::parse(&["a"; 20].join("=")).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_a_list_or_an_error(text in "(\\PC|[a-zA-Z=>,#\n\r\0]){0,80}", word in "\\PC{0,9}") {
            if let Ok(synonyms) = Synonyms::parse(&text) {
                prop_assert_eq!(synonyms.is_empty(), synonyms.longest() == 0);
                prop_assert!(others(&synonyms, &word).iter().all(|other| text.contains(other)));
            }
        }
    }
}
