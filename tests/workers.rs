//! Files that are read in a process apart, and what happens when they are more than it may take.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use naslag_index::{IndexDir, LetterPath, Snapshot};
use naslag_indexer::{IndexReport, Limits, NoProgress, Options, root_of, update};

use crate::support::{Letters, letters, repository};

/// A page that takes much memory to read and says little.
fn large_page() -> Vec<u8> {
    let mut page = b"<title>Groot</title><p>Een lek.</p><!--".to_vec();
    page.resize(60 * 1024 * 1024, b'x');
    page.extend_from_slice(b"-->");
    page
}

fn options(limits: Limits) -> Options {
    Options { worker: Some(PathBuf::from(env!("CARGO_BIN_EXE_naslag"))), limits, ..Options::default() }
}

fn run(letters: &Letters, options: &Options) -> IndexReport {
    let root = root_of(&letters.folder()).unwrap();
    update(&root, &IndexDir::at(letters.beside("index")), options, &mut NoProgress).unwrap()
}

fn skipped(report: &IndexReport) -> Vec<(&str, &str)> {
    report.skipped.iter().map(|skipped| (skipped.path.as_str(), skipped.unread.reason.as_str())).collect()
}

#[test]
fn a_file_that_takes_too_much_costs_itself() {
    let letters =
        letters(&[("a.html", "<p>Een lek.</p>"), ("z.html", "<p>Een hack.</p>"), ("b.txt", "Een lek.")]);
    letters.write("groot.html", &large_page());
    let small = Limits { memory: 200 * 1024 * 1024, ..Limits::default() };
    let report = run(&letters, &options(small));
    assert_eq!((report.letters, report.unread), (3, 1));
    assert_eq!(skipped(&report), [("groot.html", "reading it took more than 200 MiB of memory")]);
    let named = |path: &str| {
        let snapshot = Snapshot::open(&IndexDir::at(letters.beside("index"))).unwrap();
        snapshot.letter_at(&LetterPath::from_stored(path)).unwrap()
    };
    assert_eq!(named("groot.html").unwrap().text, "");
    // Not tried again until somebody asks for it.
    std::thread::sleep(Duration::from_millis(2_100));
    run(&letters, &options(Limits::default()));
    assert_eq!(run(&letters, &options(Limits::default())).bytes, 0);
    let impatient = Limits { wait: Duration::from_millis(1), ..Limits::default() };
    let report = run(&letters, &Options { retry: true, ..options(impatient) });
    assert_eq!(skipped(&report), [("groot.html", "reading it took more than 0.001 seconds")]);
    let report = run(&letters, &Options { retry: true, ..options(Limits::default()) });
    assert_eq!((report.letters, report.unread, report.added), (4, 0, 1));
    assert_eq!(named("groot.html").unwrap().text, "Een lek.");
}

#[test]
fn a_process_apart_reads_as_this_one_does() {
    let letters = letters(&[
        ("a.html", "<title>Lek</title><p>Een lek.</p>"),
        ("b.xml", "<kamerstuk><titel>Lek</titel><al>Een hack.</al></kamerstuk>"),
        ("kapot.xml", "<a>"),
    ]);
    let read = |options: &Options| {
        let report = run(&letters, &Options { rebuild: true, ..options.clone() });
        let snapshot = Snapshot::open(&IndexDir::at(letters.beside("index"))).unwrap();
        let letter = |path: &str| snapshot.letter_at(&LetterPath::from_stored(path)).unwrap();
        (report.skipped, ["a.html", "b.xml", "kapot.xml"].map(letter))
    };
    assert_eq!(read(&Options::default()), read(&options(Limits::default())));
}

#[test]
fn a_run_over_hostile_files_ends() {
    let made = repository().join("../shared/documents/made");
    let letters = letters(&[("brief.txt", "Een zonnewijzer.")]);
    for folder in ["bad", "hard"] {
        let Ok(entries) = std::fs::read_dir(made.join(folder)) else {
            eprintln!("skipped: {} is not here", made.display());
            return;
        };
        for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
            letters.write(entry.file_name().to_str().unwrap(), &std::fs::read(entry.path()).unwrap());
        }
    }
    let strict = Limits { cpu: 3, wait: Duration::from_secs(30), ..Limits::default() };
    let began = Instant::now();
    let first = run(&letters, &options(strict));
    assert!(began.elapsed() < Duration::from_secs(300));
    let again = run(&letters, &Options { rebuild: true, threads: 1, ..options(strict) });
    assert_eq!((first.letters, first.unread, &first.unknown), (again.letters, again.unread, &again.unknown));
    assert_eq!(letters.paths("zonnewijzer"), ["brief.txt"]);
}

#[test]
fn the_reading_process_speaks_only_when_asked() {
    let letters = letters(&[]);
    let output = letters.command(&["worker"]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
    assert!(!letters.run(&["--help"]).out.contains("worker"));
}

#[test]
fn recognising_text_takes_a_program() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let folder = letters.folder();
    let args = ["index", folder.to_str().unwrap(), "--ocr"];
    let without = letters.command(&args).env("PATH", letters.beside("elders")).output().unwrap();
    crate::support::Printed::from(without).is_error("no `tesseract` on the PATH", "`tesseract-ocr-nld`");
}
