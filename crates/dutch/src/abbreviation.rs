//! The abbreviations that a text explains: `Nationaal Cyber Security Centrum (NCSC)`.
//!
//! The idea is that of Schwartz and Hearst (2003): near a bracket, the letters of the short form are
//! looked for in the words of the long form. They take any letter in its order; here a letter must
//! begin a word, a part between hyphens or a part of a compound, and between two such words only
//! function words may stand. A wrong pair makes a search find letters about something else, a missed one
//! is often explained in another letter.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::compound::parts;
use crate::fold::{fold, is_apostrophe, is_invisible};
use crate::lexicon::element;

#[cfg(test)]
mod tests;

/// An abbreviation that a text explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form as written, without an ending of its own: `ISAC` of `ISAC's`.
    pub short: String,
    /// The long form as written, on one line: from the word that gives the first letter, so without an
    /// article unless that gives it (`De Nederlandsche Bank (DNB)`).
    pub long: String,
    /// The bytes of the text from the first of the two forms to the end of the second, without the
    /// bracket or quotation mark after it.
    pub span: Range<usize>,
}

/// How many bytes on either side of a bracket are looked at.
const REACH: usize = 400;
/// The most words a long form may have, and the most that are looked at to find it.
const LONGEST_LONG: usize = 10;
const WINDOW: usize = 12;
/// The most characters, and the most letters, of a short form.
const LONGEST_SHORT: usize = 10;
/// The most letters that need not begin anything; see [`Short::most_inner`].
const MOST_INNER: usize = 3;
/// More parts of a word than this are not looked at: `a-a-a-a-a…` is no name.
const MOST_PARTS: usize = 12;
/// Shorter words than these are found where no parts meet; longer ones are no words.
const SHORTEST_FIRST: usize = 4;
const SHORTEST_LAST: usize = 3;
const LONGEST_COMPOUND: usize = 64;
/// The most words that introduce a short form: `hierna ook te noemen: de`.
const MOST_INTRODUCING: usize = 8;
/// The most marks and blanks between two words, and the most characters of a candidate.
const LONGEST_GAP: usize = 16;
const LONGEST_RUN: usize = 32;

/// What a reading of the long form costs; the cheapest is taken. Every word costs, so the shortest wins
/// unless it needs letters from within words.
type Cost = u32;
const WORD: Cost = 2;
const INNER_LETTER: Cost = 3;
const LATER_PART: Cost = 1;
const NEVER: Cost = Cost::MAX / 4;

/// What it costs by an index into the letters, and by how many of them are inner.
type Costs = [[Cost; MOST_INNER + 1]; LONGEST_SHORT + 1];
const NO_COSTS: Costs = [[NEVER; MOST_INNER + 1]; LONGEST_SHORT + 1];

/// The words that a long form may have without giving a letter.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "aan", "als", "and", "at", "bij", "binnen", "by", "de", "den", "der", "des", "door", "du", "een", "en",
    "et", "for", "from", "het", "in", "inzake", "la", "met", "naar", "of", "om", "omtrent", "on", "onder",
    "op", "over", "te", "tegen", "ten", "ter", "the", "to", "tot", "tussen", "uit", "van", "voor", "with",
];

/// The words that announce a short form outside brackets.
const ANNOUNCING: &[&str] = &["afgekort", "hierna", "kortweg", "oftewel", "ofwel", "verder", "voortaan"];

/// The other words that may stand before a form within brackets.
#[rustfmt::skip]
const INTRODUCING: &[&str] = &[
    "aan", "aangeduid", "afkorting", "als", "bekend", "de", "duiden", "een", "engels", "engelse", "genoemd",
    "het", "in", "kort", "met", "noemen", "nu", "ook", "te", "the", "van", "vervolg", "voluit", "wel",
];

/// The words that names of laws begin with.
const LAWS: &[&str] = &["besluit", "reglement", "regeling", "verordening", "wet"];

/// The words that come before names of people: what stands in brackets after these is their party.
const PEOPLE: &[&str] = &["dhr", "heer", "heren", "kamerleden", "kamerlid", "leden", "lid", "mevrouw", "mw"];

/// Returns the abbreviations that `text` explains, in its order; no two overlap.
///
/// Takes time in proportion to the text, whatever it holds.
pub fn abbreviations(text: &str) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let pair = match byte {
            b'(' => long_first(text, at).or_else(|| short_first(text, at)),
            b',' if announces(text, at + 1) => long_first(text, at),
            _ => None,
        };
        if let Some(pair) = pair
            && found.last().is_none_or(|last| last.span.end <= pair.span.start)
        {
            found.push(pair);
        }
    }
    found
}

