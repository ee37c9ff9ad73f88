//! Fits a conditional random field to texts: AdaGrad, line after line, the same result on every machine.

use verbatim::detect::training::{
    Lexicon, REACH, Tokens, Whole, Word, alone, known_bytes, neighbour, together, whole, wholes, words,
};
use verbatim::detect::{Label, Lattice, Transitions};
use verbatim::model::IdentityKind;

use crate::corpus::Document;
use crate::numbers::Numbers;

/// How a model is fitted.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Features are hashed to so many bits.
    pub feature_bits: u32,
    pub rounds: usize,
    /// The first step's length (Duchi, Hazan and Singer 2011).
    pub rate: f32,
    /// How strongly weights are drawn to zero, at each step.
    pub decay: f32,
    /// Added to the score of "no name" where a name is to be hidden, so that missing one costs more than a false one.
    pub cost: f32,
    /// Features that come less often are left out.
    pub fewest: u8,
    /// So many features of a hundred are left out at each step, others each time, so that none is relied on alone.
    pub dropped: usize,
    pub seed: u64,
    /// Whether what the whole document tells is looked at as well.
    pub is_of_documents: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            feature_bits: 19,
            rounds: 8,
            rate: 0.15,
            decay: 1e-5,
            cost: 3.0,
            fewest: 2,
            dropped: 40,
            seed: 20_261_126,
            is_of_documents: false,
        }
    }
}

/// What was found.
pub struct Fitted {
    pub transitions: Vec<f32>,
    pub scores: Vec<f32>,
    /// Which features were met often enough.
    pub known: Vec<u8>,
}

/// A line of a training text.
struct Line {
    words: Vec<Word>,
    /// Empty if what the whole document tells is not looked at.
    wholes: Vec<Whole>,
    labels: Vec<usize>,
}

/// Which label of the model a stretch of a document has.
pub type Labeller<'l> = &'l dyn Fn(&crate::corpus::Name) -> usize;

/// Labels of the models that ship: people, organisations, places.
pub const NAMES: [Label; 4] = [
    Label { kind: None, is_hidden: false },
    Label { kind: Some(IdentityKind::Person), is_hidden: true },
    Label { kind: Some(IdentityKind::Organisation), is_hidden: true },
    Label { kind: Some(IdentityKind::Place), is_hidden: true },
];

/// The label among [`NAMES`] of a marked stretch.
pub fn name_label(name: &crate::corpus::Name) -> usize {
    NAMES.iter().position(|label| label.kind == name.kind()).unwrap_or(0)
}

/// Fits a model with these labels to documents.
pub fn fit(
    documents: &[Document],
    lexicon: &Lexicon<'_>,
    labels: &[Label],
    of: Labeller<'_>,
    settings: Settings,
) -> Fitted {
    let mut lines = Vec::new();
    for document in documents {
        read_lines(document, lexicon, of, settings.is_of_documents, &mut lines);
    }
    let mut fit = Fit::new(labels, settings);
    for line in &lines {
        fit.count(line);
    }
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let mut numbers = Numbers(settings.seed);
    for _ in 0..settings.rounds {
        numbers.shuffle(&mut order);
        for &index in &order {
            fit.learn(&lines[index]);
        }
    }
    fit.finish()
}

fn read_lines(
    document: &Document,
    lexicon: &Lexicon<'_>,
    of: Labeller<'_>,
    is_of_documents: bool,
    lines: &mut Vec<Line>,
) {
    let read = Tokens::of(&document.text);
    let all = words(&document.text, &read, lexicon);
    let all_wholes = if is_of_documents { wholes(&document.text, &read, &all) } else { Vec::new() };
    let mut labels = vec![0; read.tokens.len()];
    for name in &document.names {
        let label = of(name);
        for (index, token) in read.tokens.iter().enumerate() {
            if (token.start as usize) < name.range.end && name.range.start < token.end as usize {
                labels[index] = label;
            }
        }
    }
    for line in read.lines {
        let words = all[line.tokens.clone()].to_vec();
        let wholes = all_wholes.get(line.tokens.clone()).unwrap_or_default().to_vec();
        lines.push(Line { words, wholes, labels: labels[line.tokens].to_vec() });
    }
}

struct Fit<'l> {
    labels: &'l [Label],
    settings: Settings,
    /// For each feature: its weights, then the sums of its squared gradients.
    rows: Vec<f32>,
    transitions: Vec<f32>,
    transition_squares: Vec<f32>,
    /// How often each feature came, by more bits than weights have.
    counts: Vec<u8>,
    lattice: Lattice,
    features: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<f32>,
    numbers: Numbers,
}

const COUNT_BITS: u32 = 25;

impl<'l> Fit<'l> {
    fn new(labels: &'l [Label], settings: Settings) -> Self {
        let count = labels.len();
        Self {
            labels,
            settings,
            rows: vec![0.0; (2 * count) << settings.feature_bits],
            transitions: vec![0.0; count * count],
            transition_squares: vec![0.0; count * count],
            counts: vec![0; 1 << COUNT_BITS],
            lattice: Lattice::default(),
            features: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
            numbers: Numbers(settings.seed),
        }
    }

