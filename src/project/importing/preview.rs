//! What an import would bring, before it does.

use std::path::Path;

use super::import::ImportOptions;
use super::other_tools::database_in;
use super::speakers_shown::speaker_lines;
use crate::import::projects::is_project;
use crate::model::SourceKind;
use crate::project::files::{StudyFile, study_files};
use crate::project::people::kinds::guessed_kind;
use crate::project::{Project, ProjectError, SourceEntry};

impl Project {
    /// How a file would be read, in lines for people: speakers and turns of a transcript, columns of a survey.
    pub fn preview(&self, path: &Path, options: &ImportOptions) -> Result<Vec<String>, ProjectError> {
        let path = &database_in(path.to_owned());
        if is_project(path) {
            return self.project_lines(path);
        }
        let entry = self.entry_of(path)?;
        let named_kind = entry.as_ref().map(|entry| entry.kind);
        if options.kind.or(named_kind).unwrap_or_else(|| guessed_kind(path).kind) != SourceKind::Survey {
            let guess = guessed_kind(path).sentence().filter(|_| options.kind.is_none() && named_kind.is_none());
            let entry = entry.unwrap_or_else(|| SourceEntry::new(String::new(), SourceKind::Interview));
            return speaker_lines(path, &entry.corrected(&options.speakers), guess);
        }
        let named_plan = entry.and_then(|entry| entry.plan).map(|plan| self.path(&plan));
        let saved = match options.plan.clone().or(named_plan) {
            Some(plan) => {
                let text = std::fs::read_to_string(&plan);
                Some((plan.clone(), text.map_err(|source| ProjectError::Read { path: plan, source })?))
            }
            None => None,
        };
        let saved = saved.as_ref().map(|(path, text)| (path.as_path(), text.as_str()));
        Self::survey_preview(path, saved, options.dialect)
    }

    /// How `study.toml` says that this file is read, if it names it.
    fn entry_of(&self, path: &Path) -> Result<Option<SourceEntry>, ProjectError> {
        let same = |file: &StudyFile| std::fs::canonicalize(&file.path).ok() == std::fs::canonicalize(path).ok();
        let (files, _) = study_files(&self.folder, &self.study)?;
        Ok(files.into_iter().find(same).map(|file| file.entry))
    }
}
