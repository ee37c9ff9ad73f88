//! Who has coded.

use crate::project::{Project, ProjectError};

impl Project {
    /// Everyone who ever coded or decided by hand, by name.
    pub fn coders(&self) -> Result<Vec<String>, ProjectError> {
        let mut names: Vec<String> = self.store.coders()?.into_values().filter(|name| !name.is_empty()).collect();
        names.sort();
        Ok(names)
    }

    /// Whether at least two people have, so that they may agree or not.
    pub fn has_several_coders(&self) -> Result<bool, ProjectError> {
        Ok(self.coders()?.len() > 1)
    }
}
