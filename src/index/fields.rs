//! What the index holds of a segment.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::columnar::{ColumnIndex, ColumnValues};
use tantivy::index::SegmentId;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Searcher, SegmentReader, TantivyDocument};

use crate::store::SegmentRow;

/// Goes up with every change of what is indexed or how words are made; an index of another version is made again.
pub(super) const VERSION: u32 = 1;

/// The tokenizer's name in the index's schema.
pub(super) const TOKENIZER: &str = "verbatim";

/// The numbers kept of a segment. What a segment has is its number plus one, and reads as 0 where it has none.
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

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Place => "place",
            Self::Source => "source",
            Self::Respondent => "respondent",
            Self::Speaker => "speaker",
            Self::Question => "question",
        }
    }
}

/// A column's values, by the entry's number in one piece of the index.
#[derive(Clone)]
pub(crate) enum Values {
    /// As the index has them: what a single search looks up few of.
    Packed(Arc<dyn ColumnValues<u64>>),
    /// For whoever searches again and again.
    Unpacked(Arc<[u32]>),
}

impl Values {
    pub(crate) fn of_entry(&self, entry: u32) -> u32 {
        match self {
            Self::Packed(values) => narrow(values.get_val(entry)),
            Self::Unpacked(values) => values.get(entry as usize).copied().unwrap_or_default(),
        }
    }
}

/// Values are unpacked so many at a time.
const UNPACKED_AT_ONCE: usize = 4096;

/// All columns of all pieces of an index, opened once: opening one reads as much as a small search does. One that is asked
/// for a second time is unpacked whole.
#[derive(Clone, Default)]
pub(crate) struct Columns {
    pieces: Arc<BTreeMap<SegmentId, [Stored; 6]>>,
}

#[derive(Default)]
struct Stored {
    packed: Option<Arc<dyn ColumnValues<u64>>>,
    was_asked_for: AtomicBool,
    unpacked: OnceLock<Arc<[u32]>>,
}

impl Stored {
    fn values(&self, entry_count: u32) -> Option<Values> {
        let packed = self.packed.as_ref()?;
        if !self.was_asked_for.swap(true, Ordering::Relaxed) {
            return Some(Values::Packed(Arc::clone(packed)));
        }
        let unpack = || {
            let mut values = Vec::with_capacity(entry_count as usize);
            for_each_value(&**packed, entry_count as usize, &mut |value| values.push(value));
            values.into()
        };
        Some(Values::Unpacked(Arc::clone(self.unpacked.get_or_init(unpack))))
    }
}

fn for_each_value(packed: &dyn ColumnValues<u64>, count: usize, each: &mut dyn FnMut(u32)) {
    let mut some = vec![0; UNPACKED_AT_ONCE.min(count)];
    let mut done = 0;
    while done < count {
        let taken = some.len().min(count - done);
        let some = &mut some[..taken];
        packed.get_range(done as u64, some);
        for &mut value in some {
            each(narrow(value));
        }
        done += taken;
    }
}

/// What an entry's numbers take in memory until they are indexed.
const COLUMN_BYTES: usize = 64;

fn narrow(value: u64) -> u32 {
    u32::try_from(value).expect("the index holds 32-bit numbers")
}

impl Columns {
    pub(super) fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut pieces = BTreeMap::new();
        for piece in searcher.segment_readers() {
            let mut columns: [Stored; 6] = Default::default();
            for (stored, column) in columns.iter_mut().zip(Column::ALL) {
                stored.packed =
                    piece.fast_fields().column_opt::<u64>(column.name())?.map(|column| match column.index {
                        ColumnIndex::Full => column.values,
                        _ => column.first_or_default_col(0),
                    });
            }
            pieces.insert(piece.segment_id(), columns);
        }
        Ok(Self { pieces: Arc::new(pieces) })
    }

    /// Goes through a column's values, in the order of the entries; not at all where no entry has any.
    pub(super) fn for_each(&self, piece: &SegmentReader, column: Column, each: &mut dyn FnMut(u32)) {
        let stored = self.pieces.get(&piece.segment_id()).map(|columns| &columns[column as usize]);
        if let Some(packed) = stored.and_then(|stored| stored.packed.as_ref()) {
            for_each_value(&**packed, piece.max_doc() as usize, each);
        }
    }

    /// A column's values by the entry's number in one piece of the index; nothing where no entry has any.
    pub(crate) fn of(&self, piece: &SegmentReader, column: Column) -> Option<Values> {
        self.pieces.get(&piece.segment_id()).and_then(|columns| columns[column as usize].values(piece.max_doc()))
    }
}

impl std::fmt::Debug for Columns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Columns")
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
    /// `sign` says which language it is in, where there are several.
    pub(super) fn document(&self, row: &SegmentRow<'_>, sign: Option<char>) -> TantivyDocument {
        let present = |number: Option<u32>| number.map_or(0, |number| u64::from(number) + 1);
        let mut document = TantivyDocument::with_capacity(row.content.len() + COLUMN_BYTES);
        for (column, field) in Column::ALL.into_iter().zip(self.columns) {
            let value = match column {
                Column::Segment => u64::from(row.segment),
                Column::Place => u64::from(row.place),
                Column::Source => present(Some(row.source)),
                Column::Respondent => present(row.respondent),
                Column::Speaker => present(row.speaker),
                Column::Question => present(row.question),
            };
            // What is not there takes no room: a survey has no column of speakers at all.
            if value > 0 || column == Column::Segment {
                document.add_u64(field, value);
            }
        }
        match sign {
            Some(sign) => document.add_text(self.words, format!("{sign}{}", row.content)),
            None => document.add_text(self.words, row.content),
        }
        document
    }
}
