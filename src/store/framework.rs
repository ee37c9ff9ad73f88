//! Frameworks: what stands in their cells, what it rests on, and on what coding it was written.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::events::Event;
use super::links::insert_link;
use super::{FileChange, Store, StoreError};
use crate::model::{Behind, CaseId, CellKey, RowKey, Subject};
use crate::text::Echo;

/// A cell as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCell {
    pub number: i64,
    pub key: CellKey,
    pub summary: String,
    /// Empty where the study's file says it.
    pub author: String,
    /// RFC 3339, UTC.
    pub written_at: String,
    /// How many people whose words were behind it have withdrawn since it was written.
    pub withdrawn: u64,
    /// Of what the study's file last said here.
    pub file_digest: Option<String>,
    /// How many stretches there were of each, when it was written.
    pub behind: BTreeMap<Behind, u64>,
}

/// What is different in a cell from now on; what is nothing stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    pub key: CellKey,
    pub summary: Option<String>,
    /// Who wrote the summary; the event's person where nothing is said.
    pub author: Option<String>,
    /// The coding on which it stands from now on.
    pub behind: Option<BTreeMap<Behind, u64>>,
    pub file_digest: Option<String>,
    /// Words to link it with, each with the link's kind.
    pub link: Vec<(Subject, String)>,
    /// Numbers of links to take away.
    pub unlink: Vec<i64>,
    /// Takes the cell away first, with its links and memos.
    pub clear: bool,
}

/// Stands in `file_digest` of a cell that was emptied because someone withdrew: what the study's file says there is
/// theirs, and is not read in again.
pub const WITHDRAWN_FROM_FILE: &str = "withdrawn";

impl CellChange {
    /// A change of this cell that changes nothing yet.
    pub const fn of(key: CellKey) -> Self {
        Self {
            key,
            summary: None,
            author: None,
            behind: None,
            file_digest: None,
            link: Vec::new(),
            unlink: Vec::new(),
            clear: false,
        }
    }
}

impl Store {
    /// All cells of a framework, in the order in which they were made.
    pub fn framework_cells(&self, framework: &str) -> Result<Vec<StoredCell>, StoreError> {
        let mut behind = self.behind(framework)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, case_id, group_key, column_key, summary, author, written_at, withdrawn, file_digest
             FROM framework_cells WHERE framework = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([framework], |row| {
            let number: i64 = row.get(0)?;
            let row_key = match row.get(1)? {
                Some(case) => RowKey::Case(CaseId(case)),
                None => RowKey::Group(row.get(2)?),
            };
            Ok(StoredCell {
                number,
                key: CellKey { row: row_key, column: row.get(3)? },
                summary: row.get(4)?,
                author: row.get(5)?,
                written_at: row.get(6)?,
                withdrawn: row.get::<_, i64>(7)?.unsigned_abs(),
                file_digest: row.get(8)?,
                behind: BTreeMap::new(),
            })
        })?;
        let mut cells: Vec<StoredCell> = rows.collect::<Result<_, _>>()?;
        for cell in &mut cells {
            cell.behind = behind.remove(&cell.number).unwrap_or_default();
        }
        Ok(cells)
    }

    fn behind(&self, framework: &str) -> Result<BTreeMap<i64, BTreeMap<Behind, u64>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT cell_id, code_id, framework_behind.case_id, words, stretch_count FROM framework_behind
             JOIN framework_cells ON id = cell_id WHERE framework = ?1",
        )?;
        let mut rows = statement.query([framework])?;
        let mut found: BTreeMap<i64, BTreeMap<Behind, u64>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let key = Behind { code: row.get(1)?, case: CaseId(row.get(2)?), words: row.get(3)? };
            found.entry(row.get(0)?).or_default().insert(key, row.get::<_, i64>(4)?.unsigned_abs());
        }
        Ok(found)
    }

    /// Framework, group (empty for a case's row), case and column of a cell.
    pub fn framework_cell(&self, number: i64) -> Result<Option<(String, CellKey)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT framework, case_id, group_key, column_key FROM framework_cells WHERE id = ?1")?;
        let found = statement.query_row([number], |row| {
            let key = match row.get(1)? {
                Some(case) => RowKey::Case(CaseId(case)),
                None => RowKey::Group(row.get(2)?),
            };
            Ok((row.get(0)?, CellKey { row: key, column: row.get(3)? }))
        });
        Ok(found.optional()?)
    }

    /// Changes cells of a framework, all or none of them. A cell that is left without a summary, a link and anything that
    /// the study's file said is no more.
    pub fn change_cells(&mut self, framework: &str, changes: &[CellChange], event: &Event) -> Result<(), StoreError> {
        self.change_cells_and_files(framework, changes, &[], event)
    }

    /// The same with files of the study that change with it.
    pub fn change_cells_and_files(
        &mut self,
        framework: &str,
        changes: &[CellChange],
        files: &[FileChange],
        event: &Event,
    ) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for change in changes {
            apply(&action, framework, change, event)?;
        }
        action.change_files(files)?;
        action.finish()
    }

    /// Notes what the study's file says of cells that nothing else changes in; that is no action.
    pub fn note_file_digests(&mut self, framework: &str, changes: &[CellChange]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for change in changes {
            if let (Some(number), Some(digest)) = (find(&transaction, framework, &change.key)?, &change.file_digest) {
                transaction
                    .execute("UPDATE framework_cells SET file_digest = ?2 WHERE id = ?1", params![number, digest])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// The numbers of codes, which stay when a code gets another id.
    pub fn code_numbers(&self) -> Result<BTreeMap<String, u32>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name, id FROM codes")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Names of frameworks that have cells.
    pub fn frameworks_with_cells(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT framework FROM framework_cells")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The digest of a framework's file when it was last read whole.
    pub fn framework_file(&self, framework: &str) -> Result<Option<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT sha256 FROM framework_files WHERE framework = ?1")?;
        Ok(statement.query_row([framework], |row| row.get(0)).optional()?)
    }

    /// Notes that a framework's file was read, or written, as it is.
    pub fn note_framework_file(&mut self, framework: &str, sha256: &str) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO framework_files (framework, sha256) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET sha256 = excluded.sha256",
            [framework, sha256],
        )?;
        Ok(())
    }
}

