//! What office files must yield, by the list that came with them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use naslag_letter::AsideKind;
use proptest::prelude::*;

use super::file;
use crate::package::packed;
use crate::reader::{self, File};
use crate::{Document, Reason, Settings, format_of, read};

const MADE: &str = "../shared/documents/made";

fn letter(path: &str) -> Option<Result<Document, Reason>> {
    let path = format!("{MADE}/{path}");
    file(&path).map(|bytes| read(&path, &bytes))
}

/// The running text with its notes, without soft hyphens; then the page heads.
fn parted(document: &Document) -> (String, String) {
    let mut body = String::new();
    let mut notes = String::new();
    let mut heads = String::new();
    let mut from = 0;
    for aside in &document.layout.asides {
        assert!(aside.range.start >= from, "asides are in order");
        body += &document.text[from..aside.range.start];
        let text = &document.text[aside.range.clone()];
        match aside.kind {
            AsideKind::Note => notes += &format!("\n{text}"),
            _ => heads += &format!("\n{text}"),
        }
        from = aside.range.end;
    }
    body += &document.text[from..];
    let clean = |text: String| text.replace('\u{ad}', "");
    (clean(body + &notes), clean(heads))
}

fn check_words(path: &str, once: &[&str], never: &[&str], heads: &[&str]) {
    let Some(read) = letter(path) else {
        return;
    };
    let document = read.unwrap_or_else(|reason| panic!("{path}: {reason}"));
    let (body, furniture) = parted(&document);
    for word in once {
        assert_eq!(body.matches(word).count(), 1, "{path}: {word}");
    }
    for word in never {
        assert!(!document.text.contains(word), "{path}: {word}");
    }
    for word in heads {
        assert!(furniture.contains(word) && !body.contains(word), "{path}: {word}");
    }
}

#[test]
fn what_word_shows() {
    for path in ["hard/hard.docx", "hard/prefix.docx"] {
        check_words(
            path,
            &[
                "beveiligingsmaatregelen",
                "De ingevoegdewoord zin.",
                "niet-afbreekbaar",
                "zachtafbreken",
                "veldresultaat",
                "tekstvakinhoud",
                "voetnoottekst",
                "met voetnoot daarna.",
                "inhoudsbesturing",
                "linktekst\tnatab\nnaregel",
                "cel1\tcel2",
                "zichtbaar",
            ],
            &["verwijderdewoord", "instrtekst", "verborgentekst", "SEP"],
            &["kopregeltekst"],
        );
    }
}

#[test]
fn what_rich_text_shows() {
    check_words(
        "hard/hard.rtf",
        &[
            "Geïnformeerd € 5; ’s-Gravenhage; Yeşilgöz",
            "beveiligingsmaatregelen niet-afbreekbaar zachtafbreken vast\u{a0}spatie",
            "voor—na\ttab\nregel",
            "voetnoottekst",
            "veldresultaat",
            "cel1\tcel2",
        ],
        &["instr", "verborgen", "verwijderd", "89504e47", "Arial", "generator"],
        &["koptekst"],
    );
}

/// Title, day and author as the file declares them.
fn check_declared(path: &str, title: &str, date: &str, author: Option<&str>) {
    let Some(bytes) = file(&format!("{MADE}/{path}")) else {
        return;
    };
    let format = format_of(path, &bytes).unwrap();
    let settings = Settings::default();
    let file = File { bytes: &bytes, settings: &settings };
    let content = reader::of(format).read(&file, &mut |_| Ok(())).unwrap().unwrap();
    let declared = content.draft.declared;
    let found = (declared.title.as_deref(), declared.date.as_deref(), declared.author.as_deref());
    assert_eq!(found, (Some(title), Some(date), author), "{path}");
}

#[test]
fn title_and_day_are_those_the_file_declares() {
    check_declared("hard/hard.docx", "Titel uit kern", "2022-05-01", None);
    check_declared("hard/hard.rtf", "Titel van RTF", "2012-02-14", None);
    for format in ["docx", "odt", "doc", "rtf"] {
        let path = format!("office/kamerbrief.{format}");
        check_declared(&path, "Hack bij KPN", "2012-02-14", Some("Ministerie van Veiligheid en Justitie"));
    }
}

fn check_refused(path: &str, code: &str) {
    if let Some(read) = letter(path) {
        assert_eq!(read.map_err(|reason| reason.code()).err(), Some(code), "{path}");
    }
}

#[test]
fn hostile_files_are_refused() {
    check_refused("hard/bomb_entity.docx", "malformed");
    check_refused("hard/deep.docx", "over-limit");
    check_refused("hard/bomb_deflate.docx", "over-limit");
}

const FORMATS: [&str; 5] = ["docx", "odt", "doc", "rtf", "epub"];

