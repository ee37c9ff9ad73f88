//! OpenDocument spreadsheets (.ods) of LibreOffice and others: the rows of one sheet, streamed.

mod cell;
mod sheet;

use std::io::Read;
use std::path::Path;

use super::sheets::{Sheet, pick};
use super::{Counted, Opened, TableFile};
use crate::import::ImportError;
use crate::import::archive::{Archive, Kind};
use crate::import::part_stream::PartStream;
use crate::import::xml_stream::{Step, XmlStream};
use crate::model::SourceFormat;
use cell::attribute_of;
use sheet::SheetRows;

const CALC: Kind = Kind {
    name: "an OpenDocument spreadsheet",
    make: "open it in LibreOffice and save it as .ods",
    mend: "save it again in LibreOffice",
};

/// All sheets are in this part, one after the other.
const CONTENT: &str = "content.xml";

/// Opens the sheet that is `wanted`, or the first one with rows.
pub(super) fn open<F: TableFile>(mut archive: Archive<'_, F>, wanted: Option<&str>) -> Result<Opened, ImportError> {
    let path = archive.path;
    archive.kind = &CALC;
    let manifest = archive.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.xml.contains("encryption-data")) {
        return Err(archive.damaged(
            "this spreadsheet is protected by a password, which is not read; take the password off and save it again",
        ));
    }
    let is_spreadsheet = archive.bytes("mimetype")?.is_none_or(|kind| kind.ends_with(b"spreadsheet"));
    let place = archive.place_of(CONTENT)?.filter(|_| is_spreadsheet);
    let Some(place) = place else {
        return Err(archive.damaged("this is no OpenDocument spreadsheet; open it in LibreOffice and save it as .ods"));
    };
    let mut file = archive.into_inner();
    let sheets = sheets_of(path, PartStream::new(path, &mut file, &place)?)?;
    let picked = pick(path, &sheets, wanted)?;
    let rows = SheetRows::new(path, PartStream::new(path, file, &place)?, picked.index);
    Ok(Opened { sheet: picked.name, warnings: picked.warnings, ..Opened::new(SourceFormat::Ods, Counted::Rows, rows) })
}

/// Goes through the whole part once to find out which sheets there are and whether anything is in them.
fn sheets_of(path: &Path, input: impl Read) -> Result<Vec<Sheet>, ImportError> {
    let mut xml = XmlStream::new(path, CONTENT, &CALC, input);
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut style, mut hidden_styles) = (String::new(), Vec::new());
    let (mut depth, mut in_cell) = (0, false);
    loop {
        match xml.next()? {
            Step::Start(element) => match element.local_name().as_ref() {
                "table" => {
                    depth += 1;
                    if depth == 1 {
                        let is_hidden =
                            attribute_of(&element, "style-name").is_some_and(|style| hidden_styles.contains(&style));
                        let name = attribute_of(&element, "name").unwrap_or_default();
                        sheets.push(Sheet { name, is_hidden, has_rows: false });
                    }
                }
                "style" => style = attribute_of(&element, "name").unwrap_or_default(),
                "table-properties" if attribute_of(&element, "display").is_some_and(|display| display == "false") => {
                    hidden_styles.push(style.clone());
                }
                "table-cell" if depth == 1 => {
                    in_cell = true;
                    let is_typed = ["value", "date-value", "time-value", "boolean-value"]
                        .iter()
                        .any(|name| attribute_of(&element, name).is_some());
                    sheets.last_mut().expect("a table has begun").has_rows |= is_typed;
                }
                _ => {}
            },
            Step::Text(words) if in_cell && !words.trim().is_empty() => {
                sheets.last_mut().expect("a cell is in a table").has_rows = true;
            }
            Step::End(element) => match element.local_name().as_ref() {
                "table" => depth -= 1,
                "table-cell" => in_cell = false,
                _ => {}
            },
            Step::Finished => return Ok(sheets),
            _ => {}
        }
    }
}