/// `Nationaal Cyber Security Centrum (NCSC)`, with the bracket or comma between the two at byte `mark`.
fn long_first(text: &str, mark: usize) -> Option<Abbreviation> {
    let run = introduced(text, mark + 1)?;
    if text[mark..].starts_with('(') && !is_closed(text, run.end) {
        return None;
    }
    let forms = Short::forms(text, run);
    if forms.is_empty() {
        return None;
    }
    let all = words(text, sentence_start(text, mark)..mark);
    forms.into_iter().find_map(|short| {
        let window = (2 * short.letters.len() + 4).min(WINDOW);
        let words = &all[all.len().saturating_sub(window)..];
        let long = short.explained_by(text, words, |_| true)?;
        Some(short.with(text, long))
    })
}

/// `NCSC (Nationaal Cyber Security Centrum)`, with the bracket at byte `mark`.
fn short_first(text: &str, mark: usize) -> Option<Abbreviation> {
    let forms = Short::forms(text, run_before(text, mark));
    if forms.is_empty() {
        return None;
    }
    let inside = bracket(text, mark)?;
    let first_chunk =
        text[inside.clone()].find([',', ';', ':']).map(|length| inside.start..inside.start + length);
    std::iter::once(inside).chain(first_chunk).find_map(|inside| {
        let words = words(text, inside);
        let introduced = words.iter().take_while(|word| is_introducing(&text[(*word).clone()])).count();
        forms.iter().find_map(|short| {
            let words = words.get(..WINDOW).unwrap_or(&words);
            let long = short.explained_by(text, words, |first| first <= introduced)?;
            Some(short.with(text, long))
        })
    })
}

/// A candidate for a short form.
struct Short {
    span: Range<usize>,
    /// Its letters and figures folded, each with whether it is written small. Figures at the end are
    /// left out: `NIS2` need not be explained with a 2.
    letters: Vec<(char, bool)>,
    /// How many letters need not begin a part, if they follow in a word on one that does.
    ///
    /// One in `Stb` (Staatsblad). Where capitals show the words, more small letters are safe: `BuZa`,
    /// `KMar`. None of two: `België (BE)` would explain nothing.
    most_inner: usize,
    /// How many of these in a row.
    longest_run: usize,
}

impl Short {
    /// Returns what the characters `run` may be: a short form as it stands, or one with an ending.
    fn forms(text: &str, run: Range<usize>) -> Vec<Self> {
        let written = &text[run.clone()];
        let stem = match written.char_indices().rfind(|(_, c)| is_apostrophe(*c)) {
            Some((at, mark)) if matches!(&written[at + mark.len_utf8()..], "s" | "er" | "ers" | "en") => {
                return Self::new(text, run.start..run.start + at).into_iter().collect();
            }
            _ => written.strip_suffix('s').filter(|stem| stem.ends_with(char::is_uppercase)),
        };
        let stem = stem.map(|stem| run.start..run.start + stem.len());
        std::iter::once(run).chain(stem).filter_map(|span| Self::new(text, span)).collect()
    }

    fn new(text: &str, span: Range<usize>) -> Option<Self> {
        let written = &text[span.clone()];
        let seen = || written.chars().filter(|c| !is_invisible(*c));
        let capitals = seen().filter(|c| c.is_uppercase()).count();
        if seen().count() > LONGEST_SHORT || capitals == 0 || !written.starts_with(char::is_alphabetic) {
            return None;
        }
        // Het (heen en terug).
        if capitals == 1 && FUNCTION_WORDS.contains(&fold(written).as_str()) {
            return None;
        }
        let mut letters = Vec::new();
        for c in seen().filter(|c| is_word(*c)) {
            letters.extend(fold(c.encode_utf8(&mut [0; 4])).chars().map(|folded| (folded, c.is_lowercase())));
        }
        while letters.pop_if(|(letter, _)| letter.is_ascii_digit()).is_some() {}
        let small = letters.iter().filter(|(_, small)| *small).count();
        let (most_inner, longest_run) = match letters.len() {
            2 => (0, 0),
            3..=LONGEST_SHORT if capitals > 1 && small > 0 => (MOST_INNER, 2),
            3..=LONGEST_SHORT => (1, 1),
            _ => return None,
        };
        Some(Self { span, letters, most_inner, longest_run })
    }