/// Words that must be put in, left out or changed to make one text of the other.
fn distance(one: &[&str], other: &[&str]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, word) in one.iter().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (place, against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(word != against);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

#[test]
fn each_format_has_the_words_of_the_letter() {
    assert_eq!(distance(&["a", "b", "c"], &["b", "x", "c", "d"]), 3);
    let Some(truth) = file(&format!("{MADE}/truth.json")) else {
        return;
    };
    let truth: serde_json::Value = serde_json::from_slice(&truth).unwrap();
    for name in ["kamerbrief", "kst_2col", "ah_tk", "dia_liberation"] {
        let paragraphs = |part: &str| {
            let list = truth[name][part].as_array().unwrap();
            list.iter().map(|text| text.as_str().unwrap()).collect::<Vec<_>>()
        };
        let mut expected = paragraphs("body").join(" ");
        for (number, note) in paragraphs("fn").iter().enumerate() {
            expected += &format!(" {} {note}", number + 1);
        }
        let expected = expected.replace('\u{ad}', "");
        let expected: Vec<_> = expected.split_whitespace().collect();
        for format in FORMATS {
            let Some(read) = letter(&format!("office/{name}.{format}")) else {
                return;
            };
            let mut document = read.unwrap_or_else(|reason| panic!("{name}.{format}: {reason}"));
            // The address is in the body of the truth.
            document.layout.asides.retain(|aside| aside.kind != AsideKind::Boilerplate);
            let (body, _) = parted(&document);
            let found: Vec<_> = body.split_whitespace().collect();
            let errors = distance(&expected, &found);
            assert!(errors * 100 <= expected.len(), "{name}.{format}: {errors} of {} words", expected.len());
            assert_eq!(document.layout.notes.len(), paragraphs("fn").len(), "{name}.{format}");
        }
    }
}

#[test]
fn notes_stand_behind_their_block_and_know_their_mark() {
    for format in FORMATS {
        let Some(Ok(document)) = letter(&format!("office/kamerbrief.{format}")) else {
            return;
        };
        let found: Vec<_> = document
            .layout
            .notes
            .iter()
            .map(|link| {
                let mark = link.mark.clone().unwrap();
                assert!(mark.is_empty(), "{format}");
                let before = document.text[..mark.start].rsplit(' ').next().unwrap_or_default();
                (document.text[link.note.clone()].trim(), before)
            })
            .collect();
        let expected = [
            ("1 Zie Kamerstukken 2010/11, 26 643 nr. 202", "ingericht."),
            ("2 Zie Kamerstukken II 2011/12 24 095 nr.294", "aangeboden."),
        ];
        assert_eq!(found, expected, "{format}");
    }
}

#[test]
fn page_heads_stand_once_at_the_end() {
    for format in ["docx", "odt", "doc", "rtf"] {
        let Some(Ok(document)) = letter(&format!("office/kamerbrief.{format}")) else {
            return;
        };
        let (body, heads) = parted(&document);
        assert_eq!(heads.matches("Directie Cyber Security").count(), 1, "{format}");
        assert!(heads.contains("Datum") && heads.contains("Pagina"), "{format}");
        assert!(!body.contains("Directie Cyber Security") && !body.contains("5725010/12"), "{format}");
        assert!(body.contains("drs. M.J.M. Verhagen"), "{format}");
    }
}

#[test]
fn official_publications_are_the_same_as_their_xml() {
    for (name, from) in [("ah-tk-20202021-3235", "Vragen van de leden"), ("kst-32545-143", "De Kamer,")] {
        let words = |extension: &str| {
            let path = format!("../shared/documents/official/{name}.{extension}");
            let document = read(&path, &file(&path)?).ok()?;
            let body = parted(&document).0;
            let words = body[body.find(from)?..].split_whitespace();
            Some(words.map(str::to_owned).collect::<Vec<_>>())
        };
        let (Some(odt), Some(xml)) = (words("odt"), words("xml")) else {
            return;
        };
        let [odt, xml]: [Vec<&str>; 2] = [&odt, &xml].map(|words| words.iter().map(String::as_str).collect());
        let errors = distance(&odt, &xml);
        assert!(errors * 100 <= xml.len(), "{name}: {errors} of {} words", xml.len());
    }
}

fn mutated(bytes: &[u8], changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, value) in changes {
        let place = place.index(bytes.len());
        bytes[place] = *value;
    }
    bytes
}

/// Reads without panic, and puts everything on character borders in the text.
fn check_survived(name: &str, bytes: &[u8]) {
    if let Ok(document) = read(name, bytes) {
        parted(&document);
        for link in &document.layout.notes {
            assert!(document.text.get(link.note.clone()).is_some());
            assert!(link.mark.clone().is_none_or(|mark| document.text.get(mark).is_some()));
        }
        assert!(document.layout.pages.iter().all(|page| document.text.is_char_boundary(*page)));
        assert!(document.title.span.is_none_or(|span| document.text.get(span).is_some()));
    }
}

