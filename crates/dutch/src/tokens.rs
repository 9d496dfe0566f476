//! The tokenizer: which words a text holds, and the position each one has.
//!
//! Most tokens are a word as it stands. Rules join what is one word although it is written apart
//! (`26 643`, `c.s.`, a word broken at the end of a line) and keep apart what only hangs together: each
//! part of `motie-Hennis-Plasschaert` has a position of its own, so that it is the same three words as
//! `motie Hennis Plasschaert`. What a word may also be looked up by stands beside it ([`Also`]).
//!
//! Footnote marks glued to a word or a sentence (`bekend?1`) hold no position.

use std::collections::VecDeque;
use std::ops::Range;

use crate::fold::{fold, fold_into, is_hyphen};
use crate::lexicon::element;
use crate::numbers::{self, number};
use crate::suspended;
use crate::words::{Shape, Word, next_word};

/// Words that hang together by hyphens, of which more than these are not looked at as one.
const LONGEST_GROUP: usize = 16;
/// Parts of a hyphenated word up to which it is also one word without hyphens: `e-mail` is `email`.
pub const MOST_JOINED: usize = 4;
const LONGEST_JOINED: usize = 64;

/// One token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// The bytes of the text from its beginning to its end.
    pub span: Range<usize>,
    /// The two ranges it stands in when it is broken at the end of a line; else empty.
    pub pieces: &'t [Range<usize>],
    /// The number of tokens before this one.
    pub position: usize,
    /// Its term in the exact tier, by which it is asked for: folded, without apostrophes; numbers in
    /// one spelling. Never empty.
    pub exact: &'t str,
    /// What it is inflected from: folded, with apostrophes, without a footnote mark.
    pub base: &'t str,
    /// Whether a capital follows a small letter inside it, as in `GroenLinks`.
    pub camel: bool,
    /// Other terms it is found by.
    pub also: &'t [Also],
    /// Whole words that it is a piece of: `klant-` in `klant- en persoonsgegevens`.
    pub completed: &'t [Completed],
}

/// Another term for the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// The term.
    pub text: String,
    /// Why it is one.
    pub kind: Kind,
}

/// Why a token has another term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A part of the token that may be asked for alone: `nctv` of `5725010/12/NCTV`, `nis` of `NIS2`.
    Part,
    /// The token and the next ones as one word: `email` for `e-mail`.
    Joined {
        /// The number of tokens it stands for, itself included.
        words: usize,
    },
    /// The day that the token and the next ones name, as `d:20151009`.
    Date {
        /// The number of tokens it stands for, itself included.
        words: usize,
    },
}

/// A whole word for which the text has only a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The whole word, folded.
    pub text: String,
    /// The bytes of the text, elsewhere, that complete it.
    pub borrowed: Range<usize>,
}

/// The tokens of a text, one after another. See [`tokens`].
#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Words that were seen and not taken up yet.
    ahead: VecDeque<Word>,
    /// The last words that were taken up, the latest first.
    behind: [Option<Word>; suspended::BEHIND],
    position: usize,
    ready: VecDeque<Ready>,
    current: Ready,
    /// Buffers to be used again.
    spare: Vec<Ready>,
}

/// A token before it is handed out.
#[derive(Debug, Clone, Default)]
struct Ready {
    span: Range<usize>,
    pieces: Vec<Range<usize>>,
    exact: String,
    /// Empty when it is `exact`.
    base: String,
    camel: bool,
    also: Vec<Also>,
    completed: Vec<Completed>,
}

impl Ready {
    fn clear(&mut self) {
        self.pieces.clear();
        self.exact.clear();
        self.base.clear();
        self.camel = false;
        self.also.clear();
        self.completed.clear();
    }
}

/// How a word hangs together with the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A hyphen between two words.
    Hyphen,
    /// The end of a line within a word.
    Broken,
}

