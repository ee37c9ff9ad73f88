//! Themes with their counts, and by one attribute, as they are now.

use crate::analysis::{Attribute, Base, Columns, Needs, Scope, Selection, crosstab, frequency};
use crate::model::Codebook;
use crate::project::outputs::documents::recipes;
use crate::project::{Project, ProjectError};
use crate::report::RecipeKind;

/// An attribute of more values makes no picture.
const MOST_GROUPS: usize = 12;
/// So many attributes are tried where the study does not say which one matters.
const TRIED: usize = 12;

/// How often a theme occurs; where the codebook has no themes, a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeCount {
    pub id: String,
    pub name: String,
    pub is_theme: bool,
    /// `#rrggbb`
    pub colour: Option<String>,
    pub segments: u64,
    pub cases: u64,
}

/// Themes set against an attribute: cases of each group with each theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemesByGroup {
    pub attribute: String,
    /// The groups' values and sizes; the group without a value is those who state none.
    pub groups: Vec<(Option<String>, u64)>,
    /// By theme, then group.
    pub cases: Vec<Vec<u64>>,
}

/// What is found in the study, at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeOverview {
    pub themes: Vec<ThemeCount>,
    pub by_group: Option<ThemesByGroup>,
    /// The attributes that it may be shown by.
    pub attributes: Vec<String>,
    /// How many cases are kept.
    pub kept: u64,
}

impl Project {
    /// How often each theme occurs, and in which groups: by the attribute that is named, else by that of the study's first
    /// crosstab, else by the first that makes few groups. Nothing without a codebook.
    pub fn theme_overview(&self, attribute: Option<&str>) -> Result<ThemeOverview, ProjectError> {
        let Some((codebook, _)) = self.codebook()? else { return Ok(ThemeOverview::default()) };
        let names: Vec<String> = self.store.attribute_names()?.into_iter().map(|row| row.name).collect();
        let known = |name: &str| names.iter().find(|known| known.to_lowercase() == name.to_lowercase()).cloned();
        let wanted = match attribute {
            Some(name) => known(name),
            None => self.attribute_of_interest().and_then(|name| known(&name)),
        };
        let needs = Needs {
            codes: (0..codebook.codes.len()).collect(),
            attributes: wanted.map_or_else(|| names.iter().take(TRIED).cloned().collect(), |name| vec![name]),
            ..Needs::default()
        };
        let columns = self.store.columns(&needs, &codebook)?;
        let rows = rows(&codebook);
        let selection = Selection::new(&columns, Scope::All, &[], None);
        let themes = rows.iter().map(|(theme, codes)| {
            let counted = frequency(&columns, codes, &selection);
            ThemeCount { segments: counted.segments, cases: counted.cases, ..theme.clone() }
        });
        let codes: Vec<Vec<usize>> = rows.iter().map(|(_, codes)| codes.clone()).collect();
        Ok(ThemeOverview {
            themes: themes.collect(),
            by_group: groups_of(&columns).map(|attribute| by_group(&columns, &codes, attribute, &selection)),
            attributes: names,
            kept: u64::from(columns.case_count()),
        })
    }

    /// The attribute by which the study's outputs group themes.
    fn attribute_of_interest(&self) -> Option<String> {
        recipes(&self.study).into_iter().find_map(|recipe| match recipe.kind {
            RecipeKind::Crosstab(crosstab) => Some(crosstab.attribute),
            _ => None,
        })
    }
}

/// Themes, or codes in use where there are none, each with the codes that count for it.
fn rows(codebook: &Codebook) -> Vec<(ThemeCount, Vec<usize>)> {
    let row = |id: &str, name: &str, is_theme: bool, colour: Option<&String>, codes: Vec<usize>| {
        let (id, name, colour) = (id.to_owned(), name.to_owned(), colour.cloned());
        (ThemeCount { id, name, is_theme, colour, segments: 0, cases: 0 }, codes)
    };
    if codebook.themes.is_empty() {
        let codes = codebook.codes.iter().enumerate().filter(|(_, code)| code.is_in_use());
        return codes
            .map(|(at, code)| row(&code.id, &code.name, false, code.colour.as_ref(), codebook.with_descendants(at)))
            .collect();
    }
    let themes = codebook.themes.iter();
    themes
        .map(|theme| row(&theme.id, &theme.name, true, theme.colour.as_ref(), codebook.codes_of_theme(theme)))
        .collect()
}

fn groups_of(columns: &Columns) -> Option<&Attribute> {
    match columns.attributes.as_slice() {
        [only] => Some(only).filter(|only| !only.values.is_empty() && only.values.len() <= MOST_GROUPS * 4),
        several => several.iter().find(|attribute| (2..=MOST_GROUPS).contains(&attribute.values.len())),
    }
}

fn by_group(columns: &Columns, codes: &[Vec<usize>], attribute: &Attribute, selection: &Selection) -> ThemesByGroup {
    let counted = crosstab(columns, codes, attribute, selection, Base::Kept);
    let shown: Vec<usize> = (0..counted.group_sizes.len()).filter(|&group| counted.group_sizes[group] > 0).collect();
    ThemesByGroup {
        attribute: attribute.name.clone(),
        groups: shown.iter().map(|&group| (attribute.values.get(group).cloned(), counted.group_sizes[group])).collect(),
        cases: counted.counts.iter().map(|row| shown.iter().map(|&group| row[group]).collect()).collect(),
    }
}
