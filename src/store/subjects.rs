//! What memos are on and links lead between: the columns of both that say it, and how they go along when it moves.
//!
//! Whoever recodes, moves, merges or removes codings and codes calls [`follow_coding`], [`leave_coding`], [`follow_code`]
//! or [`follow_theme`] within the same action, so that nothing which people noted is left behind.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use super::import::bytes;
use crate::model::{CaseId, Coder, Named, NamedCoding, QuestionId, SourceId, Span, Subject, SubjectKind, TextId};

/// The tables that have the columns.
pub(super) const TABLES: [&str; 2] = ["memos", "link_ends"];

/// The tables whose rows stand on words by themselves, under the same names of columns.
pub(super) const ON_WORDS: [&str; 3] = ["memos", "link_ends", "quote_marks"];

/// The columns, in the order of [`values`].
pub(super) const COLUMNS: &str = "target_kind, target_key, source_id, case_id, question_id, memo_id, text_id, span_start, span_end, coder_id, cell_id";

/// Cases of which something is noted are not forgotten when their words go.
pub(super) const NOTED_CASES: &str = "SELECT case_id FROM memos WHERE case_id IS NOT NULL AND project_file IS NULL
    UNION SELECT case_id FROM link_ends WHERE case_id IS NOT NULL
    UNION SELECT case_id FROM framework_cells WHERE case_id IS NOT NULL";

/// A coding as those who change it know it: code and coder by their numbers in the store.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodingAt {
    pub(super) code: u32,
    pub(super) text: TextId,
    pub(super) span: Span,
    pub(super) coder: u32,
}

/// Rows that are on a coding; those of which nobody knows whose coding is meant go with the first.
const ON_CODING: &str = "text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND target_kind = 'coding'
    AND target_key = (SELECT name FROM codes WHERE id = ?1) AND coalesce(coder_id, ?5) = ?5";

/// What is noted on a coding, and links to it, go along with it: to another code, other words or another coder.
pub(super) fn follow_coding(connection: &Connection, from: CodingAt, to: CodingAt) -> Result<(), StoreError> {
    let ((was_start, was_end), (start, end)) = (bytes(from.span), bytes(to.span));
    for table in TABLES {
        connection
            .prepare_cached(&format!(
                "UPDATE {table} SET target_key = (SELECT name FROM codes WHERE id = ?6), text_id = ?7, span_start = ?8,
                     span_end = ?9, coder_id = ?10
                 WHERE {ON_CODING}"
            ))?
            .execute(params![
                from.code,
                from.text.0,
                was_start,
                was_end,
                from.coder,
                to.code,
                to.text.0,
                start,
                end,
                to.coder
            ])?;
    }
    Ok(())
}

/// A coding goes: what is noted on it, and links to it, stay on its words.
pub(super) fn leave_coding(connection: &Connection, gone: CodingAt) -> Result<(), StoreError> {
    let (start, end) = bytes(gone.span);
    for table in TABLES {
        let sql =
            format!("UPDATE {table} SET target_kind = 'passage', target_key = '', coder_id = NULL WHERE {ON_CODING}");
        connection.prepare_cached(&sql)?.execute(params![gone.code, gone.text.0, start, end, gone.coder])?;
    }
    Ok(())
}

/// A code has become another (merged into it, or under a new id): all that is noted on it and on its codings goes along.
pub(super) fn follow_code(connection: &Connection, from: &str, to: &str) -> Result<(), StoreError> {
    follow_key(connection, "target_kind IN ('code', 'coding')", from, to)
}

/// The same of a theme.
pub(super) fn follow_theme(connection: &Connection, from: &str, to: &str) -> Result<(), StoreError> {
    follow_key(connection, "target_kind = 'theme'", from, to)
}

fn follow_key(connection: &Connection, which: &str, from: &str, to: &str) -> Result<(), StoreError> {
    for table in ON_WORDS {
        let sql = format!("UPDATE {table} SET target_key = ?2 WHERE target_key = ?1 AND {which}");
        connection.execute(&sql, [from, to])?;
    }
    Ok(())
}

/// A case has become another.
pub(super) fn follow_case(connection: &Connection, keep: CaseId, other: CaseId) -> Result<(), StoreError> {
    for table in TABLES {
        let sql = format!("UPDATE {table} SET case_id = ?1 WHERE case_id = ?2");
        connection.execute(&sql, params![keep.0, other.0])?;
    }
    Ok(())
}

/// A text has become another, whose words are the same or need not be: what is on it as a whole goes along.
pub(super) fn follow_text(connection: &Connection, from: TextId, to: TextId) -> Result<(), StoreError> {
    for table in TABLES {
        let sql = format!("UPDATE {table} SET text_id = ?2 WHERE text_id = ?1 AND span_start IS NULL");
        connection.prepare_cached(&sql)?.execute(params![from.0, to.0])?;
    }
    Ok(())
}

