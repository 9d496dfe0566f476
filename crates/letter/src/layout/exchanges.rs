//! Questions with their answers.
//!
//! Answerable for the headings under which questions and answers stand, for pairing the two and for the questions
//! to which an answer refers. Knows three layouts: headings with words (`Vraag 1`, `Antwoord op vraag 2 en 3`),
//! numbers on lines of their own, and numbers in front of the question. The latter two need proof: numbers that
//! count on from one, and questions that end in a question mark.

use std::collections::HashMap;
use std::ops::Range;

use super::Exchange;
use super::headings::{Heading, Role, heading};
use super::lines::Lines;
use super::references::references;

/// Exchanges of a letter at most: the longest list of questions on a budget that we know has 900.
const MOST: usize = 5000;

/// Lines from the end in which a signature may begin.
const SIGNATURE: usize = 16;

/// Whether a line is the heading of a question or an answer.
pub(super) fn is_heading(text: &str) -> bool {
    heading(text).is_some()
}

/// A question or answer, and the lines it takes.
#[derive(Clone, Debug)]
struct Part {
    role: Role,
    /// First and last number; 0 for an answer to the question before it.
    number: u32,
    to: u32,
    /// Where its heading stands.
    heading: usize,
    text: Range<usize>,
}

/// Returns the questions with their answers, in order.
pub(super) fn find(lines: &Lines<'_>) -> Vec<Exchange> {
    let mut parts = worded(lines);
    // `Antwoord:` alone belongs to a question that only has a number.
    if parts.iter().all(|part| part.number == 0) {
        parts = numbered(lines);
    }
    pair(lines.text(), parts)
}

/// Questions and answers under headings with words.
fn worded(lines: &Lines<'_>) -> Vec<Part> {
    let body: Vec<u32> = (0..lines.len())
        .filter(|line| lines.is_body(*line))
        .filter_map(|line| u32::try_from(line).ok())
        .collect();
    let number = |line: &u32| usize::try_from(*line).unwrap_or_default();
    let headings: Vec<(usize, Heading)> = body
        .iter()
        .enumerate()
        .filter_map(|(place, line)| heading(lines.line(number(line))).map(|heading| (place, heading)))
        .take(2 * MOST)
        .collect();
    let mut parts = Vec::new();
    for (at, (place, heading)) in headings.iter().enumerate() {
        let next = headings.get(at + 1).map(|(place, _)| *place);
        let is_last = next.is_none();
        let mut end = next.unwrap_or(body.len());
        let inner = body.get(place + 1..end).unwrap_or_default();
        // Another set of questions, or what stands behind the last answer.
        if let Some(stop) = inner.iter().position(|line| is_introduction(lines.line(number(line)))) {
            end = place + 1 + stop;
        }
        if is_last {
            end = before_signature(lines, &body, place + 1..end);
        }
        let line = lines.range(body.get(*place).map(number).unwrap_or_default());
        let start = line.start + heading.length;
        let last = body.get(end.saturating_sub(1)).map(number).unwrap_or_default();
        let stop = lines.range(last).end.max(line.end);
        parts.push(Part {
            role: heading.role,
            number: heading.number,
            to: heading.to,
            heading: line.start,
            text: trimmed(lines.text(), start..stop),
        });
    }
    parts
}

/// The range without the white space around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// The line that introduces another set of questions.
fn is_introduction(text: &str) -> bool {
    [
        "Vragen van het lid ",
        "Vragen van de leden ",
        "Vragen en opmerkingen van ",
        "Toelichting:",
        "Mededeling",
    ]
    .iter()
    .any(|start| text.starts_with(start))
        || matches!(text, "Toelichting")
}

/// Where the last answer ends: before the greeting or the signature.
fn before_signature(lines: &Lines<'_>, body: &[u32], places: Range<usize>) -> usize {
    let line = |place: usize| {
        body.get(place).map_or("", |line| lines.line(usize::try_from(*line).unwrap_or_default()))
    };
    let from = places.start.max(places.end.saturating_sub(SIGNATURE));
    (from..places.end)
        .find(|place| {
            let text = line(*place);
            let opens = [
                "Hoogachtend",
                "Met vriendelijke groet",
                "De Minister",
                "De minister",
                "De Staatssecretaris",
                "De staatssecretaris",
                "DE MINISTER",
                "DE STAATSSECRETARIS",
                "Namens ",
                "Mede namens ",
                "Minister van ",
                "Staatssecretaris van ",
            ]
            .iter()
            .any(|start| text.starts_with(start));
            // Nothing but names and functions may follow; a sentence shows that the minister is only its subject.
            opens
                && (*place..places.end)
                    .all(|place| line(place).len() <= 100 && !line(place).ends_with(['.', '?', ';', ':']))
        })
        .unwrap_or(places.end)
}

