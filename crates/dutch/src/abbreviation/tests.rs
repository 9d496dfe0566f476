use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = abbreviations(text);
    let found: Vec<_> = found.iter().map(|pair| (pair.short.as_str(), pair.long.as_str())).collect();
    assert_eq!(found, expected, "{text:?}");
}

/// Checks that every text explains one abbreviation, which is at its end within brackets, with the
/// whole text before it; what stands before ` | ` is not part of it.
#[track_caller]
fn check_all(texts: &[&str]) {
    for text in texts {
        let (before, pair) = text.split_once("| ").unwrap_or(("", text));
        let (long, short) = pair.trim_end_matches(')').split_once(" (").unwrap_or_default();
        check(&format!("{before}{pair}"), &[(short, long)]);
    }
}

#[track_caller]
fn check_none(texts: &[&str]) {
    for text in texts {
        check(text, &[]);
    }
}

#[test]
fn initials_of_words() {
    check_all(&[
        "KPN heeft aan het | Nationaal Cyber Security Centrum (NCSC)",
        "de | Nationaal Coördinator Terrorismebestrijding en Veiligheid (NCTV)",
        "de | Wet open overheid (Woo)",
        "De | Wet op het financieel toezicht (Wft)",
        "Computer Security Incident Response Team (CSIRT)",
        "het | Digital Trust Center (DTC)",
        "de | Rijksinspectie Digitale Infrastructuur (RDI)",
        "het ministerie van | Binnenlandse Zaken en Koninkrijksrelaties (BZK)",
        "de minister van | Economische Zaken en Klimaat (EZK)",
        "de minister van | Volksgezondheid, Welzijn en Sport (VWS)",
        "de minister van | Onderwijs, Cultuur en Wetenschap (OCW)",
        "een | Information Sharing and Analysis Centre (ISAC)",
        "Europees Verdrag tot bescherming van de Rechten van de Mens (EVRM)",
        "het | Openbaar Ministerie (OM)",
        "de | Europese Unie (EU)",
        "bij | Ernst and Young (EY)",
        "Sociaal-Economische Raad (SER)",
        "het | Korps landelijke politiediensten (KLPD)",
        "het | Landelijk Dekkend Stelsel (LDS)",
        "Raad van State (RvS)",
        "Organisatie voor Economische Samenwerking en Ontwikkeling (OESO)",
        "Wet bevordering integriteitsbeoordelingen door het openbaar bestuur (Wbibob)",
        "Internet of Things (IoT)",
        "Distributed Denial of Service (DDoS)",
        "Afdeling bestuursrechtspraak van de Raad van State (ABRvS)",
        "de fractie van de | Partij van de Arbeid (PvdA)",
        "de | ChristenUnie (CU)",
        "Research & Development (R&D)",
        "het | Koninklijk Nederlands Meteorologisch Instituut (K.N.M.I.)",
    ]);
}

#[test]
fn initials_of_parts() {
    check_all(&[
        "de | Algemene verordening gegevensbescherming (AVG)",
        "de | Algemene verordening gegevensbescherming (Avg)",
        "de | Autoriteit Persoonsgegevens (AP)",
        "de | Wet beveiliging netwerk- en informatiesystemen (Wbni)",
        "de | Algemene Inlichtingen- en Veiligheidsdienst (AIVD)",
        "de | Militaire Inlichtingen- en Veiligheidsdienst (MIVD)",
        "het | Wetenschappelijk Onderzoek- en Documentatiecentrum (WODC)",
        "het | midden- en kleinbedrijf (MKB)",
        "de | gegevensbeschermingseffectbeoordeling (GEB)",
        "het | burgerservicenummer (BSN)",
        "de | Wet op de arbeidsongeschiktheidsverzekering (WAO)",
        "de | Ziekenfondswet (ZFW)",
        "de | Fiscale inlichtingen- en opsporingsdienst (FIOD)",
        "de | Informatiebeveiligingsdienst (IBD)",
        "Uitvoeringsinstituut werknemersverzekeringen (UWV)",
        "de | Nederlandse Zorgautoriteit (NZa)",
        "Rijksinstituut voor Volksgezondheid en Milieu (RIVM)",
        "de | Telecommunicatiewet (Tw)",
        "Baseline Informatiebeveiliging Overheid (BIO)",
    ]);
}

