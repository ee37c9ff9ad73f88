//! Whether a value is what a test of a field asks for.

use super::QueryError;
use super::amount::Amount;
use super::ast::{Comparison, FieldTest};
use crate::text::Wildcard;

/// What a test asks of a value, made ready once for all values.
#[derive(Debug)]
pub struct ValueTest {
    asked: Asked,
}

#[derive(Debug)]
enum Asked {
    /// Words, in small letters, that may have open places; or what they amount to.
    Words { words: Wildcard, amount: Option<Amount> },
    /// An amount between these. `true`: the limit itself passes.
    Between { low: Option<(Amount, bool)>, high: Option<(Amount, bool)> },
}

impl ValueTest {
    pub fn new(test: &FieldTest) -> Result<Self, QueryError> {
        Self::with(test, &Amount::of, "numbers or dates")
    }

    /// A test of days alone.
    pub(super) fn of_dates(test: &FieldTest) -> Result<Self, QueryError> {
        if test.comparison == Comparison::Is && Amount::of_date(&test.value.value).is_none() {
            let field = test.field.value.to_lowercase();
            return Err(QueryError::new(format!("{field} is a date"), test.value.span).hint(dates_of(&field)));
        }
        Self::with(test, &Amount::of_date, "dates")
    }

    fn with(test: &FieldTest, read: &dyn Fn(&str) -> Option<Amount>, kind: &str) -> Result<Self, QueryError> {
        let value = test.value.value.trim();
        let limit = |text: &str, included| {
            read(text).map(|amount| (amount, included)).ok_or_else(|| {
                let message = match test.comparison {
                    Comparison::Within => format!("a range has {kind} at its ends"),
                    comparison => format!("{} compares {kind}", comparison.sign()),
                };
                let (field, sign) = (test.field.value.as_str(), test.comparison.sign());
                let hint = match (test.comparison, kind) {
                    (_, "dates") => dates_of(field),
                    (Comparison::Within, _) => format!("write {field}:30..45, {field}:30.. or {field}:2019-05..2020"),
                    _ => format!("write {field}{sign}3 or {field}{sign}2019-05"),
                };
                QueryError::new(message, test.value.span).hint(hint)
            })
        };
        let (low, high) = match test.comparison {
            Comparison::Is => {
                let words = value.to_lowercase();
                let asked = Asked::Words { amount: read(&words), words: Wildcard::of_name(&words) };
                return Ok(Self { asked });
            }
            Comparison::Below => (None, Some(limit(value, false)?)),
            Comparison::AtMost => (None, Some(limit(value, true)?)),
            Comparison::Above => (Some(limit(value, false)?), None),
            Comparison::AtLeast => (Some(limit(value, true)?), None),
            Comparison::Within => {
                let (low, high) = value.split_once("..").unwrap_or((value, ""));
                let end = |text: &str| if text.is_empty() { Ok(None) } else { limit(text, true).map(Some) };
                (end(low)?, end(high)?)
            }
        };
        match (&low, &high) {
            (None, None) => Err(limit("", true).expect_err("nothing is no amount")),
            (Some((low, _)), Some((high, _))) if !low.is_like(high) => {
                Err(QueryError::new("the two ends of this range cannot be compared", test.value.span))
            }
            (Some((low, _)), Some((high, _))) if !low.is_below(high, true) && !high.is_above(low, true) => {
                let (first, last) = value.split_once("..").unwrap_or_default();
                let error = QueryError::new("this range runs backwards", test.value.span);
                Err(error.hint(format!("write {}:{last}..{first}", test.field.value)))
            }
            _ => Ok(Self { asked: Asked::Between { low, high } }),
        }
    }

    /// Whether it asks for one value, so that asking for one that nothing has is probably a slip.
    pub(super) fn names_one(&self) -> bool {
        matches!(&self.asked, Asked::Words { words, amount: None } if words.is_plain())
    }

    /// Whether a day, as a whole number, passes; 0 is none.
    pub(super) fn passes_day(&self, day: u32) -> bool {
        day > 0 && self.passes_amount(&Amount::of_day(day))
    }

    fn passes_amount(&self, own: &Amount) -> bool {
        match &self.asked {
            Asked::Words { amount, .. } => amount.as_ref().is_some_and(|wanted| own.equals(wanted)),
            Asked::Between { low, high } => {
                low.as_ref().is_none_or(|(limit, included)| own.is_above(limit, *included))
                    && high.as_ref().is_none_or(|(limit, included)| own.is_below(limit, *included))
            }
        }
    }

    /// Whether a value, or one of its lines (ticked options), passes.
    pub fn passes(&self, value: &str) -> bool {
        value.split('\n').any(|value| self.passes_one(value.trim()))
    }

    fn passes_one(&self, value: &str) -> bool {
        match &self.asked {
            Asked::Words { words, .. } if words.matches(&value.to_lowercase()) => true,
            Asked::Words { amount: None, .. } => false,
            _ => Amount::of(value).is_some_and(|own| self.passes_amount(&own)),
        }
    }
}

fn dates_of(field: &str) -> String {
    format!("write {field}:2026-11, {field}>=2026-11-01 or {field}:2026-11-01..2026-11-14")
}
