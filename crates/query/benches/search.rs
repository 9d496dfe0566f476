//! How long a question takes on an open index of 2,000 letters, pieces of text included.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use naslag_index::{IndexDir, Letter, LetterPath, Manifest, Walk, Writer};
use naslag_query::{SearchOptions, Searcher, parse};

const SEED: u64 = 1;
const LETTERS: usize = 2_000;
const BYTES: usize = 5_000;

/// A name for the benchmark, the question, and the number of letters that must answer it, as counted
/// in the texts.
const QUESTIONS: [(&str, &str, u64); 3] = [
    ("one word", "hack", 1_099),
    ("two words", "hack meldplicht", 513),
    ("phrase", "\"motie Hennis-Plasschaert\"", 448),
];

/// Returns a searcher of the index it makes in `home`.
fn index(home: &std::path::Path) -> Result<Searcher, Box<dyn std::error::Error>> {
    let (dir, root) = (IndexDir::at(home.join("index")), home.join("letters"));
    let mut manifest = Manifest::empty(&root, Walk::default(), 1);
    let mut writer = Writer::create(&dir, dir.create(&root)?, &manifest, 2)?;
    for letter in naslag_eval::letters(SEED, LETTERS, BYTES) {
        let permit = writer.budget().take(letter.text.len());
        let path = LetterPath::from_stored(&letter.path);
        writer.add(Letter::plain(path, letter.path, letter.text), permit)?;
    }
    manifest.header.letters = LETTERS as u64;
    writer.commit(&manifest)?;
    writer.close()?;
    Ok(Searcher::open(&dir)?)
}

fn search(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let searcher = index(home.path()).expect("an index of generated letters");
    let options = SearchOptions::default();
    let mut group = criterion.benchmark_group("search");
    group.measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    for (name, question, expected) in QUESTIONS {
        let results = searcher.search(&parse(question), &options).expect("an answer");
        assert_eq!(results.total, expected, "letters for {question:?}");
        assert!(results.hits.iter().all(|hit| !hit.snippets.is_empty()), "{question:?} without text");
        group.bench_function(name, |bencher| {
            bencher.iter(|| searcher.search(&parse(black_box(question)), &options));
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
