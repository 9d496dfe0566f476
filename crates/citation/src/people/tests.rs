use crate::citation::{Detail, Kind, Mode};
use crate::find;
use proptest::prelude::*;

/// The people, one line each.
fn people(text: &str, mode: Mode) -> Vec<String> {
    find(text, mode)
        .iter()
        .filter(|found| matches!(found.kind, Kind::Member | Kind::Minister))
        .map(|found| format!("{} «{}»", found.key, &text[found.span.clone()]))
        .collect()
}

fn check(rows: &[(&str, &[&str])], mode: Mode) {
    for (text, expected) in rows {
        assert_eq!(people(text, mode), *expected, "{text:?}");
    }
}

#[test]
fn members() {
    check(
        &[
            ("heeft het lid Gesthuizen (SP) gevraagd", &["lid:gesthuizen «lid Gesthuizen (SP)»"]),
            (
                "Vragen van het lid Kathmann (GroenLinks-PvdA) aan",
                &["lid:kathmann «lid Kathmann (GroenLinks-PvdA)»"],
            ),
            (
                "de leden Van Raak (SP) en Heijnen (PvdA) vragen",
                &["lid:van-raak «leden Van Raak (SP)»", "lid:heijnen «Heijnen (PvdA)»"],
            ),
            (
                "de leden Kathmann, Six Dijkstra en van der Werf",
                &[
                    "lid:kathmann «leden Kathmann»",
                    "lid:six-dijkstra «Six Dijkstra»",
                    "lid:van-der-werf «van der Werf»",
                ],
            ),
            ("het lid\nVan der\nStaaij", &["lid:van-der-staaij «lid\nVan der\nStaaij»"]),
            ("het Kamerlid Kathmann", &["lid:kathmann «Kamerlid Kathmann»"]),
            ("oud-Kamerlid Van Raak zei", &["lid:van-raak «Kamerlid Van Raak»"]),
            ("SP-Kamerlid Gesthuizen", &["lid:gesthuizen «Kamerlid Gesthuizen»"]),
            ("het Tweede Kamerlid Gesthuizen", &["lid:gesthuizen «Kamerlid Gesthuizen»"]),
            ("mevrouw Gesthuizen (SP) en", &["lid:gesthuizen «mevrouw Gesthuizen (SP)»"]),
            ("De heer Wilders (PVV) vroeg", &["lid:wilders «De heer Wilders (PVV)»"]),
            ("de heer M. van Raak (SP)", &["lid:van-raak «de heer M. van Raak (SP)»"]),
            (
                "de heren Segers en Bruins (ChristenUnie)",
                &["lid:segers «de heren Segers»", "lid:bruins «Bruins (ChristenUnie)»"],
            ),
            ("VRAGEN VAN HET LID KATHMANN (GL-PVDA) AAN", &["lid:kathmann «LID KATHMANN (GL-PVDA)»"]),
            ("Lid Kathmann (Volt)", &["lid:kathmann «Lid Kathmann (Volt)»"]),
            (
                "Leden Segers en Kuiken (beiden CU) vragen",
                &["lid:segers «Leden Segers»", "lid:kuiken «Kuiken (beiden CU)»"],
            ),
            ("het lid Segers en Rutte", &["lid:segers «lid Segers»"]),
            ("het lid Gesthuizen Kunt u", &["lid:gesthuizen «lid Gesthuizen»"]),
            ("het lid Lisa van Ginneken (D66)", &["lid:lisa-van-ginneken «lid Lisa van Ginneken (D66)»"]),
        ],
        Mode::Document,
    );
}

