//! Laws, articles of laws and acts of the European Union.
//!
//! Answerable for putting together what the parts find: names of the table ([`names`]), titles by grammar
//! ([`titles`]), numbers of the Union ([`acts`]), definitions of the document itself ([`local`]) and articles
//! ([`articles`]). Decides here, because only the whole document tells, whether a short abbreviation is a law
//! and which law an article is in. Knows nothing of other families.
//!
//! Keys: a law has the slug of its citeertitel. Books of the Burgerlijk Wetboek are laws of their own
//! (`wet:burgerlijk-wetboek-boek-7`), so that `7:658 BW` and `artikel 658 van Boek 7` meet. In the number of an
//! article a colon becomes a full stop (`art:algemene-wet-bestuursrecht:3.2`): the colon of keys divides article,
//! paragraph and part. A part without a paragraph leaves the paragraph empty (`art:ziektewet:1::h`).

mod acts;
mod articles;
mod local;
mod names;
mod table;
#[cfg(test)]
mod tests;
mod titles;

pub use table::{LawNames, known_laws, law_names};

use std::ops::Range;
use std::rc::Rc;

use articles::Piece;
use names::Wake;
use table::Law;

use crate::citation::{Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::slug::slug;
use crate::view::View;

/// What is named.
#[derive(Clone, Debug)]
enum Act {
    /// An act of the table.
    Known(&'static Law),
    /// A law by its title only.
    Titled(Rc<str>),
    /// An act or document of the Union, by its key.
    Union(Rc<str>),
}

/// Whether a mention needs something else to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Alone,
    /// A short abbreviation: an article in front of it or another name of the act in the document.
    Cued,
}

/// A place where an act may be named.
#[derive(Clone, Debug)]
struct Mention {
    span: Range<usize>,
    cue: Option<Range<usize>>,
    act: Act,
    standing: Standing,
    confidence: Confidence,
    rule: &'static str,
}

/// A place where the word `artikel` stands.
struct Head {
    start: usize,
    numbers: usize,
}

/// Finds laws, articles and acts of the Union.
pub(crate) fn find(view: &View, mode: Mode, found: &mut Vec<Found>) {
    let text = view.text.as_str();
    let mut mentions = Vec::new();
    let heads = read(text, mode, &mut mentions);
    names::abbreviations(text, mode, &mut mentions);
    if mode == Mode::Asked {
        acts::asked(text, &mut mentions);
        asked_title(text, &mut mentions);
    }
    settle(&mut mentions);
    let definitions = local::definitions(text, &mentions);
    local::mentions(text, &definitions, &mut mentions);
    settle(&mut mentions);
    choose(&mut mentions);
    let places = Places { text, mode, mentions: &mentions };
    places.articles(&heads, found);
    for mention in &mentions {
        if mention.standing == Standing::Alone || mode == Mode::Asked {
            found.push(mention.found());
        }
    }
}

/// Reads the text once for all words that wake a rule.
fn read(text: &str, mode: Mode, mentions: &mut Vec<Mention>) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut until = 0;
    for (range, inside, wake) in names::WAKES.anywhere(text) {
        // A hyphen, a slash or a digit is no part of the word before it.
        let worded = text.get(range.clone()).is_some_and(|word| word.starts_with(char::is_alphabetic));
        if range.start < until || inside && worded && !matches!(wake, Wake::Title | Wake::Act) {
            continue;
        }
        match wake {
            Wake::Name(index, title) => {
                if let Some(mention) = names::named(text, range, index, title, mode) {
                    if let Act::Known(law) = mention.act {
                        if let Some(celex) = law.id.filter(|_| law.kind == Kind::EuAct) {
                            mentions.extend(acts::behind_name(text, mention.span.end, celex));
                        }
                    }
                    mentions.push(mention);
                }
            }
            Wake::Title => titled(text, range, mentions),
            Wake::Act => {
                let end = acts::at_kind(text, range.clone(), mentions);
                if end > range.end {
                    until = end;
                } else {
                    titled(text, range, mentions);
                }
            }
            Wake::Union => until = acts::at_union(text, range, mentions),
            Wake::Article => {
                let mut cursor = Cursor::new(text, range.end);
                if !text.get(range.clone()).is_some_and(|word| word.ends_with(' ')) && !cursor.space() {
                    // `art.13a`
                    if !text.get(range.clone()).is_some_and(|word| word.ends_with('.')) {
                        continue;
                    }
                }
                heads.push(Head { start: range.start, numbers: cursor.at() });
            }
        }
    }
    heads
}

