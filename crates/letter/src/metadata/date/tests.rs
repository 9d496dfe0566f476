use super::*;
use crate::layout::Layout;
use proptest::prelude::*;

fn found(text: &str, kind: Option<LetterKind>, declared: &Declared, name: &str) -> Option<Found<String>> {
    let lines = Lines::of(text, &Layout::default());
    let closing = super::super::closing::closing(&lines);
    date(&Head::of(text), &lines, closing.line, kind, declared, name)
}

fn check(text: &str, expected: Option<&str>) {
    let found = found(text, None, &Declared::default(), "x.txt");
    if let Some(Found { value, from: Origin::Text(span) }) = &found {
        assert_eq!(
            first_date(&text[span.clone()]).map(|(date, _)| date.to_string()).as_ref(),
            Some(value),
            "{text:?}"
        );
    }
    assert_eq!(found.map(|found| found.value).as_deref(), expected, "{text:?}");
}

#[test]
fn the_field_in_the_head() {
    check("Datum 14 februari 2012\nBetreft x", Some("2012-02-14"));
    check("Datum: 14-02-2012", Some("2012-02-14"));
    check("DATUM\n\n14 februari 2012", Some("2012-02-14"));
    check("date: 2012-02-14", Some("2012-02-14"));
    check("Date 14 February 2012\nRe x", Some("2012-02-14"));
    check("Datum\tDen Haag, dinsdag 14 februari 2012", Some("2012-02-14"));
    check("Datum ’s-Gravenhage, 14 februari 2012", Some("2012-02-14"));
    check("Datum Kenmerk\nx\nDatum 14 februari 2012", Some("2012-02-14"));
    check("Datum 14 februari 2012\nDatum 15 maart 2013", Some("2012-02-14"));
    check("Aan de Voorzitter        Datum     14 februari 2012", Some("2012-02-14"));
}

#[test]
fn labels_above_their_values() {
    check("Datum\nKenmerk\n14 februari 2012\n5725010", Some("2012-02-14"));
    check("Kenmerk\nDatum\n5725010\n14 februari 2012", Some("2012-02-14"));
    check("Datum\nBetreft\n\n28 juni 2024\nBeantwoording vragen", Some("2024-06-28"));
    check("Uw brief van\nOns kenmerk\nDatum\n3 januari 2012\nDJZ/123\n1 maart 2012", Some("2012-03-01"));
    check("Datum\nUw kenmerk\nOns kenmerk\n1 maart 2012\nDJZ/123", Some("2012-03-01"));
    check("Datum       Ons kenmerk\n1 maart 2012     DJZ/123", Some("2012-03-01"));
}

#[test]
fn a_place_and_a_day() {
    check("BRIEF VAN DE MINISTER\nAan de Voorzitter\nDen Haag, 14 februari 2012\nTekst", Some("2012-02-14"));
    check("'s-Gravenhage, 14 februari 2012", Some("2012-02-14"));
    check("’s-Gravenhage, dinsdag 14 februari 2012.", Some("2012-02-14"));
    check("Den Haag 14 februari 2012", Some("2012-02-14"));
    check("Alphen aan den Rijn, 14 februari 2012", Some("2012-02-14"));
    check("The Hague, 14 February 2012", Some("2012-02-14"));
    check("Kop\n\n14 februari 2012\n\nGeachte", Some("2012-02-14"));
    check("14 februari 2012\n\n15 maart 2013", None);
    check(
        &format!(
            "{}\nDen Haag, 14 februari 2012\n\nDe Minister van Financiën,\n\nA.B. Cee",
            "x\n".repeat(90)
        ),
        Some("2012-02-14"),
    );
}

