//! Everything that is counted, loaded as plain columns; and the words of single texts.
//!
//! Each table is read in one sweep, in key order, into columns of whole numbers; no text is read but the closed answers
//! that are needed. Joins are made in memory by number: as SQL they take many times as long (`docs/performance.md`).

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::StoreError;
use super::columns_of_cases::{CaseIndices, load_attribute, load_cases, text, word};
use super::gathered::MadeFrom;
use crate::analysis::{
    AskedQuestion, Coded, CodedBuilder, CodedWith, Columns, Contents, ContentsError, FoundCoding, NO_CASE, Needs, OUT,
    Place, Responses, Segments, SourceColumn, questions_named,
};
use crate::model::{
    Codebook, CodingStatus, Question, QuestionId, QuestionType, SegmentId, SourceId, SourceKind, Span, TextId,
};

impl Store {
    /// Loads what `needs` names. Codings are those of `codebook`'s codes; only kept cases count.
    pub fn columns(&self, needs: &Needs, codebook: &Codebook) -> Result<Columns, StoreError> {
        // All reads see one state of the store, whatever another program writes meanwhile.
        self.in_one_view(|| {
            let known = self.gathered(MadeFrom::Texts, "columns", || load_people(&self.connection))?;
            let mut columns = known.columns.clone();
            self.add_attributes(&needs.attributes, &known.cases, &mut columns)?;
            load_responses(&self.connection, needs, &known.order, &known.cases, &mut columns)?;
            if needs.segments || !needs.codes.is_empty() {
                let segments = self.gathered(MadeFrom::Texts, "segments", || {
                    load_segments(&self.connection, &known.questions, &known.cases, &columns.sources)
                })?;
                if !needs.codes.is_empty() {
                    columns.coded = self.coded(&needs.codes, codebook, &segments)?;
                }
                columns.segments = Arc::unwrap_or_clone(segments);
            }
            Ok(columns)
        })
    }

    fn add_attributes(&self, wanted: &[String], cases: &CaseIndices, columns: &mut Columns) -> Result<(), StoreError> {
        let all = self.attribute_rows()?;
        for (id, name) in &all {
            if wanted.iter().any(|wanted| wanted.to_lowercase() == name.to_lowercase()) {
                let load = || load_attribute(&self.connection, *id, name, cases, columns.cases.len());
                let attribute = self.gathered(MadeFrom::Texts, &format!("attribute {id}"), load)?;
                columns.attributes.push(Arc::unwrap_or_clone(attribute));
            }
        }
        columns.attribute_names = all.into_iter().map(|(_, name)| name).collect();
        Ok(())
    }

    /// Codings code by code: the table's own order.
    fn coded(&self, wanted: &[usize], codebook: &Codebook, segments: &Segments) -> Result<Coded, StoreError> {
        let mut codes = Vec::with_capacity(codebook.codes.len());
        let known = self.numbered_codes()?;
        for index in 0..codebook.codes.len() {
            let names = wanted.contains(&index).then(|| codebook.ids_of(index));
            let ids: BTreeSet<u32> = names.into_iter().flatten().filter_map(|name| known.get(name).copied()).collect();
            if ids.is_empty() {
                codes.push(Arc::default());
                continue;
            }
            let load = || load_codings(&self.connection, &ids, segments);
            codes.push(Arc::clone(&*self.gathered(MadeFrom::Codes(ids.clone()), "coded", load)?));
        }
        Ok(Coded::of_codes(codes))
    }
}

/// Who is in the study and what they were asked, without what they said; and where to find them by their numbers.
#[derive(Debug)]
struct People {
    columns: Columns,
    cases: CaseIndices,
    questions: QuestionIndices,
    order: QuestionOrder,
}

fn load_people(connection: &Connection) -> Result<People, StoreError> {
    let mut columns = Columns { sources: load_sources(connection)?, ..Columns::default() };
    let cases = load_cases(connection, &mut columns)?;
    let (questions, order) = load_questions(connection, &mut columns)?;
    Ok(People { columns, cases, questions, order })
}

/// By question number in the store: index into `Columns::questions`.
type QuestionIndices = Vec<Option<u16>>;

/// Question numbers in the order of surveys, each with its index.
type QuestionOrder = Vec<(u32, u16)>;

