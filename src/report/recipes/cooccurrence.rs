//! `cooccurrence`: which themes, or codes, occur together, and in which words.

use std::fmt::Write;

use super::super::recipe_table::Raw;
use super::about::CASES;
use super::frequencies::numeric;
use super::notes::counted;
use super::quotes::marks::Marks;
use super::quotes::quotation;
use super::rows::CodedRow;
use super::voices::{Taste, pick_of};
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError};
use crate::analysis::{Attribute, Cooccurrence as Found, Overlap, Selection, cooccurrence, shared_stretches};
use crate::model::UnitOfAnalysis;
use crate::report::{About, Block, By, Cell, Column, Row, Table};

/// What the cells show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    #[default]
    Counts,
    /// The share of all that has either and has both: n12 / (n1 + n2 − n12).
    Jaccard,
    /// A table of each.
    Both,
}

/// The choices of a co-occurrence table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooccurrence {
    pub by: By,
    /// Cases with both anywhere, or segments where both apply.
    pub unit: UnitOfAnalysis,
    pub measure: Measure,
    /// Print the words where both apply, pair by pair.
    pub texts: bool,
    /// At most so many quotations of one pair.
    pub limit: usize,
    /// At most so many of one person.
    pub per_case: usize,
    /// Printed beside a quotation, where disclosure lets them.
    pub attributes: Vec<String>,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Cooccurrence {
    /// Quotations of one pair, where the recipe does not say.
    pub const LIMIT: usize = 3;
    /// Quotations of one person for one pair, where the recipe does not say.
    pub const PER_CASE: usize = 1;
}

impl Chosen for Cooccurrence {
    const KEYS: &'static [&'static str] = &[
        "by",
        "unit",
        "measure",
        "texts",
        "limit",
        "per_case",
        "attributes",
        "question",
        "questions",
        "scope",
        "where",
    ];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.by == Some(By::Both) {
            return Err("`by` is \"themes\" or \"codes\" here".to_owned());
        }
        if !matches!(raw.unit, None | Some(UnitOfAnalysis::Cases | UnitOfAnalysis::Segments)) {
            return Err("`unit` is \"cases\" or \"segments\" here".to_owned());
        }
        let texts = raw.texts.unwrap_or_default();
        let of_texts = [
            ("limit", raw.limit.is_some()),
            ("per_case", raw.per_case.is_some()),
            ("attributes", raw.attributes.is_some()),
        ];
        if let Some((key, _)) = of_texts.into_iter().find(|(_, is_given)| *is_given && !texts) {
            return Err(format!("`{key}` goes with `texts = true`"));
        }
        Ok(Self {
            by: raw.by.unwrap_or(By::Themes),
            unit: raw.unit.unwrap_or_default(),
            measure: raw.measure.unwrap_or_default(),
            texts,
            limit: raw.limit.unwrap_or(Self::LIMIT),
            per_case: raw.per_case.unwrap_or(Self::PER_CASE),
            attributes: raw.attributes.clone().unwrap_or_default(),
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.attributes.extend(self.attributes.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Cooccurrence, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let rows = kitchen.rows(choices.by);
    let codes: Vec<Vec<usize>> = rows.iter().map(|row| row.codes.clone()).collect();
    let found = cooccurrence(kitchen.columns, &codes, &selection);
    let is_themes = rows.iter().any(|row| row.is_theme);
    let title = if is_themes { "Themes that occur together" } else { "Codes that occur together" };
    let unit = if choices.unit == UnitOfAnalysis::Segments { "segments" } else { CASES };
    let about = kitchen.about(&questions).and(About::UNIT, unit);
    let mut blocks = Vec::new();
    if choices.measure != Measure::Jaccard {
        blocks.push(Block::Table(counts(choices, kitchen, &rows, &found, about.clone())));
    }
    if choices.measure != Measure::Counts {
        let mut table = coefficients(choices, kitchen, &rows, &found, about);
        if choices.measure == Measure::Both {
            table.caption = format!("{title}: coefficient");
        }
        blocks.push(Block::Table(table));
    }
    if choices.texts {
        blocks.extend(texts(choices, kitchen, &rows, &found, &selection)?);
    }
    Ok((title.to_owned(), blocks))
}

fn counts(choices: &Cooccurrence, kitchen: &Kitchen<'_>, rows: &[CodedRow], found: &Found, about: About) -> Table {
    let in_segments = choices.unit == UnitOfAnalysis::Segments;
    let cell = |overlap: Overlap| {
        if in_segments {
            Cell::Count { value: overlap.segments, cases: overlap.cases_overlapping }
        } else {
            Cell::Count { value: overlap.cases, cases: overlap.cases }
        }
    };
    let note = if in_segments {
        "Unit: segments, stretches of text where both apply; on the diagonal, all of the row's own.".to_owned()
    } else {
        let kept = kitchen.columns.case_count();
        format!(
            "Unit: cases with both, anywhere in their words, of {kept} kept; on the diagonal, all with the row's own."
        )
    };
    table(kitchen, rows, about, note, |row, column| cell(found.of(row, column)))
}

/// The share of all that has either and has both. In cases it is Jaccard's index (1901); in segments one stretch may
/// overlap several, so that it is an index of proximity rather than a share, as in other programs' c-coefficient.
fn coefficients(
    choices: &Cooccurrence,
    kitchen: &Kitchen<'_>,
    rows: &[CodedRow],
    found: &Found,
    about: About,
) -> Table {
    let in_segments = choices.unit == UnitOfAnalysis::Segments;
    let size = |at: usize| {
        let own = found.of(at, at);
        if in_segments { own.segments } else { own.cases }
    };
    let cell = |row: usize, column: usize| {
        if row == column {
            return Cell::Empty;
        }
        let overlap = found.of(row, column);
        let (both, cases) =
            if in_segments { (overlap.segments, overlap.cases_overlapping) } else { (overlap.cases, overlap.cases) };
        let either = (size(row) + size(column)).saturating_sub(both);
        Cell::Share { part: both, base: either, cases }
    };
    let unit = if in_segments { "segments; n12 are stretches where both apply" } else { "cases; n12 have both" };
    let note = format!("c = n12 / (n1 + n2 − n12), in per cent, of {unit} (Jaccard's coefficient).");
    table(kitchen, rows, about, note, cell)
}

fn table(
    kitchen: &Kitchen<'_>,
    rows: &[CodedRow],
    about: About,
    note: String,
    cell: impl Fn(usize, usize) -> Cell,
) -> Table {
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let cells = [Cell::text(&row.name)].into_iter().chain((0..rows.len()).map(|column| cell(at, column)));
        Row { depth: row.depth, about: row.about(), cells: cells.collect(), ..Row::default() }
    });
    let is_themes = rows.iter().any(|row| row.is_theme);
    let head = if is_themes { "Theme" } else { "Code" };
    let mut columns = vec![Column { title: head.to_owned(), ..Column::default() }];
    columns.extend(rows.iter().map(|row| {
        let with = row.about().get(About::WHAT).unwrap_or_default().to_owned();
        Column { about: About::default().and(About::WITH, with), ..numeric(&row.name) }
    }));
    let mut notes = vec![note];
    notes.extend(kitchen.coding_notes());
    Table {
        caption: String::new(),
        columns,
        rows: lines.collect(),
        notes,
        about: Some(about),
        is_shaded: true,
        ..Table::default()
    }
}

