//! Sets from the store, as tests of the index's entries.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::numbers::Numbers;
use super::{Column, Columns};

/// Entries of which one of some columns has a number out of a set (or, inverted, none has).
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    any_of: Vec<(Column, Arc<Numbers>)>,
    inverted: bool,
}

impl Filter {
    pub(crate) fn of(column: Column, numbers: Arc<Numbers>) -> Self {
        Self { any_of: vec![(column, numbers)], inverted: false }
    }

    /// By ids as the store has them.
    pub(crate) fn of_ids(column: Column, ids: impl IntoIterator<Item = u32>) -> Self {
        let mut numbers = FixedBitSet::new();
        ids.into_iter().for_each(|id| numbers.grow_and_insert(id as usize + 1));
        Self::of(column, Arc::new(numbers.into()))
    }

    pub(crate) fn or(mut self, column: Column, numbers: Arc<Numbers>) -> Self {
        self.any_of.push((column, numbers));
        self
    }

    pub(crate) fn inverted(mut self) -> Self {
        self.inverted = !self.inverted;
        self
    }

    /// The test as a query of its own, which finds without weighing.
    pub(crate) fn query(self, columns: Columns) -> Box<dyn Query> {
        Box::new(FilterQuery { filter: self, columns })
    }

    /// The entries of one piece of the index that pass; or, of an inverted filter, that do not.
    fn entries(&self, piece: &SegmentReader, columns: &Columns) -> Arc<FixedBitSet> {
        let mut sets = self.any_of.iter().map(|(column, numbers)| numbers.entries(piece, columns, *column));
        let first = sets.next().unwrap_or_default();
        sets.fold(first, |mut all, set| {
            if !set.is_clear() {
                Arc::make_mut(&mut all).union_with(&set);
            }
            all
        })
    }
}

/// The entries of one piece of the index that pass all of some filters; nothing where there is no filter.
#[derive(Debug, Clone)]
pub(super) struct Passing(Option<Arc<FixedBitSet>>);

impl Passing {
    pub(super) fn all_of(filters: &[Filter], piece: &SegmentReader, columns: &Columns) -> Self {
        if filters.is_empty() {
            return Self(None);
        }
        // A set that is remembered is not copied unless something is taken out of it.
        let (inverted, plain): (Vec<&Filter>, Vec<&Filter>) = filters.iter().partition(|filter| filter.inverted);
        let mut plain = plain.into_iter().map(|filter| filter.entries(piece, columns));
        let mut passing = plain.next().unwrap_or_else(|| {
            let mut all = FixedBitSet::with_capacity(piece.max_doc() as usize);
            all.insert_range(..);
            Arc::new(all)
        });
        for set in plain {
            Arc::make_mut(&mut passing).intersect_with(&set);
        }
        for filter in inverted {
            let set = filter.entries(piece, columns);
            if !set.is_clear() {
                Arc::make_mut(&mut passing).difference_with(&set);
            }
        }
        Self(Some(passing))
    }

    /// From here on, only what is in this set passes too.
    pub(super) fn narrow(&mut self, entries: &Arc<FixedBitSet>) {
        match &mut self.0 {
            Some(passing) => Arc::make_mut(passing).intersect_with(entries),
            None => self.0 = Some(Arc::clone(entries)),
        }
    }

    /// How many entries pass, if that is not all of them.
    pub(super) fn count(&self) -> Option<u64> {
        self.0.as_ref().map(|passing| passing.count_ones(..) as u64)
    }

    /// Whether there is a filter at all.
    pub(super) const fn narrows(&self) -> bool {
        self.0.is_some()
    }

    /// Whether an entry passes.
    pub(super) fn has(&self, entry: DocId) -> bool {
        self.0.as_ref().is_none_or(|passing| passing.contains(entry as usize))
    }

    /// The first entry from `entry` on that passes.
    pub(super) fn next(&self, entry: DocId) -> DocId {
        let Some(passing) = &self.0 else { return entry };
        let (block, bit) = (entry as usize / BITS, entry as usize % BITS);
        let blocks = passing.as_slice();
        let Some(&first) = blocks.get(block) else { return TERMINATED };
        let first = first & (usize::MAX << bit);
        let rest = || blocks.iter().enumerate().skip(block + 1).map(|(block, &bits)| (block, bits));
        let found = std::iter::once((block, first)).chain(rest()).find(|&(_, bits)| bits != 0);
        found.map_or(TERMINATED, |(block, bits)| {
            DocId::try_from(block * BITS + bits.trailing_zeros() as usize).unwrap_or(TERMINATED)
        })
    }

    /// The entries that pass, in order; none where there is no filter.
    pub(super) fn entries(&self) -> impl Iterator<Item = DocId> + '_ {
        let passing = self.0.as_deref().map(FixedBitSet::ones);
        passing.into_iter().flatten().map(|entry| DocId::try_from(entry).unwrap_or(TERMINATED))
    }

    /// Takes out what does not pass.
    pub(super) fn keep_only(&self, entries: &mut FixedBitSet) {
        if let Some(passing) = &self.0 {
            entries.intersect_with(passing);
        }
    }
}

const BITS: usize = usize::BITS as usize;

/// A set of entries as the engine takes it.
fn documents(entries: &FixedBitSet) -> BitSetDocSet {
    let mut documents = BitSet::with_max_value(u32::try_from(entries.len()).unwrap_or(u32::MAX));
    for entry in entries.ones() {
        documents.insert(u32::try_from(entry).unwrap_or(u32::MAX));
    }
    BitSetDocSet::from(documents)
}

#[derive(Debug, Clone)]
struct FilterQuery {
    filter: Filter,
    columns: Columns,
}

impl Query for FilterQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for FilterQuery {
    fn scorer(&self, piece: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let passing = Passing::all_of(std::slice::from_ref(&self.filter), piece, &self.columns);
        let entries = passing.0.as_deref().map(documents).expect("there is a filter");
        Ok(Box::new(ConstScorer::new(entries, 0.0)))
    }

    fn explain(&self, piece: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(piece, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("a field", 0.0));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}
