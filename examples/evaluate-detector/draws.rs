//! How often two numbers hold together in a few cases drawn from those that were measured: what a figure of ten cases is worth.

use crate::measure::Share;
use crate::numbers::Numbers;

/// So many cases are drawn at a time, each as often as it comes.
pub const CASES: usize = 10;
const DRAWS: u32 = 4_000;

/// Recall and precision of each case.
#[derive(Default)]
pub struct Draws(Vec<(Share, Share)>);

impl Draws {
    pub fn add(&mut self, recall: Share, precision: Share) {
        self.0.push((recall, precision));
    }

    pub fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// In what share of draws recall and precision are at least as high.
    pub fn holding(&self, recall: f64, precision: f64) -> Share {
        let mut numbers = Numbers(1);
        let mut holding = Share::default();
        for _ in 0..DRAWS {
            let mut sums = (Share::default(), Share::default());
            for _ in 0..CASES {
                if let Some((of_recall, of_precision)) = self.0.get(numbers.below(self.0.len())) {
                    sums.0.join(*of_recall);
                    sums.1.join(*of_precision);
                }
            }
            holding.count(sums.0.value() >= recall && sums.1.value() >= precision);
        }
        holding
    }
}