fn apply(connection: &Connection, framework: &str, change: &CellChange, event: &Event) -> Result<(), StoreError> {
    if change.clear
        && let Some(number) = find(connection, framework, &change.key)?
    {
        clear(connection, number)?;
    }
    let has_something = change.summary.is_some()
        || change.behind.is_some()
        || change.file_digest.is_some()
        || !change.link.is_empty()
        || !change.unlink.is_empty();
    if !has_something {
        return Ok(());
    }
    let number = match find(connection, framework, &change.key)? {
        Some(number) => number,
        None => insert(connection, framework, &change.key, event)?,
    };
    if let Some(summary) = &change.summary {
        let author = change.author.as_deref().unwrap_or(&event.who);
        connection
            .prepare_cached("UPDATE framework_cells SET summary = ?2, author = ?3, written_at = ?4 WHERE id = ?1")?
            .execute(params![number, summary, author, event.at])?;
    }
    if let Some(digest) = &change.file_digest {
        connection
            .prepare_cached("UPDATE framework_cells SET file_digest = ?2 WHERE id = ?1")?
            .execute(params![number, digest])?;
    }
    if let Some(behind) = &change.behind {
        connection.prepare_cached("UPDATE framework_cells SET withdrawn = 0 WHERE id = ?1")?.execute([number])?;
        connection.prepare_cached("DELETE FROM framework_behind WHERE cell_id = ?1")?.execute([number])?;
        let mut insert = connection.prepare_cached(
            "INSERT INTO framework_behind (cell_id, code_id, case_id, words, stretch_count) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (key, count) in behind {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            insert.execute(params![number, key.code, key.case.0, key.words, count])?;
        }
    }
    for link in &change.unlink {
        connection.execute("DELETE FROM links WHERE id = ?1", [link])?;
    }
    for (words, kind) in &change.link {
        insert_link(connection, &Subject::Cell(number), words, kind, event)?;
    }
    connection.execute(
        "DELETE FROM framework_cells WHERE id = ?1 AND summary = '' AND file_digest IS NULL
             AND id NOT IN (SELECT cell_id FROM link_ends WHERE cell_id IS NOT NULL)
             AND id NOT IN (SELECT cell_id FROM memos WHERE cell_id IS NOT NULL)",
        [number],
    )?;
    Ok(())
}

/// What the study's file said stays known, or it would be read in again.
fn clear(connection: &Connection, number: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM framework_cells WHERE id = ?1 AND file_digest IS NULL", [number])?;
    connection.execute("UPDATE framework_cells SET summary = '', withdrawn = 0 WHERE id = ?1", [number])?;
    for table in ["memos", "link_ends"] {
        connection.execute(&format!("DELETE FROM {table} WHERE cell_id = ?1"), [number])?;
    }
    connection.execute("DELETE FROM framework_behind WHERE cell_id = ?1", [number])?;
    Ok(())
}

/// `case_id` and `group_key` of a row.
fn row_values(row: &RowKey) -> (Option<u32>, &str) {
    match row {
        RowKey::Case(case) => (Some(case.0), ""),
        RowKey::Group(group) => (None, group),
    }
}

fn find(connection: &Connection, framework: &str, key: &CellKey) -> Result<Option<i64>, StoreError> {
    let (case, group) = row_values(&key.row);
    let mut statement = connection.prepare_cached(
        "SELECT id FROM framework_cells
         WHERE framework = ?1 AND coalesce(case_id, 0) = coalesce(?2, 0) AND group_key = ?3 AND column_key = ?4",
    )?;
    Ok(statement.query_row(params![framework, case, group, key.column], |row| row.get(0)).optional()?)
}

fn insert(connection: &Connection, framework: &str, key: &CellKey, event: &Event) -> Result<i64, StoreError> {
    let (case, group) = row_values(&key.row);
    let mut statement = connection.prepare_cached(
        "INSERT INTO framework_cells (framework, case_id, group_key, column_key, summary, author, written_at)
         VALUES (?1, ?2, ?3, ?4, '', ?5, ?6) RETURNING id",
    )?;
    let number =
        statement.query_row(params![framework, case, group, key.column, event.who, event.at], |row| row.get(0))?;
    Ok(number)
}

