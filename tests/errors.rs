//! What goes wrong is said in a sentence, with what to do about it.

use std::fs;

use crate::support::{Letters, letters};

fn index_dir(letters: &Letters) -> std::path::PathBuf {
    fs::read_dir(letters.beside("data/naslag")).unwrap().next().unwrap().unwrap().path()
}

/// Replaces `from` by `to` in the manifest of the index.
fn edit_manifest(letters: &Letters, from: &str, to: &str) {
    for entry in fs::read_dir(index_dir(letters)).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with("manifest-") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{text}");
            fs::write(&path, text.replacen(from, to, 1)).unwrap();
        }
    }
}

#[test]
fn a_missing_folder() {
    let letters = letters(&[]);
    letters
        .run(&["index", "bestaat-niet"])
        .is_error("cannot read the folder bestaat-niet", "the folder that holds");
    letters.run(&["search", "--in", "bestaat-niet", "lek"]).is_error("bestaat-niet", "the folder that holds");
}

#[test]
fn a_file_where_a_folder_should_be() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let file = letters.folder().join("a.txt");
    letters
        .run(&["index", file.to_str().unwrap()])
        .is_error("cannot read the folder", "the folder that holds");
}

#[test]
fn an_empty_folder() {
    let letters = letters(&[]);
    letters.index().says("0 letters in ");
    letters.search(&["lek"]).with_code(1).says("0 of 0 letters");
}

#[test]
fn a_folder_that_was_emptied_keeps_its_index() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters.remove("a.txt");
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    letters.run(&["index", folder]).is_error("is empty, but letters in its index: 1", "--rebuild");
    letters.search(&["lek"]).with_code(0).says("1 changed since");
    letters.run(&["index", "--rebuild", folder]).with_code(0).says("0 letters in");
}

#[test]
fn no_index_at_all() {
    let letters = letters(&[]);
    letters.run(&["search", "lek"]).is_error("there is no index yet", "naslag index FOLDER");
    letters.run(&["status"]).with_code(1).says("There is no index yet");
    letters
        .run(&["search", "--index", "nergens", "lek"])
        .is_error("there is no index at nergens", "naslag index");
}

#[test]
fn an_index_of_another_version() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    for (key, version) in [("format", naslag_index::FORMAT), ("analysis", naslag_index::ANALYSIS)] {
        letters.run(&["index", "--rebuild", letters.folder().to_str().unwrap()]).with_code(0);
        edit_manifest(&letters, &format!("\"{key}\":{version}"), &format!("\"{key}\":77"));
        let folder = letters.folder();
        let hint = format!("naslag index --rebuild {}", folder.display());
        letters
            .search(&["lek"])
            .is_error(&format!("has {key} version 77; this naslag uses version {version}"), &hint);
        letters.run(&["index", folder.to_str().unwrap()]).is_error("version 77", &hint);
        letters.run(&["status"]).is_error("version 77", &hint);
    }
}

#[test]
fn a_hint_names_the_folder_and_the_place() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    letters.run(&["index", folder, "--index", "vi"]).with_code(0);
    let hint = format!("make the index again with `naslag index --rebuild {folder} --index vi`");
    let manifests = || fs::read_dir(letters.beside("elders/vi")).unwrap().map(|entry| entry.unwrap().path());
    let manifest = manifests()
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("manifest-"))
        .unwrap();
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"format\":", "\"format\":7", 1)).unwrap();
    for args in [
        &["search", "--index", "vi", "lek"][..],
        &["search", "--in", folder, "--index", "vi", "lek"],
        &["status", "--index", "vi"],
        &["index", folder, "--index", "vi"],
    ] {
        letters.run(args).is_error("has format version", &hint);
    }
    fs::write(&manifest, "kapot").unwrap();
    letters.run(&["search", "--in", folder, "--index", "vi", "lek"]).is_error("is damaged", &hint);
    letters.run(&["search", "--index", "nergens", "lek"]).is_error("no index", "FOLDER --index nergens");
}

#[test]
fn status_shows_the_others_and_fails_for_the_one_it_cannot_read() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    fs::write(index_dir(&letters).join("segments/meta.json"), "kapot").unwrap();
    fs::write(letters.beside("elders/b.txt"), "Een hack.").unwrap();
    letters.run(&["index", "."]).with_code(0);
    letters.run(&["status"]).is_error("is damaged", "--rebuild").says("1 letter, indexed at");
}

#[test]
fn an_empty_variable_names_no_index() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    let output = letters.command(&["search", "lek"]).env("NASLAG_INDEX", "").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn an_empty_place_holds_no_index_yet() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    fs::create_dir(letters.beside("elders/leeg")).unwrap();
    for command in [&["search", "lek", "--index", "leeg"][..], &["status", "--index", "leeg"]] {
        letters
            .run(command)
            .is_error("there is no index in leeg yet", "make it with `naslag index FOLDER --index leeg`");
    }
}

