//! How many office files are read in a second, on one core, by format.
//!
//! Reads the made letters beside the repository over and over; without them it measures nothing.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "criterion's macro makes a function, and a bench may fail"
)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naslag_document::read;

const LETTERS: [&str; 3] = ["kamerbrief", "kst_2col", "ah_tk"];

fn reading(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/documents/made/office");
    let mut group = criterion.benchmark_group("office");
    for format in ["docx", "odt", "doc", "rtf", "epub"] {
        let files = LETTERS.map(|letter| {
            let name = format!("{letter}.{format}");
            std::fs::read(folder.join(&name)).ok().map(|bytes| (name, bytes))
        });
        let files: Vec<_> = files.into_iter().flatten().collect();
        if files.len() < LETTERS.len() {
            eprintln!("skipped: the letters in {format} are not here");
            continue;
        }
        let words = || -> usize {
            let texts = files.iter().map(|(name, bytes)| read(name, black_box(bytes)).unwrap().text);
            texts.map(|text| text.split_whitespace().count()).sum()
        };
        let expected = words();
        assert!((4000..7000).contains(&expected), "{expected} words in {format}");
        group.throughput(Throughput::Elements(files.len() as u64)).sample_size(10);
        group.bench_function(format, |bencher| bencher.iter(|| assert_eq!(words(), expected)));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
