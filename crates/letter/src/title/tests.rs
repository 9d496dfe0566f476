use super::*;

/// `expected`: the source's first letter, a colon, and the title.
fn check(text: &str, expected: &str) {
    let draft = Draft { text: text.to_owned(), ..Draft::default() };
    let title = title("map/2012-02-14-naam_van bestand.txt", Format::Text, &draft);
    let source = match title.source {
        TitleSource::Field => 'f',
        TitleSource::Heading => 'h',
        TitleSource::Opening => 'o',
        TitleSource::FileName => 'n',
    };
    assert_eq!(format!("{source}:{}", title.text), expected, "{text:?}");
    if let Some(span) = title.span {
        assert_eq!(folded(&text[span]), title.text);
    }
}

const NONE: &str = "n:2012 02 14 naam van bestand";

#[test]
fn the_field_goes_first() {
    check("Kop\n\nDatum x\nBetreft Hack  bij\u{a0}KPN\n\nGeachte", "f:Hack bij KPN");
    check("Onderwerp: antwoorden op Kamervragen.", "f:antwoorden op Kamervragen.");
    check("ONDERWERP\n\nHack bij KPN", "f:Hack bij KPN");
    check(
        "Betreft Hack bij de\ndienst van KPN\n en anderen\n\nrest",
        "f:Hack bij de dienst van KPN en anderen",
    );
    check("Betreft Hack bij KPN\nGeachte voorzitter", "f:Hack bij KPN");
    check("Betreft: beveili\u{ad}ging", "f:beveiliging");
    check("Betreft Hack bij de be-\nveiliging\n\nrest", "f:Hack bij de beveiliging");
    check("Betreft Hack bij klant-\nen persoonsgegevens\n\nrest", "f:Hack bij klant- en persoonsgegevens");
    check("Betreft: x (ontvangen 1 mei 2012)", "f:x");
}

#[test]
fn subjects_that_the_margin_broke() {
    check(
        "Betreft Geannoteerde agenda Raad Buitenlandse Zaken van 20\n2014 en verder\n\nGeachte",
        "f:Geannoteerde agenda Raad Buitenlandse Zaken van 20 2014 en verder",
    );
    check(
        "Betreft Geannoteerde agenda Raad Buitenlandse Zaken van 20\nOktober\nKenmerk 123456",
        "f:Geannoteerde agenda Raad Buitenlandse Zaken van 20 Oktober",
    );
    check(
        "Betreft Geannoteerde agenda Raad Buitenlandse Zaken van 20\nHierbij bied ik u de agenda aan.\n\nTekst",
        "f:Geannoteerde agenda Raad Buitenlandse Zaken van 20",
    );
    check(
        "Betreft Geannoteerde agenda Raad Buitenlandse Zaken van 20\nA\nB\nC\nD\nE\n\nTekst",
        "f:Geannoteerde agenda Raad Buitenlandse Zaken van 20",
    );
    check("Datum\nBetreft\n1 mei 2020\nHack bij KPN\n\nGeachte", "f:Hack bij KPN");
    check("Datum\nBetreft\n1 mei 2020\n\nGeachte voorzitter,", NONE);
}

#[test]
fn printed_papers() {
    check(
        "Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar 2020–2021\n\n32 545\n\nWet\n\nNr. 143\n\nMOTIE VAN HET LID X\nVoorgesteld",
        "o:MOTIE VAN HET LID X",
    );
    check("26 643 ICT\nNr. 202 BRIEF VAN DE MINISTER\nAan", "o:BRIEF VAN DE MINISTER");
    check("Nr. 143                  MOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS\n              Voorgesteld 6 juli 2021".replacen("Nr", "32 545  Wet\nNr", 1).as_str(), "o:MOTIE VAN DE LEDEN INGE VAN DIJK EN GRINWIS");
    check("Aanhangsel van de Handelingen\nVragen van het lid X over Y", "o:Vragen van het lid X over Y");
    check("Tekst die begint.\nBrief van de minister", NONE);
}

#[test]
fn titles_that_programs_make_up() {
    for made_up in ["Microsoft Word - brief.doc", "Document1", "brief.docx", "Untitled"] {
        let mut draft = Draft { text: "Tekst zonder kop.".to_owned(), ..Draft::default() };
        draft.declared.title = Some(made_up.to_owned());
        assert_eq!(title("x.pdf", Format::Pdf, &draft).source, TitleSource::FileName, "{made_up}");
    }
}

