//! Reading a question.
//!
//! | typed | means |
//! | --- | --- |
//! | `hack kpn` | both words, in any inflection |
//! | `"motie Hennis-Plasschaert"` | exactly these words side by side; `“ ” „ « »` are quotes too |
//! | `"nationale veiligheid"~` | these words in any form, in their order and near each other |
//! | `-kpn`, `-"hack bij"`, `NOT kpn`, `NIET kpn` | not this |
//! | `hack OR inbraak`, `hack OF inbraak` | one of these at least; binds closer than a blank |
//! | `hack AND kpn`, `hack EN kpn` | as with a blank |
//! | `26 643 nr. 202`, `motie hennis`, `telecomwet` | the thing that it names, or its words |
//! | `motie:hennis`, `wet:avg`, `artikel:"13a Tw"` | letters that name this thing |
//! | `soort:motie`, `datum:2012`, `van:opstelten` | letters whose own data say this |
//!
//! Operators are written in capitals, because `of` and `en` are words. Every text has a reading; what
//! was passed over on the way to it is in the warnings. Which tokens a word holds is not decided
//! here but by the analyzer.

mod fields;
mod warnings;

use std::ops::Range;

use naslag_dutch::Kind;

use crate::filter;
use crate::recognise::{field_at, recognise};
use crate::tree::{Leaf, Node, Query, Warning};

/// Reads `text` as a question.
pub fn parse(text: &str) -> Query {
    let mut parser = Parser {
        text,
        at: 0,
        nodes: Vec::new(),
        pending: None,
        negated: None,
        quote: None,
        parenthesis: false,
        capitals: Vec::new(),
        warnings: Vec::new(),
        wholes: wholes(text),
    };
    parser.run();
    let nodes = recognise(text, parser.nodes, &mut parser.warnings);
    Query { root: Node::All(nodes), warnings: parser.warnings }
}

/// An operator that waits for what stands on its right.
struct Pending {
    operator: Operator,
    span: Range<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Operator {
    Or,
    And,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    nodes: Vec<Node>,
    pending: Option<Pending>,
    /// Where a `NOT` stands that waits for its word.
    negated: Option<Range<usize>>,
    /// Where a word begins with a single quote that no later word has closed.
    quote: Option<usize>,
    /// Whether parentheses were warned about, which once is enough for.
    parenthesis: bool,
    /// Where each operator that is a word first stands.
    capitals: Vec<Range<usize>>,
    warnings: Vec<Warning>,
    /// Where numbers, dates and the like stand that are one thing and hold blanks, in bytes.
    wholes: Vec<Range<usize>>,
}

impl Parser<'_> {
    fn run(&mut self) {
        loop {
            self.skip_blanks();
            let start = self.at;
            let Some(first) = self.peek() else {
                break;
            };
            let mut minus = is_minus(first);
            while self.peek().is_some_and(is_minus) {
                self.bump();
            }
            match self.peek() {
                None => self.warn(start..self.at, "a minus without a word excludes nothing"),
                Some(c) if c.is_whitespace() => {
                    self.warn(start..self.at, "a minus without a word excludes nothing");
                }
                Some(c) => match closing_quotes(c) {
                    // `gegevensverwerking en -opslag`: a piece of a word, as letters have it.
                    None if minus && self.follows_a_conjunction() => {
                        minus = false;
                        self.warn(
                            start..self.at,
                            "a minus right after `en` or `of` is read as a hyphen; NOT excludes",
                        );
                        self.chunk(start, minus);
                    }
                    Some(closing) => self.phrase(start, minus, closing),
                    None => self.chunk(start, minus),
                },
            }
        }
        self.drop_pending();
        if let Some(span) = self.negated.take() {
            self.warn(span, "NOT stands at the end and excludes nothing");
        }
        if self.nodes.is_empty() {
            self.warn(0..self.text.len(), "there is no word in it to search for");
        }
        self.warn_of_capitals();
    }

    /// Whether the last word is an `en` or `of` that is no operator.
    fn follows_a_conjunction(&self) -> bool {
        matches!(self.nodes.last(), Some(Node::Word(leaf)) if matches!(leaf.text.as_str(), "en" | "of"))
    }

    /// Goes past what stands between quotes, of which the first is next, and returns it. Quotes of another
    /// kind inside would end it when it is printed, and no analyzer sees them, so they become blanks.
    fn quoted(&mut self, start: usize, closing: &[char]) -> String {
        self.bump();
        let content = self.at;
        while self.peek().is_some_and(|c| !closing.contains(&c)) {
            self.bump();
        }
        let inside = &self.text[content..self.at];
        if self.peek().is_some() {
            self.bump();
        } else {
            self.warn(start..self.at, "the quote is not closed; it is read up to the end");
        }
        inside.replace(|c| closing_quotes(c).is_some() || c == '»', " ")
    }

    fn phrase(&mut self, start: usize, minus: bool, closing: &[char]) {
        let text = with_single_blanks(&self.quoted(start, closing));
        let end = self.at;
        let loose = self.peek() == Some('~');
        if loose {
            self.bump();
            let number = self.at;
            while self.peek().is_some_and(|c| c.is_ascii_digit()) {
                self.bump();
            }
            if self.at > number {
                self.warn(
                    end..self.at,
                    "a number after `~` is not understood yet; two words may stand between",
                );
            }
        }
        let leaf = Leaf { text, span: start..end };
        if has_word(&leaf.text) {
            self.push(if loose { Node::Loose(leaf) } else { Node::Phrase(leaf) }, minus);
        } else {
            self.negated = None;
            self.warn(start..end, "there is no word between the quotes");
        }
    }

