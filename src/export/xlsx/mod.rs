//! xlsx: a sheet of contents, one sheet a table, one a figure (with a chart that can be edited), quotations as a table
//! that can be filtered, and the report's prose.
//!
//! Numbers are numbers, just as exact as they are printed. Text is always written as text, and text that Excel would
//! take for a formula when somebody edits the cell is marked as text for good ("quote prefix").

mod chart;
mod fit;
mod looks;
mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, Worksheet};

use self::fit::{fitting, height_of};
use self::looks::Looks;
use self::names::SheetNames;
use super::headings::title;
use super::numbering::{Numbering, figure_label, table_label};
use super::package::repack;
use super::{ExportError, tabulate, wording};
use crate::report::{Block, Figure, Report, Table};

/// Contents up to this height, in points, are printed on one page rather than leave a few lines to a second one: a page lying
/// on its side that is as wide as these columns has room for 590 below the title, and is read as well a tenth smaller.
const NEARLY_A_PAGE: f64 = 660.0;

/// One sheet to come: its tab, what it is called on the contents sheet, and its table.
struct Planned<'r> {
    tab: String,
    /// The chapter's title.
    chapter: &'r str,
    label: String,
    table: Table,
    figure: Option<&'r Figure>,
}

/// A report as a workbook.
pub(super) fn xlsx(report: &Report) -> Result<Vec<u8>, ExportError> {
    let looks = Looks::default();
    let planned = planned(report);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(title(report))?);
    contents(workbook.add_worksheet(), report, &planned, &looks)?;
    for plan in &planned {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&plan.tab)?;
        let caption = format!("{}. {}", plan.label, plan.table.caption);
        let place = sheet::write(worksheet, &plan.table, caption.trim_end_matches(['.', ' ']), &looks)?;
        if let Some(figure) = plan.figure {
            chart::insert(worksheet, &plan.tab, figure, place, &plan.label)?;
        }
    }
    repack(&workbook.save_to_buffer()?)
}

/// Every sheet after the contents, in the report's order.
fn planned(report: &Report) -> Vec<Planned<'_>> {
    let mut names = SheetNames::with(wording::CONTENTS);
    let mut numbering = Numbering::default();
    let mut planned = Vec::new();
    for chapter in &report.chapters {
        for block in &chapter.blocks {
            match block {
                Block::Table(table) => planned.push(Planned {
                    tab: names.free(&chapter.name),
                    chapter: &chapter.title,
                    label: table_label(numbering.table()),
                    table: table.clone(),
                    figure: None,
                }),
                Block::Figure(figure) => planned.push(Planned {
                    tab: names.free(&chapter.name),
                    chapter: &chapter.title,
                    label: figure_label(numbering.figure()),
                    table: tabulate::figure(figure),
                    figure: Some(figure),
                }),
                _ => {}
            }
        }
        if let Some(table) = tabulate::quotations(chapter) {
            let label = wording::QUOTATIONS.to_owned();
            planned.push(Planned {
                tab: names.free(&chapter.name),
                chapter: &chapter.title,
                label,
                table,
                figure: None,
            });
        }
    }
    if let Some(table) = tabulate::prose(report) {
        let tab = names.free(wording::TEXT);
        planned.push(Planned { tab, chapter: "", label: wording::TEXT.to_owned(), table, figure: None });
    }
    planned
}

/// The title, links to the sheets, and where it all comes from.
fn contents(
    worksheet: &mut Worksheet,
    report: &Report,
    planned: &[Planned<'_>],
    looks: &Looks,
) -> Result<(), ExportError> {
    worksheet.set_name(wording::CONTENTS)?;
    sheet::page_setup(worksheet, true);
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_width(1, 14)?;
    worksheet.set_column_width(2, 42)?;
    worksheet.set_column_width(3, 60)?;
    worksheet.set_row_height(0, 26)?;
    let mut whole = 0.0;
    worksheet.write_string_with_format(0, 0, fitting(title(report)).as_ref(), &looks.title)?;
    let mut row = 2;
    for (column, text) in [(0, wording::SHEET), (1, ""), (2, wording::CONTENTS), (3, wording::CHAPTER)] {
        worksheet.write_string_with_format(row, column, text, &looks.head(false, true))?;
    }
    for plan in planned {
        row += 1;
        let link = Url::new(format!("internal:'{}'!A1", plan.tab.replace('\'', "''"))).set_text(&plan.tab);
        worksheet.write_url_with_format(row, 0, link, &looks.link)?;
        worksheet.write_string_with_format(row, 1, &plan.label, &looks.text)?;
        worksheet.write_string_with_format(row, 2, fitting(&plan.table.caption).as_ref(), &looks.text)?;
        worksheet.write_string_with_format(row, 3, fitting(plan.chapter).as_ref(), &looks.text)?;
        let height = height_of(&plan.table.caption, 42.0).max(height_of(plan.chapter, 60.0));
        worksheet.set_row_height(row, height)?;
        whole += height;
    }
    if !report.provenance.is_empty() {
        row += 2;
        for column in 0..4 {
            let text = if column == 0 { wording::PROVENANCE } else { "" };
            worksheet.write_string_with_format(row, column, text, &looks.head(false, true))?;
        }
    }
    for (name, value) in &report.provenance {
        row += 1;
        worksheet.write_string_with_format(row, 0, fitting(name).as_ref(), &looks.bold)?;
        worksheet.merge_range(row, 1, row, 3, &fitting(value), &looks.text)?;
        let height = height_of(value, 116.0);
        worksheet.set_row_height(row, height)?;
        whole += height;
    }
    if whole <= NEARLY_A_PAGE {
        worksheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// The title; no author, and a date that says nothing, since the library writes one in any case.
pub(super) fn properties(title: &str) -> Result<DocProperties, ExportError> {
    let first_day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    Ok(DocProperties::new().set_title(title.chars().take(255).collect::<String>()).set_creation_datetime(&first_day))
}