#[test]
fn sentences_are_no_fields() {
    check("Tekst.\nBetreft het hier een misverstand?", NONE);
    check("Tekst.\nOnderwerp van gesprek", NONE);
    check("Tekst.\nBetreft: --", NONE);
}

#[test]
fn papers_of_parliament() {
    check(
        "Vragen van het lid X (Y) over Z (ingezonden 24 april 2024).\n\nVraag 1",
        "o:Vragen van het lid X (Y) over Z",
    );
    check("\n\n MOTIE VAN HET LID X\nVoorgesteld", "o:MOTIE VAN HET LID X");
    check("Brief van de minister", "o:Brief van de minister");
    check(
        "Vragen van het lid X aan de Minister van Justitie en Veiligheid, en\nanderen over Z (ingezonden 24\nVraag 1",
        "o:Vragen van het lid X aan de Minister van Justitie en Veiligheid, en anderen over Z (ingezonden 24",
    );
    check("Vragen vanuit het land.", NONE);
    check("De motie van het lid.", NONE);
}

#[test]
fn a_first_line_that_stands_alone() {
    check("Hack bij KPN\n\nTekst.", "h:Hack bij KPN");
    check("\n  Hack bij KPN  \n", "h:Hack bij KPN");
    check("Hack bij KPN\nTekst.", NONE);
    check("Hack bij KPN.\n\nTekst.", NONE);
    check("> Retouradres Postbus 20301\n\nTekst", NONE);
    check("Aan de Voorzitter van de Tweede Kamer\n\nTekst", NONE);
    check("Aanpak van fraude\n\nTekst", "h:Aanpak van fraude");
    check("2500 EH Den Haag\n\nTekst", NONE);
    check("Den Haag, 14 februari 2012\n\nTekst", NONE);
    check("- 12 -\n\nTekst", NONE);
    check(&format!("{}\n\nTekst", "woord ".repeat(25)), NONE);
}

#[test]
fn markup_names_the_document() {
    let mut draft = Draft {
        text: "Nr. 1\n\nHack bij\nKPN (ingezonden 1 mei 2012).".to_owned(),
        heading: Some(7..44),
        ..Draft::default()
    };
    draft.declared.title = Some(" In het\nvenster ".to_owned());
    let found = title("x.html", Format::Html, &draft);
    assert_eq!((found.text.as_str(), found.span), ("Hack bij KPN", Some(7..19)));
    draft.heading = None;
    let found = title("x.html", Format::Html, &draft);
    assert_eq!((found.text.as_str(), found.span), ("In het venster", None));
    draft.declared.title = None;
    let found = title("x.html", Format::Html, &draft);
    assert_eq!((found.text.as_str(), found.source), ("x", TitleSource::FileName));
}

#[test]
fn long_titles_are_cut_between_words() {
    let text = format!("Betreft: {}", "één woord ".repeat(100));
    let draft = Draft { text, ..Draft::default() };
    let found = title("x.txt", Format::Text, &draft);
    assert_eq!(found.text.chars().count(), 399);
    assert!(found.text.ends_with("woord"));
}

#[test]
fn names_of_files() {
    assert_eq!(title_from_name("a/b/2012-hack_bij--kpn.TXT"), "2012 hack bij kpn");
    assert_eq!(title_from_name("a\\brief.nr.3.txt"), "brief.nr.3");
    assert_eq!(title_from_name("brief nr.3"), "brief nr.3");
    assert_eq!(title_from_name("---.txt"), "---.txt");
}

#[test]
fn a_publication_is_called_as_it_is_registered() {
    let mut draft = Draft {
        text: "MOTIE VAN HET LID X\n\nDe Kamer".to_owned(),
        heading: Some(0..19),
        ..Draft::default()
    };
    draft.declared.title = Some("Motie van het lid X over iets".to_owned());
    assert_eq!(title("x.xml", Format::Xml, &draft).text, "MOTIE VAN HET LID X");
    draft.declared.properties = vec![("OVERHEIDop.dossiernummer".to_owned(), "32545".to_owned())];
    assert_eq!(title("x.xml", Format::Xml, &draft).text, "Motie van het lid X over iets");
}
