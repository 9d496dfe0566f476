//! `naslag search`: what is found, in which order, and what is shown of it.

use crate::support::{corpus, letters, whole_corpus};

const KPN: &str = "2012-02-14-kamerbrief-hack-bij-kpn.txt";
const CODES: &str = "2024-06-28-antwoord-kamervragen-afmeldcodes.txt";

#[test]
fn the_first_run_reads_the_folder_and_answers() {
    let letters = corpus();
    letters
        .search(&["\"motie Hennis-Plasschaert\""])
        .with_code(0)
        .notes("was not indexed yet")
        .says("1. Hack bij KPN")
        .says("2012-02-14 · Kamerbrief · Veiligheid en Justitie · 2012-02-14-kamerbrief-hack-bij-kpn.txt")
        .says("74  Middels de kamerbrede motie Hennis-Plasschaert heeft uw Kamer")
        .says("1 of 2 letters in ")
        .says("all files read · none changed since");
    assert!(!letters.search(&["kpn"]).err.contains("indexed yet"));
}

#[test]
fn words_are_found_in_any_inflection_case_and_accent() {
    let letters = corpus();
    for query in ["brief", "BRIEVEN", "moties", "Telecomwet", "geinformeerd", "gei\u{308}nformeerd", "112"] {
        assert_eq!(letters.paths(query).first().map(String::as_str), Some(KPN), "{query}");
    }
    for query in ["yesilgoz", "Yeşilgöz-Zegerius", "risico", "26.000", "alarmsysteem"] {
        assert_eq!(letters.paths(query).first().map(String::as_str), Some(CODES), "{query}");
    }
}

#[test]
fn all_spellings_of_a_phrase_are_one_phrase() {
    let letters = corpus();
    for query in [
        "\"motie Hennis-Plasschaert\"",
        "\"motie hennis plasschaert\"",
        "“MOTIE HENNIS–PLASSCHAERT”",
        "«motie\nhennis\u{a0}plasschaert»",
        "„motie-hennis-plasschaert”",
        "\"26 643 nr. 202\"",
        "\"gebruik kunnen maken. Actuele ontwikkelingen\"",
        "\"security breach notification\"",
    ] {
        assert_eq!(letters.paths(query), [KPN], "{query}");
    }
    assert!(letters.paths("\"Hennis-Plasschaert motie\"").is_empty());
    // The name of a thing is that thing between quotes too; other words have to stand there as they are.
    assert_eq!(letters.paths("\"motie van Hennis-Plasschaert\""), [KPN]);
    assert!(letters.paths("\"kamerbrede motie van Hennis-Plasschaert\"").is_empty());
}

#[test]
fn operators_work_in_two_languages() {
    let letters = corpus();
    assert_eq!(letters.paths("hack -securitas"), [KPN]);
    assert_eq!(letters.paths("NCSC NIET KPN"), [CODES]);
    assert_eq!(letters.paths("securitas OF telecomwet").len(), 2);
    assert_eq!(letters.paths("ncsc -\"motie hennis plasschaert\""), [CODES]);
    assert_eq!(letters.paths("-kpn"), [CODES]);
}

#[test]
fn excluded_words_can_be_typed_as_options_are() {
    let letters = corpus();
    let printed = letters.search(&["ncsc", "-hennis", "--files"]).with_code(0);
    assert_eq!(printed.out.trim(), CODES);
}

#[test]
fn a_number_of_one_digit_can_be_excluded() {
    let letters = letters(&[("a.txt", "Een lek, deel 5."), ("b.txt", "Een lek, deel 00.")]);
    assert_eq!(letters.search(&["lek", "-5", "--files"]).with_code(0).out, "b.txt\n");
    assert_eq!(letters.search(&["lek", "-00", "--files"]).with_code(0).out, "a.txt\n");
}

#[test]
fn the_title_counts_for_more_than_the_text() {
    let letters = letters(&[
        (
            "a.txt",
            "Betreft Jaarverslag\n\nHet gaat om een hack. Verder is er dit jaar weinig nieuws te melden.",
        ),
        (
            "b.txt",
            "Betreft Hack bij KPN\n\nHet gaat om een inbraak. Verder is er dit jaar weinig nieuws gemeld.",
        ),
    ]);
    assert_eq!(letters.paths("hack"), ["b.txt", "a.txt"]);
}

#[test]
fn letters_that_are_alike_come_in_the_order_of_their_paths() {
    let text = "Een brief over een lek.";
    let letters = letters(&[("c.txt", text), ("a/b.txt", text), ("a.txt", text), ("b.md", text)]);
    assert_eq!(letters.paths("lek"), ["a.txt", "a/b.txt", "b.md", "c.txt"]);
    letters
        .search(&["lek", "--all", "--limit", "2", "--offset", "1"])
        .says("2. ")
        .says("a/b.txt")
        .says("b.md")
        .does_not_say("c.txt");
}

