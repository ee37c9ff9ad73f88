//! What the index holds of a segment.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{SegmentReader, TantivyDocument};

use crate::store::SegmentRow;

/// Goes up with every change of what is indexed or how words are made; an index of another version is made again.
pub(super) const VERSION: u32 = 1;

/// The tokenizer's name in the index's schema.
pub(super) const TOKENIZER: &str = "verbatim";

/// The numbers kept of a segment. What a segment does not have is 0, so that every column is full (a full column is read
/// without asking which entries it has); what it has is its number plus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Its number: the join with codings.
    Segment,
    /// How many segments of its text stand before it: 0 for every answer.
    Place,
    Source,
    /// The respondent whose answer it is. A transcript's cases follow from its speakers, and may change.
    Respondent,
    Speaker,
    Question,
}

impl Column {
    pub(super) const ALL: [Self; 6] =
        [Self::Segment, Self::Place, Self::Source, Self::Respondent, Self::Speaker, Self::Question];

    const fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Place => "place",
            Self::Source => "source",
            Self::Respondent => "respondent",
            Self::Speaker => "speaker",
            Self::Question => "question",
        }
    }

    /// The column's values by the entry's number in one piece of the index.
    pub(crate) fn values(self, piece: &SegmentReader) -> tantivy::Result<Arc<dyn ColumnValues<u64>>> {
        piece.fast_fields().column_first_or_default::<u64>(self.name())
    }
}

/// The index's fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) words: Field,
    columns: [Field; 6],
}

impl Fields {
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = schema.add_text_field("words", TextOptions::default().set_indexing_options(words));
        let columns = Column::ALL.map(|column| schema.add_u64_field(column.name(), FAST));
        (schema.build(), Self { words, columns })
    }

    /// One segment's entry.
    pub(super) fn document(&self, row: &SegmentRow<'_>) -> TantivyDocument {
        let present = |number: Option<u32>| number.map_or(0, |number| u64::from(number) + 1);
        let mut document = TantivyDocument::default();
        for (column, field) in Column::ALL.into_iter().zip(self.columns) {
            let value = match column {
                Column::Segment => u64::from(row.segment),
                Column::Place => u64::from(row.place),
                Column::Source => present(Some(row.source)),
                Column::Respondent => present(row.respondent),
                Column::Speaker => present(row.speaker),
                Column::Question => present(row.question),
            };
            document.add_u64(field, value);
        }
        document.add_text(self.words, row.content);
        document
    }
}
