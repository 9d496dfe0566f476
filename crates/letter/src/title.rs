//! What a letter is called.
//!
//! Answerable for choosing the title: the field `Betreft` or `Onderwerp`, then what the markup calls a title,
//! then the way parliamentary papers open, then a heading, and the file's name when the letter has none.
//! Knows nothing of markup; the readers report where a heading stands.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::broken::broken_words;
use crate::draft::Draft;
use crate::format::Format;
use crate::head::Head;

/// The title of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The title on one line: white space folded to single blanks, soft hyphens left out. At most some 400
    /// characters.
    pub text: String,
    /// How we know.
    pub source: TitleSource,
    /// Byte range of the title in the document's text, where it stands there; it may run over a line end.
    pub span: Option<Range<usize>>,
}

/// Where a title was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TitleSource {
    /// The field `Betreft` or `Onderwerp` in the head of the letter.
    Field,
    /// A heading: in HTML, XML or Markdown what is marked as one, else a first line that stands alone.
    Heading,
    /// The first line, which opens as parliamentary papers do: `Vragen van het lid …`.
    Opening,
    /// The name of the file; the letter itself has no title.
    FileName,
}

/// Characters at which a title is cut. The longest titles of questions to ministers have about 350.
const LONGEST: usize = 400;

/// Characters in a heading that is known by standing alone; a longer line is a sentence.
const LONGEST_HEADING: usize = 120;

/// Characters from which a line without a full stop is taken to be broken by the right margin.
const FULL_LINE: usize = 60;

/// Characters from which a subject without a full stop is taken to be broken by the margin, which is narrower
/// beside the margin of a letter with its address.
const WRAPPED_LINE: usize = 45;

/// Further lines of a subject.
const WRAPPED_LINES: usize = 3;

/// Lines of a printed paper above its heading: chamber, session, dossiers and their titles.
const PRINTED_HEAD: usize = 25;

/// How the first line of a printed paper begins, in lower case.
const PRINTED: [&str; 6] = [
    "aanhangsel van de handelingen",
    "tweede kamer der staten-generaal",
    "eerste kamer der staten-generaal",
    "staten-generaal",
    "vergaderjaar",
    "verenigde vergadering",
];

/// Ways in which parliamentary papers open, in lower case.
const OPENINGS: [&str; 19] = [
    "vragen van",
    "antwoord van",
    "antwoord op",
    "antwoorden van",
    "antwoorden op",
    "motie van",
    "gewijzigde motie van",
    "nader gewijzigde motie van",
    "amendement van",
    "gewijzigd amendement van",
    "nader gewijzigd amendement van",
    "brief van",
    "verslag van",
    "lijst van vragen",
    "nota naar aanleiding van",
    "memorie van",
    "initiatiefnota van",
    "voorstel van wet van",
    "mededeling van",
];

/// Beginnings of first lines that are no headings, in lower case: senders, addressees and field labels.
const NO_HEADINGS: [&str; 18] = [
    ">",
    "retouradres",
    "aan",
    "postbus",
    "geachte",
    "beste",
    "ministerie",
    "directie",
    "tweede kamer",
    "eerste kamer",
    "de voorzitter",
    "datum",
    "kenmerk",
    "ons kenmerk",
    "uw kenmerk",
    "bijlage",
    "pagina",
    "vergaderjaar",
];

/// Returns the title of what was read from the file with this name.
pub(crate) fn title(name: &str, format: Format, draft: &Draft) -> Title {
    let head = Head::of(&draft.text);
    in_field(&draft.text, &head)
        .or_else(|| match format {
            // The register of official publications names each once, whatever the rendition has for a heading.
            _ if is_registered(draft) => declared(draft).or_else(|| in_markup(draft)),
            // Who writes a title into a document means it; its first heading may be that of a chapter.
            Format::Docx | Format::Odt | Format::Rtf | Format::Doc => {
                declared(draft).or_else(|| in_markup(draft))
            }
            _ => in_markup(draft),
        })
        .or_else(|| in_opening(&draft.text, &head))
        .or_else(|| match format {
            // These mark their headings.
            Format::Html | Format::Xml | Format::Epub => None,
            _ => in_first_line(&draft.text, &head),
        })
        .unwrap_or_else(|| Title { text: title_from_name(name), source: TitleSource::FileName, span: None })
}

