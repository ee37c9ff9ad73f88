//! What a file most likely is.

use std::path::Path;

use crate::import::{is_table, seen_as_transcript};
use crate::model::SourceKind;

/// What a file most likely is, and what was seen in it where its name alone would have said something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::project) struct Guess {
    pub(in crate::project) kind: SourceKind,
    pub(in crate::project) seen: Option<String>,
}

/// A table is a survey, unless it looks like talk; everything else is an interview.
pub(in crate::project) fn guessed_kind(path: &Path) -> Guess {
    if !is_table(path) {
        return Guess { kind: SourceKind::Interview, seen: None };
    }
    let seen = seen_as_transcript(path);
    let kind = if seen.is_some() { SourceKind::Interview } else { SourceKind::Survey };
    Guess { kind, seen }
}

impl Guess {
    /// For people, if there is anything to say.
    pub(in crate::project) fn sentence(&self) -> Option<String> {
        let seen = self.seen.as_ref()?;
        Some(format!("taken for an {}, since {seen}; --kind says otherwise", self.kind))
    }
}
