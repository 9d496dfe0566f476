//! The elements of an XML part, one after the other.
//!
//! Answerable for what XML can do to its reader: nesting without end, entities that expand; and for names without
//! their prefixes, which each program chooses itself. Keeps no tree and does not recurse. Knows no element.

use std::borrow::Cow;

use quick_xml::Reader as Events;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::entity;
use crate::limits::DEEPEST_ELEMENT;
use crate::reason::Reason;

/// How to go on after the start of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// With what it holds.
    Into,
    /// Behind its end, which is not told either.
    Past,
}

/// Sees the elements of a part.
pub(crate) trait Visitor {
    /// An element starts.
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason>;
    /// The element with this name ends.
    fn end(&mut self, _name: &str) {}
    /// A piece of text; a text may come in several.
    fn text(&mut self, _text: &str) {}
}

/// The start of an element.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Returns the name without prefix.
    pub(crate) fn name(&self) -> &str {
        unprefixed(self.0.name().0)
    }

    /// Returns the value of the first attribute with this name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.value(|key| unprefixed(key) == name)
    }

    /// Returns the value of the attribute with this name that has a prefix: `r:id` beside `id`.
    pub(crate) fn prefixed(&self, name: &str) -> Option<String> {
        self.value(|key| key.contains(':') && unprefixed(key) == name)
    }

    /// Whether a switch such as `<w:vanish/>` is on, which it is without a value.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }

    fn value(&self, is: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is(attribute.key.0))?;
        Some(entity::decode(&found.value).into_owned())
    }
}

fn unprefixed(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Shows the elements of a part to a visitor.
pub(crate) fn walk(text: &str, visitor: &mut dyn Visitor) -> Result<(), Reason> {
    let mut events = Events::from_str(text);
    let config = events.config_mut();
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut open = 0;
    // Level of the element that is passed over.
    let mut past = None;
    loop {
        match events.read_event() {
            Ok(Event::Start(tag)) => {
                open += 1;
                if open > DEEPEST_ELEMENT {
                    return Err(Reason::OverLimit {
                        detail: format!("its elements stand more than {DEEPEST_ELEMENT} levels deep"),
                    });
                }
                if past.is_none() && visitor.start(&Tag(tag))? == Step::Past {
                    past = Some(open);
                }
            }
            Ok(Event::End(tag)) => {
                match past {
                    Some(level) if level == open => past = None,
                    Some(_) => {}
                    None => visitor.end(unprefixed(tag.name().0)),
                }
                open = open.saturating_sub(1);
            }
            Ok(Event::Text(text)) if past.is_none() => visitor.text(&text),
            Ok(Event::CData(text)) if past.is_none() => visitor.text(&text),
            Ok(Event::GeneralRef(reference)) if past.is_none() => visitor.text(&resolved(&reference)),
            Ok(Event::DocType(declaration)) if declaration.contains("<!ENTITY") => {
                return Err(Reason::Malformed {
                    detail: "it declares entities of its own, which are not expanded".to_owned(),
                });
            }
            Ok(Event::Eof) if open == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(broken("an element is not closed")),
            Ok(_) => {}
            Err(error) => return Err(broken(&error.to_string())),
        }
    }
}

fn broken(detail: &str) -> Reason {
    Reason::Malformed { detail: format!("its XML is broken: {detail}") }
}

fn resolved(reference: &BytesRef<'_>) -> Cow<'static, str> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Cow::Owned(c.to_string()),
        Ok(None) => match entity::named(reference) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(format!("&{};", &**reference)),
        },
        Err(_) => Cow::Borrowed("\u{fffd}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(String);

    impl Visitor for Seen {
        fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
            self.0 += &format!("<{} {:?} {:?}>", tag.name(), tag.attribute("id"), tag.prefixed("id"));
            Ok(if tag.name() == "past" { Step::Past } else { Step::Into })
        }

        fn end(&mut self, name: &str) {
            self.0 += &format!("</{name}>");
        }

        fn text(&mut self, text: &str) {
            self.0 += text;
        }
    }

    fn check(xml: &str, expected: &str) {
        let mut seen = Seen::default();
        assert_eq!(walk(xml, &mut seen).map(|()| seen.0), Ok(expected.to_owned()), "{xml}");
    }

    #[test]
    fn elements_without_their_prefixes() {
        check("<a>b &amp; c</a>", "<a None None>b & c</a>");
        check("<w:a id='1' r:id='&lt;2'><w:b/>x</w:a>", r#"<a Some("1") Some("<2")><b None None></b>x</a>"#);
        check("<a>1<past>2<past>3</past></past>4</a>", "<a None None>1<past None None>4</a>");
        check("<a>1<past/>4</a>", "<a None None>1<past None None>4</a>");
    }

    fn check_refused(xml: &str, code: &str) {
        let refused = walk(xml, &mut Seen::default()).err();
        assert_eq!(refused.map(|reason| reason.code()), Some(code), "{}", &xml[..20]);
    }

    #[test]
    fn hostile_parts_are_refused() {
        check_refused(&"<a>".repeat(1000), "over-limit");
        check_refused("<a>not closed at all", "malformed");
        check_refused("<!DOCTYPE a [<!ENTITY b 'ha'>]><a>&b;</a>", "malformed");
    }
}
