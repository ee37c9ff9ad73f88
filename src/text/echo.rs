//! Whether a text names someone, or repeats what they said.

use std::collections::BTreeSet;

use super::words::words;
use super::{Word, fold};

/// So many words in a row that are the same are no accident, if some of them say something: "at the end of the" does not.
const WORDS_IN_A_ROW: usize = 5;
const LONG_WORDS: usize = 3;
const LETTERS_OF_A_LONG_WORD: usize = 5;

/// Names and words of one person, for finding them in what others wrote.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// Each as its folded words; longest first.
    names: Vec<Vec<String>>,
    said: BTreeSet<Vec<String>>,
}

impl Echo {
    /// Adds a name. One without a letter, such as a row's number, would be found everywhere and is left out.
    pub fn add_name(&mut self, name: &str) {
        let folded: Vec<String> = words(name).map(|word| fold(word.text)).collect();
        let letters = folded.iter().flat_map(|word| word.chars());
        if letters.clone().any(char::is_alphabetic) && letters.count() > 1 && !self.names.contains(&folded) {
            self.names.push(folded);
            self.names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
    }

    /// Adds what the person said.
    pub fn add_words(&mut self, said: &str) {
        let folded: Vec<String> = words(said).map(|word| fold(word.text)).collect();
        let is_long = |word: &&String| word.chars().count() >= LETTERS_OF_A_LONG_WORD;
        let says_something = |row: &&[String]| row.iter().filter(is_long).count() >= LONG_WORDS;
        self.said.extend(folded.windows(WORDS_IN_A_ROW).filter(says_something).map(<[String]>::to_vec));
    }

    /// Whether a text has some words in a row that the person said.
    pub fn is_quoted_in(&self, text: &str) -> bool {
        if self.said.is_empty() {
            return false;
        }
        let folded: Vec<String> = words(text).map(|word| fold(word.text)).collect();
        folded.windows(WORDS_IN_A_ROW).any(|row| self.said.contains(row))
    }

    /// Whether a text has one of the person's names, as whole words and in any letter case.
    pub fn is_named_in(&self, text: &str) -> bool {
        let (found, folded) = folded(text);
        (0..found.len()).any(|at| self.name_at(&folded, at).is_some())
    }

    /// A text with `instead` in the place of every name; nothing if no name is in it.
    pub fn without_names(&self, text: &str, instead: &str) -> Option<String> {
        let (found, folded) = folded(text);
        let mut clean = String::new();
        let (mut done, mut at) = (0, 0);
        while at < found.len() {
            let Some(length) = self.name_at(&folded, at) else {
                at += 1;
                continue;
            };
            clean.push_str(text.get(done..found[at].span.start()).unwrap_or_default());
            clean.push_str(instead);
            done = found[at + length - 1].span.end();
            at += length;
        }
        if done == 0 {
            return None;
        }
        clean.push_str(text.get(done..).unwrap_or_default());
        Some(clean)
    }

    /// How many words the name has that begins at word number `at`.
    fn name_at(&self, folded: &[String], at: usize) -> Option<usize> {
        let rest = folded.get(at..).unwrap_or_default();
        self.names.iter().find(|name| rest.starts_with(name)).map(Vec::len)
    }
}

fn folded(text: &str) -> (Vec<Word<'_>>, Vec<String>) {
    let found: Vec<Word<'_>> = words(text).collect();
    let folded = found.iter().map(|word| fold(word.text)).collect();
    (found, folded)
}
