//! Why a report could not be written.

/// Why a report could not be written. Messages hold nothing of the report but names that the researcher gave.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    #[error("an output cannot be called {name:?}: use letters, digits, `-` and `_`")]
    Name { name: String },

    #[error("a table of {rows} rows and {columns} columns is more than a spreadsheet holds: use csv")]
    TooLarge { rows: usize, columns: usize },

    #[error("there is no code in the codebook, and a REFI-QDA codebook has at least one")]
    NoCodes,

    #[error("the zip file could not be put together")]
    Package(#[from] zip::result::ZipError),

    #[error("the zip file could not be put together")]
    Write(#[from] std::io::Error),

    #[error("the spreadsheet could not be put together")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),

    #[error("the table could not be written as csv")]
    Csv(#[from] ::csv::Error),
}
