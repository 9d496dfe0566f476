//! Builds the word lists that `naslag-dutch` ships.
//!
//! In: OpenTaal's hunspell dictionary (`nl.aff`, `nl.dic`), a count of the words of Dutch statutes, and
//! the short lists of our own in `words/`. Out: two finite-state maps for `crates/dutch/data/`, what each
//! word may be in a compound and which words the stemmer gets wrong. Run it again only when a source
//! changes; what it writes is committed.

#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod compounds;
mod counts;
mod hunspell;
mod stems;
mod verbs;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use clap::Parser;

use crate::counts::Counts;
use crate::hunspell::Rules;

/// Build the word lists that naslag-dutch ships
#[derive(Debug, Parser)]
struct Args {
    /// Folder with nl.aff and nl.dic of OpenTaal (Debian package hunspell-nl)
    #[arg(long, value_name = "DIR")]
    hunspell: PathBuf,
    /// Word counts: word, count, count with a capital, with tabs between, gzipped
    #[arg(long, value_name = "FILE")]
    counts: PathBuf,
    /// Folder to write into
    #[arg(long, value_name = "DIR", default_value = "crates/dutch/data")]
    out: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let affixes = fs::read_to_string(args.hunspell.join("nl.aff"))?;
    let (rules, prefixes) = (Rules::read(&affixes), hunspell::prefixes(&affixes));
    let entries = hunspell::entries(&fs::read_to_string(args.hunspell.join("nl.dic"))?);
    let counts = Counts::read(&args.counts)?;

    let compounds = compounds::build(&entries, &rules, &counts);
    let mut map = fst::MapBuilder::memory();
    for (surface, element) in &compounds {
        map.insert(surface, element.packed())?;
    }
    let bytes = map.into_inner()?;
    println!("compounds: {} surfaces, {} bytes", compounds.len(), bytes.len());
    fs::write(args.out.join("compounds.fst"), bytes)?;

    let stems = stems::build(&entries, &rules, &prefixes, &counts);
    let (bytes, endings) = stems::packed(&stems)?;
    println!("stems: {} words, {} bytes, {} endings", stems.len(), bytes.len(), endings.lines().count());
    fs::write(args.out.join("stems.fst"), bytes)?;
    fs::write(args.out.join("stem-endings.txt"), endings)?;
    Ok(())
}
