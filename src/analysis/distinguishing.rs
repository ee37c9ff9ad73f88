//! Words and phrases of two words that tell coded text from the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::log_likelihood;
use super::rule_test::real;

/// A stretch of text that is either coded or not, whose words are folded; a word that says nothing is empty.
#[derive(Debug, Clone)]
pub struct SampledText {
    pub words: Vec<String>,
    pub is_coded: bool,
    /// Whose words they are; nothing for a document.
    pub case: Option<u32>,
}

/// A word or phrase, and how much more often it stands in coded text.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinguishing {
    pub words: String,
    /// How often it stands in coded text, and in the rest.
    pub inside: u64,
    pub outside: u64,
    /// How many people say it in coded text.
    pub cases: u64,
    /// G² (T. Dunning, 1993; see [`log_likelihood`]): how sure the difference is.
    pub log_likelihood: f64,
    /// How large it is: log₂ of the ratio of the two shares, half an occurrence where there is none (A. Hardie, "Log
    /// Ratio: an informal introduction", 2014). 1 is twice as often, 2 four times, 3 eight times.
    pub log_ratio: f64,
}

/// Which of them to give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistinguishingLimits {
    /// Standing in coded text at least so often, in the words of at least so many people.
    pub inside: u64,
    pub cases: u64,
    pub log_likelihood: f64,
}

impl Default for DistinguishingLimits {
    /// Two people, three times, and a difference that chance makes in 1 of 100 comparisons.
    fn default() -> Self {
        Self { inside: 3, cases: 2, log_likelihood: 6.63 }
    }
}

#[derive(Default)]
struct Count {
    inside: u64,
    outside: u64,
    cases: BTreeSet<u32>,
}

/// The words and phrases that stand more often in coded text than in the rest, the surest first.
pub fn distinguishing(texts: &[SampledText], limits: DistinguishingLimits) -> Vec<Distinguishing> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut totals = (0_u64, 0_u64);
    for text in texts {
        let said = text.words.iter().filter(|word| !word.is_empty()).count() as u64;
        let total = if text.is_coded { &mut totals.0 } else { &mut totals.1 };
        *total += said;
        let phrases =
            text.words.windows(2).filter(|pair| pair.iter().all(|word| !word.is_empty())).map(|pair| pair.join(" "));
        for words in text.words.iter().filter(|word| !word.is_empty()).cloned().chain(phrases) {
            let count = counts.entry(words).or_default();
            if text.is_coded {
                count.inside += 1;
                count.cases.extend(text.case);
            } else {
                count.outside += 1;
            }
        }
    }
    let mut found: Vec<Distinguishing> = counts
        .into_iter()
        .filter(|(_, count)| count.inside >= limits.inside && count.cases.len() as u64 >= limits.cases)
        .map(|(words, Count { inside, outside, cases })| {
            let share = |count: f64, total: u64| count / real(total.max(1));
            let (here, there) = (share(real(inside), totals.0), share(real(outside).max(0.5), totals.1));
            Distinguishing {
                words,
                inside,
                outside,
                cases: cases.len() as u64,
                log_likelihood: log_likelihood(inside, outside, totals.0, totals.1),
                log_ratio: (here / there).log2(),
            }
        })
        .filter(|found| found.log_ratio > 0.0 && found.log_likelihood >= limits.log_likelihood)
        .collect();
    found.sort_by(|one, other| {
        other.log_likelihood.total_cmp(&one.log_likelihood).then_with(|| one.words.cmp(&other.words))
    });
    found
}
