use super::*;
use crate::package::packed;

fn read(body: &str, notes: &str, pages: &str) -> Draft {
    let rels = "<r><Relationship Id='f' Type='x/footnotes' Target='footnotes.xml'/></r>";
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes>{notes}</w:footnotes>");
    let app = format!("<Properties><Pages>{pages}</Pages></Properties>");
    let bytes = packed(&[
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", rels),
        ("word/footnotes.xml", &notes),
        ("docProps/app.xml", &app),
    ]);
    Package::open(&bytes).and_then(|mut package| extract(&mut package)).expect("it is sound")
}

fn check(body: &str, expected: &str) {
    assert_eq!(read(body, "", "").text, expected, "{body}");
}

#[test]
fn runs_and_paragraphs() {
    check(
        "<w:p><w:r><w:t>een</w:t></w:r><w:r><w:t>s</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "eens\n\nb",
    );
    check(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r></w:p>",
        "a\nb",
    );
    check(
        "<w:p><w:r><w:t>fout</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
        "fout 1",
    );
    check("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r></w:p>", "a");
    check(
        "<w:p><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo></w:p>",
        "b",
    );
    check("<w:p><w:r><w:sym w:char='F0B7'/><w:sym w:char='20AC'/></w:r></w:p>", "€");
}

#[test]
fn fields_show_their_result() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let [begin, separate, end] = ["begin", "separate", "end"].map(field);
    let (a, b) = (text("a"), text("b"));
    check(&format!("<w:p>{begin}{a}{separate}{b}{end}</w:p>"), "b");
    check(&format!("<w:p>{begin}{begin}{separate}{a}{end}{separate}{b}{end}</w:p>"), "b");
    check(&format!("<w:p>{begin}{a}</w:p><w:p>{b}</w:p>"), "b");
}

#[test]
fn a_note_is_read_once() {
    let call = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='2'/></w:r></w:p>";
    let note = "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>noot</w:t></w:r></w:p></w:footnote>";
    let draft = read(&call.repeat(3), note, "");
    assert_eq!(draft.text, "a\n\n1 noot\n\na\n\na");
}

#[test]
fn the_second_rendition_is_read_when_the_first_has_no_text() {
    let text = "<w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent>";
    for (choice, fallback) in [(text, text), ("", text), (text, "")] {
        check(
            &format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>\
                 </mc:AlternateContent></w:r></w:p>"
            ),
            "kader",
        );
    }
}

#[test]
fn pages_are_told_when_they_are_certain() {
    let page = |mark: &str| format!("<w:p><w:r>{mark}<w:t>a</w:t></w:r></w:p>");
    let [explicit, rendered] = ["<w:br w:type='page'/>", "<w:lastRenderedPageBreak/>"];
    let check = |marks: &[&str], pages: &str, expected: &[usize]| {
        let body: String = marks.iter().map(|mark| page(mark)).collect();
        assert_eq!(read(&body, "", pages).layout.pages, expected, "{marks:?} {pages}");
    };
    check(&["", rendered], "", &[0, 3]);
    check(&["", explicit], "", &[]);
    check(&["", explicit], "2", &[0, 3]);
    check(&["", rendered], "3", &[]);
    check(&["", &format!("{explicit}{rendered}"), rendered], "3", &[0, 3, 6]);
}
