//! `naslag show`: a letter as it was read, or what is known of it.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use naslag_index::{Header, Letter, LetterPath, Snapshot};
use naslag_letter::{Found, Metadata, Origin, Person};

use crate::args::Show;
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::place;
use crate::remedy::Remedy;
use crate::sanitize::one_line;

pub(crate) fn run(args: &Show, output: &mut Output) -> Result<ExitCode> {
    let dir = place::made(args.folder.as_deref(), &args.index, output)?;
    let about = || dir.header().map(|header| Remedy::of(&header, args.index.dir())).unwrap_or_default();
    let failed = |error: naslag_index::Error| Failure::from(naslag_query::Error::from(error)).about(&about());
    let snapshot = Snapshot::open(&dir).map_err(failed)?;
    let header = snapshot.header();
    let letter = letter_at(&args.file, &snapshot, header).map_err(|error| error.about(&about()))?;
    if args.json {
        output.bytes(&json::letter(&letter, args.meta)?)?;
    } else if args.meta {
        print_data(&letter, output)?;
    } else {
        print_text(&letter, output)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the letter that is meant by `file`: a path below the folder, or one to the file itself.
pub(crate) fn letter_at(file: &Path, snapshot: &Snapshot, header: &Header) -> Result<Letter> {
    let here = env::current_dir().ok().map(|here| here.join(file));
    let real = here.as_deref().and_then(|path| path.canonicalize().ok());
    let below = [real.as_deref(), here.as_deref(), Some(file)]
        .into_iter()
        .flatten()
        .filter_map(|path| path.strip_prefix(&header.root).ok());
    for path in below.chain([file]) {
        let found = snapshot.letter_at(&LetterPath::new(path));
        if let Some(letter) = found.map_err(|error| Failure::from(naslag_query::Error::from(error)))? {
            return Ok(letter);
        }
    }
    Err(Failure::new(
        format!("{} is not among the letters of {}", file.display(), header.root.display()),
        format!(
            "give its path below that folder, or the folder it lies in with --in; {} reads new files",
            Remedy::of(header, None).index()
        ),
    ))
}

fn print_text(letter: &Letter, output: &mut Output) -> Result<()> {
    if let Some(reason) = &letter.about.unread {
        output.warning(&format!("{} was not read: {reason}", letter.path));
    }
    let layout = &letter.about.layout;
    if !layout.textless.is_empty() {
        let pages = numbers(&layout.textless);
        output.note(&format!("page {pages} has no text; `naslag index --ocr` reads it"));
    }
    if !layout.recognised.is_empty() {
        output.note(&format!(
            "the text of page {} was recognised from its picture",
            numbers(&layout.recognised)
        ));
    }
    let mut at = 0;
    // Pages are told apart for people; a program gets the text.
    let shown = if output.to_terminal { layout.pages.as_slice() } else { &[] };
    let mut pages = shown.iter().enumerate().peekable();
    for line in letter.text.split_inclusive('\n') {
        while let Some((number, _)) = pages.next_if(|(_, start)| **start <= at) {
            let rule = output.paint.faint(&format!("── page {} ──", number + 1));
            output.line(rule)?;
        }
        output.line(one_line(line.trim_end_matches('\n')))?;
        at += line.len();
    }
    Ok(())
}

/// `1, 3-5`
fn numbers(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

fn print_data(letter: &Letter, output: &mut Output) -> Result<()> {
    let rows = rows(letter);
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    for Row { name, value, from } in rows {
        let from = from.map(|from| format!("  {}", output.paint.faint(&one_line(&from)))).unwrap_or_default();
        output.line(format_args!("{name:<width$}  {}{from}", one_line(&value)))?;
    }
    Ok(())
}

struct Row {
    name: &'static str,
    value: String,
    from: Option<String>,
}

fn rows(letter: &Letter) -> Vec<Row> {
    let about = &letter.about;
    let Metadata {
        date,
        references,
        subject,
        kind,
        sender,
        ministry,
        addressee,
        signatories,
        members,
        answered_by,
        dossiers,
        number,
        session,
        language,
        pages,
        words,
        ..
    } = &about.data;
    let mut rows = vec![
        Row { name: "path", value: letter.path.to_string(), from: None },
        Row { name: "title", value: letter.title.clone(), from: None },
    ];
    let mut add = |name, value: String, from: Option<&Origin>| {
        rows.push(Row { name, value, from: from.map(|from| place_of(from, letter)) });
    };
    let text = |found: &Found<String>| found.value.clone();
    if let Some(reason) = &about.unread {
        add("not read", reason.clone(), None);
    }
    about.format.iter().for_each(|format| add("format", format.name().to_owned(), None));
    date.iter().for_each(|found| add("date", text(found), Some(&found.from)));
    kind.iter().for_each(|found| add("kind", found.value.label().to_owned(), Some(&found.from)));
    subject.iter().for_each(|found| add("subject", text(found), Some(&found.from)));
    references.iter().for_each(|found| add("reference", text(found), Some(&found.from)));
    sender.iter().for_each(|found| add("sender", text(found), Some(&found.from)));
    ministry.iter().for_each(|found| {
        add("ministry", format!("{} ({})", found.value.name, found.value.key), Some(&found.from));
    });
    addressee.iter().for_each(|found| add("addressee", text(found), Some(&found.from)));
    for (name, people) in [("signed by", signatories), ("member", members), ("answered by", answered_by)] {
        people.iter().for_each(|found| add(name, person(&found.value), Some(&found.from)));
    }
    dossiers.iter().for_each(|found| add("dossier", text(found), Some(&found.from)));
    number.iter().for_each(|found| add("number", text(found), Some(&found.from)));
    session.iter().for_each(|found| add("session", text(found), Some(&found.from)));
    language.iter().for_each(|found| add("language", text(found), Some(&found.from)));
    pages.iter().for_each(|pages| add("pages", pages.to_string(), None));
    if !about.layout.textless.is_empty() {
        add("pages without text", numbers(&about.layout.textless), None);
    }
    if !about.layout.recognised.is_empty() {
        add("pages recognised from pictures", numbers(&about.layout.recognised), None);
    }
    if !about.layout.exchanges.is_empty() {
        add("questions", about.layout.exchanges.len().to_string(), None);
    }
    add("words", words.to_string(), None);
    rows
}

/// `Kathmann (GroenLinks-PvdA)`, `I.W. Opstelten, Minister van Veiligheid en Justitie`
fn person(person: &Person) -> String {
    let mut text = person.name.clone();
    if let Some(party) = &person.party {
        text += &format!(" ({party})");
    }
    if let Some(function) = &person.function {
        text += &format!(", {function}");
    }
    text
}

/// Where a value was found, for people.
fn place_of(from: &Origin, letter: &Letter) -> String {
    match from {
        Origin::Text(range) => {
            let before = letter.text.as_bytes().get(..range.start).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            match letter.about.layout.page_of(range.start) {
                Some(page) => format!("page {page}, line {line} of the text"),
                None => format!("line {line}"),
            }
        }
        Origin::Declared(name) => format!("the file says so: {name}"),
        Origin::Name => "the name of the file".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_a_range() {
        assert_eq!(numbers(&[1, 3, 4, 5, 9]), "1, 3-5, 9");
        assert_eq!(numbers(&[2, 3]), "2-3");
        assert_eq!(numbers(&[]), "");
    }
}
