//! The things that a question names.
//!
//! Answerable for which words of a question are one thing (`26 643 nr. 202`, `motie Van Raak en Heijnen`) and
//! for fields (`motie:hennis`, `artikel:"13a Tw"`). Which letters name a thing is decided elsewhere.

use std::ops::Range;

use naslag_citation::{Citation, Confidence, Kind, asked};

use crate::tree::{Leaf, Named, Node, Warning};

/// A field of a question that asks for things of some kinds.
pub(crate) struct Field {
    /// Its name, as a question is printed.
    pub(crate) name: &'static str,
    /// Other names for it.
    aliases: &'static [&'static str],
    kinds: &'static [Kind],
    /// The word that makes a value one of its things where the value alone says too little.
    cue: &'static str,
    /// What its things are, with an example.
    example: &'static str,
}

const FIELDS: [Field; 10] = [
    Field {
        name: "motie",
        aliases: &["motion"],
        kinds: &[Kind::Motion],
        cue: "motie",
        example: "the name of a motion, as in `motie:hennis`",
    },
    Field {
        name: "amendement",
        aliases: &["amendment"],
        kinds: &[Kind::Amendment],
        cue: "amendement",
        example: "the name of an amendment, as in `amendement:ellian`",
    },
    Field {
        name: "wet",
        aliases: &["law"],
        kinds: &[Kind::Law, Kind::EuAct],
        cue: "wet",
        example: "the name of a law, as in `wet:avg`",
    },
    Field {
        name: "artikel",
        aliases: &["article", "art"],
        kinds: &[Kind::Article],
        cue: "artikel",
        example: "an article of a law, as in `artikel:\"13a Tw\"`",
    },
    Field {
        name: "kamerstuk",
        aliases: &["paper", "kst"],
        kinds: &[Kind::Kamerstuk],
        cue: "kamerstuk",
        example: "a number in a dossier, as in `kamerstuk:26643-202`",
    },
    Field {
        name: "dossier",
        aliases: &[],
        kinds: &[Kind::Dossier],
        cue: "dossier",
        example: "a dossier, as in `dossier:26643`",
    },
    Field {
        name: "lid",
        aliases: &["member"],
        kinds: &[Kind::Member],
        cue: "lid",
        example: "the name of a member, as in `lid:kathmann`",
    },
    Field {
        name: "bewindspersoon",
        aliases: &["minister"],
        kinds: &[Kind::Minister],
        cue: "minister",
        example: "the name of a minister, as in `minister:opstelten`",
    },
    Field {
        name: "kenmerk",
        aliases: &["reference"],
        kinds: &[Kind::Kenmerk],
        cue: "kenmerk",
        example: "a reference, as in `kenmerk:5725010`",
    },
    Field {
        name: "citeert",
        aliases: &["cites"],
        kinds: &Kind::ALL,
        cue: "",
        example: "a motion, a law or a number, as in `citeert:26643-202`",
    },
];

/// Returns the field that text begins with, and where its colon ends.
pub(crate) fn field_at(text: &str) -> Option<(&'static Field, usize)> {
    let colon = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let name = text[..colon].to_lowercase();
    let field = FIELDS.iter().find(|field| field.name == name || field.aliases.contains(&name.as_str()))?;
    text[colon..].starts_with(':').then_some((field, colon + 1))
}

impl Field {
    /// What the things of this field are, with an example.
    pub(crate) fn example(&self) -> &'static str {
        self.example
    }

    /// Returns the thing of this field that `leaf` names.
    pub(crate) fn read(&'static self, leaf: Leaf, quoted: bool) -> Option<Named> {
        let value = leaf.text.trim();
        let mut found = None;
        if let Some(kind) = Kind::of_key(value).filter(|kind| self.kinds.contains(kind)) {
            found = Some((kind, value.to_owned(), true, Vec::new()));
        }
        for text in [format!("{} {value}", self.cue), value.to_owned()] {
            let of_kind = |citation: &Citation| self.kinds.contains(&citation.kind);
            let whole = |citation: &Citation| text[citation.span.end..].trim().is_empty();
            found = found.or_else(|| {
                let citation =
                    asked(&text).into_iter().find(|citation| of_kind(citation) && whole(citation))?;
                let sure = is_sure(&citation);
                Some((citation.kind, citation.key, sure, citation.also))
            });
        }
        if found.is_none() && self.kinds == [Kind::Kenmerk] {
            // A beginning of a reference is enough.
            let key: String =
                value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            found = (!key.is_empty()).then(|| (Kind::Kenmerk, format!("kenmerk:{key}"), true, Vec::new()));
        }
        let (kind, key, sure, also) = found?;
        let or = other_readings(kind, &also);
        Some(Named { leaf, field: Some(self.name), quoted, kind, key, sure, or })
    }
}

