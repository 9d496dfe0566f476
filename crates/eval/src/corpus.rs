//! The letters of a judged set: JSON lines, read one at a time and never all at once.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A letter of a judged set; other fields of its line are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CorpusLetter {
    /// The name by which judgements know it.
    pub id: String,
    /// What it is called; may be empty.
    #[serde(default)]
    pub title: String,
    /// What it says.
    pub text: String,
}

/// Reads the letters in `corpus.jsonl` or `corpus.jsonl.gz` in the folder `dir`.
///
/// # Errors
/// [`Error::Incomplete`] when neither is there. Each letter can be an [`Error::Line`].
pub fn corpus(dir: &Path) -> Result<impl Iterator<Item = Result<CorpusLetter>> + use<>> {
    let candidates = ["corpus.jsonl", "corpus.jsonl.gz"].map(|name| dir.join(name));
    let path = candidates.into_iter().find(|path| path.is_file());
    json_lines(
        path.ok_or(Error::Incomplete { dir: dir.to_owned(), what: "corpus.jsonl or corpus.jsonl.gz" })?,
    )
}

/// Reads a value from each line of the file at `path`, unpacking it when it ends in `.gz`. Blank
/// lines are passed over.
pub(crate) fn json_lines<T: DeserializeOwned>(
    path: PathBuf,
) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
    let lines = open(&path)?.lines();
    Ok(lines.zip(1..).filter_map(move |(text, line)| {
        let at_line = |detail: String| Error::Line { path: path.clone(), line, detail };
        match text {
            Err(error) => Some(Err(at_line(error.to_string()))),
            Ok(text) if text.trim().is_empty() => None,
            Ok(text) => Some(serde_json::from_str(&text).map_err(|error| at_line(error.to_string()))),
        }
    }))
}

pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).map_err(Error::io("open", path))?;
    Ok(if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;

    const LINES: &str = "{\"id\":\"a\",\"title\":\"Brief\",\"text\":\"één\",\"jaar\":2012}\n\n{\"id\":\"b\",\"text\":\"twee\"}\n";

    fn read(name: &str, bytes: &[u8]) -> Result<Vec<CorpusLetter>> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(name), bytes).unwrap();
        corpus(dir.path())?.collect()
    }

    #[test]
    fn letters_are_read_packed_and_unpacked() {
        let expected = [
            CorpusLetter { id: "a".into(), title: "Brief".into(), text: "één".into() },
            CorpusLetter { id: "b".into(), title: String::new(), text: "twee".into() },
        ];
        assert_eq!(read("corpus.jsonl", LINES.as_bytes()).unwrap(), expected);
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(LINES.as_bytes()).unwrap();
        assert_eq!(read("corpus.jsonl.gz", &packer.finish().unwrap()).unwrap(), expected);
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let error = read("corpus.jsonl", format!("{LINES}{{\"id\":1}}\n").as_bytes()).unwrap_err();
        assert!(error.to_string().contains("corpus.jsonl, line 4: "), "{error}");
        let error = read("corpus.json", b"").unwrap_err();
        assert!(matches!(error, Error::Incomplete { .. }), "{error}");
        let error = read("corpus.jsonl.gz", b"geen gzip").unwrap_err();
        assert!(matches!(error, Error::Line { line: 1, .. }), "{error}");
    }
}
