//! What is counted while the engine goes through the hits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::Column;

/// Weights are compared to this many parts of one: adding them up in another order must not change the order of hits.
const WEIGHT_PARTS: f32 = 1024.0;

/// Counts hits, and keeps the `best` heaviest (none: nothing is weighed).
pub(super) struct HitCollector {
    pub(super) best: usize,
    /// The case of each speaker, by speaker number plus one; 0 is none, others are case numbers plus one.
    pub(super) case_of_speaker: Arc<Vec<u32>>,
}

/// All hits of a query, as sets.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) segments: FixedBitSet,
    pub(super) texts: FixedBitSet,
    /// Case numbers plus one.
    pub(super) cases: FixedBitSet,
    /// The heaviest hits, heaviest first; segments that weigh the same stand in reading order.
    pub(super) best: Vec<(Score, u32)>,
}

/// A hit's weight in parts and its segment, so that the heaviest and earliest is the greatest.
type Ranked = (i64, Reverse<u32>);

impl Collector for HitCollector {
    type Fruit = Tally;
    type Child = PieceCollector;

    fn for_segment(&self, _: SegmentOrdinal, piece: &SegmentReader) -> tantivy::Result<PieceCollector> {
        let some = |column: Column| -> tantivy::Result<Option<Arc<dyn ColumnValues<u64>>>> {
            let values = column.values(piece)?;
            Ok(if values.max_value() == 0 { None } else { Some(values) })
        };
        let segment = Column::Segment.values(piece)?;
        let room = usize::try_from(segment.max_value()).unwrap_or_default() + 1;
        let respondent = some(Column::Respondent)?;
        let most_cases =
            respondent.as_ref().map_or(0, |values| usize::try_from(values.max_value()).unwrap_or_default());
        Ok(PieceCollector {
            best: self.best,
            segment,
            place: some(Column::Place)?,
            respondent,
            speaker: some(Column::Speaker)?,
            case_of_speaker: Arc::clone(&self.case_of_speaker),
            segments: FixedBitSet::with_capacity(room),
            texts: FixedBitSet::with_capacity(room),
            cases: FixedBitSet::with_capacity(most_cases + 1),
            heap: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.best > 0
    }

    fn merge_fruits(&self, pieces: Vec<(Tally, Vec<Ranked>)>) -> tantivy::Result<Tally> {
        let mut all = Tally::default();
        let mut ranked: Vec<Ranked> = Vec::new();
        for (piece, best) in pieces {
            all.segments.union_with(&piece.segments);
            all.texts.union_with(&piece.texts);
            all.cases.union_with(&piece.cases);
            ranked.extend(best);
        }
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        ranked.truncate(self.best);
        all.best = ranked.into_iter().map(|(weight, Reverse(segment))| (weight_of(weight), segment)).collect();
        Ok(all)
    }
}

/// Counts the hits in one piece of the index.
pub(super) struct PieceCollector {
    best: usize,
    segment: Arc<dyn ColumnValues<u64>>,
    place: Option<Arc<dyn ColumnValues<u64>>>,
    respondent: Option<Arc<dyn ColumnValues<u64>>>,
    speaker: Option<Arc<dyn ColumnValues<u64>>>,
    case_of_speaker: Arc<Vec<u32>>,
    segments: FixedBitSet,
    texts: FixedBitSet,
    cases: FixedBitSet,
    heap: BinaryHeap<Reverse<Ranked>>,
}

impl PieceCollector {
    fn rank(&mut self, ranked: Ranked) {
        if self.heap.len() < self.best {
            self.heap.push(Reverse(ranked));
        } else if let Some(mut least) = self.heap.peek_mut()
            && least.0 < ranked
        {
            *least = Reverse(ranked);
        }
    }
}

impl SegmentCollector for PieceCollector {
    type Fruit = (Tally, Vec<Ranked>);

    fn collect(&mut self, doc: DocId, weight: Score) {
        let segment = number(&*self.segment, doc);
        self.segments.insert(segment);
        if let Some(places) = &self.place {
            self.texts.insert(segment - number(&**places, doc));
        }
        let respondent = self.respondent.as_ref().map_or(0, |values| number(&**values, doc));
        if respondent > 0 {
            self.cases.insert(respondent);
        } else if let Some(speakers) = &self.speaker {
            let case = self.case_of_speaker.get(number(&**speakers, doc)).copied().unwrap_or_default() as usize;
            if case > 0 {
                self.cases.grow_and_insert(case);
            }
        }
        if self.best > 0
            && let Ok(segment) = u32::try_from(segment)
        {
            self.rank((parts_of(weight), Reverse(segment)));
        }
    }

    fn harvest(self) -> Self::Fruit {
        // Where no text has a second segment, texts and segments are the same.
        let texts = if self.place.is_some() { self.texts } else { self.segments.clone() };
        let tally = Tally { segments: self.segments, texts, cases: self.cases, best: Vec::new() };
        (tally, self.heap.into_iter().map(|Reverse(ranked)| ranked).collect())
    }
}

fn number(values: &dyn ColumnValues<u64>, doc: DocId) -> usize {
    usize::try_from(values.get_val(doc)).expect("the index holds 32-bit numbers")
}

#[expect(clippy::cast_possible_truncation, reason = "a weight is a small number")]
fn parts_of(weight: Score) -> i64 {
    (weight * WEIGHT_PARTS).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "a weight is a small number")]
fn weight_of(parts: i64) -> Score {
    parts as Score / WEIGHT_PARTS
}
