//! One sheet of an Excel workbook, row by row.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::strings::decode;
use super::{Book, EXCEL};
use crate::import::tables::sheets::{MAX_COLUMNS, MAX_ROW, MAX_ROWS, SheetOddities, write_formatted};
use crate::import::tables::{Record, Rows};
use crate::import::xml_stream::{Step, XmlStream};
use crate::import::{ImportError, Place, Warning};

/// The rows of a sheet that have something in them.
pub(super) struct SheetRows<R> {
    path: PathBuf,
    xml: XmlStream<R>,
    book: Arc<Book>,
    at: Position,
    oddities: SheetOddities,
}

/// Where in the sheet the reading is.
#[derive(Default)]
struct Position {
    row_number: u64,
    is_hidden: bool,
    /// The cell at hand, or the one that comes next.
    column: usize,
    kind: CellKind,
    style: usize,
    /// What the file has as the cell's value.
    value: String,
    in_value: bool,
    in_hint: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Boolean,
    Error,
    /// Written as a day already.
    Day,
}

impl<R: Read> SheetRows<R> {
    pub(super) fn new(path: &Path, part_name: &str, input: R, book: Arc<Book>) -> Self {
        let xml = XmlStream::new(path, part_name, &EXCEL, input);
        Self { path: path.to_owned(), xml, book, at: Position::default(), oddities: SheetOddities::default() }
    }

    /// Takes the next step; whether it ended a row.
    fn step(&mut self, record: &mut Record) -> Result<Option<bool>, ImportError> {
        let Self { path, xml, book, at, oddities } = self;
        let result = match xml.next()? {
            Step::Start(element) => at.start(&element, record).map(|()| false),
            Step::Text(words) if at.in_value => {
                at.value.push_str(&words);
                Ok(false)
            }
            Step::End(element) => match element.local_name().as_ref() {
                "v" | "t" => {
                    at.in_value = false;
                    Ok(false)
                }
                "rPh" => {
                    at.in_hint = false;
                    Ok(false)
                }
                "c" => at.finish_cell(book, record, oddities).map(|()| false),
                name => Ok(name == "row"),
            },
            Step::Finished => return Ok(None),
            _ => Ok(false),
        };
        result.map(Some).map_err(|message| ImportError::damaged(path, at.place(), message))
    }
}

impl<R: Read + Send> Rows for SheetRows<R> {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        record.begin(0);
        while let Some(is_row) = self.step(record)? {
            if !is_row {
                continue;
            }
            record.trim_end();
            if record.len() > 0 {
                if self.at.is_hidden {
                    self.oddities.hidden.add(1, self.at.row_number);
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

impl Position {
    fn place(&self) -> Place {
        if self.row_number == 0 { Place::WHOLE } else { Place::row(self.row_number) }
    }

    fn start(&mut self, element: &BytesStart<'_>, record: &mut Record) -> Result<(), &'static str> {
        match element.local_name().as_ref() {
            "row" => {
                let given = value_of(element, "r").and_then(|number| number.parse().ok());
                let number = given.unwrap_or(self.row_number + 1);
                if number <= self.row_number || number > MAX_ROWS {
                    return Err(
                        "the row after this one has no place there, so the file is damaged; save it again in Excel",
                    );
                }
                self.row_number = number;
                self.is_hidden = value_of(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
                self.column = 0;
                record.begin(number);
            }
            "c" => self.start_cell(element)?,
            "v" | "t" => self.in_value = !self.in_hint,
            "rPh" => self.in_hint = true,
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        (self.kind, self.style) = (CellKind::Number, 0);
        self.value.clear();
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "r" => {
                    let column = column_of(value)
                        .ok_or("a cell here has no place, so the file is damaged; save it again in Excel")?;
                    if column < self.column {
                        return Err(
                            "the cells of this row are out of order, so the file is damaged; save it again in Excel",
                        );
                    }
                    self.column = column;
                }
                "s" => self.style = value.parse().unwrap_or_default(),
                "t" => {
                    self.kind = match value {
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" => CellKind::Text,
                        "b" => CellKind::Boolean,
                        "e" => CellKind::Error,
                        "d" => CellKind::Day,
                        _ => CellKind::Number,
                    }
                }
                _ => {}
            }
        }
        if self.column >= MAX_COLUMNS {
            return Err("there are more than 16,384 cells in this row, which no sheet has; save it again in Excel");
        }
        Ok(())
    }

    fn finish_cell(
        &mut self,
        book: &Book,
        record: &mut Record,
        oddities: &mut SheetOddities,
    ) -> Result<(), &'static str> {
        record.skip_to(self.column);
        self.column += 1;
        match self.kind {
            CellKind::Shared if !self.value.trim().is_empty() => {
                let words = self.value.trim().parse().ok().and_then(|index| book.strings.get(index));
                record.write(words.ok_or(
                    "a cell here refers to a text that the workbook does not have, so the file is damaged; save it again in Excel",
                )?);
            }
            CellKind::Text => record.write(&decode(&self.value)),
            CellKind::Boolean if !self.value.is_empty() => {
                record.write(if self.value.trim() == "0" { "FALSE" } else { "TRUE" });
            }
            CellKind::Error => oddities.errors.add(1, self.row_number),
            CellKind::Day => record.write(self.value.trim().trim_end_matches("T00:00:00")),
            CellKind::Number => write_value(self.value.trim(), book, self.style, record),
            CellKind::Shared | CellKind::Boolean => {}
        }
        record.end_field();
        if record.byte_count() > MAX_ROW {
            return Err("this row holds more than 16 MB of text, which no survey does; save the sheet as .csv");
        }
        Ok(())
    }
}

/// Appends a number as its format shows it; what is no number as it stands.
fn write_value(value: &str, book: &Book, style: usize, record: &mut Record) {
    match value.parse() {
        Ok(number) => record.write_with(|words| write_formatted(number, book.styles.format(style), book.epoch, words)),
        Err(_) => record.write(value),
    }
}

/// An attribute that never holds a reference.
fn value_of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned())
}

/// The column of a cell such as `AB12`, from zero.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number =
        letters.take(4).fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    (1..=MAX_COLUMNS).contains(&number).then(|| number - 1)
}
