//! What people did with the words of one text: their codings, their decisions on what rules proposed, their memos.
//!
//! A coding or memo stands on current words, or it waits in `reviews` for a decision: one of the two, always.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use crate::model::{Doubt, Span, TextId};

/// A coding or memo, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Work {
    Coding(Judged),
    Memo(i64),
}

/// A coding's code and coder, and what was decided of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    code: i64,
    coder: i64,
    rule_index: Option<i64>,
    status: String,
    /// When a person last coded, moved or decided it.
    coded_at: Option<String>,
    /// Who decided about it, if that is not its coder.
    decided_by: Option<i64>,
}

/// One that waits, and the words it stood on.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) number: i64,
    pub(super) was: (TextId, Span),
    pub(super) work: Work,
}

pub(super) const WAITING: &str = "SELECT id, text_id, span_start, span_end, memo_id,
        code_id, coder_id, rule_index, status, coded_at, decided_by FROM reviews";

/// Everything that people did with a text.
pub(super) fn work_on(connection: &Connection, text: TextId) -> Result<Vec<(Span, Work)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT span_start, span_end, code_id, coder_id, rule_index, status, coded_at, decided_by FROM codings
         WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1
             AND (status <> 'proposed' OR coder_id IN (SELECT id FROM coders WHERE name <> ''))",
    )?;
    let codings = statement
        .query_map([text.0], |row| Ok((Span::stored(row.get(0)?, row.get(1)?), Work::Coding(judged(row, 2)?))))?;
    let mut work: Vec<(Span, Work)> = codings.collect::<Result<_, _>>()?;
    let mut statement =
        connection.prepare_cached("SELECT span_start, span_end, id FROM memos WHERE text_id = ?1 ORDER BY id")?;
    let memos =
        statement.query_map([text.0], |row| Ok((Span::stored(row.get(0)?, row.get(1)?), Work::Memo(row.get(2)?))))?;
    for memo in memos {
        work.push(memo?);
    }
    Ok(work)
}

/// What waits for a place in this text.
pub(super) fn waiting_for(connection: &Connection, text: TextId) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{WAITING} WHERE best_text = ?1 ORDER BY text_id, id"))?;
    let rows = statement.query_map([text.0], waiting)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What waits under this number.
pub(super) fn waiting_at(connection: &Connection, number: i64) -> Result<Option<Waiting>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{WAITING} WHERE id = ?1"))?;
    Ok(statement.query_row([number], waiting).optional()?)
}

pub(super) fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    let work = match row.get::<_, Option<i64>>(4)? {
        Some(memo) => Work::Memo(memo),
        None => Work::Coding(judged(row, 5)?),
    };
    let was = (TextId(row.get(1)?), Span::stored(row.get(2)?, row.get(3)?));
    Ok(Waiting { number: row.get(0)?, was, work })
}

/// What stands in a row from column `at` on.
fn judged(row: &Row<'_>, at: usize) -> rusqlite::Result<Judged> {
    Ok(Judged {
        code: row.get(at)?,
        coder: row.get(at + 1)?,
        rule_index: row.get(at + 2)?,
        status: row.get(at + 3)?,
        coded_at: row.get(at + 4)?,
        decided_by: row.get(at + 5)?,
    })
}

