//! Code accumulation: how many different codes have come up after so many interviews, cases or answers.
//!
//! A curve that goes flat is no proof that nothing new would have come; what it means is for the researcher to say.

mod band;
mod curve;
mod runs;
mod units;

pub use band::{Band, permutation_band};
pub use curve::{expected, observed, places};
pub use runs::{Run, runs};
pub use units::{CodedUnits, coded_units};
