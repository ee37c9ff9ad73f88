//! Changes of the codebook: its file, what they do to codings, and why, in one action.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::codebook_versions::{NewVersion, note_version};
use super::framework::follow_column;
use super::meta::set_fact;
use super::recoding::{Going, Recoded, cases_of, number_of, recode};
use super::subjects::{follow_code, follow_theme};
use super::{Event, FileChange, Store, StoreError};

/// Codings of one code that go to another.
#[derive(Debug, Clone)]
pub struct CodeMove {
    pub from: String,
    pub to: String,
    pub going: Going,
    /// How many rules the other code had before those of the first came along; nothing if they do not.
    pub rules_before: Option<usize>,
}

/// One change of the codebook.
#[derive(Debug, Clone, Default)]
pub struct CodeChange<'a> {
    /// Files of the study that change with it.
    pub files: Vec<FileChange>,
    /// The codebook as it was and as it is then.
    pub versions: Vec<NewVersion<'a>>,
    /// A code that has another id: the old one and the new one.
    pub readdressed: Option<(String, String)>,
    /// The same of a theme.
    pub theme_readdressed: Option<(String, String)>,
    pub moves: Vec<CodeMove>,
    /// Why, noted on a code or a theme: the word for it, and its id.
    pub memo: Option<(String, Vec<(&'static str, String)>)>,
    /// What codings of rules are made from now, where the change does not touch what rules find.
    pub coded_from: Option<String>,
}

impl Store {
    /// Changes the codebook. With `dry_run` nothing is changed, and what is told is just the same.
    pub fn change_codes(
        &mut self,
        change: &CodeChange<'_>,
        dry_run: bool,
        event: &Event,
    ) -> Result<Recoded, StoreError> {
        let action = self.begin(event)?;
        let mut done = Recoded::default();
        if let Some((from, to)) = &change.readdressed {
            done.moved += readdress(&action, from, to)?;
        }
        if let Some((from, to)) = &change.theme_readdressed {
            follow_theme(&action, from, to)?;
            follow_column(&action, from, to)?;
        }
        let mut touched = BTreeSet::new();
        for step in &change.moves {
            let numbers = (number_of(&action, &step.from)?, number_of(&action, &step.to)?);
            let part = recode(&action, numbers, &step.going, step.rules_before, &mut touched)?;
            done.moved += part.moved;
            done.proposals += part.proposals;
            done.joined += part.joined;
            done.dropped += part.dropped;
        }
        done.cases = match &change.readdressed {
            Some((_, to)) => cases_with(&action, to)?,
            None => cases_of(&action, &touched)?,
        };
        if dry_run {
            return Ok(done);
        }
        for version in &change.versions {
            note_version(&action, version, event)?;
        }
        if let Some((content, targets)) = &change.memo {
            for (kind, id) in targets {
                action.execute(
                    "INSERT INTO memos (target_kind, target_key, author, written_at, content)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![kind, id, event.who, event.at, content],
                )?;
            }
        }
        if let Some(made_from) = &change.coded_from {
            set_fact(&action, "coded_from", made_from)?;
        }
        action.change_files(&change.files)?;
        action.finish()?;
        Ok(done)
    }

    /// How many codings stand under an id, whether the codebook has it or not.
    pub fn codings_under(&self, id: &str) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM codings WHERE code_id = codes.id)
                        + (SELECT count(*) FROM reviews WHERE code_id = codes.id) FROM codes WHERE name = ?1";
        let count: Option<i64> = self.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(count.unwrap_or_default().unsigned_abs())
    }
}

/// A code goes by another id: its number, and all that hangs on it, stays. A former code of that id, which has no codings,
/// takes the old one.
fn readdress(connection: &Connection, from: &str, to: &str) -> Result<u64, StoreError> {
    let number = number_of(connection, from)?;
    let former: Option<i64> =
        connection.query_row("SELECT id FROM codes WHERE name = ?1", [to], |row| row.get(0)).optional()?;
    let mut rename = connection.prepare_cached("UPDATE codes SET name = ?2 WHERE id = ?1")?;
    if let Some(former) = former {
        // No id has a blank: nothing can be called so.
        rename.execute(params![former, " "])?;
        rename.execute(params![number, to])?;
        rename.execute(params![former, from])?;
    } else {
        rename.execute(params![number, to])?;
    }
    follow_code(connection, from, to)?;
    follow_column(connection, from, to)?;
    let count: i64 =
        connection.query_row("SELECT count(*) FROM codings WHERE code_id = ?1", [number], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

fn cases_with(connection: &Connection, code: &str) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT first_segment, last_segment FROM codings WHERE code_id = (SELECT id FROM codes WHERE name = ?1)",
    )?;
    let mut rows = statement.query([code])?;
    let mut segments = BTreeSet::new();
    while let Some(row) = rows.next()? {
        segments.extend(row.get::<_, u32>(0)?..=row.get::<_, u32>(1)?);
    }
    cases_of(connection, &segments)
}