/// Questions whose numbers stand before them or on lines of their own.
fn numbered(lines: &Lines<'_>) -> Vec<Part> {
    let body: Vec<u32> = (0..lines.len())
        .filter(|line| lines.is_body(*line))
        .filter_map(|line| u32::try_from(line).ok())
        .collect();
    let index =
        |place: usize| body.get(place).map_or(lines.len(), |line| usize::try_from(*line).unwrap_or_default());
    let announced = (0..body.len().min(60)).any(|place| {
        let text = lines.line(index(place));
        text.len() <= 400
            && ["vragen", "Vragen", "VRAGEN", "vraag", "antwoord", "Antwoord"]
                .iter()
                .any(|word| text.contains(word))
    });
    if !announced {
        return Vec::new();
    }
    // Places of the numbers that count on from one; where a number is missing the list ends.
    let mut items: Vec<(usize, usize)> = Vec::new();
    for place in 0..body.len() {
        let expected = u32::try_from(items.len()).unwrap_or_default() + 1;
        if items.len() < MOST
            && let Some((number, length)) = leading_number(lines.line(index(place)))
            && number == expected
            && asks(lines, &body, place, length)
        {
            items.push((place, length));
        }
    }
    if items.len() < 2 {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for (at, (place, length)) in items.iter().enumerate() {
        let number = u32::try_from(at).unwrap_or_default() + 1;
        let mut end = items.get(at + 1).map_or(body.len(), |(place, _)| *place);
        if at + 1 == items.len() {
            end = before_signature(lines, &body, place + 1..end);
        }
        let heading = lines.range(index(*place)).start;
        let (question_end, answer_start) = question_end(lines, &body, *place..end, *length);
        parts.push(Part {
            role: Role::Question,
            number,
            to: number,
            heading,
            text: trimmed(lines.text(), heading + length..question_end),
        });
        let last = lines.range(index(end.saturating_sub(1))).end;
        let answer = trimmed(lines.text(), answer_start.min(last)..last);
        if !answer.is_empty() {
            parts.push(Part { role: Role::Answer, number, to: number, heading: answer.start, text: answer });
        }
    }
    parts
}

/// The number at the beginning of a line, and what it takes with its mark: `3`, `3.`, `3)`, `3 Bent`.
fn leading_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|digits| !digits.is_empty() && digits.len() <= 4)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let marked = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    let words = marked.trim_start();
    let opens = words.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '‘' | '"' | '\''));
    (words.is_empty() || opens && words.len() < marked.len()).then_some((number, text.len() - words.len()))
}

/// Lines within which a question has to end.
const LONGEST_QUESTION: usize = 25;

/// Whether a question follows a number: the first sentence that ends a line ends in a question mark.
fn asks(lines: &Lines<'_>, body: &[u32], place: usize, length: usize) -> bool {
    body.get(place..).unwrap_or_default().iter().take(LONGEST_QUESTION).enumerate().any(|(at, line)| {
        let line = usize::try_from(*line).unwrap_or_default();
        let text = lines.line(line);
        let text = if at == 0 { text.get(length..).unwrap_or_default() } else { text };
        at > 0 && leading_number(text).is_some() && text.len() <= 6 || is_question_end(text)
    }) && {
        // A paragraph that ends otherwise comes first: this is a numbered heading.
        let first = body.get(place..).unwrap_or_default().iter().take(LONGEST_QUESTION).enumerate().find_map(
            |(at, line)| {
                let text = lines.line(usize::try_from(*line).unwrap_or_default());
                let text = if at == 0 { text.get(length..).unwrap_or_default() } else { text };
                if is_question_end(text) {
                    Some(true)
                } else if text.ends_with(['.', ':', ';', '!']) {
                    Some(text.contains("? "))
                } else {
                    None
                }
            },
        );
        first == Some(true)
    }
}

/// Whether a line ends in a question mark, with or without quotes and the mark of a note behind it.
fn is_question_end(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '»' | '”' | '’' | '"' | '\'' | ')' | '¹' | '²' | '³' | ' ')
    });
    end.ends_with('?')
}

