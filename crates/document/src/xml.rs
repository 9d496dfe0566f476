//! The text of an XML file, above all of the official publications of the Dutch government.
//!
//! Answerable for which elements run on in a sentence and which stand on their own, and for refusing what an
//! XML file can do to its reader: entities that expand, and nesting without end. Knows nothing of white space
//! (`flow`) and keeps no tree: the file is read once, from start to end.
//!
//! The rule for elements: those named below do what is said there; of any other, one that starts after text
//! of its parent runs on in the sentence, like all it holds, and the rest stand on lines of their own. So an
//! unknown schema loses no text; at worst a line is broken.

use quick_xml::Reader as Events;
use quick_xml::events::{BytesRef, BytesStart, Event};

use naslag_letter::{Draft, Format};

use crate::flow::{Flow, Gap};
use crate::limits::DEEPEST_ELEMENT as DEEPEST;
use crate::reader::{Content, File, TakeMember};
use crate::reason::Reason;
use crate::{declared, encoding, entity, publication, reader};

/// Reads the text of all elements.
pub(crate) struct Xml;

impl reader::Reader for Xml {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let decoded = encoding::decode(file.bytes, declared::encoding(Format::Xml, file.bytes))?;
        let draft = extract(&decoded.text)?;
        Ok(Some(Content { draft, encoding: decoded.encoding, replaced: decoded.replaced }))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Runs on in the sentence.
    Inline,
    Line,
    Paragraph,
    /// A paragraph that may name the document.
    Heading,
    /// Holds the name of the dossier, which many letters share.
    Dossier,
    Break,
    Superscript,
    /// A footnote, written in the middle of the sentence that calls it.
    Note,
    /// Holds no text of the letter.
    Unseen,
    Unknown,
}

/// Returns the role of the element with this name, without prefix.
fn role(name: &str) -> Role {
    match name {
        "nadruk" | "extref" | "intref" | "extern" | "inf" | "sub" | "b" | "i" | "u" | "em" | "strong"
        | "a" | "span" | "afkorting" | "datum" | "naam" | "voornaam" | "achternaam" | "organisatie"
        | "ondernummer" | "noot.nr" => Role::Inline,
        "br" => Role::Break,
        "sup" => Role::Superscript,
        "noot" => Role::Note,
        "titel" | "title" | "citeertitel" | "intitule" | "kamervraagomschrijving" => Role::Heading,
        "dossier" => Role::Dossier,
        "al" | "p" | "kop" | "tussenkop" | "artikel" | "lid" | "lijst" | "vraag" | "antwoord" | "table"
        | "al-groep" | "stuk" | "citaat" => Role::Paragraph,
        "li" | "row" | "entry" | "nr" | "tekstregel" | "stuknr" | "datumtekst" => Role::Line,
        "meta" | "metadata" | "script" | "style" => Role::Unseen,
        _ => Role::Unknown,
    }
}

/// Returns the text of a file and its first heading.
pub(crate) fn extract(text: &str) -> Result<Draft, Reason> {
    let mut events = Events::from_str(text);
    // Letters are written by people: a lone `&` is no reason to lose one.
    events.config_mut().allow_dangling_amp = true;
    let mut reader = Reader::default();
    loop {
        match events.read_event() {
            Ok(Event::Start(tag)) => {
                reader.declare(&tag)?;
                reader.start(tag.local_name().as_ref());
                if reader.open.len() > DEEPEST {
                    return Err(Reason::Malformed {
                        detail: format!("its elements stand more than {DEEPEST} levels deep"),
                    });
                }
            }
            Ok(Event::Empty(tag)) => {
                reader.declare(&tag)?;
                reader.start(tag.local_name().as_ref());
                reader.end();
            }
            Ok(Event::End(_)) => reader.end(),
            Ok(Event::Text(piece)) => reader.text(&piece),
            Ok(Event::CData(piece)) => reader.text(&piece),
            Ok(Event::GeneralRef(reference)) => reader.reference(&reference),
            Ok(Event::DocType(declaration)) => refuse_entities(&declaration)?,
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => return Err(broken(text, events.error_position(), &error.to_string())),
        }
    }
    if let Some(element) = reader.open.last() {
        let detail = format!("<{}> is not closed", element.name);
        return Err(broken(text, text.len() as u64, &detail));
    }
    Ok(reader.finish())
}

fn broken(text: &str, position: u64, detail: &str) -> Reason {
    let position = usize::try_from(position).unwrap_or(text.len());
    let before = text.bytes().take(position);
    let line = before.filter(|byte| *byte == b'\n').count() + 1;
    Reason::Malformed { detail: format!("its XML is broken at line {line}: {detail}") }
}

/// Refuses entities of the file's own: expanded, a few lines of them fill any memory. Naming an outside
/// document type is harmless, as nothing outside is ever read.
fn refuse_entities(declaration: &str) -> Result<(), Reason> {
    if declaration.contains("<!ENTITY") {
        return Err(Reason::Malformed {
            detail: "it declares entities of its own, which are not expanded".to_owned(),
        });
    }
    Ok(())
}

