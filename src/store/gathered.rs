//! What was gathered of the store once and stays true until what it is made from changes, for a program that stays open
//! and is asked the same again and again.
//!
//! Whoever opens several connections to one store lets them share it ([`Store::share_gathered`]). Nothing is ever given
//! that another state of the store would not give too: before anything is taken out, the store's own counter and audit
//! trail say what has changed since (`changed_codes.rs`), and what that touches is dropped.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::OptionalExtension;

use super::changed_codes::{Since, changed_since};
use super::meta::{Counter, counter};
use super::{Store, StoreError};

/// So many things are kept: every code of a large codebook in several ways, and whatever a day's filters ask for.
const MOST: usize = 5_000;

/// Shared by the connections of one program to one store. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Gathered(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    /// The state of the store that all of it is of.
    moment: Option<Moment>,
    things: BTreeMap<Key, Thing>,
}

/// What a thing is made from, and its name.
type Key = (MadeFrom, String);
type Thing = Arc<dyn Any + Send + Sync>;

/// A state of the store. Two states are never taken for one another, not even where a backup was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) change: i64,
    /// The last event and its time; 0 where there is none yet.
    pub(super) event: i64,
    pub(super) at: String,
}

/// What something is made from, beside texts, cases and all that is known of these: whatever changes of them drops
/// everything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MadeFrom {
    /// Nothing else.
    Texts,
    /// The codings of these codes, by their numbers.
    Codes(BTreeSet<u32>),
}

impl MadeFrom {
    /// The codings of one code. Nothing is never shared: it stands for all codes, where nothing is.
    pub(super) fn code(code: Option<u32>) -> Self {
        code.map_or(Self::Texts, |code| Self::Codes(BTreeSet::from([code])))
    }
}

impl Gathered {
    /// Forgets all of it: words may be in it that have to go.
    pub fn forget(&self) {
        let mut inside = self.inside();
        inside.things.clear();
        inside.moment = None;
    }

    /// Keeps what was made of the store as it was at that moment.
    fn keep(&self, moment: &Moment, key: Key, made: Thing) {
        let mut inside = self.inside();
        // Somebody else may have moved on meanwhile: then it is kept by nobody.
        if inside.moment.as_ref() == Some(moment) {
            if inside.things.len() >= MOST {
                inside.things.clear();
            }
            inside.things.insert(key, made);
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Whoever panicked had not begun to change it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// From here on, what takes long to gather is shared with everyone else who has the same store open with this.
    pub fn share_gathered(&mut self, gathered: &Gathered) {
        self.gathered = Some(gathered.clone());
    }

    /// The thing of this name, made if it is not there or not true any more. Where nothing is shared, it is always made.
    pub(super) fn gathered<T: Any + Send + Sync, E: From<StoreError>>(
        &self,
        made_from: MadeFrom,
        name: &str,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let Some(gathered) = &self.gathered else { return Ok(Arc::new(make()?)) };
        let moment = self.moment()?;
        let key = (made_from, name.to_owned());
        let known = self.known(gathered, &moment, &key)?;
        if let Some(known) = known.and_then(|known| known.downcast::<T>().ok()) {
            return Ok(known);
        }
        let made = Arc::new(make()?);
        gathered.keep(&moment, key, Arc::<T>::clone(&made));
        Ok(made)
    }

    fn known(&self, gathered: &Gathered, moment: &Moment, key: &Key) -> Result<Option<Thing>, StoreError> {
        let mut inside = gathered.inside();
        if inside.moment.as_ref().is_some_and(|latest| latest.change > moment.change) {
            // Who looks at an earlier state, as long work does, makes its own.
            return Ok(None);
        }
        self.bring_up_to(&mut inside, moment)?;
        Ok(inside.things.get(key).map(Arc::clone))
    }

    /// What is made from texts, cases and what is known of them, and nothing of any coding; under a name of its own.
    pub fn gather_of_texts<T: Any + Send + Sync, E: From<StoreError>>(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        self.gathered(MadeFrom::Texts, name, make)
    }

    /// What is made from texts and the codings of these codes, by their names, and of no others.
    pub fn gather_of_codes<T: Any + Send + Sync, E: From<StoreError>>(
        &self,
        codes: &[&str],
        name: &str,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let known = self.numbered_codes()?;
        let numbers: BTreeSet<u32> = codes.iter().filter_map(|name| known.get(*name).copied()).collect();
        if numbers.is_empty() {
            // A code that nothing is coded with yet has no number that could be watched.
            return Ok(Arc::new(make()?));
        }
        self.gathered(MadeFrom::Codes(numbers), name, make)
    }

    /// Whether things are shared, and so worth to be made in a form that serves many questions.
    pub(super) const fn is_gathering(&self) -> bool {
        self.gathered.is_some()
    }

    fn moment(&self) -> Result<Moment, StoreError> {
        let mut last = self.connection.prepare_cached("SELECT id, at FROM events ORDER BY id DESC LIMIT 1")?;
        let (event, at) = last.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?.unwrap_or_default();
        Ok(Moment { change: counter(&self.connection, Counter::Change)?, event, at })
    }

    /// Drops what is not true any more.
    fn bring_up_to(&self, inside: &mut Inside, moment: &Moment) -> Result<(), StoreError> {
        if inside.moment.as_ref() == Some(moment) {
            return Ok(());
        }
        let since = match &inside.moment {
            Some(before) => changed_since(&self.connection, before, moment)?,
            None => Since::Anything,
        };
        match since {
            Since::Nothing => {}
            Since::Codes(codes) => inside.things.retain(|(made_from, _), _| match made_from {
                MadeFrom::Texts => true,
                MadeFrom::Codes(of) => of.is_disjoint(&codes),
            }),
            Since::Anything => inside.things.clear(),
        }
        inside.moment = Some(moment.clone());
        Ok(())
    }
}
