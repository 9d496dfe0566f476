use super::*;
use crate::Settings;

/// What is in a mail: its text without the head, and each attachment as `name: text` or `name: reason`.
fn read(mail: &str) -> (String, Vec<String>) {
    let (content, members) = read_bytes(mail.replace('\n', "\r\n").as_bytes());
    let text = content.map(|content| content.draft.text).unwrap_or_default();
    let body = text.split_once("\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
    (body, members)
}

fn read_bytes(bytes: &[u8]) -> (Result<Content, Reason>, Vec<String>) {
    let settings = Settings::default();
    let file = File { bytes, settings: &settings };
    let mut found = Vec::new();
    let outcome = Eml.read(&file, &mut |member| {
        let content = match &member.content {
            Ok(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Err(reason) => reason.code().to_owned(),
        };
        found.push(format!("{}: {content}", member.name));
        Ok(())
    });
    (outcome.and_then(|content| content.ok_or(Reason::Empty)), found)
}

fn check(mail: &str, body: &str, members: &[&str]) {
    let (found, attached) = read(mail);
    assert_eq!(
        (found.trim_end(), attached),
        (body, members.iter().map(|one| (*one).to_owned()).collect()),
        "{mail}"
    );
}

/// A mail of parts.
fn mixed(kind: &str, parts: &[&str]) -> String {
    let parts: String = parts.iter().map(|part| format!("--grens\n{part}\n")).collect();
    format!(
        "Subject: x\nContent-Type: multipart/{kind}; boundary=grens\n\nvoor oude programma's\n{parts}--grens--\nna\n"
    )
}

#[test]
fn the_head_is_decoded() {
    let mail = "From: Jan =?utf-8?q?=C3=96z=C3=BCtok?= <jan@min.nl>\nTo: woo@min.nl, \"Vries, P. de\" <p@min.nl>\n\
                Cc: groep: a@b, c@d;\nSubject: =?iso-8859-1?Q?Ge=EFnformeerd=3A?=\n =?utf-8?B?IMOpw6lu?=\n\
                Date: Tue, 14 Feb 2012 00:30:00 +0100\nMessage-ID: <a@b>\n\nJa.\n";
    let (content, _) = read_bytes(mail.as_bytes());
    let draft = content.unwrap().draft;
    assert_eq!(
        draft.text,
        "Van: Jan Özütok <jan@min.nl>\nAan: woo@min.nl, Vries, P. de <p@min.nl>\nCc: a@b, c@d\n\
         Datum: 14 februari 2012 00:30\nOnderwerp: Geïnformeerd: één\n\nJa.\n"
    );
    assert_eq!(draft.declared.title.as_deref(), Some("Geïnformeerd: één"));
    assert_eq!(draft.declared.date.as_deref(), Some("2012-02-14"));
    assert_eq!(draft.declared.author.as_deref(), Some("Jan Özütok <jan@min.nl>"));
    assert_eq!(draft.declared.values("date").collect::<Vec<_>>(), ["2012-02-14T00:30:00+01:00"]);
    assert_eq!(draft.declared.values("message-id").collect::<Vec<_>>(), ["a@b"]);
}

#[test]
fn a_body_is_in_whatever_encoding() {
    let body = |kind: &str, bytes: &[u8]| {
        let mail = [b"Subject: x\n", kind.as_bytes(), b"\n\n", bytes].concat();
        read_bytes(&mail).0.map(|content| (content.draft.text, content.encoding, content.replaced)).unwrap()
    };
    let text = "Onderwerp: x\n\nGeïnformeerd\n".to_owned();
    let plain = "Content-Type: text/plain; charset";
    let latin = (text.clone(), "windows-1252", 0);
    assert_eq!(body(&format!("{plain}=iso-8859-1"), b"Ge\xefnformeerd"), latin);
    assert_eq!(body("Content-Type: text/plain", b"Ge\xefnformeerd"), latin);
    assert_eq!(body(&format!("{plain}=utf-8"), b"Ge\xefnformeerd"), latin);
    let packed = "\nContent-Transfer-Encoding: quoted-printable";
    assert_eq!(body(&format!("{plain}=\"ISO-8859-1\"{packed}"), b"Ge=EFnfor=\nmeerd"), latin);
    let packed = "\nContent-Transfer-Encoding: Base64";
    assert_eq!(body(&format!("{plain}=utf-8{packed}"), b"R2XDr25mb3JtZWVyZA=="), (text.clone(), "UTF-8", 0));
    assert_eq!(body("Content-Type: text/html", b"<p>Ge&iuml;nformeerd"), (text, "UTF-8", 0));
}

#[test]
fn letters_with_accents_in_the_head() {
    let (content, _) = read_bytes(b"Subject: Ge\xefnformeerd\n\nx");
    assert_eq!(content.unwrap().draft.declared.title.as_deref(), Some("Geïnformeerd"));
}

#[test]
fn plain_text_goes_before_the_page_that_says_the_same() {
    let plain = "Content-Type: text/plain\n\nplat";
    let page = "Content-Type: text/html\n\n<p>een <b>bladzijde</b>";
    check(&mixed("alternative", &[plain, page]), "plat", &[]);
    check(&mixed("alternative", &[page, plain]), "plat", &[]);
    check(&mixed("alternative", &[page]), "een bladzijde", &[]);
    check(&mixed("alternative", &["Content-Type: text/plain\n\n\n", page]), "een bladzijde", &[]);
    check(&mixed("mixed", &[plain, page]), "plat\n\neen bladzijde", &[]);
    check(&mixed("mixed", &["\ngeen kop"]), "geen kop", &[]);
    let related = "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x\n--b\n\
                   Content-Type: image/png; name=logo.png\nContent-ID: <1>\n\n...\n--b--";
    check(&mixed("alternative", &[plain, related]), "plat", &[]);
    check(&mixed("alternative", &[related]), "x", &[]);
}

#[test]
fn attachments_have_names_of_their_own() {
    let pdf = "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''brief%20%C3%A9%C3%A9n.pdf\n\
               Content-Transfer-Encoding: base64\n\nYWJj";
    let note = "Content-Type: text/plain; name=\"../nota.txt\"\n\nnota";
    let photo = "Content-Type: image/jpeg\nContent-Disposition: attachment; filename=foto.jpg\n\nx";
    let unnamed = "Content-Type: application/pdf\n\nx";
    check(
        &mixed("mixed", &[pdf, pdf, note, photo, unnamed]),
        "",
        &[
            "brief één.pdf: abc",
            "brief één (2).pdf: abc",
            ".._nota.txt: nota",
            "foto.jpg: unknown-kind",
            "bijlage.pdf: x",
        ],
    );
    let document =
        "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: inline\nContent-ID: <1>\n\nx";
    check(&mixed("related", &["\nja", document]), "ja", &["a.pdf: x"]);
}

#[test]
fn a_mail_in_a_mail_is_an_attachment() {
    let inner = "Content-Type: message/rfc822\n\nSubject: binnenste\n\ntekst";
    check(&mixed("mixed", &["\nja", inner]), "ja", &["binnenste.eml: Subject: binnenste\r\n\r\ntekst"]);
    check(&mixed("mixed", &["Content-Type: message/rfc822\n\n"]), "", &["bericht.eml: "]);
}

#[test]
fn what_is_not_read_says_so() {
    let attached = |kind: &str| mixed("mixed", &[&format!("Content-Type: {kind}\n\nx")]);
    check(&attached("application/ms-tnef; name=winmail.dat"), "", &["winmail.dat: malformed"]);
    check(
        &attached("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"),
        "",
        &["smime.p7m: encrypted"],
    );
    check(&attached("text/calendar"), "", &["bijlage.ics: unknown-kind"]);
    for bytes in [&b""[..], b"tekst", b"tekst: en\n\nmeer", b"\n\n"] {
        let (content, _) = read_bytes(bytes);
        assert_eq!(
            content.map(|_| ()),
            Err(Reason::Malformed { detail: "it has no head of a mail".to_owned() })
        );
    }
}

#[test]
fn a_head_may_have_blanks_before_it() {
    let (content, _) = read_bytes(b"\xef\xbb\xbf\r\n\r\nSubject: x\r\n\r\ntekst");
    assert_eq!(content.unwrap().draft.text, "Onderwerp: x\n\ntekst\n");
}

#[test]
fn broken_boundaries_lose_nothing() {
    check("Subject: x\nContent-Type: multipart/mixed; boundary=grens\n\nalleen tekst", "alleen tekst", &[]);
    check("Subject: x\nContent-Type: multipart/mixed\n\nalleen tekst", "alleen tekst", &[]);
    check(
        "Subject: x\nContent-Type: multipart/mixed; boundary=grens\n\n--grens\n\neen\n--grens\n\ntwee",
        "een\n\ntwee",
        &[],
    );
    check(
        "Subject: x\nContent-Type: multipart/mixed; boundary=grens\n\n--grens\n\n--grensland\n--grens--",
        "--grensland",
        &[],
    );
}

#[test]
fn parts_without_end_are_refused() {
    let mut mail = "Subject: x\n".to_owned();
    for level in 0..100 {
        mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    assert_eq!(read_bytes(mail.as_bytes()).0.map(|_| ()).map_err(|reason| reason.code()), Err("over-limit"));
    let many =
        format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(20_000));
    assert_eq!(read_bytes(many.as_bytes()).0.map(|_| ()).map_err(|reason| reason.code()), Err("over-limit"));
}

#[test]
fn a_mail_forwarded_without_end_is_survived() {
    let mail = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let mut deepest = 0;
    crate::read_all("a.eml", mail.as_bytes(), &Settings::default(), &mut |part| {
        deepest = deepest.max(part.member.matches('/').count());
    });
    assert_eq!(deepest, crate::limits::DEEPEST_FILE);
}

#[test]
fn a_head_without_end_takes_no_time() {
    let start = std::time::Instant::now();
    let parameters: String = (0..100_000).map(|number| format!("; a{number}*{}=a", number % 9)).collect();
    let mail = format!("Subject: x\nContent-Type: text/plain{parameters}\n\ntekst");
    assert!(read_bytes(mail.as_bytes()).0.is_ok());
    let part = format!("--b\nContent-Type: text/plain{parameters}\n\ntekst\n").repeat(5);
    let mail = format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{part}");
    assert!(read_bytes(mail.as_bytes()).0.is_ok());
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}