/// A question has left its survey: what is on it stays on the survey, under its code.
pub(super) fn leave_question(connection: &Connection, question: QuestionId) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE memos SET title = (SELECT code FROM questions WHERE id = ?1) WHERE question_id = ?1 AND title = ''",
        [question.0],
    )?;
    for table in TABLES {
        let sql = format!(
            "UPDATE {table} SET target_kind = 'source', question_id = NULL,
                 source_id = (SELECT source_id FROM questions WHERE id = ?1)
             WHERE question_id = ?1"
        );
        connection.execute(&sql, [question.0])?;
    }
    Ok(())
}

/// Memos that a file brought go, as it brings them again or not: what people replied to them, and links to them, come to
/// stand on what these stood on. `which` is a condition on `memos`, with `parameters`.
pub(super) fn leave_memos(
    connection: &Connection,
    which: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<(), StoreError> {
    for table in TABLES {
        let own = COLUMNS.split(", ").map(|column| format!("gone.{column}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "UPDATE {table} SET ({COLUMNS}) = (SELECT {own} FROM memos AS gone WHERE gone.id = {table}.memo_id)
             WHERE memo_id IN (SELECT id FROM memos WHERE {which})"
        );
        connection.execute(&sql, parameters)?;
    }
    Ok(())
}

/// Values for [`COLUMNS`]. A span has to lie on words of its text.
pub(super) fn values(connection: &Connection, subject: &Subject) -> Result<Vec<Value>, StoreError> {
    let number = |number: u32| Value::Integer(i64::from(number));
    let mut values = vec![Value::Null; 11];
    values[0] = Value::Text(subject.kind().word().to_owned());
    values[1] = Value::Text(String::new());
    match subject {
        Subject::Source(source) => values[2] = number(source.0),
        Subject::Case(case) => values[3] = number(case.0),
        Subject::Question(question) => values[4] = number(question.0),
        Subject::Memo(memo) => values[5] = Value::Integer(*memo),
        Subject::Cell(cell) => values[10] = Value::Integer(*cell),
        Subject::Code(key) | Subject::Theme(key) => values[1] = Value::Text(key.clone()),
        Subject::Text(text) => values[6] = number(text.0),
        Subject::Study | Subject::Passage { .. } | Subject::Coding(_) => {}
    }
    if let Subject::Coding(NamedCoding { code, coder, .. }) = subject {
        values[1] = Value::Text(code.clone());
        if let Some(coder) = coder {
            values[9] = Value::Integer(coder_number(connection, coder_name(coder))?);
        }
    }
    if let Some((text, span)) = subject.place() {
        let content = super::revisions::content_of(connection, text)?;
        if content.get(span.range()).is_none_or(str::is_empty) {
            return Err(StoreError::Content("a place without words".to_owned()));
        }
        let (start, end) = bytes(span);
        values[6] = number(text.0);
        (values[7], values[8]) = (Value::Integer(start), Value::Integer(end));
    }
    Ok(values)
}

fn coder_name(coder: &Coder) -> &str {
    match coder {
        Coder::Rules => "",
        Coder::Person(name) => name,
    }
}

fn coder_number(connection: &Connection, name: &str) -> Result<i64, StoreError> {
    let find = "SELECT id FROM coders WHERE name = ?1";
    if let Some(id) = connection.prepare_cached(find)?.query_row([name], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    connection.execute("INSERT INTO coders (name) VALUES (?1)", [name])?;
    Ok(connection.last_insert_rowid())
}

/// What [`named`] reads, from its first column on. `anchored` is the alias of a table with [`COLUMNS`].
pub(super) const NAMED: &str = "anchored.target_kind, anchored.target_key, anchored.source_id, anchored.case_id,
    anchored.question_id, anchored.memo_id, coalesce(anchored.text_id, waiting.text_id),
    coalesce(anchored.span_start, waiting.span_start), coalesce(anchored.span_end, waiting.span_end), coders.name,
    sources.path, noted.name, noted.id, coalesce(questions.code, past.question), waiting.id IS NOT NULL,
    CASE WHEN waiting.id IS NULL
        THEN substr(CAST(texts.content AS BLOB), anchored.span_start + 1, anchored.span_end - anchored.span_start)
        ELSE substr(CAST(past.content AS BLOB), waiting.span_start + 1, waiting.span_end - waiting.span_start) END,
    anchored.cell_id, cells.framework || '/' || cells.group_key || '/' || cells.column_key";

/// What [`NAMED`] and [`KEPT`] join. `{reference}` is the column of `reviews` that leads to the table.
pub(super) fn joins(reference: &str) -> String {
    format!(
        "LEFT JOIN reviews AS waiting ON waiting.{reference} = anchored.id
         LEFT JOIN past_texts AS past ON past.id = waiting.text_id
         LEFT JOIN texts ON texts.id = anchored.text_id
         LEFT JOIN questions ON questions.id = coalesce(anchored.question_id, texts.question_id)
         LEFT JOIN sources
             ON sources.id = coalesce(anchored.source_id, texts.source_id, questions.source_id, past.source_id)
         LEFT JOIN framework_cells AS cells ON cells.id = anchored.cell_id
         LEFT JOIN cases AS noted ON noted.id = coalesce(anchored.case_id, texts.case_id, past.case_id, cells.case_id,
             (SELECT speakers.case_id FROM segments JOIN speakers ON speakers.id = segments.speaker_id
              WHERE segments.text_id = anchored.text_id AND segments.span_start < anchored.span_end
                  AND segments.span_end > anchored.span_start AND speakers.case_id IS NOT NULL
              ORDER BY segments.id LIMIT 1))
         LEFT JOIN coders ON coders.id = anchored.coder_id"
    )
}

/// Words of people who are not kept are not shown, nor is what is noted on them.
pub(super) const KEPT: &str = "coalesce(noted.status = 'kept' AND noted.consent <> 'none', 1)
    AND NOT (anchored.span_start IS NULL AND waiting.id IS NULL AND coalesce(
        (SELECT sum(status = 'kept' AND consent <> 'none') = 0 FROM speakers JOIN cases ON cases.id = speakers.case_id
         WHERE speakers.source_id = coalesce(anchored.source_id, texts.source_id)), 0))
    AND NOT EXISTS (
        SELECT 1 FROM segments JOIN speakers ON speakers.id = speaker_id JOIN cases ON cases.id = speakers.case_id
        WHERE segments.id >= texts.id AND segments.id < texts.id + texts.segment_count
            AND (cases.status <> 'kept' OR cases.consent = 'none')
            AND segments.span_start < anchored.span_end AND segments.span_end > anchored.span_start)
    AND NOT EXISTS (
        SELECT 1 FROM json_each(past.turns) AS turn JOIN cases ON cases.name = json_extract(turn.value, '$[5]')
        WHERE (cases.status <> 'kept' OR cases.consent = 'none')
            AND json_extract(turn.value, '$[0]') < waiting.span_end
            AND json_extract(turn.value, '$[1]') > waiting.span_start)";

/// Reads [`NAMED`], whose first column is number `first`.
pub(super) fn named(row: &Row<'_>, first: usize) -> Result<Named, StoreError> {
    let kind: String = row.get(first)?;
    let key: String = row.get(first + 1)?;
    let place = row.get::<_, Option<u32>>(first + 6)?.map(TextId);
    let span = row.get::<_, Option<u32>>(first + 7)?.zip(row.get(first + 8)?);
    let span = span.map(|(start, end)| Span::stored(start, end));
    let whole = |what: Option<u32>| what.ok_or_else(|| StoreError::Content(format!("a {kind} that is not there")));
    let place = || place.ok_or_else(|| StoreError::Content("a text that is not there".to_owned()));
    let span = || span.ok_or_else(|| StoreError::Content("a passage without a place".to_owned()));
    let subject = match SubjectKind::from_word(&kind) {
        Some(SubjectKind::Study) => Subject::Study,
        Some(SubjectKind::Source) => Subject::Source(SourceId(whole(row.get(first + 2)?)?)),
        Some(SubjectKind::Case) => Subject::Case(CaseId(whole(row.get(first + 3)?)?)),
        Some(SubjectKind::Question) => Subject::Question(QuestionId(whole(row.get(first + 4)?)?)),
        Some(SubjectKind::Memo) => Subject::Memo(row.get(first + 5)?),
        Some(SubjectKind::Cell) => Subject::Cell(row.get(first + 16)?),
        Some(SubjectKind::Code) => Subject::Code(key.clone()),
        Some(SubjectKind::Theme) => Subject::Theme(key.clone()),
        Some(SubjectKind::Text) => Subject::Text(place()?),
        Some(SubjectKind::Passage) => Subject::Passage { text: place()?, span: span()? },
        Some(SubjectKind::Coding) => {
            let coder = row.get::<_, Option<String>>(first + 9)?;
            let coder = coder.map(|name| if name.is_empty() { Coder::Rules } else { Coder::Person(name) });
            Subject::Coding(NamedCoding { code: key.clone(), text: place()?, span: span()?, coder })
        }
        None => return Err(StoreError::Content(kind)),
    };
    let words: Option<Vec<u8>> = row.get(first + 15)?;
    let is = |kinds: &[SubjectKind]| kinds.contains(&subject.kind()).then(|| key.clone());
    Ok(Named {
        subject: subject.clone(),
        source: row.get(first + 10)?,
        case: row.get(first + 11)?,
        case_id: row.get::<_, Option<u32>>(first + 12)?.map(CaseId),
        question: row.get(first + 13)?,
        code: is(&[SubjectKind::Code, SubjectKind::Coding]),
        theme: is(&[SubjectKind::Theme]),
        cell: row.get(first + 17)?,
        words: words.map(|words| String::from_utf8_lossy(&words).into_owned()).unwrap_or_default(),
        waits: row.get(first + 14)?,
    })
}
