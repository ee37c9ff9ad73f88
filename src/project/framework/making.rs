//! New frameworks: `[[framework]]` at the end of `study.toml`.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::{ColumnEntry, FrameworkError, GroupEntry};
use crate::analysis::Scope;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};

/// A framework that somebody begins.
#[derive(Debug, Clone)]
pub struct NewFramework {
    pub name: String,
    pub title: Option<String>,
    pub file: Option<String>,
    /// `cases`, or an attribute.
    pub rows: String,
    pub scope: Scope,
    pub groups: Vec<GroupEntry>,
    pub columns: Vec<ColumnEntry>,
}

impl Project {
    /// Writes a framework into the study file; refused if its rows or columns name what there is not.
    pub fn new_framework(&mut self, new: &NewFramework) -> Result<(), ProjectError> {
        let path = self.path(STUDY_FILE);
        if self.study.frameworks.iter().any(|entry| entry.name == new.name) {
            return Err(FrameworkError::Taken { name: new.name.clone() }.into());
        }
        let entry = super::FrameworkEntry {
            name: new.name.clone(),
            title: new.title.clone(),
            file: new.file.clone(),
            rows: new.rows.clone(),
            scope: new.scope,
            groups: new.groups.clone(),
            columns: new.columns.clone(),
        };
        entry.check().map_err(|message| ProjectError::Study { path: path.clone(), message })?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        self.layout(&entry, &codebook)?;
        let mut document: DocumentMut = self
            .study_text
            .parse()
            .map_err(|error: toml_edit::TomlError| ProjectError::Study { path, message: error.message().to_owned() })?;
        let item = document.entry("framework").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let tables = item.as_array_of_tables_mut().expect("the study has been read, so its frameworks are tables");
        tables.push(table(new));
        let event = self.event("framework new", serde_json::json!({ "framework": new.name }));
        self.write_tracked(STUDY_FILE, Some(document.to_string().into_bytes()), &event)
    }
}

fn table(new: &NewFramework) -> Table {
    let mut table = Table::new();
    let mut put = |key: &str, words: Option<&str>| {
        if let Some(words) = words {
            table.insert(key, value(words));
        }
    };
    put("name", Some(&new.name));
    put("title", new.title.as_deref());
    put("file", new.file.as_deref());
    put("rows", Some(&new.rows));
    put(
        "scope",
        match new.scope {
            Scope::All => None,
            Scope::Interviews => Some("interviews"),
            Scope::Survey => Some("survey"),
        },
    );
    let part = |id: &str, title: Option<&str>, list: (&str, &[String])| {
        let mut part = Table::new();
        part.insert("id", value(id));
        if let Some(title) = title {
            part.insert("title", value(title));
        }
        if !list.1.is_empty() {
            part.insert(list.0, value(list.1.iter().collect::<Array>()));
        }
        part
    };
    let rows: ArrayOfTables = new
        .groups
        .iter()
        .map(|group| part(&group.id, group.title.as_deref(), ("values", group.values.as_slice())))
        .collect();
    let columns: ArrayOfTables = new
        .columns
        .iter()
        .map(|column| part(&column.id, column.title.as_deref(), ("codes", column.codes.as_slice())))
        .collect();
    for (key, parts) in [("row", rows), ("column", columns)] {
        if !parts.is_empty() {
            table.insert(key, Item::ArrayOfTables(parts));
        }
    }
    table
}
