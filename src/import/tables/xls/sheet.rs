//! One sheet of an old Excel workbook, row by row.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::GARBLED;
use super::book::Book;
use super::records::{Texts, f64_at, records, u16_at, u32_at};
use crate::import::tables::sheets::{MAX_ROW, SheetOddities, write_formatted};
use crate::import::tables::{Record, Rows};
use crate::import::{ImportError, Place, Warning};

/// A cell: where it is in the sheet, and where its value is in the bytes.
#[derive(Debug, Clone, Copy)]
struct Cell {
    row: u16,
    column: u16,
    style: u16,
    kind: Kind,
    at: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shared,
    Number,
    /// A number in four bytes.
    Packed,
    /// A text of the cell's own, in the record that ends so many bytes on.
    Text(u16),
    Formula,
    BooleanOrError,
}

const BEGINNING: u16 = 0x809;
const END: u16 = 0x0a;
const ROW: u16 = 0x208;
const FORMULA_TEXT: u16 = 0x207;
/// Formulas that several cells share, and tables of them, stand between a formula and its text.
const BETWEEN: &[u16] = &[0x4bc, 0x221, 0x236];

/// The rows of a sheet that have something in them.
pub(super) struct SheetRows {
    path: PathBuf,
    book: Arc<Book>,
    cells: std::iter::Peekable<std::vec::IntoIter<Cell>>,
    hidden_rows: BTreeSet<u16>,
    oddities: SheetOddities,
}

impl SheetRows {
    /// The sheet whose records begin at `start`.
    pub(super) fn new(path: &Path, book: Arc<Book>, start: usize) -> Result<Self, &'static str> {
        let (mut cells, mut hidden_rows) = (Vec::new(), BTreeSet::new());
        // Charts lie in sheets and have records of their own.
        let mut depth = 0;
        for record in records(&book.bytes, start) {
            match record.kind {
                BEGINNING => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth > 1 => {}
                ROW => {
                    let flags = u16_at(&book.bytes, record.start + 12).ok_or(GARBLED)?;
                    if flags & 0x20 != 0 {
                        hidden_rows.extend(u16_at(&book.bytes, record.start));
                    }
                }
                kind => cells_of(&book.bytes, kind, record.start, record.end, &mut cells).ok_or(GARBLED)?,
            }
        }
        if depth == 0 {
            return Err(GARBLED);
        }
        // Stable, so that of two cells in one place the later one comes last.
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let (path, cells) = (path.to_owned(), cells.into_iter().peekable());
        Ok(Self { path, book, cells, hidden_rows, oddities: SheetOddities::default() })
    }

    /// Appends what a cell holds; nothing if the bytes do not hold it.
    fn write(&mut self, cell: Cell, record: &mut Record) -> Option<()> {
        let (book, at) = (&self.book, usize::try_from(cell.at).ok()?);
        let bytes = &book.bytes;
        let format = |number: f64, record: &mut Record| {
            record.write_with(|words| write_formatted(number, book.format(cell.style), book.epoch, words));
        };
        match cell.kind {
            Kind::Shared => record.write(book.strings.get(usize::try_from(u32_at(bytes, at)?).ok()?)?),
            Kind::Number => format(f64_at(bytes, at)?, record),
            Kind::Packed => format(unpacked(u32_at(bytes, at)?), record),
            Kind::Text(length) => {
                let mut text = Ok(());
                record.write_with(|words| {
                    text = Texts::new(bytes, at, at + usize::from(length)).text(false, words).ok_or(());
                });
                text.ok()?;
            }
            Kind::BooleanOrError => match u16_at(bytes, at)?.to_le_bytes() {
                [value, 0] => record.write(truth(value)),
                _ => self.oddities.errors.add(1, u64::from(cell.row) + 1),
            },
            Kind::Formula => {
                let result: [u8; 8] = *bytes.get(at..)?.first_chunk()?;
                match result {
                    [0, .., 0xff, 0xff] => {
                        // The formula itself follows, and then its text.
                        let start = at.checked_sub(6)?;
                        let end = start + usize::from(u16_at(bytes, start.checked_sub(2)?)?);
                        let mut following = records(bytes, end).filter(|record| !BETWEEN.contains(&record.kind));
                        let text = following.next().filter(|record| record.kind == FORMULA_TEXT)?;
                        let mut read = None;
                        record.write_with(|words| read = Texts::new(bytes, text.start, text.end).text(false, words));
                        read?;
                    }
                    [1, _, value, .., 0xff, 0xff] => record.write(truth(value)),
                    [2, .., 0xff, 0xff] => self.oddities.errors.add(1, u64::from(cell.row) + 1),
                    [_, .., 0xff, 0xff] => {}
                    number => format(f64::from_le_bytes(number), record),
                }
            }
        }
        Some(())
    }
}

impl Rows for SheetRows {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        while let Some(first) = self.cells.peek().copied() {
            let number = u64::from(first.row) + 1;
            record.begin(number);
            while let Some(cell) = self.cells.next_if(|cell| cell.row == first.row) {
                if self.cells.peek().is_some_and(|next| (next.row, next.column) == (cell.row, cell.column)) {
                    continue;
                }
                let damaged = |message| ImportError::damaged(&self.path, Place::row(number), message);
                record.skip_to(usize::from(cell.column));
                if record.byte_count() > MAX_ROW {
                    return Err(damaged(
                        "this row holds more than 16 MB of text, which no survey does; save the sheet as .csv",
                    ));
                }
                if self.write(cell, record).is_none() {
                    return Err(ImportError::damaged(&self.path, Place::row(number), GARBLED));
                }
                record.end_field();
            }
            record.trim_end();
            if record.len() > 0 {
                if self.hidden_rows.contains(&first.row) {
                    self.oddities.hidden.add(1, number);
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn warnings(&self) -> Vec<Warning> {
        self.oddities.warnings()
    }
}

/// Notes the cells of a record; nothing if it does not hold what it promises.
fn cells_of(bytes: &[u8], kind: u16, start: usize, end: usize, cells: &mut Vec<Cell>) -> Option<()> {
    let cell = |kind: Kind| {
        let (row, column, style) = (u16_at(bytes, start)?, u16_at(bytes, start + 2)?, u16_at(bytes, start + 4)?);
        Some(Cell { row, column, style, kind, at: u32::try_from(start + 6).ok()? })
    };
    match kind {
        0xfd => cells.push(cell(Kind::Shared)?),
        0x203 => cells.push(cell(Kind::Number)?),
        0x27e => cells.push(cell(Kind::Packed)?),
        0x204 | 0xd6 => cells.push(cell(Kind::Text(u16::try_from(end.checked_sub(start + 6)?).ok()?))?),
        0x06 => cells.push(cell(Kind::Formula)?),
        0x205 => cells.push(cell(Kind::BooleanOrError)?),
        // Several packed numbers beside each other, then the last one's column.
        0xbd => {
            let first = cell(Kind::Packed)?;
            let count = end.checked_sub(start + 6)? / 6;
            for index in 0..count {
                let at = start + 4 + index * 6;
                let column = first.column.checked_add(u16::try_from(index).ok()?)?;
                cells.push(Cell { column, style: u16_at(bytes, at)?, at: u32::try_from(at + 2).ok()?, ..first });
            }
        }
        _ => {}
    }
    Some(())
}

/// A number in four bytes: the upper half of a fraction, or a whole number; either may count hundredths.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { number } else { number / 100.0 }
}

fn truth(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}
