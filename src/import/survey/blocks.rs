//! Columns that are one question asked about several things: `Q25_1`, `Q25_2` …

use super::plan::{ColumnPlan, ColumnRole};

/// The ends of a scale as its wording tells them: "from 0 (not at all) to 10 (extremely)".
pub(super) fn told_ends(wording: &str) -> Option<(i32, i32)> {
    let words: Vec<&str> =
        wording.split(|character: char| character.is_whitespace() || "(),;:".contains(character)).collect();
    let number_after = |word: &str, from: usize| {
        let at = words.iter().skip(from).position(|other| other.eq_ignore_ascii_case(word))? + from;
        Some((words.get(at + 1)?.parse::<i32>().ok()?, at))
    };
    let (low, at) = (0..words.len()).find_map(|start| number_after("from", start))?;
    let (high, _) = (at..words.len()).find_map(|start| number_after("to", start))?;
    (low < high && high - low <= 100).then_some((low, high))
}

/// Gives the scales of one block the same ends, since a block that few people filled in shows each item only part of
/// its scale; an item whose answers looked like mere numbers is taken in with the others.
pub(super) fn unite(columns: &mut [ColumnPlan]) {
    let mut start = 0;
    while start < columns.len() {
        let stem = stem(&columns[start].name).map(str::to_owned);
        let length = columns
            .iter()
            .skip(start)
            .take_while(|column| stem.is_some() && self::stem(&column.name) == stem.as_deref())
            .count();
        let block = &mut columns[start..start + length.max(1)];
        let scales = || block.iter().filter_map(|column| column.scale);
        if let (Some(low), Some(high)) = (scales().map(|ends| ends.0).min(), scales().map(|ends| ends.1).max()) {
            for column in block.iter_mut().filter(|column| is_numeric(column)) {
                column.role = ColumnRole::Scale;
                column.scale = Some((low, high));
                column.options.clear();
                column.attribute = None;
            }
        }
        start += length.max(1);
    }
}

/// `Q25` of `Q25_3`.
fn stem(name: &str) -> Option<&str> {
    let (stem, item) = name.rsplit_once(['_', '.'])?;
    (!stem.is_empty() && !item.is_empty() && item.bytes().all(|byte| byte.is_ascii_digit())).then_some(stem)
}

fn is_numeric(column: &ColumnPlan) -> bool {
    match column.role {
        ColumnRole::Scale => true,
        ColumnRole::Single => column.options.iter().all(|option| option.parse::<i32>().is_ok()),
        _ => false,
    }
}