#[test]
fn letters_that_begin_nothing() {
    check_all(&[
        "de minister van | Justitie en Veiligheid (JenV)",
        "Infrastructuur en Waterstaat (IenW)",
        "het | Staatsblad (Stb)",
        "Buitenlandse Zaken (BuZa)",
        "de | Koninklijke Marechaussee (KMar)",
        "Voice over IP (VoIP)",
        "Dienst ICT Uitvoering (DICTU)",
    ]);
    check("Nederlandse regeling voor Veiligheid en Justitie (V&J)", &[("V&J", "Veiligheid en Justitie")]);
}

#[test]
fn words_that_give_no_letter() {
    check_all(&[
        "de | Wet ter voorkoming van witwassen en financieren van terrorisme (Wwft)",
        "de | Wet waardering onroerende zaken (WOZ)",
        "de | Wet werk en inkomen naar arbeidsvermogen (WIA)",
        "de | Wet werk en bijstand (WWB)",
        "de | Wet Werk en Inkomen naar Arbeidsvermogen (WIA)",
        "Rijksdienst voor Ondernemend Nederland (RVO)",
    ]);
    check("de Wet inkomstenbelasting 2001 (Wib)", &[("Wib", "Wet inkomstenbelasting")]);
    check_all(&["het | Centraal Orgaan opvang asielzoekers (COA)"]);
    check("artikel 3, eerste lid, Wet open overheid (Woo)", &[("Woo", "Wet open overheid")]);
    check("het tweede lid Algemene wet bestuursrecht (Awb)", &[("Awb", "Algemene wet bestuursrecht")]);
    check("Haags Kinderbeschermingsverdrag van 1996 (HKBV)", &[("HKBV", "Haags Kinderbeschermingsverdrag")]);
    check("Per prestatie-indicator (PI)", &[("PI", "prestatie-indicator")]);
    check("de Netwerk- en informatiebeveiliging (NIS2)", &[]);
    check("Network and Information Security (NIS2)", &[("NIS2", "Network and Information Security")]);
    check(
        "Wet op de inlichtingen- en veiligheidsdiensten 2017 (Wiv 2017)",
        &[("Wiv", "Wet op de inlichtingen- en veiligheidsdiensten")],
    );
}

#[test]
fn an_article_is_part_only_when_it_gives_the_letter() {
    check("het De Nederlandsche Bank (DNB)", &[("DNB", "De Nederlandsche Bank")]);
    check("De Autoriteit Persoonsgegevens (AP)", &[("AP", "Autoriteit Persoonsgegevens")]);
}

#[test]
fn blanks_and_invisible_characters() {
    let expected = &[("NCSC", "Nationaal Cyber Security Centrum")][..];
    check("Nationaal Cyber Security Centrum(NCSC)", expected);
    check("het Nationaal  Cyber\nSecurity\u{a0}Centrum\n(NCSC) en", expected);
    check("het Nationaal Cyber Secu\u{ad}rity Centrum (NC\u{200b}SC)", expected);
    check("(het Nationaal Cyber Security Centrum ( NCSC ))", expected);
    check("Nationaal Cyber\r\nSecurity Centrum² (NCSC)", expected);
    check("1.Nationaal Cyber Security Centrum (NCSC)", expected);
    check("de a.Nationaal Cyber Security Centrum (NCSC)", expected);
    check("Nationaal 2.Cyber Security Centrum (NCSC)", &[]);
    check("Nationaal Cyber Security\n\nCentrum (NCSC)", &[]);
    check("Nationaal Cyber Security\r\n \r\nCentrum (NCSC)", &[]);
    check("het Nationaal. Cyber Security Centrum (NCSC)", &[]);
    check(
        "gei\u{308}ntegreerde Aanpak Cafe\u{301} (GAC)",
        &[("GAC", "gei\u{308}ntegreerde Aanpak Cafe\u{301}")],
    );
}