#[test]
fn ministers() {
    check(
        &[
            (
                "Antwoord van Minister Yeşilgöz-Zegerius (Justitie en Veiligheid) (ontvangen 28 juni 2024)",
                &["bewindspersoon:yesilgoz-zegerius «Minister Yeşilgöz-Zegerius (Justitie en Veiligheid)»"],
            ),
            ("dat Staatssecretaris Teeven een", &["bewindspersoon:teeven «Staatssecretaris Teeven»"]),
            ("minister-president Rutte", &["bewindspersoon:rutte «minister-president Rutte»"]),
            ("de minister De Jonge zei", &["bewindspersoon:de-jonge «minister De Jonge»"]),
            ("minister Van der Steur", &["bewindspersoon:van-der-steur «minister Van der Steur»"]),
            ("DE MINISTER VAN JUSTITIE,\n\nI.W. OPSTELTEN", &["bewindspersoon:opstelten «I.W. OPSTELTEN»"]),
            (
                "De Minister van Binnenlandse Zaken,\n\nmr. J.J. (Judith) Uitermark",
                &["bewindspersoon:uitermark «mr. J.J. (Judith) Uitermark»"],
            ),
            ("mede namens de Minister van BZK, R.W. Knops,", &["bewindspersoon:knops «R.W. Knops»"]),
            (
                "minister Grapperhaus (J&V) en vicepremier Kaag",
                &[
                    "bewindspersoon:grapperhaus «minister Grapperhaus (J&V)»",
                    "bewindspersoon:kaag «vicepremier Kaag»",
                ],
            ),
            ("Minister Kaag (D66)", &["bewindspersoon:kaag «Minister Kaag (D66)»"]),
            ("Minister Kaag (BNR, 11 april)", &["bewindspersoon:kaag «Minister Kaag»"]),
            ("Minister Kaag (Financiën)", &["bewindspersoon:kaag «Minister Kaag (Financiën)»"]),
            ("Minister Teeven van Veiligheid en Justitie", &["bewindspersoon:teeven «Minister Teeven»"]),
            (
                "de ministers Opstelten (VenJ) en Verhagen",
                &[
                    "bewindspersoon:opstelten «ministers Opstelten (VenJ)»",
                    "bewindspersoon:verhagen «Verhagen»",
                ],
            ),
            (
                "de ministers Opstelten en Verhagen",
                &["bewindspersoon:opstelten «ministers Opstelten»", "bewindspersoon:verhagen «Verhagen»"],
            ),
            (
                "De Minister van Veiligheid en Justitie,\n\nI.W. Opstelten\n\nDe Minister van Economische Zaken, Landbouw en Innovatie,\n\ndrs. M.J.M. Verhagen",
                &[
                    "bewindspersoon:opstelten «I.W. Opstelten»",
                    "bewindspersoon:verhagen «drs. M.J.M. Verhagen»",
                ],
            ),
            (
                "De Minister van Veiligheid en Justitie,\nI.W. Opstelten\nDe Minister van Economische Zaken, Landbouw en Innovatie,\ndrs. M.J.M. Verhagen",
                &[
                    "bewindspersoon:opstelten «I.W. Opstelten»",
                    "bewindspersoon:verhagen «drs. M.J.M. Verhagen»",
                ],
            ),
            (
                "De Minister van Justitie en Veiligheid\n\nD.M. van Weel",
                &["bewindspersoon:van-weel «D.M. van Weel»"],
            ),
            (
                "De Minister voor Rechtsbescherming,\n\nSander Dekker",
                &["bewindspersoon:sander-dekker «Sander Dekker»"],
            ),
            ("De Minister-President,\n\nMark Rutte", &["bewindspersoon:mark-rutte «Mark Rutte»"]),
            (
                "De Minister-President, Minister van Algemene Zaken,\n\nMark Rutte",
                &["bewindspersoon:mark-rutte «Mark Rutte»"],
            ),
        ],
        Mode::Document,
    );
}

