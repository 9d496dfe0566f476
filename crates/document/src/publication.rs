//! The data that official publications carry, and the files that carry nothing else.
//!
//! Answerable for the names of properties, for which of them are title and date, and for reading a metadata file. Knows
//! nothing of what a value means: `naslag-letter` does.
//!
//! The names are those of the standards OWMS and OEP as `metadata.xml` and the heads of pages write them:
//! `DC.type`, `DCTERMS.issued`, `OVERHEIDop.dossiernummer`. The other file, `metadata_owms.xml`, has the same data under
//! names as `dcterms:type`; they are read as if they were written in the first way, so that a property has one name.

use std::collections::HashSet;

use naslag_letter::{Declared, Format};
use quick_xml::Reader as Events;
use quick_xml::events::{BytesStart, Event};

use crate::{declared, encoding, entity, kind};

/// What names the publication, the best first. `DC.title` has the dossier and the kind of paper in front.
const TITLES: [&str; 3] = ["OVERHEIDop.documenttitel", "DC.title", "DCTERMS.title"];

/// The day of the publication, the best first: that of the letter, and the day it was put on the site.
const DATES: [&str; 5] =
    ["DCTERMS.issued", "OVERHEIDop.datumOntvangst", "DCTERMS.date", "DC.date", "DCTERMS.available"];

/// Terms that the older vocabulary has as well, and that are written by its name.
const DUBLIN_CORE: [&str; 4] = ["title", "type", "creator", "identifier"];

/// Returns the data in a file that holds the data of another publication, as `kst-32545-143.metadata.xml`; nothing when
/// the file is something else or is damaged.
///
/// `name` is the file's name or relative path. Whoever reads the publication hands the data in as
/// [`Settings::sidecar`](crate::Settings::sidecar).
pub fn sidecar(name: &str, bytes: &[u8]) -> Option<Declared> {
    if kind::format_of(name, bytes) != Some(Format::Xml) {
        return None;
    }
    let text = encoding::decode(bytes, declared::encoding(Format::Xml, bytes)).ok()?.text;
    let mut events = Events::from_str(&text);
    events.config_mut().allow_dangling_amp = true;
    let mut found = Declared::default();
    let mut root = false;
    let mut open = 0usize;
    // The element being read, while it holds nothing but text.
    let mut leaf: Option<(String, String)> = None;
    loop {
        let event = events.read_event().ok()?;
        open += usize::from(matches!(event, Event::Start(_)));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                if !root && !is_metadata(tag.local_name().as_ref()) {
                    return None;
                }
                root = true;
                if let Some((name, value)) = pair(&tag) {
                    note(&mut found, &name, &value);
                }
                leaf = Some((term(tag.name().as_ref()), String::new()));
            }
            Event::End(_) => {
                open = open.saturating_sub(1);
                if let Some((name, value)) = leaf.take() {
                    note(&mut found, &name, &value);
                }
            }
            Event::Text(piece) => {
                if let Some((_, value)) = &mut leaf {
                    value.push_str(&piece);
                }
            }
            Event::CData(piece) => {
                if let Some((_, value)) = &mut leaf {
                    value.push_str(&piece);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, value)) = &mut leaf {
                    value.push_str(&entity::decode(&format!("&{};", &*reference)));
                }
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
    settle(&mut found);
    (root && open == 0).then_some(found)
}

/// Whether an element with this local name is the root of a file with data only.
pub(crate) fn is_metadata(root: &str) -> bool {
    matches!(root, "metadata_gegevens" | "owms-metadata")
}

/// The attributes `name` and `content` of an element that has both.
pub(crate) fn pair(tag: &BytesStart<'_>) -> Option<(String, String)> {
    Some((attribute(tag, "name")?, attribute(tag, "content")?))
}

/// The value of an attribute.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    Some(entity::decode(&found.value).into_owned())
}

/// Keeps a property that is of the standards and says something.
pub(crate) fn note(declared: &mut Declared, name: &str, value: &str) {
    let words: Vec<&str> = value.split_whitespace().collect();
    let vocabulary = name.split_once('.').map(|(vocabulary, _)| vocabulary.to_ascii_uppercase());
    let known = vocabulary.is_some_and(|vocabulary| {
        vocabulary == "DC" || vocabulary == "DCTERMS" || vocabulary.starts_with("OVERHEID")
    });
    if known && !words.is_empty() {
        declared.properties.push((name.to_owned(), words.join(" ")));
    }
}

/// Takes title and date from the properties, where they are among them.
pub(crate) fn settle(declared: &mut Declared) {
    let first =
        |names: &[&str]| names.iter().find_map(|name| declared.values(name).next().map(str::to_owned));
    let title = first(&TITLES);
    let date = DATES.iter().find_map(|name| declared.values(name).find_map(day));
    declared.title = title.or(declared.title.take());
    declared.date = date.or(declared.date.take());
}

/// The day of a time as W3CDTF writes it.
pub(crate) fn day(value: &str) -> Option<String> {
    let day = value.trim().get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then(|| day.to_owned())
}

