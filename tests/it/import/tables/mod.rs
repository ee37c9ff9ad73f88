//! Tables of all kinds of file.

mod json;
mod ods;
pub(crate) mod sav;
mod shared;
pub(crate) mod xls;
mod xlsx;

use std::fmt::Write;
use std::io::Cursor;
use std::path::Path;

use verbatim::import::survey::{ColumnPlan, ColumnRole, SurveyPlan, SurveyReader};
use verbatim::import::{ImportError, Warning};

use super::files::zip_of;
pub(crate) use ods::ods_of;

/// All rows of a table: header and cells, parted by bars; line ends are `/`. Then what is to be looked at.
pub(crate) fn told(name: &str, bytes: &[u8]) -> String {
    cells(name, bytes, None).unwrap_or_else(|error| error.to_string())
}

pub(crate) fn cells(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<String, ImportError> {
    let path = Path::new(name);
    let detected = match sheet {
        Some(_) => None,
        None => Some(SurveyPlan::detect(path, Cursor::new(bytes.to_vec()))?),
    };
    let plan = match (detected, sheet) {
        (Some(plan), _) => plan,
        (None, sheet) => {
            let plan = format!(
                "sheet = {sheet:?}\n[[column]]\nname = \"a\"\nas = \"open\"\n",
                sheet = sheet.unwrap_or_default()
            );
            SurveyPlan::from_toml(path, &plan)?
        }
    };
    let columns: Vec<ColumnPlan> =
        plan.columns.iter().map(|column| ColumnPlan::new(&column.name, ColumnRole::Open)).collect();
    let plan = SurveyPlan { columns, respondent: None, exclusions: Vec::new(), ..plan };
    let mut reader = SurveyReader::new(path, Cursor::new(bytes.to_vec()), &plan)?;
    let mut lines = vec![plan.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join(" | ")];
    for respondent in reader.by_ref() {
        let respondent = respondent?;
        let mut cells = vec![String::new(); plan.columns.len()];
        for (question, words) in respondent.answers() {
            cells[question] = words.replace('\n', " / ");
        }
        lines.push(cells.join(" | ").trim_end().to_owned());
    }
    lines.extend(reader.warnings().iter().map(warning));
    Ok(lines.join("\n"))
}

/// The columns of the plan that is proposed for a file.
pub(crate) fn plan(name: &str, bytes: &[u8]) -> String {
    let plan = SurveyPlan::detect(Path::new(name), Cursor::new(bytes.to_vec())).unwrap();
    let column = |column: &ColumnPlan| {
        let wording = column.wording.as_ref().map(|wording| format!(" {wording:?}")).unwrap_or_default();
        let scale = column.scale.map(|(low, high)| format!(" {low} to {high}")).unwrap_or_default();
        format!("{} {}{wording}{scale} {}", column.name, column.role, column.options.join(", "))
    };
    plan.columns.iter().map(column).collect::<Vec<_>>().join("\n")
}

fn warning(warning: &Warning) -> String {
    let place = warning.line_number.map(|line_number| format!(" (line {line_number})")).unwrap_or_default();
    format!("look: {}{place}", warning.message)
}

/// An Excel workbook with these sheets: a name, a state and the rows.
pub(crate) fn xlsx_of(sheets: &[(&str, &str, &str)], strings: &[&str], styles: &str, properties: &str) -> Vec<u8> {
    let (mut list, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, (name, state, rows)) in sheets.iter().enumerate() {
        let number = index + 1;
        write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>").unwrap();
        let target = format!("worksheets/sheet{number}.xml");
        write!(relations, "<Relationship Id=\"rId{number}\" Type=\"http://x/worksheet\" Target=\"{target}\"/>")
            .unwrap();
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    relations += "<Relationship Id=\"s\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
                  <Relationship Id=\"y\" Type=\"http://x/styles\" Target=\"/xl/styles.xml\"/>";
    let workbook = format!("<workbook xmlns:r=\"r\">{properties}<sheets>{list}</sheets></workbook>");
    let strings: String = strings.iter().map(|string| format!("<si>{string}</si>")).collect();
    parts.push(("_rels/.rels".to_owned(), "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()));
    parts.push(("xl/workbook.xml".to_owned(), workbook));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")));
    parts.push(("xl/styles.xml".to_owned(), format!("<styleSheet>{styles}</styleSheet>")));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    zip_of(&parts)
}

/// A workbook with one sheet of these rows.
pub(crate) fn sheet_of(rows: &str) -> Vec<u8> {
    xlsx_of(&[("Data", "visible", rows)], &[], "", "")
}
