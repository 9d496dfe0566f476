//! The title a Markdown file gives itself.
//!
//! Answerable for the three places where Markdown has one: `title:` in the block of settings at the top, a
//! line that starts with `#`, a line underlined with `=` or `-`. Knows nothing else of Markdown; the text is
//! kept as written.

use std::ops::Range;

use naslag_letter::Draft;

use crate::encoding::decode;
use crate::reader::{Content, File, Reader, TakeMember};
use crate::reason::Reason;

/// Reads Markdown as it is written.
pub(crate) struct Markdown;

impl Reader for Markdown {
    fn read(&self, file: &File<'_>, _: &mut TakeMember<'_>) -> Result<Option<Content>, Reason> {
        let decoded = decode(file.bytes, None)?;
        let draft = Draft { heading: heading(&decoded.text), text: decoded.text, ..Draft::default() };
        Ok(Some(Content { draft, encoding: decoded.encoding, replaced: decoded.replaced }))
    }
}

/// Returns where the title stands in the text; the settings go before the headings, and of those the first
/// counts.
pub(crate) fn heading(text: &str) -> Option<Range<usize>> {
    let settings = settings(text);
    let body = settings.as_ref().map_or(0, |settings| settings.end);
    settings.and_then(|settings| in_settings(text, settings)).or_else(|| in_body(text, body))
}

/// The block between two lines `---` at the start of the file.
fn settings(text: &str) -> Option<Range<usize>> {
    let start = text.strip_prefix("---\n").map(|_| 4)?;
    let end = lines(text, start).find(|line| matches!(text[line.clone()].trim_end(), "---" | "..."))?;
    Some(start..end.end)
}

fn in_settings(text: &str, settings: Range<usize>) -> Option<Range<usize>> {
    lines(text, settings.start).take_while(|line| line.start < settings.end).find_map(|line| {
        let (name, value) = text[line.clone()].split_once(':')?;
        if !name.eq_ignore_ascii_case("title") && !name.eq_ignore_ascii_case("titel") {
            return None;
        }
        let value = value.trim().trim_matches(['"', '\'']).trim();
        range_of(text, value)
    })
}

fn in_body(text: &str, start: usize) -> Option<Range<usize>> {
    let mut previous: Option<Range<usize>> = None;
    let mut fenced = false;
    for line in lines(text, start) {
        let content = text[line.clone()].trim();
        if content.starts_with("```") || content.starts_with("~~~") {
            fenced = !fenced;
            previous = None;
            continue;
        }
        if fenced {
            continue;
        }
        let marks = content.len() - content.trim_start_matches('#').len();
        let rest = &content[marks..];
        if (1..=6).contains(&marks) && rest.starts_with([' ', '\t']) {
            // Closing marks are decoration.
            let title = rest.trim_end_matches('#').trim();
            if !title.is_empty() {
                return range_of(text, title);
            }
        }
        let underline =
            ['=', '-'].into_iter().any(|mark| content.len() >= 2 && content.chars().all(|c| c == mark));
        if let (true, Some(title)) = (underline, &previous) {
            return range_of(text, text[title.clone()].trim());
        }
        // Under a quotation, a list or a table the line is a rule.
        let plain = !content.is_empty() && !content.starts_with(['>', '-', '*', '|', '=']);
        previous = plain.then_some(line);
    }
    None
}

/// The lines from this place on, without their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    text[start..].split('\n').scan(start, |at, line| {
        let range = *at..*at + line.len();
        *at = range.end + 1;
        Some(range)
    })
}

/// Where a part of the text stands in it.
fn range_of(text: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (!part.is_empty()).then_some(start..start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = heading(text).and_then(|range| text.get(range));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn settings_go_first() {
        check("---\ndate: x\ntitle: \"Hack bij KPN\"\n---\n# Anders\n", Some("Hack bij KPN"));
        check("---\ndate: x\n---\n\n# Anders\n", Some("Anders"));
        check("---\ntitle:\n---\ntekst", None);
        check("---\ntitle: open", None);
    }

    #[test]
    fn headings() {
        check("tekst\n\n## Hack  bij KPN ##\n\n# Later", Some("Hack  bij KPN"));
        check("Hack bij KPN\n============\ntekst", Some("Hack bij KPN"));
        check("Hack bij KPN\n---\ntekst", Some("Hack bij KPN"));
        check("#Geen kop\n", None);
        check("####### zeven\n", None);
        check("# \n#\n", None);
        check("```\n# opmerking\n```\n# Kop", Some("Kop"));
        check("- punt\n---\ntekst", None);
        check("tekst\n\n---\ntekst", None);
        check("", None);
    }
}
