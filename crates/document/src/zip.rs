//! The files in a zip archive.
//!
//! Answerable for the names of members and for how much of them is unpacked. Knows nothing of what they are: that is
//! for whoever takes them.

use std::io::{Cursor, Read};

use ::zip::read::ZipFile;
use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};

use crate::kind::{Promise, promise};
use crate::limits::{FREE_RATIO, MAX_BYTES, MOST_RATIO, MOST_UNPACKED};
use crate::member::Names;
use crate::reader::{Content, File, Member, Reader, TakeMember};
use crate::reason::Reason;

/// Hands out the members of an archive, which is no letter itself.
pub(crate) struct Zip;

impl Reader for Zip {
    fn read(&self, file: &File<'_>, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let mut archive = ZipArchive::new(Cursor::new(file.bytes))
            .map_err(|error| Reason::Malformed { detail: format!("its zip archive is damaged: {error}") })?;
        if archive.is_empty() {
            return Err(Reason::Empty);
        }
        let mut names = Names::default();
        let mut unpacked = 0;
        for index in 0..archive.len() {
            let read = match archive.by_index_raw(index) {
                Ok(entry) if entry.is_dir() => continue,
                Ok(entry) => {
                    let name = names.path(&name_of(&entry)).unwrap_or_else(|| format!("{}", index + 1));
                    (name, may_be_read(&entry, file.bytes.len()))
                }
                Err(error) => (format!("{}", index + 1), Err(broken(&error))),
            };
            let (name, allowed) = read;
            let content = match allowed.and_then(|()| allowed_by_name(&name)) {
                Ok(()) => bytes_of(&mut archive, index, file.bytes.len(), &mut unpacked),
                Err(reason) => Err(reason),
            };
            members(Member { name: &name, content: content.as_deref().map_err(Clone::clone) })?;
            if unpacked > MOST_UNPACKED {
                return Err(Reason::OverLimit {
                    detail: format!("more than {MOST_UNPACKED} bytes were packed in it"),
                });
            }
        }
        Ok(None)
    }
}

/// The name as it was written. Some packers write UTF-8 and do not say so; it is not UTF-8 by accident.
fn name_of<R: Read>(entry: &ZipFile<'_, R>) -> String {
    let name = entry.name().map(|name| name.into_owned()).unwrap_or_default();
    let says_utf8 = name.as_bytes() == entry.name_raw();
    match std::str::from_utf8(entry.name_raw()) {
        Ok(utf8) if !says_utf8 && !utf8.is_ascii() => utf8.to_owned(),
        Ok(utf8) if name.is_empty() => utf8.to_owned(),
        _ => name,
    }
}

/// Pictures and programs are not unpacked at all; macOS adds files of its own that carry the names of letters.
fn allowed_by_name(name: &str) -> Result<(), Reason> {
    let of_system = name.starts_with("__MACOSX/") || name.rsplit('/').next() == Some(".DS_Store");
    if of_system || promise(name) == Promise::Other { Err(Reason::UnknownKind) } else { Ok(()) }
}

/// Whether a member is read, by what the archive claims about it.
fn may_be_read<R: Read>(entry: &ZipFile<'_, R>, archive: usize) -> Result<(), Reason> {
    if entry.is_symlink() {
        return Err(Reason::Malformed { detail: "it is a link to another file".to_owned() });
    }
    if entry.encrypted() {
        return Err(Reason::Encrypted);
    }
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        let detail = format!("it is packed in a way that is not read ({})", entry.compression());
        return Err(Reason::Malformed { detail });
    }
    check_size(entry.size(), entry.compressed_size().min(archive as u64))
}

/// Refuses what is far larger than what it was packed into, then what is too large.
fn check_size(size: u64, packed: u64) -> Result<(), Reason> {
    if size > FREE_RATIO && size > packed.saturating_mul(MOST_RATIO) {
        let detail = format!("it is more than {MOST_RATIO} times as large as what it was packed into");
        return Err(Reason::OverLimit { detail });
    }
    if size > MAX_BYTES {
        return Err(Reason::TooLarge { bytes: size, limit: MAX_BYTES });
    }
    Ok(())
}

