//! The tree a question is read into.
//!
//! It holds what the user meant and nothing of the index. It prints as a question that reads back as
//! the same tree, and this is what is shown as "read as".

use std::fmt;
use std::ops::Range;

use naslag_citation::Kind;

use crate::filter::Test;

/// A question as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What a letter has to satisfy: always [`Node::All`].
    pub root: Node,
    /// What could not be read as it was typed.
    pub warnings: Vec<Warning>,
}

/// A part of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// One word in any inflection; with marks inside (`cyber-aanval`), its parts side by side.
    Word(Leaf),
    /// Words exactly as written, side by side.
    Phrase(Leaf),
    /// Words in any form, in their order and near each other.
    Loose(Leaf),
    /// A thing by one of its names: the thing however it is written, or the words of its names.
    Named(Named),
    /// Something that a letter's own data say.
    Filter(Filter),
    /// At least one of these.
    Any(Vec<Node>),
    /// Every one of these.
    All(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// A word or phrase as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The text without quotes and operators.
    pub text: String,
    /// Where it stands in the question, in bytes.
    pub span: Range<usize>,
}

/// A thing that a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What was typed, without the name of a field and the marks between its words.
    pub leaf: Leaf,
    /// What was typed, with them.
    pub typed: String,
    /// The field it was asked for in, as in `motie:hennis`: then its words do not do.
    pub field: Option<&'static str>,
    /// Whether it stands between quotes.
    pub quoted: bool,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Its key, see [`Citation::key`](naslag_citation::Citation::key). Of names that may be one name or two,
    /// the first reading.
    pub key: String,
    /// Whether letters that name it come before others with its words. Not for a title that is known by its
    /// grammar only: letters may have more or less of it.
    pub sure: bool,
    /// Other keys it may have meant, tried when the folder does not know the first.
    pub or: Vec<String>,
}

/// A part of a question that asks for a letter's own data: its date, its kind, its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The name of the field: `soort`.
    pub field: &'static str,
    /// What was typed behind the colon, without quotes.
    pub leaf: Leaf,
    /// Whether it stands between quotes, or has to when it is printed.
    pub quoted: bool,
    /// What was understood: `jenv`, `2012-01-01..2012-12-31`.
    pub value: String,
    /// What was understood, for people, where that is more than what was typed.
    pub told: Option<String>,
    /// What a letter has to pass.
    pub(crate) test: Test,
}

/// Something in a question that was not read as the user may have meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What was made of it, as a sentence without a final stop.
    pub message: String,
    /// Where it stands in the question, in bytes.
    pub span: Range<usize>,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(leaf) => f.write_str(&leaf.text),
            Self::Phrase(leaf) => write!(f, "\"{}\"", leaf.text),
            Self::Loose(leaf) => write!(f, "\"{}\"~", leaf.text),
            Self::Named(Named { leaf, field, quoted, .. }) => {
                if let Some(field) = field {
                    write!(f, "{field}:")?;
                }
                if *quoted || field.is_some() && leaf.text.contains(char::is_whitespace) {
                    write!(f, "\"{}\"", leaf.text)
                } else {
                    f.write_str(&leaf.text)
                }
            }
            Self::Filter(Filter { field, leaf, quoted: true, .. }) => write!(f, "{field}:\"{}\"", leaf.text),
            Self::Filter(Filter { field, leaf, .. }) => write!(f, "{field}:{}", leaf.text),
            Self::Not(node) => write!(f, "-{node}"),
            Self::All(nodes) => join(f, nodes, " "),
            Self::Any(nodes) => join(f, nodes, " OR "),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        write!(f, "{node}")?;
    }
    Ok(())
}