    fn chunk(&mut self, start: usize, minus: bool) {
        if let Some((field, length)) = filter::field_at(&self.text[self.at..]) {
            return self.filter(start, minus, field, self.at + length);
        }
        if let Some((field, length)) = field_at(&self.text[self.at..]) {
            return self.field(start, minus, field, self.at + length);
        }
        let begin = self.at;
        loop {
            while self.peek().is_some_and(|c| !c.is_whitespace() && closing_quotes(c).is_none()) {
                self.bump();
            }
            // `26 643` and `9 oktober 2015` are one thing, written with blanks.
            let at = self.at;
            match self.wholes.iter().find(|whole| (begin..at).contains(&whole.start) && at < whole.end) {
                Some(whole) => self.at = whole.end,
                None => break,
            }
        }
        let marks = [',', ';', ':', '.', '!', '?'];
        let whole = &self.text[begin..self.at];
        let mut chunk = whole.trim_end_matches(marks);
        // A hyphen before the mark that ends a sentence leaves nothing out, and without the mark it would.
        if chunk.len() < whole.len() && chunk.ends_with(is_minus) {
            chunk = chunk.trim_end_matches(|c| is_minus(c) || marks.contains(&c));
        }
        let span = start..begin + chunk.len();
        if !minus && self.operator(chunk, &span) {
            return;
        }
        if !has_word(chunk) {
            self.negated = None;
            let passed_over = format!("there is no word in `{}`", &self.text[begin..self.at]);
            self.warn(start..self.at, &passed_over);
            return;
        }
        self.warn_of_syntax_to_come(chunk, &span);
        self.warn_of_single_quotes(chunk, begin);
        self.push(Node::Word(Leaf { text: chunk.to_owned(), span }), minus);
    }

    /// Takes up `chunk` if it is an operator.
    fn operator(&mut self, chunk: &str, span: &Range<usize>) -> bool {
        let operator = match chunk {
            "OR" | "OF" | "|" | "||" => Some(Operator::Or),
            "AND" | "EN" | "&" | "&&" => Some(Operator::And),
            "NOT" | "NIET" => None,
            _ => return false,
        };
        let is_word = chunk.starts_with(char::is_alphabetic);
        if is_word && !self.capitals.iter().any(|first| self.text[first.clone()] == *chunk) {
            self.capitals.push(span.clone());
        }
        let Some(operator) = operator else {
            self.negated = Some(span.clone());
            return true;
        };
        self.drop_pending();
        if self.nodes.is_empty() {
            self.warn(span.clone(), &format!("`{chunk}` joins two words, and none stands before it"));
        } else {
            self.pending = Some(Pending { operator, span: span.clone() });
        }
        true
    }

    fn push(&mut self, node: Node, minus: bool) {
        let negated = self.negated.take().is_some();
        let node = if minus || negated { Node::Not(Box::new(node)) } else { node };
        let Some(Pending { operator, span }) = self.pending.take() else {
            self.nodes.push(node);
            return;
        };
        let excluded = |node: &Node| matches!(node, Node::Not(_));
        match self.nodes.pop() {
            Some(left) if operator == Operator::Or && !excluded(&node) && !excluded(&left) => {
                self.nodes.push(match left {
                    Node::Any(mut nodes) => {
                        nodes.push(node);
                        Node::Any(nodes)
                    }
                    left => Node::Any(vec![left, node]),
                });
            }
            left => {
                if operator == Operator::Or {
                    self.warn(
                        span,
                        "OR cannot join a word that is excluded; the word is excluded in any case",
                    );
                }
                self.nodes.extend(left);
                self.nodes.push(node);
            }
        }
    }

    /// Says that an operator found nothing on its right.
    fn drop_pending(&mut self) {
        if let Some(Pending { span, .. }) = self.pending.take() {
            let message = format!("`{}` joins two words, and none stands after it", &self.text[span.clone()]);
            self.warn(span, &message);
        }
    }

    fn warn(&mut self, span: Range<usize>, message: &str) {
        self.warnings.push(Warning { message: message.to_owned(), span });
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }
}

fn with_single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `c` before a word excludes it: the key for it, or what a word processor made of that.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '—' | '‐' | '‑')
}

/// Returns the characters that close a phrase opened by `c`, if `c` opens one.
fn closing_quotes(c: char) -> Option<&'static [char]> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some(&['"', '“', '”', '‟', '＂']),
        '«' => Some(&['»', '«']),
        '»' => Some(&['«', '»']),
        _ => None,
    }
}

/// Returns the bytes of what is one thing in `text` although it holds blanks.
fn wholes(text: &str) -> Vec<Range<usize>> {
    let mut wholes: Vec<Range<usize>> = Vec::new();
    // Groups whose last token is still to come: where they begin and the position it has.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut tokens = naslag_dutch::tokens(text);
    while let Some(token) = tokens.advance() {
        wholes.push(token.span.clone());
        open.retain(|(start, last)| {
            if *last == token.position {
                wholes.push(*start..token.span.end);
            }
            *last > token.position
        });
        for also in token.also {
            if let Kind::Joined { words } | Kind::Date { words } = also.kind
                && words > 1
            {
                open.push((token.span.start, token.position + words - 1));
            }
        }
    }
    wholes.retain(|whole| text[whole.clone()].contains(char::is_whitespace));
    wholes
}

fn has_word(text: &str) -> bool {
    naslag_dutch::tokens(text).advance().is_some()
}

#[cfg(test)]
mod tests;
