//! Lists of a user's own: words for compounds, and names that mean the same.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::support::{Letters, Printed, letters};

const ALL_AGAIN: &str = "the word list changed: all letters were read again";

fn darkweb() -> Letters {
    let letters = letters(&[
        ("a.txt", "Een darkwebmarktplaats is opgerold."),
        ("b.txt", "De bewindspersoon meldt een gat in de software."),
    ]);
    for path in ["a.txt", "b.txt"] {
        let file = File::options().write(true).open(letters.folder().join(path)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
    }
    letters
}

/// Indexes the folder with options.
fn index(letters: &Letters, options: &[&str]) -> Printed {
    let folder = letters.folder();
    letters.run(&[&["index", folder.to_str().unwrap()], options].concat())
}

/// Writes a list outside the folder, where the program is started.
fn list(letters: &Letters, name: &str, bytes: &[u8]) {
    fs::write(letters.beside("elders").join(name), bytes).unwrap();
}

#[test]
fn words_of_the_field_are_parts_of_compounds() {
    let letters = darkweb();
    list(&letters, "woorden.txt", "\u{feff}# eigen woorden\r\nDarkweb\r\n".as_bytes());
    index(&letters, &[]).with_code(0);
    assert!(letters.paths("darkweb").is_empty());
    index(&letters, &["--words", "woorden.txt"]).with_code(0).says(ALL_AGAIN).says("MB read");
    assert_eq!(letters.paths("darkweb"), ["a.txt"]);
    assert_eq!(letters.paths("marktplaats"), ["a.txt"]);
    letters.run(&["status"]).says("\n  word list: 1 word\n");
    // The same list again, or none, changes nothing.
    for options in [&["--words", "woorden.txt"][..], &[]] {
        index(&letters, options).says("2 unchanged").does_not_say(ALL_AGAIN).does_not_say("MB read");
    }
    assert_eq!(letters.paths("darkweb"), ["a.txt"]);
    list(&letters, "woorden.txt", b"markt+plaats\n");
    index(&letters, &["--words", "woorden.txt"]).says(ALL_AGAIN);
    assert!(letters.paths("darkweb").is_empty());
}

#[test]
fn a_list_holds_for_letters_that_come_later() {
    let letters = darkweb();
    list(&letters, "woorden.txt", b"darkweb\n");
    index(&letters, &["--words", "woorden.txt"]).with_code(0).does_not_say(ALL_AGAIN);
    fs::remove_file(letters.beside("elders/woorden.txt")).unwrap();
    letters.write("c.txt", b"Nog een darkwebmarktplaats.");
    index(&letters, &[]).says("1 new").says("2 unchanged");
    assert_eq!(letters.paths("darkweb").len(), 2);
    index(&letters, &["--rebuild"]).does_not_say(ALL_AGAIN);
    assert!(letters.paths("darkweb").is_empty());
    letters.run(&["status"]).does_not_say("word list");
}

#[test]
fn a_list_given_to_an_empty_index_holds_for_its_first_letters() {
    let letters = letters(&[]);
    letters.index();
    list(&letters, "woorden.txt", b"darkweb\n");
    letters.write("a.txt", b"Een darkwebmarktplaats.");
    index(&letters, &["--words", "woorden.txt"]).with_code(0).says("1 new").does_not_say(ALL_AGAIN);
    assert_eq!(letters.paths("darkweb"), ["a.txt"]);
}

#[test]
fn an_empty_list_takes_one_back() {
    let letters = darkweb();
    list(&letters, "woorden.txt", b"darkweb\n");
    index(&letters, &["--words", "woorden.txt"]).with_code(0);
    list(&letters, "woorden.txt", b"");
    index(&letters, &["--words", "woorden.txt"]).says(ALL_AGAIN);
    assert!(letters.paths("darkweb").is_empty());
    letters.run(&["status"]).does_not_say("word list");
}

#[test]
fn a_folder_that_was_emptied_keeps_its_index_whatever_the_list() {
    let letters = darkweb();
    letters.index();
    letters.remove("a.txt");
    letters.remove("b.txt");
    list(&letters, "woorden.txt", b"darkweb\n");
    index(&letters, &["--words", "woorden.txt"])
        .is_error("is empty, but letters in its index: 2", "--rebuild");
}

#[test]
fn names_that_mean_the_same_are_found_without_reading_again() {
    let letters = darkweb();
    letters.index();
    list(&letters, "namen.txt", b"achterdeur = gat\n");
    index(&letters, &["--synonyms", "namen.txt"]).says("2 unchanged").does_not_say("MB read");
    letters
        .search(&["achterdeur"])
        .with_code(0)
        .says("b.txt\n    other name or spelling: achterdeur\n")
        .says("Also looked for: achterdeur = gat (your list)");
    let names = &letters.json(&["achterdeur"])["names"][0];
    assert_eq!((&names["origin"], &names["letters"]), (&"list".into(), &serde_json::Value::Null));
    letters.search(&["--no-synonyms", "achterdeur"]).with_code(1);
    letters.run(&["status"]).says("\n  synonyms: 2 names\n").does_not_say("word list");
    index(&letters, &["--synonyms", "namen.txt"]).says("2 unchanged");
    index(&letters, &[]).with_code(0);
    letters.search(&["achterdeur"]).with_code(0);
    index(&letters, &["--rebuild"]).with_code(0);
    letters.search(&["achterdeur"]).with_code(1);
}

#[test]
fn a_list_that_cannot_be_used_changes_nothing() {
    let letters = darkweb();
    list(&letters, "goed.txt", b"darkweb\n");
    index(&letters, &["--words", "goed.txt"]).with_code(0);
    list(&letters, "latin.txt", b"darkweb\ncaf\xe9\n");
    list(&letters, "groot.txt", "darkweb\n".repeat(600_000).as_bytes());
    list(&letters, "zin.txt", b"darkweb\ntwee woorden\n");
    list(&letters, "namen.txt", b"a = b\nncsc\n");
    list(&letters, "regel.txt", "twee woorden ".repeat(100_000).as_bytes());
    let printed = index(&letters, &["--words", "regel.txt"]).is_error("line 1: `twee woorden", "one word");
    assert!(printed.err.len() < 1_000, "{} bytes", printed.err.len());
    for (option, file, what, hint) in [
        ("--words", "nergens.txt", "cannot read the word list nergens.txt: No such file", "give the file"),
        ("--words", "latin.txt", "the word list latin.txt is not UTF-8 text: see line 2", "UTF-8"),
        ("--words", "groot.txt", "the word list groot.txt is larger than 4 MB", "not with letters"),
        ("--words", "zin.txt", "the word list zin.txt: line 2: `twee woorden`", "one word a line"),
        ("--synonyms", "namen.txt", "the synonym list namen.txt: line 2 has neither", "`NCSC = Nationaal"),
        ("--synonyms", ".", "cannot read the synonym list .", "give the file that holds the synonym list"),
    ] {
        index(&letters, &[option, file, "--rebuild"]).is_error(what, hint);
    }
    assert_eq!(letters.paths("darkweb"), ["a.txt"]);
}

#[test]
fn a_command_to_type_names_the_lists_a_rebuild_would_forget() {
    let letters = darkweb();
    list(&letters, "woorden.txt", b"darkweb\n");
    index(&letters, &["--words", "woorden.txt"]).with_code(0);
    letters.remove("a.txt");
    letters.remove("b.txt");
    let hint = format!("`naslag index --rebuild {} --words FILE`", letters.folder().display());
    index(&letters, &["--words", "woorden.txt"]).is_error("is empty", &hint);
}
