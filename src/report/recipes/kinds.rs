//! Every kind of output, a line each.
//!
//! A kind is a file beside this one with a struct of its choices, which implements [`Chosen`]. Whatever asks which kinds
//! there are gets them from here.

use super::super::recipe::Format;
use super::super::recipe_table::Raw;
use super::{
    Accumulation, Answers, Asks, Audit, Built, ChecklistSheet, ChoicesTable, CodebookTable, Cooccurrence, Crosstab,
    Distinct, Flow, FrameworkTable, Frequencies, Grid, Instrument, InterviewGuide, Kitchen, Matrix, Memos, Methods,
    Priorities, Quotes, RanksTable, RecipeError, Scale, Services, Triangulation,
};
use crate::analysis::Needs;
use crate::model::{Codebook, words};

/// The choices of one kind of output: read from its `[[output]]` table, and how its chapter is made from them.
pub(super) trait Chosen: Sized {
    /// The keys that mean something to it, besides those that every output has.
    const KEYS: &'static [&'static str];

    /// Reads its choices. Keys that mean nothing to it are refused before; an error says what is wrong or missing, without
    /// the output's name.
    fn read(raw: &Raw) -> Result<Self, String>;

    /// Adds what the columns must hold for it.
    fn needs(&self, _codebook: &Codebook, _needs: &mut Needs) {}

    /// Adds what it asks of the study's records.
    fn asks(&self, _asks: &mut Asks) {}

    /// Makes its chapter: a title to use where the recipe gives none, and the blocks.
    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError>;
}

macro_rules! kinds {
    ($($name:ident($choices:ty) = $word:literal,)*) => {
        /// The word after `kind =`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        pub enum Kind {
            $(#[serde(rename = $word)] $name,)*
        }

        words!(Kind { $($name = $word),* });

        /// What is made, and the choices that go with it.
        #[derive(Debug, Clone, PartialEq)]
        pub enum RecipeKind {
            $($name($choices),)*
        }

        impl RecipeKind {
            /// Its word in the study file.
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$name(_) => Kind::$name,)*
                }
            }

            pub(in crate::report) fn read(raw: &Raw) -> Result<Self, String> {
                match raw.kind {
                    $(Kind::$name => <$choices as Chosen>::read(raw).map(Self::$name),)*
                }
            }

            pub(super) fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
                match self {
                    $(Self::$name(choices) => Chosen::needs(choices, codebook, needs),)*
                }
            }

            pub(super) fn asks(&self, asks: &mut Asks) {
                match self {
                    $(Self::$name(choices) => Chosen::asks(choices, asks),)*
                }
            }

            pub(super) fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
                match self {
                    $(Self::$name(choices) => Chosen::build(choices, kitchen),)*
                }
            }
        }

        impl Kind {
            /// The keys that mean something to it, besides those that every output has.
            pub(in crate::report) const fn keys(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => <$choices as Chosen>::KEYS,)*
                }
            }
        }
    };
}

impl RecipeKind {
    /// A file of the study, beside its sources, that it is made from; it may not be there.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Guide(guide) => guide.file.as_deref(),
            Self::Checklist(sheet) => Some(sheet.file()),
            _ => None,
        }
    }
}

kinds! {
    Frequencies(Frequencies) = "frequencies",
    Crosstab(Crosstab) = "crosstab",
    Quotes(Quotes) = "quotes",
    Answers(Answers) = "answers",
    Distinct(Distinct) = "distinct",
    Scale(Scale) = "scale",
    Choices(ChoicesTable) = "choices",
    Ranks(RanksTable) = "ranks",
    Priorities(Priorities) = "priorities",
    Flow(Flow) = "flow",
    Cooccurrence(Cooccurrence) = "cooccurrence",
    Codebook(CodebookTable) = "codebook",
    Memos(Memos) = "memos",
    Services(Services) = "services",
    Grid(Grid) = "grid",
    Matrix(Matrix) = "matrix",
    Accumulation(Accumulation) = "accumulation",
    Triangulation(Triangulation) = "triangulation",
    Audit(Audit) = "audit",
    Instrument(Instrument) = "instrument",
    Guide(InterviewGuide) = "guide",
    Checklist(ChecklistSheet) = "checklist",
    Methods(Methods) = "methods",
    Framework(FrameworkTable) = "framework",
}

impl RecipeKind {
    /// Whether it is made of services, which are read for it.
    pub const fn wants_services(&self) -> bool {
        matches!(self, Self::Services(_) | Self::Grid(_))
    }

    /// Whether it is for programs rather than for readers: its rows are single people.
    pub const fn is_for_analysis(&self) -> bool {
        matches!(self, Self::Matrix(Matrix { purpose: Some(_), .. }))
    }

    /// The format of its file, where the recipe names none.
    pub(in crate::report) const fn usual_format(&self) -> Format {
        if matches!(self, Self::Matrix(_)) { Format::Csv } else { Format::Html }
    }

    /// Whether it may be written so: what is for analysis goes to programs, and into no document.
    pub fn check_formats(&self, formats: &[Format], is_chapter: bool) -> Result<(), String> {
        if !self.is_for_analysis() {
            return Ok(());
        }
        if is_chapter {
            return Err("what is for analysis is no chapter of a document: take `chapter_of` out".to_owned());
        }
        match formats.iter().find(|format| !matches!(format, Format::Csv | Format::Xlsx)) {
            Some(format) => Err(format!("what is for analysis is written as csv or xlsx, not as {format}")),
            None => Ok(()),
        }
    }
}
