//! What there is of one case, and where.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, params};

use super::framework::lost_cells;
use super::past::find_past;
use super::{Store, StoreError};
use crate::model::{CaseId, SegmentId, SourceId, Span, TextId};
use crate::text::{Cut, Echo, word_count};

/// Stands where a withdrawn person's turn was. It is nobody's word.
pub const WITHDRAWN_TURN: &str = "[withdrawn]";

/// Who "says" [`WITHDRAWN_TURN`]: one whom nobody codes or counts.
pub const WITHDRAWN_SPEAKER: &str = "(withdrawn)";

/// What there is of one case, and where.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    /// The name it is kept under and those that it was merged from: each with its survey, or none for an interview.
    pub names: Vec<(Option<String>, String)>,
    pub transcripts: Vec<TranscriptTraces>,
    pub rows: Vec<SurveyRow>,
    pub answer_count: u64,
    pub response_count: u64,
    pub attribute_count: u64,
    pub turn_count: u64,
    pub word_count: u64,
    pub coding_count: u64,
    pub memo_count: u64,
    pub link_count: u64,
    /// Pinned quotations, and what was left out of or put into quotations.
    pub quote_mark_count: u64,
    /// Cells of frameworks that go, or are emptied.
    pub cell_count: u64,
    /// Texts of earlier revisions, and codings and memos that wait for a decision on them.
    pub past_text_count: u64,
    pub waiting_count: u64,
    /// What memos say that go, or from which their name goes.
    pub memos: BTreeSet<String>,
    /// What they said and wrote, by segment number, in order.
    pub own_segments: BTreeSet<u32>,
    /// What they chose in closed questions, and nobody else.
    pub own_options: BTreeSet<String>,
    /// Their names and words, for finding them in what others wrote.
    pub echo: Echo,
}

/// A transcript in which the case speaks.
#[derive(Debug, Clone)]
pub struct TranscriptTraces {
    pub source: SourceId,
    pub path: String,
    pub sha256: String,
    /// Of earlier forms of the file.
    pub earlier_sha256: Vec<String>,
    /// As the transcript names them; empty for the one who speaks in a transcript without names.
    pub speakers: Vec<String>,
    pub turn_count: u64,
    /// Nobody else takes part, but for interviewers: then all of it is about this case.
    pub is_theirs: bool,
}

/// A survey's row that the case filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyRow {
    pub source: SourceId,
    pub path: String,
    /// The respondent's id there.
    pub name: String,
    /// From one; none if the survey was read again without it.
    pub row_number: Option<u64>,
    /// The words of each open answer that came from this survey.
    pub answers: Vec<String>,
    /// The same of earlier files, by revision.
    pub earlier_answers: Vec<Vec<String>>,
}

/// One text of a transcript in which the case and others speak.
pub(super) struct CutText {
    pub(super) text: TextId,
    pub(super) cut: Cut,
    /// All segments: number, span as it was, and which of the stretches that go it is.
    pub(super) segments: Vec<(SegmentId, Span, Option<usize>)>,
    pub(super) words_gone: u64,
}

/// Traces, with what is needed to take them away.
#[derive(Default)]
pub(super) struct Found {
    pub(super) traces: Traces,
    /// Open answers.
    pub(super) answers: BTreeSet<u32>,
    /// Texts of transcripts that go whole.
    pub(super) whole: BTreeSet<u32>,
    /// Texts that stay without the case's turns.
    pub(super) cut: BTreeMap<u32, CutText>,
    pub(super) memos: BTreeSet<i64>,
    pub(super) links: BTreeSet<i64>,
    pub(super) quote_marks: BTreeSet<i64>,
    /// Decisions on mentions in their words.
    pub(super) decisions: BTreeSet<i64>,
    /// Texts of earlier revisions.
    pub(super) past: BTreeSet<u32>,
}

impl Store {
    /// What there is of a case, and where.
    pub fn traces(&self, case: CaseId) -> Result<Traces, StoreError> {
        self.in_one_view(|| Ok(find(&self.connection, case)?.traces))
    }

