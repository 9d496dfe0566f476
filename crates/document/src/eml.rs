//! Mail as it is sent (RFC 5322 and MIME).
//!
//! Answerable for which part of a mail is its body and which are attachments, and for undoing the packing of both.
//! Knows nothing of how a mail is shown (`mail`).
//!
//! The heads of parts are read by `mail-parser`, which knows encoded words and addresses. Its splitting into parts is
//! not used: a mail forwarded a hundred thousand times becomes a tree as deep, and dropping that overflows the stack.
//! Here a mail in a mail stays a row of bytes until whoever takes it reads it.

use mail_parser::{Address, ContentType, Message, MessageParser, MimeHeaders};
use naslag_letter::Format;

use crate::kind::{Promise, promise};
use crate::limits::{DEEPEST_PART, MOST_MEMBERS};
use crate::mail::{Mail, append};
use crate::member::Names;
use crate::reader::{Content, File, Member, Reader, TakeMember};
use crate::reason::Reason;
use crate::{declared, encoding, html, transfer};

/// Bytes of the head of a mail: some thousands of addressees fit.
const LONGEST_HEAD: usize = 256 * 1024;

/// Bytes of the head of a part. `mail-parser` takes the square of the number of parameters, and there can be many heads:
/// 100,000 parameters took 25 seconds.
const LONGEST_PART_HEAD: usize = 16 * 1024;

/// Reads a mail, and hands out its attachments.
pub(crate) struct Eml;

impl Reader for Eml {
    fn read(&self, file: &File<'_>, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file.bytes);
        let outer = Part::of(bytes.trim_ascii_start(), LONGEST_HEAD);
        let Some(head) = outer.head.as_ref().filter(|head| is_head(head)) else {
            return Err(Reason::Malformed { detail: "it has no head of a mail".to_owned() });
        };
        let mut mail = Mail {
            from: addresses(head.from()),
            to: addresses(head.to()),
            cc: addresses(head.cc()),
            subject: head.subject().unwrap_or_default().to_owned(),
            message_id: head.message_id().unwrap_or_default().to_owned(),
            sent: head.date().copied(),
            body: String::new(),
        };
        let mut walk = Walk { names: Names::default(), encoding: None, replaced: 0 };
        let mut waiting = vec![Waiting { part: outer, depth: 0, shown_elsewhere: false }];
        let mut parts = 0;
        while let Some(next) = waiting.pop() {
            parts += 1;
            if parts > MOST_MEMBERS {
                return Err(Reason::OverLimit { detail: format!("it has more than {MOST_MEMBERS} parts") });
            }
            if let Some(inner) = next.inner() {
                if next.depth >= DEEPEST_PART {
                    return Err(Reason::OverLimit {
                        detail: format!("its parts stand more than {DEEPEST_PART} levels deep"),
                    });
                }
                waiting.extend(inner.into_iter().rev());
            } else if !walk.body(&next, &mut mail.body) {
                walk.attachment(&next.part, members)?;
            }
        }
        let mut content = Content::of(mail.into_draft());
        content.encoding = walk.encoding.unwrap_or(content.encoding);
        content.replaced = walk.replaced;
        Ok(Some(content))
    }
}

/// Whether there is anything in a head that mail has; the first paragraph of any text can be taken for one.
fn is_head(head: &Message<'_>) -> bool {
    let kind = head.parts.first().and_then(|part| part.content_type());
    let people = [head.from(), head.to(), head.sender()];
    people.iter().any(Option::is_some) || head.subject().is_some() || head.date().is_some() || kind.is_some()
}

/// A part of a mail: the mail itself, or what stands between two boundaries.
struct Part<'a> {
    head: Option<Message<'static>>,
    body: &'a [u8],
}

/// A part that is still to be read.
struct Waiting<'a> {
    part: Part<'a>,
    depth: usize,
    /// Another part says the same in plain text.
    shown_elsewhere: bool,
}

