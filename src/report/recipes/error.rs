//! Why a recipe could not be carried out.

use crate::analysis::ContentsError;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecipeError {
    #[error("output {recipe:?}: there is no {what} {name:?}{}", suggestion(nearest.as_deref()))]
    Unknown { recipe: String, what: &'static str, name: String, nearest: Option<String> },

    #[error("output {recipe:?}: question {question:?} is {found}, but {wanted} is needed")]
    WrongQuestion { recipe: String, question: String, found: &'static str, wanted: &'static str },

    #[error("output {recipe:?}: {labels} labels are given for {columns} columns")]
    Labels { recipe: String, labels: usize, columns: usize },

    #[error("output {recipe:?}: {problem}")]
    Bands { recipe: String, problem: String },

    #[error(
        "output {recipe:?}: each row is about one person, and fewer than {minimum} are not shown; write for = \"analysis\" \
         if the file stays with the raw material"
    )]
    SingleCases { recipe: String, minimum: u64 },

    #[error(
        "output {recipe:?}: the coding behind {count} of the summaries of {framework:?} has changed since they were written: `verbatim framework show {framework} --stale` says how, `framework set` and `framework confirm` settle it"
    )]
    Stale { recipe: String, framework: String, count: usize },

    #[error("output {recipe:?}: its query was not run")]
    QueryNotRun { recipe: String },

    #[error("output {recipe:?}: {problem}")]
    File { recipe: String, problem: String },

    #[error("output {recipe:?}: the words could not be read")]
    Contents { recipe: String, source: ContentsError },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}
