use crate::citation::{Detail, Kind, Mode};
use crate::find;
use proptest::prelude::*;

/// The motions and amendments, one line each.
fn motions(text: &str, mode: Mode) -> Vec<String> {
    find(text, mode)
        .iter()
        .filter(|found| matches!(found.kind, Kind::Motion | Kind::Amendment))
        .map(|found| format!("{} «{}»", found.key, &text[found.span.clone()]))
        .collect()
}

fn check(rows: &[(&str, &[&str])], mode: Mode) {
    for (text, expected) in rows {
        assert_eq!(motions(text, mode), *expected, "{text:?}");
    }
}

#[test]
fn one_signatory() {
    check(
        &[
            ("uitvoering van de motie Gesthuizen waarin de", &["motie:gesthuizen «motie Gesthuizen»"]),
            (
                "de kamerbrede motie Hennis-Plasschaert heeft",
                &["motie:hennis-plasschaert «motie Hennis-Plasschaert»"],
            ),
            ("De motie-Hennis-Plasschaert.", &["motie:hennis-plasschaert «motie-Hennis-Plasschaert»"]),
            ("de motie-Kathmann c.s. is", &["motie:kathmann «motie-Kathmann c.s.»"]),
            ("motie van het lid Kathmann c.s.", &["motie:kathmann «motie van het lid Kathmann c.s.»"]),
            ("de moties van het lid Kathmann over", &["motie:kathmann «moties van het lid Kathmann»"]),
            (
                "Motie van het lid Hennis-Plasschaert c.s. over",
                &["motie:hennis-plasschaert «Motie van het lid Hennis-Plasschaert c.s.»"],
            ),
            (
                "Motie van het lid Sneller c.s., Kamerstukken",
                &["motie:sneller «Motie van het lid Sneller c.s.»"],
            ),
            (
                "Gewijzigde motie van het lid Segers c.s. (t.v.v. 33885, nr.18) over",
                &["motie:segers «motie van het lid Segers c.s.»"],
            ),
            ("de nader gewijzigde motie van het lid Segers", &["motie:segers «motie van het lid Segers»"]),
            ("de aangehouden motie Segers (33885)", &["motie:segers «motie Segers»"]),
            ("Motie (gewijzigd/nader) van het lid Segers", &["motie:segers «van het lid Segers»"]),
            ("motie op stuk nr. 14 van het lid Segers", &["motie:segers «van het lid Segers»"]),
            ("motie 26643-202 van het lid Segers", &["motie:segers «van het lid Segers»"]),
            (
                "motie (Kamerstuk 26 643, nr. 150) van het lid Van Raak",
                &["motie:van-raak «van het lid Van Raak»"],
            ),
            (
                "MOTIE VAN HET LID DEKKER\nVoorgesteld 2 juli 2026",
                &["motie:dekker «MOTIE VAN HET LID DEKKER»"],
            ),
            (
                "MOTIE VAN HET LID DEKKER\n\nVoorgesteld 2 juli 2026",
                &["motie:dekker «MOTIE VAN HET LID DEKKER»"],
            ),
            (
                "MOTIE VAN HET LID DEKKER C.S.\nVoorgesteld 2 juli 2026",
                &["motie:dekker «MOTIE VAN HET LID DEKKER C.S.»"],
            ),
            ("MOTIE V A N HET LID DEKKER", &["motie:dekker «MOTIE V A N HET LID DEKKER»"]),
            ("MOTIE V AN HET LID V ERHOEVEN", &["motie:verhoeven «MOTIE V AN HET LID V ERHOEVEN»"]),
            ("MOTIE VAN HET LID V AN RAAK", &["motie:van-raak «MOTIE VAN HET LID V AN RAAK»"]),
            (
                "Motie van het lid YEŞİLGÖZ-ZEGERIUS",
                &["motie:yesilgoz-zegerius «Motie van het lid YEŞİLGÖZ-ZEGERIUS»"],
            ),
            (
                "de motie van de heer Van der Staaij over",
                &["motie:van-der-staaij «motie van de heer Van der Staaij»"],
            ),
            ("de motie van mevrouw Gesthuizen", &["motie:gesthuizen «motie van mevrouw Gesthuizen»"]),
            ("de motie van collega Segers", &["motie:segers «motie van collega Segers»"]),
            (
                "motie van VVD-Kamerlid Hennis-Plasschaert",
                &["motie:hennis-plasschaert «motie van VVD-Kamerlid Hennis-Plasschaert»"],
            ),
            ("motie van het toenmalige lid Segers", &["motie:segers «motie van het toenmalige lid Segers»"]),
            ("de motie Koşer Kaya over", &["motie:koser-kaya «motie Koşer Kaya»"]),
            ("de motie van Raak over", &["motie:van-raak «motie van Raak»"]),
            ("de motie Van 't Zandhuis over", &["motie:van-t-zandhuis «motie Van 't Zandhuis»"]),
            ("de motie Van ’t Zandhuis over", &["motie:van-t-zandhuis «motie Van ’t Zandhuis»"]),
            ("de motie-Van der Staaij", &["motie:van-der-staaij «motie-Van der Staaij»"]),
            ("de motie ten Broeke en", &["motie:ten-broeke «motie ten Broeke»"]),
            ("de motie Op de Beek", &["motie:op-de-beek «motie Op de Beek»"]),
            ("de motie El Yassini", &["motie:el-yassini «motie El Yassini»"]),
            ("de motie Van Haersma Buma, die", &["motie:van-haersma-buma «motie Van Haersma Buma»"]),
            (
                "motie van het lid Lisa van Ginneken (D66)",
                &["motie:lisa-van-ginneken «motie van het lid Lisa van Ginneken»"],
            ),
            (
                "motie van het lid Hagen-van der Berg",
                &["motie:hagen-van-der-berg «motie van het lid Hagen-van der Berg»"],
            ),
            ("de motie-Segers' strekking", &["motie:segers «motie-Segers»"]),
            ("de motie-Segers’ strekking", &["motie:segers «motie-Segers»"]),
            ("de motie Rutte's lot", &["motie:rutte «motie Rutte»"]),
            ("motie Gesthuizen. Deze visie", &["motie:gesthuizen «motie Gesthuizen»"]),
            ("motie Gesthuizen\nDeze visie", &["motie:gesthuizen «motie Gesthuizen»"]),
            ("motie Gesthuizen Kamerstuk 26 643", &["motie:gesthuizen «motie Gesthuizen»"]),
            ("motie Sneller van Financiën", &["motie:sneller «motie Sneller»"]),
            ("de motie Segers² en", &["motie:segers «motie Segers»"]),
            ("de motie Segers2 en", &["motie:segers «motie Segers»"]),
            ("1Motie Segers", &["motie:segers «Motie Segers»"]),
            ("motie van het\nlid Segers", &["motie:segers «motie van het\nlid Segers»"]),
        ],
        Mode::Document,
    );
}