fn titled(text: &str, kind: Range<usize>, mentions: &mut Vec<Mention>) {
    if let Some(span) = titles::at_kind(text, kind) {
        mentions.extend(Mention::titled(text, span));
    }
}

/// The title that the whole text is, or what follows the articles in it.
fn asked_title(text: &str, mentions: &mut Vec<Mention>) {
    let Some(span) = titles::whole(text, 0) else { return };
    let compound = text.find(' ').is_some_and(|first| first > 3);
    let inside = mentions.iter().any(|mention| mention.span.start == 0 || !compound);
    if !inside {
        mentions.extend(Mention::titled(text, span));
    }
}

/// Puts mentions in order and leaves of those that overlap the first, then the longest, then the one the
/// document itself defines. Several acts that claim one abbreviation stay side by side.
fn settle(mentions: &mut Vec<Mention>) {
    mentions.sort_by(|a, b| {
        a.span
            .start
            .cmp(&b.span.start)
            .then(b.span.end.cmp(&a.span.end))
            .then((b.rule == "law/defined").cmp(&(a.rule == "law/defined")))
            .then(b.confidence.cmp(&a.confidence))
    });
    let mut end = 0;
    let mut last = 0..0;
    let mut rule = "";
    mentions.retain(|mention| {
        let shared = mention.span == last && mention.rule == rule && rule == "law/abbreviation";
        let free = mention.span.start >= end || shared;
        if free {
            end = mention.span.end;
            last = mention.span.clone();
            rule = mention.rule;
        }
        free
    });
}

