//! A folder of letters, a place for its index, and the program between them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of letters with a data directory of its own.
pub(crate) struct Letters {
    dir: TempDir,
}

/// What the program printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

/// Makes a folder with these files.
pub(crate) fn letters(files: &[(&str, &str)]) -> Letters {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("brieven")).unwrap();
    fs::create_dir(dir.path().join("elders")).unwrap();
    let letters = Letters { dir };
    for (path, text) in files {
        letters.write(path, text.as_bytes());
    }
    letters
}

/// Makes a folder with the letters of the repository as text.
pub(crate) fn corpus() -> Letters {
    corpus_of(|name| name.ends_with(".txt"))
}

/// Makes a folder with the letters of the repository in all their formats.
pub(crate) fn whole_corpus() -> Letters {
    corpus_of(|_| true)
}

fn corpus_of(wanted: impl Fn(&str) -> bool) -> Letters {
    let letters = letters(&[]);
    for entry in fs::read_dir(repository().join("corpus/letters")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if wanted(name) {
            letters.write(name, &fs::read(&path).unwrap());
        }
    }
    letters
}

pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

impl Letters {
    /// The folder with the letters.
    pub(crate) fn folder(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join("brieven")
    }

    /// A place outside the folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(name)
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.folder().join(path)).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.folder().join(from), self.folder().join(to)).unwrap();
    }

    /// The program with a home of its own, started outside the folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_naslag"));
        command
            .args(args)
            .current_dir(self.beside("elders"))
            .env_remove("NASLAG_INDEX")
            .env("HOME", self.beside("home"))
            .env("XDG_DATA_HOME", self.beside("data"))
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Printed {
        Printed::from(self.command(args).output().unwrap())
    }

    /// Reads the folder into its index.
    pub(crate) fn index(&self) -> Printed {
        self.run(&["index", self.folder().to_str().unwrap()]).with_code(0)
    }

    /// Searches the folder and returns what was printed.
    pub(crate) fn search(&self, args: &[&str]) -> Printed {
        let folder = self.folder();
        self.run(&[&["search", "--in", folder.to_str().unwrap()], args].concat())
    }

    /// Searches the folder and returns the paths found, best first.
    #[track_caller]
    pub(crate) fn paths(&self, query: &str) -> Vec<String> {
        let printed = self.search(&["--files", "--", query]);
        assert!(printed.code < 2, "{printed:?}");
        printed.out.lines().map(str::to_owned).collect()
    }

    /// Searches the folder and returns the answer for programs.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let printed = self.search(&[&["--json"], args].concat());
        serde_json::from_str(&printed.out).unwrap_or_else(|error| panic!("{error}: {printed:?}"))
    }
}

impl From<Output> for Printed {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

impl Printed {
    #[track_caller]
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Checks that `text` is in the answer.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no {text:?} in {self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn does_not_say(self, text: &str) -> Self {
        assert!(!self.out.contains(text), "{text:?} in {self:?}");
        self
    }

    /// Checks that `text` is said about the answer.
    #[track_caller]
    pub(crate) fn notes(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no {text:?} in {self:?}");
        self
    }

    /// Checks that this is an error of the three parts: what, and what to do.
    #[track_caller]
    pub(crate) fn is_error(self, what: &str, hint: &str) -> Self {
        assert_eq!(self.code, 2, "{self:?}");
        let line = |kind: &str, text: &str| {
            let of_kind = self.err.lines().filter(|line| line.starts_with(kind));
            of_kind.clone().count() > 0 && of_kind.clone().any(|line| line.contains(text))
        };
        assert!(line("error: ", what) && line("hint: ", hint), "{self:?}");
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }
}
