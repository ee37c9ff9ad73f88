//! Files that wait come in: each is moved to where the study keeps its files, named in `study.toml` and imported, all of
//! them in one step that can be taken back. One that fails is put back where it waited, and nothing is left of the attempt.

use std::fs;
use std::path::{Path, PathBuf};

use super::file_name::safe_file_name;
use super::import::{ImportOptions, ImportReport};
use super::incoming::{IncomingError, by_name};
use crate::model::SourceKind;
use crate::project::files::{file_sha256, name_in};
use crate::project::study::STUDY_FILE;
use crate::project::{Progress, Project, ProjectError, SpeakerOptions, sentence};

/// How a file that waits is to come in.
#[derive(Debug, Clone, Default)]
pub struct IncomingChoice {
    pub id: String,
    /// What it is; what it most likely is, where nobody says.
    pub kind: Option<SourceKind>,
    pub speakers: SpeakerOptions,
    pub place: IncomingPlace,
    /// Add the codes of another tool's project that the codebook does not have.
    pub add_codes: bool,
}

/// What becomes of it in the study.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum IncomingPlace {
    /// A source of its own, under the name it came with.
    #[default]
    New,
    /// A source of its own, under this name.
    Named(String),
    /// A corrected version of the file of the same name, whose place it takes.
    Corrects,
    /// A later export of this survey.
    LaterOf(String),
}

/// Where things were before a file was moved, so that they can be so again.
struct Moved {
    from: PathBuf,
    to: PathBuf,
    /// The earlier file, if it takes one's place, and where that is kept meanwhile.
    earlier: Option<PathBuf>,
    study_text: String,
    /// The plan that was saved beside it, from the study folder.
    plan: Option<String>,
}

impl Project {
    /// Brings files in that wait, in one step; then the codebook's rules are applied to what is new.
    pub fn import_incoming(
        &mut self,
        choices: &[IncomingChoice],
        progress: &dyn Progress,
    ) -> Result<ImportReport, ProjectError> {
        let mut report = ImportReport::default();
        self.as_one_step(|project| {
            for choice in choices {
                match project.bring_in_one(choice, &mut report, progress) {
                    Ok(()) => {}
                    Err(error @ (ProjectError::Store(_) | ProjectError::Cancelled)) => return Err(error),
                    Err(error) => report.failed.push(error),
                }
            }
            Ok(())
        })?;
        self.code_what_came(&mut report, progress)?;
        Ok(report)
    }

    /// Imports whatever the study names and has changed, and applies the rules to it.
    pub fn read_again(&mut self, progress: &dyn Progress) -> Result<ImportReport, ProjectError> {
        let mut report = self.import_all(progress)?;
        self.code_what_came(&mut report, progress)?;
        Ok(report)
    }

    /// Reads one file of the study again, also if its import was taken back; `speakers` says more of who speaks in it.
    pub fn read_one_again(
        &mut self,
        name: &str,
        speakers: &SpeakerOptions,
        progress: &dyn Progress,
    ) -> Result<ImportReport, ProjectError> {
        let no_file = || ProjectError::NoSource { name: name.to_owned(), nearest: None };
        let file = self.named_file(name)?.ok_or_else(no_file)?;
        let options = ImportOptions { speakers: speakers.clone(), ..ImportOptions::default() };
        let mut report = self.import(&[file.path], &options, progress)?;
        self.code_what_came(&mut report, progress)?;
        Ok(report)
    }

    /// A codebook with a mistake in it is no reason for a file not to come in.
    fn code_what_came(&mut self, report: &mut ImportReport, progress: &dyn Progress) -> Result<(), ProjectError> {
        if report.imported.is_empty() {
            return Ok(());
        }
        match self.code_if_needed(progress) {
            Err(error @ (ProjectError::Store(_) | ProjectError::Cancelled)) => Err(error),
            Err(error) => {
                report.notes.push(format!("the rules have not been applied: {}", sentence(&error)));
                Ok(())
            }
            Ok(_) => Ok(()),
        }
    }

