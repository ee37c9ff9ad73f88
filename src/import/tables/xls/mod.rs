//! Excel workbooks as Excel wrote them until 2003 (.xls): the rows of one sheet.
//!
//! Records of the format BIFF8 in a compound file. Cells may stand in any order, so the places of a sheet's cells are
//! sorted before they are read; a sheet has 65,536 rows of 256 cells at most.

mod book;
mod compound;
mod records;
mod sheet;

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::sheets::{Sheet, pick};
use super::{Counted, Opened, Record, Rows, TableFile};
use crate::import::{ImportError, Place};
use crate::model::SourceFormat;
use book::Book;
use sheet::SheetRows;

/// Larger files are more than the format can well hold.
const MAX_FILE: u64 = 64 << 20;

/// Opens the sheet that is `wanted`, or the first one with rows.
pub(super) fn open(path: &Path, mut file: impl TableFile, wanted: Option<&str>) -> Result<Opened, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_owned(), source };
    let damaged = |message: &str| ImportError::damaged(path, Place::WHOLE, message);
    file.rewind().map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(damaged("this workbook is larger than 64 MB; open it in Excel and save it as .xlsx"));
    }
    let stream = compound::stream(&bytes, &["Workbook", "Book"]).map_err(damaged)?;
    drop(bytes);
    let book = Arc::new(Book::read(stream).map_err(damaged)?);
    let mut sheets = Vec::new();
    let mut record = Record::default();
    for listed in &book.sheets {
        let mut rows = SheetRows::new(path, Arc::clone(&book), listed.start).map_err(damaged)?;
        let has_rows = rows.read(&mut record)?;
        sheets.push(Sheet { name: listed.name.clone(), is_hidden: listed.is_hidden, has_rows });
    }
    let picked = pick(path, &sheets, wanted)?;
    let start = book.sheets[picked.index].start;
    let rows = SheetRows::new(path, book, start).map_err(damaged)?;
    Ok(Opened { sheet: picked.name, warnings: picked.warnings, ..Opened::new(SourceFormat::Xls, Counted::Rows, rows) })
}

/// What is said of a workbook whose parts do not fit together.
const GARBLED: &str = "the workbook is damaged; open it in Excel and save it as .xlsx";
