//! Codes that become part of another.

use super::{CodebookChanged, CodebookError, CodebookOptions};
use crate::codebook::CodeField;
use crate::model::{Codebook, MERGED_INTO};
use crate::project::{Project, ProjectError};
use crate::store::{CodeMove, Going};

/// Which codes become part of which other one.
#[derive(Debug, Clone, Default)]
pub struct CodeMerge {
    pub codes: Vec<String>,
    pub into: String,
    /// Their rules come along.
    pub with_rules: bool,
}

impl Project {
    /// Merges codes into another one. Their codings become its; they stay in the codebook as merged, so that it still says
    /// what they meant. Codes below them go below the other.
    pub fn merge_codes(
        &mut self,
        merge: &CodeMerge,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let into = draft.code(&merge.into)?;
        let into_id = draft.of(into).id.clone();
        if !draft.of(into).is_in_use() {
            return Err(CodebookError::NotInUse { code: into_id, status: draft.of(into).written_status() }.into());
        }
        let mut sources: Vec<usize> = Vec::new();
        for name in &merge.codes {
            let index = draft.code(name)?;
            let code = draft.of(index);
            if index == into {
                return Err(CodebookError::IntoItself { code: into_id }.into());
            }
            if code.merged_into.is_some() {
                return Err(CodebookError::MergedBefore { code: code.id.clone(), status: code.written_status() }.into());
            }
            if !sources.contains(&index) {
                sources.push(index);
            }
        }
        let mut rules_before = draft.of(into).rules.len();
        for &source in &sources {
            let code = draft.of(source).clone();
            draft.edit(|file| {
                file.set_code(&code.id, CodeField::Status, &format!("{MERGED_INTO}{into_id}"))?;
                if merge.with_rules { file.give_rules(&code.id, &into_id, None) } else { Ok(()) }
            })?;
            draft.moves.push(CodeMove {
                from: code.id.clone(),
                to: into_id.clone(),
                going: Going::All,
                rules_before: merge.with_rules.then_some(rules_before),
            });
            if merge.with_rules {
                rules_before += code.rules.len();
                draft.rules_moved += code.rules.len();
            }
            draft.targets.push(("code", code.id));
        }
        let parents = new_parents(&draft.was, &sources, into);
        for (index, parent) in parents {
            let id = draft.of(index).id.clone();
            let parent = parent.map(|parent| draft.of(parent).id.clone()).unwrap_or_default();
            draft.edit(|file| file.set_code(&id, CodeField::Parent, &parent))?;
        }
        draft.targets.push(("code", into_id.clone()));
        draft.notes.extend(themes_that_lose(&draft.was, &sources, into));
        let ids: Vec<&str> = sources.iter().map(|&index| draft.of(index).id.as_str()).collect();
        let detail = serde_json::json!({ "codes": ids, "into": into_id, "with_rules": merge.with_rules });
        self.finish_draft(draft, "codebook merge", detail, options)
    }
}

/// Codes below merged ones go below the other. If that one stood below one of them itself, it takes its place.
fn new_parents(codebook: &Codebook, sources: &[usize], into: usize) -> Vec<(usize, Option<usize>)> {
    let parent = |index: usize| codebook.codes[index].parent.as_deref().and_then(|id| codebook.code_index(id));
    // The nearest code above that is not merged now.
    let place = |index: usize| {
        let chain = std::iter::successors(parent(index), |&above| parent(above));
        chain.take(codebook.codes.len()).find(|above| !sources.contains(above) && *above != into)
    };
    let mut changes = Vec::new();
    for index in 0..codebook.codes.len() {
        let is_below_merged = parent(index).is_some_and(|parent| sources.contains(&parent));
        if !is_below_merged || sources.contains(&index) {
            continue;
        }
        // What stands above the other code cannot go below it.
        let is_above_into = codebook.with_descendants(index).contains(&into);
        changes.push((index, if is_above_into { place(index) } else { Some(into) }));
    }
    changes
}

/// Themes that gathered a merged code and not the one that it became part of.
fn themes_that_lose(codebook: &Codebook, sources: &[usize], into: usize) -> Vec<String> {
    let into_id = &codebook.codes[into].id;
    let loses = codebook.themes.iter().filter(|theme| {
        let codes = codebook.codes_of_theme(theme);
        !codes.contains(&into) && sources.iter().any(|source| codes.contains(source))
    });
    loses
        .map(|theme| {
            let id = &theme.id;
            format!("the theme {id} does not gather {into_id}, and counts these codings no more: `verbatim codebook gather {into_id} --theme {id}` changes that")
        })
        .collect()
}
