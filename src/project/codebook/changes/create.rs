//! A code more.

use super::{CodebookChanged, CodebookError, CodebookOptions, Draft};
use crate::codebook::free_colour;
use crate::model::{Code, CodeStatus, Codebook};
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// A code to be created.
#[derive(Debug, Clone, Default)]
pub struct NewCode {
    pub name: String,
    /// Made from the name where none is given.
    pub id: Option<String>,
    /// The code above it, by id or name.
    pub parent: Option<String>,
    pub definition: String,
    pub use_when: String,
    pub not_when: String,
    pub example: String,
    /// `#rrggbb`; one that differs from those in use where none is given.
    pub colour: Option<String>,
    pub key: Option<String>,
    pub is_draft: bool,
    /// The themes that gather it, by id or name.
    pub themes: Vec<String>,
    /// The code after which it stands in the file; after those that share its parent where none is given.
    pub after: Option<String>,
}

impl Project {
    /// Creates a code.
    pub fn create_code(&mut self, new: &NewCode, options: &CodebookOptions) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let parent = new.parent.as_deref().map(|parent| draft.code(parent)).transpose()?;
        let after = match &new.after {
            Some(after) => Some(draft.code(after)?),
            None => parent.and_then(|parent| draft.was.with_descendants(parent).pop()),
        };
        let themes = new.themes.iter().map(|theme| Ok(draft.theme(theme)?.id.clone()));
        let themes: Vec<String> = themes.collect::<Result<_, ProjectError>>()?;
        let code = Code {
            id: draft.free_id(&new.name, new.id.as_deref(), &[])?,
            name: checked_name(&new.name)?,
            parent: parent.map(|parent| draft.of(parent).id.clone()),
            definition: new.definition.trim().to_owned(),
            use_when: new.use_when.trim().to_owned(),
            not_when: new.not_when.trim().to_owned(),
            example: new.example.trim().to_owned(),
            colour: Some(match &new.colour {
                Some(colour) => checked_colour(colour)?,
                None => free_colour(colours(&draft.was)),
            }),
            key: new.key.as_deref().map(|key| checked_key(key, &draft.was, None)).transpose()?,
            status: if new.is_draft { CodeStatus::Draft } else { CodeStatus::Active },
            ..Code::default()
        };
        let left = self.store.codings_under(&code.id)?;
        if left > 0 {
            let codings = counted(left, "coding");
            draft.notes.push(format!("{codings} of a former code {} count again", code.id));
        }
        let after = after.map(|after| draft.of(after).id.clone());
        add(&mut draft, &code, after.as_deref(), &themes)?;
        draft.targets.push(("code", code.id.clone()));
        let detail = serde_json::json!({ "code": code.id, "parent": code.parent, "themes": themes });
        self.finish_draft(draft, "codebook create", detail, options)
    }
}

/// Adds a code to the file, and to themes.
pub(super) fn add(draft: &mut Draft, code: &Code, after: Option<&str>, themes: &[String]) -> Result<(), ProjectError> {
    draft.edit(|file| {
        file.add_code(code, after)?;
        themes.iter().try_for_each(|theme| file.gather(theme, &code.id))
    })
}

/// All colours in use.
pub(super) fn colours(codebook: &Codebook) -> impl Iterator<Item = &str> {
    codebook.codes.iter().filter_map(|code| code.colour.as_deref())
}

pub(super) fn checked_name(name: &str) -> Result<String, CodebookError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(CodebookError::NoName) } else { Ok(name) }
}

pub(super) fn checked_colour(written: &str) -> Result<String, CodebookError> {
    let digits = written.trim().strip_prefix('#').filter(|digits| digits.len() == 6);
    match digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        Some(digits) => Ok(format!("#{}", digits.to_lowercase())),
        None => Err(CodebookError::NoColour { written: written.to_owned() }),
    }
}

/// A key that no other code than `own` has.
pub(super) fn checked_key(written: &str, codebook: &Codebook, own: Option<usize>) -> Result<char, CodebookError> {
    let mut characters = written.chars();
    let (Some(key), None) = (characters.next(), characters.next()) else {
        return Err(CodebookError::NoKey { written: written.to_owned() });
    };
    if key.is_whitespace() || key.is_control() {
        return Err(CodebookError::NoKey { written: written.to_owned() });
    }
    let owner = (0..codebook.codes.len()).find(|&index| codebook.codes[index].key == Some(key));
    match owner.filter(|owner| Some(*owner) != own) {
        Some(owner) => Err(CodebookError::KeyTaken { key, owner: codebook.codes[owner].id.clone() }),
        None => Ok(key),
    }
}
