//! Files that a browser brings: they wait beside the store until somebody has looked at them, and then come in or go.
//!
//! Each waits in a folder of its own, `.verbatim/incoming/ID/file/NAME`, so that it has its name and nothing else has. What
//! cannot be read does not wait at all. How they come in is in `bringing_in`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::file_name::safe_file_name;
use super::import::ImportOptions;
use super::other_tools::database_in;
use super::speakers_shown::heard_in;
use crate::import::projects::is_project;
use crate::model::SourceKind;
use crate::project::files::{StudyFile, file_sha256, study_files};
use crate::project::people::kinds::guessed_kind;
use crate::project::{HeardSpeaker, Project, ProjectError, SheetChange, SourceEntry, SpeakerOptions, sentence};

/// A file that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingFile {
    /// By which it is asked for: letters, digits and a hyphen.
    pub id: String,
    /// As it was called where it came from, made safe.
    pub name: String,
    pub byte_count: u64,
    /// What it most likely is.
    pub kind: SourceKind,
    /// A project of another tool, which brings sources of several kinds.
    pub is_project: bool,
    /// The file of the study that has the same name and other content.
    pub corrects: Option<String>,
    /// The file of the study that is the very same.
    pub same_as: Option<String>,
    /// A name under which it can come in beside all that is there.
    pub free_name: String,
}

/// Why a file that a browser brings does not come in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IncomingError {
    #[error("a file called {name:?} cannot be kept on every computer: rename it, and bring it again")]
    Name { name: String },
    #[error("that file does not wait here any more")]
    Gone,
    #[error("{reason}")]
    Unreadable { reason: String },
    #[error(
        "there is another file {name} already: give this one another name, or say that it is a corrected version of that one"
    )]
    Taken { name: String },
    #[error("{name} corrects no file of the study: bring it in as a source of its own")]
    CorrectsNothing { name: String },
}

impl Project {
    /// Lets a file wait under the name it came with; `path` is where it was received, and it is moved from there. What
    /// cannot be read is refused, and is then nowhere.
    pub fn take_incoming(&self, path: &Path, name: &str) -> Result<IncomingFile, ProjectError> {
        let name = safe_file_name(name)?;
        let folder = self.incoming_folder();
        let cannot = |source| ProjectError::Write { path: folder.clone(), source };
        fs::create_dir_all(&folder).map_err(cannot)?;
        // Gone again, with all that is in it, unless the file is taken.
        let place = tempfile::Builder::new().prefix("file-").tempdir_in(&folder).map_err(cannot)?;
        let inner = place.path().join("file");
        let file = inner.join(&name);
        fs::create_dir(&inner).and_then(|()| fs::rename(path, &file)).map_err(cannot)?;
        self.preview(&file, &ImportOptions::default()).map_err(|error| by_name(&error, &inner))?;
        let id = place.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let taken = self.incoming_file(&id)?;
        drop(place.keep());
        Ok(taken)
    }

    /// The files that wait, in the order in which they came.
    pub fn incoming(&self) -> Result<Vec<IncomingFile>, ProjectError> {
        let mut ids: Vec<(SystemTime, String)> = Vec::new();
        for entry in fs::read_dir(self.incoming_folder()).into_iter().flatten().flatten() {
            let id = entry.file_name().to_string_lossy().into_owned();
            let since = entry.metadata().and_then(|data| data.created().or_else(|_| data.modified()));
            if let (Ok(since), Ok(_)) = (since, self.incoming_path(&id)) {
                ids.push((since, id));
            }
        }
        ids.sort();
        ids.iter().map(|(_, id)| self.incoming_file(id)).collect()
    }

    /// A file that waits.
    pub fn incoming_file(&self, id: &str) -> Result<IncomingFile, ProjectError> {
        let path = self.incoming_path(id)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let byte_count = fs::metadata(&path).map_err(|_| IncomingError::Gone)?.len();
        let (files, _) = study_files(&self.folder, &self.study)?;
        let is_called = |file: &&StudyFile| file.path.file_name().is_some_and(|called| *called == *name);
        let (mut corrects, mut same_as) = (None, None);
        for file in files.iter().filter(is_called).filter(|file| file.path.is_file()) {
            let known = if file_sha256(&file.path)? == file_sha256(&path)? { &mut same_as } else { &mut corrects };
            known.get_or_insert_with(|| file.name.clone());
        }
        Ok(IncomingFile {
            id: id.to_owned(),
            byte_count,
            kind: self.kind_by_pattern(&name).unwrap_or_else(|| guessed_kind(&path).kind),
            is_project: is_project(&database_in(path)),
            corrects,
            same_as,
            free_name: self.free_name(&name),
            name,
        })
    }

    /// How a file that waits would be read, in lines for people; as a survey, by the plan that was saved for it.
    pub fn incoming_lines(&self, id: &str, options: &ImportOptions) -> Result<Vec<String>, ProjectError> {
        let path = self.incoming_path(id)?;
        let plan = Some(self.incoming_plan(id)?).filter(|plan| plan.is_file());
        let options = ImportOptions { plan: options.plan.clone().or(plan), ..options.clone() };
        let inner = path.parent().unwrap_or(&path);
        let lines = self.preview(&path, &options).map_err(|error| by_name(&error, inner))?;
        Ok(lines.iter().map(|line| without_flags(line)).collect())
    }

