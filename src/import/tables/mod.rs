//! Tables: rows of cells as text, the same whatever kind of file they come from.
//!
//! [`open`] looks at a file and gives a [`Table`], which hands out one [`Record`] after the other and holds no more of
//! the file than it must. A reader of one kind of file is a [`Rows`]. What rows mean (headers, questions, cases) is for
//! surveys and face sheets to say.

mod delimited;
mod delimiter;
mod hint;
mod json;
mod kind;
mod moments;
mod number_format;
mod oddity;
mod ods;
mod ragged;
mod record;
mod sav;
mod sheets;
mod string_table;
mod utf8;
mod xls;
mod xlsx;

use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use super::archive::Archive;
use super::{ImportError, Place, Warning, encoding, file};
use crate::model::SourceFormat;
use delimited::Delimited;
pub(crate) use hint::{ColumnHint, ScaleHint};
use kind::Kind;
pub use kind::is_table;
pub(crate) use oddity::Oddity;
use ragged::Ragged;
pub(crate) use record::Record;

/// A file that holds a table: on disk or in memory.
pub trait TableFile: Read + Seek + Send + 'static {}

impl<T: Read + Seek + Send + 'static> TableFile for T {}

/// What is known of a table before it is opened; what is not is found out.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct TableOptions<'p> {
    pub(crate) encoding: Option<&'p str>,
    pub(crate) delimiter: Option<char>,
    pub(crate) sheet: Option<&'p str>,
}

/// Where a reader's records come from.
pub(crate) trait Rows: Send {
    /// Reads the next record; `false` at the end. Rows of a sheet without anything in them are passed over.
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError>;

    /// What came up on the way that the researcher may want to look at.
    fn warnings(&self) -> Vec<Warning> {
        Vec::new()
    }
}

/// Whether people find a row of a file by its line or by its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Lines,
    Rows,
}

/// What a reader gives of the file that it opened.
struct Opened {
    format: SourceFormat,
    counted: Counted,
    rows: Box<dyn Rows>,
    encoding: String,
    delimiter: Option<char>,
    /// Its name, where a file has several with something in them.
    sheet: Option<String>,
    /// By column, where the file knows more of them than their names.
    hints: Vec<ColumnHint>,
    warnings: Vec<Warning>,
}

impl Opened {
    fn new(format: SourceFormat, counted: Counted, rows: impl Rows + 'static) -> Self {
        let (encoding, rows) = ("UTF-8".to_owned(), Box::new(rows));
        let (hints, warnings) = (Vec::new(), Vec::new());
        Self { format, counted, rows, encoding, delimiter: None, sheet: None, hints, warnings }
    }
}

/// A table being read.
pub(crate) struct Table {
    path: PathBuf,
    opened: Opened,
    /// The next ones to read, the last first.
    given_back: Vec<Record>,
    /// How many cells every row has, once the header is read.
    width: Option<usize>,
    /// Rows of a sheet with words beyond the header's columns.
    beyond: Oddity,
    /// Rows of a text that are shorter or longer than the header.
    ragged: Ragged,
}

/// So much of a file is looked at to find out what it is.
const HEAD: u64 = 1 << 20;

/// Opens a table. The file's extension says what it is, and the content has to agree.
pub(crate) fn open(path: &Path, mut input: impl TableFile, options: TableOptions<'_>) -> Result<Table, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_owned(), source };
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head).map_err(failed)?;
    if head.is_empty() {
        return Err(ImportError::damaged(path, Place::WHOLE, "the file is empty; export or copy it again"));
    }
    let opened = match kind::kind_of(path, &head)? {
        Kind::Delimited => delimited(path, head, input, options)?,
        Kind::Sav => {
            input.rewind().map_err(failed)?;
            sav::open(path, input, options.encoding)?
        }
        Kind::Json => json::open(path, head, input)?,
        Kind::Xls => xls::open(path, input, options.sheet)?,
        Kind::Zipped => zipped(path, input, options.sheet)?,
    };
    let (beyond, ragged) = (Oddity::default(), Ragged::default());
    Ok(Table { path: path.to_owned(), opened, given_back: Vec::new(), width: None, beyond, ragged })
}

