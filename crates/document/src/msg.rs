//! Mail as Outlook keeps it (MS-OXMSG): an OLE file with a stream for each property.
//!
//! Answerable for finding the properties that matter and the attachments. Knows nothing of how a mail is shown
//! (`mail`). A mail in a mail is a folder of the same file; it is handed out as a file of its own.
//!
//! Own, on top of `cfb`: `msg_parser` reads all properties into text first and cannot tell the time of sending.

use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;
use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};
use mail_parser::{DateTime, MessageParser};
use naslag_letter::Format;

use crate::kind::{Promise, promise};
use crate::limits::DEEPEST_PART;
use crate::mail::Mail;
use crate::member::Names;
use crate::reader::{Content, File, Member, Reader, TakeMember};
use crate::reason::Reason;
use crate::{declared, eml, encoding, html, lzfu};

/// Reads a mail, and hands out its attachments.
pub(crate) struct Msg;

impl Reader for Msg {
    fn read(&self, file: &File<'_>, members: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let container = CompoundFile::open(Cursor::new(file.bytes)).map_err(|error| Reason::Malformed {
            detail: format!("it is damaged, or no mail of Outlook: {error}"),
        })?;
        // Streams may share their bytes, so that a small file seems to hold a large one many times. The table of
        // properties is read more than once, hence the rest.
        let mut message = Message { container, left: file.bytes.len() as u64 * 2 + 1024 * 1024 };
        let mut mail = message.mail();
        mail.body = message.text("/", BODY);
        let mut names = Names::default();
        if mail.body.trim().is_empty() {
            match message.html() {
                Some(page) => mail.body = html::extract(&page).text,
                None => {
                    let rtf = message.stream("/", RTF).and_then(|packed| lzfu::unpack(&packed));
                    if let (Some(rtf), Some(name)) = (rtf, names.file("bericht.rtf")) {
                        members(Member { name: &name, content: Ok(&rtf) })?;
                    }
                }
            }
        }
        for storage in message.attachments() {
            message.attachment(&storage, &mut names, members)?;
        }
        Ok(Some(Content::of(mail.into_draft())))
    }
}

// Numbers of properties, by MS-OXPROPS.
const SUBJECT: &str = "0037";
const SENDER_NAMES: [&str; 2] = ["0042", "0C1A"];
const SENDER_ADDRESSES: [&str; 4] = ["5D02", "5D01", "0065", "0C1F"];
const TO: &str = "0E04";
const CC: &str = "0E03";
const MESSAGE_ID: &str = "1035";
/// The head of the mail as it came over the network, which mail that was sent from here does not have.
const NETWORK_HEAD: &str = "007D";
const BODY: &str = "1000";
const HTML: &str = "10130102";
const HTML_AS_TEXT: &str = "1013";
const RTF: &str = "10090102";
const ATTACHMENT_NAMES: [&str; 3] = ["3707", "3704", "3001"];
const ATTACHMENT_TITLE: &str = "3001";
const ATTACHMENT_BYTES: &str = "37010102";
const ATTACHMENT_MAIL: &str = "3701000D";
const CONTENT_ID: &str = "3712";
/// When the sender sent it, and when it arrived here; numbers with the type of a time.
const TIMES: [u32; 2] = [0x0039_0040, 0x0E06_0040];
/// Code pages of text and of HTML, with the type of a number.
const TEXT_PAGE: u32 = 0x3FFD_0003;
const HTML_PAGE: u32 = 0x3FDE_0003;

struct Message<'a> {
    container: CompoundFile<Cursor<&'a [u8]>>,
    /// Bytes that may still be read.
    left: u64,
}

