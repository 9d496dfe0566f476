//! The program that measures: arguments in, tables out.

// This is the one place of the crate that talks to people; its library returns values.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod show;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use naslag_eval::{Options, answers, compare, evaluate, evaluate_baseline, generate, measure};
use naslag_query::Matching;

/// Measures how good and how fast naslag is
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Ask the questions of judged sets and show how high the right letters stand
    Run {
        /// Folders with corpus.jsonl[.gz], queries.jsonl and qrels.tsv
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
        /// Find letters with any word of a question, not only those with all or most
        #[arg(long)]
        any: bool,
        /// Also ask a plain index of the engine below, tantivy, with its own analyzer for Dutch
        #[arg(long)]
        baseline: bool,
        /// Ask at most this many questions of each set
        #[arg(long, value_name = "N")]
        limit_queries: Option<usize>,
        /// Show this many of the questions that did worst
        #[arg(long, value_name = "N", default_value_t = 10)]
        worst: usize,
        /// Keep the indexes in this folder, and use again what is there; remove it when letters are analysed
        /// otherwise
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
        /// Print a line of JSON for each set and engine
        #[arg(long)]
        json: bool,
    },
    /// Measure what answers cost here and in a plain index of the engine below, tantivy
    Compare {
        /// Folders with corpus.jsonl[.gz] and queries.jsonl
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
        /// Ask at most this many questions of each set
        #[arg(long, value_name = "N", default_value = "400")]
        limit_queries: NonZeroUsize,
        /// Keep the indexes in this folder, and use again what is there; remove it when letters are analysed
        /// otherwise
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
        /// Print a line of JSON for each set; times are in whole seconds and nanoseconds
        #[arg(long)]
        json: bool,
    },
    /// Print the answers to the questions of judged sets, to be compared after a change that should change none
    Answers {
        /// Folders with corpus.jsonl[.gz] and queries.jsonl
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
        /// Keep the indexes in this folder, and use again what is there; remove it when letters are analysed
        /// otherwise
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// Write letters that nobody wrote, the same ones for the same seed
    Generate {
        /// A new or empty folder
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[command(flatten)]
        made: Made,
    },
    /// Measure the naslag program beside this one on letters that nobody wrote
    Speed {
        #[command(flatten)]
        made: Made,
        /// Print JSON; times are in whole seconds and nanoseconds
        #[arg(long)]
        json: bool,
    },
}

/// Which letters to make.
#[derive(Debug, Clone, Copy, clap::Args)]
struct Made {
    /// Number of letters
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    letters: usize,
    /// Size of a letter in bytes, more or less
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    bytes: usize,
    /// Another seed gives other letters
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("caused by: {error}");
                cause = error.source();
            }
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Run { dirs, any, baseline, limit_queries, worst, keep, json } => {
            let matching = if any { Matching::Any } else { Matching::All };
            let options = Options { matching, limit_queries, worst, kept: keep };
            let mut explained = String::new();
            if !json {
                println!("{}", show::HEAD);
            }
            for dir in dirs {
                let evaluation = evaluate(&dir, &options)?;
                let baseline = baseline.then(|| evaluate_baseline(&dir, &options)).transpose()?;
                for evaluation in [Some(&evaluation), baseline.as_ref()].into_iter().flatten() {
                    if json {
                        println!("{}", serde_json::to_string(evaluation)?);
                    } else {
                        print!("{}", show::rows(evaluation));
                    }
                }
                if !json {
                    // What the baseline missed is nothing we could mend.
                    explained.push('\n');
                    explained.push_str(&show::worst(&evaluation));
                }
            }
            print!("{explained}");
        }
        Command::Compare { dirs, limit_queries, keep, json } => {
            let mut costs = String::new();
            if !json {
                println!("{}", show::SIZES_HEAD);
            }
            for dir in dirs {
                let comparison = compare(&dir, limit_queries.get(), keep.as_deref())?;
                if json {
                    println!("{}", serde_json::to_string(&comparison)?);
                } else {
                    print!("{}", show::sizes(&comparison));
                    costs.push_str(&show::costs(&comparison));
                }
            }
            if !json {
                print!("\n{}\n{costs}", show::COSTS_HEAD);
            }
        }
        Command::Answers { dirs, keep } => {
            for dir in dirs {
                answers(&dir, keep.as_deref(), |line| println!("{line}"))?;
            }
        }
        Command::Generate { dir, made } => {
            let bytes = generate(&dir, made.seed, made.letters, made.bytes)?;
            println!("{} letters, {:.1} MB, in {}", made.letters, bytes as f64 / 1e6, dir.display());
        }
        Command::Speed { made, json } => {
            let speed = measure(made.seed, made.letters, made.bytes)?;
            if json {
                println!("{}", serde_json::to_string(&speed)?);
            } else {
                print!("{}", show::speed(&speed));
            }
        }
    }
    Ok(())
}
