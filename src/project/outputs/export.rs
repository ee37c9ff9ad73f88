//! From recipes to files: numbers, report, disclosure, bytes, the gate, and only then the disk.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::disclosing::StudyGate;
use super::documents::{Document, chosen, documents};
use super::shown::rows_as_json;
use crate::disclosure::{Cleared, Passed, Withheld, clear, clear_with};
use crate::export::{HouseStyle, Printed, Rendered, render, render_in, terminal};
use crate::project::notes::error::NoteError;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{Format, Memos, Recipe, RecipeKind, Report};
use crate::store::MemoFilter;

/// What to write where.
#[derive(Debug, Clone, Default)]
pub struct ExportOptions {
    /// Outputs or documents; all if none are named.
    pub names: Vec<String>,
    /// Instead of what the study says.
    pub formats: Vec<Format>,
    pub folder: PathBuf,
}

/// What an export did.
#[derive(Debug, Default)]
pub struct Written {
    pub files: Vec<PathBuf>,
    pub refused: Vec<Refusal>,
    /// Outputs that ask for what there is not.
    pub failed: Vec<ProjectError>,
}

/// An output that the gate stopped, and where it saw what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub output: String,
    pub findings: Vec<String>,
}

/// The files of one document, past the gate; or none of them, and why.
#[derive(Default)]
pub(in crate::project) struct Finished {
    pub(in crate::project) files: Vec<Rendered>,
    /// What they say.
    pub(in crate::project) printed: Printed,
    /// How many numbers they withhold.
    pub(in crate::project) withheld: Withheld,
    /// Decisions of `study.toml` that let something into a file, with its name.
    pub(in crate::project) passed: Vec<(String, Passed)>,
    pub(in crate::project) refusal: Option<Refusal>,
    /// A recipe asks for what there is not. The other documents are made all the same.
    pub(in crate::project) failure: Option<ProjectError>,
}

impl Project {
    /// Writes outputs into a folder of the researcher's choice.
    pub fn export(&mut self, options: &ExportOptions, progress: &dyn Progress) -> Result<Written, ProjectError> {
        let wanted = chosen(&documents(&self.study), &self.study, &options.names, &options.formats)?;
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let finished = self.finish(&wanted, progress)?;
        let mut written = Written::default();
        for document in finished {
            for file in &document.files {
                let path = options.folder.join(&file.file_name);
                write_file(&path, &file.bytes)?;
                written.files.push(path);
            }
            self.record_passed(&document.passed)?;
            written.refused.extend(document.refusal);
            written.failed.extend(document.failure);
        }
        let event = self.event("export", serde_json::json!({ "outputs": options.names, "files": written.files.len() }));
        self.store.record(&event)?;
        Ok(written)
    }

