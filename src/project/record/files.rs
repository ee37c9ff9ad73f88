//! Files in which researchers say how they went about it: interview guides, and answers to checklists.

use crate::import;
use crate::model::Guide;
use crate::project::{Project, ProjectError, sentence};
use crate::report::{Checklist, ChecklistAnswers};

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
        let name = file.unwrap_or(which.usual_file());
        if file.is_none() && !self.path(name).exists() {
            return Ok(None);
        }
        let read = || -> Result<ChecklistAnswers, ProjectError> {
            let (path, text) = self.read(name)?;
            Ok(import::checklist_answers(&path, &text, which.name(), &|key| which.item_number(key))?)
        };
        or_sentence(read()).map(Some)
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
