//! Whether a value is what a test of a field asks for.

use super::QueryError;
use super::ast::{Comparison, FieldTest};

/// What a test asks of a value, made ready once for all values.
#[derive(Debug)]
pub struct ValueTest {
    comparison: Comparison,
    /// Folded to small letters, without outer space and the star at its end.
    words: String,
    any_ending: bool,
    number: Option<f64>,
}

impl ValueTest {
    pub fn new(test: &FieldTest) -> Result<Self, QueryError> {
        let words = test.value.value.trim().to_lowercase();
        let number = words.parse().ok();
        if test.comparison != Comparison::Is && number.is_none() {
            let message = format!("{} compares numbers", test.comparison.sign());
            return Err(QueryError::new(message, test.value.span).hint(format!("write {}>=3", test.field.value)));
        }
        let any_ending = words.ends_with('*');
        let words = words.strip_suffix('*').unwrap_or(&words).to_owned();
        Ok(Self { comparison: test.comparison, words, any_ending, number })
    }

    /// Whether it asks for one value, so that asking for one that nothing has is probably a slip.
    pub(super) fn names_one(&self) -> bool {
        self.comparison == Comparison::Is && !self.any_ending && self.number.is_none()
    }

    /// Whether a value, or one of its lines (ticked options), passes.
    pub fn passes(&self, value: &str) -> bool {
        value.split('\n').any(|value| self.passes_one(value.trim()))
    }

    fn passes_one(&self, value: &str) -> bool {
        let number = || value.parse::<f64>().ok().zip(self.number);
        match self.comparison {
            Comparison::Is if self.any_ending => value.to_lowercase().starts_with(&self.words),
            Comparison::Is => {
                value.to_lowercase() == self.words
                    || number().is_some_and(|(value, wanted)| value.total_cmp(&wanted).is_eq())
            }
            Comparison::Below => number().is_some_and(|(value, limit)| value < limit),
            Comparison::AtMost => number().is_some_and(|(value, limit)| value <= limit),
            Comparison::Above => number().is_some_and(|(value, limit)| value > limit),
            Comparison::AtLeast => number().is_some_and(|(value, limit)| value >= limit),
        }
    }
}
