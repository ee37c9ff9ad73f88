//! What a code or a theme says, where a code stands, and in which order.

use super::create::{checked_colour, checked_key, colours};
use super::{CodebookChanged, CodebookError, CodebookOptions};
use crate::codebook::{CodeField, ThemeField, free_colour};
use crate::model::CodeStatus;
use crate::project::{Project, ProjectError};

/// What is written into a code. What is not given stays; an empty value is taken out.
#[derive(Debug, Clone, Default)]
pub struct CodeEdit {
    pub definition: Option<String>,
    pub use_when: Option<String>,
    pub not_when: Option<String>,
    pub example: Option<String>,
    pub colour: Option<String>,
    pub key: Option<String>,
    /// Draft or active.
    pub status: Option<CodeStatus>,
}

/// What is written into a theme. What is not given stays; an empty value is taken out.
#[derive(Debug, Clone, Default)]
pub struct ThemeEdit {
    pub definition: Option<String>,
    pub story: Option<String>,
    pub colour: Option<String>,
}

/// Where a code is moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePlace<'a> {
    /// Below this code, by id or name.
    Under(&'a str),
    Top,
    /// Below the same code as the one after which it is to stand.
    Beside,
}

impl Project {
    /// Writes fields of a code.
    pub fn edit_code(
        &mut self,
        code: &str,
        edit: &CodeEdit,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let index = draft.code(code)?;
        let id = draft.of(index).id.clone();
        let mut fields: Vec<(CodeField, String)> = Vec::new();
        for (field, value) in [
            (CodeField::Definition, &edit.definition),
            (CodeField::UseWhen, &edit.use_when),
            (CodeField::NotWhen, &edit.not_when),
            (CodeField::Example, &edit.example),
        ] {
            fields.extend(value.as_ref().map(|value| (field, value.trim().to_owned())));
        }
        if let Some(colour) = &edit.colour {
            let colour = if colour.is_empty() { String::new() } else { checked_colour(colour)? };
            fields.push((CodeField::Colour, colour));
        }
        if let Some(key) = &edit.key {
            let key =
                if key.is_empty() { String::new() } else { checked_key(key, &draft.was, Some(index))?.to_string() };
            fields.push((CodeField::Key, key));
        }
        if let Some(status) = edit.status {
            if !draft.of(index).is_in_use() || !matches!(status, CodeStatus::Draft | CodeStatus::Active) {
                return Err(CodebookError::Status.into());
            }
            let word = if status == CodeStatus::default() { "" } else { status.word() };
            fields.push((CodeField::Status, word.to_owned()));
        }
        if fields.is_empty() {
            return Err(CodebookError::NothingSaid.into());
        }
        draft.edit(|file| fields.iter().try_for_each(|(field, value)| file.set_code(&id, *field, value)))?;
        draft.targets.push(("code", id.clone()));
        let names: Vec<&str> = fields.iter().map(|(field, _)| field.word()).collect();
        let detail = serde_json::json!({ "code": id, "fields": names });
        self.finish_draft(draft, "codebook edit", detail, options)
    }

    /// Writes fields of a theme.
    pub fn edit_theme(
        &mut self,
        theme: &str,
        edit: &ThemeEdit,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let id = draft.theme(theme)?.id.clone();
        let mut fields: Vec<(ThemeField, String)> = Vec::new();
        for (field, value) in [(ThemeField::Definition, &edit.definition), (ThemeField::Story, &edit.story)] {
            fields.extend(value.as_ref().map(|value| (field, value.trim().to_owned())));
        }
        if let Some(colour) = &edit.colour {
            let colour = if colour.is_empty() { String::new() } else { checked_colour(colour)? };
            fields.push((ThemeField::Colour, colour));
        }
        if fields.is_empty() {
            return Err(CodebookError::NothingSaid.into());
        }
        draft.edit(|file| fields.iter().try_for_each(|(field, value)| file.set_theme(&id, *field, value)))?;
        draft.targets.push(("theme", id.clone()));
        let names: Vec<&str> = fields.iter().map(|(field, _)| field.word()).collect();
        let detail = serde_json::json!({ "theme": id, "fields": names });
        self.finish_draft(draft, "codebook theme describe", detail, options)
    }

