//! A later export of a survey: which rows are as they were, and what of the others has changed.

use rusqlite::{OptionalExtension, params};

use super::import::{Counts, Importing, NewText, remove_contents};
use super::subjects::NOTED_CASES;
use super::{Store, StoreError};
use crate::model::{CaseId, Doubt, QuestionId, SourceId, TextId};
use crate::text::word_count;

/// A respondent of an earlier form of this survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownRespondent {
    pub case: CaseId,
    /// Stands for everything that their row said; nothing if that is not known.
    pub digest: Option<i64>,
    /// Where their row was; nothing if the latest file had none of them.
    pub row_number: Option<i64>,
    /// One person under several names, each with a row: what they say is all that these rows say.
    pub is_merged: bool,
}

/// What someone had answered to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAnswer {
    pub question: QuestionId,
    pub value: String,
    /// The text that an open answer is.
    pub text: Option<TextId>,
}

impl Store {
    /// The survey that shares most respondents' ids with this one, how many, and how many this one has; nothing if none
    /// shares any.
    pub fn shared_respondents(&self, source: SourceId) -> Result<Option<(String, u64, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.path, count(*), (SELECT count(*) FROM cases WHERE source_id = ?1)
             FROM sources s JOIN cases one ON one.source_id = ?1
             JOIN cases other ON other.source_id = s.id AND other.name = one.name
             WHERE s.id <> ?1 AND s.id_column <> ''
                 AND s.id_column = (SELECT id_column FROM sources WHERE id = ?1)
             GROUP BY s.id ORDER BY count(*) DESC, s.path LIMIT 1",
        )?;
        let number = |number: i64| number.unsigned_abs();
        Ok(statement
            .query_row([source.0], |row| Ok((row.get(0)?, number(row.get(1)?), number(row.get(2)?))))
            .optional()?)
    }
}

