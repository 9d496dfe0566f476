//! `naslag index`: what is read, what is not, and where the index lives.

use std::fs;

use crate::support::letters;

#[test]
fn each_file_is_read_or_accounted_for() {
    let letters = letters(&[
        ("brief.txt", "Een lek."),
        ("notitie.md", "# Over het lek\n\nTekst."),
        ("pagina.html", "<title>Lek</title><p>Een lek.</p>"),
        ("stuk.xml", "<kamerstuk><titel>Lek</titel><al>Een lek.</al></kamerstuk>"),
        ("leeg.txt", ""),
        ("kapot.xml", "<a><b></a>"),
        ("foto.jpg", "x"),
        (".verborgen.txt", "Een lek."),
        ("concept.txt", "Een lek."),
        (".naslagignore", "concept.txt\n"),
    ]);
    letters.write("binair.txt", b"\x7fELF\0\0\0\x01\0");
    letters
        .index()
        .says("4 letters in ")
        .says("4 new, 0 changed, 0 renamed, 0 unchanged, 0 removed")
        .says("3 files not read")
        .says("leeg.txt: it is empty")
        .says("binair.txt: it holds binary data, not text")
        .says("kapot.xml: its XML is broken at line 1")
        .says("other kinds of files, not read: 1 jpg")
        .says("1 file or folder left out by .naslagignore")
        .says("1 hidden file or folder passed over (--hidden reads them)");
    assert_eq!(letters.paths("lek").len(), 4);
    letters
        .search(&["lek"])
        .says("3 not read and 1 of other kinds (see `naslag status`)")
        .says("left out: 1 hidden, 1 by .naslagignore");
    letters
        .run(&["status"])
        .with_code(0)
        .says("4 letters, indexed at ")
        .says("3 files not read:")
        .says("    leeg.txt: it is empty")
        .says("other kinds of files, not read: 1 jpg")
        .says("no file changed since");
}

#[test]
fn a_report_lists_every_file_that_was_not_read() {
    let letters = letters(&[]);
    for number in 0..30 {
        letters.write(&format!("{number}.txt"), b"");
    }
    let printed = letters.index().says("30 files not read; `naslag status` lists them");
    assert_eq!(printed.out.matches(".txt: it is empty").count(), 30, "{printed:?}");
    letters.write("30.txt", b"");
    letters.index().says("31 files not read");
}

#[test]
fn text_is_found_in_every_encoding() {
    let letters = letters(&[]);
    let text = "Uw Kamer is geïnformeerd over de coördinatie van het één en ander bij Yeşilgöz.";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    letters.write("utf8.txt", text.as_bytes());
    letters.write("bom.txt", &[b"\xef\xbb\xbf", text.as_bytes()].concat());
    letters.write("le.txt", &[&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat());
    letters.write("be.txt", &utf16(u16::to_be_bytes));
    letters.write(
        "latin.txt",
        b"Uw Kamer is ge\xefnformeerd over de co\xf6rdinatie van het \xe9\xe9n en ander.",
    );
    letters.index().says("5 new");
    assert_eq!(letters.paths("\"geïnformeerd over de coördinatie van het één\"").len(), 5);
}

#[test]
fn damage_in_a_letter_is_said() {
    let letters = letters(&[]);
    let text = "Een brief met coördinatie. ".repeat(200).into_bytes();
    letters.write("a.txt", &[&text[..], b"Een \xff teken."].concat());
    letters.index().says("1 letter with malformed characters");
    letters.run(&["status"]).says("a.txt: 1 character");
}

#[test]
fn the_folder_is_never_written_to() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters.search(&["lek"]).with_code(0);
    let names: Vec<_> =
        fs::read_dir(letters.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.txt"]);
    let inside = letters.folder().join("index");
    letters
        .run(&["index", letters.folder().to_str().unwrap(), "--index", inside.to_str().unwrap()])
        .is_error("inside the folder of letters", "--index DIR");
    assert!(!inside.exists());
}

#[test]
fn an_index_can_live_where_the_user_says() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let (folder, index) = (letters.folder(), letters.beside("mijn index"));
    let (folder, index) = (folder.to_str().unwrap(), index.to_str().unwrap());
    letters.run(&["index", folder, "--index", index]).with_code(0).says(index);
    letters.run(&["search", "--index", index, "lek"]).with_code(0).says("a.txt");
    assert!(!letters.beside("data").exists());
    let by_environment = letters.command(&["search", "lek"]).env("NASLAG_INDEX", index).output().unwrap();
    assert_eq!(by_environment.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_enter_the_index() {
    use std::os::unix::fs::PermissionsExt;
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    let index = fs::read_dir(letters.beside("data/naslag")).unwrap().next().unwrap().unwrap();
    assert_eq!(index.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn hidden_files_and_links_are_for_those_who_ask() {
    let letters = letters(&[(".map/a.txt", "Een lek.")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(letters.folder(), letters.folder().join("rond")).unwrap();
    let folder = letters.folder();
    let folder = folder.to_str().unwrap();
    letters.run(&["index", folder]).says("0 letters").says("1 symbolic link not followed");
    letters
        .run(&["index", folder, "--hidden", "--follow"])
        .says("1 letter in")
        .says("a link to a folder above it");
    assert_eq!(letters.paths("lek"), [".map/a.txt"]);
}
