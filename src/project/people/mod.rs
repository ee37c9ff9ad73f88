//! Cases: who they are, how outputs call them, two that are one, and who withdraws.

pub(super) mod cases;
pub(super) mod kinds;
pub(super) mod labels;
pub(super) mod leftovers;
pub(super) mod merging;
pub(super) mod withdrawing;
pub(super) mod withdrawn;
