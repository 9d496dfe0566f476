//! Motions, laws and papers in the search box, and the lists of what letters name: questions as people type
//! them, on a folder made for them.

use serde_json::json;

use crate::support::{Letters, letters};

const HACK: &str = "Aan de Voorzitter van de Tweede Kamer\n\nKenmerk\n5725010/12/NCTV\n\nDatum 14 februari 2012\n\
    Betreft Hack bij KPN\n\nMiddels de kamerbrede motie Hennis-Plasschaert is gevraagd om een meldplicht \
    datalekken.¹ Het wetsvoorstel tot wijziging van de Telecomwet ligt voor. Uw Kamer wordt geïnformeerd over \
    de hack. De minister doet dat, de staatssecretaris niet.\n\nDe motie Gesthuizen vraagt om een visie op \
    privacy. De klant- en of persoonsgegevens zijn veilig.²\n\n¹ Zie Kamerstukken 2010/11, 26 643 nr. 202\n\n\
    ² Zie Kamerstukken II 2011/12 24 095 nr.294\n";

fn folder() -> Letters {
    let letters = letters(&[
        ("hack.txt", HACK),
        (
            "telecom.txt",
            "Datum 3 maart 2013\nBetreft Meldplicht\n\nOp grond van artikel 13a, tweede lid, van de \
             Telecommunicatiewet melden aanbieders. De motie van de leden Van Raak en Heijnen is aangenomen. \
             Cyber security is een zaak van iedereen.",
        ),
        (
            "segers.txt",
            "Datum 5 mei 2014\n\nDe motie Van der Staaij/Segers komt terug. In Kamerstuk 24 095, nr. 294 staat \
             meer.",
        ),
        (
            "wiv.txt",
            "Datum 1 mei 2018\n\nDe Wet op de inlichtingen- en veiligheidsdiensten 2017 (Wiv 2017) is nieuw. \
             Het informeren van uw Kamer volgt.",
        ),
        (
            "woo.txt",
            "Datum 4 juni 2020\n\nDe Wet open overheid (Woo) volgt op de Wob. Een Woo-verzoek is gratis.",
        ),
        ("wob.txt", "Datum 4 juni 2010\n\nDe Wet openbaarheid van bestuur geldt. Een Wob-verzoek is gratis."),
        (
            "nis2.txt",
            "Datum 1 december 2022\n\nDe NIS2-richtlijn geldt. Ook Verordening (EU) 2024/2847 komt.",
        ),
        ("nis2-nummer.txt", "Datum 2 december 2022\n\nDe Richtlijn (EU) 2022/2555 geldt."),
        ("avg.txt", "Datum 2 januari 2023\n\nVolgens Verordening (EU) 2016/679 is beveiliging nodig."),
        (
            "vragen.txt",
            "Vragen van het lid Kathmann (GroenLinks-PvdA) aan de Minister van Justitie en Veiligheid over \
             alarmsystemen, 2024Z07204 (ingezonden 24 april 2024).\n\nAntwoord van Minister Yeşilgöz-Zegerius \
             (Justitie en Veiligheid) (ontvangen 28 juni 2024). Zie ook Aanhangsel Handelingen, vergaderjaar \
             2023–2024, nr. 1742.\n\nAntwoord 2\nDe alarmsystemen van Securitas en SMC. De Cyber Resilience Act \
             geldt, en de AVG. Dat is cybersecurity.",
        ),
        ("kst-26643-202.txt", "Datum 20 december 2011\n\nBrief over de digitale veiligheid van het rijk."),
        (
            "tekens.txt",
            "Bel 112 op 100% 5G met C2000. D66 en de F-35 op .nl met IPv6. Fox-IT zit in 's-Gravenhage.",
        ),
        (
            "niets.txt",
            "Er zijn 26 643 euro en 26.000 organisaties. Postbus 20301 2500 EH, telefoon 070 342 12 34. De \
             promotie van Hennis, een motie van wantrouwen, een motiedebat, de emotie.",
        ),
    ]);
    letters.index();
    letters
}

