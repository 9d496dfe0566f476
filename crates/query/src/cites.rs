//! Who cites a thing: every mention of it, with the sentence it stands in.

use std::collections::HashMap;
use std::ops::Range;

use naslag_index::{Letter, LetterPath, mentions};
use tantivy::DocAddress;

use crate::Result;
use crate::fold::Fold;
use crate::parse::parse;
use crate::place::{Places, here};
use crate::recognise::thing;
use crate::results::{Copy, Snippet};
use crate::search::Searcher;
use crate::sentence::around;
use crate::snippet::Piece;
use crate::things::{Reading, Things, reading};
use crate::tree::{Named, Node};

/// Bytes looked at to either side of a mention for the borders of its sentence.
const REACH: usize = 400;

/// The mentions of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Cites {
    /// How the name of the thing was read.
    pub reading: Reading,
    /// Number of letters with a mention.
    pub letters: u64,
    /// The sentences with mentions: those in the newest letter first, letters without a date last, of one date by path; in
    /// one letter in the order of the text.
    pub mentions: Vec<Cite>,
}

/// A sentence that names a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Cite {
    /// The letter's path below the folder.
    pub path: LetterPath,
    /// What the letter is called.
    pub title: String,
    /// The date in its head as `2012-02-14`.
    pub date: Option<String>,
    /// Where its mentions stand in the letter's text, in bytes, in order.
    pub spans: Vec<Range<usize>>,
    /// Copies of the letter, whose mentions are not told apart from these.
    pub copies: Vec<Copy>,
    /// The sentence, with the mentions as its highlights.
    pub sentence: Snippet,
}

impl Searcher {
    /// Returns who cites what `typed` names: a key, or a name in any spelling, with or without a field.
    /// Nothing when it is the name of no thing, or more than that.
    ///
    /// # Errors
    /// Only when the index cannot be read.
    pub fn cites(&self, typed: &str) -> Result<Option<Cites>> {
        let Some(named) = only_thing(typed) else {
            return Ok(None);
        };
        let resolved = self.things().resolve(&named);
        let mut of_letter: HashMap<DocAddress, Vec<Range<usize>>> = HashMap::new();
        for key in &resolved.keys {
            for mention in mentions(self.snapshot(), key)? {
                of_letter.entry(mention.address).or_default().extend(mention.spans);
            }
        }
        let mut letters = Vec::with_capacity(of_letter.len());
        for (address, mut spans) in of_letter {
            spans.sort_by_key(|span| (span.start, span.end));
            spans.dedup();
            letters.push((address, self.snapshot().letter(address)?, spans));
        }
        letters.sort_by(|(_, a, _), (_, b, _)| {
            b.date().cmp(&a.date()).then_with(|| a.path.as_str().cmp(b.path.as_str()))
        });
        Ok(Some(Cites {
            reading: reading(&named, &resolved),
            letters: letters.len() as u64,
            mentions: self.folded(letters)?,
        }))
    }

    /// Returns the mentions in `letters`, in their order; of copies of one letter those in the first.
    fn folded(&self, letters: Vec<(DocAddress, Letter, Vec<Range<usize>>)>) -> Result<Vec<Cite>> {
        let mut fold = Fold::default();
        let mut mentions = Vec::new();
        for (address, letter, spans) in letters {
            if fold.take_up(address) {
                let copies = fold.copies(self.snapshot(), address, &letter)?;
                let cites = of(&letter, spans).into_iter();
                mentions.extend(cites.map(|cite| Cite { copies: copies.clone(), ..cite }));
            }
        }
        Ok(mentions)
    }
}

/// Returns the thing that is all a text names.
fn only_thing(typed: &str) -> Option<Named> {
    let is_thing = |text: &str| match parse(text).root {
        Node::All(nodes) => match <[Node; 1]>::try_from(nodes) {
            Ok([Node::Named(named)]) => Some(named),
            _ => None,
        },
        _ => None,
    };
    // `tw` alone is taken for a word by a search; here nothing but a thing can be meant.
    is_thing(typed).or_else(|| thing(typed))
}

fn of(letter: &Letter, spans: Vec<Range<usize>>) -> Vec<Cite> {
    let reading = letter.body();
    let mut places = Places::of(letter);
    let mut cites: Vec<Cite> = Vec::new();
    // Where the last sentence stands in the reading.
    let mut last_range = 0..0;
    for span in spans {
        // An index whose text and places do not agree is damaged; what is left of it is still shown.
        let Some(mention) = here(&reading, &span) else {
            continue;
        };
        let (range, cut) = around(reading.text(), &mention, REACH);
        let highlight =
            mention.start.max(range.start) - range.start..mention.end.min(range.end) - range.start;
        if let Some(last) = cites.last_mut()
            && last_range == range
        {
            let ends = last.sentence.highlights.last().map_or(0, |last| last.end);
            if highlight.start >= ends {
                last.sentence.highlights.push(highlight);
            }
            last.spans.push(span);
            continue;
        }
        let text = reading.text()[range.clone()].to_owned();
        let piece = Piece { text, offset: range.start, highlights: vec![highlight], parts: Vec::new(), cut };
        last_range = range;
        let sentence = places.placed(piece, &reading, false);
        let (path, title, date) =
            (letter.path.clone(), letter.title.clone(), letter.date().map(str::to_owned));
        cites.push(Cite { path, title, date, copies: Vec::new(), spans: vec![span], sentence });
    }
    cites
}