/// Returns `nodes` with those that together name a thing as one, and says what it may have been but was not
/// taken for.
pub(crate) fn recognise(text: &str, nodes: Vec<Node>, warnings: &mut Vec<Warning>) -> Vec<Node> {
    let mut rest = nodes.into_iter().peekable();
    let mut read = Vec::new();
    for citation in asked(text).into_iter().filter(|citation| is_sought(citation.kind)) {
        while let Some(node) =
            rest.next_if(|node| start(node).is_some_and(|start| start < citation.span.start))
        {
            read.push(alone(node));
        }
        let mut inside = Vec::new();
        while let Some(node) =
            rest.next_if(|node| matches!(node, Node::Word(leaf) if leaf.span.end <= citation.span.end))
        {
            inside.push(node);
        }
        let (first, last) = (inside.first().and_then(span), inside.last().and_then(span));
        let (Some(first), Some(last)) = (first, last) else {
            continue;
        };
        let span = first.start..last.end;
        let whole = span.start == citation.span.start
            && !text[span.end.min(citation.span.end)..citation.span.end].contains(char::is_alphanumeric);
        if !whole {
            read.append(&mut inside);
            continue;
        }
        let surface = text[span.clone()].to_owned();
        if is_doubtful(&citation, &surface) {
            let name = naslag_citation::name_of(&citation.key);
            warnings.push(Warning {
                message: format!("`{surface}` is searched as a word; `wet:{surface}` asks for the {name}"),
                span,
            });
            read.append(&mut inside);
            continue;
        }
        let or = other_readings(citation.kind, &citation.also);
        let leaf = Leaf { text: surface, span };
        read.push(Node::Named(Named {
            leaf,
            field: None,
            quoted: false,
            kind: citation.kind,
            sure: is_sure(&citation),
            key: citation.key,
            or,
        }));
    }
    read.extend(rest.map(alone));
    read
}

/// Reads a part of a question by itself: what is quoted, excluded or one of several.
fn alone(node: Node) -> Node {
    match node {
        Node::Not(inner) => Node::Not(Box::new(named(*inner))),
        Node::Any(nodes) => Node::Any(nodes.into_iter().map(named).collect()),
        node @ Node::Phrase(_) => named(node),
        node => node,
    }
}

/// Returns a word or phrase that names a thing as that thing.
///
/// The names of laws mean themselves between quotes: that is how one asks for one of several names.
fn named(node: Node) -> Node {
    let (Node::Word(leaf) | Node::Phrase(leaf)) = &node else {
        return node;
    };
    let quoted = matches!(node, Node::Phrase(_));
    let found = asked(&leaf.text).into_iter().find(|citation| {
        citation.span == (0..leaf.text.len())
            && is_sought(citation.kind)
            && !is_doubtful(citation, &leaf.text)
            && !(quoted && matches!(citation.kind, Kind::Law | Kind::EuAct))
    });
    let Some(citation) = found else {
        return node;
    };
    let (sure, or) = (is_sure(&citation), other_readings(citation.kind, &citation.also));
    let (kind, key) = (citation.kind, citation.key);
    Node::Named(Named { leaf: leaf.clone(), field: None, quoted, kind, key, sure, or })
}

/// Whether it is known as a thing, not by the grammar of titles alone.
fn is_sure(citation: &Citation) -> bool {
    citation.confidence != Confidence::Bare || !matches!(citation.kind, Kind::Law | Kind::Article)
}

/// Dates and years are searched as words, which knows their spellings too.
fn is_sought(kind: Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Session)
}

/// Whether the name of a law is as likely a word, as `tw` and `red` are.
fn is_doubtful(citation: &Citation, surface: &str) -> bool {
    citation.confidence == Confidence::Bare
        && matches!(citation.kind, Kind::Law | Kind::EuAct)
        && surface.chars().count() <= 4
}

/// What else names may have meant: one name of two words, or two names.
fn other_readings(kind: Kind, also: &[String]) -> Vec<String> {
    let by_name = matches!(kind, Kind::Motion | Kind::Amendment);
    also.iter().filter(|key| by_name && Kind::of_key(key) == Some(kind)).cloned().collect()
}

fn start(node: &Node) -> Option<usize> {
    span(node).map(|span| span.start)
}

fn span(node: &Node) -> Option<Range<usize>> {
    match node {
        Node::Word(leaf) | Node::Phrase(leaf) | Node::Loose(leaf) => Some(leaf.span.clone()),
        Node::Named(named) => Some(named.leaf.span.clone()),
        Node::Not(node) => span(node),
        Node::Any(nodes) | Node::All(nodes) => span(nodes.first()?),
    }
}
