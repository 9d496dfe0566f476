//! Filters let through letters whose own data say what was asked, and change no score; orders by date and path.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use naslag_index::{Letter, LetterPath};
use naslag_letter::{Format, Found, LetterKind, Ministry, Origin, Person};
use naslag_query::{Matching, SearchOptions, SearchResults, Searcher, Sort, parse};
use support::TestIndex;

fn found<T>(value: T) -> Found<T> {
    Found { value, from: Origin::Name }
}

fn person(name: &str, function: Option<&str>, party: Option<&str>) -> Found<Person> {
    let text = |text: &str| text.to_owned();
    found(Person { name: text(name), function: function.map(text), party: party.map(text) })
}

fn letter(path: &str, text: &str, date: Option<&str>, kind: LetterKind, format: Format) -> Letter {
    let mut letter = Letter::plain(LetterPath::from_stored(path), String::new(), text.to_owned());
    letter.about.format = Some(format);
    letter.about.data.date = date.map(|date| found(date.to_owned()));
    letter.about.data.kind = Some(found(kind));
    letter
}

/// Six letters in three segments, and one that was removed.
fn searcher() -> (TestIndex, Searcher) {
    let mut brief = letter(
        "2012/brief.pdf",
        "Een hack bij KPN.",
        Some("2012-02-14"),
        LetterKind::Kamerbrief,
        Format::Pdf,
    );
    let data = &mut brief.about.data;
    data.signatories = vec![person("I.W. Opstelten", Some("Minister van Veiligheid en Justitie"), None)];
    data.addressee = Some(found("de Voorzitter van de Tweede Kamer".to_owned()));
    let name = "Ministerie van Veiligheid en Justitie".to_owned();
    data.ministry = Some(found(Ministry { key: "jenv".into(), name }));
    data.references = vec![found("5725010/12/NCTV".to_owned())];
    data.session = Some(found("2011-2012".to_owned()));
    data.language = Some(found("nl".to_owned()));
    let mut motie =
        letter("2012/motie.txt", "De hack is gemeld.", Some("2012-06-30"), LetterKind::Motie, Format::Text);
    motie.about.data.members = vec![person("Kathmann", None, Some("GroenLinks-PvdA"))];
    let later = letter("2014/motie.docx", "Een lek.", Some("2014-12-31"), LetterKind::Motie, Format::Docx);
    let same = letter("2014/a.docx", "Een lek.", Some("2014-12-31"), LetterKind::Motie, Format::Docx);
    let undated = letter("los/motie.html", "Een hack.", None, LetterKind::Motie, Format::Html);
    let other = letter("los/Nota KPN.doc", "Kpn meldt.", None, LetterKind::Beslisnota, Format::Doc);
    let gone = letter("weg.txt", "Een hack van KPN.", Some("2013-01-01"), LetterKind::Motie, Format::Text);
    let mut index = TestIndex::new(1);
    for pair in [[&gone, &brief], [&motie, &later], [&undated, &same]] {
        pair.iter().for_each(|letter| index.add(letter));
        index.commit();
    }
    index.add(&other);
    index.remove(&gone.path);
    index.commit();
    let searcher = index.searcher();
    (index, searcher)
}

fn ask(searcher: &Searcher, query: &str, options: SearchOptions) -> SearchResults {
    searcher.search(&parse(query), &SearchOptions { fold: false, ..options }).unwrap()
}

fn paths(results: &SearchResults) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.path.as_str()).collect()
}

#[track_caller]
fn check(searcher: &Searcher, query: &str, expected: &[&str]) {
    let strict = SearchOptions { matching: Matching::Strict, ..SearchOptions::default() };
    let results = ask(searcher, query, strict);
    assert_eq!(paths(&results), expected, "{query}");
    assert_eq!(results.total, expected.len() as u64, "{query}");
}

const BRIEF: &str = "2012/brief.pdf";
const MOTIE: &str = "2012/motie.txt";
const LATER: &str = "2014/motie.docx";
const SAME: &str = "2014/a.docx";
const UNDATED: &str = "los/motie.html";
const NOTA: &str = "los/Nota KPN.doc";

#[test]
fn each_field_asks_for_its_data() {
    let (_index, searcher) = searcher();
    for (query, expected) in [
        ("soort:motie", vec![SAME, LATER, MOTIE, UNDATED]),
        ("kind:letter", vec![BRIEF]),
        ("datum:2012", vec![MOTIE, BRIEF]),
        ("datum:2012-02", vec![BRIEF]),
        ("datum:14-2-2012", vec![BRIEF]),
        ("datum:2012-02..2012-06-30", vec![MOTIE, BRIEF]),
        ("datum:..2012-06-29", vec![BRIEF]),
        ("datum:>2012-02", vec![SAME, LATER, MOTIE]),
        ("datum:<2012-06-30", vec![BRIEF]),
        ("van:opstelten", vec![BRIEF]),
        ("van:\"minister van justitie\"", vec![BRIEF]),
        ("van:\"opstelten teeven\"", vec![]),
        ("van:venj", vec![BRIEF]),
        ("aan:\"tweede kamer\"", vec![BRIEF]),
        ("partij:gl-pvda", vec![MOTIE]),
        ("partij:pvda", vec![]),
        ("ministerie:justitie", vec![BRIEF]),
        ("type:word", vec![SAME, LATER, NOTA]),
        ("type:txt", vec![MOTIE]),
        ("pad:kpn", vec![NOTA]),
        ("pad:2012/", vec![MOTIE, BRIEF]),
        ("pad:/20*.docx", vec![SAME, LATER]),
        ("taal:nederlands", vec![BRIEF]),
        ("zitting:2011/12", vec![BRIEF]),
        ("lid:kathmann", vec![MOTIE]),
        ("kenmerk:5725010", vec![BRIEF]),
    ] {
        check(&searcher, query, &expected);
    }
}

