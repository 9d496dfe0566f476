//! What a user waits for: the whole process, from the shell and back.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot be set up has nothing to measure"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

const LETTERS: usize = 2_000;

fn naslag(index: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_naslag"))
        .args(args)
        .arg("--index")
        .arg(index)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

fn process(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let (folder, index) = (dir.path().join("letters"), dir.path().join("index"));
    for letter in naslag_eval::letters(1, LETTERS, 5_000) {
        let path = folder.join(letter.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, letter.text).unwrap();
    }
    let folder = folder.to_str().unwrap();
    naslag(&index, &["index", folder]);
    let said = format!("{LETTERS} letters in ");

    let mut group = criterion.benchmark_group("process");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
    group.bench_function("search", |bencher| {
        bencher.iter(|| {
            let output = naslag(&index, &["search", "motie"]);
            assert!(String::from_utf8_lossy(&output.stdout).contains(" 1. "));
        });
    });
    group.bench_function("index, nothing changed", |bencher| {
        bencher.iter(|| {
            let output = naslag(&index, &["index", folder]);
            assert!(String::from_utf8_lossy(&output.stdout).starts_with(&said));
        });
    });
    group.finish();
}

criterion_group!(benches, process);
criterion_main!(benches);
