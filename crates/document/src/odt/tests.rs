use super::*;
use crate::package::packed;

fn read(styles: &str, body: &str) -> Draft {
    let text = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let bytes = packed(&[("content.xml", &text)]);
    Package::open(&bytes).and_then(|mut package| extract(&mut package)).expect("it is sound")
}

fn check(body: &str, expected: &str) {
    assert_eq!(read("", body).text, expected, "{body}");
}

#[test]
fn what_is_shown() {
    check("<text:p>a<text:s text:c='900'/>b<text:tab/>c<text:line-break/>d</text:p>", "a b\tc\nd");
    check("<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:p>a</text:p>", "a");
    check("<text:p>a<office:annotation><text:p>weg</text:p></office:annotation>b</text:p>", "ab");
    check(
        "<text:p>a<draw:frame><draw:text-box><text:p>kader</text:p></draw:text-box></draw:frame>b</text:p>",
        "ab\n\nkader",
    );
    check("<text:section text:display='none'><text:p>weg</text:p></text:section><text:p>a</text:p>", "a");
    check(
        "<table:table>\n<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
         <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
        "a\tb",
    );
}

#[test]
fn styles_hide_and_head() {
    let styles = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>";
    let draft = read(
        styles,
        "<text:p>x</text:p><text:h text:style-name='Title'>a<text:span text:style-name='T1'>weg</text:span></text:h>",
    );
    assert_eq!((draft.text.as_str(), draft.heading), ("x\n\na", Some(3..4)));
}

#[test]
fn encrypted_parts_are_told() {
    let manifest = "<m><file-entry><encryption-data/></file-entry></m>";
    let bytes = packed(&[("META-INF/manifest.xml", manifest), ("content.xml", "<a/>")]);
    let found = Package::open(&bytes).and_then(|mut package| extract(&mut package));
    assert_eq!(found, Err(Reason::Encrypted));
}