    fn count(&mut self, line: &Line) {
        for index in 0..line.words.len() {
            each_feature(line, index, |feature| {
                let count = &mut self.counts[(feature >> (32 - COUNT_BITS)) as usize];
                *count = count.saturating_add(1);
            });
        }
    }

    fn learn(&mut self, line: &Line) {
        let count = self.labels.len();
        self.score(line);
        let transitions = Transitions::of(count, &self.transitions).expect("the weights are numbers");
        self.lattice.run(&self.scores, &transitions);
        let mut at = 0;
        for (index, &gold) in line.labels.iter().enumerate() {
            let marginals = &self.lattice.marginals[index * count..][..count];
            let is_settled = marginals[gold] > 0.9999;
            for &feature in self.features[at..self.ends[index]].iter().filter(|_| !is_settled) {
                let row = &mut self.rows[feature as usize * 2 * count..][..2 * count];
                let (weights, squares) = row.split_at_mut(count);
                for (label, (weight, square)) in weights.iter_mut().zip(squares).enumerate() {
                    let gradient = marginals[label] - f32::from(u8::from(label == gold));
                    step(weight, square, gradient, self.settings);
                }
            }
            at = self.ends[index];
        }
        self.learn_transitions(line, &transitions);
    }

    fn score(&mut self, line: &Line) {
        let count = self.labels.len();
        self.features.clear();
        self.ends.clear();
        self.scores.clear();
        for (index, &gold) in line.labels.iter().enumerate() {
            each_feature(line, index, |feature| {
                if self.counts[(feature >> (32 - COUNT_BITS)) as usize] >= self.settings.fewest
                    && self.numbers.below(100) >= self.settings.dropped
                {
                    self.features.push(feature >> (32 - self.settings.feature_bits));
                }
            });
            let from = self.ends.last().copied().unwrap_or(0);
            self.ends.push(self.features.len());
            let place = self.scores.len();
            self.scores.resize(place + count, 0.0);
            let scores = &mut self.scores[place..];
            for &feature in &self.features[from..] {
                let weights = &self.rows[feature as usize * 2 * count..][..count];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            if self.labels[gold].is_hidden {
                for (score, label) in scores.iter_mut().zip(self.labels) {
                    *score += if label.is_hidden { 0.0 } else { self.settings.cost };
                }
            }
        }
    }

    fn learn_transitions(&mut self, line: &Line, transitions: &Transitions) {
        let count = self.labels.len();
        let lattice = &self.lattice;
        let mut expected = vec![0.0; count * count];
        for index in 1..line.labels.len() {
            let mut pairs = vec![0.0; count * count];
            for before in 0..count {
                for after in 0..count {
                    pairs[before * count + after] = lattice.forward[(index - 1) * count + before]
                        * transitions.factor(before, after)
                        * lattice.potentials[index * count + after]
                        * lattice.backward[index * count + after];
                }
            }
            let sum: f32 = pairs.iter().sum();
            if sum > 0.0 {
                for (total, pair) in expected.iter_mut().zip(&pairs) {
                    *total += pair / sum;
                }
            }
            expected[line.labels[index - 1] * count + line.labels[index]] -= 1.0;
        }
        for ((weight, square), gradient) in self.transitions.iter_mut().zip(&mut self.transition_squares).zip(expected)
        {
            step(weight, square, gradient, self.settings);
        }
    }

    fn finish(self) -> Fitted {
        let count = self.labels.len();
        // Nothing is left out when the model is used: the sums are to be as large as they were in training.
        let kept = f32::from(u8::try_from(100 - self.settings.dropped).expect("at most 100 are left out")) / 100.0;
        let rows = self.rows.chunks_exact(2 * count);
        let scores =
            rows.flat_map(|row| row[..count].iter().map(|weight| weight * kept).collect::<Vec<f32>>()).collect();
        let often = self.counts.iter().enumerate().filter(|(_, count)| **count >= self.settings.fewest);
        let first = |index: usize| u32::try_from(index).expect("it has 25 bits") << (32 - COUNT_BITS);
        let known = known_bytes(often.map(|(index, _)| first(index)));
        Fitted { known, transitions: self.transitions, scores }
    }
}

fn step(weight: &mut f32, square: &mut f32, gradient: f32, settings: Settings) {
    let gradient = gradient + settings.decay * *weight;
    *square += gradient * gradient;
    *weight -= settings.rate * gradient / (square.sqrt() + 1e-6);
}

fn each_feature(line: &Line, index: usize, mut found: impl FnMut(u32)) {
    let words = &line.words;
    let reach = REACH.cast_signed();
    for by in -reach..=reach {
        alone(neighbour(words, index, by), by, &mut found);
    }
    together(words, index, &mut found);
    if !line.wholes.is_empty() {
        whole(&line.wholes, words, index, found);
    }
}
