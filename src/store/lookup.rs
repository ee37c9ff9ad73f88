//! What index and query ask the store.

use fixedbitset::FixedBitSet;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::analysis::{FoundCoding, standing};
use crate::model::{CodingStatus, QuestionId, Span};

/// What tells whether an index is up to date with the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextState {
    /// Random, made with the store, so that one study's index is never taken for another's. (`meta`: `study_id`)
    pub study: String,
    /// Goes up with every action that adds or removes texts. (`meta`: `text_change`)
    pub text_change: i64,
    /// Goes up with every action that removes texts. (`meta`: `text_removed`)
    pub text_removed: i64,
    /// The number that the next text's first segment would have.
    pub next_segment: u32,
}

/// One segment on its way into the index.
#[derive(Debug, Clone, Copy)]
pub struct SegmentRow<'r> {
    pub segment: u32,
    /// How many segments of its text stand before it.
    pub place: u32,
    pub source: u32,
    pub respondent: Option<u32>,
    pub speaker: Option<u32>,
    pub question: Option<u32>,
    pub content: &'r str,
}

/// What a search result shows of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentDetails {
    pub text: u32,
    pub span: Span,
    pub source: String,
    pub source_id: u32,
    pub case: Option<CaseName>,
    pub speaker: Option<String>,
    pub question: Option<String>,
    pub content: String,
}

/// How a case is called: by the researcher, and in outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseName {
    pub name: String,
    pub label: String,
}

/// A speaker of a transcript, and whose words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerRow {
    pub id: u32,
    pub name: String,
    pub case: Option<u32>,
}

/// A number in the store with the words it goes by: a source with path and kind, a question with code and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRow {
    pub id: u32,
    pub name: String,
    pub kind: String,
}

/// Which codings make a segment a coded one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Those that are proposed or accepted.
    Standing,
    Only(CodingStatus),
}

/// Whether there are rejected codings of a code: as good as all codes have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rejected {
    None,
    Some,
}

impl Counting {
    fn counts(self, status: &str) -> bool {
        match self {
            Self::Standing => status != CodingStatus::Rejected.word(),
            Self::Only(wanted) => status == wanted.word(),
        }
    }
}

impl Store {
    /// Does `work` on one state of the store, whatever others write meanwhile.
    pub fn in_one_view<T, E: From<StoreError>>(&self, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return work();
        }
        let view = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let done = work()?;
        view.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// What tells whether an index is up to date with the texts.
    pub fn text_state(&self) -> Result<TextState, StoreError> {
        let next = "SELECT id + segment_count FROM texts ORDER BY id DESC LIMIT 1";
        let next_segment: Option<i64> =
            self.connection.prepare_cached(next)?.query_row([], |row| row.get(0)).optional()?;
        Ok(TextState {
            study: self.meta_words("study_id")?.unwrap_or_default(),
            text_change: self.meta_number("text_change")?.unwrap_or_default(),
            text_removed: self.meta_number("text_removed")?.unwrap_or_default(),
            // The last text may have gone: its numbers are not given again.
            next_segment: u32::try_from(next_segment.max(self.meta_number("next_segment")?).unwrap_or_default())
                .map_err(|_| StoreError::Content("more than four thousand million segments".to_owned()))?,
        })
    }

    fn meta_number(&self, key: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
    }

