//! What outputs are pseudonymised by, and what the gate knows.

use crate::disclosure::{Gate, Policy};
use crate::import;
use crate::model::Identity;
use crate::project::{Project, ProjectError};

impl Project {
    /// The study's rules of disclosure, with everyone who must not get out.
    pub(in crate::project) fn policy(&self) -> Result<Policy, ProjectError> {
        Ok(Policy { thresholds: self.study.disclosure.thresholds, identities: self.identities()? })
    }

    /// The gate that every output passes, and any file that is checked.
    pub(in crate::project) fn gate(&self) -> Result<Gate, ProjectError> {
        Ok(Gate::new(&self.identities()?))
    }

    /// Everyone and everything that must not get out.
    pub(in crate::project) fn identities(&self) -> Result<Vec<Identity>, ProjectError> {
        let Some(name) = &self.study.disclosure.identities else { return Ok(Vec::new()) };
        let (path, text) = self.read(name)?;
        Ok(import::identities(&path, &text)?)
    }
}
