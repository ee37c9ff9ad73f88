//! Bringing files in: which are new, which are unchanged, which could not be read.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::other_tools::{database_in, file_name_of};
use super::survey_preview::told_answers;
use crate::import::projects::is_project;
use crate::import::survey::Dialect;
use crate::import::{FaceRow, Warning, face_sheet, format_of, read_file};
use crate::model::{Consent, SourceFormat, SourceKind};
use crate::project::files::{StudyFile, file_sha256, name_in, stamp, study_files};
use crate::project::people::kinds::guessed_kind;
use crate::project::people::withdrawn::Withdrawn;
use crate::project::study::STUDY_FILE;
use crate::project::{LaterExport, Progress, Project, ProjectError, SourceEntry, SpeakerOptions};
use crate::store::{NewSource, Revised};
use crate::text::counted;

/// How files named on the command line are read.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// What they are; by the file's extension and its columns where it is not said.
    pub kind: Option<SourceKind>,
    /// Who speaks in them.
    pub speakers: SpeakerOptions,
    pub plan: Option<PathBuf>,
    /// Save a survey's plan beside it and use it from now on.
    pub save_plan: bool,
    /// Add the codes of another tool's project that the codebook does not have.
    pub add_codes: bool,
    /// Which tool wrote a survey, where its signs mislead.
    pub dialect: Option<Dialect>,
}

/// What an import did. One bad file among many is one named failure.
#[derive(Debug, Default)]
pub struct ImportReport {
    pub imported: Vec<ImportedSource>,
    pub unchanged: usize,
    /// Sources whose file is gone and that were taken out.
    pub removed: usize,
    pub failed: Vec<ProjectError>,
    pub warnings: Vec<String>,
    /// What was done beside the import, and what was guessed, a sentence each.
    pub notes: Vec<String>,
}

impl ImportReport {
    /// Takes over what a reader wants to be looked at.
    pub(in crate::project) fn warn(&mut self, source: &str, warnings: &[Warning]) {
        for warning in warnings {
            let place = warning.line_number.map(|line_number| format!(", line {line_number}")).unwrap_or_default();
            self.warnings.push(format!("{source}{place}: {}", warning.message));
        }
    }
}

/// One source that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSource {
    pub name: String,
    pub kind: SourceKind,
    pub encoding: String,
    pub texts: u64,
    pub segments: u64,
    pub words: u64,
    /// Kept and left out, of a survey.
    pub respondents: Option<(u64, u64)>,
    /// What another tool's project brought beside its texts, in words.
    pub brought: Option<String>,
    /// Open answers of a survey, those that say the same once.
    pub different: u64,
    /// 1 for a file that was new.
    pub revision: u32,
    /// What it did to the work of people, if an earlier form of it was there.
    pub revised: Revised,
    pub later: Option<LaterExport>,
}

impl ImportedSource {
    /// What has changed since the earlier form of the file, a few words each.
    pub(in crate::project) fn changes(&self) -> Vec<String> {
        let mut parts = self.later.as_ref().map(LaterExport::parts).unwrap_or_default();
        let Revised { moved, settled, waiting, .. } = self.revised;
        if moved + settled > 0 {
            parts.push(format!("{} moved along", work(moved + settled)));
        }
        if waiting > 0 {
            parts.push(format!("{} {} in review", work(waiting), if waiting == 1 { "waits" } else { "wait" }));
        }
        parts
    }
}

impl fmt::Display for ImportedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {}): ", self.name, self.kind, self.encoding)?;
        match (self.respondents, &self.brought) {
            (_, Some(brought)) => {
                let documents = counted(self.texts, "document");
                write!(f, "{documents}, {}, {brought}", counted(self.words, "word"))
            }
            (Some((kept, left_out)), None) => {
                let respondents = counted(kept, "respondent");
                let answers = told_answers(self.texts, self.different);
                write!(f, "{respondents} kept, {left_out} left out, {answers}, {}", counted(self.words, "word"))
            }
            (None, None) => write!(f, "{}, {}", counted(self.segments, "turn"), counted(self.words, "word")),
        }?;
        match (self.revision, self.changes().as_slice()) {
            (1, _) => Ok(()),
            (revision, []) => write!(f, "; revision {revision}"),
            (revision, changes) => write!(f, "; revision {revision}: {}", changes.join(", ")),
        }
    }
}

/// So many codings and memos, in words.
pub(in crate::project) fn work(count: u64) -> String {
    if count == 1 { "1 coding or memo".to_owned() } else { format!("{count} codings and memos") }
}

