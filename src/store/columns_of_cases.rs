//! Cases, their attributes and the ledger of who left, as columns.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::{Store, StoreError};
use crate::analysis::{Attribute, AttributeBuilder, Cases, Columns, KeptCase, Ledger, OUT, SourceColumn};
use crate::model::{CaseId, CaseKind, CaseStatus, Consent};

/// The reason of those who were left out because they agreed to nothing.
const NO_CONSENT: &str = "no consent";

/// From a case's number in the store to its index among the kept cases.
#[derive(Debug, Default)]
pub(super) struct CaseIndices(Vec<u32>);

impl CaseIndices {
    /// The index of a case, or [`OUT`] if it was not kept.
    pub(super) fn of(&self, case_id: u32) -> u32 {
        self.0.get(case_id as usize).copied().unwrap_or(OUT)
    }

    fn set(&mut self, case_id: u32, index: u32) {
        let at = case_id as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, OUT);
        }
        self.0[at] = index;
    }
}

/// Loads kept cases, and counts the others by reason.
pub(super) fn load_cases(connection: &Connection, columns: &mut Columns) -> Result<CaseIndices, StoreError> {
    let mut indices = CaseIndices::default();
    let mut cases = Cases::default();
    let mut ledgers = Ledgers::of(&columns.sources);
    let elsewhere = load_elsewhere(connection)?;
    let source_index = |source_id: u32| {
        let found = columns.sources.binary_search_by_key(&source_id, |source| source.id.0).ok();
        found.and_then(|index| u32::try_from(index).ok())
    };
    let mut statement = connection.prepare(
        "SELECT id, source_id, kind, status, consent, name, label, row_number, reason FROM cases ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        let own = source_index(row.get(1)?);
        let kind = word(row, 2, CaseKind::from_word)?;
        let consent = word(row, 4, Consent::from_word)?;
        let others = elsewhere.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut ways = vec![own.filter(|_| kind == CaseKind::Respondent)];
        for way in others.iter().map(|source_id| source_index(*source_id)) {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        let why = match word(row, 3, CaseStatus::from_word)? {
            CaseStatus::Kept if consent == Consent::None => Some(NO_CONSENT),
            CaseStatus::Kept => None,
            CaseStatus::Excluded => Some(text(row, 8)?),
        };
        for way in &ways {
            let ledger = ledgers.of_way(*way);
            match why {
                Some(reason) => leave(&mut ledger.excluded, reason),
                None => ledger.kept += 1,
            }
        }
        if why.is_none() {
            let index = cases.push(KeptCase {
                id: CaseId(id),
                kind,
                consent,
                source_index: own,
                name: text(row, 5)?,
                label: text(row, 6)?,
                row_number: row.get::<_, Option<u32>>(7)?.unwrap_or(0),
            });
            indices.set(id, index);
            ways.iter().flatten().filter(|way| Some(**way) != own).for_each(|way| cases.also_in(index, *way));
        }
    }
    ledgers.count_withdrawn(connection, &columns.sources)?;
    columns.cases = cases;
    columns.ledgers = ledgers.finish(connection, &columns.sources)?;
    Ok(indices)
}

/// The surveys (0: interviews) in which cases that were merged also take part.
fn load_elsewhere(connection: &Connection) -> Result<BTreeMap<u32, Vec<u32>>, StoreError> {
    let mut statement =
        connection.prepare("SELECT case_id, source_id FROM case_aliases ORDER BY case_id, source_id")?;
    let mut rows = statement.query([])?;
    let mut elsewhere: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        elsewhere.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(elsewhere)
}

/// One ledger a survey, in order of `Columns::sources`, and one for those interviewed.
struct Ledgers {
    by_source: Vec<Ledger>,
    interviewed: Ledger,
}

impl Ledgers {
    fn of(sources: &[SourceColumn]) -> Self {
        let ledger = |(index, _)| Ledger { source_index: u32::try_from(index).ok(), ..Ledger::default() };
        Self { by_source: sources.iter().enumerate().map(ledger).collect(), interviewed: Ledger::default() }
    }

    /// By a survey's index; nothing is the interviews.
    fn of_way(&mut self, source_index: Option<u32>) -> &mut Ledger {
        match source_index {
            Some(index) => &mut self.by_source[index as usize],
            None => &mut self.interviewed,
        }
    }

    fn count_withdrawn(&mut self, connection: &Connection, sources: &[SourceColumn]) -> Result<(), StoreError> {
        let mut statement = connection.prepare("SELECT survey FROM withdrawn_from")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let survey = text(row, 0)?;
            if survey.is_empty() {
                self.interviewed.withdrawn += 1;
            } else if let Some(index) = sources.iter().position(|source| source.path == survey) {
                self.by_source[index].withdrawn += 1;
            }
        }
        Ok(())
    }

    /// Puts reasons into the order of the plan's rules, and adds those whose cases have no row in the store.
    fn finish(mut self, connection: &Connection, sources: &[SourceColumn]) -> Result<Vec<Ledger>, StoreError> {
        let mut statement =
            connection.prepare("SELECT reason, case_count FROM exclusions WHERE source_id = ?1 ORDER BY position")?;
        for (ledger, source) in self.by_source.iter_mut().zip(sources) {
            let rules: Vec<(String, u64)> = statement
                .query_map([source.id.0], |row| Ok((row.get(0)?, u64::from(row.get::<_, u32>(1)?))))?
                .collect::<Result<_, rusqlite::Error>>()?;
            if ledger.excluded.is_empty() {
                ledger.excluded = rules;
            } else {
                let place = |reason: &str| rules.iter().position(|(rule, _)| rule == reason).unwrap_or(rules.len());
                ledger.excluded.sort_by_key(|(reason, _)| place(reason));
            }
        }
        self.by_source.push(self.interviewed);
        self.by_source.retain(|ledger| ledger.kept + ledger.withdrawn > 0 || !ledger.excluded.is_empty());
        Ok(self.by_source)
    }
}

