//! The rows and columns of a framework, from what the study file says and what there is.

use std::collections::BTreeMap;

use super::entry::CASES;
use super::{FrameworkEntry, FrameworkError};
use crate::analysis::{Attribute, Columns, Needs, Scope};
use crate::model::{CaseId, CaseKind, Codebook, FrameworkColumn, FrameworkRow, RowKey};
use crate::project::{Project, ProjectError};
use crate::store::CaseFilter;
use crate::text::nearest;

/// The row of those who state no value.
const NOT_STATED: &str = "not stated";

/// Rows and columns, with what was loaded to find them.
pub(super) struct Layout {
    pub(super) rows: Vec<FrameworkRow>,
    pub(super) columns: Vec<FrameworkColumn>,
    pub(super) loaded: Columns,
}

impl Project {
    pub(super) fn layout(&self, entry: &FrameworkEntry, codebook: &Codebook) -> Result<Layout, ProjectError> {
        let columns = columns(entry, codebook)?;
        let mut codes: Vec<usize> = columns.iter().flat_map(|column| column.codes.iter().copied()).collect();
        codes.sort_unstable();
        codes.dedup();
        let attributes = if entry.rows == CASES { Vec::new() } else { vec![entry.rows.clone()] };
        let needs = Needs { codes, segments: true, attributes, ..Needs::default() };
        let loaded = self.store.columns(&needs, codebook)?;
        let rows = if entry.rows == CASES { self.rows_of_cases(entry, &loaded)? } else { groups(entry, &loaded)? };
        Ok(Layout { rows, columns, loaded })
    }

    fn rows_of_cases(&self, entry: &FrameworkEntry, loaded: &Columns) -> Result<Vec<FrameworkRow>, ProjectError> {
        let cases = self.store.cases(&CaseFilter::default())?;
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        for case in &cases {
            *by_name.entry(&case.name).or_default() += 1;
        }
        let wanted: Vec<CaseId> = in_scope(entry.scope, loaded).map(|index| loaded.cases.id(index)).collect();
        let mut rows = Vec::new();
        for case in cases.iter().filter(|case| wanted.contains(&case.id)) {
            let mut id = case.name.clone();
            // Two surveys may have a respondent of the same name.
            if by_name.get(case.name.as_str()).is_some_and(|count| *count > 1) {
                let named = self.store.cases_named(&case.name)?;
                let path = named.into_iter().find(|(other, _)| *other == case.id).and_then(|(_, path)| path);
                id = path.map_or(id, |path| format!("{path}:{}", case.name));
            }
            rows.push(FrameworkRow { key: RowKey::Case(case.id), title: id.clone(), id, cases: vec![case.id] });
        }
        Ok(rows)
    }
}

fn in_scope(scope: Scope, loaded: &Columns) -> impl Iterator<Item = u32> + '_ {
    (0..loaded.case_count()).filter(move |&case| match scope {
        Scope::All => true,
        Scope::Interviews => loaded.cases.kind(case) == CaseKind::Participant,
        Scope::Survey => loaded.cases.kind(case) == CaseKind::Respondent,
    })
}

/// A row for each value of the attribute, or for several together as the study file has it.
fn groups(entry: &FrameworkEntry, loaded: &Columns) -> Result<Vec<FrameworkRow>, ProjectError> {
    let Some(attribute) = loaded.attribute(&entry.rows) else {
        let known = loaded.attribute_names.iter().map(String::as_str);
        let nearest = nearest(&entry.rows, known.chain([CASES])).map(str::to_owned);
        return Err(ProjectError::NoAttribute { name: entry.rows.clone(), nearest });
    };
    let of_value = |wanted: Option<&str>| -> Vec<CaseId> {
        let has = |&case: &u32| attribute.value_of(case) == wanted;
        in_scope(entry.scope, loaded).filter(has).map(|case| loaded.cases.id(case)).collect()
    };
    let row = |id: &str, title: &str, cases: Vec<CaseId>| FrameworkRow {
        key: RowKey::Group(id.to_owned()),
        id: id.to_owned(),
        title: title.to_owned(),
        cases,
    };
    if entry.groups.is_empty() {
        let values = attribute.values.iter().map(|value| row(value, value, of_value(Some(value))));
        let rest = row(NOT_STATED, "Not stated", of_value(None));
        return Ok(values.chain([rest]).filter(|row| !row.cases.is_empty()).collect());
    }
    let mut rows = Vec::new();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for group in &entry.groups {
        let own = [group.id.clone()];
        let values: &[String] = if group.values.is_empty() { &own } else { &group.values };
        let mut cases = Vec::new();
        for value in values {
            let Some(known) = known_value(entry, &group.id, attribute, value)? else { continue };
            if let Some(first) = taken.insert(known, &group.id) {
                let (framework, value) = (entry.name.clone(), value.clone());
                let (first, second) = (first.to_owned(), group.id.clone());
                return Err(FrameworkError::ValueTwice { framework, value, first, second }.into());
            }
            cases.extend(of_value(Some(known)));
        }
        cases.sort_unstable();
        rows.push(row(&group.id, group.title.as_deref().unwrap_or(&group.id), cases));
    }
    Ok(rows)
}

