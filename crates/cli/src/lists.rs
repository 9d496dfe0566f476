//! Lists that a user gives with a folder: words of its field, and names that mean the same.

use std::fmt::Display;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use naslag_dutch::{Synonyms, WordList};
use naslag_indexer::GivenLists;

use crate::failure::{Failure, Result};

/// A larger file is no list somebody made. It is kept in the index, where each search reads it.
const MOST_BYTES: u64 = 4_000_000;

/// Reads the lists in these files, and makes sure that they can be used.
///
/// # Errors
/// When a file cannot be read or holds something else; no index was touched then.
pub(crate) fn read(words: Option<&Path>, synonyms: Option<&Path>) -> Result<GivenLists> {
    Ok(GivenLists {
        words: words.map(|path| list(path, "word list", WORDS, WordList::parse)).transpose()?,
        synonyms: synonyms.map(|path| list(path, "synonym list", SYNONYMS, Synonyms::parse)).transpose()?,
    })
}

const WORDS: &str = "write one word a line, as `darkweb`, or its parts with + between them, as `keten+regie`; \
                     a line that begins with # is a remark";
const SYNONYMS: &str = "write one line for names that mean the same, as `NCSC = Nationaal Cyber Security \
                        Centrum` or `bewindspersoon > minister, staatssecretaris`; a line that begins with # \
                        is a remark";

/// Returns the text of the list in the file at `path`.
fn list<L, E: Display>(
    path: &Path,
    what: &str,
    how: &str,
    parse: impl FnOnce(&str) -> std::result::Result<L, E>,
) -> Result<String> {
    let shown = path.display();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        Failure::new(
            format!("cannot read the {what} {shown}: {error}"),
            format!("give the file that holds the {what}, and see that you may read it"),
        )
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::new(
            format!("the {what} {shown} is larger than {} MB", MOST_BYTES / 1_000_000),
            format!("give a file with a {what}, not with letters or a whole dictionary"),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
        Failure::new(
            format!("the {what} {shown} is not UTF-8 text: see line {line}"),
            "save it in the encoding UTF-8, in Notepad with `Save as`",
        )
    })?;
    match parse(&text) {
        Ok(_) => Ok(text),
        Err(error) => {
            let error = shortened(error.to_string());
            Err(Failure::new(format!("cannot use the {what} {shown}: {error}"), how))
        }
    }
}

/// What is wrong with a line may quote it, and a line may be as long as the file.
fn shortened(text: String) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