impl Importing<'_> {
    /// What the source amounts to so far.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether an earlier form of the file was there.
    pub const fn is_later(&self) -> bool {
        self.is_later
    }

    /// The column by which the earlier file told respondents apart; empty if by none, nothing if that is not known.
    pub fn id_column(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT id_column FROM sources WHERE id = ?1";
        Ok(self.transaction.query_row(sql, [self.source.0], |row| row.get(0))?)
    }

    pub fn set_id_column(&self, name: &str) -> Result<(), StoreError> {
        self.transaction.execute("UPDATE sources SET id_column = ?2 WHERE id = ?1", params![self.source.0, name])?;
        Ok(())
    }

    /// Whether people have coded, judged or annotated anything in this source, or something of theirs waits.
    pub fn has_work(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM reviews WHERE source_id = ?1)
            OR EXISTS (SELECT 1 FROM memos JOIN texts ON texts.id = text_id WHERE texts.source_id = ?1)
            OR EXISTS (SELECT 1 FROM link_ends JOIN texts ON texts.id = text_id WHERE texts.source_id = ?1)
            OR EXISTS (SELECT 1 FROM quote_marks JOIN texts ON texts.id = text_id WHERE texts.source_id = ?1)
            OR EXISTS (SELECT 1 FROM decisions JOIN texts ON texts.id = text_id WHERE texts.source_id = ?1)
            OR EXISTS (SELECT 1 FROM questions JOIN memos ON question_id = questions.id WHERE questions.source_id = ?1)
            OR EXISTS (SELECT 1 FROM questions JOIN link_ends ON question_id = questions.id
                       WHERE questions.source_id = ?1)
            OR EXISTS (SELECT 1 FROM codings JOIN texts ON texts.id = text_id JOIN coders ON coders.id = coder_id
                       WHERE source_id = ?1 AND (coders.name <> '' OR status <> 'proposed'))";
        Ok(self.transaction.query_row(sql, [self.source.0], |row| row.get(0))?)
    }

    /// Forgets what the earlier form of the file brought, but for what people decided about respondents.
    pub fn start_over(&mut self) -> Result<(), StoreError> {
        self.removed.extend(remove_contents(&self.transaction, self.source)?);
        self.counts = Counts::default();
        self.has_changed = true;
        self.transaction
            .execute("UPDATE cases SET row_number = NULL, digest = NULL WHERE source_id = ?1", [self.source.0])?;
        Ok(())
    }

    /// Respondents who have no row, and about whom nobody decided anything, leave the study.
    pub fn forget_absent(&self) -> Result<(), StoreError> {
        self.transaction.execute(
            &format!(
                "DELETE FROM cases WHERE source_id = ?1 AND row_number IS NULL AND NOT by_hand
                     AND id NOT IN (SELECT case_id FROM case_aliases) AND id NOT IN ({NOTED_CASES})"
            ),
            [self.source.0],
        )?;
        Ok(())
    }

    /// The respondent of this name, if the earlier file had one.
    pub fn known_respondent(&self, name: &str) -> Result<Option<KnownRespondent>, StoreError> {
        if let Some(kept) = self.aliases.get(&(self.source.0, name.to_owned())) {
            return Ok(Some(KnownRespondent { case: *kept, digest: None, row_number: None, is_merged: true }));
        }
        let mut statement = self
            .transaction
            .prepare_cached("SELECT id, digest, row_number FROM cases WHERE source_id = ?1 AND name = ?2")?;
        let known = statement
            .query_row(params![self.source.0, name], |row| {
                let case = CaseId(row.get(0)?);
                Ok(KnownRespondent { case, digest: row.get(1)?, row_number: row.get(2)?, is_merged: false })
            })
            .optional()?;
        Ok(known.map(|known| KnownRespondent { is_merged: self.is_merged(known.case), ..known }))
    }

    /// Whether a case has rows under other names too.
    fn is_merged(&self, case: CaseId) -> bool {
        self.aliases.iter().any(|((source, _), kept)| *source == self.source.0 && *kept == case)
    }

    /// All respondents of the earlier file, in its order, with their names.
    pub fn known_respondents(&self) -> Result<Vec<(String, KnownRespondent)>, StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT name, id, digest, row_number FROM cases WHERE source_id = ?1
             ORDER BY row_number IS NULL, row_number, id",
        )?;
        let mut rows = statement.query([self.source.0])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(1)?);
            let is_merged = self.is_merged(case);
            known
                .push((row.get(0)?, KnownRespondent { case, digest: row.get(2)?, row_number: row.get(3)?, is_merged }));
        }
        Ok(known)
    }

    /// A respondent's row says what it said; it may stand elsewhere in the file.
    pub fn stands(&self, known: &KnownRespondent, row_number: u64) -> Result<(), StoreError> {
        let row_number = i64::try_from(row_number).ok();
        if known.row_number != row_number {
            self.transaction
                .prepare_cached("UPDATE cases SET row_number = ?2 WHERE id = ?1")?
                .execute(params![known.case.0, row_number])?;
        }
        Ok(())
    }

    /// A respondent is not in this file; what they said stays.
    pub fn is_absent(&mut self, case: CaseId) -> Result<(), StoreError> {
        let mut statement = self
            .transaction
            .prepare_cached("UPDATE cases SET row_number = NULL WHERE id = ?1 AND row_number IS NOT NULL")?;
        self.has_changed |= statement.execute([case.0])? > 0;
        Ok(())
    }

    /// Makes room for other names: respondents are about to be renamed one by one.
    pub fn set_names_aside(&self) -> Result<(), StoreError> {
        self.transaction.execute("UPDATE cases SET name = char(1) || name WHERE source_id = ?1", [self.source.0])?;
        Ok(())
    }

    /// Those who were not renamed have their old names again, where nobody else has them now.
    pub fn restore_names(&self) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE OR IGNORE cases SET name = substr(name, 2) WHERE source_id = ?1 AND substr(name, 1, 1) = char(1)",
            [self.source.0],
        )?;
        Ok(())
    }

    /// A respondent goes by another name than in the earlier file.
    pub fn rename(&self, case: CaseId, name: &str) -> Result<(), StoreError> {
        self.transaction.prepare_cached("UPDATE cases SET name = ?2 WHERE id = ?1")?.execute(params![case.0, name])?;
        Ok(())
    }

    /// Notes what a respondent's rows said, where they have several.
    pub fn set_digest(&self, case: CaseId, digest: i64) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE cases SET digest = ?2 WHERE id = ?1")?
            .execute(params![case.0, digest])?;
        Ok(())
    }

    /// Everything that a respondent had answered, open questions first.
    pub fn known_answers(&self, case: CaseId) -> Result<Vec<KnownAnswer>, StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT question_id, content, id FROM texts
             WHERE case_id = ?2 AND source_id = ?1 AND question_id IS NOT NULL ORDER BY id",
        )?;
        let open = statement.query_map([self.source.0, case.0], |row| {
            let text = Some(TextId(row.get(2)?));
            Ok(KnownAnswer { question: QuestionId(row.get(0)?), value: row.get(1)?, text })
        })?;
        let mut answers: Vec<KnownAnswer> = open.collect::<Result<_, _>>()?;
        let mut statement = self.transaction.prepare_cached(
            "SELECT q.id, r.value FROM questions q JOIN responses r ON r.question_id = q.id AND r.case_id = ?2
             WHERE q.source_id = ?1 ORDER BY q.position",
        )?;
        let closed = statement.query_map([self.source.0, case.0], |row| {
            Ok(KnownAnswer { question: QuestionId(row.get(0)?), value: row.get(1)?, text: None })
        })?;
        for answer in closed {
            answers.push(answer?);
        }
        Ok(answers)
    }

    /// Forgets closed answers and attributes that the earlier file gave, before the later one gives them.
    pub fn forget_closed(&self, case: CaseId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "DELETE FROM responses WHERE case_id = ?2
                     AND question_id IN (SELECT id FROM questions WHERE source_id = ?1)",
            )?
            .execute([self.source.0, case.0])?;
        self.transaction
            .prepare_cached(
                "DELETE FROM case_attributes WHERE case_id = ?1 AND NOT by_hand
                     AND attribute_id IN (SELECT id FROM attributes)
                     AND case_id IN (SELECT id FROM cases WHERE source_id = ?2)",
            )?
            .execute([case.0, self.source.0])?;
        Ok(())
    }

    /// An answer that was not there.
    pub fn add_answer(&mut self, case: CaseId, question: QuestionId, content: &str) -> Result<TextId, StoreError> {
        self.revised.added += 1;
        let word_count = word_count(content);
        self.text(&NewText { case: Some(case), question: Some(question), content, segment_count: 1, word_count })
    }

    /// An answer that reads otherwise than it did.
    pub fn change_answer(
        &mut self,
        case: CaseId,
        question: QuestionId,
        old: TextId,
        content: &str,
    ) -> Result<(), StoreError> {
        let new = self.add_answer(case, question, content)?;
        self.replace_text(old, new)
    }

    /// An answer that is not there any more.
    pub fn lose_answer(&mut self, old: TextId) -> Result<(), StoreError> {
        self.retire_text(old, Doubt::Gone)
    }

    /// Of a survey without ids: a row that none of the later file surely is. The respondent goes, and what people did
    /// with their words waits.
    pub fn lose_row(&mut self, case: CaseId) -> Result<(), StoreError> {
        self.has_changed = true;
        for answer in self.known_answers(case)? {
            if let Some(text) = answer.text {
                self.retire_text(text, Doubt::Row)?;
            }
        }
        self.forget_closed(case)?;
        self.transaction.execute(
            &format!(
                "DELETE FROM cases WHERE id = ?1 AND NOT by_hand AND id NOT IN (SELECT case_id FROM case_aliases)
                     AND id NOT IN ({NOTED_CASES})"
            ),
            [case.0],
        )?;
        // The next case may get that number.
        self.transaction.execute(
            "UPDATE past_texts SET case_id = NULL WHERE case_id = ?1 AND NOT EXISTS (SELECT 1 FROM cases WHERE id = ?1)",
            [case.0],
        )?;
        self.is_absent(case)
    }

    /// Someone who does not consent any more: nothing they said stays, past or present, nor what was done with it. Gives
    /// how many answers went.
    pub fn purge_answers(&mut self, case: CaseId) -> Result<u64, StoreError> {
        self.transaction.set_wall();
        let answers = self.known_answers(case)?;
        for text in answers.iter().filter_map(|answer| answer.text) {
            for table in ["memos", "quote_marks", "decisions"] {
                self.transaction.execute(&format!("DELETE FROM {table} WHERE text_id = ?1"), [text.0])?;
            }
            self.take_out(text)?;
            self.revised.removed += 1;
        }
        purge_past(&self.transaction, case)?;
        self.forget_closed(case)?;
        Ok(answers.len() as u64)
    }
}

