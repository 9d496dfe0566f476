//! Questions taken from letters, so that it is known which letter must answer.

use naslag_dutch::{is_stop_word, tokens};
use serde::Serialize;

use crate::letters::GeneratedLetter;
use crate::random::Random;

/// Words shorter than this are seldom asked for.
const SHORTEST_WORD: usize = 4;

/// A question and a letter that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// The path of the letter it was taken from.
    pub(crate) from: String,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One word.
    Word,
    /// Two words of one letter.
    TwoWords,
    /// Three to six words side by side.
    Phrase,
    /// A motion by the names of those who proposed it.
    Motion,
}

/// Takes a question of each kind from `letter`; none of a kind when the letter has nothing for it.
pub(crate) fn questions(letter: &GeneratedLetter, random: &mut Random) -> Vec<Question> {
    let mut found = Vec::new();
    let mut add = |kind, text: String| found.push(Question { kind, text, from: letter.path.clone() });
    let words = words(&letter.text);
    let telling: Vec<_> = words
        .iter()
        .filter(|word| word.folded.len() >= SHORTEST_WORD && !is_stop_word(&word.folded))
        .collect();
    if let (Some(one), Some(first), Some(second)) =
        (random.pick(&telling), random.pick(&telling), random.pick(&telling))
    {
        add(Kind::Word, one.folded.clone());
        add(Kind::TwoWords, format!("{} {}", first.folded, second.folded));
    }
    let length = 3 + random.below(4);
    let windows: Vec<_> = words.windows(length).collect();
    if let Some([first, .., last]) = random.pick(&windows) {
        add(Kind::Phrase, quoted(&letter.text[first.span.start..last.span.end]));
    }
    let motions: Vec<_> = words.windows(3).filter(|window| is_motion(window, &letter.text)).collect();
    if let Some([motie, _, second]) = random.pick(&motions) {
        add(Kind::Motion, quoted(&letter.text[motie.span.start..second.span.end]));
    }
    found
}

struct Word {
    folded: String,
    span: std::ops::Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let mut all = Vec::new();
    let mut words = tokens(text);
    while let Some(token) = words.advance() {
        all.push(Word { folded: token.exact.to_owned(), span: token.span });
    }
    all
}

/// Whether three words are `motie` and two names with a hyphen between them.
fn is_motion(window: &[Word], text: &str) -> bool {
    match window {
        [motie, first, second] => {
            let between = text[first.span.end..second.span.start].trim();
            motie.folded == "motie" && matches!(between, "-" | "–")
        }
        _ => false,
    }
}

/// Returns `text` in quotes, without the quotes in it, which would end it.
fn quoted(text: &str) -> String {
    let text = text.replace(['"', '“', '”', '«', '»'], " ");
    format!("\"{}\"", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_gives_a_question_of_each_kind() {
        let text = "Middels de kamerbrede “motie” en de motie Hennis-\nPlasschaert heeft uw Kamer verzocht";
        let letter = GeneratedLetter { path: "a.txt".into(), text: text.into() };
        let questions = questions(&letter, &mut Random::new(1));
        let kinds: Vec<_> = questions.iter().map(|question| question.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::TwoWords, Kind::Phrase, Kind::Motion]);
        assert_eq!(questions[3].text, "\"motie Hennis- Plasschaert\"");
        assert!(questions[2].text[1..questions[2].text.len() - 1].find('"').is_none());
    }

    #[test]
    fn an_empty_letter_gives_none() {
        let letter = GeneratedLetter { path: "a.txt".into(), text: "…".into() };
        assert_eq!(questions(&letter, &mut Random::new(1)), []);
    }
}