    /// Writes memos to a file that may leave the study, pseudonymised and past the gate like every output. The file's
    /// ending says the format.
    pub fn export_memos(
        &mut self,
        path: &Path,
        filter: &MemoFilter,
        progress: &dyn Progress,
    ) -> Result<Option<Refusal>, ProjectError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = if ending == "json" { Some(Format::Csv) } else { Format::from_word(&ending) };
        let format = format.ok_or_else(|| NoteError::NoFormat { ending: ending.clone() })?;
        let only = self.store.memos(filter)?.iter().map(|memo| memo.number).collect();
        let kind = RecipeKind::Memos(Memos { dates: true, only: Some(only), ..Memos::default() });
        let document = Document {
            name: "memos".to_owned(),
            title: self.study.title.clone(),
            formats: vec![format],
            template: None,
            chapters: vec![Recipe::plain("memos", kind)],
        };
        let mut finished = self.finish(std::slice::from_ref(&document), progress)?;
        let Some(Finished { files, refusal, failure, .. }) = finished.pop() else { return Ok(None) };
        if let Some(failure) = failure {
            return Err(failure);
        }
        for mut file in files {
            if ending == "json" {
                file.bytes = rows_as_json(&file.bytes).into_bytes();
                let findings = self.inspect(&self.gate()?, "memos.json", &file.bytes)?.findings;
                if !findings.is_empty() {
                    let findings = findings.iter().map(|finding| self.in_words(finding)).collect::<Result<_, _>>()?;
                    return Ok(Some(Refusal { output: document.name, findings }));
                }
            }
            write_file(path, &file.bytes)?;
        }
        if refusal.is_none() {
            self.store.record(&self.event("memos export", serde_json::json!({ "format": ending })))?;
        }
        Ok(refusal)
    }

    /// Makes the files of these documents, each read again by the gate. Nothing is written yet.
    pub(in crate::project) fn finish(
        &mut self,
        wanted: &[Document],
        progress: &dyn Progress,
    ) -> Result<Vec<Finished>, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let policy = self.policy()?;
        let gate = self.gate()?;
        let house = self.house_style()?;
        let others = self.also_counted(wanted);
        let findings = self.findings(&[wanted, &others].concat(), &codebook, progress)?;
        progress.stage("Writing", Some(wanted.iter().map(|document| document.formats.len() as u64).sum()));
        let mut reports = Vec::with_capacity(wanted.len());
        for document in wanted {
            reports.push(match self.report(document, &findings, &codebook) {
                Ok(report) => Ok(report),
                Err(failure @ ProjectError::Recipe(_)) => Err(failure),
                Err(error) => return Err(error),
            });
        }
        let made: Vec<&Report> = reports.iter().flatten().collect();
        let withholding = self.withholding(&made, &others, &findings, &codebook, &policy)?;
        let pseudonymiser = policy.pseudonymiser();
        let mut finished = Vec::with_capacity(wanted.len());
        for (document, report) in wanted.iter().zip(reports) {
            finished.push(match report {
                Ok(report) => {
                    let cleared = clear_with(report, &policy, &pseudonymiser, &withholding);
                    let house = match &document.template {
                        Some(name) => HouseStyle { template: Some(self.template(name)?), ..house.clone() },
                        None => house.clone(),
                    };
                    self.render_past_gate(document, &cleared, &house, &gate, progress)?
                }
                Err(failure) => Finished { failure: Some(failure), ..Finished::default() },
            });
        }
        progress.finish();
        Ok(finished)
    }

    fn render_past_gate(
        &self,
        document: &Document,
        cleared: &Cleared,
        house: &HouseStyle,
        gate: &StudyGate,
        progress: &dyn Progress,
    ) -> Result<Finished, ProjectError> {
        let mut files = Vec::new();
        let mut found = Vec::new();
        let mut passed = Vec::new();
        for format in &document.formats {
            for file in render_in(house, cleared, *format, &document.name)? {
                let inspected = self.inspect(gate, &file.file_name, &file.bytes)?;
                for finding in &inspected.findings {
                    found.push(format!("{}: {}", file.file_name, self.in_words(finding)?));
                }
                passed.extend(inspected.passed.into_iter().map(|passed| (file.file_name.clone(), passed)));
                files.push(file);
            }
            progress.advance(1);
        }
        if found.is_empty() {
            let withheld = cleared.account().withheld;
            return Ok(Finished { files, passed, printed: Printed::of(cleared), withheld, ..Finished::default() });
        }
        let refusal = Refusal { output: document.name.clone(), findings: found };
        Ok(Finished { refusal: Some(refusal), ..Finished::default() })
    }

    /// Clears a report and has the gate read everything that a terminal may show of it: columns, and the tables that
    /// become CSV and JSON.
    pub(in crate::project) fn cleared_for_terminal(
        &self,
        report: crate::report::Report,
    ) -> Result<Cleared, ProjectError> {
        let policy = self.policy()?;
        let gate = self.gate()?;
        let cleared = clear(report, &policy);
        let mut shown = render(&cleared, Format::Csv, "shown")?;
        shown.push(Rendered { file_name: "shown.txt".to_owned(), bytes: terminal(&cleared, None).into_bytes() });
        for file in &shown {
            if let Some(finding) = self.inspect(&gate, &file.file_name, &file.bytes)?.findings.first() {
                return Err(ProjectError::Refused { finding: self.in_words(finding)? });
            }
        }
        Ok(cleared)
    }

    /// What to say before words are printed of which nobody listed the names: rules alone find no names.
    pub fn names_warning(&self) -> Result<Option<String>, ProjectError> {
        if !self.listed()?.is_empty() {
            return Ok(None);
        }
        let list = self.study.disclosure.identities.as_deref();
        let remedy = match list {
            Some(name) => format!("list them in {name}"),
            None => "list them in a file and name it in study.toml, as identities under [disclosure]".to_owned(),
        };
        Ok(Some(format!("no identities are listed: names in what people said are printed as they are; {remedy}")))
    }
}

/// Writes a file whole or not at all: beside its place first, then moved into it.
pub(in crate::project) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    write_with(path, bytes, set_usual_permissions)
}

/// The same, for a file that only its owner may read.
pub(in crate::project) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    // Temporary files are for their owner alone, and the file is what the temporary one was.
    write_with(path, bytes, |_| Ok(()))
}

fn write_with(
    path: &Path,
    bytes: &[u8],
    permissions: impl Fn(&Path) -> std::io::Result<()>,
) -> Result<(), ProjectError> {
    let write = |source| ProjectError::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(write)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(write)?;
    file.write_all(bytes).map_err(write)?;
    permissions(file.path()).map_err(write)?;
    file.persist(path).map_err(|error| write(error.error))?;
    Ok(())
}

/// Temporary files are for their owner alone; an output is an ordinary file.
#[cfg(unix)]
fn set_usual_permissions(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
