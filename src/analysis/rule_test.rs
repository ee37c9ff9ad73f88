//! How well a rule finds what people code: of what it finds, how much is right; of what is right, how much it finds.

use crate::model::{Span, TextId};

/// Some words of a text.
type Place = (TextId, Span);

/// What people say of one code.
#[derive(Debug, Clone, Copy, Default)]
pub struct Judged<'a> {
    /// What they coded, or accepted.
    pub accepted: &'a [Place],
    pub rejected: &'a [Place],
    /// Texts in which all that is not accepted counts as rejected, in order; none where nobody has read everything.
    pub read: &'a [TextId],
}

/// A part of a whole, with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proportion {
    pub part: u64,
    pub base: u64,
}

/// What a rule finds beside what people say. Finds that overlap are one, and so is what they accepted, as in every count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleTest {
    /// Finds that overlap what people accepted.
    pub right: Vec<Place>,
    /// Finds that do not, where people rejected them or read everything.
    pub wrong: Vec<Place>,
    /// Finds of which nobody has said anything: neither right nor wrong.
    pub unjudged: u64,
    /// Accepted segments that the rule finds, and those that it misses.
    pub met: u64,
    pub missed: Vec<Place>,
}

/// Compares what a rule finds with what people say.
pub fn test_rule(finds: &[Place], judged: &Judged<'_>) -> RuleTest {
    let (finds, accepted, rejected) = (joined(finds), joined(judged.accepted), joined(judged.rejected));
    let mut test = RuleTest::default();
    for find in &finds {
        if overlaps(&accepted, *find) {
            test.right.push(*find);
        } else if overlaps(&rejected, *find) || judged.read.binary_search(&find.0).is_ok() {
            test.wrong.push(*find);
        } else {
            test.unjudged += 1;
        }
    }
    for segment in accepted {
        if overlaps(&finds, segment) {
            test.met += 1;
        } else {
            test.missed.push(segment);
        }
    }
    test
}

impl RuleTest {
    pub fn found(&self) -> u64 {
        self.right.len() as u64 + self.wrong.len() as u64 + self.unjudged
    }

    /// The share of judged finds that are right.
    pub fn precision(&self) -> Proportion {
        let part = self.right.len() as u64;
        Proportion { part, base: part + self.wrong.len() as u64 }
    }

    /// The share of accepted segments that are found.
    pub fn recall(&self) -> Proportion {
        Proportion { part: self.met, base: self.met + self.missed.len() as u64 }
    }

    /// The harmonic mean of precision and recall (C. J. van Rijsbergen, "Information Retrieval", 1979); nothing where
    /// either has no base.
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision().share()?, self.recall().share()?);
        let sum = precision + recall;
        Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

impl Proportion {
    pub fn share(self) -> Option<f64> {
        (self.base > 0).then(|| real(self.part) / real(self.base))
    }

    /// Between which shares the true one lies, in 95 of 100 samples like this one.
    ///
    /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    /// Statistical Association 22, 1927: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n), with z = 1.96.
    pub fn interval(self) -> Option<(f64, f64)> {
        const Z: f64 = 1.959_963_984_540_054;
        let (share, count) = (self.share()?, real(self.base));
        let square = Z * Z;
        let middle = share + square / (2.0 * count);
        let reach = Z * (share * (1.0 - share) / count + square / (4.0 * count * count)).sqrt();
        let within = |value: f64| (value / (1.0 + square / count)).clamp(0.0, 1.0);
        // Rounding may put an end a little beyond the share that it bounds.
        Some((within(middle - reach).min(share), within(middle + reach).max(share)))
    }
}

/// Places in order, those that overlap as one.
pub fn joined(places: &[Place]) -> Vec<Place> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Place> = Vec::with_capacity(sorted.len());
    for (text, span) in sorted {
        match joined.last_mut() {
            Some((last_text, last)) if *last_text == text && last.overlaps(span) => {
                let end = last.end().max(span.end());
                *last = Span::stored(small(last.start()), small(end));
            }
            _ => joined.push((text, span)),
        }
    }
    joined
}

/// Whether a place overlaps one of these, which are joined.
pub fn overlaps(joined: &[Place], (text, span): Place) -> bool {
    let after = joined.partition_point(|(other, with)| (*other, with.end()) <= (text, span.start()));
    joined.get(after).is_some_and(|(other, with)| *other == text && with.overlaps(span))
}

fn small(at: usize) -> u32 {
    u32::try_from(at).expect("a text is shorter than 4 GiB")
}

#[expect(clippy::cast_precision_loss, reason = "there are no more than some millions of segments")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}
