//! HTML as a row of tags and texts.
//!
//! Answerable for where a tag, a comment or a script begins and ends, by the rules browsers follow. Knows
//! nothing of what elements mean or how they nest. Takes time linear in the length of the page whatever
//! stands in it, and keeps nothing.
//!
//! In one thing it is kinder than a browser, because a search engine must not lose half a letter to a typing
//! error: a comment, a quoted attribute or a title that never ends does not swallow the rest of the page.

/// One piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Start(Tag<'a>),
    /// The name of an element that ends, as written.
    End(&'a str),
    /// Text with its character references as written.
    Text(&'a str),
}

/// A start tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// As written, in capitals or not.
    pub(crate) name: &'a str,
    pub(crate) class: &'a str,
    /// What a `<meta>` is called and what it says, with references as written.
    pub(crate) meta: (&'a str, &'a str),
    /// Not to be shown, by the `hidden` attribute or by `display: none`.
    pub(crate) hidden: bool,
    /// Ends in `/>`, which means something in XHTML only.
    pub(crate) closed: bool,
}

/// Splits a page into tokens.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// An element whose content is not markup has just begun.
    raw: Option<&'a str>,
    xhtml: bool,
    /// No such end stands in what is left. Remembered, so that no search for it is made twice.
    ends_gone: Ends,
}

#[derive(Debug, Default)]
struct Ends {
    comment: bool,
    quote: bool,
    apostrophe: bool,
    title: bool,
}

/// Elements whose content is text up to their own end tag.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Bytes in which a page says that it is XHTML.
const HEAD: usize = 1024;

impl<'a> Tokens<'a> {
    /// Starts at the beginning of a page.
    pub(crate) fn new(page: &'a str) -> Self {
        let head = &page.as_bytes()[..page.len().min(HEAD)];
        let xhtml = page.trim_start().starts_with("<?xml")
            || head.windows(5).any(|window| window.eq_ignore_ascii_case(b"xhtml"));
        Self { page, at: 0, raw: None, xhtml, ends_gone: Ends::default() }
    }

    fn rest(&self) -> &'a str {
        &self.page[self.at..]
    }

    /// Takes this many bytes.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.page[self.at..self.at + length];
        self.at += length;
        taken
    }

    /// The content of a raw element, if it has an end.
    fn raw_text(&mut self, name: &str) -> Option<Token<'a>> {
        let title = name.eq_ignore_ascii_case("title");
        if title && self.ends_gone.title {
            return None;
        }
        let rest = self.rest();
        let length = rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let after = &rest.as_bytes()[at + 2..];
            after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && after
                    .get(name.len())
                    .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        });
        match length {
            Some(0) => None,
            Some(length) => Some(Token::Text(self.take(length))),
            None if title => {
                self.ends_gone.title = true;
                None
            }
            None => Some(Token::Text(self.take(rest.len()))),
        }
    }

    /// Passes a comment, a document type or a processing instruction, which all begin with `<!`, `<?` or
    /// `</`.
    fn skip_comment(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") && !self.ends_gone.comment {
            let body = &rest[4..];
            let end = body.match_indices('>').map(|(at, _)| at).find(|at| {
                let comment = &body[..*at];
                ["--", "--!"].iter().any(|end| comment.ends_with(end)) || ["", "-"].contains(&comment)
            });
            if let Some(end) = end {
                self.at += 4 + end + 1;
                return;
            }
            self.ends_gone.comment = true;
        }
        self.at += rest.find('>').map_or(rest.len(), |at| at + 1);
    }

    /// A tag whose name starts at `start`; nothing when the page ends inside it.
    fn tag(&mut self, start: usize) -> Option<Tag<'a>> {
        let bytes = self.page.as_bytes();
        let mut at = start + name_length(&bytes[start..]);
        let mut tag = Tag { name: &self.page[start..at], ..Tag::default() };
        loop {
            at += blank_length(&bytes[at..]);
            match bytes.get(at)? {
                b'>' => {
                    self.at = at + 1;
                    return Some(tag);
                }
                b'/' => {
                    tag.closed = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                _ => {
                    // An attribute's name may even start with an equals sign.
                    let name_end = at + 1 + attribute_length(&bytes[at + 1..]);
                    let name = &self.page.get(at..name_end)?;
                    at = name_end + blank_length(&bytes[name_end..]);
                    let mut value = "";
                    if bytes.get(at) == Some(&b'=') {
                        at += 1;
                        at += blank_length(&bytes[at..]);
                        (value, at) = self.value(at);
                    }
                    note_attribute(&mut tag, name, value);
                }
            }
        }
    }

    /// The value that starts here and where it ends.
    fn value(&mut self, at: usize) -> (&'a str, usize) {
        let bytes = self.page.as_bytes();
        let quoted = match bytes.get(at) {
            Some(b'"') => Some(('"', &mut self.ends_gone.quote)),
            Some(b'\'') => Some(('\'', &mut self.ends_gone.apostrophe)),
            _ => None,
        };
        if let Some((quote, gone)) = quoted
            && !*gone
        {
            let start = at + 1;
            if let Some(length) = self.page[start..].find(quote) {
                return (&self.page[start..start + length], start + length + 1);
            }
            *gone = true;
        }
        let length =
            bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>').count();
        (&self.page[at..at + length], at + length)
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest().as_bytes();
        match (rest.get(1)?, rest.get(2)) {
            (b'/', Some(byte)) if byte.is_ascii_alphabetic() => {
                let tag = self.tag(self.at + 2)?;
                Some(Token::End(tag.name))
            }
            (byte, _) if byte.is_ascii_alphabetic() => {
                let mut tag = self.tag(self.at + 1)?;
                tag.closed &= self.xhtml;
                let raw = RAW.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
                if raw && !tag.closed {
                    self.raw = Some(tag.name);
                }
                Some(Token::Start(tag))
            }
            _ => None,
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(text) = self.raw.take().and_then(|name| self.raw_text(name)) {
            return Some(text);
        }
        loop {
            let rest = self.rest();
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            let comment = match (bytes[0], bytes.get(1), bytes.get(2)) {
                (b'<', Some(b'!' | b'?'), _) => true,
                (b'<', Some(b'/'), Some(byte)) => !byte.is_ascii_alphabetic(),
                _ => false,
            };
            if comment {
                self.skip_comment();
                continue;
            }
            if bytes[0] == b'<' {
                let tag = bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
                if let Some(token) = self.markup() {
                    return Some(token);
                }
                if tag {
                    // The page ends inside this tag: what is left is shown as it is.
                    return Some(Token::Text(self.take(rest.len())));
                }
            }
            // A text may begin with a `<` that begins no tag.
            let length = bytes.iter().skip(1).position(|byte| *byte == b'<');
            let length = length.map_or(rest.len(), |at| at + 1);
            return Some(Token::Text(self.take(length)));
        }
    }
}

