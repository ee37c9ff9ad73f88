//! A text goes in, candidates come out: rules, the model, lists, and the same words elsewhere in the text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::IdentityKind;

use super::Candidate;
use super::by_hash::ByHash;
use super::crf::Lattice;
use super::features::{self, REACH, Word};
use super::lexicon::List;
use super::tokens::Tokens;
use super::weights::{DetectorError, Floor, Weights};
use super::whole::{self, Whole};
use super::{gather, join};

/// The weights that the program carries, by language.
static ENGLISH: LazyLock<Detector> = LazyLock::new(|| {
    let bytes = include_bytes!("weights/en.bin").as_slice();
    Detector { weights: Weights::of(bytes.into()).expect("the program's own weights are sound: a test reads them") }
});

/// Finds candidates in texts of one language.
#[derive(Debug, Clone)]
pub struct Detector {
    weights: Weights,
}

/// What the model makes of one token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judged {
    /// How likely it is that the token should be hidden.
    pub hidden: f32,
    /// The kind that speaks most for it.
    pub kind: IdentityKind,
}

impl Detector {
    /// The detector for a language of texts (`en`), if the program has one. Loaded once.
    pub fn for_language(language: &str) -> Option<&'static Self> {
        let main = language.split(['-', '_']).next().unwrap_or_default();
        main.eq_ignore_ascii_case("en").then(|| &*ENGLISH)
    }

    /// A detector from a file of weights, whatever language it is for. Any bytes may be given.
    pub fn read(bytes: &[u8]) -> Result<Self, DetectorError> {
        Ok(Self { weights: Weights::read(bytes.to_vec())? })
    }

    /// Which training the weights come from.
    pub fn version(&self) -> &str {
        &self.weights.version
    }

    /// The language that the weights are for.
    pub fn language(&self) -> &str {
        &self.weights.language
    }

    /// What share of names was among the candidates, by genre, on texts that the model was not trained on.
    pub fn floors(&self) -> &[Floor] {
        &self.weights.floors
    }

    /// The weights, for those who train and measure.
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Whether it is a word of the language that is more often no name than one.
    pub fn is_common_word(&self, word: &str) -> bool {
        self.weights.lexicon().word(word).is(List::Common)
    }

    pub fn is_given_name(&self, word: &str) -> bool {
        self.weights.lexicon().word(word).is(List::GivenName)
    }

    pub fn is_surname(&self, word: &str) -> bool {
        self.weights.lexicon().word(word).is(List::Surname)
    }

    /// Everything in `text` that may identify someone: by a rule, by the model ([`super::GATE`] or more, or
    /// [`super::GATE_WITHOUT_CAPITALS`]), by a list of given names, or by a capital inside a sentence on a word that no list
    /// knows. In reading order; none overlap.
    pub fn candidates(&self, text: &str) -> Vec<Candidate> {
        let read = Tokens::of(text);
        let words = features::words(text, &read, &self.weights.lexicon());
        let judged = self.judge(text, &read, &words);
        join::join(text, gather::candidates(text, &read, &words, judged))
    }

    /// How likely the model thinks each token of `text` should be hidden, rules and lists left aside: finer than
    /// candidates, for those who hide a text word by word. A word that comes again is drawn to its likeliest place.
    pub fn likelihoods(&self, text: &str) -> Vec<(Range<usize>, f32)> {
        let read = Tokens::of(text);
        let words = features::words(text, &read, &self.weights.lexicon());
        let mut judged = self.judge(text, &read, &words);
        gather::even(text, &read, &words, &mut judged);
        read.tokens.iter().map(|token| token.range()).zip(judged.iter().map(|judged| judged.hidden)).collect()
    }

    /// What the model makes of each token.
    fn judge(&self, text: &str, read: &Tokens, words: &[Word]) -> Vec<Judged> {
        let weights = &self.weights;
        let wholes = if weights.is_of_documents { whole::wholes(text, read, words) } else { Vec::new() };
        let count = weights.labels.len();
        let mut remembered = Remembered::default();
        let mut lattice = Lattice::default();
        let mut scores = Vec::new();
        let mut judged = Vec::with_capacity(words.len());
        for line in &read.lines {
            let line_words = &words[line.tokens.clone()];
            let line_wholes = wholes.get(line.tokens.clone()).unwrap_or_default();
            self.score(line_words, line_wholes, &mut remembered, &mut scores);
            lattice.run(&scores, &weights.transitions);
            judged.extend(lattice.marginals.chunks_exact(count).map(|marginals| self.judged(marginals)));
        }
        judged
    }

    fn judged(&self, marginals: &[f32]) -> Judged {
        let mut hidden = 0.0;
        let mut highest = -1.0;
        let mut kind = IdentityKind::Other;
        for (label, probability) in self.weights.labels.iter().zip(marginals) {
            let Some(its_kind) = label.kind else { continue };
            if label.is_hidden {
                hidden += probability;
                if *probability > highest {
                    (highest, kind) = (*probability, its_kind);
                }
            }
        }
        Judged { hidden: f32::min(hidden, 1.0), kind }
    }

    /// Scores of each label at each word of a line: whole numbers are summed, so that order does not matter.
    fn score(&self, words: &[Word], wholes: &[Whole], remembered: &mut Remembered, scores: &mut Vec<f32>) {
        let count = self.weights.labels.len();
        scores.clear();
        let mut sums = vec![0_i32; count];
        for index in 0..words.len() {
            sums.fill(0);
            for by in [-2, -1, 0, 1, 2] {
                let word = features::neighbour(words, index, by);
                let known = remembered.of(self, word, by);
                for (sum, value) in sums.iter_mut().zip(known) {
                    *sum += value;
                }
            }
            features::together(words, index, |feature| self.add(feature, &mut sums));
            if !wholes.is_empty() {
                whole::whole(wholes, words, index, |feature| self.add(feature, &mut sums));
            }
            #[expect(clippy::cast_precision_loss, reason = "a sum of some dozens of 8-bit numbers is exact")]
            scores.extend(sums.iter().map(|&sum| sum as f32 * self.weights.step));
        }
    }

    fn add(&self, feature: u32, sums: &mut [i32]) {
        for (sum, value) in sums.iter_mut().zip(self.weights.row(feature).unwrap_or_default()) {
            *sum += i32::from(value.cast_signed());
        }
    }
}

/// What a word adds to the scores of itself and of its neighbours, once for each word that comes again.
#[derive(Default)]
struct Remembered {
    places: ByHash<usize>,
    sums: Vec<i32>,
}

impl Remembered {
    fn of(&mut self, detector: &Detector, word: &Word, by: isize) -> &[i32] {
        let count = detector.weights.labels.len();
        let width = count * (2 * REACH + 1);
        let start = *self.places.entry(word.same).or_insert_with(|| {
            let start = self.sums.len();
            self.sums.resize(start + width, 0);
            for (nth, from) in [-2, -1, 0, 1, 2].into_iter().enumerate() {
                let sums = &mut self.sums[start + nth * count..][..count];
                features::alone(word, from, |feature| detector.add(feature, sums));
            }
            start
        });
        let nth = by.saturating_add_unsigned(REACH).unsigned_abs();
        &self.sums[start + nth * count..][..count]
    }
}
