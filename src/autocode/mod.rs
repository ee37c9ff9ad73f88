//! Codebook × text → proposed codings. Pure and deterministic: the same input gives the same output.
//!
//! A [`RuleSet`] is a codebook's rules made ready once; [`RuleSet::code`] takes one text after the other through it, so
//! that a million answers stream past without being held. All words, phrases and fixed parts of regular expressions of
//! all rules are looked for in one sweep (`scanner`); only what they hit is looked at more closely: whole words
//! (`needle`), the unit that holds the hit (`units`), and the rule's other conditions in it (`judge`).

mod batch;
mod codable;
mod compile;
mod explain;
mod folded;
mod judge;
mod marks;
mod needle;
mod pass;
mod rule_hits;
mod rule_set;
mod scanner;
mod stem_scanner;
mod units;

pub use codable::{CodableSegment, CodableText, Found};
pub use compile::{CompileError, Fault};
pub use explain::{Explanation, Outcome, Unmet, explain};
pub use pass::Scratch;
pub use rule_hits::RuleHits;
pub use rule_set::RuleSet;
