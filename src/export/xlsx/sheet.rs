//! One table on one sheet: caption, head, rows, notes.

use rust_xlsxwriter::{Format, Worksheet};

use super::super::cells::{self, Shown};
use super::super::heat;
use super::super::shape::{column_groups, is_over_others, is_prose, is_row_title, is_wide};
use super::super::{ExportError, wording};
use super::fit::{ROW_HEIGHT, UPRIGHT, column_widths, fitting, height_of, pieces};
use super::looks::{CellLook, Looks, Rule};
use crate::report::{Cell, Row, RowKind, Table};

/// Captions and notes run at least this far, in characters.
const LINE: f64 = 80.0;
/// The titles of a table's columns begin in this row, counted from zero: below its caption and a row of air.
const HEAD_ROW: u32 = 2;
/// Bold letters are wider.
const BOLD: f64 = 1.08;
const MOST_ROWS: usize = 1_000_000;
const MOST_COLUMNS: usize = 16_384;

/// Where the rows of a table came to stand: first and last row, counted from zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    /// The first row below everything.
    pub(super) end: u32,
}

pub(super) fn write(
    worksheet: &mut Worksheet,
    table: &Table,
    caption: &str,
    looks: &Looks,
) -> Result<Place, ExportError> {
    let (rows, columns) = (table.rows.len(), table.width());
    if rows > MOST_ROWS || columns > MOST_COLUMNS {
        return Err(ExportError::TooLarge { rows, columns });
    }
    let widths = column_widths(table);
    for (column, &width) in (0..).zip(&widths) {
        worksheet.set_column_width(column, width)?;
    }
    page_setup(worksheet, is_wide(table) || widths.iter().sum::<f64>() > UPRIGHT);
    let band = Band::over(&widths);
    band.write(worksheet, 0, caption, &looks.caption)?;

    let first_row = head(worksheet, table, &widths, looks)?;
    let next = body(worksheet, table, first_row, &widths, looks)?;
    let fixed = u16::from(table.rows.iter().all(|row| row.cells.first().is_none_or(is_row_title)));
    worksheet.set_freeze_panes(first_row, if widths.first().is_some_and(|width| *width < 45.0) { fixed } else { 0 })?;
    worksheet.set_repeat_rows(HEAD_ROW, first_row - 1)?;
    filter(worksheet, table, first_row)?;

    let mut row = next + 1;
    let goes_on = (next - first_row) as usize > table.rows.len().max(1);
    let notes = table.notes.iter().map(String::as_str).chain(goes_on.then_some(wording::GOES_ON));
    for piece in notes.flat_map(pieces) {
        band.write(worksheet, row, piece, &looks.note)?;
        row += 1;
    }
    Ok(Place { first_row, last_row: next.saturating_sub(1).max(first_row), end: row + 1 })
}

/// A4, one page wide, its number at the foot, no grid: the rules are the table's own.
pub(super) fn page_setup(worksheet: &mut Worksheet, wide: bool) {
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_screen_gridlines(false).set_footer("&C&8&P");
    worksheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    if wide {
        worksheet.set_landscape();
    }
}

/// Cells merged into one that is wide enough for a line of text.
struct Band {
    last_column: u16,
    characters: f64,
}

impl Band {
    fn over(widths: &[f64]) -> Self {
        let mut characters: f64 = widths.iter().take(100).sum();
        let mut last_column = u16::try_from(widths.len().clamp(1, 100)).unwrap_or(1) - 1;
        // Beyond the table, columns have the width that Excel gives them.
        while characters < LINE {
            last_column += 1;
            characters += 8.43;
        }
        Self { last_column, characters }
    }

    fn write(&self, worksheet: &mut Worksheet, row: u32, text: &str, format: &Format) -> Result<(), ExportError> {
        worksheet.merge_range(row, 0, row, self.last_column, &fitting(text), format)?;
        worksheet.set_row_height(row, height_of(text, self.characters))?;
        Ok(())
    }
}

/// Column titles, below the titles of their groups; gives the first row of the body.
fn head(worksheet: &mut Worksheet, table: &Table, widths: &[f64], looks: &Looks) -> Result<u32, ExportError> {
    let mut row = HEAD_ROW;
    // Excel fits rows to no cells that are merged, other programs to none.
    let mut height = ROW_HEIGHT;
    if let Some(groups) = column_groups(table) {
        for group in &groups {
            let room: f64 = widths.iter().skip(group.first).take(group.width).sum();
            height = height.max(height_of(group.title.unwrap_or_default(), room / BOLD));
            let (Ok(first), Ok(width)) = (u16::try_from(group.first), u16::try_from(group.width)) else { continue };
            match group.title {
                Some(title) if width > 1 => {
                    worksheet.merge_range(row, first, row, first + width - 1, &fitting(title), &looks.over)?
                }
                Some(title) => worksheet.write_string_with_format(row, first, fitting(title).as_ref(), &looks.over)?,
                None => worksheet.write_blank(row, first, &looks.above)?,
            };
        }
        worksheet.set_row_height(row, height)?;
        row += 1;
    }
    let titles = table.columns.iter().zip(widths);
    let heights = titles.map(|(column, width)| height_of(&column.title, width / BOLD));
    worksheet.set_row_height(row, heights.fold(ROW_HEIGHT, f64::max))?;
    for (index, column) in (0..).zip(&table.columns) {
        let mut format = looks.head(column.numeric, row == HEAD_ROW);
        if !column.numeric && follows_number(table, usize::from(index)) {
            format = format.set_indent(1);
        }
        if cells::is_formula_like(&column.title) {
            format = format.set_quote_prefix();
        }
        worksheet.write_string_with_format(row, index, fitting(&column.title).as_ref(), &format)?;
    }
    Ok(row + 1)
}

