//! The parts of a zip package: DOCX, XLSX, PPTX, ODT and EPUB are each a zip archive with parts that point to one
//! another.
//!
//! Answerable for finding parts by name and by relationship, and for unpacking no more than is allowed, whatever
//! sizes the archive claims. Knows nothing of what the parts say.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use zip::ZipArchive;
use zip::result::ZipError;

use naslag_letter::Draft;

use crate::encoding;
use crate::limits::{MAX_BYTES, MOST_MEMBERS, MOST_RATIO, MOST_TEXT};
use crate::node::{Step, Tag, Visitor, walk};
use crate::reason::Reason;

/// Bytes of all parts of one package together: twice that of one part, as a letter is one large part with small
/// ones around it.
const MOST_TOGETHER: u64 = 2 * MAX_BYTES;

/// Size in bytes from which the ratio of packing counts: a small part of blanks packs well and harms nobody.
const RATIO_COUNTS: u64 = 1024 * 1024;

/// How an OLE container begins: old formats, and new ones that are encrypted.
pub(crate) const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A package that is open.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Place of each part by its name in lower case, as names of parts do not differ by case alone.
    places: HashMap<String, usize>,
    size: u64,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Runs a parser that somebody else wrote. A panic of it costs the file, not the run.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> Result<T, Reason>) -> Result<T, Reason> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| Err(malformed("its container is damaged")))
}

pub(crate) fn malformed(detail: &str) -> Reason {
    Reason::Malformed { detail: detail.to_owned() }
}

/// Refuses a letter whose text is longer than any.
pub(crate) fn within_limit(draft: Draft) -> Result<Draft, Reason> {
    if draft.text.len() > MOST_TEXT {
        return Err(Reason::OverLimit { detail: format!("its text is longer than {MOST_TEXT} bytes") });
    }
    Ok(draft)
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Reason> {
        if bytes.starts_with(&OLE) {
            let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if encrypted {
                Reason::Encrypted
            } else {
                malformed("it is no zip archive but an older format under another name")
            });
        }
        guarded(|| {
            let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Reason::Malformed {
                detail: format!("its zip archive is broken: {error}"),
            })?;
            if archive.len() > MOST_MEMBERS {
                return Err(Reason::OverLimit { detail: format!("it has more than {MOST_MEMBERS} parts") });
            }
            let mut places = HashMap::new();
            for place in 0..archive.len() {
                if let Some(Ok(name)) = archive.name_for_index(place) {
                    places.entry(key(&name)).or_insert(place);
                }
            }
            Ok(Self { archive, places, size: bytes.len() as u64, left: MOST_TOGETHER })
        })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&key(name))
    }

    /// Returns the bytes of a part; nothing when there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        let Some(place) = self.places.get(&key(name)).copied() else {
            return Ok(None);
        };
        let (archive, size, left) = (&mut self.archive, self.size, self.left);
        let bytes = guarded(|| unpack(archive, place, name, size, left))?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(Some(bytes))
    }

    /// Returns the text of a part that is XML or the like; nothing when there is none of this name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Reason> {
        let Some(bytes) = self.part(name)? else {
            return Ok(None);
        };
        if bytes.is_empty() {
            return Ok(None);
        }
        encoding::decode(&bytes, None).map(|decoded| Some(decoded.text))
    }

    /// Returns the text of a part that the letter can do without: nothing when it is missing or broken.
    pub(crate) fn text_if_sound(&mut self, name: &str) -> Result<Option<String>, Reason> {
        match self.text(name) {
            Err(Reason::Malformed { .. } | Reason::Binary) => Ok(None),
            other => other,
        }
    }

    /// Returns the relationships of a part, or those of the package when the name is empty.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Relations, Reason> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let mut relations = Relations { folder: folder.to_owned(), all: Vec::new() };
        let name = format!("{folder}{separator}_rels/{file}.rels");
        if let Some(text) = self.text_if_sound(&name)? {
            optional(walk(&text, &mut relations))?;
        }
        Ok(relations)
    }
}

