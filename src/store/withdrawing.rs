//! Who withdraws leaves the store: all that is theirs goes in one transaction, what others said stays.
//!
//! What remains is a line without identity, for the sample flow, and digests by which imports know what must not come in
//! again. Freed pages are overwritten, and [`Store::purge`] takes them out of the file.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::action::forget_changes;
use super::decisions::forget_lost_forms;
use super::detections::forget_detections;
use super::events::{self, Event};
use super::framework::forget_case;
use super::identities::{IdentityChange, remove_identity, write_identity};
use super::import::remove_contents;
use super::meta::{Counter, raise, set_fact};
use super::scrub::scrub;
use super::subjects::ON_WORDS;
use super::time_marks::move_marks;
use super::traces::{CutText, Found, TranscriptTraces, WITHDRAWN_SPEAKER, find};
use super::{Store, StoreError};
use crate::model::{CaseId, QuestionId, SourceId, Span, TextId};

/// The fact that stands while a withdrawal is not complete: what has still to be done.
const PENDING: &str = "withdrawal_pending";

/// Notes that pages of the store hold words that have to go, unless more than that has still to be done.
pub(super) fn note_pages(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('fact:' || ?1, 'pages')", [PENDING])?;
    Ok(())
}

/// What has still to be done for those who withdrew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// Outputs and index are still there.
    Files,
    /// Pages of the store may still hold what was deleted.
    Pages,
}

/// What the store has to know to let someone withdraw.
#[derive(Debug, Clone)]
pub struct Withdrawal<'a> {
    pub case: CaseId,
    /// One of a few words, or empty.
    pub reason: &'a str,
    /// As `2026-01-31`.
    pub day: &'a str,
    /// Digests of all by which an import could meet them.
    pub keys: &'a BTreeSet<String>,
    /// Keyed digests of runs of their words, by which the gate knows these again.
    pub runs: &'a [u64],
    /// How each source is read from now on, without them; other sources are read anew.
    pub settings: &'a [(SourceId, String)],
    /// The same of other tools' projects, by path.
    pub project_settings: &'a [(String, String)],
    /// What becomes of the register: which of it go, which stay with fewer forms, and what is added because others still
    /// say it.
    pub register: &'a RegisterLeft,
    /// Holds nothing that says who it is.
    pub event: &'a Event,
}

/// What is left of the register when someone withdraws.
#[derive(Debug, Clone, Default)]
pub struct RegisterLeft {
    pub gone: Vec<i64>,
    pub stays: Vec<IdentityChange>,
}

impl Store {
    /// Takes a case out with everything that is theirs. [`Store::purge`] has to follow.
    pub fn withdraw(&mut self, withdrawal: &Withdrawal<'_>) -> Result<(), StoreError> {
        self.connection.execute_batch("PRAGMA secure_delete = ON")?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let case = withdrawal.case;
        let found = find(&transaction, case)?;
        // What was done before could bring them back.
        forget_changes(&transaction)?;
        record(&transaction, withdrawal, &found)?;
        forget_case(&transaction, case, &found.traces.echo, &found.links)?;
        remove_memos(&transaction, &found)?;
        remove_answers(&transaction, case, &found)?;
        remove_past(&transaction, &found)?;
        for transcript in &found.traces.transcripts {
            if transcript.is_theirs {
                remove_contents(&transaction, transcript.source)?;
                transaction.execute("DELETE FROM sources WHERE id = ?1", [transcript.source.0])?;
                transaction.execute("DELETE FROM set_aside WHERE path = ?1", [&transcript.path])?;
            } else {
                remove_turns(&transaction, transcript, case, &found)?;
            }
        }
        for number in &withdrawal.register.gone {
            remove_identity(&transaction, *number)?;
        }
        for change in &withdrawal.register.stays {
            write_identity(&transaction, change, withdrawal.event)?;
        }
        remove_case(&transaction, case)?;
        scrub(&transaction, case, &found.traces.echo)?;
        forget_lost_forms(&transaction)?;
        transaction.execute("UPDATE sources SET settings = ''", [])?;
        for (source, settings) in withdrawal.settings {
            transaction.execute("UPDATE sources SET settings = ?2 WHERE id = ?1", params![source.0, settings])?;
        }
        transaction.execute("UPDATE project_files SET settings = ''", [])?;
        for (path, settings) in withdrawal.project_settings {
            transaction.execute("UPDATE project_files SET settings = ?2 WHERE path = ?1", params![path, settings])?;
        }
        for kind in [Counter::Change, Counter::TextChange, Counter::TextRemoved] {
            raise(&transaction, kind, 1)?;
        }
        set_fact(&transaction, PENDING, "files")?;
        events::record(&transaction, withdrawal.event)?;
        transaction.commit()?;
        Ok(())
    }

