//! What people noted, on whatever it stands.

use super::{Store, StoreError};
use crate::text::fold;

/// A memo as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// The path of the source that it stands on.
    pub source: Option<String>,
    /// The code on whose use it is.
    pub code: Option<String>,
    /// The case that it is on.
    pub case: Option<String>,
    /// Under which it stands, for one on the study.
    pub heading: String,
    /// The words that it is on; empty for one on a whole.
    pub words: String,
    pub author: String,
    /// RFC 3339; empty where nobody knows.
    pub written_at: String,
    pub content: String,
}

/// Which memos to list.
#[derive(Debug, Clone, Default)]
pub struct MemoFilter {
    /// On this source: its path, or the end of it.
    pub source: Option<String>,
    /// On this code's use.
    pub code: Option<String>,
    /// With these letters in it, whatever their case.
    pub words: Option<String>,
}

/// Words of people who are not kept are not shown, nor is what is noted on them.
const KEPT: &str = "NOT EXISTS (SELECT 1 FROM cases WHERE (status <> 'kept' OR consent = 'none') AND (id = texts.case_id OR id = noted.id))
    AND NOT (memos.span_start IS NULL AND coalesce(
        (SELECT sum(status = 'kept' AND consent <> 'none') = 0 FROM speakers JOIN cases ON cases.id = speakers.case_id
         WHERE speakers.source_id = texts.source_id), 0))
    AND NOT EXISTS (
        SELECT 1 FROM segments JOIN speakers ON speakers.id = speaker_id JOIN cases ON cases.id = speakers.case_id
        WHERE segments.id >= texts.id AND segments.id < texts.id + texts.segment_count
            AND (cases.status <> 'kept' OR cases.consent = 'none')
            AND segments.span_start < memos.span_end AND segments.span_end > memos.span_start)";

impl Store {
    /// Memos: first those on the study and on cases, then source by source in the order of the texts.
    pub fn memos(&self, filter: &MemoFilter) -> Result<Vec<Memo>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT target_kind, target_key, author, written_at, memos.content, sources.path, noted.name,
                    substr(CAST(texts.content AS BLOB), memos.span_start + 1, memos.span_end - memos.span_start)
             FROM memos LEFT JOIN texts ON texts.id = memos.text_id LEFT JOIN sources ON sources.id = texts.source_id
             LEFT JOIN cases AS noted ON target_kind = 'case' AND noted.id = CAST(target_key AS INTEGER)
             WHERE {KEPT}
             ORDER BY sources.path, texts.id, memos.span_start, memos.id"
        ))?;
        let mut rows = statement.query([])?;
        let mut memos = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, key): (String, String) = (row.get(0)?, row.get(1)?);
            let words: Option<Vec<u8>> = row.get(7)?;
            let memo = Memo {
                source: row.get(5)?,
                code: matches!(kind.as_str(), "coding" | "code").then(|| key.clone()),
                case: row.get(6)?,
                heading: if kind == "study" { key } else { String::new() },
                words: words.map(|words| String::from_utf8_lossy(&words).into_owned()).unwrap_or_default(),
                author: row.get(2)?,
                written_at: row.get(3)?,
                content: row.get(4)?,
            };
            if filter.passes(&memo) {
                memos.push(memo);
            }
        }
        Ok(memos)
    }

    /// How many memos there are.
    pub fn memo_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM memos", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

impl MemoFilter {
    fn passes(&self, memo: &Memo) -> bool {
        let ends = |path: &str, wanted: &str| path == wanted || path.ends_with(&format!("/{wanted}"));
        let holds = |words: &String| fold(&memo.content).contains(&fold(words));
        let on = |wanted: &String| memo.source.as_deref().is_some_and(|path| ends(path, wanted));
        self.source.as_ref().is_none_or(on)
            && self.code.as_ref().is_none_or(|code| memo.code.as_ref() == Some(code))
            && self.words.as_ref().is_none_or(holds)
    }
}
