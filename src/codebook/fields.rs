//! The fields of a TOML table, each of the kind it should be, with what is wrong told at its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::draft::Placed;
use super::problem::Problems;

/// One table of the file, while it is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'d, 't> {
    pub(super) table: &'d DeTable<'t>,
    /// Where the table stands.
    pub(super) at: usize,
}

impl<'d, 't> Fields<'d, 't> {
    /// Tells every key that is none of `known`. `table` says how people call this table: `a code`.
    pub(super) fn only(self, known: &[&str], table: &str, problems: &mut Problems) {
        for (key, _) in self.table {
            let written = key.get_ref().as_ref();
            if known.contains(&written) {
                continue;
            }
            let message = format!("`{written}` is no field of {table}");
            match nearest(written, known) {
                Some(meant) => problems.error_with_hint(key.span().start, message, format!("did you mean `{meant}`?")),
                None => problems.error_with_hint(key.span().start, message, format!("there are {}", listed(known))),
            }
        }
    }

    pub(super) fn string(self, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
        string(self.table.get(key)?, key, problems)
    }

    /// Prose: without the white space around it; empty where there is none.
    pub(super) fn prose(self, key: &str, problems: &mut Problems) -> String {
        self.string(key, problems).map(|placed| placed.value.trim().to_owned()).unwrap_or_default()
    }

    /// A list of strings; empty where there is none.
    pub(super) fn strings(self, key: &str, problems: &mut Problems) -> Vec<Placed<String>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            let hint = format!("write {key} = [\"…\", \"…\"]");
            problems.error_with_hint(value.span().start, format!("`{key}` must be a list of strings"), hint);
            return Vec::new();
        };
        list.iter().filter_map(|item| string(item, key, problems)).collect()
    }

    /// A whole number from one up.
    pub(super) fn count(self, key: &str, problems: &mut Problems) -> Option<usize> {
        let value = self.table.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|&number| number > 0);
        if number.is_none() {
            problems.error(value.span().start, format!("`{key}` must be a whole number, 1 or more"));
        }
        number
    }

    /// One of a list of words.
    pub(super) fn word<T: Copy>(self, key: &str, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let written = self.string(key, problems)?;
        let found = words.iter().find(|(word, _)| *word == written.value).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("`{}` is no {key}", written.value);
            problems.error_with_hint(written.at, message, format!("there are {}", listed(&known)));
        }
        found
    }

    /// The tables of `[[key]]`, in the order of the file.
    pub(super) fn tables(self, key: &str, problems: &mut Problems) -> Vec<Fields<'d, 't>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            problems.error_with_hint(value.span().start, format!("`{key}` must be a list"), format!("write [[{key}]]"));
            return Vec::new();
        };
        list.iter().filter_map(|item| table(item, key, problems)).collect()
    }

    /// The table at `key`.
    pub(super) fn table(self, key: &str, problems: &mut Problems) -> Option<Fields<'d, 't>> {
        table(self.table.get(key)?, key, problems)
    }
}

fn string(value: &Spanned<DeValue<'_>>, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
    let at = value.span().start;
    let found = value.get_ref().as_str();
    if found.is_none() {
        problems.error_with_hint(at, format!("`{key}` must be a string"), "put it in double quotes");
    }
    found.map(|string| Placed { value: string.to_owned(), at })
}

fn table<'d, 't>(value: &'d Spanned<DeValue<'t>>, key: &str, problems: &mut Problems) -> Option<Fields<'d, 't>> {
    let at = value.span().start;
    let table = value.get_ref().as_table();
    if table.is_none() {
        problems.error(at, format!("`{key}` must be a table"));
    }
    table.map(|table| Fields { table, at })
}

fn listed(words: &[&str]) -> String {
    words.join(", ")
}

/// The known word that a misspelt one is most likely meant to be.
pub(super) fn nearest<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let limit = written.chars().count().div_ceil(3).max(1);
    known
        .iter()
        .map(|word| (distance(written, word), *word))
        .filter(|&(edits, _)| edits <= limit)
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, word)| word)
}

/// Levenshtein's distance: how many letters must be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
