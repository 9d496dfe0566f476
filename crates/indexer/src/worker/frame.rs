//! How the two sides of a pipe talk: in frames of a head, as JSON, and a tail, as it is.
//!
//! What is long, the bytes of a file and the text of a letter, goes into the tail, because escaping it and
//! back would take longer than reading many a file does.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a head at most: the layout of the longest text that is read takes less.
const MOST_HEAD: u32 = 256 * 1024 * 1024;
/// Bytes of a tail at most: four times the longest file that is read.
const MOST_TAIL: u32 = 256 * 1024 * 1024;
/// Bytes of memory taken before they arrive: a length alone must not cost any.
const AHEAD: u32 = 1024 * 1024;
/// Bytes of a tail up to which the frame is written at once, which spares the other side a wait.
const SHORT: usize = 64 * 1024;

/// Writes a frame and sees to it that it leaves.
pub(crate) fn write(out: &mut impl Write, head: &impl Serialize, tail: &[u8]) -> io::Result<()> {
    let mut frame = vec![0; 8];
    serde_json::to_writer(&mut frame, head)?;
    let lengths = [frame.len() - 8, tail.len()];
    for (place, length) in frame.chunks_exact_mut(4).zip(lengths) {
        let length = u32::try_from(length).map_err(|_| invalid("a frame is too long"))?;
        place.copy_from_slice(&length.to_le_bytes());
    }
    if tail.len() <= SHORT {
        frame.extend_from_slice(tail);
        out.write_all(&frame)?;
    } else {
        out.write_all(&frame)?;
        out.write_all(tail)?;
    }
    out.flush()
}

/// Reads a frame; returns `None` when the other side ended in good order.
pub(crate) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<(T, Vec<u8>)>> {
    let Some(head_length) = length(input, MOST_HEAD)? else {
        return Ok(None);
    };
    let tail_length = length(input, MOST_TAIL)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = serde_json::from_slice(&exactly(input, head_length)?)?;
    Ok(Some((head, exactly(input, tail_length)?)))
}

/// Reads a length; `None` when there is nothing any more.
fn length(input: &mut impl Read, most: u32) -> io::Result<Option<u32>> {
    let mut bytes = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let bytes = <[u8; 4]>::try_from(bytes).map_err(|_| io::ErrorKind::UnexpectedEof)?;
    let length = u32::from_le_bytes(bytes);
    if length > most { Err(invalid("a frame is longer than any can be")) } else { Ok(Some(length)) }
}

fn exactly(input: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length.min(AHEAD) as usize);
    input.by_ref().take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_frame_comes_back() {
        for tail in [0, 5, SHORT, SHORT + 1, 3 * AHEAD as usize] {
            let tail = vec![7; tail];
            let mut pipe = Vec::new();
            write(&mut pipe, &"één", &tail).unwrap();
            write(&mut pipe, &"twee", b"").unwrap();
            let mut pipe = &pipe[..];
            assert_eq!(read(&mut pipe).unwrap(), Some(("één".to_owned(), tail)));
            assert_eq!(read(&mut pipe).unwrap(), Some(("twee".to_owned(), Vec::new())));
            assert_eq!(read::<String>(&mut pipe).unwrap(), None);
        }
    }

    #[test]
    fn a_length_alone_takes_no_memory() {
        let claim = [&MOST_HEAD.to_le_bytes()[..], &MOST_TAIL.to_le_bytes()[..], b"x"].concat();
        assert_eq!(read::<String>(&mut &claim[..]).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        let beyond = (MOST_HEAD + 1).to_le_bytes();
        assert_eq!(read::<String>(&mut &beyond[..]).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    proptest! {
        #[test]
        fn a_cut_frame_is_an_error(tail in any::<Vec<u8>>(), cut in any::<prop::sample::Index>()) {
            let mut pipe = Vec::new();
            write(&mut pipe, &"kop", &tail)?;
            let cut = 1 + cut.index(pipe.len() - 1);
            prop_assert!(read::<String>(&mut &pipe[..cut]).is_err());
        }

        #[test]
        fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
            let _ = read::<String>(&mut &bytes[..]);
        }
    }
}