/// Returns the tokens of `text` in the order in which they stand.
///
/// Not an iterator: each token borrows the buffers it was made in, which saves an allocation a word
/// where megabytes pass through.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        ahead: VecDeque::new(),
        behind: Default::default(),
        position: 0,
        ready: VecDeque::new(),
        current: Ready::default(),
        spare: Vec::new(),
    }
}

impl<'a> Tokens<'a> {
    /// Returns the next token, or `None` after the last.
    pub fn advance(&mut self) -> Option<Token<'_>> {
        while self.ready.is_empty() {
            if !self.see(1) {
                return None;
            }
            if self.plain() {
                return Some(self.hand_out());
            }
            if self.is_footnote_mark() {
                self.take_up();
                continue;
            }
            if !self.number() && !self.dotted() {
                self.group();
            }
        }
        let next = self.ready.pop_front()?;
        let used = std::mem::replace(&mut self.current, next);
        self.spare.push(used);
        Some(self.hand_out())
    }

    /// Makes the current token of the next word, when no rule can concern it. Nine words of ten end here,
    /// without a look at what comes after them.
    fn plain(&mut self) -> bool {
        let Some(word) = self.ahead.front() else {
            return false;
        };
        let bytes = self.text.as_bytes();
        let Range { start, end } = word.span;
        let after_matters = match bytes.get(end) {
            Some(b'-' | 0x80..) => true,
            Some(b'.') => end - start == 1,
            // `CVE 2024 3094`
            Some(b' ') => end - start == 3 && matches!(bytes[start], b'c' | b'C'),
            _ => false,
        };
        let before_matters = start > 0 && matches!(bytes[start - 1], b'-' | b'(');
        if after_matters || before_matters || word.shape.digit || word.shape.apostrophe {
            return false;
        }
        let current = &mut self.current;
        current.clear();
        fold_into(&self.text[start..end], &mut current.exact);
        current.span = start..end;
        current.camel = word.shape.camel;
        if current.exact.is_empty() {
            return false;
        }
        self.take_up();
        true
    }

    fn hand_out(&mut self) -> Token<'_> {
        let position = self.position;
        self.position += 1;
        let Ready { span, pieces, exact, base, camel, also, completed } = &self.current;
        Token {
            span: span.clone(),
            pieces,
            position,
            exact,
            base: if base.is_empty() { exact } else { base },
            camel: *camel,
            also,
            completed,
        }
    }

    /// Looks ahead at the next `count` words; returns whether there are so many.
    fn see(&mut self, count: usize) -> bool {
        while self.ahead.len() < count {
            let Some(word) = next_word(self.text, self.at) else {
                self.at = self.text.len();
                return false;
            };
            self.at = word.span.end;
            self.ahead.push_back(word);
        }
        true
    }

    fn take_up(&mut self) {
        if let Some(word) = self.ahead.pop_front() {
            self.behind.rotate_right(1);
            self.behind[0] = Some(word);
        }
    }

    /// What stands between word `at` ahead and the one after it, if there is one.
    fn gap(&mut self, at: usize) -> Option<&'a str> {
        let text = self.text;
        self.see(at + 2).then(|| &text[self.ahead[at].span.end..self.ahead[at + 1].span.start])
    }

    /// Returns an empty token to be filled.
    fn fresh(&mut self, span: Range<usize>) -> Ready {
        let mut ready = self.spare.pop().unwrap_or_default();
        ready.clear();
        ready.span = span;
        ready
    }

    /// Whether the next word is a figure glued to the end of a sentence or a quotation.
    fn is_footnote_mark(&self) -> bool {
        let (Some(mark), Some(before)) = (self.ahead.front(), &self.behind[0]) else {
            return false;
        };
        if !mark.shape.number || mark.span.len() > 2 || before.shape.digit {
            return false;
        }
        let gap = &self.text[before.span.end..mark.span.start];
        let after = self.text[mark.span.end..].chars().next();
        if gap.is_empty() || gap.len() > 8 || after.is_some_and(|c| !c.is_whitespace()) {
            return false;
        }
        let closing = |c: char| matches!(c, '»' | '”' | '’' | '"' | '\'' | ')' | ']');
        let stop = |c: char| matches!(c, '.' | '?' | '!' | ',' | ';');
        if !gap.chars().all(|c| closing(c) || stop(c)) {
            return false;
        }
        // `nr.5` and `v.2` are no ends of sentences.
        let word = &self.text[before.span.clone()];
        gap.contains(['?', '!', '»', '”'])
            || word.chars().count() > 2 && !BEFORE_NUMBERS.contains(&word.to_lowercase().as_str())
    }

    /// Takes up a number that has rules of its own.
    fn number(&mut self) -> bool {
        let Some(first) = self.ahead.front().filter(|word| word.shape.digit) else {
            return false;
        };
        if !self.text[first.span.clone()].starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        self.see(numbers::REACH);
        let Some(found) = number(self.text, &self.ahead) else {
            return false;
        };
        // The first word of a date in words may hang together with others, but does not in practice.
        let span = self.ahead[0].span.start..self.ahead[found.words - 1].span.end;
        let mut ready = self.fresh(span);
        ready.exact.push_str(&found.exact);
        ready.also = found.also;
        self.ready.push_back(ready);
        (0..found.words).for_each(|_| self.take_up());
        true
    }

    /// Takes up an abbreviation with a stop after each letter: `c.s.`, `A.I.V.D.`, `m.b.t.`
    fn dotted(&mut self) -> bool {
        let letters = |tokens: &Self, at: usize| {
            let word = &tokens.ahead[at];
            let count = tokens.text[word.span.clone()].chars().take(3).count();
            (!word.shape.digit && !word.shape.apostrophe && count <= 2).then_some(count)
        };
        if letters(self, 0) != Some(1) || self.gap(0) != Some(".") {
            return false;
        }
        let mut words = 1;
        while words < LONGEST_GROUP && self.gap(words - 1) == Some(".") {
            match letters(self, words) {
                Some(1) => {}
                // Two letters go with the others only between them: `i.pl.v.`, not `o.a.de hack`.
                Some(2) if self.gap(words) == Some(".") && letters(self, words + 1) == Some(1) => {}
                _ => break,
            }
            words += 1;
        }
        if words < 2 || self.are_initials(words) {
            return false;
        }
        let mut ready = self.fresh(self.ahead[0].span.start..self.ahead[words - 1].span.end);
        for word in self.ahead.range(..words) {
            fold_into(&self.text[word.span.clone()], &mut ready.exact);
        }
        if !ready.exact.is_empty() {
            self.ready.push_back(ready);
        }
        (0..words).for_each(|_| self.take_up());
        true
    }

    /// Whether the next words, single letters with stops, are the initials of the name that follows them:
    /// joined, those of `U.W. Kamer` would be a word that they are not.
    fn are_initials(&mut self, words: usize) -> bool {
        let capitals = self.ahead.range(..words).all(|word| word.shape.capital && word.span.len() == 1);
        if !capitals || words > 3 || self.gap(words - 1) != Some(". ") {
            return false;
        }
        let joined: String = self.ahead.range(..words).map(|word| &self.text[word.span.clone()]).collect();
        let name = &self.ahead[words];
        let is_name = self.text[name.span.clone()].starts_with(char::is_uppercase) && name.shape.small;
        is_name && !matches!(joined.as_str(), "NV" | "BV" | "CV" | "BA" | "CS")
    }

    /// Takes up the next word and those that hang together with it.
    fn group(&mut self) {
        let mut links = [None; LONGEST_GROUP];
        let mut words = 1;
        while words < LONGEST_GROUP
            && let Some(link) = self.link(words - 1)
        {
            links[words - 1] = Some(link);
            words += 1;
        }
        let first = self.ready.len();
        let mut at = 0;
        while at < words {
            let last = (at..words).find(|last| links[*last] != Some(Link::Broken)).unwrap_or(words - 1);
            let ready = self.word(at, last);
            if !ready.exact.is_empty() {
                self.ready.push_back(ready);
            }
            at = last + 1;
        }
        if self.ready.len() > first {
            self.join(first);
            self.complete(first, words);
        }
        (0..words).for_each(|_| self.take_up());
    }

    /// Makes one token of the words `first..=last` ahead, which are pieces of one word.
    fn word(&mut self, first: usize, last: usize) -> Ready {
        let span = self.ahead[first].span.start..self.ahead[last].span.end;
        let mut ready = self.fresh(span);
        if last > first {
            ready.pieces.extend(self.ahead.range(first..=last).map(|word| word.span.clone()));
        }
        let mut shape = Shape::default();
        for word in self.ahead.range(first..=last) {
            fold_into(&self.text[word.span.clone()], &mut ready.exact);
            shape.apostrophe |= word.shape.apostrophe;
            shape.digit |= word.shape.digit;
            shape.capital |= word.shape.capital;
            ready.camel |= word.shape.camel;
        }
        if shape.apostrophe {
            strip_apostrophes(&mut ready);
        } else if shape.digit && last == first {
            let surface = &self.text[ready.span.clone()];
            part_letters_and_digits(&mut ready, surface, shape.capital);
        }
        ready
    }

    /// Tells how word `at` ahead hangs together with the next.
    fn link(&mut self, at: usize) -> Option<Link> {
        let gap = self.gap(at)?;
        let mut chars = gap.chars();
        let mark = chars.next()?;
        let rest = chars.as_str();
        let hyphen = is_hyphen(mark);
        if hyphen && rest.is_empty() {
            return Some(Link::Hyphen);
        }
        if mark == ' ' {
            return (gap == " " && self.is_vulnerability(at)).then_some(Link::Hyphen);
        }
        if !(hyphen || mark == '\u{ad}') || !rest.chars().all(char::is_whitespace) {
            return None;
        }
        let line_ends = rest.contains('\n');
        let (word, next) = (&self.ahead[at], &self.ahead[at + 1]);
        let next_is_small = self.text[next.span.clone()].starts_with(char::is_lowercase);
        if next_is_small && suspended::is_conjunction(&self.text[next.span.clone()]) && hyphen {
            return None;
        }
        let Shape { capital, small, digit, camel, .. } = word.shape;
        let acronym = capital && !small && word.span.len() > 1;
        match (line_ends, next_is_small) {
            (true, true) if acronym || camel || digit => Some(Link::Hyphen),
            // `justitie-` and `overleg` are words, so the hyphen may be the writer's own. As two tokens that
            // are joined too, they are found either way.
            (true, true) if hyphen && self.are_words(at) => Some(Link::Hyphen),
            (true, true) => Some(Link::Broken),
            (true, false) if hyphen => Some(Link::Hyphen),
            // `IT- systemen`: a blank that a line end left behind.
            (false, true) if acronym && hyphen => Some(Link::Hyphen),
            _ => None,
        }
    }

    /// Whether the dictionary knows word `at` ahead and the one after it.
    fn are_words(&self, at: usize) -> bool {
        let known = |word: &Word| element(&fold(&self.text[word.span.clone()])).known;
        self.ahead.range(at..at + 2).all(known)
    }

    /// Whether word `at` ahead stands in a CVE number that is written with blanks.
    fn is_vulnerability(&mut self, at: usize) -> bool {
        let is_cve = |word: &Word| self.text[word.span.clone()].eq_ignore_ascii_case("cve");
        if at >= 2 || !is_cve(&self.ahead[0]) || !self.see(3) {
            return false;
        }
        let (year, number) = (&self.ahead[1], &self.ahead[2]);
        year.shape.number
            && year.span.len() == 4
            && number.shape.number
            && (4..=7).contains(&number.span.len())
            && number.span.start == year.span.end + 1
    }

    /// Gives the first of the tokens from `first` on, the parts of a hyphenated word, the word without
    /// hyphens.
    fn join(&mut self, first: usize) {
        let parts = self.ready.len() - first;
        if !(2..=MOST_JOINED).contains(&parts) {
            return;
        }
        let joined: String = self.ready.range(first..).map(|part| part.exact.as_str()).collect();
        if joined.len() <= LONGEST_JOINED && joined.contains(char::is_alphabetic) {
            let also = Also { text: joined, kind: Kind::Joined { words: parts } };
            self.ready[first].also.push(also);
        }
    }

    /// Completes the first or last of the tokens from `first` on, made of `words` words ahead, where
    /// the text has only a piece of the word.
    fn complete(&mut self, first: usize, words: usize) {
        let group = self.ahead[0].span.start..self.ahead[words - 1].span.end;
        let bytes = self.text.as_bytes();
        let before = group.start.checked_sub(1).map(|at| bytes[at]);
        let after = bytes.get(group.end);
        let last = self.ready.len() - 1;
        // Nearly all words end here.
        if before != Some(b'-') && before != Some(b'(') && !matches!(after, Some(b'-' | 0xe2)) {
            return;
        }
        if before == Some(b'(') {
            self.see(words + 1);
            let whole =
                suspended::parenthesis(self.text, &group, &self.ready[last].exact, self.ahead.get(words));
            self.ready[last].completed.extend(whole);
        }
        if before == Some(b'-') {
            let whole =
                suspended::on_the_left(self.text, group.start, &self.ready[first].exact, &self.behind);
            self.ready[first].completed.extend(whole);
        }
        if after.is_some_and(|byte| matches!(byte, b'-' | 0xe2)) {
            self.see(words + suspended::AHEAD);
            let (text, rest) = (self.text, self.ahead.range(words..));
            let whole = suspended::on_the_right(text, group.end, &self.ready[last].exact, rest);
            self.ready[last].completed.extend(whole);
        }
    }
}