#[test]
fn nobody() {
    for text in [
        "aan de Minister van Justitie en Veiligheid over",
        "de Minister van Duitsland zei",
        "de Minister voor Rechtsbescherming heeft",
        "de Minister van Veiligheid en Justitie, Kamerstukken",
        "gedeeld met de Minister en andere partijen",
        "de Minister Kunt u",
        "de Minister De brief",
        "de Minister VWS",
        "de Minister Justitie en Veiligheid",
        "het Ministerie Segers",
        "het eerste lid Wet",
        "artikel 3, eerste lid, Wet open overheid",
        "het lid van de Commissie",
        "de leden van de Kamer",
        "het lid 2",
        "artikel 5 lid A",
        "het tweede lid Onze Minister",
        "mevrouw Jansen uit Utrecht",
        "de heer Jansen (KPN)",
        "de heer en mevrouw",
        "geldig lid Segers",
        "het partijlid Segers",
        "de leden. Segers",
        "het lid, Segers",
        "onze leden Segers",
        "Namens de Minister van Defensie, J. Jansen",
        "De Minister van Defensie,\n\nnamens deze,\n\nJ. Jansen",
        "de Premier League",
        "De Minister,\n\nSegers en anderen zeggen",
        "",
    ] {
        assert_eq!(people(text, Mode::Document), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn who_signed_a_motion_is_part_of_it() {
    for text in [
        "motie van het lid Dekker",
        "motie van het lid Kathmann (GroenLinks-PvdA)",
        "de moties van het lid Segers en van het lid Kuiken",
        "MOTIE VAN DE LEDEN VAN RAAK EN HEIJNEN",
        "motie van mevrouw Gesthuizen (SP)",
        "amendement van het lid Ellian",
    ] {
        assert_eq!(people(text, Mode::Document), Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(
        people("motie van het lid Dekker en het verzoek van het lid Segers", Mode::Document),
        ["lid:segers «lid Segers»"]
    );
}

#[test]
fn what_is_said_of_people() {
    let said =
        |text: &str| find(text, Mode::Document).iter().map(|found| found.details.clone()).collect::<Vec<_>>();
    let owned = |detail: Detail, text: &str| (detail, text.to_owned());
    assert_eq!(said("het lid Gesthuizen (SP)"), [[owned(Detail::Party, "SP")]]);
    assert_eq!(said("D66-Kamerlid Verhoeven"), [[owned(Detail::Party, "D66")]]);
    assert_eq!(
        said("de leden Van Raak (SP) en Heijnen (PvdA)"),
        [[owned(Detail::Party, "SP")], [owned(Detail::Party, "PvdA")]]
    );
    assert_eq!(
        said("Minister Yeşilgöz-Zegerius (Justitie en Veiligheid)"),
        [[owned(Detail::Role, "Minister (Justitie en Veiligheid)")]]
    );
    assert_eq!(
        said("De Minister van Economische Zaken, Landbouw en Innovatie,\n\ndrs. M.J.M. Verhagen"),
        [[
            owned(Detail::Initials, "M.J.M."),
            owned(Detail::Role, "Minister van Economische Zaken, Landbouw en Innovatie"),
        ]]
    );
}

#[test]
fn a_given_name_is_no_obstacle() {
    for (text, also) in [
        ("De Minister-President,\n\nMark Rutte", &["bewindspersoon:rutte"][..]),
        ("het lid Lisa van Ginneken (D66)", &["lid:van-ginneken"]),
        ("het lid Sandra Koşer Kaya", &["lid:koser-kaya"]),
        ("het lid Van Haersma Buma", &[]),
        ("het lid Hennis-Plasschaert", &[]),
    ] {
        let found = find(text, Mode::Document);
        assert_eq!(found[0].also, also, "{text:?}");
    }
}

#[test]
fn what_someone_types() {
    check(
        &[
            ("lid kathmann", &["lid:kathmann «lid kathmann»"]),
            ("het lid gesthuizen", &["lid:gesthuizen «lid gesthuizen»"]),
            ("kamerlid van raak", &["lid:van-raak «kamerlid van raak»"]),
            ("leden van raak heijnen", &["lid:van-raak «leden van raak»", "lid:heijnen «heijnen»"]),
            ("lid kathmann vragen", &["lid:kathmann «lid kathmann»"]),
            ("vragen lid kathmann alarmsystemen smc", &["lid:kathmann «lid kathmann»"]),
            ("minister yesilgoz", &["bewindspersoon:yesilgoz «minister yesilgoz»"]),
            (
                "minister yesilgoz zegerius",
                &["bewindspersoon:yesilgoz-zegerius «minister yesilgoz zegerius»"],
            ),
            ("staatssecretaris teeven", &["bewindspersoon:teeven «staatssecretaris teeven»"]),
            ("minister van engelshoven", &["bewindspersoon:van-engelshoven «minister van engelshoven»"]),
            ("minister president rutte", &["bewindspersoon:rutte «minister president rutte»"]),
            ("minister van justitie", &[]),
            ("minister van justitie en veiligheid", &[]),
            ("minister van defensie", &[]),
            ("minister", &[]),
            ("artikel 5 lid a", &[]),
            ("artikel 5 lid onder", &[]),
            ("eerste lid telecomwet", &[]),
            ("lid 2", &[]),
            ("ministerie segers", &[]),
            ("mevrouw gesthuizen", &[]),
        ],
        Mode::Asked,
    );
}

proptest! {
    #[test]
    fn any_text_is_survived(
        text in "(het|de|lid|leden|Kamerlid|heer|mevrouw|[Mm]inister(-president)?|van|voor|Veiligheid|en|,|\n\n|\n| |-|SP|\\(|\\)|I\\.|W\\.|drs\\.|Opstelten|KAAG|ş|é|e\u{301}|\\PC){0,30}"
    ) {
        for mode in [Mode::Document, Mode::Asked] {
            let mut last = 0;
            for found in find(&text, mode) {
                prop_assert!(found.span.start >= last && found.span.start < found.span.end);
                prop_assert!(text.get(found.span.clone()).is_some());
                let named = matches!(found.kind, Kind::Motion | Kind::Amendment | Kind::Member | Kind::Minister);
                prop_assert!(!named || !found.key.ends_with([':', '+', '-']));
                last = found.span.end;
            }
        }
    }
}

#[test]
fn both_letters() {
    let of_people = |text: &str| {
        find(text, Mode::Document)
            .iter()
            .filter(|found| {
                matches!(found.kind, Kind::Motion | Kind::Amendment | Kind::Member | Kind::Minister)
            })
            .map(|found| format!("{} «{}»", found.key, &text[found.span.clone()]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of_people(include_str!("../../../../corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt")),
        [
            "lid:gesthuizen «lid Gesthuizen (SP)»",
            "motie:hennis-plasschaert «motie Hennis-Plasschaert»",
            "bewindspersoon:teeven «Staatssecretaris Teeven»",
            "motie:gesthuizen «motie Gesthuizen»",
            "bewindspersoon:opstelten «I.W. Opstelten»",
            "bewindspersoon:verhagen «drs. M.J.M. Verhagen»",
        ]
    );
    assert_eq!(
        of_people(include_str!("../../../../corpus/letters/2024-06-28-antwoord-kamervragen-afmeldcodes.txt")),
        [
            "lid:kathmann «lid Kathmann (GroenLinks-PvdA)»",
            "bewindspersoon:yesilgoz-zegerius «Minister Yeşilgöz-Zegerius (Justitie en Veiligheid)»",
        ]
    );
}

proptest! {
    #[test]
    fn layout_is_no_part_of_a_key(blank in "( |\u{a0}|\n|\r\n| \n  )", dash in "[-‐‑–]", soft in "\u{ad}?") {
        for (text, key) in [
            (format!("het{blank}lid{blank}Kath{soft}mann{blank}(GroenLinks{dash}PvdA)"), "lid:kathmann"),
            (format!("Minister{blank}Ye{soft}şilgöz{dash}Zegerius{blank}(Justitie{blank}en{blank}Veiligheid)"), "bewindspersoon:yesilgoz-zegerius"),
            (format!("minister{dash}president{blank}Rutte"), "bewindspersoon:rutte"),
            (format!("De{blank}Minister{blank}van{blank}Financiën,{blank}I.{blank}van{blank}der{blank}Staaij"), "bewindspersoon:van-der-staaij"),
        ] {
            let found = people(&text, Mode::Document);
            prop_assert_eq!(found.len(), 1, "{}", text);
            let start = format!("{key} «");
            prop_assert!(found[0].starts_with(&start), "{}", found[0]);
        }
    }
}
