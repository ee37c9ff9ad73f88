//! Codings as people see them: which there are, where, by whom, and what was decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rusqlite::{Connection, Row};

use super::gathered::MadeFrom;
use super::lookup::CaseName;
use super::{Store, StoreError};
use crate::model::{Coder, CodingStatus, Span, TextId};

/// What tells a coding from every other: one code on one span of one text by one coder. Code and coder by their numbers
/// in the store, which are never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodingKey {
    pub text: TextId,
    pub span: Span,
    pub code: u32,
    pub coder: u32,
}

/// A coding, small enough to hold a million of them. Sorted, they are in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredCoding {
    pub key: CodingKey,
    pub first_segment: u32,
    pub last_segment: u32,
    /// Index into the code's rules, for codings that rules made.
    pub rule_index: Option<u16>,
    pub status: CodingStatus,
}

/// A coding with all that people want to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCoding {
    pub key: CodingKey,
    /// `model::Code::id`
    pub code: String,
    pub coder: Coder,
    pub status: CodingStatus,
    /// Index into the code's rules.
    pub rule_index: Option<u16>,
    /// When a person last coded, moved or decided it: RFC 3339, UTC.
    pub coded_at: Option<String>,
    /// Who decided about it, if that is not its coder.
    pub decided_by: Option<String>,
    /// The source's path.
    pub source: String,
    /// The first and the last segment that it touches, counted from one in their text.
    pub segments: (u32, u32),
    /// Whose words they are: the respondent, or whoever speaks first.
    pub case: Option<CaseName>,
    pub speaker: Option<String>,
    /// The question's code.
    pub question: Option<String>,
    pub words: String,
}

/// Whose codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoderFilter {
    Rules,
    /// Everyone but the rules.
    People,
    Person(String),
}

/// Which codings to list, or to do something with. What is not said does not matter.
#[derive(Debug, Clone, Default)]
pub struct CodingFilter<'f> {
    /// `model::Code::id`
    pub codes: Option<Vec<&'f str>>,
    pub coder: Option<CoderFilter>,
    /// Any of these; none of them: any.
    pub statuses: Vec<CodingStatus>,
    /// Index into the rules of the code.
    pub rule_index: Option<u16>,
    /// Only in this text.
    pub text: Option<TextId>,
    /// Only those that touch one of these segments.
    pub segments: Option<&'f FixedBitSet>,
    /// None that touch one of these.
    pub left_out: Option<&'f FixedBitSet>,
}