/// The title at this place in the text, unless nothing of it is a letter or a digit.
fn at(text: &str, range: Range<usize>, source: TitleSource) -> Option<Title> {
    let title = text.get(range.clone())?.trim_start();
    let start = range.end - title.len();
    let kept = clipped(without_day(title));
    kept.contains(char::is_alphanumeric).then(|| Title {
        text: folded(kept),
        source,
        span: Some(start..start + kept.len()),
    })
}

fn in_field(text: &str, head: &Head<'_>) -> Option<Title> {
    head.fields(&["Betreft", "Onderwerp", "Subject"]).find_map(|field| {
        let value = &text[field.value.clone()];
        if !field.certain && is_sentence(value) {
            return None;
        }
        // Of labels above their values one may have had none, and then this is the letter itself.
        if field.stacked > 1 && (is_sentence(value) || begins_with(value, &["geachte", "beste"])) {
            return None;
        }
        let mut range = field.value;
        let mut line = field.line;
        if let Some(end) = wrapped(text, head, &range, line) {
            range.end = end;
            return at(text, range, TitleSource::Field);
        }
        while let Some(next) = head.adjacent(line)
            && text[next.clone()].trim_start().starts_with(char::is_lowercase)
        {
            range.end = next.start + text[next].trim_end().len();
            line += 1;
        }
        at(text, range, TitleSource::Field)
    })
}

/// Where a subject ends that the margin broke: with the lines up to a blank one or the next field, when it fills
/// its own line and those lines are few. Without a blank line the letter itself may follow.
fn wrapped(text: &str, head: &Head<'_>, value: &Range<usize>, line: usize) -> Option<usize> {
    let own = head.lines().get(line)?;
    text[value.clone()].chars().nth(WRAPPED_LINE - 1)?;
    if !text[value.end..own.end].trim().is_empty() || text[value.clone()].ends_with(['.', '?', '!']) {
        return None;
    }
    let mut last = line;
    while let Some(next) = head.adjacent(last) {
        let next = text[next].trim();
        if head.is_field_line(last + 1) || begins_with(next, &["geachte", "beste"]) {
            break;
        }
        last += 1;
        if last - line > WRAPPED_LINES || next.ends_with(['.', ':', ';']) {
            return None;
        }
    }
    let end = head.lines().get(last)?;
    (last > line).then(|| end.start + text[end.clone()].trim_end().len())
}

/// Tells a sentence such as `Betreft het hier een misverstand?` from a field without a colon.
fn is_sentence(value: &str) -> bool {
    let first = value.split_whitespace().next().unwrap_or_default();
    value.ends_with(['.', '?', '!', ';', ',']) || ["van", "en", "of", "is"].contains(&first)
}

fn in_markup(draft: &Draft) -> Option<Title> {
    let heading = draft.heading.clone();
    heading.and_then(|range| at(&draft.text, range, TitleSource::Heading)).or_else(|| declared(draft))
}

/// Whether the data of an official publication stand in the file or beside it.
fn is_registered(draft: &Draft) -> bool {
    let mut names = draft.declared.properties.iter().map(|(name, _)| name.to_ascii_lowercase());
    names.any(|name| name.starts_with("overheidop.") || name.starts_with("overheid."))
}

fn declared(draft: &Draft) -> Option<Title> {
    let name = folded(clipped(draft.declared.title.as_deref()?));
    let own = !name.is_empty() && !is_made_up(&name);
    own.then_some(Title { text: name, source: TitleSource::Heading, span: None })
}

/// Whether a declared title is what a program put there: `Microsoft Word - brief.doc`, `Document1`.
fn is_made_up(title: &str) -> bool {
    let lower = title.to_lowercase();
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    lower.starts_with("microsoft word -")
        || [".doc", ".docx", ".docm", ".dot", ".dotx", ".pdf", ".rtf", ".odt"]
            .iter()
            .any(|end| lower.ends_with(end))
        || ["document", "untitled", "naamloos", "titel", "title", "brief", "powerpoint-presentatie"]
            .contains(&word)
}

