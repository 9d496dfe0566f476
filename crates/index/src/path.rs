//! The name under which a letter is known: its path below the folder, as text that loses nothing.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Bytes that are no UTF-8 stand as one private character each, `U+F700` + byte, so that names from
/// old archives (Windows-1252, CP437) survive the way into the index and back.
const ESCAPED: u32 = 0xF700;

/// The path of a letter below its folder, with `/` between the parts.
///
/// Orders by bytes, which is the order in which letters are listed and ties are broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterPath(String);

impl LetterPath {
    /// Returns the name of the file at `relative`, a path below the folder.
    pub fn new(relative: &Path) -> Self {
        // Taking paths apart is what a walk over thousands of files would spend its time on; nearly all
        // are plain text without `.` at the front of a part.
        if let Some(plain) = relative.to_str().filter(|text| is_plain(text)) {
            return Self(plain.to_owned());
        }
        let mut text = String::new();
        for component in relative.components() {
            if let Component::Normal(part) = component {
                if !text.is_empty() {
                    text.push('/');
                }
                text.push_str(&encode(part));
            }
        }
        Self(text)
    }

    /// Returns the name of the file that lies in this one at `member`. A part of it that leads elsewhere, as
    /// `..` does, is left out.
    pub fn member(&self, member: &str) -> Self {
        Self(format!("{}/{}", self.0, Self::new(Path::new(member)).0))
    }

    /// Takes a name as it was stored.
    pub fn from_stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The name as it is stored and ordered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path to hand to the operating system, relative to the folder.
    pub fn to_path(&self) -> PathBuf {
        PathBuf::from(decode(&self.0))
    }
}

impl fmt::Display for LetterPath {
    /// Writes the path for people, with what is no UTF-8 as `\xE9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match escaped_byte(c) {
                Some(byte) => write!(f, "\\x{byte:02X}")?,
                None => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// Whether `path` is written as a name of a letter is: parts with one `/` between, none of them `.` or
/// `..`, and no character that stands for a byte.
fn is_plain(path: &str) -> bool {
    let holds_a_byte = path.as_bytes().contains(&0xEF) && path.chars().any(|c| escaped_byte(c).is_some());
    let odd =
        path.starts_with(['.', '/']) || path.ends_with('/') || path.contains("/.") || path.contains("//");
    cfg!(unix) && !odd && !holds_a_byte
}

fn escaped_byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c).checked_sub(ESCAPED)?).ok().filter(|byte| *byte >= 0x80)
}

/// Returns `name` as text from which [`decode`] makes the same name again.
pub(crate) fn encode(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if escaped_byte(c).is_some() {
                // A name that holds one of the private characters itself: byte by byte, or it would
                // come back as the byte it stands for.
                let mut buffer = [0; 4];
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| text.push(escape(byte)));
            } else {
                text.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| text.push(escape(*byte)));
    }
    text
}

fn escape(byte: u8) -> char {
    char::from_u32(ESCAPED + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Returns the name that [`encode`] was given.
pub(crate) fn decode(text: &str) -> OsString {
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        match escaped_byte(c) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
    from_bytes(bytes)
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_joined_by_slashes() {
        assert_eq!(LetterPath::new(Path::new("./2012/brief één.txt")).as_str(), "2012/brief één.txt");
    }

    #[test]
    fn one_file_has_one_name_however_its_path_is_written() {
        for path in ["a/b.txt", "./a/b.txt", "a//b.txt", "a/./b.txt", "a/b.txt/"] {
            assert_eq!(LetterPath::new(Path::new(path)).as_str(), "a/b.txt", "{path}");
        }
        assert_eq!(LetterPath::new(Path::new(".a/.b.txt")).as_str(), ".a/.b.txt");
    }

    #[test]
    fn files_in_a_file_lie_below_it() {
        let zip = LetterPath::from_stored("a/dossier.zip");
        for (member, expected) in [
            ("brief.pdf", "a/dossier.zip/brief.pdf"),
            ("map/bijlage één.docx", "a/dossier.zip/map/bijlage één.docx"),
            ("../../etc/kwaad.txt", "a/dossier.zip/etc/kwaad.txt"),
            ("/etc/kwaad.txt", "a/dossier.zip/etc/kwaad.txt"),
        ] {
            assert_eq!(zip.member(member).as_str(), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_utf8_is_shown_with_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let path = LetterPath::new(Path::new(OsStr::from_bytes(b"brief \xE9\xE9n.txt")));
        assert_eq!(path.to_string(), r"brief \xE9\xE9n.txt");
        assert_eq!(path.to_path().as_os_str().as_bytes(), b"brief \xE9\xE9n.txt");
    }

    #[cfg(unix)]
    proptest! {
        #[test]
        fn every_name_comes_back(name in proptest::collection::vec(any::<u8>(), 0..40)) {
            use std::os::unix::ffi::OsStrExt;
            let decoded = decode(&encode(OsStr::from_bytes(&name)));
            prop_assert_eq!(decoded.as_bytes(), &name[..]);
        }

        #[test]
        fn names_with_private_characters_come_back(name in "[a\u{f700}-\u{f7ff}é]{0,8}") {
            prop_assert_eq!(decode(&encode(OsStr::new(&name))), OsString::from(name));
        }
    }
}
