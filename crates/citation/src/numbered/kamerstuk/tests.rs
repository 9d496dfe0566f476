//! Tables of papers and dossiers.

use crate::citation::{Confidence, Detail, Mode};
use crate::numbered::tests::{check, keys};

/// Forms of which the whole text is the mention, with the key.
const WHOLE: [(&str, &str); 78] = [
    ("Kamerstukken II 2009/10, 27858, nr. 88, p. 3", "kst:27858:88"),
    ("Kamerstukken 2010/11, 26 643 nr. 202", "kst:26643:202"),
    ("Kamerstukken II 2011/12 24 095 nr.294", "kst:24095:294"),
    ("Kamerstukken II, 1999-2000, 26 271, nr. 6", "kst:26271:6"),
    ("Kamerstukken II 1991-1992, 22 545, nr.3, blz. 134", "kst:22545:3"),
    ("Kamerstukken II, 2003-2004, 29 255 nr. 3 p. 13 en 14", "kst:29255:3"),
    ("Kamerstukken II, Zitting 1958-1959-5380, Nr. 3, blz. 41", "kst:5380:3"),
    ("Kamerstukken II, 1985/- 86, 19 559, nr. 6", "kst:19559:6"),
    ("kamerstukken II 1986/87, 19 700 hoofdstuk XV, nr. 2", "kst:19700-XV:2"),
    ("Kamerstukken II, 1984–1985, 18764, nrs. 1–3", "kst:18764:1"),
    ("Kamerstukken II 2022/23, 36222 en 31015, nr. 6", "kst:36222:6"),
    ("Bijlage bij Kamerstukken II 2013/14, 31 142, nr. 37", "kst:31142:37"),
    ("Kamerstukken I 2020/21, 35 570, C", "kst:35570:C"),
    ("Kamerstukken I 2021/22, 35 925, nr. E", "kst:35925:E"),
    ("Kamerstukken I 2014/15, 33802, C, p. 3", "kst:33802:C"),
    ("Kamerstukken I 1979/80, 15 516, nr. 42e", "kst:15516:42e"),
    ("Kamerstukken I 1995/96, 23700, nr. 188b", "kst:23700:188b"),
    ("Kamerstukken I 2020/21, 34430, nr. AB", "kst:34430:AB"),
    ("Kamerstukken I 2008/09, 31700 VI, D, p. 4", "kst:31700-VI:D"),
    ("Kamerstukken II 2021/2022, 35 925 IV, nr. 26", "kst:35925-IV:26"),
    ("Kamerstukken II 2019/20, 35 300-XV, nr. 28", "kst:35300-XV:28"),
    ("Kamerstukken II 2020/21, 35 570-IX, nr. 14", "kst:35570-IX:14"),
    ("Kamerstukken II 2012/13, 33400-IIA, nr. 3", "kst:33400-IIA:3"),
    ("Kamerstukken II 2012/13, 33400-A, nr. 3", "kst:33400-A:3"),
    ("Kamerstukken II 2012/13, 33 400 A, nr. 3", "kst:33400-A:3"),
    ("Kamerstukken I 2020/21, 35570-C", "kst:35570:C"),
    ("Kamerstukken II 2020/21, 21 501-07, nr. 1750", "kst:21501-07:1750"),
    ("Kamerstukken I 2003/04, 27 484 (R 1669), nr. 289", "kst:27484:289"),
    ("34 356 (R2064), nr. 3", "kst:34356:3"),
    ("36 084 (R2154), nr. 3", "kst:36084:3"),
    ("Kamerstukken 31945", "dossier:31945"),
    ("Kamerstukken II 1999/2000, 2000/2001, 2001/2002, 26 855", "dossier:26855"),
    ("Kamerstuk 26643-202", "kst:26643:202"),
    ("Kamerstuk 26643-202-h1", "kst:26643:202"),
    ("Kamerstuk 26 643, nr. 202", "kst:26643:202"),
    ("Kamerstuk 35 300 VI, nr. 105", "kst:35300-VI:105"),
    ("TK 2010-2011, 26643, 202", "kst:26643:202"),
    ("T.K. 2010-2011, 26643, nr. 202", "kst:26643:202"),
    ("Tweede Kamer, vergaderjaar 2010–2011, 26 643, nr. 202", "kst:26643:202"),
    ("Eerste Kamer, vergaderjaar 2008–2009, 31 700 VI, D", "kst:31700-VI:D"),
    ("EK 2008/09, 31 700 VI, D", "kst:31700-VI:D"),
    ("E.K. 2020/21, 35 570, C", "kst:35570:C"),
    ("Kamerstukken VV 2009/10, 32 123, nr. 1", "kst:32123:1"),
    ("VV 2009/10, 32 123, nr. 1", "kst:32123:1"),
    ("TK 26 643, nr. 202", "kst:26643:202"),
    ("26 643 nr. 202", "kst:26643:202"),
    ("26643, nr. 202", "kst:26643:202"),
    ("26.643, nr. 202", "kst:26643:202"),
    ("26 643-202", "kst:26643:202"),
    ("26643-202", "kst:26643:202"),
    ("21501-33, nr. 226", "kst:21501-33:226"),
    ("21501-33-226", "kst:21501-33:226"),
    ("36800-XVI-456", "kst:36800-XVI:456"),
    ("nr. 456 (36800-XVI)", "kst:36800-XVI:456"),
    ("t.v.v. 33885, nr.18", "kst:33885:18"),
    ("ter vervanging van 33885, nr. 18", "kst:33885:18"),
    ("Dossier- en ondernummer 34700 nr. 19", "kst:34700:19"),
    ("dossier 26643", "dossier:26643"),
    ("dossiernummer: 26 643", "dossier:26643"),
    ("dossier 21501-33", "dossier:21501-33"),
    ("wetsvoorstel 36 764", "dossier:36764"),
    ("Kamerstukken II 2020/21, 21 501-33", "dossier:21501-33"),
    ("Kamerstukken II 2012/13, 33400-A", "dossier:33400-A"),
    ("21501-33", "dossier:21501-33"),
    ("36 084 (R2154)", "dossier:36084"),
    ("Kamerstuknummer 26643 nr. 202", "kst:26643:202"),
    ("Kamerstuk 26643 202", "kst:26643:202"),
    ("kamerstuk 29200 X, 4", "kst:29200-X:4"),
    ("Kamerstukken I, 2010–2011, 32 276 A", "kst:32276:A"),
    ("TK 26691, vergaderjaar 1998–1999, nr. 26", "kst:26691:26"),
    ("TK 26691, vergaderjaar 1998–1999", "dossier:26691"),
    ("Kamerstukken II 2016/17, 34588, nr. 3 (MvT), p. 12", "kst:34588:3"),
    ("36 084-(R2154), nr. 3", "kst:36084:3"),
    ("TK II 2000–2001, 26 691, nr 26", "kst:26691:26"),
    ("wetsvoorstel (36 764)", "dossier:36764"),
    ("T weede Kamer, vergaderjaar 20252026, 36 800 XVI, nr. 456", "kst:36800-XVI:456"),
    ("kst. 33726", "dossier:33726"),
    ("kst. 26643, nr. 202", "kst:26643:202"),
];