/// Abbreviations that a number follows without a blank between.
const BEFORE_NUMBERS: &[&str] = &[
    "afl", "apr", "art", "artt", "aug", "bijl", "blz", "dec", "feb", "fig", "hfst", "jan", "jul", "jun",
    "lid", "max", "min", "mrt", "nov", "nrs", "okt", "pag", "par", "sep", "sept", "stb", "stcrt", "sub",
    "tab", "tel", "trb", "vol",
];

/// Takes the apostrophes out of the exact term, so that `risico’s` is found by `risicos` and `D’66` by
/// `D66`. Not out of `zo'n`, which would become another word.
fn strip_apostrophes(ready: &mut Ready) {
    let tail = ready.exact.rsplit('\'').next().unwrap_or_default();
    let clitic = tail.chars().count() == 1 && tail != "s" && !tail.starts_with(char::is_numeric);
    if !clitic {
        std::mem::swap(&mut ready.base, &mut ready.exact);
        ready.exact.extend(ready.base.chars().filter(|c| *c != '\''));
        if ready.exact.is_empty() {
            std::mem::swap(&mut ready.base, &mut ready.exact);
        }
    }
}

/// Letters and then digits are also found by the letters: `NIS2` by `nis`, `meldplicht3` by
/// `meldplicht`, of which it is a form: the figure is a footnote mark that lost its raise.
fn part_letters_and_digits(ready: &mut Ready, surface: &str, capital: bool) {
    let letters = ready.exact.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = ready.exact.len() - letters.len();
    let count = letters.chars().count();
    if digits == 0 || count < 2 || letters.contains(char::is_numeric) {
        return;
    }
    let part = |text: &str| Also { text: text.to_owned(), kind: Kind::Part };
    ready.also.push(part(letters));
    let figures = surface.bytes().rev().take_while(u8::is_ascii_digit).count();
    if count >= 5 && digits <= 2 && !capital && figures == digits {
        ready.base.push_str(letters);
        ready.span.end -= digits;
    } else {
        ready.also.push(part(&ready.exact[letters.len()..]));
    }
}

#[cfg(test)]
mod tests;
