//! What an index knows of one file of its folder, and of the letters in it.
//!
//! Most files are one letter. A zip archive is none and holds several, a mail is one and holds others; the
//! files in a file are its [`Member`]s and live and die with it. Knows nothing of how files are read.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::path::LetterPath;

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path below the folder.
    pub path: LetterPath,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: i64,
    /// When its contents or its name last changed in any way, in nanoseconds since 1970, where the
    /// system keeps that; 0 elsewhere. Tells two files apart that swapped names and have the same
    /// size and time.
    pub changed: i64,
    /// Whether a change after it was read would have another time. A file read within moments of
    /// being written can change again under the same time and size, so it is read once more.
    pub settled: bool,
    /// The hash of its bytes, when they could be read.
    pub hash: Option<Hash>,
    /// Number of malformed sequences in it that were read as U+FFFD: words there cannot be found.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub replaced: u64,
    /// Number of its pages without text that could be read: scans.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub textless: u64,
    /// Number of its pages whose text was recognised from their picture.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub recognised: u64,
    /// Whether pages without text were to be recognised when it was read.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ocr: bool,
    /// The hash of the file beside it that said what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sidecar: Option<Hash>,
    /// Why it cannot be searched; `None` when it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
    /// Whether it only holds other files and is no letter itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub holder: bool,
    /// The letters in it, and what was in it and could not be read, in their order there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    /// Number of files in it of a kind that is not read, by their extension in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unknown: BTreeMap<String, u64>,
}

/// A file in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path within the file; with the file's path before it, the path of the letter. Each once.
    pub name: String,
    /// As [`FileEntry::replaced`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub replaced: u64,
    /// As [`FileEntry::textless`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub textless: u64,
    /// As [`FileEntry::recognised`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub recognised: u64,
    /// As [`FileEntry::unread`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Why a file cannot be searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The kind of reason, for programs.
    pub code: String,
    /// The reason as a part of a sentence: "it is empty".
    pub reason: String,
    /// Whether the next run should try again although the file did not change, as after a failure
    /// of the disk or a missing permission.
    pub retry: bool,
}

impl Unread {
    /// Code of a file that turned out to be no letter of any kind; it is told by its extension.
    pub const UNKNOWN_KIND: &str = "unknown-kind";
    /// Code of a file that holds data about the letter beside it.
    pub const METADATA: &str = "metadata";

    /// Whether somebody could miss what is in the file.
    pub fn counts(&self) -> bool {
        self.code != Self::UNKNOWN_KIND && self.code != Self::METADATA
    }

    /// Whether the file is in the index by its name alone: it was opened, should be a letter and
    /// cannot be read.
    pub fn is_named(&self) -> bool {
        self.counts() && !self.retry
    }
}

/// A file or a member of it, as far as it is a letter or should be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content<'a> {
    file: &'a LetterPath,
    member: Option<&'a str>,
    /// As [`FileEntry::unread`].
    pub unread: Option<&'a Unread>,
    /// As [`FileEntry::replaced`].
    pub replaced: u64,
    /// As [`FileEntry::textless`].
    pub textless: u64,
    /// As [`FileEntry::recognised`].
    pub recognised: u64,
}

impl Content<'_> {
    /// Returns the path under which the index knows it.
    pub fn path(&self) -> LetterPath {
        self.member.map_or_else(|| self.file.clone(), |member| self.file.member(member))
    }

    /// Whether its text can be searched.
    pub fn is_letter(&self) -> bool {
        self.unread.is_none()
    }
}

impl FileEntry {
    /// Returns the entry of a file of which nothing is known yet.
    pub fn new(path: LetterPath) -> Self {
        Self {
            path,
            size: 0,
            modified: 0,
            changed: 0,
            settled: true,
            hash: None,
            replaced: 0,
            textless: 0,
            recognised: 0,
            ocr: false,
            sidecar: None,
            unread: None,
            holder: false,
            members: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    /// Returns the file itself, unless it only holds others, and its members.
    pub fn contents(&self) -> impl Iterator<Item = Content<'_>> {
        let own = Content {
            file: &self.path,
            member: None,
            unread: self.unread.as_ref(),
            replaced: self.replaced,
            textless: self.textless,
            recognised: self.recognised,
        };
        let of = |member: &'_ Member| (member.replaced, member.textless, member.recognised);
        (!self.holder).then_some(own).into_iter().chain(self.members.iter().map(move |member| {
            let (replaced, textless, recognised) = of(member);
            Content {
                file: &self.path,
                member: Some(&member.name),
                unread: member.unread.as_ref(),
                replaced,
                textless,
                recognised,
            }
        }))
    }

    /// Returns the number of letters in the file that can be searched.
    pub fn letters(&self) -> u64 {
        self.contents().filter(Content::is_letter).count() as u64
    }

    /// Returns the number of files, it and its members, that should have been read and were not.
    pub fn not_read(&self) -> u64 {
        self.contents().filter(|content| content.unread.is_some_and(Unread::counts)).count() as u64
    }
}

/// The first 128 bits of the BLAKE3 hash of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(u128);

impl Hash {
    /// Returns the hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(u128::from_be_bytes(first))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:032x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(code: &str, retry: bool) -> Unread {
        Unread { code: code.into(), reason: "het kan niet".into(), retry }
    }

    #[test]
    fn a_file_counts_for_the_letters_in_it() {
        let member = |name: &str, unread| Member {
            name: name.into(),
            replaced: 0,
            textless: 0,
            recognised: 0,
            unread,
        };
        let members = vec![member("a.txt", None), member("map/b.pdf", Some(unread("encrypted", false)))];
        let mail = FileEntry { members, ..FileEntry::new(LetterPath::from_stored("post/brief.eml")) };
        let paths = |entry: &FileEntry| {
            entry.contents().map(|content| content.path().as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(paths(&mail), ["post/brief.eml", "post/brief.eml/a.txt", "post/brief.eml/map/b.pdf"]);
        assert_eq!((mail.letters(), mail.not_read()), (2, 1));
        let zip = FileEntry { holder: true, ..mail };
        assert_eq!((zip.letters(), zip.not_read()), (1, 1));
        assert_eq!(paths(&zip).len(), 2);
    }

    #[test]
    fn what_nobody_misses_does_not_count() {
        for (code, retry, counts, named) in [
            ("encrypted", false, true, true),
            ("no-permission", true, true, false),
            (Unread::UNKNOWN_KIND, false, false, false),
            (Unread::METADATA, false, false, false),
        ] {
            let unread = unread(code, retry);
            assert_eq!((unread.counts(), unread.is_named()), (counts, named), "{code}");
            let entry =
                FileEntry { unread: Some(unread), ..FileEntry::new(LetterPath::from_stored("a.pdf")) };
            assert_eq!((entry.letters(), entry.not_read()), (0, u64::from(counts)), "{code}");
        }
    }
}
