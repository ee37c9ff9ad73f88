//! What takes long to make and stays as long as the study does: charts, tables as they would be printed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::Error;
use crate::project::Project;

/// How many parts are kept: more than anybody looks at in turn.
const MOST: usize = 64;

/// Parts of pages by their address, each with the state of the study that it was made from.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<BTreeMap<String, (String, Arc<str>)>>);

impl Kept {
    /// Forgets all of them: words may be in them that have to go.
    pub(super) fn clear(&self) {
        self.parts().clear();
    }

    /// The part of this address, made anew if the study has changed since.
    pub(super) fn get_or(
        &self,
        address: &str,
        project: &mut Project,
        make: impl FnOnce(&mut Project) -> Result<String, Error>,
    ) -> Result<Arc<str>, Error> {
        let state = project.state_of_outputs()?;
        if let Some(part) = self.get(address, &state) {
            return Ok(part);
        }
        let part: Arc<str> = make(project)?.into();
        // Making it may itself have brought the study up to date.
        let state = project.state_of_outputs()?;
        let mut parts = self.parts();
        while parts.len() >= MOST {
            parts.pop_first();
        }
        parts.insert(address.to_owned(), (state, Arc::clone(&part)));
        Ok(part)
    }

    /// The part, if it was made from the study as it is.
    pub(super) fn get(&self, address: &str, state: &str) -> Option<Arc<str>> {
        self.parts().get(address).filter(|(of, _)| of == state).map(|(_, part)| Arc::clone(part))
    }

    fn parts(&self) -> MutexGuard<'_, BTreeMap<String, (String, Arc<str>)>> {
        // Whoever panicked had not begun to change it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
