//! What one word of a query stands for, and which words of the index that is.

use regex::Regex;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{InvertedIndexReader, postings::TermInfo};

use super::tokens::STEM_MARK;
use super::{Index, Tokens};
use crate::text::Wildcard;

/// The first term that is a word and no stem.
const FIRST_WORD: &str = "\u{2}";

/// What one word of a query stands for. Words are folded.
#[derive(Debug, Clone)]
pub enum WordPattern {
    /// Every word with this stem in one of the index's languages: 0 is the study's.
    Stem(String, usize),
    /// Just this word.
    Exact(String),
    /// Every word that begins so.
    Prefix(String),
    /// Every word that this describes.
    Wild(Wildcard),
    /// Every word that becomes this one by at most so many changes of a letter: one more, one less, another, or two
    /// neighbours swapped.
    Fuzzy(String, u8),
    /// Every word that this describes from its first letter to its last.
    Regex(Regex),
}

impl WordPattern {
    /// Whether a folded word is meant.
    pub fn matches(&self, folded: &str, tokens: &Tokens) -> bool {
        match self {
            Self::Stem(stem, language) => tokens.has_stem(*language, folded, stem),
            Self::Exact(word) => folded == word,
            Self::Prefix(start) => folded.starts_with(start.as_str()),
            Self::Wild(wildcard) => wildcard.matches(folded),
            Self::Fuzzy(word, distance) => edit_distance_within(folded, word, usize::from(*distance)),
            Self::Regex(regex) => regex.is_match(folded),
        }
    }

    /// Whether the words meant are known without looking at the index's list of words.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Self::Stem(..) | Self::Exact(_))
    }

    /// The terms of a plain pattern: a stem's own entry, and the word that is its own stem.
    pub(super) fn plain_terms(&self, field: Field, tokens: &Tokens) -> Vec<Term> {
        match self {
            Self::Exact(word) => vec![Term::from_field_text(field, word)],
            Self::Stem(stem, language) => {
                let marked = Term::from_field_text(field, &format!("{STEM_MARK}{stem}"));
                let plain = (tokens.stem_in(*language, stem) == *stem).then(|| Term::from_field_text(field, stem));
                plain.into_iter().chain([marked]).collect()
            }
            Self::Prefix(_) | Self::Wild(_) | Self::Fuzzy(..) | Self::Regex(_) => Vec::new(),
        }
    }

    /// The index's entries for the words meant.
    pub(super) fn entries(
        &self,
        field: Field,
        tokens: &Tokens,
        index: &InvertedIndexReader,
    ) -> tantivy::Result<Vec<TermInfo>> {
        let terms = index.terms();
        let mut found = Vec::new();
        match self {
            Self::Stem(..) | Self::Exact(_) => {
                for term in self.plain_terms(field, tokens) {
                    found.extend(index.get_term_info(&term)?);
                }
            }
            Self::Prefix(start) => {
                let mut stream = terms.range().ge(start.as_bytes()).into_stream()?;
                while stream.advance() && stream.key().starts_with(start.as_bytes()) {
                    found.push(stream.value().clone());
                }
            }
            Self::Wild(wildcard) => {
                let start = wildcard.start().as_bytes();
                let mut stream = terms.range().ge(start.max(FIRST_WORD.as_bytes())).into_stream()?;
                while stream.advance() && stream.key().starts_with(start) {
                    if std::str::from_utf8(stream.key()).is_ok_and(|word| wildcard.matches(word)) {
                        found.push(stream.value().clone());
                    }
                }
            }
            Self::Fuzzy(word, distance) => {
                let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, word), *distance, true).automaton()?;
                let mut stream = terms.search(&fuzzy).ge(FIRST_WORD).into_stream()?;
                while stream.advance() {
                    found.push(stream.value().clone());
                }
            }
            Self::Regex(regex) => {
                let mut stream = terms.range().ge(FIRST_WORD).into_stream()?;
                while stream.advance() {
                    if std::str::from_utf8(stream.key()).is_ok_and(|word| regex.is_match(word)) {
                        found.push(stream.value().clone());
                    }
                }
            }
        }
        Ok(found)
    }

    /// Whether so many different words of the index are meant that it is better not to look for them all in a phrase.
    pub(crate) fn stands_for_more_than(&self, most: usize, index: &Index) -> tantivy::Result<bool> {
        for piece in index.searcher().segment_readers() {
            let words = piece.inverted_index(index.words_field())?;
            if self.entries(index.words_field(), index.tokens(), &words)?.len() > most {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How the engine is asked for a word's entries: with positions only where a phrase needs them.
    pub(super) const fn record(word_count: usize) -> IndexRecordOption {
        if word_count > 1 { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs }
    }
}

/// Whether `one` becomes `other` by at most `most` changes of a letter (one more, one less, another, or two neighbours
/// swapped; no letter is changed twice).
pub fn edit_distance_within(one: &str, other: &str, most: usize) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut current = vec![row; other.len() + 1];
        for column in 1..=other.len() {
            let same = one[row - 1] == other[column - 1];
            let mut least = (last[column] + 1).min(current[column - 1] + 1).min(last[column - 1] + usize::from(!same));
            let swapped =
                row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
            if swapped {
                least = least.min(before_last[column - 2] + 1);
            }
            current[column] = least;
        }
        if current.iter().all(|&distance| distance > most) {
            return false;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[other.len()] <= most
}
