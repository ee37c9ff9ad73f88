//! How a command ended, as people and scripts see it.

use std::process::ExitCode;

/// How a command ended. Wrong usage (2) is told by the argument parser itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Failed,
    /// Some of what was asked is done, and what is not was named.
    Partly,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Partly => Self::from(3),
        }
    }
}