/// The list of an answer, which all spellings of one thing have in common, byte by byte.
fn list(letters: &Letters, query: &str) -> String {
    let answer = letters.json(&["--", query]);
    let hits = answer["hits"].as_array().unwrap().iter().map(|hit| {
        // What was typed stands in the answer too, with how well each letter agrees with that.
        let mut hit = hit.clone();
        hit["matches"] = json!(hit["matches"].as_array().unwrap().len());
        hit["strength"] = json!(null);
        hit["missing"] = json!(hit["missing"].as_array().unwrap().len());
        hit.to_string()
    });
    hits.collect::<Vec<_>>().join("\n")
}

#[test]
fn all_spellings_of_one_thing_give_the_same_list() {
    let letters = folder();
    for (spellings, first) in [
        (
            &[
                "26 643 nr 202",
                "26643-202",
                "kst-26643-202",
                "26 643, nr. 202",
                "Kamerstuk 26\u{a0}643 nr. 202",
            ][..],
            &["kst-26643-202.txt", "hack.txt"][..],
        ),
        (
            &[
                "\"motie Hennis-Plasschaert\"",
                "motie hennis",
                "motie-hennis-plasschaert",
                "Motie Plasschaert",
                "motie van het lid Hennis-Plasschaert c.s.",
            ],
            &["hack.txt"],
        ),
        (
            &["motie van raak heijnen", "motie Heijnen en Van Raak", "motie-Van Raak/Heijnen"],
            &["telecom.txt"],
        ),
        (&["motie Van der Staaij/Segers", "motie segers en van der staaij"], &["segers.txt"]),
        (&["telecomwet", "telecommunicatiewet", "Tw"], &["hack.txt", "telecom.txt"]),
        (&["artikel 13a telecomwet", "13a Tw", "art. 13a Telecommunicatiewet"], &["telecom.txt"]),
        (&["avg", "gdpr", "2016/679", "AVG"], &["avg.txt", "vragen.txt"]),
        (&["nis2", "NIS 2", "nis2-richtlijn", "2022/2555", "NIB2"], &["nis2-nummer.txt", "nis2.txt"]),
        (&["CRA", "cyber resilience act"], &["nis2.txt", "vragen.txt"]),
        (&["sleepwet", "Wiv 2017"], &["wiv.txt"]),
        (&["ah-tk-20232024-1742", "aanhangsel 1742 2023-2024"], &["vragen.txt"]),
        (&["21501-33", "21 501-33"], &[]),
    ] {
        let expected = list(&letters, spellings[0]);
        for spelling in spellings {
            assert_eq!(list(&letters, spelling), expected, "{spelling} and {}", spellings[0]);
        }
        let mut paths = letters.paths(spellings[0]);
        paths.truncate(first.len());
        paths.sort();
        let mut first = first.to_vec();
        first.sort_unstable();
        assert_eq!(paths, first, "{}", spellings[0]);
    }
}

#[test]
fn how_a_name_was_read_is_said() {
    let letters = folder();
    for (query, read) in [
        ("26 643 nr. 202", "Read as named: 26 643 nr. 202 → Kamerstuk 26643-202"),
        ("26643", "26643 → dossier 26643"),
        ("motie hennis", "motie hennis → motie Hennis-Plasschaert"),
        ("sleepwet", "sleepwet → Wet op de inlichtingen- en veiligheidsdiensten 2017 (Wiv 2017)"),
        (
            "wob verzoek",
            "wob → Wet openbaarheid van bestuur (Wob); followed by Wet open overheid (Woo), which is \
            not looked for",
        ),
        ("kenmerk:5725010", "5725010 → kenmerk 5725010"),
        ("artikel 13a telecomwet", "artikel 13a telecomwet → artikel 13a Tw"),
    ] {
        letters.search(&["--", query]).with_code(0).says(read);
    }
    letters
        .search(&["--", "tw"])
        .notes("`tw` is searched as a word; `wet:tw` asks for the Telecommunicatiewet");
    // What is no part of a name is a word that a letter has to hold.
    letters.search(&["--", "motie gesthuizen alarmsystemen"]).says("No letter has both.");
    letters.search(&["--", "motie hennis alarmsystemen"]).says("No letter has both.");
    // Both were asked for, so neither is one that is not looked for.
    letters.search(&["--", "wob woo verzoek"]).does_not_say("which is not looked for");
}

