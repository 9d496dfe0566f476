//! A phrase is found in exactly the letters it stands in, however it is spelled.
//!
//! The judge is a plain scan of the texts that shares no code with the index: it makes text and phrase
//! into words with one blank between them and looks for the one in the other. The index it is compared
//! with has a history, so that removed letters and several segments are part of the test.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::ops::Range;

use naslag_eval::Random;
use naslag_index::Letter;
use naslag_query::{Coverage, Node, SearchOptions, SearchResults, Searcher, parse};
use support::{TestIndex, letters};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const SEED: u64 = 2012;
const LETTERS: usize = 300;
const PHRASES: usize = 2_400;

/// The letters as a scan sees them.
struct Scan {
    /// Path, and title and text as words with a blank before and after each.
    letters: Vec<(String, [String; 2])>,
}

impl Scan {
    fn of(letters: &[Letter]) -> Self {
        let scanned =
            |letter: &Letter| (letter.path.to_string(), [normal(&letter.title), normal(&letter.text)]);
        Self { letters: letters.iter().map(scanned).collect() }
    }

    fn find(&self, phrase: &str) -> BTreeSet<&str> {
        let words = normal(phrase);
        let holds = |(_, parts): &&(String, [String; 2])| parts.iter().any(|part| part.contains(&words));
        self.letters.iter().filter(holds).map(|(path, _)| path.as_str()).collect()
    }
}

