//! The footnotes and endnotes of a text.
//!
//! Answerable for which lines are notes and which mark calls each. The pairing is that of
//! [`naslag_citation::note_texts`]; this knows where a note's lines end when no blank line tells.

use std::ops::Range;

use naslag_citation::note_texts;

use super::lines::{Lines, Mark};
use super::{Aside, AsideKind, NoteLink};

/// Lines of a note at most, and its bytes: the longest we know fill half a page.
const MOST_LINES: usize = 40;
const MOST_BYTES: usize = 4000;

/// Bytes of a line that was broken because it was full. A shorter one ends a paragraph, unless the next goes on
/// in lower case.
const FULL_LINE: usize = 60;

/// Bytes of a line that nobody broke: it is a paragraph.
const UNBROKEN: usize = 200;

/// A note that was found.
pub(super) struct Found {
    /// Where it begins.
    start: usize,
    mark: Option<Range<usize>>,
}

/// Marks the lines of notes.
pub(super) fn mark(lines: &mut Lines<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for note in note_texts(lines.text()) {
        let first = lines.line_at(note.start);
        let mark = note.mark.filter(|mark| lines.is_body(lines.line_at(mark.start)));
        match lines.mark(first) {
            Mark::Given => {}
            // In the line of the note before.
            Mark::NoteStart | Mark::Note if note.start > lines.range(first).start => {}
            Mark::Body if note.start == lines.range(first).start => {
                let plain = lines.line(first).starts_with(|c: char| c.is_ascii_digit());
                let body = lines.text().get(note.body.clone()).unwrap_or_default();
                if plain && !is_note(body) {
                    continue;
                }
                let text_line = lines.line_at(note.body.start);
                if (first..=text_line).any(|line| !lines.is_body(line)) {
                    continue;
                }
                let last = last_line(lines, text_line, lines.line_at(note.body.end - 1));
                lines.set(first, Mark::NoteStart);
                for line in first + 1..=last {
                    lines.set(line, Mark::Note);
                }
            }
            _ => continue,
        }
        found.push(Found { start: note.start, mark });
    }
    found
}

/// Whether what stands behind a plain number is a note, not a heading or a numbered question.
fn is_note(body: &str) -> bool {
    !body.ends_with('?') && (body.contains(char::is_whitespace) || body.starts_with("http"))
}

/// The last line of a note whose text begins on `first` and ends before a blank line on `last`.
fn last_line(lines: &Lines<'_>, first: usize, last: usize) -> usize {
    let start = lines.range(first).start;
    let mut line = first;
    while line < last
        && line - first + 1 < MOST_LINES
        && lines.range(line + 1).end - start <= MOST_BYTES
        && lines.is_body(line + 1)
        && goes_on(lines.line(line), lines.line(line + 1))
    {
        line += 1;
    }
    line
}

fn goes_on(line: &str, next: &str) -> bool {
    if line.len() > UNBROKEN || super::exchanges::is_heading(next) {
        return false;
    }
    line.len() >= FULL_LINE
        || next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '/'))
}

/// Returns the notes with their marks: those `given` by the reader, whose marks may still be missing, and those
/// found here. `asides` are all asides, in order.
pub(super) fn links(found: Vec<Found>, given: &[NoteLink], asides: &[Aside]) -> Vec<NoteLink> {
    let mut links: Vec<NoteLink> = given.to_vec();
    links.sort_by_key(|link| link.note.start);
    let known = links.len();
    for note in found {
        let place = asides.partition_point(|aside| aside.range.end <= note.start);
        let Some(aside) = asides
            .get(place)
            .filter(|aside| aside.kind == AsideKind::Note && aside.range.contains(&note.start))
        else {
            continue;
        };
        let place = links[..known].partition_point(|link| link.note.end <= note.start);
        match links[..known].get_mut(place).filter(|link| link.note.contains(&note.start)) {
            Some(link) => link.mark = link.mark.take().or(note.mark),
            None => links.push(NoteLink { note: aside.range.clone(), mark: note.mark }),
        }
    }
    links.sort_by_key(|link| link.note.start);
    links
}

#[cfg(test)]
mod tests {
    use super::super::of_text;
    use super::*;

    /// Each note as it stands, with the two words before its mark.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let layout = of_text(text);
        let notes: Vec<(&str, &str)> = layout
            .notes
            .iter()
            .map(|link| {
                let mark = link.mark.clone().map_or("", |mark| {
                    text[..mark.end].rsplit(char::is_whitespace).next().unwrap_or_default()
                });
                (text[link.note.clone()].trim(), mark)
            })
            .collect();
        assert_eq!(notes, expected, "{text:?}");
        let asides = layout.asides.iter().filter(|aside| aside.kind == AsideKind::Note);
        for aside in asides {
            assert!(layout.notes.iter().any(|link| link.note == aside.range), "{text:?}");
        }
    }

    #[test]
    fn notes_are_set_aside() {
        check(
            "Eén is ingericht.¹ Twee is aangeboden.²\n\n¹ Zie A nr. 202\n\n² Zie B nr.294\n\nVerder",
            &[("¹ Zie A nr. 202", "ingericht.¹"), ("² Zie B nr.294", "aangeboden.²")],
        );
        check(
            "Eén is ingericht.¹ Twee is aangeboden.²\n¹ Zie A nr. 202 ² Zie B nr.294\nVerder",
            &[
                ("¹ Zie A nr. 202 ² Zie B nr.294", "ingericht.¹"),
                ("¹ Zie A nr. 202 ² Zie B nr.294", "aangeboden.²"),
            ],
        );
        check(
            "het bericht «Geheim»?1\n\nX Noot\n1\n\nBNR, 11 april 2024.\n\nNaar boven",
            &[("X Noot\n1\n\nBNR, 11 april 2024.", "«Geheim»?1")],
        );
        check("Eén is zo.[1]\n\n[1] Zie A nr. 2\n\nVerder", &[("[1] Zie A nr. 2", "zo.[1]")]);
        check("Eén is zo.1\n\n1) Zie A nr. 2\n\nVerder", &[("1) Zie A nr. 2", "zo.1")]);
        check("Eén is zo.1\n\n1\n  Zie A nr. 2\n\nVerder", &[("1\n  Zie A nr. 2", "zo.1")]);
        check(
            "Eén is zo.1\n\n1Zie Kamerstukken 202\nPagina 3 van 4\nverder",
            &[("1Zie Kamerstukken 202", "zo.1")],
        );
        check("Eén is zo.\n\n¹ Zie A", &[("¹ Zie A", "")]);
    }

    #[test]
    fn a_note_ends_where_its_text_ends() {
        let full = "Kamerstukken II 2010/11, 26 643 nr. 202 en ook nog het een en ander";
        let text = format!("Eén is zo.¹\n¹ {full}\nen meer van dat al.\nDe Minister komt.");
        check(&text, &[(&format!("¹ {full}\nen meer van dat al."), "zo.¹")]);
        let text = format!("Eén is zo.¹\n¹ {}\nDe Minister komt.", "woord ".repeat(50));
        check(&text, &[(format!("¹ {}", "woord ".repeat(50)).trim(), "zo.¹")]);
    }

    #[test]
    fn other_numbers_at_the_beginning_of_a_line() {
        check("Eén is aangeboden.1\n\n1 Inleiding\n\nTekst", &[]);
        check("Eén is «zo»?1\n\n1 Bent u bekend met het bericht?\n\nJa.", &[]);
        check("1 Zie het een en ander", &[]);
    }
}
