//! What the families have in common: how their tables are checked, the letters, texts without end.

use proptest::prelude::*;

use super::{find, of_file_name};
use crate::citation::{Citation, Found, Mode};
use crate::resolve::resolve;
use crate::view::View;

/// What these families alone find.
fn found(text: &str, mode: Mode) -> Vec<Citation> {
    let view = View::new(text);
    let mut found: Vec<Found> = Vec::new();
    find(&view, mode, &mut found);
    let mut found = resolve(found);
    for citation in &mut found {
        citation.span = view.source(citation.span.clone());
    }
    found
}

/// `expected`: each thing as `kst:26643:202 «26 643, nr. 202»`, with ` | ` between them.
pub(crate) fn check(mode: Mode, text: &str, expected: &str) {
    let found: Vec<String> = found(text, mode)
        .iter()
        .map(|found| format!("{} «{}»", found.key, &text[found.span.clone()]))
        .collect();
    assert_eq!(found.join(" | "), expected, "{mode:?} {text:?}");
}

/// The keys, and behind `+` the further ones.
pub(crate) fn keys(mode: Mode, text: &str) -> String {
    let one = |found: &Citation| {
        let mut also = found.also.clone();
        also.sort();
        std::iter::once(found.key.clone()).chain(also).collect::<Vec<_>>().join("+")
    };
    found(text, mode).iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn letter(name: &str) -> Vec<String> {
    let path = format!("{}/../../corpus/letters/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a letter of the corpus");
    found(&text, Mode::Document).iter().map(|found| format!("{} {}", found.kind, found.key)).collect()
}

#[test]
fn all_of_the_letter_about_kpn() {
    assert_eq!(
        letter("2012-02-14-kamerbrief-hack-bij-kpn"),
        [
            "kenmerk kenmerk:572501012nctv",
            "date datum:2012-02-14",
            "date datum:2012-02-14",
            "kenmerk kenmerk:572501012nctv",
            "date datum:2012-02-14",
            "kenmerk kenmerk:572501012nctv",
            "kamerstuk kst:26643:202",
            "kamerstuk kst:24095:294",
            "date datum:2012-02-14",
            "kenmerk kenmerk:572501012nctv",
        ]
    );
}

#[test]
fn all_of_the_answers_about_alarm_systems() {
    let found = letter("2024-06-28-antwoord-kamervragen-afmeldcodes");
    let others: Vec<&str> =
        found.iter().map(String::as_str).filter(|found| !found.starts_with("date")).collect();
    assert_eq!(others, ["aanhangsel ah:tk:2023-2024:1742"]);
}

#[test]
fn names_of_files_hold_identifiers_only() {
    for (name, expected) in [
        ("kst-26643-202.txt", "kst:26643:202 «kst-26643-202»"),
        ("brief_kst-26643-202-bijlage.pdf", "kst:26643:202 «kst-26643-202»"),
        ("ah-tk-20232024-1742.txt", "ah:tk:2023-2024:1742 «ah-tk-20232024-1742»"),
        ("blg-929493.pdf", "pub:blg-929493 «blg-929493»"),
        ("2024Z07204_antwoord.docx", "zaak:2024Z07204 «2024Z07204»"),
        ("map/kst-26643-202/2024D31100.pdf", "kst:26643:202 «kst-26643-202» | zaak:2024D31100 «2024D31100»"),
        ("2012-02-14-kamerbrief.txt", ""),
        ("2012-02-14-kamerbrief-hack-bij-kpn.txt", ""),
        ("26643.txt", ""),
        ("26643-202.txt", ""),
        ("26 643 nr. 202.txt", ""),
        ("scan0026643202.pdf", ""),
        ("IMG_20240612_123456.jpg", ""),
        ("", ""),
    ] {
        let found: Vec<String> = of_file_name(name)
            .iter()
            .map(|found| format!("{} «{}»", found.key, &name[found.span.clone()]))
            .collect();
        assert_eq!(found.join(" | "), expected, "{name:?}");
    }
}

/// Forms with `~` where a blank stands and `_` where a dash does.
const FORMS: [(&str, &str); 12] = [
    ("Kamerstukken~II~2010/11,~26~643,~nr.~202", "kst:26643:202"),
    ("Kamerstukken~II~2010_2011,~21~501_33,~nr.~226", "kst:21501-33:226"),
    ("26~643~nr.~202", "kst:26643:202"),
    ("Kamerstuk~26643_202", "kst:26643:202"),
    ("Kamerstukken~I~2008/09,~31~700~VI,~D", "kst:31700-VI:D"),
    ("nr.~456~(36800_XVI)", "kst:36800-XVI:456"),
    ("kst_26643_202", "kst:26643:202"),
    ("Aanhangsel~Handelingen,~vergaderjaar~2023_2024,~nr.~1742", "ah:tk:2023-2024:1742"),
    ("Handelingen~II~2010/11,~nr.~108,~item~5,~p.~25_36", "h:ii:2010-2011:108:5"),
    ("Stb.~2018,~387", "stb:2018:387"),
    ("Ons~kenmerk:~2024_0000123456", "kenmerk:20240000123456"),
    ("vergaderjaar~2010_2011", "vj:2010-2011"),
];

proptest! {
    #[test]
    fn layout_does_not_change_a_key(
        form in 0..FORMS.len(),
        blanks in proptest::collection::vec(
            prop_oneof![Just(" "), Just("\u{a0}"), Just("\u{2009}"), Just("\n"), Just("\r\n"), Just(" \n  ")], 12),
        dashes in proptest::collection::vec(
            prop_oneof![Just("-"), Just("–"), Just("—"), Just("\u{2011}"), Just("-\n"), Just("\u{ad}-"),
                Just("–\u{ad}")], 12),
        soft in 0usize..60,
    ) {
        let (form, key) = FORMS[form];
        let mut text = String::from("Zie ");
        let (mut blanks, mut dashes) = (blanks.iter().cycle(), dashes.iter().cycle());
        for (place, c) in form.chars().enumerate() {
            // At the end of a line it joins what it divides, which is the work of the view.
            if place == soft && c != '~' {
                text.push('\u{ad}');
            }
            match c {
                '~' => text.extend(blanks.next().copied()),
                '_' => text.extend(dashes.next().copied()),
                c => text.push(c),
            }
        }
        text.push('.');
        let keys: Vec<String> = found(&text, Mode::Document).into_iter().map(|found| found.key).collect();
        prop_assert_eq!(keys, [key], "{:?}", text);
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        for mode in [Mode::Document, Mode::Asked] {
            found(&text, mode);
        }
        of_file_name(&text);
    }

    #[test]
    fn spans_are_ordered_disjoint_and_on_characters(
        parts in proptest::collection::vec(prop_oneof![
            "(Kamerstuk(ken)?|TK|EK|II|I|dossier|nrs?\\.?|Aanhangsel|Handelingen|Stb\\.|ECLI:NL:|LJN|kst-|ah-tk-|h-tk-|blg-|BWBR|CVDR|jci1\\.3:c:|Kenmerk|vergaderjaar|Nr\\.|BRIEF|p\\.|en|item|hoofdstuk|Bijlage bij)",
            "[0-9]{1,9}",
            "(2010/11|2010-2011|20102011|26 643|26643|21501-33|R2154|202|AU9722|2024Z07204)",
            "[ ,.;:()/\\-&=\n\u{a0}\u{ad}é¹]{1,2}",
            "[A-Z]{1,3}|\\PC",
        ], 0..24),
    ) {
        let text = parts.concat();
        for mode in [Mode::Document, Mode::Asked] {
            let mut last = 0;
            for citation in found(&text, mode) {
                prop_assert!(citation.span.start >= last, "{:?}", text);
                prop_assert!(citation.span.start < citation.span.end, "{:?}", text);
                prop_assert!(text.get(citation.span.clone()).is_some(), "{:?}", text);
                prop_assert!(citation.key.contains(':') && !citation.key.ends_with(':'), "{:?}", citation.key);
                last = citation.span.end;
            }
        }
    }
}

#[test]
fn long_texts_take_no_longer_by_the_byte() {
    for piece in [
        "kenmerk/",
        "kenmerk ",
        "ljn1",
        "ljn ",
        "ecli ",
        "ecli:nl:",
        "1",
        "1 ",
        "26643",
        "26643 A",
        "26643 A Nr 1 ",
        "26643-",
        "26643, ",
        "nr. ",
        "tk 2010/11, ",
        "kamerstuk 26643 (",
        "kamerstuk 1, nrs. 1, KST, ",
        "kst-1-1-",
        "blg-1",
        "blg-1-",
        "1bwbr",
        "jci1.3:c:BWBR0000001&a=",
        "stb 2018, 1, ",
        "aanhangsel ",
        "handelingen 2010/11 p. 1, ",
        "bijlage bij kamerstuk ",
        "vergaderjaar 2010/11 en ",
        "12-",
        "é",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = std::time::Instant::now();
        found(&text, Mode::Document);
        let taken = start.elapsed();
        // Ten times what the slowest takes without optimisation; a search that starts over takes minutes.
        assert!(taken.as_secs() < 10, "{piece:?} {taken:?}");
    }
}