#[test]
fn the_right_letters_are_found() {
    let letters = folder();
    for (query, paths) in [
        // What is in the dossier first, then what names it.
        ("26643", &["kst-26643-202.txt", "hack.txt", "niets.txt"][..]),
        ("motie:gesthuizen", &["hack.txt", "segers.txt"]),
        ("wob verzoek", &["wob.txt", "woo.txt"]),
        ("kenmerk:5725010/12/NCTV", &["hack.txt"]),
        ("kenmerk:5725010", &["hack.txt"]),
        ("5725010", &["hack.txt"]),
        ("2024Z07204", &["vragen.txt"]),
        ("yesilgoz", &["vragen.txt"]),
        ("Yeşilgöz-Zegerius", &["vragen.txt"]),
        ("minister yesilgoz", &["vragen.txt"]),
        ("meldplicht datalekken", &["hack.txt"]),
        ("datalekmeldplicht", &["hack.txt"]),
        ("klantgegevens", &["hack.txt"]),
        ("cyber security", &["telecom.txt", "vragen.txt"]),
        ("\"uw Kamer wordt geïnformeerd\"", &["hack.txt"]),
        ("minister -staatssecretaris", &["vragen.txt"]),
        ("alarmsystemen securitas smc", &["vragen.txt"]),
        ("kathmann 2024 vragen", &["vragen.txt"]),
        ("citeert:26643-202", &["hack.txt"]),
        ("cites:motie:hennis-plasschaert", &["hack.txt"]),
        ("wet:avg", &["avg.txt", "vragen.txt"]),
        ("law:gdpr", &["avg.txt", "vragen.txt"]),
        ("artikel:\"13a Tw\"", &["telecom.txt"]),
        ("kamerstuk:26643-202", &["kst-26643-202.txt", "hack.txt"]),
        ("dossier:24095", &["hack.txt", "segers.txt"]),
        ("lid:kathmann", &["vragen.txt"]),
        ("zaak:2024Z07204", &["vragen.txt"]),
        ("kst:26643:202", &["kst-26643-202.txt", "hack.txt"]),
        ("art:telecommunicatiewet:13a", &["telecom.txt"]),
        ("celex:32016R0679", &["avg.txt", "vragen.txt"]),
        ("https://zoek.officielebekendmakingen.nl/kst-26643-202.html", &["kst-26643-202.txt", "hack.txt"]),
        ("(26643-202)", &["kst-26643-202.txt", "hack.txt"]),
        ("motie gesthuizen privacy", &["hack.txt"]),
        ("5 woo verzoeken", &["woo.txt"]),
        ("telecomwet meldplicht", &["telecom.txt", "hack.txt"]),
        ("motie hennis meldplicht", &["hack.txt"]),
        ("112", &["tekens.txt"]),
        ("100%", &["tekens.txt"]),
        ("5G", &["tekens.txt"]),
        ("C2000", &["tekens.txt"]),
        ("D66", &["tekens.txt"]),
        ("F-35", &["tekens.txt"]),
        (".nl", &["tekens.txt"]),
        ("IPv6", &["tekens.txt"]),
        ("Fox-IT", &["tekens.txt"]),
        ("'s-Gravenhage", &["tekens.txt"]),
    ] {
        assert_eq!(letters.paths(query), paths, "{query}");
    }
}

#[test]
fn what_is_no_name_is_searched_as_words() {
    let letters = folder();
    for query in ["motie van wantrouwen", "promotie hennis", "motiedebat", "112", "2500 EH"] {
        letters.search(&["--", query]).with_code(0).does_not_say("Read as named");
    }
    letters.run(&["names", "--of", "niets.txt"]).with_code(1).says("The letter names nothing of that.");
}

