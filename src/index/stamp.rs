//! What an index was made of, written into each of its commits.

use super::fields::VERSION;
use crate::store::TextState;

/// What an index was made of. It goes into the commit with the entries, so the two cannot differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Stamp {
    version: u32,
    language: String,
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
    pub(super) fn of(state: &TextState, language: &str) -> Self {
        Self {
            version: VERSION,
            language: language.to_owned(),
            study: state.study.clone(),
            text_change: state.text_change,
            text_removed: state.text_removed,
            next_segment: state.next_segment,
        }
    }

    /// What an index with the stamp `made`, if any, lacks of this.
    pub(super) fn lacks(&self, made: Option<&Self>) -> Lacks {
        match made {
            Some(made) if made == self => Lacks::Nothing,
            Some(made)
                if made.version == self.version
                    && made.language == self.language
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