    fn bring_in_one(
        &mut self,
        choice: &IncomingChoice,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<(), ProjectError> {
        let mut moved = self.move_in(choice)?;
        let mut own = ImportReport::default();
        let done = self.read_in(choice, &mut moved, &mut own, progress);
        let failed = match done {
            Ok(()) if own.failed.is_empty() && own.imported.len() + own.unchanged > 0 => None,
            Ok(()) => own.failed.pop().or_else(|| {
                // It was passed over, and why is said.
                own.warnings.pop().map(|reason| IncomingError::Unreadable { reason }.into())
            }),
            Err(error) => Some(error),
        };
        // Whoever stops it when a file has just come in finds it in the study.
        let is_in = match &failed {
            Some(ProjectError::Cancelled) => self.holds(&moved.to)?,
            Some(_) => false,
            None => true,
        };
        if let (Some(error), false) = (failed, is_in) {
            let inside = moved.to.parent().unwrap_or(&moved.to).to_owned();
            self.move_back(moved)?;
            return Err(match error {
                error @ (ProjectError::Store(_) | ProjectError::Cancelled) => error,
                error => by_name(&error, &inside),
            });
        }
        let waited = moved.from.ancestors().nth(2).unwrap_or(&moved.from);
        fs::remove_dir_all(waited).map_err(|source| ProjectError::Write { path: waited.to_owned(), source })?;
        progress.go_on(0)?;
        report.imported.append(&mut own.imported);
        report.unchanged += own.unchanged;
        report.warnings.append(&mut own.warnings);
        report.notes.append(&mut own.notes);
        Ok(())
    }

    /// Whether a file, as it is, is in the store.
    fn holds(&self, path: &Path) -> Result<bool, ProjectError> {
        let known = self.store.known_file(&name_in(&self.folder, path))?;
        let sha256 = file_sha256(path)?;
        Ok(known.is_some_and(|known| known.sha256 == sha256))
    }

    /// Moves the file to where it will be read from. Another file is never written over, unless this one corrects it.
    fn move_in(&self, choice: &IncomingChoice) -> Result<Moved, ProjectError> {
        let file = self.incoming_file(&choice.id)?;
        let from = self.incoming_path(&choice.id)?;
        let named = |name: &str| self.path("transcripts").join(name);
        let to = match &choice.place {
            IncomingPlace::Corrects => match &file.corrects {
                Some(name) => self.path(name),
                None => return Err(IncomingError::CorrectsNothing { name: file.name }.into()),
            },
            IncomingPlace::Named(name) => named(&safe_file_name(&with_ending(name, &file.name))?),
            IncomingPlace::New | IncomingPlace::LaterOf(_) => named(&file.name),
        };
        let mut earlier = None;
        let cannot = |source| ProjectError::Write { path: to.clone(), source };
        if to.exists() {
            if choice.place == IncomingPlace::Corrects {
                let aside = from.ancestors().nth(2).unwrap_or(&from).join("earlier");
                fs::rename(&to, &aside).map_err(cannot)?;
                earlier = Some(aside);
            } else if file_sha256(&to)? != file_sha256(&from)? {
                return Err(IncomingError::Taken { name: name_in(&self.folder, &to) }.into());
            }
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(cannot)?;
        }
        if let Err(error) = fs::rename(&from, &to) {
            if let Some(aside) = &earlier {
                fs::rename(aside, &to).map_err(cannot)?;
            }
            return Err(cannot(error));
        }
        Ok(Moved { from, to, earlier, study_text: self.study_text.clone(), plan: None })
    }

    fn read_in(
        &mut self,
        choice: &IncomingChoice,
        moved: &mut Moved,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<(), ProjectError> {
        if let IncomingPlace::LaterOf(survey) = &choice.place {
            *report = self.append(&moved.to, survey, progress)?;
            return Ok(());
        }
        let is_new = choice.place != IncomingPlace::Corrects;
        let plan = if is_new { self.move_plan(moved)? } else { None };
        let options = ImportOptions {
            kind: choice.kind.filter(|_| is_new),
            speakers: choice.speakers.clone(),
            plan,
            add_codes: choice.add_codes,
            ..ImportOptions::default()
        };
        *report = self.import(std::slice::from_ref(&moved.to), &options, progress)?;
        Ok(())
    }

    /// The plan that was saved for a survey while it waited goes with it.
    fn move_plan(&mut self, moved: &mut Moved) -> Result<Option<PathBuf>, ProjectError> {
        let Some(waits) = moved.from.ancestors().nth(2).map(|folder| folder.join("plan.toml")) else { return Ok(None) };
        let Ok(text) = fs::read(&waits) else { return Ok(None) };
        let plan = moved.to.with_extension("plan.toml");
        let name = name_in(&self.folder, &plan);
        if plan.exists() {
            return Err(IncomingError::Taken { name }.into());
        }
        self.write_tracked(&name, Some(text), &self.event("sources plan", serde_json::json!({ "file": name })))?;
        moved.plan = Some(name);
        Ok(Some(plan))
    }

    /// All is as it was before the file was moved.
    fn move_back(&mut self, moved: Moved) -> Result<(), ProjectError> {
        let put = |from: &Path, to: &Path| {
            fs::rename(from, to).map_err(|source| ProjectError::Write { path: to.to_owned(), source })
        };
        put(&moved.to, &moved.from)?;
        if let Some(earlier) = &moved.earlier {
            put(earlier, &moved.to)?;
        }
        if self.study_text != moved.study_text {
            let event = self.event("sources add", serde_json::json!({ "file": STUDY_FILE, "given_up": true }));
            self.write_tracked(STUDY_FILE, Some(moved.study_text.into_bytes()), &event)?;
        }
        if let Some(name) = moved.plan {
            let event = self.event("sources plan", serde_json::json!({ "file": name, "given_up": true }));
            self.write_tracked(&name, None, &event)?;
        }
        Ok(())
    }
}

/// A name with the ending of the file that gets it, since readers go by it.
fn with_ending(name: &str, file: &str) -> String {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let has_it = name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending));
    if has_it { name.trim().to_owned() } else { format!("{}.{ending}", name.trim()) }
}