fn blank_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn name_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>')).count()
}

fn attribute_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=')).count()
}

fn note_attribute<'a>(tag: &mut Tag<'a>, name: &str, value: &'a str) {
    if name.eq_ignore_ascii_case("hidden") {
        tag.hidden |= !value.eq_ignore_ascii_case("until-found");
    } else if name.eq_ignore_ascii_case("style") {
        let style: String =
            value.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
        tag.hidden |= style
            .split(';')
            .any(|rule| rule.strip_prefix("display:").is_some_and(|display| display.starts_with("none")));
    } else if name.eq_ignore_ascii_case("class") {
        tag.class = value;
    } else if name.eq_ignore_ascii_case("name") {
        tag.meta.0 = value;
    } else if name.eq_ignore_ascii_case("content") {
        tag.meta.1 = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each token on its own: `+p` starts, `-p` ends, `+p!` is hidden, `+p/` closed, anything else is text.
    fn check(page: &str, expected: &[&str]) {
        let tokens: Vec<String> = Tokens::new(page)
            .map(|token| match token {
                Token::Start(tag) => {
                    let hidden = if tag.hidden { "!" } else { "" };
                    let closed = if tag.closed { "/" } else { "" };
                    format!("+{}{hidden}{closed}", tag.name)
                }
                Token::End(name) => format!("-{name}"),
                Token::Text(text) => text.to_owned(),
            })
            .collect();
        assert_eq!(tokens, expected, "{page}");
    }

    #[test]
    fn tags_and_text() {
        check("<p>een <b>twee</b></p>", &["+p", "een ", "+b", "twee", "-b", "-p"]);
        check("<P CLASS=x\n>a</P\n>", &["+P", "a", "-P"]);
        check("a < b <3 </>c", &["a ", "< b ", "<3 ", "c"]);
        check("<br/><br />", &["+br", "+br"]);
        check("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><br/>", &["+br/"]);
        check("", &[]);
        check("<", &["<"]);
        check("</", &["</"]);
    }

    #[test]
    fn attributes_end_where_their_quotes_do() {
        check("<a title='x > y' href=\"a>b\">c", &["+a", "c"]);
        check("<a b'c>d'>", &["+a", "d'>"]);
        check("<a href=x/>c", &["+a", "c"]);
        check("<a =b=c>d", &["+a", "d"]);
        check("<p hidden>", &["+p!"]);
        check("<p HIDDEN='' x>", &["+p!"]);
        check("<p hidden=until-found>", &["+p"]);
        check("<p data-hidden title=hidden>", &["+p"]);
        check("<p style='color: red; DISPLAY : none !important'>", &["+p!"]);
        check("<p style='display:block'>", &["+p"]);
    }

    #[test]
    fn comments_are_left_out() {
        check("a<!-- <p> -->b", &["a", "b"]);
        check("a<!-->b<!--->c", &["a", "b", "c"]);
        check("a<!-- x --!>b-->", &["a", "b-->"]);
        check("<?xml version='1.0'?><!DOCTYPE x>a<![CDATA[b]]>c", &["a", "c"]);
    }

    #[test]
    fn scripts_are_not_markup() {
        check(
            "<script>if (a<b) '<p>'</scriptx></SCRIPT >c",
            &["+script", "if (a<b) '<p>'</scriptx>", "-SCRIPT", "c"],
        );
        check("<style></style>a", &["+style", "-style", "a"]);
        check("<title>a <b> c</title>", &["+title", "a <b> c", "-title"]);
    }

    #[test]
    fn what_never_ends_does_not_swallow_the_page() {
        check("<title>a<p>b", &["+title", "a", "+p", "b"]);
        check("<!-- x > a <p>b", &[" a ", "+p", "b"]);
        check("<a href=\"x>a <p>b", &["+a", "a ", "+p", "b"]);
        check("a <p b c", &["a ", "<p b c"]);
    }

    proptest! {
        #[test]
        fn any_page_ends(page in "([<>/!?='\" -]|<p|</p>|<!--|-->|<title>|<script|hidden|é|\\PC){0,40}") {
            let length: usize = Tokens::new(&page).count();
            prop_assert!(length <= page.len());
        }
    }
}