    fn meta_words(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT CAST(value AS TEXT) FROM meta WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Goes through all segments of the texts from number `first` on, in order, one at a time.
    pub fn for_each_segment<E: From<StoreError>>(
        &self,
        first: u32,
        each: &mut dyn FnMut(&SegmentRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql =
            "SELECT id, source_id, case_id, question_id, segment_count, content FROM texts WHERE id >= ?1 ORDER BY id";
        self.for_each_segment_in(sql, params![first], each)
    }

    /// Goes through those of these segments that there are.
    pub fn for_each_segment_among<E: From<StoreError>>(
        &self,
        segments: &FixedBitSet,
        each: &mut dyn FnMut(&SegmentRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT id, source_id, case_id, question_id, segment_count, content FROM texts
            WHERE id = (SELECT max(id) FROM texts WHERE id <= ?1)";
        let mut next = 0;
        for segment in segments.ones().map(|segment| u32::try_from(segment).unwrap_or(u32::MAX)) {
            if segment < next {
                continue;
            }
            self.for_each_segment_in(sql, params![segment], &mut |row: &SegmentRow<'_>| {
                next = row.segment + 1;
                if segments.contains(row.segment as usize) { each(row) } else { Ok(()) }
            })?;
        }
        Ok(())
    }

    fn for_each_segment_in<E: From<StoreError>>(
        &self,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
        each: &mut dyn FnMut(&SegmentRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut texts = self.connection.prepare_cached(sql).map_err(StoreError::from)?;
        let mut texts = texts.query(values).map_err(StoreError::from)?;
        while let Some(text) = texts.next().map_err(StoreError::from)? {
            let whole = whole_text(text).map_err(StoreError::from)?;
            if whole.question.is_some() {
                each(&whole)?;
                continue;
            }
            let segments = segments_of(&self.connection, whole.segment)?;
            if segments.is_empty() {
                each(&whole)?;
            }
            for (segment, span, speaker) in segments {
                let content = span.of_text(whole.content);
                each(&SegmentRow { segment, place: segment - whole.segment, speaker, content, ..whole })?;
            }
        }
        Ok(())
    }

    /// Puts into `found` the segments that codings with these codes cover (with any code, where `codes` is nothing).
    pub fn coded_segments(
        &self,
        codes: Option<&[&str]>,
        counting: Counting,
        found: &mut FixedBitSet,
    ) -> Result<(), StoreError> {
        let known = self.numbered_codes()?;
        let meant: Vec<u32> = match codes {
            Some(names) => names.iter().filter_map(|name| known.get(*name).copied()).collect(),
            None => known.into_values().collect(),
        };
        for code in meant {
            if self.is_gathering() {
                found.union_with(self.tally(code)?.segments(counting));
                continue;
            }
            let mut covered = FixedBitSet::new();
            if self.mark_covered(code, counting, &mut covered)? == Rejected::Some && counting == Counting::Standing {
                covered.clear();
                self.mark_standing(code, &mut covered)?;
            }
            found.union_with(&covered);
        }
        Ok(())
    }

    /// Marks what codings of one code cover, each judged alone.
    fn mark_covered(&self, code: u32, counting: Counting, found: &mut FixedBitSet) -> Result<Rejected, StoreError> {
        let sql = "SELECT first_segment, last_segment, status FROM codings WHERE code_id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([code])?;
        let mut rejected = Rejected::None;
        while let Some(row) = rows.next()? {
            let status = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            if status == CodingStatus::Rejected.word() {
                rejected = Rejected::Some;
            }
            if counting.counts(status) {
                mark(row.get(0)?, row.get(1)?, found);
            }
        }
        Ok(rejected)
    }

    /// Marks what codings of one code cover where some are rejected, and take proposals with them: as all counts have it.
    fn mark_standing(&self, code: u32, found: &mut FixedBitSet) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, first_segment, last_segment, status FROM codings
             WHERE code_id = ?1 ORDER BY text_id",
        )?;
        let mut rows = statement.query([code])?;
        let mut in_one_text: Vec<FoundCoding> = Vec::new();
        let mut flush = |codings: &mut Vec<FoundCoding>| {
            standing(codings).for_each(|coding| mark(coding.first_segment, coding.last_segment, found));
            codings.clear();
        };
        while let Some(row) = rows.next()? {
            let status = row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?;
            let coding = FoundCoding {
                text: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                first_segment: row.get(3)?,
                last_segment: row.get(4)?,
                status: CodingStatus::from_word(status).ok_or_else(|| StoreError::Content(status.to_owned()))?,
            };
            if in_one_text.last().is_some_and(|last| last.text != coding.text) {
                flush(&mut in_one_text);
            }
            in_one_text.push(coding);
        }
        flush(&mut in_one_text);
        Ok(())
    }

    /// Every code that was ever used.
    pub fn code_names(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM codes ORDER BY id")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Cases that do not count: excluded, or without consent.
    pub fn cases_left_out(&self) -> Result<FixedBitSet, StoreError> {
        let sql = "SELECT id FROM cases WHERE status <> 'kept' UNION ALL SELECT id FROM cases WHERE consent = 'none'";
        let mut statement = self.connection.prepare_cached(sql)?;
        numbers(statement.query([])?)
    }

    /// The cases with this name or label; letter case does not matter, and a `*` is any letters.
    pub fn cases_called(&self, name: &str) -> Result<FixedBitSet, StoreError> {
        let pattern = like_pattern(name);
        let sql = "SELECT id FROM cases WHERE name LIKE ?1 ESCAPE '\\' OR label LIKE ?1 ESCAPE '\\'";
        numbers(self.connection.prepare_cached(sql)?.query([pattern])?)
    }

    pub fn speakers(&self) -> Result<Vec<SpeakerRow>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, name, case_id FROM speakers ORDER BY id")?;
        let speaker = |row: &Row<'_>| Ok(SpeakerRow { id: row.get(0)?, name: row.get(1)?, case: row.get(2)? });
        Ok(statement.query_map([], speaker)?.collect::<Result<_, _>>()?)
    }

    /// Sources by path, with their kind.
    pub fn source_names(&self) -> Result<Vec<NamedRow>, StoreError> {
        self.named("SELECT id, path, kind FROM sources ORDER BY id")
    }

    /// When each source came in, as it is now.
    pub fn import_times(&self) -> Result<Vec<(u32, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, imported_at FROM sources ORDER BY id")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Questions by code, with their type.
    pub fn question_names(&self) -> Result<Vec<NamedRow>, StoreError> {
        self.named("SELECT id, code, kind FROM questions ORDER BY id")
    }

    /// Questions by number, each with its survey's path and its code.
    pub fn questions_by_source(&self) -> Result<Vec<(QuestionId, String, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT questions.id, path, code FROM questions JOIN sources ON sources.id = source_id
             ORDER BY path, position",
        )?;
        let rows = statement.query_map([], |row| Ok((QuestionId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Attributes by name.
    pub fn attribute_names(&self) -> Result<Vec<NamedRow>, StoreError> {
        // A name that no case has any more stays in its table: what was taken back may be done again.
        self.named(
            "SELECT id, name, '' FROM attributes
             WHERE EXISTS (SELECT 1 FROM case_attributes WHERE attribute_id = attributes.id) ORDER BY id",
        )
    }

    fn named(&self, sql: &str) -> Result<Vec<NamedRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let named = |row: &Row<'_>| Ok(NamedRow { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)? });
        Ok(statement.query_map([], named)?.collect::<Result<_, _>>()?)
    }

    /// Goes through what cases have for an attribute.
    pub fn for_each_attribute_value(&self, attribute: u32, each: &mut dyn FnMut(u32, &str)) -> Result<(), StoreError> {
        let sql = "SELECT case_id, value FROM case_attributes WHERE attribute_id = ?1 AND value <> ''";
        for_each_value(self.connection.prepare_cached(sql)?.query([attribute])?, each)
    }

    /// Goes through the answers to a closed question.
    pub fn for_each_response(&self, question: u32, each: &mut dyn FnMut(u32, &str)) -> Result<(), StoreError> {
        let sql = "SELECT case_id, value FROM responses WHERE question_id = ?1";
        for_each_value(self.connection.prepare_cached(sql)?.query([question])?, each)
    }

    /// What a search result shows of a segment; nothing if its text has gone since it was found.
    pub fn segment_details(&self, segment: u32) -> Result<Option<SegmentDetails>, StoreError> {
        let sql = "SELECT t.id, t.segment_count, t.content, t.case_id, s.path, q.code, s.id FROM texts t
            JOIN sources s ON s.id = t.source_id LEFT JOIN questions q ON q.id = t.question_id
            WHERE t.id <= ?1 ORDER BY t.id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([segment])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (text, segment_count): (u32, u32) = (row.get(0)?, row.get(1)?);
        if segment >= text.saturating_add(segment_count) {
            return Ok(None);
        }
        let content = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let (mut span, mut speaker, mut case) = (Span::whole(content), None, row.get(3)?);
        let question: Option<String> = row.get(5)?;
        // An answer has no turns.
        if question.is_none()
            && let Some(turn) = self.turn(segment)?
        {
            (span, speaker, case) = (turn.0, turn.1, turn.2.or(case));
        }
        Ok(Some(SegmentDetails {
            text,
            span,
            source: row.get(4)?,
            source_id: row.get(6)?,
            case: case.map(|case| self.case_name(case)).transpose()?.flatten(),
            speaker,
            question,
            content: span.of_text(content).to_owned(),
        }))
    }

    fn turn(&self, segment: u32) -> Result<Option<Turn>, StoreError> {
        let sql = "SELECT g.span_start, g.span_end, p.name, p.case_id FROM segments g
            LEFT JOIN speakers p ON p.id = g.speaker_id WHERE g.id = ?1";
        let turn = |row: &Row<'_>| Ok((Span::stored(row.get(0)?, row.get(1)?), row.get(2)?, row.get(3)?));
        Ok(self.connection.prepare_cached(sql)?.query_row([segment], turn).optional()?)
    }

    pub(super) fn case_name(&self, case: u32) -> Result<Option<CaseName>, StoreError> {
        let sql = "SELECT name, label FROM cases WHERE id = ?1";
        let name = |row: &Row<'_>| Ok(CaseName { name: row.get(0)?, label: row.get(1)? });
        Ok(self.connection.prepare_cached(sql)?.query_row([case], name).optional()?)
    }
}

/// A transcript's segment: where it stands, who speaks, and which case that is.
type Turn = (Span, Option<String>, Option<u32>);

/// A text's row as if it were one segment.
fn whole_text<'r>(row: &'r Row<'_>) -> rusqlite::Result<SegmentRow<'r>> {
    Ok(SegmentRow {
        segment: row.get(0)?,
        place: 0,
        source: row.get(1)?,
        respondent: row.get(2)?,
        speaker: None,
        question: row.get(3)?,
        content: row.get_ref(5)?.as_str()?,
    })
}

type SegmentOfText = (u32, Span, Option<u32>);

fn segments_of(connection: &Connection, text: u32) -> Result<Vec<SegmentOfText>, StoreError> {
    let sql = "SELECT id, span_start, span_end, speaker_id FROM segments
        WHERE id >= ?1 AND id < ?1 + (SELECT segment_count FROM texts WHERE id = ?1) ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let segment = |row: &Row<'_>| Ok((row.get(0)?, Span::stored(row.get(1)?, row.get(2)?), row.get(3)?));
    Ok(statement.query_map(params![text], segment)?.collect::<Result<_, _>>()?)
}

pub(super) fn mark(first: u32, last: u32, found: &mut FixedBitSet) {
    if first <= last {
        found.grow(last as usize + 1);
        found.insert_range(first as usize..last as usize + 1);
    }
}

fn for_each_value(mut rows: rusqlite::Rows<'_>, each: &mut dyn FnMut(u32, &str)) -> Result<(), StoreError> {
    while let Some(row) = rows.next()? {
        each(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
    }
    Ok(())
}

fn numbers(mut rows: rusqlite::Rows<'_>) -> Result<FixedBitSet, StoreError> {
    let mut found = FixedBitSet::new();
    while let Some(row) = rows.next()? {
        found.grow_and_insert(row.get::<_, u32>(0)? as usize);
    }
    Ok(found)
}

/// A name in which `*` is any letters, as SQL's LIKE has it.
fn like_pattern(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for character in name.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(if character == '*' { '%' } else { character });
    }
    pattern
}
