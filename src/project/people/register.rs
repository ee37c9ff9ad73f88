//! The register: everyone and everything that must not get out, from all places that say so.

use crate::model::{Identity, Mode, Origin};
use crate::project::{Project, ProjectError};

/// All identities of a study, settled: each with what is printed instead.
#[derive(Debug, Clone, Default)]
pub(in crate::project) struct Register {
    /// What is replaced; where two share a form, the first has it.
    pub(in crate::project) identities: Vec<Identity>,
    /// What is kept, with its reason.
    pub(in crate::project) kept: Vec<Identity>,
}

impl Project {
    /// The study's list, then the store's register, in an order of their own that no import changes.
    pub(in crate::project) fn register(&self) -> Result<Register, ProjectError> {
        let mut all = self.identity_file()?.identities;
        let mut stored: Vec<Identity> = self.store.identities()?.into_iter().map(|stored| stored.identity).collect();
        stored.sort_by_cached_key(|identity| (identity.kind, identity.forms.clone()));
        all.extend(stored);
        let (kept, identities) = all.into_iter().partition(|identity| identity.mode == Some(Mode::Keep));
        Ok(Register { identities, kept })
    }

    /// Where an identity is kept, for people.
    pub(in crate::project) fn origin_in_words(&self, origin: &Origin) -> String {
        match origin {
            Origin::File { line_number } => {
                let name = self.study.disclosure.identities.as_deref().unwrap_or("the list");
                format!("{name}, line {line_number}")
            }
            Origin::Store { number } => format!("number {number} of `verbatim identities`"),
            Origin::Case => "the name of a case".to_owned(),
        }
    }
}
