//! Where coding stands, for the researcher's eyes: real numbers, nothing withheld. Outputs are made by recipes.

pub(super) mod progress;
pub(super) mod themes;
pub(super) mod waiting;