#[test]
fn copies_are_shown_once_unless_all_are_asked_for() {
    let letters = whole_corpus();
    letters
        .search(&["\"motie Hennis-Plasschaert\""])
        .says("1. Hack bij KPN")
        .says("also as 2012-02-14-kamerbrief-hack-bij-kpn.docx, ")
        .does_not_say("2. ")
        .says("5 of 10 letters in ");
    letters
        .search(&["--all", "\"motie Hennis-Plasschaert\""])
        .says("5. Hack bij KPN")
        .does_not_say("    also as ");
    assert_eq!(letters.paths("\"motie Hennis-Plasschaert\"").len(), 5);
    let answer = letters.json(&["\"motie Hennis-Plasschaert\""]);
    assert_eq!(answer["hits"].as_array().unwrap().len(), 1);
    assert_eq!(answer["hits"][0]["copies"].as_array().unwrap().len(), 4);
}

#[test]
fn phrases_go_over_page_ends_and_hits_know_page_and_question() {
    let letters = whole_corpus();
    for phrase in
        ["beïnvloeden. Aangezien via deze routing ook", "te zijner tijd wordt aangenomen, is voorzien"]
    {
        assert_eq!(letters.paths(&format!("\"{phrase}\"")).len(), 5, "{phrase}");
    }
    let answer = letters.json(&["--all", "type:pdf \"beïnvloeden. Aangezien via\""]);
    assert_eq!(answer["hits"][0]["snippets"][0]["page"], serde_json::json!(2));
    let text = format!("pad:{CODES} end-of-life");
    letters
        .search(&[&text])
        .says("Antwoord 5 · Vraag: Gaat u getroffen bedrijven helpen")
        .says("→ Antwoord 3: Zowel SMC als Securitas");
}

#[test]
fn what_stands_beside_a_letter_is_found_and_comes_last() {
    let letters = corpus();
    letters.write(
        "wet.txt",
        "Betreft Wetten\n\nDe Bekendmakingswet geldt hier en elders in het land.".as_bytes(),
    );
    assert_eq!(letters.paths("bekendmakingswet"), ["wet.txt", CODES]);
    letters.search(&["bekendmakingswet"]).says("beside the text: ");
}

#[test]
fn a_letter_is_printed_with_what_is_known_of_it() {
    let letters = corpus();
    letters.index();
    letters.run(&["show", KPN]).with_code(0).says("Betreft Hack bij KPN\n");
    letters
        .run(&["show", "--meta", KPN])
        .with_code(0)
        .says("date       2012-02-14  line 19")
        .says("signed by  I.W. Opstelten, Minister van Veiligheid en Justitie");
    letters.run(&["show", "nergens.txt"]).is_error("nergens.txt is not among the letters", "give its path");
}

#[test]
fn an_offset_beyond_all_numbers_is_an_offset() {
    let letters = letters(&[("a.txt", "Een lek."), ("b.txt", "Een lek.")]);
    letters.index();
    let most = u64::MAX.to_string();
    letters
        .search(&["lek", "--offset", &most])
        .with_code(0)
        .says("--offset and --limit leave none of 2 letters");
    letters.search(&["lek", "--files", "--offset", &most]).with_code(0).notes("leave none of 2 letters");
}

#[test]
fn paths_that_are_passed_over_are_noted() {
    let letters = letters(&[("a.txt", "Een lek."), ("b.txt", "Een lek."), ("c.txt", "Een lek.")]);
    letters.index();
    let printed =
        letters.search(&["lek", "--files", "--offset", "1"]).notes("note: Shown: 2 to 3 of 3 letters");
    assert_eq!(printed.out, "b.txt\nc.txt\n");
    assert_eq!(letters.search(&["lek", "--files"]).err, "");
}

#[test]
fn any_word_will_do_when_asked_for() {
    let letters =
        letters(&[("een.txt", "Een hack."), ("twee.txt", "Een hack en een lek."), ("drie.txt", "Niets.")]);
    letters.search(&["--any", "hack", "lek"]).says("Letters with any of").says("2 of 3 letters");
    let printed = letters.search(&["--any", "--strict", "hack"]).with_code(2);
    assert!(printed.err.contains("cannot be used with"), "{printed:?}");
}

#[test]
fn no_letter_is_an_answer_that_explains_itself() {
    let letters = corpus();
    letters
        .search(&["quantumcomputer"])
        .with_code(1)
        .says("No letter for: quantumcomputer")
        .says("0 of 2 letters");
    letters
        .search(&["quantumcomputer", "blockchain"])
        .with_code(1)
        .says("In no letter: quantumcomputer, blockchain");
    letters.search(&["kpn", "-hack"]).with_code(1).says("Letters with each: kpn 1, hack 1");
}

#[test]
fn bad_syntax_has_an_answer_and_a_warning() {
    let letters = corpus();
    for (query, warning) in [
        ("\"motie hennis", "warning: the quote is not closed"),
        ("hennis -", "warning: a minus without a word"),
        ("hennis AND", "warning: `AND` joins two words"),
        ("titel:kpn hennis", "warning: fields such as `titel:`"),
        ("(hennis OR zzz) kpn", "warning: parentheses do not group"),
    ] {
        letters.search(&["--", query]).with_code(0).notes(warning).says("Read as: ").says("Hack bij KPN");
    }
}

