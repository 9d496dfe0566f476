use super::*;
use crate::{Format, describe};

fn check(name: &str, text: &str, expected: &str) {
    let draft = Draft { text: text.to_owned(), ..Draft::default() };
    let found = describe(name, Format::Text, &draft).metadata.kind;
    if let Some(Found { from: Origin::Text(range), .. }) = &found {
        assert!(!text[range.clone()].is_empty());
    }
    assert_eq!(found.map_or("", |found| found.value.name()), expected, "{text:?}");
}

#[test]
fn headings_of_papers() {
    for (text, kind) in [
        ("32 545\n\nNr. 143\n\nMOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS\nVoorgesteld", "motie"),
        ("Nr. 143 GEWIJZIGDE MOTIE VAN HET LID X TER VERVANGING", "motie"),
        ("Nr. 12\nNADER GEWIJZIGD AMENDEMENT VAN HET LID X\nOntvangen", "amendement"),
        ("Nr. 3\nMEMORIE VAN TOELICHTING\n\nI. ALGEMEEN", "memorie"),
        ("Nr. 2\nVOORSTEL VAN WET\n\nWij Willem-Alexander", "wetsvoorstel"),
        ("Nr. 6\nNOTA NAAR AANLEIDING VAN HET VERSLAG\n", "overig"),
        ("Nr. 9\nVERSLAG VAN EEN COMMISSIEDEBAT\nVastgesteld 3 mei 2023", "verslag"),
        ("Nr. 5\nVERSLAG\nVastgesteld 3 mei 2023", "verslag"),
        ("Nr. 9\nLIJST VAN VRAGEN EN ANTWOORDEN\nVastgesteld", "antwoord"),
        (
            "Nr. 202\nBRIEF VAN DE MINISTER VAN FINANCIËN\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 3 mei 2012",
            "kamerbrief",
        ),
        ("Nr. 202\nBRIEF VAN HET PRESIDIUM\nAan de Leden", "overig"),
        ("M O T I E\n\nDe Kamer,", "motie"),
        (
            "Vragen van het lid X (SP) aan de Minister over Y (ingezonden 3 mei 2020).\n\nVraag 1",
            "kamervragen",
        ),
        ("Vragen van het lid X (SP) aan de Minister over Y.\n\nAntwoord van Minister Z (SZW)", "antwoord"),
        (
            "Vragen van het lid X (SP) over Y.\n\nMededeling van Minister Z (SZW) (ontvangen 3 mei 2020).",
            "overig",
        ),
        ("Bijlage 1: tabel\n\nTekst", "bijlage"),
        ("Bijlage bij Kamerbrief over X\n\nTekst", "bijlage"),
    ] {
        check("x.txt", text, kind);
    }
}

#[test]
fn letters_by_address_and_signature() {
    let to = "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n\n";
    let signed = "\n\nGeachte voorzitter,\n\nTekst.\n\nDe Minister van Financiën,\n\nA.B. Cee";
    check("x.txt", &format!("{to}Datum 3 mei 2012\nBetreft Hack{signed}"), "kamerbrief");
    check("x.txt", &format!("{to}Betreft Verslag van een werkbezoek{signed}"), "kamerbrief");
    check("x.txt", &format!("{to}Bijlage(n)\nBeslisnota\n\nBetreft Hack{signed}"), "kamerbrief");
    check("x.txt", &format!("{to}Betreft Besluit op Woo-verzoek{signed}"), "kamerbrief");
    check("x.txt", &format!("{to}Betreft Beantwoording Kamervragen over x{signed}"), "antwoord");
    check("x.txt", &format!("{to}Betreft Antwoorden op vragen van het lid X over y{signed}"), "antwoord");
    check("x.txt", &format!("{to}Betreft Uitstel beantwoording Kamervragen over x{signed}"), "kamerbrief");
    check("x.txt", &format!("{to}Betreft Zorg\n\nTekst van een vereniging.\n\nJ. Jansen"), "");
}

#[test]
fn notes_and_decisions() {
    for (text, kind) in [
        (
            "TER BESLISSING\nAan de minister van Financiën\n\nnota\n\nDatum 3 mei 2023\n\nAanleiding",
            "beslisnota",
        ),
        ("Beslisnota bij Kamerbrief over X\n\nAan: de minister", "beslisnota"),
        ("nota\n\nAan de staatssecretaris\n\nDatum", "beslisnota"),
        ("Datum 3 mei 2023\nBetreft Besluit op uw Woo-verzoek\n\nGeachte heer,", "woo"),
        ("Datum 3 mei 2023\nOnderwerp: Beslissing op bezwaar Wob\n\nGeachte heer,", "woo"),
        ("Onderwerp Uw verzoek op grond van de Wet openbaarheid van bestuur\n\nGeachte mevrouw,", "woo"),
        ("Besluit op uw Woo-verzoek\n\nGeachte heer,", "woo"),
        ("Betreft Uitnodiging\n\nGeachte heer,\n\nHet Woo-besluit volgt.", ""),
    ] {
        check("x.txt", text, kind);
    }
}

#[test]
fn the_name_of_the_file_comes_last() {
    for (name, kind) in [
        ("2012-02-14-kamerbrief-hack-bij-kpn.txt", "kamerbrief"),
        ("beslisnota-bij-kamerbrief.pdf", "beslisnota"),
        ("map/ah-tk-20202021-3235.xml", "antwoord"),
        ("kv-tk-2024Z06789.html", "kamervragen"),
        ("blg-1007826.pdf", "bijlage"),
        ("woo-besluit-x.pdf", "woo"),
        ("notulen kamerbrief.txt", ""),
        ("kst-32545-143.txt", ""),
    ] {
        check(name, "Tekst zonder kop of naam, die verder niets zegt.", kind);
    }
}

#[test]
fn official_types() {
    for (types, kind) in [
        (&["officiële publicatie", "Antwoord", "Aanhangsel van de Handelingen"][..], "antwoord"),
        (&["officiële publicatie", "Aanhangsel van de Handelingen", "Mededeling"], "overig"),
        (&["Motie", "Kamerstuk"], "motie"),
        (&["Brief", "Kamerstuk"], ""),
        (&["Kamervragen zonder antwoord"], "kamervragen"),
        (&["Verslag van een commissiedebat"], "verslag"),
    ] {
        let mut draft = Draft { text: "Tekst zonder kop.".to_owned(), ..Draft::default() };
        draft
            .declared
            .properties
            .extend(types.iter().map(|value| ("DC.type".to_owned(), (*value).to_owned())));
        let found = describe("x.xml", Format::Xml, &draft).metadata.kind;
        assert_eq!(found.map_or("", |found| found.value.name()), kind, "{types:?}");
    }
}