const NAMES: [&str; 7] = ["a.docx", "a.odt", "a.epub", "a.xlsx", "a.pptx", "a.rtf", "a.doc"];

/// Elements of all formats, opened and closed at will.
fn elements() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "r",
        "t",
        "pPr",
        "pStyle",
        "tbl",
        "tr",
        "tc",
        "footnoteReference",
        "fldChar",
        "txbxContent",
        "br",
        "AlternateContent",
        "Choice",
        "Fallback",
        "lastRenderedPageBreak",
        "sectPr",
        "footnote",
        "note",
        "note-body",
        "span",
        "frame",
        "text-box",
        "table-row",
        "table-cell",
        "soft-page-break",
        "row",
        "c",
        "v",
        "sp",
        "ph",
        "txBody",
        "aside",
        "a",
        "h1",
        "sup",
        "header",
    ];
    let piece = prop_oneof![
        prop::sample::select(names.to_vec()).prop_map(|name| format!(
            "<{name} w:val='Heading1' id='1' r:id='r1' fldCharType='begin' epub:type='footnote' href='#1'>"
        )),
        prop::sample::select(names.to_vec()).prop_map(|name| format!("<{name}/>")),
        Just("</>".to_owned()),
        "[a-zé1 \u{a0}]{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| {
        // Ends are matched, as a part with a wrong one is refused as a whole.
        let mut open: Vec<String> = Vec::new();
        let mut text = "<body>".to_owned();
        for piece in pieces {
            if piece == "</>" {
                text += &open.pop().map_or(String::new(), |name| format!("</{name}>"));
            } else {
                if piece.starts_with('<') && !piece.ends_with("/>") {
                    open.push(piece[1..].split(' ').next().unwrap_or_default().to_owned());
                }
                text += &piece;
            }
        }
        open.iter().rev().for_each(|name| text += &format!("</{name}>"));
        text + "</body>"
    })
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
        for name in NAMES {
            check_survived(name, &bytes);
            check_survived(name, &[b"{\\rtf1 ".as_slice(), &bytes].concat());
            check_survived(name, &[crate::package::OLE.as_slice(), &bytes].concat());
        }
    }

    #[test]
    fn any_rich_text_is_survived(text in r"(\{|\}|\\par |\\u8217\?|\\footnote |\\header |\\chftn |\\super |\\plain |\\\*|\\upr|\\ud |\\info|\\title |\\creatim|\\yr2012|\\shptxt |\\s1 |\\stylesheet|heading 1;|\\v |\\bin9 |\\'e9|x|é){0,60}") {
        check_survived("a.rtf", format!("{{\\rtf1 {text}").as_bytes());
    }

    #[test]
    fn any_elements_are_survived(text in elements()) {
        let rels = "<r><Relationship Id='r1' Type='/header' Target='h.xml'/><Relationship Id='r2' Type='/footnotes' \
                    Target='f.xml'/><Relationship Id='r1' Type='/notesSlide' Target='n.xml'/></r>";
        let docx = [("word/document.xml", text.as_str()), ("word/_rels/document.xml.rels", rels), ("word/h.xml", &text),
            ("word/f.xml", &text)];
        check_survived("a.docx", &packed(&docx));
        check_survived("a.odt", &packed(&[("content.xml", text.as_str()), ("styles.xml", &text)]));
        let opf = "<p><item id='1' href='c.xhtml'/><itemref idref='1'/></p>";
        check_survived("a.epub", &packed(&[("content.opf", opf), ("c.xhtml", text.as_str())]));
        let rels = "<r><Relationship Id='r1' Type='/slide' Target='s.xml'/></r>";
        let list = "<p><sldId r:id='r1'/><sheet name='Blad1' r:id='r1'/></p>";
        check_survived("a.pptx", &packed(&[("ppt/presentation.xml", list), ("ppt/_rels/presentation.xml.rels", rels),
            ("ppt/s.xml", text.as_str())]));
        check_survived("a.xlsx", &packed(&[("xl/workbook.xml", list), ("xl/_rels/workbook.xml.rels", rels),
            ("xl/s.xml", text.as_str())]));
    }

    #[test]
    fn damaged_files_are_survived(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        end in any::<prop::sample::Index>(),
    ) {
        for name in ["office/kamerbrief.doc", "office/dia_liberation.doc", "office/kamerbrief.rtf", "hard/hard.docx"] {
            let Some(bytes) = file(&format!("{MADE}/{name}")) else {
                return Ok(());
            };
            check_survived(name, &mutated(&bytes, &changes));
            check_survived(name, &bytes[..end.index(bytes.len())]);
        }
    }
}
