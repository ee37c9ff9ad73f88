//! Under which names people are in the store, and what their attributes say that names them.

use rusqlite::params;

use super::{Store, StoreError};
use crate::model::{CaseId, Span, TextId};

/// What somebody is called, and the case that they are, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameOfCase {
    pub name: String,
    pub case: Option<String>,
}

impl Store {
    /// How participants and speakers are called, each once, in alphabetical order. Respondents are known by ids; of these
    /// only such as have a space are among them.
    pub fn names_of_people(&self) -> Result<Vec<NameOfCase>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, name AS of FROM cases WHERE kind = 'participant' OR name LIKE '% %'
             UNION SELECT case_aliases.name, cases.name FROM case_aliases JOIN cases ON cases.id = case_id
                 WHERE kind = 'participant' OR case_aliases.name LIKE '% %'
             UNION SELECT speakers.name, cases.name FROM speakers LEFT JOIN cases ON cases.id = case_id
             ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok(NameOfCase { name: row.get(0)?, case: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What cases have for an attribute, whatever its letter case, each once: case and value, in alphabetical order.
    pub fn values_of(&self, attribute: &str) -> Result<Vec<(CaseId, String, String)>, StoreError> {
        // Most studies have none of this name, and then no case is looked at.
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM attributes WHERE lower(name) = lower(?1)")?;
        let attributes: Vec<i64> = statement.query_map([attribute], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut values = Vec::new();
        for attribute in attributes {
            let mut statement = self.connection.prepare_cached(
                "SELECT cases.id, cases.name, value FROM case_attributes JOIN cases ON cases.id = case_id
                 WHERE attribute_id = ?1 AND value <> ''",
            )?;
            let rows = statement.query_map([attribute], |row| Ok((CaseId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
            values.extend(rows.collect::<Result<Vec<(CaseId, String, String)>, _>>()?);
        }
        values.sort_unstable_by(|one, other| (&one.1, &one.2, one.0).cmp(&(&other.1, &other.2, other.0)));
        Ok(values)
    }

    /// What a case says or has written: texts with the stretches that are theirs.
    pub fn words_of(&self, case: CaseId) -> Result<Vec<(TextId, Span)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, 0, length(CAST(content AS BLOB)) FROM texts WHERE case_id = ?1
             UNION ALL SELECT text_id, span_start, span_end FROM segments JOIN speakers ON speakers.id = speaker_id
                 WHERE speakers.case_id = ?1
             ORDER BY 1, 2",
        )?;
        let rows = statement
            .query_map(params![case.0], |row| Ok((TextId(row.get(0)?), Span::stored(row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