#[test]
fn an_index_of_another_folder() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    fs::write(letters.beside("elders/b.txt"), "Een hack.").unwrap();
    let index = letters.beside("index");
    let index = index.to_str().unwrap();
    letters.run(&["index", letters.folder().to_str().unwrap(), "--index", index]).with_code(0);
    letters.run(&["index", ".", "--index", index]).is_error("was made from", "leaving out --index");
    letters
        .run(&["search", "--in", ".", "--index", index, "lek"])
        .is_error("was made from", "leaving out --index");
}

#[test]
fn a_place_that_is_not_an_index() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    fs::write(letters.beside("elders/dagboek.doc"), "Geheim.").unwrap();
    let folder = letters.folder();
    letters
        .run(&["index", folder.to_str().unwrap(), "--index", "."])
        .is_error("is not an index of naslag", "give --index a folder");
    assert!(letters.beside("elders/dagboek.doc").exists());
    letters.run(&["search", "--index", ".", "lek"]).is_error("is not an index of naslag", "give --index");
}

#[test]
fn a_damaged_index() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    let segments = index_dir(&letters).join("segments");
    for entry in fs::read_dir(&segments).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "idx" || kind == "store") {
            fs::write(path, "kapot").unwrap();
        }
    }
    let again = format!("--rebuild {}", letters.folder().display());
    let printed = letters.search(&["lek"]).is_error("", &again);
    assert!(!printed.err.contains('{') && !printed.err.contains("disk is not full"), "{printed:?}");
    letters.run(&["status"]).with_code(0);
    fs::write(segments.join("meta.json"), "kapot").unwrap();
    letters.search(&["lek"]).is_error("is damaged", "--rebuild");
    letters.run(&["index", "--rebuild", letters.folder().to_str().unwrap()]).with_code(0);
    letters.search(&["lek"]).with_code(0);
}

#[test]
fn two_indexers_at_once() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    let lock = fs::File::options().write(true).open(index_dir(&letters).join("lock")).unwrap();
    lock.lock().unwrap();
    fs::write(index_dir(&letters).join("lock"), "4711 1700000000").unwrap();
    let folder = letters.folder();
    letters
        .run(&["index", folder.to_str().unwrap()])
        .is_error("is being written by process 4711", "began at 2023-11-14 22:13");
    letters.search(&["lek"]).with_code(0);
}

#[test]
fn a_second_indexer_is_refused_while_the_first_one_runs() {
    let letters = letters(&[]);
    for number in 0..600 {
        letters
            .write(&format!("{number}.txt"), format!("Brief {number} over een lek. ").repeat(99).as_bytes());
    }
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    let first = letters.command(&["index", folder]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let second = letters.run(&["index", folder]);
    if second.code != 0 {
        second.is_error("is being written by ", "searching is possible in the meantime");
    }
    // Which of them came first is the system's choice.
    let first = first.wait_with_output().unwrap();
    letters.index().says("600 unchanged");
    assert!(first.status.code().is_some(), "{first:?}");
    letters.search(&["lek"]).with_code(0).says("600 of 600 letters");
}

#[cfg(unix)]
#[test]
fn no_permission_to_read_a_file_or_a_folder() {
    use std::os::unix::fs::PermissionsExt;
    let letters = letters(&[("a.txt", "Een lek."), ("map/b.txt", "Een lek."), ("c.txt", "Een lek.")]);
    let close = |path: &str, mode| {
        fs::set_permissions(letters.folder().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    letters.index().says("3 new");
    close("a.txt", 0o000);
    close("map", 0o000);
    if fs::read(letters.folder().join("a.txt")).is_ok() {
        close("map", 0o755);
        eprintln!("skipped: this user may read everything");
        return;
    }
    File::touch(&letters, "a.txt");
    letters
        .index()
        .says("a.txt: no permission to read it")
        .says("1 letter kept as it was, because the folder");
    close("a.txt", 0o644);
    close("map", 0o755);
    letters.index();
    assert_eq!(letters.paths("lek").len(), 3);
}

#[cfg(unix)]
struct File;

#[cfg(unix)]
impl File {
    /// Makes a file look changed although it cannot be opened.
    fn touch(letters: &Letters, path: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = letters.folder().join(path);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, "Een lek, gewijzigd.").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    }
}

#[test]
fn an_option_nobody_knows() {
    let letters = letters(&[]);
    let printed = letters.run(&["search", "--jsno", "lek"]).with_code(2);
    assert!(printed.err.contains("--jsno"), "{printed:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return;
    }
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    letters.index();
    let output = letters.command(&["search", "lek"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let expected =
        "error: cannot write the answer\ncaused by: No space left on device\nhint: see that there is room";
    assert!(said.starts_with(expected), "{said}");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    use std::io::Read;
    let letters = letters(&[]);
    for number in 0..400 {
        letters.write(&format!("{number}.txt"), "Een lek. ".repeat(200).as_bytes());
    }
    letters.index();
    let mut child = letters
        .command(&["search", "lek", "--limit", "400", "--snippets", "9"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
