//! A codebook file: its codes, themes and rules, and its mistakes with line and column.
//!
//! A codebook is TOML, written by hand. [`read`] gives the [`Codebook`](crate::model::Codebook) or every error in the
//! file; [`check`] also says what is doubtful: missing definitions, rules that can never fire, one word in two codes.
//! What a word or a regular expression of a rule means is said here ([`Pattern`], [`Expression`]); finding them in texts
//! is `autocode`'s work.

mod check_codes;
mod check_rules;
mod diff;
mod draft;
mod edit;
mod expression;
mod fields;
mod json;
mod palette;
mod pattern;
mod picker;
mod problem;
mod read;
mod write;

pub use diff::{Change, Difference, Subject, differences, summary};
pub use edit::{CodeField, CodebookFile, EditError, ThemeField};
pub use expression::{Expression, ExpressionError, Literals};
pub use json::{JsonError, from_json, to_json};
pub use palette::free_colour;
pub use pattern::{Part, Pattern, PatternError, is_hyphen};
pub use picker::codes_like;
pub use problem::{Problem, Severity};
pub use read::{check, read, read_again};
pub use write::{codes_to_toml, to_toml};
