//! Themes of a codebook's file, and what they gather.

use toml_edit::Array;

use super::{CodebookFile, EditError, ThemeField, layout, values};
use crate::model::Theme;

/// The keys of a theme, in the order in which people write them.
const THEME_KEYS: &[&str] = &["id", "name", "definition", "story", "codes", "colour"];

impl CodebookFile {
    /// Adds a theme after all others.
    pub fn add_theme(&mut self, theme: &Theme) {
        let mut table = layout::new_table();
        for (key, value) in [
            ("id", theme.id.as_str()),
            ("name", &theme.name),
            ("definition", &theme.definition),
            ("story", &theme.story),
            ("colour", theme.colour.as_deref().unwrap_or_default()),
        ] {
            values::set(&mut table, key, THEME_KEYS, value);
        }
        if !theme.codes.is_empty() {
            let codes: Array = theme.codes.iter().map(String::as_str).collect();
            values::insert(&mut table, "codes", THEME_KEYS, codes.into());
        }
        layout::insert(&mut self.document, "theme", None, table);
    }

    /// Writes a field of a theme; an empty value takes it out. Its codes have their own ways.
    pub fn set_theme(&mut self, id: &str, field: ThemeField, value: &str) -> Result<(), EditError> {
        values::set(self.table("theme", id)?, field.word(), THEME_KEYS, value);
        Ok(())
    }

    /// Takes a theme out. Its codes stay.
    pub fn remove_theme(&mut self, id: &str) -> Result<(), EditError> {
        let place = self.place("theme", id)?;
        drop(layout::remove(&mut self.document, "theme", place));
        Ok(())
    }

    /// Puts a code at the end of what a theme gathers, unless it is there.
    pub fn gather(&mut self, theme: &str, code: &str) -> Result<(), EditError> {
        let table = self.table("theme", theme)?;
        if values::list(table, "codes").is_none() {
            values::insert(table, "codes", THEME_KEYS, Array::new().into());
        }
        if let Some(codes) = values::list(table, "codes").filter(|codes| values::place_in_list(codes, code).is_none()) {
            codes.push(code);
        }
        Ok(())
    }

    /// Takes a code out of what a theme gathers.
    pub fn let_go(&mut self, theme: &str, code: &str) -> Result<(), EditError> {
        if let Some(codes) = values::list(self.table("theme", theme)?, "codes") {
            values::take_from_list(codes, code);
        }
        Ok(())
    }

    /// Puts the themes into this order; those that are not named keep theirs, after the named ones.
    pub fn order_themes(&mut self, ids: &[&str]) -> Result<(), EditError> {
        self.order("theme", ids)
    }
}
