//! What earlier revisions hold of one case: their words as they were, and what waits for a decision on them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;

use super::StoreError;
use super::texts::StoredSegment;
use super::traces::{Traces, is_their_own};
use crate::model::{CaseId, SourceId, Span};

/// A turn as the past keeps it: a list of these, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct PastTurn {
    start: u32,
    end: u32,
    pub(super) speaker: Option<String>,
    #[serde(rename = "start_ms")]
    _start_ms: Option<u32>,
    #[serde(rename = "heading")]
    _heading: Option<u8>,
    /// The name of the speaker's case, for the day on which they withdraw.
    #[serde(default)]
    case: Option<String>,
}

impl PastTurn {
    pub(super) fn span(&self) -> Span {
        Span::stored(self.start, self.end)
    }
}

/// A turn as [`past_turns`] reads it.
pub(super) fn kept_turn(connection: &Connection, segment: &StoredSegment) -> Result<serde_json::Value, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name FROM cases WHERE id = ?1")?;
    let case: Option<String> = match segment.case {
        Some(case) => statement.query_row([case.0], |row| row.get(0)).optional()?,
        None => None,
    };
    let StoredSegment { span, speaker, start_ms, heading, .. } = segment;
    Ok(serde_json::json!([span.start(), span.end(), speaker, start_ms, heading, case]))
}

pub(super) fn past_turns(json: &str) -> Result<Vec<PastTurn>, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Content("turns of a past text".to_owned()))
}

/// A text as an earlier revision had it, which is not an answer of somebody else.
struct PastText {
    id: u32,
    source: SourceId,
    /// An answer of the case.
    is_theirs: bool,
    content: String,
    turns: Vec<PastTurn>,
}

/// Adds what the case said in earlier revisions to their words, and gives the past texts that go with them:
///
/// - each of their answers, and of their rows in a survey without ids that repeats their words;
/// - each text of a transcript in which they speak now, since any turn of it may have been theirs under another name;
/// - each text in which a turn is theirs, or which repeats their words.
pub(super) fn find_past(
    connection: &Connection,
    case: CaseId,
    traces: &mut Traces,
) -> Result<BTreeSet<u32>, StoreError> {
    let mut going = BTreeSet::new();
    for_each_past_text(connection, case, &mut |text| {
        let speaks_now = traces.transcripts.iter().find(|transcript| transcript.source == text.source);
        let mut goes = text.is_theirs || speaks_now.is_some();
        if text.is_theirs {
            traces.echo.add_words(&text.content);
        }
        for turn in &text.turns {
            let of_case = turn.case.as_ref().is_some_and(|case| traces.names.iter().any(|(_, name)| name == case));
            let is_theirs = of_case
                || match &turn.speaker {
                    Some(label) if speaks_now.is_some_and(|now| now.speakers.contains(label)) => true,
                    Some(label) => traces.echo.is_named_in(label) && is_their_own(connection, case, label)?,
                    None => false,
                };
            if is_theirs {
                traces.echo.add_words(turn.span().of_text(&text.content));
                goes = true;
            }
        }
        if goes {
            going.insert(text.id);
        }
        Ok(())
    })?;
    // Only now all of their words are known.
    for_each_past_text(connection, case, &mut |text| {
        if traces.echo.is_quoted_in(&text.content) {
            going.insert(text.id);
        }
        Ok(())
    })?;
    traces.past_text_count = going.len() as u64;
    for text in &going {
        let sql = "SELECT count(*) FROM reviews WHERE text_id = ?1";
        let waiting: i64 = connection.prepare_cached(sql)?.query_row([text], |row| row.get(0))?;
        traces.waiting_count += waiting.unsigned_abs();
    }
    earlier_answers(connection, case, traces)?;
    Ok(going)
}

/// Goes through past texts, but for the answers of somebody else: these are known to be theirs.
fn for_each_past_text(
    connection: &Connection,
    case: CaseId,
    each: &mut dyn FnMut(&PastText) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, source_id, case_id IS ?1, content, turns FROM past_texts
         WHERE case_id IS NULL OR case_id = ?1 OR case_id NOT IN (SELECT id FROM cases) ORDER BY id",
    )?;
    let mut rows = statement.query([case.0])?;
    while let Some(row) = rows.next()? {
        let turns: String = row.get(4)?;
        each(&PastText {
            id: row.get(0)?,
            source: SourceId(row.get(1)?),
            is_theirs: row.get(2)?,
            content: row.get(3)?,
            turns: past_turns(&turns)?,
        })?;
    }
    Ok(())
}

/// The open answers of each row as earlier files had them: such a file may be put back.
fn earlier_answers(connection: &Connection, case: CaseId, traces: &mut Traces) -> Result<(), StoreError> {
    let mut revisions = connection
        .prepare_cached("SELECT DISTINCT until FROM past_texts WHERE source_id = ?1 AND case_id = ?2 ORDER BY until")?;
    let mut answers = connection.prepare_cached(
        "SELECT content FROM past_texts WHERE source_id = ?1 AND case_id = ?2 AND since <= ?3 AND until >= ?3
         UNION ALL
         SELECT content FROM texts WHERE source_id = ?1 AND case_id = ?2 AND since <= ?3",
    )?;
    let content = |row: &Row<'_>| row.get(0);
    for row in &mut traces.rows {
        let revisions: Vec<u32> =
            revisions.query_map([row.source.0, case.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for revision in revisions {
            let answers = answers.query_map(params![row.source.0, case.0, revision], content)?;
            row.earlier_answers.push(answers.collect::<Result<_, _>>()?);
        }
    }
    Ok(())
}
