//! The things that a question names.
//!
//! Answerable for which words of a question are one thing (`26 643 nr. 202`, `motie Van Raak en Heijnen`) and
//! for fields (`motie:hennis`, `artikel:"13a Tw"`). Which letters name a thing is decided elsewhere.

use std::ops::Range;

use naslag_citation::{Citation, Confidence, Kind, asked, law_names};

use crate::filter;
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
    pub(crate) example: &'static str,
}

/// Kinds that are asked for by their numbers; each of the two fields takes both, since who types
/// `dossier:26643-202` can only mean the paper.
const PAPERS: &[Kind] = &[Kind::Kamerstuk, Kind::Dossier];

const FIELDS: [Field; 11] = [
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
        kinds: PAPERS,
        cue: "kamerstuk",
        example: "a number in a dossier, as in `kamerstuk:26643-202`",
    },
    Field {
        name: "dossier",
        aliases: &[],
        kinds: PAPERS,
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
    Field {
        name: KEY,
        aliases: &[
            "key", "zaak", "stb", "stcrt", "trb", "ah", "celex", "bwb", "cvdr", "ecli", "ljn", "pub", "com",
        ],
        kinds: &Kind::ALL,
        cue: "",
        example: "a key as `naslag names` prints it, as in `zaak:2024Z07204`",
    },
];

/// The field of what is named by its key.
const KEY: &str = "sleutel";

/// Returns the one thing of whatever kind that a text names, as `citeert:` with it does.
pub(crate) fn thing(text: &str) -> Option<Named> {
    let field = FIELDS.iter().find(|field| field.cue.is_empty() && field.name != KEY)?;
    field.read(field.name, Leaf { text: text.trim().to_owned(), span: 0..text.len() }, false)
}

/// Returns the field that text begins with, and where its colon ends.
pub(crate) fn field_at(text: &str) -> Option<(&'static Field, usize)> {
    let colon = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let name = text[..colon].to_lowercase();
    let field = FIELDS.iter().find(|field| field.name == name || field.aliases.contains(&name.as_str()))?;
    text[colon..].starts_with(':').then_some((field, colon + 1))
}

/// Whether a text would be read as a field when it is typed.
fn begins_as_field(text: &str) -> bool {
    field_at(text).is_some() || filter::field_at(text).is_some()
}

