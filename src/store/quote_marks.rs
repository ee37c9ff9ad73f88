//! Which quotations people have chosen, and how they are printed.

use rusqlite::{Row, params};

use super::events::Event;
use super::import::bytes;
use super::{Store, StoreError};
use crate::model::{QuoteHeading, QuoteMark, QuoteMarkKind, Span, TextId};

/// A change of marks; several are one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteChange {
    Add {
        kind: QuoteMarkKind,
        text: TextId,
        span: Span,
        heading: QuoteHeading,
        words: String,
        position: u32,
    },
    /// A pin gets another place in its order.
    Place {
        number: i64,
        position: u32,
    },
    Remove {
        number: i64,
    },
}

const MARK: &str = "SELECT q.id, q.what, q.target_kind, q.target_key, coalesce(q.text_id, r.text_id),
        coalesce(q.span_start, r.span_start), coalesce(q.span_end, r.span_end), q.words, q.position, q.author, q.made_at,
        r.id IS NOT NULL, r.best_text, r.best_start, r.best_end
    FROM quote_marks q LEFT JOIN reviews r ON r.quote_mark_id = q.id
    ORDER BY q.target_kind, q.target_key, q.position, coalesce(q.text_id, r.text_id), 6, q.id";

impl Store {
    /// All marks: by heading, and of one heading by position and place.
    pub fn quote_marks(&self) -> Result<Vec<QuoteMark>, StoreError> {
        let mut statement = self.connection.prepare_cached(MARK)?;
        let mut rows = statement.query([])?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            marks.push(mark(row)?);
        }
        Ok(marks)
    }

    /// Changes marks, all or none. A span has to lie on words of its text.
    pub fn change_quote_marks(&mut self, changes: &[QuoteChange], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for change in changes {
            match change {
                QuoteChange::Add { kind, text, span, heading, words, position } => {
                    let content = super::revisions::content_of(&action, *text)?;
                    if content.get(span.range()).is_none_or(str::is_empty) {
                        return Err(StoreError::Content("a place without words".to_owned()));
                    }
                    let (target_kind, target_key) = columns_of(heading);
                    let (start, end) = bytes(*span);
                    action
                        .prepare_cached(
                            "INSERT INTO quote_marks (what, target_kind, target_key, text_id, span_start, span_end, words,
                                                      position, author, made_at)
                             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                        )?
                        .execute(params![
                            kind.word(),
                            target_kind,
                            target_key,
                            text.0,
                            start,
                            end,
                            words,
                            position,
                            event.who,
                            event.at
                        ])?;
                }
                QuoteChange::Place { number, position } => {
                    let sql = "UPDATE quote_marks SET position = ?2 WHERE id = ?1";
                    action.prepare_cached(sql)?.execute(params![number, position])?;
                }
                QuoteChange::Remove { number } => {
                    action.prepare_cached("DELETE FROM quote_marks WHERE id = ?1")?.execute([number])?;
                }
            }
        }
        action.finish()
    }
}

fn columns_of(heading: &QuoteHeading) -> (&'static str, &str) {
    match heading {
        QuoteHeading::Any => ("passage", ""),
        QuoteHeading::Theme(id) => ("theme", id),
        QuoteHeading::Code(id) => ("code", id),
        QuoteHeading::Output(name) => ("output", name),
    }
}

fn mark(row: &Row<'_>) -> Result<QuoteMark, StoreError> {
    let (kind, target, key): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let guess: (Option<u32>, Option<u32>, Option<u32>) = (row.get(12)?, row.get(13)?, row.get(14)?);
    let guess = match guess {
        (Some(text), Some(start), Some(end)) => Some((TextId(text), Span::stored(start, end))),
        _ => None,
    };
    Ok(QuoteMark {
        number: row.get(0)?,
        kind: QuoteMarkKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
        heading: match target.as_str() {
            "theme" => QuoteHeading::Theme(key),
            "code" => QuoteHeading::Code(key),
            "output" => QuoteHeading::Output(key),
            _ => QuoteHeading::Any,
        },
        text: TextId(row.get(4)?),
        span: Span::stored(row.get(5)?, row.get(6)?),
        words: row.get(7)?,
        position: row.get(8)?,
        author: row.get(9)?,
        made_at: row.get(10)?,
        is_waiting: row.get(11)?,
        guess,
    })
}
