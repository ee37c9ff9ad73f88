//! What coding stands behind the cells of a framework, and how it has changed since a summary was written.

use std::collections::{BTreeMap, BTreeSet};

use super::Columns;
use super::segments::{NO_CASE, OUT};
use crate::model::{Behind, CaseId, Drift, Span, TextId};

/// One coded stretch of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub case_index: u32,
    pub text: TextId,
    pub span: Span,
    /// An index into `Codebook::codes`.
    pub code_index: usize,
}

/// The coded stretches of these codes that people said, by case, then place. One that reaches over several people's turns
/// is each one's.
pub fn stretches(columns: &Columns, codes: &[usize]) -> Vec<Stretch> {
    let mut found = Vec::new();
    for &code_index in codes {
        let coded: Vec<_> = columns.coded.of_code(code_index).collect();
        let stretch = |segment: &super::CodedSegment, case_index: u32| Stretch {
            case_index,
            text: segment.text,
            span: segment.span,
            code_index,
        };
        let said = coded.iter().filter(|segment| segment.case_index < OUT && segment.case_index != NO_CASE);
        found.extend(said.map(|segment| stretch(segment, segment.case_index)));
        for &(case, first_segment) in columns.coded.others(code_index) {
            // Segments have rising numbers from text to text and place to place.
            let at = coded.partition_point(|segment| segment.first_segment.0 <= first_segment);
            found.extend(at.checked_sub(1).map(|at| stretch(&coded[at], case)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What is known of the codes and reviews when drift is told.
pub struct Known<'k> {
    /// The id of a code by its number in the store.
    pub code_id: &'k dyn Fn(u32) -> String,
    /// The number of the code that one became part of.
    pub merged_into: &'k dyn Fn(u32) -> Option<u32>,
    /// How many codings of a code wait in review.
    pub waiting: &'k BTreeMap<u32, u64>,
}

/// How what stands behind a cell differs from what stood there when it was written; nothing if it does not. `row` are the
/// cases of its row.
pub fn drift(
    then: &BTreeMap<Behind, u64>,
    now: &BTreeMap<Behind, u64>,
    row: &BTreeSet<CaseId>,
    known: &Known<'_>,
) -> Vec<Drift> {
    let mut removed = surplus(then, now);
    let mut added = surplus(now, then);
    let mut drifts = Vec::new();

    let left: BTreeSet<CaseId> = removed.keys().map(|key| key.case).filter(|case| !row.contains(case)).collect();
    removed.retain(|key, _| row.contains(&key.case));
    if !left.is_empty() {
        drifts.push(Drift::Left { count: left.len() as u64 });
    }
    let mut recoded: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    pair(
        &mut removed,
        &mut added,
        |was, is| was.case == is.case && was.words == is.words,
        |was, is, count| {
            *recoded.entry((was.code, is.code)).or_default() += count;
        },
    );
    for ((was, is), count) in recoded {
        let (from, to) = ((known.code_id)(was), (known.code_id)(is));
        drifts.push(if (known.merged_into)(was) == Some(is) {
            Drift::Merged { count, from, to }
        } else {
            Drift::Recoded { count, from, to }
        });
    }
    let mut reworded = 0;
    pair(
        &mut removed,
        &mut added,
        |was, is| was.case == is.case && was.code == is.code,
        |_, _, count| {
            reworded += count;
        },
    );
    let mut waiting = 0;
    for (&code, &count) in known.waiting {
        let mut left = count;
        for (_, gone) in removed.iter_mut().filter(|(key, _)| key.code == code) {
            let these = left.min(*gone);
            (*gone, left, waiting) = (*gone - these, left - these, waiting + these);
        }
    }
    let sums = [reworded, waiting, added.values().sum(), removed.values().sum()];
    let kinds: [fn(u64) -> Drift; 4] = [
        |count| Drift::Reworded { count },
        |count| Drift::Waiting { count },
        |count| Drift::Added { count },
        |count| Drift::Removed { count },
    ];
    drifts.extend(kinds.into_iter().zip(sums).filter(|(_, count)| *count > 0).map(|(kind, count)| kind(count)));
    drifts
}

/// What there is more of on the one side.
fn surplus(one: &BTreeMap<Behind, u64>, other: &BTreeMap<Behind, u64>) -> BTreeMap<Behind, u64> {
    let more = |(key, count): (&Behind, &u64)| {
        let more = count.saturating_sub(other.get(key).copied().unwrap_or_default());
        (more > 0).then_some((*key, more))
    };
    one.iter().filter_map(more).collect()
}

/// Takes away what went and what came instead, and tells of each such pair.
fn pair(
    removed: &mut BTreeMap<Behind, u64>,
    added: &mut BTreeMap<Behind, u64>,
    is_one: impl Fn(&Behind, &Behind) -> bool,
    mut tell: impl FnMut(&Behind, &Behind, u64),
) {
    for (was, gone) in &mut *removed {
        for (is, come) in added.iter_mut().filter(|(is, _)| is_one(was, is)) {
            let count = (*gone).min(*come);
            if count > 0 {
                (*gone, *come) = (*gone - count, *come - count);
                tell(was, is, count);
            }
        }
    }
    removed.retain(|_, count| *count > 0);
    added.retain(|_, count| *count > 0);
}
