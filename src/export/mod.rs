//! A cleared report as a file: one module a format.
//!
//! Every writer takes the same [`Report`](crate::report::Report) and nothing else, so the same report gives the same
//! bytes on every machine and day: no clock, no locale, no hash order. What all formats share stands beside them: how a
//! cell prints (`cells`), the program's own words (`wording`), which titles are said (`headings`), how a table looks from
//! afar (`shape`) and how wide its columns want to be (`widths`), how tables and figures are numbered (`numbering`), what
//! is no table as a table (`tabulate`), and which characters may be written at all (`printable`). What two
//! drafts are compared by is `printed`.

mod cells;
mod codes;
mod csv;
mod docx;
mod error;
mod figure;
mod headings;
mod heat;
mod house;
mod html;
mod md;
mod numbering;
mod package;
mod pictures;
mod printable;
mod printed;
mod shape;
mod tabulate;
mod terminal;
mod tex;
mod widths;
mod wording;
mod working_copy;
mod xlsx;

pub use crate::report::Format;
pub use codes::{CodesFormat, CodesShape, ExportedCodes, export_codes};
pub use docx::{Template, TemplateError};
pub use error::ExportError;
pub use house::{Css, CssError, CssMistake, HouseStyle};
pub use html::Leads;
pub use printed::{Change, ChangeKind, Item, Printed, PrintedChapter, PrintedRow, PrintedTable, compare};
pub use terminal::{quotations, terminal};
pub use working_copy::{CopyColumn, CopyFormat, LONGEST_CELL, WorkingCopy, working_copy};

use crate::disclosure::Cleared;

/// A finished file: what it is called and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Without folders.
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Writes a report in one format. `name` is the output's name, from which file names are made.
///
/// Every format gives one file, `name.html` and so on, except csv: that is one file a table, `name.csv` where the report
/// has one table and `name-chapter-1.csv`, `name-chapter-2.csv` … where it has more, and no file at all where it has none;
/// and svg and png, one file a figure, `name-figure-1.svg` and so on by the figures' numbers.
pub fn render(cleared: &Cleared, format: Format, name: &str) -> Result<Vec<Rendered>, ExportError> {
    render_in(&HouseStyle::default(), cleared, format, name)
}

/// The same in the looks of a house.
pub fn render_in(
    house: &HouseStyle,
    cleared: &Cleared,
    format: Format,
    name: &str,
) -> Result<Vec<Rendered>, ExportError> {
    if !is_file_stem(name) {
        return Err(ExportError::Name { name: name.to_owned() });
    }
    let report = &printable::printable(cleared.report());
    let one = |bytes| Ok(vec![Rendered { file_name: format!("{name}.{format}"), bytes }]);
    match format {
        Format::Html => one(html::html(report, house.css.as_ref()).into_bytes()),
        Format::Docx => one(docx::docx(report, house.template.as_ref())?),
        Format::Xlsx => one(xlsx::xlsx(report)?),
        Format::Tex => one(tex::tex(report).into_bytes()),
        Format::Md => one(md::md(report).into_bytes()),
        Format::Csv => csv::csv(report, name),
        Format::Svg | Format::Png => Ok(pictures::pictures(report, format, name)),
    }
}

/// A report inside a page of the workbench: the blocks of its chapters, with links where they lead on.
pub fn fragment(cleared: &Cleared, leads: &dyn Leads) -> String {
    html::fragment(&printable::printable(cleared.report()), leads)
}

/// Several finished files as one zip file.
pub fn bundle(files: Vec<Rendered>) -> Result<Vec<u8>, ExportError> {
    let parts: Vec<package::Part> =
        files.into_iter().map(|file| package::Part::new(&file.file_name, file.bytes)).collect();
    package::pack(&parts)
}

/// Whether a name can be a file's on every system and cannot lead out of its folder.
fn is_file_stem(name: &str) -> bool {
    let allowed = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ' ');
    !name.is_empty() && name.chars().all(allowed) && name.trim_matches(['.', ' ']) == name
}
