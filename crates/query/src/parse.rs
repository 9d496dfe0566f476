//! Reading a question.
//!
//! | typed | means |
//! | --- | --- |
//! | `hack kpn` | both words, in any inflection |
//! | `"motie Hennis-Plasschaert"` | exactly these words side by side; `“ ” „ « »` are quotes too |
//! | `-kpn`, `-"hack bij"`, `NOT kpn`, `NIET kpn` | not this |
//! | `hack OR inbraak`, `hack OF inbraak` | one of these at least; binds closer than a blank |
//! | `hack AND kpn`, `hack EN kpn` | as with a blank |
//!
//! Operators are written in capitals, because `of` and `en` are words. Every text has a reading; what
//! was passed over on the way to it is in the warnings. Which tokens a word holds is not decided
//! here but by the analyzer.

use std::ops::Range;

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
    };
    parser.run();
    Query { root: Node::All(parser.nodes), warnings: parser.warnings }
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
}

/// An operator beside acronyms only was meant as one. They are short, and a question typed with the
/// capitals locked soon has a longer word.
const LETTERS_OF_AN_ACRONYM: usize = 5;

/// Names that will be fields; typed before a colon they are taken for one, and that is said.
const FIELDS: &[&str] = &[
    "motie",
    "motion",
    "wet",
    "law",
    "artikel",
    "article",
    "kamerstuk",
    "dossier",
    "lid",
    "member",
    "kenmerk",
    "datum",
    "date",
    "soort",
    "kind",
    "van",
    "from",
    "aan",
    "to",
    "partij",
    "party",
    "ministerie",
    "ministry",
    "type",
    "pad",
    "path",
    "titel",
    "title",
    "cites",
    "citeert",
    "is",
];