    /// Returns the bytes of the long form at the end of `words`, if these explain the short form. The
    /// long form begins at one whose index `may_begin`.
    fn explained_by(
        &self,
        text: &str,
        words: &[Range<usize>],
        may_begin: impl Fn(usize) -> bool,
    ) -> Option<Range<usize>> {
        let chosen = self.cheapest(text, words, &may_begin)?;
        let (mut first, last) = (chosen.start, chosen.end - 1);
        let folded = |index: usize| fold(&text[words[index].clone()]);
        // Wet waardering onroerende zaken (WOZ): the short form has one W for the two words.
        if first > 0 && may_begin(first - 1) {
            let before = folded(first - 1);
            first -= usize::from(LAWS.contains(&&*before) && before.starts_with(self.letters[0].0));
        }
        let long = words[first].start..words[last].end;
        let letters = self.letters.iter().map(|(letter, _)| *letter);
        if fold(&text[long.clone()]).chars().filter(|c| is_word(*c)).eq(letters) {
            return None;
        }
        // In `artikel 3, eerste lid, Wet open overheid (Woo)` the lid is a paragraph.
        let is_party = first > 0
            && PEOPLE.contains(&&*folded(first - 1))
            && text[words[first - 1].end..long.start].trim().is_empty()
            && !words[first..=last].iter().any(|word| LAWS.contains(&&*fold(&text[word.clone()])));
        (!is_party).then_some(long)
    }

    /// Returns which of `words` give the letters most cheaply, up to the last that is a content word.
    fn cheapest(
        &self,
        text: &str,
        words: &[Range<usize>],
        may_begin: impl Fn(usize) -> bool,
    ) -> Option<Range<usize>> {
        let length = self.letters.len();
        // What it costs to find the letters from the first index on in the words after the current one.
        let mut rest = NO_COSTS;
        rest[length][0] = 0;
        let mut best: Option<(Cost, usize)> = None;
        let mut last = None;
        for (index, span) in words.iter().enumerate().rev() {
            let word = Word::new(&text[span.clone()]);
            let mut costs = NO_COSTS;
            // Wet inkomstenbelasting 2001 (Wib), Verdrag van 1996 (…), Rijksdienst voor Ondernemend
            // Nederland (RVO).
            let trails = match word.kind {
                Kind::Number => true,
                Kind::Function => last.is_none() && index + 1 < words.len(),
                Kind::Content => &text[span.clone()] == "Nederland",
            };
            if trails {
                lower(&mut costs[length][0], rest[length][0] + WORD);
            }
            if word.kind == Kind::Content && last.is_none() {
                last = Some(index);
            }
            if let Some(last) = last {
                if last - index >= LONGEST_LONG {
                    break;
                }
                self.add_readings(&word, &rest, &mut costs);
                // One word has no inner letters that are capitals: Rijksoverheid is not the RIO.
                let alone = last == index && self.letters.iter().all(|(_, small)| !small);
                let inner = if alone { 0 } else { self.most_inner };
                let cost = costs[0][..=inner].iter().copied().min().unwrap_or(NEVER);
                if cost < best.map_or(NEVER, |(cost, _)| cost) && word.may_begin() && may_begin(index) {
                    best = Some((cost, index));
                }
            }
            if word.kind != Kind::Content || may_be_silent(text, words, index) {
                // Neither before the first letter nor after the last.
                for (cost, rest) in costs.iter_mut().zip(&rest).take(length).skip(1) {
                    cost.iter_mut().zip(rest).for_each(|(cost, rest)| lower(cost, rest + WORD));
                }
            }
            rest = costs;
            if rest.as_flattened().iter().all(|cost| *cost >= NEVER) {
                break;
            }
        }
        Some(best?.1..last? + 1)
    }

    /// Lowers `costs` where `word` gives letters and the words after it the `rest`.
    fn add_readings(&self, word: &Word, rest: &Costs, costs: &mut Costs) {
        for (from, costs) in costs.iter_mut().enumerate().take(self.letters.len()) {
            for (rest, read) in rest.iter().zip(self.readings(word, from)) {
                for (inner, cost) in read.into_iter().enumerate() {
                    for (total, rest) in costs[inner..].iter_mut().zip(rest) {
                        lower(total, cost + rest + WORD);
                    }
                }
            }
        }
    }

