//! Taking out of an index what has gone from the store.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{ConstScoreQuery, Query};
use tantivy::{DocId, SegmentReader};

use super::Column;

/// Whether an entry passes.
type DocTest = Box<dyn Fn(DocId) -> bool + Send + Sync>;

/// Finds the entries of these segments, in whatever pieces the index has by then.
pub(super) fn segments_among(segments: FixedBitSet) -> Box<dyn Query> {
    let segments = Arc::new(segments);
    let predicate = FunctionPredicate::from(move |piece: &SegmentReader| {
        let numbers = piece.fast_fields().u64(Column::Segment.name())?.first_or_default_col(0);
        let segments = Arc::clone(&segments);
        let is_among = move |doc| usize::try_from(numbers.get_val(doc)).is_ok_and(|number| segments.contains(number));
        let test: DocTest = Box::new(is_among);
        Ok(test)
    });
    Box::new(ConstScoreQuery::new(Box::new(DocPredicateQuery::from(predicate)), 0.0))
}