    /// Moves a code below another one, or to the top; `after` says after which code it stands then.
    pub fn move_code(
        &mut self,
        code: &str,
        place: CodePlace<'_>,
        after: Option<&str>,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let index = draft.code(code)?;
        let after = after.map(|after| draft.code(after)).transpose()?;
        let parent = match place {
            CodePlace::Under(parent) => Some(draft.code(parent)?),
            CodePlace::Top => None,
            CodePlace::Beside => {
                let beside = draft.of(after.unwrap_or(index));
                beside.parent.as_deref().and_then(|parent| draft.was.code_index(parent))
            }
        };
        let id = draft.of(index).id.clone();
        let above = parent.map(|parent| draft.of(parent).id.clone());
        if let (Some(parent), Some(above)) = (parent, &above)
            && draft.was.with_descendants(index).contains(&parent)
        {
            return Err(CodebookError::Circle { code: id, parent: above.clone() }.into());
        }
        draft.edit(|file| file.set_code(&id, CodeField::Parent, above.as_deref().unwrap_or_default()))?;
        if let Some(after) = after.filter(|after| *after != index) {
            let after = draft.of(after).id.clone();
            draft.edit(|file| file.put_code_after(&id, &after))?;
        }
        draft.targets.push(("code", id.clone()));
        let detail = serde_json::json!({ "code": id, "from": draft.of(index).parent, "to": above });
        self.finish_draft(draft, "codebook move", detail, options)
    }

    /// Puts codes into this order. They take the places that they have now; all others stay where they are.
    pub fn order_codes(
        &mut self,
        codes: &[String],
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let wanted = codes.iter().map(|code| draft.code(code)).collect::<Result<Vec<_>, _>>()?;
        let order = in_places(draft.was.codes.len(), &wanted);
        let ids: Vec<String> = order.iter().map(|&index| draft.of(index).id.clone()).collect();
        draft.edit(|file| file.order_codes(&ids.iter().map(String::as_str).collect::<Vec<_>>()))?;
        let ordered: Vec<&str> = wanted.iter().map(|&index| draft.of(index).id.as_str()).collect();
        let detail = serde_json::json!({ "codes": ordered });
        self.finish_draft(draft, "codebook order", detail, options)
    }

    /// Puts themes into this order, as [`Project::order_codes`] does with codes.
    pub fn order_themes(
        &mut self,
        themes: &[String],
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let place = |theme: &String| -> Result<usize, ProjectError> {
            let id = &draft.theme(theme)?.id;
            Ok(draft.was.themes.iter().position(|other| other.id == *id).unwrap_or_default())
        };
        let wanted = themes.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let order = in_places(draft.was.themes.len(), &wanted);
        let ids: Vec<String> = order.iter().map(|&index| draft.was.themes[index].id.clone()).collect();
        draft.edit(|file| file.order_themes(&ids.iter().map(String::as_str).collect::<Vec<_>>()))?;
        let ordered: Vec<&str> = wanted.iter().map(|&index| draft.was.themes[index].id.as_str()).collect();
        let detail = serde_json::json!({ "themes": ordered });
        self.finish_draft(draft, "codebook theme order", detail, options)
    }

    /// Gives several codes the keys by which they are given.
    pub fn set_keys(
        &mut self,
        keys: &[(String, String)],
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let named = keys.iter().map(|(code, key)| Ok((draft.code(code)?, key)));
        let named: Vec<(usize, &String)> = named.collect::<Result<_, ProjectError>>()?;
        // Keys that are given away here are free.
        let mut others = draft.was.clone();
        for (index, _) in &named {
            others.codes[*index].key = None;
        }
        for (index, key) in &named {
            let key = if key.is_empty() { None } else { Some(checked_key(key, &others, None)?) };
            others.codes[*index].key = key;
            let id = draft.of(*index).id.clone();
            let written = key.map(String::from).unwrap_or_default();
            draft.edit(|file| file.set_code(&id, CodeField::Key, &written))?;
        }
        let ids: Vec<&str> = named.iter().map(|(index, _)| draft.of(*index).id.as_str()).collect();
        let detail = serde_json::json!({ "codes": ids });
        self.finish_draft(draft, "codebook keys", detail, options)
    }

    /// Gives every code that has none a colour that differs from all others; with `anew`, all codes in use.
    pub fn set_colours(&mut self, anew: bool, options: &CodebookOptions) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let mut codes = draft.was.clone();
        for index in 0..codes.codes.len() {
            if anew && codes.codes[index].is_in_use() {
                codes.codes[index].colour = None;
            }
        }
        for index in 0..codes.codes.len() {
            if codes.codes[index].colour.is_none() && codes.codes[index].is_in_use() {
                let colour = free_colour(colours(&codes));
                let id = codes.codes[index].id.clone();
                draft.edit(|file| file.set_code(&id, CodeField::Colour, &colour))?;
                codes.codes[index].colour = Some(colour);
            }
        }
        self.finish_draft(draft, "codebook colours", serde_json::json!({ "anew": anew }), options)
    }
}

/// All places, with those that are wanted in this order where some of them stand now.
fn in_places(count: usize, wanted: &[usize]) -> Vec<usize> {
    let mut unique: Vec<usize> = Vec::new();
    for &index in wanted {
        if !unique.contains(&index) {
            unique.push(index);
        }
    }
    let mut next = unique.iter().copied();
    (0..count).map(|place| if unique.contains(&place) { next.next().unwrap_or(place) } else { place }).collect()
}
