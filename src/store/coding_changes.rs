//! What people do with codings: lay them on words, decide about them, move them, give them another code, take them away.
//!
//! Who coded what stays true. What rules proposed is never made a person's, moved or taken away: it is accepted or
//! rejected, and what a person has instead is a coding of their own. A rule's proposal on the very same words as a
//! person's coding of the same code is accepted with it, and is a proposal again if that person takes theirs away.

use rusqlite::{Connection, params};

use super::coding_list::{CodingKey, coding_at};
use super::codings::{RULES, code_id, coder};
use super::events::Event;
use super::revisions::content_of;
use super::subjects::{CodingAt, follow_coding, leave_coding};
use super::work::segments_under;
use super::{Store, StoreError};
use crate::model::{CodingStatus, Span, TextId};

/// Whoever watches many changes hears of so many at a time.
const TOLD_EVERY: usize = 500;

/// One thing that a person does with a coding. The event says who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodingChange<'c> {
    /// Lays a code on words. Where they had laid it before, it stands.
    Add { code: &'c str, text: TextId, span: Span },
    /// Accepts or rejects it, or makes it a proposal again.
    Decide { coding: CodingKey, status: CodingStatus },
    /// Says of one coding among several that differ whether it stands, whoever's it is. Unlike [`Self::Decide`] it is
    /// noted who said so even where that changes nothing else, and where it is their own. Of a rule's proposal that somebody had
    /// accepted, that they had is kept as a coding of theirs.
    Settle { coding: CodingKey, status: CodingStatus },
    /// Gives it another place, another code, or both; memos on it go along. Of a rule's proposal: rejects it, and lays
    /// what is meant instead.
    Replace { coding: CodingKey, code: &'c str, span: Span },
    /// Takes it away. Of a rule's proposal: rejects it, or it would come back.
    Remove { coding: CodingKey },
}

impl Store {
    /// Does all of this as one action, and says how many of the changes changed anything: the same again changes nothing,
    /// nor does what is about a coding that has gone since. If none does, nothing is noted either.
    pub fn change_codings(&mut self, changes: &[CodingChange<'_>], event: &Event) -> Result<usize, StoreError> {
        Ok(self.change_codings_while(changes, event, &mut |_| true)?.unwrap_or_default())
    }

    /// The same, watched: `goes_on` hears every now and then how many more are done. Once it says no, nothing of it is
    /// done, and nothing comes back.
    pub fn change_codings_while(
        &mut self,
        changes: &[CodingChange<'_>],
        event: &Event,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Option<usize>, StoreError> {
        if event.who.is_empty() {
            return Err(StoreError::Content("a coding without a coder".to_owned()));
        }
        let action = self.begin(event)?;
        let mut hand = Hand {
            connection: &action,
            me: coder(&action, &event.who)?,
            rules: coder(&action, RULES)?,
            at: &event.at,
            content: None,
        };
        let mut changed = 0;
        for some in changes.chunks(TOLD_EVERY) {
            for change in some {
                changed += usize::from(hand.does(change)?);
            }
            if !goes_on(some.len()) {
                return Ok(None);
            }
        }
        if changed > 0 {
            action.finish()?;
        }
        Ok(Some(changed))
    }
}

impl From<CodingKey> for CodingAt {
    fn from(CodingKey { code, text, span, coder }: CodingKey) -> Self {
        Self { code, text, span, coder }
    }
}

/// Whoever codes, while they do.
struct Hand<'h> {
    connection: &'h Connection,
    me: u32,
    rules: u32,
    at: &'h str,
    /// The text that was coded last: many codings in a row are on the same.
    content: Option<(TextId, String)>,
}

impl Hand<'_> {
    fn does(&mut self, change: &CodingChange<'_>) -> Result<bool, StoreError> {
        match *change {
            CodingChange::Add { code, text, span } => {
                let code = code_id(self.connection, code)?;
                self.lay(CodingKey { text, span, code, coder: self.me }, CodingStatus::Accepted)
            }
            CodingChange::Decide { coding, status } => self.decide(coding, status),
            CodingChange::Settle { coding, status } => self.settle(coding, status),
            CodingChange::Replace { coding, code, span } => self.replace(coding, code, span),
            CodingChange::Remove { coding } if coding.coder == self.rules => {
                self.decide(coding, CodingStatus::Rejected)
            }
            CodingChange::Remove { coding } => self.remove(coding),
        }
    }

    fn lay(&mut self, key: CodingKey, status: CodingStatus) -> Result<bool, StoreError> {
        if coding_at(self.connection, key)?.is_some_and(|there| there.status == status) {
            return Ok(false);
        }
        self.check(key)?;
        let (first, last) = segments_under(self.connection, key.text, key.span)?;
        let (start, end) = super::import::bytes(key.span);
        let decided_by = Some(self.me).filter(|&me| me != key.coder);
        self.connection
            .prepare_cached(
                "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment,
                                      status, coded_at, decided_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT DO UPDATE SET status = excluded.status, coded_at = excluded.coded_at,
                     decided_by = excluded.decided_by, is_brought = 0",
            )?
            .execute(params![
                key.code,
                key.text.0,
                start,
                end,
                key.coder,
                first,
                last,
                status.word(),
                self.at,
                decided_by
            ])?;
        if status == CodingStatus::Accepted {
            let proposal = CodingKey { coder: self.rules, ..key };
            if coding_at(self.connection, proposal)?.is_some_and(|there| there.status == CodingStatus::Proposed) {
                self.decide(proposal, status)?;
            }
        }
        Ok(true)
    }

    fn decide(&self, key: CodingKey, status: CodingStatus) -> Result<bool, StoreError> {
        if coding_at(self.connection, key)?.is_none_or(|there| there.status == status) {
            return Ok(false);
        }
        // A proposal of the rules is nobody's.
        let is_open = key.coder == self.rules && status == CodingStatus::Proposed;
        let at = Some(self.at).filter(|_| !is_open);
        let decided_by = Some(self.me).filter(|&me| me != key.coder && !is_open);
        let (start, end) = super::import::bytes(key.span);
        self.connection
            .prepare_cached(
                "UPDATE codings SET status = ?6, coded_at = ?7, decided_by = ?8, is_brought = 0
                 WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
            )?
            .execute(params![key.code, key.text.0, start, end, key.coder, status.word(), at, decided_by])?;
        Ok(true)
    }

    fn settle(&mut self, key: CodingKey, status: CodingStatus) -> Result<bool, StoreError> {
        let Some(there) = coding_at(self.connection, key)? else { return Ok(false) };
        if key.coder == self.rules
            && there.status == CodingStatus::Accepted
            && let Some(who) = self.decided_by(key)?
        {
            let own = CodingKey { coder: who, ..key };
            if coding_at(self.connection, own)?.is_none() {
                self.lay(own, CodingStatus::Accepted)?;
            }
            self.settle_row(own, status)?;
        }
        self.settle_row(key, status)
    }

    fn settle_row(&self, key: CodingKey, status: CodingStatus) -> Result<bool, StoreError> {
        let (start, end) = super::import::bytes(key.span);
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE codings SET status = ?6, coded_at = ?7, decided_by = ?8, is_brought = 0
                 WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5
                     AND (status <> ?6 OR decided_by IS NOT ?8)",
            )?
            .execute(params![key.code, key.text.0, start, end, key.coder, status.word(), self.at, self.me])?;
        Ok(changed > 0)
    }

    fn decided_by(&self, key: CodingKey) -> Result<Option<u32>, StoreError> {
        let (start, end) = super::import::bytes(key.span);
        let sql = "SELECT decided_by FROM codings
             WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5";
        let values = params![key.code, key.text.0, start, end, key.coder];
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    fn replace(&mut self, was: CodingKey, code: &str, span: Span) -> Result<bool, StoreError> {
        let Some(there) = coding_at(self.connection, was)? else { return Ok(false) };
        let becomes = CodingKey { code: code_id(self.connection, code)?, span, ..was };
        if becomes == was {
            return Ok(false);
        }
        if was.coder == self.rules {
            let becomes = CodingKey { coder: self.me, ..becomes };
            self.lay(becomes, CodingStatus::Accepted)?;
            follow_coding(self.connection, was.into(), becomes.into())?;
            self.decide(was, CodingStatus::Rejected)?;
        } else {
            self.lay(becomes, there.status)?;
            follow_coding(self.connection, was.into(), becomes.into())?;
            self.remove(was)?;
        }
        Ok(true)
    }

    fn remove(&self, key: CodingKey) -> Result<bool, StoreError> {
        leave_coding(self.connection, key.into())?;
        let (start, end) = super::import::bytes(key.span);
        let where_it_is = "code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4";
        let with_it = format!(
            "UPDATE codings SET status = 'proposed', coded_at = NULL, decided_by = NULL
             WHERE {where_it_is} AND coder_id = ?6 AND status = 'accepted' AND decided_by = ?5
                 AND coded_at = (SELECT coded_at FROM codings WHERE {where_it_is} AND coder_id = ?5)"
        );
        self.connection
            .prepare_cached(&with_it)?
            .execute(params![key.code, key.text.0, start, end, key.coder, self.rules])?;
        let sql = format!("DELETE FROM codings WHERE {where_it_is} AND coder_id = ?5");
        let count =
            self.connection.prepare_cached(&sql)?.execute(params![key.code, key.text.0, start, end, key.coder])?;
        Ok(count > 0)
    }

    /// A coding is on words of its text.
    fn check(&mut self, key: CodingKey) -> Result<(), StoreError> {
        if self.content.as_ref().is_none_or(|(text, _)| *text != key.text) {
            self.content = Some((key.text, content_of(self.connection, key.text)?));
        }
        let words = self.content.as_ref().and_then(|(_, content)| content.get(key.span.range()));
        match words {
            Some(words) if !words.trim().is_empty() => Ok(()),
            _ => Err(StoreError::Content("a coding without words".to_owned())),
        }
    }
}