    /// Returns what it costs when `word` gives the letters from index `from` up to the first index. The
    /// first part of the word must give a letter: a name is not known by the ends of its words.
    fn readings(&self, word: &Word, from: usize) -> Costs {
        let mut open = NO_COSTS;
        open[from][0] = 0;
        for (index, part) in word.parts.iter().enumerate() {
            let later = if index > 0 { LATER_PART } else { 0 };
            let mut next = NO_COSTS;
            for at in from..=self.letters.len() {
                let letters = &self.letters[at..];
                let same =
                    part.letters.chars().zip(letters).take_while(|(c, (letter, _))| c == letter).count();
                for inner in 0..=self.most_inner {
                    let cost = open[at][inner] + later;
                    if cost >= NEVER {
                        continue;
                    }
                    if index > 0 {
                        lower(&mut next[at][inner], cost);
                    }
                    if same == 0 {
                        continue;
                    }
                    lower(&mut next[at + 1][inner], cost);
                    // EU-verordening (EU) explains nothing.
                    if part.whole && same == part.letters.chars().count() && same < self.letters.len() {
                        lower(&mut next[at + same][inner], cost);
                    }
                    for run in 1..=self.longest_run.min(same - 1).min(self.most_inner - inner) {
                        if self.longest_run == 1 || letters[1..=run].iter().all(|(_, small)| *small) {
                            let cost = cost + INNER_LETTER * run as Cost;
                            lower(&mut next[at + 1 + run][inner + run], cost);
                        }
                    }
                }
            }
            open = next;
        }
        open
    }

    fn with(&self, text: &str, long: Range<usize>) -> Abbreviation {
        let span = self.span.start.min(long.start)..self.span.end.max(long.end);
        Abbreviation { short: on_one_line(&text[self.span.clone()]), long: on_one_line(&text[long]), span }
    }
}

fn lower(known: &mut Cost, cost: Cost) {
    *known = cost.min(*known);
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Content,
    Function,
    Number,
}

/// A word of a long form.
struct Word {
    kind: Kind,
    capital: bool,
    parts: Vec<Part>,
}

/// What begins with a letter that a short form may take.
struct Part {
    letters: String,
    /// Whether a short form may take it as a whole: `en` in `JenV`, `IP` in `VoIP`.
    whole: bool,
}

impl Word {
    fn new(written: &str) -> Self {
        let mut pieces = Vec::new();
        for piece in written.split(|c| !is_word(c) && !belongs_to_word(c)) {
            // ChristenUnie: a capital after a small letter begins a part.
            let mut start = 0;
            let mut small = false;
            for (at, c) in piece.char_indices() {
                if small && c.is_uppercase() {
                    pieces.push(&piece[start..at]);
                    start = at;
                }
                small = c.is_lowercase();
            }
            pieces.push(&piece[start..]);
        }
        let mut word = Self {
            kind: Kind::Content,
            capital: written.starts_with(char::is_uppercase),
            parts: Vec::with_capacity(pieces.len().min(MOST_PARTS)),
        };
        for piece in pieces.into_iter().filter(|piece| !piece.is_empty()).take(MOST_PARTS) {
            let folded = fold(piece);
            let starts = part_starts(&folded);
            if starts.len() == 1 {
                let whole = folded.len() < 6 && piece.chars().all(char::is_uppercase);
                word.parts.push(Part { letters: folded, whole });
                continue;
            }
            let ends = starts[1..].iter().copied().chain([folded.len()]);
            for (start, end) in starts.iter().copied().zip(ends) {
                word.parts.push(Part { letters: folded[start..end].to_owned(), whole: false });
            }
        }
        if let [part] = &mut word.parts[..] {
            if FUNCTION_WORDS.contains(&part.letters.as_str()) {
                word.kind = Kind::Function;
                part.whole = true;
            } else if part.letters.bytes().all(|byte| byte.is_ascii_digit()) {
                word.kind = Kind::Number;
            }
        }
        word
    }

    /// Whether a name may begin with it: a function word only when the capital says so.
    fn may_begin(&self) -> bool {
        match self.kind {
            Kind::Content => true,
            Kind::Function => self.capital,
            Kind::Number => false,
        }
    }
}

