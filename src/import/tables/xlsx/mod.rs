//! Excel workbooks (.xlsx, .xlsm): the rows of one sheet, streamed.

mod sheet;
mod strings;
mod styles;

use std::path::Path;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::moments::Epoch;
use super::sheets::{Sheet, pick};
use super::string_table::StringTable;
use super::{Counted, Opened, Record, Rows, TableFile};
use crate::import::archive::{Archive, Kind};
use crate::import::part_stream::{PartPlace, PartStream};
use crate::import::relations::relations;
use crate::import::xml::{Listener, attribute, walk};
use crate::import::{ImportError, Place};
use crate::model::SourceFormat;
use sheet::SheetRows;
use styles::Styles;

pub(super) const EXCEL: Kind =
    Kind { name: "an Excel workbook", make: "open it in Excel and save it as .xlsx", mend: "save it again in Excel" };

/// What the cells of all sheets refer to.
struct Book {
    strings: StringTable,
    styles: Styles,
    epoch: Epoch,
}

/// A sheet and where its cells are.
struct SheetPart {
    sheet: Sheet,
    place: PartPlace,
}

/// Opens the sheet that is `wanted`, or the first one with rows.
pub(super) fn open<F: TableFile>(mut archive: Archive<'_, F>, wanted: Option<&str>) -> Result<Opened, ImportError> {
    let path = archive.path;
    let main = main_part(&mut archive)?;
    let Some(part) = archive.part(&main)? else { return Err(archive.damaged(NOT_A_WORKBOOK)) };
    let mut listed = Listed { sheets: Vec::new(), epoch: Epoch::SPREADSHEET };
    walk(&archive, &part, &mut listed)?;
    let mut strings_place = None;
    let mut styles = Styles::default();
    let mut parts = Vec::new();
    let relations = relations(&mut archive, &main)?;
    for relation in &relations {
        match relation.kind.as_str() {
            "sharedStrings" => strings_place = archive.place_of(&relation.target)?,
            "styles" => {
                if let Some(part) = archive.part(&relation.target)? {
                    walk(&archive, &part, &mut styles)?;
                }
            }
            _ => {}
        }
    }
    for (sheet, id) in listed.sheets {
        let target = relations.iter().find(|relation| relation.id == id && relation.kind == "worksheet");
        if let Some(place) = target.map(|relation| archive.place_of(&relation.target)).transpose()?.flatten() {
            parts.push(SheetPart { sheet, place });
        }
    }
    let mut file = archive.into_inner();
    let strings = match &strings_place {
        Some(place) => strings::read(path, &place.name, PartStream::new(path, &mut file, place)?)?,
        None => StringTable::default(),
    };
    let book = Arc::new(Book { strings, styles, epoch: listed.epoch });
    let mut record = Record::default();
    for part in &mut parts {
        let mut rows =
            SheetRows::new(path, &part.place.name, PartStream::new(path, &mut file, &part.place)?, Arc::clone(&book));
        part.sheet.has_rows = rows.read(&mut record)?;
    }
    let sheets: Vec<Sheet> = parts.iter().map(|part| part.sheet.clone()).collect();
    let picked = pick(path, &sheets, wanted)?;
    let place = &parts[picked.index].place;
    let rows = SheetRows::new(path, &place.name, PartStream::new(path, file, place)?, book);
    Ok(Opened { sheet: picked.name, warnings: picked.warnings, ..Opened::new(SourceFormat::Xlsx, Counted::Rows, rows) })
}

const NOT_A_WORKBOOK: &str = "this is a zip archive but not an Excel workbook (it has no xl/workbook.xml); open it in Excel and save it as .xlsx";

/// The name of the part that lists the sheets.
fn main_part<F: TableFile>(archive: &mut Archive<'_, F>) -> Result<String, ImportError> {
    let named = relations(archive, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let name = named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    if Path::new(&name).extension().is_some_and(|extension| extension == "bin") {
        let message = "this is a binary workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx";
        return Err(ImportError::damaged(archive.path, Place::WHOLE, message));
    }
    Ok(name)
}

/// The sheets by name and relation, in the order of their tabs.
struct Listed {
    sheets: Vec<(Sheet, String)>,
    epoch: Epoch,
}

impl Listener for Listed {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "sheet" => {
                let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id")) else { return };
                let is_hidden = attribute(element, "state").is_some_and(|state| state != "visible");
                self.sheets.push((Sheet { name, is_hidden, has_rows: false }, id));
            }
            "workbookPr" if attribute(element, "date1904").is_some_and(|value| value == "1" || value == "true") => {
                self.epoch = Epoch::MAC;
            }
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}