/// Returns the words of `text` in one spelling, with a blank before and after each.
fn normal(text: &str) -> String {
    let figures_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰'..='⁹');
    let plain: String = without_glued_figures(text)
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if figures_raised(c) { ' ' } else { c })
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect();
    let plain = plain
        .replace('ø', "o")
        .replace('ł', "l")
        .replace('ß', "ss")
        .replace('æ', "ae")
        .replace('œ', "oe")
        .replace('ı', "i");
    let letters: Vec<char> = plain.chars().collect();
    let is_word = |at: usize| letters.get(at).is_some_and(|c| c.is_alphanumeric());
    let mut words = String::from(" ");
    for (at, c) in letters.iter().enumerate() {
        let apostrophe = matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ');
        if is_word(at) {
            words.push(*c);
        } else if apostrophe && at > 0 && is_word(at - 1) && is_word(at + 1) {
            words.push('\'');
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// Returns `text` without figures glued to the end of a sentence: marks of footnotes.
fn without_glued_figures(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let glued = |at: usize| {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let marks = chars[..at].iter().rev().take_while(|c| ".?!,;»”".contains(**c)).count();
        let ends = chars.get(at + digits).is_none_or(|c| c.is_whitespace());
        (digits <= 2 && marks > 0 && ends && chars[..at - marks].last().is_some_and(|c| c.is_alphabetic()))
            .then_some(digits)
    };
    let mut kept = String::new();
    let mut at = 0;
    while at < chars.len() {
        let begins = chars[at].is_ascii_digit() && at > 0 && !chars[at - 1].is_ascii_digit();
        if let Some(digits) = begins.then(|| glued(at)).flatten() {
            at += digits;
        } else {
            kept.push(chars[at]);
            at += 1;
        }
    }
    kept
}

/// Returns where the words of `text` stand, by the rules of [`normal`].
fn words(text: &str) -> Vec<Range<usize>> {
    let part_of_word = |at: usize, c: char| {
        let neighbours = || {
            let before = text[..at].chars().next_back();
            let after = text[at + c.len_utf8()..].chars().next();
            before.zip(after).is_some_and(|(before, after)| {
                (before.is_alphanumeric() || is_combining_mark(before)) && after.is_alphanumeric()
            })
        };
        match c {
            '¹' | '²' | '³' | '⁰'..='⁹' => false,
            '\'' | '’' | '‘' => neighbours(),
            // The generator puts these inside words only.
            '\u{ad}' => true,
            c => c.is_alphanumeric() || is_combining_mark(c),
        }
    };
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(at, c)| part_of_word(*at, *c)) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// Returns `word` as somebody else would type it.
fn respelled(word: &str, random: &mut Random) -> String {
    match random.below(8) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => word.nfd().filter(|c| !is_combining_mark(*c)).collect(),
        3 => word.nfd().collect(),
        4 => word.nfc().collect(),
        5 => word.replace('’', "'").replace('\u{ad}', ""),
        6 => {
            let mut chars: Vec<char> = word.nfc().collect();
            chars.insert(random.below(chars.len() + 1), '\u{ad}');
            chars.into_iter().collect()
        }
        _ => word.to_owned(),
    }
}

/// Returns what may stand between two words; `gap` is what stands there in the letter.
fn between(gap: &str, random: &mut Random) -> String {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    match random.below(10) {
        0 => "-".to_owned(),
        1 => "\n".to_owned(),
        2 => "\u{a0}".to_owned(),
        3 => " – ".to_owned(),
        4 => "\u{2011}".to_owned(),
        5 => "  ".to_owned(),
        6 => ", ".to_owned(),
        _ => gap.replace(is_quote, " "),
    }
}

/// Returns `text` in quotes of one kind or another.
fn quoted(text: &str, random: &mut Random) -> String {
    let pairs = [("\"", "\""), ("“", "”"), ("„", "”"), ("«", "»"), ("”", "”"), ("\"", "”")];
    let (open, close) = *random.pick(&pairs).unwrap();
    format!("{open}{text}{close}")
}

/// Returns `count` words of `letter` from a random place, as they stand there and respelled. With
/// `shuffled`, the second is in another order.
fn cut(letter: &Letter, count: usize, shuffled: bool, random: &mut Random) -> Option<(String, String)> {
    let text = if random.one_in(12) { &letter.title } else { &letter.text };
    let words = words(text);
    let windows: Vec<_> = words.windows(count).collect();
    let mut window = random.pick(&windows)?.to_vec();
    if !may_be_cut(text, &window, shuffled) {
        return None;
    }
    let surface = text[window[0].start..window[count - 1].end].to_owned();
    if shuffled {
        random.shuffle(&mut window);
    }
    let mut phrase = String::new();
    for (number, word) in window.iter().enumerate() {
        if number > 0 {
            // Out of order there is no gap to take over.
            let gap = text.get(window[number - 1].end..word.start).filter(|_| !shuffled).unwrap_or(" ");
            let beside = [&text[window[number - 1].clone()], &text[word.clone()]];
            if beside.iter().any(|word| is_figure_or_letter(word)) {
                phrase.push_str(gap);
            } else {
                phrase.push_str(&between(gap, random));
            }
        }
        phrase.push_str(&respelled(&text[word.clone()], random));
    }
    Some((surface, phrase))
}

/// Whether `word` may be a piece of a number or an abbreviation, which are one word however many pieces they
/// are written in.
fn is_figure_or_letter(word: &str) -> bool {
    word.contains(char::is_numeric) || word.chars().filter(|c| c.is_alphanumeric()).count() < 2
}

/// Whether the words in `window` are whole when they are cut from `text`, or put in another order. The scan
/// knows words only, and half a number is not a word.
fn may_be_cut(text: &str, window: &[Range<usize>], shuffled: bool) -> bool {
    let is_piece = |range: &Range<usize>| is_figure_or_letter(&text[range.clone()]);
    let hangs = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '.') || c.is_alphanumeric());
    let (first, last) = (&window[0], &window[window.len() - 1]);
    let ends = is_piece(first) || is_piece(last);
    let hang = hangs(text[..first.start].chars().next_back()) || hangs(text[last.end..].chars().nth(1));
    // Initials are told from abbreviations by the capitals around them, which respelling changes.
    let initials =
        window.iter().any(|range| range.len() == 1 && !text[range.clone()].contains(char::is_numeric));
    !(ends
        || initials
        || hang && text[last.end..].starts_with('/')
        || shuffled && window.iter().any(is_piece))
}

fn index_with_a_history(random: &mut Random) -> (TestIndex, Vec<Letter>) {
    let mut index = TestIndex::new(2);
    let mut current = letters(SEED, LETTERS);
    let before = letters(SEED + 1, LETTERS);
    for (number, letter) in current.iter().enumerate() {
        // Every fifth letter said something else at first.
        index.add(if number % 5 == 0 { &before[number] } else { letter });
        if number % 40 == 39 {
            index.commit();
        }
    }
    index.commit();
    for letter in current.iter().step_by(5) {
        index.remove(&letter.path);
        index.add(letter);
    }
    index.commit();
    for _ in 0..20 {
        let gone = current.remove(random.below(current.len()));
        index.remove(&gone.path);
    }
    index.commit();
    (index, current)
}

