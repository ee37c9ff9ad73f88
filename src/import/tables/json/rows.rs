//! The rows of a JSON file, with the columns that the first of them have.

use std::collections::VecDeque;
use std::path::Path;

use super::cells::Cells;
use super::scan::Items;
use crate::import::tables::{Counted, Oddity, Record, Rows};
use crate::import::{ImportError, Place, Warning};

/// So many rows, or bytes of them, tell which columns there are.
const SAMPLE_ROWS: usize = 1000;
const SAMPLE_BYTES: usize = 8 << 20;
/// So many names are told of those that come later.
const NAMED: usize = 5;

/// The names first, then row by row.
pub(super) struct JsonRows {
    items: Items,
    cells: Cells,
    counted: Counted,
    /// Rows that were looked at for their names, with their numbers.
    waiting: VecDeque<(Row, Vec<u8>)>,
    header: Option<Vec<String>>,
    item: Vec<u8>,
    /// Values of names that only came later.
    unknown: Oddity,
    unknown_names: Vec<String>,
}

/// Where a row is.
#[derive(Debug, Clone, Copy)]
struct Row {
    number: u64,
    first_line: u64,
}

impl JsonRows {
    pub(super) fn open(path: &Path, items: Items, counted: Counted) -> Result<Self, ImportError> {
        let mut rows = Self {
            items,
            cells: Cells::default(),
            counted,
            waiting: VecDeque::new(),
            header: None,
            item: Vec::new(),
            unknown: Oddity::default(),
            unknown_names: Vec::new(),
        };
        let mut byte_count = 0;
        while rows.waiting.len() < SAMPLE_ROWS && byte_count < SAMPLE_BYTES {
            let mut item = Vec::new();
            let Some(row) = rows.next(&mut item)? else { break };
            if rows.waiting.is_empty() {
                rows.cells.find_dialect(&item);
            }
            rows.take(row, &item)?;
            byte_count += item.len();
            rows.waiting.push_back((row, item));
        }
        if rows.cells.are_too_many {
            let message =
                "there are more than 16,384 names in its rows, which no survey has; export it as a list of rows";
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
        rows.cells.is_complete = true;
        let mut header = rows.cells.names().to_vec();
        // Lists instead of objects have their names in the first of them.
        if rows.waiting.front().is_some_and(|(_, item)| item.starts_with(b"[")) {
            let (row, item) = rows.waiting.pop_front().expect("there is a first row");
            rows.take(row, &item)?;
            let mut record = Record::default();
            rows.cells.write(&mut record);
            header = record.fields().map(str::to_owned).collect();
        }
        if header.is_empty() {
            let message = "there is nothing in its rows; export the survey with its responses";
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
        rows.header = Some(header);
        Ok(rows)
    }

    fn next(&mut self, item: &mut Vec<u8>) -> Result<Option<Row>, ImportError> {
        if !self.items.read(item)? {
            return Ok(None);
        }
        let first_line = self.items.first_line;
        let number = if self.counted == Counted::Lines { first_line } else { self.items.count };
        Ok(Some(Row { number, first_line }))
    }

    fn take(&mut self, row: Row, item: &[u8]) -> Result<(), ImportError> {
        self.cells.read(item).map_err(|error| {
            if error.is_data() {
                let message =
                    "this is no row, which has names and values in braces; export the file again as a list of objects";
                return self.items.damaged(self.counted.place(row.number), message);
            }
            let (line, column) = (row.first_line + error.line().max(1) as u64 - 1, error.column() as u64);
            // Only in the first line of the row something may stand before it.
            let place = if error.line() > 1 { Place::at(line, column) } else { Place::line(line) };
            self.items.damaged(place, "this is no JSON from here on; export or copy the file again")
        })
    }
}

impl Rows for JsonRows {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        if let Some(header) = self.header.take() {
            record.begin(0);
            for name in header {
                record.write(&name);
                record.end_field();
            }
            return Ok(true);
        }
        let mut item = std::mem::take(&mut self.item);
        let row = match self.waiting.pop_front() {
            Some((row, waiting)) => {
                item = waiting;
                Some(row)
            }
            None => self.next(&mut item)?,
        };
        let Some(row) = row else { return Ok(false) };
        self.take(row, &item)?;
        self.item = item;
        record.begin(row.number);
        self.cells.write(record);
        if let Some(name) = self.cells.unknown.take() {
            self.unknown.add(1, row.number);
            if self.unknown_names.len() < NAMED && !self.unknown_names.contains(&name) {
                self.unknown_names.push(name);
            }
        }
        Ok(true)
    }

    fn warnings(&self) -> Vec<Warning> {
        let names: Vec<String> = self.unknown_names.iter().map(|name| format!("{name:?}")).collect();
        let what = format!("with names that none of the first {SAMPLE_ROWS} rows has ({}), left out", names.join(", "));
        self.unknown.warning("row", &what, self.counted).into_iter().collect()
    }
}