#[test]
fn a_paper_is_found_however_written() {
    for (text, key) in WHOLE {
        for (before, after) in
            [("", ""), ("Zie ", "."), ("(", ")"), ("1", "; "), ("onder ¹", "²"), ("\n", "\n\nDe ")]
        {
            // A mark glued to a number is part of it.
            if before == "1" && text.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            if before == "(" && text.starts_with("nr") {
                continue;
            }
            check(Mode::Document, &format!("{before}{text}{after}"), &format!("{key} «{text}»"));
        }
    }
}

#[test]
fn lists_and_chains_are_several() {
    for (text, expected) in [
        (
            "Kamerstukken II 2019/20, 29 754, nrs. 520 en 548 over",
            "kst:29754:520 «Kamerstukken II 2019/20, 29 754, nrs. 520» | kst:29754:548 «548»",
        ),
        (
            "Kamerstukken II 2019/20, 29 754, nrs. 1, 3 en 5-7",
            "kst:29754:1 «Kamerstukken II 2019/20, 29 754, nrs. 1» | kst:29754:3 «3» | kst:29754:5 «5-7»",
        ),
        (
            "Kamerstukken II 2020/21, 35 625, nr. 4, p. 12 en 13, en nr. 6.",
            "kst:35625:4 «Kamerstukken II 2020/21, 35 625, nr. 4, p. 12 en 13» | kst:35625:6 «6»",
        ),
        (
            "Kamerstukken II 2020/21, 35 625, nr. 3 (MvT), nr. 6 en 27 858, nr. 2.",
            "kst:35625:3 «Kamerstukken II 2020/21, 35 625, nr. 3» | kst:35625:6 «6» | kst:27858:2 «27 858, nr. 2»",
        ),
        (
            "Kamerstukken I 2000/2001, 26 855 (250, 250a); 2001/2002, 26 855 (16, 16a)",
            "kst:26855:250 «Kamerstukken I 2000/2001, 26 855 (250» | kst:26855:250a «250a» | \
             kst:26855:16 «26 855 (16» | kst:26855:16a «16a»",
        ),
        (
            "Kamerstukken II 2010/11, 26 643, nr. 202; Kamerstukken I 2010/11, 31 700 VI, D",
            "kst:26643:202 «Kamerstukken II 2010/11, 26 643, nr. 202» | \
             kst:31700-VI:D «Kamerstukken I 2010/11, 31 700 VI, D»",
        ),
        ("Kamerstukken 36222 en 31015", "dossier:36222 «Kamerstukken 36222» | dossier:31015 «31015»"),
        (
            "Kamerstukken II 2020/21, 35 625, nr. 4 en 3 moties",
            "kst:35625:4 «Kamerstukken II 2020/21, 35 625, nr. 4»",
        ),
        (
            "Kamerstukken II 2020/21, 35 625, nr. 4. Nr. 6",
            "kst:35625:4 «Kamerstukken II 2020/21, 35 625, nr. 4»",
        ),
        (
            "Kamerstukken II, 2009/10, 29 248, nrs. 109, 113 respectievelijk 114)",
            "kst:29248:109 «Kamerstukken II, 2009/10, 29 248, nrs. 109» | kst:29248:113 «113» | kst:29248:114 «114»",
        ),
        (
            "Kamerstuk 26 643, nr. 202, 203 en 204)",
            "kst:26643:202 «Kamerstuk 26 643, nr. 202» | kst:26643:203 «203» | kst:26643:204 «204»",
        ),
        ("Kamerstuk 26 643, nr. 202, 2012.", "kst:26643:202 «Kamerstuk 26 643, nr. 202»"),
        ("26 643, nrs. 202 en 203", "kst:26643:202 «26 643, nrs. 202» | kst:26643:203 «203»"),
        ("(35 992, nr. 1)", "kst:35992:1 «35 992, nr. 1»"),
        ("(35 570, C)", "kst:35570:C «35 570, C»"),
        ("31 700 VI, D", "kst:31700-VI:D «31 700 VI, D»"),
        ("motie 26643-202", "kst:26643:202 «26643-202»"),
        (
            "de Kamerstukken II 2010/11, 26 643, nr. 202 (kst-26643-202)",
            "kst:26643:202 «Kamerstukken II 2010/11, 26 643, nr. 202» | kst:26643:202 «kst-26643-202»",
        ),
        (
            "26 643\tInformatie- en communicatietechnologie (ICT)\n\nNr. 202\tBRIEF VAN DE MINISTER",
            "dossier:26643 «26 643» | kst:26643:202 «Nr. 202»",
        ),
        (
            "26 643  Informatie- en communicatietechnologie (ICT)\nNr. 202  BRIEF VAN DE MINISTER",
            "dossier:26643 «26 643» | kst:26643:202 «Nr. 202»",
        ),
        (
            "36 800 XVI Vaststelling van de begrotingsstaten\n\nNr . 456\n\nMOTIE VAN HET LID DEKKER",
            "dossier:36800-XVI «36 800 XVI» | kst:36800-XVI:456 «Nr . 456»",
        ),
    ] {
        check(Mode::Document, text, expected);
    }
}

