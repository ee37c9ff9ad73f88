//! Words counted: how often, by whom, in which group more than in another, and beside which others.
//!
//! Who counts says what a word is: words come folded ([`crate::text::fold`]), segment by segment.

mod collocation;
mod counter;
mod lexicon;
mod significance;

pub use collocation::{Collocate, CollocateCounter, Collocates};
pub use counter::{CountedWord, GroupSize, Keyness, Occurrences, WordCounter, WordCounts};
pub use lexicon::Lexicon;
pub use significance::{
    contingency_log_likelihood, log_dice, log_likelihood, mutual_information, percent_difference, t_score,
};
