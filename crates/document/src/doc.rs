//! The text of a DOC file: Word from 97 to 2003.
//!
//! Answerable for which of its characters are shown and how they lie: the running text, notes behind the block that
//! calls them, text boxes, page heads last. Knows nothing of where they stand in the file (`fib`), how they look
//! (`run`) or of the file system around them (`ole`).
//!
//! An own reader and no library: the one that read most hard files (office_oxide, 42 of 45) brings readers of six
//! formats, of which most are read here already, and a note must be known with the place that calls it.

mod fib;
mod run;
mod summary;

use std::collections::HashMap;
use std::ops::Range;

use naslag_letter::Draft;

use crate::flow::{Flow, Gap};
use crate::ole::{Ole, u32_at};
use crate::package::{malformed, within_limit};
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;
use crate::roman::roman;

use fib::{Lengths, Streams, Unit, plc};
use run::{Looks, Paragraph, Run};

/// Reads what is shown of a letter written in an older Word.
pub(crate) struct Doc;

impl Reader for Doc {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let draft = extract(file.bytes)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

fn extract(bytes: &[u8]) -> Result<Draft, Reason> {
    let ole = Ole::open(bytes).ok_or_else(|| malformed("its container is not that of a Word file"))?;
    let streams = Streams::of(&ole)?;
    let units = streams.characters()?;
    let lengths = streams.lengths();
    let mut reading = Reading {
        flow: Flow::default(),
        heading: None,
        units: &units,
        runs: run::runs(&streams),
        paragraphs: run::paragraphs(&streams),
        calls: HashMap::new(),
    };
    let stories = Stories::of(&lengths);
    reading.find_notes(&streams, &stories);
    reading.find_boxes(&streams, &stories);
    reading.put(stories.text.clone(), true);
    // What is anchored nowhere is shown somewhere.
    let mut rest: Vec<_> = std::mem::take(&mut reading.calls).into_values().collect();
    rest.sort_by_key(Call::start);
    for call in rest {
        if let Call::Box(range) = call {
            reading.flow.begin_inset();
            reading.put(range, false);
            reading.flow.end_inset();
        }
    }
    // The first six texts are the lines between text and notes.
    for (range, _) in plc(streams.part(11), 0).skip(6) {
        reading.furniture(within(&stories.heads, &range));
    }
    for (range, _) in plc(streams.part(58), 22) {
        reading.furniture(within(&stories.head_boxes, &range));
    }
    let summary = ole.stream("\u{5}SummaryInformation").unwrap_or_default();
    let (declared, pages) = summary::read(&summary);
    let mut draft = Draft { heading: reading.heading, declared, ..reading.flow.finish() };
    // Breaks that the writer made are all there are only where the program counted as many pages.
    if pages != Some(draft.layout.pages.len()) {
        draft.layout.pages.clear();
    }
    Ok(draft)
}

/// Where each text stands in the row of characters.
struct Stories {
    text: Range<usize>,
    footnotes: Range<usize>,
    heads: Range<usize>,
    endnotes: Range<usize>,
    boxes: Range<usize>,
    head_boxes: Range<usize>,
}

impl Stories {
    fn of(lengths: &Lengths) -> Self {
        let mut reached = 0;
        let mut next = |length: usize| {
            let start = reached;
            reached += length;
            start..reached
        };
        let (text, footnotes, heads) = (next(lengths.text), next(lengths.footnotes), next(lengths.heads));
        next(lengths.macros + lengths.comments);
        let (endnotes, boxes, head_boxes) =
            (next(lengths.endnotes), next(lengths.boxes), next(lengths.head_boxes));
        Self { text, footnotes, heads, endnotes, boxes, head_boxes }
    }
}

/// A range within a story as one of all characters.
fn within(story: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let at = |place: usize| story.start.saturating_add(place).min(story.end);
    at(range.start)..at(range.end)
}

/// What a character of the running text calls.
enum Call {
    Note(Range<usize>, String),
    Box(Range<usize>),
}

impl Call {
    fn start(&self) -> usize {
        match self {
            Self::Note(range, _) | Self::Box(range) => range.start,
        }
    }
}

struct Reading<'a> {
    flow: Flow,
    heading: Option<Range<usize>>,
    units: &'a [Unit],
    runs: Looks<Run>,
    paragraphs: Looks<Paragraph>,
    /// By the place of the character that calls.
    calls: HashMap<usize, Call>,
}

/// Characters that stand for something else.
mod mark {
    pub(super) const NOTE: u16 = 0x02;
    pub(super) const CELL: u16 = 0x07;
    pub(super) const DRAWN: u16 = 0x08;
    pub(super) const TAB: u16 = 0x09;
    pub(super) const LINE: u16 = 0x0b;
    pub(super) const PAGE: u16 = 0x0c;
    pub(super) const PARAGRAPH: u16 = 0x0d;
    pub(super) const COLUMN: u16 = 0x0e;
    pub(super) const FIELD: u16 = 0x13;
    pub(super) const RESULT: u16 = 0x14;
    pub(super) const FIELD_END: u16 = 0x15;
    pub(super) const HYPHEN: u16 = 0x1e;
    pub(super) const SOFT_HYPHEN: u16 = 0x1f;
}

