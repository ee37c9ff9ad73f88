//! Themes, and what they gather.

use super::create::{checked_colour, checked_name};
use super::{CodebookChanged, CodebookError, CodebookOptions, check_id};
use crate::codebook::free_colour;
use crate::model::Theme;
use crate::project::{Project, ProjectError};
use crate::text::slug;

/// A theme to be created.
#[derive(Debug, Clone, Default)]
pub struct NewTheme {
    pub name: String,
    /// Made from the name where none is given.
    pub id: Option<String>,
    pub definition: String,
    pub story: String,
    /// `#rrggbb`; one that differs from those of other themes where none is given.
    pub colour: Option<String>,
    /// What it gathers, by id or name.
    pub codes: Vec<String>,
}

impl Project {
    /// Creates a theme.
    pub fn create_theme(&mut self, new: &NewTheme, options: &CodebookOptions) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let is_taken = |id: &str| draft.was.themes.iter().any(|theme| theme.id == id);
        let name = checked_name(&new.name)?;
        let made = slug(&name);
        let numbered = (2..).map(|number| format!("{made}-{number}"));
        let id = match &new.id {
            Some(id) if is_taken(id) => return Err(CodebookError::ThemeTaken { id: id.clone() }.into()),
            Some(id) => check_id(id).map(|()| id.clone())?,
            None => std::iter::once(made.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(made.clone()),
        };
        let mut codes: Vec<String> = Vec::new();
        for code in &new.codes {
            let id = draft.of(draft.code(code)?).id.clone();
            if !codes.contains(&id) {
                codes.push(id);
            }
        }
        let colours = draft.was.themes.iter().filter_map(|theme| theme.colour.as_deref());
        let colour = match &new.colour {
            Some(colour) => checked_colour(colour)?,
            None => free_colour(colours),
        };
        let (definition, story) = (new.definition.trim().to_owned(), new.story.trim().to_owned());
        let theme = Theme { id: id.clone(), name, definition, story, codes, colour: Some(colour) };
        draft.edit(|file| {
            file.add_theme(&theme);
            Ok(())
        })?;
        draft.targets.push(("theme", id.clone()));
        let detail = serde_json::json!({ "theme": id, "codes": theme.codes });
        self.finish_draft(draft, "codebook theme create", detail, options)
    }

    /// Takes a theme out of the codebook. Its codes, and what was coded with them, stay.
    pub fn remove_theme(&mut self, theme: &str, options: &CodebookOptions) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let id = draft.theme(theme)?.id.clone();
        draft.edit(|file| file.remove_theme(&id))?;
        draft.targets.push(("theme", id.clone()));
        self.finish_draft(draft, "codebook theme remove", serde_json::json!({ "theme": id }), options)
    }

    /// Gathers codes into a theme. They stay in the others that they are in.
    pub fn gather(
        &mut self,
        codes: &[String],
        theme: &str,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        self.change_theme(codes, theme, true, options)
    }

    /// Takes codes out of a theme.
    pub fn ungather(
        &mut self,
        codes: &[String],
        theme: &str,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        self.change_theme(codes, theme, false, options)
    }

    fn change_theme(
        &mut self,
        codes: &[String],
        theme: &str,
        gathers: bool,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let theme = draft.theme(theme)?.clone();
        let mut ids = Vec::new();
        for name in codes {
            let index = draft.code(name)?;
            let id = draft.of(index).id.clone();
            draft.edit(|file| if gathers { file.gather(&theme.id, &id) } else { file.let_go(&theme.id, &id) })?;
            let is_below = draft.was.codes_of_theme(&theme).contains(&index) && !theme.codes.contains(&id);
            if !gathers && is_below {
                draft.notes.push(format!("{id} stays in {}: a code above it is gathered there", theme.id));
            }
            draft.targets.push(("code", id.clone()));
            ids.push(id);
        }
        draft.targets.push(("theme", theme.id.clone()));
        let action = if gathers { "codebook gather" } else { "codebook ungather" };
        self.finish_draft(draft, action, serde_json::json!({ "codes": ids, "theme": theme.id }), options)
    }
}