fn load_sources(connection: &Connection) -> Result<Vec<SourceColumn>, StoreError> {
    let mut statement = connection.prepare("SELECT id, path, kind FROM sources ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = word(row, 2, SourceKind::from_word)?;
        sources.push(SourceColumn { id: SourceId(row.get(0)?), path: row.get(1)?, kind });
    }
    Ok(sources)
}

/// Loads all questions; those of several surveys that share a code become one.
fn load_questions(
    connection: &Connection,
    columns: &mut Columns,
) -> Result<(QuestionIndices, QuestionOrder), StoreError> {
    let mut statement = connection.prepare(
        "SELECT id, source_id, code, wording, kind, options, scale_low, scale_high, shown_if, other_of
         FROM questions ORDER BY source_id, position",
    )?;
    let mut rows = statement.query([])?;
    let mut indices = QuestionIndices::new();
    let mut order = QuestionOrder::new();
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        let source_id: u32 = row.get(1)?;
        let source = columns.sources.binary_search_by_key(&source_id, |source| source.id.0).ok();
        let source = source.and_then(|index| u32::try_from(index).ok());
        let code = text(row, 2)?;
        let known = columns.questions.iter().position(|asked| asked.question.code == code);
        let index = if let Some(index) = known {
            index
        } else {
            let scale: (Option<i32>, Option<i32>) = (row.get(6)?, row.get(7)?);
            let question = Question {
                id: QuestionId(id),
                code: code.to_owned(),
                wording: row.get(3)?,
                kind: word(row, 4, QuestionType::from_word)?,
                options: json(text(row, 5)?)?,
                scale: scale.0.zip(scale.1),
                shown_if: row.get::<_, Option<String>>(8)?.map(|condition| json(&condition)).transpose()?,
                other_of: row.get(9)?,
            };
            columns.questions.push(AskedQuestion { question, sources: Vec::new(), responses: None });
            columns.questions.len() - 1
        };
        columns.questions[index].sources.extend(source);
        let at = id as usize;
        if at >= indices.len() {
            indices.resize(at + 1, None);
        }
        let index = u16::try_from(index).map_err(|_| StoreError::Content("too many questions".to_owned()))?;
        indices[at] = Some(index);
        order.push((id, index));
    }
    Ok((indices, order))
}

fn json<T: serde::de::DeserializeOwned>(content: &str) -> Result<T, StoreError> {
    serde_json::from_str(content).map_err(|error| StoreError::Content(format!("a question's description: {error}")))
}

/// Loads the closed answers that are counted, and those that decide whether counted questions were asked.
fn load_responses(
    connection: &Connection,
    needs: &Needs,
    order: &QuestionOrder,
    cases: &CaseIndices,
    columns: &mut Columns,
) -> Result<(), StoreError> {
    let codes = || columns.questions.iter().map(|asked| asked.question.code.as_str());
    let needed: Vec<usize> = needs.questions.iter().flat_map(|name| questions_named(&codes(), name)).collect();
    let condition = |index: usize| columns.questions[index].question.shown_if.as_ref();
    let earlier: Vec<usize> = needed
        .iter()
        .filter_map(|&index| condition(index))
        .flat_map(|condition| questions_named(&codes(), &condition.question))
        .collect();
    for (index, asked) in columns.questions.iter_mut().enumerate() {
        let is_open = asked.question.kind == QuestionType::Open;
        if earlier.contains(&index) || needed.contains(&index) {
            let mut responses = Responses::default();
            for (id, _) in order.iter().filter(|(_, found)| usize::from(*found) == index) {
                // An open question's responses only say why there is no answer.
                let sql = if is_open && earlier.contains(&index) {
                    "SELECT case_id, value FROM responses WHERE question_id = ?1 UNION ALL
                     SELECT case_id, content FROM texts WHERE question_id = ?1 AND case_id IS NOT NULL"
                } else {
                    "SELECT case_id, value FROM responses WHERE question_id = ?1"
                };
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query([id])?;
                while let Some(row) = rows.next()? {
                    let case = cases.of(row.get(0)?);
                    if case != OUT {
                        responses.push(case, text(row, 1)?);
                    }
                }
            }
            asked.responses = Some(responses.finish());
        }
    }
    Ok(())
}

