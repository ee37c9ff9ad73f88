//! Which language the texts of each source are in.

use std::collections::BTreeMap;

/// The study's language, and those of sources that are in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// The study's first.
    names: Vec<String>,
    /// Sources in another language than the study's, each with its place in `names`.
    others: BTreeMap<u32, usize>,
    /// The highest source number that this speaks of; nothing if it speaks of none by itself.
    latest: Option<u32>,
}

impl Languages {
    /// One language for all.
    pub fn of_one(language: &str) -> Self {
        Self { names: vec![language.to_owned()], others: BTreeMap::new(), latest: None }
    }

    /// With what this source, by its number in the store, is in; nothing: in the study's language.
    #[must_use]
    pub fn with(mut self, source: u32, language: Option<&str>) -> Self {
        self.latest = self.latest.max(Some(source));
        if let Some(language) = language {
            let place = self.names.iter().position(|name| name == language).unwrap_or_else(|| {
                self.names.push(language.to_owned());
                self.names.len() - 1
            });
            if place > 0 {
                self.others.insert(source, place);
            }
        }
        self
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The place in [`names`](Self::names) of a source's language.
    pub(crate) fn of_source(&self, source: u32) -> usize {
        self.others.get(&source).copied().unwrap_or_default()
    }

    /// Sources that are in another language than the study's.
    pub(crate) fn others(&self) -> impl Iterator<Item = (u32, usize)> {
        self.others.iter().map(|(&source, &place)| (source, place))
    }

    pub(super) const fn latest(&self) -> Option<u32> {
        self.latest
    }
}
