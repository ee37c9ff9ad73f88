//! Rows of text as a sheet: csv and xlsx.

use ::csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{Format, FormatAlign, Workbook};

use crate::export::ExportError;
use crate::export::package::repack;
use crate::text::{counted, guarded, is_formula_like};

/// What Excel needs to read UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a cell of a workbook holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;

/// No column is wider, in characters.
const WIDEST: u16 = 60;

/// RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front, which the import takes off.
pub(in crate::export) fn csv(rows: &[Vec<String>]) -> Result<Vec<u8>, ExportError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| ExportError::Write(error.into_error()))
}

/// One sheet, its header fixed. Cells are text; what looks like a formula is marked as text for good.
pub(super) fn xlsx(rows: &[Vec<String>], notes: &mut Vec<String>) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&crate::export::xlsx::properties("")?);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Codes")?;
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let (quoted, head) = (text.clone().set_quote_prefix(), text.clone().set_bold());
    let mut cut = 0;
    for (row_number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let look = match row_number {
                0 => &head,
                _ if is_formula_like(cell) => &quoted,
                _ => &text,
            };
            let fitting = fitting(cell);
            cut += u64::from(fitting.len() < cell.len());
            sheet.write_string_with_format(row_number, column, fitting, look)?;
        }
    }
    for (column, name) in (0..).zip(rows.first().into_iter().flatten()) {
        let longest = rows.iter().filter_map(|row| row.get(usize::from(column))).map(|cell| cell.chars().count()).max();
        let width = u16::try_from(longest.unwrap_or_default().max(name.len())).unwrap_or(WIDEST).min(WIDEST);
        sheet.set_column_width(column, f64::from(width) + 2.5)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    notes.extend((cut > 0).then(|| format!("{} longer than a cell holds, and cut", counted(cut, "text"))));
    repack(&workbook.save_to_buffer()?)
}

/// As much of a text as a cell holds.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > LONGEST
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