#[test]
fn quotations() {
    let expected = &[("NCSC", "Nationaal Cyber Security Centrum")][..];
    for text in [
        "Nationaal Cyber Security Centrum (\"NCSC\")",
        "Nationaal Cyber Security Centrum («NCSC»)",
        "Nationaal Cyber Security Centrum (‘NCSC’)",
        "“Nationaal Cyber Security Centrum” (NCSC)",
        "NCSC (“Nationaal Cyber Security Centrum”)",
        "‘NCSC’ (het Nationaal Cyber Security Centrum)",
    ] {
        check(text, expected);
    }
}

#[test]
fn introductions() {
    let wbni = &[("Wbni", "Wet beveiliging netwerk- en informatiesystemen")][..];
    for inside in [
        "hierna: Wbni",
        "hierna: de Wbni",
        "hierna te noemen: Wbni",
        "hierna ook te noemen: de „Wbni”",
        "verder: Wbni",
        "afgekort: Wbni",
        "Hierna Wbni",
        "in het Engels: Wbni",
        "Wbni, Engels: Network Act",
        "Wbni; Stb. 2018, 387",
        "hierna: Wbni of de wet",
    ] {
        check(&format!("De Wet beveiliging netwerk- en informatiesystemen ({inside}) geldt."), wbni);
    }
    check("Autoriteit Persoonsgegevens (hierna: \"de AP\")", &[("AP", "Autoriteit Persoonsgegevens")]);
    check("de Wet beveiliging netwerk- en informatiesystemen, hierna: Wbni, geldt", wbni);
    check("de Wet beveiliging netwerk- en informatiesystemen, hierna te noemen de Wbni.", wbni);
    check("de Wet beveiliging netwerk- en informatiesystemen, Wbni, geldt", &[]);
    check("Nationaal Cyber Security Centrum, Engels: NCSC", &[]);
    check("de Autoriteit Persoonsgegevens (hierna: de toezichthouder)", &[]);
}

#[test]
fn endings_of_short_forms() {
    let expected = &[("CSIRT", "Computer Security Incident Response Teams")][..];
    for short in ["CSIRT's", "CSIRT’s", "CSIRTs", "CSIRT"] {
        check(&format!("Computer Security Incident Response Teams ({short})"), expected);
    }
    let isac = &[("ISAC", "Information Sharing and Analysis Centres")];
    check("ISAC’s (Information Sharing and Analysis Centres)", isac);
    check("zelfstandigen zonder personeel (ZZP'ers)", &[("ZZP", "zelfstandigen zonder personeel")]);
}

#[test]
fn the_short_form_first() {
    let expected = &[("NCSC", "Nationaal Cyber Security Centrum")][..];
    check("het NCSC (Nationaal Cyber Security Centrum) meldt", expected);
    check("het NCSC (voluit: het Nationaal Cyber Security Centrum)", expected);
    check("het NCSC (Nationaal Cyber Security Centrum, onderdeel van JenV)", expected);
    check("op de DNS (Domain Name Server) systemen", &[("DNS", "Domain Name Server")]);
    check("DNB (De Nederlandsche Bank)", &[("DNB", "De Nederlandsche Bank")]);
    check("NCSC (Nationaal Cyber Security Centrum", &[]);
    check("NCSC (van ons Nationaal Cyber Security Centrum)", &[]);
    check("NCSC (Nationaal Cyber Security Centrum in Den Haag)", &[]);
}

#[test]
fn several_in_a_text_with_their_ranges() {
    let text = "De Wet open overheid (Woo) en de AVG (Algemene verordening gegevensbescherming).";
    let spans: Vec<_> = abbreviations(text).into_iter().map(|pair| &text[pair.span]).collect();
    assert_eq!(spans, ["Wet open overheid (Woo", "AVG (Algemene verordening gegevensbescherming"]);
}

#[test]
fn people_and_parties() {
    check_none(&[
        "het lid Verhoeven (D66)",
        "Van Raak (SP)",
        "Hennis-Plasschaert (VVD)",
        "Vraag 3 (SP)",
        "de Minister van Justitie (VVD)",
        "de leden Sap en Peters (SP)",
        "het lid Van Vliet-Dijkstra (VVD)",
        "de heer Samsom-Peters (SP)",
    ]);
}

