//! The three tiers as tantivy tokenizers.
//!
//! All walk the same tokens, so a word has the same position in each field.

use rustc_hash::FxHashMap;
use tantivy_tokenizer_api::{Token as TantivyToken, TokenStream, Tokenizer};

use crate::dutch::Dutch;
use crate::fold::fold;
use crate::stop_words::is_stop_word;
use crate::tokens::{Kind, Token, Tokens, tokens};

/// Words remembered by one tokenizer. Letters repeat their words, and a look-up costs a tenth of
/// stemming; the bound keeps rubbish from filling memory (about 4 MB a tokenizer).
const REMEMBERED: usize = 40_000;

/// Stands between a term that several words are joined to and their number. No word holds it.
const JOINED: char = '\u{1f}';

/// One of the three fields that a text is analysed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tier {
    /// Words as they stand, folded; all of them.
    Exact,
    /// Stems of all words but stop words.
    Stem,
    /// Stems of the parts of compounds, and of the words that are none; not of stop words.
    Parts,
}

/// Returns the exact term of a hyphenated word written without hyphens, which stands at the position of
/// its first part. The number of parts is in it, so that a phrase knows where it goes on.
pub fn joined_term(joined: &str, parts: usize) -> String {
    format!("{joined}{JOINED}{parts}")
}

/// Gives the terms of one tier.
#[derive(Debug, Clone)]
pub struct TierTokenizer {
    tier: Tier,
    dutch: Dutch,
    /// The terms of words that were met, with line ends between them.
    remembered: FxHashMap<Box<str>, Box<str>>,
    token: TantivyToken,
}

impl TierTokenizer {
    /// Returns the tokenizer of a tier.
    pub fn new(tier: Tier, dutch: Dutch) -> Self {
        Self { tier, dutch, remembered: FxHashMap::default(), token: TantivyToken::default() }
    }
}

impl Tokenizer for TierTokenizer {
    type TokenStream<'a> = TierStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TierStream<'a> {
        self.token.reset();
        TierStream {
            text,
            tokens: tokens(text),
            tier: self.tier,
            dutch: &self.dutch,
            remembered: &mut self.remembered,
            token: &mut self.token,
            more: Vec::new(),
        }
    }
}

/// The terms of one text in one tier.
#[derive(Debug)]
pub struct TierStream<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    tier: Tier,
    dutch: &'a Dutch,
    remembered: &'a mut FxHashMap<Box<str>, Box<str>>,
    token: &'a mut TantivyToken,
    /// Terms at the same position as the one handed out, to come, the last first.
    more: Vec<String>,
}

impl TokenStream for TierStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(term) = self.more.pop() {
            self.token.text = term;
            return true;
        }
        while let Some(token) = self.tokens.advance() {
            self.token.position = token.position;
            self.token.offset_from = token.span.start;
            self.token.offset_to = token.span.end;
            let term = &mut self.token.text;
            term.clear();
            match self.tier {
                Tier::Exact => {
                    term.push_str(token.exact);
                    if !token.also.is_empty() {
                        exact_terms(&token, &mut self.more);
                    }
                }
                Tier::Stem | Tier::Parts => {
                    if !is_stop_word(token.exact) {
                        let known = remember(self.remembered, self.tier, self.dutch, token.base);
                        match known.split_once('\n') {
                            None => term.push_str(known),
                            Some((first, rest)) => {
                                term.push_str(first);
                                self.more.extend(rest.split('\n').map(str::to_owned));
                            }
                        }
                    }
                    if !token.completed.is_empty() || !token.also.is_empty() || token.camel {
                        let of =
                            |word: &str| remember(self.remembered, self.tier, self.dutch, word).to_owned();
                        more_terms(self.tier, self.text, &token, term, &mut self.more, of);
                    }
                }
            }
            self.more.reverse();
            if term.is_empty() {
                match self.more.pop() {
                    Some(more) => *term = more,
                    None => continue,
                }
            }
            return true;
        }
        false
    }

    fn token(&self) -> &TantivyToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        self.token
    }
}

fn exact_terms(token: &Token<'_>, more: &mut Vec<String>) {
    for also in token.also {
        let term = match also.kind {
            Kind::Joined { words } => joined_term(&also.text, words),
            Kind::Part | Kind::Date { .. } => also.text.clone(),
        };
        if term != token.exact && !more.contains(&term) {
            more.push(term);
        }
    }
}

/// Returns the terms of `base` in a tier, with line ends between them.
fn terms_of(tier: Tier, dutch: &Dutch, base: &str) -> Box<str> {
    // Words are split once for both tiers, and for all threads.
    let forms = dutch.forms(base);
    if tier == Tier::Stem {
        return forms.stem.as_str().into();
    }
    let mut terms: Vec<&str> = Vec::new();
    for leaf in &forms.leaves {
        if !terms.contains(&leaf.stem.as_str()) {
            terms.push(&leaf.stem);
        }
    }
    terms.join("\n").into()
}

/// Returns the terms of `base` in a tier as [`terms_of`] does, from memory where they were met before.
fn remember<'r>(
    remembered: &'r mut FxHashMap<Box<str>, Box<str>>,
    tier: Tier,
    dutch: &Dutch,
    base: &str,
) -> &'r str {
    if !remembered.contains_key(base) {
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(base.into(), terms_of(tier, dutch, base));
    }
    remembered.get(base).map_or("", |terms| terms)
}

