use std::fs;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::reading::Reading;

fn corpus(name: &str) -> String {
    let path = format!("{}/../../corpus/letters/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn listed(text: &str, layout: &Layout) -> Vec<String> {
    let short = |range: &Range<usize>| text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    layout.asides.iter().map(|aside| format!("{:?} {}", aside.kind, short(&aside.range))).collect()
}

/// The words of a phrase follow each other in the body.
fn has_phrase(text: &str, layout: &Layout, phrase: &str) -> bool {
    let body = Reading::body(text, layout);
    let words: Vec<&str> = body.text().split_whitespace().collect();
    let phrase: Vec<&str> = phrase.split_whitespace().collect();
    words.windows(phrase.len()).any(|window| window == phrase)
}

#[test]
fn the_letter_on_the_hack_is_read_without_its_pages() {
    let text = corpus("2012-02-14-kamerbrief-hack-bij-kpn.txt");
    let layout = of_text(&text);
    let again = "Datum 14 februari 2012 Kenmerk 5725010/12/NCTV";
    assert_eq!(
        listed(&text, &layout),
        [
            "Boilerplate > Retouradres Postbus 20301 2500 EH Den Haag Aan de Voorzitter van de Tweede Kamer Der Staten-Generaal Postbus 20018 2500 EA DEN HAAG",
            "Boilerplate Postbus 20301 2500 EH Den Haag www.rijksoverheid.nl",
            &format!("Furniture {again}"),
            &format!("Furniture {again}"),
            "Note ¹ Zie Kamerstukken 2010/11, 26 643 nr. 202",
            "Note ² Zie Kamerstukken II 2011/12 24 095 nr.294",
            &format!("Furniture {again}"),
        ]
    );
    for phrase in [
        "Zo is ondermeer bezien welke",
        "beïnvloeden. Aangezien via deze routing ook",
        "te zijner tijd wordt aangenomen, is voorzien",
        "voorzien kunnen worden. Daarnaast wordt onder de verantwoordelijkheid",
        "niet in gevaar was. Wegnemen dreiging KPN",
    ] {
        assert!(has_phrase(&text, &layout, phrase), "{phrase}");
    }
    let marks: Vec<&str> =
        layout.notes.iter().filter_map(|note| note.mark.clone()).map(|mark| &text[mark]).collect();
    assert_eq!(marks, ["¹", "²"]);
    assert_eq!(layout.joins.len(), 1);
    assert!(layout.exchanges.is_empty() && layout.spaced.is_empty() && layout.pages.is_empty());
}

#[test]
fn the_answers_on_codes_are_twelve() {
    let text = corpus("2024-06-28-antwoord-kamervragen-afmeldcodes.txt");
    let layout = of_text(&text);
    let asides = listed(&text, &layout);
    assert_eq!(asides.len(), 2, "{asides:?}");
    assert!(
        asides[0].starts_with("Note X Noot 1 BNR, 11 april 2024") && asides[0].ends_with("softwarefout).")
    );
    assert!(asides[1].starts_with("Boilerplate Naar boven Disclaimer De hier aangeboden"), "{asides:?}");
    assert!(layout.joins.is_empty(), "{:?}", layout.joins);
    let numbers: Vec<u32> = layout.exchanges.iter().map(|exchange| exchange.number).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    let see: Vec<(u32, &[u32])> = layout
        .exchanges
        .iter()
        .filter(|exchange| !exchange.see.is_empty())
        .map(|exchange| (exchange.number, exchange.see.as_slice()))
        .collect();
    assert_eq!(see, [(4, &[3][..]), (5, &[3, 4]), (8, &[6])]);
    let last = &layout.exchanges[11];
    assert_eq!(&text[last.question.clone()], "Kunt u deze vragen afzonderlijk beantwoorden?");
    assert_eq!(&text[last.answer.clone()], "Ja.");
    assert_eq!(&text[layout.exchanges[0].answer.clone()], "Ja.");
    assert_eq!(layout.notes[0].mark.clone().map(|mark| &text[mark]), Some("1"));
}

/// The shape in which programs write the pages of an official paper as text.
#[test]
fn an_official_paper_as_text() {
    let line = "Een regel van een antwoord die zo breed is als de bladspiegel van het stuk";
    let text = format!(
        "Tweede Kamer der Staten-Generaal\n\nVergaderjaar 2020–2021\n\n2\n\nAanhangsel van de Handelingen\n\n3235\n\
         Vragen van de leden A en B aan de Minister van C\nVraag 1\nKlopt het?\nAntwoord 1\n{line} en niet\n\n\
         ah-tk-20202021-3235\nISSN 0921 - 7398\n’s-Gravenhage 2021\n\nTweede Kamer, vergaderjaar 2020–2021, Aanhangsel\n\n1\n\n\
         \u{c}wordt afgebroken.\nVraag 2\nKlopt dat?\nAntwoord 2\nZie de antwoorden op de vragen 1 en 3.\n\n\
         Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel\n\n2\n\n\u{c}Vraag 3\nEn?\nAntwoord 3\nNee.\n\n\
         Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel\n\n3\n\n\u{c}"
    );
    let layout = of_text(&text);
    assert_eq!(
        listed(&text, &layout),
        [
            "Furniture ah-tk-20202021-3235 ISSN 0921 - 7398 ’s-Gravenhage 2021 Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel 1",
            "Furniture Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel 2",
            "Furniture Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel 3",
        ]
    );
    assert_eq!(layout.pages.len(), 3);
    assert!(has_phrase(&text, &layout, "het stuk en niet wordt afgebroken."));
    assert_eq!(layout.exchanges.len(), 3);
    assert_eq!(layout.exchanges[1].see, [1, 3]);
    assert!(text[layout.exchanges[0].answer.clone()].ends_with("wordt afgebroken."));
    assert_eq!(&text[layout.exchanges[2].answer.clone()], "Nee.");
}

#[test]
fn years_of_sessions_and_numbers_of_pages() {
    let long = "Een regel van een antwoord die zo breed is als de bladspiegel van het stuk.\n".repeat(6);
    for (text, expected) in [
        (
            format!("Vergaderjaar 2023–2024\n{long}Vergaderjaar 2023–2024\n{long}"),
            &["Furniture Vergaderjaar 2023–2024"][..],
        ),
        (
            format!(
                "{long}Tweede Kamer, vergaderjaar 2023–2024, 32 545, nr. 143 1\nVergaderjaar 2023–2024\n{long}"
            ),
            &["Furniture Tweede Kamer, vergaderjaar 2023–2024, 32 545, nr. 143 1 Vergaderjaar 2023–2024"],
        ),
        (format!("{long}Pagina 2\n{long}Pagina 3\n{long}"), &["Furniture Pagina 2", "Furniture Pagina 3"]),
        (format!("{long}2/4\n{long}3/4\n{long}"), &["Furniture 2/4", "Furniture 3/4"]),
        // Numbers that do not count pages.
        (format!("{long}Pagina 2\n{long}Pagina 7\n{long}"), &[]),
        (format!("{long}1/4\n2/4\n3/4\n{long}"), &[]),
        (format!("{long}Artikel 2\n{long}Artikel 3\n{long}"), &[]),
        (format!("{long}Tweede Kamer, vergaderjaar 2023–2024, 32 545, nr. 143\n{long}"), &[]),
    ] {
        assert_eq!(listed(&text, &of_text(&text)), expected, "{text:?}");
    }
}

#[test]
fn lines_that_pages_repeat_at_the_same_place() {
    let page = |number: u32, head: &str| {
        format!(
            "{head}\n{}Antwoord {number}\nJa, zo is dat ook nog in deze zaak nummer {number}.\n",
            format!("Een regel van pagina {number}.\n").repeat(9)
        )
    };
    let text = |head: &dyn Fn(u32) -> String| {
        (1..=6).map(|number| page(number, &head(number))).collect::<Vec<_>>().join("\u{c}")
    };
    let same = text(&|_| "Rapport over de hack".to_owned());
    assert_eq!(listed(&same, &of_text(&same)), ["Furniture Rapport over de hack"; 5]);
    let counted = text(&|number| format!("Rapport over de hack {number}"));
    assert_eq!(of_text(&counted).asides.len(), 5);
    // Numbers that do not go with the pages, questions and articles.
    let apart = text(&|number| format!("Post {} van de begroting", number * 5));
    assert!(of_text(&apart).asides.is_empty());
    let questions = text(&|number| format!("Vraag {number}"));
    assert!(of_text(&questions).asides.is_empty());
    // A line of a list that happens to stand at the top of pages.
    let listed_there = text(&|_| "Geen bijzonderheden".to_owned())
        .replace("Een regel van", "Geen bijzonderheden\nEen regel van");
    assert!(of_text(&listed_there).asides.is_empty());
}

#[test]
fn what_a_reader_knows_stays() {
    let text = "Eén is zo.1\n\nKop\n\n1 Zie Kamerstukken A\n\nEn verder.";
    let head = text.find("Kop").unwrap_or_default();
    let note = text.find("1 Zie").unwrap_or_default();
    let given = Layout {
        asides: vec![
            Aside { range: note..note + 22, kind: AsideKind::Note },
            Aside { range: head..head + 4, kind: AsideKind::Furniture },
        ],
        notes: vec![NoteLink { note: note..note + 22, mark: None }],
        ..Layout::default()
    };
    let layout = of(&Draft { text: text.to_owned(), layout: given, ..Draft::default() });
    assert_eq!(listed(text, &layout), ["Furniture Kop", "Note 1 Zie Kamerstukken A"]);
    assert_eq!(layout.notes, [NoteLink { note: note..note + 22, mark: Some(11..12) }]);
}

fn check_whole(text: &str, layout: &Layout) -> Result<(), TestCaseError> {
    let ordered = |ranges: Vec<Range<usize>>| {
        let mut last = 0;
        ranges.into_iter().all(|range| {
            let fine = range.start >= last && range.start < range.end && text.get(range.clone()).is_some();
            last = range.end;
            fine
        })
    };
    prop_assert!(ordered(layout.asides.iter().map(|aside| aside.range.clone()).collect()));
    prop_assert!(ordered(layout.joins.clone()));
    prop_assert!(ordered(layout.spaced.clone()));
    for join in &layout.joins {
        prop_assert!(text[join.clone()].trim().is_empty());
        prop_assert!(
            layout.asides.iter().all(|aside| aside.range.end <= join.start || join.end <= aside.range.start)
        );
    }
    for exchange in &layout.exchanges {
        prop_assert!(
            text.get(exchange.question.clone()).is_some() && text.get(exchange.answer.clone()).is_some()
        );
        prop_assert!(exchange.number <= exchange.to);
    }
    for link in &layout.notes {
        prop_assert!(layout.asides.iter().any(|aside| aside.range == link.note));
        prop_assert!(link.mark.clone().is_none_or(|mark| text.get(mark).is_some()));
    }
    // Each character that is no blank stands in one of the two readings, once.
    let mut seen: Vec<usize> = Vec::new();
    for reading in [Reading::body(text, layout), Reading::aside(text, layout)] {
        for (at, c) in reading.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            prop_assert_eq!(text[reading.stored(at)..].chars().next(), Some(c));
            seen.push(reading.stored(at));
        }
    }
    seen.sort_unstable();
    let expected: Vec<usize> =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).collect();
    prop_assert_eq!(seen, expected);
    Ok(())
}