/// What the import of one file needs to know of it.
pub(in crate::project) struct Incoming<'a> {
    pub(in crate::project) file: &'a StudyFile,
    pub(in crate::project) new: NewSource<'a>,
    /// The lines of the face sheet that are about it.
    pub(in crate::project) faces: &'a [FaceRow],
    /// All lines of the face sheet.
    pub(in crate::project) sheet: &'a [FaceRow],
    /// Whose words do not come in again.
    pub(in crate::project) withdrawn: &'a Withdrawn,
    /// A survey's plan, with the path where it will be saved, if it comes in.
    pub(in crate::project) plan: Option<&'a (PathBuf, String)>,
    /// Nothing is kept of it.
    pub(in crate::project) is_trial: bool,
}

impl Project {
    /// Imports every file that `study.toml` names and that is new or changed.
    pub fn import_all(&mut self, progress: &dyn Progress) -> Result<ImportReport, ProjectError> {
        let (files, empty) = study_files(&self.folder, &self.study)?;
        let mut report = ImportReport::default();
        report
            .warnings
            .extend(empty.into_iter().map(|empty| format!("{STUDY_FILE}: no file is named {:?}", empty.pattern)));
        report.warnings.extend(self.lost_faces(&files)?);
        self.import_files(&files, false, &mut report, progress)?;
        self.remove_missing(&files, &mut report)?;
        Ok(report)
    }

    /// Imports these files, and makes `study.toml` name them if it does not.
    pub fn import(
        &mut self,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: &dyn Progress,
    ) -> Result<ImportReport, ProjectError> {
        let mut report = ImportReport::default();
        for path in paths {
            // What study.toml says of a file and what comes of the file are taken back together.
            self.as_one_step(|project| match project.adopt(path, options, &mut report) {
                Ok(file) => {
                    project.store.end_set_aside(&file.name)?;
                    project.import_files(&[file], options.add_codes, &mut report, progress)
                }
                Err(error) => {
                    report.failed.push(error);
                    Ok(())
                }
            })?;
        }
        Ok(report)
    }