/// Takes a respondent's past words out, with what waits for a decision about them.
pub(super) fn purge_past(connection: &rusqlite::Connection, case: CaseId) -> Result<(), StoreError> {
    connection.execute(
        "DELETE FROM memos WHERE id IN (SELECT memo_id FROM reviews JOIN past_texts ON past_texts.id = text_id
                                        WHERE case_id = ?1 AND memo_id IS NOT NULL)",
        [case.0],
    )?;
    connection.execute(
        "DELETE FROM link_ends WHERE id IN (SELECT link_end_id FROM reviews JOIN past_texts ON past_texts.id = text_id
                                            WHERE case_id = ?1 AND link_end_id IS NOT NULL)",
        [case.0],
    )?;
    connection.execute(
        "DELETE FROM quote_marks WHERE id IN (SELECT quote_mark_id FROM reviews
                                              JOIN past_texts ON past_texts.id = reviews.text_id
                                              WHERE case_id = ?1 AND quote_mark_id IS NOT NULL)",
        [case.0],
    )?;
    connection.execute(
        "DELETE FROM decisions WHERE id IN (SELECT decision_id FROM reviews
                                            JOIN past_texts ON past_texts.id = reviews.text_id
                                            WHERE case_id = ?1 AND decision_id IS NOT NULL)",
        [case.0],
    )?;
    connection.execute("DELETE FROM past_texts WHERE case_id = ?1", [case.0])?;
    Ok(())
}
