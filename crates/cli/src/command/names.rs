//! `naslag names`: what the letters name, or what one letter names.

use std::process::ExitCode;

use naslag_citation::{Citation, Kind, asked, name_of};
use naslag_index::{Entity, Header, Letter, Snapshot, citations_of, entities};

use crate::args::Names;
use crate::command::index::counted;
use crate::command::show::letter_at;
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::place;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::searched::{Freshness, Searched};

/// A thing that the letters name.
pub(crate) struct Thing {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) entity: Entity,
}

pub(crate) fn run(args: &Names, output: &mut Output) -> Result<ExitCode> {
    let dir = place::made(args.folder.as_deref(), &args.index, output)?;
    let about = || dir.header().map(|header| Remedy::of(&header, args.index.dir())).unwrap_or_default();
    let failed = |error: naslag_index::Error| Failure::from(naslag_query::Error::from(error)).about(&about());
    let snapshot = Snapshot::open(&dir).map_err(failed)?;
    let header = snapshot.header();
    let searched = |freshness| Searched::new(&dir, header, freshness, Remedy::of(header, args.index.dir()));
    if let Some(file) = &args.of {
        let letter = letter_at(file, &snapshot, header).map_err(|error| error.about(&about()))?;
        let searched = searched(Freshness::of(&dir));
        return of_letter(&letter, args, &searched, header, output);
    }
    let (found, freshness) = Freshness::beside(&dir, || entities(&snapshot, ""));
    let searched = searched(freshness);
    let things = chosen(found.map_err(failed)?, args);
    if args.json {
        output.bytes(&json::names(&things, header, searched.changed())?)?;
    } else {
        print(&things, args, &searched, output)?;
    }
    Ok(if things.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Returns the things that were asked for: by kind, those of most letters first.
fn chosen(found: Vec<Entity>, args: &Names) -> Vec<Thing> {
    let prefix = args.prefix.as_deref().map(folded);
    // `26 643`, `gdpr`: another spelling of what is listed.
    let asked: Vec<String> =
        args.prefix.iter().flat_map(|prefix| asked(prefix)).map(|citation| citation.key).collect();
    let is_asked = |key: &str| {
        // Of a dossier its papers too: `kst:26643:202`.
        let in_dossier = |asked: &str| {
            Kind::of_key(asked) == Some(Kind::Dossier) && key.split(':').nth(1) == asked.split(':').nth(1)
        };
        asked.iter().any(|asked| key == asked || in_dossier(asked))
    };
    let wanted = |kind: Kind| match &args.kind {
        Some(name) => kind.name() == name,
        None => is_listed(kind),
    };
    let mut things: Vec<Thing> = found
        .into_iter()
        .filter_map(|entity| {
            let kind = Kind::of_key(&entity.key).filter(|kind| wanted(*kind))?;
            let name = name_of(&entity.key);
            let fits = |prefix: &String| {
                is_asked(&entity.key)
                    || folded(&entity.key).starts_with(prefix.as_str())
                    || begins_a_word(&folded(&name), prefix)
                    || entity
                        .key
                        .split_once(':')
                        .is_some_and(|(_, rest)| begins_a_word(&folded(rest), prefix))
            };
            prefix.as_ref().is_none_or(fits).then_some(Thing { kind, name, entity })
        })
        .collect();
    things.sort_by(|a, b| {
        a.kind
            .cmp(&b.kind)
            .then(b.entity.letters.cmp(&a.entity.letters))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.entity.key.cmp(&b.entity.key))
    });
    things
}

/// Every letter has dates, and nobody who asks for names means them.
fn is_listed(kind: Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Session)
}

fn folded(text: &str) -> String {
    naslag_dutch::fold(text.trim())
}

fn begins_a_word(text: &str, prefix: &str) -> bool {
    text.match_indices(prefix)
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

fn of_letter(
    letter: &Letter,
    args: &Names,
    searched: &Searched<'_>,
    header: &Header,
    output: &mut Output,
) -> Result<ExitCode> {
    let wanted = |found: &Citation| match &args.kind {
        Some(name) => found.kind.name() == name,
        None => is_listed(found.kind),
    };
    let found: Vec<Citation> = citations_of(letter).into_iter().filter(wanted).collect();
    if args.json {
        output.bytes(&json::names_of(letter, &found, header, searched.changed())?)?;
    } else {
        let mut line = 1;
        let mut counted_to = 0;
        for citation in &found {
            let start = citation.span.start;
            line += letter.text.as_bytes()[counted_to..start].iter().filter(|byte| **byte == b'\n').count();
            counted_to = start;
            let surface = one_line(letter.text.get(citation.span.clone()).unwrap_or_default());
            output.line(format_args!("{line:>6}  {surface}"))?;
            let also = match citation.also.as_slice() {
                [] => String::new(),
                also => format!(" · also {}", also.join(", ")),
            };
            let said =
                format!("{} = {}{also} · {}", name_of(&citation.key), citation.key, by(citation, letter));
            output.line(format_args!("        {}", output.paint.faint(&one_line(&said))))?;
        }
        if found.is_empty() {
            output.line("The letter names nothing of that.")?;
        }
        output.line("")?;
        let of = format!("{} in {}, one of", counted(found.len() as u64, "mention"), letter.path);
        output.line(output.paint.faint(&one_line(&searched.line(&of))))?;
    }
    Ok(if found.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// By which rule something was found, and by which words.
fn by(citation: &Citation, letter: &Letter) -> String {
    let cue = citation.cue.clone().and_then(|cue| letter.text.get(cue));
    match cue {
        Some(cue) => format!("rule {}, by `{cue}`", citation.rule),
        None => format!("rule {}", citation.rule),
    }
}

fn print(things: &[Thing], args: &Names, searched: &Searched<'_>, output: &mut Output) -> Result<()> {
    let mut last = None;
    for Thing { kind, name, entity } in things {
        if last.replace(*kind) != Some(*kind) {
            output.line(format_args!("{kind}"))?;
        }
        let days = match entity.days {
            Some((first, last)) if first == last => format!(" · {}", day(first)),
            Some((first, last)) => format!(" · {} to {}", day(first), day(last)),
            None => String::new(),
        };
        let key = output.paint.faint(&one_line(&entity.key));
        let letters = counted(entity.letters, "letter");
        output.line(format_args!("  {}  {key}  {letters}{days}", one_line(name)))?;
    }
    if things.is_empty() {
        output.line("No letter names anything of that.")?;
    }
    output.line("")?;
    let mut found = counted(things.len() as u64, "name");
    if args.kind.is_none() {
        found += " (dates and sessions with --kind date or session)";
    }
    output.line(output.paint.faint(&one_line(&searched.line(&format!("{found} in")))))
}

/// `20120214` → `2012-02-14`.
pub(crate) fn day(number: u64) -> String {
    format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100)
}
