//! The headings over quotations: themes, codes, or both.

use super::super::rows::CodedRow;
use super::super::{Kitchen, RecipeError};
use super::Quotes;
use crate::report::By;

/// What stands over some quotations.
#[derive(Debug)]
pub(in super::super) struct Section {
    pub(in super::super) level: u8,
    pub(in super::super) row: CodedRow,
    /// The theme's or code's id. Decides, with the seed, the order of those quoted.
    pub(in super::super) key: String,
    /// The theme that it stands under, if it is a code that does.
    pub(in super::super) above: Option<String>,
    pub(in super::super) story: String,
    pub(in super::super) definition: String,
}

pub(super) fn sections(choices: &Quotes, kitchen: &Kitchen<'_>) -> Result<Vec<Section>, RecipeError> {
    let codebook = kitchen.codebook;
    if let Some(name) = &choices.code {
        let index = kitchen.code(name)?;
        return Ok(code_sections(kitchen, &[index], 2, None));
    }
    let themes = match &choices.theme {
        Some(name) => vec![kitchen.theme(name)?],
        None => codebook.themes.iter().collect(),
    };
    if themes.is_empty() || (choices.by == By::Codes && choices.theme.is_none()) {
        let every: Vec<usize> = (0..codebook.codes.len()).collect();
        return Ok(code_sections(kitchen, &every, 2, None));
    }
    let mut sections = Vec::new();
    for theme in themes {
        let row = kitchen.theme_row(theme);
        let codes = row.codes.clone();
        if choices.by != By::Codes {
            let (story, definition) = (theme.story.trim().to_owned(), theme.definition.trim().to_owned());
            sections.push(Section { level: 2, row, key: theme.id.clone(), above: None, story, definition });
        }
        if choices.by != By::Themes {
            let level = if choices.by == By::Both { 3 } else { 2 };
            sections.extend(code_sections(kitchen, &codes, level, Some(&theme.name)));
        }
    }
    Ok(sections)
}

fn code_sections(kitchen: &Kitchen<'_>, codes: &[usize], level: u8, above: Option<&str>) -> Vec<Section> {
    let rows = kitchen.code_rows(codes, 0);
    let section = |row: CodedRow| {
        let code = &kitchen.codebook.codes[row.codes[0]];
        let definition = code.definition.trim().to_owned();
        let above = above.map(str::to_owned);
        Section { level, key: code.id.clone(), above, story: String::new(), definition, row }
    };
    rows.into_iter().map(section).collect()
}
