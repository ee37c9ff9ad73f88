//! Words as numbers: every form once, with what it counts as.

use std::collections::{BTreeSet, HashMap};

use crate::text::Stems;

/// Numbers for words. With stems, all forms of a word are one: the same number, under its most frequent form.
#[derive(Debug, Default)]
pub struct Lexicon {
    stems: Option<Stems>,
    stop_words: BTreeSet<String>,
    forms: HashMap<Box<str>, u32>,
    of_forms: Vec<Form>,
    keys: HashMap<Box<str>, u32>,
    key_count: u32,
}

#[derive(Debug)]
struct Form {
    written: Box<str>,
    key: u32,
    is_stop_word: bool,
    count: u64,
}

/// A word of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) key: u32,
    pub(super) is_stop_word: bool,
}

impl Lexicon {
    /// `stop_words` are folded; stems are made of what is no stop word and what is alike.
    pub fn new(stems: Option<Stems>, stop_words: BTreeSet<String>) -> Self {
        Self { stems, stop_words, ..Self::default() }
    }

    /// The number of a folded word, which is counted.
    pub(super) fn look_up(&mut self, word: &str) -> Known {
        let number = match self.forms.get(word) {
            Some(&number) => number,
            None => self.add(word),
        };
        let form = &mut self.of_forms[number as usize];
        form.count += 1;
        Known { key: form.key, is_stop_word: form.is_stop_word }
    }

    fn add(&mut self, word: &str) -> u32 {
        let key = match &self.stems {
            None => self.key_count,
            Some(stems) => *self.keys.entry(stems.stem(word).into()).or_insert(self.key_count),
        };
        self.key_count = self.key_count.max(key + 1);
        let number = u32::try_from(self.of_forms.len()).expect("there are fewer different words than that");
        let is_stop_word = self.stop_words.contains(word);
        self.of_forms.push(Form { written: word.into(), key, is_stop_word, count: 0 });
        self.forms.insert(word.into(), number);
        number
    }

    /// The forms of each number with their counts, the most frequent first.
    pub(super) fn forms(self) -> Vec<Vec<(String, u64)>> {
        let mut forms: Vec<Vec<(String, u64)>> = vec![Vec::new(); self.key_count as usize];
        for form in self.of_forms {
            forms[form.key as usize].push((form.written.into(), form.count));
        }
        for forms in &mut forms {
            forms.sort_by(|(one, one_count), (other, other_count)| {
                other_count.cmp(one_count).then_with(|| one.cmp(other))
            });
        }
        forms
    }
}
