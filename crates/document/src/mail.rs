//! A mail as a letter: its head as lines and its body below.
//!
//! Answerable for how sender, addressees, day and subject stand in the text, and for what a mail declares. Knows
//! nothing of how mail is stored; `eml` and `msg` do.

use std::fmt::Write;

use mail_parser::DateTime;
use naslag_citation::MONTHS;
use naslag_letter::{Declared, Draft};

/// What was found in a mail. Fields that it does not have are empty.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) cc: String,
    pub(crate) subject: String,
    pub(crate) message_id: String,
    /// When it was sent, by the clock of the sender.
    pub(crate) sent: Option<DateTime>,
    pub(crate) body: String,
}

impl Mail {
    /// Returns the mail as a text with the fields that letters have, in Dutch: who searches for a letter `Aan` someone
    /// finds a mail as well.
    pub(crate) fn into_draft(self) -> Draft {
        let sent = self.sent.filter(DateTime::is_valid);
        let day = sent.map(|sent| {
            let month = MONTHS.get(usize::from(sent.month).saturating_sub(1)).unwrap_or(&"");
            format!("{} {month} {} {:02}:{:02}", sent.day, sent.year, sent.hour, sent.minute)
        });
        let [from, to, cc, subject, message_id] =
            [&self.from, &self.to, &self.cc, &self.subject, &self.message_id].map(|field| on_one_line(field));
        let mut text = String::new();
        let fields = [
            ("Van", from.as_str()),
            ("Aan", &to),
            ("Cc", &cc),
            ("Datum", day.as_deref().unwrap_or_default()),
            ("Onderwerp", &subject),
        ];
        for (label, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{label}: {value}");
        }
        let body = self.body.trim_matches('\n').trim_end();
        if !body.trim().is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(body);
            text.push('\n');
        }
        let properties = [
            ("to", to),
            ("cc", cc),
            ("message-id", message_id),
            ("date", sent.map(|sent| sent.to_rfc3339()).unwrap_or_default()),
        ];
        let some = |value: String| (!value.is_empty()).then_some(value);
        let declared = Declared {
            title: some(subject),
            date: sent.map(|sent| format!("{:04}-{:02}-{:02}", sent.year, sent.month, sent.day)),
            author: some(from),
            properties: properties
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        };
        Draft { text, declared, ..Draft::default() }
    }
}

/// The words of a field. A subject may hold line ends, and could else pretend to be other fields.
fn on_one_line(field: &str) -> String {
    let words = field.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Puts a piece of the body behind those before it.
pub(crate) fn append(body: &mut String, piece: &str) {
    let piece = piece.trim_matches('\n').trim_end();
    if piece.trim().is_empty() {
        return;
    }
    if !body.is_empty() {
        body.push_str("\n\n");
    }
    body.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mail: Mail, text: &str, declared: &str) {
        let draft = mail.into_draft();
        assert_eq!(draft.text, text);
        assert_eq!(format!("{:?} {:?}", draft.declared.date, draft.declared.properties), declared);
    }

    #[test]
    fn fields_stand_above_the_body() {
        let mail = Mail {
            from: "Jan <jan@min.nl>".to_owned(),
            to: "a@b, c@d".to_owned(),
            subject: "Besluit\r\n één\nAan: e@f".to_owned(),
            // Late in the evening here is the next day elsewhere.
            sent: DateTime::parse_rfc822("Tue, 14 Feb 2012 23:30:00 -0100"),
            body: "\n\nBeste collega,\n\nJa.  \n\n".to_owned(),
            ..Mail::default()
        };
        check(
            mail,
            "Van: Jan <jan@min.nl>\nAan: a@b, c@d\nDatum: 14 februari 2012 23:30\nOnderwerp: Besluit één Aan: e@f\n\n\
             Beste collega,\n\nJa.\n",
            r#"Some("2012-02-14") [("to", "a@b, c@d"), ("date", "2012-02-14T23:30:00-01:00")]"#,
        );
    }

    #[test]
    fn what_is_not_there_is_left_out() {
        check(Mail { body: " \n".to_owned(), ..Mail::default() }, "", "None []");
        check(Mail { body: "a".to_owned(), ..Mail::default() }, "a\n", "None []");
        let sent = DateTime::parse_rfc822("Tue, 99 Feb 2012 09:30:00 +0100");
        check(Mail { sent, subject: "b".to_owned(), ..Mail::default() }, "Onderwerp: b\n", "None []");
    }
}
