//! Findings as headings, tables and quotations, in no particular file format.
//!
//! A report holds participants' words only as [`Words`] and numbers about them only as typed [`Cell`]s, so that
//! `disclosure` can find every one of them. It is never written as it is: `export` takes only what disclosure cleared.

mod about;
mod block;
mod recipe;
mod recipe_table;
mod recipes;
mod table;
mod trim;

pub use about::About;
pub use block::{
    Attribution, Bar, Block, Chapter, CurveBand, CurveLine, DivergingRow, Figure, FlowStep, Inline, Quotation,
    QuotedAttribute, Report, Words,
};
pub use recipe::{By, Format, Recipe, Show};
pub use recipes::{
    Accumulation, Answers, Band, Cells, ChoicesTable, CodebookTable, Cooccurrence, Crosstab, Distinct, Flow,
    Frequencies, Grid, Kind, Layout, Material, Matrix, Measure, Memos, Order, Priorities, Purpose, Quotes, RanksTable,
    RecipeError, RecipeKind, Scale, ScaleShow, Services, Triangulation, build, chapter, needs,
};
pub use table::{Cell, Column, Exposure, Missing, Row, RowKind, Suppressed, Table, mean_to_one_decimal};
pub use trim::{Change, Edit, LEFT_OUT, Trim};
