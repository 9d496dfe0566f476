//! All families together: the two letters of the corpus whole, and forms in which numbers, laws and motions
//! stand among each other.

use super::*;
use proptest::prelude::*;

const HACK: &str = include_str!("../../../corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt");
const CODES: &str = include_str!("../../../corpus/letters/2024-06-28-antwoord-kamervragen-afmeldcodes.txt");

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let flat = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let found: Vec<String> = listed(text, Mode::Document).iter().map(flat).collect();
    assert_eq!(found, expected, "{text:?}");
}

/// Read by hand, line by line. `de Minister van Veiligheid en Justitie`, `wet- en regelgeving`, `26.000`, `112`,
/// the postcodes and `relevante moties, toezeggingen` name nothing.
#[test]
fn both_letters_and_nothing_extra() {
    check(
        HACK,
        &[
            "kenmerk:572501012nctv «Kenmerk 5725010/12/NCTV»",
            "datum:2012-02-14 «14 februari 2012»",
            "lid:gesthuizen «lid Gesthuizen (SP)»",
            "datum:2012-02-14 «14 februari 2012»",
            "kenmerk:572501012nctv «Kenmerk 5725010/12/NCTV»",
            "datum:2012-02-14 «14 februari 2012»",
            "kenmerk:572501012nctv «Kenmerk 5725010/12/NCTV»",
            "motie:hennis-plasschaert «motie Hennis-Plasschaert»",
            "wet:telecommunicatiewet «Telecomwet»",
            "bewindspersoon:teeven «Staatssecretaris Teeven»",
            "motie:gesthuizen «motie Gesthuizen»",
            "wet:telecommunicatiewet «Telecomwet»",
            "kst:26643:202 «Kamerstukken 2010/11, 26 643 nr. 202»",
            "kst:24095:294 «Kamerstukken II 2011/12 24 095 nr.294»",
            "datum:2012-02-14 «14 februari 2012»",
            "kenmerk:572501012nctv «Kenmerk 5725010/12/NCTV»",
            "bewindspersoon:opstelten «I.W. Opstelten»",
            "bewindspersoon:verhagen «drs. M.J.M. Verhagen»",
        ],
    );
    check(
        CODES,
        &[
            "lid:kathmann «lid Kathmann (GroenLinks-PvdA)»",
            "datum:2024-04-24 «24 april 2024»",
            "bewindspersoon:yesilgoz-zegerius «Minister Yeşilgöz-Zegerius (Justitie en Veiligheid)»",
            "datum:2024-06-28 «28 juni 2024»",
            "ah:tk:2023-2024:1742 «Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1742»",
            "celex:32024R2847 «Cyber Resilience Act»",
            "celex:32016R0679 «AVG»",
            "datum:2024-04-11 «11 april 2024»",
            "wet:bekendmakingswet «Bekendmakingswet»",
            "wet:rijkswet-goedkeuring-en-bekendmaking-verdragen «Rijkswet goedkeuring en bekendmaking verdragen»",
            "datum:2009-07-01 «1 juli 2009»",
        ],
    );
}

#[test]
fn a_motion_and_the_number_in_its_note_are_one() {
    let also = |key: &str| {
        let found = citations(HACK);
        found.into_iter().find(|found| found.key == key).map(|found| found.also).unwrap_or_default()
    };
    assert_eq!(also("motie:gesthuizen"), ["kst:24095:294", "lid:gesthuizen"]);
    assert_eq!(also("motie:hennis-plasschaert"), ["kst:26643:202", "lid:hennis-plasschaert"]);
    assert_eq!(also("kst:24095:294"), ["dossier:24095", "motie:gesthuizen"]);
}

