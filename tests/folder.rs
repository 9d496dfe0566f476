//! Folders nobody cleaned up: odd names, pipes, rubbish, files that vanish.

use std::fs;

use crate::support::letters;

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_can_be_found_and_opened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let letters = letters(&[]);
    let name = OsStr::from_bytes(b"brief \xe9\xe9n.txt");
    fs::write(letters.folder().join(name), "Een lek.").unwrap();
    letters.search(&["lek"]).says(r"brief \xE9\xE9n.txt");
    let folder = letters.folder();
    let output = letters
        .command(&["search", "--in", folder.to_str().unwrap(), "--files", "-0", "lek"])
        .output()
        .unwrap();
    assert_eq!(output.stdout, b"brief \xe9\xe9n.txt\0");
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hold_up_a_run() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let made = std::process::Command::new("mkfifo").arg(letters.folder().join("pijp.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo");
        return;
    }
    letters.index().says("1 letter in").says("pijp.txt: it is a pipe, a socket or a device");
}

#[test]
fn rubbish_costs_a_line_each_and_no_more() {
    let letters = letters(&[("goed.txt", "Een lek."), ("-x.txt", "Een lek."), ("--in", "Een lek.")]);
    letters.write("nul.txt", &[0; 4096]);
    letters.write("ruis.txt", &(0..=255).cycle().take(100_000).collect::<Vec<u8>>());
    letters.write("lang.txt", &vec![b'x'; 3_000_000]);
    letters.write("diep.html", "<div>".repeat(100_000).as_bytes());
    letters.write("diep.xml", "<a>".repeat(100_000).as_bytes());
    letters.write("entiteit.xml", b"<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>");
    letters
        .index()
        .says("4 letters in")
        .says("nul.txt: ")
        .says("ruis.txt: ")
        .says("diep.xml: ")
        .says("entiteit.xml: ");
    assert_eq!(letters.paths("lek"), ["--in", "-x.txt", "goed.txt"]);
}

#[test]
fn a_run_is_the_same_on_any_number_of_threads() {
    let letters = letters(&[]);
    for number in 0..120 {
        letters.write(
            &format!("{number}.txt"),
            format!("Brief {number} over een lek bij {}.", number % 9).as_bytes(),
        );
    }
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    let mut answers = Vec::new();
    for threads in ["1", "2", "7"] {
        letters.run(&["index", folder, "--rebuild", "--threads", threads]).with_code(0).says("120 new");
        answers.push(letters.json(&["lek 5", "--strict", "--limit", "200"])["hits"].clone());
    }
    assert_eq!(answers[0].as_array().unwrap().len(), 13);
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}