    /// All names under which cases are kept or came, each with its survey, or none for an interview.
    pub fn case_names(&self) -> Result<Vec<(Option<String>, String)>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT path, name FROM (SELECT source_id, name FROM cases UNION SELECT source_id, name FROM case_aliases)
             LEFT JOIN sources ON sources.id = source_id",
        )?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The speakers of a transcript, as it names them.
    pub fn speakers_of(&self, source: SourceId) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM speakers WHERE source_id = ?1")?;
        Ok(statement.query_map([source.0], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Goes through the open answers of surveys, all of one row at a time: path, row number and words.
    pub fn for_each_respondents_answers(&self, each: &mut dyn FnMut(&str, u64, &[String])) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT path, coalesce(row_number, 0), content, texts.case_id, texts.source_id FROM texts
             JOIN sources ON sources.id = texts.source_id JOIN cases ON cases.id = texts.case_id
             ORDER BY texts.id",
        )?;
        let mut rows = statement.query([])?;
        let mut latest: Option<(String, u64, i64)> = None;
        let mut answers: Vec<String> = Vec::new();
        while let Some(row) = rows.next()? {
            let now = (row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(3)?);
            if latest.as_ref() != Some(&now) {
                if let Some((path, row_number, _)) = latest.replace(now) {
                    each(&path, row_number, &answers);
                }
                answers.clear();
            }
            answers.push(row.get(2)?);
        }
        if let Some((path, row_number, _)) = latest {
            each(&path, row_number, &answers);
        }
        Ok(())
    }
}

pub(super) fn find(connection: &Connection, case: CaseId) -> Result<Found, StoreError> {
    let mut found = Found::default();
    names(connection, case, &mut found.traces)?;
    own_options(connection, case, &mut found.traces)?;
    answers(connection, case, &mut found)?;
    for transcript in transcripts(connection, case)? {
        let traces = &mut found.traces;
        traces.turn_count += transcript.turn_count;
        for speaker in &transcript.speakers {
            if is_their_own(connection, case, speaker)? {
                traces.echo.add_name(speaker);
            }
        }
        if transcript.is_theirs {
            traces.echo.add_name(&transcript.path);
            let file = transcript.path.rsplit('/').next().unwrap_or_default();
            traces.echo.add_name(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        }
        for text in cut_texts(connection, &transcript, case)? {
            traces.word_count += text.words_gone;
            let content = content_of(connection, text.text)?;
            for (segment, span, _) in text.segments.iter().filter(|(_, _, gone)| gone.is_some()) {
                traces.own_segments.insert(segment.0);
                traces.echo.add_words(span.of_text(&content));
            }
            if transcript.is_theirs {
                found.whole.insert(text.text.0);
            } else {
                found.cut.insert(text.text.0, text);
            }
        }
        traces.transcripts.push(transcript);
    }
    found.past = find_past(connection, case, &mut found.traces)?;
    found.traces.coding_count = lost_codings(connection, &found)?;
    lost_memos(connection, case, &mut found)?;
    found.traces.memo_count = found.memos.len() as u64;
    lost_links(connection, case, &mut found)?;
    found.traces.link_count = found.links.len() as u64;
    lost_quote_marks(connection, case, &mut found)?;
    lost_decisions(connection, case, &mut found)?;
    found.traces.quote_mark_count = found.quote_marks.len() as u64;
    found.traces.cell_count = lost_cells(connection, case, &found.traces.echo)?;
    Ok(found)
}

fn names(connection: &Connection, case: CaseId, traces: &mut Traces) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT source_id, path, cases.name, row_number FROM cases LEFT JOIN sources ON sources.id = source_id
         WHERE cases.id = ?1
         UNION ALL
         SELECT source_id, path, name, row_number FROM case_aliases LEFT JOIN sources ON sources.id = source_id
         WHERE case_id = ?1",
    )?;
    let mut rows = statement.query([case.0])?;
    while let Some(row) = rows.next()? {
        let (source, path, name): (u32, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let row_number = row.get::<_, Option<i64>>(3)?.map(i64::unsigned_abs);
        traces.echo.add_name(&name);
        if let Some(path) = &path {
            let (source, path, name) = (SourceId(source), path.clone(), name.clone());
            traces.rows.push(SurveyRow {
                source,
                path,
                name,
                row_number,
                answers: Vec::new(),
                earlier_answers: Vec::new(),
            });
        }
        traces.names.push((path, name));
    }
    let attributes = "SELECT count(*) FROM case_attributes
        WHERE attribute_id IN (SELECT id FROM attributes) AND case_id = ?1 AND value <> ''";
    traces.attribute_count = count(connection, attributes, case.0)?;
    let responses = "SELECT count(*) FROM responses WHERE question_id IN (SELECT id FROM questions) AND case_id = ?1";
    traces.response_count = count(connection, responses, case.0)?;
    Ok(())
}

