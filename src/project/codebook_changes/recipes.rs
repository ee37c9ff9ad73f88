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

/// `study.toml` with the new names in its recipes; nothing if it names none.
pub(super) fn renamed_in_study(text: &str, names: &Renamed<'_>, notes: &mut Vec<String>) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut count = 0;
    let outputs = document.get_mut("output").and_then(Item::as_array_of_tables_mut)?;
    for output in outputs.iter_mut() {
        if let Some(Item::Value(value)) = output.get_mut(names.what)
            && let Some(now) = value.as_str().and_then(|written| names.now(written)).map(str::to_owned)
        {
            replace(value, &now);
            count += 1;
        }
    }
    if count == 0 {
        return None;
    }
    notes.push(format!("{} in study.toml changed with it", counted(count, "place")));
    Some(document.to_string())
}

fn replace(value: &mut Value, now: &str) {
    let decor = value.decor().clone();
    *value = Value::from(now);
    *value.decor_mut() = decor;
}
