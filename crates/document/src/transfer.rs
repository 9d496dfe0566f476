//! How mail carries bytes through lines of ASCII: base64 and quoted-printable (RFC 2045, 6.7 and 6.8).
//!
//! Answerable for undoing both. Never fails: what breaks the rules is passed over, as mail programs do, because half
//! an attachment or a stray `=` is better than none of the mail.

/// Returns what was written in base64. Everything outside its alphabet is passed over, padding included.
pub(crate) fn base64(written: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(written.len() / 4 * 3);
    let mut bits = 0u32;
    let mut count = 0;
    for byte in written {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // What follows the padding begins anew: some programs join pieces.
            b'=' => {
                count = 0;
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

/// Returns what was written in quoted-printable.
pub(crate) fn quoted_printable(written: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(written.len());
    for line in written.split_inclusive(|byte| *byte == b'\n') {
        let content = line.trim_ascii_end();
        let end: &[u8] = if line.ends_with(b"\r\n") {
            b"\r\n"
        } else if line.ends_with(b"\n") {
            b"\n"
        } else {
            b""
        };
        let (content, end) = match content.strip_suffix(b"=") {
            Some(content) => (content, &b""[..]),
            None => (content, end),
        };
        let mut rest = content;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            let code = (*byte == b'=').then(|| hexadecimal(after)).flatten();
            if let Some(code) = code {
                out.push(code);
                rest = &after[2..];
            } else {
                out.push(*byte);
            }
        }
        out.extend_from_slice(end);
    }
    out
}

/// The byte that two digits stand for.
fn hexadecimal(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(found: &[u8], expected: &str) {
        assert_eq!(String::from_utf8_lossy(found), expected);
    }

    #[test]
    fn base64_is_undone() {
        check(&base64(b"R2XDr25mb3JtZWVyZA=="), "Geïnformeerd");
        check(&base64(b"R2XDr2\r\n5mb3Jt ZWVyZA"), "Geïnformeerd");
        check(&base64(b"YQ==YmM="), "abc");
        check(&base64(b"!!!"), "");
    }

    #[test]
    fn quoted_printable_is_undone() {
        check(&quoted_printable(b"ge=C3=AFnfor=\r\nmeerd"), "geïnformeerd");
        check(&quoted_printable(b"een  \r\ntwee=20\n"), "een\r\ntwee \n");
        check(&quoted_printable(b"1 = 1, =ZZ =e"), "1 = 1, =ZZ =e");
        check(&quoted_printable(b"een= \ntwee="), "eentwee");
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
            prop_assert!(base64(&bytes).len() <= bytes.len());
            prop_assert!(quoted_printable(&bytes).len() <= bytes.len());
        }
    }
}
