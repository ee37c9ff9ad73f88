//! What reviewers said of names and of what else may tell who someone is.

use aho_corasick::AhoCorasick;
use rusqlite::{Connection, Row, params};

use super::events::Event;
use super::import::bytes;
use super::{Store, StoreError};
use crate::model::{Decision, IdentityKind, Span, TextId, Verdict};

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision {
    pub id: i64,
    pub decision: Decision,
    /// As which identity of the store it is hidden.
    pub identity: Option<i64>,
    /// It is about one mention, whose words a corrected file does not surely have any more.
    pub is_waiting: bool,
}

/// Words that somebody has marked as telling who a participant is, together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingMark {
    pub id: i64,
    pub kind: IdentityKind,
    pub text: TextId,
    pub span: Span,
    /// What it tells, in words that are the same for everyone of whom it is true.
    pub label: String,
    pub marked_by: String,
    pub is_waiting: bool,
}

/// A change of decisions; several are one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionChange {
    Decide {
        decision: Decision,
        identity: Option<i64>,
    },
    /// Words tell who someone is.
    Mark {
        kind: IdentityKind,
        text: TextId,
        span: Span,
        label: String,
        by: String,
    },
    /// A decision or a mark.
    Remove {
        id: i64,
    },
}

/// The verdict of a [`TellingMark`].
const TELLS: &str = "trait";

const DECISION: &str = "SELECT d.id, d.form, d.kind, d.verdict, d.reason, d.decided_by, d.decided_at, d.identity_id,
        d.target_kind = 'passage', coalesce(d.text_id, r.text_id), coalesce(d.span_start, r.span_start),
        coalesce(d.span_end, r.span_end), r.id IS NOT NULL
    FROM decisions d LEFT JOIN reviews r ON r.decision_id = d.id";

impl Store {
    /// All decisions, in the order in which they were made.
    pub fn decisions(&self) -> Result<Vec<StoredDecision>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{DECISION} WHERE d.verdict <> '{TELLS}' ORDER BY d.id"))?;
        let mut rows = statement.query([])?;
        let mut decisions = Vec::new();
        while let Some(row) = rows.next()? {
            let verdict: String = row.get(3)?;
            let place = if row.get(8)? { Some(place(row)?) } else { None };
            decisions.push(StoredDecision {
                id: row.get(0)?,
                decision: Decision {
                    form: row.get(1)?,
                    kind: kind(row)?,
                    place,
                    verdict: Verdict::from_word(&verdict).ok_or(StoreError::Content(verdict))?,
                    reason: row.get(4)?,
                    decided_by: row.get(5)?,
                    decided_at: row.get(6)?,
                },
                identity: row.get(7)?,
                is_waiting: row.get(12)?,
            });
        }
        Ok(decisions)
    }

    /// All words that are marked as telling who someone is, by place.
    pub fn telling_marks(&self) -> Result<Vec<TellingMark>, StoreError> {
        let sql = format!("{DECISION} WHERE d.verdict = '{TELLS}' ORDER BY 10, 11, d.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            let (text, span) = place(row)?;
            marks.push(TellingMark {
                id: row.get(0)?,
                kind: kind(row)?,
                text,
                span,
                label: row.get(4)?,
                marked_by: row.get(5)?,
                is_waiting: row.get(12)?,
            });
        }
        Ok(marks)
    }

    /// Changes decisions and marks, all or none. A place has to lie on words of its text.
    pub fn change_decisions(&mut self, changes: &[DecisionChange], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for change in changes {
            match change {
                DecisionChange::Decide { decision, identity } => {
                    add(&action, decision, decision.verdict.word(), *identity)?;
                }
                DecisionChange::Mark { kind, text, span, label, by } => {
                    let decision = Decision {
                        form: String::new(),
                        kind: *kind,
                        place: Some((*text, *span)),
                        verdict: Verdict::Keep,
                        reason: label.clone(),
                        decided_by: by.clone(),
                        decided_at: event.at.clone(),
                    };
                    add(&action, &decision, TELLS, None)?;
                }
                DecisionChange::Remove { id } => {
                    action.prepare_cached("DELETE FROM decisions WHERE id = ?1")?.execute([id])?;
                }
            }
        }
        action.finish()
    }
}

fn add(connection: &Connection, decision: &Decision, verdict: &str, identity: Option<i64>) -> Result<(), StoreError> {
    if let Some((text, span)) = decision.place
        && super::revisions::content_of(connection, text)?.get(span.range()).is_none_or(str::is_empty)
    {
        return Err(StoreError::Content("a place without words".to_owned()));
    }
    let span = decision.place.map(|(_, span)| bytes(span));
    connection
        .prepare_cached(
            "INSERT INTO decisions (target_kind, form, kind, verdict, identity_id, text_id, span_start, span_end, reason,
                                    decided_by, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            if decision.place.is_some() { "passage" } else { "form" },
            decision.form,
            decision.kind.word(),
            verdict,
            identity,
            decision.place.map(|(text, _)| text.0),
            span.map(|(start, _)| start),
            span.map(|(_, end)| end),
            decision.reason,
            decision.decided_by,
            decision.decided_at
        ])?;
    Ok(())
}

fn kind(row: &Row<'_>) -> Result<IdentityKind, StoreError> {
    let word: String = row.get(2)?;
    IdentityKind::from_word(&word).ok_or(StoreError::Content(word))
}

fn place(row: &Row<'_>) -> Result<(TextId, Span), StoreError> {
    Ok((TextId(row.get(9)?), Span::stored(row.get(10)?, row.get(11)?)))
}

/// Somebody has withdrawn: a form that was reviewed and stands in no text any more was in their words alone.
pub(super) fn forget_lost_forms(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "SELECT form FROM decisions WHERE target_kind = 'form' UNION SELECT form FROM identity_forms
         JOIN identities ON identities.id = identity_id WHERE origin = 'review'",
    )?;
    let forms: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if forms.is_empty() {
        return Ok(());
    }
    let mut lost = vec![true; forms.len()];
    let folded: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    let sought = AhoCorasick::new(&folded).map_err(|_| StoreError::Content("too many forms".to_owned()))?;
    let mut texts = connection.prepare("SELECT content FROM texts")?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        let content = row.get_ref(0)?.as_str().unwrap_or_default().to_lowercase();
        for found in sought.find_overlapping_iter(&content) {
            lost[found.pattern()] = false;
        }
    }
    for form in forms.iter().zip(&lost).filter(|(_, is_lost)| **is_lost).map(|(form, _)| form) {
        connection.execute("DELETE FROM decisions WHERE form = ?1", [form])?;
        connection.execute(
            "DELETE FROM identity_forms WHERE form = ?1
                 AND identity_id IN (SELECT id FROM identities WHERE origin = 'review')",
            [form],
        )?;
    }
    connection.execute(
        "DELETE FROM identities WHERE origin = 'review' AND id NOT IN (SELECT identity_id FROM identity_forms)",
        [],
    )?;
    Ok(())
}
