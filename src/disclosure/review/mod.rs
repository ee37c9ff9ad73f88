//! What people have still to look at before words are printed, in which order, and what their decisions come to.
//!
//! Pure: places and decisions go in, a queue comes out. What is kept, and what is done with it, is `project`'s.

mod groups;
mod reviewed;
mod shared;
mod standing;
mod surface;

pub use groups::{Group, groups, likely_alias};
pub use reviewed::Reviewed;
pub use shared::sharing;
pub use standing::{Said, Standing, standing};
pub use surface::{Mention, Surface, Surfaces};

/// How long a person takes to decide on one group, in seconds; the source of every estimate of minutes.
///
/// An assumption, not a measurement: a screen is read and one key is pressed. What was measured is how many there are: 270
/// to 390 distinct forms in 10,000 words of speech, if everything that the gate would ask about is offered.
pub const SECONDS_PER_GROUP: u64 = 8;

/// About how many minutes so many groups take; a begun minute counts.
pub const fn minutes(group_count: usize) -> u64 {
    (group_count as u64 * SECONDS_PER_GROUP).div_ceil(60)
}
