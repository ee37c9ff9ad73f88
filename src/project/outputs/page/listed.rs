//! The outputs of a study as a list: what each is, and how its files stand.

use crate::project::files::file_sha256;
use crate::project::outputs::documents::{Document, documents, recipes};
use crate::project::{Project, ProjectError};
use crate::report::{Format, Recipe};
use crate::store::Output;

/// A document or an output with files of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDocument {
    pub name: String,
    pub title: String,
    pub formats: Vec<Format>,
    /// The outputs in it, in their order; of an output alone, itself.
    pub chapters: Vec<ListedOutput>,
    /// What the last build wrote of it.
    pub files: Vec<WrittenFile>,
}

impl ListedDocument {
    /// Whether it gathers outputs rather than being one.
    pub fn is_gathering(&self) -> bool {
        self.chapters.iter().all(|chapter| chapter.name != self.name)
    }
}

/// One output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOutput {
    pub name: String,
    /// Its title; what kind of table it is, where the study gives none.
    pub title: String,
    /// The word after `kind =`.
    pub kind: &'static str,
}

/// A file in `output/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// From the output folder, with `/` between folders.
    pub path: String,
    /// In bytes; nothing if it is not there.
    pub byte_count: Option<u64>,
    /// Whether it is, byte for byte, what the build wrote.
    pub is_as_written: bool,
}

impl Project {
    /// Everything that the study asks for, with the files that the last build wrote.
    pub fn listed_documents(&self) -> Result<Vec<ListedDocument>, ProjectError> {
        let noted = self.store.outputs()?;
        let all = documents(&self.study);
        let owner = |path: &str| {
            let own = all.iter().filter(|document| is_of(path, &document.name));
            own.max_by_key(|document| document.name.len()).map(|document| document.name.clone())
        };
        let files: Vec<(Option<String>, WrittenFile)> =
            noted.iter().map(|output| (owner(&output.path), self.written_file(output))).collect();
        let listed = |document: &Document| ListedDocument {
            name: document.name.clone(),
            title: match document.chapters.as_slice() {
                // An output alone has the study's title where it has none, as others have.
                [alone] if alone.name == document.name && alone.title.is_none() => alone.name.clone(),
                _ => document.title.clone(),
            },
            formats: document.formats.clone(),
            chapters: document.chapters.iter().map(listed_output).collect(),
            files: files
                .iter()
                .filter(|(of, _)| of.as_deref() == Some(&document.name))
                .map(|(_, file)| file.clone())
                .collect(),
        };
        Ok(all.iter().map(listed).collect())
    }

    /// One output of the study by its name.
    pub fn listed_output(&self, name: &str) -> Option<ListedOutput> {
        recipes(&self.study).iter().find(|recipe| recipe.name == name).map(listed_output)
    }

    /// The bytes of a file that the last build wrote; nothing if it wrote none of this name.
    pub fn written_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, ProjectError> {
        if !self.store.outputs()?.iter().any(|output| output.path == path) {
            return Ok(None);
        }
        let path = self.output_folder().join(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(ProjectError::Read { path, source }),
        }
    }

    /// A digest of all that outputs are made from: while it stays the same, so do they.
    pub fn state_of_outputs(&self) -> Result<String, ProjectError> {
        self.inputs()
    }

    fn written_file(&self, output: &Output) -> WrittenFile {
        let path = self.output_folder().join(&output.path);
        WrittenFile {
            path: output.path.clone(),
            byte_count: path.metadata().ok().map(|facts| facts.len()),
            is_as_written: file_sha256(&path).is_ok_and(|sha256| sha256 == output.sha256),
        }
    }
}

/// Whether a file is a document's: `report.html`, `report-chapter-2.csv`, `report-figure-1.svg`.
fn is_of(path: &str, document: &str) -> bool {
    path.strip_prefix(document).is_some_and(|rest| rest.starts_with(['.', '-']))
}

fn listed_output(recipe: &Recipe) -> ListedOutput {
    let kind = recipe.kind.kind().word();
    let title = recipe.title.clone().unwrap_or_else(|| kind.to_owned());
    ListedOutput { name: recipe.name.clone(), title, kind }
}
