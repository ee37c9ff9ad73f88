//! The codebook as a file for other people and other programs.

use std::path::{Path, PathBuf};

use crate::export::{CodesFormat, CodesShape, export_codes};
use crate::project::outputs::export::write_file;
use crate::project::{CodebookError, Project, ProjectError};

/// How a codebook is written for others.
#[derive(Debug, Clone, Default)]
pub struct CodebookExport {
    /// Where; its ending says in which format: csv, xlsx, json, qdc, toml.
    pub path: PathBuf,
    /// The shape of a sheet: our own, or another program's.
    pub shape: CodesShape,
    /// Write over a file that is there.
    pub force: bool,
    /// Write it even if it holds names of the identity list.
    pub with_names: bool,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodebookExported {
    pub codes: usize,
    pub themes: usize,
    /// What the format has no place for, a sentence each.
    pub notes: Vec<String>,
}

impl Project {
    /// Writes the study's codebook as a file. An example in it may be a quotation: the gate reads the file before it is
    /// written.
    pub fn export_codebook(&mut self, export: &CodebookExport) -> Result<CodebookExported, ProjectError> {
        let path = &export.path;
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let (codebook, text) = self.codebook()?.ok_or(ProjectError::NoCodebook)?;
        if path.exists() && !export.force {
            return Err(CodebookError::Exists { path: path.clone() }.into());
        }
        let is_sheet = matches!(extension.as_str(), "csv" | "xlsx");
        if export.shape != CodesShape::Whole && !is_sheet {
            return Err(CodebookError::NoShape.into());
        }
        let (bytes, notes) = match CodesFormat::from_word(&extension) {
            Some(format) => {
                let written = export_codes(&codebook, format, export.shape, &self.store.study_id()?)?;
                (written.bytes, written.notes)
            }
            None if extension == "toml" => (text.into_bytes(), Vec::new()),
            None => return Err(CodebookError::NoFormat { path: path.clone() }.into()),
        };
        if !export.with_names {
            self.refuse_names(path, &bytes)?;
        }
        write_file(path, &bytes)?;
        let detail = serde_json::json!({ "format": extension, "shape": export.shape.word() });
        let event = self.event("codebook export", detail);
        self.store.record(&event)?;
        Ok(CodebookExported { codes: codebook.codes.len(), themes: codebook.themes.len(), notes })
    }

    fn refuse_names(&self, path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let gate = self.gate_for_records()?;
        let findings = self.inspect(&gate, &name, bytes)?.findings;
        if findings.is_empty() {
            return Ok(());
        }
        let findings = findings.iter().map(|finding| self.in_words(finding)).collect::<Result<_, _>>()?;
        Err(CodebookError::Names { findings }.into())
    }
}