/// A code or theme has another id: columns that were called by it are called by the new one, as in the study file. A former
/// one of that id takes the old one.
pub(super) fn follow_column(connection: &Connection, from: &str, to: &str) -> Result<(), StoreError> {
    // No id is a blank.
    for (was, is) in [(to, " "), (from, to), (" ", from)] {
        connection.execute("UPDATE framework_cells SET column_key = ?2 WHERE column_key = ?1", [was, is])?;
    }
    Ok(())
}

/// A case has become another. Where both have a summary in the same place, the one comes to stand below the other.
pub(super) fn follow_case(connection: &Connection, keep: CaseId, other: CaseId) -> Result<(), StoreError> {
    let mut both = connection.prepare_cached(
        "SELECT kept.id, gone.id FROM framework_cells AS kept JOIN framework_cells AS gone
             ON gone.framework = kept.framework AND gone.column_key = kept.column_key
         WHERE kept.case_id = ?1 AND gone.case_id = ?2",
    )?;
    let pairs: Vec<(i64, i64)> =
        both.query_map([keep.0, other.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (kept, gone) in pairs {
        connection.execute(
            "UPDATE framework_cells SET summary = trim(summary || char(10) || char(10) ||
                 (SELECT summary FROM framework_cells WHERE id = ?2), char(10)) WHERE id = ?1",
            [kept, gone],
        )?;
        connection.execute(
            "INSERT INTO framework_behind (cell_id, code_id, case_id, words, stretch_count)
             SELECT ?1, code_id, case_id, words, stretch_count FROM framework_behind WHERE cell_id = ?2
             ON CONFLICT DO UPDATE SET stretch_count = stretch_count + excluded.stretch_count",
            [kept, gone],
        )?;
        for table in super::subjects::TABLES {
            connection.execute(&format!("UPDATE {table} SET cell_id = ?1 WHERE cell_id = ?2"), [kept, gone])?;
        }
        connection.execute("DELETE FROM framework_cells WHERE id = ?1", [gone])?;
    }
    connection.execute("UPDATE framework_cells SET case_id = ?1 WHERE case_id = ?2", [keep.0, other.0])?;
    connection.execute(
        "INSERT INTO framework_behind (cell_id, code_id, case_id, words, stretch_count)
         SELECT cell_id, code_id, ?1, words, stretch_count FROM framework_behind WHERE case_id = ?2
         ON CONFLICT DO UPDATE SET stretch_count = stretch_count + excluded.stretch_count",
        [keep.0, other.0],
    )?;
    connection.execute("DELETE FROM framework_behind WHERE case_id = ?1", [other.0])?;
    Ok(())
}

/// Someone withdraws: the cells of their row go, what was written about a group and repeats their words is emptied, and
/// what stood on their words otherwise is marked.
///
/// `links` are those that go. This comes before they do.
pub(super) fn forget_case(
    connection: &Connection,
    case: CaseId,
    echo: &Echo,
    links: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    connection.execute("DELETE FROM framework_cells WHERE case_id = ?1", [case.0])?;
    let mut behind = connection.prepare_cached("SELECT cell_id FROM framework_behind WHERE case_id = ?1")?;
    let mut touched: BTreeSet<i64> = behind.query_map([case.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut of_link =
        connection.prepare_cached("SELECT cell_id FROM link_ends WHERE link_id = ?1 AND cell_id IS NOT NULL")?;
    for link in links {
        for cell in of_link.query_map([link], |row| row.get(0))? {
            touched.insert(cell?);
        }
    }
    for cell in touched {
        connection.execute("UPDATE framework_cells SET withdrawn = withdrawn + 1 WHERE id = ?1", [cell])?;
    }
    for (cell, summary) in summaries(connection)? {
        if echo.is_quoted_in(&summary) {
            connection.execute(
                "UPDATE framework_cells SET summary = '', file_digest = ?2 WHERE id = ?1",
                params![cell, WITHDRAWN_FROM_FILE],
            )?;
        }
    }
    connection.execute("DELETE FROM framework_behind WHERE case_id = ?1", [case.0])?;
    // What it holds of them is not known any more; it is read again, and tells.
    connection.execute("DELETE FROM framework_files", [])?;
    Ok(())
}

/// How many cells go, or are emptied, if someone withdraws.
pub(super) fn lost_cells(connection: &Connection, case: CaseId, echo: &Echo) -> Result<u64, StoreError> {
    let own: i64 =
        connection.query_row("SELECT count(*) FROM framework_cells WHERE case_id = ?1", [case.0], |row| row.get(0))?;
    let mut others = connection.prepare_cached("SELECT summary FROM framework_cells WHERE case_id IS NOT ?1")?;
    let summaries: Vec<String> = others.query_map([case.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let quoting = summaries.iter().filter(|summary| echo.is_quoted_in(summary)).count() as u64;
    Ok(own.unsigned_abs() + quoting)
}

fn summaries(connection: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, summary FROM framework_cells ORDER BY id")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}
