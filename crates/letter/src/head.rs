//! The head of a letter: its first lines, and the fields in them such as `Datum` and `Betreft`.
//!
//! Answerable for how a field line looks and where its value stands. Knows nothing of which fields matter or
//! what their values mean; `title` and `date` do.

use std::ops::Range;

/// Lines with text that are looked at. A head with address, reference and contact data has about thirty;
/// sixty keep clear of the sentences of a long letter.
const LINES: usize = 60;

/// Labels that begin a field line; one of them under an empty field shows that the field has no value.
const LABELS: [&str; 14] = [
    "Datum",
    "Date",
    "Betreft",
    "Onderwerp",
    "Kenmerk",
    "Ons kenmerk",
    "Uw kenmerk",
    "Onze referentie",
    "Uw referentie",
    "Uw brief",
    "Contactpersoon",
    "Bijlage",
    "Bijlagen",
    "Aantal bijlagen",
];

/// The first lines of a text that hold something.
pub(crate) struct Head<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Byte range of the value, without white space around it and never empty; one line.
    pub(crate) value: Range<usize>,
    /// Place of the value's line among the lines of the head.
    pub(crate) line: usize,
    /// The label stands alone or has a colon, so that this cannot be a sentence.
    pub(crate) certain: bool,
}

impl<'a> Head<'a> {
    /// Takes the head of a text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut at = 0;
        let lines = text
            .split('\n')
            .map(|line| {
                let range = at..at + line.len();
                at = range.end + 1;
                range
            })
            .filter(|line| !text[line.clone()].trim().is_empty())
            .take(LINES)
            .collect();
        Self { text, lines }
    }

    /// Returns the byte ranges of the lines that hold something, at most sixty.
    pub(crate) fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// Returns the line after this one when no blank line stands between them.
    pub(crate) fn adjacent(&self, line: usize) -> Option<Range<usize>> {
        let next = self.lines.get(line + 1)?;
        (self.lines.get(line)?.end + 1 == next.start).then(|| next.clone())
    }

    /// Returns the values of the fields with one of these labels, from top to bottom: what stands behind the
    /// label, or else the next line that holds something.
    pub(crate) fn fields(&self, labels: &'a [&'a str]) -> impl Iterator<Item = Field> + '_ {
        (0..self.lines.len()).filter_map(|line| {
            let (value, colon) = labels.iter().find_map(|label| self.labelled(line, label))?;
            if !value.is_empty() {
                return Some(Field { value, line, certain: colon });
            }
            let line = line + 1;
            let is_field = LABELS.iter().any(|label| self.labelled(line, label).is_some());
            let value = self.trimmed(self.lines.get(line)?.clone());
            (!is_field && !value.is_empty()).then_some(Field { value, line, certain: true })
        })
    }

    /// What stands behind the label on this line, and whether a colon does; nothing when the line has another
    /// beginning.
    fn labelled(&self, line: usize, label: &str) -> Option<(Range<usize>, bool)> {
        let line = self.trimmed(self.lines.get(line)?.clone());
        let content = &self.text[line.clone()];
        let found = content.get(..label.len())?;
        if !found.eq_ignore_ascii_case(label) {
            return None;
        }
        let rest = content[label.len()..].trim_start_matches(EMPHASIS);
        let colon = rest.trim_start().starts_with(':');
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) && !colon {
            return None;
        }
        let value = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        Some((self.trimmed(line.end - value.len()..line.end), colon))
    }

    /// The range without white space and marks of emphasis around it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let around = |c: char| c.is_whitespace() || EMPHASIS.contains(&c);
        let text = &self.text[range.clone()];
        let start = range.end - text.trim_start_matches(around).len();
        let length = self.text[start..range.end].trim_end_matches(around).len();
        start..start + length
    }
}

/// Markdown's marks of emphasis, which labels often carry: `**Betreft:** …`.
const EMPHASIS: [char; 2] = ['*', '_'];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let head = Head::of(text);
        let values: Vec<&str> =
            head.fields(&["Betreft", "Onderwerp"]).map(|field| &text[field.value]).collect();
        assert_eq!(values, expected, "{text:?}");
    }

    #[test]
    fn values_stand_behind_or_below() {
        check("Betreft Hack bij KPN", &["Hack bij KPN"]);
        check("  BETREFT : Hack bij KPN  ", &["Hack bij KPN"]);
        check("Onderwerp\tHack", &["Hack"]);
        check("Onderwerp:\n\n  Hack\nrest", &["Hack"]);
        check("Betreft\nHack", &["Hack"]);
        check("**Betreft:** Hack bij KPN", &["Hack bij KPN"]);
        check("Betreft een\nOnderwerp twee", &["een", "twee"]);
    }

    #[test]
    fn other_lines_are_no_fields() {
        check("Onderwerpen Hack", &[]);
        check("Dit betreft Hack", &[]);
        check("Betreft\nDatum 14 februari 2012", &[]);
        check("Betreft:", &[]);
        check("Betr", &[]);
        check("", &[]);
    }

    #[test]
    fn the_head_ends_after_sixty_lines() {
        check(&format!("{}Betreft Hack", "x\n\n".repeat(59)), &["Hack"]);
        check(&format!("{}Betreft Hack", "x\n\n".repeat(60)), &[]);
    }

    #[test]
    fn adjacent_lines() {
        let head = Head::of("een\ntwee\n\ndrie");
        assert_eq!(head.adjacent(0), Some(4..8));
        assert_eq!(head.adjacent(1), None);
        assert_eq!(head.adjacent(2), None);
    }
}