fn ask(searcher: &Searcher, query: &str, limit: usize, snippets: usize) -> SearchResults {
    let options = SearchOptions { limit, snippets, fold: false, ..SearchOptions::default() };
    let results = searcher.search(&parse(query), &options).unwrap();
    assert_eq!(results.coverage, Coverage::All, "{query}");
    results
}

/// Checks that `query`, which is `phrase` in quotes, is answered as a scan answers it, and returns in
/// how many letters it stands.
#[track_caller]
fn check(searcher: &Searcher, scan: &Scan, query: &str, phrase: &str) -> usize {
    let expected = scan.find(phrase);
    let all = ask(searcher, query, usize::MAX, 0);
    let paths: BTreeSet<_> = all.hits.iter().map(|hit| hit.path.as_str()).collect();
    assert_eq!(paths, expected, "{query:?}");
    assert_eq!((all.hits.len(), all.total), (expected.len(), expected.len() as u64), "{query:?}");

    let first = ask(searcher, query, 3, 1);
    assert_eq!((first.hits.len(), first.total), (expected.len().min(3), expected.len() as u64), "{query:?}");
    for (hit, in_all) in first.hits.iter().zip(&all.hits) {
        assert_eq!(hit.path, in_all.path, "{query:?}");
        let in_title = hit.title_highlights.iter().map(|range| &hit.title[range.clone()]);
        let in_text = hit
            .snippets
            .iter()
            .flat_map(|piece| piece.highlights.iter().map(|range| &piece.text[range.clone()]));
        let marked: Vec<_> = in_title.chain(in_text).collect();
        assert!(!marked.is_empty(), "{query:?}: nothing is marked in {}", hit.path);
        for marked in marked {
            assert!(normal(marked).contains(&normal(phrase)), "{query:?}: {marked:?} is marked");
        }
    }
    expected.len()
}

/// Whether a phrase is the name of a thing, which is found under its other names too.
fn is_name(phrase: &str) -> bool {
    let Node::All(nodes) = parse(&format!("\"{phrase}\"")).root else {
        return false;
    };
    matches!(nodes.as_slice(), [Node::Named(_)])
}

#[test]
fn phrases_are_found_where_a_scan_finds_them() {
    let mut random = Random::new(SEED);
    let (index, letters) = index_with_a_history(&mut random);
    let (searcher, scan) = (index.searcher(), Scan::of(&letters));
    let mut in_one = 0;
    let mut asked = 0;
    while asked < PHRASES {
        let count = 1 + random.below(6);
        let letter = random.pick(&letters).unwrap();
        let Some((surface, phrase)) = cut(letter, count, false, &mut random) else {
            continue;
        };
        if is_name(&phrase) {
            continue;
        }
        asked += 1;
        assert_eq!(normal(&surface), normal(&phrase), "the test respells {surface:?} as another phrase");
        let hits = check(&searcher, &scan, &quoted(&phrase, &mut random), &phrase);
        assert!(hits > 0, "{phrase:?} was cut from a letter");
        in_one += usize::from(hits == 1);
    }
    // Else the phrases say too little, or too much, to tell a wrong answer from a right one.
    assert!((PHRASES / 10..PHRASES * 9 / 10).contains(&in_one), "{in_one} of {PHRASES} in one letter");
}

#[test]
fn words_in_another_order_are_found_where_a_scan_finds_them() {
    let mut random = Random::new(SEED + 2);
    let (index, letters) = index_with_a_history(&mut random);
    let (searcher, scan) = (index.searcher(), Scan::of(&letters));
    let mut nowhere = 0;
    for _ in 0..PHRASES / 4 {
        let count = 2 + random.below(4);
        let letter = random.pick(&letters).unwrap();
        if let Some((_, phrase)) = cut(letter, count, true, &mut random)
            && !is_name(&phrase)
        {
            let hits = check(&searcher, &scan, &quoted(&phrase, &mut random), &phrase);
            nowhere += usize::from(hits == 0);
        }
    }
    assert!(nowhere > PHRASES / 20, "only {nowhere} phrases stand nowhere");
}
