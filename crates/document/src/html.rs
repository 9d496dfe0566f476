//! The visible text of an HTML page.
//!
//! Answerable for what is shown and what is not, and for which elements end a line or a paragraph. Knows
//! nothing of how tags are written (`markup`) or of white space (`flow`).
//!
//! Reads a row of tags and builds no tree. A browser's parser was tried (html5ever, by way of scraper): the
//! right words, but its rules search the list of open elements at every tag, so that 20,000 unclosed `<font>`
//! took twelve seconds and 50,000 nested `<div>` nine, with the square of the number; and a cap on nesting
//! cannot be checked beforehand without the same rules. For text in reading order the tree is not needed: a block ends a line where it
//! starts and where it ends. The tests hold this reader to that parser's words.

use std::collections::HashMap;
use std::ops::Range;

use naslag_letter::{Declared, Draft, Format};

use crate::flow::{Flow, Gap};
use crate::markup::{Tag, Token, Tokens};
use crate::reader::{Content, File, TakeMember};
use crate::reason::Reason;
use crate::{declared, encoding, entity, publication, reader};

/// Reads the visible text of a page.
pub(crate) struct Html;

impl reader::Reader for Html {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let decoded = encoding::decode(file.bytes, declared::encoding(Format::Html, file.bytes))?;
        let draft = extract(&decoded.text);
        Ok(Some(Content { draft, encoding: decoded.encoding, replaced: decoded.replaced }))
    }
}

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Runs on in the line.
    Inline,
    /// Starts and ends on a line of its own.
    Line,
    /// Stands between blank lines.
    Paragraph,
    /// A paragraph that may be the title.
    Heading,
    /// A paragraph in which white space stands for itself.
    Verbatim,
    /// A cell of a table row.
    Cell,
    /// `<br>`.
    Break,
    /// `<hr>`.
    Rule,
    Superscript,
    /// The name in the window's frame.
    Name,
    /// Never shown, or not part of the letter.
    Unseen,
    /// Without content.
    Void,
    /// The page itself. Some pages hide it until a script has run.
    Page,
}

/// Returns the role of the element with this name in lower case.
pub(crate) fn role(name: &str) -> Role {
    match name {
        "html" | "body" | "head" => Role::Page,
        "h1" => Role::Heading,
        "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "dl" | "table" | "section"
        | "article" | "figure" => Role::Paragraph,
        "pre" | "listing" | "xmp" => Role::Verbatim,
        "address" | "aside" | "caption" | "center" | "dd" | "details" | "dialog" | "dir" | "div" | "dt"
        | "fieldset" | "figcaption" | "footer" | "form" | "header" | "hgroup" | "legend" | "li" | "main"
        | "menu" | "optgroup" | "option" | "search" | "summary" | "tbody" | "tfoot" | "thead" | "tr" => {
            Role::Line
        }
        "td" | "th" => Role::Cell,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "sup" => Role::Superscript,
        "title" => Role::Name,
        // `nav` is shown, but its words are those of the site and stand on every page.
        "script" | "style" | "noscript" | "template" | "nav" | "svg" | "iframe" | "noembed" | "noframes" => {
            Role::Unseen
        }
        "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "img" | "input" | "keygen"
        | "link" | "meta" | "param" | "source" | "track" | "wbr" => Role::Void,
        _ => Role::Inline,
    }
}

/// Returns the visible text of a page, its first heading, and what it declares: the name in its `<title>` and the data
/// of an official publication.
pub(crate) fn extract(page: &str) -> Draft {
    let mut reader = Reader::default();
    for token in Tokens::new(page) {
        match token {
            Token::Start(tag) => reader.start(&tag),
            Token::End(name) => reader.end(name),
            Token::Text(text) => reader.text(text),
        }
    }
    reader.finish()
}

/// Distinct element names told apart. HTML has some 140; what a hostile page invents beyond shares one
/// number.
const NAMES: u16 = 4096;

#[derive(Default)]
struct Reader {
    flow: Flow,
    names: HashMap<String, u16>,
    kinds: Vec<Kind>,
    /// The open elements that matter, by number of their name. Plain inline elements are not among them, so
    /// that `<b><p></b>` ends no paragraph. Two bytes each: a page of 64 MiB can open twelve million.
    open: Vec<u16>,
    /// Place in `open` of the outermost element that is not shown.
    hidden: Option<usize>,
    /// Place in `open` of the heading being read, and whether it names the dossier only.
    heading: Option<(usize, bool)>,
    found: Option<Range<usize>>,
    dossier: Option<Range<usize>>,
    name: Option<String>,
    declared: Declared,
}

#[derive(Clone, Copy)]
struct Kind {
    role: Role,
    /// How many such elements are open.
    open: usize,
}

impl Reader {
    fn number(&mut self, name: &str) -> u16 {
        let mut lower = name.to_ascii_lowercase();
        if let Some(number) = self.names.get(&lower) {
            return *number;
        }
        let number = u16::try_from(self.kinds.len()).unwrap_or(NAMES).min(NAMES);
        if number == NAMES {
            lower.clear();
        }
        if usize::from(number) == self.kinds.len() {
            self.kinds.push(Kind { role: role(&lower), open: 0 });
            self.names.insert(lower, number);
        }
        number
    }

