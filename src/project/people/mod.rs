//! Cases: who they are, how outputs call them, two that are one, and who withdraws; and the register of who must not get out.

pub(super) mod cases;
pub(super) mod identities;
pub(super) mod identity_error;
pub(super) mod identity_sheet;
pub(super) mod kinds;
pub(super) mod labels;
pub(super) mod leftovers;
pub(super) mod merging;
pub(super) mod register;
pub(super) mod register_left;
pub(super) mod withdrawing;
pub(super) mod withdrawn;
