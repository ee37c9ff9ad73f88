//! The codebook's life: codes are created, described, renamed, moved, merged, split, retired and gathered into themes.
//!
//! Each method is one action that can be taken back: the file changes, as its author would have changed it, and the
//! codings with it. With [`CodebookOptions::dry_run`] nothing changes, and what is told is the same.

mod create;
mod error;
mod fields;
mod merge;
mod placing;
mod recipes;
mod rename;
mod rewriting;
mod rules;
mod split;
mod status;
mod themes;
mod told;

use std::path::PathBuf;

pub use create::NewCode;
pub use error::CodebookError;
pub use fields::{CodeEdit, CodePlace, ThemeEdit};
pub use merge::CodeMerge;
pub use placing::TreePlace;
pub use split::CodeSplit;
pub use themes::NewTheme;
pub use told::CodebookChanged;

use crate::codebook::{self, CodebookFile, differences};
use crate::model::{Code, Codebook, Theme};
use crate::project::{Project, ProjectError};
use crate::store::{CodeChange, CodeMove, CodebookVersion, NewVersion};
use crate::text::{fold, nearest};

/// What goes with every change of the codebook.
#[derive(Debug, Clone, Default)]
pub struct CodebookOptions {
    /// Why: noted on the code, and in the audit trail.
    pub memo: Option<String>,
    /// Change nothing; tell what would be.
    pub dry_run: bool,
}

/// A change of the study's codebook under way.
struct Draft {
    /// The file, from the study folder.
    name: String,
    path: PathBuf,
    /// The file as it was, and what it said.
    text: String,
    was: Codebook,
    file: CodebookFile,
    moves: Vec<CodeMove>,
    readdressed: Option<(String, String)>,
    theme_readdressed: Option<(String, String)>,
    rules_moved: usize,
    /// `study.toml`, if it changes too.
    study: Option<String>,
    /// What the memo is noted on.
    targets: Vec<(&'static str, String)>,
    notes: Vec<String>,
}

impl Draft {
    /// Where a code stands that is named by its id, or by a name that only one code has.
    fn code(&self, name: &str) -> Result<usize, ProjectError> {
        code_called(&self.was, name)
    }

    fn theme(&self, name: &str) -> Result<&Theme, ProjectError> {
        theme_called(&self.was, name)
    }

    fn of(&self, index: usize) -> &Code {
        &self.was.codes[index]
    }

    /// An id for a code of this name: the one that is wished for, or one made from the name.
    fn free_id(&self, name: &str, wish: Option<&str>, taken: &[String]) -> Result<String, ProjectError> {
        let is_taken = |id: &str| self.was.code_index(id).is_some() || taken.iter().any(|other| other == id);
        let Some(wish) = wish else {
            let made = crate::text::slug(name);
            let numbered = (2..).map(|number| format!("{made}-{number}"));
            return Ok(std::iter::once(made.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(made));
        };
        check_id(wish)?;
        if is_taken(wish) {
            return Err(CodebookError::IdTaken { id: wish.to_owned() }.into());
        }
        Ok(wish.to_owned())
    }

    /// How many rules a code has by now.
    fn rule_count(&self, id: &str) -> usize {
        self.file.rule_count(id)
    }

    fn edit<T>(
        &mut self,
        act: impl FnOnce(&mut CodebookFile) -> Result<T, codebook::EditError>,
    ) -> Result<T, ProjectError> {
        act(&mut self.file).map_err(|error| CodebookError::Edit { path: self.path.clone(), error }.into())
    }
}

impl Project {
    /// Begins a change of the study's codebook, whose file has to be sound.
    fn draft(&mut self) -> Result<Draft, ProjectError> {
        let name = self.study.codebook.clone().ok_or(ProjectError::NoCodebook)?;
        let (path, text) = self.read(&name)?;
        let was = codebook::read(&text).map_err(|problems| ProjectError::Codebook { path: path.clone(), problems })?;
        let file = CodebookFile::parse(&text).map_err(|error| CodebookError::Edit { path: path.clone(), error })?;
        let (moves, targets, notes) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Draft {
            name,
            path,
            text,
            was,
            file,
            moves,
            readdressed: None,
            theme_readdressed: None,
            rules_moved: 0,
            study: None,
            targets,
            notes,
        })
    }

