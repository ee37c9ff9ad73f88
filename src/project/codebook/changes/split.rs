//! One code that becomes several.

use super::create::{add, checked_name, colours};
use super::{CodebookChanged, CodebookError, CodebookOptions, Draft};
use crate::codebook::free_colour;
use crate::model::{Code, CodeStatus};
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CodeMove, Going};
use crate::text::fold;

/// How a code is split.
#[derive(Debug, Clone, Default)]
pub struct CodeSplit {
    pub code: String,
    /// The codes that it is split into, by id or name. Those that are not there yet are created beside it, in its themes.
    pub into: Vec<String>,
    /// To which of them what a query finds goes; of several that find the same, the first gets it.
    pub queries: Vec<(String, String)>,
    /// To which of them a rule of the code goes, counted from one, with what it found.
    pub rules: Vec<(usize, String)>,
    /// To which of them all else goes, rules too; it stays with the code where none is named.
    pub rest: Option<String>,
}

impl Project {
    /// Splits a code: its codings go to others, and none is lost.
    pub fn split_code(
        &mut self,
        split: &CodeSplit,
        options: &CodebookOptions,
        progress: &dyn Progress,
    ) -> Result<CodebookChanged, ProjectError> {
        if split.queries.is_empty() && split.rules.is_empty() && split.rest.is_none() {
            return Err(CodebookError::NothingGoes.into());
        }
        let mut draft = self.draft()?;
        let index = draft.code(&split.code)?;
        let code = draft.of(index).clone();
        // By what people call it: its id.
        let mut targets: Vec<(String, String)> = Vec::new();
        let mut seen = draft.was.clone();
        let themes: Vec<String> = draft
            .was
            .themes
            .iter()
            .filter(|theme| theme.codes.contains(&code.id))
            .map(|theme| theme.id.clone())
            .collect();
        let mut after = code.id.clone();
        for name in &split.into {
            match draft.code(name) {
                Ok(known) if known == index => return Err(CodebookError::IntoItself { code: code.id }.into()),
                Ok(known) if !draft.of(known).is_in_use() => {
                    let known = draft.of(known);
                    let (code, status) = (known.id.clone(), known.written_status());
                    return Err(CodebookError::NotInUse { code, status }.into());
                }
                Ok(known) => targets.push((name.clone(), draft.of(known).id.clone())),
                Err(ProjectError::NoCode { .. }) => {
                    let taken: Vec<String> = targets.iter().map(|(_, id)| id.clone()).collect();
                    let part = Code {
                        id: draft.free_id(name, None, &taken)?,
                        name: checked_name(name)?,
                        parent: code.parent.clone(),
                        colour: Some(free_colour(colours(&seen))),
                        status: CodeStatus::Active,
                        ..Code::default()
                    };
                    add(&mut draft, &part, Some(&after), &themes)?;
                    after.clone_from(&part.id);
                    targets.push((name.clone(), part.id.clone()));
                    seen.codes.push(part);
                }
                Err(error) => return Err(error),
            }
        }
        let target = |name: &str| -> Result<String, CodebookError> {
            let found = targets.iter().find(|(called, id)| fold(called) == fold(name) || id == name);
            let unknown = || CodebookError::NotSplitInto { code: code.id.clone(), name: name.to_owned() };
            found.map(|(_, id)| id.clone()).ok_or_else(unknown)
        };
        for (name, query) in &split.queries {
            let going = Going::InSegments(self.segments_of_query(query, &draft.was, progress)?);
            draft.moves.push(CodeMove { from: code.id.clone(), to: target(name)?, going, rules_before: None });
        }
        let mut rules: Vec<(usize, String)> = Vec::new();
        for (number, name) in &split.rules {
            let count = code.rules.len();
            let unknown = || CodebookError::NoRule { code: code.id.clone(), number: *number, count };
            let place = number.checked_sub(1).filter(|place| *place < count).ok_or_else(unknown)?;
            rules.push((place, target(name)?));
        }
        give_rules(&mut draft, &code, &rules)?;
        if let Some(rest) = &split.rest {
            let to = target(rest)?;
            let rules_before = Some(draft.rule_count(&to));
            draft.rules_moved += draft.rule_count(&code.id);
            draft.edit(|file| file.give_rules(&code.id, &to, None))?;
            draft.moves.push(CodeMove { from: code.id.clone(), to, going: Going::All, rules_before });
        }
        let ids: Vec<String> = targets.into_iter().map(|(_, id)| id).collect();
        draft.targets.extend(std::iter::once(&code.id).chain(&ids).map(|id| ("code", id.clone())));
        let detail = serde_json::json!({
            "code": code.id, "into": ids, "queries": split.queries.len(), "rules": split.rules.len(),
            "rest": split.rest.is_some(),
        });
        self.finish_draft(draft, "codebook split", detail, options)
    }
}

/// Gives rules to other codes, with what they found. Once one has gone, those after it move up.
fn give_rules(draft: &mut Draft, code: &Code, rules: &[(usize, String)]) -> Result<(), ProjectError> {
    let mut gone: Vec<usize> = Vec::new();
    for (place, to) in rules.iter().filter(|(place, _)| *place < code.rules.len()) {
        if gone.contains(place) {
            continue;
        }
        let now = place - gone.iter().filter(|other| *other < place).count();
        let rules_before = Some(draft.rule_count(to));
        draft.edit(|file| file.give_rules(&code.id, to, Some(&[now])))?;
        let (from, to) = (code.id.clone(), to.clone());
        draft.moves.push(CodeMove { from, to, going: Going::ByRule(now), rules_before });
        draft.rules_moved += 1;
        gone.push(*place);
    }
    Ok(())
}