/// Lets a broken part pass that the letter can do without; what was read of it stays.
pub(crate) fn optional(outcome: Result<(), Reason>) -> Result<(), Reason> {
    match outcome {
        Err(Reason::Malformed { .. }) => Ok(()),
        other => other,
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    name: &str,
    size: u64,
    left: u64,
) -> Result<Vec<u8>, Reason> {
    let broken =
        |error: String| Reason::Malformed { detail: format!("its part {name} cannot be unpacked: {error}") };
    let mut part = match archive.by_index(place) {
        Ok(part) => part,
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Reason::Encrypted),
        Err(error) => return Err(broken(error.to_string())),
    };
    if part.encrypted() {
        return Err(Reason::Encrypted);
    }
    // The archive may claim any size; no part was packed into more bytes than the file has.
    let packed = part.compressed_size().min(size).max(1);
    let mut bytes = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        let count = match part.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(broken(error.to_string())),
        };
        bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
        let length = bytes.len() as u64;
        let over = if length > MAX_BYTES || length > left {
            Some(format!("unpacked, its part {name} is longer than {} bytes", MAX_BYTES.min(left)))
        } else if length > RATIO_COUNTS && length / packed > MOST_RATIO {
            Some(format!("unpacked, its part {name} is more than {MOST_RATIO} times as long"))
        } else {
            None
        };
        if let Some(detail) = over {
            return Err(Reason::OverLimit { detail });
        }
    }
    Ok(bytes)
}

/// To which other parts a part points.
#[derive(Default)]
pub(crate) struct Relations {
    /// The folder of the part, from which targets count.
    folder: String,
    /// Identifier, last word of the type, and name of the part pointed to.
    all: Vec<(String, String, String)>,
}

impl Relations {
    /// Returns the part with this identifier.
    pub(crate) fn target(&self, id: &str) -> Option<&str> {
        self.all.iter().find(|(own, ..)| own == id).map(|(_, _, target)| target.as_str())
    }

    /// Returns the first part of a type, such as `footnotes`.
    pub(crate) fn of_type(&self, kind: &str) -> Option<&str> {
        self.all.iter().find(|(_, own, _)| own == kind).map(|(_, _, target)| target.as_str())
    }
}

impl Visitor for Relations {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        if tag.name() == "Relationship" && tag.attribute("TargetMode").as_deref() != Some("External") {
            let [id, kind, target] =
                ["Id", "Type", "Target"].map(|name| tag.attribute(name).unwrap_or_default());
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            self.all.push((id, kind, resolved(&self.folder, &target)));
        }
        Ok(Step::Into)
    }
}

/// Returns the name of the part to which `target` points from a part in `folder`.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// Returns a package with these parts, for tests.
#[cfg(test)]
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;

    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a part begins");
        writer.write_all(text.as_bytes()).expect("a part is written");
    }
    writer.finish().expect("the package ends").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_count_from_the_folder() {
        for (folder, target, expected) in [
            ("word", "footnotes.xml", "word/footnotes.xml"),
            ("word", "/word/footnotes.xml", "word/footnotes.xml"),
            ("ppt/slides", "../notesSlides/n.xml", "ppt/notesSlides/n.xml"),
            ("", "../../x.xml#a", "x.xml"),
            ("", "word/./document.xml", "word/document.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected, "{folder} {target}");
        }
    }

    #[test]
    fn parts_are_found_and_limited() {
        let blank = " ".repeat(2 << 20);
        let bytes = packed(&[("word/A.xml", "a"), ("b.xml", &blank), ("_rels/.rels", "<broken")]);
        let mut package = Package::open(&bytes).expect("it opens");
        assert_eq!(package.text("Word\\a.xml"), Ok(Some("a".to_owned())));
        assert_eq!(package.text("c.xml"), Ok(None));
        assert_eq!(package.part("b.xml").map_err(|reason| reason.code()), Err("over-limit"));
        assert_eq!(package.relations("").map(|relations| relations.all.len()), Ok(0));
        package.left = 0;
        assert_eq!(package.part("word/a.xml").map_err(|reason| reason.code()), Err("over-limit"));
    }

    #[test]
    fn what_is_no_package_is_refused() {
        let code = |bytes: &[u8]| Package::open(bytes).err().map(|reason| reason.code());
        assert_eq!(code(b"PK"), Some("malformed"));
        assert_eq!(code(&OLE), Some("malformed"));
        let mut encrypted = OLE.to_vec();
        encrypted.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
        assert_eq!(code(&encrypted), Some("encrypted"));
    }
}
