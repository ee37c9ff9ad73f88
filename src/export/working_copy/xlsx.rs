//! A working copy as a workbook: one sheet, all of it text, the header fixed, what is for the program hidden.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook};

use super::{CopyColumn, WorkingCopy};
use crate::export::ExportError;
use crate::export::package::repack;
use crate::text::is_formula_like;

pub(super) fn xlsx(copy: &WorkingCopy) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&crate::export::xlsx::properties("")?);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Framework")?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_header(format!("&L{}&R{}", plain(&copy.title), plain(&copy.notice)));
    let text = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_num_format("@")
        .set_border_bottom(FormatBorder::Hair);
    let head = text.clone().set_bold().set_background_color(Color::RGB(0x00EE_EEEE));
    let mut tallest = vec![1_usize; copy.rows.len()];
    for (column, (kind, heading)) in (0..).zip(&copy.columns) {
        let is_faint = matches!(kind, CopyColumn::Key | CopyColumn::Reading | CopyColumn::Stamp);
        let look = if is_faint { text.clone().set_font_color(Color::RGB(0x0066_6666)) } else { text.clone() };
        let quoted = look.clone().set_quote_prefix();
        let width = match kind {
            CopyColumn::Key => 14.0,
            CopyColumn::Title => 24.0,
            CopyColumn::Written => 52.0,
            CopyColumn::Beside => 30.0,
            CopyColumn::Reading => 44.0,
            CopyColumn::Stamp => 8.0,
        };
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, &look)?;
        if *kind == CopyColumn::Stamp {
            sheet.set_column_hidden(column)?;
        }
        sheet.write_string_with_format(0, column, heading, &head)?;
        for ((row, cells), tallest) in (1..).zip(&copy.rows).zip(&mut tallest) {
            let Some(cell) = cells.get(usize::from(column)).filter(|cell| !cell.is_empty()) else { continue };
            let look = if is_formula_like(cell) { &quoted } else { &look };
            sheet.write_string_with_format(row, column, cell, look)?;
            if *kind != CopyColumn::Stamp {
                *tallest = (*tallest).max(lines(cell, width));
            }
        }
    }
    for (row, lines) in (1..).zip(tallest) {
        // A row of a sheet is at most 409 points high.
        let height = u16::try_from(lines * 15).unwrap_or(u16::MAX).min(409);
        sheet.set_row_height(row, f64::from(height))?;
    }
    let fixed = copy.columns.iter().filter(|(kind, _)| matches!(kind, CopyColumn::Key | CopyColumn::Title)).count();
    sheet.set_freeze_panes(1, u16::try_from(fixed).unwrap_or(1))?;
    repack(&workbook.save_to_buffer()?)
}

/// How many lines a text takes in a column so wide, in characters.
fn lines(text: &str, width: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns are some dozens wide")]
    let width = width as usize;
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>().max(1)
}

/// `&` begins a command in a sheet's header, which holds 255 characters at most.
fn plain(text: &str) -> String {
    text.replace('&', "&&").chars().take(110).collect()
}
