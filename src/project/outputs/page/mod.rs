//! Outputs as the workbench shows them: which there are and how they stand, each as it would be printed, and what leads
//! from its numbers to the words behind them.

pub(in crate::project) mod behind;
pub(in crate::project) mod listed;
pub(in crate::project) mod made;
pub(in crate::project) mod new;
pub(in crate::project) mod printed;
