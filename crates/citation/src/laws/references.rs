//! Which law an article is in.
//!
//! Answerable for joining a list of articles with the law named behind it (`artikel 13a van de
//! Telecommunicatiewet`) or before it (`Burgerlijk Wetboek Boek 5, Artikel 1`), and for the keys. Knows where
//! acts are named, not how that was found. An article whose law is not named there
//! (`artikel 3 van deze wet`) is not guessed at.

use super::articles::{self, Piece};
use super::{Act, Mention, titles};
use crate::citation::{Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;

/// A place where the word `artikel` stands.
pub(super) struct Head {
    pub(super) start: usize,
    /// Where its first number stands.
    pub(super) numbers: usize,
}

/// Laws whose articles are cited by two figures with a colon, also without the word `artikel`.
const COLON: [&str; 3] =
    ["burgerlijk-wetboek", "algemene-wet-bestuursrecht", "wet-op-het-financieel-toezicht"];

/// Words that may stand between an article's `van de` and the law.
const ADJECTIVES: [&str; 12] = [
    "huidige",
    "nieuwe",
    "oude",
    "herziene",
    "gewijzigde",
    "voorgestelde",
    "toenmalige",
    "geldende",
    "Nederlandse",
    "Europese",
    "voormalige",
    "vigerende",
];

/// A text with the places in it where acts are named.
pub(super) struct Places<'v> {
    pub(super) text: &'v str,
    pub(super) mode: Mode,
    pub(super) mentions: &'v [Mention],
}

