//! Words added to a code's rule.

use super::{CodebookChanged, CodebookError, CodebookOptions, Project, ProjectError};

impl Project {
    /// Adds words and phrases (`*` is any ending) to what a code's rule finds: to the rule of this number, counted from one,
    /// or a new one after the last.
    pub fn add_rule_words(
        &mut self,
        code: &str,
        words: &[String],
        rule_number: usize,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let index = draft.code(code)?;
        let (id, rules) = (draft.of(index).id.clone(), draft.of(index).rules.clone());
        let place = rule_number.saturating_sub(1).min(rules.len());
        let known = rules.get(place).map(|rule| rule.any.as_slice()).unwrap_or_default();
        let new: Vec<String> =
            words.iter().map(|word| word.trim().to_owned()).filter(|word| !known.contains(word)).collect();
        if words.is_empty() {
            return Err(CodebookError::NothingSaid.into());
        }
        if !new.is_empty() {
            draft.edit(|file| file.add_to_rule(&id, place, &new))?;
        }
        draft.targets.push(("code", id.clone()));
        let detail = serde_json::json!({ "code": id, "words": new.len() });
        self.finish_draft(draft, "codebook suggest-rules", detail, options)
    }
}
