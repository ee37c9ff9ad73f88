//! SPSS system files (.sav, .zsav): cases with the labels of their values, and what the file knows of its variables.
//!
//! A value that has a label is read as the label, since that is what respondents chose; what the file marks as missing is
//! read as blank, and counted.

mod code_page;
mod dictionary;
mod elements;
mod extensions;
mod labels;
mod missing;
mod rows;
mod source;
mod variable;

use std::path::Path;

use super::{Counted, Opened, TableFile};
use crate::import::ImportError;
use crate::model::SourceFormat;
use dictionary::Dictionary;
use elements::Elements;
use rows::Cases;
use source::Source;

/// Opens a file whose words are in `encoding`, or in the one that the file names.
pub(super) fn open(path: &Path, input: impl TableFile, encoding: Option<&str>) -> Result<Opened, ImportError> {
    let mut source = Source::new(path, Box::new(input));
    let dictionary = Dictionary::read(&mut source, encoding)?;
    let encoding = dictionary.encoding.name().to_owned();
    let (hints, warnings) = (dictionary.hints(), dictionary.warnings.clone());
    let elements = Elements::new(source, &dictionary)?;
    let rows = Cases::new(path, elements, dictionary);
    Ok(Opened { encoding, hints, warnings, ..Opened::new(SourceFormat::Sav, Counted::Rows, rows) })
}
