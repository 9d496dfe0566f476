//! Figures as people read them: Markdown tables that can be pasted, and the questions that did worst.

use std::fmt::Write;
use std::time::Duration;

use naslag_eval::{Comparison, Cost, Engine, Evaluation, Kind, Scores, Size, Speed, Way};

/// The head of the table that [`rows`] fills.
pub(crate) const HEAD: &str = "| set | letters | queries | engine | nDCG@10 | R@10 | R@100 | MRR@10 | median |\n\
                               | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |";

/// Returns a row for the set, and one for each class of its questions.
pub(crate) fn rows(evaluation: &Evaluation) -> String {
    let Evaluation { set, engine, letters, queries, scores, median_ms, .. } = evaluation;
    let set = harmless(set);
    let engine = match engine {
        Engine::NaslagAll => "naslag, all",
        Engine::NaslagAny => "naslag, any",
        Engine::Tantivy => "tantivy",
    };
    let measured = measures(scores);
    let mut rows = format!("| {set} | {letters} | {queries} | {engine} | {measured} | {median_ms:.1} ms |\n");
    for (class, (queries, scores)) in &evaluation.classes {
        let class = harmless(class);
        rows.push_str(&format!("| {set}: {class} | | {queries} | {engine} | {} | |\n", measures(scores)));
    }
    rows
}

/// Returns the questions that did worst, one a line.
pub(crate) fn worst(evaluation: &Evaluation) -> String {
    let mut lines = format!(
        "{}: the questions that did worst (rank, letters, name, question)\n",
        harmless(&evaluation.set)
    );
    for asked in &evaluation.worst {
        let rank = asked.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        // Writing to text cannot fail.
        let _ = writeln!(
            lines,
            "{rank:>5} {:>6}  {}  {}",
            asked.total,
            harmless(&asked.id),
            harmless(&asked.text)
        );
    }
    if evaluation.unjudged > 0 {
        let _ = writeln!(lines, "passed over, because no letter is right: {}", evaluation.unjudged);
    }
    lines
}

/// The head of the table that [`sizes`] fills.
pub(crate) const SIZES_HEAD: &str = "| set | letters | text | engine | index | index / text | segments |\n\
                                     | --- | ---: | ---: | --- | ---: | ---: | ---: |";

/// Returns a row for our index of the set and one for the baseline's.
pub(crate) fn sizes(comparison: &Comparison) -> String {
    let Comparison { set, letters, text_bytes, index, baseline, .. } = comparison;
    let set = harmless(set);
    let row = |engine: &str, Size { bytes, ratio, segments }: &Size| {
        format!("| {set} | {letters} | {text_bytes} B | {engine} | {bytes} B | {ratio:.3} | {segments} |\n")
    };
    row("naslag", index) + &row("tantivy", baseline)
}

/// The head of the table that [`costs`] fills.
pub(crate) const COSTS_HEAD: &str = "| set | queries | way | median | 95 % | first time | nothing found | naslag / this | where this finds |\n\
     | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |";

/// Returns a row for each way to answer the questions of the set. The last figures are the median of our
/// way that does as much over that of the row, for all questions and for those the row finds letters for.
pub(crate) fn costs(comparison: &Comparison) -> String {
    let Comparison { set, queries, ways, .. } = comparison;
    let set = harmless(set);
    let microseconds = |time: Duration| format!("{:.0} µs", time.as_secs_f64() * 1e6);
    let row = |Cost { way, times, first, nothing, ratio, ratio_found }: &Cost| {
        let way = match way {
            Way::NaslagBest => "naslag: 10 best and count",
            Way::Naslag => "naslag: 10 letters and count",
            Way::NaslagSnippets => "naslag: 10 letters with snippets, and count",
            Way::TantivyAll => "tantivy, all words: 10 best and count",
            Way::TantivyAnyBest => "tantivy, any word: 10 best",
            Way::TantivyAny => "tantivy, any word: 10 best and count",
            Way::TantivyAnyFetched => "tantivy, any word: 10 letters and count",
            Way::TantivyParsed => "tantivy, its own reading: 10 best and count",
        };
        let [median, p95, first] = [times.median, times.p95, first.median].map(microseconds);
        let [ratio, ratio_found] =
            [ratio, ratio_found].map(|ratio| ratio.map_or_else(String::new, |ratio| format!(" {ratio:.2}")));
        format!(
            "| {set} | {queries} | {way} | {median} | {p95} | {first} | {nothing} |{ratio} |{ratio_found} |\n"
        )
    };
    ways.iter().map(row).collect()
}