#[test]
fn filters_go_together_with_words_and_with_each_other() {
    let (_index, searcher) = searcher();
    check(&searcher, "soort:motie datum:2014", &[SAME, LATER]);
    check(&searcher, "hack soort:motie datum:2012", &[MOTIE]);
    check(&searcher, "hack -soort:motie", &[BRIEF]);
    check(&searcher, "-datum:2012 -datum:2014", &[NOTA, UNDATED]);
    check(&searcher, "datum:2014 OR type:html", &[SAME, LATER, UNDATED]);
    check(&searcher, "soort:motie soort:motie -type:docx", &[MOTIE, UNDATED]);
    let mut both = vec![BRIEF, NOTA];
    let results = ask(&searcher, "kpn OR type:doc", SearchOptions::default());
    let mut found = paths(&results);
    found.sort_unstable();
    both.sort_unstable();
    assert_eq!(found, both);
}

#[test]
fn a_filter_changes_no_score() {
    let (_index, searcher) = searcher();
    let score = |query| ask(&searcher, query, SearchOptions::default()).hits[0].score;
    assert_eq!(score("kpn hack").to_bits(), score("kpn hack datum:2012-02").to_bits());
}

#[test]
fn letters_with_a_part_of_the_words_pass_the_filters_too() {
    let (_index, searcher) = searcher();
    let results = ask(&searcher, "hack kpn soort:motie", SearchOptions::default());
    assert_eq!(results.total, 0);
    let mut found = paths(&results);
    found.sort_unstable();
    assert_eq!(found, [MOTIE, UNDATED]);
    assert!(results.hits.iter().all(|hit| hit.missing().eq(["kpn"])));
    let any = SearchOptions { matching: Matching::Any, ..SearchOptions::default() };
    let results = ask(&searcher, "hack kpn lek datum:2012", any);
    assert_eq!((results.total, paths(&results)), (2, vec![BRIEF, MOTIE]));
    assert_eq!(results.undated, 2);
    let most = SearchOptions { matching: Matching::Strict, ..SearchOptions::default() };
    let results = ask(&searcher, "hack lek zzz soort:motie -type:html", most);
    assert_eq!((results.total, paths(&results).len()), (3, 3));
}

#[test]
fn letters_left_out_because_they_have_no_date_are_counted() {
    let (_index, searcher) = searcher();
    for (query, undated) in [
        ("datum:2012", 2),
        ("soort:motie datum:2012", 1),
        ("hack datum:2012", 1),
        ("kpn datum:2012", 1),
        ("lek datum:2012", 0),
        ("hack", 0),
        ("-datum:2012", 0),
        ("datum:2012 OR datum:2014", 2),
        ("datum:2012 OR soort:motie", 0),
    ] {
        assert_eq!(ask(&searcher, query, SearchOptions::default()).undated, undated, "{query}");
    }
}

#[test]
fn an_order_is_by_date_or_path_and_only_of_letters_with_all_words() {
    let (_index, searcher) = searcher();
    for (query, sort, expected) in [
        ("soort:motie", Sort::Oldest, vec![MOTIE, SAME, LATER, UNDATED]),
        ("soort:motie", Sort::Newest, vec![SAME, LATER, MOTIE, UNDATED]),
        ("soort:motie", Sort::Path, vec![MOTIE, SAME, LATER, UNDATED]),
        ("hack", Sort::Newest, vec![MOTIE, BRIEF, UNDATED]),
        ("hack kpn", Sort::Oldest, vec![BRIEF]),
        ("hack zzz", Sort::Oldest, vec![]),
    ] {
        let options = SearchOptions { sort, ..SearchOptions::default() };
        let results = ask(&searcher, query, options);
        assert_eq!(paths(&results), expected, "{query} {sort:?}");
        assert_eq!(results.total, expected.len() as u64);
        for (offset, path) in expected.iter().enumerate() {
            let options = SearchOptions { sort, offset, limit: 1, ..SearchOptions::default() };
            assert_eq!(paths(&ask(&searcher, query, options)), [*path], "{query} {sort:?} {offset}");
        }
    }
}

#[test]
fn a_letter_without_a_match_in_its_text_shows_its_beginning() {
    let (_index, searcher) = searcher();
    let results = ask(&searcher, "soort:kamerbrief", SearchOptions::default());
    let [snippet] = results.hits[0].snippets.as_slice() else { panic!("{:?}", results.hits) };
    assert_eq!((snippet.text.as_str(), snippet.line), ("Een hack bij KPN.", 1));
    assert!(snippet.highlights.is_empty() && snippet.parts.is_empty());
    let none = SearchOptions { snippets: 0, ..SearchOptions::default() };
    assert!(ask(&searcher, "soort:kamerbrief", none).hits[0].snippets.is_empty());
    assert!(results.hits[0].matches.is_empty());
}

#[test]
fn an_answer_says_how_filters_were_understood() {
    let (_index, searcher) = searcher();
    let results = ask(&searcher, "hack ministerie:venj -datum:2014", SearchOptions::default());
    let filters: Vec<_> = results
        .filters
        .iter()
        .map(|filter| (filter.field, filter.value.as_str(), filter.told.as_deref()))
        .collect();
    let told = Some("Justitie en Veiligheid (jenv)");
    assert_eq!(filters, [("ministerie", "jenv", told), ("datum", "2014-01-01..2014-12-31", None)]);
    let results = ask(&searcher, "zzz soort:motie", SearchOptions::default());
    let counts: Vec<_> = results.words.iter().map(|count| (count.text.as_str(), count.letters)).collect();
    assert_eq!(counts, [("zzz", 0), ("soort:motie", 4)]);
}