#[test]
fn several_signatories() {
    check(
        &[
            (
                "motie van de leden Van Raak en Heijnen over",
                &["motie:heijnen+van-raak «motie van de leden Van Raak en Heijnen»"],
            ),
            (
                "MOTIE VAN DE LEDEN VAN RAAK EN HEIJNEN\nVoorgesteld 2 juli 2026",
                &["motie:heijnen+van-raak «MOTIE VAN DE LEDEN VAN RAAK EN HEIJNEN»"],
            ),
            (
                "motie van de leden Segers, Kuiken, Van Raak",
                &["motie:kuiken+segers+van-raak «motie van de leden Segers, Kuiken, Van Raak»"],
            ),
            (
                "motie van de leden Segers (CU) en Kuiken (PvdA)",
                &["motie:kuiken+segers «motie van de leden Segers (CU) en Kuiken»"],
            ),
            (
                "motie van het lid Segers en het lid Kuiken",
                &["motie:kuiken+segers «motie van het lid Segers en het lid Kuiken»"],
            ),
            (
                "de moties Van der Staaij/Segers",
                &["motie:segers+van-der-staaij «moties Van der Staaij/Segers»"],
            ),
            (
                "de motie Van der Staaij / Segers",
                &["motie:segers+van-der-staaij «motie Van der Staaij / Segers»"],
            ),
            ("de motie Segers en Van Raak", &["motie:segers+van-raak «motie Segers en Van Raak»"]),
            (
                "de motie Segers, Kuiken en Van Raak c.s.",
                &["motie:kuiken+segers+van-raak «motie Segers, Kuiken en Van Raak c.s.»"],
            ),
            ("de motie Segers, Rutte vond", &["motie:segers «motie Segers»"]),
            ("de motie Segers en de regering", &["motie:segers «motie Segers»"]),
            ("de motie Segers en Kamerstuk 26643", &["motie:segers «motie Segers»"]),
            (
                "de moties Gesthuizen en Hennis-Plasschaert",
                &["motie:gesthuizen «moties Gesthuizen»", "motie:hennis-plasschaert «Hennis-Plasschaert»"],
            ),
            (
                "de moties Segers c.s., Kuiken en Van Raak/Heijnen",
                &[
                    "motie:segers «moties Segers c.s.»",
                    "motie:kuiken «Kuiken»",
                    "motie:heijnen+van-raak «Van Raak/Heijnen»",
                ],
            ),
            (
                "de moties van de leden Segers en Kuiken",
                &["motie:kuiken+segers «moties van de leden Segers en Kuiken»"],
            ),
            (
                "de moties van het lid Segers en van het lid Kuiken",
                &["motie:segers «moties van het lid Segers»", "motie:kuiken «van het lid Kuiken»"],
            ),
            (
                "de moties van de leden Segers c.s. en Kuiken c.s.",
                &["motie:segers «moties van de leden Segers c.s.»", "motie:kuiken «Kuiken c.s.»"],
            ),
            (
                "de motie van het lid Segers en die van het lid Kuiken",
                &["motie:segers «motie van het lid Segers»", "motie:kuiken «van het lid Kuiken»"],
            ),
            (
                "de moties Segers (26 643, nr. 150), Van Raak (nr. 151) en Kuiken",
                &["motie:segers «moties Segers»", "motie:van-raak «Van Raak»", "motie:kuiken «Kuiken»"],
            ),
            (
                "de moties van de leden Segers (26 643, nr. 150) en Kuiken (24 095, nr. 294)",
                &["motie:segers «moties van de leden Segers»", "motie:kuiken «Kuiken»"],
            ),
            ("de moties Segers (zie onder) en Kuiken in 2011", &["motie:segers «moties Segers»"]),
            ("de motie Segers (26 643, nr. 150) en Kuiken", &["motie:segers «motie Segers»"]),
            (
                "de motie Segers en de motie Kuiken",
                &["motie:segers «motie Segers»", "motie:kuiken «motie Kuiken»"],
            ),
        ],
        Mode::Document,
    );
}

