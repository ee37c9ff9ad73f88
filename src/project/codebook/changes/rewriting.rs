//! A code or a theme as a form shows it: its name and all its fields, of which those that differ are written, as one step.

use super::{CodeEdit, CodebookChanged, CodebookOptions, ThemeEdit, code_called, theme_called};
use crate::project::{Project, ProjectError};

/// What became of several changes, a line each.
fn told(changes: &[CodebookChanged]) -> Vec<String> {
    let lines: Vec<String> = changes.iter().flat_map(CodebookChanged::lines).collect();
    if lines.is_empty() { vec!["everything is like that already".to_owned()] } else { lines }
}

impl Project {
    /// Writes what of a code differs; gives what changed, a line each.
    pub fn rewrite_code(
        &mut self,
        code: &str,
        name: &str,
        edit: &CodeEdit,
        options: &CodebookOptions,
    ) -> Result<Vec<String>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let was = codebook.codes[code_called(&codebook, code)?].clone();
        let differs = |is: &Option<String>, was: &str| is.clone().filter(|is| is.trim() != was.trim());
        let edit = CodeEdit {
            definition: differs(&edit.definition, &was.definition),
            use_when: differs(&edit.use_when, &was.use_when),
            not_when: differs(&edit.not_when, &was.not_when),
            example: differs(&edit.example, &was.example),
            colour: edit
                .colour
                .clone()
                .filter(|is| !is.eq_ignore_ascii_case(was.colour.as_deref().unwrap_or_default())),
            key: differs(&edit.key, &was.key.map(String::from).unwrap_or_default()),
            status: edit.status.filter(|status| *status != was.status && was.is_in_use()),
        };
        let name = Some(name.trim()).filter(|name| *name != was.name);
        // What would be refused of the name is refused before anything is written.
        if name.is_some() {
            let trial = CodebookOptions { dry_run: true, ..CodebookOptions::default() };
            self.rename_code(&was.id, name, None, &trial)?;
        }
        self.as_one_step(|project| {
            let mut changes = Vec::new();
            if edit.says_anything() {
                changes.push(project.edit_code(&was.id, &edit, options)?);
            }
            if name.is_some() {
                changes.push(project.rename_code(&was.id, name, None, options)?);
            }
            Ok(told(&changes))
        })
    }

    /// Writes what of a theme differs; gives what changed, a line each.
    pub fn rewrite_theme(
        &mut self,
        theme: &str,
        name: &str,
        edit: &ThemeEdit,
        options: &CodebookOptions,
    ) -> Result<Vec<String>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let was = theme_called(&codebook, theme)?.clone();
        let differs = |is: &Option<String>, was: &str| is.clone().filter(|is| is.trim() != was.trim());
        let edit = ThemeEdit {
            definition: differs(&edit.definition, &was.definition),
            story: differs(&edit.story, &was.story),
            colour: edit
                .colour
                .clone()
                .filter(|is| !is.eq_ignore_ascii_case(was.colour.as_deref().unwrap_or_default())),
        };
        let name = Some(name.trim()).filter(|name| *name != was.name);
        if name.is_some() {
            let trial = CodebookOptions { dry_run: true, ..CodebookOptions::default() };
            self.rename_theme(&was.id, name, None, &trial)?;
        }
        self.as_one_step(|project| {
            let mut changes = Vec::new();
            if edit.definition.is_some() || edit.story.is_some() || edit.colour.is_some() {
                changes.push(project.edit_theme(&was.id, &edit, options)?);
            }
            if name.is_some() {
                changes.push(project.rename_theme(&was.id, name, None, options)?);
            }
            Ok(told(&changes))
        })
    }
}

impl CodeEdit {
    fn says_anything(&self) -> bool {
        let Self { definition, use_when, not_when, example, colour, key, status } = self;
        [definition, use_when, not_when, example, colour, key].into_iter().any(Option::is_some) || status.is_some()
    }
}
