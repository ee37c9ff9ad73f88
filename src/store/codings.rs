//! Writing codings: what the rules found, with the codebook that found it, and what people lay on words or decide.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::codebook_versions::{CodebookVersion, NewVersion, note_version};
use super::events::{self, Event};
use super::meta::{Counter, raise, set_fact};
use super::recording::Recorded;
use super::references::Trusted;
use super::rows::{self, AT_ONCE, rows};
use super::work::segments_under;
use super::{Store, StoreError};
use crate::model::{Codebook, CodingStatus, Span, TextId};

/// One find of the codebook's rules, small enough to hold a million of them. Sorted, they are in the order of the store's
/// key, in which they are written fastest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleCoding {
    /// Index into `Codebook::codes`.
    pub code_index: u16,
    pub text: u32,
    pub span_start: u32,
    pub span_end: u32,
    pub segment: u32,
    pub rule_index: u16,
}

/// A coding that a person makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonCoding<'a> {
    /// `model::Code::id`
    pub code: &'a str,
    pub text: TextId,
    pub span: Span,
    /// The person's name; never empty.
    pub coder: &'a str,
    pub status: CodingStatus,
}

/// The coder's name under which the rules' codings stand.
pub(super) const RULES: &str = "";

impl Store {
    /// Replaces everything that rules had found by what they find now. Codings that a person made, accepted or rejected
    /// stay, and what was rejected is not proposed again. `codings` must be sorted.
    pub fn replace_rule_codings(
        &mut self,
        codebook: &Codebook,
        content: &str,
        codings: &[RuleCoding],
        made_from: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.set_durable(false)?;
        // What follows from codebook and texts has no history of its own.
        self.record_into(Recorded::Nothing)?;
        // Each is of a code and a coder that are written here, and nothing refers to a coding.
        let _trusted = Trusted::on(&self.connection)?;
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let version =
            NewVersion { sha256: &codebook.sha256, version: &codebook.version, content, how: CodebookVersion::FILE };
        note_version(&transaction, &version, event)?;
        let coder = coder(&transaction, RULES)?;
        transaction.execute("DELETE FROM codings WHERE coder_id = ?1 AND status = 'proposed'", [coder])?;
        let code_ids = code_ids(&transaction, codebook)?;
        insert(&transaction, coder, &code_ids, codings)?;
        set_fact(&transaction, "coded_from", made_from)?;
        raise(&transaction, Counter::Change, 1)?;
        events::record(&transaction, event)?;
        transaction.commit()?;
        Ok(())
    }

    /// Lays a code on words by a person's hand; laid there by them before, it has the new status.
    pub fn add_coding(&mut self, coding: &PersonCoding<'_>, event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        let PersonCoding { text, span, .. } = *coding;
        let is_span =
            super::revisions::content_of(&action, text)?.get(span.range()).is_some_and(|words| !words.is_empty());
        if coding.coder.is_empty() || !is_span {
            return Err(StoreError::Content("a coding without a coder or without words".to_owned()));
        }
        let coder = coder(&action, coding.coder)?;
        let code = code_id(&action, coding.code)?;
        let (start, end) = super::import::bytes(span);
        let (first, last) = segments_under(&action, text, span)?;
        action.execute(
            "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, status,
                                  coded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT DO UPDATE SET status = excluded.status, coded_at = excluded.coded_at, decided_by = NULL",
            params![code, text.0, start, end, coder, first, last, coding.status.word(), event.at],
        )?;
        action.finish()
    }

    /// What a person thinks of something that rules proposed; whether it was there.
    pub fn judge_coding(
        &mut self,
        code: &str,
        text: TextId,
        span: Span,
        status: CodingStatus,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let action = self.begin(event)?;
        let (start, end) = super::import::bytes(span);
        let decided_by = coder(&action, &event.who)?;
        let count = action.execute(
            "UPDATE codings SET status = ?5, coded_at = ?7, decided_by = ?8 WHERE code_id = (SELECT id FROM codes WHERE name = ?1)
                 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4
                 AND coder_id = (SELECT id FROM coders WHERE name = ?6)",
            params![code, text.0, start, end, status.word(), RULES, event.at, decided_by],
        )?;
        if count > 0 {
            action.finish()?;
        }
        Ok(count > 0)
    }

    /// How many codings stand (proposed or accepted).
    pub fn coding_count(&self) -> Result<u64, StoreError> {
        if self.is_gathering() {
            return Ok(self.tallies()?.iter().map(|tally| tally.counts[0] + tally.counts[1]).sum());
        }
        let count: i64 =
            self.connection
                .query_row("SELECT count(*) FROM codings WHERE status <> 'rejected'", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// What rules found.
const INSERTS: [&str; AT_ONCE] = rows!(
    "INSERT OR IGNORE INTO codings
         (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, rule_index, status)
     VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?, 'proposed')",
    ""
);

fn insert(
    transaction: &Transaction<'_>,
    coder: u32,
    code_ids: &[u32],
    codings: &[RuleCoding],
) -> Result<(), StoreError> {
    rows::write(transaction, &INSERTS, codings, |coding| {
        let code = &code_ids[usize::from(coding.code_index)];
        let RuleCoding { text, span_start, span_end, segment, rule_index, .. } = coding;
        [code, text, span_start, span_end, &coder, segment, segment, rule_index]
    })
}

pub(super) fn coder(connection: &Connection, name: &str) -> Result<u32, StoreError> {
    connection.execute("INSERT OR IGNORE INTO coders (name) VALUES (?1)", [name])?;
    Ok(connection.query_row("SELECT id FROM coders WHERE name = ?1", [name], |row| row.get(0))?)
}

/// The numbers of the codebook's codes, by their place in it. New codes get ascending numbers, so that codings sorted by
/// place are nearly in key order.
fn code_ids(transaction: &Transaction<'_>, codebook: &Codebook) -> Result<Vec<u32>, StoreError> {
    let mut ids = Vec::with_capacity(codebook.codes.len());
    for code in &codebook.codes {
        ids.push(code_id(transaction, &code.id)?);
    }
    Ok(ids)
}

pub(super) fn code_id(connection: &Connection, name: &str) -> Result<u32, StoreError> {
    connection.prepare_cached("INSERT OR IGNORE INTO codes (name) VALUES (?1)")?.execute([name])?;
    Ok(connection.prepare_cached("SELECT id FROM codes WHERE name = ?1")?.query_row([name], |row| row.get(0))?)
}
