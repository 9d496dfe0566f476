//! Parts of a question that are a field, a colon and a value: things by their names, and filters.
//!
//! Answerable for where a value ends and for what is said when it is not understood. What values mean is known to
//! `recognise` and to `filter`.

use super::{Parser, closing_quotes, has_word, is_minus, with_single_blanks};
use crate::filter;
use crate::recognise::Field;
use crate::tree::{Leaf, Node};

impl Parser<'_> {
    /// Reads `field:value` and `field:"a value"`, whose field and value begin here.
    pub(super) fn field(&mut self, start: usize, minus: bool, field: &'static Field, value: usize) {
        self.at = value;
        let closing = self.peek().and_then(closing_quotes);
        let quoted = closing.is_some();
        let text = if let Some(closing) = closing {
            self.quoted(start, closing)
        } else {
            self.unquoted(value).trim_end_matches([',', ';', '.', '!', '?']).to_owned()
        };
        let text = with_single_blanks(&text);
        let span = start..self.at;
        if !has_word(&text) {
            self.negated = None;
            let name = field.name;
            self.warn(span, &format!("`{name}:` asks for nothing; write for example `{name}:name`"));
            return;
        }
        let leaf = Leaf { text, span };
        let typed = self.text[start..value].trim_start_matches(is_minus).trim_end_matches(':').to_owned();
        match field.read(&typed, leaf.clone(), quoted) {
            Some(named) => self.push(Node::Named(named), minus),
            None => {
                let message = format!(
                    "`{}` is not understood as {}; it is searched as words",
                    leaf.text, field.example
                );
                self.warn(leaf.span.clone(), &message);
                let node = self.as_words(field.name, leaf, quoted);
                self.push(node, minus);
            }
        }
    }

    /// Reads `soort:value` and `soort:"a value"`, whose field and value begin here.
    pub(super) fn filter(&mut self, start: usize, minus: bool, field: &'static filter::Field, value: usize) {
        self.at = value;
        let closing = self.peek().and_then(closing_quotes);
        let mut quoted = closing.is_some();
        let text = if let Some(closing) = closing {
            self.quoted(start, closing)
        } else {
            let mut text = self.unquoted(value);
            // `datum:14 februari 2012`
            let whole = self.wholes.iter().filter(|whole| whole.start == value).map(|whole| whole.end).max();
            if let Some(end) = whole.filter(|end| field.is_of_dates() && *end > self.at) {
                let near = std::mem::replace(&mut self.at, end);
                let longer = self.unquoted(value);
                let leaf = Leaf { text: field.trimmed(&with_single_blanks(&longer)), span: start..self.at };
                quoted = field.read(leaf, true).is_some();
                (text, self.at) = if quoted { (longer, self.at) } else { (text, near) };
            }
            text
        };
        let leaf = Leaf { text: field.trimmed(&with_single_blanks(&text)), span: start..self.at };
        if !has_word(&leaf.text) {
            self.negated = None;
            let message = format!("`{0}:` asks for nothing; it takes {1}", field.name, field.takes);
            self.warn(leaf.span, &message);
            return;
        }
        let node = field.read(leaf.clone(), quoted).map(Node::Filter).unwrap_or_else(|| {
            let message = format!(
                "`{0}:{1}` is not understood and searched as words; `{0}:` takes {2}",
                field.name, leaf.text, field.takes
            );
            self.warn(leaf.span.clone(), &message);
            self.as_words(field.name, leaf, quoted)
        });
        self.push(node, minus);
    }

    /// What stands behind a field that does not know it. Without quotes the name of the field stays, so that it
    /// reads back as it was read.
    fn as_words(&self, field: &str, leaf: Leaf, quoted: bool) -> Node {
        let whole = format!("{field}:{}", leaf.text);
        if quoted { Node::Phrase(leaf) } else { Node::Word(Leaf { text: whole, ..leaf }) }
    }

    /// Goes to the next blank or quote and returns what stands up to it from `start` on.
    fn unquoted(&mut self, start: usize) -> String {
        while self.peek().is_some_and(|c| !c.is_whitespace() && closing_quotes(c).is_none()) {
            self.bump();
        }
        self.text[start..self.at].to_owned()
    }
}