impl<'a> Part<'a> {
    /// Takes a part apart; of a head longer than `most` bytes the beginning is read.
    fn of(bytes: &'a [u8], most: usize) -> Self {
        let (head, body) = split_head(bytes);
        let head = &head[..head.len().min(most)];
        // Old programs write letters with accents as they are.
        let text = encoding::decode(head, None).map(|decoded| decoded.text).unwrap_or_default();
        let head = MessageParser::default().parse_headers(&text).map(Message::into_owned);
        Self { head, body }
    }

    fn kind(&self) -> Option<&ContentType<'_>> {
        self.head.as_ref()?.parts.first()?.content_type()
    }

    /// Whether its kind is this one; a part that does not say is plain text.
    fn is(&self, wanted: &str) -> bool {
        let (main, sub) = wanted.split_once('/').unwrap_or((wanted, ""));
        match self.kind() {
            Some(kind) => {
                let own = kind.subtype().unwrap_or_default();
                kind.ctype().eq_ignore_ascii_case(main) && (sub.is_empty() || own.eq_ignore_ascii_case(sub))
            }
            None => wanted == "text/plain",
        }
    }

    fn name(&self) -> Option<&str> {
        self.head.as_ref()?.parts.first()?.attachment_name().filter(|name| !name.trim().is_empty())
    }

    /// Whether it is sent along and not part of what is shown.
    fn is_attached(&self) -> bool {
        let disposition = self.head.as_ref().and_then(|head| head.parts.first()?.content_disposition());
        disposition.is_some_and(ContentType::is_attachment) || self.name().is_some()
    }

    /// The bytes that were packed for sending.
    fn bytes(&self) -> Vec<u8> {
        let packing = self.head.as_ref().and_then(|head| head.parts.first()?.content_transfer_encoding());
        match packing {
            Some(packing) if packing.eq_ignore_ascii_case("base64") => transfer::base64(self.body),
            Some(packing) if packing.eq_ignore_ascii_case("quoted-printable") => {
                transfer::quoted_printable(self.body)
            }
            _ => self.body.to_vec(),
        }
    }

    /// Its text, if it is text.
    fn text(&self) -> Result<encoding::Decoded, Reason> {
        let bytes = self.bytes();
        let label = self.kind().and_then(|kind| kind.attribute("charset"));
        let declared = label.and_then(declared::labelled);
        let html = || declared::encoding(Format::Html, &bytes);
        encoding::decode(&bytes, declared.or_else(|| self.is("text/html").then(html).flatten()))
    }
}

impl<'a> Waiting<'a> {
    /// The parts it consists of, if it does.
    fn inner(&self) -> Option<Vec<Waiting<'a>>> {
        if !self.part.is("multipart") {
            return None;
        }
        let boundary = self.part.kind()?.attribute("boundary")?;
        let parts: Vec<Part<'a>> = split_parts(self.part.body, boundary)
            .into_iter()
            .map(|bytes| Part::of(bytes, LONGEST_PART_HEAD))
            .collect();
        // Of two that say the same, plain text is read: what is in a page besides is its layout.
        let plain = self.part.is("multipart/alternative")
            && parts.iter().any(|part| {
                part.is("text/plain") && part.text().is_ok_and(|decoded| !decoded.text.trim().is_empty())
            });
        let waiting = parts.into_iter().map(|part| Waiting {
            shown_elsewhere: self.shown_elsewhere || (plain && !part.is("text/plain")),
            part,
            depth: self.depth + 1,
        });
        let waiting: Vec<_> = waiting.collect();
        (!waiting.is_empty()).then_some(waiting)
    }
}

struct Walk {
    names: Names,
    /// The encoding of the first piece of the body that is not in UTF-8.
    encoding: Option<&'static str>,
    replaced: usize,
}

impl Walk {
    /// Puts a part that is shown into the body; false when it is an attachment.
    fn body(&mut self, waiting: &Waiting<'_>, body: &mut String) -> bool {
        let part = &waiting.part;
        let html = part.is("text/html");
        // A mail in parts whose boundary is not to be found is read as it is.
        let plain = part.is("text/plain") || part.is("multipart");
        if !(html || plain) || part.is_attached() {
            return false;
        }
        if waiting.shown_elsewhere {
            return true;
        }
        let Ok(decoded) = part.text() else {
            // Mails without a body say so by being empty.
            return part.body.trim_ascii().is_empty();
        };
        if decoded.encoding != "UTF-8" {
            self.encoding.get_or_insert(decoded.encoding);
        }
        self.replaced += decoded.replaced;
        append(body, if html { html::extract(&decoded.text).text } else { decoded.text }.as_str());
        true
    }

