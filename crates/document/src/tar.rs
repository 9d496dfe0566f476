//! The files in a tar archive, compressed by gzip or not.
//!
//! Answerable for the names of members and for how much is unpacked. Knows nothing of what members are: that is for
//! whoever takes them.

use std::io::{self, Read};

use ::tar::{Archive, Entry, EntryType, PaxExtensions};
use encoding_rs::WINDOWS_1252;
use flate2::read::MultiGzDecoder;

use crate::kind::{Promise, promise};
use crate::limits::{FREE_RATIO, MAX_BYTES, MOST_RATIO, MOST_UNPACKED};
use crate::member::Names;
use crate::reader::{Content, File, Member, Reader, TakeMember};
use crate::reason::Reason;

/// Hands out the members of an archive, which is no letter itself.
pub(crate) struct Tar;

impl Reader for Tar {
    fn read(&self, file: &File<'_>, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        if file.bytes.starts_with(b"\x1f\x8b") {
            let most = (file.bytes.len() as u64).saturating_mul(MOST_RATIO).clamp(FREE_RATIO, MOST_UNPACKED);
            walk(Bounded { inner: MultiGzDecoder::new(file.bytes), left: most }, members)
        } else {
            walk(file.bytes, members)
        }
    }
}

/// What is unpacked, up to a limit.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.checked_sub(read as u64);
        // Nothing is read after the limit: what comes then is no longer the head of a member.
        self.left = left.unwrap_or(0);
        left.map(|_| read)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "too much was packed in it"))
    }
}

/// Bytes in which a name may be written. Longer ones are no names.
const LONGEST_NAME: u64 = 64 * 1024;

fn walk<R: Read>(source: R, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
    let mut archive = Archive::new(source);
    let mut names = Names::default();
    // What stands before a member and tells its name, which has no room in its own head.
    let mut long_name: Option<Vec<u8>> = None;
    let mut found = false;
    // Raw, because the heads with long names are else read whole, however long they claim to be.
    for (index, entry) in archive.entries().map_err(|error| broken(&error))?.raw(true).enumerate() {
        let mut entry = entry.map_err(|error| broken(&error))?;
        found = true;
        match entry.header().entry_type() {
            EntryType::GNULongName => {
                let mut name = read(&mut entry, LONGEST_NAME)?;
                name.truncate(name.iter().position(|byte| *byte == 0).unwrap_or(name.len()));
                long_name = Some(name);
            }
            EntryType::XHeader => {
                let fields = read(&mut entry, LONGEST_NAME)?;
                let path = PaxExtensions::new(&fields).flatten().find(|field| field.key_bytes() == b"path");
                long_name = path.map(|field| field.value_bytes().to_vec()).or(long_name);
            }
            EntryType::GNULongLink | EntryType::XGlobalHeader => {}
            EntryType::Directory => long_name = None,
            kind => {
                let written = long_name.take().unwrap_or_else(|| entry.header().path_bytes().into_owned());
                let name = names.path(&decoded(&written)).unwrap_or_else(|| format!("{}", index + 1));
                let content = match refused(&name, kind) {
                    Some(reason) => Err(reason),
                    None => content(&mut entry),
                };
                members(Member { name: &name, content: content.as_deref().map_err(Clone::clone) })?;
            }
        }
    }
    if found { Ok(None) } else { Err(Reason::Empty) }
}

fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// Why a member is not read, whatever it holds.
fn refused(name: &str, kind: EntryType) -> Option<Reason> {
    let malformed = |detail: &str| Some(Reason::Malformed { detail: detail.to_owned() });
    match kind {
        EntryType::Symlink | EntryType::Link => malformed("it is a link to another file"),
        EntryType::Regular | EntryType::Continuous => {
            // macOS adds files of its own that carry the names of letters.
            let file = name.rsplit('/').next().unwrap_or(name);
            let of_system = file.starts_with("._") || file == ".DS_Store";
            (of_system || promise(name) == Promise::Other).then_some(Reason::UnknownKind)
        }
        _ => malformed("it is stored in a way that is not read"),
    }
}

