//! Hides cells about too few people, and those from which they could be worked out, over all outputs of a study at once.
//!
//! What is hidden is decided first, for every number wherever it is printed ([`Withholding::decide`]): tables and figures
//! become one system of numbers and sums (`collect`, `bind`), small ones are marked, and `witness` marks others until none
//! can be worked out. Then each report is given its marks. So a count that one table withholds is in no other.
//!
//! Unless the rule says otherwise, a cell with no one in it is shown: it says nothing about a person. What is hidden is
//! secret as a number, not as a fact. Where a whole row or column is about a group below the smallest, none of it is
//! shown, zeros neither: together they would be the profile of one person.

mod apply;
mod bind;
mod collect;
mod figure;
mod grid;
mod group;
mod lists;
mod measures;
mod spread;
mod system;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

use self::collect::{Collected, Places, collect};
use super::Thresholds;
use crate::report::{Chapter, Report, Suppressed};

/// How much was not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Cells and bars about fewer people than the smallest group.
    pub small: usize,
    /// Cells and bars that would have given away others.
    pub secondary: usize,
}

impl Withheld {
    pub const fn add(&mut self, other: Self) {
        self.small += other.small;
        self.secondary += other.secondary;
    }
}

/// A mark for every cell of a table that is not shown.
type Marks = Vec<Vec<Option<Suppressed>>>;

/// What is not shown, in all outputs of a study.
#[derive(Debug)]
pub struct Withholding {
    thresholds: Thresholds,
    /// By chapter and block: which numbers it prints.
    places: BTreeMap<(String, usize), Places>,
    marks: Vec<Option<Suppressed>>,
    /// Items of which how many gave some answer is not shown.
    hidden_points: BTreeSet<String>,
    /// By chapter and block: rows of people's words that are not shown for the sake of others.
    rows_for_others: BTreeMap<(String, usize), BTreeSet<usize>>,
    /// Small numbers that can be worked out all the same, from what is printed whatever its size.
    open: usize,
}

impl Withholding {
    /// Decides what to withhold from these reports, which together are all that is printed. The same chapters, the same
    /// decision: in which reports they stand, and in which order, makes no difference.
    pub fn decide<'r>(reports: impl IntoIterator<Item = &'r Report>, thresholds: &Thresholds) -> Self {
        let mut chapters: BTreeMap<String, &Chapter> = BTreeMap::new();
        for report in reports {
            chapters.extend(keyed(&report.chapters));
        }
        let rows_for_others = lists::rows_for_others(&chapters, thresholds);
        let Collected { mut system, places, abouts, .. } = collect(chapters, thresholds);
        let open = witness::protect(&mut system).len();
        bind::hide_means_beside_points(&mut system, &abouts);
        bind::mark_units_alike(&mut system, &abouts);
        let hidden_points = bind::items_with_hidden_points(&system, &abouts);
        let marks = system.numbers.into_iter().map(|number| number.mark).collect();
        Self { thresholds: *thresholds, places, marks, hidden_points, rows_for_others, open }
    }

    /// Small numbers that can be worked out from what is printed whatever its size.
    pub const fn open(&self) -> usize {
        self.open
    }

    /// Withholds and rounds in one of these reports, and says so under each table.
    pub fn apply(&self, report: &mut Report) -> Withheld {
        let keys: Vec<String> = keyed(&report.chapters).map(|(key, _)| key).collect();
        let mut withheld = Withheld::default();
        for (key, chapter) in keys.into_iter().zip(&mut report.chapters) {
            withheld.add(apply::to_chapter(self, &key, chapter));
        }
        withheld
    }
}

/// Decides for a report alone, and withholds in it.
pub fn suppress(report: &mut Report, thresholds: impl Into<Thresholds>) -> Withheld {
    Withholding::decide([&*report], &thresholds.into()).apply(report)
}

/// Chapters by name; where a report has two of a name, by their order too.
fn keyed(chapters: &[Chapter]) -> impl Iterator<Item = (String, &Chapter)> {
    chapters.iter().enumerate().map(|(at, chapter)| {
        let before = chapters[..at].iter().filter(|before| before.name == chapter.name).count();
        let key = if before == 0 { chapter.name.clone() } else { format!("{} {before}", chapter.name) };
        (key, chapter)
    })
}
