//! How fast text becomes terms in all three tiers, on one core.
//!
//! Reads statutes beside the repository when they are there, since they have the words of a real folder;
//! else the letters of the corpus, of which there are two, over and over.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "criterion's macro makes a function, and a bench may fail"
)]

use std::hint::black_box;
use std::io::Read;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naslag_dutch::{Dutch, Tier, TierTokenizer, fold};
use tantivy_tokenizer_api::{TokenStream, Tokenizer};

const BYTES: usize = 8_000_000;

fn text() -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    if let Ok(bytes) = std::fs::read(here.join("../../../shared/relevance/wet-dev/corpus.jsonl.gz")) {
        flate2::read::GzDecoder::new(&bytes[..]).take(BYTES as u64).read_to_string(&mut text).ok();
        return text.replace("\\n", "\n");
    }
    let letters = std::fs::read_dir(here.join("../../corpus/letters")).unwrap();
    let letters: Vec<_> =
        letters.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    while text.len() < BYTES {
        letters.iter().for_each(|letter| text.push_str(letter));
    }
    text
}

/// Returns the number of terms of `text` in all tiers.
fn terms(tokenizers: &mut [TierTokenizer], text: &str) -> usize {
    let mut terms = 0;
    for tokenizer in tokenizers {
        let mut stream = tokenizer.token_stream(text);
        while stream.advance() {
            terms += usize::from(!stream.token().text.is_empty());
        }
    }
    terms
}

fn analysis(criterion: &mut Criterion) {
    let text = text();
    // Nothing is remembered from one pass to the next.
    let tokenizers = || {
        let dutch = Dutch::default();
        [Tier::Exact, Tier::Stem, Tier::Parts].map(|tier| TierTokenizer::new(tier, dutch.clone()))
    };
    // Three terms a word, less stop words, more for compounds.
    let expected = terms(&mut tokenizers(), &text);
    assert!((text.len() / 6..text.len()).contains(&expected), "{expected} terms of {} bytes", text.len());
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("three tiers", |bencher| {
        bencher.iter(|| assert_eq!(terms(&mut tokenizers(), black_box(&text)), expected));
    });
    group.finish();
    // What one look-up in a fresh process costs: the lists are used as they lie in the program.
    criterion.bench_function("stem of a compound", |bencher| {
        bencher.iter(|| Dutch::default().stem(black_box(&fold("Veiligheidsdiensten"))).len());
    });
}

criterion_group!(benches, analysis);
criterion_main!(benches);