    /// The files that `study.toml` names.
    pub fn named_files(&self) -> Result<Vec<PathBuf>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        Ok(files.into_iter().map(|file| file.path).collect())
    }

    pub(in crate::project) fn import_files(
        &mut self,
        files: &[StudyFile],
        add_codes: bool,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<(), ProjectError> {
        let faces = self.face_rows()?;
        let withdrawn = self.withdrawn()?;
        progress.stage("Importing", Some(files.len() as u64));
        for file in files {
            let done = if is_project(&file.path) {
                self.import_project(file, &faces, &withdrawn, add_codes, report)
            } else {
                self.import_file(file, &faces, &withdrawn, report, progress)
            };
            match done {
                Ok(()) => {}
                // A store that does not take anything fails every file alike: that is no fault of the file.
                Err(error @ (ProjectError::Store(_) | ProjectError::Cancelled)) => return Err(error),
                Err(error) => report.failed.push(error),
            }
            progress.go_on(1)?;
        }
        progress.finish();
        Ok(())
    }

    fn import_file(
        &mut self,
        file: &StudyFile,
        faces: &[FaceRow],
        withdrawn: &Withdrawn,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<(), ProjectError> {
        let stamp = stamp(&file.path)?;
        let sheet = faces;
        let faces = faces_of(file, sheet);
        let settings = self.settings(file, &faces)?;
        let known = self.store.known_file(&file.name)?;
        let same_settings = known.as_ref().filter(|known| known.settings == settings);
        if same_settings
            .is_some_and(|known| known.byte_count == stamp.byte_count && known.modified_ns == stamp.modified_ns)
        {
            report.unchanged += 1;
            return Ok(());
        }
        if is_withdrawn(file, withdrawn)? {
            report.warnings.push(format!("{}: of someone who withdrew, and not read; delete the file", file.name));
            return Ok(());
        }
        let sha256 = file_sha256(&file.path)?;
        if let Some(known) = same_settings.filter(|known| known.sha256 == sha256) {
            self.store.note_modified(known.id, stamp.modified_ns)?;
            report.unchanged += 1;
            return Ok(());
        }
        if self.store.is_set_aside(&file.name, &sha256, &settings)? {
            report.unchanged += 1;
            return Ok(());
        }
        let format = match file.entry.kind {
            // Which kind of table it is, its reader finds out.
            SourceKind::Survey => SourceFormat::Csv,
            _ => format_of(&file.path)?,
        };
        let incoming = Incoming {
            file,
            new: NewSource {
                path: &file.name,
                kind: file.entry.kind,
                format,
                sha256: &sha256,
                byte_count: stamp.byte_count,
                modified_ns: stamp.modified_ns,
                settings: &settings,
                encoding: "",
            },
            faces: &faces,
            sheet,
            withdrawn,
            plan: None,
            is_trial: false,
        };
        let imported = if file.entry.kind == SourceKind::Survey {
            self.import_survey(&incoming, report, progress)?
        } else {
            match self.import_transcript(&incoming, report)? {
                Some(imported) => imported,
                None => return Ok(()),
            }
        };
        report.imported.push(imported);
        Ok(())
    }

    /// Everything besides a file's bytes that decides how it is read.
    pub(in crate::project) fn settings(&self, file: &StudyFile, faces: &[FaceRow]) -> Result<String, ProjectError> {
        let plan = match &file.entry.plan {
            Some(plan) => crate::project::files::sha256(self.read(plan)?.1.as_bytes()),
            None => String::new(),
        };
        let faces: Vec<_> = faces
            .iter()
            .map(|face| (&face.case, &face.speaker, face.consent.map(Consent::word), &face.attributes))
            .collect();
        let settings = serde_json::json!({
            "reader": env!("CARGO_PKG_VERSION"),
            "kind": file.entry.kind.word(),
            "name": file.short_name,
            "plan": plan,
            "speakers": crate::project::files::sha256(file.entry.speaker_settings().to_string().as_bytes()),
            "faces": faces,
        });
        Ok(settings.to_string())
    }

    pub(in crate::project) fn face_rows(&self) -> Result<Vec<FaceRow>, ProjectError> {
        let Some(name) = &self.study.cases else { return Ok(Vec::new()) };
        let path = self.named(name)?;
        let bytes = read_file(&path)?;
        let mut faces = face_sheet(&path, &bytes)?;
        let withdrawn = self.withdrawn()?;
        faces.retain(|face| !withdrawn.has_participant(&face.case));
        Ok(faces)
    }

    /// Lines of the face sheet that name a file which the study does not have.
    fn lost_faces(&self, files: &[StudyFile]) -> Result<Vec<String>, ProjectError> {
        let faces = self.face_rows()?;
        let Some(documents) = self.project_documents(files)? else { return Ok(Vec::new()) };
        let names = files.iter().map(|file| &file.name).chain(&documents);
        let lost = faces.iter().filter(|face| !names.clone().any(|name| speaks_in(face, name)));
        let sheet = self.study.cases.as_deref().unwrap_or_default();
        Ok(lost.map(|face| format!("{sheet}{}: no file of the study is named {:?}", face.place, face.source)).collect())
    }

    /// Sources whose file is gone leave the study, unless someone coded them by hand.
    fn remove_missing(&mut self, files: &[StudyFile], report: &mut ImportReport) -> Result<(), ProjectError> {
        let projects = self.remove_missing_projects(files, report)?;
        for source in self.store.sources()? {
            let of_project = projects.iter().any(|project| source.path.starts_with(&format!("{project}/")));
            if of_project || files.iter().any(|file| file.holds(&source.path)) {
                continue;
            }
            if self.store.stays_without_file(&source.path)? {
                continue;
            }
            if self.store.codings_by_people(source.id)? > 0 {
                report.warnings.push(format!(
                    "{}: the file is gone or no longer named; it stays, since people have coded it",
                    source.path
                ));
                continue;
            }
            self.store.remove_source(source.id, &self.event("remove", serde_json::json!({ "source": source.path })))?;
            report.warnings.push(format!(
                "{}: the file is gone or no longer named in {STUDY_FILE}; its texts were taken out",
                source.path
            ));
            report.removed += 1;
        }
        Ok(())
    }

    /// Finds the entry that names a file; makes one, and copies the file in, if there is none.
    fn adopt(
        &mut self,
        path: &Path,
        options: &ImportOptions,
        report: &mut ImportReport,
    ) -> Result<StudyFile, ProjectError> {
        let path = database_in(whole(path)?);
        stamp(&path)?;
        // What cannot be read is neither copied nor named.
        self.preview(&path, options)?;
        let folder = whole(&self.folder)?;
        let inside = if path.starts_with(&folder) { path } else { whole(&self.copy_in(&path)?)? };
        let name = name_in(&folder, &inside);
        if let Some(file) = self.named_file(&name)? {
            let asked =
                options.kind.is_some_and(|kind| kind != file.entry.kind) || options.plan.is_some() || options.save_plan;
            if asked {
                let message = format!("{STUDY_FILE} names it already: change its kind or plan there");
                return Err(ProjectError::Study { path: inside, message });
            }
            check_speakers(&inside, file.entry.kind, options)?;
            self.correct_entry(&file, &file.entry.corrected(&options.speakers))?;
        } else {
            let entry = self.new_entry(&name, &inside, options)?;
            self.append_entry(&entry)?;
            let guess = guessed_kind(&inside).sentence().filter(|_| options.kind.is_none());
            report.notes.extend(guess.map(|guess| format!("{name}: {guess}")));
        }
        let file = self.named_file(&name)?;
        file.ok_or_else(|| ProjectError::Read { path: inside, source: std::io::ErrorKind::NotFound.into() })
    }

    /// The file of this name, if the study names it; also by the name of a later export.
    pub(in crate::project) fn named_file(&self, name: &str) -> Result<Option<StudyFile>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        Ok(files.into_iter().find(|file| file.name == name || file.entry.later.iter().any(|later| later == name)))
    }

    pub(in crate::project) fn copy_in(&self, path: &Path) -> Result<PathBuf, ProjectError> {
        let folder = self.path("transcripts");
        let target = folder.join(file_name_of(path));
        let write = |source| ProjectError::Write { path: target.clone(), source };
        if target.exists() {
            if file_sha256(&target)? == file_sha256(path)? {
                return Ok(target);
            }
            return Err(write(std::io::Error::other("another file of that name is there already: rename one of them")));
        }
        fs::create_dir_all(&folder).map_err(write)?;
        fs::copy(path, &target).map_err(write)?;
        Ok(target)
    }

    fn new_entry(&mut self, name: &str, path: &Path, options: &ImportOptions) -> Result<SourceEntry, ProjectError> {
        let kind = options.kind.unwrap_or_else(|| guessed_kind(path).kind);
        check_speakers(path, kind, options)?;
        if kind != SourceKind::Survey && (options.plan.is_some() || options.save_plan) {
            let message = "only a survey is read by a plan: leave --plan and --save-plan away".to_owned();
            return Err(ProjectError::Study { path: path.to_owned(), message });
        }
        let plan = match (&options.plan, options.save_plan) {
            (Some(plan), _) => Some(name_in(&whole(&self.folder)?, &whole(plan)?)),
            (None, true) => {
                let plan = path.with_extension("plan.toml");
                if plan.exists() {
                    let message = "this plan is there already: name it with --plan, or rename it".to_owned();
                    return Err(ProjectError::Study { path: plan, message });
                }
                let text = Self::survey_proposal(path, options.dialect)?.to_toml();
                let name = Path::new(name).with_extension("plan.toml").to_string_lossy().replace('\\', "/");
                let event = self.event("sources plan", serde_json::json!({ "file": name }));
                self.write_tracked(&name, Some(text.into_bytes()), &event)?;
                Some(name)
            }
            (None, false) => None,
        };
        let entry = SourceEntry { plan, ..SourceEntry::new(name.to_owned(), kind) };
        Ok(entry.corrected(&options.speakers))
    }
}

