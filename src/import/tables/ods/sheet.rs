//! One sheet of an OpenDocument spreadsheet, row by row.

use std::io::Read;
use std::path::{Path, PathBuf};

use quick_xml::events::BytesStart;

use super::cell::{Cell, attribute_of};
use super::{CALC, CONTENT};
use crate::import::tables::sheets::{MAX_COLUMNS, MAX_ROW, MAX_ROWS, SheetOddities};
use crate::import::tables::{Record, Rows};
use crate::import::xml_stream::{Step, XmlStream};
use crate::import::{ImportError, Place, Warning};

/// The rows of a sheet that have something in them.
pub(super) struct SheetRows<R> {
    path: PathBuf,
    xml: XmlStream<R>,
    /// How many sheets still come before the one that is read.
    before: usize,
    at: Position,
    /// A row that comes again, and how often.
    again: (Record, u64),
    oddities: SheetOddities,
}

/// Where in the sheet the reading is.
#[derive(Default)]
struct Position {
    table_depth: usize,
    row_number: u64,
    /// So many rows are like the one at hand.
    repeated: u64,
    is_hidden: bool,
    cell: Cell,
    /// The next cell's.
    column: usize,
    in_cell: bool,
    /// Notes and drawings in a cell are no part of its value.
    aside_depth: usize,
    paragraph_count: usize,
}

impl<R: Read> SheetRows<R> {
    /// The sheet that is the `index`th.
    pub(super) fn new(path: &Path, input: R, index: usize) -> Self {
        let xml = XmlStream::new(path, CONTENT, &CALC, input);
        let again = (Record::default(), 0);
        let (at, oddities) = (Position::default(), SheetOddities::default());
        Self { path: path.to_owned(), xml, before: index + 1, at, again, oddities }
    }

    /// Takes the next step.
    fn step(&mut self, record: &mut Record) -> Result<Found, ImportError> {
        let Self { path, xml, before, at, oddities, .. } = self;
        let result = match xml.next()? {
            Step::Start(element) if element.local_name().as_ref() == "table" => {
                at.table_depth += 1;
                *before -= usize::from(at.table_depth == 1);
                Ok(Found::Nothing)
            }
            Step::End(element) if element.local_name().as_ref() == "table" => {
                at.table_depth -= 1;
                Ok(if at.table_depth == 0 && *before == 0 { Found::End } else { Found::Nothing })
            }
            Step::Finished => Ok(Found::End),
            // Other sheets, and tables inside cells.
            _ if *before > 0 || at.table_depth != 1 => Ok(Found::Nothing),
            Step::Start(element) => {
                at.start(&element, record);
                Ok(Found::Nothing)
            }
            Step::Text(words) => {
                if at.in_cell && at.aside_depth == 0 && at.paragraph_count > 0 {
                    at.cell.words.push_str(&words);
                }
                Ok(Found::Nothing)
            }
            Step::End(element) => at.end(element.local_name().as_ref(), record, oddities),
            Step::Other => Ok(Found::Nothing),
        };
        result.map_err(|message| ImportError::damaged(path, Place::row(at.row_number), message))
    }
}

enum Found {
    Nothing,
    Row,
    End,
}

impl<R: Read + Send> Rows for SheetRows<R> {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        if self.again.1 > 0 {
            self.again.1 -= 1;
            self.again.0.number += 1;
            record.clone_from(&self.again.0);
            return Ok(true);
        }
        record.begin(0);
        loop {
            match self.step(record)? {
                Found::Nothing => continue,
                Found::End => return Ok(false),
                Found::Row => {}
            }
            record.trim_end();
            let more = self.at.repeated - 1;
            let number = self.at.row_number;
            self.at.row_number += more;
            if record.len() > 0 {
                if self.at.is_hidden {
                    let count = usize::try_from(more).unwrap_or_default() + 1;
                    self.oddities.hidden.add(count, number);
                }
                if more > 0 {
                    self.again = (record.clone(), more);
                }
                return Ok(true);
            }
        }
    }

    fn warnings(&self) -> Vec<Warning> {
        self.oddities.warnings()
    }
}

impl Position {
    fn start(&mut self, element: &BytesStart<'_>, record: &mut Record) {
        match element.local_name().as_ref() {
            "table-row" => {
                let number = |name| attribute_of(element, name).and_then(|number| number.parse().ok());
                self.repeated = number("number-rows-repeated").unwrap_or(1).max(1);
                self.row_number += 1;
                if self.row_number + self.repeated > MAX_ROWS + 1 {
                    // The blank rows at the end are one, repeated up to the last that there can be, or beyond it.
                    self.repeated = 1;
                }
                self.is_hidden = attribute_of(element, "visibility").is_some_and(|seen| seen != "visible");
                self.column = 0;
                record.begin(self.row_number);
            }
            "table-cell" | "covered-table-cell" => {
                self.cell.begin(element);
                (self.in_cell, self.paragraph_count) = (true, 0);
            }
            "annotation" | "frame" | "custom-shape" if self.in_cell => self.aside_depth += 1,
            "p" | "h" if self.in_cell && self.aside_depth == 0 => {
                if self.paragraph_count > 0 {
                    self.cell.words.push('\n');
                }
                self.paragraph_count += 1;
            }
            "s" if self.aside_depth == 0 => {
                let count = attribute_of(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                self.cell.words.extend(std::iter::repeat_n(' ', count.min(1000)));
            }
            "tab" if self.aside_depth == 0 => self.cell.words.push('\t'),
            "line-break" if self.aside_depth == 0 => self.cell.words.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, record: &mut Record, oddities: &mut SheetOddities) -> Result<Found, &'static str> {
        match name {
            "table-cell" => {
                self.in_cell = false;
                self.finish_cell(record, oddities)?;
            }
            // What a merged cell covers is not seen.
            "covered-table-cell" => {
                self.in_cell = false;
                self.column = (self.column + self.cell.repeated).min(MAX_COLUMNS);
            }
            "annotation" | "frame" | "custom-shape" if self.in_cell => self.aside_depth -= 1,
            "table-row" => return Ok(Found::Row),
            _ => {}
        }
        Ok(Found::Nothing)
    }

    fn finish_cell(&mut self, record: &mut Record, oddities: &mut SheetOddities) -> Result<(), &'static str> {
        let end = (self.column + self.cell.repeated).min(MAX_COLUMNS);
        if self.cell.is_error() {
            oddities.errors.add(end - self.column, self.row_number);
        } else if !self.cell.is_blank() {
            record.skip_to(self.column);
            for _ in self.column..end {
                record.write_with(|words| self.cell.write(words));
                record.end_field();
                if record.byte_count() > MAX_ROW {
                    return Err("this row holds more than 16 MB of text, which no survey does; save the sheet as .csv");
                }
            }
        }
        self.column = end;
        Ok(())
    }
}
