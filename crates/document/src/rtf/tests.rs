use super::*;

fn read(rtf: &str) -> Draft {
    extract(format!("{{\\rtf1\\ansi {rtf}}}").as_bytes()).expect("it is sound")
}

fn check(rtf: &str, expected: &str) {
    assert_eq!(read(rtf).text, expected, "{rtf}");
}

#[test]
fn characters() {
    check(r"\u8217?x\u-10179?\u-8704?\uc2 \u235ab!", "’x😀ë!");
    check(r"{\fonttbl{\f1\fcharset238 A;}{\f2\fcharset0 B;}}\f1\'b3\f2\'b3", "ł³");
    check(r"\ansicpg1251\'e4", "д");
    check(r"{\upr{\b ansi}{\*\ud{unicode}}}", "unicode");
}

#[test]
fn destinations() {
    check(r"{\*\onbekend weg}a{\listtext 1.\tab}b{\pict 8950}{\object{\*\objdata 00}{\result c}}", "abc");
    check(r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt kader\par}}{\shprslt weg}}b", "ab\n\nkader");
    check(r"{\header kop}{\headerf kop}a", "a\n\nkop");
    check(r"softwarefout{\super 1} x", "softwarefout 1 x");
    check(
        r"a{\super\chftn}{\footnote\chftn noot}b\par c{\footnote\ftnalt{\super\chftn} eind}",
        "ab\n\n1 noot\n\nc\n\ni eind",
    );
    check(r"{\v a{\footnote b}}c{\deleted d}e", "ce");
}

#[test]
fn headings_and_properties() {
    let draft = read(
        r"{\stylesheet{\s0 Normal;}{\s5 heading 1;}}{\info{\title T\'e9}{\author A}{\creatim\yr2012\mo2\dy14}}\pard a\par\pard\s5 Kop\par b",
    );
    assert_eq!((draft.text.as_str(), draft.heading), ("a\n\nKop\n\nb", Some(3..6)));
    assert_eq!(draft.declared.title.as_deref(), Some("Té"));
    assert_eq!(draft.declared.author.as_deref(), Some("A"));
    assert_eq!(draft.declared.date.as_deref(), Some("2012-02-14"));
}

#[test]
fn hostile_files() {
    let code = |bytes: &[u8]| extract(bytes).map_err(|reason| reason.code()).err();
    assert_eq!(code(b"x"), Some("malformed"));
    assert_eq!(code(format!("{{\\rtf1 {}", "{".repeat(100_000)).as_bytes()), Some("over-limit"));
    assert_eq!(code(b"{\\rtf1 }}}}}"), None);
}
