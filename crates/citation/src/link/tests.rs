use super::link;
use crate::citation::{Citation, Confidence, Detail, Kind, Mode};
use crate::find;
use proptest::prelude::*;

/// What is found, with the Kamerstukken of these rows: how they are written and their keys. The rules that
/// find Kamerstukken are not asked, so that this says nothing of them.
fn found(text: &str, papers: &[(&str, &str)]) -> Vec<Citation> {
    let mut found = find(text, Mode::Document);
    found.retain(|found| matches!(found.kind, Kind::Motion | Kind::Amendment));
    for motion in &mut found {
        motion.also.clear();
        motion.details.clear();
    }
    let mut from = 0;
    for (written, key) in papers {
        let start = from + text[from..].find(written).expect(written);
        from = start + written.len();
        found.push(Citation {
            kind: Kind::Kamerstuk,
            key: format!("kst:{key}"),
            span: start..from,
            confidence: Confidence::Cue,
            rule: "test",
            cue: None,
            also: Vec::new(),
            details: Vec::new(),
        });
    }
    found.sort_by_key(|found| found.span.start);
    link(text, &mut found);
    found
}

/// Each motion with its numbers, and checks that each number says the same.
fn linked(text: &str, papers: &[(&str, &str)]) -> Vec<String> {
    let found = found(text, papers);
    let motions = found.iter().filter(|found| found.kind != Kind::Kamerstuk);
    let pairs: usize = motions.clone().map(|motion| motion.also.len()).sum();
    let back: usize =
        found.iter().filter(|found| found.kind == Kind::Kamerstuk).map(|paper| paper.also.len()).sum();
    assert_eq!(pairs, back, "{text:?}");
    for motion in motions.clone() {
        for number in &motion.also {
            assert!(
                found.iter().any(|paper| paper.key == *number && paper.also.contains(&motion.key)),
                "{text:?}"
            );
        }
    }
    motions
        .map(|motion| format!("{}={}", motion.key.trim_start_matches("motie:"), motion.also.join(",")))
        .collect()
}

const A: (&str, &str) = ("26 643, nr. 150", "26643:150");
const B: (&str, &str) = ("24 095, nr. 294", "24095:294");

#[test]
fn in_one_sentence() {
    for (text, papers, expected) in [
        (
            "Motie van het lid Sneller c.s., Kamerstukken II 2020/21 35 570-IX, nr. 14",
            &[("Kamerstukken II 2020/21 35 570-IX, nr. 14", "35570-IX:14")][..],
            &["sneller=kst:35570-IX:14"][..],
        ),
        (
            "de motie Van Raak (Kamerstuk 26 643, nr. 150).",
            &[("Kamerstuk 26 643, nr. 150", "26643:150")],
            &["van-raak=kst:26643:150"],
        ),
        (
            "de motie Gesthuizen (motie 26643-202) is",
            &[("26643-202", "26643:202")],
            &["gesthuizen=kst:26643:202"],
        ),
        ("de motie Gesthuizen over privacy, zie 26 643, nr. 150.", &[A], &["gesthuizen=kst:26643:150"]),
        (
            "26 643, nr. 150 (motie Van Raak) en 24 095, nr. 294 (motie Segers)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        (
            "de motie Van Raak (26 643, nr. 150) en de motie Segers (24 095, nr. 294)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        (
            "de motie Van Raak en de motie Segers (26 643, nr. 150 en 24 095, nr. 294)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        (
            "de moties Van Raak en Segers (26 643, nr. 150 en 24 095, nr. 294)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        (
            "de motie Van Raak en de motie Segers (26 643, nr. 150)",
            &[A],
            &["van-raak=", "segers=kst:26643:150"],
        ),
        ("de motie Van Raak (26 643, nr. 150) en 24 095, nr. 294", &[A, B], &["van-raak=kst:26643:150"]),
        (
            "de motie Van Raak (26 643, nr. 150) en de motie Segers",
            &[A],
            &["van-raak=kst:26643:150", "segers="],
        ),
        ("26 643, nr. 150\n\nMOTIE VAN HET LID DEKKER", &[A], &["dekker=kst:26643:150"]),
        ("26 643, nr. 150 MOTIE VAN HET LID DEKKER", &[A], &["dekker=kst:26643:150"]),
        ("amendement van het lid Ellian (26 643, nr. 150)", &[A], &["amendement:ellian=kst:26643:150"]),
        ("De motie (26 643, nr. 150) van het lid Van Raak is", &[A], &["van-raak=kst:26643:150"]),
        ("motie 26643-202 van het lid Segers", &[("26643-202", "26643:202")], &["segers=kst:26643:202"]),
        (
            "- motie Van Raak (26 643, nr. 150)\n- motie Segers (24 095, nr. 294)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        (
            "de moties Van Raak (26 643, nr. 150) en Segers (24 095, nr. 294)",
            &[A, B],
            &["van-raak=kst:26643:150", "segers=kst:24095:294"],
        ),
        ("26 643, nr. 150\n\nGEWIJZIGDE MOTIE VAN HET LID DEKKER", &[A], &["dekker=kst:26643:150"]),
        (
            "26 643, nr. 150\n\nMOTIE VAN HET LID DEKKER\n\nDe Kamer (24 095, nr. 294) gehoord",
            &[A, B],
            &["dekker=kst:26643:150"],
        ),
        // The number of what is said of a motion.
        ("In reactie op de motie Krul heb ik uw Kamer (26 643, nr. 150) geïnformeerd.", &[A], &["krul="]),
        ("De motie Bushoff is uitgevoerd met het plan in 26 643, nr. 150.", &[A], &["bushoff="]),
        ("De motie Eerdmans is in het debat van 3 mei (26 643, nr. 150) besproken.", &[A], &["eerdmans="]),
        ("De motie Palland, waarover ik u informeerde in 26 643, nr. 150.", &[A], &["palland="]),
        // Another sentence, another thing, a number before.
        ("De motie Segers is af. Zie 26 643, nr. 150.", &[A], &["segers="]),
        ("De motie Segers is af.\n\n26 643, nr. 150", &[A], &["segers="]),
        ("In 26 643, nr. 150 staat dat de motie Segers af is.", &[A], &["segers="]),
        ("De motie Segers is met mijn brief (26 643, nr. 150) af.", &[A], &["segers="]),
        ("De motie Segers", &[], &["segers="]),
        ("Zie 26 643, nr. 150", &[A], &[]),
    ] {
        assert_eq!(linked(text, papers), expected, "{text:?}");
    }
}

