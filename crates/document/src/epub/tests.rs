use super::*;
use crate::package::packed;

#[test]
fn chapters_and_notes() {
    let opf = "<package><metadata><dc:title>Boek</dc:title></metadata><manifest><item id='a' href='a%20b.xhtml'/>\
               <item id='n' href='n.xhtml'/><item id='k' href='k.html'/></manifest>\
               <spine><itemref idref='a'/><itemref idref='k'/><itemref idref='n'/></spine></package>";
    let a = "<html><head><title>weg</title></head><body><h1>Kop</h1><p>een<sup><a epub:type='noteref' \
             href='n.xhtml#1'>1</a></sup> twee</p></body></html>";
    let n = "<html><body><aside epub:type='footnote' id='1'><p><sup>1</sup>noot</p></aside>\
             <aside epub:type='footnote' id='2'><p>los</p></aside></body></html>";
    let bytes = packed(&[
        ("META-INF/container.xml", "<c><rootfile full-path='O/content.opf'/></c>"),
        ("O/content.opf", opf),
        ("O/a b.xhtml", a),
        ("O/n.xhtml", n),
        ("O/k.html", "<p>geen<br>xml"),
    ]);
    let draft = Package::open(&bytes).and_then(|mut package| extract(&mut package)).expect("it is sound");
    assert_eq!(draft.text, "Kop\n\neen twee\n\n1 noot\n\ngeen\nxml\n\nlos");
    assert_eq!((draft.heading, draft.layout.notes.len()), (Some(0..3), 2));
    assert_eq!(draft.declared.title.as_deref(), Some("Boek"));
}
