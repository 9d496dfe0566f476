//! A text with the accidents of layout taken away, and the way back to it.
//!
//! Answerable for showing all rules one spelling of dashes, blanks and accents: `26 643` with a no-break
//! space, a line break or a soft hyphen in it is `26 643` or `26643` here. The rules then are plain parsers,
//! and only the few ranges they find have to be translated back.

use std::ops::Range;

use unicode_normalization::char::{compose, is_combining_mark};

/// A text as the rules see it:
///
/// - a run of blanks with at most one line break is one space; with more line breaks, one `\n`;
/// - every dash is `-`, every apostrophe `'`;
/// - soft hyphens and other invisible characters are gone;
/// - a word broken by a hyphen at the end of a line is whole; before a capital or a digit the hyphen stays
///   (`Hennis-⏎Plasschaert`), before `en` and its like the blank too (`wet-⏎ en regelgeving`);
/// - ligatures are letters, accents are part of their letter (NFC).
pub(crate) struct View {
    pub(crate) text: String,
    /// Where words begin, in bytes, and more places: each byte of the view before which no ASCII letter stands.
    /// Found once for all rules: to find it costs as much as to look at each of them.
    pub(crate) beginnings: Vec<u32>,
    segments: Vec<Segment>,
}

/// A stretch of the view and where it comes from.
struct Segment {
    view: usize,
    source: Range<usize>,
    /// Each byte of the view is one byte of the source.
    same: bool,
}

impl View {
    /// Returns the view of a text. Takes time linear in its length.
    pub(crate) fn new(source: &str) -> Self {
        let mut view =
            Self { text: String::with_capacity(source.len()), beginnings: Vec::new(), segments: Vec::new() };
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = at + plain_run(&bytes[at..]);
            if run > at {
                view.copy(source, at..run);
                at = run;
                continue;
            }
            at = view.special(source, at);
        }
        view.beginnings = beginnings(view.text.as_bytes());
        view
    }

    /// Returns the byte range of the source that a byte range of the view stands for.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, false);
        if range.is_empty() {
            return start..start;
        }
        start..self.source_of(range.end - 1, true).max(start)
    }

    /// Where the source's character behind this byte begins, or where it ends.
    fn source_of(&self, byte: usize, end: bool) -> usize {
        let index = self.segments.partition_point(|segment| segment.view <= byte);
        let Some(segment) = index.checked_sub(1).and_then(|index| self.segments.get(index)) else {
            return 0;
        };
        match (segment.same, end) {
            (true, _) => {
                (segment.source.start + (byte - segment.view) + usize::from(end)).min(segment.source.end)
            }
            (false, true) => segment.source.end,
            (false, false) => segment.source.start,
        }
    }

    fn copy(&mut self, source: &str, range: Range<usize>) {
        let view = self.text.len();
        self.text.push_str(&source[range.clone()]);
        match self.segments.last_mut() {
            Some(last) if last.same && last.source.end == range.start => last.source.end = range.end,
            _ => self.segments.push(Segment { view, source: range, same: true }),
        }
    }

    fn replace(&mut self, with: &str, range: Range<usize>) {
        let after_same = self.segments.last().is_some_and(|last| last.same && last.source.end == range.start);
        // Only bytes for bytes: a place inside a letter of two bytes would lead into it.
        if after_same && with.len() == 1 && range.len() == 1 {
            self.text.push_str(with);
            if let Some(last) = self.segments.last_mut() {
                last.source.end = range.end;
            }
            return;
        }
        self.segments.push(Segment { view: self.text.len(), source: range, same: false });
        self.text.push_str(with);
    }

    /// Takes what stands at `at`, which is not a plain run, and returns where it ends.
    fn special(&mut self, source: &str, at: usize) -> usize {
        let Some(c) = source[at..].chars().next() else {
            return source.len();
        };
        let end = at + c.len_utf8();
        if is_blank(c) {
            return self.blanks(source, at);
        }
        if c == SOFT_HYPHEN {
            let (next, lines) = blank_run(source, end);
            return if lines == 1 { next } else { end };
        }
        if is_invisible(c) {
            return end;
        }
        if is_dash(c) {
            return self.dash(source, at, end);
        }
        if let Some(letters) = plain_spelling(c) {
            self.replace(letters, at..end);
            return end;
        }
        let marks: usize =
            source[end..].chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum();
        if marks == 0 {
            self.copy(source, at..end);
            return end;
        }
        let mut letter = c;
        let mut rest = String::new();
        for mark in source[end..end + marks].chars() {
            match compose(letter, mark) {
                Some(composed) if rest.is_empty() => letter = composed,
                _ => rest.push(mark),
            }
        }
        rest.insert(0, letter);
        self.replace(&rest, at..end + marks);
        end + marks
    }

    /// A run of blanks and the invisible characters among them.
    fn blanks(&mut self, source: &str, at: usize) -> usize {
        let (end, lines) = blank_run(source, at);
        if end < source.len() && !self.text.is_empty() {
            self.replace(if lines > 1 { "\n" } else { " " }, at..end);
        }
        end
    }

    fn dash(&mut self, source: &str, at: usize, end: usize) -> usize {
        let (next, lines) = blank_run(source, end);
        let broken = lines == 1
            && self.text.chars().next_back().is_some_and(char::is_alphanumeric)
            && source[next..].chars().next().is_some_and(char::is_alphanumeric);
        if !broken || begins_with_joiner(&source[next..]) {
            self.replace("-", at..end);
            return end;
        }
        let letters = self.text.chars().next_back().is_some_and(char::is_alphabetic)
            && source[next..].chars().next().is_some_and(char::is_lowercase);
        if !letters {
            self.replace("-", at..next);
        }
        next
    }
}

