//! `framework`: a matrix of written summaries, with the words they rest on. What analysts write may repeat what people said,
//! so it passes disclosure like it.

use std::collections::BTreeMap;

use super::super::recipe_table::Raw;
use super::memos::quotable;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError, Told, notes};
use crate::analysis::Attribute;
use crate::model::{CaseId, CellLink, Drift, Framework, FrameworkRow, RowKey, words};
use crate::report::{Block, Cell, Column, Missing, Row, RowKind, Table, Words};
use crate::text::nearest;

/// Where the words that summaries are linked with are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellQuotes {
    /// Illustrations in their cell; other links nowhere.
    #[default]
    Inside,
    /// Each link is a number in its cell, with the words in a table beneath.
    Beneath,
    /// Illustrations in their cell, other links beneath.
    Both,
    None,
}

words!(CellQuotes { Inside = "inside", Beneath = "beneath", Both = "both", None = "none" });

/// What becomes of summaries whose coding has changed since they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stale {
    /// They are printed and marked, and a note says why.
    #[default]
    Mark,
    /// Nothing is printed.
    Refuse,
}

words!(Stale { Mark = "mark", Refuse = "refuse" });

/// The choices of a framework's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkTable {
    /// Its name in the study file.
    pub framework: String,
    /// Rows of cases stand under the values of this attribute.
    pub group_by: Option<String>,
    /// Their order.
    pub values: Vec<String>,
    pub quotes: CellQuotes,
    pub stale: Stale,
}

impl Chosen for FrameworkTable {
    const KEYS: &'static [&'static str] = &["framework", "group_by", "attribute", "values", "quotes", "stale"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            framework: raw.framework.clone().ok_or("`framework` needs `framework`, the name of one")?,
            group_by: raw.group_by(),
            values: raw.values(),
            quotes: raw.quotes.unwrap_or_default(),
            stale: raw.stale.unwrap_or_default(),
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.segments = true;
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

/// Stands behind a summary that may not be true any more.
const STALE: char = '‡';

/// The heading of all who stand under no other.
pub(super) const OTHERS: &str = "Other groups, or not stated";

fn build(choices: &FrameworkTable, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let framework = found(choices, kitchen)?;
    refuse_stale(choices, framework, kitchen)?;
    let people = People::of(kitchen);
    let (references, is_short, has_few, has_untold) = (Vec::new(), false, false, false);
    let mut printer = Printer { choices, kitchen, framework, people, references, is_short, has_few, has_untold };
    let mut columns = vec![Column::default()];
    columns.extend(framework.columns.iter().map(|column| Column { title: column.title.clone(), ..Column::default() }));
    let rows = printer.rows()?;
    let notes = printer.notes();
    let table = Table { columns, rows, notes, is_broad: true, ..Table::default() };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(printer.beneath().map(Block::Table));
    Ok((framework.title.clone(), blocks))
}

fn found<'a>(choices: &FrameworkTable, kitchen: &Kitchen<'a>) -> Result<&'a Framework, RecipeError> {
    let (name, named) = (&choices.framework, kitchen.material.frameworks);
    match named.iter().find(|framework| framework.name == *name).and_then(|framework| framework.found.as_ref()) {
        Some(Ok(framework)) => Ok(framework),
        Some(Err(problem)) => Err(kitchen.file_unusable(problem)),
        None => Err(kitchen.unknown("framework", name, nearest(name, named.iter().map(|other| other.name.as_str())))),
    }
}

fn refuse_stale(choices: &FrameworkTable, framework: &Framework, kitchen: &Kitchen<'_>) -> Result<(), RecipeError> {
    let count = framework.stale_count();
    if choices.stale == Stale::Mark || count == 0 {
        return Ok(());
    }
    Err(RecipeError::Stale { recipe: kitchen.recipe().name.clone(), framework: framework.name.clone(), count })
}

/// What outputs call each kept case.
struct People {
    labels: BTreeMap<CaseId, (u32, String)>,
}

