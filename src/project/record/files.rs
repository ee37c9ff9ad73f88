//! Files in which researchers say how they went about it: interview guides, and answers to checklists.

use super::super::{Project, ProjectError, sentence};
use crate::import;
use crate::model::Guide;
use crate::report::{Checklist, ChecklistAnswers, Recipe, RecipeKind};

impl Project {
    /// The guide in a file of the study, or what is wrong with it.
    pub(super) fn guide(&self, name: &str) -> Result<Result<Guide, String>, ProjectError> {
        let read = || -> Result<Guide, ProjectError> {
            let (path, text) = self.read(name)?;
            Ok(import::guide(&path, &text)?)
        };
        or_sentence(read())
    }

    /// The researchers' answers to a checklist, or what is wrong with their file; nothing where no file is named and the
    /// usual one is not there.
    pub(super) fn checklist_answers(
        &self,
        which: Checklist,
        file: Option<&str>,
    ) -> Result<Option<Result<ChecklistAnswers, String>>, ProjectError> {
        let usual = usual_file(which);
        let name = file.unwrap_or(&usual);
        if file.is_none() && !self.path(name).exists() {
            return Ok(None);
        }
        let read = || -> Result<ChecklistAnswers, ProjectError> {
            let (path, text) = self.read(name)?;
            Ok(import::checklist_answers(&path, &text, which.name(), &|key| which.item_number(key))?)
        };
        or_sentence(read()).map(Some)
    }

    /// Files beside codebook and identities that outputs are made from: their names, and what is in those that are there.
    pub(in crate::project) fn files_of_recipes(&self) -> Vec<(String, String)> {
        let mut names: Vec<String> = self.study.outputs.iter().filter_map(file_of).collect();
        names.sort();
        names.dedup();
        let content = |name: &String| std::fs::read_to_string(self.path(name)).unwrap_or_default();
        names.iter().map(|name| (name.clone(), content(name))).collect()
    }
}

/// The file of answers that is read where a recipe names none.
pub(super) fn usual_file(which: Checklist) -> String {
    format!("checklists/{which}.toml")
}

/// The file that an output is made from, besides what all of them are made from.
pub(in crate::project) fn file_of(recipe: &Recipe) -> Option<String> {
    match &recipe.kind {
        RecipeKind::Checklist(sheet) if sheet.answers.is_none() => Some(usual_file(sheet.which)),
        kind => kind.file().map(str::to_owned),
    }
}

/// What is wrong with a file is told by the output that wants it; other errors stop everything.
fn or_sentence<T>(read: Result<T, ProjectError>) -> Result<Result<T, String>, ProjectError> {
    match read {
        Ok(found) => Ok(Ok(found)),
        Err(error @ (ProjectError::Import(_) | ProjectError::Study { .. } | ProjectError::Read { .. })) => {
            Ok(Err(sentence(&error)))
        }
        Err(error) => Err(error),
    }
}
