//! The cases of an SPSS file as rows of a table.

use std::io;
use std::path::{Path, PathBuf};

use super::dictionary::Dictionary;
use super::elements::{Elements, Found};
use super::labels::trimmed;
use super::variable::{Kind, Variable};
use crate::import::tables::moments::{Epoch, write_moment};
use crate::import::tables::sheets::write_number;
use crate::import::tables::{Counted, Oddity, Record, Rows};
use crate::import::{ImportError, Place, Warning};

/// Of a very long text, each part but the last holds so many bytes.
const SEGMENT: usize = 255;

/// The names first, then case by case.
pub(super) struct Cases {
    path: PathBuf,
    elements: Elements,
    dictionary: Dictionary,
    case: Vec<u8>,
    /// The bytes of a text, put together.
    text: Vec<u8>,
    has_names: bool,
    case_number: u64,
    /// By variable: answers that the file marks as missing.
    missing: Vec<Oddity>,
    unreadable: Oddity,
    /// The file promised more cases than it says it has.
    ends_early: bool,
}

impl Cases {
    pub(super) fn new(path: &Path, elements: Elements, dictionary: Dictionary) -> Self {
        let case = vec![0; dictionary.element_count * 8];
        let missing = vec![Oddity::default(); dictionary.variables.len()];
        let (text, unreadable) = (Vec::new(), Oddity::default());
        let path = path.to_owned();
        Self {
            path,
            elements,
            dictionary,
            case,
            text,
            has_names: false,
            case_number: 0,
            missing,
            unreadable,
            ends_early: false,
        }
    }

    /// Reads the next case's bytes.
    fn next_case(&mut self) -> Result<bool, ImportError> {
        let expected = self.dictionary.case_count;
        if expected == Some(self.case_number) {
            return Ok(false);
        }
        let place = Place::row(self.case_number + 1);
        let damaged = |message: &str| ImportError::damaged(&self.path, place, message);
        match self.elements.read_case(&mut self.case) {
            Ok(Found::Case) => {
                self.case_number += 1;
                Ok(true)
            }
            Ok(Found::Exhausted) if expected.is_some() => {
                Err(damaged("the file is cut off before this row; copy or export it again"))
            }
            Ok(Found::Exhausted | Found::End) => {
                self.ends_early = expected.is_some();
                Ok(false)
            }
            Err(error) => Err(match error.kind() {
                io::ErrorKind::UnexpectedEof => damaged("the file is cut off in this row; copy or export it again"),
                io::ErrorKind::FileTooLarge => {
                    damaged("its cases unpack to more than any survey holds; save it again in SPSS as .sav")
                }
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                    damaged("the file is damaged in this row or before it; copy or export it again")
                }
                _ => ImportError::Read { path: self.path.clone(), source: error },
            }),
        }
    }

    fn write_cells(&mut self, record: &mut Record) {
        let Self { elements, dictionary, case, text, missing, unreadable, case_number, .. } = self;
        for (index, variable) in dictionary.variables.iter().enumerate() {
            let bytes = case.get(variable.first_element * 8..).unwrap_or_default();
            let is_missing = match variable.kind {
                Kind::Text(width) => {
                    gather(bytes, variable, width, text);
                    let text = trimmed(text);
                    let is_missing = variable.missing.has_text(text) && !text.is_empty();
                    if !is_missing {
                        write_text(text, variable, dictionary, record, || unreadable.add(1, *case_number));
                    }
                    is_missing
                }
                Kind::Number | Kind::Moment(_) => {
                    let number = bytes.first_chunk().map_or(f64::NAN, |bytes| elements.number(*bytes));
                    let is_blank = number.to_bits() == dictionary.system_missing.to_bits() || !number.is_finite();
                    let is_missing = !is_blank && variable.missing.has_number(number);
                    if !is_blank && !is_missing {
                        write_value(number, variable, record);
                    }
                    is_missing
                }
            };
            if is_missing {
                missing[index].add(1, *case_number);
            }
            record.end_field();
        }
    }
}

impl Rows for Cases {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        if !self.has_names {
            self.has_names = true;
            record.begin(0);
            for name in self.dictionary.names() {
                record.write(&name);
                record.end_field();
            }
            return Ok(true);
        }
        if !self.next_case()? {
            return Ok(false);
        }
        record.begin(self.case_number);
        self.write_cells(record);
        Ok(true)
    }

    fn warnings(&self) -> Vec<Warning> {
        let missing = self.dictionary.names().zip(&self.missing).filter_map(|(name, missing)| {
            let what = "that the file marks as missing, read as blank";
            let mut warning = missing.warning("answer", what, Counted::Rows)?;
            warning.message = format!("{name}: {}", warning.message);
            Some(warning)
        });
        let mut warnings: Vec<Warning> = missing.collect();
        let unreadable = "with letters that are none in the file's encoding; write encoding = \"…\" in the plan";
        warnings.extend(self.unreadable.warning("answer", unreadable, Counted::Rows));
        if let Some(expected) = self.dictionary.case_count.filter(|_| self.ends_early) {
            let message = format!("the file says that it has {expected} rows, but ends after {}", self.case_number);
            warnings.push(Warning { message, line_number: None, column_number: None });
        }
        warnings
    }
}

/// Puts the bytes of a text together, of which very long ones are in parts.
fn gather(bytes: &[u8], variable: &Variable, width: usize, text: &mut Vec<u8>) {
    text.clear();
    let mut start = 0;
    for elements in &variable.segments {
        let segment = bytes.get(start..start + elements * 8).unwrap_or_default();
        text.extend_from_slice(segment.get(..SEGMENT).unwrap_or(segment));
        start += elements * 8;
    }
    text.truncate(width);
}

fn write_text(
    text: &[u8],
    variable: &Variable,
    dictionary: &Dictionary,
    record: &mut Record,
    unreadable: impl FnOnce(),
) {
    if let Some(label) = variable.labels.as_ref().and_then(|labels| labels.of_text(text)) {
        return record.write(label);
    }
    let (words, had_errors) = dictionary.encoding.decode_without_bom_handling(text);
    if had_errors {
        unreadable();
    }
    record.write(&words);
}

fn write_value(number: f64, variable: &Variable, record: &mut Record) {
    if let Some(label) = variable.labels.as_ref().and_then(|labels| labels.of_number(number)) {
        return record.write(label);
    }
    record.write_with(|words| match variable.kind {
        Kind::Moment(shown) if write_moment(number, Epoch::SPSS, shown, words) => {}
        _ => write_number(number, words),
    });
}