impl People {
    fn of(kitchen: &Kitchen<'_>) -> Self {
        let cases = &kitchen.columns.cases;
        let called = |case: u32| (cases.id(case), (case, kitchen.label(case)));
        Self { labels: (0..kitchen.columns.case_count()).map(called).collect() }
    }

    fn label(&self, case: CaseId) -> String {
        self.labels.get(&case).map(|(_, label)| label.clone()).unwrap_or_default()
    }

    fn index(&self, case: CaseId) -> Option<u32> {
        self.labels.get(&case).map(|(index, _)| *index)
    }
}

/// Words that are printed beneath the table, with who said them.
struct Reference {
    words: Words,
    who: String,
}

struct Printer<'a> {
    choices: &'a FrameworkTable,
    kitchen: &'a Kitchen<'a>,
    framework: &'a Framework,
    people: People,
    references: Vec<Reference>,
    /// Some words may not be quoted.
    is_short: bool,
    /// Some row, or title over rows, is about fewer people than may be shown: no number may tell how many.
    has_few: bool,
    /// Some stand under no heading of their own, because of what other outputs tell of them.
    has_untold: bool,
}

impl Printer<'_> {
    fn rows(&mut self) -> Result<Vec<Row>, RecipeError> {
        let is_of_cases = self.framework.rows.iter().any(|row| matches!(row.key, RowKey::Case(_)));
        let Some(name) = self.choices.group_by.as_deref().filter(|_| is_of_cases) else {
            let order = self.order(0..self.framework.rows.len());
            return order.into_iter().map(|index| self.row(index, None)).collect();
        };
        let attribute = self.kitchen.attribute(name)?;
        let stated: Vec<usize> = (0..self.framework.rows.len()).map(|row| self.group_of(row, attribute)).collect();
        let headed = self.headed(&stated, attribute);
        self.has_untold = stated != headed;
        let mut rows = Vec::new();
        for group in self.kitchen.groups(Some(attribute), &self.choices.values) {
            let order = self.order((0..headed.len()).filter(|&row| headed[row] == group.index));
            if order.is_empty() {
                continue;
            }
            // As many as a reader has to guess among: those of the table.
            let size = order.len() as u64;
            self.has_few |= size < self.smallest();
            let is_rest = group.index == attribute.values.len() && self.has_untold;
            let title = if is_rest { format!("{OTHERS} ({size})") } else { group.title(size) };
            let mut cells = vec![Cell::Empty; self.framework.columns.len() + 1];
            cells[0] = Cell::text(title);
            rows.push(Row { kind: RowKind::Group, group_size: Some(size), cells, ..Row::default() });
            for index in order {
                rows.push(self.row(index, Some(size))?);
            }
        }
        Ok(rows)
    }

    /// What is about fewer people is not shown.
    fn smallest(&self) -> u64 {
        self.kitchen.material.smallest_group.max(self.kitchen.recipe().minimum_group.unwrap_or_default())
    }

    /// Where a row of a case stands among the groups; those who state no value come last.
    fn group_of(&self, row: usize, attribute: &Attribute) -> usize {
        let case = self.framework.rows[row].cases.first().and_then(|case| self.people.index(*case));
        case.and_then(|case| attribute.group_of(case)).unwrap_or(attribute.values.len())
    }

    /// Under which heading each row stands: that of its group, or the last one where its label and what other outputs tell of
    /// it would tell too much with it. A group that is too small to be shown keeps its own: nothing of them is printed.
    fn headed(&self, stated: &[usize], attribute: &Attribute) -> Vec<usize> {
        let size = |group: usize| stated.iter().filter(|&&other| other == group).count() as u64;
        let told = Told::Attribute(attribute.name.clone());
        let may_stand = |row: usize| {
            let case = self.framework.rows[row].cases.first().and_then(|case| self.people.index(*case));
            case.is_none_or(|case| {
                let consent = self.kitchen.columns.cases.consent(case);
                self.kitchen.may_tell(case, &told) && (!consent.may_quote() || consent.may_quote_beside(true))
            })
        };
        let heading = |(row, &group): (usize, &usize)| {
            if size(group) < self.smallest() || may_stand(row) { group } else { attribute.values.len() }
        };
        stated.iter().enumerate().map(heading).collect()
    }

    /// Cases in the order of their labels, respondents in one that follows nothing of the sample; groups as the study has
    /// them.
    fn order(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut order: Vec<usize> = rows.collect();
        let (cases, seed) = (&self.kitchen.columns.cases, self.kitchen.material.seed);
        order.sort_by_cached_key(|&index| match self.framework.rows[index].key {
            RowKey::Case(case) => {
                let place = self.people.index(case).map(|index| cases.shuffled_order(index, seed));
                (self.people.label(case), place.unwrap_or_default())
            }
            RowKey::Group(_) => (String::new(), (index as u64, 0)),
        });
        order
    }

    fn row(&mut self, index: usize, group_size: Option<u64>) -> Result<Row, RecipeError> {
        let row = &self.framework.rows[index];
        let title = match &row.key {
            // Below the title of a small group, even how many there are is told by their labels.
            RowKey::Case(case) if group_size.is_some() => words_cell(self.people.label(*case)),
            RowKey::Case(case) => Cell::text(self.people.label(*case)),
            RowKey::Group(_) => Cell::text(format!("{} ({})", row.title, row.cases.len())),
        };
        let mut cells = vec![title];
        for column in 0..self.framework.columns.len() {
            cells.push(self.cell(index, column)?);
        }
        let depth = u8::from(group_size.is_some());
        self.has_few |= size_of(row).is_some_and(|size| size < self.smallest());
        Ok(Row { depth, group_size: group_size.or_else(|| size_of(row)), cells, ..Row::default() })
    }

    fn cell(&mut self, row: usize, column: usize) -> Result<Cell, RecipeError> {
        let framework = self.framework;
        let Some(cell) = framework.cell(row, column).filter(|cell| !cell.summary.is_empty()) else {
            return Ok(Cell::Missing(Missing::Blank));
        };
        let mut words = Vec::new();
        let mut numbers = Vec::new();
        let mut beside = Vec::new();
        for link in &cell.links {
            let is_inside = match self.choices.quotes {
                CellQuotes::Inside | CellQuotes::Both if link.is_illustration => true,
                CellQuotes::Beneath | CellQuotes::Both => false,
                CellQuotes::Inside | CellQuotes::None => continue,
            };
            let Some((said, who)) = self.said(row, link)? else { continue };
            if is_inside {
                let text = format!("“{}” ({who})", said.text);
                beside.push(Words { text, ..said });
            } else {
                self.references.push(Reference { words: said, who });
                numbers.push(self.references.len().to_string());
            }
        }
        let mut paragraphs: Vec<String> =
            cell.summary.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if let Some(last) = paragraphs.last_mut() {
            if !numbers.is_empty() {
                last.push_str(" [");
                last.push_str(&numbers.join(", "));
                last.push(']');
            }
            if !cell.stale.is_empty() {
                last.extend([' ', STALE]);
            }
        }
        words.extend(paragraphs.into_iter().map(|text| Words { text, place: None, count: 1, trim: None }));
        words.extend(beside);
        Ok(Cell::Words(words))
    }

    /// The words of a link and who said them, if they may be quoted. A group's row tells of everybody quoted in it that they are
    /// of the group: who agreed to be quoted alone is not, and whose label would tell too much with it stands without.
    fn said(&mut self, row: usize, link: &CellLink) -> Result<Option<(Words, String)>, RecipeError> {
        let Some((text, span)) = link.place else { return Ok(None) };
        let quoted = quotable(self.kitchen, text, span).map_err(|error| self.kitchen.words_missing(error))?;
        let Some(words) = quoted else {
            self.is_short = true;
            return Ok(None);
        };
        let (segments, contents) = (&self.kitchen.columns.segments, self.kitchen.material.contents);
        let mut at = text.first_segment();
        while let Some(turn) = contents.segment_span(text, at).map_err(|error| self.kitchen.words_missing(error))?
            && !turn.overlaps(span)
        {
            at.0 += 1;
        }
        let case = segments.case(at.0);
        let is_group = matches!(self.framework.rows[row].key, RowKey::Group(_));
        let who = if case >= self.kitchen.columns.case_count() {
            "document".to_owned()
        } else if !is_group {
            self.kitchen.label(case)
        } else if !self.kitchen.columns.cases.consent(case).may_quote_beside(true) {
            self.is_short = true;
            return Ok(None);
        } else if self.kitchen.may_tell(case, &Told::Row(self.framework.name.clone())) {
            self.kitchen.label(case)
        } else {
            self.kitchen.bare_label(case)
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Some((Words { text: words, place: Some((text, span)), count: 1, trim: None }, who)))
    }

    fn notes(&self) -> Vec<String> {
        let framework = self.framework;
        let is_of_cases = framework.rows.iter().any(|row| matches!(row.key, RowKey::Case(_)));
        let people: usize = framework.rows.iter().map(|row| row.cases.len()).sum();
        let people = notes::counted(people as u64, "case", "cases");
        let base = if self.has_few { String::new() } else { format!(" Base: {people} kept.") };
        let rows =
            if is_of_cases { "a row a case" } else { "a row a group of cases, with how many are in it in brackets" };
        let mut lines = vec![format!("Summaries by the researchers, {rows}.{base}")];
        let blank = framework.rows.len() * framework.columns.len() - framework.written_count();
        if blank > 0 {
            let count = format!(" ({})", notes::counted(blank as u64, "cell", "cells"));
            lines.push(format!("–: nothing written{}.", if self.has_few { "" } else { &count }));
        }
        let stale = self.stale();
        if !stale.is_empty() {
            lines.push(format!("{STALE} Written before the coding behind it changed: {}.", notes::joined(&stale)));
        }
        if self.has_untold {
            lines.push(format!(
                "{OTHERS}: also those of whom the heading would tell too much with what else is told of them."
            ));
        }
        if self.is_short {
            lines.push("Words of those who did not agree to be quoted, and of interviewers, are left out.".to_owned());
        }
        lines.push(format!("Codebook: {}.", notes::codebook(self.kitchen.codebook)));
        lines.extend(self.kitchen.own_note());
        lines
    }

    /// How the coding has changed, each way once with how many cells it concerns: nobody is named.
    fn stale(&self) -> Vec<String> {
        let mut ways: BTreeMap<&'static str, u64> = BTreeMap::new();
        for cell in self.framework.cells.values().filter(|cell| !cell.summary.is_empty()) {
            let mut of_cell: Vec<&'static str> = cell.stale.iter().map(Drift::way).collect();
            of_cell.sort_unstable();
            of_cell.dedup();
            for way in of_cell {
                *ways.entry(way).or_default() += 1;
            }
        }
        let told = |(way, count): (&'static str, u64)| format!("{way} ({})", notes::counted(count, "cell", "cells"));
        ways.into_iter().map(told).collect()
    }

    /// The words behind the numbers.
    fn beneath(&self) -> Option<Table> {
        if self.references.is_empty() {
            return None;
        }
        let columns = ["No.", "Words", "Who"].map(|title| Column { title: title.to_owned(), ..Column::default() });
        let rows = (1..).zip(&self.references).map(|(number, reference)| {
            let words = Words { text: format!("“{}”", reference.words.text), ..reference.words.clone() };
            let number = Cell::text(format!("{number}"));
            Row { cells: vec![number, Cell::Words(vec![words]), Cell::text(&reference.who)], ..Row::default() }
        });
        Some(Table {
            caption: format!("{}: the words referred to", self.framework.title),
            columns: columns.into(),
            rows: rows.collect(),
            notes: vec!["In the order of the rows and columns above.".to_owned()],
            ..Table::default()
        })
    }
}

/// A group's summary is about as many as are in it. A case is called by its label, as beside a quotation.
fn size_of(row: &FrameworkRow) -> Option<u64> {
    matches!(row.key, RowKey::Group(_)).then_some(row.cases.len() as u64)
}

fn words_cell(text: String) -> Cell {
    Cell::Words(vec![Words { text, place: None, count: 1, trim: None }])
}
