//! Taguette: documents as HTML, highlights by UTF-8 bytes of their text, tags whose names may be paths.
//!
//! Of its users only the login is read. A highlight keeps the words that were marked; one whose words are not those at
//! its place is left out, not moved.

use std::collections::BTreeMap;

use super::database::Database;
use super::document::{Document, MAX_DOCUMENT};
use super::html::text_of;
use super::{
    About, ImportedProject, ProjectCoding, ProjectDocument, ProjectMemo, coder, is_same_but_for_blanks, left_out, note,
};
use crate::import::code_tree::{Branch, codes};
use crate::import::{ImportError, KnownSpeakers};
use crate::model::{Code, SourceFormat};

/// What may part the names in a tag's path.
const SEPARATORS: [char; 3] = ['.', '/', '\\'];

struct Highlight {
    id: i64,
    document: i64,
    start: usize,
    end: usize,
    /// The marked words, as HTML.
    snippet: String,
}

/// What does not come over, counted.
#[derive(Default)]
struct Lost {
    untagged: u64,
    elsewhere: u64,
    labels: u64,
    empty: u64,
}

pub(super) fn read(known: &KnownSpeakers, database: &Database) -> Result<ImportedProject, ImportError> {
    let projects = projects(database)?;
    let (tags, codes) = tags(database)?;
    let tagged = tagged(database, &tags)?;
    let coders = coders(database)?;
    let mut highlights = highlights(database)?;
    let mut project = ImportedProject {
        format: SourceFormat::Taguette,
        documents: Vec::new(),
        codes,
        faces: Vec::new(),
        memos: projects.values().filter_map(|project| project.memo.clone()).collect(),
        left_out: Vec::new(),
    };
    let mut lost = Lost::default();
    let mut failure = None;
    let columns = ["id", "name", "description", "created", "project_id", "contents"];
    database.rows("documents", &columns, |row| {
        let html = row.text(5);
        if html.len() > MAX_DOCUMENT {
            failure = Some(database.damaged("a document of this project is larger than 64 MB, which no transcript is"));
            return;
        }
        let (raw, blocks) = text_of(html);
        let document = Document::of(known, SourceFormat::Taguette, &raw, &blocks);
        if document.imported.turns.is_empty() {
            lost.empty += 1;
            return;
        }
        let found = row.number(0).and_then(|id| highlights.remove(&id)).unwrap_or_default();
        let codings = codings(&document, &raw, &found, &tagged, &coders, &mut lost);
        let name = match row.number(4).and_then(|project| projects.get(&project)).filter(|_| projects.len() > 1) {
            Some(project) => format!("{} - {}", project.name, row.text(1)),
            None => row.text(1).to_owned(),
        };
        let note = note("", row.text(3), row.text(2));
        project.documents.push(ProjectDocument { name, imported: document.imported, note, codings });
    })?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let homeless = highlights.values().map(|highlights| highlights.len() as u64).sum();
    project.left_out = [
        left_out(lost.empty, "document", "no words"),
        left_out(lost.untagged, "highlight", "without a tag"),
        left_out(lost.elsewhere, "highlight", "the words are not those at the place"),
        left_out(lost.labels, "highlight", "only a speaker's name or blank space is marked"),
        left_out(homeless, "highlight", "the document is not there"),
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok(project)
}

/// One project of a database; a server's holds many.
struct Project {
    name: String,
    memo: Option<ProjectMemo>,
}

fn projects(database: &Database) -> Result<BTreeMap<i64, Project>, ImportError> {
    let mut projects = BTreeMap::new();
    database.rows("projects", &["id", "name", "description", "created"], |row| {
        let name = row.text(1).to_owned();
        let note = note("", row.text(3), row.text(2));
        let memo = note.map(|note| ProjectMemo { about: About::Study(name.clone()), note });
        projects.insert(row.number(0).unwrap_or_default(), Project { name, memo });
    })?;
    Ok(projects)
}

/// The codes, and which of them each tag is.
fn tags(database: &Database) -> Result<(BTreeMap<i64, usize>, Vec<Code>), ImportError> {
    let mut indices: BTreeMap<i64, usize> = BTreeMap::new();
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(String, String)> = Vec::new();
    database.rows("tags", &["id", "path", "description"], |row| {
        let path = row.text(1).trim().to_owned();
        // Two projects of one database may share a tag.
        let index = *by_path.entry(path.clone()).or_insert(found.len());
        if index == found.len() {
            found.push((path, row.text(2).trim().to_owned()));
        } else if let Some((_, description)) = found.get_mut(index).filter(|(_, description)| description.is_empty()) {
            row.text(2).trim().clone_into(description);
        }
        indices.insert(row.number(0).unwrap_or_default(), index);
    })?;
    let branches = found.into_iter().map(|(path, definition)| {
        let (parent, name) = split_path(&path, &by_path);
        Branch { code: Code { id: path.clone(), name, definition, ..Code::default() }, parent }
    });
    Ok((indices, codes(branches.collect()).0))
}

/// The tag that a path stands under, if there is one, and what it is called there. A separator alone makes no hierarchy:
/// "Dr. Hill" is one name.
fn split_path(path: &str, known: &BTreeMap<String, usize>) -> (Option<usize>, String) {
    for (at, separator) in path.rmatch_indices(SEPARATORS) {
        let (above, below) = (path.get(..at).unwrap_or_default(), path.get(at + separator.len()..).unwrap_or_default());
        if let Some(&parent) = known.get(above.trim_end())
            && !below.trim().is_empty()
        {
            return (Some(parent), below.trim().to_owned());
        }
    }
    (None, path.to_owned())
}

/// By highlight: the codes on it.
fn tagged(database: &Database, tags: &BTreeMap<i64, usize>) -> Result<BTreeMap<i64, Vec<(i64, usize)>>, ImportError> {
    let mut tagged: BTreeMap<i64, Vec<(i64, usize)>> = BTreeMap::new();
    database.rows("highlight_tags", &["highlight_id", "tag_id"], |row| {
        let (Some(highlight), Some(tag)) = (row.number(0), row.number(1)) else { return };
        if let Some(&index) = tags.get(&tag) {
            tagged.entry(highlight).or_default().push((tag, index));
        }
    })?;
    Ok(tagged)
}

/// Who put tags on highlights, as the log of commands has it.
struct Coders {
    /// By highlight and tag: who did so first.
    by_tag: BTreeMap<(i64, i64), String>,
    /// By highlight: who made it.
    by_highlight: BTreeMap<i64, String>,
    /// The only user, if there is only one.
    only: String,
}

impl Coders {
    fn of(&self, highlight: i64, tag: i64) -> String {
        let logged = self.by_tag.get(&(highlight, tag)).or_else(|| self.by_highlight.get(&highlight));
        coder(logged.unwrap_or(&self.only))
    }
}

fn coders(database: &Database) -> Result<Coders, ImportError> {
    let mut logins = Vec::new();
    database.rows("users", &["login"], |row| logins.push(row.text(0).to_owned()))?;
    let only = if logins.len() == 1 { logins.remove(0) } else { String::new() };
    let mut coders = Coders { by_tag: BTreeMap::new(), by_highlight: BTreeMap::new(), only };
    database.rows("commands", &["user_login", "payload"], |row| {
        let Ok(payload) = serde_json::from_str::<serde_json::Value>(row.text(1)) else { return };
        if payload.get("type").and_then(serde_json::Value::as_str) != Some("highlight_add") {
            return;
        }
        // Until version 0.8 the field was called `id`.
        let id = payload.get("highlight_id").or_else(|| payload.get("id")).and_then(serde_json::Value::as_i64);
        let Some(highlight) = id else { return };
        let login = row.text(0);
        coders.by_highlight.entry(highlight).or_insert_with(|| login.to_owned());
        let tags = payload.get("tags").and_then(serde_json::Value::as_array);
        for tag in tags.into_iter().flatten().filter_map(serde_json::Value::as_i64) {
            coders.by_tag.entry((highlight, tag)).or_insert_with(|| login.to_owned());
        }
    })?;
    Ok(coders)
}

/// By document.
fn highlights(database: &Database) -> Result<BTreeMap<i64, Vec<Highlight>>, ImportError> {
    let mut highlights: BTreeMap<i64, Vec<Highlight>> = BTreeMap::new();
    let columns = ["id", "document_id", "start_offset", "end_offset", "snippet"];
    database.rows("highlights", &columns, |row| {
        let position = |column| row.number(column).and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
        let highlight = Highlight {
            id: row.number(0).unwrap_or_default(),
            document: row.number(1).unwrap_or_default(),
            start: position(2),
            end: position(3),
            snippet: row.text(4).to_owned(),
        };
        highlights.entry(highlight.document).or_default().push(highlight);
    })?;
    Ok(highlights)
}

fn codings(
    document: &Document,
    raw: &str,
    highlights: &[Highlight],
    tagged: &BTreeMap<i64, Vec<(i64, usize)>>,
    coders: &Coders,
    lost: &mut Lost,
) -> Vec<ProjectCoding> {
    let mut codings = Vec::new();
    for highlight in highlights {
        let Some(tags) = tagged.get(&highlight.id) else {
            lost.untagged += 1;
            continue;
        };
        let range = after_letter(raw, highlight.start)..after_letter(raw, highlight.end);
        let words = raw.get(range.clone()).filter(|words| is_same(words, &highlight.snippet));
        if words.is_none() {
            lost.elsewhere += 1;
            continue;
        }
        let Some(span) = document.place(range) else {
            lost.labels += 1;
            continue;
        };
        let coding = |&(tag, code_index): &(i64, usize)| {
            let coder = coders.of(highlight.id, tag);
            ProjectCoding { code_index, span, coder, note: None }
        };
        codings.extend(tags.iter().map(coding));
    }
    codings
}

/// A position inside a letter counts as the one after it.
fn after_letter(raw: &str, mut at: usize) -> usize {
    while at < raw.len() && !raw.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whether words of the document are those that were marked. Blanks make no difference; without a snippet, nothing can.
fn is_same(words: &str, snippet: &str) -> bool {
    let marked = text_of(snippet).0;
    marked.trim().is_empty() || is_same_but_for_blanks(words, &marked)
}