/// Loads where every segment belongs: first by text, then, for transcripts, by speaker.
fn load_segments(
    connection: &Connection,
    questions: &QuestionIndices,
    cases: &CaseIndices,
    sources: &[SourceColumn],
) -> Result<Segments, StoreError> {
    let mut segments = Segments::default();
    let mut statement =
        connection.prepare("SELECT id, source_id, case_id, question_id, segment_count FROM texts ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut latest = (u32::MAX, 0);
    while let Some(row) = rows.next()? {
        let (id, source_id, segment_count): (u32, u32, u32) = (row.get(0)?, row.get(1)?, row.get(4)?);
        if latest.0 != source_id {
            let found = sources.binary_search_by_key(&source_id, |source| source.id.0);
            let index = found.map_err(|_| StoreError::Content("a text without a source".to_owned()))?;
            latest = (source_id, u32::try_from(index).unwrap_or(u32::MAX));
        }
        let place = Place {
            source_index: latest.1,
            case_index: row.get::<_, Option<u32>>(2)?.map_or(NO_CASE, |case| cases.of(case)),
            question_index: row
                .get::<_, Option<u32>>(3)?
                .and_then(|question| questions.get(question as usize).copied().flatten()),
        };
        for segment in id..id.saturating_add(segment_count.max(1)) {
            segments.set(SegmentId(segment), place);
        }
    }
    drop(rows);
    set_speakers(connection, cases, &mut segments)?;
    Ok(segments)
}

fn set_speakers(connection: &Connection, cases: &CaseIndices, segments: &mut Segments) -> Result<(), StoreError> {
    let mut speaker_cases: Vec<Option<u32>> = Vec::new();
    let mut statement = connection.prepare("SELECT id, case_id, interviewer FROM speakers ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let at = row.get::<_, u32>(0)? as usize;
        speaker_cases.resize(at + 1, None);
        let case = row.get::<_, Option<u32>>(1)?.map(|case| cases.of(case));
        speaker_cases[at] = if row.get(2)? { Some(OUT) } else { case };
    }
    let mut statement = connection.prepare("SELECT id, speaker_id FROM segments WHERE speaker_id IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let speaker: u32 = row.get(1)?;
        if let Some(case) = speaker_cases.get(speaker as usize).copied().flatten() {
            segments.set_case(SegmentId(row.get(0)?), case);
        }
    }
    Ok(())
}

/// Loads the codings of one code, which may have been several once.
fn load_codings(
    connection: &Connection,
    ids: &BTreeSet<u32>,
    segments: &Segments,
) -> Result<Arc<CodedWith>, StoreError> {
    let mut builder = CodedBuilder::new(segments);
    builder.next_code();
    // One id is the table's own order; several, where codes were merged, have to be sorted.
    let places = vec!["?"; ids.len()].join(", ");
    let mut codings = connection.prepare_cached(&format!(
        "SELECT text_id, span_start, span_end, first_segment, last_segment, status
         FROM codings WHERE code_id IN ({places}) ORDER BY text_id, span_start, span_end, coder_id"
    ))?;
    let mut rows = codings.query(rusqlite::params_from_iter(ids))?;
    while let Some(row) = rows.next()? {
        builder.push(FoundCoding {
            text: row.get(0)?,
            start: row.get(1)?,
            end: row.get(2)?,
            first_segment: row.get(3)?,
            last_segment: row.get(4)?,
            status: word(row, 5, CodingStatus::from_word)?,
        });
    }
    Ok(builder.finish_one())
}

impl Contents for Store {
    fn content(&self, text: TextId) -> Result<String, ContentsError> {
        let missing = || StoreError::Content(format!("no text {}", text.0));
        let read = self.content(text).and_then(|content| content.ok_or_else(missing));
        read.map_err(|error| ContentsError { text, source: Box::new(error) })
    }

    fn segment_span(&self, text: TextId, segment: SegmentId) -> Result<Option<Span>, ContentsError> {
        let read = || -> rusqlite::Result<Option<Span>> {
            let mut statement = self
                .connection
                .prepare_cached("SELECT span_start, span_end FROM segments WHERE id = ?1 AND text_id = ?2")?;
            statement.query_row([segment.0, text.0], |row| Ok(Span::stored(row.get(0)?, row.get(1)?))).optional()
        };
        read().map_err(|error| ContentsError { text, source: Box::new(StoreError::from(error)) })
    }
}
