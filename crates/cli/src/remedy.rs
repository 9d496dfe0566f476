//! The commands that naslag tells its user to type, with the folder and the place they are about.

use std::path::{Path, PathBuf};

use naslag_index::{Header, Lists, Walk};

/// What a command in a hint names, as far as it is known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Remedy {
    /// The folder of letters.
    pub(crate) folder: Option<PathBuf>,
    /// Where the index is, when the user said so.
    pub(crate) place: Option<PathBuf>,
    /// Which files the index was made from: a rebuild without these options would forget some.
    pub(crate) walk: Walk,
    /// The lists it was made with, which a rebuild without them would forget too.
    pub(crate) lists: ListsGiven,
    /// Whether text was recognised in pictures, which a rebuild without that would forget as well.
    pub(crate) ocr: bool,
}

/// Which lists an index was made with. It keeps what is in them, and not where they are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ListsGiven {
    pub(crate) words: bool,
    pub(crate) synonyms: bool,
}

impl ListsGiven {
    fn of(lists: &Lists) -> Self {
        Self { words: !lists.words.is_empty(), synonyms: !lists.synonyms.is_empty() }
    }
}

impl Remedy {
    /// Returns the remedy for the index that says `header` of itself, which the user keeps at `place`.
    pub(crate) fn of(header: &Header, place: Option<PathBuf>) -> Self {
        let lists = ListsGiven::of(&header.lists);
        Self { folder: Some(header.root.clone()), place, walk: header.walk, lists, ocr: header.ocr }
    }

    /// Takes from `other` what is not known here.
    pub(crate) fn completed(self, other: &Self) -> Self {
        Self {
            folder: self.folder.or_else(|| other.folder.clone()),
            place: self.place.or_else(|| other.place.clone()),
            walk: Walk {
                hidden: self.walk.hidden || other.walk.hidden,
                follow: self.walk.follow || other.walk.follow,
            },
            lists: ListsGiven {
                words: self.lists.words || other.lists.words,
                synonyms: self.lists.synonyms || other.lists.synonyms,
            },
            ocr: self.ocr || other.ocr,
        }
    }

    /// Reads what changed.
    pub(crate) fn index(&self) -> String {
        self.command("naslag index", "")
    }

    /// Throws the index away and reads everything again.
    pub(crate) fn rebuild(&self) -> String {
        let words = if self.lists.words { " --words FILE" } else { "" };
        let synonyms = if self.lists.synonyms { " --synonyms FILE" } else { "" };
        let ocr = if self.ocr { " --ocr" } else { "" };
        self.command("naslag index --rebuild", &format!("{words}{synonyms}{ocr}"))
    }

    /// Recognises text in pictures.
    pub(crate) fn recognise(&self) -> String {
        self.command("naslag index --ocr", "")
    }

    /// Lists what was not read.
    pub(crate) fn status(&self) -> String {
        format!("`naslag status{}`", self.at_place())
    }

    fn command(&self, command: &str, lists: &str) -> String {
        let folder = self.folder.as_deref().map_or_else(|| "FOLDER".to_owned(), quoted);
        let hidden = if self.walk.hidden { " --hidden" } else { "" };
        let follow = if self.walk.follow { " --follow" } else { "" };
        format!("`{command} {folder}{hidden}{follow}{lists}{}`", self.at_place())
    }

    fn at_place(&self) -> String {
        self.place.as_deref().map_or_else(String::new, |place| format!(" --index {}", quoted(place)))
    }
}

/// Returns a path as it can be typed in a shell.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%,:~".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_names_what_is_known() {
        assert_eq!(Remedy::default().index(), "`naslag index FOLDER`");
        let remedy = Remedy {
            folder: Some("/mijn brieven".into()),
            place: Some("vi".into()),
            walk: Walk { hidden: true, follow: false },
            lists: ListsGiven { words: true, synonyms: false },
            ocr: true,
        };
        assert_eq!(
            remedy.rebuild(),
            "`naslag index --rebuild '/mijn brieven' --hidden --words FILE --ocr --index vi`"
        );
        assert_eq!(remedy.index(), "`naslag index '/mijn brieven' --hidden --index vi`");
        assert_eq!(remedy.status(), "`naslag status --index vi`");
    }
}
