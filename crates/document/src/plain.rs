//! Plain text.

use naslag_letter::Draft;

use crate::encoding::decode;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

/// Reads plain text in any encoding, letter for letter.
pub(crate) struct Plain;

impl Reader for Plain {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let decoded = decode(file.bytes, None)?;
        let draft = Draft { text: decoded.text, ..Draft::default() };
        Ok(Some(Content { draft, encoding: decoded.encoding, replaced: decoded.replaced }))
    }
}
