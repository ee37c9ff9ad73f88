//! One cell of a survey, as the store keeps it.

use std::ops::Range;

use super::choices::Choices;
use super::column_kind::labelled_number;
use super::dates;
use super::plan::{ColumnPlan, ColumnRole, DateOrder, Dialect};
use crate::import::Warning;
use crate::import::tables::{Counted, Oddity};
use crate::model::Unanswered;
use crate::text::normalise;

/// What the whole survey says about how cells are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'p> {
    pub(super) dialect: Dialect,
    /// Cells of any column that mean a blank.
    pub(super) missing: &'p [String],
    /// And those that say that its question was not shown, or does not apply.
    pub(super) not_asked: &'p [String],
    pub(super) not_applicable: &'p [String],
    pub(super) decimal_comma: bool,
}

/// How the cells of one planned column are read, and what was odd about them.
#[derive(Debug)]
pub(super) struct ColumnReader {
    code: String,
    role: ColumnRole,
    scale: Option<(i32, i32)>,
    options: Vec<String>,
    choices: Choices,
    dialect: Dialect,
    missing: Vec<String>,
    unanswered: Vec<(String, Unanswered)>,
    reversed: bool,
    order: Option<DateOrder>,
    decimal_comma: bool,
    left_out: Oddity,
    unlisted: Oddity,
}

/// Cells that say why there is no answer: the column's own before the survey's.
fn unanswered(plan: &ColumnPlan, cells: Cells<'_>) -> Vec<(String, Unanswered)> {
    let words = |words: &[String], why: Unanswered| -> Vec<(String, Unanswered)> {
        words.iter().map(|word| (word.trim().to_owned(), why)).filter(|(word, _)| !word.is_empty()).collect()
    };
    let (not_asked, not_applicable) = (Unanswered::NotAsked, Unanswered::NotApplicable);
    [
        words(&plan.not_asked, not_asked),
        words(&plan.not_applicable, not_applicable),
        words(cells.not_asked, not_asked),
        words(cells.not_applicable, not_applicable),
    ]
    .concat()
}

impl ColumnReader {
    pub(super) fn new(plan: &ColumnPlan, cells: Cells<'_>) -> Self {
        Self {
            code: plan.code().to_owned(),
            role: plan.role,
            scale: plan.scale,
            options: plan.options.iter().map(|option| option.trim().to_owned()).collect(),
            choices: Choices::new(plan.separator.as_deref(), &plan.options),
            dialect: cells.dialect,
            missing: cells.missing.iter().chain(&plan.missing).map(|missing| missing.trim().to_owned()).collect(),
            unanswered: unanswered(plan, cells),
            reversed: plan.reversed,
            order: plan.order,
            decimal_comma: cells.decimal_comma,
            left_out: Oddity::default(),
            unlisted: Oddity::default(),
        }
    }

    /// A cell without what its tool puts around words; empty if it means a blank.
    pub(super) fn plain<'c>(&self, cell: &'c str) -> &'c str {
        let cell = plain(self.dialect, cell);
        if self.missing.iter().any(|missing| missing == cell) { "" } else { cell }
    }

    /// Why there is no answer, if a [plain](Self::plain) cell says so.
    pub(super) fn unanswered(&self, cell: &str) -> Option<Unanswered> {
        self.unanswered.iter().find(|(word, _)| word == cell).map(|&(_, why)| why)
    }

    /// Appends the value of a [plain](Self::plain) cell to `words`; the empty range is a blank.
    pub(super) fn read(&mut self, cell: &str, number: u64, words: &mut String) -> Range<usize> {
        let start = words.len();
        let normal = normalise(cell);
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
            ColumnRole::Date | ColumnRole::Attribute if self.order.is_some() => {
                if !self.order.is_some_and(|order| dates::push(value, order, words)) {
                    self.unlisted.add(1, number);
                    words.push_str(value);
                }
            }
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
        let labelled = || labelled_number(value).map(|(number, _)| i64::from(number));
        let point =
            whole_number(value).or_else(named).or_else(labelled).filter(|point| (low..=high).contains(point))?;
        Some(if self.reversed { low + high - point } else { point })
    }

    /// The options of a cell (or of several) that holds them in order, each with its place; those that are none of the
    /// plan's are counted.
    pub(super) fn places(&mut self, cell: &str, number: u64, mut take: impl FnMut(usize, usize)) {
        let mut words = String::new();
        let (range, unknown_count) = self.choices.split(&normalise(cell), &mut words);
        self.note_unlisted(unknown_count, number);
        let ranked = words.get(range).unwrap_or_default().split('\n').filter(|word| !word.is_empty());
        for (place, option) in ranked.enumerate() {
            if let Some(index) = self.option_index(option) {
                take(index, place + 1);
            }
        }
    }

    /// Which of the plan's options this is.
    pub(super) fn option_index(&self, option: &str) -> Option<usize> {
        self.options.iter().position(|known| known.eq_ignore_ascii_case(option))
    }

    /// How many options the plan lists.
    pub(super) fn option_count(&self) -> usize {
        self.options.len()
    }

    pub(super) fn note_unlisted(&mut self, count: usize, number: u64) {
        if count > 0 {
            self.unlisted.add(count, number);
        }
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
        let unlisted = match self.order {
            Some(order) => format!("not a date in the order {order}, kept as written"),
            None if self.role == ColumnRole::Rank => "not among the plan's options, left out".to_owned(),
            None => "not among the plan's options, kept as written".to_owned(),
        };
        for (oddity, what) in [(&self.left_out, left_out), (&self.unlisted, unlisted)] {
            warnings.extend(oddity.warning("answer", &what, counted).map(|mut warning| {
                warning.message = format!("{}: {}", self.code, warning.message);
                warning
            }));
        }
    }
}

/// A cell as it was before the tool wrote it: LimeSurvey puts an apostrophe before what a spreadsheet would take for a
/// formula, and a mark for "Other".
pub(super) fn plain(dialect: Dialect, cell: &str) -> &str {
    let cell = cell.trim();
    if dialect != Dialect::LimeSurvey {
        return cell;
    }
    if cell == "-oth-" {
        return "Other";
    }
    let masked = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    masked.unwrap_or(cell)
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
