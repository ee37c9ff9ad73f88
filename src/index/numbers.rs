//! Sets of numbers of a column, and which entries of the index have one of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use fixedbitset::FixedBitSet;
use tantivy::SegmentReader;
use tantivy::index::SegmentId;

use super::{Column, Columns};

/// Numbers as they stand in a column.
///
/// Which entries have one of them is found in one sweep through the column and then remembered: a set that is asked for
/// twice, such as that of a theme, costs nothing the second time.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    set: FixedBitSet,
    entries: Mutex<BTreeMap<(SegmentId, usize), Arc<FixedBitSet>>>,
}

impl From<FixedBitSet> for Numbers {
    fn from(set: FixedBitSet) -> Self {
        Self { set, entries: Mutex::default() }
    }
}

impl Numbers {
    /// The numbers themselves.
    pub(crate) const fn set(&self) -> &FixedBitSet {
        &self.set
    }

    /// The entries of one piece of the index of which the column has one of these numbers.
    pub(super) fn entries(&self, piece: &SegmentReader, columns: &Columns, column: Column) -> Arc<FixedBitSet> {
        let key = (piece.segment_id(), column as usize);
        if let Some(entries) = self.remembered().get(&key) {
            return Arc::clone(entries);
        }
        let room = piece.max_doc() as usize;
        let mut entries = FixedBitSet::with_capacity(room);
        // A column without a number of interest need not be read.
        if !self.set.is_clear() {
            let mut entry = 0;
            columns.for_each(piece, column, &mut |number| {
                entries.set(entry, self.set.contains(number as usize));
                entry += 1;
            });
        }
        let entries = Arc::new(entries);
        self.remembered().insert(key, Arc::clone(&entries));
        entries
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, BTreeMap<(SegmentId, usize), Arc<FixedBitSet>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
