//! Letters that have only some of the words, and those who do not want them.

use crate::support::{Letters, letters};

fn three() -> Letters {
    letters(&[
        ("een.txt", "Een hack bij KPN."),
        ("twee.txt", "Een hack bij Securitas, met een lek."),
        ("drie.txt", "De motie."),
    ])
}

#[test]
fn when_no_letter_has_all_words_those_with_some_say_what_they_lack() {
    three()
        .search(&["hack", "lek", "kpn", "blockchain"])
        .with_code(0)
        .says("No letter has all 4. In no letter: blockchain. These have some:\n")
        .says("lacks: lek, blockchain")
        .says("lacks: kpn, blockchain")
        .says("0 of 3 letters")
        .does_not_say("drie.txt");
}

#[test]
fn letters_with_some_words_follow_those_with_all() {
    let letters = three();
    let printed = letters
        .search(&["hack", "lek"])
        .with_code(0)
        .says("\n\nNo more letters have both; these have some:\n\n 2. een\n")
        .says("lacks: lek")
        .says("1 of 3 letters")
        .does_not_say("There may be more");
    assert!(printed.out.starts_with(" 1. twee\n"), "{printed:?}");
    // Nothing is cut without a word.
    letters
        .search(&["hack", "lek", "--limit", "2"])
        .says("There may be more letters with some; --limit and --offset show them.");
    letters.search(&["hack", "lek", "--limit", "1"]).does_not_say("No more").does_not_say("some");
    letters
        .search(&["hack", "lek", "--offset", "1"])
        .with_code(0)
        .says("No more letters have both; these have some:\n\n 2. een\n")
        .does_not_say("twee.txt");
    // One word is all of them.
    letters.search(&["hack"]).says("2 of 3 letters").does_not_say("some");
}

#[test]
fn strict_means_letters_with_all_words_or_none() {
    let letters = three();
    letters.search(&["--strict", "hack", "lek"]).with_code(0).says("twee.txt").does_not_say("een.txt");
    letters
        .search(&["--strict", "hack", "kpn", "blockchain"])
        .with_code(1)
        .says("No letter for: hack kpn blockchain. In no letter: blockchain.")
        .says("0 of 3 letters")
        .does_not_say(".txt");
    letters.search(&["--strict", "hack", "motie"]).with_code(1).says("Letters with each: hack 2, motie 1.");
    assert_eq!(letters.search(&["--strict", "--files", "hack", "motie"]).with_code(1).out, "");
}

#[test]
fn paths_for_programs_are_of_letters_with_all_words() {
    let letters = three();
    assert_eq!(letters.search(&["--files", "hack", "lek"]).with_code(0).out, "twee.txt\n");
    // When no letter has them all, those with most, and a warning.
    let printed = letters
        .search(&["--files", "hack", "lek", "kpn", "blockchain"])
        .with_code(0)
        .notes("warning: No letter has all 4; these have 2 of them. In no letter: blockchain.");
    assert_eq!(printed.out.lines().count(), 2, "{printed:?}");
    letters.search(&["--files", "--any", "hack", "lek"]).says("een.txt").says("twee.txt");
}
