//! Writing what cases have: attributes, by files and by people, who have the last word.

use rusqlite::{OptionalExtension, Transaction, params};

use super::rows::{self, AT_ONCE, rows};
use super::{Importing, StoreError};
use crate::model::CaseId;

/// What files say of cases; what a person says of them stays.
const FROM_FILE: [&str; AT_ONCE] = rows!(
    "INSERT INTO case_attributes (attribute_id, case_id, value, by_hand) VALUES ",
    "(?, ?, ?, FALSE)",
    " ON CONFLICT (attribute_id, case_id) DO UPDATE SET value = excluded.value, by_hand = excluded.by_hand
      WHERE NOT case_attributes.by_hand"
);

impl Importing<'_> {
    pub fn attribute(&mut self, case: CaseId, name: &str, value: &str) -> Result<(), StoreError> {
        self.attributes(case, [(name, value)])
    }

    /// What a case has, by the attributes' names.
    pub fn attributes<'v>(
        &mut self,
        case: CaseId,
        attributes: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<(), StoreError> {
        let mut rows: Vec<(i64, &str)> = Vec::new();
        for (name, value) in attributes {
            let id = if let Some(id) = self.attribute_ids.get(name) {
                *id
            } else {
                let id = attribute_id(&self.transaction, name)?;
                self.attribute_ids.insert(name.to_owned(), id);
                id
            };
            rows.push((id, value));
        }
        rows::write(&self.transaction, &FROM_FILE, &rows, |(id, value)| [id, &case.0, value])
    }
}

/// The number of an attribute, which a new one is given.
fn attribute_id(transaction: &Transaction<'_>, name: &str) -> Result<i64, StoreError> {
    let mut find = transaction.prepare_cached("SELECT id FROM attributes WHERE name = ?1")?;
    match find.query_row([name], |row| row.get(0)).optional()? {
        Some(id) => Ok(id),
        None => Ok(transaction
            .query_row("INSERT INTO attributes (name) VALUES (?1) RETURNING id", [name], |row| row.get(0))?),
    }
}

/// Sets an attribute by hand, over whatever a file says; an empty value takes it away for good.
pub(super) fn set_attribute(
    transaction: &Transaction<'_>,
    case: CaseId,
    name: &str,
    value: &str,
) -> Result<(), StoreError> {
    let attribute = attribute_id(transaction, name)?;
    transaction
        .prepare_cached(
            "INSERT INTO case_attributes (attribute_id, case_id, value, by_hand) VALUES (?1, ?2, ?3, TRUE)
             ON CONFLICT (attribute_id, case_id) DO UPDATE SET value = excluded.value, by_hand = TRUE",
        )?
        .execute(params![attribute, case.0, value])?;
    Ok(())
}
