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
    letters
        .search(&["lek"])
        .says(&format!("3 changed since (`naslag index {}` reads them)", letters.folder().display()));
    letters.run(&["status"]).says("1 new, 1 changed and 1 gone since; `naslag index /");
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
fn status_only_looks() {
    let letters = settled(&[("a.txt", "Een lek.")]);
    letters.index();
    let names = || -> Vec<_> {
        let entries = fs::read_dir(letters.beside("data/naslag")).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    };
    let before = names();
    let moved = letters.beside("verhuisd");
    fs::rename(letters.folder(), &moved).unwrap();
    letters
        .run(&["status", moved.to_str().unwrap()])
        .with_code(0)
        .notes("the next search or `naslag index` takes their index along")
        .says(&format!("{}\n  1 letter, indexed at", moved.display()))
        .says("no file changed since");
    assert_eq!(names(), before);
}

#[test]
fn a_command_to_type_keeps_the_options_the_index_was_made_with() {
    let letters = settled(&[("a.txt", "Een lek.")]);
    let (folder, index) = (letters.folder(), letters.beside("mijn index"));
    let (folder, index) = (folder.to_str().unwrap(), index.to_str().unwrap());
    letters.run(&["index", folder, "--hidden", "--index", index]).with_code(0);
    letters.write("b.txt", b"Een hack.");
    letters
        .run(&["search", "--index", index, "lek"])
        .says(&format!("1 changed since (`naslag index {folder} --hidden --index '{index}'` reads them)"));
}

/// Makes the index look as if its only run was cut off before anything was safe.
fn forget_the_run(letters: &Letters) -> std::path::PathBuf {
    let dir = fs::read_dir(letters.beside("data/naslag")).unwrap().next().unwrap().unwrap().path();
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with("manifest-") {
            let text = fs::read_to_string(&path).unwrap();
            let mut header: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
            for (field, value) in
                [("indexed_at", 0.into()), ("complete", false.into()), ("letters", 0.into())]
            {
                header[field] = value;
            }
            fs::write(&path, format!("{header}\n")).unwrap();
        }
    }
    dir
}

#[test]
fn an_index_whose_first_run_was_cut_off_has_no_date() {
    let letters = letters(&[]);
    letters.index();
    letters.write("a.txt", b"Een lek.");
    let dir = forget_the_run(&letters);
    let goes_on = format!("the last run was cut off; `naslag index {}` goes on", letters.folder().display());
    letters.run(&["status"]).says("0 letters, not indexed yet").says(&goes_on);
    letters
        .run(&["search", "lek"])
        .with_code(1)
        .says(&format!("not indexed yet · not all of it: {goes_on}\n"))
        .does_not_say("1970");
    let json = letters.run(&["search", "--json", "lek"]).out;
    assert!(json.contains(r#""indexed_at":null"#), "{json}");
    let lock = File::options().write(true).open(dir.join("lock")).unwrap();
    lock.lock().unwrap();
    fs::write(dir.join("lock"), "4711 1700000000").unwrap();
    letters.search(&["lek"]).with_code(1).notes("it is being read now by process 4711");
    letters.run(&["status"]).says("it is being read now by process 4711");
    drop(lock);
    letters
        .search(&["lek"])
        .with_code(0)
        .notes("was not indexed yet; reading it now")
        .says("1 of 1 letter in");
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
