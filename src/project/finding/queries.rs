//! Saved queries: `[queries]` in `study.toml`, used as `@name` in other queries and in recipes.

use toml_edit::{DocumentMut, Item, Key, Table, Value};

use crate::model::Span;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};
use crate::query::{self, Placed, Query, SavedQueries, is_query_name};
use crate::text::nearest;

/// A query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    pub name: String,
    pub query: String,
    /// What names it: other saved queries as `@name`, outputs by their own name.
    pub used_by: Vec<String>,
}

/// What is wrong with the name of a saved query.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SavedQueryError {
    #[error("there is no saved query {name}{}", nearest.as_ref().map(|name| format!("; did you mean {name}?")).unwrap_or_default())]
    Unknown { name: String, nearest: Option<String> },

    #[error("{name:?} is no name for a query: use letters, digits, - and _")]
    Name { name: String },

    #[error("there is a saved query {name} already; --replace puts this one in its place")]
    Taken { name: String },

    #[error("{} needs {name}: change that first", used_by.join(", "))]
    Needed { name: String, used_by: Vec<String> },
}

impl Project {
    /// All saved queries, by name.
    pub fn saved_queries(&self) -> Vec<SavedQuery> {
        let saved = |(name, query): (&String, &String)| SavedQuery {
            name: name.clone(),
            query: query.clone(),
            used_by: self.users_of(name),
        };
        self.study.queries.iter().map(saved).collect()
    }

    pub fn saved_query(&self, name: &str) -> Result<SavedQuery, ProjectError> {
        let name = name.strip_prefix('@').unwrap_or(name);
        self.saved_queries().into_iter().find(|saved| saved.name == name).ok_or_else(|| {
            let nearest = nearest(name, self.study.queries.keys().map(String::as_str)).map(str::to_owned);
            SavedQueryError::Unknown { name: name.to_owned(), nearest }.into()
        })
    }

    /// Gives a query a name. One that has the name already gives way only if `replace` says so.
    pub fn save_query(&mut self, name: &str, query: &str, replace: bool) -> Result<(), ProjectError> {
        let name = new_name(name)?;
        let is_known = self.study.queries.contains_key(name);
        if is_known && !replace {
            return Err(SavedQueryError::Taken { name: name.to_owned() }.into());
        }
        let mut saved = self.study.queries.clone();
        saved.insert(name.to_owned(), query.to_owned());
        // By its name, so that one that would be within itself is found out now.
        let itself = Query::Saved(Placed { value: name.to_owned(), span: Span::whole(query) });
        let sound =
            query::parse(query).and_then(|parsed| parsed.resolved(&saved)).and_then(|_| itself.resolved(&saved));
        sound.map_err(|error| ProjectError::Query { query: query.to_owned(), error })?;
        let mut document = self.study_document()?;
        let queries = queries_of(&mut document);
        match queries.get_mut(name).and_then(Item::as_value_mut) {
            Some(value) => set(value, query),
            None => drop(queries.insert(name, toml_edit::value(query))),
        }
        self.write_queries(&document, "queries save", name)
    }

    /// Gives a saved query another name, and whatever uses it.
    pub fn rename_query(&mut self, old: &str, new: &str) -> Result<(), ProjectError> {
        let old = self.saved_query(old)?.name;
        let new = new_name(new)?;
        if self.study.queries.contains_key(new) {
            return Err(SavedQueryError::Taken { name: new.to_owned() }.into());
        }
        let mut document = self.study_document()?;
        let queries = queries_of(&mut document);
        let names: Vec<String> = queries.iter().map(|(name, _)| name.to_owned()).collect();
        // Taken out and put back one by one, so that they keep their order and what is written around them.
        for name in names {
            let Some((key, item)) = queries.remove_entry(&name) else { continue };
            let key = if name == old {
                Key::new(new).with_leaf_decor(key.leaf_decor().clone()).with_dotted_decor(key.dotted_decor().clone())
            } else {
                key
            };
            drop(queries.insert_formatted(&key, item));
        }
        for (_, item) in queries.iter_mut() {
            rename_in(item, &old, new);
        }
        if let Some(outputs) = document.get_mut("output").and_then(Item::as_array_of_tables_mut) {
            outputs.iter_mut().filter_map(|output| output.get_mut("where")).for_each(|item| rename_in(item, &old, new));
        }
        self.write_queries(&document, "queries rename", new)
    }

