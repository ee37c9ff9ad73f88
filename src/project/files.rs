//! Which files the study reads, and whether they have changed since they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::project::{ProjectError, SourceEntry, Study};

/// One file to read, and how.
#[derive(Debug, Clone)]
pub(super) struct StudyFile {
    pub(super) path: PathBuf,
    /// From the study folder, with `/` between folders. A survey of which a later export is read keeps its first name.
    pub(super) name: String,
    /// What it is called where its path would be too long: its name without extension, or, where another file of the
    /// study has the same, its path without extension.
    pub(super) short_name: String,
    pub(super) entry: SourceEntry,
}

impl StudyFile {
    /// Whether a source comes from this file: the file itself, or a document of the project that it is.
    pub(super) fn holds(&self, source: &str) -> bool {
        source.strip_prefix(&self.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Size and time of last change: both the same means that a file is taken to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) byte_count: u64,
    pub(super) modified_ns: i64,
}

/// A pattern that named nothing: most often a misspelt path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyPattern {
    pub pattern: String,
}

/// All files that the study's `[[source]]` entries name, each once (the first entry that names it counts), in the order
/// of the entries and then of their names.
pub(super) fn study_files(folder: &Path, study: &Study) -> Result<(Vec<StudyFile>, Vec<EmptyPattern>), ProjectError> {
    let helpers: BTreeSet<PathBuf> = helper_files(study).map(|name| folder.join(name)).collect();
    let mut files: Vec<StudyFile> = Vec::new();
    let mut empty = Vec::new();
    for entry in &study.sources {
        if let (Some(latest), Some(name)) = (entry.later.last(), entry.only_file()) {
            // The earlier file may be there or not.
            if !files.iter().any(|file| file.name == name) {
                let path = folder.join(latest);
                files.push(StudyFile { path, name, short_name: String::new(), entry: entry.clone() });
            }
            continue;
        }
        let found = matching(folder, &entry.files)?;
        let mut any = false;
        for path in found.into_iter().filter(|path| !helpers.contains(path) && !is_hidden(path)) {
            any = true;
            let name = name_in(folder, &path);
            if !files.iter().any(|file| file.name == name) {
                files.push(StudyFile { path, name, short_name: String::new(), entry: entry.clone() });
            }
        }
        if !any {
            empty.push(EmptyPattern { pattern: entry.files.clone() });
        }
    }
    give_short_names(&mut files);
    Ok((files, empty))
}

fn give_short_names(files: &mut [StudyFile]) {
    let stem = |file: &StudyFile| Path::new(&file.name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter() {
        *counts.entry(stem(file)).or_default() += 1;
    }
    let paths: Vec<String> = files.iter().map(|file| without_extension(&file.name).to_owned()).collect();
    for (file, path) in files.iter_mut().zip(&paths) {
        let same_path = paths.iter().filter(|other| *other == path).count() > 1;
        file.short_name = match counts.get(&stem(file)) {
            Some(1) => stem(file),
            _ if same_path => file.name.clone(),
            _ => path.clone(),
        };
    }
}

fn without_extension(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(before, _)| before)
}

/// A path as it is called inside the study folder.
pub(super) fn name_in(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

pub(super) fn stamp(path: &Path) -> Result<Stamp, ProjectError> {
    let read = |source| ProjectError::Read { path: path.to_owned(), source };
    let facts = fs::metadata(path).map_err(read)?;
    if !facts.is_file() {
        return Err(read(io::Error::other("it is a folder; name the files in it, as in `folder/*`")));
    }
    let modified = facts.modified().map_err(read)?;
    let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Stamp { byte_count: facts.len(), modified_ns: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) })
}

/// SHA-256 of a file's bytes, in hexadecimal, read a stretch at a time.
pub(super) fn file_sha256(path: &Path) -> Result<String, ProjectError> {
    let read = |source| ProjectError::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(read)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let count = file.read(&mut buffer).map_err(read)?;
        if count == 0 {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(&buffer[..count]);
    }
}

/// SHA-256 of some bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn helper_files(study: &Study) -> impl Iterator<Item = &str> {
    let plans = study.sources.iter().filter_map(|entry| entry.plan.as_deref());
    let later = study.sources.iter().flat_map(|entry| &entry.later).map(String::as_str);
    let tables = [&study.cases, &study.services, &study.disclosure.identities];
    plans.chain(later).chain(study.files_of_recipes()).chain(tables.into_iter().filter_map(|table| table.as_deref()))
}

fn matching(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, ProjectError> {
    let literal = folder.join(pattern);
    if literal.is_file() {
        return Ok(vec![literal]);
    }
    let wrong = |message: String| ProjectError::Study { path: folder.join(crate::project::study::STUDY_FILE), message };
    let whole = format!("{}/{pattern}", glob::Pattern::escape(&folder.to_string_lossy()));
    let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(&whole, options).map_err(|error| {
        wrong(format!("the pattern {pattern:?} cannot be read ({}): write [[] for a bracket in a name", error.msg))
    })?;
    let mut found: Vec<PathBuf> =
        paths.filter_map(Result::ok).filter(|path| !path.is_dir() || pattern == name_in(folder, path)).collect();
    found.sort();
    Ok(found)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    })
}
