//! The main job: import, index, code, write, each only if something changed.

use std::fs;
use std::path::PathBuf;

use super::documents::{Document, chosen, documents};
use super::export::write_file;
use crate::disclosure::Withheld;
use crate::export::Printed;
use crate::import::FaceRow;
use crate::import::projects::is_project;
use crate::project::files::{StudyFile, file_sha256, sha256, stamp, study_files};
use crate::project::importing::import::{faces_of, is_withdrawn};
use crate::project::study::STUDY_FILE;
use crate::project::{CodingReport, ImportReport, Progress, Project, ProjectError, Refusal};
use crate::report::RecipeKind;
use crate::store::Output;
use crate::text::counted;

/// The fact under which the store remembers what the last build of the whole study was made from.
pub(in crate::project) const BUILT_FROM: &str = "built_from";

/// Stands there after a build that could not write every output: the next one tries again.
const INCOMPLETE: &str = "";

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Outputs or documents; all if none are named.
    pub names: Vec<String>,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct BuildReport {
    pub title: String,
    pub failed_imports: Vec<ProjectError>,
    pub warnings: Vec<String>,
    pub imported: usize,
    /// Sources whose file is gone.
    pub taken_out: usize,
    pub indexed: u64,
    pub coding: CodingReport,
    /// Cells of frameworks that the study's files changed.
    pub summaries: usize,
    pub written: usize,
    /// Numbers that the documents withhold, each counted wherever it would stand.
    pub withheld: Withheld,
    /// Stretches hidden in what was written, because nobody has decided on them.
    pub undecided: usize,
    pub removed: usize,
    /// Files that a build of the whole study has.
    pub file_count: usize,
    pub refused: Vec<Refusal>,
    /// What looks like a name in a file that was written, and in nothing that its report says: worth a look.
    pub advice: Vec<String>,
    /// Outputs that ask for what there is not.
    pub failed_outputs: Vec<ProjectError>,
    /// So many things that are printed are different from the build before; nothing where there was none, or nothing is.
    pub different: Option<usize>,
    /// The first page that was made: where to look first.
    pub main_output: Option<PathBuf>,
    summary: Vec<String>,
}

impl BuildReport {
    /// Whether everything that was asked for is there.
    pub fn is_complete(&self) -> bool {
        self.failed_imports.is_empty() && self.has_all_outputs()
    }

    fn has_all_outputs(&self) -> bool {
        self.refused.is_empty() && self.failed_outputs.is_empty()
    }

    /// Whether there was nothing to do.
    pub fn did_nothing(&self) -> bool {
        self.imported == 0
            && self.taken_out == 0
            && self.indexed == 0
            && !self.coding.applied
            && self.summaries == 0
            && self.written == 0
            && self.removed == 0
            && self.is_complete()
    }

    /// What there is now and what was done, a line each.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.summary.clone();
        let unchanged = self.file_count.saturating_sub(self.written);
        if self.imported > 0 {
            lines.push(format!("{} imported", counted(self.imported as u64, "source")));
        }
        if self.taken_out > 0 {
            lines.push(format!("{} taken out", counted(self.taken_out as u64, "source")));
        }
        if self.summaries > 0 {
            lines.push(format!("{} read into frameworks", counted(self.summaries as u64, "cell")));
        }
        let files = counted(self.file_count as u64, "file");
        lines.push(format!("{files} in output/: {} written, {unchanged} unchanged", self.written));
        let withheld = self.withheld.small + self.withheld.secondary;
        if withheld > 0 {
            let numbers = counted(withheld as u64, "number");
            lines.push(format!("{numbers} withheld, of or about too few people (`verbatim withheld` says where)"));
        }
        if self.undecided > 0 {
            let names = counted(self.undecided as u64, "likely name");
            lines.push(format!("{names} hidden, which nobody has decided on (`verbatim identities review`)"));
        }
        if let Some(different @ 1..) = self.different {
            let differences = counted(different as u64, "difference");
            lines.push(format!("{differences} from the build before (`verbatim changes` lists them)"));
        }
        lines
    }
}