/// Adds to `more` the terms that `token` has for what it is a piece of, or is made of, besides `first` and
/// what is in `more`. `of` gives the terms of a word.
fn more_terms(
    tier: Tier,
    text: &str,
    token: &Token<'_>,
    first: &str,
    more: &mut Vec<String>,
    mut of: impl FnMut(&str) -> String,
) {
    let mut add = |terms: String| {
        for term in terms.split('\n') {
            if !term.is_empty() && term != first && !more.iter().any(|more| more == term) {
                more.push(term.to_owned());
            }
        }
    };
    for whole in token.completed {
        add(of(&whole.text));
    }
    match tier {
        Tier::Exact => {}
        Tier::Stem => {
            let joined = token.also.iter().filter(|also| matches!(also.kind, Kind::Joined { .. }));
            joined.for_each(|also| add(of(&also.text)));
        }
        Tier::Parts => {
            if token.camel {
                camel_parts(&text[token.span.clone()]).for_each(|part| add(of(&fold(part))));
            }
        }
    }
}

/// Returns the words of `GroenLinks`: a capital after a small letter begins one.
pub fn camel_parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut after_small = false;
        let border = rest.char_indices().find_map(|(at, c)| {
            let begins = after_small && c.is_uppercase();
            after_small = c.is_lowercase();
            begins.then_some(at)
        });
        let (part, after) = rest.split_at(border.unwrap_or(rest.len()));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(tier: Tier, text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = TierTokenizer::new(tier, Dutch::default());
        let mut terms = Vec::new();
        tokenizer.token_stream(text).process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    #[track_caller]
    fn check(tier: Tier, text: &str, expected: &[&str]) {
        let mut slots: Vec<String> = Vec::new();
        for (position, term) in terms(tier, text) {
            let term = term.replace(JOINED, "+");
            slots.resize(slots.len().max(position + 1), String::new());
            let blank = if slots[position].is_empty() { "" } else { " " };
            slots[position] += &format!("{blank}{term}");
        }
        assert_eq!(slots, expected, "{text:?}");
    }

    #[test]
    fn tiers_share_one_grid_of_positions() {
        let text = "De inlichtingen- en veiligheidsdiensten";
        check(Tier::Exact, text, &["de", "inlichtingen", "en", "veiligheidsdiensten"]);
        check(Tier::Stem, text, &["", "inlicht inlichtingendienst", "", "veiligheidsdienst"]);
        check(Tier::Parts, text, &["", "inlicht dienst", "", "veil dienst"]);
    }

    #[test]
    fn hyphenated_words_are_joined_too() {
        check(Tier::Exact, "via e-mails naar", &["via", "e emails+2", "mails", "naar"]);
        check(Tier::Stem, "via e-mails naar", &["via", "e email", "mail"]);
        check(Tier::Parts, "via e-mails", &["via", "e", "mail"]);
    }

    #[test]
    fn names_and_numbers_have_their_parts() {
        check(Tier::Exact, "2013/14, 31 288 nr.914", &["2013-2014 2013 2014", "31288", "nr", "914"]);
        check(Tier::Exact, "NIS2", &["nis2 nis 2"]);
        check(Tier::Parts, "GroenLinks", &["groen link"]);
        check(Tier::Stem, "de meldplicht3", &["", "meldplicht"]);
    }

    #[test]
    fn a_remembered_word_has_the_same_terms() {
        for tier in [Tier::Exact, Tier::Stem, Tier::Parts] {
            let mut tokenizer = TierTokenizer::new(tier, Dutch::default());
            let mut of = |text: &str| {
                let mut terms = Vec::new();
                tokenizer.token_stream(text).process(&mut |token| terms.push(token.text.clone()));
                terms
            };
            let fresh = of("brieven over datalekken");
            assert_eq!(of("brieven over datalekken"), fresh);
        }
    }

    proptest! {
        #[test]
        fn a_word_alone_has_the_terms_it_has_in_a_sentence(
            words in prop::collection::vec("[a-zé]{1,14}|(veiligheids|data|lek|en|dienst){1,4}", 1..8), at in 0_usize..8
        ) {
            let at = at % words.len();
            for tier in [Tier::Exact, Tier::Stem, Tier::Parts] {
                let sentence: Vec<_> = terms(tier, &words.join(" "))
                    .into_iter().filter(|(position, _)| *position == at).map(|(_, term)| term).collect();
                let alone: Vec<_> = terms(tier, &words[at]).into_iter().map(|(_, term)| term).collect();
                prop_assert_eq!(sentence, alone);
            }
        }

        #[test]
        fn positions_never_go_back(text in "(\\PC|[a-z -]|en|- ){0,60}") {
            for tier in [Tier::Exact, Tier::Stem, Tier::Parts] {
                let terms = terms(tier, &text);
                prop_assert!(terms.windows(2).all(|pair| pair[0].0 <= pair[1].0));
                prop_assert!(terms.iter().all(|(_, term)| !term.is_empty()));
            }
        }
    }
}