#[test]
fn other_brackets() {
    check_none(&[
        "KPN (voorheen PTT)",
        "brief (Kamerstuk 26 643)",
        "artikel 13a (nieuw)",
        "in dat jaar (2012)",
        "onder (a)",
        "Tweede Kamer (II)",
        "euro (EUR)",
        "België (BE)",
        "Verordening (EU) 2016/679",
        "de Verenigde Naties (Verenigde Naties)",
        "VN (VN)",
        "de Rijksoverheid (RIO)",
        "de Raad voor (RV)",
        "de Raad voor 2001 (RV)",
        "de Raad 2 (RT2T)",
        "het Korps Rijkspolitie (RIT)",
        "het Algemeen Rijksambtenaren (ARAR)",
        "de Organisatie Rijksoverheid (RIO 143)",
        "de EU-verordeningen (EU)",
        "Het (heen en terug)",
        "de minister (MS)",
        "gemiddelde Prijs (Per prestatie-indicator)",
        "sla (IJsbergsla)",
        "Polen (Polen)",
        "de minister (DM)",
        "Nationaal groot Cyber Security Centrum (NCSC)",
        "Nationaal Cyber Security Centrum van ons (NCSC)",
        "Centrum Security Cyber Nationaal (NCSC)",
        "Wet open overheid; (Woo)",
        "(Woo) Wet open overheid",
        "Nationaal Cyber Security Centrum (NCSC meldt)",
        "",
        "(",
        ",",
        "()",
        ", hierna",
        "A(",
    ]);
}

#[test]
fn hostile_texts_are_quick() {
    for piece in [
        "(A",
        "(",
        "AB(",
        "(AB)",
        "AB(a ",
        "a(AB)",
        ", ",
        ", hierna",
        "a, hierna AB",
        "a-a-a(AA)",
        "(hierna",
        "( ",
        "\n(",
        "\u{ad}(AB",
        "veiligheidsdienst (VD) (VDVD) ",
        "ab ab ab ab ab ab ab ab ab ab, hierna ABABABABAB ",
        "éÉ(ÉÉ)",
        "arbeidsongeschiktheidsverzekeringsnemersvoorziening(ABV) ",
        "burgerburgerburgerburgerburgerburgerburgerburgerburgerx(BXB) ",
        "aaa bbb aab bba aaa bbb aab bba aaa bbb (ABABABABAB) ",
    ] {
        let length = if piece == "(A" { 1 << 20 } else { 1 << 18 };
        let text = piece.repeat(length / piece.len());
        let start = Instant::now();
        abbreviations(&text);
        assert!(start.elapsed() < Duration::from_secs(3), "{piece:?}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn spans_are_ordered_and_hold_both_forms(
        text in "(Wet |open |overheid |\\(Woo\\)|Woo|, hierna: |NCSC|[ABab(). ,:;\n\u{ad}\u{301}&'’\"–-]|\\PC){0,60}"
    ) {
        let mut end = 0;
        for Abbreviation { short, long, span } in abbreviations(&text) {
            prop_assert!(end <= span.start && span.start < span.end);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            let whole = on_one_line(&text[span.clone()]);
            prop_assert!(whole.contains(&short) && whole.contains(&long), "{:?} {:?} {:?}", short, long, whole);
            prop_assert!((2..=LONGEST_SHORT).contains(&short.chars().count()));
            end = span.end;
        }
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,200}") {
        abbreviations(&text);
    }

    #[test]
    fn initials_explain(words in prop::collection::vec("[B-DF-HJ-NP-TV-Z][aou][b-df-hj-np-tv-z]", 2..9)) {
        let short: String = words.iter().map(|word| &word[..1]).collect();
        let long = words.join(" ");
        prop_assume!(words.iter().all(|word| Word::new(word).kind == Kind::Content));
        let found = abbreviations(&format!("door {long} ({short})"));
        prop_assert_eq!(&found[0].short, &short);
        prop_assert!(long.ends_with(&found[0].long));
    }
}
