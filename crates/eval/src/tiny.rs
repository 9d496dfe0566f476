//! A judged set of three letters, for tests.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

const CORPUS: &str = r#"{"id":"a","title":"Hack bij KPN","text":"De hack is weg."}
{"id":"b","title":"Elektriciteit","text":"De prijs van stroom."}
{"id":"c","title":"","text":"De hackers en de stroom."}
"#;
const QUERIES: &str = r#"{"id":"1","text":"hack kpn","class":"woorden"}
{"id":"2","text":"stroom","class":"woorden"}
{"id":"3","text":"\"de prijs van stroom\"","class":"zin"}
{"id":"4","text":"telecom","class":"woorden"}
{"id":"5","text":"niet beoordeeld"}
"#;
const QRELS: &str = "query\tdocument\tgrade\r\n1\ta\t1\r\n2\tb\t1\r\n2\tc\t1\r\n3\tb\t1\r\n4\ta\t1\r\n";

/// Writes the set to the folder `set` in `home` and returns it.
pub(crate) fn set(home: &Path) -> PathBuf {
    let dir = home.join("set");
    std::fs::create_dir(&dir).unwrap();
    for (name, text) in [("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels.tsv", QRELS)] {
        std::fs::write(dir.join(name), text).unwrap();
    }
    dir
}
