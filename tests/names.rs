//! What is found otherwise than it was typed, and that this is said.

use crate::support::{Letters, letters};

fn names() -> Letters {
    letters(&[
        ("a.txt", "Het Nationaal Cyber Security Centrum (NCSC) meldt een inbraak."),
        ("b.txt", "Het Nationaal Cyber Security Centrum onderzoekt een datalek."),
        (
            "c.txt",
            "Verlies van klant- en persoonsgegevens in de produktie, dossier 26 643 van 9 oktober 2015.",
        ),
        ("d.txt", "Een analyse van alle kwetsbaarheden in de nationale digitale veiligheid."),
    ])
}

#[test]
fn other_names_are_found_and_named() {
    let letters = names();
    letters
        .search(&["ncsc"])
        .with_code(0)
        .says("2 of 4 letters")
        .says("b.txt\n    other name or spelling: ncsc\n")
        .says("\nAlso looked for: ncsc = Nationaal Cyber Security Centrum (1 letter says so)")
        .says(" · --no-synonyms leaves them out\n");
    letters
        .search(&["--no-synonyms", "ncsc"])
        .says("1 of 4 letters")
        .does_not_say("b.txt")
        .does_not_say("Also looked for");
    letters.search(&["productie"]).says("Also looked for: produktie (other spelling of productie)");
    // Who sees only paths is told too, beside them.
    let printed = letters.search(&["--files", "ncsc"]).notes("note: Also looked for: ncsc = Nationaal");
    assert_eq!(printed.out, "a.txt\nb.txt\n");
    letters.search(&["inbraak"]).does_not_say("Also looked for");
}

#[test]
fn compounds_are_found_by_their_parts_and_the_other_way_round() {
    let letters = names();
    letters.search(&["lek"]).with_code(0).says("b.txt\n    by parts: lek\n");
    letters.search(&["kwetsbaarhedenanalyse"]).says("d.txt\n    by parts: kwetsbaarhedenanalyse\n");
    letters.search(&["klantgegevens"]).says("c.txt").does_not_say("by parts");
    letters
        .search(&["lek", "ncsc"])
        .says("b.txt\n    by parts: lek · other name or spelling: ncsc\n")
        .says("a.txt\n    lacks: lek\n");
}

#[test]
fn a_hyphen_is_a_blank_is_nothing() {
    let letters = letters(&[
        ("a.txt", "Een cyber-aanval."),
        ("b.txt", "Een cyber aanval."),
        ("c.txt", "Een cyberaanval."),
    ]);
    for query in ["cyber-aanval", "cyberaanval", "\"cyber-aanval\""] {
        assert_eq!(letters.paths(query).len(), 3, "{query}");
    }
}

#[test]
fn numbers_and_dates_are_found_in_any_spelling() {
    let letters = names();
    for query in ["26643", "26.643", "26 643", "9-10-2015", "09/10/2015", "\"9 oktober 2015\""] {
        assert_eq!(letters.paths(query), ["c.txt"], "{query}");
    }
}

#[test]
fn a_loose_phrase_passes_over_two_words_at_most() {
    let letters = names();
    assert_eq!(letters.paths("\"nationaal veiligheid\"~"), ["d.txt"]);
    assert!(letters.paths("\"nationaal veiligheid\"").is_empty());
    assert!(letters.paths("\"veiligheid nationaal\"~").is_empty());
    assert_eq!(letters.paths("\"analyse kwetsbaarheid\"~"), ["d.txt"]);
    assert!(letters.paths("\"analyse in\"~").is_empty());
}
