//! Words as the index keeps them.
//!
//! Each word is indexed as it is written (folded), and once more by its stem if the stem is another word; both stand at
//! the same position. So one list of positions serves exact words, prefixes and stems alike, and a text makes about a
//! third more entries instead of twice as many: measured, a field of its own for the stems costs 1.45 times a plain index
//! with stemming, this 1.2 times.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{Stems, fold, is_word_char};

/// Stands before a stem, so that it is not taken for a word. No word has a control character.
pub(super) const STEM_MARK: char = '\u{1}';

/// Words met lately are remembered with their stems: a text's words are mostly the same few thousand.
const REMEMBERED: usize = 1 << 14;

/// Makes the words of a text and of a query, in one way for both.
#[derive(Debug, Clone)]
pub struct Tokens {
    stems: Option<Stems>,
    remembered: Vec<Remembered>,
    word: Token,
    stem: String,
    stem_follows: bool,
}

/// A word and its stem; the stem is empty where it is the word itself.
#[derive(Debug, Clone, Default)]
struct Remembered {
    word: Box<str>,
    stem: Box<str>,
}

impl Tokens {
    /// The words of a language; one that has no stemmer is indexed as it is written.
    pub fn of_language(language: &str) -> Self {
        Self {
            stems: Stems::of_language(language),
            remembered: Vec::new(),
            word: Token::default(),
            stem: String::new(),
            stem_follows: false,
        }
    }

    /// The stem of a folded word.
    pub fn stem_of(&self, folded: &str) -> String {
        self.stems.as_ref().map_or_else(|| folded.to_owned(), |stems| stems.stem(folded).into_owned())
    }

    /// Looks up the stem of the word at hand, and gets it ready if it is another word.
    fn prepare_stem(&mut self) {
        let Some(stems) = &self.stems else { return };
        let slot = slot_of(self.word.text.as_bytes());
        if self.remembered.is_empty() {
            self.remembered.resize(REMEMBERED, Remembered::default());
        }
        let remembered = &mut self.remembered[slot];
        if *remembered.word != *self.word.text {
            let stem = stems.stem(&self.word.text);
            remembered.stem = if stem == self.word.text { Box::default() } else { stem.into() };
            remembered.word = self.word.text.as_str().into();
        }
        if !remembered.stem.is_empty() {
            self.stem.clear();
            self.stem.push(STEM_MARK);
            self.stem.push_str(&remembered.stem);
            self.stem_follows = true;
        }
    }
}

/// Where a word is remembered: FNV-1a over its bytes, folded to the table's size.
fn slot_of(word: &[u8]) -> usize {
    let hash = word.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize % REMEMBERED
}

impl Tokenizer for Tokens {
    type TokenStream<'a> = TextTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TextTokens<'a> {
        self.word.reset();
        self.stem_follows = false;
        TextTokens { tokens: self, text, at: 0 }
    }
}

/// The words of one text, in order.
#[derive(Debug)]
pub struct TextTokens<'a> {
    tokens: &'a mut Tokens,
    text: &'a str,
    at: usize,
}

impl TextTokens<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Moves to the next word's first byte.
    fn skip_to_word(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return Some(self.at);
                }
                self.at += 1;
            } else {
                let character = self.char_at(self.at)?;
                if is_word_char(character) {
                    return Some(self.at);
                }
                self.at += character.len_utf8();
            }
        }
        None
    }

    /// Moves behind the word that begins here; says whether it is plain ASCII. The same rule as [`crate::text::words`].
    fn skip_word(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut ascii = true;
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii() {
                let inner = byte == b'\'' && self.char_at(self.at + 1).is_some_and(char::is_alphabetic);
                if !byte.is_ascii_alphanumeric() && !inner {
                    break;
                }
                self.at += 1;
            } else {
                let Some(character) = self.char_at(self.at) else { break };
                let next = self.at + character.len_utf8();
                let inner = character == '’' && self.char_at(next).is_some_and(char::is_alphabetic);
                if !is_word_char(character) && !inner {
                    break;
                }
                ascii = false;
                self.at = next;
            }
        }
        ascii
    }
}

impl TokenStream for TextTokens<'_> {
    fn advance(&mut self) -> bool {
        if std::mem::take(&mut self.tokens.stem_follows) {
            std::mem::swap(&mut self.tokens.word.text, &mut self.tokens.stem);
            return true;
        }
        let Some(start) = self.skip_to_word() else { return false };
        let ascii = self.skip_word();
        let written = self.text.get(start..self.at).unwrap_or_default();
        let word = &mut self.tokens.word;
        word.text.clear();
        if ascii {
            word.text.push_str(written);
            word.text.make_ascii_lowercase();
        } else {
            word.text.push_str(&fold(written));
        }
        word.offset_from = start;
        word.offset_to = self.at;
        word.position = word.position.wrapping_add(1);
        self.tokens.prepare_stem();
        true
    }

    fn token(&self) -> &Token {
        &self.tokens.word
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens.word
    }
}
