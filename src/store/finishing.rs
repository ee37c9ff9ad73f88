//! The end of an import: it all shows at once, or it was a trial and nothing has happened.

use rusqlite::params;

use super::StoreError;
use super::events::Event;
use super::import::{Counts, Importing};
use super::meta::{Counter, raise};
use super::removed::note_removed;
use super::revisions::Revised;
use crate::model::SourceId;

/// What an import came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    pub source: SourceId,
    /// 1 for a file that was new.
    pub revision: u32,
    pub counts: Counts,
    pub revised: Revised,
}

impl Importing<'_> {
    /// Makes it all show at once.
    pub fn finish(mut self, warnings: &serde_json::Value, event: &Event) -> Result<Finished, StoreError> {
        let finished = self.settled()?;
        let changes_texts = !self.is_later || self.revised.texts() > 0;
        let is_new_revision = changes_texts || self.has_changed;
        let revision = finished.revision;
        let Counts { texts, segments, words } = self.counts;
        self.transaction.execute(
            "UPDATE sources SET text_count = ?2, segment_count = ?3, word_count = ?4, warnings = ?5, imported_at = ?6,
                 revision = ?7 WHERE id = ?1",
            params![
                self.source.0,
                texts,
                segments,
                i64::try_from(words).unwrap_or(i64::MAX),
                warnings.to_string(),
                event.at,
                revision
            ],
        )?;
        if is_new_revision {
            self.note_revision(event)?;
        }
        self.transaction.execute("UPDATE meta SET value = ?1 WHERE key = 'next_segment'", [self.next_segment])?;
        if changes_texts || self.has_other_speakers {
            raise(&self.transaction, Counter::TextChange, 1)?;
        }
        note_removed(&self.transaction, &self.removed)?;
        if !self.is_later {
            self.transaction.note_new_source(self.source.0)?;
        }
        self.transaction.finish(event)?;
        Ok(finished)
    }

    /// What it would come to. Nothing has happened.
    pub fn give_up(mut self) -> Result<Finished, StoreError> {
        self.settled()
    }

    fn settled(&mut self) -> Result<Finished, StoreError> {
        if self.is_later {
            self.settle()?;
        }
        let is_new = !self.is_later || self.revised.texts() > 0 || self.has_changed;
        let revision = if is_new { self.revision } else { self.revision - 1 };
        Ok(Finished { source: self.source, revision, counts: self.counts, revised: self.revised })
    }
}
