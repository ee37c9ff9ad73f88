//! `matrix`: case × code, as statistics programs read it: one row a case, one column a code.
//!
//! Each row is about one person. So it is printed for nobody: the study has to say that the file is for its own analysis,
//! or that its figures are shown for groups of any size.

use super::super::recipe_table::Raw;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError, notes};
use crate::analysis::{Attribute, Base, Frequency, Selection, coverage, segments_by_case};
use crate::model::CaseKind;
use crate::report::{Block, By, Cell, Column, Exposure, LabelScope, Row, Table};
use crate::text::variable_names;

/// What the cells of a matrix say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cells {
    /// 1 if the case has the code anywhere, else 0.
    #[default]
    Presence,
    /// In how many segments.
    Counts,
    /// In what share of the case's words, from 0 to 1.
    Coverage,
}

/// One column a code, or one row for each case and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    #[default]
    Wide,
    Long,
}

/// What a file that is about single people is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// For those who may see the raw material, and no one else.
    Analysis,
}

/// The choices of a matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Themes, or codes.
    pub themes: bool,
    pub cells: Cells,
    pub layout: Layout,
    pub purpose: Option<Purpose>,
    /// The cases that are rows.
    pub base: Base,
    /// Beside each case, where disclosure lets them.
    pub attributes: Vec<String>,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Chosen for Matrix {
    const KEYS: &'static [&'static str] =
        &["by", "cells", "layout", "for", "base", "attributes", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.by == Some(By::Both) {
            return Err("`by` is \"themes\" or \"codes\" here".to_owned());
        }
        Ok(Self {
            themes: raw.by == Some(By::Themes),
            cells: raw.cells.unwrap_or_default(),
            layout: Raw::chosen("layout", raw.layout.as_ref(), &[("wide", Layout::Wide), ("long", Layout::Long)])?,
            purpose: raw.purpose,
            base: raw.base.unwrap_or_default(),
            attributes: raw.attributes.clone().unwrap_or_default(),
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.attributes.extend(self.attributes.iter().cloned());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

/// A code or theme that is a column: its id and name, and the codes that count for it.
struct Coded<'a> {
    id: &'a str,
    name: &'a str,
    codes: Vec<usize>,
}

fn build(choices: &Matrix, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    if choices.purpose.is_none() && kitchen.smallest_group() > 1 {
        let recipe = kitchen.recipe().name.clone();
        return Err(RecipeError::SingleCases { recipe, minimum: kitchen.smallest_group() });
    }
    let columns = kitchen.columns;
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let beside: Vec<&Attribute> =
        choices.attributes.iter().map(|name| kitchen.attribute(name)).collect::<Result<_, _>>()?;
    let coded = coded(choices, kitchen.codebook);
    let base = selection.base(columns, choices.base);
    let mut cases = labels(kitchen);
    cases.retain(|&(case, _)| base.contains(case as usize));
    let values = values(choices, kitchen, &coded, &selection)?;

    let reserved = ["case", "code", "value"];
    let names = variable_names(
        choices.attributes.iter().map(String::as_str).chain(coded.iter().map(|coded| coded.id)),
        &reserved,
    );
    let (attribute_names, code_names) = names.split_at(beside.len());
    let title = |title: &String| Column { title: title.clone(), ..Column::default() };
    let number = |title: &str| Column { title: title.to_owned(), numeric: true, ..Column::default() };
    let mut heads = vec![title(&"case".to_owned())];
    heads.extend(attribute_names.iter().map(title));
    let begin = |case: u32, label: &str| {
        let mut cells = vec![Cell::text(label)];
        let stated = kitchen.attributes(case, &beside);
        cells.extend(beside.iter().map(|attribute| {
            let own = stated.iter().find(|stated| stated.name == attribute.name);
            own.map_or(Cell::Empty, |own| Cell::Attribute(own.clone()))
        }));
        cells
    };
    let line = |cells: Vec<Cell>| Row { group_size: Some(1), cells, ..Row::default() };
    let mut rows = Vec::new();
    match choices.layout {
        Layout::Wide => {
            heads.extend(code_names.iter().map(|name| number(name)));
            for (case, label) in &cases {
                let mut cells = begin(*case, label);
                cells.extend(values.iter().map(|values| values[*case as usize].clone()));
                rows.push(line(cells));
            }
        }
        Layout::Long => {
            heads.extend([title(&"code".to_owned()), number("value")]);
            for (case, label) in &cases {
                for (name, values) in code_names.iter().zip(&values) {
                    let mut cells = begin(*case, label);
                    cells.extend([Cell::text(name), values[*case as usize].clone()]);
                    rows.push(line(cells));
                }
            }
        }
    }
    let exposure = if choices.purpose.is_some() { Exposure::Open } else { Exposure::Cells };
    let mut notes = notes_of(choices, &coded, code_names, cases.len());
    notes.extend(kitchen.only_questions(&questions));
    notes.extend(kitchen.coding_notes());
    let what = if choices.themes { "theme" } else { "code" };
    let table = Table { columns: heads, rows, notes, exposure, ..Table::default() };
    Ok((format!("Case by {what}"), vec![Block::Table(table)]))
}

fn coded<'a>(choices: &Matrix, codebook: &'a Codebook) -> Vec<Coded<'a>> {
    if choices.themes && !codebook.themes.is_empty() {
        let coded = |theme: &'a crate::model::Theme| Coded {
            id: &theme.id,
            name: &theme.name,
            codes: codebook.codes_of_theme(theme),
        };
        return codebook.themes.iter().map(coded).collect();
    }
    let in_use = codebook.codes.iter().enumerate().filter(|(_, code)| code.is_in_use());
    in_use.map(|(at, code)| Coded { id: &code.id, name: &code.name, codes: codebook.with_descendants(at) }).collect()
}

