//! What reading in a process apart costs: the same pages in this process and in one of their own.

use std::path::PathBuf;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group};
use naslag_index::IndexDir;
use naslag_indexer::{Limits, NoProgress, Options, root_of, serve, update};

const PAGES: u64 = 400;

fn workers(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("letters");
    std::fs::create_dir(&folder).expect("a folder for letters");
    let paragraph = "<p>De minister heeft de Kamer geïnformeerd over de <b>meldplicht</b> datalekken.</p>\n";
    for number in 0..PAGES {
        let page = format!("<title>Brief {number}</title>\n{}", paragraph.repeat(50));
        std::fs::write(folder.join(format!("{number}.html")), page).expect("a letter");
    }
    let root = root_of(&folder).expect("the folder of letters");
    let this_program = std::env::current_exe().expect("the path of this program");

    let mut group = criterion.benchmark_group("reading");
    group.sample_size(10).measurement_time(Duration::from_secs(5)).warm_up_time(Duration::from_secs(1));
    group.throughput(Throughput::Elements(PAGES));
    let mut run = |name: &str, worker: Option<PathBuf>| {
        let options = Options { threads: 1, worker, ..Options::default() };
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || tempfile::tempdir().expect("a temporary folder"),
                |place| {
                    let dir = IndexDir::at(place.path().join("index"));
                    let report = update(&root, &dir, &options, &mut NoProgress).expect("an index");
                    assert_eq!((report.letters, report.unread), (PAGES, 0));
                    place
                },
                BatchSize::PerIteration,
            );
        });
    };
    run("400 pages in this process", None);
    run("400 pages in a process apart", Some(this_program));
    group.finish();
}

criterion_group!(benches, workers);

fn main() {
    // The reading process is this same program, as it is in earnest.
    if std::env::args().nth(1).as_deref() == Some("worker") {
        serve(Limits::default()).expect("a parent that listens");
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
