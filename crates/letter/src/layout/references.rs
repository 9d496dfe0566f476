//! The questions to whose answers an answer refers: `Zie het antwoord op vraag 3`.
//!
//! Answerable for telling an answer that refers from one that merely names another question on its way. Knows
//! nothing of where questions and answers stand.

use std::ops::{Range, RangeInclusive};

use super::headings::{another, number};

/// Bytes of a sentence that does nothing but refer; longer ones say something themselves.
const LONGEST: usize = 300;

/// Returns the numbers to which the answer at `answer` refers, in the order named: none above `highest`, and none
/// of its `own`.
pub(super) fn references(
    text: &str,
    answer: &Range<usize>,
    highest: u32,
    own: RangeInclusive<u32>,
) -> Vec<u32> {
    let mut found = Vec::new();
    let answer = text.get(answer.clone()).unwrap_or_default();
    let mut first = true;
    for sentence in sentences(answer) {
        if sentence.len() <= LONGEST && refers(sentence, first) {
            numbers(sentence, &mut |number| {
                if number <= highest && !own.contains(&number) && !found.contains(&number) {
                    found.push(number);
                }
            });
        }
        first &= matches!(sentence, "Ja." | "Nee." | "Ja!" | "Nee!");
    }
    found
}

/// Whether a sentence refers; the first of an answer may do so in more words.
fn refers(sentence: &str, first: bool) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| sentence.starts_with(word));
    if starts(&[
        "Zie ",
        "zie ",
        "(Zie ",
        "(zie ",
        "Ja, zie ",
        "Nee, zie ",
        "Ik verwijs ",
        "Hiervoor verwijs",
        "Kortheidshalve",
        "Verwezen wordt ",
    ]) {
        return true;
    }
    first && (sentence.contains("verwijs") || sentence.contains("verwezen"))
}

/// The sentences of an answer, roughly: an abbreviation may cut one in two.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let ends = |at: usize, c: char| {
            let behind = rest.get(at + 1..).unwrap_or_default();
            matches!(c, '.' | '?' | '!') && (behind.is_empty() || behind.starts_with(char::is_whitespace))
                || c == '\n' && behind.starts_with('\n')
        };
        let end = rest.char_indices().find(|(at, c)| c.is_ascii() && ends(*at, *c));
        let end = end.map_or(rest.len(), |(at, _)| at + 1);
        let sentence = rest.get(..end)?;
        rest = rest.get(end..)?;
        Some(sentence)
    })
}

/// Hands on the numbers of the questions in a sentence: those behind `vraag`, `vragen`, `antwoord` and the like.
fn numbers(sentence: &str, take: &mut dyn FnMut(u32)) {
    let mut at = 0;
    while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
        let word = ["vragen", "vraag", "antwoorden", "antwoord", "beantwoording", "Vraag", "Vragen"]
            .iter()
            .find(|word| {
                rest.strip_prefix(**word).is_some_and(|behind| behind.starts_with(char::is_whitespace))
            });
        let Some(length) = word.map(|word| word.len()) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at += length;
        let rest = sentence.get(at..).unwrap_or_default();
        let Some((first, mut behind)) = number(rest.trim_start()) else { continue };
        take(first);
        let mut last = first;
        loop {
            let mark = behind.trim_start();
            let spans =
                mark.starts_with("t/m") || mark.starts_with("tot en met") || mark.starts_with(['-', '–']);
            let Some((next, after)) = another(behind) else { break };
            if spans && next > last && next - last <= 50 {
                (last + 1..next).for_each(&mut *take);
            }
            take(next);
            last = next;
            behind = after;
        }
        at = sentence.len() - behind.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answer: &str, expected: &[u32]) {
        assert_eq!(references(answer, &(0..answer.len()), 12, 9..=9), expected, "{answer:?}");
    }

    #[test]
    fn answers_that_refer() {
        check("Zie antwoord op vraag 3.", &[3]);
        check("Zie het antwoord op vraag 3 en vraag 4.", &[3, 4]);
        check("Zie antwoord 3 en 4.", &[3, 4]);
        check("Nee.\u{a0}Zie antwoord op vraag\u{a0}3.", &[3]);
        check("Zie beantwoording vraag 6.", &[6]);
        check("Zie de antwoorden op de vragen 2 en 5 voor een toelichting. Meer.", &[2, 5]);
        check("Zie de antwoorden op de vragen 2 t/m 4.", &[2, 3, 4]);
        check("Nee. Dat is niet bekend. Zie ook antwoord op vraag 3.", &[3]);
        check("Ja. Zie het antwoord op\nvraag 3.", &[3]);
        check("Ja, zie het antwoord op vraag 3.", &[3]);
        check("Voor het antwoord op deze vraag verwijs ik u naar het antwoord op vraag 2.", &[2]);
    }

    #[test]
    fn answers_that_name_a_question() {
        check("Zoals aangegeven in het antwoord op vraag 6 is het onderzoek afgerond.", &[]);
        check("Zie de brief van 3 mei.", &[]);
        check("Zie het antwoord op vraag 13 en vraag 9.", &[]);
        check("Dat is af. Daarbij verwijs ik naar vraag 3.", &[]);
        check("", &[]);
    }
}
