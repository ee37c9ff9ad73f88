//! The sample flow: how many came, who left and why, how many are kept.

/// Who came by one way and who left, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Index of the survey; none for those who were interviewed.
    pub source_index: Option<u32>,
    pub kept: u64,
    /// Taken out at their own wish, every word of theirs with them.
    pub withdrawn: u64,
    /// Reason and number of those who were excluded, in the order of the rules.
    pub excluded: Vec<(String, u64)>,
}

/// One way into the sample, from all who came to those kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SampleFlow {
    pub engaged: u64,
    /// Reason and number, those who withdrew last.
    pub left: Vec<(String, u64)>,
    pub kept: u64,
}

impl SampleFlow {
    /// How many left, for whatever reason.
    pub const fn lost(&self) -> u64 {
        self.engaged - self.kept
    }
}

/// The flow of one ledger: what came is what is kept and all who left. Reasons nobody left for are dropped.
pub fn sample_flow(ledger: &Ledger) -> SampleFlow {
    let mut left: Vec<(String, u64)> = ledger.excluded.iter().filter(|(_, count)| *count > 0).cloned().collect();
    if ledger.withdrawn > 0 {
        left.push(("withdrew".to_owned(), ledger.withdrawn));
    }
    let lost: u64 = left.iter().map(|(_, count)| count).sum();
    SampleFlow { engaged: ledger.kept + lost, left, kept: ledger.kept }
}