#[test]
fn the_number_it_replaces_is_not_its_own() {
    let found = found(
        "Gewijzigde motie van het lid Segers c.s. (t.v.v. 33885, nr.18) over",
        &[("33885, nr.18", "33885:18")],
    );
    assert!(found.iter().all(|found| found.also.is_empty()));
    assert_eq!(found[0].details, [(Detail::Predecessor, "kst:33885:18".to_owned())]);
}

#[test]
fn through_notes() {
    for (text, papers, expected) in [
        ("De motie Segers is aangeboden.²\n\n² Zie 26 643, nr. 150", &[A][..], &["segers=kst:26643:150"][..]),
        ("De motie Segers² is aangeboden.\n\n² Zie 26 643, nr. 150", &[A], &["segers=kst:26643:150"]),
        (
            "De motie Segers vraagt iets. Dat is aangeboden.2\n\n2 Zie 26 643, nr. 150",
            &[A],
            &["segers=kst:26643:150"],
        ),
        ("De motie Segers2 is er.\n\nX Noot\n2\n\n26 643, nr. 150", &[A], &["segers=kst:26643:150"]),
        (
            "De motie Segers¹ en de motie Kuiken².\n\n¹ 26 643, nr. 150\n² 24 095, nr. 294",
            &[A, B],
            &["segers=kst:26643:150", "kuiken=kst:24095:294"],
        ),
        (
            "De moties Segers en Kuiken.¹\n\n¹ 26 643, nr. 150 en 24 095, nr. 294",
            &[A, B],
            &["segers=kst:26643:150", "kuiken=kst:24095:294"],
        ),
        (
            "De motie Segers en de motie Kuiken.¹\n\n¹ 26 643, nr. 150",
            &[A],
            &["segers=", "kuiken=kst:26643:150"],
        ),
        (
            "De motie Segers (26 643, nr. 150) is af.¹\n\n¹ 24 095, nr. 294",
            &[A, B],
            &["segers=kst:26643:150"],
        ),
        (
            "De motie Segers is af.¹ Dat is goed.²\n\n¹ 26 643, nr. 150\n\n² 24 095, nr. 294",
            &[A, B],
            &["segers=kst:26643:150"],
        ),
        // Too far, another paragraph, no note, another note.
        ("De motie Segers is af. Dat is goed. Dat is mooi.¹\n\n¹ 26 643, nr. 150", &[A], &["segers="]),
        ("De motie Segers is af.\n\nDat is goed.¹\n\n¹ 26 643, nr. 150", &[A], &["segers="]),
        ("De motie Segers is af.¹\n\n26 643, nr. 150", &[A], &["segers="]),
        ("De motie Segers is af.¹\n\n¹ Bron.\n\n² 26 643, nr. 150", &[A], &["segers="]),
        ("Dat is goed.¹ De motie Segers is af.\n\n¹ 26 643, nr. 150", &[A], &["segers="]),
    ] {
        assert_eq!(linked(text, papers), expected, "{text:?}");
    }
}

#[test]
fn the_letter_of_2012() {
    let letter = include_str!("../../../../corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt");
    let papers = [
        ("Kamerstukken 2010/11, 26 643 nr. 202", "26643:202"),
        ("Kamerstukken II 2011/12 24 095 nr.294", "24095:294"),
    ];
    assert_eq!(linked(letter, &papers), ["hennis-plasschaert=kst:26643:202", "gesthuizen=kst:24095:294"]);
}

proptest! {
    #[test]
    fn any_text_is_survived(
        pieces in proptest::collection::vec(
            prop_oneof!["de motie Segers", "de motie Van Raak", "26 643, nr\\. 150", "[.¹²12(),;]", " ", "\n\n", "\n¹ Zie ", "De", "\\PC"],
            0..30,
        ),
    ) {
        let text = pieces.concat();
        let papers = vec![A; text.matches(A.0).count()];
        linked(&text, &papers);
    }
}
