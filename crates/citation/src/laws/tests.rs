//! Tables of what the rules for laws find and leave alone.

use proptest::prelude::*;

use crate::citation::{Citation, Confidence, Detail, Kind, Mode};
use crate::find;

fn named(text: &str, mode: Mode) -> Vec<Citation> {
    let ours = |found: &Citation| matches!(found.kind, Kind::Law | Kind::Article | Kind::EuAct);
    find(text, mode).into_iter().filter(ours).collect()
}

/// What these rules find, one line each, other families left out.
fn lines(text: &str, mode: Mode) -> Vec<String> {
    named(text, mode).iter().map(|found| format!("{} «{}»", found.key, &text[found.span.clone()])).collect()
}

#[track_caller]
fn check(mode: Mode, rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(lines(text, mode), *expected, "{text:?}");
    }
}

#[track_caller]
fn nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(lines(text, Mode::Document), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn laws_are_found_by_name() {
    check(
        Mode::Document,
        &[
            (
                "Het wetsvoorstel tot wijziging van de Telecomwet dat",
                &["wet:telecommunicatiewet «Telecomwet»"],
            ),
            ("de TELECOMMUNICATIEWET.", &["wet:telecommunicatiewet «TELECOMMUNICATIEWET»"]),
            (
                "strekking van de Telecommunicatiewet’s artikelen",
                &["wet:telecommunicatiewet «Telecommunicatiewet»"],
            ),
            (
                "de Wet openbaarheid\nvan bestuur",
                &["wet:wet-openbaarheid-van-bestuur «Wet openbaarheid\nvan bestuur»"],
            ),
            ("de Wet open\u{a0}overheid", &["wet:wet-open-overheid «Wet open\u{a0}overheid»"]),
            (
                "de sleepwet, de aftapwet",
                &[
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «sleepwet»",
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «aftapwet»",
                ],
            ),
            (
                "de Wet op de inlichtingen- en veiligheidsdiensten 2002",
                &[
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «Wet op de inlichtingen- en veiligheidsdiensten 2002»",
                ],
            ),
            (
                "Wet BIBOB",
                &["wet:wet-bevordering-integriteitsbeoordelingen-door-het-openbaar-bestuur «Wet BIBOB»"],
            ),
            ("de Archiefwet", &["wet:archiefwet-1995 «Archiefwet»"]),
            (
                "de Uitvoeringswet Algemene verordening gegevensbescherming",
                &[
                    "wet:uitvoeringswet-algemene-verordening-gegevensbescherming «Uitvoeringswet Algemene verordening gegevensbescherming»",
                ],
            ),
            (
                "de Wet gegevensverwerking en meldplicht cybersecurity (Wgmc)",
                &[
                    "wet:wet-gegevensverwerking-en-meldplicht-cybersecurity «Wet gegevensverwerking en meldplicht cybersecurity»",
                    "wet:wet-gegevensverwerking-en-meldplicht-cybersecurity «Wgmc»",
                ],
            ),
            ("de privacyverordening", &["celex:32016R0679 «privacyverordening»"]),
            ("conform de Cyber Resilience Act.", &["celex:32024R2847 «Cyber Resilience Act»"]),
            ("de Verordening cyberweerbaarheid", &["celex:32024R2847 «Verordening cyberweerbaarheid»"]),
            (
                "Network and Information Systems (NIS) 2 Directive",
                &["celex:32022L2555 «Network and Information Systems (NIS) 2 Directive»"],
            ),
            ("het Cybercrimeverdrag", &["wet:convention-on-cybercrime «Cybercrimeverdrag»"]),
        ],
    );
}

#[test]
fn other_years_and_places_are_other_laws() {
    check(
        Mode::Document,
        &[
            ("de Archiefwet 1962", &["wet:archiefwet-1962 «Archiefwet 1962»"]),
            ("de Kieswet 1989", &["wet:kieswet-1989 «Kieswet 1989»"]),
            ("de Postwet BES", &["wet:postwet-bes «Postwet BES»"]),
            ("Wiv 1987", &[]),
            ("Wiv 2002", &["wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «Wiv 2002»"]),
            ("de Wiv", &["wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «Wiv»"]),
            (
                "de Wiv en de Wiv 2002",
                &[
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «Wiv»",
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «Wiv 2002»",
                ],
            ),
            (
                "de Wiv, Wiv 2002 en Wiv 2017",
                &[
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «Wiv»",
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «Wiv 2002»",
                    "wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «Wiv 2017»",
                ],
            ),
            ("eIDAS en eIDAS 2", &["celex:32014R0910 «eIDAS»", "celex:32024R1183 «eIDAS 2»"]),
            ("NIS1 en NIS2", &["celex:32016L1148 «NIS1»", "celex:32022L2555 «NIS2»"]),
        ],
    );
}

#[test]
fn abbreviations_need_their_case_and_short_ones_a_cue() {
    check(
        Mode::Document,
        &[
            (
                "AVG, GDPR, Woo, Wob, Awb, Wbni, Cbw, DORA",
                &[
                    "celex:32016R0679 «AVG»",
                    "celex:32016R0679 «GDPR»",
                    "wet:wet-open-overheid «Woo»",
                    "wet:wet-openbaarheid-van-bestuur «Wob»",
                    "wet:algemene-wet-bestuursrecht «Awb»",
                    "wet:wet-beveiliging-netwerk-en-informatiesystemen «Wbni»",
                    "wet:cyberbeveiligingswet «Cbw»",
                    "celex:32022R2554 «DORA»",
                ],
            ),
            (
                "De Telecomwet en de Tw.",
                &["wet:telecommunicatiewet «Telecomwet»", "wet:telecommunicatiewet «Tw»"],
            ),
            (
                "de CRA; zie de Cyber Resilience Act",
                &["celex:32024R2847 «CRA»", "celex:32024R2847 «Cyber Resilience Act»"],
            ),
            (
                "Verordening (EU) 2019/881 (CSA)",
                &["celex:32019R0881 «Verordening (EU) 2019/881»", "celex:32019R0881 «CSA»"],
            ),
            ("art. 13a Tw", &["art:telecommunicatiewet:13a «art. 13a Tw»"]),
            ("art. 5 Wpg", &["art:wet-politiegegevens:5 «art. 5 Wpg»"]),
            (
                "art. 5 Wpg, de Wet publieke gezondheid",
                &[
                    "art:wet-publieke-gezondheid:5 «art. 5 Wpg»",
                    "wet:wet-publieke-gezondheid «Wet publieke gezondheid»",
                ],
            ),
            (
                "art. 5 Aw en de Archiefwet 1995",
                &["art:archiefwet-1995:5 «art. 5 Aw»", "wet:archiefwet-1995 «Archiefwet 1995»"],
            ),
            ("de BIO2", &["wet:baseline-informatiebeveiliging-overheid «BIO2»"]),
        ],
    );
    nothing(&[
        "Tw",
        "de tw",
        "Scores in red",
        "Scores in RED",
        "Red Hat",
        "red teaming",
        "CER",
        "NIS sectors",
        "NIS360",
        "NIS2022",
        "the CRA",
        "Sr. en jr.",
        "de AP",
        "Sv",
        "RV",
        "avg",
        "woo",
        "DSA",
        "CSA",
        "AVGX",
        "XAVG",
        "www.AVG.nl",
        "de BIO",
        "Who",
        "Aw",
        "BW",
        "een AI-model",
        "dora",
    ]);
}

#[test]
fn compounds_reach_their_law() {
    check(
        Mode::Document,
        &[
            ("een Woo-verzoek", &["wet:wet-open-overheid «Woo-verzoek»"]),
            ("het Wob-besluit", &["wet:wet-openbaarheid-van-bestuur «Wob-besluit»"]),
            ("een AVG-boete", &["celex:32016R0679 «AVG-boete»"]),
            ("de NIS2-implementatie", &["celex:32022L2555 «NIS2-implementatie»"]),
            ("de CRA-verordening", &["celex:32024R2847 «CRA-verordening»"]),
            ("de NIS2-richtlijn", &["celex:32022L2555 «NIS2-richtlijn»"]),
            ("de NIB2-richtlijn", &["celex:32022L2555 «NIB2-richtlijn»"]),
            (
                "Woo- en Wob-verzoeken",
                &["wet:wet-open-overheid «Woo»", "wet:wet-openbaarheid-van-bestuur «Wob-verzoeken»"],
            ),
        ],
    );
    let found = named("een Woo-verzoek", Mode::Document);
    assert_eq!(found[0].cue, Some(4..7));
}

#[test]
fn a_document_may_define_its_own_abbreviations() {
    check(
        Mode::Document,
        &[
            (
                "Vóór de Wzx: de Wet zekere zaken (hierna: Wzx). De Wzx en artikel 5 Wzx.",
                &[
                    "wet:wet-zekere-zaken «Wet zekere zaken»",
                    "wet:wet-zekere-zaken «Wzx»",
                    "wet:wet-zekere-zaken «Wzx»",
                    "art:wet-zekere-zaken:5 «artikel 5 Wzx»",
                ],
            ),
            (
                "de Wet zekere zaken (hierna te noemen: de Wzx); Wzx-besluit",
                &[
                    "wet:wet-zekere-zaken «Wet zekere zaken»",
                    "wet:wet-zekere-zaken «Wzx»",
                    "wet:wet-zekere-zaken «Wzx-besluit»",
                ],
            ),
            (
                "de “Wet zekere zaken” (verder: de Wzx)",
                &["wet:wet-zekere-zaken «Wet zekere zaken»", "wet:wet-zekere-zaken «Wzx»"],
            ),
            (
                "de Wet zekere zaken (Wzz) en de Wzz",
                &[
                    "wet:wet-zekere-zaken «Wet zekere zaken»",
                    "wet:wet-zekere-zaken «Wzz»",
                    "wet:wet-zekere-zaken «Wzz»",
                ],
            ),
            (
                "de Wet zekere zaken (Stb. 2018, 387; hierna: Wzx)",
                &["wet:wet-zekere-zaken «Wet zekere zaken»", "wet:wet-zekere-zaken «Wzx»"],
            ),
            (
                "de Wet bevordering integriteitsbeoordelingen door het openbaar bestuur (hierna: Wet BIBOB). De Wet BIBOB",
                &[
                    "wet:wet-bevordering-integriteitsbeoordelingen-door-het-openbaar-bestuur «Wet bevordering integriteitsbeoordelingen door het openbaar bestuur»",
                    "wet:wet-bevordering-integriteitsbeoordelingen-door-het-openbaar-bestuur «Wet BIBOB»",
                    "wet:wet-bevordering-integriteitsbeoordelingen-door-het-openbaar-bestuur «Wet BIBOB»",
                ],
            ),
            (
                "Richtlijn (EU) 2013/40 (hierna: de Richtlijn). Artikel 3 van de Richtlijn. Richtlijn x",
                &[
                    "celex:32013L0040 «Richtlijn (EU) 2013/40»",
                    "celex:32013L0040 «Richtlijn»",
                    "art:32013L0040:3 «Artikel 3 van de Richtlijn»",
                ],
            ),
            // What stands in parentheses behind a name need not be one.
            ("de Telecommunicatiewet (KPN). KPN zegt", &["wet:telecommunicatiewet «Telecommunicatiewet»"]),
            ("de Wet zekere zaken (Stb. 2018, 387). Stb. 2019", &["wet:wet-zekere-zaken «Wet zekere zaken»"]),
        ],
    );
}

#[test]
fn titles_end_where_the_sentence_goes_on() {
    for (text, title) in [
        (
            "en de Rijkswet goedkeuring en bekendmaking verdragen voor zover ze",
            "Rijkswet goedkeuring en bekendmaking verdragen",
        ),
        ("artikel 5 van de Wet op het notarisambt voorziet in", "Wet op het notarisambt"),
        (
            "volgens de Wet op het hoger onderwijs en wetenschappelijk onderzoek is",
            "Wet op het hoger onderwijs en wetenschappelijk onderzoek",
        ),
        ("de Wet arbeid en zorg en de Ziektewet", "Wet arbeid en zorg"),
        ("op grond van de Wet milieubeheer, en", "Wet milieubeheer"),
        ("dat de Wet milieubeheer in 2012 wordt", "Wet milieubeheer"),
        (
            "het Besluit reis-, verblijf- en verhuiskosten politie is",
            "Besluit reis-, verblijf- en verhuiskosten politie",
        ),
        ("de Wet tarieven in beroep van de rechter", "Wet tarieven"),
        (
            "de Invoeringswet openbare lichamen Bonaire, Sint Eustatius en Saba wordt",
            "Invoeringswet openbare lichamen Bonaire, Sint Eustatius en Saba",
        ),
        ("het Uitvoeringsbesluit Telecommunicatiewet geldt", "Uitvoeringsbesluit Telecommunicatiewet"),
        ("de Regeling rechtspositie gedeputeerden wordt", "Regeling rechtspositie gedeputeerden"),
        ("de Wet BIG biedt", "Wet BIG"),
        ("de Wijzigingswet Burgerlijk Wetboek is", "Wijzigingswet Burgerlijk Wetboek"),
        ("de Wet hof bepaalt", "Wet hof"),
        ("de Tijdelijke wet pilot loondispensatie moet", "Tijdelijke wet pilot loondispensatie"),
        ("in de zin van de Kieswetten en de Opiumwet.", "Opiumwet"),
        ("het Bouwbesluit 2012 stelt", "Bouwbesluit 2012"),
        ("een Verordening toeristenbelasting die", "Verordening toeristenbelasting"),
    ] {
        let found = named(text, Mode::Document);
        let names: Vec<&str> = found.iter().map(|found| &text[found.span.clone()]).collect();
        assert!(names.iter().any(|name| name.ends_with(title)), "{text:?}: {names:?}");
        let title = crate::slug::slug(title);
        assert!(
            found
                .iter()
                .any(|found| found.key == format!("wet:{title}")
                    || found.also.contains(&format!("wet:{title}"))),
            "{title}"
        );
        let by_grammar = found.iter().filter(|found| found.rule == "law/title");
        assert!(by_grammar.into_iter().all(|found| found.confidence == Confidence::Bare));
    }
    nothing(&[
        "bij wet",
        "de wet",
        "deze wet",
        "die wet",
        "Wet hof is",
        "wet hof",
        "de wet op het punt",
        "wet- en regelgeving",
        "Wet- en regelgeving",
        "Wetten",
        "de Wet",
        "de Wet is",
        "de Wet van 5 juni 2003",
        "het Besluit van 3 mei 2012",
        "Besluit op bezwaar",
        "Regeling van werkzaamheden",
        "de Rijkswet",
        "deze Uitvoeringswet is",
        "de Begrotingswet",
        "Opiumwet",
        "een natuurwet",
        "De Regeling is",
        "het Besluit dat",
        "de Verordening van de Raad",
    ]);
}

#[test]
fn articles_reach_their_law_in_every_form() {
    check(
        Mode::Document,
        &[
            (
                "artikel 13a, tweede lid, van de Telecommunicatiewet",
                &["art:telecommunicatiewet:13a:2 «artikel 13a, tweede lid, van de Telecommunicatiewet»"],
            ),
            (
                "artikel 13a, tweede lid, Telecommunicatiewet",
                &["art:telecommunicatiewet:13a:2 «artikel 13a, tweede lid, Telecommunicatiewet»"],
            ),
            ("art. 13a lid 2 Tw", &["art:telecommunicatiewet:13a:2 «art. 13a lid 2 Tw»"]),
            ("art.13a lid 2 Tw", &["art:telecommunicatiewet:13a:2 «art.13a lid 2 Tw»"]),
            ("art. 13a, 2e lid, Tw", &["art:telecommunicatiewet:13a:2 «art. 13a, 2e lid, Tw»"]),
            ("art. 13a, 2° lid, Tw", &["art:telecommunicatiewet:13a:2 «art. 13a, 2° lid, Tw»"]),
            (
                "artikel 13a, twintigste lid, Tw",
                &["art:telecommunicatiewet:13a:20 «artikel 13a, twintigste lid, Tw»"],
            ),
            (
                "artikelen 139a tot en met 139e Sr",
                &[
                    "art:wetboek-van-strafrecht:139a «artikelen 139a»",
                    "art:wetboek-van-strafrecht:139e «139e Sr»",
                ],
            ),
            (
                "art. 138ab, eerste lid, onder a, Sr",
                &["art:wetboek-van-strafrecht:138ab:1:a «art. 138ab, eerste lid, onder a, Sr»"],
            ),
            ("artikel 11.3a Tw", &["art:telecommunicatiewet:11.3a «artikel 11.3a Tw»"]),
            ("art. 7:658 BW", &["art:burgerlijk-wetboek-boek-7:658 «art. 7:658 BW»"]),
            (
                "volgens 7:658 BW en 3:2 Awb",
                &[
                    "art:burgerlijk-wetboek-boek-7:658 «7:658 BW»",
                    "art:algemene-wet-bestuursrecht:3.2 «3:2 Awb»",
                ],
            ),
            (
                "art. 2:346 lid 1, aanhef en onder e BW",
                &["art:burgerlijk-wetboek-boek-2:346:1:e «art. 2:346 lid 1, aanhef en onder e BW»"],
            ),
            (
                "artikel 1 van boek 5 van het Burgerlijk Wetboek",
                &["art:burgerlijk-wetboek-boek-5:1 «artikel 1 van boek 5 van het Burgerlijk Wetboek»"],
            ),
            ("artikel 1 van Boek 5 BW", &["art:burgerlijk-wetboek-boek-5:1 «artikel 1 van Boek 5 BW»"]),
            (
                "Burgerlijk Wetboek Boek 5, Artikel 1",
                &["art:burgerlijk-wetboek-boek-5:1 «Burgerlijk Wetboek Boek 5, Artikel 1»"],
            ),
            ("art. 5:1 BW", &["art:burgerlijk-wetboek-boek-5:1 «art. 5:1 BW»"]),
            ("art. 7A:1576 BW", &["art:burgerlijk-wetboek-boek-7a:1576 «art. 7A:1576 BW»"]),
            (
                "Artikel 7.57H WHW",
                &["art:wet-op-het-hoger-onderwijs-en-wetenschappelijk-onderzoek:7.57h «Artikel 7.57H WHW»"],
            ),
            (
                "artikel 5.1, tweede lid, aanhef en onder i, Woo",
                &["art:wet-open-overheid:5.1:2:i «artikel 5.1, tweede lid, aanhef en onder i, Woo»"],
            ),
            ("artikel 126nba Sv", &["art:wetboek-van-strafvordering:126nba «artikel 126nba Sv»"]),
            ("artikel 10 Grondwet", &["art:grondwet:10 «artikel 10 Grondwet»"]),
            (
                "artikel 8 EVRM",
                &[
                    "art:europees-verdrag-tot-bescherming-van-de-rechten-van-de-mens-en-de-fundamentele-vrijheden:8 «artikel 8 EVRM»",
                ],
            ),
            (
                "artikelen 138ab en 138b Sr",
                &[
                    "art:wetboek-van-strafrecht:138ab «artikelen 138ab»",
                    "art:wetboek-van-strafrecht:138b «138b Sr»",
                ],
            ),
            (
                "artikel 6 jo. artikel 9 AVG",
                &["art:32016R0679:6 «artikel 6»", "art:32016R0679:9 «artikel 9 AVG»"],
            ),
            (
                "artikel 6 juncto 9 van de AVG",
                &["art:32016R0679:6 «artikel 6»", "art:32016R0679:9 «9 van de AVG»"],
            ),
            (
                "artikel 138ab Sr jo. artikel 126nba Sv",
                &[
                    "art:wetboek-van-strafrecht:138ab «artikel 138ab Sr»",
                    "art:wetboek-van-strafvordering:126nba «artikel 126nba Sv»",
                ],
            ),
            (
                "artikel 10, leden 2 en 3, Woo",
                &["art:wet-open-overheid:10:2 «artikel 10, leden 2»", "art:wet-open-overheid:10:3 «3, Woo»"],
            ),
            (
                "artikel 10, eerste en derde lid, van de Woo",
                &[
                    "art:wet-open-overheid:10:1 «artikel 10, eerste»",
                    "art:wet-open-overheid:10:3 «derde lid, van de Woo»",
                ],
            ),
            (
                "artikel 1, onderdeel h, van de Ziektewet",
                &["art:ziektewet:1::h «artikel 1, onderdeel h, van de Ziektewet»"],
            ),
            (
                "artikel 78, tweede lid, onder a en b, Woo",
                &[
                    "art:wet-open-overheid:78:2:a «artikel 78, tweede lid, onder a»",
                    "art:wet-open-overheid:78:2:b «b, Woo»",
                ],
            ),
            (
                "artikel 4, eerste lid, eerste volzin, Woo",
                &["art:wet-open-overheid:4:1 «artikel 4, eerste lid, eerste volzin, Woo»"],
            ),
            (
                "artikel 6 bis Tw, artikel 6bis Tw",
                &[
                    "art:telecommunicatiewet:6bis «artikel 6 bis Tw»",
                    "art:telecommunicatiewet:6bis «artikel 6bis Tw»",
                ],
            ),
            (
                "artikel III, onderdeel B, van de Wet digitale overheid",
                &[
                    "art:wet-digitale-overheid:iii::b «artikel III, onderdeel B, van de Wet digitale overheid»",
                ],
            ),
            ("Artikel 32 van de AVG", &["art:32016R0679:32 «Artikel 32 van de AVG»"]),
            ("Article 32(1)(b) of the GDPR", &["art:32016R0679:32:1:b «Article 32(1)(b) of the GDPR»"]),
            (
                "artikel 21 van Richtlijn (EU) 2022/2555",
                &["art:32022L2555:21 «artikel 21 van Richtlijn (EU) 2022/2555»"],
            ),
            (
                "artikel 21 van de huidige NIS2-richtlijn",
                &["art:32022L2555:21 «artikel 21 van de huidige NIS2-richtlijn»"],
            ),
            ("de AVG (artikel 32)", &["art:32016R0679:32 «AVG (artikel 32»"]),
            (
                "artikel 21, tweede lid, onder d), van de NIS2-richtlijn",
                &["art:32022L2555:21:2:d «artikel 21, tweede lid, onder d), van de NIS2-richtlijn»"],
            ),
            ("(AVG, artikel 6, onder a)", &["art:32016R0679:6::a «AVG, artikel 6, onder a»"]),
            ("art. 16 VWEU", &["art:verdrag-betreffende-de-werking-van-de-europese-unie:16 «art. 16 VWEU»"]),
            ("Sr, art. 138ab", &["art:wetboek-van-strafrecht:138ab «Sr, art. 138ab»"]),
            (
                "artikel 5 van de Wet op het notarisambt",
                &["art:wet-op-het-notarisambt:5 «artikel 5 van de Wet op het notarisambt»"],
            ),
            (
                "artikel 3 van het Activiteitenbesluit milieubeheer",
                &[
                    "art:activiteitenbesluit-milieubeheer:3 «artikel 3 van het Activiteitenbesluit milieubeheer»",
                ],
            ),
            ("artikel 3 WPO", &["art:wpo:3 «artikel 3 WPO»"]),
            (
                "artikel 13a van de AVG en artikel 3 van deze wet",
                &["art:32016R0679:13a «artikel 13a van de AVG»"],
            ),
        ],
    );
    nothing(&[
        "artikel 3, eerste lid",
        "artikel 3 van deze wet",
        "het eerste lid",
        "artikel 5 van die wet",
        "dit artikel",
        "artikelen",
        "artikel 5 in de krant",
        "de artikelen 3 en 4",
        "om 10:30 uur",
        "artikel 3 van het besluit",
        "art. 99999 van iets",
    ]);
}

#[test]
fn an_article_is_also_its_law_and_what_it_is_part_of() {
    let also = |text: &str| named(text, Mode::Document).remove(0).also;
    assert_eq!(also("artikel 13a Tw"), ["bwb:BWBR0009950", "wet:telecommunicatiewet"]);
    assert_eq!(
        also("artikel 13a, tweede lid, onder b, Tw"),
        [
            "art:telecommunicatiewet:13a",
            "art:telecommunicatiewet:13a:2",
            "bwb:BWBR0009950",
            "wet:telecommunicatiewet"
        ]
    );
    assert_eq!(
        also("artikelen 139a tot en met 139d Sr"),
        [
            "art:wetboek-van-strafrecht:139b",
            "art:wetboek-van-strafrecht:139c",
            "bwb:BWBR0001854",
            "wet:wetboek-van-strafrecht"
        ]
    );
    assert_eq!(
        also("artikelen 3 t/m 5 Woo"),
        ["art:wet-open-overheid:4", "bwb:BWBR0045754", "wet:wet-open-overheid"]
    );
    assert_eq!(also("artikelen 3 t/m 500 Woo"), ["bwb:BWBR0045754", "wet:wet-open-overheid"]);
    assert_eq!(
        also("artikel 3, eerste tot en met derde lid, Woo"),
        ["art:wet-open-overheid:3", "art:wet-open-overheid:3:2", "bwb:BWBR0045754", "wet:wet-open-overheid"]
    );
    assert_eq!(
        also("art. 7:658 BW"),
        ["bwb:BWBR0005290", "wet:burgerlijk-wetboek", "wet:burgerlijk-wetboek-boek-7"]
    );
    assert_eq!(also("artikel 32 AVG"), ["celex:32016R0679"]);
    let found = named("artikel 3, eerste lid, onder a, 1°, Woo", Mode::Document).remove(0);
    assert_eq!(
        (found.key.as_str(), found.detail(Detail::Part)),
        ("art:wet-open-overheid:3:1:a", Some("a, 1°"))
    );
}

#[test]
fn a_law_carries_its_names() {
    let found = named("de Wbni", Mode::Document).remove(0);
    for (detail, value) in [
        (Detail::Title, "Wet beveiliging netwerk- en informatiesystemen"),
        (Detail::Abbreviation, "Wbni"),
        (Detail::Register, "BWBR0041515"),
        (Detail::Link, "https://wetten.overheid.nl/BWBR0041515"),
        (Detail::Predecessor, "wet:wet-gegevensverwerking-en-meldplicht-cybersecurity"),
        (Detail::Successor, "wet:cyberbeveiligingswet"),
    ] {
        assert_eq!(found.detail(detail), Some(value));
    }
    assert_eq!(found.also, ["bwb:BWBR0041515"]);
}

#[test]
fn acts_of_the_union_are_found_by_number() {
    check(
        Mode::Document,
        &[
            ("Richtlijn (EU) 2022/2555", &["celex:32022L2555 «Richtlijn (EU) 2022/2555»"]),
            ("Verordening (EU) 2016/679", &["celex:32016R0679 «Verordening (EU) 2016/679»"]),
            ("Verordening (EU) nr. 910/2014", &["celex:32014R0910 «Verordening (EU) nr. 910/2014»"]),
            ("Verordening (EG) nr. 1618/1999", &["celex:31999R1618 «Verordening (EG) nr. 1618/1999»"]),
            ("verordening (EG) 2073/2005", &["celex:32005R2073 «verordening (EG) 2073/2005»"]),
            ("verordening (EG) nr. 2016/2005", &["celex:32005R2016 «verordening (EG) nr. 2016/2005»"]),
            ("Verordening (EEG) nr. 2658/87", &["celex:31987R2658 «Verordening (EEG) nr. 2658/87»"]),
            ("Richtlijn 2002/58/EG", &["celex:32002L0058 «Richtlijn 2002/58/EG»"]),
            (
                "Richtlijn 95/46/EG en 95/46/EG",
                &["celex:31995L0046 «Richtlijn 95/46/EG»", "celex:31995L0046 «95/46/EG»"],
            ),
            (
                "Richtlijnen 2002/58/EG en 2009/136/EG",
                &["celex:32002L0058 «Richtlijnen 2002/58/EG»", "celex:32009L0136 «2009/136/EG»"],
            ),
            (
                "Uitvoeringsverordening (EU) 2024/2690",
                &["celex:32024R2690 «Uitvoeringsverordening (EU) 2024/2690»"],
            ),
            (
                "Gedelegeerde Verordening (EU) 2022/30",
                &["celex:32022R0030 «Gedelegeerde Verordening (EU) 2022/30»"],
            ),
            (
                "Besluit 2005/671/JBZ, Kaderbesluit 2005/222/JBZ",
                &["celex:32005D0671 «Besluit 2005/671/JBZ»", "celex:32005F0222 «Kaderbesluit 2005/222/JBZ»"],
            ),
            ("Besluit nr. 1313/2013/EU", &["celex:32013D1313 «Besluit nr. 1313/2013/EU»"]),
            (
                "Regulation (EU) 2016/679, Directive 2013/40/EU",
                &["celex:32016R0679 «Regulation (EU) 2016/679»", "celex:32013L0040 «Directive 2013/40/EU»"],
            ),
            (
                "Commission Implementing Regulation (EU) 2024/2690",
                &["celex:32024R2690 «Implementing Regulation (EU) 2024/2690»"],
            ),
            (
                "de richtlijn cyberbeveiliging (2022/2555)",
                &["celex:32022L2555 «richtlijn cyberbeveiliging (2022/2555»"],
            ),
            ("de AVG (2016/679)", &["celex:32016R0679 «AVG»", "celex:32016R0679 «2016/679»"]),
            (
                "de NIS2-richtlijn (EU) 2022/2555",
                &["celex:32022L2555 «NIS2-richtlijn»", "celex:32022L2555 «(EU) 2022/2555»"],
            ),
            (
                "COM(2020) 823, COM (2020) 823 final, JOIN(2020) 18, SWD(2020) 5",
                &[
                    "com:2020:823 «COM(2020) 823»",
                    "com:2020:823 «COM (2020) 823 final»",
                    "join:2020:18 «JOIN(2020) 18»",
                    "swd:2020:5 «SWD(2020) 5»",
                ],
            ),
            ("PbEU 2022, L 333", &["pb:2022:L333 «PbEU 2022, L 333»"]),
            ("(PbEG 1995, L 281)", &["pb:1995:L281 «PbEG 1995, L 281»"]),
            ("PB L 119 van 4.5.2016, p. 1", &["pb:2016:L119 «PB L 119 van 4.5.2016»"]),
            ("PB L 119/1 van 4.5.2016", &["pb:2016:L119 «PB L 119/1 van 4.5.2016»"]),
            (
                "zie https://eur-lex.europa.eu/eli/reg/2016/679/oj",
                &["celex:32016R0679 «https://eur-lex.europa.eu/eli/reg/2016/679/oj»"],
            ),
            (
                "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679",
                &["celex:32016R0679 «32016R0679»"],
            ),
            (
                "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX%3A32022L2555",
                &["celex:32022L2555 «32022L2555»"],
            ),
            ("32024R2847", &["celex:32024R2847 «32024R2847»"]),
        ],
    );
    nothing(&[
        "2022/2555",
        "2016/679",
        "richtlijn",
        "de verordening 2010/11",
        "Besluit 2022/2555",
        "zaak 2022/2555",
        "de richtlijn in 2022",
        "de richtlijn van vorige week was dus 2022/2555",
        "132016R0679",
        "32016R06791",
        "com (telefoon)",
        "PB L 119",
        "Kamerstukken 2010/2011",
        "Richtlijn (EU) 0/0",
        "Verordening 2010/2011",
        "eli/foo/2016/679",
    ]);
}

#[test]
fn a_search_box_needs_no_capitals() {
    check(
        Mode::Asked,
        &[
            ("telecomwet", &["wet:telecommunicatiewet «telecomwet»"]),
            ("tw", &["wet:telecommunicatiewet «tw»"]),
            ("Tw", &["wet:telecommunicatiewet «Tw»"]),
            ("avg", &["celex:32016R0679 «avg»"]),
            ("gdpr", &["celex:32016R0679 «gdpr»"]),
            ("2016/679", &["celex:32016R0679 «2016/679»"]),
            ("2022/2555", &["celex:32022L2555 «2022/2555»"]),
            ("910/2014", &["celex:32014R0910 «910/2014»"]),
            ("2010/11", &[]),
            ("nis2", &["celex:32022L2555 «nis2»"]),
            ("nis 2", &["celex:32022L2555 «nis 2»"]),
            ("nis2-richtlijn", &["celex:32022L2555 «nis2-richtlijn»"]),
            ("nis2 implementatie", &["celex:32022L2555 «nis2»"]),
            ("nib2", &["celex:32022L2555 «nib2»"]),
            ("cra", &["celex:32024R2847 «cra»"]),
            ("\"Cyber Resilience Act\"", &["celex:32024R2847 «Cyber Resilience Act»"]),
            ("cyber resilience act", &["celex:32024R2847 «cyber resilience act»"]),
            ("sleepwet", &["wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2017 «sleepwet»"]),
            ("wob woo verzoek", &["wet:wet-openbaarheid-van-bestuur «wob»", "wet:wet-open-overheid «woo»"]),
            ("telecomwet meldplicht", &["wet:telecommunicatiewet «telecomwet»"]),
            ("art 138ab sr", &["art:wetboek-van-strafrecht:138ab «art 138ab sr»"]),
            ("Tw 11.3a", &["art:telecommunicatiewet:11.3a «Tw 11.3a»"]),
            ("tw 11.3a", &["art:telecommunicatiewet:11.3a «tw 11.3a»"]),
            ("13a tw", &["art:telecommunicatiewet:13a «13a tw»"]),
            ("13a lid 2 tw", &["art:telecommunicatiewet:13a:2 «13a lid 2 tw»"]),
            ("artikel 13a telecomwet", &["art:telecommunicatiewet:13a «artikel 13a telecomwet»"]),
            ("telecomwet artikel 13a", &["art:telecommunicatiewet:13a «telecomwet artikel 13a»"]),
            (
                "artikel 13a telecommunicatiewet",
                &["art:telecommunicatiewet:13a «artikel 13a telecommunicatiewet»"],
            ),
            (
                "artikel 13a meldplicht telecomwet",
                &["art:telecommunicatiewet:13a «artikel 13a»", "wet:telecommunicatiewet «telecomwet»"],
            ),
            (
                "artikel 5 wet op het notarisambt",
                &["art:wet-op-het-notarisambt:5 «artikel 5 wet op het notarisambt»"],
            ),
            ("wet op het notarisambt", &["wet:wet-op-het-notarisambt «wet op het notarisambt»"]),
            ("opiumwet", &["wet:opiumwet «opiumwet»"]),
            ("com 2020 823", &["com:2020:823 «com 2020 823»"]),
            ("wiv 2002", &["wet:wet-op-de-inlichtingen-en-veiligheidsdiensten-2002 «wiv 2002»"]),
            ("telecomwet 2012", &["wet:telecommunicatiewet «telecomwet»"]),
            ("wet", &[]),
            ("de wet", &[]),
            ("wet- en regelgeving", &[]),
            ("natuurwet", &[]),
            ("26643", &[]),
            ("112", &[]),
        ],
    );
    for (text, confidence) in [
        ("tw", Confidence::Bare),
        ("who", Confidence::Bare),
        ("Tw", Confidence::Cue),
        ("avg", Confidence::Cue),
        ("nis 2", Confidence::Cue),
        ("wet op het notarisambt", Confidence::Bare),
    ] {
        assert_eq!(named(text, Mode::Asked)[0].confidence, confidence, "{text}");
    }
}

#[test]
fn the_two_letters_name_what_they_name() {
    for (letter, expected) in [
        (
            include_str!("../../../../corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt"),
            &["wet:telecommunicatiewet «Telecomwet»", "wet:telecommunicatiewet «Telecomwet»"][..],
        ),
        (
            include_str!("../../../../corpus/letters/2024-06-28-antwoord-kamervragen-afmeldcodes.txt"),
            &[
                "celex:32024R2847 «Cyber Resilience Act»",
                "celex:32016R0679 «AVG»",
                "wet:bekendmakingswet «Bekendmakingswet»",
                "wet:rijkswet-goedkeuring-en-bekendmaking-verdragen «Rijkswet goedkeuring en bekendmaking verdragen»",
            ][..],
        ),
    ] {
        assert_eq!(lines(letter, Mode::Document), expected);
    }
}

/// Forms whose joints are the characters `_` (a blank) and `-`, with their key.
const FORMS: [(&str, &str); 8] = [
    ("artikel_13a,_tweede_lid,_van_de_Telecommunicatiewet", "art:telecommunicatiewet:13a:2"),
    ("art._138ab,_eerste_lid,_onder_a,_Sr", "art:wetboek-van-strafrecht:138ab:1:a"),
    ("Richtlijn_(EU)_2022/2555", "celex:32022L2555"),
    ("Verordening_(EU)_nr._910/2014", "celex:32014R0910"),
    (
        "de_Wet_beveiliging_netwerk-_en_informatiesystemen",
        "wet:wet-beveiliging-netwerk-en-informatiesystemen",
    ),
    ("de_Wet_op_het_notarisambt", "wet:wet-op-het-notarisambt"),
    ("de_NIS2-richtlijn", "celex:32022L2555"),
    ("PbEU_2022,_L_333", "pb:2022:L333"),
];

proptest! {
    #[test]
    fn layout_changes_no_key(
        form in 0..FORMS.len(),
        blank in prop::sample::select(vec![" ", "\u{a0}", "\u{2009}", "\n", "  \r\n ", "\u{202f}"]),
        dash in prop::sample::select(vec!["-", "\u{2010}", "\u{2011}", "–", "\u{2212}"]),
        invisible in prop::sample::select(vec!["", "\u{ad}", "\u{200b}"]),
    ) {
        let (form, key) = FORMS[form];
        let text = form.replace('_', &format!("{blank}{invisible}")).replace('-', dash);
        let found = named(&text, Mode::Document);
        prop_assert_eq!(found.len(), 1, "{:?}: {:?}", text, found);
        prop_assert_eq!(&found[0].key, key);
    }

    #[test]
    fn any_text_gives_ordered_spans_on_borders(
        text in "(artikel |art\\. |[0-9]{1,3}[a-z]?|lid |, | en |tot en met |onder |[a-d]|Tw|Sr|AVG|BW|van de |Wet |op het |Telecomwet|Richtlijn |\\(EU\\) |2022/2555|/EG|Besluit |\\(hierna: |Wx\\)|eli/reg/|COM\\(|319|320|PB |é|ĳ|[°º²]|\\PC|\n){0,30}",
        asked in any::<bool>(),
    ) {
        let mode = if asked { Mode::Asked } else { Mode::Document };
        let mut end = 0;
        for found in find(&text, mode) {
            prop_assert!(text.get(found.span.clone()).is_some_and(|surface| !surface.trim().is_empty()), "{:?}", found);
            prop_assert!(found.span.start >= end);
            end = found.span.end;
            if let Some(cue) = found.cue {
                prop_assert!(text.get(cue).is_some());
            }
        }
    }
}
