//! Codes that are used no more, and again.

use super::{CodebookChanged, CodebookOptions};
use crate::codebook::CodeField;
use crate::model::CodeStatus;
use crate::project::{Project, ProjectError};
use crate::text::counted;

impl Project {
    /// Retires codes: their rules are not applied, they have no rows of their own, and what people coded with them stays.
    pub fn retire_codes(
        &mut self,
        codes: &[String],
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        self.set_status(codes, CodeStatus::Retired, "codebook retire", options)
    }

    /// Takes retired or merged codes into use again.
    pub fn restore_codes(
        &mut self,
        codes: &[String],
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        self.set_status(codes, CodeStatus::Active, "codebook restore", options)
    }

    fn set_status(
        &mut self,
        codes: &[String],
        status: CodeStatus,
        action: &str,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let mut draft = self.draft()?;
        let mut ids = Vec::new();
        for name in codes {
            let code = draft.of(draft.code(name)?).clone();
            let is_so = if status == CodeStatus::Active { code.is_in_use() } else { code.status == status };
            if is_so || ids.contains(&code.id) {
                continue;
            }
            let word = if status == CodeStatus::default() { "" } else { status.word() };
            draft.edit(|file| file.set_code(&code.id, CodeField::Status, word))?;
            if status == CodeStatus::Active
                && let Some(into) = &code.merged_into
            {
                draft.notes.push(format!(
                    "what was coded with {} before stays with {into}: `verbatim codebook split {into}` can part them",
                    code.id
                ));
            }
            if status == CodeStatus::Retired && !code.rules.is_empty() {
                let rules = counted(code.rules.len() as u64, "rule");
                let stay = if code.rules.len() == 1 { "stays" } else { "stay" };
                draft.notes.push(format!("{rules} of {} {stay} in the file and will not be applied", code.id));
            }
            draft.targets.push(("code", code.id.clone()));
            ids.push(code.id);
        }
        self.finish_draft(draft, action, serde_json::json!({ "codes": ids }), options)
    }
}