/// A workbook of Excel or of LibreOffice, whichever the archive holds.
fn zipped(path: &Path, input: impl TableFile, sheet: Option<&str>) -> Result<Opened, ImportError> {
    let archive = Archive::over(path, input, &xlsx::EXCEL)?;
    if archive.has("content.xml") { ods::open(archive, sheet) } else { xlsx::open(archive, sheet) }
}

fn delimited(
    path: &Path,
    head: Vec<u8>,
    rest: impl TableFile,
    options: TableOptions<'_>,
) -> Result<Opened, ImportError> {
    file::check_is_text(path, &head)?;
    let planned = options.encoding.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let encoding = match planned {
        Some(planned) => encoding::marked(path, &head, planned)?,
        None => encoding::detect(path, &head, (head.len() as u64) < HEAD)?,
    };
    let text = encoding.decode(&head).0;
    let delimiter = match options.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()) {
        Some(planned) => {
            delimiter::check(path, &text, planned)?;
            planned
        }
        None => delimiter::delimiter_of(&text),
    };
    drop(text);
    let rows = Delimited::new(path, Cursor::new(head).chain(rest), encoding, delimiter)?;
    Ok(Opened {
        encoding: encoding.name().to_owned(),
        delimiter: Some(char::from(delimiter)),
        ..Opened::new(SourceFormat::Csv, Counted::Lines, rows)
    })
}

impl Table {
    pub(crate) fn format(&self) -> SourceFormat {
        self.opened.format
    }

    /// The encoding it is read in, as people name it.
    pub(crate) fn encoding(&self) -> &str {
        &self.opened.encoding
    }

    /// What stands between the cells of a text.
    pub(crate) fn delimiter(&self) -> Option<char> {
        self.opened.delimiter
    }

    /// The name of the sheet that is read, where a file has several with something in them.
    fn sheet(&self) -> Option<&str> {
        self.opened.sheet.as_deref()
    }

    /// What the file knows of its columns beside their names; nothing of most files.
    pub(crate) fn hints(&self) -> &[ColumnHint] {
        &self.opened.hints
    }

    pub(crate) fn counted(&self) -> Counted {
        self.opened.counted
    }

    /// Reads the next record; `false` at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        loop {
            match self.given_back.pop() {
                Some(given_back) => *record = given_back,
                None if self.opened.rows.read(record).map_err(|error| error.in_sheet(self.sheet()))? => {}
                None => return Ok(false),
            }
            let Some(width) = self.width else { return Ok(true) };
            if self.counted() == Counted::Lines {
                let mended = self.ragged.mend(record, width);
                return mended
                    .map(|()| true)
                    .map_err(|(number, found)| self.damaged(number, ragged::told(width, found)));
            }
            // The rows of a sheet are as long as what is in them, and people write beside tables.
            let loses = record.resize(width);
            if loses {
                self.beyond.add(1, record.number);
            }
            if !loses || !record.is_blank() {
                return Ok(true);
            }
        }
    }

    /// Gives a record back, so that the next [`read`](Self::read) returns it again; several come back the last first.
    pub(crate) fn give_back(&mut self, record: Record) {
        self.given_back.push(record);
    }

    /// From now on every record has as many cells as the header.
    pub(crate) fn expect_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    /// What the researcher may want to look at; complete once all records have been read.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.opened.warnings.clone();
        warnings.extend(self.opened.rows.warnings());
        let beyond = "with something to the right of the header's last column, which is left out";
        warnings.extend(self.beyond.warning("row", beyond, self.counted()));
        warnings.extend(self.ragged.warnings(self.counted()));
        warnings
    }

    /// What is wrong with the record of this number.
    pub(crate) fn damaged(&self, number: u64, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, self.counted().place(number), message).in_sheet(self.sheet())
    }

    /// What is wrong with the table as a whole.
    pub(crate) fn unusable(&self, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, Place::WHOLE, message).in_sheet(self.sheet())
    }
}

impl Counted {
    /// What people call one of them.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Lines => "line",
            Self::Rows => "row",
        }
    }

    pub(crate) const fn place(self, number: u64) -> Place {
        match self {
            Self::Lines => Place::line(number),
            // What comes before the first row is the file's description of itself.
            Self::Rows if number == 0 => Place::WHOLE,
            Self::Rows => Place::row(number),
        }
    }
}
