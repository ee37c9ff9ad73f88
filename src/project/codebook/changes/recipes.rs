//! Recipes in `study.toml` that name a code or theme which is called otherwise now.

use toml_edit::{DocumentMut, Item, Value};

use crate::text::counted;

/// What a code or theme was called, and is.
pub(super) struct Renamed<'a> {
    /// `code` or `theme`, as recipes and queries have it.
    pub(super) what: &'static str,
    pub(super) id: (&'a str, &'a str),
    pub(super) name: (&'a str, &'a str),
}

impl Renamed<'_> {
    /// What stands for it now, if it was named so.
    fn now(&self, written: &str) -> Option<&str> {
        let is = |old: &str| written.trim().to_lowercase() == old.to_lowercase();
        let (old, new) = if is(self.id.0) { self.id } else { self.name };
        (is(old) && old != new).then_some(new)
    }
}

/// `study.toml` with the new names in its recipes and queries; nothing if it names none.
pub(super) fn renamed_in_study(text: &str, names: &Renamed<'_>, notes: &mut Vec<String>) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut count = 0;
    let mut rename = |value: &mut Value, now: Option<String>| {
        if let Some(now) = now {
            replace(value, &now);
            count += 1;
        }
    };
    let outputs = document.get_mut("output").and_then(Item::as_array_of_tables_mut).into_iter();
    for output in outputs.flat_map(toml_edit::ArrayOfTables::iter_mut) {
        if let Some(Item::Value(value)) = output.get_mut(names.what) {
            let now = value.as_str().and_then(|written| names.now(written)).map(str::to_owned);
            rename(value, now);
        }
        if let Some(Item::Value(value)) = output.get_mut("where") {
            let now = value.as_str().and_then(|query| renamed_in_query(query, names));
            rename(value, now);
        }
    }
    let frameworks = document.get_mut("framework").and_then(Item::as_array_of_tables_mut).into_iter();
    for framework in frameworks.flat_map(toml_edit::ArrayOfTables::iter_mut) {
        let columns = framework.get_mut("column").and_then(Item::as_array_of_tables_mut).into_iter();
        for column in columns.flat_map(toml_edit::ArrayOfTables::iter_mut) {
            // By ids only: a name may stand there as a title of its own.
            let now =
                |written: &str| (written == names.id.0 && names.id.0 != names.id.1).then(|| names.id.1.to_owned());
            if let Some(Item::Value(value)) = column.get_mut("id") {
                let new = value.as_str().and_then(now);
                rename(value, new);
            }
            let codes = column.get_mut("codes").and_then(Item::as_array_mut).into_iter();
            for value in codes.flat_map(toml_edit::Array::iter_mut) {
                let new = value.as_str().and_then(now);
                rename(value, new);
            }
        }
    }
    let queries = document.get_mut("queries").and_then(Item::as_table_like_mut).into_iter();
    for (_, item) in queries.flat_map(|queries| queries.iter_mut()) {
        if let Item::Value(value) = item {
            let now = value.as_str().and_then(|query| renamed_in_query(query, names));
            rename(value, now);
        }
    }
    if count == 0 {
        return None;
    }
    notes.push(format!("{} in study.toml changed with it", counted(count, "place")));
    Some(document.to_string())
}

/// A query in which `code:old` is `code:new`; nothing if it does not name it. What stands in quotes is left alone.
fn renamed_in_query(query: &str, names: &Renamed<'_>) -> Option<String> {
    let field = format!("{}:", names.what);
    let (mut renamed, mut rest, mut is_changed) = (String::new(), query, false);
    while let Some(first) = rest.chars().next() {
        // A minus before it means "not", unless it is part of a longer name.
        let not = renamed.strip_suffix('-').filter(|before| before.is_empty() || before.ends_with([' ', '(', '[']));
        let before = not.unwrap_or(&renamed);
        let is_field = rest.get(..field.len()).is_some_and(|start| start.eq_ignore_ascii_case(&field))
            && !before.ends_with(|before: char| before.is_alphanumeric() || matches!(before, '_' | '-' | '.'));
        let start = if is_field { field.len() } else { 0 };
        let is_quoted = rest.get(start..).is_some_and(|value| value.starts_with('"'));
        let end = match (is_quoted, is_field) {
            (true, _) => rest.get(start + 1..)?.find('"').map_or(rest.len(), |at| start + at + 2),
            (false, true) => rest.find([' ', '\t', '\n', '(', ')', '[', ']']).unwrap_or(rest.len()),
            (false, false) => first.len_utf8(),
        };
        let (part, after) = rest.split_at(end);
        match names.now(part.get(start..)?.trim_matches('"')).filter(|_| is_field) {
            Some(now) => {
                let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
                let now = if now.chars().all(is_plain) { now.to_owned() } else { format!("\"{now}\"") };
                renamed.push_str(part.get(..start)?);
                renamed.push_str(&now);
                is_changed = true;
            }
            None => renamed.push_str(part),
        }
        rest = after;
    }
    is_changed.then_some(renamed)
}

fn replace(value: &mut Value, now: &str) {
    let decor = value.decor().clone();
    *value = Value::from(now);
    *value.decor_mut() = decor;
}
