//! The smaller commands.

use std::fs;

use crate::support::letters;

#[test]
fn help_names_every_command() {
    let printed = letters(&[]).run(&["--help"]).with_code(0);
    for command in ["index", "search", "abbreviations", "status", "completions", "man"] {
        assert!(printed.out.contains(&format!("\n  {command} ")), "{command}");
    }
}

#[test]
fn nothing_typed_shows_help() {
    let printed = letters(&[]).run(&[]);
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("Usage: naslag"), "{printed:?}");
}

#[test]
fn completions_for_every_shell() {
    let letters = letters(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        letters.run(&["completions", shell]).with_code(0).says("naslag");
    }
}

#[test]
fn manual_pages() {
    let letters = letters(&[]);
    letters.run(&["man", "."]).with_code(0);
    let page = fs::read_to_string(letters.beside("elders/naslag-search.1")).unwrap();
    assert!(page.contains(".TH") && page.contains("QUERY"), "{page}");
    letters.run(&["man", "bestaat-niet"]).is_error("cannot write manual pages", "a folder that exists");
}

#[test]
fn status_of_one_folder() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters.run(&["status", letters.folder().to_str().unwrap()]).with_code(0).says("1 letter, indexed at");
    letters.run(&["status", "."]).is_error("there is no index at", "naslag index");
}
