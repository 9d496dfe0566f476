use super::*;
use crate::package::packed;

#[test]
fn slides_are_pages() {
    let list = "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='r2'/><p:sldId id='257' r:id='r1'/></p:sldIdLst></p:presentation>";
    let rels = "<r><Relationship Id='r1' Type='x/slide' Target='slides/slide1.xml'/>\
                <Relationship Id='r2' Type='x/slide' Target='slides/slide2.xml'/></r>";
    let shape = |kind: &str, text: &str| {
        format!(
            "<p:sp><p:nvPr><p:ph type='{kind}'/></p:nvPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    };
    let one = format!("<p:sld>{}</p:sld>", shape("body", "tweede"));
    let two = format!(
        "<p:sld>{}{}{}</p:sld>",
        shape("sldNum", "7"),
        shape("title", "Titel"),
        shape("body", "eerste")
    );
    let notes = format!("<p:notes>{}{}</p:notes>", shape("sldNum", "1"), shape("body", "spreker"));
    let bytes = packed(&[
        ("ppt/presentation.xml", list),
        ("ppt/_rels/presentation.xml.rels", rels),
        ("ppt/slides/slide1.xml", &one),
        ("ppt/slides/slide2.xml", &two),
        (
            "ppt/slides/_rels/slide2.xml.rels",
            "<r><Relationship Id='n' Type='x/notesSlide' Target='../n.xml'/></r>",
        ),
        ("ppt/n.xml", &notes),
    ]);
    let draft = Package::open(&bytes).and_then(|mut package| extract(&mut package)).expect("it is sound");
    assert_eq!(draft.text, "Titel\n\neerste\n\nspreker\n\ntweede");
    assert_eq!((draft.layout.pages, draft.heading), (vec![0, 24], Some(0..5)));
}
