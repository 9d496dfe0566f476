//! Fields of a letter, label and value, wherever they stand: `Datum 14 februari 2012`.
//!
//! Answerable for reading blocks of them in any of the layouts in which pages are taken apart: on one line, on
//! lines of their own, all labels before all values. Knows nothing of what follows from a field.

use super::lines::Lines;

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Date,
    Reference,
    Other,
}

/// Fields that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The values in order, with one blank for all white space.
    pub(super) fields: Vec<(Field, String)>,
    /// The first line behind it.
    pub(super) end: usize,
}

const LABELS: [(&str, Field); 20] = [
    ("Datum", Field::Date),
    ("Date", Field::Date),
    ("Kenmerk", Field::Reference),
    ("Ons kenmerk", Field::Reference),
    ("Onze referentie", Field::Reference),
    ("Our reference", Field::Reference),
    ("Uw kenmerk", Field::Reference),
    ("Uw referentie", Field::Reference),
    ("Zaaknummer", Field::Reference),
    ("Documentnummer", Field::Reference),
    ("Briefnummer", Field::Reference),
    ("Betreft", Field::Other),
    ("Onderwerp", Field::Other),
    ("Contactpersoon", Field::Other),
    ("Bijlagen", Field::Other),
    ("Bijlage(n)", Field::Other),
    ("Bijlage", Field::Other),
    ("Uw brief van", Field::Other),
    ("Uw brief", Field::Other),
    ("Aantal bijlagen", Field::Other),
];

/// Lines of a block at most: five fields, label and value on lines of their own, and one over.
const MOST_LINES: usize = 11;

/// Bytes of a value at most. A subject may be longer; it is not what pages repeat.
const LONGEST_VALUE: usize = 100;

/// Lines of a head at most, as in the head of titles and dates.
const MOST_HEAD: usize = 60;

/// Returns the label at the beginning of a text, what it says and where it ends.
pub(super) fn label(text: &str) -> Option<(Field, usize)> {
    LABELS
        .iter()
        .filter(|(label, _)| {
            text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
                && text.starts_with(char::is_uppercase)
                && text.get(label.len()..).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(':') || rest.starts_with(char::is_whitespace)
                })
        })
        .max_by_key(|(label, _)| label.len())
        .map(|(label, field)| (*field, label.len()))
}

/// Returns the fields that begin on this line of the running text, if any have values.
pub(super) fn block(lines: &Lines<'_>, first: usize) -> Option<Block> {
    label(lines.line(first))?;
    let mut waiting: Vec<Field> = Vec::new();
    let mut fields: Vec<(Field, String)> = Vec::new();
    let mut end = first;
    'lines: for line in first..lines.len().min(first + MOST_LINES) {
        let text = lines.line(line);
        if text.len() > 2 * LONGEST_VALUE || !lines.is_body(line) {
            break;
        }
        let (mut met, mut open) = (fields.clone(), waiting.clone());
        let mut rest = text;
        while !rest.is_empty() {
            if let Some((field, length)) = label(rest) {
                open.push(field);
                rest = rest.get(length..).unwrap_or_default();
                rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
                continue;
            }
            let until = next_label(rest);
            let value = rest.get(..until).unwrap_or_default();
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if open.is_empty() || !fits(open[0], &value) {
                break 'lines;
            }
            met.push((open.remove(0), value));
            rest = rest.get(until..).unwrap_or_default();
        }
        (fields, waiting) = (met, open);
        if waiting.is_empty() {
            end = line + 1;
        }
    }
    // Labels without values at the end belong to something else.
    (end > first && !fields.is_empty()).then_some(Block { fields, end })
}

/// Where the next label begins in a line.
fn next_label(text: &str) -> usize {
    text.char_indices()
        .skip(1)
        .filter(|(at, c)| {
            c.is_uppercase() && text.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace))
        })
        .find(|(at, _)| text.get(*at..).is_some_and(|rest| label(rest).is_some()))
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a value can be one of the field.
fn fits(field: Field, value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    match field {
        Field::Date => value.len() <= 30 && digits >= 3 && !value.ends_with('.'),
        Field::Reference => value.len() <= 40 && digits > 0 && value.split(' ').count() <= 4,
        Field::Other => value.len() <= LONGEST_VALUE,
    }
}

/// Returns the first line of the running text proper: all before it is head.
pub(super) fn head_end(lines: &Lines<'_>) -> usize {
    let most = lines.len().min(MOST_HEAD);
    (0..most).find(|line| is_prose(lines.line(*line))).unwrap_or(most)
}

/// Whether a line is one of a paragraph, as wide as a page at least.
pub(super) fn is_prose(text: &str) -> bool {
    // Fields and addresses are narrower; columns have wide gaps.
    text.len() >= 55
        && !text.starts_with(['>', '|'])
        && !text.starts_with("Aan de ")
        && !text.starts_with("Aan het ")
        && !text.contains("   ")
        && !text.contains('\t')
        && label(text).is_none()
        && text.split_whitespace().nth(7).is_some()
}
