//! Files of any origin, held against the gate: old outputs, papers, what others send.

use std::fs;
use std::path::{Path, PathBuf};

use super::disclosing::StudyGate;
use crate::disclosure::{Finding, GateError, Inspected, What};
use crate::import;
use crate::project::{Project, ProjectError};

/// What the gate says of one file.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    pub path: PathBuf,
    pub findings: Vec<CheckFinding>,
    /// What the detector alone takes for a name, where nobody asked to be strict: worth a look, and no reason to stop it.
    pub advice: Vec<CheckFinding>,
    /// What of the file was not read.
    pub notes: Vec<String>,
    /// Why it could not be checked: then it does not pass.
    pub failure: Option<String>,
}

/// One thing in a file that must not get out.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckFinding {
    /// `identity`, `like-identity`, `rule`, `detected`, `words` or `source`.
    pub kind: &'static str,
    pub place: String,
    /// The whole of it, without what was found.
    pub sentence: String,
    /// What was found, word for word: shown to people of the study who ask for it, and to nobody else.
    pub words: String,
}

impl std::fmt::Debug for CheckFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckFinding").field("sentence", &self.sentence).finish_non_exhaustive()
    }
}

impl CheckedFile {
    pub const fn passes(&self) -> bool {
        self.findings.is_empty() && self.failure.is_none()
    }
}

/// A PDF is read by its text; the rest of it only as far as it is not packed.
const PDF_NOTE: &str = "of a PDF the text is read, and what else is not packed: no pictures, no attachments";

impl Project {
    /// What the gate finds in these files, and in all files of these folders, in the order of their paths.
    ///
    /// A finished file is full of words that nobody of the study said, and the detector takes many of them for names. So what it
    /// alone points at is advice, unless `strict`; all else is a finding.
    pub fn check_files(&self, paths: &[PathBuf], strict: bool) -> Result<Vec<CheckedFile>, ProjectError> {
        let gate = self.gate_for_files()?;
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                files.extend(files_below(path)?);
            } else {
                files.push(path.clone());
            }
        }
        files.into_iter().map(|path| self.check_file(&gate, path, strict)).collect()
    }

    fn check_file(&self, gate: &StudyGate, path: PathBuf, strict: bool) -> Result<CheckedFile, ProjectError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut checked =
            CheckedFile { path, findings: Vec::new(), advice: Vec::new(), notes: Vec::new(), failure: None };
        let bytes = import::read_file(&checked.path)?;
        let inspected = if bytes.starts_with(b"%PDF-") {
            checked.notes.push(PDF_NOTE.to_owned());
            self.inspect_pdf(gate, &checked.path, &name, &bytes, &mut checked.notes)
        } else {
            self.inspect(gate, &name, &bytes).map(|inspected| vec![inspected])
        };
        match inspected {
            Ok(all) => {
                for inspected in all {
                    for (finding, words) in inspected.findings.iter().zip(inspected.words()) {
                        let finding = self.check_finding(finding, words)?;
                        let is_advice = finding.kind == "detected" && !strict;
                        let list = if is_advice { &mut checked.advice } else { &mut checked.findings };
                        if !list.contains(&finding) {
                            list.push(finding);
                        }
                    }
                }
            }
            Err(ProjectError::Gate(error)) => checked.failure = Some(with_cause(&error)),
            Err(ProjectError::Import(error)) => checked.failure = Some(error.to_string()),
            Err(other) => return Err(other),
        }
        Ok(checked)
    }

    fn inspect_pdf(
        &self,
        gate: &StudyGate,
        path: &Path,
        name: &str,
        bytes: &[u8],
        notes: &mut Vec<String>,
    ) -> Result<Vec<Inspected>, ProjectError> {
        let (text, warnings) = import::pdf_text(path, bytes)?;
        notes.extend(warnings.into_iter().map(|warning| warning.message));
        // A zero before it says that the rest is no text.
        let rest = [b"\0", bytes].concat();
        Ok(vec![self.inspect(gate, name, text.as_bytes())?, self.inspect(gate, name, &rest)?])
    }

    fn check_finding(&self, finding: &Finding, words: &str) -> Result<CheckFinding, ProjectError> {
        let kind = match finding.what {
            What::Identity { .. } => "identity",
            What::Near { .. } => "like-identity",
            What::Rule(_) => "rule",
            What::Detected { .. } => "detected",
            What::Run(_) => "words",
            What::Source { .. } => "source",
        };
        let sentence = self.in_words(finding)?;
        Ok(CheckFinding { kind, place: finding.place.to_string(), sentence, words: words.to_owned() })
    }
}

fn with_cause(error: &GateError) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// All files in a folder and the folders in it, by path; links are not followed.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let read = |source| ProjectError::Read { path: folder.to_owned(), source };
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder).map_err(read)?.collect::<Result<_, _>>().map_err(read)?;
    entries.sort_by_key(fs::DirEntry::path);
    let mut files = Vec::new();
    for entry in entries {
        let kind = entry.file_type().map_err(read)?;
        if kind.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(files)
}
