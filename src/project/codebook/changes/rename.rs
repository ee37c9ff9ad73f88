//! Another name, or another id, for a code or a theme: everywhere that it is named.

use super::create::checked_name;
use super::recipes::{Renamed, renamed_in_study};
use super::{CodebookChanged, CodebookError, CodebookOptions, check_id};
use crate::codebook::{CodeField, ThemeField};
use crate::model::Codebook;
use crate::project::{Project, ProjectError};
use crate::text::counted;

impl Project {
    /// Gives a code another name, another id, or both. Codings, memos, parents, themes and recipes go along with the id.
    pub fn rename_code(
        &mut self,
        code: &str,
        name: Option<&str>,
        id: Option<&str>,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        if name.is_none() && id.is_none() {
            return Err(CodebookError::NothingSaid.into());
        }
        let mut draft = self.draft()?;
        let index = draft.code(code)?;
        let (old_id, old_name) = (draft.of(index).id.clone(), draft.of(index).name.clone());
        let new_name = name.map(checked_name).transpose()?;
        let new_id = match id.filter(|id| *id != old_id) {
            Some(id) => Some(draft.free_id("", Some(id), &[])?),
            None => None,
        };
        if let Some(id) = &new_id {
            let count = self.store.codings_under(id)?;
            if count > 0 {
                return Err(CodebookError::FormerCode { id: id.clone(), count }.into());
            }
        }
        draft.edit(|file| {
            if let Some(name) = &new_name {
                file.set_code(&old_id, CodeField::Name, name)?;
            }
            if let Some(id) = &new_id {
                file.readdress(&old_id, id)?;
            }
            Ok(())
        })?;
        let names = Renamed {
            what: "code",
            id: (&old_id, new_id.as_deref().unwrap_or(&old_id)),
            name: (&old_name, new_name.as_deref().unwrap_or(&old_name)),
        };
        draft.study = renamed_in_study(&self.study_text, &names, &mut draft.notes);
        if new_id.is_some() {
            draft.notes.extend(mentions(&draft.was, &old_id));
        }
        draft.targets.push(("code", new_id.clone().unwrap_or_else(|| old_id.clone())));
        draft.readdressed = new_id.clone().map(|id| (old_id.clone(), id));
        let detail = serde_json::json!({
            "code": new_id.as_ref().unwrap_or(&old_id), "was": old_id, "name": new_name, "name_was": old_name,
        });
        self.finish_draft(draft, "codebook rename", detail, options)
    }

    /// Gives a theme another name, another id, or both.
    pub fn rename_theme(
        &mut self,
        theme: &str,
        name: Option<&str>,
        id: Option<&str>,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        if name.is_none() && id.is_none() {
            return Err(CodebookError::NothingSaid.into());
        }
        let mut draft = self.draft()?;
        let (old_id, old_name) = draft.theme(theme).map(|theme| (theme.id.clone(), theme.name.clone()))?;
        let new_name = name.map(checked_name).transpose()?;
        let new_id = id.filter(|id| *id != old_id).map(str::to_owned);
        if let Some(id) = &new_id {
            check_id(id)?;
            if draft.was.themes.iter().any(|other| other.id == *id) {
                return Err(CodebookError::ThemeTaken { id: id.clone() }.into());
            }
        }
        draft.edit(|file| {
            if let Some(name) = &new_name {
                file.set_theme(&old_id, ThemeField::Name, name)?;
            }
            if let Some(id) = &new_id {
                file.set_theme(&old_id, ThemeField::Id, id)?;
            }
            Ok(())
        })?;
        let names = Renamed {
            what: "theme",
            id: (&old_id, new_id.as_deref().unwrap_or(&old_id)),
            name: (&old_name, new_name.as_deref().unwrap_or(&old_name)),
        };
        draft.study = renamed_in_study(&self.study_text, &names, &mut draft.notes);
        draft.theme_readdressed = new_id.clone().map(|id| (old_id.clone(), id));
        draft.targets.push(("theme", new_id.clone().unwrap_or_else(|| old_id.clone())));
        let detail = serde_json::json!({
            "theme": new_id.as_ref().unwrap_or(&old_id), "was": old_id, "name": new_name, "name_was": old_name,
        });
        self.finish_draft(draft, "codebook theme rename", detail, options)
    }
}

/// What people wrote about a code by its id is theirs to change.
fn mentions(codebook: &Codebook, id: &str) -> Option<String> {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    let names_it =
        |text: &&String| text.split(|character: char| !is_part(character)).any(|word| word.trim_matches('.') == id);
    let codes = codebook.codes.iter().flat_map(|code| [&code.definition, &code.use_when, &code.not_when]);
    let themes = codebook.themes.iter().flat_map(|theme| [&theme.definition, &theme.story]);
    let count = codes.chain(themes).filter(names_it).count();
    let fields = counted(count as u64, "field");
    let say = if count == 1 { "says" } else { "say" };
    (count > 0).then(|| format!("{fields} of the codebook still {say} {id} in prose"))
}