/// Returns the table of what was measured.
pub(crate) fn speed(speed: &Speed) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let rate = megabytes(speed.bytes) / speed.first_index.as_secs_f64();
    let ratio = speed.no_change.as_secs_f64() / speed.listing.as_secs_f64();
    let mut table = format!(
        "{} letters, {:.1} MB of text, {} processors, {} {}\n\n| what | figure |\n| --- | ---: |\n",
        speed.letters,
        megabytes(speed.bytes),
        speed.processors,
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    let mut row = |what: &str, figure: String| table.push_str(&format!("| {what} | {figure} |\n"));
    row("first indexing", format!("{rate:.1} MB/s ({:.2} s)", speed.first_index.as_secs_f64()));
    if let Some(peak) = speed.peak_memory {
        row("its peak memory", format!("{:.0} MB", megabytes(peak)));
    }
    row("size of the index", format!("{:.1} MB", megabytes(speed.index_bytes)));
    row("listing the files, nothing else", milliseconds(speed.listing));
    row("indexing when nothing changed", format!("{} ({ratio:.2} ×)", milliseconds(speed.no_change)));
    let search = |times: &naslag_eval::Times| {
        format!("{} (95 %: {}; {} queries)", milliseconds(times.median), milliseconds(times.p95), times.count)
    };
    row("asking an open index, median", search(&speed.search));
    for (kind, times) in &speed.search_by_kind {
        let kind = match kind {
            Kind::Word => "one word",
            Kind::TwoWords => "two words",
            Kind::Phrase => "a phrase of 3–6 words",
            Kind::Motion => "a motion by its names",
        };
        row(&format!("– {kind}"), search(times));
    }
    row("`naslag search`, whole process", milliseconds(speed.search_process));
    table
}

fn measures(scores: &Scores) -> String {
    let Scores { ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10 } = scores;
    [ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10].map(|measure| format!("{measure:.4}")).join(" | ")
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}

/// Returns `text` with control characters replaced: what comes from a file is not trusted with the
/// terminal.
fn harmless(text: &str) -> String {
    let is_unsafe = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(is_unsafe, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use naslag_eval::Times;
    use std::collections::BTreeMap;

    #[test]
    fn what_comes_from_files_is_harmless() {
        assert_eq!(harmless("a\u{1b}[31mb\n\u{202e}c"), "a\u{fffd}[31mb\u{fffd}\u{fffd}c");
    }

    #[test]
    fn a_set_is_a_row_and_each_class_is_one() {
        let scores = Scores { ndcg_at_10: 0.5, recall_at_10: 1.0, recall_at_100: 1.0, mrr_at_10: 0.25 };
        let evaluation = Evaluation {
            set: "vac".into(),
            engine: Engine::Tantivy,
            letters: 179,
            queries: 2,
            unjudged: 0,
            scores,
            classes: BTreeMap::from([("kort".into(), (2, scores))]),
            median_ms: 0.25,
            worst: Vec::new(),
        };
        let expected = "| vac | 179 | 2 | tantivy | 0.5000 | 1.0000 | 1.0000 | 0.2500 | 0.2 ms |\n\
                        | vac: kort | | 2 | tantivy | 0.5000 | 1.0000 | 1.0000 | 0.2500 | |\n";
        assert_eq!(rows(&evaluation), expected);
    }

    #[test]
    fn a_comparison_is_two_sizes_and_a_row_for_each_way() {
        let times = |micros| Times {
            count: 5,
            median: Duration::from_micros(micros),
            p95: Duration::from_micros(2 * micros),
        };
        let comparison = Comparison {
            set: "vac".into(),
            letters: 179,
            text_bytes: 1_000,
            index: Size { bytes: 1_500, ratio: 1.5, segments: 2 },
            baseline: Size { bytes: 1_000, ratio: 1.0, segments: 1 },
            queries: 5,
            ways: vec![
                Cost {
                    way: Way::Naslag,
                    times: times(300),
                    first: times(900),
                    nothing: 0,
                    ratio: None,
                    ratio_found: None,
                },
                Cost {
                    way: Way::TantivyAll,
                    times: times(200),
                    first: times(250),
                    nothing: 1,
                    ratio: Some(1.5),
                    ratio_found: Some(2.0),
                },
            ],
        };
        let expected = "| vac | 179 | 1000 B | naslag | 1500 B | 1.500 | 2 |\n\
                        | vac | 179 | 1000 B | tantivy | 1000 B | 1.000 | 1 |\n";
        assert_eq!(sizes(&comparison), expected);
        let expected = "| vac | 5 | naslag: 10 letters and count | 300 µs | 600 µs | 900 µs | 0 | | |\n\
                        | vac | 5 | tantivy, all words: 10 best and count | 200 µs | 400 µs | 250 µs | 1 | 1.50 | 2.00 |\n";
        assert_eq!(costs(&comparison), expected);
    }
}