fn leave(excluded: &mut Vec<(String, u64)>, reason: &str) {
    match excluded.iter_mut().find(|(known, _)| known == reason) {
        Some((_, count)) => *count += 1,
        None => excluded.push((reason.to_owned(), 1)),
    }
}

impl Store {
    /// All attributes by number and name, in alphabetical order.
    pub(super) fn attribute_rows(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut all = self.connection.prepare_cached("SELECT id, name FROM attributes ORDER BY name")?;
        Ok(all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, rusqlite::Error>>()?)
    }
}

/// Loads one attribute of all kept cases.
pub(super) fn load_attribute(
    connection: &Connection,
    id: i64,
    name: &str,
    indices: &CaseIndices,
    case_count: usize,
) -> Result<Attribute, StoreError> {
    let mut builder = AttributeBuilder::new(name, case_count);
    let mut statement = connection
        .prepare_cached("SELECT case_id, value FROM case_attributes WHERE attribute_id = ?1 AND value <> ''")?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let index = indices.of(row.get(0)?);
        if index != OUT {
            let set = builder.set(index, text(row, 1)?);
            set.map_err(|error| StoreError::Content(format!("the attribute {name:?} has {error}")))?;
        }
    }
    Ok(builder.finish())
}

/// A column of words, without a copy.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => {
            std::str::from_utf8(bytes).map_err(|_| StoreError::Content("words that are not UTF-8".to_owned()))
        }
        _ => Err(StoreError::Content("something else where words were expected".to_owned())),
    }
}

/// A column that holds one of the words of a `model` enum.
pub(super) fn word<T>(row: &Row<'_>, column: usize, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let word = text(row, column)?;
    read(word).ok_or_else(|| StoreError::Content(format!("the unknown word {word:?}")))
}
