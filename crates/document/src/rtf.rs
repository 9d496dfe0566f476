//! The text of a Rich Text Format file.
//!
//! Answerable for which destinations and control words of RTF 1.9.1 are shown and how they lie. Knows nothing of how
//! they are written (`token`).
//!
//! An own reader and no library: the one tried put page heads and the bytes of pictures in the text.

mod charset;
mod token;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1252};

use naslag_letter::{Declared, Draft};

use crate::flow::{Flow, Gap};
use crate::limits::DEEPEST_ELEMENT;
use crate::package::{malformed, within_limit};
use crate::properties::day;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;
use crate::roman::roman;

use token::{Token, Tokens};

/// Reads what is shown of a letter in Rich Text Format.
pub(crate) struct Rtf;

impl Reader for Rtf {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let draft = extract(file.bytes)?;
        Ok(Some(Content::of(within_limit(draft)?)))
    }
}

/// Fonts and styles whose numbers are kept; a letter has some thirty.
const MOST_NUMBERS: usize = 10_000;

/// Characters kept of a title or name.
const LONGEST_VALUE: usize = 2000;

fn extract(bytes: &[u8]) -> Result<Draft, Reason> {
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let bytes = bytes.get(start..).unwrap_or_default();
    if !bytes.starts_with(b"{\\rtf") {
        return Err(malformed("it does not begin as Rich Text Format does"));
    }
    let mut reading = Reading::default();
    for token in Tokens::new(bytes) {
        reading.token(token)?;
    }
    Ok(reading.finish())
}

/// What a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Destination {
    #[default]
    Text,
    Unseen,
    Fonts,
    Styles,
    /// Holds title, author and day.
    Info,
    Title,
    Author,
    Created,
    /// Holds the same text twice, of which the second is read.
    Twice,
}

/// What is done when a group ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ending {
    #[default]
    Nothing,
    Note,
    Box,
    Furniture,
}

/// The state that a group inherits and that its end restores.
#[derive(Clone, Copy, Debug)]
struct Group {
    destination: Destination,
    ending: Ending,
    hidden: bool,
    raised: bool,
    font: i32,
    /// Characters that stand behind `\u` for programs that do not know it.
    replaced: usize,
    /// `\*` stood before the next word.
    starred: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            ending: Ending::Nothing,
            hidden: false,
            raised: false,
            font: -1,
            replaced: 1,
            starred: false,
        }
    }
}

#[derive(Default)]
struct Reading {
    flow: Flow,
    group: Group,
    outer: Vec<Group>,
    code_page: Option<&'static Encoding>,
    fonts: HashMap<i32, &'static Encoding>,
    default_font: i32,
    headings: HashSet<i32>,
    /// The font or style that is being defined, and its name.
    defined: i32,
    name: String,
    /// Bytes of text that are still to be decoded: a character may have several.
    bytes: Vec<u8>,
    /// Characters to pass over behind `\u`.
    passing: usize,
    /// The first half of a character beyond U+FFFF.
    half: Option<u16>,
    heading: Option<Range<usize>>,
    marked: bool,
    declared: Declared,
    created: [i32; 3],
    numbers: [u32; 2],
    end_note: bool,
}

