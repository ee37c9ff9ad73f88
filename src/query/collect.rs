//! What is counted while the engine goes through the hits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::{Column, Columns, Values};

/// Weights are compared to this many parts of one: adding them up in another order must not change the order of hits.
const WEIGHT_PARTS: f32 = 1024.0;

/// Counts hits, and keeps the `best` heaviest (none: nothing is weighed).
pub(super) struct HitCollector {
    pub(super) best: usize,
    pub(super) columns: Columns,
    /// The case of each speaker, by speaker number plus one; 0 is none, others are case numbers plus one.
    pub(super) case_of_speaker: Arc<Vec<u32>>,
}

/// All hits of a query.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// In no order, each once.
    pub(super) segments: Vec<u32>,
    pub(super) text_count: usize,
    pub(super) case_count: usize,
    /// The heaviest hits, heaviest first; segments that weigh the same stand in reading order.
    pub(super) best: Vec<(Score, u32)>,
}

/// A hit's weight in parts and its segment, so that the heaviest and earliest is the greatest.
type Ranked = (i64, Reverse<u32>);

impl Collector for HitCollector {
    type Fruit = Tally;
    type Child = PieceCollector;

    fn for_segment(&self, _: SegmentOrdinal, piece: &SegmentReader) -> tantivy::Result<PieceCollector> {
        Ok(PieceCollector {
            best: self.best,
            segment: self.columns.of(piece, Column::Segment),
            place: self.columns.of(piece, Column::Place),
            respondent: self.columns.of(piece, Column::Respondent),
            speaker: self.columns.of(piece, Column::Speaker),
            case_of_speaker: Arc::clone(&self.case_of_speaker),
            found: Found::default(),
            heap: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.best > 0
    }

    fn merge_fruits(&self, pieces: Vec<(Found, Vec<Ranked>)>) -> tantivy::Result<Tally> {
        let mut all = Found::default();
        let mut ranked: Vec<Ranked> = Vec::new();
        let are_answers = pieces.iter().all(|(piece, _)| piece.texts.is_empty());
        for (piece, best) in pieces {
            if !are_answers {
                all.texts.extend(if piece.texts.is_empty() { &piece.segments } else { &piece.texts });
            }
            all.segments.extend(piece.segments);
            all.cases.extend(piece.cases);
            ranked.extend(best);
        }
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        ranked.truncate(self.best);
        Ok(Tally {
            text_count: if are_answers { all.segments.len() } else { distinct(&all.texts) },
            case_count: distinct(&all.cases),
            segments: all.segments,
            best: ranked.into_iter().map(|(weight, Reverse(segment))| (weight_of(weight), segment)).collect(),
        })
    }
}

/// What was found in one piece of the index. Lists are cheap to add to; what is in them more than once is counted once
/// at the end.
#[derive(Debug, Default)]
pub(super) struct Found {
    segments: Vec<u32>,
    /// Empty in a piece where every text is one segment, and so the same as `segments`.
    texts: Vec<u32>,
    /// Case numbers plus one.
    cases: Vec<u32>,
}

/// How many different numbers there are.
fn distinct(numbers: &[u32]) -> usize {
    let mut seen = FixedBitSet::with_capacity(numbers.iter().max().map_or(0, |most| *most as usize + 1));
    numbers.iter().filter(|&&number| !seen.put(number as usize)).count()
}

/// Counts the hits in one piece of the index.
pub(super) struct PieceCollector {
    best: usize,
    segment: Option<Values>,
    place: Option<Values>,
    respondent: Option<Values>,
    speaker: Option<Values>,
    case_of_speaker: Arc<Vec<u32>>,
    found: Found,
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
    type Fruit = (Found, Vec<Ranked>);

    fn collect(&mut self, doc: DocId, weight: Score) {
        let segment = number(self.segment.as_ref(), doc);
        self.found.segments.push(segment);
        if let Some(places) = &self.place {
            self.found.texts.push(segment - places.of_entry(doc));
        }
        let respondent = number(self.respondent.as_ref(), doc);
        if respondent > 0 {
            self.found.cases.push(respondent);
        } else if let Some(speakers) = &self.speaker {
            let case = self.case_of_speaker.get(number(Some(speakers), doc) as usize).copied().unwrap_or_default();
            if case > 0 {
                self.found.cases.push(case);
            }
        }
        if self.best > 0 {
            self.rank((parts_of(weight), Reverse(segment)));
        }
    }

    fn harvest(self) -> Self::Fruit {
        (self.found, self.heap.into_iter().map(|Reverse(ranked)| ranked).collect())
    }
}

fn number(values: Option<&Values>, doc: DocId) -> u32 {
    values.map_or(0, |values| values.of_entry(doc))
}

#[expect(clippy::cast_possible_truncation, reason = "a weight is a small number")]
fn parts_of(weight: Score) -> i64 {
    (weight * WEIGHT_PARTS).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "a weight is a small number")]
fn weight_of(parts: i64) -> Score {
    parts as Score / WEIGHT_PARTS
}
