//! Face sheets: who the cases of the interviews are, what they agreed to, and their attributes.

use std::io::Cursor;
use std::path::Path;

use super::tables::{self, Record, Table, TableOptions};
use super::{ImportError, Place, file};
use crate::model::Consent;
use crate::text::normalise;

/// What a face sheet says of one case. A case may have several rows, one for each of its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceRow {
    /// The researcher's name for the case: `P3`.
    pub case: String,
    /// The transcript this case speaks in: a file name or the end of its path. Empty: whichever it is named in.
    pub source: String,
    /// Its name in the transcript. Empty: the same as `case`.
    pub speaker: String,
    /// What the case agreed to, where the sheet says so.
    pub consent: Option<Consent>,
    /// All other columns, in the sheet's order; blank cells are left out.
    pub attributes: Vec<(String, String)>,
    pub place: Place,
}

/// Where the columns of a face sheet stand.
struct Columns {
    names: Vec<String>,
    case: usize,
    source: Option<usize>,
    speaker: Option<usize>,
    consent: Option<usize>,
}

/// Reads a face sheet: a table of any kind with a header row, a column `case`, and optionally `source`, `speaker` and
/// `consent` (`none`, `analyse`, `quote`). Every other column is an attribute.
pub fn face_sheet(path: &Path, bytes: &[u8]) -> Result<Vec<FaceRow>, ImportError> {
    read(path, bytes, CaseColumn::Case)
}

/// Reads a table of cases × attributes, as [`face_sheet`] does, but the cases' names may also stand in a column `id` or
/// in the first.
pub fn case_sheet(path: &Path, bytes: &[u8]) -> Result<Vec<FaceRow>, ImportError> {
    read(path, bytes, CaseColumn::CaseOrIdOrFirst)
}

/// Where the cases' names stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CaseColumn {
    Case,
    CaseOrIdOrFirst,
}

fn read(path: &Path, bytes: &[u8], case_column: CaseColumn) -> Result<Vec<FaceRow>, ImportError> {
    file::check_size(path, bytes)?;
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let mut record = Record::default();
    if !table.read(&mut record)? {
        return Err(table.unusable("there is nothing in it; write a header row with a column \"case\""));
    }
    let columns = Columns::of_header(&table, &record, case_column)?;
    table.expect_width(record.len());
    let mut rows = Vec::new();
    while table.read(&mut record)? {
        if record.is_blank() {
            continue;
        }
        let row = columns.row(&table, &record)?;
        if rows
            .iter()
            .any(|other: &FaceRow| other.case == row.case && other.source == row.source && other.speaker == row.speaker)
        {
            let message = "this case, source and speaker are there already; take one of the two rows out";
            return Err(table.damaged(record.number, message));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(table.unusable("there is a header but no row; write one row a case"));
    }
    Ok(rows)
}

impl Columns {
    fn of_header(table: &Table, header: &Record, case_column: CaseColumn) -> Result<Self, ImportError> {
        let number = header.number;
        let names: Vec<String> = header.fields().map(|field| normalise(field.trim()).into_owned()).collect();
        let find = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let lenient = (case_column == CaseColumn::CaseOrIdOrFirst).then(|| find("id").unwrap_or(0));
        let Some(case) = find("case").or(lenient) else {
            let message = "there is no column \"case\"; name the column that holds each case's name so";
            return Err(table.damaged(number, message));
        };
        for (index, name) in names.iter().enumerate() {
            if name.is_empty() {
                return Err(table.damaged(number, format!("column {} has no name; give it one", index + 1)));
            }
            if names.iter().take(index).any(|earlier| earlier.eq_ignore_ascii_case(name)) {
                return Err(table.damaged(number, format!("there are two columns \"{name}\"; rename one")));
            }
        }
        let (source, speaker, consent) = (find("source"), find("speaker"), find("consent"));
        Ok(Self { names, case, source, speaker, consent })
    }

    fn row(&self, table: &Table, record: &Record) -> Result<FaceRow, ImportError> {
        let number = record.number;
        let cell = |index: usize| normalise(record.field(index).trim()).into_owned();
        let optional = |index: Option<usize>| index.map(cell).unwrap_or_default();
        let case = cell(self.case);
        if case.is_empty() {
            let message = format!("the column \"{}\" is blank here; write the case's name", self.names[self.case]);
            return Err(table.damaged(number, message));
        }
        let consent = match optional(self.consent).to_lowercase().as_str() {
            "" => None,
            word => Some(Consent::from_word(word).ok_or_else(|| {
                table.damaged(
                    number,
                    "the column \"consent\" takes none, analyse, quote-alone or quote; write one of them",
                )
            })?),
        };
        let special = [Some(self.case), self.source, self.speaker, self.consent];
        let attributes = (0..self.names.len())
            .filter(|index| !special.contains(&Some(*index)))
            .map(|index| (self.names[index].clone(), cell(index)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let (source, speaker) = (optional(self.source), optional(self.speaker));
        Ok(FaceRow { case, source, speaker, consent, attributes, place: table.counted().place(number) })
    }
}
