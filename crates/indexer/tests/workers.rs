//! Programs that read for us and do not do as they should: each costs its file and nothing else.
#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use naslag_index::IndexDir;
use naslag_indexer::{IndexReport, Limits, NoProgress, Options, root_of, update};

/// Reads a page and a text with this program for a worker.
fn run(program: PathBuf) -> IndexReport {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("brief.txt"), "Een lek.").unwrap();
    fs::write(folder.path().join("pagina.html"), "<p>Een lek.</p>").unwrap();
    let limits = Limits { wait: Duration::from_millis(300), ..Limits::default() };
    let options = Options { worker: Some(program), limits, ..Options::default() };
    let root = root_of(folder.path()).unwrap();
    update(&root, &IndexDir::at(home.path().join("index")), &options, &mut NoProgress).unwrap()
}

#[track_caller]
fn check(script: &str, code: &str, reason: &str) {
    let place = tempfile::tempdir().unwrap();
    let program = place.path().join("naslag");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let began = Instant::now();
    let report = run(program);
    assert!(began.elapsed() < Duration::from_secs(30), "{script}");
    assert_eq!((report.letters, report.unread), (1, 1), "{script}");
    let skipped = &report.skipped[0];
    assert_eq!(skipped.path.as_str(), "pagina.html", "{script}");
    assert_eq!((skipped.unread.code.as_str(), skipped.unread.reason.as_str()), (code, reason), "{script}");
}

// One test: a script that is written while another test starts a program would be busy.
#[test]
fn a_reader_that_fails_costs_its_file() {
    let crashed = "its reader crashed";
    check("exit 0", "reader-failed", crashed);
    check("cat > /dev/null", "over-limit", "reading it took more than 0.3 seconds");
    check("sleep 600 & sleep 600", "over-limit", "reading it took more than 0.3 seconds");
    check("head -c 1 > /dev/null; kill -SEGV $$", "reader-failed", crashed);
    check("head -c 1000 /dev/zero", "reader-failed", crashed);
    check("printf '\\377\\377\\377\\377\\377\\377\\377\\377'", "reader-failed", crashed);
    let memory = "head -c 1 > /dev/null; echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$";
    check(memory, "over-limit", "reading it took more than 1 GiB of memory");
    let time = "head -c 1 > /dev/null; kill -XCPU $$";
    check(time, "over-limit", "reading it took more than 30 seconds of processor time");

    let report = run(PathBuf::from("/bestaat/niet"));
    assert_eq!((report.letters, report.unread), (1, 1));
    assert!(report.skipped[0].unread.reason.starts_with("its reader could not be started"));
    assert!(report.skipped[0].unread.retry);
}