    fn attachment(&mut self, part: &Part<'_>, members: &mut TakeMember<'_>) -> Result<(), Reason> {
        let mail = part.is("message/rfc822") || part.is("message/global");
        let written = part.name().map_or_else(|| name_for(part, mail), str::to_owned);
        // Pictures without a name or with the mark of one that the page shows are its layout: a logo below each mail.
        let shown = part.head.as_ref().is_some_and(|head| {
            let part = head.parts.first();
            let inline = part.and_then(|part| part.content_disposition()).is_none_or(ContentType::is_inline);
            inline && part.and_then(|part| part.content_id()).is_some()
        });
        if part.is("image") && (shown || part.name().is_none()) {
            return Ok(());
        }
        let name = self.names.file(&written).or_else(|| self.names.file("bijlage")).unwrap_or(written);
        let content = match refused(part, &name) {
            Some(reason) => Err(reason),
            None => Ok(part.bytes()),
        };
        members(Member { name: &name, content: content.as_deref().map_err(Clone::clone) })
    }
}

/// Why an attachment is not read, whatever it holds.
fn refused(part: &Part<'_>, name: &str) -> Option<Reason> {
    if part.is("application/ms-tnef") || name.eq_ignore_ascii_case("winmail.dat") {
        let detail = "it holds attachments as only Outlook packs them (winmail.dat), which is not read";
        return Some(Reason::Malformed { detail: detail.to_owned() });
    }
    let smime = part.is("application/pkcs7-mime") || part.is("application/x-pkcs7-mime");
    let signed = part.kind().and_then(|kind| kind.attribute("smime-type"));
    if smime && signed.is_none_or(|kind| !kind.eq_ignore_ascii_case("signed-data")) {
        return Some(Reason::Encrypted);
    }
    (promise(name) == Promise::Other).then_some(Reason::UnknownKind)
}

/// A name for an attachment that has none, by what it is.
fn name_for(part: &Part<'_>, mail: bool) -> String {
    if mail {
        let inner = Part::of(part.body, LONGEST_PART_HEAD).head;
        let subject = inner.as_ref().and_then(Message::subject).unwrap_or_default().trim();
        return format!("{}.eml", if subject.is_empty() { "bericht" } else { subject });
    }
    let extension = match part.kind().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default())) {
        Some((_, "pdf")) => ".pdf",
        Some(("text", "html")) => ".html",
        Some(("text", "calendar")) => ".ics",
        Some(("text", _)) | None => ".txt",
        _ => "",
    };
    format!("bijlage{extension}")
}

/// Returns the addresses of a field, with names where they have them.
pub(crate) fn addresses(list: Option<&Address<'_>>) -> String {
    let written = list.into_iter().flat_map(Address::iter).filter_map(|one| {
        let name = one.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        match (name, one.address.as_deref()) {
            (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
            (name, address) => Some(address.or(name)?.to_owned()),
        }
    });
    written.collect::<Vec<_>>().join(", ")
}

/// Splits a part at its first blank line.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if line == b"\n" || line == b"\r\n" {
            return (&bytes[..at], &bytes[end..]);
        }
        at = end;
    }
    (bytes, b"")
}

/// Splits a body at the lines that are its boundary. What stands before the first and after the last is for programs
/// that do not know of parts.
fn split_parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        let mark = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary.as_bytes()));
        if let Some(rest) = mark.map(<[u8]>::trim_ascii_end)
            && (rest.is_empty() || rest == b"--")
        {
            if let Some(start) = start {
                parts.push(without_line_end(&body[start..at]));
            }
            start = rest.is_empty().then_some(end);
            // More than are read need not be found.
            if !rest.is_empty() || parts.len() > MOST_MEMBERS {
                return parts;
            }
        }
        at = end;
    }
    parts.extend(start.map(|start| &body[start..]));
    parts
}

/// The line end in front of a boundary belongs to it.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
