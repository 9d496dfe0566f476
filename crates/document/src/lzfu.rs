//! The packing of RTF in Outlook's mails (MS-OXRTFCP).
//!
//! Answerable for unpacking it. Knows nothing of RTF. A byte becomes at most eighteen, so no limit is needed.

/// What the window holds before the first byte, by the specification.
const WINDOW_START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \
    \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \
    \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

const WINDOW: usize = 4096;

/// Returns the RTF that was packed; nothing when it was packed otherwise. What is cut off ends where it ends.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (head, content) = packed.split_at_checked(16)?;
    match &head[8..12] {
        b"MELA" => return Some(content.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; WINDOW];
    window[..WINDOW_START.len()].copy_from_slice(WINDOW_START);
    let mut at = WINDOW_START.len();
    let mut out = Vec::new();
    let mut put = |byte: u8, window: &mut [u8; WINDOW], at: &mut usize| {
        out.push(byte);
        window[*at] = byte;
        *at = (*at + 1) % WINDOW;
    };
    let mut rest = content.iter().copied();
    'unpack: while let Some(control) = rest.next() {
        for bit in 0..8 {
            let Some(first) = rest.next() else {
                break 'unpack;
            };
            if control >> bit & 1 == 0 {
                put(first, &mut window, &mut at);
                continue;
            }
            let Some(second) = rest.next() else {
                break 'unpack;
            };
            let from = usize::from(first) << 4 | usize::from(second) >> 4;
            // The end is a reference to the place where it stands.
            if from == at {
                break 'unpack;
            }
            for step in 0..usize::from(second & 15) + 2 {
                let byte = window[(from + step) % WINDOW];
                put(byte, &mut window, &mut at);
            }
        }
    }
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed(kind: &[u8], content: &[u8]) -> Vec<u8> {
        [&[0; 8], kind, &[0; 4], content].concat()
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        assert_eq!(WINDOW_START.len(), 207);
        // The first six bytes of the window, five letters, and the end.
        let content = [0b0100_0001, 0x00, 0x04, b' ', b'b', b'r', b'i', b'e', 0x0d, 0xa0, 0];
        assert_eq!(unpack(&packed(b"LZFu", &content)).unwrap(), b"{\\rtf1 brie");
        // A reference that runs into what it writes.
        let content = [0b0000_0010, b'a', 0x0c, 0xf4];
        assert_eq!(unpack(&packed(b"LZFu", &content)).unwrap(), b"aaaaaaa");
        assert_eq!(unpack(&packed(b"MELA", b"{\\rtf1}")).unwrap(), b"{\\rtf1}");
        assert_eq!(unpack(&packed(b"abcd", b"x")), None);
        assert_eq!(unpack(b"LZFu"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
            let found = unpack(&packed(b"LZFu", &bytes)).unwrap();
            prop_assert!(found.len() <= bytes.len() * 9);
        }
    }
}
