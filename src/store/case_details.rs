//! All that there is to know of one case, but its words.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Event, EventState, LogFilter, LoggedEvent, Store, StoreError};
use crate::model::{CaseId, SourceId, Span};
use crate::text::word_count;

/// What a case is made of, and what was decided about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseDetails {
    /// Names of attributes that a person has set.
    pub by_hand: BTreeSet<String>,
    pub consent_by_hand: bool,
    pub sources: Vec<CaseSource>,
    pub coding_count: u64,
    /// Oldest first, without what was taken back.
    pub history: Vec<Event>,
}

/// Where a case speaks or answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSource {
    pub source: SourceId,
    pub path: String,
    /// Turns of a transcript, open answers of a survey.
    pub text_count: u64,
    pub word_count: u64,
}

impl Store {
    /// All that there is to know of a case, but its words.
    pub fn case_details(&self, case: CaseId) -> Result<CaseDetails, StoreError> {
        let mut by_hand = self.connection.prepare_cached(
            "SELECT name FROM attributes CROSS JOIN case_attributes ON attribute_id = attributes.id
             WHERE case_id = ?1 AND by_hand",
        )?;
        let consent = "SELECT consent_by_hand FROM cases WHERE id = ?1";
        // Code by code and text by text, as the key of codings is.
        let codings = "SELECT count(*) FROM codings WHERE code_id IN (SELECT id FROM codes) AND text_id IN
                (SELECT id FROM texts WHERE case_id = ?1
                 UNION SELECT text_id FROM segments JOIN speakers ON speakers.id = speaker_id WHERE case_id = ?1)
            AND status <> 'rejected' AND first_segment IN
                (SELECT id FROM texts WHERE case_id = ?1
                 UNION ALL SELECT segments.id FROM segments JOIN speakers ON speakers.id = speaker_id WHERE case_id = ?1)";
        let coding_count: i64 = self.connection.query_row(codings, [case.0], |row| row.get(0))?;
        Ok(CaseDetails {
            by_hand: by_hand.query_map([case.0], |row| row.get(0))?.collect::<Result<_, _>>()?,
            consent_by_hand: self.connection.query_row(consent, [case.0], |row| row.get(0))?,
            sources: self.sources_of(case)?,
            coding_count: coding_count.unsigned_abs(),
            history: self.history_of(case)?,
        })
    }

    fn sources_of(&self, case: CaseId) -> Result<Vec<CaseSource>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sources.id, path, content, NULL, NULL FROM texts JOIN sources ON sources.id = source_id
             WHERE case_id = ?1
             UNION ALL
             SELECT sources.id, path, content, span_start, span_end FROM speakers
             JOIN segments ON speaker_id = speakers.id JOIN texts ON texts.id = text_id
             JOIN sources ON sources.id = speakers.source_id WHERE speakers.case_id = ?1
             ORDER BY 1",
        )?;
        let mut rows = statement.query([case.0])?;
        let mut sources: Vec<CaseSource> = Vec::new();
        while let Some(row) = rows.next()? {
            let source = SourceId(row.get(0)?);
            let content = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let span = row.get::<_, Option<u32>>(3)?.zip(row.get(4)?);
            let said = span.map_or(content, |(start, end)| Span::stored(start, end).of_text(content));
            if sources.last().is_none_or(|latest| latest.source != source) {
                sources.push(CaseSource { source, path: row.get(1)?, text_count: 0, word_count: 0 });
            }
            if let Some(latest) = sources.last_mut() {
                latest.text_count += 1;
                latest.word_count += word_count(said);
            }
        }
        Ok(sources)
    }

    fn history_of(&self, case: CaseId) -> Result<Vec<Event>, StoreError> {
        let stands = |logged: &LoggedEvent| !matches!(logged.state, EventState::Undone | EventState::Dropped);
        let is_about = |event: &Event| {
            let cases = event.detail.get("cases").and_then(Value::as_array);
            event.detail.get("case").is_some_and(|of| *of == case.0)
                || cases.is_some_and(|cases| cases.iter().any(|of| *of == case.0))
        };
        let all = self.log(&LogFilter::default())?.into_iter().rev().filter(stands);
        Ok(all.map(|logged| logged.event).filter(is_about).collect())
    }
}