/// The attribute's own spelling of a value; nothing where nobody has it, or nobody any more: the last one may have withdrawn.
/// What looks like a slip of the pen is an error.
fn known_value<'a>(
    entry: &FrameworkEntry,
    row: &str,
    attribute: &'a Attribute,
    value: &str,
) -> Result<Option<&'a str>, FrameworkError> {
    let wanted = value.trim().to_lowercase();
    let known = attribute.values.iter().find(|known| known.to_lowercase() == wanted).map(String::as_str);
    let Some(meant) = nearest(value, attribute.values.iter().map(String::as_str)).filter(|_| known.is_none()) else {
        return Ok(known);
    };
    Err(FrameworkError::NoValue {
        framework: entry.name.clone(),
        row: row.to_owned(),
        value: value.to_owned(),
        meant: meant.to_owned(),
    })
}

/// The columns that the study file names, or one for each theme; without themes, for each code.
pub(super) fn columns(entry: &FrameworkEntry, codebook: &Codebook) -> Result<Vec<FrameworkColumn>, FrameworkError> {
    if entry.columns.is_empty() {
        let all: Vec<&str> = if codebook.themes.is_empty() {
            codebook.codes.iter().filter(|code| code.is_in_use()).map(|code| code.id.as_str()).collect()
        } else {
            codebook.themes.iter().map(|theme| theme.id.as_str()).collect()
        };
        let column = |id: &str| {
            let (title, codes) = gathered(codebook, id)?;
            Some(FrameworkColumn { id: id.to_owned(), title, codes })
        };
        return Ok(all.into_iter().filter_map(column).collect());
    }
    let mut found = Vec::new();
    for column in &entry.columns {
        let own = gathered(codebook, &column.id);
        let mut codes = Vec::new();
        for name in &column.codes {
            let (_, more) = gathered(codebook, name).ok_or_else(|| {
                let known = codebook.themes.iter().map(|theme| theme.id.as_str());
                let known = known.chain(codebook.codes.iter().map(|code| code.id.as_str()));
                FrameworkError::NoCodes {
                    framework: entry.name.clone(),
                    column: column.id.clone(),
                    name: name.clone(),
                    nearest: nearest(name, known).map(str::to_owned),
                }
            })?;
            codes.extend(more);
        }
        let title = column.title.clone().or_else(|| own.as_ref().map(|(title, _)| title.clone()));
        if column.codes.is_empty() {
            codes.extend(own.into_iter().flat_map(|(_, codes)| codes));
        }
        codes.sort_unstable();
        codes.dedup();
        found.push(FrameworkColumn { id: column.id.clone(), title: title.unwrap_or_else(|| column.id.clone()), codes });
    }
    Ok(found)
}

/// Name and codes of the theme or code of this id. A merged code is what it was merged into.
fn gathered(codebook: &Codebook, id: &str) -> Option<(String, Vec<usize>)> {
    if let Some(theme) = codebook.themes.iter().find(|theme| theme.id == id) {
        return Some((theme.name.clone(), codebook.codes_of_theme(theme)));
    }
    let index = codebook.code_index(id)?;
    Some((codebook.codes[index].name.clone(), codebook.with_descendants(codebook.standing_for(index))))
}
