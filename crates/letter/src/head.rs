//! The head of a letter: its first lines, and the fields in them such as `Datum` and `Betreft`.
//!
//! Answerable for how a field looks and where its value stands: behind its label, in the next cell, or below a
//! row of labels. Knows nothing of which fields matter or what their values mean; `title` and `metadata` do.

use std::ops::Range;

/// Lines with text that are looked at. A head with address, reference and contact data has about thirty;
/// sixty keep clear of the sentences of a long letter.
const LINES: usize = 60;

/// Bytes of a line in which cells are told apart. A longer line is a paragraph and no row of a head.
const ROW: usize = 1000;

/// Cells that are looked at: more than sixty lines of a head have.
const CELLS: usize = 240;

/// Characters by which a value may stand beside the column of its label.
const ASKEW: usize = 2;

/// Blanks that separate two cells of a line. Two stand between sentences.
const GAP: usize = 3;

/// Labels that begin a field; one of them under an empty field shows that the field has no value there.
const LABELS: [&str; 51] = [
    "Datum",
    "Date",
    "Betreft",
    "Onderwerp",
    "Subject",
    "Kenmerk",
    "Ons kenmerk",
    "Uw kenmerk",
    "Onze referentie",
    "Uw referentie",
    "Referentie",
    "Referentienummer",
    "Our reference",
    "Your reference",
    "Reference",
    "Uw brief (kenmerk)",
    "Uw brief van",
    "Uw brief",
    "Uw bericht",
    "Briefkenmerk",
    "Ons nummer",
    "Zaaknummer",
    "Contactpersoon",
    "Contact",
    "Behandeld door",
    "Inlichtingen",
    "Inlichtingen bij",
    "Doorkiesnummer",
    "Telefoon",
    "Telefoonnummer",
    "T",
    "F",
    "M",
    "E-mail",
    "E-mailadres",
    "Auteur",
    "Auteurs",
    "Van",
    "Aan",
    "Cc",
    "Kopie aan",
    "Steller",
    "Bijlage",
    "Bijlagen",
    "Bijlage(n)",
    "Aantal bijlagen",
    "Bezoekadres",
    "Postadres",
    "Internet",
    "Internetadres",
    "Uiterste beslisdatum",
];

/// The first lines of a text that hold something.
pub(crate) struct Head<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    cells: Vec<Cell>,
}

/// A piece of a line between wide gaps; most lines are one.
struct Cell {
    /// Without white space around it.
    range: Range<usize>,
    /// Place of its line.
    line: usize,
    /// Characters of the line before it, for rows whose values stand below their labels.
    column: usize,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Byte range of the value, without white space around it and never empty; one line.
    pub(crate) value: Range<usize>,
    /// Place of the value's line among the lines of the head.
    pub(crate) line: usize,
    /// Place of the value's cell among the cells of the head.
    pub(crate) cell: usize,
    /// The label stands alone or has a colon, so that this cannot be a sentence.
    pub(crate) certain: bool,
    /// How many labels stand in the row of labels above their values; 1 when the label has its value to itself.
    pub(crate) stacked: usize,
}

