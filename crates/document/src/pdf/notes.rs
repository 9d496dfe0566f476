//! The footnotes at the foot of a page.
//!
//! Answerable for knowing them by their small type and the mark they begin with. Pairing them with the marks in
//! the text is left to `compose`, which knows where both stand.

use super::lines::Line;

/// How much smaller than the text the type of a note is, at most.
const SMALL: f32 = 0.95;

/// Lines one note may have; behind them it is no note but a text.
const LONGEST: usize = 40;

/// A note: which lines of its page it has, and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) first: usize,
    /// The line after its last.
    pub(super) end: usize,
    pub(super) number: Option<u32>,
}

/// Returns the size of most of the type of a document, in points.
pub(super) fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let weight = |run: &[(f32, usize)]| run.iter().map(|(_, length)| length).sum::<usize>();
    let runs = sizes.chunk_by(|a, b| b.0 - a.0 <= 0.02 * a.0);
    runs.max_by_key(|run| weight(run)).and_then(|run| run.get(run.len() / 2)).map_or(0.0, |(size, _)| *size)
}

/// Returns the notes of a page, in order and disjoint, given which lines are furniture and the size of the text.
pub(super) fn notes(lines: &[Line], furniture: &[bool], height: f32, body: f32) -> Vec<Note> {
    let is_furniture = |at: usize| furniture.get(at).copied().unwrap_or(false);
    let mut notes: Vec<Note> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let number = if is_furniture(at) || line.size > SMALL * body { None } else { begins(line) };
        if number.is_none() || !is_foot(lines, at, &is_furniture, height, body) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = lines.get(end)
            && let Some(last) = lines.get(end - 1)
            && end - at < LONGEST
            && !is_furniture(end)
            && begins(next).is_none()
            && continues(last, next)
        {
            end += 1;
        }
        notes.push(Note { first: at, end, number: number.flatten() });
        at = end;
    }
    notes
}

/// The mark a note begins with: its number, or none for an asterisk. Nothing when the line begins otherwise.
fn begins(line: &Line) -> Option<Option<u32>> {
    if let Some(mark) = line.marks.first().filter(|mark| mark.range.start == 0) {
        return Some(Some(mark.number));
    }
    let text = line.text.as_str();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let figure = &text[..text.len() - rest.len()];
    if figure.is_empty() {
        return text.starts_with(['*', '†']).then_some(None);
    }
    let rest = rest.trim_start_matches([')', ' ', '\t']);
    let opens =
        rest.starts_with(|c: char| c.is_uppercase() || "(«“‘\"'„".contains(c)) || rest.starts_with("http");
    figure.parse().ok().filter(|number| opens && (1..1000).contains(number)).map(Some)
}

/// Whether nothing but small type and furniture stands below the line in its column, and the line stands in the lower
/// two thirds of the page.
fn is_foot(lines: &[Line], at: usize, is_furniture: &dyn Fn(usize) -> bool, height: f32, body: f32) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let low = line.turn != 0 || line.place().1 > height / 3.0;
    low && !lines.iter().enumerate().any(|(other_at, other)| {
        other.base > line.base && other.size > SMALL * body && other.overlaps(line) && !is_furniture(other_at)
    })
}

/// Whether a line goes on with the note the line before is of.
fn continues(last: &Line, next: &Line) -> bool {
    let size = last.size.max(next.size);
    let drop = next.base - last.base;
    let same_type = (last.size - next.size).abs() <= 0.1 * size;
    same_type && (last.goes_on_in(next) || drop > 0.0 && drop < 1.8 * size && (next.overlaps(last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::lines::Mark;

    fn line(text: &str, y: f32, size: f32) -> Line {
        let end = 50.0 + 5.0 * text.len() as f32;
        Line { text: text.to_owned(), start: 50.0, end, base: y, size, ..Line::default() }
    }

    /// Checks which lines, from the first to before the last, are notes with which number.
    #[track_caller]
    fn check(lines: &[Line], expected: &[(usize, usize, Option<u32>)]) {
        let found = notes(lines, &vec![false; lines.len()], 800.0, 10.0);
        let found: Vec<_> = found.iter().map(|note| (note.first, note.end, note.number)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn small_type_with_a_mark_at_the_foot() {
        let text = line("De wet is er.", 600.0, 10.0);
        let note = line("1 Zie de brief van", 700.0, 8.0);
        let more = line("vorige week.", 710.0, 8.0);
        let second = line("2 Kamerstukken II", 720.0, 8.0);
        check(&[text.clone(), note.clone(), more.clone(), second], &[(1, 3, Some(1)), (3, 4, Some(2))]);
        check(&[text.clone(), note.clone(), line("Slot", 720.0, 10.0)], &[]);
        check(&[text.clone(), line("1 Zie de brief", 700.0, 10.0)], &[]);
        check(&[text.clone(), line("12 mei 2012", 700.0, 8.0)], &[]);
        check(&[text.clone(), line("* Zie de brief", 700.0, 8.0), more.clone()], &[(1, 3, None)]);
        check(&[text.clone(), note.clone(), line("Nieuw stuk", 760.0, 8.0)], &[(1, 2, Some(1))]);
        check(&[line("1 Zie de brief", 100.0, 8.0)], &[]);
        let raised = Line { marks: vec![Mark { range: 0..1, number: 3 }], ..line("3 zie", 700.0, 8.0) };
        check(&[text, raised], &[(1, 2, Some(3))]);
    }

    #[test]
    fn the_size_of_most_type() {
        let lines = [line("Kop", 10.0, 14.0), line("een lange regel", 30.0, 10.0), line("noot", 700.0, 8.0)];
        assert_eq!(body_size(lines.iter()), 10.0);
        assert_eq!(body_size([].into_iter()), 0.0);
    }
}
