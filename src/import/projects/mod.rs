//! Projects of other tools, as plain values: their documents with what people coded and noted there, their codes, and
//! who the people studied are.
//!
//! Taguette's and QualCoder's projects are SQLite files. [`read_project`] takes the bytes of one; `database` is where
//! they are kept from doing anything but being read.

mod database;
mod document;
mod html;
mod positions;
mod qualcoder;
mod qualcoder_cases;
mod taguette;

use std::collections::BTreeMap;
use std::path::Path;

use super::{FaceRow, ImportError, Imported, KnownSpeakers};
use crate::model::{Code, SourceFormat, Span};
use database::Database;

/// A project of another tool.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedProject {
    pub format: SourceFormat,
    pub documents: Vec<ProjectDocument>,
    /// With sound ids and parents.
    pub codes: Vec<Code>,
    /// Whose words the documents hold, as lines of a face sheet that name a document each.
    pub faces: Vec<FaceRow>,
    /// Notes on the study and on its cases.
    pub memos: Vec<ProjectMemo>,
    /// What the project holds and a study has no place for, a sentence each.
    pub left_out: Vec<String>,
}

/// One document of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectDocument {
    /// Once in the project, and fit to stand in a path.
    pub name: String,
    /// Its memos are those on passages.
    pub imported: Imported,
    /// What is noted on the document as a whole.
    pub note: Option<Note>,
    pub codings: Vec<ProjectCoding>,
}

/// One code on one passage by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectCoding {
    /// Index into the project's codes.
    pub code_index: usize,
    pub span: Span,
    pub coder: String,
    /// What the coder noted on it.
    pub note: Option<Note>,
}

/// A note on something that is no passage of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectMemo {
    pub about: About,
    pub note: Note,
}

/// What a note is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The study as a whole, under a heading, which may be empty.
    Study(String),
    /// The case of this name.
    Case(String),
}

/// What someone wrote, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Empty where the project does not say.
    pub author: String,
    /// RFC 3339; empty where the project does not say.
    pub written_at: String,
    pub content: String,
}

/// Whether a file's name says that it is a project of another tool.
pub fn is_project(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "qda" | "sqlite3" | "sqlite" | "db")
}

/// Reads a project. Its tables say which tool made it.
pub fn read_project(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<ImportedProject, ImportError> {
    super::file::check_size(path, bytes)?;
    let database = Database::open(path, bytes)?;
    let mut project = if ["documents", "tags", "highlights"].iter().all(|table| database.has(table)) {
        taguette::read(known, &database)?
    } else if ["source", "code_name", "code_text"].iter().all(|table| database.has(table)) {
        qualcoder::read(known, &database)?
    } else {
        let message = "this database is a project of neither Taguette nor QualCoder; only these are read";
        return Err(database.damaged(message));
    };
    if project.documents.is_empty() {
        return Err(database.damaged("there is no document with words in this project; export or copy it again"));
    }
    name_documents(&mut project);
    Ok(project)
}

/// Who coded, where a project does not say.
const UNKNOWN: &str = "unknown";

fn coder(name: &str) -> String {
    let name = name.trim();
    (if name.is_empty() { UNKNOWN } else { name }).to_owned()
}

/// A note, if anything is written in it.
fn note(author: &str, date: &str, content: &str) -> Option<Note> {
    let content = crate::text::normalise(content).trim().to_owned();
    let (author, written_at) = (author.trim().to_owned(), rfc3339(date));
    (!content.is_empty()).then_some(Note { author, written_at, content })
}

/// `2026-11-22 20:21:06.56` as RFC 3339; empty if that is no date.
fn rfc3339(date: &str) -> String {
    let (day, time) = (date.get(..10).unwrap_or_default(), date.get(11..19).unwrap_or("00:00:00"));
    let has_shape = |text: &str, shape: &str| {
        let fits = |(byte, shape): (u8, u8)| if shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
        text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
    };
    if has_shape(day, "0000-00-00") && has_shape(time, "00:00:00") { format!("{day}T{time}Z") } else { String::new() }
}

/// Gives every document a name of its own, and says the same name in the lines about its cases, which carry its number.
fn name_documents(project: &mut ImportedProject) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (index, document) in project.documents.iter_mut().enumerate() {
        let plain: String = document
            .name
            .chars()
            .map(|character| if matches!(character, '/' | '\\') || character.is_control() { '-' } else { character })
            .collect();
        let plain = match plain.trim() {
            "" | "." | ".." => format!("document {}", index + 1),
            name => name.to_owned(),
        };
        let mut name = plain.clone();
        while let Some(count) = taken.get_mut(&name.to_lowercase()) {
            *count += 1;
            name = format!("{name} ({count})");
        }
        taken.insert(name.to_lowercase(), 1);
        document.name = name;
    }
    for face in &mut project.faces {
        let document = face.source.parse().ok().and_then(|index: usize| project.documents.get(index));
        face.source = document.map(|document| document.name.clone()).unwrap_or_default();
    }
}

/// One sentence about what was left out, if there was any.
fn left_out(count: u64, thing: &str, why: &str) -> Option<String> {
    (count > 0).then(|| format!("{} left out: {why}", crate::text::counted(count, thing)))
}

/// Whether two texts have the same letters, blanks aside. Those of very different length are not compared at all.
fn is_same_but_for_blanks(words: &str, marked: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|character| !character.is_whitespace()).collect() };
    words.len() <= marked.len() * 4 + 64 && letters(words) == letters(marked)
}
