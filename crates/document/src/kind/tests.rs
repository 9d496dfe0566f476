use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::*;

#[test]
fn names_promise_a_format() {
    for (name, format) in [
        ("a/b.TXT", Format::Text),
        ("b.text", Format::Text),
        ("inventaris.csv", Format::Text),
        ("b.md", Format::Markdown),
        ("b.Markdown", Format::Markdown),
        ("b.html", Format::Html),
        ("b.htm", Format::Html),
        ("b.xhtml", Format::Html),
        ("b.metadata.xml", Format::Xml),
        ("b.PDF", Format::Pdf),
        ("b.docm", Format::Docx),
        ("b.ott", Format::Odt),
        ("b.rtf", Format::Rtf),
        ("b.dot", Format::Doc),
        ("b.epub", Format::Epub),
        ("b.xlsm", Format::Xlsx),
        ("b.pptx", Format::Pptx),
        ("b.eml", Format::Eml),
        ("b.msg", Format::Msg),
        ("b.zip", Format::Zip),
        ("b.tgz", Format::Tar),
        ("b.tar.gz", Format::Tar),
    ] {
        assert_eq!(promise(name), Promise::Letter(format), "{name}");
    }
}

#[test]
fn other_names_promise_nothing_or_no_letter() {
    for name in ["foto.JPG", "a.svg", "a.js", "a.sqlite", "smime.p7s"] {
        assert_eq!(promise(name), Promise::Other, "{name}");
    }
    for name in
        ["brief", "Besluit versie 1.2", "b.gz", "b.7z", "b.onbekend", ".verborgen", "map.txt/brief", ""]
    {
        assert_eq!(promise(name), Promise::Unknown, "{name}");
    }
    assert!(OTHER.is_sorted());
}

fn check(name: &str, bytes: &[u8], expected: Option<Format>) {
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]);
    assert_eq!(format_of(name, bytes), expected, "{name}: {shown}");
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, ::zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn ole(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap();
    file.into_inner().into_inner()
}

fn tar() -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    let mut header = ::tar::Header::new_ustar();
    header.set_size(1);
    builder.append_data(&mut header, "a.txt", b"x".as_slice()).unwrap();
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn content_goes_before_the_name() {
    check("a.txt", b"%PDF-1.7\n", Some(Format::Pdf));
    check("a.docx", b"\n%PDF-1.7\n", Some(Format::Pdf));
    check("a.pdf", b"\x01\x02rommel\n%PDF-1.7\n", Some(Format::Pdf));
    check("a.jpg", b"%PDF-1.7\n", Some(Format::Pdf));
    check("a.doc", b"{\\rtf1 x}", Some(Format::Rtf));
    check("a.pdf", b"<!DOCTYPE html><html>x</html>", Some(Format::Html));
    check("a.doc", b"\xef\xbb\xbf <HTML>x", Some(Format::Html));
    check("a.pdf", b"<?xml version='1.0'?><a/>", Some(Format::Xml));
    check("a.zip", &tar(), Some(Format::Tar));
    check("a", &gzip(&tar()), Some(Format::Tar));
    check("brief.gz", &gzip(b"brief"), None);
    check("brief.tar.gz", &gzip(b"brief")[..12], Some(Format::Tar));
}

#[test]
fn what_a_container_holds_decides() {
    check("a.pdf", &zip(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), Some(Format::Docx));
    check("a.zip", &zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), Some(Format::Xlsx));
    check("a", &zip(&[("ppt/x.xml", ""), ("[Content_Types].xml", "")]), Some(Format::Pptx));
    check("a.docx", &zip(&[("[Content_Types].xml", ""), ("visio/x.xml", "")]), None);
    check("a", &zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Some(Format::Odt));
    check("a", &zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), None);
    check("a", &zip(&[("mimetype", "application/epub+zip\n")]), Some(Format::Epub));
    check("a.docx", &zip(&[("brief.txt", "%PDF-")]), Some(Format::Zip));
    check("a.docx", b"PK\x03\x04 damaged", Some(Format::Docx));
    check("a.pdf", b"PK\x03\x04 damaged", Some(Format::Zip));
    check("a.zip", &zip(&[]), Some(Format::Zip));
    check("a", &ole("/WordDocument"), Some(Format::Doc));
    check("a.doc", &ole("/__properties_version1.0"), Some(Format::Msg));
    check("a.docx", &ole("/EncryptionInfo"), Some(Format::Docx));
    check("a.xlsx", &ole("/EncryptionInfo"), Some(Format::Xlsx));
    check("a.doc", &ole("/Workbook"), None);
    check("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged", Some(Format::Doc));
    check("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged", None);
}

