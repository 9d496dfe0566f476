//! What can be typed after `naslag`.

use std::convert::Infallible;
use std::env;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use naslag_citation::Kind;
use naslag_index::Walk;

use crate::failure::named;
use crate::remedy::{ListsGiven, Remedy};

/// Full-text search for folders of Dutch government documents
///
/// naslag reads the letters in a folder once and then answers questions from its index. It never
/// writes to the folder and never uses the network.
#[derive(Debug, Parser)]
#[command(name = "naslag", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(Index),
    Search(Search),
    Show(Show),
    Names(Names),
    Cites(Cites),
    Abbreviations(Abbreviations),
    Status(Status),
    Completions(Completions),
    Man(Man),
    Worker(Worker),
}

impl Command {
    /// Returns what was said of an index: its folder, its place and what to make it with.
    pub(crate) fn named(&self) -> Remedy {
        match self {
            Self::Index(index) => {
                let walk = Walk { hidden: index.hidden, follow: index.follow };
                let lists = ListsGiven { words: index.words.is_some(), synonyms: index.synonyms.is_some() };
                Remedy { walk, lists, ocr: index.ocr, ..named(Some(&index.folder), index.index.dir()) }
            }
            Self::Search(search) => named(search.folder.as_deref(), search.index.dir()),
            Self::Show(show) => named(show.folder.as_deref(), show.index.dir()),
            Self::Names(names) => named(names.folder.as_deref(), names.index.dir()),
            Self::Cites(cites) => named(cites.folder.as_deref(), cites.index.dir()),
            Self::Abbreviations(abbreviations) => {
                named(abbreviations.folder.as_deref(), abbreviations.index.dir())
            }
            Self::Status(status) => named(status.folder.as_deref(), status.index.dir()),
            Self::Completions(_) | Self::Man(_) | Self::Worker(_) => Remedy::default(),
        }
    }
}

/// Read the letters in a folder, or what changed in it since the last time
///
/// Reads PDF, Word, OpenDocument, RTF, HTML, XML, mail and text, also in zip and tar archives. A second run
/// reads only what is new or changed. A `.naslagignore` file in any folder leaves out what it names, in the
/// syntax of `.gitignore`.
#[derive(Debug, ClapArgs)]
pub(crate) struct Index {
    /// Folder with letters
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Read hidden files and folders too, now and in later runs until a --rebuild without it
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Follow symbolic links, now and in later runs until a --rebuild without it
    #[arg(long)]
    pub(crate) follow: bool,
    /// Words of your field, one a line, to split compounds by; holds until a --rebuild without it
    ///
    /// `darkweb` is one word and may be a part of others, `keten+regie` is a compound with these parts.
    /// When the list is another one than before, all letters are read again.
    #[arg(long, value_name = "FILE")]
    pub(crate) words: Option<PathBuf>,
    /// Names that mean the same, one line each; holds until a --rebuild without it
    ///
    /// `NCSC = Nationaal Cyber Security Centrum` finds either for the other, `bewindspersoon > minister,
    /// staatssecretaris` finds these for the first and not the other way round.
    #[arg(long, value_name = "FILE")]
    pub(crate) synonyms: Option<PathBuf>,
    /// Recognise the text of pages that are pictures, now and in later runs until a --rebuild without it
    ///
    /// Takes a second or two a page and the program `tesseract` with its Dutch data; on Debian and Ubuntu
    /// these are the packages `tesseract-ocr` and `tesseract-ocr-nld`.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// Try again what could not be read before, although it did not change
    #[arg(long)]
    pub(crate) retry: bool,
    /// Number of threads [default: all cores]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Throw the index away and read everything again
    #[arg(long)]
    pub(crate) rebuild: bool,
}