const PIECES: &str = "(Datum |14 februari 2012|Kenmerk |5725010/12|Pagina 2 van 4|Pagina 3|2/4|Tweede Kamer, vergaderjaar 2023–2024, 32 545, nr. 143 2|Vraag 1|Antwoord 1|Antwoord|1|2|Bent u\\?|zo\\.1|¹ Zie A|X Noot|B E S L U I T|Colofon|Disclaimer|Naar boven|Postbus 20301|2500 EH Den Haag|Aan de Voorzitter|ISSN 0921 - 7371|Hierbij lag de nadruk op de mogelijke gevolgen voor de overheid|be-|ïnvloeden|- een|\n|\n\n|\u{c}| |\t|é|\u{a0}|\\PC){0,60}";

proptest! {
    #[test]
    fn any_text_is_whole(text in PIECES) {
        check_whole(&text, &of_text(&text))?;
    }

    #[test]
    fn whatever_the_reader_says(text in PIECES, cuts in prop::collection::vec((0..300usize, 0..300usize, 0..3u8), 0..6), pages in prop::collection::vec(0..300usize, 0..4)) {
        let kind = |kind| match kind { 0 => AsideKind::Note, 1 => AsideKind::Furniture, _ => AsideKind::Boilerplate };
        let mut pages: Vec<usize> = pages;
        pages.sort_unstable();
        let given = Layout {
            asides: cuts.iter().map(|(start, end, which)| Aside { range: *start..*end, kind: kind(*which) }).collect(),
            pages,
            ..Layout::default()
        };
        let layout = of(&Draft { text: text.clone(), layout: given, ..Draft::default() });
        check_whole(&text, &layout)?;
    }
}