#[test]
fn the_day_a_paper_was_received_moved_or_established() {
    check("Antwoord van Minister X (ontvangen 28 juni 2024).", Some("2024-06-28"));
    check("a (b) (Ontvangen 28\njuni 2024)", Some("2024-06-28"));
    check("(ontvangen op 28 juni 2024)", Some("2024-06-28"));
    check("Vragen (ingezonden 24 april 2024)\nAntwoord (ontvangen 28 juni 2024)", Some("2024-06-28"));
    check("Vragen van het lid X (ingezonden 24 april 2024).", Some("2024-04-24"));
    check("(ontvangen 28 juni 2024)\nDatum 1 juli 2024", Some("2024-07-01"));
    check("MOTIE VAN HET LID X\nVoorgesteld 14 mei 2024\nDe Kamer,", Some("2024-05-14"));
    check("AMENDEMENT VAN HET LID X\nOntvangen 14 mei 2024", Some("2024-05-14"));
    check("VERSLAG\nVastgesteld 14 mei 2024", Some("2024-05-14"));
    check("MOTIE\nVoorgesteld ter vergadering van 14 mei 2024", Some("2024-05-14"));
    check(&format!("{}(ontvangen 28 juni 2024)", "x\n".repeat(40)), None);
}

#[test]
fn the_day_of_questions_is_not_that_of_their_answer() {
    let text = "Vragen van het lid X (ingezonden 24 april 2024).\nAntwoord van Minister Y.";
    assert_eq!(found(text, Some(LetterKind::Antwoord), &Declared::default(), "x"), None);
}

#[test]
fn dates_of_other_things() {
    check("Op 14 februari 2012 schreef ik u.", None);
    check("Datum ontvangst 3 mei 2012", None);
    check("(ontvangen op of na 28 juni 2024)", None);
    check("Datumprikker 14 februari 2012", None);
    check("Ontvangen 14 mei 2024 heb ik het", None);
    check(&format!("{}Datum 14 februari 2012", "x\n".repeat(60)), None);
    check("Tekst\nVerzonden: 3 mei 2020\n", Some("2020-05-03"));
    check(&format!("{}Verzonden: 3 mei 2020\nTekst", "x\n".repeat(20)), None);
    check("", None);
    check("(((((", None);
}

#[test]
fn what_the_file_says() {
    let of = |properties: &[(&str, &str)], date: Option<&str>, name: &str| {
        let properties =
            properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let declared = Declared { date: date.map(str::to_owned), properties, ..Declared::default() };
        found("Tekst.", None, &declared, name).map(|found| {
            let from = match found.from {
                Origin::Declared(name) => name,
                Origin::Name => "name".to_owned(),
                Origin::Text(_) => "text".to_owned(),
            };
            format!("{} {from}", found.value)
        })
    };
    let issued = [("DCTERMS.available", "2021-07-07"), ("DCTERMS.issued", "2021-07-06")];
    assert_eq!(of(&issued, None, "2012-02-14.xml").as_deref(), Some("2021-07-06 DCTERMS.issued"));
    let received = [("dcterms:issued", "2021-07-07"), ("overheidop:datumOntvangst", "2021-07-06")];
    assert_eq!(of(&received, None, "x").as_deref(), Some("2021-07-06 overheidop:datumOntvangst"));
    for name in [
        "2012-02-14-brief.txt",
        "map 2010-01-01/brief_2012-02-14.pdf",
        "20120214_brief.pdf",
        "brief 14-02-2012.pdf",
    ] {
        assert_eq!(of(&[], Some("2022-05-01"), name).as_deref(), Some("2012-02-14 name"), "{name}");
    }
    assert_eq!(
        of(&[], Some("2022-05-01T10:00:00Z"), "ah-tk-20202021-3235.pdf").as_deref(),
        Some("2022-05-01 date")
    );
    assert_eq!(of(&[("modified", "2020-01-01")], None, "12345678.pdf"), None);
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(Datum|Den Haag, |14 |februari |May |2012|ontvangen |Voorgesteld |\\(|\\)|\n|\t|ë|\u{a0}|\\PC){0,40}") {
        if let Some(Found { from: Origin::Text(range), .. }) = found(&text, None, &Declared::default(), &text) {
            prop_assert!(text.get(range).is_some());
        }
    }
}
