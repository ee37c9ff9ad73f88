//! Recipes: what a study's `[[output]]` tables ask for.
//!
//! How they are read is in `recipe_table`; how they are carried out, in `recipes`.

use super::recipe_table::Raw;
use super::recipes::{
    Answers, CodebookTable, Cooccurrence, Crosstab, Distinct, Flow, Frequencies, Memos, Priorities, Quotes, Scale,
};
use crate::analysis::Scope;
use crate::model::words;

/// A file format that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Html,
    Docx,
    Xlsx,
    Csv,
    Md,
}

words!(Format { Html = "html", Docx = "docx", Xlsx = "xlsx", Csv = "csv", Md = "md" });

/// What a table has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    Themes,
    Codes,
    /// Themes, each with its codes set in below it.
    Both,
}

/// What the cells of a crosstab show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    Counts,
    Percent,
    #[default]
    Both,
}

/// One output of a study.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(try_from = "Raw")]
pub struct Recipe {
    /// File name and anchor: letters, digits, `-`.
    pub name: String,
    /// Printed above it; said from what it counts where the study gives none.
    pub title: Option<String>,
    /// Printed under it, after what the program says.
    pub note: Option<String>,
    /// Files of its own. Where the study names none: HTML, or none at all for a chapter.
    pub formats: Vec<Format>,
    /// The document of which it is a chapter; a document of its own where there is none.
    pub chapter_of: Option<String>,
    pub scope: Scope,
    /// Only what this query finds is counted or quoted.
    pub filter: Option<String>,
    pub kind: RecipeKind,
}

/// What is made, and the choices that go with it.
#[derive(Debug, Clone, PartialEq)]
pub enum RecipeKind {
    Frequencies(Frequencies),
    Crosstab(Crosstab),
    Quotes(Quotes),
    Answers(Answers),
    Distinct(Distinct),
    Scale(Scale),
    Priorities(Priorities),
    Flow(Flow),
    Cooccurrence(Cooccurrence),
    Codebook(CodebookTable),
    Memos(Memos),
}

/// The word after `kind =`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Frequencies,
    Crosstab,
    Quotes,
    Answers,
    Distinct,
    Scale,
    Priorities,
    Flow,
    Cooccurrence,
    Codebook,
    Memos,
}

words!(Kind {
    Frequencies = "frequencies",
    Crosstab = "crosstab",
    Quotes = "quotes",
    Answers = "answers",
    Distinct = "distinct",
    Scale = "scale",
    Priorities = "priorities",
    Flow = "flow",
    Cooccurrence = "cooccurrence",
    Codebook = "codebook",
    Memos = "memos",
});

impl RecipeKind {
    /// Its word in the study file.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Frequencies(_) => Kind::Frequencies,
            Self::Crosstab(_) => Kind::Crosstab,
            Self::Quotes(_) => Kind::Quotes,
            Self::Answers(_) => Kind::Answers,
            Self::Distinct(_) => Kind::Distinct,
            Self::Scale(_) => Kind::Scale,
            Self::Priorities(_) => Kind::Priorities,
            Self::Flow(_) => Kind::Flow,
            Self::Cooccurrence(_) => Kind::Cooccurrence,
            Self::Codebook(_) => Kind::Codebook,
            Self::Memos(_) => Kind::Memos,
        }
    }
}

impl Recipe {
    /// A recipe with nothing chosen but its name and kind, as a chapter of `report`.
    pub fn plain(name: &str, kind: RecipeKind) -> Self {
        Self {
            name: name.to_owned(),
            title: None,
            note: None,
            formats: Vec::new(),
            chapter_of: Some("report".to_owned()),
            scope: Scope::All,
            filter: None,
            kind,
        }
    }

    /// What a study that names no output gets: sample, frequencies, quotations and codebook in one page.
    pub fn defaults() -> Vec<Self> {
        vec![
            Self::plain("sample", RecipeKind::Flow(Flow::default())),
            Self::plain("frequencies", RecipeKind::Frequencies(Frequencies::default())),
            Self::plain("quotations", RecipeKind::Quotes(Quotes::default())),
            Self::plain("codebook", RecipeKind::Codebook(CodebookTable)),
        ]
    }
}
