//! How fast a folder becomes searchable: 500 letters, from listing the folder to the last commit.

use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use naslag_index::IndexDir;
use naslag_indexer::{NoProgress, Options, root_of, update};

const SEED: u64 = 1;
const LETTERS: usize = 500;
const BYTES: usize = 5_000;

fn indexing(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("letters");
    let bytes = naslag_eval::generate(&folder, SEED, LETTERS, BYTES).expect("letters in a folder");
    let root = root_of(&folder).expect("the folder of letters");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options { threads, ..Options::default() };

    let mut group = criterion.benchmark_group("indexing");
    group.sample_size(10).measurement_time(Duration::from_secs(5)).warm_up_time(Duration::from_secs(1));
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("500 letters", |bencher| {
        bencher.iter_batched(
            // An index anew each time, since the second time nothing would be left to do.
            || tempfile::tempdir().expect("a temporary folder"),
            |place| {
                let dir = IndexDir::at(place.path().join("index"));
                let report = update(&root, &dir, &options, &mut NoProgress).expect("an index");
                assert_eq!((report.letters, report.bytes), (LETTERS as u64, bytes));
                // Given back, so that throwing it away is not measured.
                place
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, indexing);
criterion_main!(benches);
