//! What an index was made of, written into each of its commits.

use std::collections::BTreeMap;

use super::Languages;
use super::fields::VERSION;
use crate::store::TextState;

/// What an index was made of. It goes into the commit with the entries, so the two cannot differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Stamp {
    version: u32,
    /// The study's.
    language: String,
    /// Those of sources that are in another.
    #[serde(default)]
    other_languages: BTreeMap<u32, String>,
    /// The highest source number that was known.
    #[serde(default)]
    latest_source: Option<u32>,
    study: String,
    text_change: i64,
    text_removed: i64,
    /// The first segment number that is not in the index.
    next_segment: u32,
}

/// What an index lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacks {
    Nothing,
    /// Texts from this segment number on; and it has what went with the removals after this number.
    Changes {
        next_segment: u32,
        text_removed: i64,
    },
    /// It is of another study, language or program: it has to be made again.
    Everything,
}

impl Stamp {
    pub(super) fn of(state: &TextState, languages: &Languages) -> Self {
        Self {
            version: VERSION,
            language: languages.names()[0].clone(),
            other_languages: languages
                .others()
                .map(|(source, place)| (source, languages.names()[place].clone()))
                .collect(),
            latest_source: languages.latest(),
            study: state.study.clone(),
            text_change: state.text_change,
            text_removed: state.text_removed,
            next_segment: state.next_segment,
        }
    }

    /// Whether sources that were known then are still in the same language.
    fn speaks_as(&self, made: &Self) -> bool {
        let sources = self.other_languages.keys().chain(made.other_languages.keys());
        let is_new = |source: &u32| made.latest_source.is_some_and(|latest| *source > latest);
        sources
            .filter(|source| !is_new(source))
            .all(|source| self.other_languages.get(source) == made.other_languages.get(source))
    }

    /// What an index with the stamp `made`, if any, lacks of this.
    pub(super) fn lacks(&self, made: Option<&Self>) -> Lacks {
        match made {
            Some(made) if made == self => Lacks::Nothing,
            Some(made)
                if made.version == self.version
                    && made.language == self.language
                    && self.speaks_as(made)
                    && made.study == self.study
                    && made.text_removed <= self.text_removed
                    && made.text_change <= self.text_change
                    && made.next_segment <= self.next_segment =>
            {
                Lacks::Changes { next_segment: made.next_segment, text_removed: made.text_removed }
            }
            _ => Lacks::Everything,
        }
    }
}
