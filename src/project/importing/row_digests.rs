//! What a respondent's row says, as one number: a later export with the same number need not be looked at.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::surveys::Frame;
use crate::import::survey::{Layout, Respondent};

/// Digests of rows, and of the plan that they are read by: read in another way, every row is another one.
///
/// The respondent's id is no part of it, so that a row is known by what it says where ids are missing.
pub(in crate::project) struct RowDigests {
    frame: [u8; 32],
    /// In the long layout: what all rows of a respondent said so far.
    so_far: Option<HashMap<String, i64>>,
}

impl RowDigests {
    pub(in crate::project) fn new(frame: &Frame<'_>) -> Self {
        let mut digest = Sha256::new();
        for names in [&frame.codes, &frame.attributes] {
            digest.update((names.len() as u64).to_le_bytes());
            for name in names {
                add(&mut digest, 0, name);
            }
        }
        for column in &frame.plan.columns {
            add(&mut digest, 0, column.role.word());
        }
        for rule in &frame.plan.exclusions {
            add(&mut digest, 0, &rule.reason);
        }
        let so_far = (frame.plan.layout == Layout::Long).then(HashMap::new);
        Self { frame: digest.finalize().into(), so_far }
    }

    /// What this row says; in the long layout, what all rows of this respondent up to this one say.
    pub(in crate::project) fn of(&mut self, respondent: &Respondent) -> i64 {
        let mut digest = Sha256::new();
        digest.update(self.frame);
        digest.update(respondent.excluded.map_or(0, |rule| rule as u64 + 1).to_le_bytes());
        if let Some(so_far) = &self.so_far {
            digest.update(so_far.get(respondent.id()).copied().unwrap_or_default().to_le_bytes());
        }
        for (kind, (index, value)) in respondent
            .attributes()
            .map(|value| (1, value))
            .chain(respondent.responses().map(|value| (2, value)))
            .chain(respondent.answers().map(|value| (3, value)))
        {
            digest.update([kind]);
            add(&mut digest, index, value);
        }
        let bytes: [u8; 32] = digest.finalize().into();
        let number = bytes.iter().take(8).fold(0, |number: i64, byte| (number << 8) | i64::from(*byte));
        if let Some(so_far) = &mut self.so_far {
            so_far.insert(respondent.id().to_owned(), number);
        }
        number
    }

    /// What all rows of this respondent said, once all have been read.
    pub(in crate::project) fn whole(&self, name: &str) -> Option<i64> {
        self.so_far.as_ref()?.get(name).copied()
    }
}

fn add(digest: &mut Sha256, index: usize, value: &str) {
    digest.update((index as u64).to_le_bytes());
    digest.update((value.len() as u64).to_le_bytes());
    digest.update(value.as_bytes());
}
