//! `naslag abbreviations`: what the letters explain.

use crate::support::letters;

#[test]
fn what_letters_explain_is_listed_by_its_short_form() {
    let letters = letters(&[
        ("a.txt", "Het Nationaal Cyber Security Centrum (NCSC) en de Autoriteit Persoonsgegevens (AP)."),
        ("b.txt", "Het Nationaal Cyber Security Centrum (NCSC) meldt het."),
    ]);
    letters.index();
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    for args in [&["abbreviations"][..], &["abbreviations", folder]] {
        let printed = letters
            .run(args)
            .with_code(0)
            .says("\n2 abbreviations in 2 letters in /")
            .says("all files read · none changed since\n");
        let listed: Vec<_> = printed.out.lines().take(3).collect();
        let expected = [
            "AP    Autoriteit Persoonsgegevens       1 letter",
            "NCSC  Nationaal Cyber Security Centrum  2 letters",
            "",
        ];
        assert_eq!(listed, expected);
    }
    letters.write("c.txt", b"Nog een brief.");
    letters.run(&["abbreviations"]).says("1 changed since (`naslag index ");
}

#[test]
fn letters_that_explain_nothing() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters
        .run(&["abbreviations"])
        .with_code(1)
        .says("No letter explains an abbreviation.\n")
        .says("0 abbreviations in 1 letter in /");
    let printed = letters.run(&["abbreviations", "--json"]).with_code(1);
    assert!(printed.out.contains("\"abbreviations\":[]"), "{printed:?}");
}

#[test]
fn an_index_is_not_made_on_the_way() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    let hint = format!("make it with `naslag index {folder}`");
    letters.run(&["abbreviations", folder]).is_error("there is no index at", &hint);
    letters.run(&["abbreviations"]).is_error("there is no index yet", "naslag index FOLDER");
    letters.run(&["abbreviations", "bestaat-niet"]).is_error("bestaat-niet", "the folder that holds");
    letters.run(&["index", folder, "--index", "vi"]).with_code(0);
    letters.run(&["abbreviations", "--index", "vi"]).with_code(1);
    letters.run(&["abbreviations", ".", "--index", "vi"]).is_error("was made from", "leaving out --index");
}