impl Work {
    /// Puts it on these words. Where the same code by the same coder stands there already, one is enough; what a person
    /// decided counts more than what a rule proposes.
    pub(super) fn put(&self, connection: &Connection, text: TextId, span: Span) -> Result<(), StoreError> {
        let (start, end) = super::import::bytes(span);
        match self {
            Self::Coding(Judged { code, coder, rule_index, status, coded_at, decided_by }) => {
                let (first, last) = segments_under(connection, text, span)?;
                connection
                    .prepare_cached(
                        "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment,
                                              last_segment, rule_index, status, coded_at, decided_by)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                         ON CONFLICT DO UPDATE SET rule_index = excluded.rule_index, status = excluded.status,
                             coded_at = excluded.coded_at, decided_by = excluded.decided_by
                         WHERE codings.status = 'proposed'",
                    )?
                    .execute(params![
                        code, text.0, start, end, coder, first, last, rule_index, status, coded_at, decided_by
                    ])?;
            }
            Self::Memo(memo) => {
                connection
                    .prepare_cached("UPDATE memos SET text_id = ?2, span_start = ?3, span_end = ?4 WHERE id = ?1")?
                    .execute(params![memo, text.0, start, end])?;
            }
        }
        Ok(())
    }

    /// Lets it wait, with the words it stood on, which are among the past texts now. `best` is the text that took their
    /// place, if one did, and the best guess in it.
    pub(super) fn wait(
        &self,
        connection: &Connection,
        was: (TextId, Span),
        doubt: Doubt,
        best: Option<(TextId, Option<Span>)>,
    ) -> Result<(), StoreError> {
        let (memo, coding) = match self {
            Self::Coding(coding) => (None, Some(coding)),
            Self::Memo(memo) => {
                connection
                    .prepare_cached(
                        "UPDATE memos SET text_id = NULL, span_start = NULL, span_end = NULL WHERE id = ?1",
                    )?
                    .execute([memo])?;
                (Some(memo), None)
            }
        };
        let (start, end) = super::import::bytes(was.1);
        let best_span = best.and_then(|(_, span)| span).map(super::import::bytes);
        connection
            .prepare_cached(
                "INSERT INTO reviews (source_id, since, doubt, text_id, span_start, span_end, best_text, best_start,
                                      best_end, memo_id, code_id, coder_id, rule_index, status, coded_at, decided_by)
                 SELECT source_id, '', ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 FROM past_texts WHERE id = ?1",
            )?
            .execute(params![
                was.0.0,
                doubt.word(),
                start,
                end,
                best.map(|(text, _)| text.0),
                best_span.map(|(start, _)| start),
                best_span.map(|(_, end)| end),
                memo,
                coding.map(|coding| coding.code),
                coding.map(|coding| coding.coder),
                coding.and_then(|coding| coding.rule_index),
                coding.map(|coding| &coding.status),
                coding.and_then(|coding| coding.coded_at.as_ref()),
                coding.and_then(|coding| coding.decided_by)
            ])?;
        Ok(())
    }
}

impl Waiting {
    /// It has a place again.
    pub(super) fn settle(&self, connection: &Connection, text: TextId, span: Span) -> Result<(), StoreError> {
        self.work.put(connection, text, span)?;
        connection.prepare_cached("DELETE FROM reviews WHERE id = ?1")?.execute([self.number])?;
        Ok(())
    }

    /// It goes on waiting, with another guess.
    pub(super) fn guess(
        &self,
        connection: &Connection,
        doubt: Doubt,
        best: Option<(TextId, Option<Span>)>,
    ) -> Result<(), StoreError> {
        let span = best.and_then(|(_, span)| span).map(super::import::bytes);
        connection
            .prepare_cached(
                "UPDATE reviews SET doubt = ?2, best_text = ?3, best_start = ?4, best_end = ?5 WHERE id = ?1",
            )?
            .execute(params![
                self.number,
                doubt.word(),
                best.map(|(text, _)| text.0),
                span.map(|(start, _)| start),
                span.map(|(_, end)| end)
            ])?;
        Ok(())
    }
}

/// The first and last segment that a span touches; an answer is one segment.
pub(super) fn segments_under(connection: &Connection, text: TextId, span: Span) -> Result<(u32, u32), StoreError> {
    let (start, end) = super::import::bytes(span);
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(min(id), ?1), coalesce(max(id), ?1) FROM segments
         WHERE text_id = ?1 AND span_end > ?2 AND span_start < ?3",
    )?;
    Ok(statement.query_row(params![text.0, start, end], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
