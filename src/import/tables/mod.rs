//! Tables: rows of cells as text, the same whatever kind of file they come from.
//!
//! [`open`] looks at a file and gives a [`Table`], which hands out one [`Record`] after the other and holds no more of
//! the file than it must. A reader of one kind of file is a [`Rows`]. What rows mean (headers, questions, cases) is for
//! surveys and face sheets to say.

mod delimited;
mod delimiter;
mod record;

use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use super::{ImportError, Place, Warning, encoding, file};
use crate::model::SourceFormat;
use delimited::Delimited;
pub(crate) use record::Record;

/// A file that holds a table: on disk or in memory.
pub trait TableFile: Read + Seek + Send + 'static {}

impl<T: Read + Seek + Send + 'static> TableFile for T {}

/// What is known of a table before it is opened; what is not is found out.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct TableOptions<'p> {
    pub(crate) encoding: Option<&'p str>,
    pub(crate) delimiter: Option<char>,
}

/// Where a reader's records come from.
pub(crate) trait Rows: Send {
    /// Reads the next record; `false` at the end.
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError>;
}

/// Whether people find a row of a file by its line or by its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Lines,
}

/// A table being read.
pub(crate) struct Table {
    path: PathBuf,
    format: SourceFormat,
    encoding: String,
    delimiter: Option<char>,
    counted: Counted,
    rows: Box<dyn Rows>,
    /// The next ones to read, the last first.
    given_back: Vec<Record>,
    /// How many cells every row has, once the header is read.
    width: Option<usize>,
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
    delimited(path, head, input, options)
}

fn delimited(
    path: &Path,
    head: Vec<u8>,
    rest: impl TableFile,
    options: TableOptions<'_>,
) -> Result<Table, ImportError> {
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
    Ok(Table {
        path: path.to_owned(),
        format: SourceFormat::Csv,
        encoding: encoding.name().to_owned(),
        delimiter: Some(char::from(delimiter)),
        counted: Counted::Lines,
        rows: Box::new(rows),
        given_back: Vec::new(),
        width: None,
    })
}

impl Table {
    pub(crate) fn format(&self) -> SourceFormat {
        self.format
    }

    /// The encoding it is read in, as people name it.
    pub(crate) fn encoding(&self) -> &str {
        &self.encoding
    }

    /// What stands between the cells of a text.
    pub(crate) fn delimiter(&self) -> Option<char> {
        self.delimiter
    }

    pub(crate) fn counted(&self) -> Counted {
        self.counted
    }

    /// Reads the next record; `false` at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        match self.given_back.pop() {
            Some(given_back) => *record = given_back,
            None if self.rows.read(record)? => {}
            None => return Ok(false),
        }
        match self.width {
            Some(width) if record.len() != width => Err(self.damaged(record.number, ragged(width, record.len()))),
            _ => Ok(true),
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

    /// What is wrong with the record of this number.
    pub(crate) fn damaged(&self, number: u64, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, self.counted.place(number), message)
    }

    /// What is wrong with the table as a whole.
    pub(crate) fn unusable(&self, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, Place::WHOLE, message)
    }
}

impl Counted {
    /// What people call one of them.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Lines => "line",
        }
    }

    pub(crate) const fn place(self, number: u64) -> Place {
        match self {
            Self::Lines => Place::line(number),
        }
    }

    /// Something that came more than once, the first time in the record of this number.
    pub(crate) fn warning(self, message: &str, first: u64) -> Warning {
        match self {
            Self::Lines => Warning {
                message: format!("{message}; the first is in this line"),
                line_number: Some(first),
                column_number: None,
            },
        }
    }
}

/// What is said of a row of another width than the header's.
fn ragged(expected: usize, found: usize) -> String {
    let advice = if found > expected {
        "quote fields that hold the delimiter"
    } else {
        "look for a missing delimiter or a line end inside a field"
    };
    format!("the header has {expected} columns but this row has {found}; {advice}")
}
