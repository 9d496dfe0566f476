//! How fast the named things of a text are found, on one core.
//!
//! Reads the letters of the corpus, of which there are two, over and over; and statutes beside the repository
//! when they are there. Letters are mostly prose, statutes name an article in every line.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "criterion's macro makes a function, and a bench may fail"
)]

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naslag_citation::{Kind, citations};

const BYTES: usize = 8_000_000;

fn letters() -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let letters = std::fs::read_dir(here.join("../../corpus/letters")).unwrap();
    let mut paths: Vec<_> = letters.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let letters: Vec<_> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut text = String::new();
    while text.len() < BYTES {
        letters.iter().for_each(|letter| text.push_str(letter));
    }
    text
}

/// The texts of the statutes, when they are there.
fn statutes() -> Option<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file =
        std::fs::File::open(here.join("../../../shared/relevance/law-names-dev/corpus.jsonl.gz")).ok()?;
    let mut text = String::new();
    for line in BufReader::new(flate2::read::GzDecoder::new(file)).lines() {
        let statute: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        text.push_str(statute["text"].as_str().unwrap());
        text.push_str("\n\n");
        if text.len() > BYTES {
            break;
        }
    }
    Some(text)
}

fn finding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("citations");
    let texts = [Some(("letters", letters())), statutes().map(|text| ("statutes", text))];
    for (name, text) in texts.into_iter().flatten() {
        let expected = citations(&text);
        assert!(expected.len() > text.len() / 100_000, "{} things in {} bytes", expected.len(), text.len());
        assert!(expected.iter().any(|citation| citation.kind == Kind::Date));
        let expected = expected.len();
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(citations(black_box(&text)).len(), expected));
        });
    }
    group.finish();
}

criterion_group!(benches, finding);
criterion_main!(benches);