/// Decides on abbreviations by what the document names otherwise.
fn choose(mentions: &mut Vec<Mention>) {
    let mut named: Vec<*const Law> = mentions
        .iter()
        .filter(|mention| mention.standing == Standing::Alone && mention.confidence > Confidence::Bare)
        .filter_map(|mention| mention.act.known().map(std::ptr::from_ref))
        .collect();
    named.sort_unstable();
    named.dedup();
    let is_named = |mention: &Mention| {
        mention.act.known().is_some_and(|law| named.binary_search(&std::ptr::from_ref(law)).is_ok())
    };
    for mention in mentions.iter_mut() {
        if mention.rule == "law/abbreviation" && is_named(mention) {
            mention.standing = Standing::Alone;
            mention.confidence = Confidence::Cue;
        }
    }
    // Of acts that share an abbreviation: the one that is named, else the distinctive claim, else the first.
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions.drain(..) {
        match kept.last_mut() {
            Some(last) if last.span == mention.span => {
                let surer = mention.confidence > last.confidence
                    || mention.confidence == last.confidence
                        && mention.standing == Standing::Alone
                        && last.standing == Standing::Cued;
                if surer {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    *mentions = kept;
}

impl Mention {
    fn titled(text: &str, span: Range<usize>) -> Option<Self> {
        let title = text.get(span.clone())?;
        let act = match table::by_slug(&slug(title)) {
            Some(law) => Act::Known(law),
            None => Act::Titled(title.into()),
        };
        Some(Self {
            span,
            cue: None,
            act,
            standing: Standing::Alone,
            confidence: Confidence::Bare,
            rule: "law/title",
        })
    }

    fn found(&self) -> Found {
        Found {
            kind: self.act.kind(),
            key: self.act.key(),
            span: self.span.clone(),
            confidence: self.confidence,
            rule: self.rule,
            cue: self.cue.clone(),
            also: self.act.also(),
            details: self.act.details(),
        }
    }
}

impl Act {
    fn known(&self) -> Option<&'static Law> {
        match self {
            Self::Known(law) => Some(law),
            _ => None,
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Known(law) => law.kind,
            Self::Titled(_) => Kind::Law,
            Self::Union(_) => Kind::EuAct,
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Known(law) => law.key.clone(),
            Self::Titled(title) => format!("wet:{}", slug(title)),
            Self::Union(key) => key.to_string(),
        }
    }

    fn also(&self) -> Vec<String> {
        let mut also = Vec::new();
        if let Self::Known(law) = self {
            if law.kind == Kind::Law {
                also.extend(law.id.map(|id| format!("bwb:{id}")));
            }
            if law.slug.starts_with(BOOK) {
                also.push("wet:burgerlijk-wetboek".to_owned());
            }
        }
        also
    }

    fn details(&self) -> Vec<(Detail, String)> {
        match self {
            Self::Known(law) => {
                let mut details = vec![(Detail::Title, law.title.to_owned())];
                let abbreviation = law.abbreviations.first().or(law.short.first());
                details.extend(abbreviation.map(|name| (Detail::Abbreviation, (*name).to_owned())));
                details.extend(law.id.map(|id| (Detail::Register, id.to_owned())));
                details.extend(law.link().map(|link| (Detail::Link, link)));
                details.extend(law.predecessors().map(|key| (Detail::Predecessor, key.to_owned())));
                details.extend(law.successors().map(|key| (Detail::Successor, key.to_owned())));
                details
            }
            Self::Titled(title) => vec![(Detail::Title, title.to_string())],
            Self::Union(_) => Vec::new(),
        }
    }

    /// The law as it stands in the key of an article, and the number of the article in it.
    fn with_article(&self, article: &str) -> (Self, String) {
        let book = self.known().is_some_and(|law| law.slug == "burgerlijk-wetboek");
        match article.split_once(':') {
            Some((number, article)) if book => (Self::book(number), article.to_owned()),
            _ => (self.clone(), article.to_owned()),
        }
    }

    fn book(number: &str) -> Self {
        match table::by_slug(&format!("{BOOK}{}", number.to_lowercase())) {
            Some(law) => Self::Known(law),
            None => Self::Titled(format!("Burgerlijk Wetboek Boek {}", number.to_uppercase()).into()),
        }
    }
}

/// How the slugs of the books of the Burgerlijk Wetboek begin.
const BOOK: &str = "burgerlijk-wetboek-boek-";

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
struct Places<'v> {
    text: &'v str,
    mode: Mode,
    mentions: &'v [Mention],
}

impl Places<'_> {
    fn articles(&self, heads: &[Head], found: &mut Vec<Found>) {
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
        if self.mode == Mode::Asked && !bare {
            if let [only] = self.mentions {
                self.emit(&only.act, pieces, start, cursor.at(), found);
            }
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
        if self.mode == Mode::Asked {
            if let Some(span) = titles::whole(self.text, at) {
                let mention = Mention::titled(self.text, span)?;
                return Some((mention.act, mention.span.end));
            }
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
        let mut at = 0;
        while let Some(digit) = self.text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
            let start = at + digit;
            let run =
                self.text.get(start..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            let free = !Cursor::new(self.text, start)
                .before()
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ':'));
            let taken = self.mentions.iter().chain([]).any(|mention| mention.span.contains(&start))
                || found.iter().any(|other| other.kind == Kind::Article && other.span.contains(&start));
            let read = (free && !taken && run < 5).then(|| self.list(start, start, true, found)).flatten();
            at = read.unwrap_or(0).max(start + run);
        }
    }

    /// Adds a citation for each piece. The first has what the list begins with in its span, the last the law.
    fn emit(&self, act: &Act, pieces: Vec<Piece>, start: usize, end: usize, found: &mut Vec<Found>) {
        let last = pieces.len().saturating_sub(1);
        for (index, piece) in pieces.into_iter().enumerate() {
            let mut span = piece.span;
            // What joins the pieces of a list belongs to none.
            if index == 0 {
                span.start = span.start.min(start);
            }
            if index == last {
                span.end = span.end.max(end);
            }
            let surface = self.text.get(span.clone()).unwrap_or_default();
            span.start += surface.len() - surface.trim_start_matches([' ', ',']).len();
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