/// Where the question ends that begins in these places of the body, and where its answer begins.
fn question_end(lines: &Lines<'_>, body: &[u32], places: Range<usize>, length: usize) -> (usize, usize) {
    let index =
        |place: usize| body.get(place).map_or(lines.len(), |line| usize::try_from(*line).unwrap_or_default());
    let start = lines.range(index(places.start)).start + length;
    let mut end: Option<usize> = None;
    for place in places.clone().take(2 * LONGEST_QUESTION) {
        let line = index(place);
        let text = lines.line(line);
        if let Some(length) = ["Antwoord:", "Antwoord", "ANTWOORD:", "ANTWOORD"].iter().find_map(|word| {
            text.strip_prefix(word).filter(|rest| rest.is_empty() || word.ends_with(':')).map(|_| word.len())
        }) {
            let at = lines.range(line).start;
            return (at, at + length);
        }
        if is_question_end(text) {
            end = Some(place + 1);
        } else if let Some(end) = end
            && first_end(text) != Some('?')
            && !(place == end && first_end(text).is_none() && asks_on(lines, body, place..places.end))
        {
            break;
        }
    }
    match end {
        Some(end) if end < places.end => (lines.range(index(end - 1)).end, lines.range(index(end)).start),
        Some(end) => (lines.range(index(end - 1)).end, lines.range(index(end - 1)).end),
        None => (lines.range(index(places.end.saturating_sub(1))).end.max(start), usize::MAX),
    }
}

/// Whether the sentence that begins in these places ends in a question mark.
fn asks_on(lines: &Lines<'_>, body: &[u32], places: Range<usize>) -> bool {
    places
        .take(6)
        .filter_map(|place| body.get(place))
        .find_map(|line| first_end(lines.line(usize::try_from(*line).unwrap_or_default())))
        == Some('?')
}

/// The mark that ends the first sentence of a line.
fn first_end(text: &str) -> Option<char> {
    text.char_indices()
        .filter(|(_, c)| matches!(c, '.' | '?' | '!'))
        .find(|(at, c)| {
            text.get(at + c.len_utf8()..)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        })
        .map(|(_, c)| c)
}

/// Brings questions and answers together.
fn pair(text: &str, parts: Vec<Part>) -> Vec<Exchange> {
    let highest = parts.iter().map(|part| part.to).max().unwrap_or_default();
    let mut exchanges: Vec<Exchange> = Vec::new();
    // The questions that no answer has claimed, by number.
    let mut open: HashMap<u32, Part> = HashMap::new();
    let mut asked: Option<u32> = None;
    let mut left: Vec<Part> = Vec::new();
    let mut answered_to = 0;
    for part in parts {
        match part.role {
            Role::Question => {
                asked = Some(part.number);
                if let Some(before) = open.insert(part.number, part) {
                    left.push(before);
                }
            }
            Role::Answer => {
                let (number, to) = match (part.number, asked) {
                    (0, Some(asked)) => (asked, open.get(&asked).map_or(asked, |question| question.to)),
                    (0, None) => continue,
                    (number, _) => (number, part.to),
                };
                let mut question: Option<Range<usize>> = None;
                for claimed in (number..=to).filter_map(|number| open.remove(&number)) {
                    question = Some(match question {
                        // Questions that stand together are one range; an answer between them would be in it.
                        Some(range) if range.end <= claimed.heading && claimed.text.end <= part.heading => {
                            if claimed.heading >= answered_to && range.start >= answered_to {
                                range.start..claimed.text.end
                            } else {
                                range
                            }
                        }
                        Some(range) => range,
                        None => claimed.text,
                    });
                }
                let question = question.unwrap_or(part.heading..part.heading);
                answered_to = part.text.end;
                exchanges.push(Exchange {
                    number,
                    to,
                    question,
                    see: references(text, &part.text, highest, number..=to),
                    answer: part.text,
                });
            }
        }
    }
    left.extend(open.into_values());
    exchanges.extend(left.into_iter().map(|question| Exchange {
        number: question.number,
        to: question.to,
        answer: question.text.end..question.text.end,
        question: question.text,
        see: Vec::new(),
    }));
    exchanges.sort_by_key(|exchange| {
        (
            if exchange.question.is_empty() { exchange.answer.start } else { exchange.question.start },
            exchange.number,
        )
    });
    exchanges.truncate(MOST);
    exchanges
}

#[cfg(test)]
mod tests;