/// Whether a file was all of someone who withdrew.
pub(in crate::project) fn is_withdrawn(file: &StudyFile, withdrawn: &Withdrawn) -> Result<bool, ProjectError> {
    let is_there = !withdrawn.is_empty() && file.path.is_file();
    Ok(is_there && withdrawn.has_file(&file.name, &file_sha256(&file.path)?))
}

/// A path from the root, without links and detours.
pub(in crate::project) fn whole(path: &Path) -> Result<PathBuf, ProjectError> {
    fs::canonicalize(path).map_err(|source| ProjectError::Read { path: path.to_owned(), source })
}

/// Nobody speaks in a survey.
fn check_speakers(path: &Path, kind: SourceKind, options: &ImportOptions) -> Result<(), ProjectError> {
    if kind != SourceKind::Survey || options.speakers.is_empty() {
        return Ok(());
    }
    let message =
        "nobody speaks in a survey: leave --speakers, --speaker-pattern and --cases away, or say --kind interview";
    Err(ProjectError::Study { path: path.to_owned(), message: message.to_owned() })
}

/// The lines of the face sheet that are about a file, or about a case whose words its entry says are in it.
pub(in crate::project) fn faces_of(file: &StudyFile, faces: &[FaceRow]) -> Vec<FaceRow> {
    // Lines about a project name its documents, and any of them decides how it is read.
    let is_about =
        |face: &&FaceRow| is_project(&file.path) || speaks_in(face, &file.name) || file.entry.gives_case(&face.case);
    faces.iter().filter(is_about).cloned().collect()
}

/// Whether a line of the face sheet is about this source: it names the file, or the end of its path.
pub(in crate::project) fn speaks_in(face: &FaceRow, name: &str) -> bool {
    let source = face.source.replace('\\', "/");
    source.is_empty() || name == source || name.ends_with(&format!("/{source}"))
}