/// Find letters and show the sentences that prove it
///
/// Words are found in any inflection, as parts of compounds and by their other names, whatever their
/// case and accents. Letters with all of them come first; those with some follow while there is room.
/// "Words in quotes" must stand there exactly so, "words"~ in any form and close by. -word excludes,
/// OR gives a choice:
///
///   naslag search hack kpn
///   naslag search '"motie Hennis-Plasschaert"'
///   naslag search 'hack OR inbraak' -kpn
///   naslag search soort:motie datum:2012 --sort date
///
/// The shell takes away the outer quotes, so put a phrase in two kinds of them. Exits with 0 when
/// there are letters, 1 when there are none and 2 when something went wrong.
#[derive(Debug, ClapArgs)]
#[command(verbatim_doc_comment)]
pub(crate) struct Search {
    /// Words, "phrases", -excluded words, OR, filters such as soort:motie, datum:2012 and van:opstelten
    #[arg(value_name = "QUERY", required = true, value_parser = as_typed)]
    pub(crate) query: Vec<String>,
    /// Search the letters in this folder, and read them first if that was never done
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Only letters with all of the words
    #[arg(long, conflicts_with = "any")]
    pub(crate) strict: bool,
    /// Letters with any of the words, best first, not those with all of them before the others
    #[arg(long)]
    pub(crate) any: bool,
    /// Look only for what was typed, not for other names of it
    #[arg(long)]
    pub(crate) no_synonyms: bool,
    /// Show each copy of a letter in another format or place, not one of them for all
    #[arg(long)]
    pub(crate) all: bool,
    /// Order of the letters, of which only those with all of the words are shown then; `-date` is the newest first
    #[arg(long, value_name = "ORDER", value_enum, default_value = "relevance", allow_hyphen_values = true)]
    pub(crate) sort: Order,
    /// Show at most this many letters [default: 10; all of them with --files]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Pass over this many of the best letters
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// Show at most this many pieces of each letter
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) snippets: usize,
    /// Print one JSON object, as described in the README
    #[arg(long, conflicts_with = "files")]
    pub(crate) json: bool,
    /// Print only the paths of the letters
    #[arg(long)]
    pub(crate) files: bool,
    /// End each path with a zero byte instead of a new line
    #[arg(short = '0', requires = "files")]
    pub(crate) zero: bool,
}

/// In which order letters are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// The best first
    Relevance,
    /// The oldest first
    Date,
    /// The newest first
    #[value(name = "-date")]
    DateBackwards,
    /// By the letters' paths
    Path,
}

/// List what the letters name: motions, laws, Kamerstukken and more
///
/// Each thing is listed once, however it is written, with the number of letters that name it and the
/// first and last date of these. `--of FILE` lists what one letter names, in its order, and by which
/// rule each was found. Exits with 1 when there is nothing to list.
#[derive(Debug, ClapArgs)]
pub(crate) struct Names {
    /// Only names with a word that begins so, keys, or what is meant by a name: `hennis`, `wet:tele`, `gdpr`
    #[arg(value_name = "PREFIX", conflicts_with = "of")]
    pub(crate) prefix: Option<String>,
    /// Only things of this kind [default: all but dates and sessions]
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::name)))]
    pub(crate) kind: Option<String>,
    /// Only what this letter names
    #[arg(long, value_name = "FILE")]
    pub(crate) of: Option<PathBuf>,
    /// The letters in this folder; its index must be there
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Print one JSON object, as described in the README
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print a letter, or what is known of it
///
/// Prints the text as it was read, page after page. `--meta` prints its own data instead: date, kind, sender,
/// signatories and so on, each with the place where it was found; what is not known is not printed.
#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    /// The letter: its file, or its path below the folder
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Print its data
    #[arg(long)]
    pub(crate) meta: bool,
    /// The letters in this folder; its index must be there
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Print one JSON object, as described in the README
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show who cites a thing: each mention with its sentence, those of the newest letter first
///
/// The thing can be named in any spelling, or by its key as `naslag names` has it:
///
///   naslag cites 'motie Hennis-Plasschaert'
///   naslag cites 26643-202
///   naslag cites art:telecommunicatiewet:13a
///
/// Exits with 1 when no letter names it.
#[derive(Debug, ClapArgs)]
#[command(verbatim_doc_comment)]
pub(crate) struct Cites {
    /// The thing
    #[arg(value_name = "KEY", required = true)]
    pub(crate) key: Vec<String>,
    /// The letters in this folder; its index must be there
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Print one JSON object, as described in the README
    #[arg(long)]
    pub(crate) json: bool,
}

/// List the abbreviations that the letters explain
///
/// A letter explains one when it says, say, `Nationaal Cyber Security Centrum (NCSC)`. A search finds
/// either name for the other. Exits with 1 when no letter explains any.
#[derive(Debug, ClapArgs)]
pub(crate) struct Abbreviations {
    /// Folder whose letters are meant; its index must be there
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
    /// Print one JSON object, as described in the README
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show the indexes there are, and each file that was not read
#[derive(Debug, ClapArgs)]
pub(crate) struct Status {
    /// Only the index of this folder
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexPlace,
}

/// Print a script that completes commands for a shell
#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// Shell to print it for
    pub(crate) shell: clap_complete::Shell,
}