impl Store {
    /// The codings that pass, in reading order.
    pub fn codings(&self, filter: &CodingFilter<'_>) -> Result<Vec<StoredCoding>, StoreError> {
        let codes = match &filter.codes {
            Some(names) => {
                let known = self.numbered_codes()?;
                names.iter().filter_map(|name| known.get(*name).copied()).collect()
            }
            None => self.numbered_codes()?.into_values().collect::<Vec<u32>>(),
        };
        let coders = self.coders()?;
        let mut found = Vec::new();
        for code in codes {
            let columns = "SELECT text_id, span_start, span_end, code_id, coder_id, first_segment, last_segment,
                rule_index, status FROM codings WHERE code_id = ?1";
            let mut statement = match filter.text {
                Some(_) => self.connection.prepare_cached(&format!("{columns} AND text_id = ?2"))?,
                None => self.connection.prepare_cached(columns)?,
            };
            let mut rows = match filter.text {
                Some(text) => statement.query((code, text.0))?,
                None => statement.query([code])?,
            };
            while let Some(row) = rows.next()? {
                let coding = stored(row)?;
                if filter.passes(&coding, &coders) {
                    found.push(coding);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// What people want to know of these codings; those that have gone since they were found are left out.
    pub fn describe_codings(&self, codings: &[StoredCoding]) -> Result<Vec<ListedCoding>, StoreError> {
        let codes: BTreeMap<u32, String> = self.numbered_codes()?.into_iter().map(|(name, id)| (id, name)).collect();
        let coders = self.coders()?;
        let name = |coder: u32| coders.get(&coder).cloned().unwrap_or_default();
        let mut statement = self.connection.prepare_cached(
            "SELECT s.path, q.code, t.case_id, g.speaker_id,
                    CAST(substr(CAST(t.content AS BLOB), c.span_start + 1, c.span_end - c.span_start) AS TEXT),
                    c.status, c.rule_index, c.coded_at, c.decided_by, p.name, p.case_id
             FROM codings c JOIN texts t ON t.id = c.text_id JOIN sources s ON s.id = t.source_id
             LEFT JOIN questions q ON q.id = t.question_id
             LEFT JOIN segments g ON g.id = c.first_segment LEFT JOIN speakers p ON p.id = g.speaker_id
             WHERE c.code_id = ?1 AND c.text_id = ?2 AND c.span_start = ?3 AND c.span_end = ?4 AND c.coder_id = ?5",
        )?;
        let mut listed = Vec::with_capacity(codings.len());
        for coding in codings {
            let CodingKey { text, span, code, coder } = coding.key;
            let (start, end) = super::import::bytes(span);
            let mut rows = statement.query((code, text.0, start, end, coder))?;
            let Some(row) = rows.next()? else { continue };
            let case: Option<u32> = row.get::<_, Option<u32>>(2)?.or(row.get(10)?);
            listed.push(ListedCoding {
                key: coding.key,
                code: codes.get(&code).cloned().unwrap_or_default(),
                coder: coder_called(name(coder)),
                status: status(row, 5)?,
                rule_index: row.get(6)?,
                coded_at: row.get(7)?,
                decided_by: row.get::<_, Option<u32>>(8)?.map(name),
                source: row.get(0)?,
                segments: (coding.first_segment - text.0 + 1, coding.last_segment - text.0 + 1),
                case: case.map(|case| self.case_name(case)).transpose()?.flatten(),
                speaker: row.get(9)?,
                question: row.get(1)?,
                words: row.get(4)?,
            });
        }
        Ok(listed)
    }

    /// Whether this coding is there and accepted.
    pub fn has_accepted_coding(&self, coding: CodingKey) -> Result<bool, StoreError> {
        Ok(coding_at(&self.connection, coding)?.is_some_and(|there| there.status == CodingStatus::Accepted))
    }

    /// The segments of people who are not kept, or have not consented: nobody codes them, and no listing shows them.
    pub fn segments_left_out(&self) -> Result<FixedBitSet, StoreError> {
        let found = self.gathered(MadeFrom::Texts, "segments left out", || self.find_segments_left_out())?;
        Ok(Arc::unwrap_or_clone(found))
    }

    fn find_segments_left_out(&self) -> Result<FixedBitSet, StoreError> {
        let mut found = FixedBitSet::new();
        let cases = self.cases_left_out()?;
        let mut answers = self.connection.prepare_cached("SELECT id FROM texts WHERE case_id = ?1")?;
        let mut turns = self.connection.prepare_cached(
            "SELECT g.id FROM speakers p JOIN texts t ON t.source_id = p.source_id JOIN segments g ON g.text_id = t.id
             WHERE p.case_id = ?1 AND g.speaker_id = p.id",
        )?;
        for case in cases.ones() {
            for statement in [&mut answers, &mut turns] {
                let mut rows = statement.query([i64::try_from(case).unwrap_or(i64::MAX)])?;
                while let Some(row) = rows.next()? {
                    found.grow_and_insert(row.get::<_, u32>(0)? as usize);
                }
            }
        }
        Ok(found)
    }

    /// Interviewers' segments, and headings: no code is ever laid on them.
    pub fn segments_never_coded(&self) -> Result<FixedBitSet, StoreError> {
        let found = self.gathered(MadeFrom::Texts, "segments never coded", || self.find_segments_never_coded())?;
        Ok(Arc::unwrap_or_clone(found))
    }

    fn find_segments_never_coded(&self) -> Result<FixedBitSet, StoreError> {
        let mut found = FixedBitSet::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT g.id FROM segments g LEFT JOIN speakers p ON p.id = g.speaker_id
             WHERE p.interviewer OR g.heading IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.grow_and_insert(row.get::<_, u32>(0)? as usize);
        }
        Ok(found)
    }

    /// Everyone who ever coded or decided, by number; the rules have no name.
    pub fn coders(&self) -> Result<BTreeMap<u32, String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, name FROM coders")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The numbers of all codes that were ever used.
    pub fn numbered_codes(&self) -> Result<BTreeMap<String, u32>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name, id FROM codes")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

impl CodingFilter<'_> {
    fn passes(&self, coding: &StoredCoding, coders: &BTreeMap<u32, String>) -> bool {
        let coder = coders.get(&coding.key.coder).map_or("", String::as_str);
        let touches = |segments: &FixedBitSet| {
            (coding.first_segment..=coding.last_segment).any(|segment| segments.contains(segment as usize))
        };
        let is_by = match &self.coder {
            None => true,
            Some(CoderFilter::Rules) => coder.is_empty(),
            Some(CoderFilter::People) => !coder.is_empty(),
            Some(CoderFilter::Person(name)) => coder == name,
        };
        is_by
            && (self.statuses.is_empty() || self.statuses.contains(&coding.status))
            && self.rule_index.is_none_or(|rule| coding.rule_index == Some(rule))
            && self.segments.is_none_or(touches)
            && !self.left_out.is_some_and(touches)
    }
}

/// The coding under this key, if it is there.
pub(super) fn coding_at(connection: &Connection, key: CodingKey) -> Result<Option<StoredCoding>, StoreError> {
    let (start, end) = super::import::bytes(key.span);
    let mut statement = connection.prepare_cached(
        "SELECT text_id, span_start, span_end, code_id, coder_id, first_segment, last_segment, rule_index, status
         FROM codings WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
    )?;
    let mut rows = statement.query((key.code, key.text.0, start, end, key.coder))?;
    rows.next()?.map(stored).transpose()
}

pub(super) fn stored(row: &Row<'_>) -> Result<StoredCoding, StoreError> {
    Ok(StoredCoding {
        key: CodingKey {
            text: TextId(row.get(0)?),
            span: Span::stored(row.get(1)?, row.get(2)?),
            code: row.get(3)?,
            coder: row.get(4)?,
        },
        first_segment: row.get(5)?,
        last_segment: row.get(6)?,
        rule_index: row.get(7)?,
        status: status(row, 8)?,
    })
}

pub(super) fn status(row: &Row<'_>, at: usize) -> Result<CodingStatus, StoreError> {
    let word = row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?;
    CodingStatus::from_word(word).ok_or_else(|| StoreError::Content(word.to_owned()))
}

pub(super) fn coder_called(name: String) -> Coder {
    if name.is_empty() { Coder::Rules } else { Coder::Person(name) }
}