    /// Takes a saved query away, unless something uses it.
    pub fn remove_query(&mut self, name: &str) -> Result<(), ProjectError> {
        let SavedQuery { name, used_by, .. } = self.saved_query(name)?;
        if !used_by.is_empty() {
            return Err(SavedQueryError::Needed { name, used_by }.into());
        }
        let mut document = self.study_document()?;
        drop(queries_of(&mut document).remove(&name));
        self.write_queries(&document, "queries remove", &name)
    }

    /// Whether a query can be read.
    pub fn check_query(&self, text: &str) -> Result<(), ProjectError> {
        self.parsed(text).map(drop)
    }

    /// A query read, with saved ones in the place of their names; what is wrong with it is shown in its own words.
    pub(in crate::project) fn parsed(&self, text: &str) -> Result<Query, ProjectError> {
        query::parse(text)
            .and_then(|query| query.resolved(&self.study.queries))
            .map_err(|error| ProjectError::Query { query: text.to_owned(), error })
    }

    fn users_of(&self, name: &str) -> Vec<String> {
        let uses =
            |text: &str| query::parse(text).is_ok_and(|query| query.names().iter().any(|used| used.value == name));
        let queries = self.study.queries.iter().filter(|(_, text)| uses(text)).map(|(other, _)| format!("@{other}"));
        let outputs = self.study.outputs.iter().filter(|output| output.filter.as_deref().is_some_and(uses));
        queries.chain(outputs.map(|output| output.name.clone())).collect()
    }

    fn study_document(&self) -> Result<DocumentMut, ProjectError> {
        self.study_text.parse().map_err(|error: toml_edit::TomlError| ProjectError::Study {
            path: self.path(STUDY_FILE),
            message: error.message().to_owned(),
        })
    }

    fn write_queries(&mut self, document: &DocumentMut, action: &str, name: &str) -> Result<(), ProjectError> {
        let event = self.event(action, serde_json::json!({ "file": STUDY_FILE, "query": name }));
        self.write_tracked(STUDY_FILE, Some(document.to_string().into_bytes()), &event)
    }
}

/// A query with what its names stand for written out: what a reader of an output is told. One with a mistake stays as it is.
pub(in crate::project) fn spelt_out(text: &str, saved: &SavedQueries) -> String {
    match query::parse(text) {
        Ok(query) if !query.names().is_empty() => {
            query.resolved(saved).map_or_else(|_| text.to_owned(), |resolved| resolved.to_string())
        }
        _ => text.to_owned(),
    }
}

fn new_name(name: &str) -> Result<&str, SavedQueryError> {
    let name = name.strip_prefix('@').unwrap_or(name);
    if is_query_name(name) { Ok(name) } else { Err(SavedQueryError::Name { name: name.to_owned() }) }
}

/// `[queries]`, begun at the file's end if it is not there.
fn queries_of(document: &mut DocumentMut) -> &mut Table {
    let item = document.entry("queries").or_insert_with(|| Item::Table(Table::new()));
    if let Item::Value(Value::InlineTable(_)) = item {
        *item = std::mem::take(item).into_table().map_or_else(|other| other, Item::Table);
    }
    item.as_table_mut().expect("the study has been read, so its queries are a table")
}

fn rename_in(item: &mut Item, old: &str, new: &str) {
    let Some(value) = item.as_value_mut() else { return };
    let Some(text) = value.as_str().map(str::to_owned) else { return };
    let Ok(query) = query::parse(&text) else { return };
    let mut renamed = text.clone();
    let mut places: Vec<Span> =
        query.names().into_iter().filter(|name| name.value == old).map(|name| name.span).collect();
    places.sort_unstable_by_key(|place| std::cmp::Reverse(place.start()));
    for place in places {
        renamed.replace_range(place.range(), &format!("@{new}"));
    }
    if renamed != text {
        set(value, &renamed);
    }
}

fn set(value: &mut Value, text: &str) {
    let decor = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = decor;
}
