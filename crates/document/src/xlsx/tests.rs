use super::*;
use crate::package::packed;

#[test]
fn rows_are_lines() {
    let book = "<workbook><sheets><sheet name='Blad één' sheetId='1' r:id='r1'/>\
                <sheet name='Geheim' sheetId='2' state='hidden' r:id='r1'/></sheets></workbook>";
    let rels = "<r><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
                <Relationship Id='r2' Type='x/sharedStrings' Target='sharedStrings.xml'/></r>";
    let strings =
        "<sst><si><t>Naam</t></si><si><r><t>Rut</t></r><r><t>te\nII</t></r><rPh><t>weg</t></rPh></si></sst>";
    let sheet = "<worksheet><cols><col min='3' max='4' hidden='1'/></cols><sheetData>\
                 <row><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1'><v>9</v></c></row>\
                 <row hidden='1'><c r='A2'><v>8</v></c></row>\
                 <row><c r='A3'><f>1+1</f><v>2.5</v></c><c r='B3' t='inlineStr'><is><t>x</t></is></c>\
                 <c r='E3' t='b'><v>1</v></c><c r='F3' t='s'><v>77</v></c></row></sheetData></worksheet>";
    let bytes = packed(&[
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let draft = Package::open(&bytes).and_then(|mut package| extract(&mut package));
    assert_eq!(draft.map(|draft| draft.text).as_deref(), Ok("Blad één\n\nNaam\tRutte II\n2,5\tx\tWAAR"));
}

#[test]
fn columns_have_numbers() {
    for (place, number) in [("A1", 1), ("Z9", 26), ("AB12", 28), ("", 0), ("ZZZZZZZZ", 18_278)] {
        assert_eq!(column(place), number, "{place}");
    }
}
