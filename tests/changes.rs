//! A second run: only what changed is read, and nothing is lost on the way.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::support::{Letters, letters};

/// Gives a file a time long past, so that its size and time alone tell whether it changed.
fn settle(letters: &Letters, path: &str) {
    let file = File::options().write(true).open(letters.folder().join(path)).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
}

fn settled(files: &[(&str, &str)]) -> Letters {
    let letters = letters(files);
    files.iter().for_each(|(path, _)| settle(&letters, path));
    letters
}

#[test]
fn a_second_run_reads_nothing_that_did_not_change() {
    let letters = settled(&[("a.txt", "Een lek."), ("b.txt", "Een hack.")]);
    letters.index().says("2 new").says("MB read");
    letters.index().says("0 new, 0 changed, 0 renamed, 2 unchanged, 0 removed").does_not_say("MB read");
}

#[test]
fn new_changed_and_gone_letters_are_noticed() {
    let letters = settled(&[("a.txt", "Een lek."), ("b.txt", "Een hack."), ("c.txt", "Een motie.")]);
    letters.index();
    letters.write("b.txt", b"Een inbraak.");
    letters.write("d.txt", b"Een brief.");
    letters.remove("c.txt");
    letters.search(&["lek"]).says("3 changed since (`naslag index` reads them)");
    letters.run(&["status"]).says("1 new, 1 changed and 1 gone since");
    letters.index().says("1 new, 1 changed, 0 renamed, 1 unchanged, 1 removed");
    assert_eq!(letters.paths("inbraak OR brief").len(), 2);
    assert!(letters.paths("hack OR motie").is_empty());
}

#[test]
fn a_change_within_the_same_moment_and_size_is_noticed() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters.write("a.txt", b"Een gat.");
    let file = File::options().write(true).open(letters.folder().join("a.txt")).unwrap();
    let indexed = fs::metadata(letters.folder().join("a.txt")).unwrap().modified().unwrap();
    file.set_modified(indexed).unwrap();
    letters.index();
    assert_eq!(letters.paths("gat"), ["a.txt"]);
}

#[test]
fn a_touched_letter_is_unchanged() {
    let letters = settled(&[("a.txt", "Een lek.")]);
    letters.index();
    File::options()
        .write(true)
        .open(letters.folder().join("a.txt"))
        .unwrap()
        .set_modified(SystemTime::now())
        .unwrap();
    letters.index().says("0 changed, 0 renamed, 1 unchanged");
}

#[test]
fn a_renamed_letter_is_known_by_its_bytes() {
    let letters = settled(&[("a b.txt", "Een lek."), ("c.txt", "Een hack.")]);
    letters.index();
    letters.rename("a b.txt", "nieuw-e.txt");
    letters.index().says("0 new, 0 changed, 1 renamed, 1 unchanged, 0 removed");
    assert_eq!(letters.paths("lek"), ["nieuw-e.txt"]);
    // Its title was its name.
    assert_eq!(letters.json(&["lek"])["hits"][0]["title"], "nieuw e");
}

#[test]
fn two_letters_that_swap_names_are_both_found() {
    let letters = settled(&[("a.txt", "Een lek."), ("b.txt", "Een hack hier.")]);
    letters.index();
    letters.rename("a.txt", "x.txt");
    letters.rename("b.txt", "a.txt");
    letters.rename("x.txt", "b.txt");
    letters.index();
    assert_eq!((letters.paths("lek"), letters.paths("hack")), (vec!["b.txt".into()], vec!["a.txt".into()]));
}

#[test]
fn a_moved_folder_keeps_its_index() {
    let letters = settled(&[("a.txt", "Een lek."), ("map/b.txt", "Een hack.")]);
    letters.index();
    let moved = letters.beside("verhuisd");
    fs::rename(letters.folder(), &moved).unwrap();
    letters
        .run(&["search", "--in", moved.to_str().unwrap(), "lek"])
        .with_code(0)
        .notes("were moved from")
        .says("a.txt")
        .says("none changed since");
    letters.run(&["index", moved.to_str().unwrap()]).says("2 unchanged");
    assert_eq!(fs::read_dir(letters.beside("data/naslag")).unwrap().count(), 1);
}

#[test]
fn a_moved_folder_keeps_the_index_it_was_given() {
    let letters = settled(&[("a.txt", "Een lek.")]);
    let index = letters.beside("index");
    let index = index.to_str().unwrap();
    letters.run(&["index", letters.folder().to_str().unwrap(), "--index", index]).with_code(0);
    let moved = letters.beside("verhuisd");
    fs::rename(letters.folder(), &moved).unwrap();
    letters
        .run(&["search", "--index", index, "--in", moved.to_str().unwrap(), "lek"])
        .with_code(0)
        .notes("were moved");
}

#[test]
fn answers_do_not_depend_on_how_the_index_came_about() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("{n:02}.txt"), format!("Brief {n} over een lek. {}", "Een hack bij KPN. ".repeat(n % 7)))
        })
        .collect();
    let fresh = letters(&[]);
    files.iter().for_each(|(path, text)| fresh.write(path, text.as_bytes()));
    let grown =
        letters(&[("99.txt", "Een lek dat verdwijnt."), ("03.txt", "Een eerste concept over een lek.")]);
    grown.index();
    grown.remove("99.txt");
    for half in files.chunks(13) {
        half.iter().for_each(|(path, text)| grown.write(path, text.as_bytes()));
        grown.index();
    }
    for query in ["lek", "hack kpn", "\"hack bij kpn\"", "brief OR 3", "lek -kpn"] {
        assert_eq!(fresh.json(&[query])["hits"], grown.json(&[query])["hits"], "{query}");
    }
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_an_index_that_can_be_used_and_finished() {
    let letters = letters(&[]);
    for number in 0..1_500 {
        letters
            .write(&format!("{number}.txt"), format!("Brief {number} over een lek. ").repeat(60).as_bytes());
    }
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    for moment in [1, 5, 20, 60, 150, 300] {
        let mut run =
            letters.command(&["index", folder]).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        run.kill().unwrap();
        run.wait().unwrap();
        let printed = letters.run(&["search", "lek"]);
        assert!(!printed.err.contains("gave up"), "{printed:?}");
    }
    letters.index().says("1500 letters in");
    letters.search(&["1499"]).with_code(0).says("1 of 1500 letters").says("none changed since");
}