impl Reading<'_> {
    fn find_notes(&mut self, streams: &Streams, stories: &Stories) {
        for (calls, texts, story, end) in
            [(2, 3, &stories.footnotes, false), (46, 47, &stories.endnotes, true)]
        {
            let places = plc(streams.part(calls), 2).map(|(range, _)| range.start);
            let texts = plc(streams.part(texts), 0).map(|(range, _)| within(story, &range));
            let mut number = 0;
            for (place, range) in places.zip(texts) {
                // A note with a mark of its own has it in its text.
                let automatic = self.units.get(place).is_some_and(|unit| unit.c == mark::NOTE);
                let mut written = String::new();
                if automatic {
                    number += 1;
                    written = if end { roman(number) } else { number.to_string() };
                }
                self.calls.insert(place, Call::Note(range, written));
            }
        }
    }

    fn find_boxes(&mut self, streams: &Streams, stories: &Stories) {
        let shapes =
            plc(streams.part(40), 26).filter_map(|(range, data)| Some((u32_at(data, 0)?, range.start)));
        let places: HashMap<u32, usize> = shapes.collect();
        for (range, data) in plc(streams.part(56), 22) {
            let range = within(&stories.boxes, &range);
            if range.is_empty() {
                continue;
            }
            let place = u32_at(data, 14).and_then(|shape| places.get(&shape)).copied();
            // Beyond the text no character is that could call it.
            let place =
                place.filter(|place| !self.calls.contains_key(place)).unwrap_or(usize::MAX - range.start);
            self.calls.insert(place, Call::Box(range));
        }
    }

    fn furniture(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.flow.begin_inset();
        self.put(range, false);
        if let Some(text) = self.flow.resume() {
            self.flow.furniture(&text);
        }
    }

    /// Puts down the characters of a range. Only the running text calls notes and boxes, so this goes one level deep.
    fn put(&mut self, range: Range<usize>, running: bool) {
        // Units that wait to be decoded: a character may have two.
        let mut waiting: Vec<u16> = Vec::new();
        // For each open field, whether its result has begun.
        let mut fields: Vec<bool> = Vec::new();
        let mut raised = false;
        let mut fresh = true;
        let mut marked = false;
        let units = self.units.get(range.start..range.end.min(self.units.len())).unwrap_or_default();
        for (place, unit) in (range.start..).zip(units) {
            let run = self.runs.at(unit.at);
            if fresh {
                fresh = false;
                let paragraph = self.paragraphs.at(unit.at);
                if running && paragraph.begins_page && !self.flow.at_page() {
                    self.flow.begin_page();
                }
                if running && paragraph.heading && self.heading.is_none() {
                    self.flow.begin_mark();
                    marked = true;
                }
            }
            match unit.c {
                mark::FIELD => fields.push(false),
                mark::RESULT => {
                    if let Some(field) = fields.last_mut() {
                        *field = true;
                    }
                }
                mark::FIELD_END => {
                    fields.pop();
                }
                _ => {}
            }
            let hidden = run.hidden || fields.contains(&false);
            let plain = unit.c >= 0x20 && !hidden && !run.symbol;
            if plain && run.raised == raised {
                waiting.push(unit.c);
                continue;
            }
            self.decode(&mut waiting);
            if plain {
                raised = run.raised;
                if raised {
                    self.flow.begin_superscript()
                } else {
                    self.flow.end_superscript()
                }
                waiting.push(unit.c);
                continue;
            }
            let ends = matches!(unit.c, mark::PARAGRAPH | mark::CELL | mark::PAGE);
            if ends {
                fresh = true;
                // An instruction that does not end with its paragraph is a broken one, and hides no text.
                fields.retain(|result| *result);
                if std::mem::take(&mut marked) {
                    self.heading = self.heading.take().or(self.flow.end_mark());
                }
            }
            if hidden && !ends {
                continue;
            }
            match unit.c {
                mark::NOTE | mark::DRAWN if running => {}
                mark::PARAGRAPH => self.flow.gap(Gap::Paragraph),
                mark::CELL if self.paragraphs.at(unit.at).ends_row => self.flow.gap(Gap::Line),
                mark::CELL | mark::TAB => self.flow.gap(Gap::Cell),
                mark::LINE => self.flow.line_break(),
                mark::PAGE => {
                    self.flow.gap(Gap::Paragraph);
                    if running {
                        self.flow.begin_page();
                    }
                }
                mark::COLUMN => self.flow.gap(Gap::Line),
                mark::HYPHEN => self.flow.push("-"),
                mark::SOFT_HYPHEN => self.flow.push("\u{ad}"),
                _ => {}
            }
            if running && let Some(call) = self.calls.remove(&place) {
                self.call(call);
            }
        }
        self.decode(&mut waiting);
        if marked {
            self.heading = self.heading.take().or(self.flow.end_mark());
        }
        if raised {
            self.flow.end_superscript();
        }
    }

    fn call(&mut self, call: Call) {
        self.flow.begin_inset();
        match call {
            Call::Note(range, number) => {
                if !number.is_empty() {
                    self.flow.push(&number);
                    self.flow.run_on();
                }
                self.put(range, false);
                self.flow.end_note();
            }
            Call::Box(range) => {
                self.put(range, false);
                self.flow.end_inset();
            }
        }
    }

    fn decode(&mut self, waiting: &mut Vec<u16>) {
        if !waiting.is_empty() {
            let text = String::from_utf16_lossy(waiting);
            // Fonts of pictures stand at U+F000.
            self.flow.push(&text.replace(|c| ('\u{e000}'..='\u{f8ff}').contains(&c), ""));
            waiting.clear();
        }
    }
}

#[cfg(test)]
mod tests;