#[test]
fn further_keys_lead_there_too() {
    for (text, expected) in [
        ("Kamerstuk 26643-202", "kst:26643:202+dossier:26643"),
        ("Kamerstukken II 2020/21, 21 501-07, nr. 1750", "kst:21501-07:1750+dossier:21501+dossier:21501-07"),
        ("Kamerstukken II, 1984-1985, 18764, nrs. 1-3", "kst:18764:1+dossier:18764+kst:18764:2+kst:18764:3"),
        (
            "Kamerstukken II 2022/23, 36222 en 31015, nr. 6",
            "kst:36222:6+dossier:31015+dossier:36222+kst:31015:6",
        ),
        ("dossier 21501-33", "dossier:21501-33+dossier:21501"),
        ("26 643, nrs. 1-400", "kst:26643:1+dossier:26643+kst:26643:400"),
    ] {
        assert_eq!(keys(Mode::Document, text), expected, "{text:?}");
    }
}

#[test]
fn what_else_is_said_is_a_detail() {
    let found = crate::citations("Bijlage bij Kamerstukken I 2003/04, 27 484 (R 1669), nr. 289, p. 7-8");
    for (detail, value) in [
        (Detail::Chamber, "I"),
        (Detail::Session, "2003-2004"),
        (Detail::Rijkswet, "R1669"),
        (Detail::Page, "7-8"),
        (Detail::Annex, "bijlage"),
    ] {
        assert_eq!(found[0].detail(detail), Some(value));
    }
    assert_eq!(crate::citations("Kamerstukken 2010/11, 26 643 nr. 202")[0].detail(Detail::Chamber), None);
    assert_eq!(crate::citations("Kamerstuk 26643-202-h1")[0].detail(Detail::Annex), Some("h1"));
    let years: Vec<String> = crate::citations("Kamerstukken II 1999/2000, 2000/2001, 26 855")[0]
        .details
        .iter()
        .filter(|(detail, _)| *detail == Detail::Session)
        .map(|(_, year)| year.clone())
        .collect();
    assert_eq!(years, ["1999-2000", "2000-2001"]);
}