fn in_opening(text: &str, head: &Head<'_>) -> Option<Title> {
    let lines = head.lines();
    let opens = |line: &Range<usize>| {
        let content = without_number(text[line.clone()].trim_start());
        begins_with(content, &OPENINGS).then(|| line.end - content.len())
    };
    let first = lines.first()?;
    // Of a printed paper the heading stands below those of the chamber and the dossier.
    let dossier = |line: &Range<usize>| {
        let bytes = text[line.clone()].trim_start().as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        digit(0) && digit(1) && bytes.get(2) == Some(&b' ') && digit(3) && digit(4) && digit(5) && !digit(6)
    };
    let printed = begins_with(text[first.clone()].trim_start(), &PRINTED) || dossier(first);
    let reach = if printed { PRINTED_HEAD } else { 1 };
    let (mut line, start) =
        lines.iter().take(reach).enumerate().find_map(|(place, line)| Some((place, opens(line)?)))?;
    let mut end = lines.get(line)?.end;
    while let Some(next) = head.adjacent(line) {
        let whole = &head.lines()[line];
        let current = text[whole.start.max(start)..whole.end].trim_end();
        if begins_with(text[next.clone()].trim_start(), &["voorgesteld", "ontvangen", "vastgesteld"]) {
            break;
        }
        let full = current.chars().nth(FULL_LINE - 1).is_some();
        if !full || current.ends_with(['.', ':', '?', '!']) {
            break;
        }
        end = next.end;
        line += 1;
    }
    let length = text[start..end].trim_end().len();
    at(text, start..start + length, TitleSource::Opening)
}

/// A line without `Nr. 143` before its heading.
fn without_number(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("Nr. ") else {
        return line;
    };
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.len() == rest.len() { line } else { behind.trim_start() }
}

fn in_first_line(text: &str, head: &Head<'_>) -> Option<Title> {
    let first = head.lines().first()?;
    let line = text[first.clone()].trim();
    let short = line.chars().nth(LONGEST_HEADING).is_none();
    let alone = head.adjacent(0).is_none();
    let heading = short
        && alone
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ',', ';', ':', '?', '!'])
        && !begins_with(line, &NO_HEADINGS)
        && !is_postcode_line(line)
        && naslag_citation::dates(line).is_empty();
    let start = first.end - text[first.clone()].trim_start().len();
    heading.then(|| at(text, start..start + line.len(), TitleSource::Heading))?
}

/// Whether the line starts with one of these, in capitals or not.
fn begins_with(line: &str, beginnings: &[&str]) -> bool {
    // No beginning is longer than 40 bytes, and a line may be a whole book.
    let start: String = line.chars().take(40).collect();
    let start = start.to_lowercase();
    beginnings
        .iter()
        .filter_map(|beginning| start.strip_prefix(beginning))
        .any(|rest| !rest.starts_with(char::is_alphabetic))
}

/// `2500 EH Den Haag`
fn is_postcode_line(line: &str) -> bool {
    let mut bytes = line.bytes().filter(|byte| *byte != b' ');
    let digits = bytes.by_ref().take(4).filter(u8::is_ascii_digit).count();
    digits == 4 && bytes.take(2).filter(u8::is_ascii_uppercase).count() == 2
}

/// The title without the day it was sent in or received, which follows it in brackets.
fn without_day(title: &str) -> &str {
    let title = title.trim_end();
    let open =
        title.strip_suffix('.').unwrap_or(title).strip_suffix(')').and_then(|inside| inside.rfind('('));
    match open {
        Some(open) if begins_with(&title[open + 1..], &["ingezonden", "ontvangen"]) => {
            title[..open].trim_end()
        }
        _ => title,
    }
}

/// The title cut between two words when it is longer than any real one.
fn clipped(title: &str) -> &str {
    let Some((end, _)) = title.char_indices().nth(LONGEST) else {
        return title;
    };
    let kept = &title[..end];
    let end = kept.rfind(char::is_whitespace).unwrap_or(end);
    kept[..end].trim_end()
}

/// The words on one line; one that was broken at the end of a line is whole again.
pub(crate) fn folded(title: &str) -> String {
    let mut whole = title.to_owned();
    broken_words(title).into_iter().rev().for_each(|cut| whole.replace_range(cut, ""));
    let words: Vec<&str> = whole.split_whitespace().collect();
    words.join(" ").replace('\u{ad}', "")
}

/// The file's name without folders and extension, with blanks for hyphens and underscores.
pub fn title_from_name(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = match file.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => stem,
        _ => file,
    };
    let title = folded(clipped(&stem.replace(['-', '_'], " ")));
    if title.is_empty() { file.to_owned() } else { title }
}

/// Whether this is what a file name ends in and no part of the name, as the `2` of `versie 1.2`.
fn is_extension(end: &str) -> bool {
    let short = (1..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short && end.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