/// The places before which no ASCII letter stands and where no space is. Without a branch for each byte:
/// no processor foresees where words end. A text beyond 4 GB, which nobody holds in memory, has none further on.
fn beginnings(bytes: &[u8]) -> Vec<u32> {
    let bytes = &bytes[..bytes.len().min(u32::MAX as usize)];
    // About every sixth byte of Dutch begins a word.
    let mut beginnings = Vec::with_capacity(bytes.len() / 5);
    let mut places = [0; BLOCK];
    let mut before = b' ';
    for (number, block) in (0..).zip(bytes.chunks(BLOCK)) {
        let mut count = 0;
        for (at, byte) in (number * BLOCK as u32..).zip(block) {
            places[count] = at;
            count += usize::from(!before.is_ascii_alphabetic() & (*byte != b' '));
            before = *byte;
        }
        beginnings.extend_from_slice(&places[..count]);
    }
    beginnings
}

/// Bytes looked at before what was found is put away.
const BLOCK: usize = 1024;

/// What a byte is to a run that is copied as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Space,
    Dash,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_graphic() {
            classes[byte] = Class::Plain;
        }
        byte += 1;
    }
    classes[b' ' as usize] = Class::Space;
    classes[b'-' as usize] = Class::Dash;
    classes[b'`' as usize] = Class::Other;
    classes
};

/// How many bytes can be copied as they are: ASCII that is no dash, single blanks between such, and hyphens
/// inside words.
fn plain_run(bytes: &[u8]) -> usize {
    let class = |at: usize| bytes.get(at).map_or(Class::Other, |byte| CLASSES[usize::from(*byte)]);
    let mut at = 0;
    loop {
        match class(at) {
            Class::Plain => at += 1,
            Class::Space if at > 0 && class(at + 1) == Class::Plain => at += 2,
            Class::Dash if at > 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => at += 2,
            _ => break,
        }
    }
    // A letter before a combining mark is that mark's.
    at - usize::from(at > 0 && matches!(bytes.get(at), Some(0xcc | 0xcd)))
}

/// Where the blanks end that begin here, and how many lines they break.
fn blank_run(source: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    let mut lines = 0;
    let mut after_return = false;
    for c in source[start..].chars() {
        if !is_blank(c) && !is_invisible(c) {
            break;
        }
        lines += usize::from(c == '\r' || c == '\u{2028}' || (c == '\n' && !after_return));
        lines += 2 * usize::from(c == '\u{2029}');
        after_return = c == '\r';
        end += c.len_utf8();
    }
    (end, lines)
}

