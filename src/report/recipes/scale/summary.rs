//! How many answered each item, with mean, standard deviation and median.

use super::super::Kitchen;
use super::super::frequencies::numeric;
use super::super::notes::marks;
use super::{Found, bases, missing};
use crate::analysis::ItemSummary;
use crate::report::{About, Cell, Column, Table};

pub(super) fn table(found: &Found<'_>, kitchen: &Kitchen<'_>) -> Table {
    let mut columns = vec![Column { title: found.head(), ..Column::default() }];
    let measure = |word: &str| About::default().and(About::MEASURE, word);
    let titles = [
        ("n", About::default()),
        ("Mean", About::default()),
        ("SD", measure(About::SPREAD)),
        ("Median", measure(About::MEDIAN)),
    ];
    columns.extend(titles.map(|(title, about)| Column { scale: found.scale(kitchen), about, ..numeric(title) }));
    let items = 0..found.items.indices.len();
    let rows: Vec<_> = items.flat_map(|item| found.item_rows(item, columns.len(), cells)).collect();
    let scale = found.scale(kitchen).map(|(low, high)| format!(" Scale: {low} to {high}.")).unwrap_or_default();
    let total = if found.attribute.is_some() { " Totals are over respondents, not over groups." } else { "" };
    let mut notes = vec![format!(
        "Unit: cases. n: how many answered the item. Means to one decimal, half up. SD: standard deviation of the sample, \
         √(Σ(x − mean)² / (n − 1)), to two decimals. Median: half-way between the two middle answers where n is even.\
         {scale}{total}"
    )];
    notes.extend(bases(found, kitchen));
    notes.extend(marks(&rows));
    notes.extend(kitchen.own_note());
    Table { caption: found.caption(), columns, rows, notes, ..found.table(kitchen) }
}

fn cells(item: &ItemSummary) -> Vec<Cell> {
    let cases = item.n;
    let count = Cell::Count { value: cases, cases };
    if cases == 0 {
        return vec![count, missing(item), Cell::Empty, Cell::Empty];
    }
    // Both are whole numbers of hundredths and of halves, small enough to be exact.
    let measure =
        |value: Option<f64>, decimals| value.map_or(Cell::Empty, |value| Cell::Measure { value, decimals, cases });
    #[expect(clippy::cast_precision_loss, reason = "answers on scales are small numbers")]
    let (spread, median) = (
        item.spread_hundredths().map(|hundredths| hundredths as f64 / 100.0),
        item.median_doubled().map(|doubled| doubled as f64 / 2.0),
    );
    vec![count, Cell::Mean { sum: item.sum, n: item.n, cases }, measure(spread, 2), measure(median, 1)]
}
