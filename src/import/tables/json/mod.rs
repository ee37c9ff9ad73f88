//! Tables in JSON: a list of objects, one a row, or one object a line.
//!
//! The list may lie inside an object (`{"responses": […]}`). Names inside names are joined by dots, lists by line ends.
//! Columns are what the first rows have; a row is parsed on its own, so that no file is held whole.

mod cells;
mod rows;
mod scan;

use std::io::{Cursor, Read};
use std::path::Path;

use super::utf8::utf8;
use super::{Counted, Opened, TableFile};
use crate::import::ImportError;
use crate::import::encoding;
use crate::model::SourceFormat;
use rows::JsonRows;
use scan::{Items, Shape};

/// Opens a file that begins with `head`.
pub(super) fn open(path: &Path, head: Vec<u8>, rest: impl TableFile) -> Result<Opened, ImportError> {
    let shape = if super::kind::is_lines(path, &head) { Shape::Lines } else { Shape::List };
    let encoding = encoding::detect(path, &head, false)?;
    let input = utf8(Cursor::new(head).chain(rest), encoding);
    let items = Items::open(path, input, shape)?;
    let counted = if shape == Shape::Lines { Counted::Lines } else { Counted::Rows };
    let rows = JsonRows::open(path, items, counted)?;
    Ok(Opened { encoding: encoding.name().to_owned(), ..Opened::new(SourceFormat::Json, counted, rows) })
}
