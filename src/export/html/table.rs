//! Tables with captions, header cells that say what they head, and notes below.

use maud::{Markup, html};

use super::super::cells::{self, Shown};
use super::super::heat;
use super::super::numbering::table_label;
use super::super::shape::{column_groups, has_long_word, is_over_others, is_prose, is_row_title, is_wide};
use super::super::wording;
use super::blocks::{place, times};
use super::leads::{Leads, Nowhere};
use crate::report::{Cell, Column, Row, RowKind, Table, Words};

const DEEPEST: u8 = 6;

pub(super) fn table(table: &Table, table_number: usize, leads: &dyn Leads) -> Markup {
    let id = format!("table-{table_number}");
    let notes_id = format!("{id}-notes");
    let described = (!table.notes.is_empty()).then_some(&notes_id);
    let decimals = decimals(table);
    let shades = heat::steps(table);
    html! {
        div.table.broad[is_wide(table)] {
            div.scroll role="region" tabindex="0" aria-labelledby=(id) {
                table.prose[is_prose(table)] aria-describedby=[described] {
                    caption id=(id) dir="auto" { b { (table_label(table_number)) "." } " " (table.caption) }
                    (head(table))
                    @for (first, rows) in bodies(&table.rows) {
                        tbody { @for index in first..first + rows.len() { (one_row(&Shape { table, decimals: &decimals, shades: &shades[index], leads }, index, is_over_others(table, index))) } }
                    }
                    @if table.rows.is_empty() {
                        tbody { tr { td.nothing colspan=(table.width().max(1)) { (wording::NOTHING) } } }
                    }
                }
            }
            @if !table.notes.is_empty() {
                div.notes id=(notes_id) { @for note in &table.notes { p dir="auto" { (note) } } }
            }
        }
    }
}

/// A table without caption and notes, as part of something that has them.
pub(super) fn bare(table: &Table) -> Markup {
    let decimals = decimals(table);
    let shape = Shape { table, decimals: &decimals, shades: &[], leads: &Nowhere };
    html! { table { (head(table)) tbody { @for index in 0..table.rows.len() { (one_row(&shape, index, false)) } } } }
}

/// The most decimals in each column.
fn decimals(table: &Table) -> Vec<u8> {
    let of = |cell: &Cell| if let Shown::Figure(figure) = cells::shown(cell) { figure.decimals } else { 0 };
    let column = |index: usize| table.rows.iter().filter_map(|row| row.cells.get(index)).map(of).max().unwrap_or(0);
    (0..table.width()).map(column).collect()
}

/// Room in place of the decimals that a figure has not and others in its column have, so that all points stand under one
/// another: a space as wide as a point, and one as wide as a digit for each.
fn after_point(cell: &Cell, decimals: u8) -> Markup {
    let Shown::Figure(figure) = cells::shown(cell) else { return Markup::default() };
    let missing = usize::from(decimals.saturating_sub(figure.decimals));
    let point = if figure.decimals == 0 && missing > 0 { "\u{2008}" } else { "" };
    html! { (point) ("\u{2007}".repeat(missing)) }
}

/// One header row, or two where columns have a title over them.
fn head(table: &Table) -> Markup {
    if table.columns.is_empty() {
        return Markup::default();
    }
    let title = |column: &Column, rows: usize| {
        let rows = (rows > 1).then_some(rows);
        html! {
            // A cell without a title heads nothing.
            @if column.title.is_empty() { td rowspan=[rows] {} }
            @else { th.number[column.numeric] scope="col" rowspan=[rows] dir="auto" { (column.title) } }
        }
    };
    let Some(groups) = column_groups(table) else {
        return html! { thead { tr { @for column in &table.columns { (title(column, 1)) } } } };
    };
    html! {
        thead {
            tr {
                @for group in &groups {
                    @if let Some(over) = group.title {
                        th.over scope="colgroup" colspan=(group.width) dir="auto" { span { (over) } }
                    } @else {
                        (title(&table.columns[group.first], 2))
                    }
                }
            }
            tr { @for column in table.columns.iter().filter(|column| column.group.is_some()) { (title(column, 1)) } }
        }
    }
}

/// The rows, in bodies that each start with a line over the rows that follow: that is what `scope="rowgroup"` speaks of.
/// Each comes with the index of its first row.
fn bodies(rows: &[Row]) -> impl Iterator<Item = (usize, &[Row])> {
    rows.chunk_by(|_, next| next.kind != RowKind::Group).scan(0, |next, rows| {
        let first = *next;
        *next += rows.len();
        Some((first, rows))
    })
}

/// What a row is set by.
struct Shape<'t> {
    table: &'t Table,
    /// The most decimals in each column.
    decimals: &'t [u8],
    /// How strongly the row's cells are shaded.
    shades: &'t [Option<u8>],
    leads: &'t dyn Leads,
}

fn one_row(shape: &Shape<'_>, row_index: usize, is_over_others: bool) -> Markup {
    let Shape { table, decimals, shades, leads } = *shape;
    let row = &table.rows[row_index];
    let is_shaded = |index: usize, step: u8| shades.get(index).copied().flatten() == Some(step);
    let cell = |index: usize| row.cells.get(index).unwrap_or(&Cell::Empty);
    let led = |index: usize| {
        let content = content(cell(index), leads);
        match leads.cell(table, row_index, index) {
            Some(address) => html! { a href=(address) { (content) } },
            None => content,
        }
    };
    match row.kind {
        RowKind::Group => html! {
            tr.group { th scope="rowgroup" colspan=(table.width().max(1)) dir="auto" { (content(cell(0), leads)) } }
        },
        RowKind::Body | RowKind::Total => html! {
            tr class=[row_class(row, is_over_others)] {
                @for (index, column) in table.columns.iter().enumerate() {
                    @if index == 0 && is_row_title(cell(0)) {
                        th scope="row" class=[depth_class(row.depth)] dir="auto" { (led(0)) }
                    } @else {
                        td.number[column.numeric && cells::is_set_right(cell(index))].total[column.total].long[has_long_word(cell(index))].heat-1[is_shaded(index, 1)].heat-2[is_shaded(index, 2)].heat-3[is_shaded(index, 3)].heat-4[is_shaded(index, 4)].heat-5[is_shaded(index, 5)] {
                            (led(index))
                            (after_point(cell(index), decimals[index]))
                        }
                    }
                }
            }
        },
    }
}

fn row_class(row: &Row, is_over_others: bool) -> Option<&'static str> {
    match row.kind {
        RowKind::Total => Some("total"),
        _ => is_over_others.then_some("theme"),
    }
}

fn depth_class(depth: u8) -> Option<String> {
    (depth > 0).then(|| format!("depth-{}", depth.min(DEEPEST)))
}

fn content(cell: &Cell, leads: &dyn Leads) -> Markup {
    match cells::shown(cell) {
        Shown::Nothing => Markup::default(),
        Shown::Text(text) => html! { (text) },
        Shown::Words([one]) => words(one, leads),
        Shown::Words(answers) => html! { ul { @for answer in answers { li dir="auto" { (words(answer, leads)) } } } },
        Shown::Figure(figure) => html! { (figure.set()) },
        Shown::Mark(mark) => html! { span.mark { (mark) } },
    }
}

fn words(words: &Words, leads: &dyn Leads) -> Markup {
    html! { span.words dir="auto" { (words.text) } (times(words)) (place(words, leads)) }
}
