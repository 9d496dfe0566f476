//! What reaches a terminal.

use crate::support::letters;

const HOSTILE: &str = "Betreft Lek\u{1b}]0;eigen titel\u{7}\n\nEen lek\u{1b}[2J\u{9b}31m met \u{202e}omgekeerd\u{202c} schrift.\r\n";

#[test]
fn commands_in_letters_and_names_never_reach_a_terminal() {
    let letters = letters(&[("\u{1b}[31mrood\u{202e}.txt", HOSTILE), ("leeg\u{1b}[2J.txt", "")]);
    let printed = [
        letters.index(),
        letters.search(&["lek"]),
        letters.search(&["--json", "lek"]),
        letters.run(&["status"]),
    ];
    for printed in printed {
        for c in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{202c}'] {
            assert!(!printed.out.contains(c) && !printed.err.contains(c), "{c:?} in {printed:?}");
        }
    }
    let json = letters.json(&["lek"]);
    let shown = json["hits"][0]["snippets"].as_array().unwrap();
    assert!(shown.iter().any(|snippet| snippet["text"].as_str().unwrap().contains("\u{1b}[2J")), "{shown:?}");
}

#[test]
fn a_query_never_reaches_a_terminal_raw() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let printed = letters.search(&["lek\u{1b}[2J", "\"\u{9b}31m"]);
    assert!(
        !printed.out.contains(['\u{1b}', '\u{9b}']) && !printed.err.contains(['\u{1b}', '\u{9b}']),
        "{printed:?}"
    );
}

#[test]
fn names_and_lists_never_reach_a_terminal_raw() {
    let letters =
        letters(&[("a.txt", "Een lek bij het Nationaal Cyber\u{202e} Security\u{9b} Centrum (NCSC).")]);
    std::fs::write(letters.beside("elders/namen.txt"), "achterdeur = lek\u{1b}\n").unwrap();
    std::fs::write(letters.beside("elders/fout.txt"), "achter\u{1b}[2J\n").unwrap();
    let folder = letters.folder();
    let index = |option, file| letters.run(&["index", folder.to_str().unwrap(), option, file]);
    let printed = [
        index("--synonyms", "namen.txt").with_code(0),
        index("--words", "fout.txt").with_code(2).notes("achter␛[2J"),
        letters.search(&["achterdeur"]).with_code(0).says("achterdeur = lek␛ (your list)"),
        letters.search(&["--json", "achterdeur"]).with_code(0).says("\\u001b"),
        letters.search(&["ncsc"]).with_code(0),
        letters.run(&["abbreviations"]),
        letters.run(&["abbreviations", "--json"]),
    ];
    for printed in printed {
        for c in ['\u{1b}', '\u{9b}', '\u{202e}'] {
            assert!(!printed.out.contains(c) && !printed.err.contains(c), "{c:?} in {printed:?}");
        }
    }
}

#[test]
fn a_pipe_gets_no_colour() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let output =
        letters.command(&["index", letters.folder().to_str().unwrap()]).env("CLICOLOR_FORCE", "1").output();
    assert!(!output.unwrap().stdout.contains(&0x1b));
    assert!(!letters.search(&["lek"]).out.contains('\u{1b}'));
}

/// Runs a search for `lek` on a terminal that `script` makes. Returns nothing where there is no `script`.
#[cfg(target_os = "linux")]
fn on_a_terminal(no_color: bool) -> Option<String> {
    let letters = letters(&[("a b.txt", "Een lek bij de KPN. Twee datalekken.")]);
    letters.index();
    let search = format!("{} search --in '{}' lek", env!("CARGO_BIN_EXE_naslag"), letters.folder().display());
    let mut command = std::process::Command::new("script");
    command
        .args(["-qec", &search, "/dev/null"])
        .env("XDG_DATA_HOME", letters.beside("data"))
        .env("TERM", "xterm-256color")
        .env("FORCE_HYPERLINK", "1")
        .env_remove("NO_COLOR")
        .env_remove("NASLAG_INDEX");
    if no_color {
        command.env("NO_COLOR", "1");
    }
    let output = command.output().ok()?;
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colour_and_links() {
    let Some(shown) = on_a_terminal(false) else {
        eprintln!("skipped: no script to make a terminal with");
        return;
    };
    assert!(shown.contains("\u{1b}[1m\u{1b}[31mlek\u{1b}[0m"), "{shown:?}");
    // Of a compound the part stands out.
    assert!(shown.contains("\u{1b}[4mdata\u{1b}[0m\u{1b}[1m\u{1b}[31mlekken\u{1b}[0m"), "{shown:?}");
    assert!(shown.contains("\u{1b}]8;;file://") && shown.contains("/a%20b.txt\u{1b}\\a b.txt"), "{shown:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_color_means_no_colour() {
    let Some(shown) = on_a_terminal(true) else {
        eprintln!("skipped: no script to make a terminal with");
        return;
    };
    assert!(shown.contains("lek bij de KPN") && !shown.contains("\u{1b}[1m"), "{shown:?}");
}