impl<'a> Head<'a> {
    /// Takes the head of a text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut at = 0;
        let lines: Vec<Range<usize>> = text
            .split('\n')
            .map(|line| {
                let range = at..at + line.len();
                at = range.end + 1;
                range
            })
            .filter(|line| !text[line.clone()].trim().is_empty())
            .take(LINES)
            .collect();
        let mut cells = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            cut(text, line.clone(), |range, column| {
                if cells.len() < CELLS {
                    cells.push(Cell { range, line: number, column });
                }
            });
        }
        Self { text, lines, cells }
    }

    /// The whole text of which this is the head.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the byte ranges of the lines that hold something, at most sixty.
    pub(crate) fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// Returns the pieces of these lines between wide gaps, in order, without white space around them.
    pub(crate) fn cells(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.cells.iter().map(|cell| cell.range.clone())
    }

    /// Returns the cell with this place among the cells.
    pub(crate) fn cell(&self, cell: usize) -> Option<Range<usize>> {
        self.cells.get(cell).map(|cell| cell.range.clone())
    }

    /// Returns the line after this one when no blank line stands between them.
    pub(crate) fn adjacent(&self, line: usize) -> Option<Range<usize>> {
        let next = self.lines.get(line + 1)?;
        (self.lines.get(line)?.end + 1 == next.start).then(|| next.clone())
    }

    /// Whether a cell and the one behind it stand on lines that follow each other without a blank one.
    pub(crate) fn continues(&self, cell: usize) -> bool {
        let (Some(here), Some(next)) = (self.cells.get(cell), self.cells.get(cell + 1)) else {
            return false;
        };
        next.line == here.line + 1 && self.adjacent(here.line).is_some()
    }

    /// Returns the values of the fields with one of these labels, from top to bottom: what stands behind the
    /// label, or else the next cell. Where labels stand in a row and their values in a row below, the first
    /// label has the first value, and so on.
    pub(crate) fn fields(&self, labels: &'a [&'a str]) -> impl Iterator<Item = Field> + '_ {
        (0..self.cells.len()).filter_map(|cell| {
            let (value, colon) = labels.iter().find_map(|label| self.labelled(cell, label))?;
            let own = |value: Range<usize>, cell: usize, certain: bool, stacked: usize| {
                (!value.is_empty()).then(|| Field {
                    value,
                    line: self.cells[cell].line,
                    cell,
                    certain,
                    stacked,
                })
            };
            if !value.is_empty() {
                return own(value, cell, colon, 1);
            }
            let here = &self.cells[cell];
            let behind = self.cells.get(cell + 1).filter(|next| next.line == here.line);
            if behind.is_some() && !self.is_field(cell + 1) {
                return own(self.trimmed(behind?.range.clone()), cell + 1, true, 1);
            }
            if behind.is_some() || cell > 0 && self.cells[cell - 1].line == here.line {
                // A row of labels: the value stands in the column of its label.
                let below = (cell + 1..self.cells.len())
                    .take_while(|below| self.cells[*below].line <= here.line + 1)
                    .find(|below| {
                        let below = &self.cells[*below];
                        below.line == here.line + 1 && below.column.abs_diff(here.column) <= ASKEW
                    });
                if let Some(below) = below.filter(|below| !self.is_field(*below)) {
                    return own(self.trimmed(self.cells[below].range.clone()), below, true, 1);
                }
            }
            let before = (0..cell).rev().take_while(|cell| self.is_bare_label(*cell)).count();
            let behind = (cell + 1..self.cells.len()).take_while(|cell| self.is_bare_label(*cell)).count();
            let cell = cell + 1 + behind + before;
            let value = self.trimmed(self.cells.get(cell)?.range.clone());
            if self.is_field(cell) { None } else { own(value, cell, true, 1 + before + behind) }
        })
    }

    /// Whether a cell begins with a label.
    pub(crate) fn is_field(&self, cell: usize) -> bool {
        LABELS.iter().any(|label| {
            // A letter alone is a label only with a number or a colon behind it.
            self.labelled(cell, label)
                .is_some_and(|(value, colon)| label.len() > 1 || colon || !value.is_empty())
        })
    }

    /// Whether a line begins with a label.
    pub(crate) fn is_field_line(&self, line: usize) -> bool {
        let first = self.cells.iter().position(|cell| cell.line == line);
        first.is_some_and(|cell| self.is_field(cell))
    }

    /// Whether a cell is a label and nothing else.
    fn is_bare_label(&self, cell: usize) -> bool {
        LABELS.iter().any(|label| {
            label.len() > 1 && self.labelled(cell, label).is_some_and(|(value, _)| value.is_empty())
        })
    }

    /// What stands behind the label in this cell, and whether a colon does; nothing when the cell has another
    /// beginning.
    fn labelled(&self, cell: usize, label: &str) -> Option<(Range<usize>, bool)> {
        let cell = self.trimmed(self.cells.get(cell)?.range.clone());
        let content = &self.text[cell.clone()];
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
        Some((self.trimmed(cell.end - value.len()..cell.end), colon))
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

/// Hands on the cells of a line.
fn cut(text: &str, line: Range<usize>, mut put: impl FnMut(Range<usize>, usize)) {
    let content = text[line.clone()].trim();
    let mut start = line.end - text[line.clone()].trim_start().len();
    let end = start + content.len();
    if content.len() <= ROW {
        let mut gap: Option<(usize, usize, bool)> = None;
        for (at, c) in content.char_indices() {
            let at = end - content.len() + at;
            if c.is_whitespace() {
                let (from, blanks, tab) = gap.unwrap_or((at, 0, false));
                gap = Some((from, blanks + 1, tab || c == '\t'));
            } else if let Some((from, blanks, tab)) = gap.take()
                && (tab || blanks >= GAP)
            {
                put(start..from, column(text, line.start, start));
                start = at;
            }
        }
    }
    put(start..end, column(text, line.start, start));
}

/// Characters between two places, as far as a row of a head reaches.
fn column(text: &str, from: usize, to: usize) -> usize {
    text[from..to].chars().take(ROW).count()
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
    fn values_stand_in_the_next_cell_or_below_a_row_of_labels() {
        check("Aan de Voorzitter      Betreft    Hack bij KPN", &["Hack bij KPN"]);
        check("Datum\nBetreft\n\n28 juni 2024\nHack bij KPN\nrest", &["Hack bij KPN"]);
        check("Betreft\nDatum\nHack bij KPN\n28 juni 2024", &["Hack bij KPN"]);
        check("Datum     Onderwerp\n28 juni 2024     Hack bij KPN", &["Hack bij KPN"]);
        check("Datum\tBetreft\tKenmerk\n1 mei 2020\tHack\t123", &["Hack"]);
        check("Onderwerp\nBijlage(n)\n", &[]);
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
