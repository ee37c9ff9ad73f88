//! What waits for a decision after a text has changed, and what was decided.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row};

use super::events::Event;
use super::work::{Waiting, Work, waiting_at, waiting_with};
use super::{Store, StoreError};
use crate::model::{Coder, CodingStatus, Doubt, QuoteMarkKind, Span, TextId};

/// A coding or memo that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// As people name it; never given twice.
    pub number: i64,
    pub source: String,
    pub respondent: Option<String>,
    pub question: Option<String>,
    /// RFC 3339, UTC.
    pub since: String,
    pub doubt: Doubt,
    pub work: ReviewedWork,
    /// Where it stood, in a past text, and the words.
    pub was: (TextId, Span),
    pub old_words: String,
    /// The text that took the place of that one, if one did.
    pub text: Option<TextId>,
    /// The best guess in it, and the words.
    pub best: Option<Span>,
    pub new_words: Option<String>,
}

/// What it is that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewedWork {
    Coding {
        code: String,
        coder: Coder,
        status: CodingStatus,
    },
    Memo {
        author: String,
        content: String,
    },
    /// One end of a link; its kind may be empty.
    Link {
        author: String,
        kind: String,
    },
    /// A pin, or an edit of how words are quoted, with words put in.
    Quote {
        author: String,
        kind: QuoteMarkKind,
        words: String,
    },
    /// What somebody decided of one mention of a name, or that it tells of someone.
    Decision {
        by: String,
        verdict: String,
    },
}

const REVIEW: &str = "SELECT r.id, s.path, c.name, p.question, r.since, r.doubt, r.text_id, r.span_start, r.span_end,
        CAST(substr(CAST(p.content AS BLOB), r.span_start + 1, r.span_end - r.span_start) AS TEXT),
        r.best_text, r.best_start, r.best_end,
        CAST(substr(CAST(t.content AS BLOB), r.best_start + 1, r.best_end - r.best_start) AS TEXT),
        codes.name, coders.name, r.status, m.author, m.content, links.author, links.kind, q.author, q.what, q.words,
        d.decided_by, d.verdict
    FROM reviews r JOIN sources s ON s.id = r.source_id JOIN past_texts p ON p.id = r.text_id
    LEFT JOIN cases c ON c.id = p.case_id LEFT JOIN texts t ON t.id = r.best_text
    LEFT JOIN codes ON codes.id = r.code_id LEFT JOIN coders ON coders.id = r.coder_id
    LEFT JOIN memos m ON m.id = r.memo_id
    LEFT JOIN link_ends e ON e.id = r.link_end_id LEFT JOIN links ON links.id = e.link_id
    LEFT JOIN quote_marks q ON q.id = r.quote_mark_id LEFT JOIN decisions d ON d.id = r.decision_id";

