//! `[[framework]]` in `study.toml`: the rows and columns of a framework, and the file that holds its summaries.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::analysis::Scope;

/// What `rows` says where each case has its own.
pub(super) const CASES: &str = "cases";

/// One framework of a study.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkEntry {
    /// What commands and recipes call it: letters a–z, digits, `-`.
    pub name: String,
    pub title: Option<String>,
    /// Summaries that belong to the study: a CSV, Excel or Word file, read when it has changed.
    pub file: Option<String>,
    /// `cases`, or an attribute, each of whose values is a row.
    pub rows: String,
    /// Whose rows they are.
    #[serde(default)]
    pub scope: Scope,
    /// Rows of one's own choice: which values of the attribute share one. All values, where there are none.
    #[serde(default, rename = "row")]
    pub groups: Vec<GroupEntry>,
    /// All themes of the codebook, where there are none.
    #[serde(default, rename = "column")]
    pub columns: Vec<ColumnEntry>,
}

/// `[[framework.row]]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    pub id: String,
    pub title: Option<String>,
    /// The value that the id is, where there are none.
    #[serde(default)]
    pub values: Vec<String>,
}

/// `[[framework.column]]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnEntry {
    /// A theme's or code's id, or one of one's own.
    pub id: String,
    pub title: Option<String>,
    /// Ids of the themes and codes whose coding stands behind it; the theme or code that the id is, where there are none.
    #[serde(default)]
    pub codes: Vec<String>,
}

impl FrameworkEntry {
    /// What the types cannot say; a sentence if something is wrong.
    pub(in crate::project) fn check(&self) -> Result<(), String> {
        let name = &self.name;
        if !is_plain(name) {
            return Err(format!("framework {name:?}: a name is made of the letters a–z, digits and `-`"));
        }
        if self.rows == CASES && !self.groups.is_empty() {
            return Err(format!("framework {name:?}: its rows are cases, so it has no [[framework.row]]"));
        }
        let rows: Vec<&String> = self.groups.iter().map(|group| &group.id).collect();
        let columns: Vec<&String> = self.columns.iter().map(|column| &column.id).collect();
        for (what, ids) in [("rows", &rows), ("columns", &columns)] {
            let mut seen = BTreeSet::new();
            if let Some(id) = ids.iter().find(|id| !seen.insert(id.as_str())) {
                return Err(format!("framework {name:?}: two {what} have the id {id:?}"));
            }
        }
        for id in rows.into_iter().chain(columns) {
            if id.trim() != id || id.is_empty() || id.contains(['[', ']', '=', ';', '\n']) {
                return Err(format!("framework {name:?}: {id:?} is no id; leave out spaces at its ends, [ ] = ;"));
            }
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
}