impl Parser<'_> {
    fn run(&mut self) {
        loop {
            self.skip_blanks();
            let start = self.at;
            let Some(first) = self.peek() else {
                break;
            };
            let minus = is_minus(first);
            while self.peek().is_some_and(is_minus) {
                self.bump();
            }
            match self.peek() {
                None => self.warn(start..self.at, "a minus without a word excludes nothing"),
                Some(c) if c.is_whitespace() => {
                    self.warn(start..self.at, "a minus without a word excludes nothing");
                }
                Some(c) => match closing_quotes(c) {
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

    fn phrase(&mut self, start: usize, minus: bool, closing: &[char]) {
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
        let end = self.at;
        if self.peek() == Some('~') {
            while self.peek().is_some_and(|c| c == '~' || c.is_ascii_digit()) {
                self.bump();
            }
            self.warn(end..self.at, "`~` is not understood yet; the phrase is searched literally");
        }
        // Quotes of another kind inside would end the phrase when it is printed, and no analyzer
        // sees them.
        let text = inside.replace(|c| closing_quotes(c).is_some() || c == '»', " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let leaf = Leaf { text, span: start..end };
        if has_word(&leaf.text) {
            self.push(Node::Phrase(leaf), minus);
        } else {
            self.warn(start..end, "there is no word between the quotes");
        }
    }

    fn chunk(&mut self, start: usize, minus: bool) {
        let begin = self.at;
        while self.peek().is_some_and(|c| !c.is_whitespace() && closing_quotes(c).is_none()) {
            self.bump();
        }
        let chunk = self.text[begin..self.at].trim_end_matches([',', ';', ':', '.', '!', '?']);
        let span = start..begin + chunk.len();
        if !minus && self.operator(chunk, &span) {
            return;
        }
        if !has_word(chunk) {
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

    /// Says so where a user of other search engines means more than a word.
    fn warn_of_syntax_to_come(&mut self, chunk: &str, span: &Range<usize>) {
        let mut warn = |message: String| self.warnings.push(Warning { message, span: span.clone() });
        if chunk.contains('*') {
            warn(format!("`*` does not stand for letters yet; `{chunk}` is searched as it is without it"));
        }
        let name = chunk.split(':').next().unwrap_or_default();
        let is_field = FIELDS.contains(&name.to_lowercase().as_str());
        if is_field && self.text[span.start..].trim_start_matches(is_minus)[name.len()..].starts_with(':') {
            warn(format!("fields such as `{name}:` are not understood yet; it is searched as words"));
        }
        if chunk.contains('|') {
            warn(format!("`|` joins words only with blanks around it; `{chunk}` is searched side by side"));
        }
        if !self.parenthesis && chunk.matches('(').count() != chunk.matches(')').count() {
            self.parenthesis = true;
            warn("parentheses do not group words yet; they are passed over".to_owned());
        }
        if chunk.strip_prefix("NEAR").is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            warn("NEAR is not understood yet; it is searched as a word".to_owned());
        }
    }

    /// Says so where single quotes stand around several words.
    fn warn_of_single_quotes(&mut self, chunk: &str, begin: usize) {
        let closes = chunk.ends_with(['\'', '’']);
        if let Some(quoted) = chunk.strip_prefix(['\'', '‘'])
            && !is_clitic(quoted)
            && quoted.starts_with(char::is_alphanumeric)
        {
            self.quote = (!closes).then_some(begin);
        } else if closes && let Some(start) = self.quote.take() {
            self.warn(
                start..begin + chunk.len(),
                "only double quotes make a phrase; the words between single ones are searched one by one",
            );
        }
    }

    /// Says so where a question typed in capitals held an operator that may have been a word.
    fn warn_of_capitals(&mut self) {
        let is_operator = |word: &str| self.capitals.iter().any(|first| self.text[first.clone()] == *word);
        let words = self.text.split(|c: char| !c.is_alphanumeric());
        let (mut others, mut beyond_acronyms) = (0, false);
        for word in words.filter(|word| word.contains(char::is_alphabetic) && !is_operator(word)) {
            if word.contains(char::is_lowercase) {
                return;
            }
            others += 1;
            beyond_acronyms |= word.chars().filter(|c| c.is_alphabetic()).count() > LETTERS_OF_AN_ACRONYM;
        }
        if others < 2 {
            return;
        }
        for span in std::mem::take(&mut self.capitals) {
            let operator = &self.text[span.clone()];
            if beyond_acronyms || matches!(operator, "NOT" | "NIET") {
                let message = format!("`{operator}` is read as an operator because of its capitals");
                self.warn(span, &message);
            }
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

/// Whether `word` begins as `'s-Gravenhage` and `'t` go on after their apostrophe.
fn is_clitic(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn has_word(text: &str) -> bool {
    naslag_dutch::tokens(text).advance().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Checks the reading of `text`, with `[…]` around alternatives.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(show(&parse(text).root), expected, "{text:?}");
    }

    #[track_caller]
    fn check_warned(text: &str, expected: &str, about: &str) {
        check(text, expected);
        let warnings = parse(text).warnings;
        assert!(warnings.iter().any(|warning| warning.message.contains(about)), "{text:?}: {warnings:?}");
    }

    fn show(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
        match node {
            Node::Word(leaf) => leaf.text.clone(),
            Node::Phrase(leaf) => format!("\"{}\"", leaf.text),
            Node::Any(nodes) => format!("[{}]", list(nodes)),
            Node::All(nodes) => list(nodes),
            Node::Not(node) => format!("-{}", show(node)),
        }
    }

    fn without_spans(node: &Node) -> Node {
        let leaf = |leaf: &Leaf| Leaf { text: leaf.text.clone(), span: 0..0 };
        match node {
            Node::Word(word) => Node::Word(leaf(word)),
            Node::Phrase(phrase) => Node::Phrase(leaf(phrase)),
            Node::Any(nodes) => Node::Any(nodes.iter().map(without_spans).collect()),
            Node::All(nodes) => Node::All(nodes.iter().map(without_spans).collect()),
            Node::Not(node) => Node::Not(Box::new(without_spans(node))),
        }
    }

    #[test]
    fn words_and_phrases() {
        check("hack bij KPN", "hack bij KPN");
        check("\"motie Hennis-Plasschaert\"", "\"motie Hennis-Plasschaert\"");
        check("kpn\"hack bij\"telecom", "kpn \"hack bij\" telecom");
        check("  26\u{a0}643 nr. 202 ", "26 643 nr 202");
        assert!(parse("kpn \"hack bij\"").warnings.is_empty());
    }

    #[test]
    fn every_double_quote_is_a_quote() {
        for text in ["“hack bij”", "„hack bij”", "«hack bij»", "»hack bij«", "\"hack\n bij”", "”hack bij”"]
        {
            check(text, "\"hack bij\"");
        }
        check("“bericht «Geheime codes»”", "\"bericht Geheime codes\"");
    }

    #[test]
    fn minus_excludes() {
        check("hack -kpn", "hack -kpn");
        check("hack –kpn −\"niet dit\"", "hack -kpn -\"niet dit\"");
        check("hack NOT kpn NIET lek", "hack -kpn -lek");
        check("cyber-aanval", "cyber-aanval");
        check("hack --kpn", "hack -kpn");
    }

    #[test]
    fn or_binds_closer_than_a_blank() {
        check("hack OR inbraak kpn", "[hack inbraak] kpn");
        check("kpn hack OF inbraak OF lek", "kpn [hack inbraak lek]");
        check("hack AND kpn EN lek", "hack kpn lek");
        check("en of and or", "en of and or");
    }

    #[test]
    fn bad_syntax_has_a_reading_and_a_warning() {
        check_warned("\"hack bij", "\"hack bij\"", "not closed");
        check_warned("hack -", "hack", "minus");
        check_warned("- hack", "hack", "minus");
        check_warned("hack AND", "hack", "none stands after");
        check_warned("OR hack", "hack", "none stands before");
        check_warned("hack OR OR kpn", "[hack kpn]", "none stands after");
        check_warned("hack OR -kpn", "hack -kpn", "excluded");
        check_warned("hack NOT", "hack", "NOT");
        check_warned("\"\" hack \"...\"", "hack", "between the quotes");
        check_warned("hack &% kpn", "hack kpn", "no word in");
        check_warned("", "", "no word");
    }

    #[test]
    fn what_is_not_understood_yet_is_said() {
        check_warned("beveilig*", "beveilig*", "`*`");
        check_warned("motie:hennis", "motie:hennis", "fields");
        check_warned("motie:\"van raak\"", "motie \"van raak\"", "fields");
        check_warned("(hack OR lek) kpn", "[(hack lek)] kpn", "parentheses");
        check_warned("hack NEAR/5 kpn", "hack NEAR/5 kpn", "NEAR");
        check_warned("\"hack bij\"~3", "\"hack bij\"", "`~`");
        assert!(parse("(klant)informatie 12:30 http://x.nl van: aan").warnings.len() == 1);
    }

    #[track_caller]
    fn check_warnings(text: &str, about: &str, times: usize) {
        let warnings = parse(text).warnings;
        let found = warnings.iter().filter(|warning| warning.message.contains(about)).count();
        assert_eq!(found, times, "{text:?}: {warnings:?}");
    }

    #[test]
    fn not_before_a_minus_excluded_the_next_word_too() {
        check("NOT -kpn hack", "-kpn hack");
        check("NIET -\"hack bij\" kpn lek", "-\"hack bij\" kpn lek");
    }

    #[test]
    fn a_bar_without_blanks_joined_nothing_in_silence() {
        check_warned("hack|kpn", "hack|kpn", "blanks around it");
        check_warned("hack ||kpn", "hack ||kpn", "blanks around it");
        check_warnings("hack | kpn || lek", "blanks around it", 0);
    }

    #[test]
    fn single_quotes_made_no_phrase_in_silence() {
        let about = "only double quotes";
        check_warned("‘hack bij kpn’", "‘hack bij kpn’", about);
        check_warned("'hack bij kpn', lek", "'hack bij kpn' lek", about);
        check_warned("lek -'hack kpn.'", "lek -'hack kpn.'", about);
        check_warnings("'hack kpn' 'lek dicht'", about, 2);
        for text in ["'kpn' lek'", "'s-Gravenhage ministers'", "'t zo'n", "'\"hack bij\"'", "foto's 'hack"] {
            check_warnings(text, about, 0);
        }
    }

    #[test]
    fn parentheses_were_warned_about_twice() {
        check_warnings("alfa -(beta gamma)", "parentheses", 1);
        check_warnings("(hack lek) OR (kpn telecom)", "parentheses", 1);
    }

    #[test]
    fn operators_in_a_question_in_capitals_were_read_in_silence() {
        let about = "because of its capitals";
        check_warned("KPN IS NIET GEHACKT", "KPN IS -GEHACKT", "`NIET` is read");
        check_warned("HACK OF INBRAAK", "[HACK INBRAAK]", "`OF` is read");
        check_warnings("HACKERS OF LEKKEN EN \"VAN KPN\" OF TELECOM", about, 2);
        check_warnings("KPN NOT NCSC", about, 1);
        for text in ["KPN OR NCSC", "HACK OR inbraak", "NIET GEHACKT", "KPN | INBRAAK", "26 643 OF GEHACKT"] {
            check_warnings(text, about, 0);
        }
    }

    #[test]
    fn spans_point_at_what_was_typed() {
        let text = "één -\"twee drie\" vier";
        let Node::All(nodes) = parse(text).root else { unreachable!() };
        let spans: Vec<_> = nodes
            .iter()
            .map(|node| match node {
                Node::Word(leaf) | Node::Phrase(leaf) => &text[leaf.span.clone()],
                Node::Not(node) => match &**node {
                    Node::Phrase(leaf) => &text[leaf.span.clone()],
                    _ => "",
                },
                _ => "",
            })
            .collect();
        assert_eq!(spans, ["één", "-\"twee drie\"", "vier"]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_reading_that_reads_back(
            text in "([a-z]{1,4}|[\"“”„«»'~*():|&.,–-]| |OR|AND|OF|NOT|motie:|\\PC){0,24}"
        ) {
            let query = parse(&text);
            for warning in &query.warnings {
                prop_assert!(text.get(warning.span.clone()).is_some());
            }
            let again = parse(&query.to_string());
            prop_assert_eq!(without_spans(&again.root), without_spans(&query.root), "{}", query);
        }
    }
}
