//! A linear-chain conditional random field: from scores of each label at each place to how likely each label is there.
//!
//! Forward and backward passes as in Lafferty, McCallum and Pereira (2001), each place scaled to a sum of one. Additions
//! have a fixed order and [`exp`] is our own, so that every machine gets the same bits.

/// Scores of one label after another: `[before × labels + after]`, as factors (`exp` of the weights).
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    label_count: usize,
    factors: Vec<f32>,
}

/// Weights further from zero than this are taken for this.
const STEEPEST: f32 = 20.0;

impl Transitions {
    /// From weights, `label_count` × `label_count`. Nothing if they are not that many or no numbers.
    pub fn of(label_count: usize, weights: &[f32]) -> Option<Self> {
        let is_sound = weights.len() == label_count * label_count && weights.iter().all(|weight| weight.is_finite());
        let factors = weights.iter().map(|weight| exp(weight.clamp(-STEEPEST, STEEPEST))).collect();
        is_sound.then_some(Self { label_count, factors })
    }

    pub fn factor(&self, before: usize, after: usize) -> f32 {
        self.factors[before * self.label_count + after]
    }

    pub const fn label_count(&self) -> usize {
        self.label_count
    }
}

/// Working memory of the passes, kept between lines. All are `[place × labels + label]`.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// `exp` of each score, the largest of a place being 1.
    pub potentials: Vec<f32>,
    pub forward: Vec<f32>,
    pub backward: Vec<f32>,
    /// How likely each label is at each place.
    pub marginals: Vec<f32>,
}

impl Lattice {
    /// Fills all four from the scores of each label at each place.
    pub fn run(&mut self, scores: &[f32], transitions: &Transitions) {
        let count = transitions.label_count;
        self.potentials.clear();
        for place in scores.chunks_exact(count) {
            let highest = place.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            self.potentials.extend(place.iter().map(|score| exp(score - highest)));
        }
        self.run_forward(transitions);
        self.run_backward(transitions);
        self.marginals.clear();
        for (forward, backward) in self.forward.chunks_exact(count).zip(self.backward.chunks_exact(count)) {
            let from = self.marginals.len();
            self.marginals.extend(forward.iter().zip(backward).map(|(forward, backward)| forward * backward));
            scale(&mut self.marginals[from..]);
        }
    }

    fn run_forward(&mut self, transitions: &Transitions) {
        let count = transitions.label_count;
        self.forward.clear();
        self.forward.resize(self.potentials.len(), 0.0);
        for (place, potentials) in self.potentials.chunks_exact(count).enumerate() {
            let (before, rest) = self.forward.split_at_mut(place * count);
            let here = &mut rest[..count];
            if place == 0 {
                here.copy_from_slice(potentials);
            } else {
                let before = &before[(place - 1) * count..];
                for (label, potential) in potentials.iter().enumerate() {
                    let mut sum = 0.0;
                    for (earlier, weight) in before.iter().enumerate() {
                        sum += weight * transitions.factors[earlier * count + label];
                    }
                    here[label] = sum * potential;
                }
            }
            scale(here);
        }
    }

    fn run_backward(&mut self, transitions: &Transitions) {
        let count = transitions.label_count;
        self.backward.clear();
        self.backward.resize(self.potentials.len(), 1.0);
        for place in (1..self.potentials.len() / count).rev() {
            let (rest, after) = self.backward.split_at_mut(place * count);
            let here = &mut rest[(place - 1) * count..];
            let potentials = &self.potentials[place * count..(place + 1) * count];
            for (label, value) in here.iter_mut().enumerate() {
                let factors = &transitions.factors[label * count..(label + 1) * count];
                let mut sum = 0.0;
                for ((factor, potential), later) in factors.iter().zip(potentials).zip(after.iter()) {
                    sum += factor * potential * later;
                }
                *value = sum;
            }
            scale(here);
        }
    }
}

fn scale(values: &mut [f32]) {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        for value in values {
            *value /= sum;
        }
    }
}

/// e to the power of `x`, to about 2 parts in 10 million: multiplications and additions only, which IEEE 754 fixes to the
/// last bit, where the machine's own library may differ. Zero below -87, never infinite.
pub fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    if x < -87.0 {
        return 0.0;
    }
    let x = x.min(88.0);
    let halvings = (x * std::f32::consts::LOG2_E).round();
    let rest = x - halvings * LN_2_HIGH - halvings * LN_2_LOW;
    // The first terms of the series of exp, by Horner's rule; |rest| is at most 0.35.
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0))))));
    #[expect(clippy::cast_possible_truncation, reason = "it is a whole number between -126 and 127")]
    let exponent = halvings as i32;
    series * f32::from_bits((exponent + 127).unsigned_abs() << 23)
}
