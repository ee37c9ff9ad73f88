//! Why something cannot be done with a framework.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrameworkError {
    #[error("there is no framework {name:?}{}{}", hint(nearest.as_deref()), if *any { "" } else { "; `verbatim framework new` makes one" })]
    Unknown { name: String, nearest: Option<String>, any: bool },

    /// What is wrong with how the study file describes one.
    #[error("{0}")]
    Entry(String),

    #[error("there is a framework {name:?} already")]
    Taken { name: String },

    #[error("framework {framework:?} has no row {name:?}{}", hint(nearest.as_deref()))]
    NoRow { framework: String, name: String, nearest: Option<String> },

    #[error("framework {framework:?} has no column {name:?}{}", hint(nearest.as_deref()))]
    NoColumn { framework: String, name: String, nearest: Option<String> },

    #[error("framework {framework:?}, column {column:?}: there is no theme or code {name:?}{}", hint(nearest.as_deref()))]
    NoCodes { framework: String, column: String, name: String, nearest: Option<String> },

    #[error("framework {framework:?}, row {row:?}: nobody has the value {value:?}; did you mean {meant:?}?")]
    NoValue { framework: String, row: String, value: String, meant: String },

    #[error("framework {framework:?}: the value {value:?} is in two rows, {first:?} and {second:?}")]
    ValueTwice { framework: String, value: String, first: String, second: String },

    #[error("{written:?} is no cell: write cell:FRAMEWORK/ROW/COLUMN")]
    NoCell { written: String },

    #[error("there is nothing in the cell {row} / {column} of {framework:?}")]
    EmptyCell { framework: String, row: String, column: String },

    #[error("a summary needs words; `verbatim framework clear` empties a cell")]
    NoWords,

    #[error("the cell {row} / {column} has no link {number}{}", numbers(there))]
    NoLink { row: String, column: String, number: i64, there: Vec<i64> },

    #[error("these words are not coded in {row} / {column} any more: look at the cell again")]
    NotCoded { row: String, column: String },

    #[error("{} is there already: --force writes over it", path.display())]
    Exists { path: PathBuf },

    #[error("{} is in output/, which is what others get: a working copy holds real names and words", path.display())]
    InOutput { path: PathBuf },

    #[error("framework {framework:?} has no file in study.toml: say which file to write")]
    NoFile { framework: String },

    #[error("{}: end the file's name in .csv, .xlsx or .docx", path.display())]
    NoFormat { path: PathBuf },

    #[error("{}: the summary in {row} / {column} is longer than a sheet's cell holds (32,767 characters); write a .docx or .csv", path.display())]
    TooLong { path: PathBuf, row: String, column: String },

    #[error("{}: {message}", path.display())]
    Copy { path: PathBuf, message: String },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}

fn numbers(there: &[i64]) -> String {
    if there.is_empty() {
        return ": it has none".to_owned();
    }
    let numbers: Vec<String> = there.iter().map(ToString::to_string).collect();
    format!(": it has {}", numbers.join(", "))
}
