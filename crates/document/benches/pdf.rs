//! How many pages of PDF are read a second, beside `pdftotext` as the measure where it is installed.
//!
//! Reads the letters of the shared documents, checks what came out, and does nothing where they are absent. Both
//! work on one thread, so on an idle machine the clock tells the time of the processor; starting the child is counted.

#![allow(clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Times each file is read; the quickest time counts.
const ROUNDS: usize = 5;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/documents");
    let mut files: Vec<PathBuf> = ["official", "made/pdf"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    files.sort();
    if files.is_empty() {
        println!("skipped: there are no letters in {}", root.display());
        return;
    }
    let (mut pages, mut words) = (0, 0);
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    let mut compared = true;
    for path in &files {
        let name = path.to_string_lossy();
        let Ok(bytes) = fs::read(path) else {
            continue;
        };
        // Files without text have no pages to count.
        let Ok(document) = naslag_document::read(&name, &bytes) else {
            continue;
        };
        pages += document.layout.pages.len();
        words += document.text.split_whitespace().count();
        ours += quickest(|| naslag_document::read(&name, &bytes).is_ok());
        theirs += quickest(|| {
            let mut command = Command::new("pdftotext");
            let status = command.arg(path).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status();
            compared &= status.is_ok_and(|status| status.success());
            compared
        });
    }
    assert!(pages >= 30 && words >= 12_000, "{pages} pages and {words} words are not all of them");
    let rate = |time: Duration| pages as f64 / time.as_secs_f64();
    println!("naslag     {:7.0} pages/s  ({pages} pages, {words} words)", rate(ours));
    if compared {
        println!(
            "pdftotext  {:7.0} pages/s, so naslag reads {:.2} times as many",
            rate(theirs),
            rate(ours) / rate(theirs)
        );
    } else {
        println!("pdftotext  skipped: it is not installed");
    }
}

fn quickest(mut run: impl FnMut() -> bool) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        if !run() {
            return Duration::ZERO;
        }
        best = best.min(start.elapsed());
    }
    best
}
