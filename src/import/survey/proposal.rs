//! What a file suggests: a plan, and for each of its columns how sure it is and why.

use super::plan::{ColumnPlan, SurveyPlan};
use crate::import::Warning;

/// A plan proposed from the beginning of a file. It is there to be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub plan: SurveyPlan,
    /// One for each of the plan's columns, in its order.
    pub findings: Vec<Finding>,
    /// How many rows were looked at.
    pub row_count: usize,
    /// What the researcher may want to look at.
    pub warnings: Vec<Warning>,
}

/// What was found in one column. Holds no words of a participant, save for options that come again and again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// How many rows have something in it.
    pub filled_count: usize,
    pub distinct_count: usize,
    /// Why it may be something else than the plan says.
    pub doubt: Option<String>,
}

impl Proposal {
    /// The plan's columns with what was found in each.
    pub fn columns(&self) -> impl Iterator<Item = (&ColumnPlan, &Finding)> {
        self.plan.columns.iter().zip(&self.findings)
    }
}
