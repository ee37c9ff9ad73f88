//! A codebook for other programs: as a sheet, as JSON, as a REFI-QDA codebook; in shapes that Taguette and MAXQDA read.
//!
//! What is written comes back on import. What a format has no place for is said, never dropped in silence.

mod qdc;
mod rows;
mod sheet;

pub(super) use sheet::csv;

use super::ExportError;
use crate::codebook::to_json;
use crate::model::{Codebook, words};
use crate::text::counted;

/// A format for codebooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodesFormat {
    Csv,
    Xlsx,
    Json,
    Qdc,
}

words!(CodesFormat { Csv = "csv", Xlsx = "xlsx", Json = "json", Qdc = "qdc" });

/// How the columns of a sheet of codes are called, and how it tells what stands above what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum CodesShape {
    /// All that there is, in columns of our own.
    #[default]
    Whole,
    Taguette,
    Maxqda,
}

words!(CodesShape { Whole = "whole", Taguette = "taguette", Maxqda = "maxqda" });

/// A codebook in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedCodes {
    pub bytes: Vec<u8>,
    /// What the format has no place for, a sentence each.
    pub notes: Vec<String>,
}

/// Writes a codebook. `study` tells identifiers of one study from those of another; they stay the same as long as it does.
pub fn export_codes(
    codebook: &Codebook,
    format: CodesFormat,
    shape: CodesShape,
    study: &str,
) -> Result<ExportedCodes, ExportError> {
    let clean = printable(codebook);
    let mut notes = Vec::new();
    if clean != *codebook {
        notes.push("characters that cannot be printed are left out".to_owned());
    }
    let rules = clean.codes.iter().filter(|code| !code.rules.is_empty()).count() as u64;
    let bytes = match format {
        CodesFormat::Json => to_json(&clean).into_bytes(),
        CodesFormat::Qdc => qdc::qdc(&clean, study)?,
        CodesFormat::Csv | CodesFormat::Xlsx => {
            let rows = match shape {
                CodesShape::Whole => rows::whole(&clean),
                CodesShape::Taguette => rows::taguette(&clean, &mut notes),
                CodesShape::Maxqda => rows::maxqda(&clean, &mut notes),
            };
            if format == CodesFormat::Csv { sheet::csv(&rows)? } else { sheet::xlsx(&rows, &mut notes)? }
        }
    };
    if format != CodesFormat::Json {
        notes.extend((rules > 0).then(|| format!("rules of {} are not in it", counted(rules, "code"))));
        notes.push("the codebook's title, version and language are not in it".to_owned());
    }
    Ok(ExportedCodes { bytes, notes })
}

/// The same without characters that no XML may hold; line ends are `\n`.
fn printable(codebook: &Codebook) -> Codebook {
    let mut codebook = codebook.clone();
    let clean = super::printable::clean;
    for code in &mut codebook.codes {
        [&mut code.name, &mut code.definition, &mut code.use_when, &mut code.not_when, &mut code.example]
            .into_iter()
            .for_each(clean);
    }
    for theme in &mut codebook.themes {
        [&mut theme.name, &mut theme.definition, &mut theme.story].into_iter().for_each(clean);
    }
    codebook
}