fn own_options(connection: &Connection, case: CaseId, traces: &mut Traces) -> Result<(), StoreError> {
    // Question by question, as the key is.
    let mut own = connection.prepare_cached(
        "SELECT question_id, value FROM responses WHERE question_id IN (SELECT id FROM questions) AND case_id = ?1",
    )?;
    // Of several ticked options, each stands on a line of its own.
    let mut others = connection.prepare_cached(
        "SELECT 1 FROM responses WHERE question_id = ?1 AND case_id <> ?2
             AND instr(char(10) || value || char(10), char(10) || ?3 || char(10)) > 0 LIMIT 1",
    )?;
    let own = own.query_map([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (question, value) in own.collect::<Result<Vec<(u32, String)>, _>>()? {
        for option in value.split('\n') {
            if !others.exists(params![question, case.0, option])? {
                traces.own_options.insert(option.to_owned());
            }
        }
    }
    Ok(())
}

fn answers(connection: &Connection, case: CaseId, found: &mut Found) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, content, source_id FROM texts WHERE case_id = ?1 ORDER BY id")?;
    let mut rows = statement.query([case.0])?;
    while let Some(row) = rows.next()? {
        let (text, answer, source): (u32, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.answers.insert(text);
        found.traces.own_segments.insert(text);
        found.traces.answer_count += 1;
        found.traces.word_count += word_count(&answer);
        found.traces.echo.add_words(&answer);
        if let Some(row) = found.traces.rows.iter_mut().find(|row| row.source.0 == source) {
            row.answers.push(answer);
        }
    }
    Ok(())
}

fn transcripts(connection: &Connection, case: CaseId) -> Result<Vec<TranscriptTraces>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT sources.id, path, sha256, speakers.name,
             (SELECT count(*) FROM segments WHERE speaker_id = speakers.id),
             (SELECT count(*) FROM speakers others
              WHERE others.source_id = sources.id AND NOT others.interviewer AND others.case_id IS NOT ?1)
         FROM speakers JOIN sources ON sources.id = speakers.source_id
         WHERE speakers.case_id = ?1 ORDER BY sources.id, speakers.id",
    )?;
    let mut earlier =
        connection.prepare_cached("SELECT DISTINCT sha256 FROM revisions WHERE source_id = ?1 ORDER BY revision")?;
    let mut rows = statement.query([case.0])?;
    let mut transcripts: Vec<TranscriptTraces> = Vec::new();
    while let Some(row) = rows.next()? {
        let source = SourceId(row.get(0)?);
        let turns = row.get::<_, i64>(4)?.unsigned_abs();
        match transcripts.last_mut().filter(|latest| latest.source == source) {
            Some(latest) => {
                latest.speakers.push(row.get(3)?);
                latest.turn_count += turns;
            }
            None => transcripts.push(TranscriptTraces {
                source,
                path: row.get(1)?,
                sha256: row.get(2)?,
                earlier_sha256: earlier.query_map([source.0], |row| row.get(0))?.collect::<Result<_, _>>()?,
                speakers: vec![row.get(3)?],
                turn_count: turns,
                is_theirs: row.get::<_, i64>(5)? == 0,
            }),
        }
    }
    Ok(transcripts)
}

/// Whether a speaker's name is one that nobody else is called by: "Speaker 1" says nothing.
pub(super) fn is_their_own(connection: &Connection, case: CaseId, speaker: &str) -> Result<bool, StoreError> {
    let mut others =
        connection.prepare_cached("SELECT 1 FROM speakers WHERE name = ?1 AND case_id IS NOT ?2 LIMIT 1")?;
    Ok(!others.exists(params![speaker, case.0])?)
}

/// The texts of a transcript without the turns of a case.
fn cut_texts(connection: &Connection, transcript: &TranscriptTraces, case: CaseId) -> Result<Vec<CutText>, StoreError> {
    let mut texts = connection.prepare_cached("SELECT id, content FROM texts WHERE source_id = ?1 ORDER BY id")?;
    let mut rows = texts.query([transcript.source.0])?;
    let mut cut = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, content): (u32, String) = (row.get(0)?, row.get(1)?);
        let mut statement = connection.prepare_cached(
            "SELECT segments.id, span_start, span_end, coalesce(case_id = ?2, 0)
             FROM segments LEFT JOIN speakers ON speakers.id = speaker_id
             WHERE segments.text_id = ?1 ORDER BY segments.id",
        )?;
        let mut rows = statement.query(params![text, case.0])?;
        let (mut segments, mut stretches) = (Vec::new(), Vec::new());
        let mut words_gone = 0;
        while let Some(row) = rows.next()? {
            let span = Span::stored(row.get(1)?, row.get(2)?);
            let gone = row.get::<_, bool>(3)?.then_some(stretches.len());
            if gone.is_some() {
                stretches.push(span);
                words_gone += word_count(span.of_text(&content));
            }
            segments.push((SegmentId(row.get(0)?), span, gone));
        }
        let cut_text = Cut::new(&content, &stretches, WITHDRAWN_TURN);
        cut.push(CutText { text: TextId(text), cut: cut_text, segments, words_gone });
    }
    Ok(cut)
}

