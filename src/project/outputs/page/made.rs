//! One output as a file, made on the spot and given to whoever asks: past disclosure and the gate, as a build's files are.

use crate::export::bundle;
use crate::project::outputs::documents::{Document, chosen, documents};
use crate::project::{Progress, Project, ProjectError, Refusal};
use crate::report::Format;

/// What came of it.
#[derive(Debug)]
pub enum MadeFile {
    Made {
        file_name: String,
        bytes: Vec<u8>,
    },
    /// There is nothing in it that this format holds.
    Nothing,
    Refused(Refusal),
}

impl Project {
    /// An output or document of the study in one format. Where that is several files, they are in a zip file.
    pub fn output_file(
        &mut self,
        name: &str,
        format: Format,
        progress: &dyn Progress,
    ) -> Result<MadeFile, ProjectError> {
        let names = [name.to_owned()];
        let mut wanted = chosen(&documents(&self.study), &self.study, &names, &[format])?;
        let document = wanted.pop().ok_or(ProjectError::NoOutput { name: name.to_owned(), nearest: None })?;
        self.document_file(&document, progress)
    }

    /// The same of any document with one format.
    pub(super) fn document_file(
        &mut self,
        document: &Document,
        progress: &dyn Progress,
    ) -> Result<MadeFile, ProjectError> {
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let finished = self.finish(std::slice::from_ref(document), progress)?.pop().unwrap_or_default();
        if let Some(failure) = finished.failure {
            return Err(failure);
        }
        if let Some(refusal) = finished.refusal {
            return Ok(MadeFile::Refused(refusal));
        }
        self.record_passed(&finished.passed)?;
        let mut files = finished.files;
        if files.is_empty() {
            return Ok(MadeFile::Nothing);
        }
        let event = self.event("export", serde_json::json!({ "outputs": [document.name], "files": files.len() }));
        self.store.record(&event)?;
        match files.pop() {
            Some(file) if files.is_empty() => Ok(MadeFile::Made { file_name: file.file_name, bytes: file.bytes }),
            last => {
                files.extend(last);
                Ok(MadeFile::Made { file_name: format!("{}.zip", document.name), bytes: bundle(files)? })
            }
        }
    }
}