    /// Carries a change out, or only tells what it would do.
    fn finish_draft(
        &mut self,
        draft: Draft,
        action: &str,
        mut detail: serde_json::Value,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let text = draft.file.to_text();
        let is =
            codebook::read(&text).map_err(|problems| ProjectError::Codebook { path: draft.path.clone(), problems })?;
        let mut changed = CodebookChanged {
            differences: differences(&draft.was, &is),
            rules_moved: draft.rules_moved,
            notes: draft.notes,
            dry_run: options.dry_run,
            ..CodebookChanged::default()
        };
        if text == draft.text && draft.moves.is_empty() {
            changed.notes.push("everything is like that already".to_owned());
            return Ok(changed);
        }
        let memo = options.memo.as_deref().map(str::trim).filter(|memo| !memo.is_empty());
        if let (Some(memo), Some(detail)) = (memo, detail.as_object_mut()) {
            detail.insert("memo".to_owned(), memo.into());
        }
        let mut files = vec![self.file_change(&draft.name, Some(text.clone().into_bytes()))?];
        if let Some(study) = draft.study {
            files.push(self.file_change(crate::project::STUDY_FILE, Some(study.into_bytes()))?);
        }
        changed.files = files.iter().map(|file| file.name.clone()).collect();
        let old = NewVersion {
            sha256: &draft.was.sha256,
            version: &draft.was.version,
            content: &draft.text,
            how: CodebookVersion::FILE,
        };
        let new = NewVersion { sha256: &is.sha256, version: &is.version, content: &text, how: action };
        let keeps_finds = draft.moves.is_empty() && finds_the_same(&draft.was, &is, draft.readdressed.as_ref());
        let change = CodeChange {
            files,
            versions: vec![old, new],
            readdressed: draft.readdressed,
            theme_readdressed: draft.theme_readdressed,
            moves: draft.moves,
            memo: memo.map(|memo| (memo.to_owned(), draft.targets)),
            coded_from: if keeps_finds { self.coded_from_then(&draft.was, &is)? } else { None },
        };
        let event = self.event(action, detail);
        changed.recoded = self.change_with_files(|store| store.change_codes(&change, options.dry_run, &event))?;
        Ok(changed)
    }

    /// What codings of rules are made from once a codebook has become another that finds the same; nothing if they were out
    /// of date before.
    fn coded_from_then(&self, was: &Codebook, is: &Codebook) -> Result<Option<String>, ProjectError> {
        let is_fresh = self.store.fact(crate::project::coding::code::CODED_FROM)? == Some(self.made_from(was)?);
        if is_fresh { self.made_from(is).map(Some) } else { Ok(None) }
    }
}

/// Whether the same rules are applied for the same codes.
fn finds_the_same(was: &Codebook, is: &Codebook, readdressed: Option<&(String, String)>) -> bool {
    let applied = |codebook: &Codebook, renames: bool| {
        let codes = codebook.codes.iter().filter(|code| code.is_in_use() && !code.rules.is_empty());
        let id = |code: &Code| match readdressed {
            Some((from, to)) if renames && *from == code.id => to.clone(),
            _ => code.id.clone(),
        };
        let mut applied: Vec<_> = codes.map(|code| (id(code), code.rules.clone())).collect();
        applied.sort_by(|one, other| one.0.cmp(&other.0));
        applied
    };
    applied(was, true) == applied(is, false)
}

/// Where a code stands that is named by its id, or by a name that only one code has.
pub(in crate::project) fn code_called(codebook: &Codebook, name: &str) -> Result<usize, ProjectError> {
    if let Some(index) = codebook.code_index(name) {
        return Ok(index);
    }
    let wanted = fold(name.trim());
    let mut called = (0..codebook.codes.len()).filter(|&index| fold(&codebook.codes[index].name) == wanted);
    match (called.next(), called.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(CodebookError::ManyCodes { name: name.to_owned() }.into()),
        (None, _) => {
            let known = codebook.codes.iter().flat_map(|code| [code.id.as_str(), code.name.as_str()]);
            Err(ProjectError::NoCode { name: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) })
        }
    }
}

/// A theme by its id or its name.
pub(in crate::project) fn theme_called<'c>(codebook: &'c Codebook, name: &str) -> Result<&'c Theme, ProjectError> {
    let wanted = fold(name.trim());
    let by_id = codebook.themes.iter().find(|theme| theme.id == name);
    by_id.or_else(|| codebook.themes.iter().find(|theme| fold(&theme.name) == wanted)).ok_or_else(|| {
        let known = codebook.themes.iter().flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]);
        CodebookError::NoTheme { name: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) }.into()
    })
}

fn check_id(id: &str) -> Result<(), CodebookError> {
    let allowed = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    if id.is_empty() || !id.chars().all(allowed) {
        return Err(CodebookError::NoId { id: id.to_owned() });
    }
    Ok(())
}
