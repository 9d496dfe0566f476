//! The headings of questions and answers: `Vraag 1`, `Antwoord op de vragen 2 t/m 4:`.
//!
//! Answerable for telling such a heading from a sentence that begins with the same word. Knows nothing of what
//! stands under it.

/// Whether something is asked or answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Question,
    Answer,
}

/// The heading of a question or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) role: Role,
    /// The first number; 0 when there is none.
    pub(super) number: u32,
    /// The last number.
    pub(super) to: u32,
    /// Bytes of the heading with its colon and the blanks behind it; what follows in the line is its text.
    pub(super) length: usize,
}

/// The highest number we take for one of a question, and the most questions that one answer answers.
const HIGHEST: u32 = 2500;
const MOST_AT_ONCE: u32 = 200;

/// Returns the heading at the beginning of a line, if it is one.
pub(super) fn heading(text: &str) -> Option<Heading> {
    let (role, rest) = opening(text)?;
    let rest = rest.trim_start_matches(BLANKS);
    let Some((number, to, behind)) = numbers(rest) else {
        // `Antwoord` or `Antwoord:` to the question before it.
        let rest = rest.strip_prefix(':').map(str::trim_start).or_else(|| rest.is_empty().then_some(rest))?;
        return (role == Role::Answer).then(|| Heading {
            role,
            number: 0,
            to: 0,
            length: text.len() - rest.len(),
        });
    };
    let marked = behind.trim_start_matches(BLANKS);
    let text_behind = match marked.strip_prefix([':', '.', ')', '–']) {
        Some(rest) if rest.is_empty() || rest.starts_with(BLANKS) => rest,
        Some(_) => return None,
        // `Vraag 3 is al beantwoord` is a sentence, `Vraag 3 Bent u bekend` a heading.
        None if marked.is_empty() || marked.len() < behind.len() && opens(marked) => marked,
        None => return None,
    };
    let text_behind = text_behind.trim_start_matches(BLANKS);
    Some(Heading { role, number, to, length: text.len() - text_behind.len() })
}

const BLANKS: [char; 4] = [' ', '\t', '\u{a0}', '*'];

fn opens(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '‘' | '"' | '\''))
}

/// The words before the numbers.
fn opening(text: &str) -> Option<(Role, &str)> {
    const WORDS: [(&str, Role); 10] = [
        ("Vragen", Role::Question),
        ("Vraag", Role::Question),
        ("VRAGEN", Role::Question),
        ("VRAAG", Role::Question),
        ("Antwoorden", Role::Answer),
        ("Antwoord", Role::Answer),
        ("ANTWOORDEN", Role::Answer),
        ("ANTWOORD", Role::Answer),
        ("Beantwoording", Role::Answer),
        ("BEANTWOORDING", Role::Answer),
    ];
    // Most lines begin otherwise.
    let text = text.trim_start_matches(['*', '#', ' ']);
    if !text.starts_with(['V', 'A', 'B']) {
        return None;
    }
    let (role, rest) =
        WORDS.iter().find_map(|(word, role)| text.strip_prefix(word).map(|rest| (*role, rest)))?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    if role == Role::Question {
        return Some((role, rest));
    }
    // `Antwoord op de vragen`, `Antwoord vraag`; the words are of no use alone.
    let mut rest = rest;
    for word in ["op", "van", "de", "vragen", "vraag", "VRAGEN", "VRAAG", "Vraag", "Vragen"] {
        let next = rest.trim_start_matches(BLANKS);
        if let Some(behind) = next.strip_prefix(word).filter(|behind| behind.starts_with(BLANKS)) {
            rest = behind;
        }
    }
    Some((role, rest))
}

/// Numbers of questions at the beginning of a text: the first, the last and what follows. `1, 2 en 3`, `5 t/m 7`.
pub(super) fn numbers(text: &str) -> Option<(u32, u32, &str)> {
    let (first, mut rest) = number(text)?;
    let mut last = first;
    while let Some((next, behind)) = another(rest) {
        last = last.max(next);
        rest = behind;
    }
    (last - first.min(last) <= MOST_AT_ONCE).then_some((first, last, rest))
}

/// One number, with a letter behind it or not: `2`, `2a`.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|digits| digits.len() <= 4)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let lettered = rest
        .strip_prefix(|c: char| c.is_ascii_lowercase())
        .filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let rest = lettered.unwrap_or(rest);
    ((1..=HIGHEST).contains(&number) && !rest.starts_with(char::is_alphanumeric)).then_some((number, rest))
}

/// The next number of a list, with the word or mark before it.
pub(super) fn another(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(BLANKS);
    let rest = ["t/m", "tot en met", "en", ", en", ",", "-", "–", "&", "+", "/"].iter().find_map(|word| {
        rest.strip_prefix(word)
            .filter(|rest| rest.starts_with(|c: char| BLANKS.contains(&c) || c.is_ascii_digit()))
    })?;
    number(rest.trim_start_matches(BLANKS))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading as `Q1-3|rest`.
    fn check(text: &str, expected: &str) {
        let found = heading(text).map_or_else(String::new, |heading| {
            let role = if heading.role == Role::Question { 'Q' } else { 'A' };
            format!("{role}{}-{}|{}", heading.number, heading.to, &text[heading.length..])
        });
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn headings() {
        check("Vraag 1", "Q1-1|");
        check("Vraag 1:", "Q1-1|");
        check("VRAAG 12", "Q12-12|");
        check("**Vraag 1**", "Q1-1|");
        check("Vraag 1: Bent u", "Q1-1|Bent u");
        check("Vraag 1 Bent u", "Q1-1|Bent u");
        check("Vraag 1. Bent u", "Q1-1|Bent u");
        check("Vraag 2a", "Q2-2|");
        check("Vragen 5 t/m 7", "Q5-7|");
        check("Vraag 1, 2 en 3", "Q1-3|");
        check("Antwoord 1", "A1-1|");
        check("Antwoord 1, 2, 3", "A1-3|");
        check("Antwoord 1 tot en met 4", "A1-4|");
        check("Antwoord op vraag 4", "A4-4|");
        check("Antwoord op de vragen 4, 5 en 6:", "A4-6|");
        check("Antwoord vraag 4 Ja.", "A4-4|Ja.");
        check("ANTWOORD OP VRAAG 4", "");
        check("Antwoorden 3–5", "A3-5|");
        check("Beantwoording vragen 1 en 2", "A1-2|");
        check("Antwoord", "A0-0|");
        check("Antwoord: Ja.", "A0-0|Ja.");
    }

    #[test]
    fn sentences() {
        for text in [
            "Vraag 3 is al beantwoord",
            "Vragen van het lid Kathmann",
            "Vraag",
            "Antwoord van Minister Yeşilgöz",
            "Antwoord op de brief",
            "Vraagstukken 3",
            "Vraag 2024Z1",
            "Vraag 1.2",
            "Vraag 0",
            "Vraag 99999",
            "vraag 3.",
            "",
        ] {
            check(text, "");
        }
    }
}
