//! How often each rule fired, so that rules which never do can be told.

/// Counts per rule of one [`RuleSet`](super::RuleSet), over all texts that were coded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleHits {
    /// By the rule's number in the set.
    fired: Vec<u64>,
}

impl RuleHits {
    pub(super) fn new(rule_count: usize) -> Self {
        Self { fired: vec![0; rule_count] }
    }

    pub(super) fn count(&mut self, rule: usize) {
        self.fired[rule] += 1;
    }

    /// In how many units the rule with this number fired, also where an earlier rule of its code did.
    pub(super) fn of(&self, rule: usize) -> u64 {
        self.fired.get(rule).copied().unwrap_or(0)
    }

    /// Adds what another pass with the same rules counted.
    pub fn add(&mut self, other: &Self) {
        if self.fired.len() < other.fired.len() {
            self.fired.resize(other.fired.len(), 0);
        }
        for (count, more) in self.fired.iter_mut().zip(&other.fired) {
            *count += more;
        }
    }
}
