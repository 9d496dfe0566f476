//! Laws, articles of laws and acts of the European Union.
//!
//! Answerable for putting together what the parts find: names of the table ([`names`]), titles by grammar
//! ([`titles`]), numbers and identifiers of the Union ([`acts`], [`identifiers`]), definitions of the document
//! itself ([`local`]) and articles ([`articles`]) with the law they are in ([`references`]). Decides here,
//! because only the whole document tells, whether a short abbreviation is a law. Knows nothing of other
//! families.
//!
//! Keys: a law has the slug of its citeertitel. Books of the Burgerlijk Wetboek are laws of their own
//! (`wet:burgerlijk-wetboek-boek-7`), so that `7:658 BW` and `artikel 658 van Boek 7` meet. In the number of
//! an article a colon becomes a full stop (`art:algemene-wet-bestuursrecht:3.2`): the colon of keys divides
//! article, paragraph and part. A part without a paragraph leaves the paragraph empty (`art:ziektewet:1::h`).

mod acts;
mod articles;
mod identifiers;
mod local;
mod names;
mod paragraphs;
mod references;
mod table;
#[cfg(test)]
mod tests;
mod titles;

pub use table::{LawNames, known_laws, law_names};

use std::ops::Range;
use std::rc::Rc;

use names::Wake;
use references::{Head, Places};
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

/// Finds laws, articles and acts of the Union.
pub(crate) fn find(view: &View, mode: Mode, found: &mut Vec<Found>) {
    let text = view.text.as_str();
    let mut mentions = Vec::new();
    let heads = read(view, mode, &mut mentions);
    names::abbreviations(text, mode, &mut mentions);
    if mode == Mode::Asked {
        acts::asked(text, &mut mentions);
        asked_title(text, &mut mentions);
    }
    settle(&mut mentions);
    let numbers: Vec<Mention> =
        mentions.iter().filter_map(|mention| acts::behind_name(text, mention)).collect();
    mentions.extend(numbers);
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
fn read(view: &View, mode: Mode, mentions: &mut Vec<Mention>) -> Vec<Head> {
    let text = view.text.as_str();
    let mut heads = Vec::new();
    let mut until = 0;
    for (range, inside, wake) in names::wakes(view) {
        // A hyphen, a slash or a digit is no part of the word before it.
        let worded = text.get(range.clone()).is_some_and(|word| word.starts_with(char::is_alphabetic));
        if range.start < until || inside && worded && !matches!(wake, Wake::Title | Wake::Act) {
            continue;
        }
        match wake {
            Wake::Name(index, title) => {
                mentions.extend(names::named(text, range, index, title, mode));
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