#[test]
fn amendments() {
    check(
        &[
            ("amendement van het lid Ellian over", &["amendement:ellian «amendement van het lid Ellian»"]),
            (
                "het gewijzigd amendement van het lid Ellian ter",
                &["amendement:ellian «amendement van het lid Ellian»"],
            ),
            ("het amendement-Verhoeven", &["amendement:verhoeven «amendement-Verhoeven»"]),
            (
                "het subamendement van de leden Ellian en Mutluer",
                &["amendement:ellian+mutluer «subamendement van de leden Ellian en Mutluer»"],
            ),
            (
                "de amendementen Ellian en Mutluer",
                &["amendement:ellian «amendementen Ellian»", "amendement:mutluer «Mutluer»"],
            ),
            ("het amendement op stuk nr. 23", &[]),
            ("amendement Wet open overheid", &[]),
        ],
        Mode::Document,
    );
}

#[test]
fn no_motion_of_a_person() {
    for text in [
        "een motie van wantrouwen",
        "motie van treurnis",
        "motie van afkeuring",
        "Motie van Wantrouwen",
        "het motiedebat",
        "de motiestemming Segers",
        "het motie-overzicht",
        "de promotie Segers",
        "de emotie Segers",
        "de motie over Internet",
        "motie 29",
        "motie (Kamerstuk 26 643, nr. 150) over",
        "motie 26643-202",
        "Stand van zaken relevante moties, toezeggingen en wetgevingstrajecten",
        "Moties en Toezeggingen",
        "MOTIES EN TOEZEGGINGEN",
        "de motie op stuk nr. 14",
        "uw motie",
        "deze motie heeft",
        "De motie. Segers zei",
        "de motie, Segers zei",
        "de motie van de regering",
        "de motie van de Regering",
        "de motie van de SP",
        "de motie SP",
        "de motie van D66",
        "de motie GroenLinks",
        "de motie van de ChristenUnie",
        "de motie Kamerbreed",
        "de motie Tweede Kamer",
        "de motie van de Tweede Kamer",
        "motie Juli 2011",
        "motie van Donderdag",
        "motie Amsterdam",
        "motie van Den Haag",
        "motie in Den Haag",
        "motie op Segers",
        "motie gesthuizen",
        "motie\nDe regering heeft",
        "motie\nDit is",
        "motie\n\nSegers",
        "motie X",
        "motie C2000",
        "motie Centrum2000",
        "motie van het lid",
        "motie van de leden van de Kamer",
        "motie Constaterende dat",
        "motie: Segers",
        "",
    ] {
        assert_eq!(motions(text, Mode::Document), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn what_someone_types() {
    check(
        &[
            ("motie hennis", &["motie:hennis «motie hennis»"]),
            ("motie-hennis-plasschaert", &["motie:hennis-plasschaert «motie-hennis-plasschaert»"]),
            ("Motie Hennis-Plasschaert", &["motie:hennis-plasschaert «Motie Hennis-Plasschaert»"]),
            ("motie yesilgoz", &["motie:yesilgoz «motie yesilgoz»"]),
            ("motie hennis plasschaert", &["motie:hennis-plasschaert «motie hennis plasschaert»"]),
            ("motie segers kuiken", &["motie:segers-kuiken «motie segers kuiken»"]),
            ("motie van raak heijnen", &["motie:heijnen+van-raak «motie van raak heijnen»"]),
            ("motie van raak", &["motie:van-raak «motie van raak»"]),
            ("motie heijnen van raak", &["motie:heijnen+van-raak «motie heijnen van raak»"]),
            ("motie van raak en heijnen", &["motie:heijnen+van-raak «motie van raak en heijnen»"]),
            (
                "motie van raak van der staaij",
                &["motie:van-der-staaij+van-raak «motie van raak van der staaij»"],
            ),
            ("motie Van der Staaij/Segers", &["motie:segers+van-der-staaij «motie Van der Staaij/Segers»"]),
            ("motie van der staaij segers", &["motie:segers+van-der-staaij «motie van der staaij segers»"]),
            ("motie gesthuizen internet veiligheid", &["motie:gesthuizen «motie gesthuizen»"]),
            ("motie Gesthuizen internet", &["motie:gesthuizen «motie Gesthuizen»"]),
            ("motie hennis-plasschaert meldplicht", &["motie:hennis-plasschaert «motie hennis-plasschaert»"]),
            ("motie gesthuizen over internet", &["motie:gesthuizen «motie gesthuizen»"]),
            ("motie gesthuizen e-mail", &["motie:gesthuizen «motie gesthuizen»"]),
            ("motie gesthuizen sp", &["motie:gesthuizen «motie gesthuizen»"]),
            ("motie gesthuizen 2011", &["motie:gesthuizen «motie gesthuizen»"]),
            ("motie van raak internet veiligheid", &["motie:van-raak «motie van raak»"]),
            ("motie van het lid kathmann cs", &["motie:kathmann «motie van het lid kathmann cs»"]),
            ("motie lid kathmann", &["motie:kathmann «motie lid kathmann»"]),
            (
                "motie van de leden van raak en heijnen",
                &["motie:heijnen+van-raak «motie van de leden van raak en heijnen»"],
            ),
            ("motie:gesthuizen", &["motie:gesthuizen «motie:gesthuizen»"]),
            (
                "moties gesthuizen en hennis",
                &["motie:gesthuizen «moties gesthuizen»", "motie:hennis «hennis»"],
            ),
            ("motie segers en", &["motie:segers «motie segers»"]),
            ("kpn motie gesthuizen", &["motie:gesthuizen «motie gesthuizen»"]),
            ("amendement verhoeven", &["amendement:verhoeven «amendement verhoeven»"]),
        ],
        Mode::Asked,
    );
    for text in [
        "motie van wantrouwen",
        "motie van vertrouwen",
        "motie over internet",
        "motie waarin",
        "motie en",
        "moties en toezeggingen",
        "motie van de sp",
        "motie sp",
        "motie d66",
        "motie van de regering",
        "motie 26643-202",
        "motie",
        "motie ",
        "promotie segers",
        "motiedebat segers",
        "motie tweede kamer",
    ] {
        assert_eq!(motions(text, Mode::Asked), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn two_typed_words_have_three_readings() {
    let found = find("motie segers kuiken", Mode::Asked);
    assert_eq!(found[0].also, ["motie:kuiken+segers", "motie:segers"]);
    for key in ["motie:segers-kuiken", "motie:kuiken+segers", "motie:segers"] {
        assert!(crate::same_motion(&found[0].key, key), "{key}");
    }
    // A subject behind half a double name: one of the other readings reaches it.
    let found = find("motie hennis meldplicht", Mode::Asked);
    assert!(found[0].also.iter().any(|key| crate::same_motion(key, "motie:hennis-plasschaert")));
}

#[test]
fn what_is_said_of_signatories() {
    let found = find("Motie van de leden M. van Raak (SP) en Heijnen (PvdA) c.s.", Mode::Document);
    let found = found.iter().find(|found| found.kind == Kind::Motion).unwrap();
    assert_eq!(found.key, "motie:heijnen+van-raak");
    assert_eq!(found.also, ["lid:heijnen", "lid:van-raak", "motie:heijnen", "motie:van-raak"]);
    assert_eq!(
        found.details,
        [
            (Detail::Initials, "M.".to_owned()),
            (Detail::Party, "SP".to_owned()),
            (Detail::Party, "PvdA".to_owned()),
            (Detail::AndOthers, "c.s.".to_owned()),
        ]
    );
    let found = find("de motie Gesthuizen", Mode::Document);
    assert_eq!(found[0].also, ["lid:gesthuizen"]);
    assert!(found[0].details.is_empty());
}

proptest! {
    #[test]
    fn any_text_is_survived(
        text in "(moties?|MOTIE|amendement|-| |\n|van het lid|van de leden|lid|minister|V A N|Van|Raak|Koşer|DEKKER|c\\.s\\.|en|/|,|\\(SP\\)|'|’|’t|é|e\u{301}|\u{ad}|[A-Z]\\.|\\PC){0,30}"
    ) {
        for mode in [Mode::Document, Mode::Asked] {
            let mut last = 0;
            for found in find(&text, mode) {
                prop_assert!(found.span.start >= last && found.span.start < found.span.end);
                prop_assert!(text.get(found.span.clone()).is_some());
                prop_assert!(found.cue.is_none_or(|cue| text.get(cue).is_some()));
                let named = matches!(found.kind, Kind::Motion | Kind::Amendment | Kind::Member | Kind::Minister);
                prop_assert!(!named || !found.key.ends_with([':', '+', '-']));
                last = found.span.end;
            }
        }
    }

    #[test]
    fn layout_is_no_part_of_a_key(
        blank in "( |\u{a0}|\n|\r\n| \n  )",
        dash in "[-‐‑–]",
        soft in "\u{ad}?",
    ) {
        let text = format!("de motie{blank}van{blank}de{blank}leden{blank}Hen{soft}nis{dash}Plas{soft}schaert{blank}en{blank}Van{blank}der{blank}Staaij{blank}c.s.");
        let found = find(&text, Mode::Document);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].key, "motie:hennis-plasschaert+van-der-staaij");
        prop_assert_eq!(&text[found[0].span.clone()], &text[3..]);
    }
}

/// Names of each sort a key is made of, and their slugs.
const NAMES: [(&str, &str); 6] = [
    ("Gesthuizen", "gesthuizen"),
    ("Hennis-Plasschaert", "hennis-plasschaert"),
    ("Van der Staaij", "van-der-staaij"),
    ("Yeşilgöz-Zegerius", "yesilgoz-zegerius"),
    ("Van ’t Zandhuis", "van-t-zandhuis"),
    ("Koşer Kaya", "koser-kaya"),
];

proptest! {
    #[test]
    fn the_order_of_signatories_is_no_part_of_a_key(
        order in Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle(),
        count in 1usize..=6,
    ) {
        let names: Vec<(&str, &str)> = order.iter().take(count).map(|index| NAMES[*index]).collect();
        let mut slugs: Vec<&str> = names.iter().map(|(_, slug)| *slug).collect();
        slugs.sort_unstable();
        let key = format!("motie:{}", slugs.join("+"));
        let written: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let (last, first) = written.split_last().unwrap();
        let list = if first.is_empty() { (*last).to_owned() } else { format!("{} en {last}", first.join(", ")) };
        for text in [
            format!("De motie van de leden {list} over"),
            format!("De motie {} over", written.join("/")),
            format!("De motie {list} c.s. over"),
            format!("MOTIE VAN DE LEDEN {} Voorgesteld", list.to_uppercase()),
        ] {
            let found = find(&text, Mode::Document);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(&found[0].key, &key);
        }
        // Any one name asks for it.
        for (_, slug) in names {
            let asked = format!("motie:{slug}");
            prop_assert!(crate::same_motion(&asked, &key));
        }
    }
}