/// Megabytes of what each module looks for take no longer than their length explains.
#[test]
fn time_is_linear_on_hostile_text() {
    const PIECES: [&str; 22] = [
        "\n",
        "\u{c}",
        "Vraag 1\n",
        "Antwoord 1\n",
        "1\n",
        "1 Bent u?\n",
        "Datum\n",
        "Kenmerk ",
        "Pagina 2\n",
        "¹ Zie A\n",
        "zo.1\n",
        "X Noot\n1\n\n",
        "A B C E\n",
        "A ",
        "Zie antwoord op vraag 3. ",
        "vraag 1, 2, 3, ",
        "Colofon\n",
        "Zo is ondermeer\n\nbezien ",
        "2/4\n\u{c}",
        "Tweede Kamer, vergaderjaar 2020–2021, Aanhangsel\n1\n",
        "Datum 1 mei 2012\nKenmerk 12\n",
        "          ",
    ];
    for piece in PIECES {
        let text = format!(
            "Antwoorden op de vragen\nDatum 1 mei 2012\n1 Bent u?\n{}",
            piece.repeat(1_000_000 / piece.len())
        );
        let begin = Instant::now();
        let layout = of_text(&text);
        let body = Reading::body(&text, &layout);
        assert!(body.text().len() <= text.len() * 2);
        // A megabyte takes a few hundredths of a second; what grows with the square would take minutes.
        assert!(begin.elapsed() < Duration::from_secs(20), "{piece:?} {:?}", begin.elapsed());
    }
}