/// The bytes of a member, however many it claims to have.
fn content<R: Read>(entry: &mut Entry<'_, R>) -> Result<Vec<u8>, Reason> {
    let size = entry.size();
    if size > MAX_BYTES {
        return Err(Reason::TooLarge { bytes: size, limit: MAX_BYTES });
    }
    let bytes = read(entry, MAX_BYTES)?;
    if (bytes.len() as u64) < size {
        return Err(Reason::Malformed { detail: "the archive ends in the middle of it".to_owned() });
    }
    Ok(bytes)
}

fn read<R: Read>(entry: &mut Entry<'_, R>, most: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    entry.by_ref().take(most).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
    Ok(bytes)
}

fn broken(error: &io::Error) -> Reason {
    // The archive wraps the errors of its source, and keeps what kind they are.
    if error.kind() == io::ErrorKind::FileTooLarge {
        return Reason::OverLimit {
            detail: format!("it is more than {MOST_RATIO} times as large as what it was packed into"),
        };
    }
    Reason::Malformed { detail: format!("its tar archive is damaged: {error}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Write;

    use ::tar::{Builder, Header};

    use super::*;
    use crate::reader::listed;

    fn add(builder: &mut Builder<Vec<u8>>, kind: EntryType, name: &str, bytes: &[u8]) {
        let mut header = Header::new_ustar();
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        // As a hostile archive does: the builder itself refuses `..`.
        header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, bytes).unwrap();
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn members(bytes: &[u8]) -> (Vec<String>, Option<&'static str>) {
        listed(&Tar, bytes)
    }

    #[test]
    fn members_have_safe_names() {
        let mut builder = Builder::new(Vec::new());
        add(&mut builder, EntryType::Directory, "map/", b"");
        add(&mut builder, EntryType::Regular, "map/één.txt", b"een");
        add(&mut builder, EntryType::Regular, "../../etc/kwaad.txt", b"kwaad");
        add(&mut builder, EntryType::Symlink, "link.txt", b"");
        add(&mut builder, EntryType::Fifo, "buis", b"");
        add(&mut builder, EntryType::Regular, "foto.jpg", b"x");
        add(&mut builder, EntryType::Regular, "._brief.txt", b"x");
        let long = format!("{}.txt", "lang/".repeat(40));
        let mut header = Header::new_gnu();
        header.set_size(4);
        builder.append_data(&mut header, &long, b"lang".as_slice()).unwrap();
        let bytes = builder.into_inner().unwrap();
        let expected = vec![
            "map/één.txt: een".to_owned(),
            "etc/kwaad.txt: kwaad".to_owned(),
            "link.txt: malformed".to_owned(),
            "buis: malformed".to_owned(),
            "foto.jpg: unknown-kind".to_owned(),
            "._brief.txt: unknown-kind".to_owned(),
            format!("{long}: lang"),
        ];
        assert_eq!(members(&bytes), (expected.clone(), None));
        assert_eq!(members(&packed(&bytes)), (expected, None));
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let mut builder = Builder::new(Vec::new());
        add(&mut builder, EntryType::Regular, "a.txt", b"een");
        add(&mut builder, EntryType::Regular, "b.txt", &[b'x'; 2000]);
        let bytes = builder.into_inner().unwrap();
        let expected = vec!["a.txt: een".to_owned(), "b.txt: malformed".to_owned()];
        assert_eq!(members(&bytes[..2000]).0, expected);
        let packed = packed(&bytes);
        assert_eq!(members(&packed[..packed.len() - 20]).1, Some("malformed"));
        assert_eq!(members(b""), (vec![], Some("empty")));
        assert_eq!(members(&[b'x'; 600]), (vec![], Some("malformed")));
    }

    #[test]
    fn a_bomb_stops() {
        let mut builder = Builder::new(Vec::new());
        add(&mut builder, EntryType::Regular, "a.txt", &vec![0; 20 * 1024 * 1024]);
        let bytes = packed(&builder.into_inner().unwrap());
        assert_eq!(members(&bytes), (vec!["a.txt: over-limit".to_owned()], Some("over-limit")));
        // A name that never ends.
        let mut builder = Builder::new(Vec::new());
        add(&mut builder, EntryType::GNULongName, "././@LongLink", &vec![b'a'; 20 * 1024 * 1024]);
        add(&mut builder, EntryType::Regular, "a.txt", b"een");
        let (found, outcome) = members(&builder.into_inner().unwrap());
        assert_eq!((found.len(), outcome), (1, None));
        assert!(found[0].len() < 2000);
    }
}
