//! Where every segment that counts belongs, out of the index's columns.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::{Column, Columns, Values};

/// Columns by segment number. Numbers are one more than in the store, and 0 is none.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// All segments that count.
    pub(super) all: FixedBitSet,
    pub(super) texts: Vec<u32>,
    pub(super) cases: Vec<u32>,
    pub(super) sources: Vec<u32>,
    pub(super) speakers: Vec<u32>,
    pub(super) questions: Vec<u32>,
}

/// One segment's row of the columns.
pub(super) struct Row {
    segment: u32,
    text: u32,
    case: u32,
    source: u32,
    speaker: u32,
    question: u32,
}

impl Places {
    fn of_rows(rows: &[Row]) -> Self {
        let room = rows.iter().map(|row| row.segment as usize + 1).max().unwrap_or(0);
        let mut places = Self { all: FixedBitSet::with_capacity(room), ..Self::default() };
        let Self { texts, cases, sources, speakers, questions, .. } = &mut places;
        for column in [texts, cases, sources, speakers, questions] {
            column.resize(room, 0);
        }
        for row in rows {
            let at = row.segment as usize;
            places.all.insert(at);
            places.texts[at] = row.text;
            places.cases[at] = row.case;
            places.sources[at] = row.source;
            places.speakers[at] = row.speaker;
            places.questions[at] = row.question;
        }
        places
    }
}

/// Gathers the places of all that a query finds.
pub(super) struct PlacesCollector {
    pub(super) columns: Columns,
    /// The case of each speaker, by speaker number plus one, as case number plus one.
    pub(super) case_of_speaker: Arc<Vec<u32>>,
}

impl Collector for PlacesCollector {
    type Fruit = Places;
    type Child = PieceCollector;

    fn for_segment(&self, _: SegmentOrdinal, piece: &SegmentReader) -> tantivy::Result<PieceCollector> {
        let values = |column| self.columns.of(piece, column);
        Ok(PieceCollector {
            segment: values(Column::Segment),
            place: values(Column::Place),
            source: values(Column::Source),
            respondent: values(Column::Respondent),
            speaker: values(Column::Speaker),
            question: values(Column::Question),
            case_of_speaker: Arc::clone(&self.case_of_speaker),
            rows: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, pieces: Vec<Vec<Row>>) -> tantivy::Result<Places> {
        Ok(Places::of_rows(&pieces.into_iter().flatten().collect::<Vec<_>>()))
    }
}

/// Gathers the places in one piece of the index.
pub(super) struct PieceCollector {
    segment: Option<Values>,
    place: Option<Values>,
    source: Option<Values>,
    respondent: Option<Values>,
    speaker: Option<Values>,
    question: Option<Values>,
    case_of_speaker: Arc<Vec<u32>>,
    rows: Vec<Row>,
}

impl SegmentCollector for PieceCollector {
    type Fruit = Vec<Row>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let number = |values: &Option<Values>| values.as_ref().map_or(0, |values| values.of_entry(doc));
        let segment = number(&self.segment);
        let speaker = number(&self.speaker);
        let case = match number(&self.respondent) {
            0 => self.case_of_speaker.get(speaker as usize).copied().unwrap_or_default(),
            respondent => respondent,
        };
        self.rows.push(Row {
            segment,
            text: segment - number(&self.place),
            case,
            source: number(&self.source),
            speaker,
            question: number(&self.question),
        });
    }

    fn harvest(self) -> Vec<Row> {
        self.rows
    }
}