/// Unpacks a member, whose claims may be false.
fn bytes_of(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    length: usize,
    unpacked: &mut u64,
) -> Result<Vec<u8>, Reason> {
    let mut entry = archive.by_index(index).map_err(|error| broken(&error))?;
    let packed = entry.compressed_size().min(length as u64);
    let most = MAX_BYTES.min(packed.saturating_mul(MOST_RATIO).max(FREE_RATIO));
    let mut bytes = Vec::new();
    let read = entry.by_ref().take(most + 1).read_to_end(&mut bytes);
    *unpacked += bytes.len() as u64;
    check_size(bytes.len() as u64, packed)?;
    read.map_err(|error| Reason::Malformed { detail: format!("it cannot be unpacked: {error}") })?;
    Ok(bytes)
}

fn broken(error: &ZipError) -> Reason {
    Reason::Malformed { detail: format!("it cannot be unpacked: {error}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Write;

    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;

    use super::*;
    use crate::reader::listed;

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn members(bytes: &[u8]) -> (Vec<String>, Option<&'static str>) {
        listed(&Zip, bytes)
    }

    fn check(archive: &[u8], expected: &[&str]) {
        assert_eq!(members(archive), (expected.iter().map(|line| (*line).to_owned()).collect(), None));
    }

    #[test]
    fn members_stand_in_their_order() {
        let bytes =
            archive(&[("b.txt", b"een"), ("map/é.txt", b"twee"), ("a.txt", b"drie"), ("leeg.txt", b"")]);
        check(&bytes, &["b.txt: een", "map/é.txt: twee", "a.txt: drie", "leeg.txt: "]);
    }

    #[test]
    fn names_are_safe_and_differ() {
        let bytes =
            archive(&[("../a.txt", b"een"), ("/a.txt", b"twee"), ("C:\\a.txt", b"drie"), ("..", b"x")]);
        check(&bytes, &["a.txt: een", "a (2).txt: twee", "a (3).txt: drie", "4: x"]);
    }

    #[test]
    fn names_in_utf8_need_not_say_so() {
        let mut bytes = archive(&[("bijlage_é.txt", b"x")]);
        // The flag that says so, in the head of the member and in the directory.
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        for flags in [7, directory + 9] {
            assert_eq!(bytes[flags] & 8, 8);
            bytes[flags] &= !8;
        }
        check(&bytes, &["bijlage_é.txt: x"]);
    }

    #[test]
    fn what_is_no_letter_is_told() {
        let bytes =
            archive(&[("a.jpg", b"x"), ("__MACOSX/._b.txt", b"x"), ("map/.DS_Store", b"x"), ("b.txt", b"y")]);
        check(
            &bytes,
            &[
                "a.jpg: unknown-kind",
                "__MACOSX/._b.txt: unknown-kind",
                "map/.DS_Store: unknown-kind",
                "b.txt: y",
            ],
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_directory("map", SimpleFileOptions::default()).unwrap();
        writer.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        check(&writer.finish().unwrap().into_inner(), &["link.txt: malformed"]);
    }

    #[test]
    fn an_encrypted_member_says_so() {
        let mut bytes = archive(&[("a.txt", b"een"), ("b.txt", b"twee")]);
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[6] |= 1;
        bytes[directory + 8] |= 1;
        check(&bytes, &["a.txt: encrypted", "b.txt: twee"]);
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![0; 3 * 1024 * 1024];
        check(&archive(&[("a.txt", &zeros), ("b.txt", b"y")]), &["a.txt: over-limit", "b.txt: y"]);
        // It claims to be small.
        let mut bytes = archive(&[("a.txt", &zeros)]);
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[directory + 24..directory + 28].copy_from_slice(&5u32.to_le_bytes());
        let (found, outcome) = members(&bytes);
        assert_eq!((found.len(), outcome), (1, None));
        assert!(found[0].len() < 100, "{}", found[0].len());
    }

    #[test]
    fn what_is_damaged_is_told() {
        assert_eq!(members(b"PK\x03\x04 rest"), (vec![], Some("malformed")));
        assert_eq!(members(&archive(&[])), (vec![], Some("empty")));
        let mut bytes = archive(&[("a.txt", &b"een twee drie ".repeat(20)), ("b.txt", b"y")]);
        bytes[40] ^= 0x55;
        check(&bytes, &["a.txt: malformed", "b.txt: y"]);
    }
}
