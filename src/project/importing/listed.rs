//! Everything that the study reads, with how each file stands: what came of it, or why nothing did.

use std::collections::BTreeMap;

use serde_json::Value;

use super::import::ImportOptions;
use super::incoming::by_name;
use crate::model::{Source, SourceKind};
use crate::project::files::{file_sha256, stamp, study_files};
use crate::project::{LogLine, Project, ProjectError, TakenBack};
use crate::store::{EventState, LogFilter, SourceDetails};

/// So many bytes of files that are not in the study are read, all in all, to find out why they did not come in.
const READ_UNASKED: u64 = 8 << 20;

/// A source, or a file that should be one.
#[derive(Debug, Clone)]
pub struct ListedFile {
    /// From the study folder.
    pub path: String,
    /// What it is called in the names of places.
    pub name: String,
    pub kind: SourceKind,
    pub state: FileState,
    /// What came in, if anything has.
    pub source: Option<(Source, SourceDetails)>,
    /// Codings on it that nobody rejected.
    pub coding_count: u64,
}

/// How a file stands to what is in the store of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is as it was when it came in.
    Read,
    /// It has changed since it came in.
    Changed,
    /// It has still to come in.
    New,
    /// It cannot, and why.
    Unreadable(String),
    /// It came in, and is gone, or nothing names it any more.
    Missing,
    /// Its import was taken back.
    SetAside,
}

impl FileState {
    /// For people; nothing where all is well.
    pub fn sentence(&self) -> Option<String> {
        Some(match self {
            Self::Read => return None,
            Self::Changed => "the file has changed since it was read".to_owned(),
            Self::New => "not read yet".to_owned(),
            Self::Unreadable(reason) => reason.clone(),
            Self::Missing => "the file is gone, or study.toml does not name it any more".to_owned(),
            Self::SetAside => "its import was taken back: it comes in again when it changes or is asked for".to_owned(),
        })
    }
}

impl Project {
    /// All sources and all files that should be sources, by path.
    pub fn listed_files(&self) -> Result<Vec<ListedFile>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        let names = self.place_names()?;
        let counts = self.store.codings_by_source()?;
        let aside = self.store.set_aside()?;
        let mut listed: BTreeMap<String, ListedFile> = BTreeMap::new();
        for (source, details) in self.described_sources()? {
            let file = files.iter().find(|file| file.holds(&source.path));
            let state = match file {
                Some(file) if file.name == source.path => self.state_of_known(&source, &file.path)?,
                // A document of another tool's project comes and goes with it.
                Some(file) if file.path.exists() => FileState::Read,
                _ => FileState::Missing,
            };
            let one = ListedFile {
                path: source.path.clone(),
                name: names.get(&source.path).unwrap_or(&source.path).clone(),
                kind: source.kind,
                state,
                coding_count: counts.get(&source.id).copied().unwrap_or_default(),
                source: Some((source, details)),
            };
            listed.insert(one.path.clone(), one);
        }
        let mut unasked = READ_UNASKED;
        for file in &files {
            if listed.keys().any(|path| file.holds(path)) {
                continue;
            }
            let state = if aside.contains(&file.name) {
                FileState::SetAside
            } else {
                let rest = file.path.metadata().ok().and_then(|data| unasked.checked_sub(data.len()));
                let tried = rest.map(|rest| {
                    unasked = rest;
                    self.preview(&file.path, &ImportOptions::default())
                });
                match tried {
                    Some(Err(error)) => FileState::Unreadable(by_name(&error, &self.folder).to_string()),
                    _ => FileState::New,
                }
            };
            let (path, name) = (file.name.clone(), file.short_name.clone());
            let one = ListedFile { path, name, kind: file.entry.kind, state, source: None, coding_count: 0 };
            listed.insert(file.name.clone(), one);
        }
        Ok(listed.into_values().collect())
    }

    /// Patterns of `study.toml` that name no file.
    pub fn patterns_without_files(&self) -> Result<Vec<String>, ProjectError> {
        let (_, empty) = study_files(&self.folder, &self.study)?;
        Ok(empty.into_iter().map(|empty| empty.pattern).collect())
    }

    /// What a source is called in the names of places, as `anna` in `anna:12`, and its path.
    pub fn source_names(&self) -> Result<Vec<(String, String)>, ProjectError> {
        Ok(self.place_names()?.into_iter().map(|(path, name)| (name, path)).collect())
    }

    /// Takes back the step that brought a source in, if nothing that came later builds on it.
    pub fn take_import_back(&mut self, name: &str) -> Result<TakenBack, ProjectError> {
        self.undo_event(self.import_of(name)?)
    }

    /// What that would take back. Nothing is changed.
    pub fn would_take_import_back(&self, name: &str) -> Result<TakenBack, ProjectError> {
        self.would_undo_event(self.import_of(name)?)
    }

    /// The event that brought the latest form of a source in.
    fn import_of(&self, name: &str) -> Result<i64, ProjectError> {
        let (source, _) = self.source(name)?;
        let imports = self.log(&LogFilter { action: Some("import".to_owned()), ..LogFilter::default() })?;
        let is_it = |line: &&LogLine| {
            let of = line.detail.get("source").and_then(Value::as_str).unwrap_or_default();
            // A document of another tool's project came with it.
            let is_about = source.path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            line.state == EventState::Done && is_about
        };
        let number = imports.iter().find(is_it).map(|line| line.number);
        number.ok_or(ProjectError::NoImport { path: source.path.clone() })
    }

    fn state_of_known(&self, source: &Source, path: &std::path::Path) -> Result<FileState, ProjectError> {
        if !path.is_file() {
            return Ok(FileState::Missing);
        }
        let Some(known) = self.store.known_file(&source.path)? else { return Ok(FileState::New) };
        let stamp = stamp(path)?;
        let is_same = known.byte_count == stamp.byte_count
            && (known.modified_ns == stamp.modified_ns || file_sha256(path)? == known.sha256);
        Ok(if is_same { FileState::Read } else { FileState::Changed })
    }
}
