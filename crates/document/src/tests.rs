use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

/// The bytes of a file, by its path from the root of the workspace; nothing, and a message, when it is not
/// there.
#[allow(clippy::print_stderr)]
fn file(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bytes = fs::read(root.join(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    bytes
}

fn check(path: &str, source: TitleSource, title: &str, date: Option<&str>) {
    let Some(bytes) = file(path) else {
        return;
    };
    let found = read(path, &bytes).map(|document| {
        let date = document.metadata.date.map(|date| date.value);
        (document.title.source, document.title.text, date)
    });
    let expected = (source, title.to_owned(), date.map(str::to_owned));
    assert_eq!(found, Ok(expected), "{path}");
}

#[test]
fn the_letters() {
    check(
        "corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt",
        TitleSource::Field,
        "Hack bij KPN",
        Some("2012-02-14"),
    );
    check(
        "corpus/letters/2024-06-28-antwoord-kamervragen-afmeldcodes.txt",
        TitleSource::Opening,
        "Vragen van het lid Kathmann (GroenLinks-PvdA) aan de Minister van Justitie en Veiligheid over het bericht \
         «Geheime afmeldcodes van duizenden alarmsystemen opvraagbaar door softwarefout»",
        Some("2024-06-28"),
    );
}

#[test]
fn official_publications() {
    let questions = "Vragen van de leden Van Weyenberg, Romke de Jong en Kat (allen D66) aan de Minister van Sociale \
                     Zaken en Werkgelegenheid over de TOZO";
    for path in [
        "../shared/documents/official/ah-tk-20202021-3235.xml",
        "../shared/documents/official/ah-tk-20202021-3235.html",
    ] {
        check(path, TitleSource::Heading, questions, Some("2021-06-21"));
    }
    check(
        "../shared/documents/official/kst-32545-143.xml",
        TitleSource::Heading,
        "MOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS",
        None,
    );
    check(
        "../shared/documents/official/kst-32545-143.html",
        TitleSource::Heading,
        "Nr. 143 MOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS",
        None,
    );
}

#[test]
fn xml_and_html_of_a_publication_say_the_same() {
    // The XML has the head of the printed page, which the site leaves out of its HTML.
    for (name, from) in [("ah-tk-20202021-3235", "Vragen van de leden"), ("kst-32545-143", "32 545")] {
        let words = |extension: &str| {
            let path = format!("../shared/documents/official/{name}.{extension}");
            let document = read(&path, &file(&path)?).ok()?;
            let start = document.text.find(from)?;
            let words = document.text[start..].split_whitespace();
            Some(words.map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(words("xml"), words("html"), "{name}");
    }
}

#[test]
fn a_publications_metadata_has_no_text() {
    let path = "../shared/documents/official/kst-32545-143.metadata.xml";
    if let Some(bytes) = file(path) {
        assert_eq!(read(path, &bytes), Err(Reason::Empty));
    }
}

#[test]
fn a_page_in_the_encoding_it_declares() {
    let path = "../shared/documents/made/hard/html_cp1252_meta.html";
    let Some(document) = file(path).and_then(|bytes| read(path, &bytes).ok()) else {
        return;
    };
    assert_eq!(document.encoding, "windows-1252");
    assert_eq!(document.title.text, "Hack bij KPN");
    assert_eq!(
        document.text,
        "Hack bij KPN\n\nGeïnformeerd 1 over bevei\u{ad}ligings\u{ad}maatregelen\nnieuwe regel\n\ncel1\tcel2\n\nVoettekst"
    );
}

#[test]
fn a_sentence_in_many_encodings() {
    for (name, encoding, replaced) in [
        ("utf8", "UTF-8", 0),
        ("utf8bom", "UTF-8", 0),
        ("utf16le_bom", "UTF-16LE", 0),
        ("utf16le_nobom", "UTF-16LE", 0),
        ("utf16be_bom", "UTF-16BE", 0),
        ("utf16be_nobom", "UTF-16BE", 0),
        ("cp1252", "windows-1252", 0),
        ("latin1", "windows-1252", 0),
        ("seed_utf8_1bad", "UTF-8", 1),
        ("seed_utf16le_nobom", "UTF-16LE", 0),
        ("seed_cp1252", "windows-1252", 0),
    ] {
        let path = format!("../shared/documents/made/hard/enc/{name}.txt");
        let Some(bytes) = file(&path) else {
            return;
        };
        let found = read(&path, &bytes).map(|document| {
            assert!(document.text.contains("coördina"), "{name}");
            (document.encoding, document.replaced)
        });
        assert_eq!(found, Ok((encoding.to_owned(), replaced)), "{name}");
    }
    let path = "../shared/documents/made/hard/enc/binary.txt";
    if let Some(bytes) = file(path) {
        assert_eq!(read(path, &bytes), Err(Reason::Binary));
    }
}

#[test]
fn reasons() {
    let reason = |name: &str, bytes: &[u8]| read(name, bytes).map_err(|reason| reason.code()).err();
    assert_eq!(reason("a.jpg", b"x"), Some("unknown-kind"));
    assert_eq!(reason("a.txt", b""), Some("empty"));
    assert_eq!(reason("a.txt", b" \n\t\xc2\xa0"), Some("empty"));
    assert_eq!(reason("a.txt", b"\xef\xbb\xbf"), Some("empty"));
    assert_eq!(reason("a.html", b"<p hidden>x</p>"), Some("empty"));
    assert_eq!(reason("a.xml", b"<a/>"), Some("empty"));
    assert_eq!(reason("a.txt", b"%PDF-1.7"), Some("binary"));
    assert_eq!(reason("a.xml", b"<a>"), Some("malformed"));
    let large = vec![b'a'; 64 * 1024 * 1024 + 1];
    assert_eq!(reason("a.txt", &large), Some("too-large"));
    assert_eq!(reason("a.txt", b"x"), None);
    assert_eq!(Reason::Binary.to_string(), "it holds binary data, not text");
}

#[test]
fn plain_text_is_kept_letter_for_letter() {
    let text = "\n  a\t b \x1b[1m\x0c c\u{ad}\u{a0}\n\n";
    let document = read("x.txt", text.as_bytes());
    assert_eq!(document.map(|document| document.text).as_deref(), Ok(text));
    let document = read("x.md", b"# Kop\r\n*a*\r");
    assert_eq!(document.map(|document| document.text).as_deref(), Ok("# Kop\n*a*\n"));
}

const NAMES: [&str; 4] = ["a/b.txt", "a/b.md", "a/b.html", "a/b.xml"];

fn check_survived(bytes: &[u8]) -> Result<(), TestCaseError> {
    for name in NAMES {
        let Ok(document) = read(name, bytes) else {
            continue;
        };
        prop_assert!(!document.text.trim().is_empty());
        prop_assert!(!document.title.text.is_empty());
        if let Some(span) = document.title.span {
            let title = document.text.get(span);
            prop_assert!(title.is_some_and(|title| title.trim() == title && !title.is_empty()));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
        check_survived(&bytes)?;
    }

    #[test]
    fn any_letter_is_survived(text in r"(Betreft|Onderwerp:|Datum|# |---\n|title:|Vragen van |\(ontvangen |14 mei 2012|<h1>|</h1>|<title>|</title>|<al>|</al>|&euml;|<|\n|\r|  |\PC|\PC{5}){0,30}") {
        check_survived(text.as_bytes())?;
    }
}