#[test]
fn numbers_of_other_things_are_none() {
    for text in [
        "26 643 euro",
        "Zaaknummer 12345-67",
        "Factuur: 20221-145",
        "versie 26643-2",
        "26.643 euro",
        "26.000 organisaties",
        "26 643",
        "26643",
        "€ 26 643-202",
        "tussen 26 000-30 000",
        "tussen 26000-300",
        "070 342 12 34",
        "0800-1234",
        "06 12 345 678",
        "2500 EA DEN HAAG",
        "2501 EH",
        "Postbus 20018\n2500 EA DEN HAAG",
        "Postbus 20301 2500 EH Den Haag",
        "Retouradres Postbus 20301 2500 EH",
        "112 oproepen",
        "100% en 1 van de routers",
        "de Kamerstukken zijn openbaar",
        "Kamerstukken over 112",
        "Kamerstukken II 2010/11",
        "kamerstukkenreeks 26643a",
        "de motie op stuk nr. 14",
        "op stuk nr. 14",
        "nr. 202",
        "de Tweede Kamer 26 643 keer",
        "de Tweede Kamer, 12 leden",
        "Tweede Kamer 2010",
        "26 643, De minister",
        "26 643,50",
        "1-26643-202",
        "26643-202-1",
        "A26643-202",
        "26643-202a5",
        "bestelling 56643-202",
        "126643-202",
        "week 12 345, B",
        "dossiervorming 26643",
        "In het dossier zitten 26643 stukken",
        "het wetsvoorstel nr. 3",
        "EK voetbal 2024",
        "EK 2024/25 voetbal",
        "volgens NEN-EN 13501-1, onderdeel",
        "ISO/IEC 19005-1:2005",
        "norm 19005-2:2011",
    ] {
        let found = keys(Mode::Document, text);
        assert!(!found.contains("kst:") && !found.contains("dossier:"), "{text:?} {found}");
    }
}