/// By code, then case: what the cell says.
fn values(
    choices: &Matrix,
    kitchen: &Kitchen<'_>,
    coded: &[Coded<'_>],
    selection: &Selection,
) -> Result<Vec<Vec<Cell>>, RecipeError> {
    let columns = kitchen.columns;
    let codes: Vec<Vec<usize>> = coded.iter().map(|coded| coded.codes.clone()).collect();
    let count = |value| Cell::Count { value, cases: 1 };
    Ok(match choices.cells {
        Cells::Presence => {
            let of = |codes: &Vec<usize>| {
                let with = Frequency::cases_coded(columns, codes, selection);
                (0..columns.cases.len()).map(|case| count(u64::from(with.contains(case)))).collect()
            };
            codes.iter().map(of).collect()
        }
        Cells::Counts => {
            let counted = segments_by_case(columns, &codes, selection);
            counted.into_iter().map(|of_code| of_code.into_iter().map(count).collect()).collect()
        }
        Cells::Coverage => {
            let counted = coverage(columns, &codes, selection, kitchen.material.contents)
                .map_err(|error| kitchen.words_missing(error))?;
            let for_analysis = choices.purpose.is_some();
            let cell = |(&part, &base): (&u64, &u64)| share(part, base, for_analysis);
            counted.coded.iter().map(|of_code| of_code.iter().zip(&counted.words).map(cell).collect()).collect()
        }
    })
}

/// A share as a program reads it, or as a page prints it; nothing of someone who said nothing.
fn share(part: u64, base: u64, for_analysis: bool) -> Cell {
    if base == 0 {
        return Cell::Empty;
    }
    if !for_analysis {
        return Cell::Share { part, base, cases: 1 };
    }
    #[expect(clippy::cast_precision_loss, reason = "nobody says 2^53 words")]
    let value = part as f64 / base as f64;
    Cell::Number { value, decimals: 4 }
}

/// What each kept case is called, no two alike: participants by their labels, in the order of these; then the others by
/// number, in an order that follows nothing.
fn labels(kitchen: &Kitchen<'_>) -> Vec<(u32, String)> {
    let cases = &kitchen.columns.cases;
    let is_named = |case: &u32| cases.kind(*case) == CaseKind::Participant && !cases.label(*case).is_empty();
    let (named, mut numbered): (Vec<u32>, Vec<u32>) = (0..kitchen.columns.case_count()).partition(is_named);
    numbered.sort_by_key(|&case| cases.shuffled_order(case, kitchen.material.seed));
    let width = numbered.len().to_string().len();
    let mut named: Vec<(u32, String)> = named.into_iter().map(|case| (case, own_label(kitchen, case))).collect();
    named.sort_by(|(_, a), (_, b)| (a.len(), a).cmp(&(b.len(), b)));
    let numbered = numbered.into_iter().zip(1..).map(|(case, number)| (case, format!("Respondent {number:0width$}")));
    named.into_iter().chain(numbered).collect()
}

/// What a participant is called, also where outputs call nobody by a label: no two rows are alike.
fn own_label(kitchen: &Kitchen<'_>, case: u32) -> String {
    match kitchen.material.telling.labels {
        LabelScope::None => kitchen.columns.cases.label(case).to_owned(),
        LabelScope::Study | LabelScope::Output => kitchen.label(case),
    }
}

fn notes_of(choices: &Matrix, coded: &[Coded<'_>], names: &[String], case_count: usize) -> Vec<String> {
    let mut all = Vec::new();
    if choices.purpose.is_some() {
        all.push(
            "For analysis: each row is about one person, and nothing of it is withheld but attributes that too few share. \
             Keep it with the raw material; it is not to be printed or passed on."
                .to_owned(),
        );
    }
    let base = notes::base(choices.base, case_count as u64);
    all.push(match choices.cells {
        Cells::Presence => format!("1: the case has it anywhere in its words; 0: it has not. Base: {base}."),
        Cells::Counts => {
            format!("Unit: segments of the case, those of one column that overlap counted once. Base: {base}.")
        }
        Cells::Coverage => {
            format!("Share of the case's words that lie in segments of the column; empty without words. Base: {base}.")
        }
    });
    let means: Vec<String> = names.iter().zip(coded).map(|(name, coded)| format!("{name} = {}", coded.name)).collect();
    all.push(format!("Columns: {}.", means.join("; ")));
    all.push("Participants have the labels under which they are quoted; respondents are numbered in an order that follows nothing.".to_owned());
    all
}