/// Whether a hyphen before this text is one of a list: `wet-⏎ en regelgeving`.
fn begins_with_joiner(text: &str) -> bool {
    ["en", "of", "en/of", "dan", "tot", "als", "noch", "respectievelijk"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| is_blank(c) || c == '/'))
    })
}

fn is_blank(c: char) -> bool {
    // A page break interrupts a sentence as a line break does.
    c.is_whitespace() || c.is_control()
}

fn is_invisible(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{34f}')
}

const SOFT_HYPHEN: char = '\u{ad}';

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The usual letters for a character that is only another way to write them.
fn plain_spelling(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '`' | '´' => "'",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        '…' => "...",
        '⁄' | '∕' => "/",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn layout_is_taken_away() {
        for (source, view) in [
            ("26\u{a0}643", "26 643"),
            ("26\u{2009}643", "26 643"),
            ("26\n643", "26 643"),
            ("26 \r\n  643", "26 643"),
            ("26\u{ad}643", "26643"),
            ("26 643\r\n\r\nNr. 202", "26 643\nNr. 202"),
            ("2023–2024", "2023-2024"),
            ("26643-\n202", "26643-202"),
            ("telecommunica-\n  tie", "telecommunicatie"),
            ("Hennis-\nPlasschaert", "Hennis-Plasschaert"),
            ("wet-\n en regelgeving", "wet- en regelgeving"),
            ("wet- en regelgeving", "wet- en regelgeving"),
            ("Ges\u{ad}\nthuizen", "Gesthuizen"),
            ("Ye\u{73}\u{327}ilg\u{6f}\u{308}z", "Yeşilgöz"),
            ("Yeşilgöz", "Yeşilgöz"),
            ("ofﬁcieel", "officieel"),
            ("regio’s", "regio's"),
            ("  a", "a"),
            ("a \n", "a"),
            ("- a\n- b", "- a - b"),
        ] {
            assert_eq!(View::new(source).text, view, "{source:?}");
        }
    }

    #[test]
    fn ranges_lead_back_to_the_source() {
        for (source, part, there) in [
            ("nr. 26\u{a0}643, zie", "26 643", "26\u{a0}643"),
            ("nr. 26\u{ad}643, zie", "26643", "26\u{ad}643"),
            ("een 2023–2024 jaar", "2023-2024", "2023–2024"),
            ("de telecommunica-\n tie x", "telecommunicatie", "telecommunica-\n tie"),
            ("a s\u{327}b", "ş", "s\u{327}"),
            ("x ofﬁ y", "offi", "ofﬁ"),
            ("é–é", "é-é", "é–é"),
        ] {
            let view = View::new(source);
            let start = view.text.find(part).expect(source);
            assert_eq!(&source[view.source(start..start + part.len())], there, "{source:?}");
        }
    }

    proptest! {
        #[test]
        fn every_range_of_characters_leads_to_a_range_of_characters(
            source in "([a-z0-9 .\\-–’\n\r\t\u{ad}\u{a0}ﬁéĳ]|e\u{301}|\u{200b}|\\PC){0,40}",
            a in 0usize..60,
            b in 0usize..60,
        ) {
            let view = View::new(&source);
            let places: Vec<usize> =
                view.text.char_indices().map(|(place, _)| place).chain([view.text.len()]).collect();
            let (a, b) = (places[a % places.len()], places[b % places.len()]);
            let range = view.source(a.min(b)..a.max(b));
            prop_assert!(source.get(range.clone()).is_some(), "{range:?}");
            prop_assert_eq!(range.is_empty(), a == b);
        }

        #[test]
        fn a_view_of_a_view_is_itself(source in "[a-zA-Z0-9 .,\\-–’\n\u{ad}\u{a0}ﬁé]{0,60}") {
            let once = View::new(&source).text;
            prop_assume!(!once.contains('\n') && !once.ends_with('-'));
            prop_assert_eq!(&View::new(&once).text, &once);
        }
    }
}