/// Returns where the parts of the word `folded` begin: 0, and the other parts of a compound.
///
/// Compounds that are left whole for searching (`burgerservicenummer`) are split too where two known
/// words meet: the letters of the short form will tell whether that is right.
fn part_starts(folded: &str) -> Vec<usize> {
    let starts: Vec<_> = parts(folded).into_iter().map(|part| part.span.start).collect();
    if !starts.is_empty() {
        return starts;
    }
    match seam(folded) {
        Some(seam) => {
            let (first, last) = folded.split_at(seam);
            let first = parts(first).into_iter().map(|part| part.span.start);
            let last = parts(last).into_iter().map(|part| seam + part.span.start);
            let mut starts: Vec<_> = [0, seam].into_iter().chain(first).chain(last).collect();
            starts.sort_unstable();
            starts.dedup();
            starts
        }
        None => vec![0],
    }
}

/// Returns the first byte at which `folded` can be cut into two known words; after the s that links them,
/// if there may be one.
fn seam(folded: &str) -> Option<usize> {
    if !folded.is_ascii() || folded.len() > LONGEST_COMPOUND || element(folded).opaque {
        return None;
    }
    let known = |word: &str| element(word).known;
    let fits = |seam: &usize| {
        let (first, last) = folded.split_at(*seam);
        let linked = first.strip_suffix('s').filter(|first| first.len() >= SHORTEST_FIRST);
        (known(first) || linked.is_some_and(known)) && (known(last) || !parts(last).is_empty())
    };
    let mut seams = SHORTEST_FIRST..(folded.len() + 1).saturating_sub(SHORTEST_LAST);
    let seam = seams.find(fits)?;
    let after_link = seams.next().filter(|_| folded[seam..].starts_with('s')).filter(fits);
    Some(after_link.unwrap_or(seam))
}

/// Whether the word at `index` may give no letter although it is no function word: the noun of a
/// prepositional phrase, as in `Wet ter voorkoming van witwassen en financieren van terrorisme (Wwft)`,
/// or the second of two words with one initial, as in `Centraal Orgaan opvang asielzoekers (COA)`.
fn may_be_silent(text: &str, words: &[Range<usize>], index: usize) -> bool {
    let folded =
        |index: Option<usize>| index.and_then(|index| words.get(index)).map(|word| fold(&text[word.clone()]));
    let (before, after) = (folded(index.checked_sub(1)), folded(index.checked_add(1)));
    let is = |word: &Option<String>, known: &[&str]| {
        word.as_ref().is_some_and(|word| known.contains(&word.as_str()))
    };
    let initial = |word: Option<String>| word.and_then(|word| word.chars().next());
    (is(&before, &["ten", "ter", "tot"]) && is(&after, &["der", "van"]))
        || initial(before).is_some_and(|before| Some(before) == initial(folded(Some(index))))
}

/// Returns the words in `range`, without the marks around them; only those after the last dash or
/// bullet, which part what is said.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = range.start;
    for chunk in text[range].split(char::is_whitespace) {
        let start = at;
        at = start + chunk.len() + text[start + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        match chunk.find(is_word) {
            Some(from) => {
                let from = from + list_mark(&chunk[from..]);
                if chunk[..from].contains('.') {
                    words.clear();
                }
                let word = chunk[from..].trim_end_matches(|c| !is_word(c) && !is_combining_mark(c));
                words.push(start + from..start + from + word.len());
            }
            None if matches!(chunk, "" | "&" | "+") => {}
            None => words.clear(),
        }
    }
    words
}

/// Returns the length of a list mark that no blank parts from the word after it: `c.` of `c.Centrale`.
fn list_mark(chunk: &str) -> usize {
    let mark = chunk.find('.').filter(|length| *length <= 2).map_or("", |length| &chunk[..=length]);
    let is_mark = mark.bytes().rev().skip(1).all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if is_mark && chunk[mark.len()..].starts_with(char::is_uppercase) { mark.len() } else { 0 }
}

/// Returns where the part of the sentence that ends at byte `end` begins.
fn sentence_start(text: &str, end: usize) -> usize {
    let mut start = end;
    // The nearest character to the right that is not blank, and what was blank in between.
    let (mut right, mut blank, mut lines) = (None, false, 0);
    for (at, c) in text[..end].char_indices().rev() {
        let after = at + c.len_utf8();
        if end - at > REACH {
            return start;
        }
        match c {
            '\n' if lines > 0 => return after,
            '\u{c}' | '\u{2029}' => return after,
            '(' | ')' | '[' | ']' | '{' | '}' | '|' | ';' | ':' | '!' | '?' | '…' | '•' => return after,
            '.' if blank && right.is_some_and(char::is_uppercase) => return after,
            // The mark that closes a quotation may stand before the bracket.
            _ if is_quotation_mark(c) && right.is_some() => return after,
            _ => {}
        }
        if c.is_whitespace() {
            if !blank {
                start = after;
            }
            blank = true;
            lines += usize::from(c == '\n');
        } else {
            (blank, lines) = (false, 0);
            if is_word(c) || c == '.' {
                right = Some(c);
            }
        }
    }
    0
}

