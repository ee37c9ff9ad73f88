//! What becomes of a source's texts, and of the work on them, when its file has changed.
//!
//! A text that changes is a new text with new segments, and the old one goes to `past_texts`. Work on it goes along where
//! its words surely are, and waits for a decision where they are not; what waits already is looked at again.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use super::events::Event;
use super::import::{Importing, remove_silent_participants};
use super::past::kept_turn;
use super::subjects::{NOTED_CASES, follow_text, leave_memos, leave_question};
use super::texts::segments_of;
use super::work::{WAITING, Waiting, waiting, waiting_for, work_on, work_on_whole};
use crate::model::{Doubt, QuestionId, SourceKind, Span, TextId};
use crate::text::{Landing, Landings, word_count};

/// What a changed file did to texts, and to the work of people on them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Revised {
    /// Texts that came, changed and went.
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    /// Codings and memos that went along with their words.
    pub moved: u64,
    /// Codings and memos that wait for a decision since now.
    pub waiting: u64,
    /// Codings and memos that had waited and whose words are there again.
    pub settled: u64,
}

impl Revised {
    pub const fn texts(self) -> u64 {
        self.added + self.changed + self.removed
    }
}

impl Importing<'_> {
    /// `new` takes the place of `old`.
    pub(super) fn replace_text(&mut self, old: TextId, new: TextId) -> Result<(), StoreError> {
        self.revised.changed += 1;
        self.revised.added = self.revised.added.saturating_sub(1);
        let work = work_on(&self.transaction, old)?;
        let waiting = waiting_for(&self.transaction, old)?;
        let was = self.archive(old)?;
        follow_text(&self.transaction, old, new)?;
        let is = content_of(&self.transaction, new)?;
        if !work.is_empty() {
            let landings = Landings::new(&was, &is);
            for (span, work) in work {
                match landings.of(span) {
                    Landing::Sure(place) => {
                        work.put(&self.transaction, new, place)?;
                        self.revised.moved += 1;
                    }
                    Landing::Unsure { doubt, best } => {
                        work.wait(&self.transaction, (old, span), doubt, Some((new, best)))?;
                        self.revised.waiting += 1;
                    }
                }
            }
        }
        self.land_again(&waiting, new, &is)?;
        self.take_out(old)
    }

    /// A text goes, and nothing takes its place.
    pub(super) fn retire_text(&mut self, old: TextId, doubt: Doubt) -> Result<(), StoreError> {
        self.revised.removed += 1;
        let work = work_on(&self.transaction, old)?;
        let waiting = waiting_for(&self.transaction, old)?;
        let whole = work_on_whole(&self.transaction, old)?;
        let was = Span::whole(&self.archive(old)?);
        for (span, work) in work.into_iter().chain(whole.into_iter().map(|work| (was, work))) {
            work.wait(&self.transaction, (old, span), doubt, None)?;
            self.revised.waiting += 1;
        }
        for entry in waiting {
            entry.guess(&self.transaction, doubt, None)?;
        }
        self.take_out(old)
    }

    /// What waits is compared with the new text anew: a correction that is taken back puts everything where it was.
    fn land_again(&mut self, waiting: &[Waiting], new: TextId, is: &str) -> Result<(), StoreError> {
        for entries in waiting.chunk_by(|one, other| one.was.0 == other.was.0) {
            let was = past_content_of(&self.transaction, entries[0].was.0)?;
            let landings = Landings::new(&was, is);
            for entry in entries {
                match landings.of(entry.was.1) {
                    Landing::Sure(place) => {
                        entry.settle(&self.transaction, new, place)?;
                        self.revised.settled += 1;
                    }
                    Landing::Unsure { doubt, best } => {
                        entry.guess(&self.transaction, doubt, Some((new, best)))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Copies a text to the past ones; gives its words.
    fn archive(&self, old: TextId) -> Result<String, StoreError> {
        let content = content_of(&self.transaction, old)?;
        let mut turns = Vec::new();
        for segment in segments_of(&self.transaction, old)? {
            turns.push(kept_turn(&self.transaction, &segment)?);
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO past_texts (id, source_id, since, until, case_id, question, content, turns)
                 SELECT t.id, t.source_id, t.since, ?2, t.case_id, q.code, t.content, ?3
                 FROM texts t LEFT JOIN questions q ON q.id = t.question_id WHERE t.id = ?1",
            )?
            .execute(params![old.0, self.revision - 1, serde_json::Value::from(turns).to_string()])?;
        Ok(content)
    }

    /// Takes a text out of the current ones, with what rules found in it.
    pub(super) fn take_out(&mut self, text: TextId) -> Result<(), StoreError> {
        let (segment_count, content): (u32, String) =
            self.transaction.query_row("SELECT segment_count, content FROM texts WHERE id = ?1", [text.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        self.transaction
            .prepare_cached("DELETE FROM codings WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1")?
            .execute([text.0])?;
        self.transaction.prepare_cached("DELETE FROM texts WHERE id = ?1")?.execute([text.0])?;
        if self.kind == SourceKind::Survey {
            self.counts.texts = self.counts.texts.saturating_sub(1);
            self.counts.segments = self.counts.segments.saturating_sub(segment_count);
            self.counts.words = self.counts.words.saturating_sub(word_count(&content));
        }
        self.removed.push((text.0, segment_count));
        Ok(())
    }

    /// Brings what an earlier form of the file left, and what came now, together.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        self.retire_lost_questions()?;
        if self.kind == SourceKind::Survey {
            for text in self.texts_without_question()? {
                self.retire_text(text, Doubt::Gone)?;
            }
        } else {
            self.settle_transcripts()?;
            // The file may have been read as a survey before.
            self.transaction.execute(
                &format!(
                    "DELETE FROM cases WHERE source_id = ?1 AND NOT by_hand
                         AND id NOT IN (SELECT case_id FROM case_aliases) AND id NOT IN ({NOTED_CASES})"
                ),
                [self.source.0],
            )?;
        }
        self.readopt()?;
        self.transaction.execute(
            "DELETE FROM speakers WHERE source_id = ?1 AND id NOT IN
                 (SELECT g.speaker_id FROM texts t JOIN segments g ON g.text_id = t.id
                  WHERE t.source_id = ?1 AND g.speaker_id IS NOT NULL)",
            [self.source.0],
        )?;
        remove_silent_participants(&self.transaction)
    }

    /// Each new text takes the place of the old one in its order; a transcript has one.
    fn settle_transcripts(&mut self) -> Result<(), StoreError> {
        let mut statement =
            self.transaction.prepare_cached("SELECT id FROM texts WHERE source_id = ?1 AND since < ?2 ORDER BY id")?;
        let old = statement.query_map(params![self.source.0, self.revision], |row| Ok(TextId(row.get(0)?)))?;
        let old: Vec<TextId> = old.collect::<Result<_, _>>()?;
        drop(statement);
        let new = std::mem::take(&mut self.new_texts);
        self.revised.added = new.len() as u64;
        let first_new = new.first().map(|text| i64::from(text.0));
        let pairs: Vec<(TextId, TextId)> = old.iter().copied().zip(new.iter().copied()).collect();
        for (old, new) in pairs {
            self.forget_repeated_memos(old, new)?;
            if self.is_same(old, new)? {
                self.revised.added -= 1;
                self.transaction.execute("UPDATE memos SET text_id = ?1 WHERE text_id = ?2", [old.0, new.0])?;
                // Codings that another tool's project brings.
                self.transaction.execute(
                    "UPDATE OR REPLACE codings SET text_id = ?1, first_segment = first_segment - ?2 + ?1,
                         last_segment = last_segment - ?2 + ?1
                     WHERE code_id IN (SELECT id FROM codes) AND text_id = ?2",
                    [old.0, new.0],
                )?;
                self.transaction.execute("DELETE FROM texts WHERE id = ?1", [new.0])?;
            } else {
                self.replace_text(old, new)?;
            }
        }
        for text in old.iter().skip(new.len()) {
            self.retire_text(*text, Doubt::Gone)?;
        }
        // Where nothing is new, no numbers were needed.
        if let Some(first_new) = first_new
            && self.revised.texts() == 0
        {
            self.next_segment = first_new;
        }
        Ok(())
    }

    /// The same words, in the same turns, by the same speakers.
    fn is_same(&self, old: TextId, new: TextId) -> Result<bool, StoreError> {
        Ok(content_of(&self.transaction, old)? == content_of(&self.transaction, new)?
            && segments_of(&self.transaction, old)? == segments_of(&self.transaction, new)?)
    }

    /// A comment that the file brings again is the same comment: the one that stood there, or waited, goes.
    fn forget_repeated_memos(&self, old: TextId, new: TextId) -> Result<(), StoreError> {
        let repeated = "from_file AND (text_id = ?1 OR id IN (SELECT memo_id FROM reviews WHERE best_text = ?1))
            AND EXISTS (SELECT 1 FROM memos came
                        WHERE came.text_id = ?2 AND came.content = memos.content AND came.author = memos.author)";
        leave_memos(&self.transaction, repeated, &[&old.0, &new.0])?;
        self.transaction.execute(&format!("DELETE FROM memos WHERE {repeated}"), [old.0, new.0])?;
        Ok(())
    }

    fn retire_lost_questions(&mut self) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached("SELECT id FROM questions WHERE source_id = ?1")?;
        let known = statement.query_map([self.source.0], |row| Ok(QuestionId(row.get(0)?)))?;
        let known: Vec<QuestionId> = known.collect::<Result<_, _>>()?;
        drop(statement);
        let lost: Vec<QuestionId> = known.into_iter().filter(|question| !self.questions.contains(question)).collect();
        for question in lost {
            self.has_changed = true;
            for text in texts_to(&self.transaction, self.source.0, Some(question))? {
                self.retire_text(text, Doubt::Gone)?;
            }
            leave_question(&self.transaction, question)?;
            self.transaction.execute("DELETE FROM questions WHERE id = ?1", [question.0])?;
        }
        Ok(())
    }

    fn texts_without_question(&self) -> Result<Vec<TextId>, StoreError> {
        texts_to(&self.transaction, self.source.0, None)
    }

    /// What waits since an answer went is laid on that respondent's answer to the same question if there is one again;
    /// if the respondent cannot be told, on the one answer that has come with the very same words.
    fn readopt(&mut self) -> Result<(), StoreError> {
        let sql = format!("{WAITING} WHERE source_id = ?1 AND best_text IS NULL ORDER BY text_id, id");
        let mut statement = self.transaction.prepare_cached(&sql)?;
        let rows = statement.query_map([self.source.0], waiting)?;
        let all: Vec<Waiting> = rows.collect::<Result<_, _>>()?;
        drop(statement);
        let mut by_text: BTreeMap<u32, Vec<Waiting>> = BTreeMap::new();
        for entry in all {
            by_text.entry(entry.was.0.0).or_default().push(entry);
        }
        for (past, entries) in by_text {
            if let Some(text) = self.heir_of(TextId(past))? {
                let is = content_of(&self.transaction, text)?;
                self.land_again(&entries, text, &is)?;
            }
        }
        Ok(())
    }

    fn heir_of(&self, past: TextId) -> Result<Option<TextId>, StoreError> {
        let of_case = "SELECT t.id FROM past_texts p JOIN texts t ON t.case_id = p.case_id
             JOIN questions q ON q.id = t.question_id AND q.code = p.question WHERE p.id = ?1 ORDER BY t.id LIMIT 1";
        let found = self.transaction.prepare_cached(of_case)?.query_row([past.0], |row| row.get(0)).optional()?;
        if let Some(id) = found {
            return Ok(Some(TextId(id)));
        }
        let of_words = "SELECT t.id, t.since FROM past_texts p JOIN texts t ON t.source_id = p.source_id
             LEFT JOIN questions q ON q.id = t.question_id
             WHERE p.id = ?1 AND t.content = p.content AND q.code IS p.question LIMIT 2";
        let mut statement = self.transaction.prepare_cached(of_words)?;
        let rows = statement.query_map([past.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(u32, u32)> = rows.collect::<Result<_, _>>()?;
        Ok(match found.as_slice() {
            [(id, since)] if *since == self.revision => Some(TextId(*id)),
            _ => None,
        })
    }

    /// Writes the new revision into the history.
    pub(super) fn note_revision(&self, event: &Event) -> Result<(), StoreError> {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let Revised { added, changed, removed, moved, waiting, settled } = self.revised;
        let added = if self.is_later { added } else { u64::from(self.counts.texts) };
        self.transaction.execute(
            "INSERT INTO revisions SELECT id, ?2, ?3, ?4, sha256, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM sources WHERE id = ?1",
            params![
                self.source.0,
                self.revision,
                event.at,
                event.who,
                self.counts.texts,
                whole(self.counts.words),
                whole(added),
                whole(changed),
                whole(removed),
                whole(moved + settled),
                whole(waiting)
            ],
        )?;
        self.transaction.execute("UPDATE reviews SET since = ?1 WHERE since = ''", [&event.at])?;
        Ok(())
    }
}

/// The texts of a source that answer this question; those that answer none.
fn texts_to(
    transaction: &Transaction<'_>,
    source: u32,
    question: Option<QuestionId>,
) -> Result<Vec<TextId>, StoreError> {
    let mut statement =
        transaction.prepare_cached("SELECT id FROM texts WHERE source_id = ?1 AND question_id IS ?2 ORDER BY id")?;
    let texts =
        statement.query_map(params![source, question.map(|question| question.0)], |row| Ok(TextId(row.get(0)?)))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

pub(super) fn content_of(connection: &Connection, text: TextId) -> Result<String, StoreError> {
    let mut statement = connection.prepare_cached("SELECT content FROM texts WHERE id = ?1")?;
    Ok(statement.query_row([text.0], |row| row.get(0))?)
}

pub(super) fn past_content_of(connection: &Connection, text: TextId) -> Result<String, StoreError> {
    let mut statement = connection.prepare_cached("SELECT content FROM past_texts WHERE id = ?1")?;
    Ok(statement.query_row([text.0], |row| row.get(0))?)
}