/// Adds what a publisher says about a file to what the file says itself, which is what some program filled in.
pub(crate) fn add(declared: &mut Declared, sidecar: &Declared) {
    declared.title = sidecar.title.clone().or(declared.title.take());
    declared.date = sidecar.date.clone().or(declared.date.take());
    declared.author = sidecar.author.clone().or(declared.author.take());
    let own: HashSet<(String, String)> = declared.properties.iter().cloned().collect();
    declared
        .properties
        .extend(sidecar.properties.iter().filter(|property| !own.contains(*property)).cloned());
}

/// `DC.title` for `dcterms:title`, `OVERHEIDop.indiener` for `overheidop:indiener`.
fn term(name: &str) -> String {
    let (vocabulary, term) = name.split_once([':', '.']).unwrap_or(("", name));
    let vocabulary = match vocabulary.to_ascii_lowercase().as_str() {
        "dcterms" if DUBLIN_CORE.contains(&term) => "DC",
        "dcterms" => "DCTERMS",
        "overheid" => "OVERHEID",
        "overheidop" => "OVERHEIDop",
        _ => vocabulary,
    };
    format!("{vocabulary}.{term}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(xml: &str, expected: Option<&[(&str, &str)]>) {
        let found = sidecar("a.xml", xml.as_bytes()).map(|found| found.properties);
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        assert_eq!(found, expected.map(|pairs| pairs.iter().map(pair).collect()), "{xml}");
    }

    #[test]
    fn both_files_name_a_property_alike() {
        check(
            "<metadata_gegevens><metadata name='DC.type' content=' Motie '/><metadata name='DCTERMS.issued' \
             content='2021-07-06'/><metadata name='OVERHEIDop.indiener' content='Sj&ouml;erd &amp; co'/></metadata_gegevens>",
            Some(&[
                ("DC.type", "Motie"),
                ("DCTERMS.issued", "2021-07-06"),
                ("OVERHEIDop.indiener", "Sjöerd & co"),
            ]),
        );
        check(
            "<owms-metadata><owmskern>\n<dcterms:type>Motie</dcterms:type>\n<dcterms.modified>2021-07-06</dcterms.modified>\
             </owmskern><overheidop:indiener>Sj&#246;erd &amp; co</overheidop:indiener></owms-metadata>",
            Some(&[
                ("DC.type", "Motie"),
                ("DCTERMS.modified", "2021-07-06"),
                ("OVERHEIDop.indiener", "Sjöerd & co"),
            ]),
        );
    }

    #[test]
    fn what_is_no_property_is_left_out() {
        check(
            "<metadata_gegevens><metadata name='x' content='y'/><metadata name='DC.type' content=' '/></metadata_gegevens>",
            Some(&[]),
        );
        check("<officiele-publicatie><meta name='DC.type' content='x'/></officiele-publicatie>", None);
        check("<metadata_gegevens><a>", None);
        check("tekst", None);
        assert_eq!(sidecar("a.txt", b"<metadata_gegevens/>"), None);
    }

    #[test]
    fn title_and_date_are_the_best_there_are() {
        let settled = |pairs: &[(&str, &str)]| {
            let mut declared = Declared { title: Some("eigen".to_owned()), ..Declared::default() };
            for (name, value) in pairs {
                note(&mut declared, name, value);
            }
            settle(&mut declared);
            (declared.title, declared.date)
        };
        let some = |text: &str| Some(text.to_owned());
        let all = [
            ("DCTERMS.available", "2021-07-07"),
            ("DC.title", "Dossier; Motie; Motie"),
            ("overheidop.documentTitel", "Motie"),
            ("DCTERMS.issued", "2021-07-06T00:00:00"),
        ];
        assert_eq!(settled(&all), (some("Motie"), some("2021-07-06")));
        assert_eq!(settled(&all[..2]), (some("Dossier; Motie; Motie"), some("2021-07-07")));
        assert_eq!(settled(&[("DCTERMS.issued", "juli 2021")]), (some("eigen"), None));
    }

    #[test]
    fn the_publisher_goes_before_the_file() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut own = Declared {
            title: Some("Microsoft Word - Document1".to_owned()),
            author: Some("Jan".to_owned()),
            properties: vec![pair("DC.type", "Motie")],
            ..Declared::default()
        };
        let sidecar = Declared {
            title: Some("Motie".to_owned()),
            properties: vec![pair("DC.type", "Motie"), pair("DC.type", "Kamerstuk")],
            ..Declared::default()
        };
        add(&mut own, &sidecar);
        assert_eq!((own.title.as_deref(), own.author.as_deref()), (Some("Motie"), Some("Jan")));
        assert_eq!(own.properties, [pair("DC.type", "Motie"), pair("DC.type", "Kamerstuk")]);
    }

    proptest! {
        #[test]
        fn any_file_is_survived(xml in r"(<(metadata_gegevens|owms-metadata)>)?(<metadata name='DC\.type' content='|'/>|<a:b>|</a:b>|&amp;|\PC){0,20}") {
            sidecar("a.xml", xml.as_bytes());
        }
    }
}