/// Under each pair, words where both apply; of a pair that the table withholds, none: they could be counted.
fn texts(
    choices: &Cooccurrence,
    kitchen: &Kitchen<'_>,
    rows: &[CodedRow],
    found: &Found,
    selection: &Selection,
) -> Result<Vec<Block>, RecipeError> {
    let beside: Vec<&Attribute> =
        choices.attributes.iter().map(|name| kitchen.attribute(name)).collect::<Result<_, _>>()?;
    let smallest = kitchen.smallest_group().max(1);
    let marks = Marks::of(kitchen.material);
    let mut blocks = Vec::new();
    let mut withheld = 0_u64;
    for (left, one) in rows.iter().enumerate() {
        for (right, other) in rows.iter().enumerate().skip(left + 1) {
            let overlap = found.of(left, right);
            if overlap.segments == 0 {
                continue;
            }
            if (1..smallest).contains(&overlap.cases_overlapping) {
                withheld += 1;
                continue;
            }
            let stretches = shared_stretches(kitchen.columns, &one.codes, &other.codes, selection);
            let rivals = kitchen.rivals(&[one.codes.as_slice(), other.codes.as_slice()].concat());
            let key = format!("{} + {}", one.name, other.name);
            let taste = Taste {
                limit: choices.limit,
                per_case: choices.per_case,
                key: &key,
                rivals: &rivals,
                marks: &marks,
                pinned: &[],
                against: &[],
                wants: &|_| true,
            };
            let picked = pick_of(kitchen.material, stretches.into_iter(), taste)
                .map_err(|error| kitchen.words_missing(error))?;
            if picked.is_empty() {
                continue;
            }
            blocks.push(Block::Heading { level: 2, text: format!("{} and {}", one.name, other.name) });
            blocks.extend(picked.iter().map(|quote| Block::Quotation(quotation(kitchen, quote, &beside))));
        }
    }
    let mut note = format!(
        "Whole sentences that hold a stretch where both apply: at most {} of a pair and {} of one person, in an order that \
         follows nothing of the sample; only of those who agreed to be quoted.",
        counted(choices.limit as u64, "quotation", "quotations"),
        choices.per_case
    );
    if withheld > 0 {
        let pairs = counted(withheld, "pair", "pairs");
        let _ = write!(note, " Of {pairs} nothing is printed, since fewer than {smallest} cases are behind them.");
    }
    blocks.push(Block::Note(note));
    Ok(blocks)
}
