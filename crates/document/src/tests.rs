use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

mod office;

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
    // The page has the data of the publication in it, this XML has them in the file beside it.
    check(
        "../shared/documents/official/ah-tk-20202021-3235.xml",
        TitleSource::Heading,
        "Vragen van de leden Van Weyenberg, Romke de Jong en Kat (allen D66) aan de Minister van Sociale Zaken en \
         Werkgelegenheid over de TOZO",
        Some("2021-06-21"),
    );
    check(
        "../shared/documents/official/ah-tk-20202021-3235.html",
        TitleSource::Heading,
        "Antwoord op vragen van de leden Van Weyenberg, Romke de Jong en Kat over de Tozo",
        Some("2021-06-21"),
    );
    check(
        "../shared/documents/official/kst-32545-143.xml",
        TitleSource::Heading,
        "MOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS",
        Some("2021-07-06"),
    );
    check(
        "../shared/documents/official/kst-32545-143.html",
        TitleSource::Heading,
        "Motie van de leden Inge van Dijk en Grinwis over het definiëren van een grensspaarsaldo voor negatieve \
         spaarrente",
        Some("2021-07-06"),
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

/// The data in a file of the official publications.
fn data(name: &str) -> Option<Declared> {
    let path = format!("../shared/documents/official/{name}");
    let bytes = file(&path)?;
    assert_eq!(read(&path, &bytes), Err(Reason::Metadata), "{name}");
    sidecar(&path, &bytes)
}

#[test]
fn the_data_of_a_publication_is_in_a_file_beside_it() {
    for (name, title, date, number) in [
        (
            "kst-32545-143",
            "Motie van de leden Inge van Dijk en Grinwis over het definiëren van een grensspaarsaldo voor negatieve \
             spaarrente",
            "2021-07-06",
            ("OVERHEIDop.dossiernummer", "32545"),
        ),
        (
            "ah-tk-20202021-3235",
            "Antwoord op vragen van de leden Van Weyenberg, Romke de Jong en Kat over de Tozo",
            "2021-06-21",
            ("OVERHEIDop.vraagnummer", "2021Z09739"),
        ),
    ] {
        for extension in ["metadata.xml", "metadata_owms.xml"] {
            let Some(data) = data(&format!("{name}.{extension}")) else {
                return;
            };
            assert_eq!(data.title.as_deref(), Some(title), "{name}");
            assert_eq!(data.date.as_deref(), Some(date), "{name}");
            assert_eq!(data.values(number.0).collect::<Vec<_>>(), [number.1], "{name}");
            assert_eq!(data.values("DC.identifier").collect::<Vec<_>>(), [name]);
            assert!(data.values("OVERHEIDop.indiener").count() > 1, "{name}");
        }
    }
}

#[test]
fn a_letter_takes_the_data_beside_it() {
    let settings = Settings {
        sidecar: Some(Declared { title: Some("Motie over x".to_owned()), ..Declared::default() }),
        ..Settings::default()
    };
    let mut found = None;
    read_all("a.html", b"<title>kst-1</title><p>De Kamer,", &settings, &mut |part| {
        found = Some(part.outcome)
    });
    assert_eq!(found.unwrap().map(|document| document.title.text).as_deref(), Ok("Motie over x"));
    // It says nothing of the files in a file.
    let mail = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; name=a.html\n\n\
                 <title>kst-1</title><p>De Kamer,\n--b--";
    let mut titles = Vec::new();
    read_all("a.eml", mail, &settings, &mut |part| {
        titles.extend(part.outcome.map(|document| document.title.text));
    });
    assert_eq!(titles, ["kst-1", "x"]);
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

/// What a file and each of its members come to: `member: format` or `member: reason`.
fn outcomes(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    read_all(name, bytes, &Settings::default(), &mut |part| {
        let outcome = match &part.outcome {
            Ok(document) => document.format.name(),
            Err(reason) => reason.code(),
        };
        found.push(format!("{}: {outcome}", part.member));
    });
    found
}

#[test]
fn a_mail_with_its_attachments() {
    let path = "../shared/documents/made/hard/mail.eml";
    let Some(bytes) = file(path) else {
        return;
    };
    let mail = read(path, &bytes).unwrap();
    assert_eq!(
        mail.text,
        "Van: Jan Özütok <jan@min.nl>\nAan: woo@min.nl\nDatum: 14 februari 2012 09:30\n\
         Onderwerp: Geïnformeerd: besluit één\n\nBeste collega,\n\nDe coördinatie is geïnformeerd. Een lange regel die met \
         quoted-printable wordt afgebroken omdat hij veel langer is dan zesenzeventig tekens.\n"
    );
    assert_eq!(
        (mail.title.text.as_str(), mail.title.source),
        ("Geïnformeerd: besluit één", TitleSource::Field)
    );
    assert_eq!(mail.metadata.date.map(|date| date.value).as_deref(), Some("2012-02-14"));
    assert_eq!(mail.encoding, "windows-1252");
    let names: Vec<String> = outcomes(path, &bytes)
        .into_iter()
        .map(|outcome| outcome.split(": ").next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(names, ["brief één.pdf", "bijlage.docx", "binnenste bericht.eml", ""]);
}

#[test]
fn archives() {
    for (name, expected) in [
        ("cp437.zip", &["bijlage_é.txt: text"][..]),
        ("nested12.zip", &["n11.zip/n10.zip/n9.zip/n8.zip/n7.zip/n6.zip: over-limit"]),
        ("bomb_10g.zip", &["z0.txt: over-limit"]),
    ] {
        let path = format!("../shared/documents/made/hard/{name}");
        if let Some(bytes) = file(&path) {
            assert_eq!(outcomes(&path, &bytes), expected, "{name}");
        }
    }
    let path = "../shared/documents/made/hard/dossier.zip";
    if let Some(bytes) = file(path) {
        let names: Vec<String> = outcomes(path, &bytes)
            .into_iter()
            .map(|outcome| outcome.split(": ").next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(names, ["brief.pdf", "map/bijlage één.docx", "etc/kwaad.txt"]);
    }
}

#[test]
fn files_with_the_name_of_another_format() {
    for (name, expected) in [
        ("bad/html_named.pdf", Some(Format::Html)),
        ("bad/docx_named.pdf", Some(Format::Docx)),
        ("bad/notpdf.pdf", Some(Format::Pdf)),
        ("bad/prefix_garbage.pdf", Some(Format::Pdf)),
        ("bad/trunc_half.pdf", Some(Format::Pdf)),
        ("hard/hard.docx", Some(Format::Docx)),
        ("hard/prefix.docx", Some(Format::Docx)),
        ("hard/hard.rtf", Some(Format::Rtf)),
        ("hard/dossier.zip", Some(Format::Zip)),
        ("hard/mail.eml", Some(Format::Eml)),
        ("hard/enc/binary.txt", Some(Format::Text)),
        ("office/ah_tk.doc", Some(Format::Doc)),
        ("office/ah_tk.odt", Some(Format::Odt)),
        ("office/ah_tk.epub", Some(Format::Epub)),
        ("office/ah_tk.html", Some(Format::Html)),
    ] {
        if let Some(bytes) = file(&format!("../shared/documents/made/{name}")) {
            assert_eq!(format_of(name, &bytes), expected, "{name}");
            if name.starts_with("hard") || name.starts_with("office") {
                let content = if name.ends_with(".txt") { None } else { expected };
                assert_eq!(format_of("zonder naam.onbekend", &bytes), content, "{name}");
            }
        }
    }
    let path = "../shared/documents/made/bad/html_named.pdf";
    if let Some(document) = file(path).and_then(|bytes| read(path, &bytes).ok()) {
        assert_eq!((document.format, document.title.text.as_str()), (Format::Html, "Pagina niet gevonden"));
    }
}

#[test]
fn reasons() {
    let reason = |name: &str, bytes: &[u8]| read(name, bytes).map_err(|reason| reason.code()).err();
    assert_eq!(reason("a.onbekend", b"x"), Some("unknown-kind"));
    assert_eq!(reason("a.txt", b""), Some("empty"));
    assert_eq!(reason("a.txt", b" \n\t\xc2\xa0"), Some("empty"));
    assert_eq!(reason("a.txt", b"\xef\xbb\xbf"), Some("empty"));
    assert_eq!(reason("a.html", b"<p hidden>x</p>"), Some("empty"));
    assert_eq!(reason("a.xml", b"<a/>"), Some("empty"));
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

const NAMES: [&str; 9] =
    ["a/b.txt", "a/b.md", "a/b.html", "a/b.xml", "a/b.eml", "a/b.msg", "a/b.zip", "a/b.tar.gz", "a/b"];

fn check_survived(bytes: &[u8]) -> Result<(), TestCaseError> {
    for name in NAMES {
        let mut parts = Vec::new();
        read_all(name, bytes, &Settings::default(), &mut |part| parts.push(part));
        for part in parts {
            check_part(&part)?;
        }
    }
    Ok(())
}

fn check_part(part: &Part) -> Result<(), TestCaseError> {
    prop_assert!(!part.member.starts_with('/') && part.member.split('/').all(|step| step != ".."));
    let Ok(document) = &part.outcome else {
        return Ok(());
    };
    prop_assert!(!document.text.trim().is_empty());
    prop_assert!(!document.title.text.is_empty());
    if let Some(span) = document.title.span.clone() {
        let title = document.text.get(span);
        prop_assert!(title.is_some_and(|title| title.trim() == title && !title.is_empty()));
    }
    Ok(())
}

/// Files of each format that holds others, to be damaged.
fn containers() -> Vec<Vec<u8>> {
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.txt", "map/b.txt"] {
        zip.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&b"een twee drie ".repeat(20)).unwrap();
    }
    let mut tar = ::tar::Builder::new(Vec::new());
    let mut header = ::tar::Header::new_gnu();
    header.set_size(3);
    tar.append_data(&mut header, "lang/".repeat(30) + "a.txt", b"een".as_slice()).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let tar = tar.into_inner().unwrap();
    gzip.write_all(&tar).unwrap();
    let mut ole = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in [
        ("/__properties_version1.0", &[0; 64][..]),
        ("/__substg1.0_0037001F", b"a\0b\0"),
        ("/__substg1.0_1000001E", b"een twee drie"),
        ("/__substg1.0_10090102", b"\0\0\0\0\0\0\0\0LZFu\0\0\0\0\x02a\x0c\xf4"),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"een"),
        ("/__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0", &[0; 40]),
    ] {
        let folder = &path[..path.rfind('/').unwrap()];
        if !folder.is_empty() {
            ole.create_storage_all(folder).unwrap();
        }
        ole.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    vec![
        zip.finish().unwrap().into_inner(),
        tar,
        gzip.finish().unwrap(),
        ole.into_inner().into_inner(),
        b"Subject: =?utf-8?q?=C3=A9?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=x\n\
          Content-Transfer-Encoding: base64\n\nZWVu\n--b\nContent-Type: message/rfc822; name*0*=utf-8''a; name*1=b\n\n\
          Subject: x\n\ny\n--b--"
            .to_vec(),
    ]
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

    #[test]
    fn any_mail_is_survived(
        text in r"(From: |Subject: |Date: |MIME-Version: 1|Content-Type: |Content-Disposition: |multipart/(mixed|alternative|related)|message/rfc822|text/(plain|html)|; (boundary|charset|name|filename\*0?\*?)=|--b|--b--|b|Content-Transfer-Encoding: (base64|quoted-printable)|=\?utf-8\?[qb]\?|\?=|=C3|[<>\x22;:@,() ]|\r?\n|\PC){0,60}",
    ) {
        check_survived(text.as_bytes())?;
        check_survived(format!("From: a@b\nMIME-Version: 1.0\n{text}").as_bytes())?;
    }

    #[test]
    fn any_damage_is_survived(
        which in 0..5usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = containers().swap_remove(which);
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        check_survived(&bytes)?;
    }
}
