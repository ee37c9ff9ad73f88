//! What people did with the words of one text: their codings, their decisions on what rules proposed, their memos, their
//! links, their choice of quotations, their decisions on names.
//!
//! A coding, memo or end of a link stands on current words, or it waits in `reviews` for a decision: one of the two,
//! always.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use crate::model::{Doubt, Span, TextId};

/// A coding, memo or end of a link, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Work {
    Coding(Judged),
    Memo(i64),
    LinkEnd(i64),
    QuoteMark(i64),
    Decision(i64),
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

/// What [`waiting`] reads.
pub(super) const WAITING: &str = "SELECT id, text_id, span_start, span_end, memo_id, link_end_id, quote_mark_id,
        decision_id, code_id, coder_id, rule_index, status, coded_at, decided_by FROM reviews";

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
    for table in [NOTES, LINK_ENDS, QUOTE_MARKS, DECISIONS] {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT span_start, span_end, id FROM {} WHERE text_id = ?1 AND span_start IS NOT NULL ORDER BY id",
            table.name
        ))?;
        let rows = statement
            .query_map([text.0], |row| Ok((Span::stored(row.get(0)?, row.get(1)?), (table.work)(row.get(2)?))))?;
        for row in rows {
            work.push(row?);
        }
    }
    Ok(work)
}

/// What is noted on the text as a whole.
pub(super) fn work_on_whole(connection: &Connection, text: TextId) -> Result<Vec<Work>, StoreError> {
    let mut work = Vec::new();
    for table in [NOTES, LINK_ENDS] {
        let sql = format!("SELECT id FROM {} WHERE text_id = ?1 AND span_start IS NULL ORDER BY id", table.name);
        let mut statement = connection.prepare_cached(&sql)?;
        for row in statement.query_map([text.0], |row| Ok((table.work)(row.get(0)?)))? {
            work.push(row?);
        }
    }
    Ok(work)
}

/// A table whose rows stand on words by themselves, and the column of `reviews` that leads to it.
#[derive(Clone, Copy)]
struct Anchored {
    name: &'static str,
    reference: &'static str,
    work: fn(i64) -> Work,
}

const NOTES: Anchored = Anchored { name: "memos", reference: "memo_id", work: Work::Memo };
const LINK_ENDS: Anchored = Anchored { name: "link_ends", reference: "link_end_id", work: Work::LinkEnd };
const QUOTE_MARKS: Anchored = Anchored { name: "quote_marks", reference: "quote_mark_id", work: Work::QuoteMark };
const DECISIONS: Anchored = Anchored { name: "decisions", reference: "decision_id", work: Work::Decision };

/// What is noted on a coding that waits, and waits with it.
pub(super) fn waiting_with(connection: &Connection, entry: &Waiting) -> Result<Vec<Waiting>, StoreError> {
    let Work::Coding(Judged { code, coder, .. }) = entry.work else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for table in [NOTES, LINK_ENDS] {
        let mut statement = connection.prepare_cached(&format!(
            "{WAITING} WHERE text_id = ?1 AND span_start = ?2 AND span_end = ?3 AND {} IN
                 (SELECT id FROM {} WHERE target_kind = 'coding' AND coalesce(coder_id, ?5) = ?5
                      AND target_key = (SELECT name FROM codes WHERE id = ?4))",
            table.reference, table.name
        ))?;
        let (start, end) = super::import::bytes(entry.was.1);
        let rows = statement.query_map(params![entry.was.0.0, start, end, code, coder], waiting)?;
        for row in rows {
            found.push(row?);
        }
    }
    Ok(found)
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
    let work = match (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?) {
        (Some(memo), ..) => Work::Memo(memo),
        (None, Some(end), ..) => Work::LinkEnd(end),
        (None, None, Some(mark), _) => Work::QuoteMark(mark),
        (None, None, None, Some(decision)) => Work::Decision(decision),
        (None, None, None, None) => Work::Coding(judged(row, 8)?),
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
            Self::Memo(id) => NOTES.put(connection, *id, text, (start, end))?,
            Self::LinkEnd(id) => LINK_ENDS.put(connection, *id, text, (start, end))?,
            Self::QuoteMark(id) => QUOTE_MARKS.put(connection, *id, text, (start, end))?,
            Self::Decision(id) => DECISIONS.put(connection, *id, text, (start, end))?,
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
        let (mut coding, mut memo, mut link_end) = (None, None, None);
        let (mut quote_mark, mut decision) = (None, None);
        match self {
            Self::Coding(judged) => coding = Some(judged),
            Self::Memo(id) => {
                NOTES.lift(connection, *id)?;
                memo = Some(id);
            }
            Self::LinkEnd(id) => {
                LINK_ENDS.lift(connection, *id)?;
                link_end = Some(id);
            }
            Self::QuoteMark(id) => {
                QUOTE_MARKS.lift(connection, *id)?;
                quote_mark = Some(id);
            }
            Self::Decision(id) => {
                DECISIONS.lift(connection, *id)?;
                decision = Some(id);
            }
        }
        let (start, end) = super::import::bytes(was.1);
        let best_span = best.and_then(|(_, span)| span).map(super::import::bytes);
        connection
            .prepare_cached(
                "INSERT INTO reviews (source_id, since, doubt, text_id, span_start, span_end, best_text, best_start,
                                      best_end, memo_id, link_end_id, code_id, coder_id, rule_index, status, coded_at,
                                      decided_by, quote_mark_id, decision_id)
                 SELECT source_id, '', ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17
                 FROM past_texts
                 WHERE id = ?1",
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
                link_end,
                coding.map(|coding| coding.code),
                coding.map(|coding| coding.coder),
                coding.and_then(|coding| coding.rule_index),
                coding.map(|coding| &coding.status),
                coding.and_then(|coding| coding.coded_at.as_ref()),
                coding.and_then(|coding| coding.decided_by),
                quote_mark,
                decision
            ])?;
        Ok(())
    }
}

impl Anchored {
    /// What is on a whole text has no span.
    fn put(self, connection: &Connection, id: i64, text: TextId, (start, end): (i64, i64)) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE {} SET text_id = ?2, span_start = CASE target_kind WHEN 'text' THEN NULL ELSE ?3 END,
                 span_end = CASE target_kind WHEN 'text' THEN NULL ELSE ?4 END WHERE id = ?1",
            self.name
        );
        connection.prepare_cached(&sql)?.execute(params![id, text.0, start, end])?;
        Ok(())
    }

    fn lift(self, connection: &Connection, id: i64) -> Result<(), StoreError> {
        let sql = format!("UPDATE {} SET text_id = NULL, span_start = NULL, span_end = NULL WHERE id = ?1", self.name);
        connection.prepare_cached(&sql)?.execute([id])?;
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