#[test]
fn a_year_is_not_a_key() {
    check(
        Mode::Document,
        "Kamerstukken 2010/11, 26 643 nr. 202",
        "kst:26643:202 «Kamerstukken 2010/11, 26 643 nr. 202»",
    );
}

#[test]
fn a_search_box_is_its_own_cue() {
    for (text, expected) in [
        ("26643", "dossier:26643 «26643»"),
        ("26 643", "dossier:26643 «26 643»"),
        ("36764", "dossier:36764 «36764»"),
        ("26 643 nr 202", "kst:26643:202 «26 643 nr 202»"),
        ("26643 202", "kst:26643:202 «26643 202»"),
        ("26 643 202", "kst:26643:202 «26 643 202»"),
        ("26643-202", "kst:26643:202 «26643-202»"),
        ("26643/202", "kst:26643:202 «26643/202»"),
        ("26643, 202", "kst:26643:202 «26643, 202»"),
        ("kst-26643-202", "kst:26643:202 «kst-26643-202»"),
        ("kamerstuk 26643 202", "kst:26643:202 «kamerstuk 26643 202»"),
        ("kamerstukken ii 2010/11 26 643 nr 202", "kst:26643:202 «kamerstukken ii 2010/11 26 643 nr 202»"),
        ("dossier:26643", "dossier:26643 «dossier:26643»"),
        ("dossier 26643", "dossier:26643 «dossier 26643»"),
        ("21501-33", "dossier:21501-33 «21501-33»"),
        ("21 501-33", "dossier:21501-33 «21 501-33»"),
        ("21501-33 226", "kst:21501-33:226 «21501-33 226»"),
        ("21501 33 226", "kst:21501-33:226 «21501 33 226»"),
        ("36 800-XVI nr 456", "kst:36800-XVI:456 «36 800-XVI nr 456»"),
        ("36800-xvi nr 456", "kst:36800-XVI:456 «36800-xvi nr 456»"),
        ("nr 456 36800-xvi", "kst:36800-XVI:456 «nr 456 36800-xvi»"),
        ("35 925 IV 26", "kst:35925-IV:26 «35 925 IV 26»"),
        ("35 925 iv 26", "kst:35925-IV:26 «35 925 iv 26»"),
        ("31700 vi d", "kst:31700-VI:D «31700 vi d»"),
        ("35570 c", "kst:35570:C «35570 c»"),
        ("26643 hack kpn", "dossier:26643 «26643»"),
        ("hack 26643 2012", "dossier:26643 «26643»"),
        ("tk 2010-2011 26643 202", "kst:26643:202 «tk 2010-2011 26643 202»"),
        ("kst 26643 202", "kst:26643:202 «kst 26643 202»"),
        ("2012 26643", "dossier:26643 «26643»"),
        ("36222 31015", "dossier:36222 «36222» | dossier:31015 «31015»"),
        ("26 643 euro", ""),
        ("26643 eur", ""),
        ("25000 woningen", ""),
        ("112", ""),
        ("2012", ""),
        ("5725010", ""),
        ("postbus 20301 2500 EH", ""),
        ("2500 eh", ""),
        ("070 342 12 34", ""),
        ("06 12 345 678", ""),
        ("56643", ""),
        ("2018/387", ""),
        ("2022/2555", ""),
        ("kamerstukken", ""),
    ] {
        check(Mode::Asked, text, expected);
    }
}

#[test]
fn a_number_alone_is_the_least_sure() {
    let one = |text: &str| crate::find(text, Mode::Asked).remove(0).confidence;
    assert_eq!(one("26643"), Confidence::Bare);
    assert_eq!(one("26643-202"), Confidence::Bare);
    assert_eq!(one("26 643 nr 202"), Confidence::Cue);
    assert_eq!(one("kst-26643-202"), Confidence::Exact);
}
