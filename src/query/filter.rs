//! Sets from the store, as a query of the engine.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{ConstScoreQuery, Query};
use tantivy::{DocId, SegmentReader};

use crate::index::Column;

/// Entries of which one of some columns has a number out of a set (or, inverted, none has).
#[derive(Debug, Clone)]
pub(super) struct Filter {
    any_of: Vec<(Column, Arc<FixedBitSet>)>,
    inverted: bool,
}

impl Filter {
    pub(super) fn of(column: Column, numbers: Arc<FixedBitSet>) -> Self {
        Self { any_of: vec![(column, numbers)], inverted: false }
    }

    /// By ids as the store has them.
    pub(super) fn of_ids(column: Column, ids: impl IntoIterator<Item = u32>) -> Self {
        let mut numbers = FixedBitSet::new();
        ids.into_iter().for_each(|id| numbers.grow_and_insert(id as usize + 1));
        Self::of(column, Arc::new(numbers))
    }

    pub(super) fn or(mut self, column: Column, numbers: Arc<FixedBitSet>) -> Self {
        self.any_of.push((column, numbers));
        self
    }

    pub(super) fn inverted(mut self) -> Self {
        self.inverted = !self.inverted;
        self
    }

    /// The filter as a query that finds without weighing.
    pub(super) fn query(self) -> Box<dyn Query> {
        let inverted = self.inverted;
        // A column without a number of interest need not be read.
        let any_of: Vec<_> = self.any_of.into_iter().filter(|(_, numbers)| !numbers.is_clear()).collect();
        let predicate = FunctionPredicate::from(move |piece: &SegmentReader| {
            let mut columns = Vec::with_capacity(any_of.len());
            for (column, numbers) in &any_of {
                columns.push((column.values(piece)?, Arc::clone(numbers)));
            }
            Ok(move |doc: DocId| {
                let is_in = columns.iter().any(|(values, numbers)| {
                    usize::try_from(values.get_val(doc)).is_ok_and(|number| numbers.contains(number))
                });
                is_in != inverted
            })
        });
        Box::new(ConstScoreQuery::new(Box::new(DocPredicateQuery::from(predicate)), 0.0))
    }
}
