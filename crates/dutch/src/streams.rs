//! The two tiers as tantivy tokenizers.
//!
//! Both walk the same words, so a word has the same position in both fields.

use std::collections::HashMap;

use tantivy_tokenizer_api::{Token as TantivyToken, TokenStream, Tokenizer};

use crate::stem::Stemmer;
use crate::stop_words::is_stop_word;
use crate::tokens::{Tokens, tokens};

/// Stems remembered by one tokenizer. Letters repeat their words, and a look-up costs a tenth of
/// stemming; the bound keeps rubbish from filling memory (about 3 MB a tokenizer).
const REMEMBERED_STEMS: usize = 40_000;

/// Gives each word's exact term.
#[derive(Debug, Clone, Default)]
pub struct ExactTokenizer {
    token: TantivyToken,
}

/// Gives each word's stem; stop words leave a gap in the positions.
#[derive(Debug, Clone, Default)]
pub struct StemTokenizer {
    stemmer: Stemmer,
    stems: HashMap<String, String>,
    token: TantivyToken,
}

impl Tokenizer for ExactTokenizer {
    type TokenStream<'a> = ExactStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ExactStream<'a> {
        self.token.reset();
        ExactStream { tokens: tokens(text), token: &mut self.token }
    }
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        self.token.reset();
        StemStream {
            tokens: tokens(text),
            stemmer: self.stemmer,
            stems: &mut self.stems,
            token: &mut self.token,
        }
    }
}

/// The exact terms of one text.
#[derive(Debug)]
pub struct ExactStream<'a> {
    tokens: Tokens<'a>,
    token: &'a mut TantivyToken,
}

impl TokenStream for ExactStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.advance() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(token.exact);
        self.token.position = token.position;
        self.token.offset_from = token.span.start;
        self.token.offset_to = token.span.end;
        true
    }

    fn token(&self) -> &TantivyToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        self.token
    }
}

/// The stems of one text.
#[derive(Debug)]
pub struct StemStream<'a> {
    tokens: Tokens<'a>,
    stemmer: Stemmer,
    stems: &'a mut HashMap<String, String>,
    token: &'a mut TantivyToken,
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(token) = self.tokens.advance() {
            if is_stop_word(token.exact) {
                continue;
            }
            self.token.text.clear();
            if let Some(stem) = self.stems.get(token.exact) {
                self.token.text.push_str(stem);
            } else {
                let stem = self.stemmer.stem(token.exact);
                self.token.text.push_str(&stem);
                if self.stems.len() >= REMEMBERED_STEMS {
                    self.stems.clear();
                }
                self.stems.insert(token.exact.to_owned(), stem.into_owned());
            }
            self.token.position = token.position;
            self.token.offset_from = token.span.start;
            self.token.offset_to = token.span.end;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(mut stream: impl TokenStream) -> Vec<(usize, String)> {
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    #[test]
    fn both_tiers_share_one_grid_of_positions() {
        let text = "De brieven van de Kamer";
        let exact = terms(ExactTokenizer::default().token_stream(text));
        let stem = terms(StemTokenizer::default().token_stream(text));
        assert_eq!(exact.iter().map(|(position, _)| *position).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        assert_eq!(stem, [(1, "brief".to_owned()), (4, "kamer".to_owned())]);
    }

    #[test]
    fn a_remembered_stem_is_the_same_stem() {
        let mut tokenizer = StemTokenizer::default();
        let fresh = terms(tokenizer.token_stream("brieven moties"));
        assert_eq!(terms(tokenizer.token_stream("brieven moties")), fresh);
    }
}
