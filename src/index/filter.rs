//! Sets from the store, as tests of the index's entries.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::columnar::ColumnValues;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{ConstScoreQuery, Query};
use tantivy::{DocId, SegmentReader};

use super::{Column, Columns};

/// Whether an entry passes.
pub(super) type DocTest = Box<dyn Fn(DocId) -> bool + Send + Sync>;

/// Entries of which one of some columns has a number out of a set (or, inverted, none has).
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    any_of: Vec<(Column, Arc<FixedBitSet>)>,
    inverted: bool,
}

impl Filter {
    pub(crate) fn of(column: Column, numbers: Arc<FixedBitSet>) -> Self {
        Self { any_of: vec![(column, numbers)], inverted: false }
    }

    /// By ids as the store has them.
    pub(crate) fn of_ids(column: Column, ids: impl IntoIterator<Item = u32>) -> Self {
        let mut numbers = FixedBitSet::new();
        ids.into_iter().for_each(|id| numbers.grow_and_insert(id as usize + 1));
        Self::of(column, Arc::new(numbers))
    }

    pub(crate) fn or(mut self, column: Column, numbers: Arc<FixedBitSet>) -> Self {
        self.any_of.push((column, numbers));
        self
    }

    pub(crate) fn inverted(mut self) -> Self {
        self.inverted = !self.inverted;
        self
    }

    /// The test as a query of its own, which finds without weighing.
    pub(crate) fn query(self, columns: Columns) -> Box<dyn Query> {
        let predicate = FunctionPredicate::from(move |piece: &SegmentReader| Ok(self.in_piece(piece, &columns)));
        Box::new(ConstScoreQuery::new(Box::new(DocPredicateQuery::from(predicate)), 0.0))
    }

    /// The test on one piece of the index.
    pub(super) fn in_piece(&self, piece: &SegmentReader, columns: &Columns) -> DocTest {
        let inverted = self.inverted;
        let mut any_of = Vec::with_capacity(self.any_of.len());
        // A column without a number of interest need not be read, and one that no entry has lets none pass.
        for (column, numbers) in self.any_of.iter().filter(|(_, numbers)| !numbers.is_clear()) {
            any_of.extend(columns.of(piece, *column).map(|values| (values, Arc::clone(numbers))));
        }
        let is_in = |values: &dyn ColumnValues<u64>, numbers: &FixedBitSet, doc: DocId| {
            usize::try_from(values.get_val(doc)).is_ok_and(|number| numbers.contains(number))
        };
        if any_of.len() == 1 {
            let (values, numbers) = any_of.remove(0);
            return Box::new(move |doc| is_in(&*values, &numbers, doc) != inverted);
        }
        Box::new(move |doc| any_of.iter().any(|(values, numbers)| is_in(&**values, numbers, doc)) != inverted)
    }
}
