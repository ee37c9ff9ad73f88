//! Themes and codes as the rows of tables.

use super::Kitchen;
use crate::model::{Code, Codebook, Theme};
use crate::report::By;

/// A theme or a code, and the codes that count for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodedRow {
    pub(super) name: String,
    pub(super) depth: u8,
    pub(super) is_theme: bool,
    pub(super) codes: Vec<usize>,
    pub(super) colour: Option<String>,
}

/// The heading over codes that no theme gathers.
pub(super) const IN_NO_THEME: &str = "In no theme";

impl Kitchen<'_> {
    /// Rows in the codebook's order. Where the codebook has no themes, its codes are the rows.
    pub(super) fn rows(&self, by: By) -> Vec<CodedRow> {
        let codebook = self.codebook;
        let every: Vec<usize> = shown(codebook).collect();
        match by {
            By::Themes if !codebook.themes.is_empty() => {
                codebook.themes.iter().map(|theme| self.theme_row(theme)).collect()
            }
            By::Both if !codebook.themes.is_empty() => {
                let mut rows = Vec::new();
                for theme in &codebook.themes {
                    let row = self.theme_row(theme);
                    let codes = row.codes.clone();
                    rows.push(row);
                    rows.extend(self.code_rows(&codes, 1));
                }
                let rest = in_no_theme(codebook);
                if !rest.is_empty() {
                    let name = IN_NO_THEME.to_owned();
                    rows.push(CodedRow { name, depth: 0, is_theme: true, codes: rest.clone(), colour: None });
                    rows.extend(self.code_rows(&rest, 1));
                }
                rows
            }
            By::Themes | By::Both | By::Codes => self.code_rows(&every, 0),
        }
    }

    /// The codes of each theme (of each code, where there are no themes), without `own`.
    pub(super) fn rivals(&self, own: &[usize]) -> Vec<Vec<usize>> {
        let codebook = self.codebook;
        let groups: Vec<Vec<usize>> = if codebook.themes.is_empty() {
            (0..codebook.codes.len()).map(|code| vec![code]).collect()
        } else {
            codebook.themes.iter().map(|theme| codebook.codes_of_theme(theme)).collect()
        };
        let others = |codes: Vec<usize>| codes.into_iter().filter(|code| !own.contains(code)).collect::<Vec<_>>();
        groups.into_iter().map(others).filter(|codes| !codes.is_empty()).collect()
    }

    pub(super) fn theme_row(&self, theme: &Theme) -> CodedRow {
        CodedRow {
            name: theme.name.clone(),
            depth: 0,
            is_theme: true,
            codes: self.codebook.codes_of_theme(theme),
            colour: theme.colour.clone(),
        }
    }

    /// One row a code, set in below those above it that are rows too.
    pub(super) fn code_rows(&self, codes: &[usize], depth: u8) -> Vec<CodedRow> {
        let row = |&index: &usize| {
            let code = &self.codebook.codes[index];
            let above = ancestors(self.codebook, code).filter(|above| codes.contains(above)).count();
            CodedRow {
                name: code.name.clone(),
                depth: depth.saturating_add(u8::try_from(above).unwrap_or(u8::MAX)),
                is_theme: false,
                codes: self.codebook.with_descendants(index),
                colour: code.colour.clone(),
            }
        };
        codes.iter().filter(|&&index| self.codebook.codes[index].is_in_use()).map(row).collect()
    }
}

/// Codes that no theme gathers.
pub(super) fn in_no_theme(codebook: &Codebook) -> Vec<usize> {
    let gathered: Vec<usize> = codebook.themes.iter().flat_map(|theme| codebook.codes_of_theme(theme)).collect();
    shown(codebook).filter(|index| !gathered.contains(index)).collect()
}

/// Merged and retired codes have no rows of their own.
fn shown(codebook: &Codebook) -> impl Iterator<Item = usize> + '_ {
    (0..codebook.codes.len()).filter(|&index| codebook.codes[index].is_in_use())
}

pub(super) fn ancestors<'a>(codebook: &'a Codebook, code: &'a Code) -> impl Iterator<Item = usize> + 'a {
    let parent = |code: &Code| code.parent.as_deref().and_then(|id| codebook.code_index(id));
    // A codebook with a cycle does not get this far; the limit only makes that certain.
    std::iter::successors(parent(code), move |&above| parent(&codebook.codes[above])).take(codebook.codes.len())
}
