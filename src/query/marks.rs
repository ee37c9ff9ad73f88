//! Highlights: every match of a query in a segment, and nothing else.

use crate::index::{Languages, Tokens, WordPattern, occurrences};
use crate::model::Span;
use crate::text::{fold, words};

/// Finds in a text what a query found.
///
/// It looks at the words themselves, by the same patterns and the same rule for standing together as the search, so that
/// phrases are marked as phrases and fuzzy finds are marked at all.
#[derive(Debug, Clone)]
pub struct Marker {
    tokens: Tokens,
    languages: Languages,
    phrases: Vec<MarkedPhrase>,
}

#[derive(Debug, Clone)]
struct MarkedPhrase {
    words: Vec<WordPattern>,
    slop: u32,
    /// Where it is words' forms that were looked for: in texts of this language alone, if there are several.
    language: Option<usize>,
}

impl Marker {
    pub(super) fn new(tokens: Tokens, languages: Languages) -> Self {
        Self { tokens, languages, phrases: Vec::new() }
    }

    pub(super) fn add(&mut self, words: Vec<WordPattern>, slop: u32, language: Option<usize>) {
        self.phrases.push(MarkedPhrase { words, slop, language });
    }

    /// Whether there are no words to be found: only fields were asked for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The stretches of `text` that match, in order, without overlap. A phrase is one stretch; words that are merely near
    /// one another are one each. `source` is the number of that which the text is from.
    pub fn marks(&self, text: &str, source: u32) -> Vec<Span> {
        self.stretches(text, source, false)
    }

    /// The matches in `text`, in order, without overlap: as [`Marker::marks`], but words that stand near one another are
    /// one match, from the first of them to the last.
    pub fn matches(&self, text: &str, source: u32) -> Vec<Span> {
        self.stretches(text, source, true)
    }

    fn stretches(&self, text: &str, source: u32, whole: bool) -> Vec<Span> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let found: Vec<(Span, String)> = words(text).map(|word| (word.span, fold(word.text))).collect();
        let mut marks: Vec<(usize, usize)> = Vec::new();
        let language = self.languages.of_source(source);
        for phrase in self.phrases.iter().filter(|phrase| phrase.language.is_none_or(|spoken| spoken == language)) {
            let positions: Vec<Vec<u32>> = phrase.words.iter().map(|pattern| self.positions(pattern, &found)).collect();
            occurrences(&positions, phrase.slop, &mut |occurrence| {
                let places = occurrence.positions.iter().map(|&position| position as usize);
                if phrase.slop == 0 || whole {
                    marks.extend(places.clone().min().zip(places.max()).map(|(first, last)| (first, last + 1)));
                } else {
                    marks.extend(places.map(|place| (place, place + 1)));
                }
                true
            });
        }
        joined(marks, &found, text)
    }

    fn positions(&self, pattern: &WordPattern, words: &[(Span, String)]) -> Vec<u32> {
        (0..).zip(words).filter(|(_, (_, word))| pattern.matches(word, &self.tokens)).map(|(place, _)| place).collect()
    }
}

/// Stretches of words as stretches of text; those that overlap become one.
fn joined(mut marks: Vec<(usize, usize)>, words: &[(Span, String)], text: &str) -> Vec<Span> {
    marks.sort_unstable();
    let mut separate: Vec<(usize, usize)> = Vec::with_capacity(marks.len());
    for (first, end) in marks {
        match separate.last_mut() {
            Some(last) if first < last.1 => last.1 = last.1.max(end),
            _ => separate.push((first, end)),
        }
    }
    let span = |(first, end): (usize, usize)| Span::of(text, words[first].0.start()..words[end - 1].0.end());
    separate.into_iter().filter_map(span).collect()
}
