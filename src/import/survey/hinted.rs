//! What a file itself knows of a column, taken up in a plan: the answers that there are, and the points of a scale.

use std::collections::BTreeSet;

use super::plan::{ColumnPlan, ColumnRole};
use crate::import::tables::ColumnHint;

/// Corrects a proposal by what the file knows, if the `cells` that were looked at bear it out; whether it did.
pub(super) fn take_up(plan: &mut ColumnPlan, hint: &ColumnHint, cells: &[&str]) -> bool {
    let is_open_to_it = matches!(
        plan.role,
        ColumnRole::Open | ColumnRole::Single | ColumnRole::Scale | ColumnRole::Number | ColumnRole::Multiple
    );
    if !is_open_to_it || !plan.parts.is_empty() {
        return false;
    }
    let are_among = |known: &[String]| {
        let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
        cells.iter().all(|cell| known.contains(cell))
    };
    let are_options = are_among(&hint.options);
    let scale = hint.scale.as_ref().filter(|scale| (scale.is_sure || !are_options) && are_among(&scale.points));
    let (role, ends, options) = match scale {
        Some(scale) => (ColumnRole::Scale, Some((scale.low, scale.high)), &scale.points),
        None if are_options => (ColumnRole::Single, None, &hint.options),
        None => return false,
    };
    (plan.role, plan.scale, plan.reversed, plan.separator) = (role, ends, false, None);
    plan.options.clone_from(options);
    plan.attribute = plan.attribute.take().filter(|_| role == ColumnRole::Single);
    true
}