impl Message<'_> {
    fn mail(&mut self) -> Mail {
        let head = self.text("/", NETWORK_HEAD);
        let head = MessageParser::default().parse_headers(&head);
        let head = head.as_ref();
        let first = |message: &mut Self, numbers: &[&str], keep: fn(&str) -> bool| {
            let mut found = numbers.iter().map(|number| message.text("/", number));
            found.find(|text| !text.trim().is_empty() && keep(text)).unwrap_or_default()
        };
        let name = first(self, &SENDER_NAMES, |_| true);
        // Inside an organisation an address is a path in its directory, which tells nobody anything.
        let address = first(self, &SENDER_ADDRESSES, |address| address.contains('@'));
        let from = match (name.is_empty(), address.is_empty()) {
            (false, false) if name != address => format!("{name} <{address}>"),
            (true, _) => address,
            _ => name,
        };
        let or = |own: String, other: String| if own.trim().is_empty() { other } else { own };
        let sent = head.and_then(|head| head.date().copied());
        Mail {
            from: or(from, eml::addresses(head.and_then(|head| head.from()))),
            to: or(eml::addresses(head.and_then(|head| head.to())), self.text("/", TO)),
            cc: or(eml::addresses(head.and_then(|head| head.cc())), self.text("/", CC)),
            subject: self.subject(),
            message_id: self.text("/", MESSAGE_ID).trim_matches(['<', '>', ' ']).to_owned(),
            sent: sent.filter(DateTime::is_valid).or_else(|| self.time()),
            body: String::new(),
        }
    }

    fn subject(&mut self) -> String {
        let subject = self.text("/", SUBJECT);
        // Two characters may tell how long a `RE: ` before the subject is.
        match subject.strip_prefix('\u{1}') {
            Some(rest) => rest.chars().skip(1).collect(),
            None => subject,
        }
    }

    /// When it was sent, by the clock of Greenwich: a property does not know another.
    fn time(&mut self) -> Option<DateTime> {
        TIMES.into_iter().find_map(|number| {
            let ticks = u64::from_le_bytes(self.fixed("/", number)?);
            // A tenth of a microsecond each, since 1601.
            let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
            let time = DateTime::from_timestamp(seconds);
            // Earlier than mail is no time.
            (seconds > 0 && time.is_valid()).then_some(time)
        })
    }

    fn html(&mut self) -> Option<String> {
        let bytes = match self.stream("/", HTML) {
            Some(bytes) => bytes,
            None => self.text("/", HTML_AS_TEXT).into_bytes(),
        };
        let declared = declared::encoding(Format::Html, &bytes).or_else(|| self.code_page(HTML_PAGE));
        let page = encoding::decode(&bytes, declared).ok()?.text;
        (!page.trim().is_empty()).then_some(page)
    }

    /// The text of a property, in Unicode or in the code page of the mail; empty when it is not there.
    fn text(&mut self, storage: &str, number: &str) -> String {
        if let Some(bytes) = self.stream(storage, &format!("{number}001F")) {
            let text = UTF_16LE.decode_without_bom_handling(&bytes).0;
            return text.trim_end_matches('\0').replace("\r\n", "\n").replace(['\r', '\0'], "\n");
        }
        let Some(bytes) = self.stream(storage, &format!("{number}001E")) else {
            return String::new();
        };
        let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        let page = self.code_page(TEXT_PAGE).unwrap_or(WINDOWS_1252);
        encoding::decode(bytes, Some(page)).map(|decoded| decoded.text).unwrap_or_default()
    }

    fn code_page(&mut self, number: u32) -> Option<&'static Encoding> {
        let [a, b, c, d, ..] = self.fixed("/", number)?;
        let label = match u32::from_le_bytes([a, b, c, d]) {
            20127 => "us-ascii".to_owned(),
            20866 => "koi8-r".to_owned(),
            65001 => "utf-8".to_owned(),
            page @ 28591..=28606 => format!("iso-8859-{}", page - 28590),
            page => format!("windows-{page}"),
        };
        declared::labelled(&label)
    }

    /// The value of a property that stands in the table of a storage.
    fn fixed(&mut self, storage: &str, number: u32) -> Option<[u8; 8]> {
        let table = self.whole(&format!("{storage}__properties_version1.0"))?;
        // The head of the table is shorter in a mail that was in another.
        let head = if table.len() % 16 == 0 { 32 } else { 24 };
        let (rows, _) = table.get(head..)?.as_chunks::<16>();
        let row = rows.iter().find(|row| row[..4] == number.to_le_bytes())?;
        row[8..].try_into().ok()
    }

    fn stream(&mut self, storage: &str, property: &str) -> Option<Vec<u8>> {
        self.whole(&format!("{storage}__substg1.0_{property}"))
    }

    /// The bytes of a stream, as long as the file itself is not used up.
    fn whole(&mut self, path: &str) -> Option<Vec<u8>> {
        if !self.container.is_stream(path) {
            return None;
        }
        let mut bytes = Vec::new();
        self.container.open_stream(path).ok()?.take(self.left).read_to_end(&mut bytes).ok()?;
        self.left -= bytes.len() as u64;
        Some(bytes)
    }

    /// The storages of attachments, in their order.
    fn attachments(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .container
            .read_root_storage()
            .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
            .map(|entry| format!("/{}/", entry.name()))
            .collect();
        found.sort();
        found
    }

    fn attachment(
        &mut self,
        storage: &str,
        names: &mut Names,
        members: &mut TakeMember<'_>,
    ) -> Result<(), Reason> {
        let inner = format!("{storage}__substg1.0_{ATTACHMENT_MAIL}");
        let is_mail = self.container.is_stream(format!("{inner}/__properties_version1.0"));
        let mut written = String::new();
        if is_mail {
            let title = self.text(storage, ATTACHMENT_TITLE);
            let title = title.trim();
            written = format!("{}.msg", if title.is_empty() { "bericht" } else { title });
        }
        for number in ATTACHMENT_NAMES {
            if written.trim().is_empty() {
                written = self.text(storage, number);
            }
        }
        let name = names.file(&written).or_else(|| names.file("bijlage")).unwrap_or(written);
        let other = promise(&name) == Promise::Other;
        if other && !self.text(storage, CONTENT_ID).is_empty() {
            // A picture that the page shows: a logo below each mail.
            return Ok(());
        }
        let malformed = |detail: &str| Err(Reason::Malformed { detail: detail.to_owned() });
        let content = if is_mail {
            self.inner_mail(&inner)
        } else if self.container.is_storage(&inner) {
            malformed("it is an object of another program inside the mail, which is not read")
        } else if name.eq_ignore_ascii_case("winmail.dat") {
            malformed("it holds attachments as only Outlook packs them (winmail.dat), which is not read")
        } else if other {
            Err(Reason::UnknownKind)
        } else {
            match self.stream(storage, ATTACHMENT_BYTES) {
                Some(bytes) => Ok(bytes),
                None => malformed("the mail does not hold it but says where it was kept"),
            }
        };
        members(Member { name: &name, content: content.as_deref().map_err(Clone::clone) })
    }

    /// Makes a file of a mail that is a folder of this one.
    fn inner_mail(&mut self, folder: &str) -> Result<Vec<u8>, Reason> {
        let broken = |error: std::io::Error| Reason::Malformed {
            detail: format!("the mail in the mail is damaged: {error}"),
        };
        let mut made = CompoundFile::create(Cursor::new(Vec::new())).map_err(broken)?;
        let mut entries = Vec::new();
        for entry in self.container.walk_storage(folder).map_err(broken)? {
            let path = entry.path().to_string_lossy().into_owned();
            if path.matches('/').count() > DEEPEST_PART {
                return Err(Reason::OverLimit {
                    detail: format!("its parts stand more than {DEEPEST_PART} levels deep"),
                });
            }
            entries.push((path, entry.is_stream()));
        }
        for (path, is_stream) in entries {
            let Some(inner) = path.strip_prefix(folder).filter(|inner| !inner.is_empty()) else {
                continue;
            };
            if is_stream {
                let bytes = self.whole(&path).unwrap_or_default();
                made.create_stream(inner).and_then(|mut stream| stream.write_all(&bytes)).map_err(broken)?;
            } else {
                made.create_storage(inner).map_err(broken)?;
            }
        }
        made.flush().map_err(broken)?;
        Ok(made.into_inner().into_inner())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