    fn role_of(&self, number: u16) -> Role {
        self.kinds.get(usize::from(number)).map_or(Role::Inline, |kind| kind.role)
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let number = self.number(tag.name);
        let role = self.role_of(number);
        self.end_before(tag.name, role);
        let hides = role == Role::Unseen || (tag.hidden && role != Role::Page);
        if self.hidden.is_none() && !hides {
            self.show_start(role, tag);
        }
        let empty = tag.closed || matches!(role, Role::Void | Role::Break | Role::Rule);
        if empty {
            if self.hidden.is_none() && !hides {
                self.show_end(role);
            }
            return;
        }
        let root = self.hidden.and_then(|root| self.open.get(root));
        // An inline element matters when it is hidden, and inside it those of its own name, whose end is not
        // its end.
        if role == Role::Inline && root != Some(&number) && (root.is_some() || !hides) {
            return;
        }
        if hides && root.is_none() {
            self.hidden = Some(self.open.len());
        }
        self.open.push(number);
        if let Some(kind) = self.kinds.get_mut(usize::from(number)) {
            kind.open += 1;
        }
    }

    fn show_start(&mut self, role: Role, tag: &Tag<'_>) {
        match role {
            Role::Line | Role::Page => self.flow.gap(Gap::Line),
            Role::Paragraph | Role::Verbatim | Role::Rule => self.flow.gap(Gap::Paragraph),
            Role::Cell => self.flow.begin_cell(),
            Role::Break => self.flow.line_break(),
            Role::Superscript => self.flow.begin_superscript(),
            Role::Heading => {
                self.flow.gap(Gap::Paragraph);
                if self.found.is_none() && self.heading.is_none() {
                    // Official publications put the name of the whole dossier above that of the letter.
                    let dossier = tag.class.split_ascii_whitespace().any(|c| c == "dossiertitel");
                    self.flow.begin_mark();
                    self.heading = Some((self.open.len(), dossier));
                }
            }
            Role::Void => self.declare(tag),
            Role::Inline | Role::Name | Role::Unseen => {}
        }
    }

    /// Keeps what a `<meta>` says about the letter.
    fn declare(&mut self, tag: &Tag<'_>) {
        if !tag.name.eq_ignore_ascii_case("meta") {
            return;
        }
        let (name, content) = (entity::decode(tag.meta.0), entity::decode(tag.meta.1));
        if name.eq_ignore_ascii_case("author") && !content.trim().is_empty() {
            self.declared.author.get_or_insert_with(|| content.trim().to_owned());
        }
        publication::note(&mut self.declared, &name, &content);
    }

    fn show_end(&mut self, role: Role) {
        match role {
            Role::Line | Role::Page => self.flow.gap(Gap::Line),
            Role::Paragraph | Role::Verbatim | Role::Heading => self.flow.gap(Gap::Paragraph),
            Role::Cell => self.flow.end_cell(),
            Role::Superscript => self.flow.end_superscript(),
            Role::Break | Role::Rule | Role::Inline | Role::Void | Role::Name | Role::Unseen => {}
        }
    }

    /// Ends the elements whose end tag may be left out and that cannot hold the element about to start.
    fn end_before(&mut self, name: &str, role: Role) {
        let block =
            matches!(role, Role::Line | Role::Paragraph | Role::Heading | Role::Verbatim | Role::Rule);
        let starts = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
        while let Some(number) = self.open.last() {
            let is = |open: &str| self.names.get(open) == Some(number);
            let ends = (block && is("p"))
                || (starts(&["li"]) && is("li"))
                || (starts(&["dt", "dd"]) && (is("dt") || is("dd")))
                || (starts(&["td", "th", "tr", "tbody"]) && (is("td") || is("th")))
                || (starts(&["tr", "tbody", "tfoot"]) && is("tr"));
            if !ends {
                break;
            }
            self.close();
        }
    }

    fn end(&mut self, name: &str) {
        let number = self.number(name);
        let open = self.kinds.get(usize::from(number)).is_some_and(|kind| kind.open > 0);
        if !open {
            // Browsers make an empty paragraph and a line break of these.
            if self.hidden.is_none() {
                match name {
                    "p" | "P" => self.flow.gap(Gap::Paragraph),
                    "br" | "BR" => self.flow.line_break(),
                    _ => {}
                }
            }
            return;
        }
        while self.close().is_some_and(|closed| closed != number) {}
    }

    /// Closes the innermost open element and returns the number of its name.
    fn close(&mut self) -> Option<u16> {
        let number = self.open.pop()?;
        if let Some(kind) = self.kinds.get_mut(usize::from(number)) {
            kind.open = kind.open.saturating_sub(1);
        }
        let place = self.open.len();
        if self.heading.is_some_and(|(root, _)| root == place) {
            self.end_heading();
        }
        match self.hidden {
            Some(root) if root == place => self.hidden = None,
            Some(_) => {}
            None => self.show_end(self.role_of(number)),
        }
        Some(number)
    }

    fn end_heading(&mut self) {
        if let Some((_, dossier)) = self.heading.take() {
            let range = self.flow.end_mark();
            if dossier {
                self.dossier = self.dossier.take().or(range);
            } else {
                self.found = range;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let text = entity::decode(text);
        let role = self.open.last().map(|number| self.role_of(*number));
        let verbatim = self.open_count("pre") + self.open_count("listing") > 0;
        if role == Some(Role::Name) {
            self.name.get_or_insert_default().push_str(&text);
        } else if verbatim {
            self.flow.push_verbatim(&text);
        } else {
            self.flow.push(&text);
        }
    }

    fn open_count(&self, name: &str) -> usize {
        let number = self.names.get(name);
        number.and_then(|number| self.kinds.get(usize::from(*number))).map_or(0, |kind| kind.open)
    }

    fn finish(mut self) -> Draft {
        self.end_heading();
        self.declared.title = self.name;
        publication::settle(&mut self.declared);
        Draft { heading: self.found.or(self.dossier), declared: self.declared, ..self.flow.finish() }
    }
}

#[cfg(test)]
mod tests;
