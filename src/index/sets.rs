//! Sets that queries read from the store, remembered until the store changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use fixedbitset::FixedBitSet;

use super::numbers::Numbers;

/// More sets than a session of searching asks for; beyond it all are forgotten, so that memory stays bounded.
const REMEMBERED: usize = 256;

/// Sets of numbers by what they hold, all of one state of the store.
#[derive(Debug, Default)]
pub(crate) struct SetCache {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    state: Option<String>,
    sets: BTreeMap<String, Arc<Numbers>>,
}

impl SetCache {
    /// The set called `name`, made now unless it was made in the same `state` of the store before.
    pub(crate) fn get_or<E>(
        &self,
        state: &str,
        name: &str,
        make: impl FnOnce() -> Result<FixedBitSet, E>,
    ) -> Result<Arc<Numbers>, E> {
        {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            if inner.state.as_deref() != Some(state) {
                inner.sets.clear();
                inner.state = Some(state.to_owned());
            }
            if let Some(set) = inner.sets.get(name) {
                return Ok(Arc::clone(set));
            }
        }
        let set = Arc::new(Numbers::from(make()?));
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.state.as_deref() == Some(state) {
            if inner.sets.len() >= REMEMBERED {
                inner.sets.clear();
            }
            inner.sets.insert(name.to_owned(), Arc::clone(&set));
        }
        Ok(set)
    }
}
