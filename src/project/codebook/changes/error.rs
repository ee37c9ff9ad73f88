//! Why a codebook cannot be changed as somebody wants.

use std::path::PathBuf;

use crate::codebook::{EditError, JsonError};

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookError {
    #[error("several codes are called {name:?}: name one by its id")]
    ManyCodes { name: String },

    #[error("there is no theme {name:?}{}", nearest.as_deref().map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default())]
    NoTheme { name: String, nearest: Option<String> },

    #[error("{id:?} is no id: use letters, digits, `-`, `_` and `.`")]
    NoId { id: String },

    #[error("there is a code {id:?} already: choose another id")]
    IdTaken { id: String },

    #[error("there is a theme {id:?} already: choose another id")]
    ThemeTaken { id: String },

    #[error(
        "{count} codings still stand under {id:?}, a code that is in the codebook no more: choose another id, or create that code and merge the two"
    )]
    FormerCode { id: String, count: u64 },

    #[error("a name cannot be empty")]
    NoName,

    #[error("{code:?} stands above {parent:?}, so it cannot be moved below it")]
    Circle { code: String, parent: String },

    #[error("{code:?} is the code that they are merged into: name others")]
    IntoItself { code: String },

    #[error(
        "{code:?} is {status}, so nothing is given to it: `verbatim codebook restore {code}` takes it into use again"
    )]
    NotInUse { code: String, status: String },

    #[error("{code:?} is {status} already")]
    MergedBefore { code: String, status: String },

    #[error("`{written}` is no colour: write it as \"#1f77b4\"")]
    NoColour { written: String },

    #[error("`{written}` is no key: one character, and no blank")]
    NoKey { written: String },

    #[error("the key `{key}` belongs to the code {owner:?} already")]
    KeyTaken { key: char, owner: String },

    #[error("a code is draft or active: `verbatim codebook retire` and `merge` do the rest")]
    Status,

    #[error("{code:?} has {count} rules, so there is no rule {number}")]
    NoRule { code: String, number: usize, count: usize },

    #[error("{name:?} is none of the codes that {code:?} is split into")]
    NotSplitInto { code: String, name: String },

    #[error("{named:?} is no version and no file: versions go by their number, from 1 to {last}, or by their name")]
    NoVersion { named: String, last: u32 },

    #[error("say what goes where: a query (--to CODE QUERY), a rule (--rule NUMBER=CODE) or the rest (--rest CODE)")]
    NothingGoes,

    #[error("say what is to change")]
    NothingSaid,

    #[error("{}: {error}", path.display())]
    Json { path: PathBuf, error: JsonError },

    #[error("{} is there already: --force writes over it", path.display())]
    Exists { path: PathBuf },

    #[error("{:?} is no format for codebooks: write a file that ends in .csv, .xlsx, .json, .qdc or .toml", path.display())]
    NoFormat { path: PathBuf },

    #[error("only .csv and .xlsx have other programs' shapes")]
    NoShape,

    #[error(
        "nothing was written: it would hold names of the identity list ({}); --with-names writes them, for those who may read the transcripts",
        findings.join("; ")
    )]
    Names { findings: Vec<String> },

    #[error("{}: {error}", path.display())]
    Edit { path: PathBuf, error: EditError },
}
