//! One variable of an SPSS file.

use std::sync::Arc;

use super::labels::Labels;
use super::missing::Missing;
use crate::import::tables::moments::Shown;
use crate::import::tables::{ColumnHint, ScaleHint};

/// What a variable's values are, and how they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Moment(Shown),
    /// So many bytes.
    Text(usize),
}

/// How SPSS says that a variable is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Measure {
    #[default]
    Unknown,
    Nominal,
    Ordinal,
    Continuous,
}

/// A variable as it is read: very long texts are several in the file.
#[derive(Debug)]
pub(super) struct Variable {
    /// The eight letters by which the file's own parts name it.
    pub(super) short_name: Vec<u8>,
    pub(super) long_name: Option<Vec<u8>>,
    pub(super) label: Vec<u8>,
    pub(super) kind: Kind,
    pub(super) measure: Measure,
    /// The first of its eight-byte elements in a case.
    pub(super) first_element: usize,
    /// How many elements each of its segments has; one segment but for very long texts.
    pub(super) segments: Vec<usize>,
    pub(super) missing: Missing,
    pub(super) labels: Option<Arc<Labels>>,
}

/// By the number that stands for a print format.
pub(super) fn kind_of_format(print: i32) -> Kind {
    match (print >> 16) & 0xff {
        20 | 23 | 24 | 28..=30 | 38 | 39 => Kind::Moment(Shown::Day),
        22 | 41 => Kind::Moment(Shown::DayAndTime),
        21 | 25 | 40 => Kind::Moment(Shown::Length),
        _ => Kind::Number,
    }
}

impl Variable {
    /// What is known of the column: its wording, and the labels of its values.
    pub(super) fn hint(&self, wording: Option<String>) -> ColumnHint {
        let Some(labels) = &self.labels else { return ColumnHint { wording, ..ColumnHint::default() } };
        if let Kind::Text(_) = self.kind {
            return ColumnHint {
                wording,
                options: labels.texts(&self.missing).map(str::to_owned).collect(),
                scale: None,
            };
        }
        let numbers: Vec<(f64, &str)> = labels.numbers(&self.missing).collect();
        let options = numbers.iter().map(|(_, label)| (*label).to_owned()).collect();
        ColumnHint { wording, options, scale: self.scale(&numbers) }
    }

    /// The points from the lowest labelled one to the highest; those without a label go by their number.
    fn scale(&self, labels: &[(f64, &str)]) -> Option<ScaleHint> {
        let (low, high) = (whole(labels.first()?.0)?, whole(labels.last()?.0)?);
        if !(1..=MAX_POINTS).contains(&(high - low)) || labels.iter().any(|(number, _)| whole(*number).is_none()) {
            return None;
        }
        let name = |point: i32| {
            let label = labels.iter().find(|(number, _)| whole(*number) == Some(point));
            label.map_or_else(|| point.to_string(), |(_, label)| (*label).to_owned())
        };
        let is_sure = self.measure == Measure::Ordinal && labels.len() > 2;
        Some(ScaleHint { low, high, points: (low..=high).map(name).collect(), is_sure })
    }
}

/// A scale has no more steps than this.
const MAX_POINTS: i32 = 20;

fn whole(number: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "the range leaves numbers that fit")]
    ((-1000.0..=1000.0).contains(&number) && number.fract() == 0.0).then_some(number as i32)
}
