//! Links: that two things belong together, and how.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::events::Event;
use super::subjects::{COLUMNS, KEPT, NAMED, joins, named, values};
use super::{Store, StoreError};
use crate::model::{Link, Named, Subject};
use crate::text::fold;

/// Which links to list.
#[derive(Debug, Clone, Default)]
pub struct LinkFilter {
    /// From or to this.
    pub of: Option<Subject>,
    /// The link's kind, in any letter case.
    pub kind: Option<String>,
}

impl Store {
    /// Links in the order in which they were made. Those with an end on someone who is not kept are not shown.
    pub fn links(&self, filter: &LinkFilter) -> Result<Vec<Link>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT links.id, links.kind, links.author, links.made_at, {KEPT}, {NAMED}
             FROM links JOIN link_ends AS anchored ON anchored.link_id = links.id {}
             ORDER BY links.id, anchored.is_to",
            joins("link_end_id")
        ))?;
        let mut rows = statement.query([])?;
        let mut links = Vec::new();
        while let Some(row) = rows.next()? {
            let (from, is_kept) = end(row)?;
            let (number, kind, author, made_at) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let row = rows.next()?.ok_or_else(|| StoreError::Content("a link with one end".to_owned()))?;
            let (to, is_too) = end(row)?;
            let link = Link { number: Some(number), kind, from, to, author, made_at };
            if is_kept && is_too && filter.passes(&link) {
                links.push(link);
            }
        }
        Ok(links)
    }

    /// Links two things, and gives the link's number: that of the one there is, if they were linked in this way before.
    pub fn add_link(&mut self, from: &Subject, to: &Subject, kind: &str, event: &Event) -> Result<i64, StoreError> {
        let same = |link: &Link| link.from.subject == *from && link.to.subject == *to && link.kind == kind;
        if let Some(number) =
            self.links(&LinkFilter::default())?.iter().find(|link| same(link)).and_then(|is| is.number)
        {
            return Ok(number);
        }
        let action = self.begin(event)?;
        let number = insert_link(&action, from, to, kind, event)?;
        action.finish()?;
        Ok(number)
    }

    /// Takes links away.
    pub fn remove_links(&mut self, numbers: &[i64], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for number in numbers {
            action.execute("DELETE FROM links WHERE id = ?1", [number])?;
        }
        action.finish()
    }
}

/// Makes a link within an action.
pub(super) fn insert_link(
    connection: &Connection,
    from: &Subject,
    to: &Subject,
    kind: &str,
    event: &Event,
) -> Result<i64, StoreError> {
    let number: i64 = connection.query_row(
        "INSERT INTO links (kind, author, made_at) VALUES (?1, ?2, ?3) RETURNING id",
        params![kind, event.who, event.at],
        |row| row.get(0),
    )?;
    for (is_to, subject) in [(0, from), (1, to)] {
        let mut all = values(connection, subject)?;
        all.extend([Value::Integer(number), Value::Integer(is_to)]);
        let places = vec!["?"; all.len()].join(", ");
        let sql = format!("INSERT INTO link_ends ({COLUMNS}, link_id, is_to) VALUES ({places})");
        connection.execute(&sql, params_from_iter(all))?;
    }
    Ok(number)
}

fn end(row: &Row<'_>) -> Result<(Named, bool), StoreError> {
    Ok((named(row, 5)?, row.get(4)?))
}

impl LinkFilter {
    /// Whether a link is one of those that are wanted.
    pub fn passes(&self, link: &Link) -> bool {
        self.of.as_ref().is_none_or(|of| link.from.subject == *of || link.to.subject == *of)
            && self.kind.as_ref().is_none_or(|kind| fold(kind) == fold(&link.kind))
    }
}