/// The forms by which other extractors were measured.
#[test]
fn forms_that_others_miss() {
    for (form, key) in [
        ("Kamerstukken 2010/11, 26 643 nr. 202", "kst:26643:202"),
        ("Kamerstukken II 2011/12 24 095 nr.294", "kst:24095:294"),
        ("Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1742", "ah:tk:2023-2024:1742"),
        ("Kamerstuk 26643-202", "kst:26643:202"),
        ("Kamerstuk 26 643, nr. 202", "kst:26643:202"),
        ("26 643 nr. 202", "kst:26643:202"),
        ("36 084 (R2154), nr. 3", "kst:36084:3"),
        ("TK 2010-2011, 26643, 202", "kst:26643:202"),
        ("kst-26643-202", "kst:26643:202"),
        ("Kamerstukken I 2008/09, 31700 VI, D, p. 4", "kst:31700-VI:D"),
        ("Handelingen II 2010/11, nr. 108, item 5, p. 25-36", "h:ii:2010-2011:108:5"),
        ("Richtlijn (EU) 2022/2555", "celex:32022L2555"),
        ("Verordening (EU) 2016/679", "celex:32016R0679"),
        ("Verordening (EU) nr. 910/2014", "celex:32014R0910"),
        ("art. 138ab Sr", "art:wetboek-van-strafrecht:138ab"),
        ("artikel 13a, tweede lid, van de Telecommunicatiewet", "art:telecommunicatiewet:13a:2"),
        ("2024Z07204", "zaak:2024Z07204"),
        ("Kenmerk 5725010/12/NCTV", "kenmerk:572501012nctv"),
        ("motie Hennis-Plasschaert", "motie:hennis-plasschaert"),
        ("Stb. 2018, 387", "stb:2018:387"),
        ("ECLI:NL:HR:2014:3113", "ecli:ECLI:NL:HR:2014:3113"),
        ("BWBR0009950", "bwb:BWBR0009950"),
        ("COM(2020) 823", "com:2020:823"),
        ("21501-33, nr. 226", "kst:21501-33:226"),
    ] {
        check(&format!("Zie ook {form}."), &[&format!("{key} «{form}»")]);
    }
}

/// Seen in letters of others, and wrong at first.
#[test]
fn found_in_review() {
    for (text, expected) in [
        ("TK 2010-2011, 26643, 205 gingen daarover", &["kst:26643:205 «TK 2010-2011, 26643, 205»"][..]),
        ("Kamerstuk 26643, 240 over hacken", &["kst:26643:240 «Kamerstuk 26643, 240»"]),
        ("Kamerstuk 26643, 12 keer genoemd", &["dossier:26643 «Kamerstuk 26643»"]),
        ("De Algemene Ouderdomswet geldt.", &["wet:algemene-ouderdomswet «Algemene Ouderdomswet»"]),
        ("Minister Bruins Slot antwoordt", &["bewindspersoon:bruins-slot «Minister Bruins Slot»"]),
        ("de motie van de regering", &[]),
        ("de motie van der", &[]),
    ] {
        check(text, expected);
    }
    let asked = |text: &str| listed(text, Mode::Asked);
    for count in ["5 woo verzoeken", "2 wob-verzoeken", "100 woo-verzoeken"] {
        assert!(!asked(count).iter().any(|line| line.starts_with("art:")), "{count}: {:?}", asked(count));
    }
    assert_eq!(asked("13a Tw"), ["art:telecommunicatiewet:13a «13a Tw»"]);
    assert_eq!(asked("5.1 woo"), ["art:wet-open-overheid:5.1 «5.1 woo»"]);
    assert_eq!(asked("motie van"), Vec::<String>::new());
}

proptest! {
    #[test]
    fn whatever_stands_in_a_text_spans_are_ordered_and_disjoint(
        parts in proptest::collection::vec(
            prop_oneof![
                "(\\PC|\\p{C}){0,6}",
                prop::sample::select(vec![
                    " ", "\n\n", ", ", "²", "26 643", "nr. 202", "Kamerstukken II", "2010/11", "motie ", "Van Raak",
                    "/Segers", " c.s.", "artikel 13a", " lid 2", " Tw", "AVG", "Wet op het ", "hierna: ", "Richtlijn (EU) ",
                    "2022/2555", "ECLI:NL:HR:2014:3113", "de Minister van Justitie,\n\n", "I.W. Opstelten", "\n1 Zie ",
                    "Stb. ", "2018, 387", "(", ")", "–", "\u{ad}", "\u{a0}",
                ]).prop_map(str::to_owned),
            ],
            0..30,
        ),
    ) {
        let text = parts.concat();
        for mode in [Mode::Document, Mode::Asked] {
            let mut end = 0;
            for found in find(&text, mode) {
                prop_assert!(found.span.start >= end && found.span.end > found.span.start, "{found:?}");
                end = found.span.end;
                prop_assert!(text.get(found.span.clone()).is_some(), "{found:?}");
                if let Some(cue) = &found.cue {
                    prop_assert!(text.get(cue.clone()).is_some(), "{found:?}");
                }
                prop_assert_eq!(Kind::of_key(&found.key), Some(found.kind), "{:?}", found);
                prop_assert!(!found.also.contains(&found.key));
                prop_assert!(!name_of(&found.key).is_empty());
            }
        }
    }
}