impl Field {
    /// Returns the thing of this field that `leaf` names.
    pub(crate) fn read(&'static self, typed: &str, leaf: Leaf, quoted: bool) -> Option<Named> {
        let value = leaf.text.trim();
        let mut found = None;
        if let Some((field, at)) = field_at(value).filter(|_| self.cue.is_empty()) {
            // `citeert:motie:hennis`
            let of = Leaf { text: value[at..].to_owned(), span: leaf.span.clone() };
            found = field
                .read(&value[..at - 1], of, false)
                .map(|named| (named.kind, named.key, named.sure, named.or));
        }
        // `kst:26643:202`, as `naslag names` prints it.
        let prefixed = format!("{}:{value}", typed.to_lowercase());
        let keys =
            [Some(value.to_owned()), Some(prefixed).filter(|_| value.contains(':') || self.name == KEY)];
        for key in keys.into_iter().flatten() {
            let kind = Kind::of_key(&key).filter(|kind| self.kinds.contains(kind));
            found = found.or_else(|| Some((kind?, key, true, Vec::new())));
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
        // The field of keys has many names, and prints by one.
        let leaf = if self.name == KEY { Leaf { text: key.clone(), ..leaf } } else { leaf };
        let typed = leaf.text.clone();
        Some(Named { leaf, typed, field: Some(self.name), quoted, kind, key, sure, or })
    }
}

/// Returns `nodes` with those that together name a thing as one, and says what it may have been but was not
/// taken for.
pub(crate) fn recognise(typed: &str, nodes: Vec<Node>, warnings: &mut Vec<Warning>) -> Vec<Node> {
    let mut read = Vec::new();
    let mut words: Vec<Leaf> = Vec::new();
    for node in nodes {
        match node {
            Node::Word(leaf) => words.push(leaf),
            node => {
                names_in(typed, std::mem::take(&mut words), &mut read, warnings);
                read.push(alone(node));
            }
        }
    }
    names_in(typed, words, &mut read, warnings);
    read
}

/// Takes up words that stand side by side. They are looked at as they will be printed, so that what is printed
/// is read in the same way.
fn names_in(typed: &str, words: Vec<Leaf>, read: &mut Vec<Node>, warnings: &mut Vec<Warning>) {
    let mut text = String::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for leaf in &words {
        let start = if text.is_empty() { 0 } else { text.len() + 1 };
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(&leaf.text);
        places.push(start..text.len());
    }
    let mut next = 0;
    for citation in asked(&text).into_iter().filter(|citation| is_sought(citation.kind)) {
        let begins = |place: &Range<usize>| bare(&text, place).end > citation.span.start;
        let Some(first) = places.iter().position(begins).filter(|first| *first >= next) else {
            continue;
        };
        let inside = |place: &&Range<usize>| bare(&text, place).start < citation.span.end;
        let count = places[first..].iter().take_while(inside).count();
        let Some(last) = count.checked_sub(1).map(|count| first + count) else {
            continue;
        };
        // What stands around it may be marks, or the rest of an address.
        let place = bare(&text, &(places[first].start..places[last].end));
        let surface = text[place.clone()].to_owned();
        let whole = place == bare(&text, &citation.span) || count == 1 && is_address(&surface);
        // A word that begins as a field does would read back as one.
        if !whole || begins_as_field(&surface) {
            continue;
        }
        let span = words[first].span.start..words[last].span.end;
        if is_doubtful(&citation, &surface) {
            let name = naslag_citation::name_of(&citation.key);
            let message = format!("`{surface}` is searched as a word; `wet:{surface}` asks for the {name}");
            if !warnings.iter().any(|warning| warning.message == message) {
                warnings.push(Warning { message, span });
            }
            continue;
        }
        read.extend(words[next..first].iter().cloned().map(Node::Word));
        next = last + 1;
        let or = other_readings(citation.kind, &citation.also);
        let typed = typed.get(span.clone()).unwrap_or(&surface).to_owned();
        let leaf = Leaf { text: surface, span };
        read.push(Node::Named(Named {
            leaf,
            typed,
            field: None,
            quoted: false,
            kind: citation.kind,
            sure: is_sure(&citation),
            key: citation.key,
            or,
        }));
    }
    read.extend(words.into_iter().skip(next).map(Node::Word));
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
            && !begins_as_field(&leaf.text)
            && !(quoted && matches!(citation.kind, Kind::Law | Kind::EuAct))
    });
    let Some(citation) = found else {
        return node;
    };
    let (sure, or) = (is_sure(&citation), other_readings(citation.kind, &citation.also));
    let (kind, key) = (citation.kind, citation.key);
    Node::Named(Named {
        leaf: leaf.clone(),
        typed: leaf.text.clone(),
        field: None,
        quoted,
        kind,
        key,
        sure,
        or,
    })
}

/// Whether it is known as a thing, not by the grammar of titles alone.
fn is_sure(citation: &Citation) -> bool {
    let in_table = law_names(&citation.key).is_some();
    citation.confidence != Confidence::Bare || in_table || !matches!(citation.kind, Kind::Law | Kind::Article)
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

/// What else names may have meant, one name of two words or two names; what else a list or a range of numbers
/// holds.
fn other_readings(kind: Kind, also: &[String]) -> Vec<String> {
    let several = matches!(kind, Kind::Motion | Kind::Amendment | Kind::Kamerstuk);
    also.iter().filter(|key| several && Kind::of_key(key) == Some(kind)).cloned().collect()
}

/// Whether a word is the address of a page or the name of a file, which may hold an identifier.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || [".html", ".htm", ".pdf", ".xml", ".txt", ".odt"].iter().any(|end| word.ends_with(end))
}

/// Returns a span without the marks around its words: brackets and what cannot be seen.
fn bare(text: &str, span: &Range<usize>) -> Range<usize> {
    let within = &text[span.clone()];
    let start = within.find(char::is_alphanumeric).unwrap_or(0);
    let end = within
        .rfind(char::is_alphanumeric)
        .map_or(within.len(), |last| last + within[last..].chars().next().map_or(0, char::len_utf8));
    span.start + start..span.start + end
}