/// The rows; gives the row after the last.
fn body(
    worksheet: &mut Worksheet,
    table: &Table,
    first_row: u32,
    widths: &[f64],
    looks: &Looks,
) -> Result<u32, ExportError> {
    let is_prose = is_prose(table);
    let shades = heat::steps(table);
    let mut at = first_row;
    for (index, row) in table.rows.iter().enumerate() {
        let rule_above = match row.kind {
            RowKind::Total => Some(Rule::Ink),
            RowKind::Body if is_prose && index > 0 => Some(Rule::Hair),
            _ => None,
        };
        let look = CellLook {
            bold: row.kind != RowKind::Body || is_over_others(table, index),
            rule_above,
            last: index + 1 == table.rows.len(),
            top: is_prose,
            ..CellLook::default()
        };
        // Excel would fit rows to their text by itself; others do not.
        worksheet.set_row_height(at, row_height(row, widths))?;
        at += body_row(worksheet, (table, row, &shades[index]), at, look, looks)?;
    }
    if table.rows.is_empty() {
        worksheet.write_string_with_format(at, 0, wording::NOTHING, &looks.note)?;
        at += 1;
    }
    Ok(at)
}

/// Words set left right behind figures set right would touch them.
fn follows_number(table: &Table, index: usize) -> bool {
    index > 0 && table.columns.get(index - 1).is_some_and(|column| column.numeric)
}

/// How high a row has to be for the longest of its cells.
fn row_height(row: &Row, widths: &[f64]) -> f64 {
    if row.kind == RowKind::Group {
        return ROW_HEIGHT;
    }
    let texts = row.cells.iter().zip(widths).map(|(cell, width)| match cells::shown(cell) {
        Shown::Text(text) => height_of(text, *width),
        Shown::Words(words) => height_of(&words.iter().map(cells::answer).collect::<Vec<_>>().join("\n"), *width),
        _ => ROW_HEIGHT,
    });
    texts.fold(ROW_HEIGHT, f64::max)
}

/// Writes one row and gives how many rows of the sheet it took: text longer than a cell can hold goes on below.
fn body_row(
    worksheet: &mut Worksheet,
    (table, row, shades): (&Table, &Row, &[Option<u8>]),
    at: u32,
    look: CellLook,
    looks: &Looks,
) -> Result<u32, ExportError> {
    if row.kind == RowKind::Group && table.width() > 1 {
        let title = row.cells.first().map(cells::plain).unwrap_or_default();
        let last_column = u16::try_from(table.width() - 1).unwrap_or(u16::MAX);
        worksheet.merge_range(at, 0, at, last_column, &fitting(&title), &looks.cell(look, None))?;
        return Ok(1);
    }
    let mut height = 1;
    for (column, (index, title)) in (0..).zip(table.columns.iter().enumerate()) {
        let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
        let mut look = look;
        look.shade = shades.get(index).copied().flatten().map(heat::on_paper);
        look.bold |= title.total;
        look.right = title.numeric && cells::is_set_right(cell);
        look.indent = match index {
            0 => row.depth.min(15),
            _ => u8::from(follows_number(table, index) && !look.right),
        };
        match cells::shown(cell) {
            Shown::Figure(figure) => {
                let format = looks.cell(look, Some(&number_format(&figure)));
                worksheet.write_number_with_format(at, column, figure.value, &format)?;
            }
            Shown::Nothing => {
                worksheet.write_blank(at, column, &looks.cell(look, None))?;
            }
            Shown::Mark(mark) => {
                look.quiet = true;
                worksheet.write_string_with_format(at, column, mark, &looks.cell(look, None))?;
            }
            Shown::Text(text) => {
                height = height.max(text_cell(worksheet, at, column, text, look, looks)?);
            }
            Shown::Words(words) => {
                let lines = words.iter().map(cells::answer).collect::<Vec<_>>().join("\n");
                height = height.max(text_cell(worksheet, at, column, &lines, look, looks)?);
            }
        }
    }
    Ok(height)
}

/// Writes text and gives how many cells, one below the other, it took.
fn text_cell(
    worksheet: &mut Worksheet,
    at: u32,
    column: u16,
    text: &str,
    look: CellLook,
    looks: &Looks,
) -> Result<u32, ExportError> {
    let mut row = at;
    for piece in pieces(text) {
        let look = CellLook { quote_prefix: cells::is_formula_like(piece), ..look };
        worksheet.write_string_with_format(row, column, piece, &looks.cell(look, None))?;
        row += 1;
    }
    Ok((row - at).max(1))
}

/// As exact as it is printed; five digits and more in groups, as the reader's system has them.
fn number_format(figure: &cells::Figure) -> String {
    let decimals = "0".repeat(usize::from(figure.decimals));
    match (figure.percent, figure.decimals) {
        (true, _) => format!("0.{decimals}%"),
        (false, 0) if figure.value.abs() >= 10_000.0 => "#,##0".to_owned(),
        (false, 0) => "0".to_owned(),
        (false, _) => format!("0.{decimals}"),
    }
}

/// Arrows for sorting and filtering, where rows stand for themselves; totals at the end stay out of it.
fn filter(worksheet: &mut Worksheet, table: &Table, first_row: u32) -> Result<(), ExportError> {
    let body = table.rows.iter().take_while(|row| row.kind == RowKind::Body).count();
    let rest_is_totals = table.rows.iter().skip(body).all(|row| row.kind == RowKind::Total);
    let (Ok(body), Ok(columns)) = (u32::try_from(body), u16::try_from(table.width())) else { return Ok(()) };
    if body > 1 && columns > 0 && rest_is_totals {
        worksheet.autofilter(first_row - 1, 0, first_row + body - 1, columns - 1)?;
    }
    Ok(())
}