#[test]
fn the_name_decides_where_content_does_not() {
    check("a.pdf", b"dit is geen pdf", Some(Format::Pdf));
    check("a.docx", b"", Some(Format::Docx));
    check("a.txt", b"tekst", Some(Format::Text));
    check("a.md", b"# Kop", Some(Format::Markdown));
    check("a.html", b"tekst", Some(Format::Html));
    check("a.xml", b"<a/>", Some(Format::Xml));
    check("a.txt", b"Een PDF begint met %PDF-1.7", Some(Format::Text));
    check("brief", b"tekst", Some(Format::Text));
    check("Besluit versie 1.2", b"tekst", Some(Format::Text));
    check("brief", b"tekst\0\x01\x02", None);
    check("a.onbekend", b"tekst", None);
    check("a.jpg", b"\xff\xd8\xff\xe0 tekst", None);
    check("a.js", b"<html></html>", None);
}

#[test]
fn a_text_with_markup_is_a_page_when_it_is_whole() {
    check("a.txt", b"<p>tekst", Some(Format::Text));
    check("a.txt", b"<html> is een element", Some(Format::Text));
    check("a.txt", b"<html><p>x</html>\n", Some(Format::Html));
    check("a.txt", b"<?xml version='1.0'?> begint een bestand", Some(Format::Text));
    check("a.txt", b"<?xml version='1.0'?>\n<!-- x --><a:b c='d'>x</a:b>\n", Some(Format::Xml));
    check("a.md", b"<html> is een element", Some(Format::Markdown));
    check("a", b"<html> is een element", Some(Format::Html));
}

#[test]
fn xml_with_the_root_of_a_page_is_a_page() {
    check("a.xml", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>\n<html>x</html>", Some(Format::Html));
    check("a.xml", b"<?xml version='1.0'?><html xmlns='x'>x</html>", Some(Format::Html));
    check("a.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '>'>]><html/>", Some(Format::Html));
    check("a.html", b"<?xml version='1.0'?><div>x</div>", Some(Format::Html));
    let wide: Vec<u8> =
        "\u{feff}<?xml version='1.0'?><html/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("a.xml", &wide, Some(Format::Html));
}

#[test]
fn mail_is_known_by_its_head() {
    let sent = b"Received: from a by b;\r\n Tue, 14 Feb 2012\r\nFrom: a@b\r\nSubject: x\r\n\r\ntekst";
    let written = b"From: a@b\nDate: 14 februari 2012\nSubject: x\n\ntekst";
    check("a.eml", b"tekst", Some(Format::Eml));
    check("a", sent, Some(Format::Eml));
    check("a.txt", sent, Some(Format::Eml));
    check("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", Some(Format::Eml));
    check("a", written, Some(Format::Eml));
    check("a.txt", written, Some(Format::Text));
    check("a", b"Date: x\nSubject: y\n\n", Some(Format::Text));
    check("a", b"Geachte heer:\nFrom: x\nTo: y\nSubject: z\n", Some(Format::Text));
}

proptest! {
    #[test]
    fn any_bytes_are_survived(
        name in r"[a-z]{0,3}(\.(txt|pdf|docx|doc|eml|zip|jpg|xml|html|tar\.gz|x))?",
        start in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08\0", b"<?xml", b"<!doctype html",
            b"<!--", b"From: ",
        ]),
        bytes in any::<Vec<u8>>(),
    ) {
        let bytes = [start, &bytes].concat();
        let format = format_of(&name, &bytes);
        prop_assert_eq!(format, format_of(&name, &bytes));
    }
}
