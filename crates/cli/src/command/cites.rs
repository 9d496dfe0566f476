//! `naslag cites`: who names a thing, with the sentence.

use std::process::ExitCode;

use naslag_query::{Cite, Cites as Found, Searcher};

use crate::args::Cites;
use crate::command::index::counted;
use crate::command::search::{also_as, place_of};
use crate::failure::{Failure, Result};
use crate::json;
use crate::output::Output;
use crate::paint::PLAIN;
use crate::place;
use crate::readings::read_as;
use crate::remedy::Remedy;
use crate::sanitize::one_line;
use crate::searched::{Freshness, Searched};
use crate::wrap::{closed_up, painted, strokes, with_ellipses};

/// Blanks before a sentence: room for its line number.
const INDENT: usize = 10;

pub(crate) fn run(args: &Cites, output: &mut Output) -> Result<ExitCode> {
    let dir = place::made(args.folder.as_deref(), &args.index, output)?;
    let about = || dir.header().map(|header| Remedy::of(&header, args.index.dir())).unwrap_or_default();
    let searcher = Searcher::open(&dir).map_err(|error| Failure::from(error).about(&about()))?;
    let typed = args.key.join(" ");
    let (found, freshness) = Freshness::beside(&dir, || searcher.cites(&typed));
    let Some(found) = found.map_err(|error| Failure::from(error).about(&about()))? else {
        return Err(Failure::new(
            format!("`{typed}` is not read as the name of one motion, law, Kamerstuk or other thing"),
            "name it as in `naslag cites 'motie Hennis-Plasschaert'` or `naslag cites 26643-202`; `naslag names` \
             lists what the letters name",
        ));
    };
    let header = searcher.header();
    let searched = Searched::new(&dir, header, freshness, Remedy::of(header, args.index.dir()));
    if args.json {
        output.bytes(&json::cites(&typed, &found, header, searched.changed())?)?;
    } else {
        print(&found, &searched, output)?;
    }
    Ok(if found.mentions.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn print(found: &Found, searched: &Searched<'_>, output: &mut Output) -> Result<()> {
    output.line(format_args!("{}\n", one_line(&read_as(&found.reading))))?;
    let paint = output.paint;
    for of_letter in found.mentions.chunk_by(|a, b| a.path == b.path) {
        let [Cite { path, title, date, copies, .. }, ..] = of_letter else {
            continue;
        };
        let date = date.as_deref().unwrap_or("no date");
        output.line(format_args!("{} · {}", one_line(date), one_line(&path.to_string())))?;
        output.line(format_args!("  {}", one_line(title)))?;
        if let Some(copies) = also_as(copies) {
            output.line(format_args!("  {}", paint.faint(&one_line(&copies))))?;
        }
        for Cite { sentence, .. } in of_letter {
            let (text, strokes) = closed_up(&sentence.text, strokes(&sentence.highlights, &[]));
            let (text, strokes) = with_ellipses(&text, strokes, sentence.cut);
            let shown = painted(&text, &strokes, paint, PLAIN, INDENT, paint.width);
            let place = paint.faint(&format!("{:>width$}", place_of(sentence), width = INDENT - 2));
            output.line(format_args!("{place}  {shown}"))?;
        }
        output.line("")?;
    }
    if found.mentions.is_empty() {
        output.line(format_args!("No letter names it.\n"))?;
    }
    let copies = found.mentions.iter().any(|cite| !cite.copies.is_empty());
    let of = format!(
        "{}{} in {} of",
        counted(found.mentions.iter().map(|cite| cite.spans.len() as u64).sum(), "mention"),
        if copies { ", those in copies once," } else { "" },
        counted(found.letters, "letter")
    );

    output.line(paint.faint(&one_line(&searched.line(&of))))
}
