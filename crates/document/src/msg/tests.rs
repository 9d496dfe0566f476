use super::*;
use crate::Settings;

type Made = CompoundFile<Cursor<Vec<u8>>>;

fn new() -> Made {
    CompoundFile::create(Cursor::new(Vec::new())).unwrap()
}

fn put(file: &mut Made, path: &str, bytes: &[u8]) {
    file.create_stream(path).unwrap().write_all(bytes).unwrap();
}

/// A property with text, in Unicode.
fn put_text(file: &mut Made, storage: &str, number: &str, text: &str) {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    put(file, &format!("{storage}__substg1.0_{number}001F"), &bytes);
}

/// The table of properties; an inner mail has a shorter head.
fn put_table(file: &mut Made, storage: &str, head: usize, rows: &[(u32, u64)]) {
    let mut table = vec![0; head];
    for (number, value) in rows {
        table.extend(number.to_le_bytes());
        table.extend([0; 4]);
        table.extend(value.to_le_bytes());
    }
    put(file, &format!("{storage}__properties_version1.0"), &table);
}

/// 14 February 2012, 8:30 in Greenwich.
const SENT: u64 = (1_329_208_200 + 11_644_473_600) * 10_000_000;

fn mail(file: &mut Made, storage: &str, head: usize) {
    put_table(file, storage, head, &[(0x0E06_0040, 5), (0x0039_0040, SENT)]);
    put_text(file, storage, "0042", "Jan Özütok");
    put_text(file, storage, "5D02", "jan@min.nl");
    put_text(file, storage, "0E04", "Woo-loket; Vries, P. de");
    put_text(file, storage, "0037", "Geïnformeerd: besluit één");
    put_text(file, storage, "1000", "Beste collega,\r\n\r\nJa.\r\n");
    put_text(file, storage, "1035", "<a@b>");
}

fn read(file: Made) -> (Draft, Vec<String>) {
    let bytes = file.into_inner().into_inner();
    let settings = Settings::default();
    let file = File { bytes: &bytes, settings: &settings };
    let mut found = Vec::new();
    let outcome = Msg.read(&file, &mut |member| {
        let content = match &member.content {
            Ok(bytes) => String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned(),
            Err(reason) => reason.code().to_owned(),
        };
        found.push(format!("{}: {content}", member.name));
        Ok(())
    });
    (outcome.unwrap().unwrap().draft, found)
}

use naslag_letter::Draft;

#[test]
fn a_mail_is_read() {
    let mut file = new();
    mail(&mut file, "/", 32);
    let (draft, members) = read(file);
    assert_eq!(
        draft.text,
        "Van: Jan Özütok <jan@min.nl>\nAan: Woo-loket; Vries, P. de\nDatum: 14 februari 2012 08:30\n\
         Onderwerp: Geïnformeerd: besluit één\n\nBeste collega,\n\nJa.\n"
    );
    assert_eq!(draft.declared.date.as_deref(), Some("2012-02-14"));
    assert_eq!(draft.declared.values("date").collect::<Vec<_>>(), ["2012-02-14T08:30:00Z"]);
    assert_eq!(draft.declared.values("message-id").collect::<Vec<_>>(), ["a@b"]);
    assert!(members.is_empty());
}

#[test]
fn the_head_of_the_network_knows_the_clock_of_the_sender() {
    let mut file = new();
    mail(&mut file, "/", 32);
    put_text(
        &mut file,
        "/",
        "007D",
        "From: Jan <jan@min.nl>\r\nTo: Woo <woo@min.nl>\r\nDate: Wed, 15 Feb 2012 00:30:00 +0100\r\n\r\n",
    );
    let (draft, _) = read(file);
    assert!(draft.text.contains("Aan: Woo <woo@min.nl>\nDatum: 15 februari 2012 00:30\n"), "{}", draft.text);
}

#[test]
fn text_in_a_code_page() {
    let mut file = new();
    put_table(&mut file, "/", 32, &[(0x3FFD_0003, 1250)]);
    put(&mut file, "/__substg1.0_0037001E", b"Pan Dvo\xf8\xe1k\0");
    put(&mut file, "/__substg1.0_1000001E", b"\r\n");
    put(&mut file, "/__substg1.0_10130102", b"<p>Ge\xefnformeerd");
    assert_eq!(read(file).0.text, "Onderwerp: Pan Dvořák\n\nGeïnformeerd\n");
}

#[test]
fn rtf_is_handed_on_when_there_is_no_other_body() {
    let mut file = new();
    put_table(&mut file, "/", 32, &[]);
    put(&mut file, "/__substg1.0_10090102", b"\0\0\0\0\0\0\0\0MELA\0\0\0\0{\\rtf1 x}");
    assert_eq!(read(file).1, ["bericht.rtf: {\\rtf1 x}"]);
}

#[test]
fn attachments_are_members() {
    let mut file = new();
    mail(&mut file, "/", 32);
    for (number, name, bytes) in [
        (2, "brief één.pdf", Some(&b"%PDF"[..])),
        (0, "nota.txt", Some(b"een")),
        (1, "nota.txt", Some(b"twee")),
        (3, "foto.jpg", Some(b"x")),
        (4, "weg.docx", None),
    ] {
        let storage = format!("/__attach_version1.0_#{number:08X}/");
        file.create_storage(&storage).unwrap();
        put_text(&mut file, &storage, "3707", name);
        if let Some(bytes) = bytes {
            put(&mut file, &format!("{storage}__substg1.0_37010102"), bytes);
        }
    }
    let storage = "/__attach_version1.0_#00000005/";
    file.create_storage(storage).unwrap();
    put_text(&mut file, storage, "3707", "logo.png");
    put_text(&mut file, storage, "3712", "logo@1");
    let expected = [
        "nota.txt: een",
        "nota (2).txt: twee",
        "brief één.pdf: %PDF",
        "foto.jpg: unknown-kind",
        "weg.docx: malformed",
    ];
    assert_eq!(read(file).1, expected);
}

#[test]
fn a_mail_in_a_mail_is_a_file_of_its_own() {
    let mut file = new();
    mail(&mut file, "/", 32);
    let storage = "/__attach_version1.0_#00000000/";
    let inner = format!("{storage}__substg1.0_3701000D/");
    file.create_storage_all(&inner).unwrap();
    put_text(&mut file, storage, "3001", "binnenste bericht");
    mail(&mut file, &inner, 24);
    let attached = format!("{inner}__attach_version1.0_#00000000/");
    file.create_storage(&attached).unwrap();
    put_text(&mut file, &attached, "3707", "nota.txt");
    put(&mut file, &format!("{attached}__substg1.0_37010102"), b"een nota");
    let bytes = file.into_inner().into_inner();
    let mut found = Vec::new();
    crate::read_all("a.msg", &bytes, &Settings::default(), &mut |part| {
        let text = part.outcome.map(|document| document.text).unwrap_or_default();
        found.push((part.member, text.lines().next_back().unwrap_or_default().to_owned()));
    });
    let expected =
        [("binnenste bericht.msg/nota.txt", "een nota"), ("binnenste bericht.msg", "Ja."), ("", "Ja.")];
    assert_eq!(found, expected.map(|(member, last)| (member.to_owned(), last.to_owned())));
}
