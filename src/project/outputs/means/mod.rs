//! Typed-in means, held against the number of answers that they are of.

mod typed;

use std::path::Path;

pub use typed::TypedMeans;

pub use crate::analysis::{Decimal, Rounding};
use crate::analysis::{Grim, grim};
use crate::import::{ImportError, MeanRow, mean_sheet, read_file};
use crate::project::ProjectError;

/// How means are checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeanOptions {
    pub rounding: Rounding,
    /// Lowest and highest point of the scale, if it is known.
    pub scale: Option<(i64, i64)>,
}

/// A mean and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedMean {
    pub row: MeanRow,
    pub verdict: Verdict,
}

/// Whether whole-number answers can have a mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Possible,
    /// The nearest means that are possible, and the next smaller number of people for whom this one is: some may have left
    /// the item blank.
    Impossible {
        below: Decimal,
        above: Decimal,
        fewer: Option<u64>,
    },
    /// It lies beyond the scale's ends.
    OffScale,
    /// So many answers make any mean of so few decimals.
    CannotTell,
}

/// Checks all means of a file: see [`mean_sheet`] for what it holds.
pub fn check_means(path: &Path, options: MeanOptions) -> Result<Vec<CheckedMean>, ProjectError> {
    let rows = mean_sheet(path, &read_file(path)?)?;
    let checked = rows.into_iter().map(|row| {
        let mean: Decimal = row.mean.parse().map_err(|_| {
            let message = format!("{:?} is no mean; write it as it was printed, such as 3.48", row.mean);
            ImportError::damaged(path, row.place, message)
        })?;
        let verdict = verdict(mean, row.n, row.items, options);
        Ok(CheckedMean { row, verdict })
    });
    checked.collect()
}

/// Checks one mean over `n` people of `items` items each.
pub fn verdict(mean: Decimal, n: u64, items: u64, options: MeanOptions) -> Verdict {
    if options.scale.is_some_and(|(low, high)| !mean.is_within(low, high)) {
        return Verdict::OffScale;
    }
    match grim(mean, n, items, options.rounding) {
        Grim::Possible => Verdict::Possible,
        Grim::AnyIsPossible => Verdict::CannotTell,
        Grim::Impossible { below, above } => {
            let is_possible = |n: &u64| !matches!(grim(mean, *n, items, options.rounding), Grim::Impossible { .. });
            // Fewer than half of them would be another story.
            let fewer = (n.div_ceil(2)..n).rev().find(is_possible);
            Verdict::Impossible { below, above, fewer }
        }
    }
}