/// Write the manual pages into a folder
#[derive(Debug, ClapArgs)]
pub(crate) struct Man {
    /// Folder to write them into; it must exist
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

/// Read files for another naslag, which writes them to standard input
#[derive(Debug, ClapArgs)]
#[command(hide = true)]
pub(crate) struct Worker {
    /// Bytes of memory it may use
    #[arg(long, value_name = "BYTES")]
    pub(crate) memory: Option<u64>,
    /// Seconds of processor time it may use for a letter
    #[arg(long, value_name = "N")]
    pub(crate) cpu_seconds: Option<u64>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct IndexPlace {
    /// Keep the index in this folder instead of in the user's data directory [env: NASLAG_INDEX]
    // Not clap's `env`, which takes a variable that is set to nothing for an empty name.
    #[arg(long = "index", value_name = "DIR")]
    named: Option<PathBuf>,
}

impl IndexPlace {
    /// Returns the place the user keeps the index at, by `--index` or else by `NASLAG_INDEX`.
    pub(crate) fn dir(&self) -> Option<PathBuf> {
        let set = || env::var_os("NASLAG_INDEX").filter(|dir| !dir.is_empty()).map(PathBuf::from);
        self.named.clone().or_else(set)
    }
}

/// Options of `search` that take a value, which may itself begin with a minus.
const WITH_VALUE: &[&str] = &["--in", "--index", "--limit", "--offset", "--snippets", "--sort"];

/// The options of one letter that `search` takes. `-kpn` excludes a word, and so does `-5`.
const SHORT: &[&str] = &["-h", "-V", "-0"];

/// Stands before words that clap would take for options. Words that begin with it themselves get
/// another one, so that [`as_typed`] gives back exactly what was typed.
const MARK: char = '\u{2212}';

/// Returns `args` with a mark before each excluded word of a search, because without it `-hack` would
/// be read as `-h`, a call for help. Everything after `--` is no option anyway.
pub(crate) fn with_minus_words(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_none_or(|command| command != "search") {
        return args;
    }
    let (mut is_value, mut only_words) = (false, false);
    for arg in args.iter_mut().skip(2) {
        let Some(text) = arg.to_str() else {
            is_value = false;
            continue;
        };
        let excludes =
            text.len() > 1 && text.starts_with('-') && !text.starts_with("--") && !SHORT.contains(&text);
        if !is_value && (text.starts_with(MARK) || excludes && !only_words) {
            *arg = format!("{MARK}{text}").into();
        } else if !only_words {
            only_words = !is_value && text == "--";
            is_value = !is_value && WITH_VALUE.contains(&text);
        }
    }
    args
}

/// Returns a word of the question without the mark that [`with_minus_words`] put before it.
fn as_typed(text: &str) -> Result<String, Infallible> {
    Ok(text.strip_prefix(MARK).unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[track_caller]
    fn check(typed: &[&str], query: &[&str]) {
        let args = with_minus_words(typed.iter().map(OsString::from));
        let parsed = Args::try_parse_from(args).unwrap_or_else(|error| panic!("{typed:?}: {error}"));
        let Command::Search(search) = parsed.command else { panic!("{typed:?} is no search") };
        assert_eq!(search.query, query, "{typed:?}");
    }

    #[test]
    fn the_definition_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn excluded_words_are_not_options() {
        check(&["naslag", "search", "kpn", "-hack"], &["kpn", "-hack"]);
        check(&["naslag", "search", "-0", "--files", "kpn", "-Verhagen"], &["kpn", "-Verhagen"]);
        check(&["naslag", "search", "-\"hack bij\"", "kpn"], &["-\"hack bij\"", "kpn"]);
        check(&["naslag", "search", "kpn", "--limit", "3", "-hack"], &["kpn", "-hack"]);
        check(&["naslag", "search", "kpn", "--sort", "-date", "-hack"], &["kpn", "-hack"]);
        check(&["naslag", "search", "kpn", "--sort=-date", "-datum:2012"], &["kpn", "-datum:2012"]);
        check(&["naslag", "search", "--", "-hack", "--json"], &["-hack", "--json"]);
        check(&["naslag", "search", "kpn", "-"], &["kpn", "-"]);
    }

    #[test]
    fn a_word_of_one_character_can_be_excluded() {
        check(&["naslag", "search", "kpn", "-5", "-é"], &["kpn", "-5", "-é"]);
        check(&["naslag", "search", "kpn", "-00", "-hV"], &["kpn", "-00", "-hV"]);
    }

    #[test]
    fn what_was_typed_comes_back_as_it_was() {
        check(&["naslag", "search", "−hack", "−−", "-−x"], &["−hack", "−−", "-−x"]);
        check(&["naslag", "search", "--", "−hack", "-hack", "--"], &["−hack", "-hack", "--"]);
    }

    #[test]
    fn an_option_nobody_knows_is_an_error() {
        // A value that looks like a word to exclude stays what it is, so that clap can say so.
        for typed in [["naslag", "search", "--jsn", "kpn"], ["naslag", "search", "--in", "-map"]] {
            let args = with_minus_words(typed.map(OsString::from));
            assert!(Args::try_parse_from(args).is_err(), "{typed:?}");
        }
    }
}