    /// Whether something has still to be done for those who withdrew.
    pub fn unfinished_withdrawal(&self) -> Result<Option<Unfinished>, StoreError> {
        let what = self.fact(PENDING)?;
        Ok(what.map(|what| if what == "files" { Unfinished::Files } else { Unfinished::Pages }))
    }

    /// Notes that outputs and index are gone.
    pub fn files_are_gone(&mut self) -> Result<(), StoreError> {
        self.set_outputs(&[])?;
        self.set_fact(PENDING, "pages")
    }

    /// Takes everything that was deleted out of the store's files. Not possible while another program reads the store;
    /// then it gives `false` and has to be done again.
    pub fn purge(&mut self) -> Result<bool, StoreError> {
        self.connection.execute_batch("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")?;
        self.connection.flush_prepared_statement_cache();
        match self.connection.execute_batch("VACUUM").map_err(StoreError::from) {
            Err(StoreError::Busy(_)) => return Ok(false),
            done => done?,
        }
        if !self.truncate_log()? {
            return Ok(false);
        }
        self.forget_fact(PENDING)?;
        self.truncate_log()
    }

    /// Moves the write-ahead log into the store and empties it; `false` if someone still reads from it.
    fn truncate_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Digests of all by which an import could meet someone who withdrew.
    pub fn withdrawn_keys(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT key FROM withdrawn_keys")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many people have withdrawn.
    pub fn withdrawn_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM withdrawals", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

fn record(transaction: &Transaction<'_>, withdrawal: &Withdrawal<'_>, found: &Found) -> Result<(), StoreError> {
    let id: i64 = transaction.query_row(
        "INSERT INTO withdrawals (day, who, reason) VALUES (?1, ?2, ?3) RETURNING id",
        params![withdrawal.day, withdrawal.event.who, withdrawal.reason],
        |row| row.get(0),
    )?;
    for (survey, _) in &found.traces.names {
        transaction.execute(
            "INSERT OR IGNORE INTO withdrawn_from (withdrawal_id, survey) VALUES (?1, ?2)",
            params![id, survey.as_deref().unwrap_or_default()],
        )?;
    }
    for key in withdrawal.keys {
        transaction.execute("INSERT OR IGNORE INTO withdrawn_keys (key) VALUES (?1)", [key])?;
    }
    let mut insert = transaction.prepare_cached("INSERT OR IGNORE INTO withdrawn_runs (digest) VALUES (?1)")?;
    for digest in withdrawal.runs {
        insert.execute([digest.cast_signed()])?;
    }
    Ok(())
}

fn remove_memos(transaction: &Transaction<'_>, found: &Found) -> Result<(), StoreError> {
    for link in &found.links {
        transaction.execute("DELETE FROM links WHERE id = ?1", [link])?;
    }
    for memo in &found.memos {
        transaction.execute("DELETE FROM memos WHERE id = ?1", [memo])?;
    }
    for mark in &found.quote_marks {
        transaction.execute("DELETE FROM quote_marks WHERE id = ?1", [mark])?;
    }
    for decision in &found.decisions {
        transaction.execute("DELETE FROM decisions WHERE id = ?1", [decision])?;
    }
    Ok(())
}

/// What waits on a past text goes with it; what waits for a place in a text that is gone waits for any.
fn remove_past(transaction: &Transaction<'_>, found: &Found) -> Result<(), StoreError> {
    for text in &found.past {
        transaction.prepare_cached("DELETE FROM past_texts WHERE id = ?1")?.execute([text])?;
    }
    for text in found.answers.iter().chain(&found.whole) {
        let forget = "UPDATE reviews SET best_text = NULL, best_start = NULL, best_end = NULL WHERE best_text = ?1";
        transaction.prepare_cached(forget)?.execute([text])?;
    }
    Ok(())
}

fn remove_answers(transaction: &Transaction<'_>, case: CaseId, found: &Found) -> Result<(), StoreError> {
    for text in &found.answers {
        transaction.prepare_cached("DELETE FROM codings WHERE text_id = ?1")?.execute([text])?;
        transaction.prepare_cached("DELETE FROM texts WHERE id = ?1")?.execute([text])?;
    }
    transaction.execute("DELETE FROM responses WHERE case_id = ?1", [case.0])?;
    for row in &found.traces.rows {
        // A rule may have left them out: then they leave that count too.
        transaction.execute(
            "UPDATE exclusions SET case_count = case_count - 1 WHERE source_id = ?1 AND case_count > 0
                 AND reason = (SELECT reason FROM cases WHERE id = ?2 AND cases.source_id = exclusions.source_id
                               AND status = 'excluded' AND NOT by_hand)",
            params![row.source.0, case.0],
        )?;
        count_again(transaction, row.source)?;
        let settings: String =
            transaction.query_row("SELECT settings FROM sources WHERE id = ?1", [row.source.0], |row| row.get(0))?;
        let settings: serde_json::Value = settings.parse().unwrap_or_default();
        let has_plan = !settings["plan"].as_str().unwrap_or_default().is_empty();
        forget_options(transaction, row.source, has_plan, &found.traces.own_options)?;
    }
    Ok(())
}

/// Drops options of closed questions that nobody has chosen: any, or with a plan, which says what could be chosen, those
/// that were `theirs`.
fn forget_options(
    transaction: &Transaction<'_>,
    source: SourceId,
    has_plan: bool,
    theirs: &BTreeSet<String>,
) -> Result<(), StoreError> {
    let mut questions = transaction.prepare_cached("SELECT id, options FROM questions WHERE source_id = ?1")?;
    let rows = questions.query_map([source.0], |row| Ok((QuestionId(row.get(0)?), row.get::<_, String>(1)?)))?;
    for (question, options) in rows.collect::<Result<Vec<_>, _>>()? {
        let options: Vec<String> = serde_json::from_str(&options).unwrap_or_default();
        set_options(transaction, question, &options, &|option| !has_plan || theirs.contains(option))?;
    }
    Ok(())
}

/// Sets a question's options, but for those that may go and that nobody has chosen.
pub(super) fn set_options(
    connection: &Connection,
    question: QuestionId,
    options: &[String],
    may_go: &dyn Fn(&str) -> bool,
) -> Result<(), StoreError> {
    let mut left: Vec<&String> = options.iter().collect();
    if left.iter().any(|option| may_go(option)) {
        let mut chosen = connection.prepare_cached("SELECT DISTINCT value FROM responses WHERE question_id = ?1")?;
        let values: Vec<String> = chosen.query_map([question.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let values: BTreeSet<&str> = values.iter().flat_map(|value| value.split('\n')).collect();
        left.retain(|option| !may_go(option) || values.contains(option.as_str()));
    }
    let left = serde_json::to_string(&left).expect("options are plain text");
    let mut update = connection.prepare_cached("UPDATE questions SET options = ?2 WHERE id = ?1")?;
    update.execute(params![question.0, left])?;
    Ok(())
}

fn count_again(transaction: &Transaction<'_>, source: SourceId) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached("SELECT content FROM texts WHERE source_id = ?1")?;
    let mut rows = statement.query([source.0])?;
    let (mut texts, mut words) = (0_u32, 0);
    while let Some(row) = rows.next()? {
        texts += 1;
        words += crate::text::word_count(row.get_ref(0)?.as_str().unwrap_or_default());
    }
    transaction.execute(
        "UPDATE sources SET text_count = ?2, segment_count = ?2, word_count = ?3 WHERE id = ?1",
        params![source.0, texts, i64::try_from(words).unwrap_or(i64::MAX)],
    )?;
    Ok(())
}

/// A transcript in which others speak too: a marker stands in the place of each turn, and every span moves with its words.
fn remove_turns(
    transaction: &Transaction<'_>,
    transcript: &TranscriptTraces,
    case: CaseId,
    found: &Found,
) -> Result<(), StoreError> {
    let source = transcript.source.0;
    transaction.execute(
        "INSERT OR IGNORE INTO speakers (source_id, name, interviewer) VALUES (?1, ?2, 1)",
        params![source, WITHDRAWN_SPEAKER],
    )?;
    let nobody: i64 = transaction.query_row(
        "SELECT id FROM speakers WHERE source_id = ?1 AND name = ?2",
        params![source, WITHDRAWN_SPEAKER],
        |row| row.get(0),
    )?;
    let mut words_gone = 0;
    let of_source = |text: u32| -> Result<bool, StoreError> {
        let mut statement = transaction.prepare_cached("SELECT 1 FROM texts WHERE id = ?1 AND source_id = ?2")?;
        Ok(statement.exists(params![text, source])?)
    };
    for (&text, cut) in &found.cut {
        if of_source(text)? {
            rewrite(transaction, cut, nobody)?;
            words_gone += cut.words_gone;
        }
    }
    transaction.execute("DELETE FROM speakers WHERE source_id = ?1 AND case_id = ?2", params![source, case.0])?;
    transaction.execute(
        "UPDATE sources SET word_count = max(word_count - ?2, 0) WHERE id = ?1",
        params![source, i64::try_from(words_gone).unwrap_or(i64::MAX)],
    )?;
    Ok(())
}

fn rewrite(transaction: &Transaction<'_>, text: &CutText, nobody: i64) -> Result<(), StoreError> {
    let cut = &text.cut;
    transaction.execute("UPDATE texts SET content = ?2 WHERE id = ?1", params![text.text.0, cut.text()])?;
    let mut moved = Vec::with_capacity(text.segments.len());
    for &(segment, span, gone) in &text.segments {
        let span = gone.map_or_else(|| cut.moved(span).unwrap_or(span), |index| cut.marker(index));
        let sql = if gone.is_some() {
            "UPDATE segments SET span_start = ?2, span_end = ?3, speaker_id = ?4, start_ms = NULL WHERE id = ?1"
        } else {
            "UPDATE segments SET span_start = ?2, span_end = ?3 WHERE id = ?1 AND ?4 = ?4"
        };
        let (start, end) = bytes(span);
        transaction.prepare_cached(sql)?.execute(params![segment.0, start, end, nobody])?;
        moved.push((segment.0, span));
    }
    forget_detections(transaction, text.text)?;
    move_codings(transaction, text, &moved)?;
    move_marks(transaction, text.text, cut)?;
    move_memos(transaction, text)
}

/// Spans become negative first, so that no coding meets one that has yet to move.
fn move_codings(transaction: &Transaction<'_>, text: &CutText, segments: &[(u32, Span)]) -> Result<(), StoreError> {
    let mut remove = transaction.prepare_cached(
        "DELETE FROM codings WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
    )?;
    let mut update = transaction.prepare_cached(
        "UPDATE OR IGNORE codings SET span_start = -1 - ?6, span_end = ?7, first_segment = ?8, last_segment = ?9
         WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
    )?;
    for (code, span, coder) in codings_of(transaction, text.text)? {
        let (from, to) = bytes(span);
        let Some(now) = text.cut.moved(span) else {
            remove.execute(params![code, text.text.0, from, to, coder])?;
            continue;
        };
        let covered: Vec<u32> =
            segments.iter().filter(|(_, segment)| segment.overlaps(now)).map(|(number, _)| *number).collect();
        let (first, last) = (covered.first().unwrap_or(&text.text.0), covered.last().unwrap_or(&text.text.0));
        let (start, end) = bytes(now);
        update.execute(params![code, text.text.0, from, to, coder, start, end, first, last])?;
    }
    // What is left were two codings of which one is now the same as the other.
    transaction.execute("DELETE FROM codings WHERE text_id = ?1 AND span_start >= 0", [text.text.0])?;
    transaction.execute(
        "UPDATE codings SET span_start = -1 - span_start WHERE text_id = ?1 AND span_start < 0",
        [text.text.0],
    )?;
    Ok(())
}

fn codings_of(connection: &Connection, text: TextId) -> Result<Vec<(i64, Span, i64)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT code_id, span_start, span_end, coder_id FROM codings WHERE text_id = ?1")?;
    let rows =
        statement.query_map([text.0], |row| Ok((row.get(0)?, Span::stored(row.get(1)?, row.get(2)?), row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Memos, ends of links, marks on quotations, and decisions on mentions.
fn move_memos(transaction: &Transaction<'_>, text: &CutText) -> Result<(), StoreError> {
    for table in ON_WORDS.into_iter().chain(["decisions"]) {
        let select =
            format!("SELECT id, span_start, span_end FROM {table} WHERE text_id = ?1 AND span_start IS NOT NULL");
        let mut statement = transaction.prepare_cached(&select)?;
        let rows =
            statement.query_map([text.text.0], |row| Ok((row.get(0)?, Span::stored(row.get(1)?, row.get(2)?))))?;
        for (id, span) in rows.collect::<Result<Vec<(i64, Span)>, _>>()? {
            let (start, end) = bytes(text.cut.moved(span).unwrap_or(span));
            transaction
                .prepare_cached(&format!("UPDATE {table} SET span_start = ?2, span_end = ?3 WHERE id = ?1"))?
                .execute(params![id, start, end])?;
        }
    }
    Ok(())
}

fn remove_case(transaction: &Transaction<'_>, case: CaseId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM speakers WHERE case_id = ?1", [case.0])?;
    transaction.execute("DELETE FROM cases WHERE id = ?1", [case.0])?;
    transaction.execute("DELETE FROM attributes WHERE id NOT IN (SELECT attribute_id FROM case_attributes)", [])?;
    Ok(())
}

fn bytes(span: Span) -> (i64, i64) {
    (i64::try_from(span.start()).unwrap_or(0), i64::try_from(span.end()).unwrap_or(0))
}
