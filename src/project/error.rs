//! What can go wrong for a project as a whole.

use std::path::{Path, PathBuf};

use crate::codebook::Problem;
use crate::disclosure::GateError;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::index::IndexError;
use crate::project::CodebookError;
use crate::project::notes::error::NoteError;
use crate::query::{QueryError, SearchError};
use crate::report::RecipeError;
use crate::store::{Direction, StoreError};
use crate::text::{counted, toml_mistake};

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    #[error("there is no study.toml in {} or above it", start.display())]
    NoStudy { start: PathBuf },

    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: std::io::Error },

    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: std::io::Error },

    #[error("{}, line {line_number}, column {column_number}: {message}", path.display())]
    Settings { path: PathBuf, line_number: usize, column_number: usize, message: String },

    #[error("{}: {message}", path.display())]
    Study { path: PathBuf, message: String },

    #[error("{}, line {}, column {}: {}{}", path.display(), first(problems).line_number, first(problems).column_number,
            first(problems).message, others(problems))]
    Codebook { path: PathBuf, problems: Vec<Problem> },

    #[error("the study has no codebook: name one in study.toml, as codebook = \"codebooks/codebook.toml\"")]
    NoCodebook,

    #[error("nothing has been imported yet: `verbatim build` imports what study.toml names")]
    NoTexts,

    #[error("stopped, as you asked; what was finished is kept")]
    Cancelled,

    #[error("a person's name has letters, and stands on one line")]
    NoPerson,

    #[error("{}", nothing_to_flip(*direction, *count, *found, others.as_deref()))]
    NothingToFlip { direction: Direction, count: usize, found: usize, others: Option<String> },

    #[error("there is no event {number}: `verbatim log` lists them")]
    NoEvent { number: i64 },

    #[error("event {number} cannot be taken back: {why}")]
    NotUndoable { number: i64, why: &'static str },

    #[error(
        "nothing was changed: {number}, {words}, has had {later_number}, {later}, built on it; take that back first (`verbatim undo --event {later_number}`)"
    )]
    ChangedSince { number: i64, words: String, later_number: i64, later: String },

    #[error("nobody named {name:?} has done anything here{}", suggestion(nearest.as_deref()))]
    NobodyInLog { name: String, nearest: Option<String> },

    #[error("nothing of the kind {word:?} has been done here{}", suggestion(nearest.as_deref()))]
    NoAction { word: String, nearest: Option<String> },

    #[error("there is no code {name:?}{}", suggestion(nearest.as_deref()))]
    NoCode { name: String, nearest: Option<String> },

    #[error("there is no case {name:?}{}", suggestion(nearest.as_deref()))]
    NoCase { name: String, nearest: Option<String> },

    #[error("there is no source {name:?}{}", suggestion(nearest.as_deref()))]
    NoSource { name: String, nearest: Option<String> },

    #[error("{name} did not agree to take part: nothing they said is in the study, and nothing of it is counted")]
    NoConsent { name: String },

    #[error("{name} has not consented: `verbatim cases consent {name:?} quote` says so if that has changed")]
    WithoutConsent { name: String },

    #[error("{}: nothing was changed, since the study does not have {}", path.display(), some(names, "case"))]
    UnknownCases { path: PathBuf, names: Vec<String> },

    #[error("{name:?} is the case itself: name another that is the same person")]
    SameCase { name: String },

    #[error("{name:?} is none of the cases that are merged: --prefer names one of them")]
    NotMerged { name: String },

    #[error(
        "they differ in {}, so nothing was merged: --prefer {keep:?} (or another of them) says whose values count",
        some(attributes, "attribute")
    )]
    CasesDiffer { attributes: Vec<String>, keep: String },

    #[error("no import of {path} is left that could be taken back")]
    NoImport { path: String },

    #[error("there is no attribute {name:?}{}", suggestion(nearest.as_deref()))]
    NoAttribute { name: String, nearest: Option<String> },

    #[error("several surveys have a respondent {name:?}: write {}", either(choices))]
    ManyCases { name: String, choices: Vec<String> },

    #[error("output {name:?}: {message}")]
    OutputFormat { name: String, message: String },

    #[error("there is no output or document {name:?}{}", suggestion(nearest.as_deref()))]
    NoOutput { name: String, nearest: Option<String> },

    #[error("{}: none of the respondents of the earlier file is in it, and people have coded that one: if it is another survey, give it a name of its own", path.display())]
    AnotherSurvey { path: PathBuf },

    #[error("{path} has no revision {number}: its last is {last}")]
    NoRevision { path: String, number: u32, last: u32 },

    #[error("nothing waits under the number {number}: `verbatim review` lists what does")]
    NoReview { number: i64 },

    #[error(
        "nothing has taken the place of number {number}: say where it belongs (`verbatim review move {number} --to WORDS`), or drop it"
    )]
    NoPlace { number: i64 },

    #[error("those words do not stand where number {number} could belong: copy them from the file as it is now")]
    NoSuchWords { number: i64 },

    #[error(
        "those words stand {count} times where number {number} could belong: name more of them, or say which with --nth"
    )]
    WordsRepeated { number: i64, count: usize },

    #[error("nothing is shown: it still holds what must not get out ({finding})")]
    Refused { finding: String },

    #[error("{error}\n  {}", error.pointed(query).replace('\n', "\n  "))]
    Query { query: String, error: QueryError },

    #[error(transparent)]
    CodebookChange(#[from] CodebookError),

    #[error(transparent)]
    Import(#[from] ImportError),

    #[error(transparent)]
    Incoming(#[from] crate::project::IncomingError),

    #[error(transparent)]
    Search(#[from] SearchError),

    #[error(transparent)]
    Index(#[from] IndexError),

    #[error(transparent)]
    Recipe(#[from] RecipeError),

    #[error(transparent)]
    Export(#[from] ExportError),

    #[error(transparent)]
    Gate(#[from] GateError),

    #[error(transparent)]
    SavedQuery(#[from] crate::project::SavedQueryError),

    #[error(transparent)]
    Coding(#[from] crate::project::CodingError),

    #[error(transparent)]
    Note(#[from] NoteError),

    #[error(transparent)]
    Draft(#[from] crate::project::DraftError),

    #[error(transparent)]
    Quote(#[from] crate::project::QuoteError),

    #[error(transparent)]
    Framework(#[from] crate::project::FrameworkError),

    #[error(transparent)]
    Identity(#[from] crate::project::IdentityError),

    #[error(transparent)]
    Review(#[from] crate::project::ReviewError),

    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ProjectError {
    /// A mistake in a TOML file, with the place where it stands.
    pub(super) fn settings(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self::Settings {
            path: path.to_owned(),
            line_number: before.matches('\n').count() + 1,
            column_number: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message: toml_mistake(error.message()),
        }
    }
}

fn first(problems: &[Problem]) -> &Problem {
    problems.first().expect("a codebook is refused for at least one mistake")
}

fn others(problems: &[Problem]) -> String {
    match problems.len() {
        0 | 1 => String::new(),
        all => format!("; `verbatim codebook check` shows this and {}", counted(all as u64 - 1, "other mistake")),
    }
}

/// Why there is nothing that could be taken back, or done again.
fn nothing_to_flip(direction: Direction, count: usize, found: usize, others: Option<&str>) -> String {
    let what = match direction {
        Direction::Undo => "taken back",
        Direction::Redo => "done again",
    };
    match (found, others) {
        (0, None) => format!("there is nothing that could be {what}"),
        (0, Some(others)) => {
            format!(
                "nothing of yours could be {what}; the last thing by somebody else is {others}: --anyone goes there too"
            )
        }
        (found, _) => {
            format!("{count} cannot be {what}, so none was: there is no more than {}", counted(found as u64, "step"))
        }
    }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}

/// So many names stand in one sentence.
const NAMED: usize = 10;

/// "the cases P8, P9 and 12 more"
fn some(names: &[String], noun: &str) -> String {
    let plural = if names.len() == 1 { "" } else { "s" };
    match names.len().saturating_sub(NAMED) {
        0 => format!("the {noun}{plural} {}", names.join(", ")),
        more => format!("the {noun}s {} and {more} more", names.get(..NAMED).unwrap_or_default().join(", ")),
    }
}

fn either(choices: &[String]) -> String {
    choices.iter().map(|choice| format!("{choice:?}")).collect::<Vec<_>>().join(" or ")
}
