//! Lines that hold the number of a page and nothing else.
//!
//! Answerable for their forms and for the proof that the weaker ones count pages. Knows nothing of other furniture.

use super::lines::{Lines, Mark};

/// Bytes of text at least between two page numbers of the weaker forms: a page holds more, a list less.
const LEAST_PAGE: usize = 300;

/// `Pagina 2 van 4` by itself; `Pagina 2`, `2/4` and `- 2 -` where they count on.
pub(super) fn page_numbers(lines: &mut Lines<'_>) {
    /// The last number of a form, and whether its line is marked.
    struct Last {
        line: usize,
        number: u32,
        of: u32,
        end: usize,
    }
    let mut last: [Option<Last>; 3] = [None, None, None];
    for line in 0..lines.len() {
        let Some(form) = page_number(lines.line(line)).filter(|_| lines.is_body(line)) else { continue };
        let (place, number, of) = match form {
            Form::Sure => {
                lines.set(line, Mark::Furniture);
                continue;
            }
            Form::Word(number) => (0, number, 0),
            Form::Slash(number, of) => (1, number, of),
            Form::Dashes(number) => (2, number, 0),
        };
        let range = lines.range(line);
        let Some(place) = last.get_mut(place) else { continue };
        if let Some(before) = place
            && before.number + 1 == number
            && before.of == of
            && range.start - before.end >= LEAST_PAGE
        {
            lines.set(before.line, Mark::Furniture);
            lines.set(line, Mark::Furniture);
        }
        *place = Some(Last { line, number, of, end: range.end });
    }
}

enum Form {
    Sure,
    Word(u32),
    Slash(u32, u32),
    Dashes(u32),
}

fn page_number(line: &str) -> Option<Form> {
    if line.len() > 30 {
        return None;
    }
    let first = line.bytes().next()?;
    let word = ["Pagina", "pagina", "PAGINA", "Page", "Blad", "Pag.", "Blz."]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    if let Some(rest) = word {
        let mut words = rest.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty());
        let number = number(words.next()?)?;
        return match (words.next(), words.next(), words.next()) {
            (None, ..) => Some(Form::Word(number)),
            (Some("van" | "of"), Some(of), None) | (Some(of), None, None) => {
                self::number(of).filter(|of| number <= *of).map(|_| Form::Sure)
            }
            _ => None,
        };
    }
    if first.is_ascii_digit() {
        let (of, this) = line.split_once('/').map(|(this, of)| (of.trim(), this.trim()))?;
        let (number, of) = (number(this)?, number(of)?);
        return (number <= of).then_some(Form::Slash(number, of));
    }
    let inside = line.strip_prefix(['-', '–'])?.strip_suffix(['-', '–'])?;
    number(inside.trim()).map(Form::Dashes)
}

/// A number of a page: one to four digits.
pub(super) fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
