//! One cell of a survey, as the store keeps it.

use std::ops::Range;

use super::choices::Choices;
use super::plan::{ColumnPlan, ColumnRole};
use crate::import::Warning;
use crate::import::tables::{Counted, Oddity};
use crate::text::normalise;

/// How the cells of one planned column are read, and what was odd about them.
#[derive(Debug)]
pub(super) struct ColumnReader {
    code: String,
    role: ColumnRole,
    scale: Option<(i32, i32)>,
    options: Vec<String>,
    choices: Choices,
    decimal_comma: bool,
    left_out: Oddity,
    unlisted: Oddity,
}

impl ColumnReader {
    pub(super) fn new(plan: &ColumnPlan, decimal_comma: bool) -> Self {
        Self {
            code: plan.code().to_owned(),
            role: plan.role,
            scale: plan.scale,
            options: plan.options.iter().map(|option| option.trim().to_owned()).collect(),
            choices: Choices::new(plan.separator.as_deref(), &plan.options),
            decimal_comma,
            left_out: Oddity::default(),
            unlisted: Oddity::default(),
        }
    }

    /// Appends a cell's value to `words`; the empty range is a blank.
    pub(super) fn read(&mut self, cell: &str, number: u64, words: &mut String) -> Range<usize> {
        let start = words.len();
        let normal = normalise(cell.trim());
        let value = normal.trim();
        if value.is_empty() {
            return start..start;
        }
        match self.role {
            ColumnRole::Multiple => {
                let (range, unknown_count) = self.choices.split(value, words);
                if unknown_count > 0 {
                    self.unlisted.add(unknown_count, number);
                }
                return range;
            }
            ColumnRole::Scale => match self.point(value) {
                Some(point) => push_number(point, words),
                None => self.left_out.add(1, number),
            },
            ColumnRole::Rank => match whole_number(value).filter(|place| *place > 0) {
                Some(place) => push_number(place, words),
                None => self.left_out.add(1, number),
            },
            ColumnRole::Number => match self.number(value) {
                Some(comma_free) => words.push_str(&comma_free),
                None => self.left_out.add(1, number),
            },
            ColumnRole::Single | ColumnRole::Consent => {
                if !self.options.is_empty() && !self.options.iter().any(|option| option == value) {
                    self.unlisted.add(1, number);
                }
                words.push_str(value);
            }
            _ => words.push_str(value),
        }
        start..words.len()
    }

    /// The point of the scale that a cell stands for: its number, or the number that goes with its name.
    fn point(&self, value: &str) -> Option<i64> {
        let (low, high) = self.scale.map(|(low, high)| (i64::from(low), i64::from(high)))?;
        let named = || {
            let index = self.options.iter().position(|option| option.eq_ignore_ascii_case(value))?;
            i64::try_from(index).ok().map(|index| low + index)
        };
        whole_number(value).or_else(named).filter(|point| (low..=high).contains(point))
    }

    fn number<'v>(&self, value: &'v str) -> Option<std::borrow::Cow<'v, str>> {
        let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
        if is_number(value) {
            return Some(value.into());
        }
        let dotted = value.replace(',', ".");
        (self.decimal_comma && is_number(&dotted)).then(|| dotted.into())
    }

    /// What the researcher may want to look at.
    pub(super) fn warnings(&self, counted: Counted, warnings: &mut Vec<Warning>) {
        let expected = match (self.role, self.scale) {
            (ColumnRole::Scale, Some((low, high))) => format!("a whole number from {low} to {high}"),
            (ColumnRole::Rank, _) => "a place (1, 2, 3 …)".to_owned(),
            _ => "a number".to_owned(),
        };
        let left_out = format!("left out that should be {expected}");
        let unlisted = "not among the plan's options, kept as written";
        for (oddity, what) in [(&self.left_out, left_out.as_str()), (&self.unlisted, unlisted)] {
            warnings.extend(oddity.warning("answer", what, counted).map(|mut warning| {
                warning.message = format!("{}: {}", self.code, warning.message);
                warning
            }));
        }
    }
}

/// A whole number, also as spreadsheets write it (`4.0`).
fn whole_number(value: &str) -> Option<i64> {
    let (digits, zeros) = value.split_once('.').unwrap_or((value, ""));
    if zeros.bytes().all(|byte| byte == b'0') { digits.parse().ok() } else { None }
}

fn push_number(number: i64, words: &mut String) {
    use std::fmt::Write;
    write!(words, "{number}").expect("a string takes whatever is written to it");
}
