//! `codebook`: every code with its six fields, by theme, and how often it occurs.

use super::super::recipe_table::Raw;
use super::frequencies::numeric;
use super::rows::{IN_NO_THEME, in_no_theme};
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError, notes};
use crate::analysis::{Selection, frequency};
use crate::report::{About, Block, Cell, Column, Row, RowKind, Table};

/// A codebook's table has no choices of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodebookTable;

const FIELDS: [&str; 6] = ["Code", "Name", "Definition", "Use when", "Do not use when", "Example"];
const COUNTS: [&str; 2] = ["Segments", "Cases"];

impl Chosen for CodebookTable {
    const KEYS: &'static [&'static str] = &["scope"];

    fn read(_: &Raw) -> Result<Self, String> {
        Ok(Self)
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        Ok(build(kitchen))
    }
}

fn build(kitchen: &Kitchen<'_>) -> Built {
    let codebook = kitchen.codebook;
    let selection = kitchen.selection(&[]);
    let mut rows = Vec::new();
    for theme in &codebook.themes {
        rows.push(heading(&theme.name));
        let codes = codebook.codes_of_theme(theme);
        rows.extend(lines(kitchen, &codes, &selection));
    }
    let rest = in_no_theme(codebook);
    if !rest.is_empty() {
        if !codebook.themes.is_empty() {
            rows.push(heading(IN_NO_THEME));
        }
        rows.extend(lines(kitchen, &rest, &selection));
    }
    let mut columns: Vec<Column> =
        FIELDS.iter().map(|title| Column { title: (*title).to_owned(), ..Column::default() }).collect();
    columns.extend(
        COUNTS.map(|title| Column { about: About::default().and(About::UNIT, title.to_lowercase()), ..numeric(title) }),
    );
    let mut table_notes = vec![format!(
        "Segments: coded stretches, those that overlap counted once. Cases: of {} kept ({}).",
        kitchen.columns.case_count(),
        notes::people(kitchen.columns)
    )];
    table_notes.extend(kitchen.coding_notes());
    let about = Some(kitchen.about(&[]));
    let table = Table { caption: String::new(), columns, rows, notes: table_notes, about, ..Table::default() };
    ("Codebook".to_owned(), vec![Block::Table(table)])
}

fn heading(title: &str) -> Row {
    let mut cells = vec![Cell::Empty; FIELDS.len() + COUNTS.len()];
    cells[0] = Cell::text(title);
    Row { kind: RowKind::Group, cells, ..Row::default() }
}

fn lines<'a>(kitchen: &'a Kitchen<'a>, codes: &'a [usize], selection: &'a Selection) -> impl Iterator<Item = Row> + 'a {
    let shown = kitchen.code_rows(codes, 0);
    shown.into_iter().map(move |row| {
        let code = &kitchen.codebook.codes[row.codes[0]];
        let counted = frequency(kitchen.columns, &row.codes, selection);
        let fields = [&code.id, &code.name, &code.definition, &code.use_when, &code.not_when, &code.example];
        let mut cells: Vec<Cell> = fields.into_iter().map(Cell::text).collect();
        let cases = counted.cases;
        cells.extend([counted.segments, cases].map(|value| Cell::Count { value, cases }));
        Row { depth: row.depth, about: row.about(), part_of: kitchen.wholes_of(&row), cells, ..Row::default() }
    })
}
