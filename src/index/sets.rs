//! What queries read from the store, remembered until the store changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// More than a session of searching asks for; beyond it all are forgotten, so that memory stays bounded.
const MOST_REMEMBERED: usize = 256;

/// Things by what they hold, all of one state of the store.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    inner: Mutex<Inner<T>>,
}

#[derive(Debug)]
struct Inner<T> {
    state: Option<String>,
    things: BTreeMap<String, Arc<T>>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { inner: Mutex::new(Inner { state: None, things: BTreeMap::new() }) }
    }
}

impl<T> Remembered<T> {
    /// What is called `name`, made now unless it was made in the same `state` of the store before.
    pub(crate) fn get_or<E, M: Into<T>>(
        &self,
        state: &str,
        name: &str,
        make: impl FnOnce() -> Result<M, E>,
    ) -> Result<Arc<T>, E> {
        {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            if inner.state.as_deref() != Some(state) {
                inner.things.clear();
                inner.state = Some(state.to_owned());
            }
            if let Some(thing) = inner.things.get(name) {
                return Ok(Arc::clone(thing));
            }
        }
        let thing = Arc::new(make()?.into());
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.state.as_deref() == Some(state) {
            if inner.things.len() >= MOST_REMEMBERED {
                inner.things.clear();
            }
            inner.things.insert(name.to_owned(), Arc::clone(&thing));
        }
        Ok(thing)
    }
}
