//! A later export of a survey that is a file of its own: it is read in the place of the earlier one, and the survey keeps
//! its name, so that all that is said of it holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::import::{ImportReport, Incoming, faces_of, whole};
use super::surveys::id_column;
use crate::import::survey::{self, Respondent};
use crate::model::{SourceFormat, SourceKind};
use crate::project::files::{StudyFile, file_sha256, name_in, stamp};
use crate::project::{Progress, Project, ProjectError, Quiet};
use crate::store::NewSource;
use crate::text::counted;

/// A file that may take an earlier one's place.
struct LaterFile {
    /// The survey as the study reads it now.
    survey: StudyFile,
    /// From the root.
    path: PathBuf,
    /// The plan that has still to be saved, if none is named: the one by which the earlier file is read.
    plan: Option<(PathBuf, String)>,
    /// How many of its respondents are known, and how many there are.
    known: u64,
    all: u64,
}

impl Project {
    /// Reads `path` in the place of the survey `earlier` from now on, and brings it in.
    pub fn append(
        &mut self,
        path: &Path,
        earlier: &str,
        progress: &dyn Progress,
    ) -> Result<ImportReport, ProjectError> {
        let later = self.later_file(path, earlier)?;
        self.as_one_step(|project| project.append_file(later, progress))
    }

    fn append_file(&mut self, later: LaterFile, progress: &dyn Progress) -> Result<ImportReport, ProjectError> {
        let LaterFile { survey, path, plan, .. } = later;
        let mut report = ImportReport::default();
        let folder = whole(&self.folder)?;
        let inside = if path.starts_with(&folder) { path } else { whole(&self.copy_in(&path)?)? };
        let latest = name_in(&folder, &inside);
        let mut entry = survey.entry.clone();
        if let Some((plan, text)) = plan {
            let plan = name_in(&self.folder, &plan);
            let event = self.event("sources plan", serde_json::json!({ "file": plan }));
            self.write_tracked(&plan, Some(text.into_bytes()), &event)?;
            report.notes.push(format!("{plan} holds how {} is read, as it was until now", survey.name));
            entry.plan = Some(plan);
        }
        report.notes.push(format!(
            "the survey {} is read from {latest} from now on, and keeps its name; the file {} is not read any more",
            survey.name,
            name_in(&self.folder, &survey.path)
        ));
        entry.later.push(latest);
        self.change_survey(&survey, &entry)?;
        let file = self.named_file(&survey.name)?;
        self.store.end_set_aside(&survey.name)?;
        self.import_files(file.as_slice(), false, &mut report, progress)?;
        Ok(report)
    }

    /// What that would bring, in lines for people. Nothing is changed.
    pub fn append_preview(&mut self, path: &Path, earlier: &str) -> Result<Vec<String>, ProjectError> {
        let LaterFile { survey, path, plan, known, all } = self.later_file(path, earlier)?;
        let (sheet, withdrawn) = (self.face_rows()?, self.withdrawn()?);
        let faces = faces_of(&survey, &sheet);
        let file = StudyFile { path, ..survey };
        let (stamp, sha256) = (stamp(&file.path)?, file_sha256(&file.path)?);
        let incoming = Incoming {
            new: NewSource {
                path: &file.name,
                kind: SourceKind::Survey,
                format: SourceFormat::Csv,
                sha256: &sha256,
                byte_count: stamp.byte_count,
                modified_ns: stamp.modified_ns,
                settings: "",
                encoding: "",
            },
            file: &file,
            faces: &faces,
            sheet: &sheet,
            withdrawn: &withdrawn,
            plan: plan.as_ref(),
            is_trial: true,
        };
        let mut report = ImportReport::default();
        let imported = self.import_survey(&incoming, &mut report, &Quiet)?;
        let respondents = counted(all, "respondent");
        let mut lines = vec![format!("a later export of {}: {known} of its {respondents} are known", file.name)];
        let changes = imported.changes();
        lines.push(if changes.is_empty() {
            "nothing would change".to_owned()
        } else {
            format!("would make revision {}:", imported.revision)
        });
        lines.extend(changes.iter().map(|change| format!("  {change}")));
        lines.extend(report.warnings.iter().map(|warning| format!("look: {warning}")));
        Ok(lines)
    }