impl Project {
    /// Brings everything up to date: what is already is left alone.
    pub fn build(&mut self, options: &BuildOptions, progress: &dyn Progress) -> Result<BuildReport, ProjectError> {
        let wanted = chosen(&documents(&self.study), &self.study, &options.names, &[])?;
        let import = self.import_all(progress)?;
        let indexed = self.catch_up(progress)?;
        let coding = self.code_if_needed(progress)?;
        let summaries = self.read_framework_files()?;
        self.give_labels()?;
        let mut report = BuildReport {
            title: self.study.title.clone(),
            imported: import.imported.len(),
            taken_out: import.removed,
            indexed,
            coding,
            summaries: summaries.changed,
            ..BuildReport::default()
        };
        report.take_over(import);
        report.failed_imports.extend(summaries.failed);
        report.warnings.extend(summaries.warnings);
        report.warnings.extend(report.coding.never_fired.iter().cloned());
        report.warnings.extend(self.names_warning()?);
        report.warnings.extend(self.quote_notices()?);
        report.warnings.extend(self.impossible_means()?);
        self.write_outputs(&wanted, options.names.is_empty(), &mut report, progress)?;
        if report.did_nothing() {
            report.warnings.extend(self.review_notice()?);
        } else {
            report.summary = self.status()?.lines();
        }
        Ok(report)
    }

    /// What is out of date and why, a sentence each; nothing if everything is up to date.
    pub fn out_of_date(&mut self) -> Result<Vec<String>, ProjectError> {
        let mut reasons = self.changed_sources()?;
        reasons.extend(self.changed_framework_files()?);
        if self.coding_is_stale()? {
            reasons.push("the rules have not been applied since texts or codebook changed".to_owned());
        }
        let noted = self.store.outputs()?;
        match self.store.fact(BUILT_FROM)? {
            None if noted.is_empty() => reasons.push("no outputs have been written yet".to_owned()),
            None => reasons.push("not all outputs have been written yet".to_owned()),
            Some(inputs) if inputs == INCOMPLETE => {
                reasons.push("the last build could not write every output".to_owned());
            }
            Some(_) if !self.built_from_this()? => {
                reasons.push(format!("the outputs are older than the store, {STUDY_FILE} or a file that it names"));
            }
            Some(_) => {}
        }
        for output in &noted {
            let path = self.output_folder().join(&output.path);
            if !path.is_file() {
                reasons.push(format!("output/{} is not there", output.path));
            } else if file_sha256(&path)? != output.sha256 {
                reasons.push(format!("output/{} was changed by hand", output.path));
            }
        }
        Ok(reasons)
    }

