//! The pieces of a file: the letters in it, and what is in it and is none.
//!
//! Most files are one piece; an archive has a piece for each file in it. Answerable for the paths under which
//! they are known, and for the names of those that cannot be read. Knows nothing of the index or of when a file
//! is read.

use std::collections::HashMap;
use std::path::Path;

use naslag_document::{Document, Format, Part, Promise, Reason};
use naslag_index::{About, Letter, LetterPath, Member, Permit, Unread};

use crate::read::because;

/// Bytes of a member's name that are kept. Names in archives reach 64 kB, more than a term may have; none that
/// a person gave reaches this.
const LONGEST_NAME: usize = 1000;

/// One piece.
pub(crate) struct Piece {
    /// The file it is in.
    pub(crate) file: LetterPath,
    /// What is known of it; the name is empty when it is the file itself.
    pub(crate) known: Member,
    /// What goes into the index: the letter, or for one that cannot be read its name alone.
    pub(crate) letter: Option<Letter>,
    /// The format it was read from, when it was read.
    pub(crate) format: Option<Format>,
    /// The room taken for its text.
    pub(crate) permit: Option<Permit>,
}

impl Piece {
    /// Whether it is the file itself.
    pub(crate) fn is_file(&self) -> bool {
        self.known.name.is_empty()
    }

    /// Returns the path under which it is known.
    pub(crate) fn path(&self) -> LetterPath {
        if self.is_file() { self.file.clone() } else { self.file.member(&self.known.name) }
    }

    /// Returns its extension in lower case; empty for none.
    pub(crate) fn extension(&self) -> String {
        extension(if self.is_file() { self.file.as_str() } else { &self.known.name })
    }
}

/// Returns the extension of a file's name in lower case; empty for none.
pub(crate) fn extension(name: &str) -> String {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

/// The pieces of one file, as they come.
pub(crate) struct Pieces<'a> {
    file: &'a LetterPath,
    /// The names given so far, each with the number to try next for another of that name.
    names: HashMap<String, u32>,
    has_file: bool,
}

impl<'a> Pieces<'a> {
    pub(crate) fn of(file: &'a LetterPath) -> Self {
        Self { file, names: HashMap::new(), has_file: false }
    }

    /// Whether there were pieces and none of them was the file itself.
    pub(crate) fn only_members(&self) -> bool {
        !self.has_file && !self.names.is_empty()
    }

    /// Takes the next part of the file. Nothing when the file itself came before: it has one letter.
    pub(crate) fn piece(&mut self, part: Part) -> Option<Piece> {
        let name = if part.member.is_empty() { String::new() } else { self.name(&part.member) };
        if name.is_empty() && std::mem::replace(&mut self.has_file, true) {
            return None;
        }
        let mut piece = Piece {
            file: self.file.clone(),
            known: Member { name, replaced: 0, textless: 0, recognised: 0, unread: None },
            letter: None,
            format: None,
            permit: None,
        };
        match part.outcome {
            Ok(document) => {
                piece.known.replaced = document.replaced as u64;
                piece.known.textless = document.layout.textless.len() as u64;
                piece.known.recognised = document.layout.recognised.len() as u64;
                piece.format = Some(document.format);
                piece.letter = Some(letter(piece.path(), document));
            }
            Err(reason) => {
                if let Reason::NoText { pages } = reason {
                    piece.known.textless = pages as u64;
                }
                // Who named it a letter wants to know that it is none.
                let wrong = Reason::Malformed { detail: "its content is not what its name says".to_owned() };
                let promised = matches!(naslag_document::promise(piece.path().as_str()), Promise::Letter(_));
                let reason = if reason == Reason::UnknownKind && promised { wrong } else { reason };
                piece.be_unread(because(&reason));
            }
        }
        Some(piece)
    }

    /// Ends the file. Returns one last piece when something must be said of the file itself: why it was not read to
    /// its end, or that there is nothing in it.
    pub(crate) fn end(&mut self, failed: Option<Unread>) -> Option<Piece> {
        let unread = failed.or_else(|| self.names.is_empty().then(|| because(&Reason::Empty)))?;
        let mut piece = self.piece(Part { member: String::new(), outcome: Err(Reason::Empty) })?;
        piece.be_unread(unread);
        Some(piece)
    }

