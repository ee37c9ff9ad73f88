//! Recipes: what a study's `[[output]]` tables ask for.
//!
//! How they are read is in `recipe_table`; how they are carried out, in `recipes`.

use super::recipe_table::Raw;
use super::recipes::{CodebookTable, Flow, Frequencies, Quotes, RecipeKind};
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
    Tex,
    /// Figures alone, one file each.
    Svg,
    Png,
}

words!(Format {
    Html = "html",
    Docx = "docx",
    Xlsx = "xlsx",
    Csv = "csv",
    Md = "md",
    Tex = "tex",
    Svg = "svg",
    Png = "png",
});

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Show {
    Counts,
    Percent,
    #[default]
    Both,
}

impl Show {
    pub(super) fn read(raw: &Raw) -> Result<Self, String> {
        let words = [("both", Self::Both), ("counts", Self::Counts), ("percent", Self::Percent)];
        Raw::chosen("show", raw.show.as_ref(), &words)
    }
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
    /// Smallest group for this output, where it is to be stricter than the study's.
    pub minimum_group: Option<u64>,
    pub kind: RecipeKind,
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
            minimum_group: None,
            kind,
        }
    }

    /// Whether anything in it is counted among people. Quotations and memos are words alone.
    pub const fn prints_numbers(&self) -> bool {
        let has_none = matches!(
            self.kind,
            RecipeKind::Quotes(_)
                | RecipeKind::Memos(_)
                | RecipeKind::Services(_)
                | RecipeKind::Grid(_)
                | RecipeKind::Accumulation(_)
        );
        !has_none && !self.kind.is_for_analysis()
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
