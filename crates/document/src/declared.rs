//! The encoding that a page or an XML file claims to be in.
//!
//! Answerable for reading `<meta charset>` and the XML declaration from the first bytes. Knows nothing of
//! whether the claim is true; `encoding` believes better evidence first.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use naslag_letter::Format;

/// Bytes of a page in which its encoding must be declared, by HTML's own rule; official pages put many other
/// lines first, so four times as many are read.
const HEAD: usize = 4096;

/// Returns the encoding the bytes declare, if it is one that could have declared itself in ASCII and is not
/// UTF-8, which has been tried by then.
pub(crate) fn encoding(format: Format, bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // A declaration is ASCII in every encoding that can be declared; the other bytes do not matter here.
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = match format {
        Format::Html => in_declaration(&head).or_else(|| in_meta(&head)),
        Format::Xml => in_declaration(&head),
        _ => None,
    }?;
    labelled(label)
}

/// Returns the encoding with this label, unless it is one that a label cannot tell: UTF-8 has been tried by then, and
/// the others would not be read up to the label.
pub(crate) fn labelled(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    let impossible = [UTF_8, UTF_16LE, UTF_16BE, X_USER_DEFINED];
    (!impossible.contains(&encoding)).then_some(encoding)
}

/// `<?xml version="1.0" encoding="ISO-8859-1"?>`
fn in_declaration(head: &str) -> Option<&str> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    value(after(declaration, "encoding")?)
}

/// `<meta charset="…">` and `<meta http-equiv="Content-Type" content="text/html; charset=…">`
fn in_meta(head: &str) -> Option<&str> {
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = &rest[..rest.find('>')?];
        value(after(tag, "charset")?)
    })
}

fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.split_once(name).map(|(_, rest)| rest)
}

/// The value after an equals sign, in quotes or not.
fn value(text: &str) -> Option<&str> {
    let text = text.trim_start().strip_prefix('=')?.trim_start();
    let text = text.trim_start_matches(['"', '\'']);
    let end = text.find(['"', '\'', ';', '>', '/']).unwrap_or(text.len());
    let label = text[..end].split_whitespace().next()?;
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: Format, head: &str, expected: Option<&str>) {
        let found = encoding(format, head.as_bytes()).map(Encoding::name);
        assert_eq!(found, expected, "{head}");
    }

    #[test]
    fn pages_declare_in_meta() {
        let html = Format::Html;
        check(html, "<meta charset=windows-1252>", Some("windows-1252"));
        check(html, "<META CharSet = 'ISO-8859-15' />", Some("ISO-8859-15"));
        check(
            html,
            r#"<meta name="x"><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">"#,
            Some("windows-1252"),
        );
        check(html, r#"<?xml version="1.0" encoding="koi8-r"?><html>"#, Some("KOI8-R"));
        check(html, "<meta charset=utf-8>", None);
        check(html, "<meta charset=utf-16>", None);
        check(html, "<meta charset=klingon>", None);
        check(html, "<meta charset=", None);
        check(html, "charset=windows-1252", None);
    }

    #[test]
    fn xml_declares_in_its_first_line() {
        let xml = Format::Xml;
        check(xml, r#"<?xml version="1.0" encoding="ISO-8859-1"?><a/>"#, Some("windows-1252"));
        check(xml, "<?xml version='1.0' encoding='windows-1250' ?>", Some("windows-1250"));
        check(xml, r#"<?xml version="1.0"?><a encoding="koi8-r"/>"#, None);
        check(xml, "<a/>", None);
    }

    #[test]
    fn plain_text_declares_nothing() {
        check(Format::Text, "<meta charset=koi8-r>", None);
    }
}