    /// What a file that waits would bring as a later export of a survey, in lines for people.
    pub fn later_export_lines(&mut self, id: &str, survey: &str) -> Result<Vec<String>, ProjectError> {
        let path = self.incoming_path(id)?;
        let lines = self.append_preview(&path, survey);
        let lines = lines.map_err(|error| by_name(&error, path.parent().unwrap_or(&path)))?;
        Ok(lines.iter().map(|line| without_flags(line)).collect())
    }

    /// What a file that waits would change as a table of cases and their attributes.
    pub fn incoming_sheet(&self, id: &str) -> Result<Vec<SheetChange>, ProjectError> {
        let path = self.incoming_path(id)?;
        self.sheet_changes(&path).map_err(|error| by_name(&error, path.parent().unwrap_or(&path)))
    }

    /// Changes what a table that waits says otherwise; it does not wait any more then.
    pub fn set_from_incoming_sheet(&mut self, id: &str) -> Result<Vec<SheetChange>, ProjectError> {
        let path = self.incoming_path(id)?;
        let changes = self.set_from_sheet(&path);
        let changes = changes.map_err(|error| by_name(&error, path.parent().unwrap_or(&path)))?;
        self.discard_incoming(id)?;
        Ok(changes)
    }

    /// Who speaks in a transcript that waits.
    pub fn incoming_speakers(&self, id: &str, speakers: &SpeakerOptions) -> Result<Vec<HeardSpeaker>, ProjectError> {
        let path = self.incoming_path(id)?;
        let entry = SourceEntry::new(String::new(), SourceKind::Interview).corrected(speakers);
        heard_in(&path, &entry).map_err(|error| by_name(&error, path.parent().unwrap_or(&path)))
    }

    /// Forgets a file that waits.
    pub fn discard_incoming(&self, id: &str) -> Result<String, ProjectError> {
        let path = self.incoming_path(id)?;
        let folder = self.incoming_folder().join(id);
        fs::remove_dir_all(&folder).map_err(|source| ProjectError::Write { path: folder, source })?;
        Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Forgets all of them, since words of someone who withdraws may stand in them.
    pub(in crate::project) fn discard_all_incoming(&self) -> Result<(), ProjectError> {
        let folder = self.incoming_folder();
        match fs::remove_dir_all(&folder) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(ProjectError::Write { path: folder, source })
            }
            _ => Ok(()),
        }
    }

    fn incoming_folder(&self) -> PathBuf {
        self.folder.join(".verbatim/incoming")
    }

    /// Where a plan for a survey that waits is saved.
    pub(in crate::project) fn incoming_plan(&self, id: &str) -> Result<PathBuf, ProjectError> {
        self.incoming_path(id)?;
        Ok(self.incoming_folder().join(id).join("plan.toml"))
    }

    /// Where a file that waits lies. The id comes from outside, and leads nowhere else.
    pub(in crate::project) fn incoming_path(&self, id: &str) -> Result<PathBuf, ProjectError> {
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let folder = self.incoming_folder().join(id).join("file");
        let mut files = is_id.then(|| fs::read_dir(folder)).into_iter().flatten().flatten().flatten();
        Ok(files.next().ok_or(IncomingError::Gone)?.path())
    }

    /// What a pattern of the study file says of every file that is called so.
    fn kind_by_pattern(&self, name: &str) -> Option<SourceKind> {
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
        let is_meant = |entry: &&SourceEntry| {
            let pattern = glob::Pattern::new(&entry.files);
            pattern.is_ok_and(|pattern| pattern.matches_with(&format!("transcripts/{name}"), options))
        };
        self.study.sources.iter().find(is_meant).map(|entry| entry.kind)
    }

    /// The name, or the name with a number, under which there is no file in `transcripts/`.
    fn free_name(&self, name: &str) -> String {
        let folder = self.path("transcripts");
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = |number: u32| match number {
            1 => name.to_owned(),
            _ => format!("{stem}-{number}.{ending}"),
        };
        (1..1000).map(numbered).find(|name| !folder.join(name).exists()).unwrap_or_else(|| name.to_owned())
    }
}

/// Why it cannot be read, by the name that people know it by and not by where it waits.
pub(in crate::project) fn by_name(error: &ProjectError, folder: &Path) -> ProjectError {
    let mut reason = sentence(error);
    let folders = [Some(folder.to_owned()), fs::canonicalize(folder).ok()];
    for folder in folders.into_iter().flatten() {
        reason = reason.replace(&format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR), "");
    }
    IncomingError::Unreadable { reason: without_flags(&reason) }.into()
}

/// A line without what it says of options of the command line, which stands at its end.
fn without_flags(line: &str) -> String {
    line.split("; --").next().unwrap_or(line).to_owned()
}