    /// Whether a file can take the place of this survey.
    fn later_file(&self, path: &Path, earlier: &str) -> Result<LaterFile, ProjectError> {
        let path = whole(path)?;
        stamp(&path)?;
        let (source, details) = self.source(earlier)?;
        let wrong = |message: String| ProjectError::Study { path: path.clone(), message };
        if source.kind != SourceKind::Survey {
            return Err(wrong(format!(
                "{} is no survey: a corrected transcript takes its place under the same name",
                source.path
            )));
        }
        let survey = self
            .named_file(&source.path)?
            .ok_or_else(|| wrong(format!("study.toml does not name {} any more: name it again first", source.path)))?;
        self.check_is_new(&path, &survey)?;
        let Some(id) = details.id_column else {
            return Err(wrong(format!(
                "{0} has no column of ids: put this file in the place of {0}, under its name, and rows are known by what they say",
                source.path
            )));
        };
        let plan = self.plan_of_earlier(&survey)?;
        let saved = match (&survey.entry.plan, &plan) {
            (Some(name), _) => Some(self.read(name)?),
            (None, plan) => plan.clone(),
        };
        let columns = Self::survey_proposal(&path, None)?.plan;
        if !columns.columns.iter().any(|column| column.name == id) && id_column(&columns) != id {
            return Err(wrong(format!(
                "it has no column {id:?}, by which the respondents of {} are told apart",
                source.path
            )));
        }
        let read = Self::survey_plan(&path, saved.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
        if id_column(&read) != id {
            let other = id_column(&read);
            return Err(wrong(format!(
                "its respondents would be told apart by {other:?}, and those of {} are by {id:?}: a plan for {0} tells which",
                source.path
            )));
        }
        let names: BTreeSet<String> = self
            .store
            .case_names()?
            .into_iter()
            .filter(|(survey, _)| survey.as_ref() == Some(&source.path))
            .map(|(_, name)| name)
            .collect();
        let mut reader = survey::open(&path, &read)?;
        let mut respondent = Respondent::default();
        let (mut known, mut all) = (BTreeSet::new(), BTreeSet::new());
        while reader.read(&mut respondent)? {
            if names.contains(respondent.id()) {
                known.insert(respondent.id().to_owned());
            }
            all.insert(respondent.id().to_owned());
        }
        if known.is_empty() {
            return Err(wrong(format!(
                "no respondent of {} is in it: if it is another survey, import it without --append-to",
                source.path
            )));
        }
        Ok(LaterFile { survey, path, plan, known: known.len() as u64, all: all.len() as u64 })
    }

    /// A file that the study reads already, or has read, brings nothing later.
    fn check_is_new(&self, path: &Path, survey: &StudyFile) -> Result<(), ProjectError> {
        let wrong = |message: String| Err(ProjectError::Study { path: path.to_owned(), message });
        if whole(&survey.path).is_ok_and(|read| read == path) {
            return wrong(format!(
                "{} is read from it: `verbatim import` does so again if it has changed",
                survey.name
            ));
        }
        let name = name_in(&whole(&self.folder)?, path);
        if name == survey.name || survey.entry.later.contains(&name) {
            return wrong(format!("it is an earlier export of {}, whose place a later one took", survey.name));
        }
        let has_entry = self.study.sources.iter().any(|entry| entry.only_file().as_ref() == Some(&name));
        if has_entry || self.store.known_file(&name)?.is_some() {
            return wrong(
                "it is in the study as a survey of its own: take it out of what study.toml names, run `verbatim import`, \
                 and append it then"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// The plan by which the earlier file is read, if none is saved. Not once someone has withdrawn, since answers of
    /// theirs that it holds as options would be kept: then a later file says itself how it is read.
    fn plan_of_earlier(&self, survey: &StudyFile) -> Result<Option<(PathBuf, String)>, ProjectError> {
        if survey.entry.plan.is_some() || !self.withdrawn()?.is_empty() {
            return Ok(None);
        }
        let plan = self.path(&survey.name).with_extension("plan.toml");
        if plan.exists() {
            let message = "this plan is there already: name it in the survey's [[source]], or rename it".to_owned();
            return Err(ProjectError::Study { path: plan, message });
        }
        let text = Self::survey_proposal(&survey.path, None)?.to_toml();
        Ok(Some((plan, text)))
    }
}