    /// Returns the name of a member, made so that no two are the same and none is too long.
    fn name(&mut self, member: &str) -> String {
        // As the path has it: there `a/./b` and `a/b` are the same.
        let path = LetterPath::new(Path::new(member));
        let whole = path.as_str();
        let end = (0..=LONGEST_NAME.min(whole.len())).rev().find(|end| whole.is_char_boundary(*end));
        let mut name = whole[..end.unwrap_or(0)].to_owned();
        if name.is_empty() {
            name.push('?');
        }
        let Some(mut number) = self.names.get(&name).copied() else {
            self.names.insert(name.clone(), 2);
            return name;
        };
        let given = name.clone();
        while self.names.contains_key(&name) {
            name = format!("{given} ({number})");
            number += 1;
        }
        self.names.insert(given, number);
        self.names.insert(name.clone(), 2);
        name
    }
}

impl Piece {
    fn be_unread(&mut self, unread: Unread) {
        self.letter = unread.is_named().then(|| named(self.path(), &unread));
        self.known.unread = Some(unread);
    }
}

fn letter(path: LetterPath, document: Document) -> Letter {
    let Document { text, title, layout, metadata, format, .. } = document;
    let about = About { format: Some(format), layout, data: metadata, unread: None };
    Letter { path, title: title.text, text, about }
}

/// Returns what can be found of a letter that cannot be read: its name.
fn named(path: LetterPath, unread: &Unread) -> Letter {
    let title = naslag_document::title_from_name(path.as_str());
    let format = match naslag_document::promise(path.as_str()) {
        Promise::Letter(format) => Some(format),
        Promise::Unknown | Promise::Other => None,
    };
    let about = About { format, unread: Some(unread.reason.clone()), ..About::default() };
    Letter { path, title, text: String::new(), about }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn part(member: &str) -> Part {
        Part { member: member.to_owned(), outcome: Err(Reason::Encrypted) }
    }

    #[test]
    fn members_have_names_of_their_own() {
        let file = LetterPath::from_stored("dossier.zip");
        let mut pieces = Pieces::of(&file);
        let mut check = |member: &str, expected: &str| {
            let piece = pieces.piece(part(member)).unwrap();
            assert_eq!(piece.path().as_str(), format!("dossier.zip/{expected}"), "{member:?}");
        };
        check("a.txt", "a.txt");
        check("map/a.txt", "map/a.txt");
        check("a.txt", "a.txt (2)");
        check("./a.txt", "a.txt (3)");
        check("../../etc/kwaad.txt", "etc/kwaad.txt");
        check("..", "?");
        check(&"é".repeat(2_000), &"é".repeat(500));
    }

    #[test]
    fn many_members_of_one_name_take_no_time() {
        let file = LetterPath::from_stored("dossier.zip");
        let mut pieces = Pieces::of(&file);
        let paths: HashSet<_> = (0..2_000).map(|_| pieces.piece(part("a")).unwrap().path()).collect();
        assert_eq!(paths.len(), 2_000);
    }

    #[test]
    fn an_unread_file_is_known_by_its_name() {
        let file = LetterPath::from_stored("map/besluit-woo.pdf");
        let piece = Pieces::of(&file).piece(part("")).unwrap();
        let letter = piece.letter.unwrap();
        assert_eq!((letter.title.as_str(), letter.text.as_str()), ("besluit woo", ""));
        let other = |member: &str| Part { member: member.to_owned(), outcome: Err(Reason::UnknownKind) };
        let piece = Pieces::of(&file).piece(other("logo.png")).unwrap();
        assert!(piece.letter.is_none() && !piece.known.unread.unwrap().counts());
    }

    #[test]
    fn a_file_is_one_letter_or_holds_others() {
        let file = LetterPath::from_stored("a.zip");
        let mut pieces = Pieces::of(&file);
        assert!(!pieces.only_members());
        pieces.piece(part("b.txt"));
        assert!(pieces.only_members() && pieces.end(None).is_none());
        assert!(pieces.end(Some(because(&Reason::Binary))).is_some());
        assert!(!pieces.only_members() && pieces.end(Some(because(&Reason::Binary))).is_none());
        let nothing = Pieces::of(&file).end(None).unwrap();
        assert_eq!(nothing.known.unread.unwrap().code, "empty");
    }
}