impl Store {
    /// Everything that waits, in the order in which it came to wait.
    pub fn reviews(&self) -> Result<Vec<Review>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{REVIEW} ORDER BY r.id"))?;
        let mut rows = statement.query([])?;
        let mut reviews = Vec::new();
        while let Some(row) = rows.next()? {
            reviews.push(review(row)?);
        }
        Ok(reviews)
    }

    /// How many codings and memos wait.
    pub fn review_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM reviews", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Puts what waits under this number on these words of a current text.
    pub fn settle_review(&mut self, number: i64, text: TextId, span: Span, event: &Event) -> Result<(), StoreError> {
        self.settle_reviews(&[(number, text, span)], event)
    }

    /// Puts each of these on its words, all or none.
    pub fn settle_reviews(&mut self, places: &[(i64, TextId, Span)], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        let mut settled = BTreeSet::new();
        for (number, text, span) in places {
            if settled.contains(number) {
                continue;
            }
            let entry = needed(&action, *number)?;
            let content = super::revisions::content_of(&action, *text)?;
            if content.get(span.range()).is_none_or(str::is_empty) {
                return Err(StoreError::Content("a place without words".to_owned()));
            }
            // What is noted on a coding goes along with it.
            for noted in waiting_with(&action, &entry)? {
                noted.settle(&action, *text, *span)?;
                settled.insert(noted.number);
            }
            entry.settle(&action, *text, *span)?;
        }
        action.finish()
    }

    /// Forgets what waits under this number: it stands nowhere any more.
    pub fn drop_review(&mut self, number: i64, event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        let entry = needed(&action, number)?;
        action.execute("DELETE FROM reviews WHERE id = ?1", [number])?;
        match entry.work {
            Work::Memo(memo) => action.execute("DELETE FROM memos WHERE id = ?1", [memo])?,
            Work::LinkEnd(end) => action.execute("DELETE FROM link_ends WHERE id = ?1", [end])?,
            Work::QuoteMark(mark) => action.execute("DELETE FROM quote_marks WHERE id = ?1", [mark])?,
            Work::Decision(decision) => action.execute("DELETE FROM decisions WHERE id = ?1", [decision])?,
            Work::Coding(_) => 0,
        };
        action.finish()
    }

    /// The current texts among which a place for a review is looked for: the one that took the old one's place, or else
    /// all of the same respondent, or else all of the same source.
    pub fn texts_for_review(&self, number: i64) -> Result<Vec<(TextId, String)>, StoreError> {
        let own = "SELECT t.id, t.content FROM reviews r JOIN texts t ON t.id = r.best_text WHERE r.id = ?1";
        let of_case = "SELECT t.id, t.content FROM reviews r JOIN past_texts p ON p.id = r.text_id
            JOIN texts t ON t.case_id = p.case_id WHERE r.id = ?1 ORDER BY t.id";
        let of_source = "SELECT t.id, t.content FROM reviews r JOIN texts t ON t.source_id = r.source_id
            WHERE r.id = ?1 ORDER BY t.id";
        for sql in [own, of_case, of_source] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([number], |row| Ok((TextId(row.get(0)?), row.get(1)?)))?;
            let texts: Vec<(TextId, String)> = rows.collect::<Result<_, _>>()?;
            if !texts.is_empty() {
                return Ok(texts);
            }
        }
        Ok(Vec::new())
    }
}

fn needed(connection: &Connection, number: i64) -> Result<Waiting, StoreError> {
    waiting_at(connection, number)?.ok_or_else(|| StoreError::Content(format!("no review number {number}")))
}

fn review(row: &Row<'_>) -> Result<Review, StoreError> {
    let doubt: String = row.get(5)?;
    let work = match row.get::<_, Option<String>>(14)? {
        Some(code) => {
            let (coder, status): (String, String) = (row.get(15)?, row.get(16)?);
            ReviewedWork::Coding {
                code,
                coder: if coder.is_empty() { Coder::Rules } else { Coder::Person(coder) },
                status: CodingStatus::from_word(&status).ok_or(StoreError::Content(status))?,
            }
        }
        None => match (row.get(17)?, row.get(21)?, row.get(24)?) {
            (Some(author), ..) => ReviewedWork::Memo { author, content: row.get(18)? },
            (None, None, Some(by)) => ReviewedWork::Decision { by, verdict: row.get(25)? },
            (None, Some(author), _) => {
                let kind: String = row.get(22)?;
                let kind = QuoteMarkKind::from_word(&kind).ok_or(StoreError::Content(kind))?;
                ReviewedWork::Quote { author, kind, words: row.get(23)? }
            }
            (None, None, None) => ReviewedWork::Link { author: row.get(19)?, kind: row.get(20)? },
        },
    };
    let best: (Option<u32>, Option<u32>) = (row.get(11)?, row.get(12)?);
    Ok(Review {
        number: row.get(0)?,
        source: row.get(1)?,
        respondent: row.get(2)?,
        question: row.get(3)?,
        since: row.get(4)?,
        doubt: Doubt::from_word(&doubt).ok_or(StoreError::Content(doubt))?,
        work,
        was: (TextId(row.get(6)?), Span::stored(row.get(7)?, row.get(8)?)),
        old_words: row.get(9)?,
        text: row.get::<_, Option<u32>>(10)?.map(TextId),
        best: best.0.zip(best.1).map(|(start, end)| Span::stored(start, end)),
        new_words: row.get(13)?,
    })
}
