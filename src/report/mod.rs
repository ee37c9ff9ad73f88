//! Findings as headings, tables and quotations, in no particular file format.
//!
//! A report holds participants' words only as [`Words`] and numbers about them only as typed [`Cell`]s, so that
//! `disclosure` can find every one of them. It is never written as it is: `export` takes only what disclosure cleared.

mod about;
mod block;
mod checklists;
mod letters;
mod own_words;
mod recipe;
mod recipe_table;
mod recipes;
mod record;
mod table;
mod trim;

pub use about::About;
pub use block::{
    Attribution, Bar, Block, Chapter, CurveBand, CurveLine, DivergingRow, Figure, FlowStep, Inline, Quotation,
    QuotedAttribute, Report, Words,
};
pub use checklists::{Checklist, ChecklistItem, Fact, Known};
pub use letters::letters;
pub use recipe::{By, Format, Recipe, Show};
pub use recipes::{
    Accumulation, Answers, Audit, AuditPart, Band, CellQuotes, Cells, ChecklistSheet, ChoicesTable, CodebookTable,
    Cooccurrence, Crosstab, Distinct, FilledItem, Flow, FrameworkTable, Frequencies, Grid, Instrument, InterviewGuide,
    ItemState, Kind, LabelScope, Layout, Material, Matrix, Measure, Memos, Methods, NamedFramework, Naming, Order,
    Priorities, Purpose, QuoteLayout, QuoteOrder, Quotes, RanksTable, RecipeError, RecipeKind, Scale, ScaleShow,
    Services, Stale, Style, TO_BE_FILLED_IN, Telling, Told, Triangulation, asks, build, chapter, filled_checklist,
    needs, told_of_people,
};
pub use record::{
    AskedAloud, Asks, ChecklistAnswers, CodebookChange, CodebookState, CoderWork, PlannedOutput, Record, SourceFact,
    Step, StepFact, TalkFacts,
};
pub use table::{Cell, Column, Exposure, Listing, Missing, Row, RowKind, Suppressed, Table, mean_to_one_decimal};
pub use trim::{Change, Edit, LEFT_OUT, Trim, trimmed};
