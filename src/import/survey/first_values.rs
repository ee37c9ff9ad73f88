//! What stands in each column, for someone who is about to say what the columns are.

use std::collections::BTreeMap;
use std::path::Path;

use super::detect::{first_rows, sample_rows};
use super::dialect::dialect_of;
use super::header::read_header;
use super::plan::Dialect;
use crate::import::ImportError;
use crate::import::tables::{self, TableFile, TableOptions};

/// The first different values of each column of a file, by its name; blanks are passed over.
pub fn first_values(
    path: &Path,
    input: impl TableFile,
    dialect: Option<Dialect>,
    count: usize,
) -> Result<BTreeMap<String, Vec<String>>, ImportError> {
    let mut table = tables::open(path, input, TableOptions::default())?;
    let dialect = match dialect {
        Some(dialect) => dialect,
        None => dialect_of(&first_rows(&mut table)?),
    };
    let header = read_header(&mut table, dialect)?;
    let rows = sample_rows(&mut table)?;
    let values = header.columns.iter().enumerate().map(|(index, column)| {
        let mut values: Vec<String> = Vec::new();
        for cell in rows.iter().map(|row| row.field(index).trim()).filter(|cell| !cell.is_empty()) {
            if values.len() == count {
                break;
            }
            if !values.iter().any(|value| value == cell) {
                values.push(cell.to_owned());
            }
        }
        (column.name.clone(), values)
    });
    Ok(values.collect())
}
