//! Rating scales: sums and numbers by group, from which means are printed.

use fixedbitset::FixedBitSet;

use super::{Answer, Attribute, Columns};

/// One item's answers in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemSummary {
    pub sum: i64,
    /// How many answered.
    pub n: u64,
    /// Respondents to the block who were asked this item and left it blank.
    pub blank: u64,
    /// Respondents to the block who were not asked this item.
    pub not_asked: u64,
}

/// One group's answers to a block of items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleGroup {
    /// How many answered at least one item of the block.
    pub respondents: u64,
    pub items: Vec<ItemSummary>,
}

/// A block of items by group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleSummary {
    /// By the attribute's value; the last is of those that state none. One group where there is no attribute.
    pub groups: Vec<ScaleGroup>,
    /// Over respondents, not over groups.
    pub total: ScaleGroup,
    /// Kept cases who were asked any item.
    pub asked: u64,
    /// Kept cases who were asked and answered no item.
    pub all_blank: u64,
    /// Answers that are no whole number: not counted.
    pub unreadable: u64,
}

/// Sums the answers of the kept cases to `items` (indices of questions), by `attribute`.
pub fn scale(columns: &Columns, items: &[usize], attribute: Option<&Attribute>) -> ScaleSummary {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let empty = ScaleGroup { respondents: 0, items: vec![ItemSummary::default(); items.len()] };
    let mut summary = ScaleSummary { groups: vec![empty.clone(); none + 1], total: empty, ..ScaleSummary::default() };
    let asked: Vec<FixedBitSet> = items.iter().map(|&item| columns.asked(item)).collect();
    let mut answers: Vec<Option<i64>> = Vec::with_capacity(items.len());
    for case in 0..columns.case_count() {
        answers.clear();
        for (&item, asked) in items.iter().zip(&asked) {
            answers.push(match columns.answer(item, case, asked) {
                Answer::Given(value) => {
                    let number = value.parse::<i64>().ok();
                    summary.unreadable += u64::from(number.is_none());
                    number
                }
                Answer::Blank | Answer::NotAsked => None,
            });
        }
        let was_asked = asked.iter().any(|asked| asked.contains(case as usize));
        summary.asked += u64::from(was_asked);
        if answers.iter().all(Option::is_none) {
            summary.all_blank += u64::from(was_asked);
            continue;
        }
        let group = attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
        add(&mut summary.groups[group], case, &answers, &asked);
        add(&mut summary.total, case, &answers, &asked);
    }
    summary
}

fn add(group: &mut ScaleGroup, case: u32, answers: &[Option<i64>], asked: &[FixedBitSet]) {
    group.respondents += 1;
    for ((item, answer), asked) in group.items.iter_mut().zip(answers).zip(asked) {
        match answer {
            Some(value) => {
                item.sum += value;
                item.n += 1;
            }
            None if asked.contains(case as usize) => item.blank += 1,
            None => item.not_asked += 1,
        }
    }
}