    fn changed_sources(&self) -> Result<Vec<String>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        let faces = self.face_rows()?;
        let withdrawn = self.withdrawn()?;
        let mut reasons = Vec::new();
        for file in &files {
            match self.known_file(file)? {
                None if is_withdrawn(file, &withdrawn)? || self.is_set_aside(file, &faces)? => {}
                None => reasons.push(format!("{} is new", file.name)),
                Some(_) if self.is_set_aside(file, &faces)? => {}
                Some(known) if known.settings != self.settings(file, &faces_of(file, &faces))? => {
                    reasons.push(format!("{} is to be read in another way than it was", file.name));
                }
                Some(known) => {
                    let stamp = stamp(&file.path)?;
                    let same = known.byte_count == stamp.byte_count && known.modified_ns == stamp.modified_ns;
                    if !same && file_sha256(&file.path)? != known.sha256 {
                        reasons.push(format!("{} has changed", file.name));
                    }
                }
            }
        }
        for source in self.store.sources()? {
            let is_named = files.iter().any(|file| file.holds(&source.path));
            if !is_named && !self.store.stays_without_file(&source.path)? {
                reasons.push(format!("{} is gone, or {STUDY_FILE} no longer names it", source.path));
            }
        }
        Ok(reasons)
    }

    /// Whether the import of this very file was taken back.
    fn is_set_aside(&self, file: &StudyFile, faces: &[FaceRow]) -> Result<bool, ProjectError> {
        if !self.store.set_aside()?.contains(&file.name) {
            return Ok(false);
        }
        let faces = if is_project(&file.path) { faces.to_vec() } else { faces_of(file, faces) };
        Ok(self.store.is_set_aside(&file.name, &file_sha256(&file.path)?, &self.settings(file, &faces)?)?)
    }

    /// Whether the last build of the whole study was made from what there is now.
    pub(in crate::project) fn built_from_this(&self) -> Result<bool, ProjectError> {
        Ok(self.store.fact(BUILT_FROM)? == Some(self.inputs()?))
    }

    /// A digest of all that outputs are made from.
    pub(in crate::project) fn inputs(&self) -> Result<String, ProjectError> {
        let mut inputs = format!(
            "{}\n{}\n{}\n{}\n",
            env!("CARGO_PKG_VERSION"),
            self.store.study_id()?,
            self.store.change_number()?,
            self.study_text
        );
        for name in self.study.named_files() {
            inputs += &file_sha256(&self.named(name)?)?;
        }
        for name in self.study.files_of_recipes() {
            let path = self.path(name);
            inputs += name;
            inputs += &if path.is_file() { file_sha256(&path)? } else { String::new() };
        }
        // Exports change nothing in the store but the trail that tells of them.
        let tells_exports = |kind: &RecipeKind| matches!(kind, RecipeKind::Audit(audit) if audit.tells_exports());
        if self.study.outputs.iter().any(|output| tells_exports(&output.kind)) {
            inputs += &self.store.event_count()?.to_string();
        }
        Ok(sha256(inputs.as_bytes()))
    }

    fn write_outputs(
        &mut self,
        wanted: &[Document],
        whole: bool,
        report: &mut BuildReport,
        progress: &dyn Progress,
    ) -> Result<(), ProjectError> {
        let inputs = self.inputs()?;
        let noted = self.store.outputs()?;
        if whole && self.built_from_this()? && noted.iter().all(|output| self.is_as_written(output)) {
            report.file_count = noted.len();
            report.main_output = self.main_output(&noted, wanted);
            return Ok(());
        }
        let mut outputs: Vec<Output> = if whole { Vec::new() } else { noted.clone() };
        let mut printed = Printed::default();
        let mut passed_all = Vec::new();
        for document in self.finish(wanted, progress)? {
            printed.take_over(document.printed);
            report.withheld.add(document.withheld);
            report.undecided += document.undecided;
            let mut changed = Vec::new();
            for file in &document.files {
                let output = Output { path: file.file_name.clone(), sha256: sha256(&file.bytes) };
                if !self.is_as_written(&output) {
                    write_file(&self.output_folder().join(&output.path), &file.bytes)?;
                    report.written += 1;
                    changed.push(&file.file_name);
                }
                outputs.retain(|other| other.path != output.path);
                outputs.push(output);
            }
            let passed = document.passed.iter().filter(|(name, _)| changed.contains(&name));
            passed_all.extend(passed.cloned());
            report.refused.extend(document.refusal);
            report.advice.extend(document.advice);
            report.failed_outputs.extend(document.failure);
        }
        self.record_passed(&passed_all)?;
        // What an earlier build wrote and this one does not is taken away, unless someone changed it since.
        for old in noted.iter().filter(|old| !outputs.iter().any(|output| output.path == old.path)) {
            if self.is_as_written(old) {
                let path = self.output_folder().join(&old.path);
                fs::remove_file(&path).map_err(|source| ProjectError::Write { path, source })?;
                report.removed += 1;
            }
        }
        report.file_count = outputs.len();
        report.main_output = self.main_output(&outputs, wanted);
        self.store.set_outputs(&outputs)?;
        if whole {
            report.different = self.remember_build(&printed)?;
            self.store.set_fact(BUILT_FROM, if report.has_all_outputs() { &inputs } else { INCOMPLETE })?;
        }
        Ok(())
    }

    fn is_as_written(&self, output: &Output) -> bool {
        file_sha256(&self.output_folder().join(&output.path)).is_ok_and(|sha256| sha256 == output.sha256)
    }

    fn main_output(&self, outputs: &[Output], wanted: &[Document]) -> Option<PathBuf> {
        let pages = wanted.iter().map(|document| format!("{}.html", document.name));
        let first = pages.into_iter().find(|page| outputs.iter().any(|output| output.path == *page))?;
        Some(self.output_folder().join(first))
    }
}

impl BuildReport {
    fn take_over(&mut self, import: ImportReport) {
        self.failed_imports = import.failed;
        self.warnings = import.warnings;
    }
}