#[test]
fn a_question_without_a_word_is_said_to_be_one() {
    let letters = corpus();
    for query in ["...", "", "- \"\""] {
        letters
            .search(&["--", query])
            .with_code(1)
            .notes("warning: ")
            .says("There was no word to look for.")
            .does_not_say("No letter for")
            .does_not_say("Read as");
    }
}

/// Letters of three kinds: a letter of a minister, a motion and a text that says nothing of itself.
const LETTERS: [(&str, &str); 3] = [
    (
        "2012/brief.txt",
        "Aan de Voorzitter van de Tweede Kamer\n\nDatum 14 februari 2012\nBetreft Hack bij KPN\n\nGeachte voorzitter,\n\n\
         Hierbij bied ik uw Kamer het verslag aan van de hack bij KPN van deze maand.\n\n\
         De Minister van Veiligheid en Justitie,\n\nI.W. Opstelten\n",
    ),
    ("2014/brief.md", "Datum 1 mei 2014\nBetreft Lek\n\nNa de hack van 2012 is het lek bij KPN gedicht.\n"),
    ("los.txt", "Een hack zonder datum bij KPN.\n"),
];

#[test]
fn letters_are_asked_for_by_what_they_are() {
    let letters = letters(&LETTERS);
    assert_eq!(letters.paths("datum:2010..2014"), ["2014/brief.md", "2012/brief.txt"]);
    assert_eq!(letters.paths("hack datum:2012"), ["2012/brief.txt"]);
    assert_eq!(letters.paths("van:opstelten"), ["2012/brief.txt"]);
    assert_eq!(letters.paths("hack -pad:2012/ -type:md"), ["los.txt"]);
    letters
        .search(&["datum:2012", "ministerie:venj"])
        .with_code(0)
        .says("Hierbij bied ik uw Kamer het verslag aan")
        .says("Filters: ministerie:venj → Justitie en Veiligheid (jenv)")
        .says("1 of 3 letters");
    letters
        .search(&["hack", "datum:2012"])
        .says("Filters: 1 letter without a date left out")
        .does_not_say("los.txt");
    letters
        .search(&["soort:brieff"])
        .notes("`soort:brieff` is not understood and searched as words; `soort:` takes kamerbrief, ")
        .with_code(1);
    let answer = letters.json(&["hack", "ministry:venj", "-date:2014"]);
    assert_eq!(
        answer["filters"],
        serde_json::json!([
            {"field": "ministerie", "value": "jenv", "typed": "venj"},
            {"field": "datum", "value": "2014-01-01..2014-12-31", "typed": "2014"}
        ])
    );
    assert_eq!(answer["undated"], 0);
}

#[test]
fn letters_come_in_the_order_that_is_asked_for() {
    let letters = letters(&LETTERS);
    let (old, new, undated) = ("2012/brief.txt", "2014/brief.md", "los.txt");
    for (order, expected) in [
        ("--sort=date", [old, new, undated]),
        ("--sort=-date", [new, old, undated]),
        ("--sort=path", [old, new, undated]),
    ] {
        let printed = letters.search(&["--files", order, "hack"]).with_code(0);
        assert_eq!(printed.out.lines().collect::<Vec<_>>(), expected, "{order}");
    }
    let printed = letters.search(&["hack", "--sort", "-date", "--files", "-gedicht"]).with_code(0);
    assert_eq!(printed.out.lines().collect::<Vec<_>>(), [old, undated]);
    letters.search(&["--sort", "date", "hack", "gedicht"]).says("1 of 3 letters").does_not_say("lacks:");
    letters.search(&["--sort", "score", "hack"]).with_code(2);
}

#[test]
fn stop_words_are_set_aside_and_that_is_said() {
    let letters = letters(&[("a.txt", "Hack bij KPN."), ("b.txt", "Hack van KPN.")]);
    letters.search(&["hack bij kpn"]).says("2 of 2 letters").says("not looked for: bij (in quotes they are)");
    assert_eq!(letters.paths("\"hack bij kpn\""), ["a.txt"]);
    assert_eq!(letters.paths("bij"), ["a.txt"]);
}

#[test]
fn the_index_of_the_folder_one_stands_in_is_found() {
    let letters = letters(&[("map/a.txt", "Een lek.")]);
    letters.index();
    let inside =
        letters.command(&["search", "lek"]).current_dir(letters.folder().join("map")).output().unwrap();
    assert_eq!(inside.status.code(), Some(0));
    // The only index there is serves everywhere.
    letters.run(&["search", "lek"]).with_code(0).says("map/a.txt");
    std::fs::write(letters.beside("elders/b.txt"), "Nog een lek.").unwrap();
    letters.run(&["search", "--in", ".", "lek"]).with_code(0).says("b.txt");
    letters.run(&["search", "lek"]).says("b.txt").does_not_say("a.txt");
    let neither = letters.command(&["search", "lek"]).current_dir(letters.beside("")).output().unwrap();
    let error = String::from_utf8(neither.stderr).unwrap();
    assert!(error.contains("there are 2 indexes") && error.contains("--in "), "{error}");
}
