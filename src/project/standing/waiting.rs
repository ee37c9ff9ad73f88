//! What waits for somebody's decision.

use crate::project::{Project, ProjectError};

/// What waits for a decision, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Codings that rules propose and nobody has judged.
    pub proposals: u64,
    /// What a corrected file left behind, to be put on words again.
    pub reviews: u64,
    /// Forms that may tell who someone is, undecided.
    pub names: u64,
    /// By framework: its name and title, and how many of its cells may not be true any more.
    pub frameworks: Vec<(String, String, usize)>,
}

impl Waiting {
    /// Whether nothing waits.
    pub const fn is_empty(&self) -> bool {
        self.proposals == 0 && self.reviews == 0 && self.names == 0 && self.frameworks.is_empty()
    }
}

impl Project {
    /// What waits for a decision. A framework whose entry has a mistake is passed over: its own page says so.
    pub fn waiting(&self) -> Result<Waiting, ProjectError> {
        let codes = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let ids: Vec<&str> = codes.codes.iter().map(|code| code.id.as_str()).collect();
        let mut frameworks = Vec::new();
        for entry in &self.study.frameworks {
            match self.framework(&entry.name) {
                Ok(framework) if framework.stale_count() > 0 => {
                    frameworks.push((framework.name.clone(), framework.title.clone(), framework.stale_count()));
                }
                Ok(_) | Err(ProjectError::Framework(_) | ProjectError::NoAttribute { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Waiting {
            proposals: self.store.coding_statuses(&ids)?.0,
            reviews: self.store.review_count()?,
            names: self.undecided_count()?,
            frameworks,
        })
    }
}