#[test]
fn names_are_listed_with_counts_and_dates() {
    let letters = folder();
    letters
        .run(&["names"])
        .with_code(0)
        .says("  motie Hennis-Plasschaert  motie:hennis-plasschaert  1 letter · 2012-02-14\n")
        .says("  Telecommunicatiewet (Tw)  wet:telecommunicatiewet  2 letters · 2012-02-14 to 2013-03-03\n")
        .says("  Kamerstuk 24095-294  kst:24095:294  2 letters · 2012-02-14 to 2014-05-05\n")
        .says("(dates and sessions with --kind date or session) in 13 letters in /")
        .does_not_say("datum:");
    letters
        .run(&["names", "plassch"])
        .with_code(0)
        .says("motion\n  motie Hennis-Plasschaert")
        .says("\n2 names");
    letters
        .run(&["names", "--kind", "dossier"])
        .with_code(0)
        .says("dossier\n  dossier 24095")
        .says("\n2 names");
    letters.run(&["names", "gdpr"]).with_code(0).says("celex:32016R0679");
    letters.run(&["names", "26 643"]).with_code(0).says("kst:26643:202").says("dossier:26643");
    letters.run(&["names", "zzz"]).with_code(1).says("No letter names anything of that.");
    let printed = letters.run(&["names", "--kind", "motion", "--json", "gesthuizen"]).with_code(0);
    let answer: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(
        answer["names"],
        json!([{"kind": "motion", "key": "motie:gesthuizen", "name": "motie Gesthuizen", "letters": 1,
            "mentions": 2, "first": "2012-02-14", "last": "2012-02-14"}])
    );
}

#[test]
fn what_one_letter_names_is_listed_with_the_rule() {
    let letters = folder();
    let path = letters.folder().join("hack.txt");
    for file in ["hack.txt", path.to_str().unwrap()] {
        letters
            .run(&["names", "--of", file])
            .with_code(0)
            .says("     9  motie Hennis-Plasschaert\n")
            .says("motie Hennis-Plasschaert = motie:hennis-plasschaert · also kst:26643:202")
            .says("rule motion/name, by `motie`")
            .says("6 mentions in hack.txt, one of 13 letters");
    }
    let printed = letters.run(&["names", "--of", "hack.txt", "--kind", "kamerstuk", "--json"]).with_code(0);
    let answer: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    let mention = &answer["mentions"][0];
    assert_eq!(mention["text"], "Kamerstukken 2010/11, 26 643 nr. 202");
    assert_eq!(mention["key"], "kst:26643:202");
    assert_eq!(mention["details"]["session"], json!(["2010-2011"]));
    let span = |at: usize| usize::try_from(mention["span"][at].as_u64().unwrap()).unwrap();
    assert_eq!(&HACK[span(0)..span(1)], "Kamerstukken 2010/11, 26 643 nr. 202");
    letters.run(&["names", "--of", "weg.txt"]).is_error("weg.txt is not among the letters of", "--in");
}

#[test]
fn who_cites_a_thing_is_shown_newest_first_with_the_sentence() {
    let letters = folder();
    let printed = letters
        .run(&["cites", "motie", "gesthuizen"])
        .with_code(0)
        .says("motie gesthuizen → motie Gesthuizen; known here also as Kamerstuk 24095-294\n")
        .says("      11  De motie Gesthuizen vraagt om een visie op privacy.\n")
        .says("3 mentions in 2 letters of 13 letters in /");
    let newest = printed.out.find("2014-05-05 · segers.txt").unwrap();
    assert!(newest < printed.out.find("2012-02-14 · hack.txt").unwrap(), "{printed:?}");
    for key in ["Tw", "wet:telecommunicatiewet", "telecomwet"] {
        letters.run(&["cites", key]).with_code(0).says("2 mentions in 2 letters of");
    }
    let printed = letters.run(&["cites", "--json", "26643-202"]).with_code(0);
    let answer: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(answer["reading"]["key"], "kst:26643:202");
    assert_eq!(answer["mentions"][0]["path"], "hack.txt");
    letters.run(&["cites", "motie", "zzz"]).with_code(1).says("No letter names it.");
    letters.run(&["cites", "zomaar", "iets"]).is_error("is not read as the name of one", "naslag names");
}
