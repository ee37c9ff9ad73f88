//! The register: who and what must not get out, beside the list that the study names.

use rusqlite::{Connection, params};

use super::events::Event;
use super::{Store, StoreError};
use crate::model::{CaseId, Identity, IdentityKind, Mode, Origin, words};

/// What filled the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentitySource {
    Review,
    Sheet,
    Hand,
}

words!(IdentitySource { Review = "review", Sheet = "sheet", Hand = "hand" });

/// An identity of the register, with how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredIdentity {
    pub number: i64,
    /// Its case by name, its forms in the order in which they were given.
    pub identity: Identity,
    pub case: Option<CaseId>,
    pub source: IdentitySource,
    pub added_by: String,
    /// RFC 3339, UTC.
    pub added_at: String,
}

/// An identity as it is from now on.
#[derive(Debug, Clone)]
pub struct IdentityChange {
    /// The one that is changed; none: it is new.
    pub number: Option<i64>,
    pub identity: Identity,
    pub case: Option<CaseId>,
    /// Of a new one; one that is there keeps its own.
    pub source: IdentitySource,
}

impl Store {
    /// The register by number.
    pub fn identities(&self) -> Result<Vec<StoredIdentity>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT identities.id, identities.kind, mode, replacement, wider, derives, case_id, cases.name,
                 identities.reason, origin, added_by, added_at
             FROM identities LEFT JOIN cases ON cases.id = case_id ORDER BY identities.id",
        )?;
        let mut forms = self
            .connection
            .prepare_cached("SELECT form FROM identity_forms WHERE identity_id = ?1 ORDER BY position, form")?;
        let mut rows = statement.query([])?;
        let mut identities = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let (kind, mode, source): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(9)?);
            let identity = Identity {
                kind: IdentityKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
                forms: forms.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?,
                replacement: row.get(3)?,
                case: row.get(7)?,
                reason: row.get(8)?,
                mode: Mode::from_word(&mode),
                wider: row.get(4)?,
                derive: row.get(5)?,
                derived: Vec::new(),
                origin: Origin::Store { number },
            };
            identities.push(StoredIdentity {
                number,
                identity,
                case: row.get::<_, Option<u32>>(6)?.map(CaseId),
                source: IdentitySource::from_word(&source).ok_or(StoreError::Content(source))?,
                added_by: row.get(10)?,
                added_at: row.get(11)?,
            });
        }
        Ok(identities)
    }

    /// Adds and changes identities, all of them or none; gives their numbers.
    pub fn change_identities(&mut self, changes: &[IdentityChange], event: &Event) -> Result<Vec<i64>, StoreError> {
        let action = self.begin(event)?;
        let mut numbers = Vec::with_capacity(changes.len());
        for change in changes {
            numbers.push(write_identity(&action, change, event)?);
        }
        action.finish()?;
        Ok(numbers)
    }

    /// Takes identities out of the register, with the decisions that made them.
    pub fn remove_identities(&mut self, numbers: &[i64], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for number in numbers {
            remove_identity(&action, *number)?;
        }
        action.finish()
    }
}

/// Adds or changes an identity within an action; gives its number.
pub(super) fn write_identity(
    connection: &Connection,
    change: &IdentityChange,
    event: &Event,
) -> Result<i64, StoreError> {
    let identity = &change.identity;
    let mode = identity.mode.map_or("", Mode::word);
    let case = change.case.map(|case| case.0);
    let number = match change.number {
        Some(number) => {
            connection
                .prepare_cached(
                    "UPDATE identities SET kind = ?2, mode = ?3, replacement = ?4, wider = ?5, derives = ?6,
                         case_id = ?7, reason = ?8
                     WHERE id = ?1",
                )?
                .execute(params![
                    number,
                    identity.kind.word(),
                    mode,
                    identity.replacement,
                    identity.wider,
                    identity.derive,
                    case,
                    identity.reason
                ])?;
            number
        }
        None => connection
            .prepare_cached(
                "INSERT INTO identities (kind, mode, replacement, wider, derives, case_id, reason, origin, added_by,
                     added_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id",
            )?
            .query_row(
                params![
                    identity.kind.word(),
                    mode,
                    identity.replacement,
                    identity.wider,
                    identity.derive,
                    case,
                    identity.reason,
                    change.source.word(),
                    event.who,
                    event.at
                ],
                |row| row.get(0),
            )?,
    };
    let mut known = connection.prepare_cached("SELECT form FROM identity_forms WHERE identity_id = ?1")?;
    let known: Vec<String> = known.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for form in known.iter().filter(|form| !identity.forms.contains(form)) {
        connection
            .prepare_cached("DELETE FROM identity_forms WHERE identity_id = ?1 AND form = ?2")?
            .execute(params![number, form])?;
    }
    for (position, form) in (0_i64..).zip(&identity.forms) {
        connection
            .prepare_cached(
                "INSERT INTO identity_forms (identity_id, form, position) VALUES (?1, ?2, ?3)
                 ON CONFLICT (identity_id, form) DO UPDATE SET position = excluded.position",
            )?
            .execute(params![number, form, position])?;
    }
    Ok(number)
}

pub(super) fn remove_identity(connection: &Connection, number: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM identities WHERE id = ?1")?.execute([number])?;
    Ok(())
}