impl Reading {
    fn token(&mut self, token: Token<'_>) -> Result<(), Reason> {
        if self.passing > 0 {
            match token {
                Token::Open | Token::Close => self.passing = 0,
                _ => {
                    self.passing -= 1;
                    return Ok(());
                }
            }
        }
        if let Token::Byte(byte) = token {
            self.bytes.push(byte);
            return Ok(());
        }
        self.flush();
        match token {
            Token::Open => {
                if self.outer.len() >= DEEPEST_ELEMENT {
                    return Err(Reason::OverLimit {
                        detail: format!("its groups stand more than {DEEPEST_ELEMENT} levels deep"),
                    });
                }
                self.outer.push(self.group);
                self.group.ending = Ending::Nothing;
                self.group.starred = false;
            }
            Token::Close => self.close(),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(name, number) => {
                let starred = std::mem::take(&mut self.group.starred);
                if !self.define(name, number) && !self.destination(name, starred) {
                    self.word(name, number);
                }
            }
            Token::Byte(_) => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(outer) = self.outer.pop() else {
            return;
        };
        if self.group.raised && !outer.raised {
            self.flow.end_superscript();
        }
        match self.group.ending {
            Ending::Nothing => {}
            Ending::Note => self.flow.end_note(),
            Ending::Box => self.flow.end_inset(),
            Ending::Furniture => {
                if let Some(text) = self.flow.resume() {
                    self.flow.furniture(&text);
                }
            }
        }
        if self.group.destination == Destination::Created && outer.destination != Destination::Created {
            let [year, month, of_month] = self.created;
            let date = day(&format!("{year:04}-{month:02}-{of_month:02}"));
            self.declared.date = self.declared.date.take().or(date);
        }
        self.group = outer;
    }

    /// Decodes the bytes that have come together.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&self.group.font).copied().or(self.code_page).unwrap_or(WINDOWS_1252);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.put(&text);
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn put(&mut self, text: &str) {
        let value = match self.group.destination {
            Destination::Text => {
                if !self.group.hidden {
                    self.flow.push(text);
                }
                return;
            }
            Destination::Styles => {
                self.style_name(text);
                return;
            }
            Destination::Title => &mut self.declared.title,
            Destination::Author => &mut self.declared.author,
            _ => return,
        };
        let value = value.get_or_insert_default();
        if value.len() < LONGEST_VALUE {
            value.extend(text.chars().take(LONGEST_VALUE));
        }
    }

    /// A name in the style sheet ends in a semicolon. It is that of the program in English, or in its own language.
    fn style_name(&mut self, text: &str) {
        for c in text.chars() {
            if c != ';' {
                if self.name.len() < LONGEST_VALUE {
                    self.name.extend(c.to_lowercase());
                }
                continue;
            }
            let name = std::mem::take(&mut self.name);
            let heading = matches!(name.trim(), "title" | "titel" | "heading 1" | "kop 1");
            if heading && self.headings.len() < MOST_NUMBERS {
                self.headings.insert(self.defined);
            }
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.group.starred = true,
            b'~' => self.put("\u{a0}"),
            b'-' => self.put("\u{ad}"),
            b'_' => self.put("-"),
            b'\\' => self.put("\\"),
            b'{' => self.put("{"),
            b'}' => self.put("}"),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
    }

    /// Takes what a table of fonts or styles defines. Returns whether the word was part of it.
    fn define(&mut self, name: &str, number: Option<i32>) -> bool {
        match (self.group.destination, name) {
            (Destination::Fonts, "f") => self.defined = number.unwrap_or(0),
            (Destination::Fonts, "fcharset" | "cpg") => {
                let number = number.unwrap_or(0);
                let encoding = if name == "cpg" {
                    Some(charset::of_code_page(number))
                } else {
                    charset::of_font(number)
                };
                if let Some(encoding) = encoding
                    && self.fonts.len() < MOST_NUMBERS
                {
                    self.fonts.insert(self.defined, encoding);
                }
            }
            (Destination::Styles, "s") => {
                self.defined = number.unwrap_or(0);
                self.name.clear();
            }
            (Destination::Styles, "cs" | "ts" | "ds") => self.defined = -1,
            (Destination::Created, "yr" | "mo" | "dy") => {
                let place = ["yr", "mo", "dy"].iter().position(|word| *word == name).unwrap_or(0);
                if let Some(value) = self.created.get_mut(place) {
                    *value = number.unwrap_or(0);
                }
            }
            (Destination::Fonts | Destination::Styles, _) => return name != "u" && name != "uc",
            _ => return false,
        }
        true
    }

    /// Takes a word that says what its group is for. Returns whether it did.
    fn destination(&mut self, name: &str, starred: bool) -> bool {
        let (destination, ending) = match name {
            "fonttbl" => (Destination::Fonts, Ending::Nothing),
            "stylesheet" => (Destination::Styles, Ending::Nothing),
            "info" => (Destination::Info, Ending::Nothing),
            "title" | "author" | "creatim" if self.group.destination == Destination::Info => {
                let destination = match name {
                    "title" => Destination::Title,
                    "author" => Destination::Author,
                    _ => Destination::Created,
                };
                // A file that has two of them means the first.
                let again = (name == "title" && self.declared.title.is_some())
                    || (name == "author" && self.declared.author.is_some());
                (if again { Destination::Unseen } else { destination }, Ending::Nothing)
            }
            "upr" => (Destination::Twice, Ending::Nothing),
            // Behind `\upr`, the text in Unicode.
            "ud" if self.group.destination == Destination::Twice => {
                let outer = self.outer.iter().rev().map(|group| group.destination);
                let meant = outer.into_iter().find(|destination| *destination != Destination::Twice);
                (meant.unwrap_or_default(), Ending::Nothing)
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                (Destination::Text, Ending::Furniture)
            }
            "footnote" => (Destination::Text, Ending::Note),
            "shptxt" | "dptxbxtext" => (Destination::Text, Ending::Box),
            "shpinst" | "do" | "fldrslt" | "result" | "shp" => return starred || name != "do",
            "pict" | "nonshppict" | "shppict" | "shprslt" | "sp" | "fldinst" | "colortbl" | "filetbl"
            | "listtext" | "pntext" | "xe" | "tc" | "tcn" | "rxe" | "private" | "annotation" | "objdata"
            | "revtbl" | "listtable" | "listoverridetable" | "rsidtbl" | "template" | "bkmkstart"
            | "bkmkend" | "mmathPr" => (Destination::Unseen, Ending::Nothing),
            // A program that does not know such a destination passes it over.
            _ if starred => (Destination::Unseen, Ending::Nothing),
            _ => return false,
        };
        if self.group.destination == Destination::Unseen {
            return true;
        }
        let unseen = self.group.hidden || self.group.destination != Destination::Text;
        if ending != Ending::Nothing {
            // What a note is called from may be hidden or no text, and a word may come twice in a group.
            if unseen || self.group.ending != Ending::Nothing || self.outer.is_empty() {
                self.group.destination = Destination::Unseen;
                return true;
            }
            self.flow.begin_inset();
            self.group.raised = false;
            self.end_note = false;
        }
        self.group.destination = destination;
        self.group.ending = ending;
        true
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let on = number != Some(0);
        match name {
            "ansicpg" => self.code_page = Some(charset::of_code_page(number.unwrap_or(0))),
            "mac" => self.code_page = Some(charset::of_code_page(10_000)),
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.group.font = self.default_font;
            }
            "f" => self.group.font = number.unwrap_or(0),
            "uc" => {
                self.group.replaced = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(8)
            }
            "u" => {
                self.unicode(number.unwrap_or(0));
                self.passing = self.group.replaced;
            }
            "plain" => {
                self.raise(false);
                self.group.hidden = false;
                self.group.font = self.default_font;
            }
            "v" | "deleted" => self.group.hidden = on,
            "super" => self.raise(on),
            "nosupersub" | "sub" => self.raise(false),
            "ftnalt" => self.end_note = true,
            _ if self.group.destination == Destination::Text && !self.group.hidden => self.lay(name, number),
            _ => {}
        }
    }

    /// A word that lays out the text.
    fn lay(&mut self, name: &str, number: Option<i32>) {
        match name {
            "par" | "sect" => {
                self.end_heading();
                self.flow.gap(Gap::Paragraph);
            }
            "line" | "lbr" => self.flow.line_break(),
            "page" | "column" => self.flow.gap(Gap::Line),
            "tab" | "cell" | "nestcell" => self.flow.gap(Gap::Cell),
            "row" | "nestrow" | "trowd" => {
                self.end_heading();
                self.flow.gap(Gap::Line);
            }
            "pard" => self.end_heading(),
            "s" if self.heading.is_none() && self.headings.contains(&number.unwrap_or(0)) => {
                self.flow.begin_mark();
                self.marked = true;
            }
            // In the text the number is the mark; in the note it stands before it.
            "chftn" if self.outer.iter().chain([&self.group]).any(|group| group.ending == Ending::Note) => {
                let [foot, end] = &mut self.numbers;
                let counter = if self.end_note { end } else { foot };
                *counter += 1;
                let number = if self.end_note { roman(*counter) } else { counter.to_string() };
                self.flow.push(&number);
                self.flow.run_on();
            }
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "bullet" => self.put("•"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            _ => {}
        }
    }

    fn raise(&mut self, on: bool) {
        if on && !self.group.raised {
            self.flow.begin_superscript();
        } else if !on && self.group.raised {
            self.flow.end_superscript();
        }
        self.group.raised = on;
    }

    fn end_heading(&mut self) {
        if std::mem::take(&mut self.marked) {
            self.heading = self.heading.take().or(self.flow.end_mark());
        }
    }

    /// Numbers beyond 32,767 are written as negative ones, characters beyond U+FFFF as two.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number & 0xffff).unwrap_or(0);
        let half = self.half.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let units: Vec<u16> =
            half.filter(|_| (0xdc00..0xe000).contains(&unit)).into_iter().chain([unit]).collect();
        for c in char::decode_utf16(units) {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            // Fonts of pictures stand at U+F000.
            if c != '\0' && !('\u{e000}'..='\u{f8ff}').contains(&c) {
                self.put(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn finish(mut self) -> Draft {
        self.flush();
        while !self.outer.is_empty() {
            self.close();
        }
        self.end_heading();
        let trimmed = |value: Option<String>| {
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let declared = Declared {
            title: trimmed(self.declared.title),
            author: trimmed(self.declared.author),
            ..self.declared
        };
        Draft { heading: self.heading, declared, ..self.flow.finish() }
    }
}

#[cfg(test)]
mod tests;