/// How many codings go: those of texts that go, and those that lie on nothing else.
fn lost_codings(connection: &Connection, found: &Found) -> Result<u64, StoreError> {
    let mut lost = 0;
    // Code by code, as the key is.
    let sql = "SELECT count(*) FROM codings WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    for text in found.answers.iter().chain(&found.whole) {
        lost += statement.query_row([text], |row| row.get::<_, i64>(0))?.unsigned_abs();
    }
    let sql = "SELECT span_start, span_end FROM codings WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    for (text, cut) in &found.cut {
        for span in statement.query_map([text], |row| Ok(Span::stored(row.get(0)?, row.get(1)?)))? {
            lost += u64::from(cut.cut.moved(span?).is_none());
        }
    }
    Ok(lost)
}

/// Memos on the case, on any of its words or on an interview of nobody else, that repeat its words, or that reply to one
/// of these.
fn lost_memos(connection: &Connection, case: CaseId, found: &mut Found) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, title || '\n' || kind || '\n' || content, content, memo_id, case_id, source_id, text_id, span_start,
             span_end, (SELECT text_id FROM reviews WHERE memo_id = memos.id)
         FROM memos ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let written: String = row.get(1)?;
        // A reply is younger than what it replies to.
        let replies_to_lost = row.get::<_, Option<i64>>(3)?.is_some_and(|memo| found.memos.contains(&memo));
        let is_lost = is_on_theirs(row, 4, case, found)? || replies_to_lost || found.traces.echo.is_quoted_in(&written);
        if is_lost {
            found.memos.insert(row.get(0)?);
        }
        if is_lost || found.traces.echo.is_named_in(&written) {
            found.traces.memos.insert(row.get(2)?);
        }
    }
    Ok(())
}

/// Links from or to any of that, or whose kind repeats its words.
fn lost_links(connection: &Connection, case: CaseId, found: &mut Found) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT link_id, links.kind, memo_id, case_id, source_id, text_id, span_start, span_end,
             (SELECT text_id FROM reviews WHERE link_end_id = link_ends.id)
         FROM link_ends JOIN links ON links.id = link_id ORDER BY link_ends.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of_lost_memo = row.get::<_, Option<i64>>(2)?.is_some_and(|memo| found.memos.contains(&memo));
        let kind: String = row.get(1)?;
        if of_lost_memo || is_on_theirs(row, 3, case, found)? || found.traces.echo.is_quoted_in(&kind) {
            found.links.insert(row.get(0)?);
        }
    }
    Ok(())
}

/// Pins on their words, and what was left out of them or put in; words put in that repeat theirs, too.
fn lost_quote_marks(connection: &Connection, case: CaseId, found: &mut Found) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, words, NULL, NULL, text_id, span_start, span_end,
             (SELECT text_id FROM reviews WHERE quote_mark_id = quote_marks.id)
         FROM quote_marks ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(1)?;
        if is_on_theirs(row, 2, case, found)? || found.traces.echo.is_quoted_in(&words) {
            found.quote_marks.insert(row.get(0)?);
        }
    }
    Ok(())
}

/// Decisions on mentions in their words.
fn lost_decisions(connection: &Connection, case: CaseId, found: &mut Found) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, NULL, NULL, text_id, span_start, span_end,
             (SELECT text_id FROM reviews WHERE decision_id = decisions.id)
         FROM decisions WHERE target_kind = 'passage' ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if is_on_theirs(row, 1, case, found)? {
            found.decisions.insert(row.get(0)?);
        }
    }
    Ok(())
}

/// Whether a row's case, source, text, span and past text, from column `first` on, are theirs.
fn is_on_theirs(row: &Row<'_>, first: usize, case: CaseId, found: &Found) -> Result<bool, StoreError> {
    let number = |column: usize| row.get::<_, Option<u32>>(first + column);
    let (of_case, source, text, past) = (number(0)?, number(1)?, number(2)?, number(5)?);
    let span = number(3)?.zip(number(4)?).map(|(start, end)| Span::stored(start, end));
    let cut = text.and_then(|text| found.cut.get(&text));
    Ok(of_case == Some(case.0)
        || source
            .is_some_and(|source| found.traces.transcripts.iter().any(|one| one.is_theirs && one.source.0 == source))
        || text.is_some_and(|text| found.answers.contains(&text) || found.whole.contains(&text))
        || past.is_some_and(|past| found.past.contains(&past))
        || cut.zip(span).is_some_and(|(text, span)| text.cut.touches(span)))
}

fn content_of(connection: &Connection, text: TextId) -> Result<String, StoreError> {
    Ok(connection.query_row("SELECT content FROM texts WHERE id = ?1", [text.0], |row| row.get(0))?)
}

fn count(connection: &Connection, sql: &str, number: u32) -> Result<u64, StoreError> {
    let found: i64 = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
    Ok(found.unsigned_abs())
}