/// Returns the bytes between the bracket at byte `mark` and the one that closes it.
fn bracket(text: &str, mark: usize) -> Option<Range<usize>> {
    let start = mark + 1;
    let (offset, c) =
        text[start..].char_indices().find(|(at, c)| *at > REACH || matches!(c, '(' | ')' | '|' | '•'))?;
    let inside = start..start + offset;
    let on_one_paragraph = text[inside.clone()].trim().lines().all(|line| !line.trim().is_empty());
    (c == ')' && on_one_paragraph).then_some(inside)
}

/// Whether one of the words outside brackets stands at byte `from` that announce a short form.
fn announces(text: &str, from: usize) -> bool {
    let rest = text[from..].trim_start_matches([' ', '\n', '\u{a0}']);
    ANNOUNCING.iter().any(|word| rest.starts_with(word))
}

/// Returns the characters of the first word after byte `from` that introduces no other.
fn introduced(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    for _ in 0..=MOST_INTRODUCING {
        let gap = |c: &char| {
            c.is_whitespace() || is_quotation_mark(*c) || is_apostrophe(*c) || matches!(c, ':' | ',')
        };
        at += text[at..].chars().take(LONGEST_GAP).take_while(gap).map(char::len_utf8).sum::<usize>();
        let run = text[at..].chars().take(LONGEST_RUN).take_while(|c| is_of_short_form(*c));
        let run = at..at + run.map(char::len_utf8).sum::<usize>();
        let run = run.start..run.start + trimmed(&text[run]).len();
        if !is_introducing(&text[run.clone()]) {
            return Some(run);
        }
        at = run.end;
    }
    None
}

/// Returns the characters before byte `end` that may be a short form.
fn run_before(text: &str, end: usize) -> Range<usize> {
    let gap = |c: &char| c.is_whitespace() || is_quotation_mark(*c) || is_apostrophe(*c);
    let end =
        end - text[..end].chars().rev().take(LONGEST_GAP).take_while(gap).map(char::len_utf8).sum::<usize>();
    let run = text[..end].chars().rev().take(LONGEST_RUN).take_while(|c| is_of_short_form(*c));
    let start = end - run.map(char::len_utf8).sum::<usize>();
    let start = start + text[start..end].find(is_word).unwrap_or(end - start);
    start..start + trimmed(&text[start..end]).len()
}

/// Whether the short form that ends at byte `end` fills its bracket, or a first part of it. A year may
/// follow: `(Wiv 2017)`.
fn is_closed(text: &str, end: usize) -> bool {
    let rest: String = text[end..].chars().take(LONGEST_GAP).collect();
    let rest =
        rest.trim_start_matches(|c: char| is_quotation_mark(c) || is_apostrophe(c) || c == '.').trim_start();
    let year = rest.starts_with("19") || rest.starts_with("20");
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest[if year && figures == 4 { 4 } else { 0 }..].trim_start();
    rest.starts_with([')', ',', ';', ':', '–']) || rest.starts_with("en ") || rest.starts_with("of ")
}

fn is_introducing(written: &str) -> bool {
    if written.chars().nth(1).is_none_or(char::is_uppercase) {
        return false;
    }
    let folded = fold(written);
    ANNOUNCING.contains(&folded.as_str()) || INTRODUCING.contains(&folded.as_str())
}

/// Returns `run` without the marks at its end that are no part of a short form; a full stop is when there
/// are more, as in `K.N.M.I.`.
fn trimmed(run: &str) -> &str {
    let short = run.trim_end_matches(|c| !is_word(c) && !is_combining_mark(c));
    let dotted = short.contains('.') && run[short.len()..].starts_with('.');
    &run[..short.len() + usize::from(dotted)]
}

/// Whether `c` is of a word; superscript figures are not, they hang footnotes on words.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit()
}

/// Whether `c` parts no word when it stands in one.
fn belongs_to_word(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c) || is_apostrophe(c)
}

fn is_of_short_form(c: char) -> bool {
    is_word(c) || belongs_to_word(c) || matches!(c, '&' | '-' | '\u{2011}' | '.' | '/' | '+')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›')
}

fn on_one_line(written: &str) -> String {
    let seen: String = written.chars().filter(|c| !is_invisible(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
