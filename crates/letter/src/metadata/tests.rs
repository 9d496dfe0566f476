//! Whole letters of many shapes, and the two of the corpus, with all that is known of them listed by hand.

use super::*;
use crate::{Format, describe};
use proptest::prelude::*;

fn metadata(name: &str, text: &str) -> Metadata {
    describe(name, Format::Text, &Draft { text: text.to_owned(), ..Draft::default() }).metadata
}

/// The data as the lists of expected values have them: one line each, absent ones left out.
fn listed(found: &Metadata) -> Vec<String> {
    let person = |found: &Found<Person>| {
        let more = [&found.value.function, &found.value.party];
        let more: Vec<&str> = more.into_iter().flatten().map(String::as_str).collect();
        if more.is_empty() {
            found.value.name.clone()
        } else {
            format!("{} [{}]", found.value.name, more.join("; "))
        }
    };
    let mut lines = Vec::new();
    let mut put = |label: &str, values: Vec<String>| {
        lines.extend(values.into_iter().map(|value| format!("{label}: {value}")));
    };
    let one =
        |found: &Option<Found<String>>| found.iter().map(|found| found.value.clone()).collect::<Vec<_>>();
    let all = |found: &[Found<String>]| found.iter().map(|found| found.value.clone()).collect::<Vec<_>>();
    put("date", one(&found.date));
    put("kind", found.kind.iter().map(|found| found.value.name().to_owned()).collect());
    put("reference", all(&found.references));
    put("subject", one(&found.subject));
    put("sender", one(&found.sender));
    put("ministry", found.ministry.iter().map(|found| found.value.key.clone()).collect());
    put("addressee", one(&found.addressee));
    put("signed", found.signatories.iter().map(person).collect());
    put("member", found.members.iter().map(person).collect());
    put("answer", found.answered_by.iter().map(person).collect());
    put("dossier", all(&found.dossiers));
    put("number", one(&found.number));
    put("session", one(&found.session));
    lines
}

#[test]
fn letters_of_many_shapes() {
    let letters = include_str!("tests/letters.txt");
    let mut seen = 0;
    let mut wrong = Vec::new();
    for letter in letters.split("=====\n").skip(1) {
        let (expected, text) = letter.split_once("-----\n").unwrap_or_default();
        let mut expected: Vec<&str> = expected.lines().collect();
        let mut found = listed(&metadata("brief.txt", text));
        expected.sort_unstable();
        found.sort_unstable();
        if found != expected {
            let missed = expected.iter().filter(|line| !found.iter().any(|found| found == *line));
            let more = found.iter().filter(|line| !expected.contains(&line.as_str()));
            wrong.push(format!(
                "{}: missed {:?}, found {:?}",
                expected[0],
                missed.collect::<Vec<_>>(),
                more.collect::<Vec<_>>()
            ));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 30, "{seen}");
}

#[test]
fn both_letters_of_the_corpus() {
    let text = include_str!("../../../../corpus/letters/2012-02-14-kamerbrief-hack-bij-kpn.txt");
    let found = metadata("brief.txt", text);
    assert_eq!(
        listed(&found),
        [
            "date: 2012-02-14",
            "kind: kamerbrief",
            "reference: 5725010/12/NCTV",
            "subject: Hack bij KPN",
            "sender: Minister van Veiligheid en Justitie",
            "ministry: jenv",
            "addressee: de Voorzitter van de Tweede Kamer Der Staten-Generaal",
            "signed: I.W. Opstelten [Minister van Veiligheid en Justitie]",
            "signed: M.J.M. Verhagen [Minister van Economische Zaken, Landbouw en Innovatie]",
        ]
    );
    assert_eq!(found.language.map(|found| found.value).as_deref(), Some("nl"));
    assert!((1300..1500).contains(&found.words), "{}", found.words);

    let text = include_str!("../../../../corpus/letters/2024-06-28-antwoord-kamervragen-afmeldcodes.txt");
    let found = metadata("brief.txt", text);
    assert_eq!(
        listed(&found),
        [
            "date: 2024-06-28",
            "kind: antwoord",
            "sender: Minister Yeşilgöz-Zegerius (Justitie en Veiligheid)",
            "ministry: jenv",
            "member: Kathmann [GroenLinks-PvdA]",
            "answer: Yeşilgöz-Zegerius [Minister (Justitie en Veiligheid)]",
        ]
    );
    assert_eq!(found.language.map(|found| found.value).as_deref(), Some("nl"));
}

#[test]
fn one_value_tells_where_it_stands() {
    let text = "Datum 14 februari 2012\nBetreft Hack bij KPN\n\nKenmerk\n5725010/12/NCTV\n\nTekst.\n\nDe Minister van Financiën,\n\ndrs. A.B. Cee";
    let found = metadata("x", text);
    let at = |origin: &Origin| match origin {
        Origin::Text(range) => &text[range.clone()],
        _ => "",
    };
    assert_eq!(at(&found.date.expect("a date").from), "14 februari 2012");
    assert_eq!(at(&found.references[0].from), "5725010/12/NCTV");
    assert_eq!(at(&found.subject.expect("a subject").from), "Hack bij KPN");
    assert_eq!(at(&found.signatories[0].from), "A.B. Cee");
    assert_eq!(at(&found.ministry.expect("a ministry").from), "Minister van Financiën");
}

#[test]
fn a_large_text_is_no_trouble() {
    for piece in [
        "a ",
        "\n",
        "De Minister van ",
        "De Minister van Financiën,\n",
        "Datum\n",
        "Vragen van het lid (",
        "Aan de Voorzitter\n",
        "    x",
        "Nr. 1\n32 545\n",
    ] {
        let started = std::time::Instant::now();
        let text = piece.repeat(1_000_000 / piece.len());
        let _ = metadata("x", &text);
        assert!(started.elapsed().as_secs() < 10, "{piece:?} {:?}", started.elapsed());
    }
}

fn check_places(text: &str, found: &Metadata) {
    fn place<T>(text: &str, found: &Found<T>) {
        if let Origin::Text(range) = &found.from {
            assert!(text.get(range.clone()).is_some(), "{range:?} {text:?}");
        }
    }
    let strings = [
        &found.date,
        &found.subject,
        &found.sender,
        &found.addressee,
        &found.number,
        &found.session,
        &found.language,
    ];
    strings
        .into_iter()
        .flatten()
        .chain(&found.references)
        .chain(&found.dossiers)
        .for_each(|found| place(text, found));
    found.kind.iter().for_each(|found| place(text, found));
    found.ministry.iter().for_each(|found| place(text, found));
    found
        .signatories
        .iter()
        .chain(&found.members)
        .chain(&found.answered_by)
        .for_each(|found| place(text, found));
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(Datum|Kenmerk|Betreft|Aan|Aan de Voorzitter van de Tweede Kamer|Ministerie van |De Minister van |Justitie|Financiën|BRIEF VAN |MOTIE VAN HET LID |Vragen van het lid |Antwoord van Minister |Nr\\. 1|32 545|14 februari 2012|Vergaderjaar 2020–2021|Segers|\\(SP\\)|,|\n|\n\n|\t|   | |ë|İ|\u{212a}|\\PC){0,60}") {
        check_places(&text, &metadata(&text, &text));
    }

    #[test]
    fn letters_cut_anywhere_are_survived(from in 0..6000_usize, length in 0..3000_usize) {
        let text = include_str!("tests/letters.txt");
        let cut: String = text.chars().skip(from).take(length).collect();
        check_places(&cut, &metadata("x", &cut));
    }
}
