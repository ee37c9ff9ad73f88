//! Numbers over codings and answers: pure functions over plain columns.
//!
//! [`Columns`] are loaded once (by `store`) for all the tables of a build and hold only what those need; nothing here
//! reads a database, a clock or a participant's words. Only kept cases are in them. Every figure says what it counts
//! ([`Frequency`]'s fields, [`UnitOfAnalysis`](crate::model::UnitOfAnalysis)) and among whom ([`Base`]).

mod accumulation;
mod agreement;
mod answers;
mod attribute;
mod behind;
mod case_matrix;
mod cases;
mod choices;
mod coded;
mod columns;
mod contents;
mod cooccurrence;
mod crosstab;
mod distinct;
mod distinguishing;
mod flow;
mod frequency;
mod grim;
mod near;
mod priorities;
mod question;
mod ranks;
mod rule_test;
mod scale;
mod segments;
mod selection;
mod standing;
mod words;

pub use accumulation::{Band, CodedUnits, Run, coded_units, expected, observed, permutation_band, places, runs};
pub use agreement::{Agreement, alpha, kappa};
pub use answers::{GroupAnswers, Merge, MergedAnswer, Merger, answers_by_group};
pub use attribute::{Attribute, AttributeBuilder, NO_VALUE, TooManyValues};
pub use behind::{Known, Stretch, drift, stretches};
pub use case_matrix::{Coverage, coverage, segments_by_case};
pub use cases::{Cases, KeptCase, shuffled};
pub use choices::{Choices, choices};
pub use coded::{Coded, CodedBuilder, CodedSegment, CodedWith, FoundCoding, rejected, standing, stands};
pub(crate) use columns::questions_named;
pub use columns::{Columns, Needs, SourceColumn};
pub use contents::{Contents, ContentsError};
pub use cooccurrence::{Cooccurrence, Overlap, cooccurrence, shared_stretches};
pub use crosstab::{Crosstab, crosstab};
pub use distinct::{DistinctAnswer, DistinctAnswers, distinct_answers};
pub use distinguishing::{Distinguishing, DistinguishingLimits, SampledText, distinguishing};
pub use flow::{Ledger, SampleFlow, sample_flow};
pub use frequency::{Frequency, frequency};
pub use grim::{Decimal, Grim, NoDecimal, Rounding, grim};
pub use near::near_clusters;
pub use priorities::{Priorities, Priority, priorities};
pub use question::{Answer, AskedQuestion, Responses};
pub use ranks::{RankedItem, Ranks, ranks};
pub use rule_test::{Judged, Proportion, RuleTest, joined, overlaps, test_rule};
pub use scale::{ItemSummary, ScaleGroup, ScaleSummary, scale};
pub use segments::{NO_CASE, OUT, Place, Segments};
pub use selection::{Base, Scope, Selection};
pub use standing::{Standing, Stands};
pub use words::{
    Collocate, CollocateCounter, Collocates, CountedWord, GroupSize, Keyness, Lexicon, Occurrences, WordCounter,
    WordCounts, contingency_log_likelihood, log_dice, log_likelihood, mutual_information, percent_difference, t_score,
};
