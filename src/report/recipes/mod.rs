//! From recipes and columns to a report: one file a kind, each with its choices and how its chapter is built.

mod about;
mod account;
mod accumulation;
mod answers;
mod audit;
mod checklist;
mod choices;
mod codebook;
mod cooccurrence;
mod crosstab;
mod desk;
mod distinct;
mod error;
mod few;
mod flow;
mod framework;
mod frequencies;
mod grid;
mod groups;
mod guide;
mod instrument;
mod items;
mod kinds;
mod linked;
mod lookup;
mod matrix;
mod memos;
mod methods;
mod notes;
mod priorities;
mod quotes;
mod ranks;
mod rows;
mod scale;
mod services;
mod triangulation;
mod voices;
mod worth;

use fixedbitset::FixedBitSet;

pub use accumulation::Accumulation;
pub use answers::Answers;
pub use audit::{Audit, AuditPart, Naming};
pub use checklist::{ChecklistSheet, FilledItem, ItemState, TO_BE_FILLED_IN};
pub use choices::ChoicesTable;
pub use codebook::CodebookTable;
pub use cooccurrence::{Cooccurrence, Measure};
pub use crosstab::Crosstab;
pub use distinct::Distinct;
pub use error::RecipeError;
pub use flow::Flow;
pub use framework::{CellQuotes, FrameworkTable, Stale};
pub use frequencies::Frequencies;
pub use grid::Grid;
pub use guide::InterviewGuide;
pub use instrument::Instrument;
pub use kinds::{Kind, RecipeKind};
pub use linked::{LabelScope, Telling, Told, told_of_people};
pub use matrix::{Cells, Layout, Matrix, Purpose};
pub use memos::Memos;
pub use methods::{Methods, Style};
pub use priorities::Priorities;
pub use quotes::{QuoteLayout, QuoteOrder, Quotes};
pub use ranks::RanksTable;
pub use scale::{Band, Scale, ScaleShow};
pub use services::Services;
pub use triangulation::Triangulation;

use super::record::{Asks, Record};
use super::{Block, Chapter, Recipe, Report};
use crate::analysis::{Columns, Contents, Needs, Selection};
use crate::model::{Codebook, Framework, Memo, QuoteMark, Service};
use kinds::Chosen;

/// What chapters are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    pub columns: &'a Columns,
    pub codebook: &'a Codebook,
    pub contents: &'a dyn Contents,
    /// Replies stand after what they reply to; none where no recipe asks for any.
    pub memos: &'a [Memo],
    /// What people chose to quote, and how it is printed.
    pub quote_marks: &'a [QuoteMark],
    /// All that the study file names.
    pub frameworks: &'a [NamedFramework],
    /// What desk research describes; none where no recipe asks for any.
    pub services: &'a [Service],
    /// What is about fewer people is withheld where it is a number. Where words would tell that number, they are not
    /// printed either.
    pub smallest_group: u64,
    /// Whether it is withheld too that nobody is behind a number.
    pub zero_is_small: bool,
    /// How many have to share an attribute for a quotation to be told by it.
    pub least_sharing: u64,
    /// What may be told of one person.
    pub telling: &'a Telling,
    /// How the study was made; empty where no recipe asks.
    pub record: &'a Record,
    /// Decides the order of quotations, which follows nothing of the sample. The same seed, the same order.
    pub seed: u64,
}

/// A framework that the study file names, as recipes find it.
#[derive(Debug, Clone)]
pub struct NamedFramework {
    pub name: String,
    /// What there is of it, or what is wrong with its entry; none where no recipe prints it.
    pub found: Option<Result<Framework, String>>,
}

/// A recipe and the segments that its query found, a bit each by segment number.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    pub recipe: &'a Recipe,
    pub hits: Option<&'a FixedBitSet>,
}

/// Builds a report: one chapter an order, in their order. The caller adds what it knows to the provenance.
pub fn build(
    title: &str,
    language: &str,
    orders: &[Order<'_>],
    material: &Material<'_>,
) -> Result<Report, RecipeError> {
    let chapters = orders.iter().map(|order| chapter(*order, material)).collect::<Result<_, _>>()?;
    let provenance = vec![("Codebook".to_owned(), notes::codebook(material.codebook))];
    Ok(Report { title: title.to_owned(), language: language.to_owned(), chapters, provenance })
}

/// Builds one chapter.
pub fn chapter(order: Order<'_>, material: &Material<'_>) -> Result<Chapter, RecipeError> {
    let recipe = order.recipe;
    if recipe.filter.is_some() && order.hits.is_none() {
        return Err(RecipeError::QueryNotRun { recipe: recipe.name.clone() });
    }
    let kitchen = Kitchen { order, material, columns: material.columns, codebook: material.codebook };
    let (title, mut blocks) = recipe.kind.build(&kitchen)?;
    for block in &mut blocks {
        if let Block::Table(table) = block
            && table.caption.is_empty()
        {
            table.caption.clone_from(&title);
        }
    }
    Ok(Chapter {
        name: recipe.name.clone(),
        title: recipe.title.clone().unwrap_or(title),
        minimum_group: recipe.minimum_group,
        blocks,
    })
}

/// What the columns of a build must hold for these recipes.
pub fn needs<'a>(recipes: impl IntoIterator<Item = &'a Recipe>, codebook: &Codebook) -> Needs {
    let mut needs = Needs::default();
    for recipe in recipes {
        recipe.kind.needs(codebook, &mut needs);
    }
    needs.codes.sort_unstable();
    needs.codes.dedup();
    for names in [&mut needs.attributes, &mut needs.questions] {
        names.sort();
        names.dedup();
    }
    needs
}

/// What these recipes ask of the study's records.
pub fn asks<'a>(recipes: impl IntoIterator<Item = &'a Recipe>) -> Asks {
    let mut asks = Asks::default();
    for recipe in recipes {
        recipe.kind.asks(&mut asks);
    }
    asks
}

/// The items of a checklist, each with what is known of it.
pub fn filled_checklist(sheet: &ChecklistSheet, material: &Material<'_>) -> Result<Vec<FilledItem>, RecipeError> {
    let recipe = Recipe::plain(sheet.which.word(), RecipeKind::Checklist(sheet.clone()));
    let order = Order { recipe: &recipe, hits: None };
    sheet.filled(&Kitchen { order, material, columns: material.columns, codebook: material.codebook })
}

/// What every kind works with.
struct Kitchen<'a> {
    order: Order<'a>,
    material: &'a Material<'a>,
    columns: &'a Columns,
    codebook: &'a Codebook,
}

/// A title to use where the recipe gives none, and the blocks.
type Built = (String, Vec<Block>);

impl Kitchen<'_> {
    fn recipe(&self) -> &Recipe {
        self.order.recipe
    }

    /// What is about fewer people is withheld, by the study or by the recipe.
    fn smallest_group(&self) -> u64 {
        self.material.smallest_group.max(self.recipe().minimum_group.unwrap_or_default())
    }

    fn selection(&self, questions: &[usize]) -> Selection {
        Selection::new(self.columns, self.recipe().scope, questions, self.order.hits)
    }
}