impl Places<'_> {
    /// Adds the articles that stand behind these words, and those without the word.
    pub(super) fn articles(&self, heads: &[Head], found: &mut Vec<Found>) {
        let mut until = 0;
        for head in heads {
            if head.start < until {
                continue;
            }
            until = self.list(head.start, head.numbers, false, found).unwrap_or(until);
        }
        if self.mode == Mode::Asked {
            self.numbers_alone(found);
        } else {
            self.colon_numbers(found);
        }
    }

    /// Articles whose list begins here. Returns where it was read to, when it was one.
    fn list(&self, start: usize, numbers: usize, bare: bool, found: &mut Vec<Found>) -> Option<usize> {
        let mut cursor = Cursor::new(self.text, numbers);
        let pieces = articles::list(&mut cursor, start, bare);
        if pieces.is_empty() {
            return None;
        }
        if let Some((act, end)) = self.law_behind(cursor.at()) {
            self.emit(&act, pieces, start, end, found);
            return Some(end);
        }
        if let Some((act, front)) = self.law_before(start, cursor.at()) {
            self.emit(&act, pieces, front, cursor.at(), found);
            return Some(cursor.at());
        }
        // In a search box the one law named is the one meant, wherever it stands.
        if let ([only], Mode::Asked, false) = (self.mentions, self.mode, bare) {
            self.emit(&only.act, pieces, start, cursor.at(), found);
        }
        Some(cursor.at())
    }

    /// The law that begins behind a list of articles, and where it ends.
    fn law_behind(&self, at: usize) -> Option<(Act, usize)> {
        let mut cursor = Cursor::new(self.text, at);
        let comma = cursor.literal(",");
        if !cursor.space() {
            return None;
        }
        if let Some(found) = self.in_book(cursor) {
            return Some(found);
        }
        let joined = cursor.one_of(&["van", "uit", "in", "of", "der"]).is_some();
        if joined {
            cursor.space();
            if cursor.one_of(&["de", "het", "the"]).is_some() {
                cursor.space();
            }
            if cursor.one_of(&ADJECTIVES).is_some() {
                cursor.space();
            }
            if let Some(found) = self.in_book(cursor) {
                return Some(found);
            }
        }
        cursor.character(&['"', '\'', '«', '“']);
        let at = cursor.at();
        if let Some(mention) = self.starting(at) {
            let book = mention.act.known().is_some_and(|law| law.slug == "burgerlijk-wetboek");
            // `artikel 1 Burgerlijk Wetboek Boek 5` is a title of the table; `BW Boek 5` is not.
            if book {
                let mut next = Cursor::new(self.text, mention.span.end);
                next.separator();
                if let Some(number) = book_number(&mut next) {
                    return Some((Act::book(&number), next.at()));
                }
            }
            return Some((mention.act.clone(), mention.span.end));
        }
        let whole = (self.mode == Mode::Asked).then(|| titles::whole(self.text, at)).flatten();
        if let Some(mention) = whole.and_then(|span| Mention::titled(self.text, span)) {
            return Some((mention.act, mention.span.end));
        }
        if comma && !joined {
            return None;
        }
        let mention = Mention::titled(self.text, titles::in_reference(self.text, at)?)?;
        Some((mention.act, mention.span.end))
    }

    /// `van boek 5 van het Burgerlijk Wetboek`, `Boek 2 BW`
    fn in_book(&self, mut cursor: Cursor<'_>) -> Option<(Act, usize)> {
        if cursor.word("van") {
            cursor.space();
        }
        let number = book_number(&mut cursor)?;
        cursor.separator();
        if cursor.word("van") {
            cursor.space();
            cursor.word("het");
            cursor.space();
        }
        let mention = self.starting(cursor.at())?;
        let law = mention.act.known().filter(|law| law.slug == "burgerlijk-wetboek");
        law.map(|_| (Act::book(&number), mention.span.end))
    }

    /// The law that ends in front of a list of articles, when nothing behind it speaks of another law.
    fn law_before(&self, start: usize, end: usize) -> Option<(Act, usize)> {
        let behind = self.text.get(end..).unwrap_or_default();
        let elsewhere = [" van ", ", van ", " uit ", " bij "].iter().any(|word| behind.starts_with(word));
        if elsewhere && self.mode == Mode::Document {
            return None;
        }
        let before = self.text.get(..start)?;
        let bridges = [", ", " (", ": ", " "];
        let bridge = bridges.iter().find(|bridge| before.ends_with(**bridge))?;
        let mention = self.ending(start - bridge.len())?;
        Some((mention.act.clone(), mention.span.start))
    }

    fn starting(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|mention| mention.span.start < at);
        // A compound (`AVG-boete`) is no law that has articles, but `NIS2-richtlijn` is.
        self.mentions.get(index).filter(|mention| mention.span.start == at)
    }

    fn ending(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|mention| mention.span.end < at);
        self.mentions.get(index).filter(|mention| mention.span.end == at)
    }

    /// `3:2 Awb`, `7:658 BW`: two figures with a colon before a law that has such articles.
    fn colon_numbers(&self, found: &mut Vec<Found>) {
        let mut until = 0;
        for mention in self.mentions {
            let Some(law) = mention.act.known().filter(|law| COLON.contains(&law.slug)) else { continue };
            let Some(before) =
                self.text.get(..mention.span.start).and_then(|before| before.strip_suffix(' '))
            else {
                continue;
            };
            let number = before
                .bytes()
                .rev()
                .take(12)
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':');
            let start = before.len() - number.count();
            let mut cursor = Cursor::new(self.text, start);
            let free = !cursor.before().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-'));
            let read = articles::number(&mut cursor, true);
            let Some(article) = read.filter(|number| number.contains(':')) else { continue };
            if free && start >= until && cursor.at() == before.len() {
                let piece = Piece {
                    article,
                    lid: None,
                    part: None,
                    below: None,
                    between: Vec::new(),
                    span: start..before.len(),
                };
                until = mention.span.end;
                self.emit(&Act::Known(law), vec![piece], start, mention.span.end, found);
            }
        }
    }

    /// Numbers that someone typed beside a law: `13a tw`, `tw 11.3a`.
    fn numbers_alone(&self, found: &mut Vec<Found>) {
        let mut taken: Vec<(usize, usize)> = found
            .iter()
            .filter(|other| other.kind == Kind::Article)
            .map(|other| &other.span)
            .chain(self.mentions.iter().map(|mention| &mention.span))
            .map(|span| (span.start, span.end))
            .collect();
        taken.sort_unstable();
        let mut taken = taken.into_iter().peekable();
        let mut at = 0;
        while let Some(digit) = self.text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
            let start = at + digit;
            while taken.next_if(|(_, end)| *end <= start).is_some() {}
            let run =
                self.text.get(start..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            let before = Cursor::new(self.text, start).before();
            let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ':'));
            let free = !glued && taken.peek().is_none_or(|(first, _)| *first > start);
            let before = found.len();
            let mut read = (free && run < 5).then(|| self.list(start, start, true, found)).flatten();
            if read.is_some_and(|end| self.is_count(start + run, end)) {
                found.truncate(before);
                read = None;
            }
            at = read.unwrap_or(0).max(start + run);
        }
    }

    /// Whether a plain number says how many: `5 woo verzoeken`, `2 wob-verzoeken`. `number` is where its digits
    /// end, `end` where the law behind it does.
    fn is_count(&self, number: usize, end: usize) -> bool {
        let law = self.text.get(number..end).unwrap_or_default();
        let rest = self.text.get(end..).unwrap_or_default();
        let compound = law.rsplit(' ').next().is_some_and(|last| last.contains('-')) || rest.starts_with('-');
        law.starts_with(' ') && (compound || rest.trim_start().starts_with(char::is_alphabetic))
    }

    /// Adds a citation for each piece. The first has what the list begins with in its span, the last the law.
    fn emit(&self, act: &Act, pieces: Vec<Piece>, start: usize, end: usize, found: &mut Vec<Found>) {
        let last = pieces.len().saturating_sub(1);
        for (index, piece) in pieces.into_iter().enumerate() {
            let mut span = piece.span;
            if index == 0 {
                span.start = span.start.min(start);
            }
            if index == last {
                span.end = span.end.max(end);
            }
            if index > 0 {
                let surface = self.text.get(span.clone()).unwrap_or_default();
                span.start += surface.len() - without_joint(surface).len();
            }
            let (law, article) = act.with_article(&piece.article);
            let name = law.key();
            let name = name.split_once(':').map_or("", |(_, name)| name);
            let key_of = |article: &str| format!("art:{name}:{}", article.replace(':', "."));
            let whole = key_of(&article);
            let mut also = law.also();
            also.push(law.key());
            let lid = piece.lid.as_deref().unwrap_or_default();
            let with_lid = format!("{whole}:{lid}");
            let key = match (&piece.lid, &piece.part) {
                (_, Some(part)) => {
                    also.extend(piece.between.iter().map(|part| format!("{with_lid}:{part}")));
                    format!("{with_lid}:{part}")
                }
                (Some(_), None) => {
                    also.extend(piece.between.iter().map(|lid| format!("{whole}:{lid}")));
                    with_lid.clone()
                }
                (None, None) => {
                    also.extend(piece.between.iter().map(|article| key_of(&law.with_article(article).1)));
                    whole.clone()
                }
            };
            if piece.lid.is_some() && piece.part.is_some() {
                also.push(with_lid);
            }
            if key != whole {
                also.push(whole);
            }
            let mut details = law.details();
            if let (Some(part), Some(below)) = (&piece.part, &piece.below) {
                details.push((Detail::Part, format!("{part}, {below}")));
            }
            let confidence = match &law {
                Act::Titled(_) => Confidence::Bare,
                _ => Confidence::Cue,
            };
            found.push(Found {
                kind: Kind::Article,
                key,
                span,
                confidence,
                rule: "article/with-law",
                cue: None,
                also,
                details,
            });
        }
    }
}

/// What is left of a piece of a list without the words that join it to the one before.
fn without_joint(piece: &str) -> &str {
    let joints = [
        "tot en met ",
        "t/m ",
        "tot ",
        "en ",
        "of ",
        "jo. ",
        "jo ",
        "juncto ",
        "alsmede ",
        "- ",
        "-",
        "&",
        "+",
    ];
    let mut rest = piece;
    for _ in 0..4 {
        rest = rest.trim_start_matches([' ', ',']);
        match joints.iter().find_map(|joint| rest.strip_prefix(joint)) {
            Some(stripped) => rest = stripped,
            None => break,
        }
    }
    rest
}

/// Goes past `boek 5` and returns the number: `5`, `7a`.
fn book_number(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut next = *cursor;
    next.word("boek").then_some(())?;
    next.space().then_some(())?;
    let start = next.at();
    next.digits(1, 2)?;
    next.character(&['A', 'a', 'B', 'b']);
    let number = next.since(start);
    if !next.ends_word() {
        return None;
    }
    let number = cursor.rest().get(number.start - cursor.at()..number.end - cursor.at())?.to_lowercase();
    *cursor = next;
    Some(number)
}