struct Element {
    name: String,
    role: Role,
    /// Text has been seen directly inside it.
    has_text: bool,
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    open: Vec<Element>,
    /// Place in `open` of the outermost element that holds no text of the letter.
    unseen: Option<usize>,
    /// Place in `open` of the heading being read, and whether it is that of the dossier.
    heading: Option<(usize, bool)>,
    extract: Draft,
    dossier: Draft,
}

impl Reader {
    /// Keeps what an element about to start says about the letter outside its text.
    fn declare(&mut self, tag: &BytesStart<'_>) -> Result<(), Reason> {
        let name = tag.local_name();
        let declared = &mut self.extract.declared;
        match name.as_ref() {
            root if self.open.is_empty() && publication::is_metadata(root) => return Err(Reason::Metadata),
            "meta" => {
                if let Some((name, value)) = publication::pair(tag) {
                    publication::note(declared, &name, &value);
                }
            }
            // The day of the paper stands below its title. That of an answer stands in its opening, behind the
            // opening of the questions.
            "datum" => {
                let day = publication::attribute(tag, "isodatum").as_deref().and_then(publication::day);
                match self.open.last().map(|parent| parent.name.as_str()) {
                    Some("datumtekst") => declared.date = declared.date.take().or(day),
                    Some("kamervraagomschrijving") => declared.date = day.or(declared.date.take()),
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, name: &str) {
        let mut role = role(name);
        // The outermost element runs on in nothing, whatever it is called.
        if role == Role::Unknown || self.open.is_empty() {
            let runs_on =
                self.open.last().is_some_and(|parent| parent.has_text || parent.role == Role::Inline);
            role = if runs_on { Role::Inline } else { Role::Line };
        }
        if self.unseen.is_none() {
            match role {
                Role::Line => self.flow.gap(Gap::Line),
                Role::Paragraph | Role::Dossier => self.flow.gap(Gap::Paragraph),
                Role::Heading => {
                    self.flow.gap(Gap::Paragraph);
                    self.start_heading();
                }
                Role::Break => self.flow.line_break(),
                Role::Superscript => self.flow.begin_superscript(),
                Role::Note => self.flow.begin_inset(),
                Role::Unseen => self.unseen = Some(self.open.len()),
                Role::Inline | Role::Unknown => {}
            }
        }
        self.open.push(Element { name: name.to_owned(), role, has_text: false });
    }

    fn start_heading(&mut self) {
        if self.heading.is_some() || self.extract.heading.is_some() {
            return;
        }
        let dossier = self.open.iter().any(|element| element.role == Role::Dossier);
        self.flow.begin_mark();
        self.heading = Some((self.open.len(), dossier));
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        let place = self.open.len();
        if let Some((root, dossier)) = self.heading
            && root == place
        {
            self.heading = None;
            let range = self.flow.end_mark();
            let found = if dossier { &mut self.dossier } else { &mut self.extract };
            found.heading = found.heading.take().or(range);
        }
        if let Some(root) = self.unseen {
            if root == place {
                self.unseen = None;
            }
            return;
        }
        match element.role {
            Role::Line => self.flow.gap(Gap::Line),
            Role::Paragraph | Role::Dossier | Role::Heading => self.flow.gap(Gap::Paragraph),
            Role::Superscript => self.flow.end_superscript(),
            Role::Note => self.flow.end_note(),
            Role::Break | Role::Unseen | Role::Inline | Role::Unknown => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if let Some(parent) = self.open.last_mut() {
            parent.has_text |= !text.trim().is_empty();
        }
        self.flow.push(text);
    }

    /// Puts down the character behind a reference, or the reference itself when no character is known for it.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4])),
            Ok(None) => match entity::named(reference) {
                Some(text) => self.text(text),
                None => self.text(&format!("&{};", &**reference)),
            },
            Err(_) => self.text("\u{fffd}"),
        }
    }

    fn finish(self) -> Draft {
        let mut declared = self.extract.declared;
        publication::settle(&mut declared);
        let heading = self.extract.heading.or(self.dossier.heading);
        Draft { heading, declared, ..self.flow.finish() }
    }
}

#[cfg(test)]
mod tests {
    use naslag_letter::{Aside, AsideKind, NoteLink};

    use super::*;

    fn check(xml: &str, expected: &str) {
        assert_eq!(extract(xml).map(|found| found.text), Ok(expected.to_owned()), "{xml}");
    }

    fn check_refused(xml: &str, expected: &str) {
        let refused = extract(xml).map(|found| found.text);
        let detail = refused.err().map(|reason| reason.to_string());
        assert!(detail.as_ref().is_some_and(|detail| detail.contains(expected)), "{xml}: {detail:?}");
    }

    #[test]
    fn paragraphs_and_sentences() {
        check("<s><al>een <nadruk>t</nadruk>wee</al>\n<al>drie</al></s>", "een twee\n\ndrie");
        check("<r><row><entry>a</entry><entry>b</entry></row></r>", "a\nb");
        check("<a><x>een</x><y>twee</y></a>", "een\ntwee");
        check("<a>een <x>twee <y>drie</y></x> vier</a>", "een twee drie vier");
        check("<o:a xmlns:o='x'><o:al>een</o:al><o:al>twee</o:al></o:a>", "een\n\ntwee");
        check("<al>een<br/>twee</al>", "een\ntwee");
        check("<al>m<sup>2</sup>, fout<sup>1</sup></al>", "m2, fout 1");
        check("<al><![CDATA[a < b]]> &amp; c</al>", "a < b & c");
        check("<al>een<!-- x -->twee<?y?></al>", "eentwee");
    }

    #[test]
    fn metadata_is_not_text() {
        check("<a><metadata><meta>x</meta>y</metadata><al>z</al></a>", "z");
        check_refused(
            "<metadata_gegevens><metadata content='x'/></metadata_gegevens>",
            "data of another publication",
        );
        check_refused("<owms-metadata/>", "data of another publication");
        check("<a><owms-metadata>x</owms-metadata></a>", "x");
    }

    fn check_date(xml: &str, expected: Option<&str>) {
        let date = extract(xml).map(|found| found.declared.date);
        assert_eq!(date.as_ref().map(|date| date.as_deref()), Ok(expected), "{xml}");
    }

    #[test]
    fn data_of_a_publication_is_declared() {
        let xml =
            "<a><metadata><meta name='DC.title' content='Motie'/><meta name='x' content='y'/></metadata></a>";
        let declared = extract(xml).map(|found| found.declared).unwrap_or_default();
        assert_eq!(declared.title.as_deref(), Some("Motie"));
        assert_eq!(declared.properties, [("DC.title".to_owned(), "Motie".to_owned())]);
        check_date(
            "<a><datumtekst>Voorgesteld <datum isodatum='2021-07-06'>6 juli</datum></datumtekst></a>",
            Some("2021-07-06"),
        );
        let asked =
            "<kamervraagomschrijving>(ingezonden <datum isodatum='2021-06-03'/>)</kamervraagomschrijving>";
        let answered =
            "<kamervraagomschrijving>(ontvangen <datum isodatum='2021-06-21'/>)</kamervraagomschrijving>";
        check_date(&format!("<a>{asked}{answered}</a>"), Some("2021-06-21"));
        check_date(&format!("<a>{asked}</a>"), Some("2021-06-03"));
        check_date("<a><al>Op <datum isodatum='2021-06-03'>3 juni</datum></al></a>", None);
        check_date("<a><datumtekst><datum isodatum='morgen'/></datumtekst></a>", None);
    }

    #[test]
    fn footnotes_do_not_interrupt_their_sentence() {
        check(
            "<al>de wet<noot><noot.nr>1</noot.nr><noot.al>Stb. 1</noot.al></noot> geldt</al><al>nu</al>",
            "de wet geldt\n\n1\nStb. 1\n\nnu",
        );
        let draft = extract("<al>a<noot><noot.al>b</noot.al></noot>.</al><al>c</al>").unwrap_or_default();
        assert_eq!(draft.text, "a.\n\nb\n\nc");
        assert_eq!(draft.layout.asides, [Aside { range: 4..7, kind: AsideKind::Note }]);
        assert_eq!(draft.layout.notes, [NoteLink { note: 4..7, mark: Some(1..1) }]);
    }

    #[test]
    fn references() {
        check("<al>&lt;&euml;&#8364;&#x20ac;&nbsp;&onzin; R&D & co</al>", "<ë€€\u{a0}&onzin; R&D & co");
        check("<al>&#0;</al>", "\u{fffd}");
    }

    fn check_heading(xml: &str, expected: Option<&str>) {
        let found = extract(xml).ok();
        let heading = found.as_ref().and_then(|found| found.text.get(found.heading.clone()?));
        assert_eq!(heading, expected, "{xml}");
    }

    #[test]
    fn the_heading_is_that_of_the_letter() {
        check_heading("<a><al>x</al><titel> een <b>twee</b></titel><titel>y</titel></a>", Some("een twee"));
        check_heading("<a><dossier><titel>d</titel></dossier><titel>t</titel></a>", Some("t"));
        check_heading("<a><dossier><titel>d</titel></dossier><al>t</al></a>", Some("d"));
        check_heading("<a><titel/><al>t</al></a>", None);
        check_heading("<a><metadata><titel>x</titel></metadata><al>t</al></a>", None);
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        check_refused("<a>\n\n<b>\n</a>", "line 4");
        check_refused("<a>\n<b>x</b>\n", "line 3: <a> is not closed");
        check_refused("<a><b", "its XML is broken at line 1");
        check_refused(&"<a>".repeat(200_000), "512 levels");
    }

    #[test]
    fn entities_of_its_own_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>";
        check_refused(bomb, "it declares entities of its own, which are not expanded");
        check("<!DOCTYPE a SYSTEM 'x.dtd'><a>b</a>", "b");
        check("<!DOCTYPE a [<!ELEMENT a ANY>]><a>b</a>", "b");
    }
}
